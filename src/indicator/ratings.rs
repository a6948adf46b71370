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
    let mut reached: Option<(Decimal, Level)> = None;
    for table in package.of_role(Role::Ratings) {
        for row in 0..table.rows() {
            let of_year = table.number(row, FISCAL_YEAR) == Some(Decimal::from(year));
            let Some(from) = table.number(row, "from").filter(|from| of_year && *from <= value) else { continue };
            if table.text(row, "scale") == Some(scale) && reached.as_ref().is_none_or(|(highest, _)| from > *highest) {
                let code = table.text(row, "code").unwrap_or_default().to_owned();
                reached = Some((from, Level { code, title: Text::of(table, row, "title") }));
            }
        }
    }
    reached.map(|(_, level)| level)
}
