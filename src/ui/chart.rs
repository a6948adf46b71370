//! The chart frame: title, unit, the chart, the same data as a table, what is pointed at, and the source.

use leptos::{ev, prelude::*};
use rust_decimal::Decimal;

use super::{El, ElRef, Page, Table, all, audit, effect, el, live, live_text, memo, table::table_of};
use crate::{
    browser,
    chart::{DARK, LIGHT, Label, Scene, Words, words},
    locale::{self, Key, Language},
};

/// How a chart is drawn: a pure function of width, theme and language.
type Draw = Box<dyn Fn(f64, &crate::chart::Theme, &Words) -> Scene + Send + Sync>;

/// What is done with the key of a mark.
type Choose = Box<dyn Fn(&str) + Send + Sync>;

/// A chart to be framed.
pub struct Chart {
    /// Its name in addresses.
    pub id: String,
    /// What it shows.
    pub title: String,
    /// Unit and year.
    pub subtitle: String,
    /// The drawing.
    pub draw: Draw,
    /// The same data.
    pub table: Table,
    /// The name of the working-out behind each mark's key.
    pub opens: Vec<(String, String)>,
    /// What a press on a mark, or Enter, does with its key, if it is more than to point at it.
    pub choose: Option<Choose>,
    /// Where the data come from.
    pub source: String,
}

/// A label that breaks at words.
#[must_use]
pub fn label(text: &str) -> Label {
    Label::segmented(text, &browser::segment)
}

/// The mark pointed at, and whether it stays so.
#[derive(Clone, Copy, PartialEq)]
struct Pointed {
    mark: usize,
    kept: bool,
}

/// How wide a sheet of paper is between its margins.
const SHEET: f64 = 680.0;

/// What a chart needs to hand for as long as it is shown.
struct Kept {
    id: String,
    opens: Vec<(String, String)>,
    choose: Option<Choose>,
    scene: Scene,
}

/// Puts a chart into its frame.
#[must_use]
pub fn chart_frame(page: &Page, chart: Chart) -> AnyView {
    let Chart { id, title, subtitle, draw, table: data, opens, choose, source } = chart;
    let (language, shown) = (page.language, page.shown);
    let (dark, printing) = (page.dark, page.printing);
    let width = RwSignal::new(0.0);
    let pointed = RwSignal::new(None::<Pointed>);
    let (canvas, tip, described) = (ElRef::new(), ElRef::new(), ElRef::new());
    let marks = audit::marks(page, opens.iter().map(|(_, open)| open.clone()).collect());
    let chooses = choose.is_some();
    let kept = StoredValue::new(Kept { id: id.clone(), opens, choose, scene: Scene::default() });
    let is_this = move |other: &String| kept.with_value(|kept| kept.id == *other);
    let as_table = memo(move || shown.view(|view| view.tables.iter().any(is_this)));

    effect(move || {
        let Some(canvas) = canvas.get() else { return };
        width.set(f64::from(canvas.client_width()));
        browser::observe_width(&canvas, move |now| {
            // A hidden canvas is no reason to draw anew.
            if now > 0.0 && (now - width.get_untracked()).abs() >= 1.0 {
                width.set(now);
            }
        });
    });
    effect(move || {
        let theme = if dark.get() { DARK } else { LIGHT };
        if let (Some(canvas), Some(described)) = (canvas.get().filter(|_| width.get() > 0.0), described.get()) {
            let wide = if printing.get() { SHEET } else { width.get() };
            let scene = chart_words(language, |words| draw(wide, &theme, words));
            browser::paint(&scene, &canvas);
            described.set_text_content(Some(&scene.description));
            kept.update_value(|kept| kept.scene = scene);
        }
    });
    let mark = move || {
        let pointed = pointed.get()?;
        kept.with_value(|kept| kept.scene.marks.get(pointed.mark).cloned())
    };
    effect(move || {
        if let (Some(mark), Some(tip)) = (mark(), tip.get()) {
            let bounds = mark.bounds;
            let (wide, high) = (f64::from(tip.offset_width()), f64::from(tip.offset_height()));
            // No clamp: it would bring along the printing of floats, for a panic that cannot be.
            let left = (bounds.x + (bounds.w - wide) / 2.0).min(width.get() - wide).max(0.0);
            let above = bounds.y - high - 6.0;
            browser::place(&tip, left, if above < -40.0 { bounds.y + bounds.h + 6.0 } else { above });
        }
    });
    let open_of = move |key: &str| {
        kept.with_value(|kept| kept.opens.iter().find(|(other, _)| other == key).map(|(_, open)| open.clone()))
    };
    let open_pointed = move || {
        if let Some(open) = mark().and_then(|mark| open_of(&mark.key)) {
            shown.open(open);
        }
    };
    let at = move |event: &ev::PointerEvent| {
        let canvas = canvas.get_untracked()?;
        let corner = canvas.get_bounding_client_rect();
        let (x, y) = (f64::from(event.client_x()) - corner.left(), f64::from(event.client_y()) - corner.top());
        kept.with_value(|kept| kept.scene.mark_at(x, y))
    };
    let hover = move |event: ev::PointerEvent| {
        if event.pointer_type() != "touch" && !pointed.get_untracked().is_some_and(|pointed| pointed.kept) {
            pointed.set(at(&event).map(|mark| Pointed { mark, kept: false }));
        }
    };
    // Whether there was anything to do.
    let choose_pointed = move || {
        mark()
            .is_some_and(|mark| kept.with_value(|kept| kept.choose.as_ref().map(|choose| choose(&mark.key))).is_some())
    };
    let press = move |event: ev::PointerEvent| {
        pointed.set(at(&event).map(|mark| Pointed { mark, kept: true }));
        choose_pointed();
    };
    let leave = move |_: ev::PointerEvent| {
        if pointed.get_untracked().is_some_and(|pointed| !pointed.kept) {
            pointed.set(None);
        }
    };
    let key = move |event: ev::KeyboardEvent| {
        let count = kept.with_value(|kept| kept.scene.marks.len());
        let now = pointed.get_untracked().map(|pointed| pointed.mark);
        let next = match (event.key().as_str(), now) {
            ("ArrowDown" | "ArrowRight", None) | ("Home", _) => 0,
            ("ArrowDown" | "ArrowRight", Some(mark)) => (mark + 1).min(count.saturating_sub(1)),
            ("ArrowUp" | "ArrowLeft", Some(mark)) => mark.saturating_sub(1),
            ("ArrowUp" | "ArrowLeft", None) | ("End", _) => count.saturating_sub(1),
            ("Enter" | " ", Some(_)) => {
                event.prevent_default();
                if !choose_pointed() {
                    open_pointed();
                }
                return;
            }
            ("Escape", _) => return pointed.set(None),
            _ => return,
        };
        event.prevent_default();
        pointed.set((count > 0).then_some(Pointed { mark: next, kept: true }));
    };
    let spoken =
        move || mark().map(|mark| chart_words(language, |words| words::mark(&mark, words))).unwrap_or_default();
    let toggle = move |table: bool| {
        shown.change(|view| {
            view.tables.retain(|other| !is_this(other));
            if table {
                view.tables.push(kept.with_value(|kept| kept.id.clone()));
            }
        });
    };
    let tooltip = move || {
        let Some(mark) = mark() else { return ().into_any() };
        let kept = pointed.get().is_some_and(|pointed| pointed.kept);
        let button = open_of(&mark.key).filter(|_| kept).map(|open| {
            let button = el("button").attr("type", "button").attr("tabindex", "-1").attr("data-open", open);
            button.text(language.text(Key::FIGURE_HINT))
        });
        let line = |text: String| el("span").text(text).view();
        let mut lines = vec![el("strong").text(mark.label).view()];
        lines.extend(mark.series.map(line));
        lines.push(el("span").class("number").text(mark.value).view());
        lines.extend(mark.detail.map(line).into_iter().chain(button.map(El::view)));
        all(lines)
    };
    let choice = |table: bool, key: Key| {
        let button = el("button").attr("type", "button").text(page.text(key)).press(move || toggle(table));
        button.bind("aria-pressed", move || (as_table.get() == table).to_string())
    };
    let switch = el("div")
        .class("switch")
        .attr("role", "group")
        .attr("aria-label", page.text(Key::CHART_VIEW))
        .child(choice(false, Key::CHART_CHART))
        .child(choice(true, Key::CHART_TABLE));
    let (title_id, text_id) = (format!("{id}-title"), format!("{id}-text"));
    let caption = el("figcaption")
        .child(el("h3").attr("id", title_id.clone()).text(title))
        .child(el("p").class("subtitle").text(subtitle).child(marks))
        .child(switch);
    let drawing = el("div")
        .class("canvas")
        .tell(canvas)
        .attr("tabindex", "0")
        .attr("role", "application")
        .attr("aria-roledescription", page.text(Key::CHART_ROLE))
        .attr("aria-labelledby", title_id)
        .attr("aria-describedby", text_id.clone())
        .on("pointermove", hover)
        .on("pointerup", press)
        .on("pointerleave", leave)
        .on("keydown", key)
        .on("blur", move |_: ev::Event| pointed.set(None));
    let keys = if chooses { Key::CHART_KEYS_CHOOSE } else { Key::CHART_KEYS };
    let keys = el("span").text(format!("{} ", page.text(keys)));
    let described = el("span").tell(described);
    let tooltip = el("div")
        .bind("class", move || if pointed.get().is_some() { "tip on" } else { "tip" }.to_owned())
        .tell(tip)
        // A press on it must not take the focus from the chart, which would close it.
        .on("pointerdown", |event: ev::Event| event.prevent_default())
        .child(live(tooltip));
    let plot = el("div")
        .bind("class", move || if as_table.get() { "plot gone" } else { "plot" }.to_owned())
        .child(drawing)
        .child(el("p").class("unseen").attr("id", text_id).child(keys).child(described))
        .child(el("p").class("unseen").attr("aria-live", "polite").child(live_text(spoken)))
        .child(tooltip);
    let in_table = page.clone();
    let data = el("div")
        .bind("class", move || if as_table.get() { "scroll" } else { "unseen" }.to_owned())
        // Wider than the frame it can be scrolled by keyboard, too.
        .bind("tabindex", move || if as_table.get() { "0" } else { "-1" }.to_owned())
        .attr("role", "group")
        .attr("aria-label", page.text(Key::CHART_TABLE))
        .child(live(move || table_of(&in_table, &data, as_table.get()).view()));
    let frame = el("figure").class("frame").attr("id", id).child(caption).child(plot).child(data);
    frame.child(el("p").class("source").text(source)).view()
}

/// The words that charts need.
fn chart_words<T>(language: Language, use_them: impl FnOnce(&Words) -> T) -> T {
    let text = |key| language.text(key);
    // Ticks are round numbers that plotters chose: whole once the point is moved by their decimals.
    let tick = |value: f64, decimals: usize| {
        let whole = (0..decimals).fold(value, |value, _| value * 10.0).round();
        let decimals = u32::try_from(decimals).unwrap_or_default().min(28);
        locale::number(Decimal::new(whole as i64, decimals), decimals)
    };
    let percent = |value: f64, decimals: usize| format!("{}%", tick(value, decimals));
    use_them(&Words {
        target: text(Key::CHART_TARGET),
        limit: text(Key::CHART_LIMIT),
        of_target: text(Key::CHART_OF_TARGET),
        met: text(Key::STATUS_MET),
        not_met: text(Key::STATUS_NOT_MET),
        no_verdict: text(Key::STATUS_NO_TARGET),
        cut: text(Key::CHART_CUT),
        total: text(Key::CHART_TOTAL),
        increase: text(Key::CHART_INCREASE),
        decrease: text(Key::CHART_DECREASE),
        no_data: text(Key::FIGURE_NO_DATA),
        pair: text(Key::WORDS_PAIR),
        list: text(Key::WORDS_LIST),
        also: text(Key::WORDS_ALSO),
        aside: (text(Key::WORDS_ASIDE_OPEN), text(Key::WORDS_ASIDE_CLOSE)),
        number: &tick,
        percent: &percent,
    })
}
