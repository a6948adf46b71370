use rust_decimal::Decimal;

use super::Text;
use crate::{
    formula::FISCAL_YEAR,
    package::{Package, Role},
};

/// A level of a scale that a value reaches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level {
    /// Its code.
    pub code: String,
    /// Its name.
    pub title: Text,
}

/// The level of a year's `scale` that `value` reaches: the one with the highest lower bound that is not above it.
#[must_use]
pub fn level(package: &Package, scale: &str, year: i32, value: Decimal) -> Option<Level> {
    let tables = package.of_role(Role::Ratings);
    let rows = tables.flat_map(|table| (0..table.rows()).map(move |row| (table, row)));
    let reached = rows.filter_map(|(table, row)| {
        let of_scale =
            table.text(row, "scale") == Some(scale) && table.number(row, FISCAL_YEAR) == Some(Decimal::from(year));
        let from = table.number(row, "from").filter(|from| of_scale && *from <= value)?;
        Some((from, table, row))
    });
    let (_, table, row) = reached.max_by_key(|(from, ..)| *from)?;
    Some(Level { code: table.text(row, "code").unwrap_or_default().to_owned(), title: Text::of(table, row, "title") })
}
