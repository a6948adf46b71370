//! The regions in which the agency works, and what can be compared by them.

use super::Report;
use crate::indicator::{Indicator, Text};

/// The dimension of regions, as tables and indicators call it.
pub const REGION: &str = "region";

/// A region.
#[derive(Debug, Clone, PartialEq)]
pub struct Region {
    /// Its code.
    pub code: String,
    /// Its name.
    pub title: Text,
    /// Its provinces: code, name, and why it is taken to be of this region where the report does not say so.
    pub provinces: Vec<(String, Text, Text)>,
}

impl Indicator {
    /// Whether it can be read by region.
    #[must_use]
    pub fn has_region(&self) -> bool {
        self.dimensions.iter().any(|dimension| dimension == REGION)
    }

    /// Whether it compares groups whatever their size: one thing for each of another, or per cent.
    #[must_use]
    pub fn is_rate(&self) -> bool {
        self.unit.contains('/') || self.unit.starts_with("percent")
    }
}

impl Report {
    /// The regions with their provinces, in the order of the codelist; national offices are none.
    #[must_use]
    pub fn regions(&self) -> Vec<Region> {
        let package = &self.engine.package;
        let Some(list) = package.table("regions") else { return Vec::new() };
        let provinces = package.table("provinces");
        let of_region = |code: &str| {
            let table = provinces?;
            let rows = (0..table.rows()).filter(|row| table.text(*row, REGION) == Some(code));
            let province = |row| {
                let code = table.text(row, "code").unwrap_or_default().to_owned();
                (code, Text::of(table, row, "title"), Text::of(table, row, "assumed"))
            };
            Some(rows.map(province).collect())
        };
        let rows = (0..list.rows()).filter(|row| list.text(*row, "kind") == Some(REGION));
        let region = |row| {
            let code = list.text(row, "code")?;
            let provinces = of_region(code).unwrap_or_default();
            Some(Region { code: code.to_owned(), title: Text::of(list, row, "title"), provinces })
        };
        rows.filter_map(region).collect()
    }

    /// The indicators that can be compared by region: those that have it as a dimension, but not the parts of a whole,
    /// which tell nothing that their numerator does not.
    pub fn compared_by_region(&self) -> impl Iterator<Item = &Indicator> {
        self.indicators.iter().filter(|indicator| indicator.has_region() && !indicator.is_share())
    }
}
