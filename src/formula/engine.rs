use std::sync::Arc;

use rust_decimal::{Decimal, RoundingStrategy};

use super::{
    Aggregate, BinaryOperator, ColumnRef, Expression, FISCAL_YEAR, Formula, FormulaError, Function, Literal,
    NotComputable, Source, Step, Trace, Unit, Units, Value, exact,
};
use crate::package::{Package, Role, Table};

/// A package ready to be computed with.
#[derive(Debug, Clone)]
pub struct Engine {
    /// The cells.
    pub package: Arc<Package>,
    /// Its units.
    pub units: Arc<Units>,
    ladders: Arc<Vec<(i32, Ladder)>>,
    /// A cell that is taken to hold another number.
    supposed_cell: Option<(CellRef, Decimal)>,
    /// Expressions that are taken to have a value in a year of all regions.
    supposed_values: Vec<(Expression, i32, Value)>,
}

/// A cell of a package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellRef {
    /// The table's name.
    pub table: String,
    /// The row, counted from 0.
    pub row: usize,
    /// The column's name.
    pub column: String,
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
/// The codelist of units.
const UNITS: &str = "units";
/// The unit of scores in it.
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
        Self {
            units: Arc::new(Units::of(package.table(UNITS))),
            ladders: Arc::new(ladders(&package)),
            package,
            supposed_cell: None,
            supposed_values: Vec::new(),
        }
    }

    /// The same package as if one of its filled cells held another number.
    #[must_use]
    pub fn with_cell(&self, cell: &CellRef, number: Decimal) -> Self {
        Self { supposed_cell: Some((cell.clone(), number)), ..self.clone() }
    }

    /// The same package as if each of the expressions had the value beside it in the year beside it, wherever it stands
    /// in a formula (but in a breakdown).
    #[must_use]
    pub fn with_values(&self, values: Vec<(Expression, i32, Value)>) -> Self {
        Self { supposed_values: values, ..self.clone() }
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

    /// A number in a unit of the codelist; none where the codelist has no such unit.
    #[must_use]
    pub fn value_of(&self, number: Decimal, unit: &str) -> Option<Value> {
        self.unit(unit).ok().map(|unit| Value { number, unit: unit.clone() })
    }

    pub(super) fn unit(&self, code: &str) -> Result<&Unit, FormulaError> {
        self.units.get(code).ok_or_else(|| match (self.package.table(UNITS), self.no_table(UNITS)) {
            (None, unavailable @ FormulaError::TableUnavailable { .. }) => unavailable,
            _ => FormulaError::UnknownUnit { unit: code.to_owned() },
        })
    }

    pub(super) fn score_unit(&self) -> Unit {
        self.units.get(SCORE_UNIT).cloned().unwrap_or_else(Unit::one)
    }

    fn step(&self, expression: &Expression, context: &Context) -> Trace {
        let mut inputs = Vec::new();
        let supposed = self
            .supposed_values
            .iter()
            .find(|(other, year, _)| *year == context.year && context.dimensions.is_empty() && other == expression);
        if let Some((_, year, value)) = supposed {
            return Trace { step: Step::Number, value: Ok(value.clone()), inputs, year: *year };
        }
        let (step, value) = match expression {
            Expression::Number(number) => (Step::Number, Ok(Value { number: *number, unit: Unit::one() })),
            Expression::Negate(inner) => {
                let inner = self.step(inner, context);
                let value = inner.value.clone().map(|value| Value { number: -value.number, ..value });
                inputs.push(inner);
                (Step::Negate, value)
            }
            Expression::Binary(operator, left, right) => {
                inputs.push(self.step(left, context));
                inputs.push(self.step(right, context));
                let value = two(&inputs).and_then(|(left, right)| arithmetic(*operator, left, right));
                (Step::Binary(*operator), value)
            }
            Expression::Aggregate(aggregate, column) => {
                let (rows, fault) = self.rows_or_fault(column, context);
                let value = fault.map_or_else(|| self.aggregate(*aggregate, column, &rows), Err);
                (Step::Aggregate(*aggregate, Source { column: column.clone(), rows }), value)
            }
            Expression::WeightedMean(values, weights) => {
                let (rows, fault) = self.rows_or_fault(values, context);
                let value = fault.map_or_else(|| self.weighted_mean(values, weights, &rows), Err);
                let values = Source { column: values.clone(), rows: rows.clone() };
                (Step::WeightedMean(values, Source { column: weights.clone(), rows }), value)
            }
            Expression::Call(function, arguments) => {
                self.inputs(*function, arguments, context, &mut inputs);
                (Step::Call(*function), self.call(*function, &inputs, context.year))
            }
        };
        Trace { step, value, inputs, year: context.year }
    }

    /// The steps that a function rests on.
    fn inputs(&self, function: Function, arguments: &[Expression], context: &Context, into: &mut Vec<Trace>) {
        let earlier = Context { year: context.year.saturating_sub(1), ..context.clone() };
        for argument in arguments {
            if function != Function::Prev {
                into.push(self.step(argument, context));
            }
            match function {
                Function::Prev | Function::Growth => into.push(self.step(argument, &earlier)),
                Function::Share => into.push(self.step(argument, &Context::year(context.year))),
                _ => {}
            }
        }
    }

    fn call(&self, function: Function, inputs: &[Trace], year: i32) -> Result<Value, NotComputable> {
        match function {
            Function::Prev => return inputs.first().map_or(Err(NotComputable::Overflow), |input| input.value.clone()),
            Function::Ladder => return self.ladder(inputs, year),
            _ => {}
        }
        let (first, second) = two(inputs)?;
        match function {
            Function::Ratio => arithmetic(BinaryOperator::Divide, first, second),
            Function::Growth if second.number <= Decimal::ZERO => Err(NotComputable::BaseNotPositive),
            Function::Growth => pct(&arithmetic(BinaryOperator::Subtract, first, second)?, second),
            Function::Round => {
                let whole = Some(second.number).filter(Decimal::is_integer).and_then(|whole| u32::try_from(whole).ok());
                let decimals = whole.filter(|decimals| *decimals <= 28).ok_or(FormulaError::Decimals)?;
                Ok(Value { number: half_away_from_zero(first.number, decimals), unit: first.unit.clone() })
            }
            _ => pct(first, second),
        }
    }

    fn table(&self, column: &ColumnRef) -> Result<&Table, NotComputable> {
        let table = self.package.table(&column.table);
        table.ok_or_else(|| NotComputable::TableUnavailable { table: column.table.clone() })
    }

    /// The rows of [`Engine::rows`]; none, and why, where there are none.
    fn rows_or_fault(&self, column: &ColumnRef, context: &Context) -> (Vec<usize>, Option<NotComputable>) {
        match self.rows(column, context) {
            Ok(rows) => (rows, None),
            Err(reason) => (Vec::new(), Some(reason)),
        }
    }

    /// The rows of a column's table that the selector and the context leave, counted from 0.
    fn rows(&self, column: &ColumnRef, context: &Context) -> Result<Vec<usize>, NotComputable> {
        let table = self.table(column)?;
        let rows = self.rows_of_any_year(table, column);
        let mut rows = self.rows_of_year(table, column, &rows, Some(context.year));
        for (dimension, code) in &context.dimensions {
            let Some(codes) = table.column(dimension) else {
                let (table, dimension) = (table.name.clone(), dimension.clone());
                return Err(NotComputable::NoDimension { table, dimension });
            };
            rows.retain(|row| codes.text(*row) == Some(code));
        }
        if rows.is_empty() {
            return Err(NotComputable::NoRows { selection: column.to_string(), year: context.year });
        }
        Ok(rows)
    }

    pub(crate) fn rows_of_any_year(&self, table: &Table, column: &ColumnRef) -> Vec<usize> {
        let mut rows: Vec<usize> = (0..table.rows()).collect();
        for (key, literal) in &column.selector {
            let cells = table.column(key);
            rows.retain(|row| match literal {
                Literal::Text(text) => cells.and_then(|cells| cells.text(*row)) == Some(text),
                Literal::Number(number) => cells.and_then(|cells| cells.number(*row)) == Some(*number),
            });
        }
        rows
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
        let year = year.filter(|_| !names_year).map(Decimal::from);
        let years = table.column(FISCAL_YEAR).filter(|_| year.is_some());
        let of_year = |row: &&usize| years.is_none_or(|years| years.number(**row) == year);
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

    /// The number in a cell, or the one that it is taken to hold.
    fn number(&self, table: &Table, row: usize, column: &str) -> Option<Decimal> {
        match &self.supposed_cell {
            Some((cell, number)) if cell.row == row && cell.column == column && cell.table == table.name => {
                Some(*number)
            }
            _ => table.number(row, column),
        }
    }

    /// The filled cells among rows, all told in the unit of the first.
    fn cells(&self, column: &ColumnRef, rows: &[usize]) -> Result<(Vec<Decimal>, Unit), NotComputable> {
        let table = self.table(column)?;
        let rows_name_it = table.schema.field(&column.column).is_some_and(|field| field.unit_from.is_some());
        let mut numbers = Vec::with_capacity(rows.len());
        let mut unit = None;
        for row in rows {
            let Some(number) = self.number(table, *row, &column.column) else { continue };
            if unit.is_some() && !rows_name_it {
                numbers.push(number);
                continue;
            }
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

    fn aggregate(&self, aggregate: Aggregate, column: &ColumnRef, rows: &[usize]) -> Result<Value, NotComputable> {
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
            Aggregate::Sum => exact::sum(&numbers)?,
            Aggregate::Mean => exact::divide(exact::sum(&numbers)?, Decimal::from(numbers.len()))?,
            Aggregate::Min => numbers.iter().copied().min().unwrap_or_default(),
            Aggregate::Max => numbers.iter().copied().max().unwrap_or_default(),
            Aggregate::Only | Aggregate::Count => numbers.first().copied().unwrap_or_default(),
        };
        Ok(Value { number, unit })
    }

    fn weighted_mean(&self, values: &ColumnRef, weights: &ColumnRef, rows: &[usize]) -> Result<Value, NotComputable> {
        if values.table != weights.table || values.selector != weights.selector {
            return Err(FormulaError::DifferentRows.into());
        }
        let table = self.table(values)?;
        // A row counts only when both its cells are filled.
        let both =
            |row: &usize| table.number(*row, &values.column).is_some() && table.number(*row, &weights.column).is_some();
        let rows: Vec<usize> = rows.iter().copied().filter(both).collect();
        let (numbers, unit) = self.cells(values, &rows)?;
        let (weights, _) = self.cells(weights, &rows)?;
        let mut sum = Decimal::ZERO;
        for (number, weight) in numbers.iter().zip(&weights) {
            sum = exact::add(sum, exact::multiply(*number, *weight)?)?;
        }
        Ok(Value { number: exact::divide(sum, exact::sum(&weights)?)?, unit })
    }

    fn ladder(&self, inputs: &[Trace], year: i32) -> Result<Value, NotComputable> {
        let ladder = ladder_of(&self.ladders, year).ok_or(NotComputable::NoLadder)?;
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
        let falls = last.0 < first.0;
        let reaches = |result: Decimal, rung: Decimal| if falls { result <= rung } else { result >= rung };
        if !rungs.windows(2).all(|pair| matches!(pair, [low, high] if !reaches(low.0, high.0))) {
            return Err(NotComputable::NoLadder);
        }
        if reaches(result, last.0) {
            return Ok(last.1);
        }
        if !reaches(result, first.0) {
            return Ok(self.below);
        }
        for pair in rungs.windows(2) {
            if let [low, high] = pair
                && !reaches(result, high.0)
            {
                let way = exact::subtract(high.0, low.0)?;
                let part = exact::divide(exact::subtract(result, low.0)?, way)?;
                return exact::add(low.1, exact::multiply(part, exact::subtract(high.1, low.1)?)?);
            }
        }
        Err(NotComputable::Overflow)
    }
}

fn ladders(package: &Package) -> Vec<(i32, Ladder)> {
    let mut ladders: Vec<(i32, Ladder)> = Vec::new();
    for table in package.of_role(Role::Ratings) {
        let of = |year: Decimal, code: &str| {
            let row = (0..table.rows()).find(|row| {
                table.number(*row, FISCAL_YEAR) == Some(year)
                    && table.text(*row, "scale") == Some(LADDER_SCALE)
                    && table.text(*row, "code") == Some(code)
            });
            row.and_then(|row| table.number(row, "score"))
        };
        for year in (0..table.rows()).filter_map(|row| table.number(row, FISCAL_YEAR)) {
            let Ok(number) = i32::try_from(year) else { continue };
            let rungs = LADDER_RUNGS.map(|code| of(year, code));
            if let ([Some(minimum), Some(standard), Some(advanced)], None) = (rungs, ladder_of(&ladders, number)) {
                let below = of(year, "below").unwrap_or_default();
                ladders.push((number, Ladder { rungs: [minimum, standard, advanced], below }));
            }
        }
    }
    ladders
}

fn ladder_of(ladders: &[(i32, Ladder)], year: i32) -> Option<&Ladder> {
    ladders.iter().find(|(of, _)| *of == year).map(|(_, ladder)| ladder)
}

fn two(inputs: &[Trace]) -> Result<(&Value, &Value), NotComputable> {
    match inputs {
        [left, right] => Ok((left.value.as_ref().map_err(Clone::clone)?, right.value.as_ref().map_err(Clone::clone)?)),
        _ => Err(NotComputable::Overflow),
    }
}

fn pct(part: &Value, whole: &Value) -> Result<Value, NotComputable> {
    if !part.unit.adds_to(&whole.unit) {
        return Err(mismatch("pct", part, whole));
    }
    let part = exact::multiply(part.told_in(&whole.unit)?.number, Decimal::ONE_HUNDRED)?;
    Ok(Value { number: exact::divide(part, whole.number)?, unit: Unit::percent() })
}

fn arithmetic(operator: BinaryOperator, left: &Value, right: &Value) -> Result<Value, NotComputable> {
    let power = match operator {
        BinaryOperator::Add | BinaryOperator::Subtract => 0,
        BinaryOperator::Multiply => 1,
        BinaryOperator::Divide => -1,
    };
    if power == 0 && !left.unit.adds_to(&right.unit) {
        return Err(mismatch(&operator.sign().to_string(), left, right));
    }
    let other = if power == 0 { right.told_in(&left.unit)?.number } else { right.number };
    let number = match operator {
        BinaryOperator::Add => exact::add(left.number, other)?,
        BinaryOperator::Subtract => exact::subtract(left.number, other)?,
        BinaryOperator::Multiply => exact::multiply(left.number, other)?,
        BinaryOperator::Divide => exact::divide(left.number, other)?,
    };
    Ok(Value { number, unit: if power == 0 { left.unit.clone() } else { left.unit.times(&right.unit, power)? } })
}

fn mismatch(operation: &str, left: &Value, right: &Value) -> NotComputable {
    let (left, right) = (left.unit.to_string(), right.unit.to_string());
    FormulaError::Units { operation: operation.to_owned(), left, right }.into()
}
