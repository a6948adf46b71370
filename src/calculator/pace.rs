use rust_decimal::Decimal;

use super::{Cell, Column, Entries, Input, Outcome, Row, Sheet, Unknown, What};
use crate::{
    formula::{Context, Engine, FISCAL_YEAR, Formula, exact},
    indicator::{Indicator, Text},
    package::Table,
    report::{Aspect, Report},
};

/// The first of the tables of what is reached, and whose section is told.
const HOUSING: &str = "housing_cumulative";
const PLANS: &str = "plan_periods";

pub(super) const TABLES: &[&str] = &[
    HOUSING,
    "baan_mankong_cumulative",
    "canal_progress",
    "canal_targets",
    "area_cumulative",
    "community_forest_national",
    "community_forest_goals",
    PLANS,
    "programme_results",
    "indicators",
    "indicators_areas",
    "indicators_housing",
    "indicators_networks",
];

const COLUMNS: [Column; 11] = [
    Column::Reached,
    Column::Since,
    Column::Target,
    Column::Until,
    Column::Remaining,
    Column::YearsLeft,
    Column::NeededPerYear,
    Column::PacePerYear,
    Column::ThisYear,
    Column::ReachedIn,
    Column::Suffices,
];

/// Something that is counted over years, towards a target.
struct Goal {
    /// The indicator that counts it.
    reached: &'static str,
    /// The indicator that is the target, where neither the counting one nor its row has it.
    target: Option<&'static str>,
    /// The plan whose last year is the deadline, where the target has none.
    plan: Option<&'static str>,
    /// The indicator of this year's part.
    this_year: Option<&'static str>,
}

const fn goal(reached: &'static str, this_year: Option<&'static str>) -> Goal {
    Goal { reached, target: None, plan: None, this_year }
}

const GOALS: [Goal; 8] = [
    goal("baan_por_piang_cumulative", Some("programme_3_2")),
    goal("baan_mankong_plan_households", Some("programme_3_1")),
    goal("baan_mankong_cumulative", Some("programme_3_1")),
    Goal {
        target: Some("canal_target_households"),
        plan: Some("canal_master_plan"),
        ..goal("canal_households", Some("programme_3_3"))
    },
    Goal { plan: Some("vision_2579"), ..goal("strong_community_cumulative", Some("programme_1_2")) },
    goal("development_plan_cumulative", Some("programme_1_1")),
    goal("community_forests_national", None),
    goal("community_forest_area", None),
];

/// Columns that hold a target, and the year until which it is to be reached.
const TARGET: &str = "target";
const UNTIL: [&str; 2] = ["target_until", "by_year"];
const SINCE: &str = "since";

/// Years that a deadline, or a reckoned year, may be away.
const MOST_YEARS: i32 = 200;
/// Decimals of what a year brings.
const RATE_DECIMALS: u32 = 2;

pub(super) fn indicators() -> Vec<&'static str> {
    let ids = GOALS.iter().flat_map(|goal| [Some(goal.reached), goal.target, goal.this_year]);
    let mut found = Vec::new();
    for id in ids.flatten() {
        if !found.contains(&id) {
            found.push(id);
        }
    }
    found
}

pub(super) fn sheet(report: &Report, year: i32, entries: &Entries) -> Option<Sheet> {
    let mut rows = Vec::new();
    let mut verdicts = Vec::new();
    let mut assumptions = Vec::new();
    for goal in &GOALS {
        let Some((row, suffices)) = row(report, goal, year, entries, &mut assumptions) else { continue };
        verdicts.extend(suffices.ok());
        rows.push(row);
    }
    let sufficing = Decimal::from(verdicts.iter().filter(|suffices| **suffices).count());
    let outcome = Outcome {
        count: Some((sufficing, Decimal::from(verdicts.len()))),
        ..Outcome::of(What::Sufficing, Some(sufficing), "one", 0)
    };
    (!rows.is_empty()).then(|| Sheet {
        columns: COLUMNS.to_vec(),
        rows,
        outcomes: vec![outcome],
        assumptions,
        section: super::section_of(&report.engine.package, HOUSING),
    })
}

/// A goal's row, and whether its pace suffices; none where the report does not say what is reached.
fn row(
    report: &Report,
    goal: &Goal,
    year: i32,
    entries: &Entries,
    assumptions: &mut Vec<Text>,
) -> Option<(Row, Result<bool, Unknown>)> {
    let engine = &report.engine;
    let (indicator, reading) = report.read(goal.reached, year)?;
    let reached = reading.exact.clone().ok()?;
    let given = given(report, goal, indicator, year, assumptions);
    let (unit, precision) = (indicator.unit.as_str(), indicator.precision);
    let own = |kind: &str| format!("{kind}.{}", goal.reached);
    let year_field = |kind: &str, given| {
        let bound = |years: i32| Decimal::from(year.saturating_add(years));
        let field = Input::of(entries, own(kind), given, "", 0);
        let most = if kind == SINCE { 0 } else { MOST_YEARS };
        field.within(entries, bound(-MOST_YEARS), Some(bound(most)))
    };
    let target = Input::of(entries, own("target"), given.target, unit, precision);
    let until = year_field("until", given.until);
    // From when it is counted is a fact; only where the report does not tell may somebody who knows say so.
    let (since, since_cell) = match given.since {
        Some(since) => (Some(since), Cell::number(since, "", 0)),
        None => {
            let field = year_field(SINCE, None);
            (field.value, Cell::Input(field))
        }
    };
    let pace = Pace::of(year, reached, since, target.value, until.value);
    let rate_precision = precision.max(RATE_DECIMALS);
    let this_year = goal.this_year.and_then(|id| report.read(id, year));
    let this_year = this_year.map_or(Cell::Empty, |(indicator, reading)| {
        let open = Aspect::Value.name(&indicator.id, None, &[]);
        Cell::of(engine.told_in(&reading.trace.value, unit).ok(), unit, precision).opening(open)
    });
    let reached = Cell::number(reached, unit, precision).opening(Aspect::Value.name(goal.reached, None, &[]));
    let cells = vec![
        reached,
        since_cell,
        Cell::Input(target),
        Cell::Input(until),
        Cell::told(pace.remaining, unit, precision),
        Cell::told(pace.years_left, "year", 0),
        Cell::told(pace.needed, unit, rate_precision),
        Cell::told(pace.so_far, unit, rate_precision),
        this_year,
        Cell::told(pace.reached_in, "", 0),
        pace.suffices.map_or_else(Cell::Unknown, Cell::Verdict),
    ];
    let row = Row { code: goal.reached.to_owned(), title: indicator.title.clone(), note: given.note, cells };
    Some((row, pace.suffices))
}

/// What the data say of a goal.
#[derive(Default)]
struct Given {
    since: Option<Decimal>,
    target: Option<Decimal>,
    until: Option<Decimal>,
    note: Text,
}

fn given(report: &Report, goal: &Goal, indicator: &Indicator, year: i32, assumptions: &mut Vec<Text>) -> Given {
    let engine = &report.engine;
    let mut given = Given { note: indicator.note.clone(), ..Given::default() };
    if let Some((table, row)) = first_row(engine, &indicator.formula, year) {
        given.since = table.number(row, SINCE);
        given.target = table.number(row, TARGET);
        given.until = UNTIL.iter().find_map(|field| table.number(row, field));
        if given.note.thai.is_empty() {
            given.note = Text::of(table, row, "note");
        }
    }
    if let Some(target) = &indicator.target {
        given.target = engine.value_in(target, &Context::year(year), &indicator.unit).ok();
        if let Some((table, row)) = first_row(engine, target, year) {
            given.until = UNTIL.iter().find_map(|field| table.number(row, field));
        }
    } else if let Some(target) = goal.target.and_then(|id| report.indicator(id)) {
        given.target = engine.value_in(&target.formula, &Context::year(year), &indicator.unit).ok();
    }
    if let (None, Some(plan), Some(plans)) = (given.until, goal.plan, engine.package.table(PLANS))
        && let Some(row) = plans.find("code", plan)
    {
        given.until = plans.number(row, "until");
        super::assume(assumptions, plans, row);
    }
    given
}

/// The first row that a formula reads in a year.
fn first_row<'a>(engine: &'a Engine, formula: &Formula, year: i32) -> Option<(&'a Table, usize)> {
    let column = formula.columns().into_iter().next()?;
    let table = engine.package.table(&column.table)?;
    let year = Some(Decimal::from(year));
    let is_yearly = table.column(FISCAL_YEAR).is_some();
    let mut rows = engine.rows_of_any_year(table, column).into_iter();
    let row = rows.find(|row| !is_yearly || table.number(*row, FISCAL_YEAR) == year)?;
    Some((table, row))
}

/// What a target asks of the years to come.
struct Pace {
    remaining: Result<Decimal, Unknown>,
    years_left: Result<Decimal, Unknown>,
    needed: Result<Decimal, Unknown>,
    so_far: Result<Decimal, Unknown>,
    reached_in: Result<Decimal, Unknown>,
    suffices: Result<bool, Unknown>,
}

impl Pace {
    /// At the end of `year`, when so much is reached since the beginning of the year `since`.
    fn of(
        year: i32,
        reached: Decimal,
        since: Option<Decimal>,
        target: Option<Decimal>,
        until: Option<Decimal>,
    ) -> Self {
        let too_far = |_| Unknown::TooFar;
        let now = Decimal::from(year);
        let missing =
            target.ok_or(Unknown::NotEntered).and_then(|target| exact::subtract(target, reached).map_err(too_far));
        let remaining = missing.map(|missing| missing.max(Decimal::ZERO));
        let years_left = until.ok_or(Unknown::NotEntered).and_then(|until| {
            let left = exact::subtract(until, now).map_err(too_far)?;
            if left > Decimal::ZERO { Ok(left) } else { Err(Unknown::Past) }
        });
        // Nothing is asked for what is reached, however late it is.
        let open =
            remaining.and_then(|remaining| if remaining.is_zero() { Err(Unknown::Reached) } else { Ok(remaining) });
        let needed = open.and_then(|open| exact::divide(open, years_left?).map_err(too_far));
        // The year in which it began counts, and so does this one.
        let years_so_far = since.and_then(|since| exact::subtract(now + Decimal::ONE, since).ok());
        let years_so_far = years_so_far.filter(|years| *years > Decimal::ZERO);
        let so_far =
            years_so_far.ok_or(Unknown::NotEntered).and_then(|years| exact::divide(reached, years).map_err(too_far));
        let reached_in = open.and_then(|open| {
            let pace = so_far?;
            if pace <= Decimal::ZERO {
                return Err(Unknown::NoPace);
            }
            let years = exact::divide(open, pace).map_err(too_far)?.ceil();
            if years > Decimal::from(MOST_YEARS) { Err(Unknown::TooFar) } else { Ok(now + years) }
        });
        let suffices = match open {
            Err(Unknown::Reached) => Ok(true),
            _ => needed.and_then(|needed| so_far.map(|so_far| so_far >= needed)),
        };
        Self { remaining, years_left, needed, so_far, reached_in, suffices }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pace(reached: i64, since: Option<i32>, target: Option<i64>, until: Option<i32>) -> Pace {
        let year = |year: i32| Decimal::from(year);
        Pace::of(2566, Decimal::from(reached), since.map(year), target.map(Decimal::from), until.map(year))
    }

    #[test]
    fn what_is_missing_is_spread_over_the_years_left() {
        let pace = pace(70, Some(2560), Some(100), Some(2569));
        assert_eq!(pace.remaining, Ok(Decimal::from(30)));
        assert_eq!(pace.years_left, Ok(Decimal::from(3)));
        assert_eq!(pace.needed, Ok(Decimal::TEN));
        assert_eq!(pace.so_far, Ok(Decimal::TEN));
        assert_eq!(pace.reached_in, Ok(Decimal::from(2569)));
        assert_eq!(pace.suffices, Ok(true));
    }

    #[test]
    fn what_cannot_be_told_says_why() {
        let past = pace(70, Some(2560), Some(100), Some(2566));
        assert_eq!((past.needed, past.suffices), (Err(Unknown::Past), Err(Unknown::Past)));
        assert_eq!(past.reached_in, Ok(Decimal::from(2569)), "the pace goes on all the same");
        let reached = pace(100, Some(2560), Some(100), Some(2560));
        assert_eq!((reached.needed, reached.suffices), (Err(Unknown::Reached), Ok(true)));
        assert_eq!(pace(0, Some(2560), Some(100), Some(2570)).reached_in, Err(Unknown::NoPace));
        assert_eq!(pace(1, Some(2560), Some(100_000), Some(2570)).reached_in, Err(Unknown::TooFar));
        assert_eq!(pace(70, None, Some(100), Some(2570)).suffices, Err(Unknown::NotEntered));
        assert_eq!(pace(70, Some(2560), None, Some(2570)).needed, Err(Unknown::NotEntered));
        assert_eq!(pace(70, Some(2567), Some(100), Some(2570)).so_far, Err(Unknown::NotEntered));
    }
}
