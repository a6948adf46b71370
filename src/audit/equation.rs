//! Sums as equations: so many times this cell and that one are the printed figure.

use rust_decimal::Decimal;

use super::{figure::Checked, identity::CheckedIdentity};
use crate::{
    formula::{Aggregate, BinaryOperator, CellRef, Engine, Function, Source, Step, Trace, exact, half_away_from_zero},
    package::Package,
};

/// A cell by numbers: the table's place among the package's resources, the row, the column's place in the schema.
pub(super) type Place = (usize, usize, usize);

/// Cells, each taken so many times (as a rule once), and the figures that their sum should be.
#[derive(Debug, Clone)]
pub(super) struct Equation {
    /// The cells with their factors, in the order of their places.
    pub terms: Vec<(Place, i64)>,
    /// What the cells give.
    pub computed: Decimal,
    /// What it should be, each with the decimals printed and where that is from.
    pub members: Vec<Member>,
}

/// A value that a sum should have.
#[derive(Debug, Clone, Copy)]
pub(super) struct Member {
    pub from: From,
    pub value: Decimal,
    pub precision: u32,
}

/// Where a sum's value is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum From {
    /// A printed figure.
    Figure(usize),
    /// An identity, as one side less the other, which is nothing.
    Identity(usize),
}

impl Member {
    /// Whether it is that sum.
    pub fn met_by(&self, sum: Decimal) -> bool {
        half_away_from_zero(sum, self.precision) == self.value
    }
}

impl Equation {
    /// Whether one of its members is that sum.
    pub fn met_by(&self, sum: Decimal) -> bool {
        self.members.iter().any(|member| member.met_by(sum))
    }

    /// Whether what the report prints and what the cells give are the same.
    pub fn holds(&self) -> bool {
        self.met_by(self.computed)
    }

    /// How often a cell is in it.
    pub fn factor(&self, cell: Place) -> Option<i64> {
        let at = self.terms.binary_search_by(|(other, _)| other.cmp(&cell)).ok()?;
        self.terms.get(at).map(|(_, factor)| *factor)
    }
}

/// The place of the equation that has a member from there.
pub(super) fn position(equations: &[Equation], from: From) -> Option<usize> {
    equations.iter().position(|equation| equation.members.iter().any(|member| member.from == from))
}

/// How many cells a figure adds and subtracts, whatever its decimals; none if it does anything else with them.
pub(super) fn summed(engine: &Engine, trace: &Trace) -> Option<usize> {
    let mut terms = Vec::new();
    linear(&engine.package, trace, 1, &mut terms).then_some(terms.len())
}

/// The equations of all figures and identities that are plain sums of cells, printed to their last decimal. Figures of
/// the same cells share an equation.
pub(super) fn equations(engine: &Engine, figures: &[Checked], identities: &[CheckedIdentity]) -> Vec<Equation> {
    let package = &engine.package;
    let mut equations: Vec<Equation> = Vec::new();
    let mut add = |terms: Vec<(Place, i64)>, computed: Decimal, member: Member| {
        // Where units are converted on the way (millions and baht in one column) the cells are not simply added.
        if terms.is_empty() || computed.normalize().scale() > member.precision || sum(package, &terms) != Some(computed)
        {
            return;
        }
        match equations.iter_mut().find(|other| other.terms == terms && other.computed == computed) {
            Some(same) => same.members.push(member),
            None => equations.push(Equation { terms, computed, members: vec![member] }),
        }
    };
    for (index, figure) in figures.iter().enumerate() {
        // In another unit than the cells' (millions, as a rule) a figure is rounded.
        let Ok(computed) = figure.computed else { continue };
        if figure.trace.value.as_ref().map(|value| value.number) != Ok(computed) {
            continue;
        }
        let mut terms = Vec::new();
        if linear(package, &figure.trace, 1, &mut terms) {
            let (value, precision) = (figure.printed.value, figure.printed.precision);
            add(terms, computed, Member { from: From::Figure(index), value, precision });
        }
    }
    for (index, checked) in identities.iter().enumerate() {
        let ([Ok(left), Ok(right)], [of_left, of_right]) = (&checked.sides, &checked.traces) else { continue };
        let Some(computed) = left.checked_sub(*right) else { continue };
        let mut terms = Vec::new();
        if linear(package, of_left, 1, &mut terms) && linear(package, of_right, -1, &mut terms) {
            terms.retain(|(_, factor)| *factor != 0);
            let precision = checked.identity.precision;
            add(terms, computed, Member { from: From::Identity(index), value: Decimal::ZERO, precision });
        }
    }
    equations
}

/// What the cells give, each taken so many times.
fn sum(package: &Package, terms: &[(Place, i64)]) -> Option<Decimal> {
    terms.iter().try_fold(Decimal::ZERO, |sum, (cell, factor)| {
        let cell = exact::multiply(number(package, *cell)?, (*factor).into()).ok()?;
        exact::add(sum, cell).ok()
    })
}

/// Adds the cells of a computation that only adds and subtracts them; says whether it is one.
fn linear(package: &Package, trace: &Trace, sign: i64, into: &mut Vec<(Place, i64)>) -> bool {
    let mut all =
        |signs: [i64; 2]| trace.inputs.iter().zip(signs).all(|(input, sign)| linear(package, input, sign, into));
    match &trace.step {
        Step::Negate => all([-sign, 0]),
        Step::Binary(BinaryOperator::Add) => all([sign, sign]),
        Step::Binary(BinaryOperator::Subtract) => all([sign, -sign]),
        Step::Call(Function::Prev) => all([sign, 0]),
        Step::Aggregate(Aggregate::Sum | Aggregate::Only, source) => {
            for cell in cells(package, source) {
                match into.binary_search_by(|(other, _)| other.cmp(&cell)) {
                    Ok(at) => {
                        if let Some((_, factor)) = into.get_mut(at) {
                            *factor += sign;
                        }
                    }
                    Err(at) => into.insert(at, (cell, sign)),
                }
            }
            true
        }
        _ => false,
    }
}

/// The filled cells of numbers that a step reads.
pub(super) fn cells(package: &Package, source: &Source) -> Vec<Place> {
    let resources = &package.descriptor.resources;
    let Some(at) = resources.iter().position(|resource| resource.name == source.column.table) else {
        return Vec::new();
    };
    let (Some(table), Some(resource)) = (package.table(&source.column.table), resources.get(at)) else {
        return Vec::new();
    };
    let Some(column) = resource.schema.fields.iter().position(|field| field.name == source.column.column) else {
        return Vec::new();
    };
    let filled = |row: &&usize| table.number(**row, &source.column.column).is_some();
    source.rows.iter().filter(filled).map(|row| (at, *row, column)).collect()
}

/// A cell by names.
pub(super) fn named(package: &Package, (table, row, column): Place) -> Option<CellRef> {
    let resource = package.descriptor.resources.get(table)?;
    let column = resource.schema.fields.get(column)?.name.clone();
    Some(CellRef { table: resource.name.clone(), row, column })
}

/// The number in a cell.
pub(super) fn number(package: &Package, place: Place) -> Option<Decimal> {
    let cell = named(package, place)?;
    package.table(&cell.table)?.number(cell.row, &cell.column)
}
