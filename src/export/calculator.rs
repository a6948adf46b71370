//! A calculator's sheet as the worker tells it to the page: every word in both languages, every number exact and as it
//! is read, so that the page only has to show it.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::audit::{count, list, object, text};
use crate::{
    calculator::{self, Calculator, Cell, Column, Entries, Input, Outcome, Pasted, Row, Sheet, Told, What},
    indicator::Text,
    locale::{self, Key, Language},
    package::Json,
    report::Report,
};

/// A property in Thai and in English.
type InBoth = [&'static str; 2];

const TITLE: InBoth = ["title", "title_en"];
const TEXT: InBoth = ["text", "text_en"];
const NOTE: InBoth = ["note", "note_en"];
const SUMMARY: InBoth = ["summary", "summary_en"];

/// The outcomes of which one is told in a line of its own.
const FOREMOST: [What; 4] = [What::Total, What::Overall, What::Provision, What::Sufficing];

/// What somebody entered.
#[derive(Default)]
struct Entered<'a> {
    /// What of it can be read.
    entries: Entries,
    /// What was typed, by field, as it was typed.
    typed: BTreeMap<&'a str, &'a str>,
}

/// Answers what the page asks, a line each: which question it is, the calculator, the fiscal year, the region to compare
/// with (or nothing), and a text, of as many lines as it takes.
///
/// The questions are `sheet` (the text: a line of entries as addresses have them, then a line for each field that was
/// typed in, its name and what was typed parted by a tab), `paste` (the text: a list of loans) and `example` (no text).
/// The answer is an object: of a year of which there is nothing, without `rows`; of a list without a line that counts,
/// with `pasted` alone. Null answers what is no question.
#[must_use]
pub fn calculator_json(report: &Report, question: &str) -> Json {
    let mut parts = question.splitn(5, '\n');
    let [what, calculator, year, region, words] = [(); 5].map(|()| parts.next().unwrap_or_default());
    let (Some(calculator), Ok(year)) = (Calculator::of_code(calculator), year.parse::<i32>()) else {
        return Json::Null;
    };
    let region = Some(region).filter(|region| !region.is_empty());
    let entered = |entries| Entered { entries, ..Entered::default() };
    let told = |entered: &Entered| of_sheet(report, calculator, year, entered, region);
    match what {
        "sheet" => object(told(&Entered::read(words))),
        "example" => object(told(&entered(calculator::example(report, year)))),
        "paste" => {
            let pasted = calculator::paste(words, report, year);
            let of_list = ("pasted", of_pasted(&pasted));
            let sheet = if pasted.lines > 0 { told(&entered(pasted.entries)) } else { Vec::new() };
            object(sheet.into_iter().chain([of_list]).collect())
        }
        _ => Json::Null,
    }
}

impl<'a> Entered<'a> {
    fn read(text: &'a str) -> Self {
        let mut lines = text.lines();
        let mut entries = Entries::parse(lines.next().unwrap_or_default());
        let typed: BTreeMap<&str, &str> = lines.filter_map(|line| line.split_once('\t')).collect();
        for (name, typed) in &typed {
            entries.clear(name);
            if let Some(number) = calculator::number(typed) {
                entries.set(name, number);
            }
        }
        Self { entries, typed }
    }

    /// What stands in a field.
    fn shown(&self, input: &Input) -> String {
        let typed = self.typed.get(input.name.as_str()).map(|typed| (*typed).to_owned());
        let known = || self.entries.get(&input.name).or(input.given).map(|number| digits(number, &input.unit));
        typed.or_else(known).unwrap_or_default()
    }

    /// Whether something stands in a field that is no number.
    fn refuses(&self, input: &Input) -> bool {
        let typed = self.typed.get(input.name.as_str()).is_some_and(|typed| !typed.trim().is_empty());
        typed && self.entries.get(&input.name).is_none()
    }
}

/// A number with all its decimals; that of a year is not parted by thousands.
fn digits(number: Decimal, unit: &str) -> String {
    if unit.is_empty() { number.normalize().to_string() } else { locale::plain(number) }
}

fn of_sheet<'a>(
    report: &Report,
    calculator: Calculator,
    year: i32,
    entered: &Entered,
    region: Option<&str>,
) -> Vec<(&'a str, Json)> {
    let mut told = vec![("entered", text(&entered.entries.to_string()))];
    let Some(sheet) = calculator::sheet(calculator, report, year, &entered.entries, region) else { return told };
    let units: Vec<Option<&str>> = (0..sheet.columns.len()).map(|at| unit_of(&sheet, at)).collect();
    let columns = sheet.columns.iter().zip(&units);
    let columns = columns.map(|(column, unit)| {
        let title = in_both(TITLE, |language| language.text(locale::calculator_column(calculator, *column)).to_owned());
        let is_verdict = matches!(column, Column::Passes | Column::Suffices);
        let unit = ("unit", text(unit.unwrap_or_default()));
        let kind = ("kind", text(if is_verdict { "verdict" } else { "number" }));
        object(title.into_iter().chain([unit, kind]).collect())
    });
    let rows = sheet.rows.iter().map(|row| of_row(report, calculator, &sheet.columns, &units, row, entered));
    let foremost = FOREMOST.into_iter().find_map(|what| sheet.outcome(what));
    let regions = match calculator {
        Calculator::Strength => calculator::regions(report, year),
        _ => Vec::new(),
    };
    let choices = regions.iter().map(|(code, title)| {
        let code = ("code", text(code));
        object([code].into_iter().chain(of_text(TITLE, title)).collect())
    });
    told.extend([
        ("columns", list(columns)),
        ("rows", list(rows)),
        ("outcomes", list(sheet.outcomes.iter().map(|outcome| of_outcome(report, outcome)))),
        ("assumptions", list(sheet.assumptions.iter().map(|assumed| object(of_text(TEXT, assumed).to_vec())))),
        ("section", text(&sheet.section)),
        ("choices", list(choices)),
    ]);
    told.extend(foremost.into_iter().flat_map(|outcome| {
        in_both(SUMMARY, |language| {
            let title = language.text(locale::outcome(outcome.what));
            let value = told_value(report, outcome.value, outcome, language);
            let value = if is_count(outcome) { count_words(outcome, language) } else { value };
            let value = value.unwrap_or_else(|| language.text(Key::SHEET_NOT_YET).to_owned());
            let level = outcome.level.as_ref().map(|level| level_words(level, language));
            let verdict = outcome.passed.map(|passed| language.text(locale::outcome_verdict(outcome.what, passed)));
            let parts = [Some(format!("{title} {value}")), level, verdict.map(str::to_owned)];
            parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
        })
    }));
    told
}

/// The unit that all of a column's cells have; it stands in the column's head then.
fn unit_of(sheet: &Sheet, at: usize) -> Option<&str> {
    let cells = sheet.rows.iter().filter_map(|row| row.cells.get(at));
    let mut units = cells.filter_map(|cell| match cell {
        Cell::Number(number) => Some(number.unit.as_str()),
        Cell::Input(input) => Some(input.unit.as_str()),
        _ => None,
    });
    let first = units.next().filter(|unit| !unit.is_empty())?;
    units.all(|unit| unit == first).then_some(first)
}

fn of_row(
    report: &Report,
    calculator: Calculator,
    columns: &[Column],
    units: &[Option<&str>],
    row: &Row,
    entered: &Entered,
) -> Json {
    // The evaluation's indicators are known by their numbers.
    let is_numbered = calculator == Calculator::Evaluation;
    let title = in_both(TITLE, |language| {
        let title = row.title.get(language.is_english());
        if is_numbered { format!("{} {title}", row.code) } else { title.to_owned() }
    });
    let cells = row.cells.iter().zip(columns).zip(units);
    let cells = cells.map(|((cell, column), unit)| of_cell(report, *column, unit.is_some(), cell, entered));
    object(title.into_iter().chain(of_text(NOTE, &row.note)).chain([("cells", list(cells))]).collect())
}

/// A cell; `in_head` is whether its unit stands in the head of its column.
fn of_cell(report: &Report, column: Column, in_head: bool, cell: &Cell, entered: &Entered) -> Json {
    let unit = |unit: &str| ("unit", text(if in_head { "" } else { unit }));
    let pairs = match cell {
        Cell::Empty => Vec::new(),
        Cell::Input(input) => {
            let shown = entered.shown(input);
            let refused = entered.refuses(input);
            let note = in_both(TEXT, |language| {
                if refused {
                    language.text(Key::SHEET_REFUSED).to_owned()
                } else if input.clamped {
                    let value = input.value.map(|value| digits(value, &input.unit)).unwrap_or_default();
                    let value = locale::with_unit(&value, report.engine.units.word(&input.unit, language.is_english()));
                    language.fill(Key::SHEET_CLAMPED, &[("value", &value)])
                } else {
                    String::new()
                }
            });
            let field =
                [("input", text(&input.name)), ("shown", text(&shown)), ("refused", text(&refused.to_string()))];
            let number = ("number", input.value.map_or(Json::Null, exact));
            field.into_iter().chain([number, unit(&input.unit)]).chain(note).collect()
        }
        Cell::Number(number) => {
            let shown = if column.is_year() {
                number.value.normalize().to_string()
            } else {
                locale::number(number.value, number.precision)
            };
            let open = number.open.as_deref().map_or(Json::Null, text);
            vec![("number", exact(number.value)), ("text", text(&shown)), unit(&number.unit), ("open", open)]
        }
        Cell::Unknown(unknown) => words(TEXT, locale::unknown(*unknown)).to_vec(),
        Cell::Verdict(is_so) => {
            let verdict = ("verdict", text(&is_so.to_string()));
            [verdict].into_iter().chain(words(TEXT, locale::calculator_verdict(column, *is_so))).collect()
        }
    };
    object(pairs)
}

/// An outcome: its lines are told like cells, its value first.
fn of_outcome(report: &Report, outcome: &Outcome) -> Json {
    // Where the report's own figure is told, or a count, the working-out is of that.
    let is_elsewhere = outcome.printed.is_some() || outcome.count.is_some();
    let open = outcome.open.as_deref().map_or(Json::Null, text);
    let own = if is_elsewhere { Json::Null } else { open.clone() };
    let mut lines = vec![object(match outcome.value {
        Some(value) if is_count(outcome) => {
            let told = in_both(TEXT, |language| count_words(outcome, language).unwrap_or_default());
            [("number", exact(value))].into_iter().chain(told).collect()
        }
        Some(value) => {
            let shown = text(&locale::number(value, outcome.precision));
            vec![("number", exact(value)), ("text", shown), ("unit", text(&outcome.unit)), ("open", own)]
        }
        None => words(TEXT, Key::SHEET_NOT_YET).to_vec(),
    })];
    let mut line = |open: Json, words: &dyn Fn(Language) -> String| {
        lines.push(object([("open", open)].into_iter().chain(in_both(TEXT, words)).collect()));
    };
    if let Some(level) = &outcome.level {
        line(Json::Null, &|language| level_words(level, language));
    }
    if outcome.count.is_some() && !is_count(outcome) {
        line(open.clone(), &|language| count_words(outcome, language).unwrap_or_default());
    }
    if let Some(limit) = outcome.limit {
        line(Json::Null, &|language| {
            let unit = report.engine.units.word(&outcome.unit, language.is_english());
            let limit = locale::with_unit(&locale::plain(limit.normalize()), unit);
            language.fill(Key::SHEET_LIMIT, &[("limit", &limit)])
        });
    }
    if let Some(before) = &outcome.before {
        line(Json::Null, &|language| {
            let change = outcome.value.and_then(|now| now.checked_sub(before.value));
            let change = change.map(|change| locale::signed(change, outcome.precision)).unwrap_or_default();
            let value = with_level(report, before, outcome, language);
            language.fill(Key::SHEET_BEFORE, &[("value", &value), ("change", &change)])
        });
    }
    if let Some(printed) = &outcome.printed {
        line(open, &|language| {
            language.fill(Key::SHEET_PRINTED, &[("value", &with_level(report, printed, outcome, language))])
        });
    }
    for reason in &outcome.reasons {
        line(Json::Null, &|language| locale::reason(reason, language));
    }
    if let Some(passed) = outcome.passed {
        let verdict = ("verdict", text(&passed.to_string()));
        let told = words(TEXT, locale::outcome_verdict(outcome.what, passed));
        lines.insert(1, object([verdict].into_iter().chain(told).collect()));
    }
    object(
        words(TITLE, locale::outcome(outcome.what)).into_iter().chain([("lines", list(lines.into_iter()))]).collect(),
    )
}

/// Whether it is told as so many of so many: of a share it stands below.
fn is_count(outcome: &Outcome) -> bool {
    outcome.what == What::Sufficing
}

fn count_words(outcome: &Outcome, language: Language) -> Option<String> {
    let (part, all) = outcome.count?;
    let [part, all] = [part, all].map(|number| locale::number(number, 0));
    Some(language.fill(Key::SHEET_COUNT, &[("part", &part), ("all", &all)]))
}

fn of_pasted(pasted: &Pasted) -> Json {
    let line = |key: Key, lines: usize| {
        let lines = locale::number(lines.into(), 0);
        object(in_both(TEXT, |language| language.fill(key, &[("lines", &lines)])).to_vec())
    };
    let read = if pasted.lines > 0 { Key::SHEET_PASTED_READ } else { Key::SHEET_PASTED_NOTHING };
    let mut told = vec![line(read, pasted.lines)];
    told.extend((pasted.over_secured > 0).then(|| line(Key::SHEET_PASTED_OVER_SECURED, pasted.over_secured)));
    let faults = pasted.faults.iter();
    let faults = faults.map(|fault| object(in_both(TEXT, |language| locale::paste_fault(*fault, language)).to_vec()));
    let more = (pasted.more_faults > 0).then(|| line(Key::SHEET_PASTED_MORE, pasted.more_faults));
    object(vec![("lines", count(pasted.lines)), ("told", list(told.into_iter())), ("faults", list(faults.chain(more)))])
}

/// A value as an outcome tells it, in its unit.
fn told_value(report: &Report, value: Option<Decimal>, outcome: &Outcome, language: Language) -> Option<String> {
    let unit = report.engine.units.word(&outcome.unit, language.is_english());
    value.map(|value| locale::with_unit(&locale::number(value, outcome.precision), unit))
}

fn with_level(report: &Report, told: &Told, outcome: &Outcome, language: Language) -> String {
    let value = told_value(report, Some(told.value), outcome, language).unwrap_or_default();
    match &told.level {
        Some(level) => [&value, " · ", &level_words(level, language)].concat(),
        None => value,
    }
}

fn level_words(level: &Text, language: Language) -> String {
    language.fill(Key::SHEET_LEVEL, &[("level", level.get(language.is_english()))])
}

fn in_both(property: InBoth, words: impl Fn(Language) -> String) -> [(&'static str, Json); 2] {
    let [thai, english] = property;
    [(thai, text(&words(Language::Thai))), (english, text(&words(Language::English)))]
}

fn words(property: InBoth, key: Key) -> [(&'static str, Json); 2] {
    in_both(property, |language| language.text(key).to_owned())
}

fn of_text(property: InBoth, told: &Text) -> [(&'static str, Json); 2] {
    in_both(property, |language| told.get(language.is_english()).to_owned())
}

/// A decimal with all its digits, as a text that no reader makes a float of.
fn exact(value: Decimal) -> Json {
    text(&value.to_string())
}
