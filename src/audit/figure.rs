use std::sync::Arc;

use rust_decimal::Decimal;

use crate::{
    formula::{
        Context, Engine, Expression, FISCAL_YEAR, Formula, NotComputable, Trace, Value, exact, half_away_from_zero,
    },
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
pub struct Checked {
    /// The figure.
    pub printed: Arc<PrintedFigure>,
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
    /// Less than one unit of the last printed decimal apart: rounded another way.
    RoundedOtherwise {
        /// Whether it is the exact value cut off at the printed decimals.
        truncated: bool,
    },
    /// The same only when computed from figures that the report had rounded before.
    FromRounded {
        /// Those of them that it prints beside the figure, by their place in the package.
        inputs: Vec<usize>,
    },
    /// Different: printed less computed, at the printed decimals.
    Differs {
        /// By how much.
        by: Decimal,
    },
    /// The tables do not give it.
    NotComputable(NotComputable),
}

impl Verdict {
    /// Whether the tables bear the figure out, as far as rounding goes.
    #[must_use]
    pub fn holds(&self) -> bool {
        matches!(self, Self::Agrees | Self::RoundedOtherwise { .. } | Self::FromRounded { .. })
    }
}

/// Compares a printed figure with the exact value alone; what the report rounded before is not known here.
#[must_use]
pub fn verdict(printed: Decimal, precision: u32, exact: Decimal) -> Verdict {
    let computed = half_away_from_zero(exact, precision);
    if computed == printed {
        return Verdict::Agrees;
    }
    let unit = Decimal::new(1, precision.min(28));
    match (exact::subtract(printed, exact), exact::subtract(printed, computed)) {
        (Ok(apart), _) if apart.abs() < unit => {
            Verdict::RoundedOtherwise { truncated: exact.trunc_with_scale(precision) == printed }
        }
        (_, Ok(by)) => Verdict::Differs { by },
        (_, Err(reason)) => Verdict::NotComputable(reason),
    }
}

/// All figures that the package says are printed, and what is wrong with the others.
#[must_use]
pub fn printed_figures(engine: &Engine) -> (Vec<Arc<PrintedFigure>>, Vec<Problem>) {
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
            figures.push(Arc::new(PrintedFigure {
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
            }));
        }
    }
    (figures, problems)
}

/// Holds every figure against the tables, in their order.
pub(super) fn check(engine: &Engine, figures: &[Arc<PrintedFigure>]) -> Vec<Checked> {
    let mut checked: Vec<Checked> = figures
        .iter()
        .map(|printed| {
            let trace = engine.evaluate(&printed.formula, &Context::year(printed.year));
            let computed = engine.told_in(&trace.value, &printed.unit);
            let verdict = match &computed {
                Ok(exact) => verdict(printed.value, printed.precision, *exact),
                Err(reason) => Verdict::NotComputable(reason.clone()),
            };
            Checked { printed: Arc::clone(printed), computed, verdict, trace }
        })
        .collect();
    let unequal =
        |figure: &Checked| matches!(figure.verdict, Verdict::RoundedOtherwise { .. } | Verdict::Differs { .. });
    let which: Vec<usize> = (0..checked.len()).filter(|index| checked.get(*index).is_some_and(unequal)).collect();
    for index in which {
        let Some(figure) = checked.get(index) else { continue };
        // The report computes with what stands beside the figure: the same section's figures, as rounded there.
        let beside = |other: &Checked| other.printed.section == figure.printed.section && other.verdict.holds();
        let inputs = comes_of(engine, &checked, index, &beside, false)
            .or_else(|| comes_of(engine, &checked, index, &beside, true));
        if let Some(inputs) = inputs
            && let Some(figure) = checked.get_mut(index)
        {
            figure.verdict = Verdict::FromRounded { inputs };
        }
    }
    checked
}

/// The printed figures (of those wanted) that have to be put in place of parts of a figure's formula for it to come out
/// as printed; none if it does not, or has no such parts.
///
/// `rounded` rounds what the report prints nowhere as it prints the like beside it: a change in per cent is as a rule
/// computed from two amounts in million baht of which only one is printed.
pub(super) fn comes_of(
    engine: &Engine,
    figures: &[Checked],
    index: usize,
    wanted: &dyn Fn(&Checked) -> bool,
    rounded: bool,
) -> Option<Vec<usize>> {
    let figure = figures.get(index)?;
    let mut parts = Vec::new();
    inner(&figure.printed.formula.expression, figure.printed.year, &mut parts);
    let mut inputs = Vec::new();
    let mut values: Vec<(Expression, i32, Value)> = Vec::new();
    for (part, year) in parts {
        if values.iter().any(|(other, of, _)| (other, *of) == (part, year)) {
            continue;
        }
        // Only a figure that is not the exact one changes anything.
        let other = figures.iter().position(|other| {
            other.printed.year == year
                && other.printed.formula.expression == *part
                && wanted(other)
                && other.computed != Ok(other.printed.value)
        });
        let value = match other.and_then(|other| figures.get(other)) {
            Some(other) => engine.value_of(other.printed.value, &other.printed.unit),
            None if rounded => as_beside(engine, figures, figure, part, year),
            None => None,
        };
        if let Some(value) = value {
            inputs.extend(other);
            values.push((part.clone(), year, value));
        }
    }
    if values.is_empty() {
        return None;
    }
    let supposed = engine.with_values(values);
    let context = Context::year(figure.printed.year);
    let computed = supposed.value_in(&figure.printed.formula, &context, &figure.printed.unit).ok()?;
    (half_away_from_zero(computed, figure.printed.precision) == figure.printed.value).then_some(inputs)
}

/// A part of a figure's formula, rounded as the figure's section rounds the like: in the larger unit (millions for baht)
/// and with the decimals that it uses there.
fn as_beside(engine: &Engine, figures: &[Checked], figure: &Checked, part: &Expression, year: i32) -> Option<Value> {
    let value = engine.evaluate(&Formula { expression: part.clone() }, &Context::year(year)).value.ok()?;
    let beside = figures.iter().filter(|other| other.printed.section == figure.printed.section);
    let told = beside.filter_map(|other| {
        let unit = engine.value_of(Decimal::ZERO, &other.printed.unit)?.unit;
        let told = value.told_in(&unit).ok().filter(|told| told.number != value.number)?;
        Some((told, other.printed.precision))
    });
    let (told, precision) = told.into_iter().next()?;
    Some(Value { number: half_away_from_zero(told.number, precision), unit: told.unit })
}

/// The parts of an expression, largest first, each with the year in which it is computed; without the whole.
fn inner<'a>(expression: &'a Expression, year: i32, into: &mut Vec<(&'a Expression, i32)>) {
    use crate::formula::Function;
    let mut part = |part: &'a Expression, year: i32| {
        into.push((part, year));
        inner(part, year, into);
    };
    match expression {
        Expression::Number(_) | Expression::Aggregate(..) | Expression::WeightedMean(..) => {}
        Expression::Negate(operand) => part(operand, year),
        Expression::Binary(_, left, right) => {
            part(left, year);
            part(right, year);
        }
        Expression::Call(function, arguments) => {
            for argument in arguments {
                if *function != Function::Prev {
                    part(argument, year);
                }
                if matches!(function, Function::Prev | Function::Growth) {
                    part(argument, year.saturating_sub(1));
                }
            }
        }
    }
}
