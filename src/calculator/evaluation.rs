use rust_decimal::Decimal;

use super::{Cell, Column, DECIMALS, Entries, Input, Outcome, PERCENT, POINT, Row, Sheet, Told, What};
use crate::{
    formula::{CellRef, Context, Expression, Function, exact, half_away_from_zero},
    indicator::{self, Indicator, Text},
    package::Table,
    report::{Aspect, Report},
};

const TABLE: &str = "evaluation";
const RESULT: &str = "result";
const THRESHOLDS: [&str; 3] = ["minimum", "standard", "advanced"];
/// What the report prints as the total.
const PRINTED: &str = "evaluation_score";
const LADDER: &str = "evaluation_ladder";
const LEVELS: &str = "result_levels";

pub(super) const TABLES: &[&str] = &[TABLE, "ratings", "indicators", "indicators_governance"];
/// The ladders of its rows are found by what they score.
pub(super) const INDICATORS: &[&str] = &[PRINTED];

const COLUMNS: [Column; 9] = [
    Column::Result,
    Column::Minimum,
    Column::Standard,
    Column::Advanced,
    Column::Score,
    Column::PrintedScore,
    Column::Weight,
    Column::Weighted,
    Column::PrintedWeighted,
];

/// An indicator of the evaluation.
struct Line {
    row: Row,
    weight: Decimal,
    /// With what is entered, and without.
    scores: [Option<Decimal>; 2],
}

pub(super) fn sheet(report: &Report, year: i32, entries: &Entries) -> Option<Sheet> {
    let package = &report.engine.package;
    let table = package.table(TABLE)?;
    let lines: Vec<Line> =
        super::rows_of(table, year).into_iter().map(|row| line(report, table, row, year, entries)).collect();
    let weights = exact::sum(&lines.iter().map(|line| line.weight).collect::<Vec<_>>()).ok()?;
    let [now, before] = [0, 1].map(|at| total(&lines, weights, at));
    // The level is that of the total as it is shown: 89.996 shows as 90.00.
    let level = |total: Decimal| {
        let shown = half_away_from_zero(total, DECIMALS);
        indicator::level(package, LEVELS, year, shown).map(|level| level.title)
    };
    let told = |value: Decimal| Told { value, level: level(value) };
    let printed = report.read(PRINTED, year).and_then(|(_, reading)| reading.exact.ok());
    let total = Outcome {
        level: now.and_then(level),
        printed: printed.map(told),
        before: before.filter(|_| before != now).map(told),
        open: printed.map(|_| Aspect::Value.name(PRINTED, None, &[])),
        ..Outcome::of(What::Total, now, POINT, DECIMALS)
    };
    (!lines.is_empty()).then(|| Sheet {
        columns: COLUMNS.to_vec(),
        rows: lines.into_iter().map(|line| line.row).collect(),
        outcomes: vec![total],
        assumptions: super::assumed_by_scales(package, year, &[LADDER, LEVELS]),
        section: super::section_of(package, TABLE),
    })
}

fn line(report: &Report, table: &Table, row: usize, year: i32, entries: &Entries) -> Line {
    let code = super::text(table, row, "indicator");
    let unit = super::text(table, row, "unit");
    let result = table.number(row, RESULT);
    let printed = table.number(row, "score");
    let weight = table.number(row, "weight").unwrap_or_default();
    let thresholds = THRESHOLDS.map(|threshold| table.number(row, threshold));
    let decimals = decimals(&unit, result.iter().chain(thresholds.iter().flatten()));
    let (of_result, of_score, scores) = match result.zip(ladder_of(report, table, row)) {
        Some((result, ladder)) => {
            let most = (unit == PERCENT).then_some(Decimal::ONE_HUNDRED);
            let input = Input::of(entries, code.clone(), Some(result), &unit, decimals);
            let input = input.within(entries, Decimal::ZERO, most);
            let score = |result: Decimal| {
                let cell = CellRef { table: table.name.clone(), row, column: RESULT.to_owned() };
                ladder.read(&report.engine.with_cell(&cell, result), &Context::year(year)).exact.ok()
            };
            let scores = [input.value.and_then(score), score(result)];
            let of_score = Cell::of(scores[0], POINT, DECIMALS);
            // The working-out is of what is published, so it shows the score only while that counts.
            let of_score = if input.value == Some(result) {
                of_score.opening(Aspect::Value.name(&ladder.id, None, &[]))
            } else {
                of_score
            };
            (Cell::Input(input), of_score, scores)
        }
        // Where the targets are words there is nothing to reckon with but the score itself.
        None => {
            let input = Input::of(entries, code.clone(), printed, POINT, DECIMALS);
            let input = input.within(entries, Decimal::ZERO, Some(Decimal::ONE_HUNDRED));
            let scores = [input.value, printed];
            (Cell::Empty, Cell::Input(input), scores)
        }
    };
    let weighted = scores[0].and_then(|score| share(score, weight, Decimal::ONE_HUNDRED));
    let [minimum, standard, advanced] = thresholds.map(|threshold| Cell::of(threshold, &unit, decimals));
    let cells = vec![
        of_result,
        minimum,
        standard,
        advanced,
        of_score,
        Cell::of(printed, POINT, DECIMALS),
        Cell::number(weight, PERCENT, 0),
        Cell::of(weighted, POINT, DECIMALS),
        Cell::of(table.number(row, "weighted_score"), POINT, DECIMALS),
    ];
    let (title, note) = (Text::of(table, row, "title"), Text::of(table, row, "note"));
    Line { row: Row { code, title, note, cells }, weight, scores }
}

/// The indicator that scores a row's result: the ladder whose result it is.
fn ladder_of<'a>(report: &'a Report, table: &Table, row: usize) -> Option<&'a Indicator> {
    report.indicators.iter().find(|indicator| {
        let Expression::Call(Function::Ladder, arguments) = &indicator.formula.expression else { return false };
        let Some(Expression::Aggregate(_, result)) = arguments.first() else { return false };
        result.table == table.name
            && result.column == RESULT
            && report.engine.rows_of_any_year(table, result).contains(&row)
    })
}

/// Decimals that a result may have: those of its targets, and two where it is no count.
fn decimals<'a>(unit: &str, numbers: impl Iterator<Item = &'a Decimal>) -> u32 {
    let least = if matches!(unit, PERCENT | POINT) { DECIMALS } else { 0 };
    numbers.map(Decimal::scale).fold(least, u32::max)
}

/// The weighted mean of all scores; none unless every one is there.
fn total(lines: &[Line], weights: Decimal, at: usize) -> Option<Decimal> {
    let mut sum = Decimal::ZERO;
    for line in lines {
        let score = line.scores.get(at).copied().flatten()?;
        sum = exact::add(sum, exact::multiply(score, line.weight).ok()?).ok()?;
    }
    exact::divide(sum, weights).ok()
}

fn share(score: Decimal, weight: Decimal, weights: Decimal) -> Option<Decimal> {
    exact::divide(exact::multiply(score, weight).ok()?, weights).ok()
}
