//! The words of a working-out: columns by their titles, codes by their names.

use super::{Key, Language};
use crate::{
    formula::{Aggregate, BinaryOperator, ColumnRef, Literal, Step, Unit, Units},
    package::Package,
};

/// A column by the titles of its table and field: “Strong communities: tambons”.
#[must_use]
pub fn column_words(package: &Package, column: &ColumnRef, language: Language) -> String {
    let english = language.is_english();
    let resource = package.descriptor.resource(&column.table);
    let table = resource.map(|resource| resource.text("title", english)).filter(|title| !title.is_empty());
    let field = resource.and_then(|resource| resource.schema.field(&column.column));
    let field = field.map(|field| field.text("title", english)).filter(|title| !title.is_empty());
    language.fill(
        Key::WORKING_COLUMN,
        &[("table", table.unwrap_or(&column.table)), ("column", field.unwrap_or(&column.column))],
    )
}

/// A selector in words, with codes by their names in the codelists; empty when there is none.
#[must_use]
pub fn selector_words(package: &Package, column: &ColumnRef, language: Language) -> String {
    let english = language.is_english();
    let conditions = column.selector.iter().map(|(key, literal)| {
        let field = package.descriptor.resource(&column.table).and_then(|resource| resource.schema.field(key));
        let title = field.map(|field| field.text("title", english)).filter(|title| !title.is_empty());
        let value = match literal {
            Literal::Number(number) => number.to_string(),
            Literal::Text(code) => {
                let codelist = package.codelist_of(&column.table, key);
                let named = codelist.and_then(|list| list.find("code", code).map(|row| list.localized(row, "title", english)));
                named.filter(|title| !title.is_empty()).unwrap_or(code).to_owned()
            }
        };
        language.fill(Key::WORKING_CONDITION, &[("key", title.unwrap_or(key)), ("value", &value)])
    });
    conditions.collect::<Vec<_>>().join(language.text(Key::WORKING_AND))
}

/// What a step does, in words; none for a number that speaks for itself.
#[must_use]
pub fn function_words(step: &Step, language: Language) -> Option<&'static str> {
    use crate::formula::Function;
    let key = match step {
        Step::Number => return None,
        Step::Negate => Key::STEP_NEGATE,
        Step::Binary(BinaryOperator::Add) => Key::STEP_ADD,
        Step::Binary(BinaryOperator::Subtract) => Key::STEP_SUBTRACT,
        Step::Binary(BinaryOperator::Multiply) => Key::STEP_MULTIPLY,
        Step::Binary(BinaryOperator::Divide) => Key::STEP_DIVIDE,
        Step::Aggregate(Aggregate::Sum, _) => Key::STEP_SUM,
        Step::Aggregate(Aggregate::Mean, _) => Key::STEP_MEAN,
        Step::Aggregate(Aggregate::Min, _) => Key::STEP_MIN,
        Step::Aggregate(Aggregate::Max, _) => Key::STEP_MAX,
        Step::Aggregate(Aggregate::Count, _) => Key::STEP_COUNT,
        Step::Aggregate(Aggregate::Only, _) => Key::STEP_ONLY,
        Step::WeightedMean(..) => Key::STEP_WEIGHTED_MEAN,
        Step::Call(Function::Pct) => Key::STEP_PCT,
        Step::Call(Function::Ratio) => Key::STEP_RATIO,
        Step::Call(Function::Share) => Key::STEP_SHARE,
        Step::Call(Function::Ladder) => Key::STEP_LADDER,
        Step::Call(Function::Round) => Key::STEP_ROUND,
        Step::Call(Function::Prev) => Key::STEP_PREV,
        Step::Call(Function::Growth) => Key::STEP_GROWTH,
    };
    Some(language.text(key))
}

/// The word behind a computed figure; empty for a plain number.
#[must_use]
pub fn unit_words(units: &Units, unit: &Unit, language: Language) -> String {
    if *unit == Unit::one() { String::new() } else { units.describe(unit, language.is_english()) }
}
