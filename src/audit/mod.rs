//! The audit: every figure that the report prints, held against what its own tables give, and what follows where the two
//! are not the same.
//!
//! [`figure`] compares one figure, [`equation`] turns sums into equations of cells, [`locate`] looks for the one cell
//! that would put several sums right, [`cause`] for what arithmetic says of how a figure came about, and [`finding`]
//! puts together what belongs together. A finding never says that the report is wrong, only that what it prints and what
//! its cells give are not the same, and by how much.

mod cause;
mod equation;
mod figure;
mod finding;
mod identity;
mod locate;

pub use cause::{Cause, Slip};
pub use figure::{Checked, PrintedFigure, Verdict, printed_figures, verdict};
pub use finding::{Finding, Kind, Located, Severity};
pub use identity::{CheckedIdentity, Identity, identities};
pub use locate::Correction;

use std::sync::Arc;

use crate::formula::Engine;

/// The audit of a whole report.
#[derive(Debug, Clone, Default)]
pub struct Audit {
    /// Every printed figure with its verdict, in the order of the package.
    pub figures: Vec<Checked>,
    /// Every identity with its verdict, in the order of the package.
    pub identities: Vec<CheckedIdentity>,
    /// What is not as it should be: the heaviest first, and of the same weight what is furthest apart.
    pub findings: Vec<Finding>,
}

/// How many figures have each verdict.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// [`Verdict::Agrees`].
    pub agree: usize,
    /// [`Verdict::RoundedOtherwise`].
    pub rounded_otherwise: usize,
    /// [`Verdict::FromRounded`].
    pub from_rounded: usize,
    /// [`Verdict::Differs`].
    pub differ: usize,
    /// [`Verdict::NotComputable`].
    pub not_computable: usize,
}

impl Audit {
    /// Holds every printed figure and every identity against the tables.
    #[must_use]
    pub fn of(engine: &Engine, figures: &[Arc<PrintedFigure>], identities: &[Identity]) -> Self {
        let figures = figure::check(engine, figures);
        let identities = identity::check(engine, identities);
        let findings = finding::findings(engine, &figures, &identities);
        Self { figures, identities, findings }
    }

    /// Counts the verdicts of the figures.
    #[must_use]
    pub fn summary(&self) -> Summary {
        let mut summary = Summary::default();
        for figure in &self.figures {
            match figure.verdict {
                Verdict::Agrees => summary.agree += 1,
                Verdict::RoundedOtherwise { .. } => summary.rounded_otherwise += 1,
                Verdict::FromRounded { .. } => summary.from_rounded += 1,
                Verdict::Differs { .. } => summary.differ += 1,
                Verdict::NotComputable(_) => summary.not_computable += 1,
            }
        }
        summary
    }

    /// The finding of that name.
    #[must_use]
    pub fn finding(&self, id: &str) -> Option<&Finding> {
        self.findings.iter().find(|finding| finding.id == id)
    }

    /// The findings of a figure: where it is printed, as one of the places, or where one of its cells is in doubt.
    #[must_use]
    pub fn findings_of(&self, figure: usize) -> Option<&Finding> {
        self.findings.iter().find(|finding| finding.places.contains(&figure))
    }
}

impl Summary {
    /// How many figures there are.
    #[must_use]
    pub fn total(&self) -> usize {
        self.agree + self.rounded_otherwise + self.from_rounded + self.differ + self.not_computable
    }
}
