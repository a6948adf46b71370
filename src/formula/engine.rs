use std::sync::Arc;

use rust_decimal::{Decimal, RoundingStrategy};

use super::{
    Aggregate, BinaryOperator, ColumnRef, Expression, FISCAL_YEAR, Formula, FormulaError, Function, Literal,
    NotComputable, Source, Step, Trace, Unit, Units, Value,
};
use crate::package::{Package, Role, Table};

/// A package ready to be computed with.
#[derive(Debug)]
pub struct Engine {
    /// The cells.
    pub package: Arc<Package>,
    /// Its units.
    pub units: Units,
    ladders: Vec<(i32, Ladder)>,
}

/// Where a formula is evaluated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Context {
    /// The fiscal year (Buddhist era).
    pub year: i32,
    /// The values of a breakdown: columns' names, each with a code.
    pub dimensions: Vec<(String, String)>,
}

/// The scores of an evaluation ladder's rungs, in points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ladder {
    /// Of the minimum, the standard and the advanced target.
    pub rungs: [Decimal; 3],
    /// Of a result that does not reach the lowest rung.
    pub below: Decimal,
}

/// The scale of `ratings` that scores results, and its rungs in the order of the function's arguments.
const LADDER_SCALE: &str = "evaluation_ladder";
const LADDER_RUNGS: [&str; 3] = ["minimum", "standard", "advanced"];
/// The unit of scores in the codelist `units`.
const SCORE_UNIT: &str = "point";

/// A number at so many decimals, half away from zero, with its trailing zeros.
#[must_use]
pub fn half_away_from_zero(number: Decimal, decimals: u32) -> Decimal {
    let mut rounded = number.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
    rounded.rescale(decimals);
    // -0.004 at two decimals is 0.00, not -0.00.
    if rounded.is_zero() { rounded.abs() } else { rounded }
}

impl Context {
    /// The whole of a year.
    #[must_use]
    pub fn year(year: i32) -> Self {
        Self { year, dimensions: Vec::new() }
    }

    /// One value of a breakdown.
    #[must_use]
    pub fn of(year: i32, dimension: &str, code: &str) -> Self {
        Self::year(year).within(dimension, code)
    }

    /// The same, narrowed to one value of a further dimension.
    #[must_use]
    pub fn within(&self, dimension: &str, code: &str) -> Self {
        let mut narrowed = self.clone();
        narrowed.dimensions.push((dimension.to_owned(), code.to_owned()));
        narrowed
    }
}

impl Engine {
    /// Reads the package's units and ladders.
    #[must_use]
    pub fn new(package: Arc<Package>) -> Self {
        Self { units: Units::of(package.table("units")), ladders: ladders(&package), package }
    }

    /// Computes a formula, with every step.
    #[must_use]
    pub fn evaluate(&self, formula: &Formula, context: &Context) -> Trace {
        self.step(&formula.expression, context)
    }

    /// Computes a formula and tells the result in a unit, unrounded.
    ///
    /// # Errors
    /// Why it cannot be computed.
    pub fn value_in(&self, formula: &Formula, context: &Context, unit: &str) -> Result<Decimal, NotComputable> {
        self.told_in(&self.evaluate(formula, context).value, unit)
    }

    /// A computed value told in a unit of the codelist.
    ///
    /// # Errors
    /// Why it could not be computed, or that the units are of different kinds.
    pub fn told_in(&self, value: &Result<Value, NotComputable>, unit: &str) -> Result<Decimal, NotComputable> {
        let unit = self.unit(unit)?;
        value.clone()?.told_in(unit).map(|value| value.number)
    }

    pub(super) fn unit(&self, code: &str) -> Result<&Unit, FormulaError> {
        self.units.get(code).ok_or_else(|| FormulaError::UnknownUnit { unit: code.to_owned() })
    }

    pub(super) fn score_unit(&self) -> Unit {
        self.units.get(SCORE_UNIT).cloned().unwrap_or_else(Unit::one)
    }

    fn step(&self, expression: &Expression, context: &Context) -> Trace {
        let year = context.year;
        match expression {
            Expression::Number(number) => {
                let value = Ok(Value { number: *number, unit: Unit::one() });
                Trace { step: Step::Number, value, inputs: Vec::new(), year }
            }
            Expression::Negate(inner) => {
                let inner = self.step(inner, context);
                let value = inner.value.clone().map(|value| Value { number: -value.number, ..value });
                Trace { step: Step::Negate, value, inputs: vec![inner], year }
            }
            Expression::Binary(operator, left, right) => {
                let inputs = vec![self.step(left, context), self.step(right, context)];
                let value = two(&inputs).and_then(|(left, right)| arithmetic(*operator, left, right));
                Trace { step: Step::Binary(*operator), value, inputs, year }
            }
            Expression::Aggregate(aggregate, column) => {
                let rows = self.rows(column, context);
                let value = rows.clone().and_then(|rows| self.aggregate(*aggregate, column, &rows));
                let source = Source { column: column.clone(), rows: rows.unwrap_or_default() };
                Trace { step: Step::Aggregate(*aggregate, source), value, inputs: Vec::new(), year }
            }
            Expression::WeightedMean(values, weights) => {
                let rows = self.rows(values, context);
                let value = rows.clone().and_then(|rows| self.weighted_mean(values, weights, &rows));
                let rows = rows.unwrap_or_default();
                let source = |column: &ColumnRef| Source { column: column.clone(), rows: rows.clone() };
                Trace { step: Step::WeightedMean(source(values), source(weights)), value, inputs: Vec::new(), year }
            }
            Expression::Call(function, arguments) => self.call(*function, arguments, context),
        }
    }

    fn call(&self, function: Function, arguments: &[Expression], context: &Context) -> Trace {
        let earlier = Context { year: context.year.saturating_sub(1), ..context.clone() };
        let all = Context::year(context.year);
        let inputs: Vec<Trace> = match (function, arguments) {
            (Function::Prev, [of]) => vec![self.step(of, &earlier)],
            (Function::Growth, [of]) => vec![self.step(of, context), self.step(of, &earlier)],
            (Function::Share, [of]) => vec![self.step(of, context), self.step(of, &all)],
            (_, arguments) => arguments.iter().map(|argument| self.step(argument, context)).collect(),
        };
        let value = match function {
            Function::Prev => inputs.first().map_or(Err(NotComputable::Overflow), |input| input.value.clone()),
            Function::Pct | Function::Share => two(&inputs).and_then(|(part, whole)| pct(part, whole)),
            Function::Ratio => {
                two(&inputs).and_then(|(above, below)| arithmetic(BinaryOperator::Divide, above, below))
            }
            Function::Growth => two(&inputs).and_then(|(now, before)| {
                if before.number <= Decimal::ZERO {
                    return Err(NotComputable::BaseNotPositive);
                }
                pct(&arithmetic(BinaryOperator::Subtract, now, before)?, before)
            }),
            Function::Round => two(&inputs).and_then(|(value, decimals)| {
                let whole = Some(decimals.number).filter(Decimal::is_integer).and_then(|whole| u32::try_from(whole).ok());
                let decimals = whole.filter(|decimals| *decimals <= 28).ok_or(FormulaError::Decimals)?;
                Ok(Value { number: half_away_from_zero(value.number, decimals), unit: value.unit.clone() })
            }),
            Function::Ladder => self.ladder(&inputs, context.year),
        };
        Trace { step: Step::Call(function), value, inputs, year: context.year }
    }

    /// The rows of a column's table that the selector and the context leave, counted from 0.
    fn rows(&self, column: &ColumnRef, context: &Context) -> Result<Vec<usize>, NotComputable> {
        let table = self.package.table(&column.table);
        let table = table.ok_or_else(|| NotComputable::TableUnavailable { table: column.table.clone() })?;
        let rows = self.rows_of_any_year(table, column);
        let mut rows = self.rows_of_year(table, column, &rows, Some(context.year));
        for (dimension, code) in &context.dimensions {
            if table.schema.field(dimension).is_none() {
                let (table, dimension) = (table.name.clone(), dimension.clone());
                return Err(NotComputable::NoDimension { table, dimension });
            }
            rows.retain(|row| table.text(*row, dimension) == Some(code));
        }
        if rows.is_empty() {
            return Err(NotComputable::NoRows { selection: column.to_string(), year: context.year });
        }
        Ok(rows)
    }

    pub(crate) fn rows_of_any_year(&self, table: &Table, column: &ColumnRef) -> Vec<usize> {
        let holds = |row: usize| {
            column.selector.iter().all(|(key, literal)| match literal {
                Literal::Text(text) => table.text(row, key) == Some(text),
                Literal::Number(number) => table.number(row, key) == Some(*number),
            })
        };
        (0..table.rows()).filter(|row| holds(*row)).collect()
    }

    /// Of `rows`, those of a year: of a yearly table, unless the selector itself names the year.
    pub(super) fn rows_of_year(
        &self,
        table: &Table,
        column: &ColumnRef,
        rows: &[usize],
        year: Option<i32>,
    ) -> Vec<usize> {
        let names_year = column.selector.iter().any(|(key, _)| key == FISCAL_YEAR);
        let year = year.filter(|_| !names_year && table.schema.field(FISCAL_YEAR).is_some()).map(Decimal::from);
        let of_year = |row: &&usize| year.is_none() || table.number(**row, FISCAL_YEAR) == year;
        rows.iter().filter(of_year).copied().collect()
    }

    /// The unit of a cell: its column's, or the one that its row names.
    pub(super) fn cell_unit(&self, table: &Table, column: &str, row: usize) -> Result<Unit, FormulaError> {
        let field = table.schema.field(column);
        let code = match field.and_then(|field| field.unit_from.as_deref()) {
            Some(from) => table.text(row, from),
            None => field.and_then(|field| field.unit.as_deref()),
        };
        let Some(code) = code else { return Ok(Unit::one()) };
        self.unit(code).cloned()
    }

    /// The filled cells among rows, all told in the unit of the first.
    fn cells(&self, column: &ColumnRef, rows: &[usize]) -> Result<(Vec<Decimal>, Unit), NotComputable> {
        let table = self.package.table(&column.table);
        let table = table.ok_or_else(|| NotComputable::TableUnavailable { table: column.table.clone() })?;
        let mut numbers = Vec::with_capacity(rows.len());
        let mut unit = None;
        for row in rows {
            let Some(number) = table.number(*row, &column.column) else { continue };
            let own = self.cell_unit(table, &column.column, *row)?;
            let unit = unit.get_or_insert_with(|| own.clone());
            if !own.adds_to(unit) {
                return Err(FormulaError::MixedUnits { selection: column.to_string() }.into());
            }
            numbers.push(Value { number, unit: own }.told_in(unit)?.number);
        }
        let unit = unit.ok_or_else(|| NotComputable::EmptyCells { selection: column.to_string() })?;
        Ok((numbers, unit))
    }

    fn aggregate(
        &self,
        aggregate: Aggregate,
        column: &ColumnRef,
        rows: &[usize],
    ) -> Result<Value, NotComputable> {
        if aggregate == Aggregate::Count {
            let table = self.package.table(&column.table);
            let filled = |row: &&usize| table.is_some_and(|table| table.cell_text(**row, &column.column).is_some());
            return Ok(Value { number: Decimal::from(rows.iter().filter(filled).count()), unit: Unit::one() });
        }
        if aggregate == Aggregate::Only && rows.len() > 1 {
            return Err(NotComputable::SeveralRows { selection: column.to_string(), count: rows.len() });
        }
        let (numbers, unit) = self.cells(column, rows)?;
        let number = match aggregate {
            Aggregate::Sum => sum(&numbers)?,
            Aggregate::Mean => divide(sum(&numbers)?, Decimal::from(numbers.len()))?,
            Aggregate::Min => numbers.iter().copied().min().unwrap_or_default(),
            Aggregate::Max => numbers.iter().copied().max().unwrap_or_default(),
            Aggregate::Only | Aggregate::Count => numbers.first().copied().unwrap_or_default(),
        };
        Ok(Value { number, unit })
    }

    fn weighted_mean(
        &self,
        values: &ColumnRef,
        weights: &ColumnRef,
        rows: &[usize],
    ) -> Result<Value, NotComputable> {
        if values.table != weights.table || values.selector != weights.selector {
            return Err(FormulaError::DifferentRows.into());
        }
        let table = self.package.table(&values.table);
        let table = table.ok_or_else(|| NotComputable::TableUnavailable { table: values.table.clone() })?;
        // A row counts only when both its cells are filled.
        let both = |row: &usize| {
            table.number(*row, &values.column).is_some() && table.number(*row, &weights.column).is_some()
        };
        let rows: Vec<usize> = rows.iter().copied().filter(both).collect();
        let (numbers, unit) = self.cells(values, &rows)?;
        let (weights, _) = self.cells(weights, &rows)?;
        let products = numbers.iter().zip(&weights).map(|(number, weight)| number.checked_mul(*weight));
        let products = products.collect::<Option<Vec<_>>>().ok_or(NotComputable::Overflow)?;
        Ok(Value { number: divide(sum(&products)?, sum(&weights)?)?, unit })
    }

    fn ladder(&self, inputs: &[Trace], year: i32) -> Result<Value, NotComputable> {
        let ladder = self.ladders.iter().find(|(of, _)| *of == year).map(|(_, ladder)| ladder);
        let ladder = ladder.ok_or(NotComputable::NoLadder)?;
        let [result, thresholds @ ..] = inputs else { return Err(NotComputable::NoLadder) };
        let result = result.value.clone()?;
        let mut rungs = Vec::with_capacity(3);
        for (threshold, score) in thresholds.iter().zip(ladder.rungs) {
            match &threshold.value {
                Ok(value) => rungs.push((value.told_in(&result.unit)?.number, score)),
                // The report leaves a rung empty: the ladder begins with the next.
                Err(NotComputable::EmptyCells { .. }) => {}
                Err(reason) => return Err(reason.clone()),
            }
        }
        let number = ladder.score(result.number, &rungs)?;
        Ok(Value { number, unit: self.score_unit() })
    }
}

impl Ladder {
    /// The score of a result on rungs of (threshold, score), lowest score first: straight lines between them, the top
    /// score from the top rung on. Rungs that fall mean that less is better.
    ///
    /// # Errors
    /// No rungs, or rungs that neither rise nor fall steadily.
    pub fn score(&self, result: Decimal, rungs: &[(Decimal, Decimal)]) -> Result<Decimal, NotComputable> {
        let (first, last) = match rungs {
            [first, .., last] => (first, last),
            _ => return Err(NotComputable::NoLadder),
        };
        let sign = if last.0 < first.0 { Decimal::NEGATIVE_ONE } else { Decimal::ONE };
        let steady = rungs.windows(2).all(|pair| matches!(pair, [low, high] if low.0 * sign < high.0 * sign));
        if !steady {
            return Err(NotComputable::NoLadder);
        }
        let height = |threshold: Decimal| threshold * sign;
        if height(result) >= height(last.0) {
            return Ok(last.1);
        }
        if height(result) < height(first.0) {
            return Ok(self.below);
        }
        let between = |pair: &[(Decimal, Decimal)]| match pair {
            [low, high] if height(result) >= height(low.0) && height(result) < height(high.0) => {
                let part = result.checked_sub(low.0)?.checked_div(high.0.checked_sub(low.0)?)?;
                low.1.checked_add(part.checked_mul(high.1.checked_sub(low.1)?)?)
            }
            _ => None,
        };
        rungs.windows(2).find_map(between).ok_or(NotComputable::Overflow)
    }
}

fn ladders(package: &Package) -> Vec<(i32, Ladder)> {
    let mut ladders: Vec<(i32, Ladder)> = Vec::new();
    for table in package.of_role(Role::Ratings) {
        let of = |year: Decimal, code: &str| {
            (0..table.rows())
                .find(|row| {
                    table.number(*row, FISCAL_YEAR) == Some(year)
                        && table.text(*row, "scale") == Some(LADDER_SCALE)
                        && table.text(*row, "code") == Some(code)
                })
                .and_then(|row| table.number(row, "score"))
        };
        let mut years: Vec<Decimal> = (0..table.rows()).filter_map(|row| table.number(row, FISCAL_YEAR)).collect();
        years.sort_unstable();
        years.dedup();
        for year in years {
            let rungs = LADDER_RUNGS.map(|code| of(year, code));
            if let ([Some(minimum), Some(standard), Some(advanced)], Ok(number)) = (rungs, i32::try_from(year)) {
                let below = of(year, "below").unwrap_or_default();
                ladders.push((number, Ladder { rungs: [minimum, standard, advanced], below }));
            }
        }
    }
    ladders
}

fn two(inputs: &[Trace]) -> Result<(&Value, &Value), NotComputable> {
    match inputs {
        [left, right] => Ok((left.value.as_ref().map_err(Clone::clone)?, right.value.as_ref().map_err(Clone::clone)?)),
        _ => Err(NotComputable::Overflow),
    }
}

fn sum(numbers: &[Decimal]) -> Result<Decimal, NotComputable> {
    numbers.iter().try_fold(Decimal::ZERO, |sum, number| sum.checked_add(*number)).ok_or(NotComputable::Overflow)
}

fn divide(above: Decimal, below: Decimal) -> Result<Decimal, NotComputable> {
    if below.is_zero() {
        return Err(NotComputable::DivisionByZero);
    }
    above.checked_div(below).ok_or(NotComputable::Overflow)
}

fn pct(part: &Value, whole: &Value) -> Result<Value, NotComputable> {
    if !part.unit.adds_to(&whole.unit) {
        return Err(mismatch("pct", part, whole));
    }
    let part = part.told_in(&whole.unit)?.number.checked_mul(Decimal::ONE_HUNDRED).ok_or(NotComputable::Overflow)?;
    Ok(Value { number: divide(part, whole.number)?, unit: Unit::percent() })
}

fn arithmetic(operator: BinaryOperator, left: &Value, right: &Value) -> Result<Value, NotComputable> {
    match operator {
        BinaryOperator::Add | BinaryOperator::Subtract => {
            if !left.unit.adds_to(&right.unit) {
                return Err(mismatch(&operator.sign().to_string(), left, right));
            }
            let right = right.told_in(&left.unit)?.number;
            let number = match operator {
                BinaryOperator::Add => left.number.checked_add(right),
                _ => left.number.checked_sub(right),
            };
            Ok(Value { number: number.ok_or(NotComputable::Overflow)?, unit: left.unit.clone() })
        }
        BinaryOperator::Multiply => Ok(Value {
            number: left.number.checked_mul(right.number).ok_or(NotComputable::Overflow)?,
            unit: left.unit.times(&right.unit, 1)?,
        }),
        BinaryOperator::Divide => {
            Ok(Value { number: divide(left.number, right.number)?, unit: left.unit.times(&right.unit, -1)? })
        }
    }
}

fn mismatch(operation: &str, left: &Value, right: &Value) -> NotComputable {
    let (left, right) = (left.unit.to_string(), right.unit.to_string());
    FormulaError::Units { operation: operation.to_owned(), left, right }.into()
}
