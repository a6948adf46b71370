//! The audit: every figure that the report prints, held against what its own tables give.
//!
//! A finding never says that the report is wrong, only that what it prints and what its cells give are not the same,
//! and by how much.

use rust_decimal::Decimal;

use crate::{
    formula::{Context, Engine, FISCAL_YEAR, Formula, NotComputable, Trace, exact, half_away_from_zero},
    indicator::{Text, definition},
    package::{Problem, Role},
};

/// A figure that the report prints.
#[derive(Debug, Clone, PartialEq)]
pub struct PrintedFigure {
    /// Its name.
    pub id: String,
    /// The fiscal year it speaks of (Buddhist era).
    pub year: i32,
    /// The section of the report.
    pub section: String,
    /// The words around it.
    pub quote: String,
    /// The figure, with its printed decimals.
    pub value: Decimal,
    /// The unit's code.
    pub unit: String,
    /// The printed decimals.
    pub precision: u32,
    /// What the tables should give for it.
    pub formula: Formula,
    /// The indicator that shows the same quantity.
    pub indicator: Option<String>,
    /// What a reader should know.
    pub note: Text,
}

/// A printed figure and what came of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// The figure.
    pub printed: PrintedFigure,
    /// What the tables give, in the figure's unit, unrounded.
    pub computed: Result<Decimal, NotComputable>,
    /// How the two compare.
    pub verdict: Verdict,
    /// How the computed value comes about.
    pub trace: Trace,
}

/// How a printed figure compares with what the tables give.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    /// The same at the printed decimals.
    Agrees,
    /// Less than one unit of the last printed decimal apart: cut off or rounded another way.
    AgreesButForRounding,
    /// Different: printed less computed, at the printed decimals.
    Differs {
        /// By how much.
        by: Decimal,
    },
    /// The tables do not give it.
    NotComputable(NotComputable),
}

/// How many figures have each verdict.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// [`Verdict::Agrees`].
    pub agree: usize,
    /// [`Verdict::AgreesButForRounding`].
    pub but_for_rounding: usize,
    /// [`Verdict::Differs`].
    pub differ: usize,
    /// [`Verdict::NotComputable`].
    pub not_computable: usize,
}

/// Compares a printed figure with the exact value.
#[must_use]
pub fn verdict(printed: Decimal, precision: u32, exact: Decimal) -> Verdict {
    let computed = half_away_from_zero(exact, precision);
    if computed == printed {
        return Verdict::Agrees;
    }
    let unit = Decimal::new(1, precision.min(28));
    match (exact::subtract(printed, exact), exact::subtract(printed, computed)) {
        (Ok(apart), _) if apart.abs() < unit => Verdict::AgreesButForRounding,
        (_, Ok(by)) => Verdict::Differs { by },
        (_, Err(reason)) => Verdict::NotComputable(reason),
    }
}

/// All figures that the package says are printed, and what is wrong with the others.
#[must_use]
pub fn printed_figures(engine: &Engine) -> (Vec<PrintedFigure>, Vec<Problem>) {
    let mut figures = Vec::new();
    let mut problems = Vec::new();
    for table in engine.package.of_role(Role::Printed) {
        for row in 0..table.rows() {
            let unit = definition::text(table, row, "unit");
            let year = table.number(row, FISCAL_YEAR).and_then(|year| i32::try_from(year).ok());
            let formula = definition::formula(engine, table, row, "formula", &unit, year, &mut problems);
            let (Some(formula), Some(year), Some(value)) = (formula, year, table.number(row, "value")) else {
                continue;
            };
            figures.push(PrintedFigure {
                id: definition::text(table, row, "id"),
                year,
                section: definition::text(table, row, "section"),
                quote: definition::text(table, row, "quote"),
                value,
                unit,
                precision: definition::precision(table, row),
                formula,
                indicator: table.text(row, "indicator").map(str::to_owned),
                note: Text::of(table, row, "note"),
            });
        }
    }
    (figures, problems)
}

/// Holds every printed figure against the tables, in the order of the package.
#[must_use]
pub fn audit(engine: &Engine, figures: &[PrintedFigure]) -> Vec<Finding> {
    let find = |printed: &PrintedFigure| {
        let trace = engine.evaluate(&printed.formula, &Context::year(printed.year));
        let computed = engine.told_in(&trace.value, &printed.unit);
        let verdict = match &computed {
            Ok(exact) => verdict(printed.value, printed.precision, *exact),
            Err(reason) => Verdict::NotComputable(reason.clone()),
        };
        Finding { printed: printed.clone(), computed, verdict, trace }
    };
    figures.iter().map(find).collect()
}

impl Summary {
    /// Counts the verdicts.
    #[must_use]
    pub fn of(findings: &[Finding]) -> Self {
        let mut summary = Self::default();
        for finding in findings {
            match finding.verdict {
                Verdict::Agrees => summary.agree += 1,
                Verdict::AgreesButForRounding => summary.but_for_rounding += 1,
                Verdict::Differs { .. } => summary.differ += 1,
                Verdict::NotComputable(_) => summary.not_computable += 1,
            }
        }
        summary
    }

    /// How many figures there are.
    #[must_use]
    pub fn total(&self) -> usize {
        self.agree + self.but_for_rounding + self.differ + self.not_computable
    }
}
