//! Words for the calculators: their columns, what comes of them, why something is not as it should be.

use rust_decimal::Decimal;

use super::{Key, Language, number, plain};
use crate::calculator::{Calculator, Column, Expected, Of, PasteFault, Reason, Unknown, What};

/// What a column of a calculator's table is called.
#[must_use]
pub fn calculator_column(calculator: Calculator, column: Column) -> Key {
    match column {
        // What an evaluation asks for least is the mark with which a community passes.
        Column::Minimum if calculator == Calculator::Strength => Key::SHEET_COLUMN_PASS_MARK,
        Column::Result => Key::SHEET_COLUMN_RESULT,
        Column::Minimum => Key::SHEET_COLUMN_MINIMUM,
        Column::Standard => Key::SHEET_COLUMN_STANDARD,
        Column::Advanced => Key::SHEET_COLUMN_ADVANCED,
        Column::Score => Key::SHEET_COLUMN_SCORE,
        Column::PrintedScore => Key::SHEET_COLUMN_PRINTED_SCORE,
        Column::Weight => Key::SHEET_COLUMN_WEIGHT,
        Column::Weighted => Key::SHEET_COLUMN_WEIGHTED,
        Column::PrintedWeighted => Key::SHEET_COLUMN_PRINTED_WEIGHTED,
        Column::Country => Key::SHEET_COLUMN_COUNTRY,
        Column::Passes => Key::SHEET_COLUMN_PASSES,
        Column::MonthsOver => Key::SHEET_COLUMN_MONTHS_OVER,
        Column::MonthsTo => Key::SHEET_COLUMN_MONTHS_TO,
        Column::Balance => Key::SHEET_COLUMN_BALANCE,
        Column::Collateral => Key::SHEET_COLUMN_COLLATERAL,
        Column::Net => Key::SHEET_COLUMN_NET,
        Column::Rate => Key::SHEET_COLUMN_RATE,
        Column::Provision => Key::SHEET_COLUMN_PROVISION,
        Column::Target => Key::SHEET_COLUMN_TARGET,
        Column::Reached => Key::SHEET_COLUMN_REACHED,
        Column::Since => Key::SHEET_COLUMN_SINCE,
        Column::Until => Key::SHEET_COLUMN_UNTIL,
        Column::Remaining => Key::SHEET_COLUMN_REMAINING,
        Column::YearsLeft => Key::SHEET_COLUMN_YEARS_LEFT,
        Column::NeededPerYear => Key::SHEET_COLUMN_NEEDED_PER_YEAR,
        Column::PacePerYear => Key::SHEET_COLUMN_PACE_PER_YEAR,
        Column::ThisYear => Key::SHEET_COLUMN_THIS_YEAR,
        Column::ReachedIn => Key::SHEET_COLUMN_REACHED_IN,
        Column::Suffices => Key::SHEET_COLUMN_SUFFICES,
    }
}

/// Whether what a column asks is so.
#[must_use]
pub fn calculator_verdict(column: Column, is_so: bool) -> Key {
    match (column, is_so) {
        (Column::Suffices, true) => Key::SHEET_IN_TIME,
        (Column::Suffices, false) => Key::SHEET_NOT_IN_TIME,
        (_, true) => Key::SHEET_PASSES,
        (_, false) => Key::SHEET_PASSES_NOT,
    }
}

/// What comes of a calculator, by name.
#[must_use]
pub fn outcome(what: What) -> Key {
    match what {
        What::Total => Key::SHEET_OUTCOME_TOTAL,
        What::Overall => Key::SHEET_OUTCOME_OVERALL,
        What::CountryOverall => Key::SHEET_OUTCOME_COUNTRY,
        What::LevelInRegion => Key::SHEET_OUTCOME_LEVEL_IN_REGION,
        What::LevelInCountry => Key::SHEET_OUTCOME_LEVEL_IN_COUNTRY,
        What::Balance => Key::SHEET_OUTCOME_BALANCE,
        What::Collateral => Key::SHEET_OUTCOME_COLLATERAL,
        What::Net => Key::SHEET_OUTCOME_NET,
        What::Provision => Key::SHEET_OUTCOME_PROVISION,
        What::Coverage => Key::SHEET_OUTCOME_COVERAGE,
        What::NonPerforming => Key::SHEET_OUTCOME_NON_PERFORMING,
        What::Sufficing => Key::SHEET_OUTCOME_SUFFICING,
    }
}

/// Whether an outcome is as it should be.
#[must_use]
pub fn outcome_verdict(what: What, passed: bool) -> Key {
    match (what, passed) {
        (What::NonPerforming, true) => Key::SHEET_WITHIN_LIMIT,
        (What::NonPerforming, false) => Key::SHEET_ABOVE_LIMIT,
        (_, true) => Key::SHEET_PASSES,
        (_, false) => Key::SHEET_PASSES_NOT,
    }
}

/// Why there is no number.
#[must_use]
pub fn unknown(unknown: Unknown) -> Key {
    match unknown {
        Unknown::NotEntered => Key::SHEET_UNKNOWN_NOT_ENTERED,
        Unknown::NotStated => Key::SHEET_UNKNOWN_NOT_STATED,
        Unknown::Past => Key::SHEET_UNKNOWN_PAST,
        Unknown::Reached => Key::SHEET_UNKNOWN_REACHED,
        Unknown::NoPace => Key::SHEET_UNKNOWN_NO_PACE,
        Unknown::TooFar => Key::SHEET_UNKNOWN_TOO_FAR,
    }
}

/// Why an outcome is not as it should be, or why there is none.
#[must_use]
pub fn reason(reason: &Reason, language: Language) -> String {
    let title = |of: &Of| match of {
        Of::Overall => language.text(Key::SHEET_OUTCOME_OVERALL).to_owned(),
        Of::Row(title) => title.get(language.is_english()).to_owned(),
    };
    let points = |value: Decimal| plain(value.normalize());
    match reason {
        Reason::Below { of, need, have } => {
            let values = [("of", title(of)), ("need", points(*need)), ("have", points(*have))];
            language.fill(Key::SHEET_REASON_BELOW, &values.each_ref().map(|(name, value)| (*name, value.as_str())))
        }
        Reason::Missing { of } => language.fill(Key::SHEET_REASON_MISSING, &[("of", &title(of))]),
    }
}

/// What a line of a list should have had.
#[must_use]
pub fn paste_fault(fault: PasteFault, language: Language) -> String {
    let expected = match fault.expected {
        Expected::Class => Key::SHEET_EXPECTED_CLASS,
        Expected::Balance => Key::SHEET_EXPECTED_BALANCE,
        Expected::Collateral => Key::SHEET_EXPECTED_COLLATERAL,
        Expected::FewerFields => Key::SHEET_EXPECTED_FEWER_FIELDS,
        Expected::Unambiguous => Key::SHEET_EXPECTED_UNAMBIGUOUS,
        Expected::Smaller => Key::SHEET_EXPECTED_SMALLER,
        Expected::FewerLines => Key::SHEET_EXPECTED_FEWER_LINES,
    };
    let line = number(fault.line.into(), 0);
    language.fill(Key::SHEET_PASTED_FAULT, &[("line", &line), ("expected", language.text(expected))])
}
