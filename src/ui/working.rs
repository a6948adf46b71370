//! The working-out: how a figure comes about, down to the cells, and what the report prints for it.

use leptos::prelude::*;

use super::Page;
use crate::{
    audit::{Finding, Verdict},
    browser,
    formula::{NotComputable, Source, Step, Trace, Value},
    locale::{self, Key},
    report::{Aspect, Subject},
};

/// More cells than this are folded away at first.
const FEW_CELLS: usize = 8;

/// The inside of the dialog; `close` takes it away.
#[must_use]
pub fn working(page: &Page, name: &str, close: impl Fn() + Copy + 'static) -> AnyView {
    let head = |title: String| {
        let copied = RwSignal::new(false);
        let copy = move |_| {
            browser::copy(&window().location().href().unwrap_or_default());
            copied.set(true);
        };
        let (copy_text, copied_text) = (page.text(Key::WORKING_COPY), page.text(Key::WORKING_COPIED));
        view! {
            <header>
                <h2 id="working-title">{title}</h2>
                <button type="button" class="quiet" on:click=copy aria-live="polite">
                    {move || if copied.get() { copied_text } else { copy_text }}
                </button>
                <button type="button" class="quiet close" on:click=move |_| close() aria-label=page.text(Key::WORKING_CLOSE)>
                    <span aria-hidden="true">"✕"</span>
                </button>
            </header>
        }
    };
    let Some(subject) = page.report.subject(name, page.year) else {
        return view! {
            {head(page.text(Key::WORKING_TITLE).to_owned())}
            <p>{page.text(Key::WORKING_UNKNOWN)}</p>
        }
        .into_any();
    };
    let (exact, trace) = subject.work_out(&page.report);
    let title = subject.title.get(page.english()).to_owned();
    let facts = [
        aspect(page, subject.aspect).map(str::to_owned),
        Some(locale::fiscal_year(subject.context.year, page.language)),
        (!subject.context.dimensions.is_empty()).then(|| breakdown(page, &subject, &trace)),
    ];
    let facts = facts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let result = match &exact {
        Ok(value) => with_unit(&locale::number(*value, subject.precision), &page.unit(&subject.unit)),
        Err(_) => page.text(Key::FIGURE_NOT_COMPUTABLE).to_owned(),
    };
    let reason = exact.as_ref().err().map(|reason| locale::not_computable(reason, page.language));
    let rounding = exact.as_ref().ok().filter(|exact| exact.normalize().scale() > subject.precision).map(|exact| {
        page.fill(
            Key::WORKING_ROUNDING,
            &[("exact", &locale::plain(exact.normalize())), ("decimals", &subject.precision.to_string())],
        )
    });
    let paragraph = |text: &str| (!text.is_empty()).then(|| view! { <p>{text.to_owned()}</p> });
    let note = subject.note.get(page.english()).to_owned();
    let printed = subject.printed(&page.report);
    view! {
        {head(title)}
        <p class="facts">{facts}</p>
        <p class="result">{result}</p>
        {reason.map(|reason| view! { <p class="reason">{reason}</p> })}
        {paragraph(subject.description.get(page.english()))}
        {(!note.is_empty()).then(|| view! { <p class="note">{note}</p> })}
        <h3>{page.text(Key::WORKING_STEPS)}</h3>
        <ul class="steps">{step(page, &trace, subject.context.year)}</ul>
        {rounding.map(|text| view! { <p class="rounding">{text}</p> })}
        <h3>{page.text(Key::WORKING_FORMULA)}</h3>
        <pre tabindex="0"><code>{subject.formula.to_string()}</code></pre>
        <h3>{page.text(Key::WORKING_PRINTED)}</h3>
        {printed_view(page, printed)}
        <p class="source">{page.fill(Key::SOURCE_SECTION, &[("section", &section(page, &subject.section))])}</p>
    }
    .into_any()
}

fn with_unit(number: &str, unit: &str) -> String {
    match unit {
        "" => number.to_owned(),
        "%" => format!("{number}%"),
        unit => format!("{number} {unit}"),
    }
}

/// Which figure of a subject this is, in words; none for the figure itself.
fn aspect(page: &Page, aspect: Aspect) -> Option<&'static str> {
    let key = match aspect {
        Aspect::Value => return None,
        Aspect::Target => Key::ASPECT_TARGET,
        Aspect::Achievement => Key::ASPECT_ACHIEVEMENT,
        Aspect::Change => Key::ASPECT_CHANGE,
        Aspect::Growth => Key::ASPECT_GROWTH,
        Aspect::CommonSize => Key::ASPECT_COMMON_SIZE,
        Aspect::Printed => Key::ASPECT_PRINTED,
    };
    Some(page.text(key))
}

/// The names of the codes of the breakdown that a figure is of.
fn breakdown(page: &Page, subject: &Subject, trace: &Trace) -> String {
    let package = &page.report.engine.package;
    let names = subject.context.dimensions.iter().map(|(dimension, code)| {
        let lists = trace.sources().into_iter().filter_map(|(source, _)| package.codelist_of(&source.column.table, dimension));
        let title = lists.filter_map(|list| Some(list.localized(list.find("code", code)?, "title", page.english()).to_owned()));
        title.into_iter().next().unwrap_or_else(|| code.clone())
    });
    names.collect::<Vec<_>>().join(" · ")
}

/// A section of the report by its number, or by name where it has none.
pub(crate) fn section(page: &Page, section: &str) -> String {
    match section {
        "summary" => page.text(Key::SECTION_SUMMARY).to_owned(),
        "appendix 2" => page.text(Key::SECTION_APPENDIX_2).to_owned(),
        section => page.fill(Key::SECTION_NUMBER, &[("section", section)]),
    }
}

/// A step and the steps below it.
fn step(page: &Page, trace: &Trace, year: i32) -> AnyView {
    let value = value_words(page, &trace.value);
    let other_year = (trace.year != year).then(|| locale::fiscal_year_short(trace.year, page.language));
    let words = locale::function_words(&trace.step, page.language);
    let below = match &trace.step {
        Step::Aggregate(_, source) => cells(page, source),
        Step::WeightedMean(values, weights) => view! { {cells(page, values)} {cells(page, weights)} }.into_any(),
        _ if trace.inputs.is_empty() => ().into_any(),
        _ => {
            let inputs = trace.inputs.iter().map(|input| step(page, input, trace.year)).collect_view();
            view! { <ul>{inputs}</ul> }.into_any()
        }
    };
    let of = match &trace.step {
        Step::Aggregate(_, source) | Step::WeightedMean(source, _) => {
            let column = locale::column_words(&page.report.engine.package, &source.column, page.language);
            let selector = locale::selector_words(&page.report.engine.package, &source.column, page.language);
            Some(if selector.is_empty() { column } else { format!("{column} ({selector})") })
        }
        _ => None,
    };
    view! {
        <li>
            <div class="step">
                <span>
                    {words.map(|words| view! { <span class="does">{words}</span> " " })}
                    {of}
                    {other_year.map(|year| view! { " " <span class="year">{year}</span> })}
                </span>
                <span class="number">{value}</span>
            </div>
            {below}
        </li>
    }
    .into_any()
}

fn value_words(page: &Page, value: &Result<Value, NotComputable>) -> String {
    /// Digits that a step shows: a quotient may have 28, which nobody reads.
    const DECIMALS: u32 = 8;
    match value {
        Ok(value) => {
            let short = value.number.normalize().scale() <= DECIMALS;
            let number = if short {
                locale::plain(value.number)
            } else {
                format!("{}…", locale::number(value.number.trunc_with_scale(DECIMALS), DECIMALS))
            };
            with_unit(&number, &locale::unit_words(&page.report.engine.units, &value.unit, page.language))
        }
        Err(_) => page.text(Key::FIGURE_NOT_COMPUTABLE).to_owned(),
    }
}

/// The cells that a step reads, with their table, rows and section.
fn cells(page: &Page, source: &Source) -> AnyView {
    let package = &page.report.engine.package;
    let Some(table) = package.table(&source.column.table) else { return ().into_any() };
    let rows = source.rows.iter().map(|row| {
        let name = locale::row_words(package, table, *row, &source.column, page.language);
        let empty = || page.text(Key::FIGURE_NO_DATA).to_owned();
        let value = table.number(*row, &source.column.column).map_or_else(empty, locale::plain);
        view! { <li><span>{name}</span><span class="number">{value}</span></li> }
    });
    let count = source.rows.len();
    let list = view! { <ul class="cells">{rows.collect_view()}</ul> };
    let list = match count {
        // A single cell is the step's own value.
        0 | 1 => ().into_any(),
        count if count > FEW_CELLS => view! {
            <details>
                <summary>{page.fill(Key::WORKING_CELLS, &[("count", &count.to_string())])}</summary>
                {list}
            </details>
        }
        .into_any(),
        _ => list.into_any(),
    };
    let numbers: Vec<usize> = source.rows.iter().map(|row| table.place(*row).1).collect();
    let file = source.rows.first().map_or(table.name.as_str(), |row| table.place(*row).0);
    let of_section = package.descriptor.resource(&table.name).map(|resource| resource.text("section", false));
    let place = page.fill(
        Key::WORKING_PLACE,
        &[
            ("file", file),
            ("rows", &locale::row_numbers(&numbers)),
            ("section", &section(page, of_section.unwrap_or_default())),
        ],
    );
    view! { {list} <p class="place">{place}</p> }.into_any()
}

/// Each place where the report prints the figure, with the verdict.
fn printed_view(page: &Page, findings: Vec<Finding>) -> AnyView {
    if findings.is_empty() {
        return view! { <p>{page.text(Key::WORKING_NOT_PRINTED)}</p> }.into_any();
    }
    let rows = findings.into_iter().map(|finding| finding_view(page, &finding, false)).collect_view();
    view! { <ul class="findings">{rows}</ul> }.into_any()
}

/// A printed figure with its verdict; as a button to its working-out where that is not open already.
pub(crate) fn finding_view(page: &Page, finding: &Finding, with_button: bool) -> AnyView {
    let printed = &finding.printed;
    let (class, sign) = match finding.verdict {
        Verdict::Agrees => ("badge met", "✓"),
        Verdict::AgreesButForRounding => ("badge", "≈"),
        Verdict::Differs { .. } => ("badge not-met", "≠"),
        Verdict::NotComputable(_) => ("badge", "○"),
    };
    let unit = page.unit(&printed.unit);
    let figure = with_unit(&locale::number(printed.value, printed.precision), &unit);
    let computed = finding.computed.as_ref().ok().filter(|_| finding.verdict != Verdict::Agrees).map(|exact| {
        let computed = with_unit(&locale::number(*exact, printed.precision), &unit);
        page.fill(Key::AUDIT_PRINTED_COMPUTED, &[("printed", &figure), ("computed", &computed)])
    });
    let words = computed.unwrap_or_else(|| figure.clone());
    let note = printed.note.get(page.english()).to_owned();
    let main = if with_button {
        let open = Aspect::Printed.name(&printed.id, None, &[]);
        view! {
            <button type="button" class="figure" data-open=open aria-haspopup="dialog" title=page.text(Key::FIGURE_HINT)>{words}</button>
        }
        .into_any()
    } else {
        view! { <strong>{words}</strong> }.into_any()
    };
    view! {
        <li>
            <span class=class>
                <span class="sign" aria-hidden="true">{sign}</span>
                {locale::verdict(&finding.verdict, printed.precision, page.language)}
            </span>
            " " {main}
            <q lang="th">{printed.quote.clone()}</q>
            <span class="place">{section(page, &printed.section)}</span>
            {(!note.is_empty()).then(|| view! { <p class="note">{note}</p> })}
        </li>
    }
    .into_any()
}
