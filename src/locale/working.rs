//! The words of a working-out: columns by their titles, codes by their names.

use super::{Key, Language};
use crate::{
    formula::{Aggregate, BinaryOperator, ColumnRef, FISCAL_YEAR, Literal, Step, Unit, Units},
    package::{Package, Table},
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
    let values = selected_words(package, column, language);
    let conditions = column.selector.iter().zip(values).map(|((key, _), value)| {
        let field = package.descriptor.resource(&column.table).and_then(|resource| resource.schema.field(key));
        let title = field.map(|field| field.text("title", english)).filter(|title| !title.is_empty());
        language.fill(Key::WORKING_CONDITION, &[("key", title.unwrap_or(key)), ("value", &value)])
    });
    conditions.collect::<Vec<_>>().join(language.text(Key::WORKING_AND))
}

/// What a selector selects, codes by their names in the codelists, in its order.
#[must_use]
pub fn selected_words(package: &Package, column: &ColumnRef, language: Language) -> Vec<String> {
    let value = |(key, literal): &(String, Literal)| match literal {
        Literal::Number(number) => number.to_string(),
        Literal::Text(code) => {
            let codelist = package.codelist_of(&column.table, key);
            let title = |list: &Table| {
                Some(list.localized(list.find("code", code)?, "title", language.is_english()).to_owned())
            };
            codelist.and_then(title).filter(|title| !title.is_empty()).unwrap_or_else(|| code.clone())
        }
    };
    column.selector.iter().map(value).collect()
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

/// The name of a table's row: its own title, or what its key's codes mean; keys that `known` already names are left out.
#[must_use]
pub fn row_words(package: &Package, table: &Table, row: usize, known: &ColumnRef, language: Language) -> String {
    let english = language.is_english();
    let own = table.localized(row, "title", english);
    if !own.is_empty() {
        return own.to_owned();
    }
    let keys = table
        .schema
        .primary_key
        .iter()
        .filter(|key| key.as_str() != FISCAL_YEAR && known.selector.iter().all(|(selected, _)| selected != *key));
    let names = keys.filter_map(|key| {
        let code = table.cell_text(row, key)?;
        let codelist = package.codelist_of(&table.name, key);
        let title = codelist.and_then(|list| Some(list.localized(list.find("code", &code)?, "title", english)));
        Some(title.filter(|title| !title.is_empty()).unwrap_or(&code).to_owned())
    });
    names.collect::<Vec<_>>().join(language.text(Key::WORKING_AND))
}

/// Rows of a file, counted from 1, as people write them: “2–4, 7”.
#[must_use]
pub fn row_numbers(rows: &[usize]) -> String {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for row in rows {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *row => *last = *row,
            _ => runs.push((*row, *row)),
        }
    }
    let text = |(first, last): &(usize, usize)| {
        if first == last { first.to_string() } else { format!("{first}–{last}") }
    };
    runs.iter().map(text).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::row_numbers;

    #[test]
    fn rows_in_a_row_are_written_as_a_span() {
        assert_eq!(row_numbers(&[2, 3, 4, 7]), "2–4, 7");
        assert_eq!(row_numbers(&[5]), "5");
        assert_eq!(row_numbers(&[]), "");
    }
}
