use super::{Text, definition};
use crate::{
    formula::{Engine, Formula},
    package::{Problem, Role},
};

/// A row of a financial statement as accountants read it.
#[derive(Debug, Clone, PartialEq)]
pub struct LayoutRow {
    /// The statement's code.
    pub statement: String,
    /// Its name in addresses.
    pub id: String,
    /// How far it is indented.
    pub depth: u32,
    /// What it is.
    pub kind: LayoutKind,
    /// What it is called.
    pub title: Text,
    /// How its amount is computed; none for a heading.
    pub formula: Option<Formula>,
    /// Whether it is the 100 % of the common-size column.
    pub base: bool,
}

/// What a row of a statement is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LayoutKind {
    /// Words over the lines below.
    Heading,
    /// A line of the accounts.
    Line,
    /// A sum of lines above it.
    Total,
    /// The sum at the end.
    GrandTotal,
}

/// The unit of the statements' amounts.
const AMOUNT_UNIT: &str = "baht";

/// The rows of all statements, in their order, and what is wrong with the others.
#[must_use]
pub fn layout(engine: &Engine) -> (Vec<LayoutRow>, Vec<Problem>) {
    let mut rows = Vec::new();
    let mut problems = Vec::new();
    for table in engine.package.of_role(Role::StatementLayout) {
        for row in 0..table.rows() {
            let has_formula = table.text(row, "formula").is_some();
            let formula = has_formula
                .then(|| definition::formula(engine, table, row, "formula", AMOUNT_UNIT, None, &mut problems))
                .flatten();
            rows.push(LayoutRow {
                statement: definition::text(table, row, "statement"),
                id: definition::text(table, row, "id"),
                depth: table.number(row, "depth").and_then(|depth| u32::try_from(depth).ok()).unwrap_or_default(),
                kind: match table.text(row, "kind") {
                    Some("heading") => LayoutKind::Heading,
                    Some("total") => LayoutKind::Total,
                    Some("grand_total") => LayoutKind::GrandTotal,
                    _ => LayoutKind::Line,
                },
                title: Text::of(table, row, "title"),
                formula,
                base: table.boolean(row, "base"),
            });
        }
    }
    (rows, problems)
}
