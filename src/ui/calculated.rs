//! What a calculator in the worker answered (`export::calculator_json`), as it is shown.

use std::cell::RefCell;

use leptos::{ev, prelude::*};

use super::{Choice, El, Figure, Page, all, audit::Entry, badge, el, live, live_text};
use crate::{
    browser,
    locale::{self, Language},
    package::Json,
};

// Not in signals: there is one calculator at a time, and a signal of every type takes code of its own.
thread_local! {
    /// The last answer; null as long as there is none.
    static ANSWER: RefCell<Json> = const { RefCell::new(Json::Null) };
    /// What came of the last list of loans.
    static LIST: RefCell<Json> = const { RefCell::new(Json::Null) };
}

/// Keeps an answer; whether it says something else than the one before.
pub fn keep(answer: Json) -> bool {
    ANSWER.with_borrow_mut(|before| {
        let is_other = *before != answer;
        *before = answer;
        is_other
    })
}

/// Keeps what an answer says of a list of loans.
pub fn keep_list(answer: &Json) {
    LIST.set(answer.get("pasted").cloned().unwrap_or(Json::Null));
}

/// Whether there is a table.
#[must_use]
pub fn has_rows() -> bool {
    ANSWER.with_borrow(|answer| answer.get("rows").is_some())
}

/// What stands where there is nothing to say.
const DASH: &str = "–";

/// Who is told what is typed: the name of the field, what stands in it, and whether it is typed to its end.
type Typed = Box<dyn Fn(&str, &str, bool)>;

/// More columns than these do not fit side by side: each row is a block of its cells then.
const MOST_COLUMNS: usize = 7;

/// The table of the last answer. Its fields stay where they are, with what is typed in them; all else follows the
/// answers that come. `typed` is told a field's name and what stands in it, and whether it is typed to its end.
#[must_use]
pub fn sheet(page: &Page, answered: RwSignal<bool>, typed: impl Fn(&str, &str, bool) + Copy + 'static) -> El {
    ANSWER.with_borrow(|answer| drawn(page, answer, answered, Box::new(typed)))
}

fn drawn(page: &Page, answer: &Json, answered: RwSignal<bool>, typed: Typed) -> El {
    let answer = Entry(answer);
    let columns: Vec<(String, &str)> = answer.items("columns").iter().map(|column| head(page, column)).collect();
    let heads = columns.iter().map(|(title, class)| {
        el("th").attr("scope", "col").attr("role", "columnheader").class(class).text(title.clone())
    });
    let mut heads: Vec<El> = heads.collect();
    heads.insert(0, el("td").attr("role", "cell"));
    let rows = answer.items("rows").iter().enumerate().map(|(row, of_row)| {
        let told = |name| Entry(of_row).told(name, page.language);
        let title = told("title");
        let mut row_cells = vec![
            el("th")
                .attr("role", "rowheader")
                .attr("scope", "row")
                .text(title)
                .child(el("span").class("note").text(told("note"))),
        ];
        for (column, (cell, (head, class))) in Entry(of_row).items("cells").iter().zip(&columns).enumerate() {
            let inside = if Entry(cell).text("input").is_empty() {
                let page = page.clone();
                live(move || {
                    _ = answered.get();
                    now(row, column, &mut |cell| value(&page, cell).view())
                })
            } else {
                field(page, Entry(cell), [title, ": ", head].concat(), answered, row, column).view()
            };
            row_cells.push(el("td").attr("role", "cell").class(class).attr("data-title", head.clone()).child(inside));
        }
        el("tr").attr("role", "row").child(row_cells)
    });
    let rows: Vec<El> = rows.collect();
    // `change` comes when a field is left, `input` with each letter.
    let tell = move |event: ev::Event| {
        if let Some(name) = browser::closest_attribute(&event, "name") {
            typed(&name, &event_target_value(&event), event.type_() == "change");
        }
    };
    let tell = std::rc::Rc::new(tell);
    let of_change = std::rc::Rc::clone(&tell);
    el("table")
        .class(if columns.len() > MOST_COLUMNS { "data calculated blocks-of" } else { "data calculated" })
        .attr("role", "table")
        .on("input", move |event| tell(event))
        .on("change", move |event| of_change(event))
        .child(el("thead").attr("role", "rowgroup").child(el("tr").attr("role", "row").child(heads)))
        .child(el("tbody").attr("role", "rowgroup").child(rows))
}

/// A column's title, with the unit of all of its cells, and its class.
fn head(page: &Page, column: &Json) -> (String, &'static str) {
    let title = Entry(column).told("title", page.language);
    let unit = page.unit(Entry(column).text("unit"));
    // A score is told in points: where that is the same word it is not told twice.
    let is_told = unit.is_empty() || title.starts_with(&unit);
    let title = if is_told { title.to_owned() } else { [title, " (", &unit, ")"].concat() };
    (title, if Entry(column).text("kind") == "number" { "numeric" } else { "" })
}

/// Reads a cell of the last answer.
fn now<T>(row: usize, column: usize, read: &mut dyn FnMut(Entry) -> T) -> T {
    ANSWER.with_borrow(|answer| {
        let cells = Entry(answer).items("rows").get(row).map(|row| Entry(row).items("cells"));
        read(Entry(cells.and_then(|cells| cells.get(column)).unwrap_or(&Json::Null)))
    })
}

/// A field, with what is to be said of what stands in it.
fn field(page: &Page, cell: Entry, label: String, answered: RwSignal<bool>, row: usize, column: usize) -> El {
    let language = page.language;
    let note = format!("note-{row}-{column}");
    let now = move |read: &mut dyn FnMut(Entry) -> String| {
        _ = answered.get();
        now(row, column, read)
    };
    let unit = page.unit(cell.text("unit"));
    let input = el("input")
        .attr("type", "text")
        .attr("inputmode", "decimal")
        .attr("autocomplete", "off")
        .attr("name", cell.text("input"))
        .attr("value", cell.text("shown"))
        .attr("aria-label", if unit.is_empty() { label } else { [&label, " (", &unit, ")"].concat() })
        .attr("aria-describedby", note.clone())
        .bind("aria-invalid", move || now(&mut |cell| cell.text("refused").to_owned()));
    let told = live_text(move || now(&mut |cell| cell.told("text", language).to_owned()));
    let unit = el("span").class("unit").attr("aria-hidden", "true").text(unit);
    el("span").class("entry").child(input).child(unit).child(el("span").class("note").attr("id", note).child(told))
}

/// A number in its unit, a verdict, or words.
fn value(page: &Page, told: Entry) -> El {
    let words = told.told("text", page.language);
    let unit = page.unit(told.text("unit"));
    match (told.text("verdict"), told.text("open")) {
        ("true", _) => badge("badge met", "▲", words),
        ("false", _) => badge("badge not-met", "▼", words),
        _ if words.is_empty() => el("span").class("none").text(DASH),
        (_, "") if told.text("number").is_empty() => el("span").class("words").text(words),
        (_, "") => {
            let class = if unit.starts_with('%') { "unit close" } else { "unit" };
            let unit = el("span").class(class).text(locale::with_unit("", &unit));
            el("span").class("number").text(words).child(unit)
        }
        (_, open) => Figure { text: Ok(words.to_owned()), unit, open: open.to_owned() }.view(page),
    }
}

/// What comes of it, a card each.
#[must_use]
pub fn outcomes(page: &Page) -> El {
    let card = |outcome: &Json| {
        let mut card = el("article").class("card").child(el("h3").text(Entry(outcome).told("title", page.language)));
        for (index, line) in Entry(outcome).items("lines").iter().enumerate() {
            card = card.child(el("p").class(if index == 0 { "big" } else { "line" }).child(value(page, Entry(line))));
        }
        card
    };
    let cards: Vec<El> = ANSWER.with_borrow(|answer| Entry(answer).items("outcomes").iter().map(card).collect());
    el("div").class("cards outcomes").child(cards)
}

/// Sentences, one each.
fn sentences(page: &Page, told: &Json, list: &str) -> El {
    let told = Entry(told).items(list).iter().map(|told| el("li").text(Entry(told).told("text", page.language)));
    el("ul").class("told").child(told.collect::<Vec<_>>())
}

/// What the sheet assumes.
#[must_use]
pub fn assumptions(page: &Page) -> El {
    ANSWER.with_borrow(|answer| sentences(page, answer, "assumptions"))
}

/// The section of the report that the rules are from.
#[must_use]
pub fn of_section() -> String {
    ANSWER.with_borrow(|answer| Entry(answer).text("section").to_owned())
}

/// What came of the last list of loans.
#[must_use]
pub fn of_list(page: &Page) -> AnyView {
    LIST.with_borrow(|list| {
        all(vec![sentences(page, list, "told").view(), sentences(page, list, "faults").class("told faults").view()])
    })
}

/// What can be chosen to compare with.
#[must_use]
pub fn choices(page: &Page) -> Vec<Choice> {
    ANSWER.with_borrow(|answer| {
        let choice = |choice: &Json| Choice {
            value: Entry(choice).text("code").to_owned(),
            words: Entry(choice).told("title", page.language).to_owned(),
            group: String::new(),
        };
        Entry(answer).items("choices").iter().map(choice).collect()
    })
}

/// The foremost outcome in a line.
#[must_use]
pub fn summary(language: Language) -> String {
    ANSWER.with_borrow(|answer| Entry(answer).told("summary", language).to_owned())
}
