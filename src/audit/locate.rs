//! Looks for the one cell that, had it held another number, would make every sum come out as printed.
//!
//! The reasoning is that of an auditor with a pencil. A sum that does not foot gives for each of its cells the number
//! that would make it foot. Such a correction stands only if every other sum with that cell comes out, too, and no other
//! figure that agreed before is spoilt. If it puts right two different sums or more, and no other correction does so, the
//! cell is named. If several corrections stand they are listed and none is claimed.

use rust_decimal::Decimal;

use super::{
    equation::{self, Equation, From, Member, Place},
    figure::{Checked, Verdict},
    identity::CheckedIdentity,
};
use crate::formula::{CellRef, Context, Engine, Trace, exact, half_away_from_zero};

/// Another number for a cell, and what it would put right.
#[derive(Debug, Clone, PartialEq)]
pub struct Correction {
    /// The cell.
    pub cell: CellRef,
    /// What stands in it.
    pub printed: Decimal,
    /// What would have to stand in it.
    pub would_be: Decimal,
    /// The figures that would come out as printed, by their place in the package.
    pub figures: Vec<usize>,
    /// The identities that would hold, by their place in the package.
    pub identities: Vec<usize>,
}

/// What can be said of the slip behind a sum that does not come out.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Suspect {
    /// Nothing: no single number explains it.
    Nothing,
    /// One cell.
    Cell(Correction),
    /// One of these cells; arithmetic cannot tell which.
    Several(Vec<Correction>),
    /// What is printed as the sum: each of its cells is borne out by another sum.
    Total,
}

/// A correction in the making.
struct Candidate {
    cell: Place,
    change: Decimal,
    /// The equations that it puts right.
    mends: Vec<usize>,
}

/// For every equation that does not hold, in their order, what is suspected.
pub(super) fn suspects(
    engine: &Engine,
    figures: &[Checked],
    identities: &[CheckedIdentity],
    equations: &[Equation],
) -> Vec<(usize, Suspect)> {
    let failing: Vec<usize> =
        equations.iter().enumerate().filter(|(_, equation)| !equation.holds()).map(|(index, _)| index).collect();
    let mut candidates: Vec<Candidate> = Vec::new();
    for index in &failing {
        let Some(equation) = equations.get(*index) else { continue };
        for (cell, factor) in &equation.terms {
            for change in changes(equation, *factor) {
                let known = candidates.iter().any(|other| other.cell == *cell && other.change == change);
                if !known && let Some(mends) = mended(engine, figures, identities, equations, *cell, change) {
                    candidates.push(Candidate { cell: *cell, change, mends });
                }
            }
        }
    }
    let of = |index: usize, least: usize| {
        let stands = move |candidate: &&Candidate| candidate.mends.contains(&index) && candidate.mends.len() >= least;
        candidates.iter().filter(stands)
    };
    let suspect = |index: usize| {
        let mut strong = of(index, 2);
        if let (Some(candidate), None) = (strong.next(), strong.next())
            // Nor must another correction put right any other of these sums.
            && candidate.mends.iter().all(|mended| of(*mended, 2).count() == 1)
            && let Some(correction) = told(engine, equations, candidate)
        {
            return Suspect::Cell(correction);
        }
        // That a number is printed for nothing takes a second sum to say.
        let is_likely = |one: &Correction| !one.would_be.is_zero();
        let possible: Vec<Correction> =
            of(index, 1).filter_map(|one| told(engine, equations, one)).filter(is_likely).collect();
        match possible.is_empty() {
            false => Suspect::Several(possible),
            true if is_the_total(equations, &failing, index) => Suspect::Total,
            true => Suspect::Nothing,
        }
    };
    failing.iter().map(|index| (*index, suspect(*index))).collect()
}

/// The changes of a cell taken `factor` times that would make the sum one of its printed values.
fn changes(equation: &Equation, factor: i64) -> Vec<Decimal> {
    let change = |value: Decimal| exact::divide(exact::subtract(value, equation.computed).ok()?, factor.into()).ok();
    let mut changes = Vec::new();
    for member in &equation.members {
        if let Some(change) = change(member.value)
            && !changes.contains(&change)
        {
            changes.push(change);
        }
    }
    changes
}

/// The equations that a change of a cell puts right; none if the change leaves or makes anything wrong that the cell has
/// a part in.
fn mended(
    engine: &Engine,
    figures: &[Checked],
    identities: &[CheckedIdentity],
    equations: &[Equation],
    cell: Place,
    change: Decimal,
) -> Option<Vec<usize>> {
    let before = equation::number(&engine.package, cell)?;
    let after = exact::add(before, change).ok()?;
    // What is counted or measured from nothing up does not fall below nothing.
    if after < Decimal::ZERO && before >= Decimal::ZERO {
        return None;
    }
    let mut mends = Vec::new();
    let mut met: Vec<&Member> = Vec::new();
    for (index, equation) in equations.iter().enumerate() {
        let Some(factor) = equation.factor(cell) else { continue };
        let sum = exact::add(equation.computed, exact::multiply(change, factor.into()).ok()?).ok()?;
        if !equation.met_by(sum) {
            return None;
        }
        if !equation.holds() {
            mends.push(index);
        }
        met.extend(equation.members.iter().filter(|member| member.met_by(sum)));
    }
    // The sums say so; the engine must bear them out, as numbers may grow too large for it on the way.
    let supposed = engine.with_cell(&equation::named(&engine.package, cell)?, after);
    let agrees = |figure: &Checked| {
        let printed = &figure.printed;
        let now = supposed.value_in(&printed.formula, &Context::year(printed.year), &printed.unit);
        now.is_ok_and(|now| half_away_from_zero(now, printed.precision) == printed.value)
    };
    let holds = |checked: &CheckedIdentity| {
        let identity = &checked.identity;
        let side = |formula| {
            let now = supposed.value_in(formula, &Context::year(identity.year), &identity.unit);
            now.ok().map(|now| half_away_from_zero(now, identity.precision))
        };
        side(&identity.left).is_some_and(|left| side(&identity.right) == Some(left))
    };
    let is_met = |member: &&Member| match member.from {
        From::Figure(index) => figures.get(index).is_some_and(agrees),
        From::Identity(index) => identities.get(index).is_some_and(holds),
    };
    if !met.iter().all(is_met) {
        return None;
    }
    // The sums have been looked at, those with two printed values of which one is met among them.
    let seen = |from: From| {
        let of = |equation: &&Equation| equation.members.iter().any(|member| member.from == from);
        equations.iter().find(of).is_some_and(|equation| equation.factor(cell).is_some())
    };
    let spoils_figure = |(index, figure): (usize, &Checked)| {
        figure.verdict == Verdict::Agrees
            && reads(engine, &figure.trace, cell)
            && !seen(From::Figure(index))
            && !agrees(figure)
    };
    let spoils_identity = |(index, checked): (usize, &CheckedIdentity)| {
        checked.verdict == Verdict::Agrees
            && checked.traces.iter().any(|trace| reads(engine, trace, cell))
            && !seen(From::Identity(index))
            && !holds(checked)
    };
    let spoils = figures.iter().enumerate().any(spoils_figure) || identities.iter().enumerate().any(spoils_identity);
    (!spoils).then_some(mends)
}

/// Whether a computation reads a cell.
fn reads(engine: &Engine, trace: &Trace, (table, row, column): Place) -> bool {
    let Some(resource) = engine.package.descriptor.resources.get(table) else { return false };
    let Some(field) = resource.schema.fields.get(column) else { return false };
    trace.sources().iter().any(|(source, _)| {
        source.rows.contains(&row) && source.column.column == field.name && source.column.table == resource.name
    })
}

/// Whether of an equation that fails alone each cell is borne out by another sum that holds.
fn is_the_total(equations: &[Equation], failing: &[usize], index: usize) -> bool {
    let Some(equation) = equations.get(index) else { return false };
    let tables = |equation: &Equation| -> Vec<usize> { equation.terms.iter().map(|((table, ..), _)| *table).collect() };
    let own = tables(equation);
    let alone = failing.iter().filter(|other| **other != index).filter_map(|other| equations.get(*other));
    let others = equations.iter().filter(|other| other.holds());
    alone.clone().all(|other| tables(other).iter().all(|table| !own.contains(table)))
        && equation.terms.iter().all(|(cell, _)| others.clone().any(|other| other.factor(*cell).is_some()))
}

fn told(engine: &Engine, equations: &[Equation], candidate: &Candidate) -> Option<Correction> {
    let printed = equation::number(&engine.package, candidate.cell)?;
    let would_be = exact::add(printed, candidate.change).ok()?;
    let members = candidate.mends.iter().filter_map(|index| equations.get(*index));
    let from: Vec<From> = members
        .flat_map(|equation| {
            let factor = equation.factor(candidate.cell).unwrap_or_default();
            let sum = exact::multiply(candidate.change, factor.into()).and_then(|by| exact::add(equation.computed, by));
            let met = move |member: &&Member| sum.as_ref().is_ok_and(|sum| member.met_by(*sum));
            equation.members.iter().filter(met).map(|member| member.from)
        })
        .collect();
    let figures = from.iter().filter_map(|from| if let From::Figure(index) = from { Some(*index) } else { None });
    let identities = from.iter().filter_map(|from| if let From::Identity(index) = from { Some(*index) } else { None });
    Some(Correction {
        cell: equation::named(&engine.package, candidate.cell)?,
        printed,
        would_be,
        figures: figures.collect(),
        identities: identities.collect(),
    })
}
