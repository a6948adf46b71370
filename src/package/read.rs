//! From the bytes of a file to the rows of a table.

use rust_decimal::Decimal;

use super::{
    Fault, Field, FieldType, Files, Found, Named, Problem, ProblemKind, Resource, Schema, Table,
    json::{self, Json},
    table::Cell,
};
use crate::formula::exact;

/// Reads all parts of a resource, collecting everything that is wrong.
pub(super) fn table(resource: &Resource, files: &Files) -> (Table, Vec<Problem>) {
    let mut reader = Reader {
        table: Table::empty(&resource.name, &resource.schema),
        schema: &resource.schema,
        file: "",
        row: 0,
        problems: Vec::new(),
        keys: Named::new(),
        unique: resource.schema.fields.iter().map(|_| Named::new()).collect(),
    };
    for path in &resource.paths {
        reader.file = path;
        reader.row = 0;
        reader.table.begin_part(path);
        if let Err(kind) = reader.part(files.get(path).unwrap_or(&Err(Fault::Missing))) {
            reader.problems.push(Problem::of_file(path, kind));
        }
    }
    (reader.table, reader.problems)
}

/// The text of a file that should hold JSON.
pub(super) fn text(bytes: &[u8]) -> Result<&str, ProblemKind> {
    let text = std::str::from_utf8(bytes).map_err(|error| match error.error_len() {
        Some(_) => ProblemKind::NotUtf8,
        // In the middle of a letter: the file ends too early.
        None => {
            let whole = bytes.get(..error.valid_up_to()).unwrap_or_default();
            let lines = whole.split(|byte| *byte == b'\n');
            let column = lines.clone().next_back().map_or(0, <[u8]>::len);
            ProblemKind::Truncated { line: lines.count(), column }
        }
    })?;
    let text = text.trim_start_matches('\u{feff}');
    match text.trim_start() {
        "" => Ok(""),
        start if start.starts_with('<') => Err(ProblemKind::Html),
        // With its blank lines, so that faults are on the lines that an editor shows.
        _ => Ok(text),
    }
}

/// The parser's error as ours.
pub(super) fn json_error(error: &serde_json::Error) -> ProblemKind {
    let (line, column) = (error.line(), error.column());
    if error.is_eof() {
        ProblemKind::Truncated { line, column }
    } else {
        ProblemKind::Syntax { line, column, detail: error.to_string() }
    }
}

/// An exact decimal from the digits of a JSON number; none when it does not fit.
pub(super) fn decimal(digits: &str) -> Option<Decimal> {
    let (mantissa, exponent) = match digits.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
        None => (digits, 0),
    };
    let mut number = Decimal::from_str_exact(mantissa).ok()?;
    // Decimal::from_scientific would round digits that do not fit.
    let scale = i32::try_from(number.scale()).ok()?.checked_sub(exponent)?;
    if exponent.unsigned_abs() > Decimal::MAX_SCALE {
        return None;
    }
    number.set_scale(u32::try_from(scale).unwrap_or_default()).ok()?;
    (scale..0).try_fold(number, |number, _| exact::multiply(number, Decimal::TEN)).ok()
}

struct Reader<'a> {
    table: Table,
    schema: &'a Schema,
    file: &'a str,
    /// The row at hand, counted from 1 within the file.
    row: usize,
    problems: Vec<Problem>,
    /// Primary keys and the row of the table, counted from 0, where each stood first.
    keys: Named<usize>,
    /// The same for each unique column.
    unique: Vec<Named<usize>>,
}

impl Reader<'_> {
    fn part(&mut self, content: &Result<Vec<u8>, Fault>) -> Result<(), ProblemKind> {
        let text = text(content.as_ref().map_err(ProblemKind::from)?)?;
        match text.chars().next() {
            Some('[') => {}
            None => return Err(ProblemKind::Truncated { line: 1, column: 0 }),
            Some('{') => return Err(ProblemKind::NotAnArray),
            Some(_) => {
                // Either no JSON at all, or JSON of another kind: let the parser say which.
                return Err(json::read(text).map_or_else(|error| json_error(&error), |_| ProblemKind::NotAnArray));
            }
        }
        json::read_rows(text, &mut |row| self.take(row)).map_err(|error| json_error(&error))
    }

    fn problem(&mut self, field: &str, kind: ProblemKind) {
        self.problems.push(Problem::at(self.file, self.row, field, kind));
    }

    fn take(&mut self, row: Json) {
        self.row += 1;
        let mut pairs = match row {
            Json::Object(pairs) => pairs,
            other => {
                let kind = ProblemKind::NotAnObject { found: Found::from(&other) };
                self.problems.push(Problem { file: self.file.to_owned(), row: Some(self.row), field: None, kind });
                // An empty row keeps the count of rows, so that the places of those below stay right.
                return self.table.push(self.schema.fields.iter().map(|_| None).collect());
            }
        };
        let schema = self.schema;
        let mut cells = Vec::with_capacity(schema.fields.len());
        for (index, field) in schema.fields.iter().enumerate() {
            // Rows are written in the order of the schema, so the first pair is nearly always the one.
            let Some(at) = pairs.iter().position(|(name, _)| *name == field.name) else {
                self.problem(&field.name, ProblemKind::MissingField);
                cells.push(None);
                continue;
            };
            let (_, value) = pairs.remove(at);
            let cell = match cell(field, value) {
                Ok(cell) => cell,
                Err(kind) => {
                    self.problem(&field.name, kind);
                    None
                }
            };
            if let (true, Some(cell)) = (field.constraints.unique, &cell) {
                let found = words(cell);
                let row = self.table.rows();
                let first = self.unique.get_mut(index).map_or(row, |seen| seen.first(&found, row));
                if first != row {
                    let (_, first_row) = self.table.place(first);
                    self.problem(&field.name, ProblemKind::NotUnique { found, first_row });
                }
            }
            cells.push(cell);
        }
        for (name, _) in pairs {
            let known = schema.field(&name).is_some();
            self.problem(&name, if known { ProblemKind::RepeatedField } else { ProblemKind::UnknownField });
        }
        self.primary_key(&cells);
        self.table.push(cells);
    }

    fn primary_key(&mut self, cells: &[Option<Cell>]) {
        let schema = self.schema;
        if schema.primary_key.is_empty() {
            return;
        }
        let of = |name: &String| {
            let index = schema.fields.iter().position(|field| field.name == *name)?;
            cells.get(index)?.as_ref().map(words)
        };
        // A key with an empty cell has been reported as such.
        let Some(key) = schema.primary_key.iter().map(of).collect::<Option<Vec<_>>>() else { return };
        let key = key.join(" + ");
        let row = self.table.rows();
        let first = self.keys.first(&key, row);
        if first != row {
            let (_, first_row) = self.table.place(first);
            self.problem(&schema.primary_key.join(" + "), ProblemKind::DuplicateKey { key, first_row });
        }
    }
}

fn words(cell: &Cell) -> String {
    match cell {
        // 1.0 and 1 are one key.
        Cell::Number(number) => number.normalize().to_string(),
        Cell::Text(text) => text.to_string(),
        Cell::Boolean(boolean) => boolean.to_string(),
        Cell::List(list) => list.join("\u{1f}"),
    }
}

/// A JSON value as a cell of its column, held against the constraints.
fn cell(field: &Field, value: Json) -> Result<Option<Cell>, ProblemKind> {
    let constraints = &field.constraints;
    let wrong = |value: &Json| ProblemKind::WrongType { found: Found::from(value), expected: field.kind };
    let cell = match (field.kind, value) {
        (_, Json::Null) if constraints.required => return Err(ProblemKind::Required),
        (_, Json::Null) => return Ok(None),
        (FieldType::Number | FieldType::Integer | FieldType::Year, Json::Number(digits)) => {
            let exact = decimal(&digits)
                .ok_or_else(|| ProblemKind::TooManyDigits { found: digits.chars().take(60).collect() })?;
            if field.kind != FieldType::Number && !exact.is_integer() {
                return Err(wrong(&Json::Number(digits)));
            }
            if let Some(minimum) = constraints.minimum.filter(|minimum| exact < *minimum) {
                return Err(ProblemKind::BelowMinimum { found: exact, minimum });
            }
            if let Some(maximum) = constraints.maximum.filter(|maximum| exact > *maximum) {
                return Err(ProblemKind::AboveMaximum { found: exact, maximum });
            }
            Cell::Number(exact)
        }
        (FieldType::String, Json::Text(text)) => Cell::Text(text.into_boxed_str()),
        (FieldType::Date, Json::Text(text)) if day(&text).is_some() => Cell::Text(text.into_boxed_str()),
        (FieldType::Boolean, Json::Boolean(boolean)) => Cell::Boolean(boolean),
        (FieldType::Array, Json::Array(items)) => {
            let mut texts = Vec::with_capacity(items.len());
            for item in items {
                let Json::Text(text) = item else { return Err(wrong(&Json::Array(Vec::new()))) };
                texts.push(text);
            }
            Cell::List(texts)
        }
        (_, value) => return Err(wrong(&value)),
    };
    if !constraints.allowed.is_empty() {
        let found = words(&cell);
        if !constraints.allowed.contains(&found) {
            return Err(ProblemKind::NotAllowed { found, allowed: constraints.allowed.clone() });
        }
    }
    Ok(Some(cell))
}

/// The year, month and day of `YYYY-MM-DD`, a day that exists in some year; none of any other text.
#[must_use]
pub fn day(text: &str) -> Option<[u16; 3]> {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts.as_slice() else { return None };
    let number = |part: &str, length: usize| {
        let digits = part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
        part.parse::<u16>().ok().filter(|_| digits)
    };
    let (year, month, day) = (number(year, 4)?, number(month, 2)?, number(day, 2)?);
    let last = match month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    (1..=last).contains(&day).then_some([year, month, day])
}
