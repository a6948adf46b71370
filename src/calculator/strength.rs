use rust_decimal::Decimal;

use super::{Cell, Column, DECIMALS, Entries, Input, Of, Outcome, PERCENT, POINT, Reason, Row, Sheet, What};
use crate::{
    formula::{Context, exact, half_away_from_zero},
    indicator::{self, Level, Text},
    package::Table,
    report::{Aspect, Report},
};

/// How a community passes.
const RULES: &str = "strong_community_assessment";
const DIMENSIONS: &str = "strength_dimensions";
const EXAMPLE: &str = "strong_community_example";
const LEVELS: &str = "strength_levels";
const PASS: &str = "strength_pass";
/// The country's mean by dimension.
const COUNTRY: &str = "strong_community_score";
/// How many communities are of each level.
const COMMUNITIES: &str = "strong_communities";

pub(super) const TABLES: &[&str] = &[
    RULES,
    DIMENSIONS,
    EXAMPLE,
    COMMUNITIES,
    "strong_community_dimensions",
    LEVELS,
    "regions",
    "ratings",
    "indicators_areas",
    "programme_results",
];
pub(super) const INDICATORS: &[&str] = &[COUNTRY, COMMUNITIES];

const COLUMNS: [Column; 4] = [Column::Score, Column::Minimum, Column::Passes, Column::Country];

/// The marks of the community that the report assesses as an example.
#[must_use]
pub fn example(report: &Report, year: i32) -> Entries {
    let mut entries = Entries::default();
    if let Some(table) = report.engine.package.table(EXAMPLE) {
        for row in super::rows_of(table, year) {
            if let Some((dimension, score)) = table.text(row, "dimension").zip(table.number(row, "score")) {
                entries.set(dimension, score);
            }
        }
    }
    entries
}

/// The regions whose communities there are numbers of, with their names.
#[must_use]
pub fn regions(report: &Report, year: i32) -> Vec<(String, Text)> {
    let Some(communities) = report.indicator(COMMUNITIES) else { return Vec::new() };
    let parts = communities.breakdown(&report.engine, &Context::year(year), "region");
    parts.into_iter().filter(|part| part.reading.exact.is_ok()).map(|part| (part.code, part.title)).collect()
}

pub(super) fn sheet(report: &Report, year: i32, entries: &Entries, region: Option<&str>) -> Option<Sheet> {
    let package = &report.engine.package;
    let (rules, dimensions) = (package.table(RULES)?, package.table(DIMENSIONS)?);
    let rule = super::rows_of(rules, year).first().copied()?;
    let need = |field: &str| rules.number(rule, field);
    let full = need("full_score")?;
    // Pass marks and levels are per cent of the full score, which is 100 so far.
    let mark = |percent: Decimal| exact::divide(exact::multiply(percent, full).ok()?, Decimal::ONE_HUNDRED).ok();
    let (pass_each, pass) = (mark(need("pass_dimension_score")?)?, mark(need("pass_score")?)?);
    let mut rows = Vec::new();
    let (mut scores, mut below, mut missing) = (Vec::new(), Vec::new(), Vec::new());
    for row in 0..dimensions.rows() {
        let (title, input, cells) = dimension(report, dimensions, row, year, entries, (full, pass_each));
        let of = Of::Row(title.clone());
        match input.value {
            Some(have) if have < pass_each => below.push(Reason::Below { of, need: pass_each, have }),
            Some(_) => {}
            None => missing.push(Reason::Missing { of }),
        }
        scores.push(input.value);
        let code = input.name.clone();
        rows.push(Row { code, title, note: Text::default(), cells: [vec![Cell::Input(input)], cells].concat() });
    }
    let mean = scores.into_iter().collect::<Option<Vec<Decimal>>>().and_then(|scores| {
        let count = Decimal::from(scores.len());
        exact::divide(exact::sum(&scores).ok()?, count).ok()
    });
    // Level and pass are those of the total as it is shown: 79.996 shows as 80.00.
    let shown = mean.map(|mean| half_away_from_zero(mean, DECIMALS));
    let percent = shown.and_then(|shown| exact::divide(exact::multiply(shown, Decimal::ONE_HUNDRED).ok()?, full).ok());
    let level = percent.and_then(|percent| indicator::level(package, LEVELS, year, percent));
    if let Some(have) = shown.filter(|shown| *shown < pass) {
        below.insert(0, Reason::Below { of: Of::Overall, need: pass, have });
    }
    let overall = Outcome {
        level: level.as_ref().map(|level| level.title.clone()),
        passed: shown.map(|_| below.is_empty()),
        reasons: if mean.is_some() { below } else { missing },
        ..Outcome::of(What::Overall, mean, POINT, DECIMALS)
    };
    let mut outcomes = vec![overall];
    outcomes.extend(country(report, year));
    if let Some(level) = &level {
        outcomes.extend(region.and_then(|region| of_level(report, year, level, Some(region))));
        outcomes.extend(of_level(report, year, level, None));
    }
    Some(Sheet {
        columns: COLUMNS.to_vec(),
        rows,
        outcomes,
        assumptions: super::assumed_by_scales(package, year, &[PASS, LEVELS]),
        section: super::section_of(package, RULES),
    })
}

/// A dimension: its title, the field of its score, and the cells behind that.
fn dimension(
    report: &Report,
    dimensions: &Table,
    row: usize,
    year: i32,
    entries: &Entries,
    (full, pass): (Decimal, Decimal),
) -> (Text, Input, Vec<Cell>) {
    let code = super::text(dimensions, row, "code");
    let input = Input::of(entries, code.clone(), None, POINT, DECIMALS);
    let input = input.within(entries, Decimal::ZERO, Some(full));
    let country = report.indicator(COUNTRY).map_or(Cell::Empty, |country| {
        let context = Context::of(year, "dimension", &code);
        let reading = country.read(&report.engine, &context);
        let open = Aspect::Value.name(COUNTRY, None, &context.dimensions);
        Cell::of(reading.exact.ok(), &country.unit, country.precision).opening(open)
    });
    let passes = input.value.map_or(Cell::Empty, |score| Cell::Verdict(score >= pass));
    (Text::of(dimensions, row, "title"), input, vec![Cell::number(pass, POINT, 0), passes, country])
}

/// The whole country's mean, with its level.
fn country(report: &Report, year: i32) -> Option<Outcome> {
    let (indicator, reading) = report.read(COUNTRY, year)?;
    let shown = reading.rounded(indicator).ok()?;
    Some(Outcome {
        level: indicator::level(&report.engine.package, LEVELS, year, shown).map(|level| level.title),
        open: Some(Aspect::Value.name(COUNTRY, None, &[])),
        ..Outcome::of(What::CountryOverall, reading.exact.ok(), &indicator.unit, indicator.precision)
    })
}

/// How many communities of a region, or of the country, are of a level. The report counts only those that passed, so of
/// a level below that there is nothing to tell.
fn of_level(report: &Report, year: i32, level: &Level, region: Option<&str>) -> Option<Outcome> {
    let communities = report.indicator(COMMUNITIES)?;
    let whole = region.map_or_else(|| Context::year(year), |region| Context::of(year, "region", region));
    let of_level = whole.within("level", &level.code);
    let count = |context: &Context| communities.read(&report.engine, context).exact.ok();
    let (part, all) = (count(&of_level)?, count(&whole)?);
    let share = exact::divide(exact::multiply(part, Decimal::ONE_HUNDRED).ok()?, all).ok();
    let what = if region.is_some() { What::LevelInRegion } else { What::LevelInCountry };
    Some(Outcome {
        level: Some(level.title.clone()),
        count: Some((part, all)),
        open: Some(Aspect::Value.name(COMMUNITIES, None, &of_level.dimensions)),
        ..Outcome::of(what, share, PERCENT, DECIMALS)
    })
}
