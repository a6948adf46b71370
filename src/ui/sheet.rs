//! A table of the package as it is published: codes by their names, both languages, units in the heads.

use rust_decimal::Decimal;

use super::{Cell, Head, Page, Row, Table};
use crate::{
    formula::FISCAL_YEAR,
    locale::{self, Key},
    package::{self, Field, FieldType},
    report::rows_of_year,
};

/// The rows of a table, those of the page's year if it is a yearly one; none if it has none to show.
#[must_use]
pub fn sheet(page: &Page, name: &str) -> Option<Table> {
    let package = &page.report.engine.package;
    let (table, resource) = (package.table(name)?, package.descriptor.resource(name)?);
    let fields = shown(table);
    let (first, others) = fields.split_first()?;
    let mut rows = Vec::new();
    for row in rows_of_year(table, page.year) {
        let mut shown = Row {
            title: words(page, table, row, first).unwrap_or_default(),
            number: number(table, row, first),
            note: table.localized(row, "note", page.english()).to_owned(),
            ..Row::default()
        };
        for field in others {
            shown.cells.push(cell(page, table, row, field));
        }
        rows.push(shown);
    }
    if rows.is_empty() {
        return None;
    }
    let mut head = Vec::new();
    for field in fields {
        let unit = field.unit.as_deref().map(|unit| page.unit(unit)).unwrap_or_default();
        let title = field.text("title", page.english());
        let title = if unit.is_empty() { title.to_owned() } else { format!("{title} ({unit})") };
        head.push(Head { title, numeric: is_number(field) });
    }
    let caption = resource.text("title", page.english()).to_owned();
    Some(Table { caption, class: "sheet", head, rows })
}

/// The columns that people read: not the second language, notes, order and units, which stand elsewhere, nor the code
/// that the row's words are for. Of several codes that name a row together this is the last; those before it tell apart
/// what may be called the same.
fn shown(table: &package::Table) -> Vec<&Field> {
    let fields = &table.schema.fields;
    let has = |name: &str| table.schema.field(name).is_some();
    let is_tied = |name: &str| table.schema.foreign_keys.iter().any(|key| key.fields.iter().any(|field| field == name));
    let is_key = |name: &String| table.schema.primary_key.contains(name) || name == "code";
    let is_text = |field: &Field| field.kind == FieldType::String && !is_tied(&field.name);
    let has_words = fields.iter().any(|field| is_text(field) && !is_key(&field.name));
    let last = fields.iter().rfind(|field| is_text(field) && is_key(&field.name)).map(|field| &field.name);
    let is_code = |field: &Field| has_words && last == Some(&field.name);
    let is_unit = |name: &str| fields.iter().any(|field| field.unit_from.as_deref() == Some(name));
    let hidden = |field: &&Field| {
        let name = field.name.as_str();
        let second = name.strip_suffix("_en").is_some_and(has);
        second || matches!(name, FISCAL_YEAR | "order" | "note") || is_code(field) || is_unit(name)
    };
    fields.iter().filter(|field| !hidden(field)).collect()
}

fn is_number(field: &Field) -> bool {
    matches!(field.kind, FieldType::Number | FieldType::Integer)
}

fn cell(page: &Page, table: &package::Table, row: usize, field: &Field) -> Cell {
    match (words(page, table, row, field), number(table, row, field)) {
        (None, _) => Cell::None,
        (Some(words), Some(number)) => Cell::Number(number, words),
        (Some(words), None) => Cell::Text(words),
    }
}

/// The number in a cell, or the digits of the day in it, by which it is ordered; none if it is neither, or empty.
fn number(table: &package::Table, row: usize, field: &Field) -> Option<Decimal> {
    if field.kind == FieldType::Date {
        let [year, month, day] = package::day(table.text(row, &field.name)?)?.map(u32::from);
        return Some(Decimal::from((year * 100 + month) * 100 + day));
    }
    table.number(row, &field.name)
}

/// A cell in words; none if it is empty.
fn words(page: &Page, table: &package::Table, row: usize, field: &Field) -> Option<String> {
    let name = &field.name;
    if is_number(field) {
        let number = locale::plain(table.number(row, name)?);
        let unit = field.unit_from.as_deref().and_then(|from| table.text(row, from)).map(|unit| page.unit(unit));
        return Some(locale::with_unit(&number, &unit.unwrap_or_default()));
    }
    if field.kind == FieldType::Boolean {
        // An empty cell is neither.
        table.cell_text(row, name)?;
        return Some(page.text(if table.boolean(row, name) { Key::TABLE_YES } else { Key::TABLE_NO }).to_owned());
    }
    let text = match table.localized(row, name, page.english()) {
        "" => table.cell_text(row, name)?,
        text => text.to_owned(),
    };
    let codelist = page.report.engine.package.codelist_of(&table.name, name);
    let named = codelist.and_then(|list| Some(list.localized(list.find("code", &text)?, "title", page.english())));
    if field.kind == FieldType::Date {
        return package::day(&text).map(|day| locale::date(day, page.language));
    }
    Some(match (named, name.as_str()) {
        (Some(title), _) if !title.is_empty() => title.to_owned(),
        (_, "section") => locale::section(&text, page.language),
        _ => text,
    })
}
