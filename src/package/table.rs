use rust_decimal::Decimal;

use super::{FieldType, Schema};

/// A checked table, kept by columns.
#[derive(Debug, Clone)]
pub struct Table {
    /// The resource's name.
    pub name: String,
    /// Its columns' descriptions, in the order of `columns`.
    pub schema: Schema,
    columns: Vec<Column>,
    rows: usize,
    /// The file that holds each row: its path, and the number of rows before it.
    parts: Vec<(String, usize)>,
}

/// The cells of a column; `None` is a cell that the report leaves empty.
#[derive(Debug, Clone)]
pub enum Column {
    /// Numbers, whole numbers, years.
    Number(Vec<Option<Decimal>>),
    /// Texts, codes, dates.
    Text(Vec<Option<Box<str>>>),
    /// true or false.
    Boolean(Vec<Option<bool>>),
    /// Lists of texts.
    List(Vec<Option<Vec<String>>>),
}

/// A cell as it goes into a column.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell {
    Number(Decimal),
    Text(Box<str>),
    Boolean(bool),
    List(Vec<String>),
}

impl Column {
    /// The number in a cell; rows count from 0 here.
    #[must_use]
    pub fn number(&self, row: usize) -> Option<Decimal> {
        match self {
            Self::Number(cells) => *cells.get(row)?,
            _ => None,
        }
    }

    /// The text in a cell; rows count from 0 here.
    #[must_use]
    pub fn text(&self, row: usize) -> Option<&str> {
        match self {
            Self::Text(cells) => cells.get(row)?.as_deref(),
            _ => None,
        }
    }
}

impl Table {
    pub(crate) fn empty(name: &str, schema: &Schema) -> Self {
        let columns = schema
            .fields
            .iter()
            .map(|field| match field.kind {
                FieldType::Number | FieldType::Integer | FieldType::Year => Column::Number(Vec::new()),
                FieldType::String | FieldType::Date => Column::Text(Vec::new()),
                FieldType::Boolean => Column::Boolean(Vec::new()),
                FieldType::Array => Column::List(Vec::new()),
            })
            .collect();
        Self { name: name.to_owned(), schema: schema.clone(), columns, rows: 0, parts: Vec::new() }
    }

    pub(crate) fn begin_part(&mut self, path: &str) {
        self.parts.push((path.to_owned(), self.rows));
    }

    /// Adds a row; a cell of another kind than its column's, which the reader has reported, is kept as empty.
    pub(crate) fn push(&mut self, cells: Vec<Option<Cell>>) {
        for (column, cell) in self.columns.iter_mut().zip(cells) {
            match (column, cell) {
                (Column::Number(column), Some(Cell::Number(number))) => column.push(Some(number)),
                (Column::Text(column), Some(Cell::Text(text))) => column.push(Some(text)),
                (Column::Boolean(column), Some(Cell::Boolean(boolean))) => column.push(Some(boolean)),
                (Column::List(column), Some(Cell::List(list))) => column.push(Some(list)),
                (Column::Number(column), _) => column.push(None),
                (Column::Text(column), _) => column.push(None),
                (Column::Boolean(column), _) => column.push(None),
                (Column::List(column), _) => column.push(None),
            }
        }
        self.rows += 1;
    }

    /// How many rows it has.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The column of that name.
    #[must_use]
    pub fn column(&self, field: &str) -> Option<&Column> {
        let index = self.schema.fields.iter().position(|other| other.name == field)?;
        self.columns.get(index)
    }

    /// The number in a cell; rows count from 0 here.
    #[must_use]
    pub fn number(&self, row: usize, field: &str) -> Option<Decimal> {
        self.column(field)?.number(row)
    }

    /// The text in a cell; rows count from 0 here.
    #[must_use]
    pub fn text(&self, row: usize, field: &str) -> Option<&str> {
        self.column(field)?.text(row)
    }

    /// The truth in a cell, false where it is empty; rows count from 0 here.
    #[must_use]
    pub fn boolean(&self, row: usize, field: &str) -> bool {
        matches!(self.column(field), Some(Column::Boolean(column)) if column.get(row) == Some(&Some(true)))
    }

    /// The list in a cell, empty where there is none; rows count from 0 here.
    #[must_use]
    pub fn list(&self, row: usize, field: &str) -> &[String] {
        match self.column(field) {
            Some(Column::List(column)) => column.get(row).and_then(Option::as_deref).unwrap_or_default(),
            _ => &[],
        }
    }

    /// The first row whose text in `field` is `code`, counted from 0.
    #[must_use]
    pub fn find(&self, field: &str, code: &str) -> Option<usize> {
        match self.column(field)? {
            Column::Text(column) => column.iter().position(|cell| cell.as_deref() == Some(code)),
            _ => None,
        }
    }

    /// A text of a row in the language asked for, or in Thai where there is no other.
    #[must_use]
    pub fn localized(&self, row: usize, field: &str, english: bool) -> &str {
        let in_english = if english { self.text(row, &format!("{field}_en")) } else { None };
        in_english.or_else(|| self.text(row, field)).unwrap_or_default()
    }

    /// A cell's words for comparing and showing: a number as written, a text as it is; none when it is empty.
    #[must_use]
    pub fn cell_text(&self, row: usize, field: &str) -> Option<String> {
        match self.column(field)? {
            Column::Number(column) => column.get(row)?.map(|number| number.to_string()),
            Column::Text(column) => column.get(row)?.as_deref().map(str::to_owned),
            Column::Boolean(column) => column.get(row)?.map(|boolean| boolean.to_string()),
            Column::List(column) => column.get(row)?.as_ref().map(|list| list.join(", ")),
        }
    }

    /// The file and the row in it, counted from 1, of the row `row` counted from 0.
    #[must_use]
    pub fn place(&self, row: usize) -> (&str, usize) {
        let part = self.parts.iter().rev().find(|(_, before)| *before <= row);
        part.map_or((self.name.as_str(), row + 1), |(path, before)| (path.as_str(), row - before + 1))
    }
}
