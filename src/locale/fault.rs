use super::{Key, Language, number, plain};
use crate::{
    audit::Verdict,
    formula::{FormulaError, NotComputable},
    package::{FieldType, Found, Problem, ProblemKind},
};

/// A problem of the package in a sentence: file, row, field, what was found, what was expected.
#[must_use]
pub fn problem(problem: &Problem, language: Language) -> String {
    let mut place = problem.file.clone();
    if let Some(row) = problem.row {
        place = format!("{place}, {}", language.fill(Key::PLACE_ROW, &[("row", &row.to_string())]));
    }
    if let Some(field) = &problem.field {
        place = format!("{place}, {}", language.fill(Key::PLACE_FIELD, &[("field", field)]));
    }
    format!("{place}: {}", kind(&problem.kind, language))
}

fn kind(kind: &ProblemKind, language: Language) -> String {
    let fill = |key, values: &[(&str, &str)]| language.fill(key, values);
    match kind {
        ProblemKind::Missing => fill(Key::PROBLEM_MISSING, &[]),
        ProblemKind::Status { status } => fill(Key::PROBLEM_STATUS, &[("status", &status.to_string())]),
        ProblemKind::Unreachable { detail } => fill(Key::PROBLEM_UNREACHABLE, &[("detail", detail)]),
        ProblemKind::Html => fill(Key::PROBLEM_HTML, &[]),
        ProblemKind::NotUtf8 => fill(Key::PROBLEM_NOT_UTF8, &[]),
        ProblemKind::Truncated { line, column } => {
            fill(Key::PROBLEM_TRUNCATED, &[("line", &line.to_string()), ("column", &column.to_string())])
        }
        ProblemKind::Syntax { line, column, detail } => fill(
            Key::PROBLEM_SYNTAX,
            &[("line", &line.to_string()), ("column", &column.to_string()), ("detail", detail)],
        ),
        ProblemKind::NotAnArray => fill(Key::PROBLEM_NOT_AN_ARRAY, &[]),
        ProblemKind::NotAnObject { found } => {
            fill(Key::PROBLEM_NOT_AN_OBJECT, &[("found", &self::found(found, language))])
        }
        ProblemKind::Descriptor { expected } => fill(Key::PROBLEM_DESCRIPTOR, &[("expected", expected)]),
        ProblemKind::DuplicateName { name } => fill(Key::PROBLEM_DUPLICATE_NAME, &[("name", name)]),
        ProblemKind::UnknownField => fill(Key::PROBLEM_UNKNOWN_FIELD, &[]),
        ProblemKind::MissingField => fill(Key::PROBLEM_MISSING_FIELD, &[]),
        ProblemKind::RepeatedField => fill(Key::PROBLEM_REPEATED_FIELD, &[]),
        ProblemKind::WrongType { found, expected } => fill(
            Key::PROBLEM_WRONG_TYPE,
            &[("found", &self::found(found, language)), ("expected", language.text(type_name(*expected)))],
        ),
        ProblemKind::TooManyDigits { found } => fill(Key::PROBLEM_TOO_MANY_DIGITS, &[("found", found)]),
        ProblemKind::Required => fill(Key::PROBLEM_REQUIRED, &[]),
        ProblemKind::BelowMinimum { found, minimum } => {
            fill(Key::PROBLEM_BELOW_MINIMUM, &[("found", &plain(*found)), ("minimum", &plain(*minimum))])
        }
        ProblemKind::AboveMaximum { found, maximum } => {
            fill(Key::PROBLEM_ABOVE_MAXIMUM, &[("found", &plain(*found)), ("maximum", &plain(*maximum))])
        }
        ProblemKind::NotAllowed { found, allowed } => {
            fill(Key::PROBLEM_NOT_ALLOWED, &[("found", found), ("allowed", &allowed.join(", "))])
        }
        ProblemKind::NotUnique { found, first_row } => {
            fill(Key::PROBLEM_NOT_UNIQUE, &[("found", found), ("row", &first_row.to_string())])
        }
        ProblemKind::DuplicateKey { key, first_row } => {
            fill(Key::PROBLEM_DUPLICATE_KEY, &[("key", key), ("row", &first_row.to_string())])
        }
        ProblemKind::DanglingKey { found, resource, target } => {
            fill(Key::PROBLEM_DANGLING_KEY, &[("found", found), ("resource", resource), ("target", target)])
        }
        ProblemKind::CodelistUnavailable { resource } => {
            fill(Key::PROBLEM_CODELIST_UNAVAILABLE, &[("resource", resource)])
        }
        ProblemKind::Stale { maker } => fill(Key::PROBLEM_STALE, &[("maker", maker)]),
        ProblemKind::Formula(error) => formula(error, language),
    }
}

fn type_name(kind: FieldType) -> Key {
    match kind {
        FieldType::String => Key::TYPE_STRING,
        FieldType::Number => Key::TYPE_NUMBER,
        FieldType::Integer => Key::TYPE_INTEGER,
        FieldType::Year => Key::TYPE_YEAR,
        FieldType::Boolean => Key::TYPE_BOOLEAN,
        FieldType::Date => Key::TYPE_DATE,
        FieldType::Array => Key::TYPE_ARRAY,
    }
}

fn found(found: &Found, language: Language) -> String {
    match found {
        Found::Null => language.text(Key::FOUND_NULL).to_owned(),
        Found::Boolean => language.text(Key::TYPE_BOOLEAN).to_owned(),
        Found::Number(number) => number.clone(),
        Found::Text(text) => format!("“{text}”"),
        Found::Array => language.text(Key::TYPE_ARRAY).to_owned(),
        Found::Object => language.text(Key::FOUND_OBJECT).to_owned(),
    }
}

fn formula(error: &FormulaError, language: Language) -> String {
    let fill = |key, values: &[(&str, &str)]| language.fill(key, values);
    match error {
        FormulaError::Syntax { at, expected } => {
            fill(Key::FORMULA_SYNTAX, &[("at", &at.to_string()), ("expected", expected)])
        }
        FormulaError::UnknownFunction { at, name } => {
            fill(Key::FORMULA_UNKNOWN_FUNCTION, &[("at", &at.to_string()), ("name", name)])
        }
        FormulaError::Arguments { function, expected, found } => fill(
            Key::FORMULA_ARGUMENTS,
            &[("function", function), ("expected", &expected.to_string()), ("found", &found.to_string())],
        ),
        FormulaError::TooManyDigits { at } => fill(Key::FORMULA_TOO_MANY_DIGITS, &[("at", &at.to_string())]),
        FormulaError::TooDeep => fill(Key::FORMULA_TOO_DEEP, &[]),
        FormulaError::TooLong => fill(Key::FORMULA_TOO_LONG, &[]),
        FormulaError::TableUnavailable { table } => fill(Key::NOT_COMPUTABLE_TABLE, &[("table", table)]),
        FormulaError::UnknownTable { table } => fill(Key::FORMULA_UNKNOWN_TABLE, &[("table", table)]),
        FormulaError::UnknownColumn { table, column } => {
            fill(Key::FORMULA_UNKNOWN_COLUMN, &[("table", table), ("column", column)])
        }
        FormulaError::NotNumeric { table, column } => {
            fill(Key::FORMULA_NOT_NUMERIC, &[("table", table), ("column", column)])
        }
        FormulaError::SelectorType { table, column } => {
            fill(Key::FORMULA_SELECTOR_TYPE, &[("table", table), ("column", column)])
        }
        FormulaError::NothingSelected { selection } => fill(Key::FORMULA_NOTHING_SELECTED, &[("selection", selection)]),
        FormulaError::UnknownUnit { unit } => fill(Key::FORMULA_UNKNOWN_UNIT, &[("unit", unit)]),
        FormulaError::Units { operation, left, right } => {
            fill(Key::FORMULA_UNITS, &[("operation", operation), ("left", left), ("right", right)])
        }
        FormulaError::MixedUnits { selection } => fill(Key::FORMULA_MIXED_UNITS, &[("selection", selection)]),
        FormulaError::DifferentRows => fill(Key::FORMULA_DIFFERENT_ROWS, &[]),
        FormulaError::Decimals => fill(Key::FORMULA_DECIMALS, &[]),
    }
}

/// Why something cannot be computed, in a sentence.
#[must_use]
pub fn not_computable(reason: &NotComputable, language: Language) -> String {
    let fill = |key, values: &[(&str, &str)]| language.fill(key, values);
    match reason {
        NotComputable::DivisionByZero => fill(Key::NOT_COMPUTABLE_ZERO, &[]),
        NotComputable::TableUnavailable { table } => fill(Key::NOT_COMPUTABLE_TABLE, &[("table", table)]),
        NotComputable::NoRows { selection, year } => {
            fill(Key::NOT_COMPUTABLE_NO_ROWS, &[("selection", selection), ("year", &year.to_string())])
        }
        NotComputable::SeveralRows { selection, count } => {
            fill(Key::NOT_COMPUTABLE_SEVERAL, &[("selection", selection), ("count", &count.to_string())])
        }
        NotComputable::EmptyCells { selection } => fill(Key::NOT_COMPUTABLE_EMPTY, &[("selection", selection)]),
        NotComputable::NoDimension { table, dimension } => {
            fill(Key::NOT_COMPUTABLE_DIMENSION, &[("table", table), ("dimension", dimension)])
        }
        NotComputable::BaseNotPositive => fill(Key::NOT_COMPUTABLE_BASE, &[]),
        NotComputable::NoLadder => fill(Key::NOT_COMPUTABLE_LADDER, &[]),
        NotComputable::Overflow => fill(Key::NOT_COMPUTABLE_OVERFLOW, &[]),
        NotComputable::Formula(error) => formula(error, language),
    }
}

/// A verdict of the audit in words.
#[must_use]
pub fn verdict(verdict: &Verdict, precision: u32, language: Language) -> String {
    match verdict {
        Verdict::Agrees => language.text(Key::VERDICT_AGREES).to_owned(),
        Verdict::RoundedOtherwise { truncated: true } => language.text(Key::VERDICT_TRUNCATED).to_owned(),
        Verdict::RoundedOtherwise { truncated: false } => language.text(Key::VERDICT_ROUNDED_OTHERWISE).to_owned(),
        Verdict::FromRounded { .. } => language.text(Key::VERDICT_FROM_ROUNDED).to_owned(),
        Verdict::Differs { by } => language.fill(Key::VERDICT_DIFFERS, &[("by", &number::signed(*by, precision))]),
        Verdict::NotComputable(reason) => {
            language.fill(Key::VERDICT_NOT_COMPUTABLE, &[("reason", &not_computable(reason, language))])
        }
    }
}
