//! The calculators: what somebody enters goes to the worker, and what the worker makes of it is shown.

use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlInputElement;

use super::{heading, link, parts, section};
use crate::{
    browser,
    calculator::Calculator,
    locale::Key,
    package::{Json, read_json},
    state::Route,
    ui::{
        Choice, El, ElRef, Page, Shown, all,
        audit::Audited,
        calculated::{self, Answer},
        effect, el, live, live_text, select,
    },
};

/// Title, lead and rule.
fn words(calculator: Calculator) -> [Key; 3] {
    match calculator {
        Calculator::Evaluation => {
            [Key::CALCULATORS_EVALUATION_TITLE, Key::CALCULATORS_EVALUATION_LEAD, Key::CALCULATORS_EVALUATION_RULE]
        }
        Calculator::Strength => {
            [Key::CALCULATORS_STRENGTH_TITLE, Key::CALCULATORS_STRENGTH_LEAD, Key::CALCULATORS_STRENGTH_RULE]
        }
        Calculator::Provision => {
            [Key::CALCULATORS_PROVISION_TITLE, Key::CALCULATORS_PROVISION_LEAD, Key::CALCULATORS_PROVISION_RULE]
        }
        Calculator::Pace => [Key::CALCULATORS_PACE_TITLE, Key::CALCULATORS_PACE_LEAD, Key::CALCULATORS_PACE_RULE],
    }
}

/// All calculators, a card each.
pub(super) fn view(page: &Page) -> AnyView {
    let card = |calculator| {
        let [title, lead, _] = words(calculator);
        let link = link(page, Route::Calculator(calculator)).text(page.text(title));
        el("article").class("card").child(el("h2").child(link)).child(el("p").text(page.text(lead)))
    };
    let cards = Calculator::ALL.map(card);
    all(vec![
        heading(page, page.text(Key::NAV_CALCULATORS), page.text(Key::CALCULATORS_LEAD).to_owned()).view(),
        el("div").class("cards calculators").child(Vec::from(cards)).view(),
    ])
}

/// What stands in the fields.
#[derive(Default)]
struct Form {
    /// What the address says, as far as the fields show it.
    known: Option<String>,
    /// What was typed since, by field.
    typed: Vec<(String, String)>,
    /// Whether the fields show something else than they should.
    is_stale: bool,
    /// Whether the address is behind the fields.
    is_ahead: bool,
}

/// A calculator at work.
#[derive(Clone, Copy)]
struct Desk {
    calculator: Calculator,
    year: i32,
    shown: Shown,
    form: StoredValue<Form>,
    /// What everything but the fields shows.
    answer: Answer,
    /// What the fields were drawn from.
    drawn: Answer,
    /// What came of a list of loans.
    pasted: Answer,
    failed: RwSignal<bool>,
}

impl Desk {
    /// Asks the worker; where `fill` the answer brings other entries, which the fields and the address are to show.
    fn ask(self, what: &str, text: &str, fill: bool) {
        let region = untrack(|| self.shown.view(|view| view.region.clone())).unwrap_or_default();
        let question = [what, self.calculator.code(), &self.year.to_string(), &region, text];
        browser::ask_further(&question, Box::new(move |answer| self.take(answer, fill)));
    }

    fn ask_sheet(self) {
        let text = self.form.with_value(|form| {
            let mut text = form.known.clone().unwrap_or_default();
            for (name, typed) in &form.typed {
                text.extend(["\n", name, "\t", typed]);
            }
            text
        });
        self.ask("sheet", &text, false);
    }

    fn take(self, answer: Option<String>, fill: bool) {
        let answer = answer.and_then(|answer| read_json(&answer));
        self.failed.set(answer.is_none());
        let Some(answer) = answer.map(Arc::new) else { return };
        if answer.get("pasted").is_some() {
            self.pasted.set(Arc::clone(&answer));
        }
        // A list without a line that counts changes nothing.
        if fill && answer.get("rows").is_none() {
            return;
        }
        let entered = answer.get("entered").and_then(Json::text).unwrap_or_default().to_owned();
        let (is_stale, is_ahead) = self
            .form
            .try_update_value(|form| {
                let told = (form.is_stale || fill, form.is_ahead || fill);
                if fill {
                    form.typed.clear();
                }
                if told.1 {
                    form.known = Some(entered.clone());
                }
                (form.is_stale, form.is_ahead) = (false, false);
                told
            })
            .unwrap_or_default();
        // What has not changed is not drawn again, so that nothing loses the keyboard's focus.
        if self.answer.with_untracked(|before| *before != answer) {
            self.answer.set(Arc::clone(&answer));
        }
        if is_stale {
            self.drawn.set(answer);
        }
        if is_ahead {
            self.shown.change(|view| view.entered = Some(entered).filter(|entered| !entered.is_empty()));
        }
    }

    /// Shows what the address says.
    fn follow(self, entered: Option<String>) {
        let entered = entered.unwrap_or_default();
        self.form.update_value(|form| {
            if form.known.as_ref() != Some(&entered) {
                *form = Form { known: Some(entered), is_stale: true, ..Form::default() };
            }
        });
        self.ask_sheet();
    }

    /// Takes up what is typed in a field; `done` when it is left.
    fn take_up(self, name: String, typed: String, done: bool) {
        self.form.update_value(|form| {
            form.typed.retain(|(other, _)| *other != name);
            form.typed.push((name, typed));
            form.is_ahead |= done;
        });
        self.ask_sheet();
    }

    /// Takes every entry away.
    fn reset(self) {
        self.form.set_value(Form { is_stale: true, is_ahead: true, ..Form::default() });
        self.pasted.set(Arc::new(Json::Null));
        self.ask_sheet();
    }
}

/// The page of a calculator.
pub(super) fn calculator(page: &Page, calculator: Calculator) -> AnyView {
    let [title, lead, rule] = words(calculator);
    let none = || RwSignal::new(Arc::new(Json::Null));
    let (shown, audited) = (page.shown, page.audited);
    let desk = Desk {
        calculator,
        year: page.year,
        shown,
        form: StoredValue::new(Form::default()),
        answer: none(),
        drawn: none(),
        pasted: none(),
        failed: RwSignal::new(false),
    };
    // Whenever the worker is ready, or the address says something else.
    effect(move || {
        let entered = shown.view(|view| view.entered.clone());
        if audited.with(|audited| matches!(audited, Audited::Done(_))) {
            desk.follow(entered);
        }
    });
    on_cleanup(browser::stop_listening);

    let of_page = page.clone();
    let content = live(move || {
        let failed = desk.failed.get() || audited.with(|audited| matches!(audited, Audited::Failed));
        let drawn = desk.drawn.get();
        match &*drawn {
            _ if failed => {
                el("p").class("note").attr("role", "alert").text(of_page.text(Key::CALCULATORS_FAILED)).view()
            }
            Json::Null => el("p").attr("role", "status").text(of_page.text(Key::CALCULATORS_MAKING)).view(),
            drawn if drawn.get("rows").is_none() => el("p").text(of_page.text(Key::CALCULATORS_NO_YEAR)).view(),
            drawn => work(&of_page, desk, drawn),
        }
    });
    let rule = section(page.text(Key::CALCULATORS_HOW), true).child(el("p").text(page.text(rule)));
    let private = calculator == Calculator::Provision;
    let private = private.then(|| el("p").class("place").text(page.text(Key::CALCULATORS_PROVISION_PRIVATE)));
    all(vec![
        el("p").class("crumbs").child(link(page, Route::Calculators).text(page.text(Key::NAV_CALCULATORS))).view(),
        heading(page, page.text(title), page.text(lead).to_owned()).view(),
        rule.child(private).view(),
        content,
    ])
}

/// What the worker answered: what comes of it, the fields, and what it rests on.
fn work(page: &Page, desk: Desk, drawn: &Json) -> AnyView {
    let results = {
        let page = page.clone();
        live(move || calculated::outcomes(&page, &desk.answer.get()).view())
    };
    let summary = {
        let page = page.clone();
        live_text(move || desk.answer.with(|answer| calculated::summary(&page, answer)))
    };
    let figures = section(page.text(Key::CALCULATORS_FIGURES), true)
        .class("figures-of")
        .child(el("p").class("place").text(page.text(Key::CALCULATORS_FIGURES_HINT)))
        .child(buttons(page, desk, drawn))
        .child(calculated::sheet(
            page,
            drawn,
            desk.answer,
            page.text(Key::CALCULATORS_FIGURES),
            move |name, typed, done| {
                desk.take_up(name, typed, done);
            },
        ))
        .child(el("p").class("summary").attr("role", "status").child(summary));
    let list = (desk.calculator == Calculator::Provision).then(|| list(page, desk).view());
    let assumed = calculated::sentences(page, drawn, "assumptions");
    let assumed = (!assumed.is_empty())
        .then(|| section(page.text(Key::CALCULATORS_ASSUMED), true).child(el("ul").class("assumed").child(assumed)));
    let source = drawn.get("section").and_then(Json::text).unwrap_or_default();
    let mut views = vec![section(page.text(Key::CALCULATORS_RESULTS), true).child(results).view(), figures.view()];
    views.extend(list);
    views.extend(assumed.map(El::view));
    views.push(el("p").class("source").text(parts::source(page, source)).view());
    all(views)
}

fn button(page: &Page, words: Key, press: impl Fn() + 'static) -> El {
    el("button").attr("type", "button").press(press).text(page.text(words))
}

fn buttons(page: &Page, desk: Desk, drawn: &Json) -> El {
    let buttons = el("div").class("fields");
    let shown = desk.shown;
    let reset = button(page, Key::CALCULATORS_RESET, move || desk.reset());
    if desk.calculator != Calculator::Strength {
        return buttons.child(reset);
    }
    let choice = |(value, words)| Choice { value, words, group: String::new() };
    let none = choice((String::new(), page.text(Key::CALCULATORS_NO_REGION).to_owned()));
    let choices = [none].into_iter().chain(calculated::choices(page, drawn).into_iter().map(choice));
    let region = select(
        page.text(Key::CALCULATORS_REGION),
        choices.collect(),
        move || shown.view(|view| view.region.clone()).unwrap_or_default(),
        move |region| shown.change(|view| view.region = Some(region).filter(|region| !region.is_empty())),
    );
    buttons
        .child(region)
        .child(button(page, Key::CALCULATORS_EXAMPLE, move || desk.ask("example", "", true)))
        .child(button(page, Key::CALCULATORS_PRINT, browser::print))
        .child(reset)
}

/// Where a list of loans is pasted.
fn list(page: &Page, desk: Desk) -> El {
    let field = ElRef::new();
    let press = move || {
        if let Some(field) = field.get_untracked() {
            // A text area tells its value by the same name.
            desk.ask("paste", &field.unchecked_ref::<HtmlInputElement>().value(), true);
        }
    };
    let text_area =
        el("textarea").tell(field).attr("rows", "6").attr("autocomplete", "off").attr("spellcheck", "false");
    let told = {
        let page = page.clone();
        live(move || {
            let answer = desk.pasted.get();
            let Some(pasted) = answer.get("pasted") else { return ().into_any() };
            let told = calculated::sentences(&page, pasted, "told");
            let faults = calculated::sentences(&page, pasted, "faults");
            all(vec![el("ul").child(told).view(), el("ul").class("faults").child(faults).view()])
        })
    };
    section(page.text(Key::CALCULATORS_PASTE), true)
        .class("pasting")
        .child(el("p").text(page.text(Key::CALCULATORS_PASTE_HOW)))
        .child(
            el("label").class("field").child(el("span").text(page.text(Key::CALCULATORS_PASTE_LABEL))).child(text_area),
        )
        .child(button(page, Key::CALCULATORS_PASTE_DO, press))
        .child(el("div").attr("role", "status").child(told))
}
