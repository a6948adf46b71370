//! A whole report: a package with everything it defines, ready to be read.

mod order;
mod programme;
mod region;
mod search;
mod subject;
mod topic;

use std::sync::Arc;

use rust_decimal::Decimal;

pub use order::{Rank, order};
pub use programme::{Item, Programme, Target};
pub use region::{REGION, Region};
pub use search::{Found, MOST, find, fold, has};
pub use subject::{Aspect, Subject};
pub use topic::{Part as LeadPart, Topic};

use crate::{
    audit::{self, Audit, Identity, PrintedFigure},
    formula::{Context, Engine, FISCAL_YEAR},
    indicator::{self, Indicator, LayoutRow, Reading},
    package::{Descriptor, Files, Package, Problem, Role, Table},
};

/// A package and what its definitions make of it.
#[derive(Debug)]
pub struct Report {
    /// Computes.
    pub engine: Engine,
    /// The indicators, in the package's order.
    pub indicators: Vec<Indicator>,
    /// The printed figures, in the package's order.
    pub figures: Vec<Arc<PrintedFigure>>,
    /// The relations that must hold, in the package's order.
    pub identities: Vec<Identity>,
    /// The rows of the financial statements.
    pub layout: Vec<LayoutRow>,
    /// All that is wrong: with the package, then with its formulas.
    pub problems: Vec<Problem>,
}

/// The rows of a table that are of a year; of one that is not yearly, all.
#[must_use]
pub fn rows_of_year(table: &Table, year: i32) -> Vec<usize> {
    let is_of = |row: &usize| table.number(*row, FISCAL_YEAR).is_none_or(|of| of == Decimal::from(year));
    (0..table.rows()).filter(is_of).collect()
}

impl Report {
    /// Opens a package out of its files, the descriptor among them, whole or lean.
    ///
    /// # Errors
    /// All that is wrong with the descriptor; faults of single tables are in [`Report::problems`] instead, and those of
    /// a whole descriptor where the lean one does.
    pub fn open(files: &Files) -> Result<Self, Vec<Problem>> {
        let (descriptor, problems) = Descriptor::of(files)?;
        let mut package = Package::assemble(descriptor, files);
        package.problems.extend(problems);
        Ok(Self::of(package))
    }

    /// Reads the definitions of a package.
    #[must_use]
    pub fn of(package: Package) -> Self {
        let mut problems = package.problems.clone();
        let engine = Engine::new(Arc::new(package));
        let (indicators, in_indicators) = indicator::definitions(&engine);
        let (figures, in_figures) = audit::printed_figures(&engine);
        let (identities, in_identities) = audit::identities(&engine);
        let (layout, in_layout) = indicator::layout(&engine);
        for found in [in_indicators, in_figures, in_identities, in_layout] {
            problems.extend(found);
        }
        Self { engine, indicators, figures, identities, layout, problems }
    }

    /// The indicator of that id.
    #[must_use]
    pub fn indicator(&self, id: &str) -> Option<&Indicator> {
        self.indicators.iter().find(|indicator| indicator.id == id)
    }

    /// An indicator with what it reads in a year.
    #[must_use]
    pub fn read(&self, id: &str, year: i32) -> Option<(&Indicator, Reading)> {
        let indicator = self.indicator(id)?;
        Some((indicator, indicator.read(&self.engine, &Context::year(year))))
    }

    /// The audit of every printed figure and every identity.
    #[must_use]
    pub fn audit(&self) -> Audit {
        Audit::of(&self.engine, &self.figures, &self.identities)
    }

    /// The fiscal years for which results are published, oldest first.
    #[must_use]
    pub fn years(&self) -> Vec<i32> {
        let mut years = Vec::new();
        for table in self.engine.package.of_role(Role::Results) {
            let cells = (0..table.rows()).filter_map(|row| table.number(row, FISCAL_YEAR));
            for year in cells.filter_map(|year| i32::try_from(year).ok()) {
                // Put in its place at once: sorting at the end takes more code than these few years are worth.
                if let Err(at) = years.binary_search(&year) {
                    years.insert(at, year);
                }
            }
        }
        years
    }
}
