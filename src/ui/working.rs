//! The working-out: how a figure comes about, down to the cells, and what the report prints for it.

use leptos::prelude::*;

use super::{
    El, Page, all,
    audit::{self, Audited},
    el, live_text,
};
use crate::{
    browser,
    formula::{NotComputable, Source, Step, Trace, Value},
    locale::{self, Key, section, with_unit},
    report::{Aspect, Subject},
};

/// More cells than this are folded away at first.
const FEW_CELLS: usize = 8;
/// Digits that a step shows: a quotient may have 28, which nobody reads.
const STEP_DECIMALS: u32 = 8;

/// The inside of the dialog; `close` takes it away.
#[must_use]
pub fn working(page: &Page, name: &str, close: impl Fn() + 'static) -> AnyView {
    let Some(subject) = page.report.subject(name, page.year) else {
        let title = page.text(Key::WORKING_TITLE).to_owned();
        return all(vec![head(page, title, close).view(), el("p").text(page.text(Key::WORKING_UNKNOWN)).view()]);
    };
    let (exact, trace) = subject.work_out(&page.report);
    let title = match subject.title.get(page.english()) {
        "" => locale::first_cells(&page.report.engine.package, &trace, page.language).unwrap_or_default(),
        title => title.to_owned(),
    };
    let result = match &exact {
        Ok(value) => with_unit(&locale::number(*value, subject.precision), &page.unit(&subject.unit)),
        Err(_) => page.text(Key::FIGURE_NOT_COMPUTABLE).to_owned(),
    };
    let rounding = exact.as_ref().ok().filter(|exact| exact.normalize().scale() > subject.precision).map(|exact| {
        page.fill(
            Key::WORKING_ROUNDING,
            &[("exact", &locale::plain(exact.normalize())), ("decimals", &subject.precision.to_string())],
        )
    });
    // Of a figure that the report prints both are told: what it prints, and what comes of its other figures.
    let result = match subject.printed {
        Some(printed) => {
            let printed = with_unit(&locale::number(printed, subject.precision), &page.unit(&subject.unit));
            page.fill(Key::AUDIT_PRINTED_COMPUTED, &[("printed", &printed), ("computed", &result)])
        }
        None => result,
    };
    let reason = exact.err().map(|reason| locale::not_computable(&reason, page.language)).unwrap_or_default();
    let paragraph = |class, text: &str| (!text.is_empty()).then(|| el("p").class(class).text(text));
    let heading = |key| el("h3").text(page.text(key));
    let formula = el("pre").attr("tabindex", "0").child(el("code").text(subject.formula.to_string()));
    let source = page.fill(Key::SOURCE_SECTION, &[("section", &section(&subject.section, page.language))]);
    let inside = el("div")
        .class("inside")
        .child(head(page, title, close))
        .child(paragraph("facts", &facts(page, &subject, &trace)))
        .child(paragraph(if subject.printed.is_some() { "told" } else { "result" }, &result))
        .child(paragraph("reason", &reason))
        .child(paragraph("", subject.description(&page.report).get(page.english())))
        .child(paragraph("note", subject.note.get(page.english())))
        .child(heading(Key::WORKING_STEPS))
        .child(el("ul").class("steps").child(step(page, &trace, subject.context.year)))
        .child(paragraph("rounding", &rounding.unwrap_or_default()))
        .child(heading(Key::WORKING_FORMULA))
        .child(formula)
        .child(heading(Key::WORKING_PRINTED))
        .child(printed(page, &subject, &trace))
        .child(paragraph("source", &source));
    inside.view()
}

fn head(page: &Page, title: String, close: impl Fn() + 'static) -> El {
    let copied = RwSignal::new(false);
    let words = [Key::WORKING_COPY, Key::WORKING_COPIED].map(|key| page.text(key));
    let label = live_text(move || {
        let [copy, done] = words;
        if copied.get() { done } else { copy }.to_owned()
    });
    let copy = el("button").attr("type", "button").class("quiet").press(move || {
        browser::copy_address();
        copied.set(true);
    });
    let close = el("button")
        .attr("type", "button")
        .class("quiet close")
        .attr("aria-label", page.text(Key::WORKING_CLOSE))
        .press(close)
        .child(el("span").attr("aria-hidden", "true").text("✕"));
    el("header")
        // Where the dialog's reading begins.
        .child(el("h2").attr("id", "working-title").attr("tabindex", "-1").attr("autofocus", "").text(title))
        .child(copy.child(el("span").attr("aria-live", "polite").child(label)))
        .child(close)
}

/// Which figure of its subject it is, in which year and breakdown.
fn facts(page: &Page, subject: &Subject, trace: &Trace) -> String {
    let aspect = match subject.aspect {
        Aspect::Value => None,
        Aspect::Target => Some(Key::ASPECT_TARGET),
        Aspect::Achievement => Some(Key::ASPECT_ACHIEVEMENT),
        Aspect::Change => Some(Key::ASPECT_CHANGE),
        Aspect::Growth => Some(Key::ASPECT_GROWTH),
        Aspect::CommonSize => Some(Key::ASPECT_COMMON_SIZE),
        Aspect::Printed => Some(Key::ASPECT_PRINTED),
    };
    let mut facts = Vec::from_iter(aspect.map(|key| page.text(key).to_owned()));
    facts.push(locale::fiscal_year(subject.context.year, page.language));
    let package = &page.report.engine.package;
    for (dimension, code) in &subject.context.dimensions {
        let mut name = code.clone();
        for (source, _) in trace.sources() {
            if let Some(list) = package.codelist_of(&source.column.table, dimension)
                && let Some(row) = list.find("code", code)
            {
                name = list.localized(row, "title", page.english()).to_owned();
                break;
            }
        }
        facts.push(name);
    }
    facts.join(" · ")
}

/// A step and the steps below it.
fn step(page: &Page, trace: &Trace, year: i32) -> El {
    let package = &page.report.engine.package;
    let does = locale::function_words(&trace.step, page.language);
    let mut words = el("span").child(does.map(|does| el("span").class("does").text(format!("{does} "))));
    let mut below = Vec::new();
    if let Step::Aggregate(_, source) | Step::WeightedMean(source, _) = &trace.step {
        words = words.text(locale::column_words(package, &source.column, page.language));
        let selector = locale::selector_words(package, &source.column, page.language);
        if !selector.is_empty() {
            words = words.text(format!(" ({selector})"));
        }
        cells(page, source, &mut below);
    }
    if let Step::WeightedMean(_, weights) = &trace.step {
        cells(page, weights, &mut below);
    }
    if trace.year != year {
        let year = locale::fiscal_year_short(trace.year, page.language);
        words = words.child(el("span").class("year").text(format!(" {year}")));
    }
    if !trace.inputs.is_empty() {
        let inputs: Vec<El> = trace.inputs.iter().map(|input| step(page, input, trace.year)).collect();
        below.push(el("ul").child(inputs));
    }
    let value = el("span").class("number").text(value_words(page, &trace.value));
    el("li").child(el("div").class("step").child(words).child(value)).child(below)
}

fn value_words(page: &Page, value: &Result<Value, NotComputable>) -> String {
    let Ok(value) = value else { return page.text(Key::FIGURE_NOT_COMPUTABLE).to_owned() };
    let number = if value.number.normalize().scale() <= STEP_DECIMALS {
        locale::plain(value.number)
    } else {
        format!("{}…", locale::plain(value.number.trunc_with_scale(STEP_DECIMALS)))
    };
    with_unit(&number, &locale::unit_words(&page.report.engine.units, &value.unit, page.language))
}

/// The cells that a step reads, with their table, rows and section.
fn cells(page: &Page, source: &Source, below: &mut Vec<El>) {
    let package = &page.report.engine.package;
    let Some(table) = package.table(&source.column.table) else { return };
    let count = source.rows.len();
    // A single cell is the step's own value.
    if count > 1 {
        let cell = |row: &usize| {
            let name = locale::row_words(package, table, *row, &source.column, page.language);
            let number = table.number(*row, &source.column.column).map(locale::plain);
            let number = number.unwrap_or_else(|| page.text(Key::FIGURE_NO_DATA).to_owned());
            el("li").child(el("span").text(name)).child(el("span").class("number").text(number))
        };
        let list = el("ul").class("cells").child(source.rows.iter().map(cell).collect::<Vec<_>>());
        below.push(if count > FEW_CELLS {
            let summary = page.fill(Key::WORKING_CELLS, &[("count", &count.to_string())]);
            el("details").child(el("summary").text(summary)).child(list)
        } else {
            list
        });
    }
    let numbers: Vec<usize> = source.rows.iter().map(|row| table.place(*row).1).collect();
    let file = source.rows.first().map_or(table.name.as_str(), |row| table.place(*row).0);
    let of_section = package.descriptor.resource(&table.name).map(|resource| resource.text("section", false));
    let place = page.fill(
        Key::WORKING_PLACE,
        &[
            ("file", file),
            ("rows", &locale::row_numbers(&numbers)),
            ("section", &section(of_section.unwrap_or_default(), page.language)),
        ],
    );
    below.push(el("p").class("place").text(place));
}

/// Each place where the report prints the figure, with the verdict, and what the audit finds.
fn printed(page: &Page, subject: &Subject, trace: &Trace) -> El {
    let audit = match page.audited.get() {
        Audited::Done(audit) => audit,
        Audited::Waiting => return el("p").text(page.text(Key::LOADING)),
        Audited::Failed => return el("p").text(page.text(Key::AUDIT_FAILED)),
    };
    let formula = subject.formula.to_string();
    let figures = audit::entries(audit.whole(), "figures").filter(|figure| figure.is_of(subject, &formula));
    let figures: Vec<El> = figures
        .map(|figure| {
            el("li").child(audit::printed_view(page, figure, audit::Shows::Inside, subject.note.get(page.english())))
        })
        .collect();
    let finding = audit.touching(&page.report, subject, trace).map(|finding| audit::touched(page, finding));
    let places = match figures.is_empty() {
        true => el("p").text(page.text(Key::WORKING_NOT_PRINTED)),
        false => el("ul").class("findings").child(figures),
    };
    el("div").child(places).child(finding)
}
