//! The calculators: what somebody enters goes to the worker, and what the worker makes of it is shown.

use std::cell::RefCell;

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
    ui::{Choice, El, ElRef, Page, Shown, all, audit::Audited, calculated, effect, el, live, live_text, memo, select},
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
    /// What was typed since: a line each time, with the field's name and what stood in it then.
    typed: String,
    /// Whether the fields show something else than they should.
    is_stale: bool,
    /// Whether the address is behind the fields.
    is_ahead: bool,
}

thread_local! {
    /// Of the one calculator that is shown.
    static FORM: RefCell<Form> = RefCell::default();
}

/// A calculator at work.
#[derive(Clone, Copy)]
struct Desk {
    calculator: Calculator,
    year: i32,
    shown: Shown,
    /// There is another answer.
    answered: RwSignal<bool>,
    /// There is another answer that the fields are to show, too.
    filled: RwSignal<bool>,
    /// A list of loans was read.
    pasted: RwSignal<bool>,
    failed: RwSignal<bool>,
}

impl Desk {
    /// Asks the worker; where `fill` the answer brings other entries, which the fields and the address are to show.
    fn ask(self, what: &str, text: &str, fill: bool) {
        let region = untrack(|| self.shown.view(|view| view.region.clone())).unwrap_or_default();
        let question = [what, self.calculator.code(), &self.year.to_string(), &region, text].join("\n");
        browser::ask_further(&question, Box::new(move |answer| self.take(answer, fill)));
    }

    fn ask_sheet(self) {
        let text = FORM.with_borrow(|form| [form.known.as_deref().unwrap_or_default(), &form.typed].concat());
        self.ask("sheet", &text, false);
    }

    fn take(self, answer: Option<String>, fill: bool) {
        let Some(answer) = answer.and_then(|answer| read_json(&answer)) else { return self.failed.set(true) };
        let is_list = answer.get("pasted").is_some();
        // A list without a line that counts changes nothing.
        let changes = !fill || answer.get("rows").is_some();
        let entered = answer.get("entered").and_then(Json::text).unwrap_or_default().to_owned();
        if is_list {
            calculated::keep_list(&answer);
            self.pasted.set(true);
        }
        if !changes {
            return;
        }
        let (is_stale, is_ahead) = FORM.with_borrow_mut(|form| {
            if fill {
                *form = Form { is_stale: true, is_ahead: true, ..Form::default() };
            }
            if form.is_ahead {
                form.known = Some(entered.clone());
            }
            (std::mem::take(&mut form.is_stale), std::mem::take(&mut form.is_ahead))
        });
        // What has not changed is not drawn again, so that nothing loses the keyboard's focus.
        if calculated::keep(answer) {
            self.answered.set(true);
        }
        if is_stale {
            self.filled.set(true);
        }
        if is_ahead {
            self.shown.change(|view| view.entered = Some(entered).filter(|entered| !entered.is_empty()));
        }
    }

    /// Shows what the address says.
    fn follow(self, entered: Option<String>) {
        let entered = Some(entered.unwrap_or_default());
        FORM.with_borrow_mut(|form| {
            if form.known != entered {
                *form = Form { known: entered, is_stale: true, ..Form::default() };
            }
        });
        self.ask_sheet();
    }

    /// Takes up what is typed in a field; `done` when it is left.
    fn take_up(self, name: &str, typed: &str, done: bool) {
        FORM.with_borrow_mut(|form| {
            form.typed.extend(["\n", name, "\t", typed]);
            form.is_ahead |= done;
        });
        self.ask_sheet();
    }

    /// Takes every entry away.
    fn reset(self) {
        FORM.set(Form { is_stale: true, is_ahead: true, ..Form::default() });
        calculated::keep_list(&Json::Null);
        self.pasted.set(true);
        self.ask_sheet();
    }
}

/// The page of a calculator.
pub(super) fn calculator(page: &Page, calculator: Calculator) -> AnyView {
    let [title, lead, rule] = words(calculator);
    let (shown, audited) = (page.shown, page.audited);
    let no = || RwSignal::new(false);
    let desk = Desk { calculator, year: page.year, shown, answered: no(), filled: no(), pasted: no(), failed: no() };
    FORM.take();
    calculated::keep(Json::Null);
    calculated::keep_list(&Json::Null);
    // Whenever the worker is ready, or the address says something else.
    effect(move || {
        let entered = shown.view(|view| view.entered.clone());
        if audited.with(|audited| matches!(audited, Audited::Done(_))) {
            desk.follow(entered);
        }
    });
    on_cleanup(browser::stop_listening);

    // Drawn once, with all that stays as it is; the fields and what comes of them follow by themselves.
    let failed = memo(move || desk.failed.get() || audited.with(|audited| matches!(audited, Audited::Failed)));
    let ready = memo(move || desk.filled.get() && calculated::has_rows());
    let of_page = page.clone();
    let content = live(move || {
        let words = |key| el("p").attr("role", "status").text(of_page.text(key));
        if failed.get() {
            el("p").class("note").attr("role", "alert").text(of_page.text(Key::CALCULATORS_FAILED)).view()
        } else if ready.get() {
            work(&of_page, desk)
        } else {
            words(if desk.filled.get() { Key::CALCULATORS_NO_YEAR } else { Key::CALCULATORS_MAKING }).view()
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
fn work(page: &Page, desk: Desk) -> AnyView {
    let results = {
        let page = page.clone();
        live(move || {
            _ = desk.answered.get();
            calculated::outcomes(&page).view()
        })
    };
    let language = page.language;
    let summary = live_text(move || {
        _ = desk.answered.get();
        calculated::summary(language)
    });
    let table = {
        let page = page.clone();
        let typed = move |name: &str, typed: &str, done| desk.take_up(name, typed, done);
        live(move || {
            _ = desk.filled.get();
            calculated::sheet(&page, desk.answered, typed).view()
        })
    };
    let figures = section(page.text(Key::CALCULATORS_FIGURES), true)
        .class("entering")
        .child(el("p").class("place").text(page.text(Key::CALCULATORS_FIGURES_HINT)))
        .child(buttons(page, desk))
        .child(table)
        .child(el("p").class("summary").attr("role", "status").child(summary));
    let list = (desk.calculator == Calculator::Provision).then(|| list(page, desk).view());
    let assumed = section(page.text(Key::CALCULATORS_ASSUMED), true);
    let mut views = vec![section(page.text(Key::CALCULATORS_RESULTS), true).child(results).view(), figures.view()];
    views.extend(list);
    views.push(assumed.child(calculated::assumptions(page)).view());
    views.push(el("p").class("source").text(parts::source(page, &calculated::of_section())).view());
    all(views)
}

fn button(page: &Page, words: Key, press: impl Fn() + 'static) -> El {
    el("button").attr("type", "button").press(press).text(page.text(words))
}

fn buttons(page: &Page, desk: Desk) -> El {
    let buttons = el("div").class("fields");
    let shown = desk.shown;
    let reset = button(page, Key::CALCULATORS_RESET, move || desk.reset());
    if desk.calculator != Calculator::Strength {
        return buttons.child(reset);
    }
    let none =
        Choice { value: String::new(), words: page.text(Key::CALCULATORS_NO_REGION).to_owned(), group: String::new() };
    let mut choices = vec![none];
    choices.extend(calculated::choices(page));
    let region = select(
        page.text(Key::CALCULATORS_REGION),
        choices,
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
            _ = desk.pasted.get();
            calculated::of_list(&page)
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
