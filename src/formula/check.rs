//! What can be said of a formula before anything is computed: its names, its units.

use super::{Aggregate, BinaryOperator, ColumnRef, Engine, Expression, Formula, FormulaError, Function, Literal, Unit};
use crate::package::Column;

impl Engine {
    /// Checks a whole formula whose result is to be told in a unit.
    ///
    /// # Errors
    /// As [`Engine::check`], or that the result is of another kind than `unit`.
    pub fn check_in(&self, formula: &Formula, unit: &str, year: Option<i32>) -> Result<(), FormulaError> {
        let found = self.check(&formula.expression, year)?;
        let wanted = self.unit(unit)?;
        if found.converts_to(wanted) {
            return Ok(());
        }
        Err(FormulaError::Units { operation: "=".to_owned(), left: found.to_string(), right: wanted.to_string() })
    }

    /// The unit of what the formula gives: in a year, or in every year when none is named.
    ///
    /// # Errors
    /// A name that does not exist, a selector that no row satisfies, units that do not go together.
    pub fn check(&self, expression: &Expression, year: Option<i32>) -> Result<Unit, FormulaError> {
        match expression {
            Expression::Number(_) => Ok(Unit::one()),
            Expression::Negate(inner) => self.check(inner, year),
            Expression::Binary(operator, left, right) => {
                let (left, right) = (self.check(left, year)?, self.check(right, year)?);
                match operator {
                    BinaryOperator::Add | BinaryOperator::Subtract => same(&operator.sign().to_string(), left, &right),
                    BinaryOperator::Multiply | BinaryOperator::Divide => product(*operator, &left, &right),
                }
            }
            Expression::Aggregate(aggregate, column) => {
                let counts = *aggregate == Aggregate::Count;
                let unit = self.column_unit(column, !counts, year)?;
                Ok(if counts { Unit::one() } else { unit })
            }
            Expression::WeightedMean(values, weights) => {
                if values.table != weights.table || values.selector != weights.selector {
                    return Err(FormulaError::DifferentRows);
                }
                self.column_unit(weights, true, year)?;
                self.column_unit(values, true, year)
            }
            Expression::Call(function, arguments) => self.check_call(*function, arguments, year),
        }
    }

    fn check_call(
        &self,
        function: Function,
        arguments: &[Expression],
        year: Option<i32>,
    ) -> Result<Unit, FormulaError> {
        let year = match function {
            Function::Prev => year.map(|year| year.saturating_sub(1)),
            _ => year,
        };
        let units = arguments.iter().map(|argument| self.check(argument, year)).collect::<Result<Vec<_>, _>>()?;
        match (function, units.as_slice()) {
            (Function::Pct, [part, whole]) => same(function.name(), part.clone(), whole).map(|_| Unit::percent()),
            (Function::Ratio, [above, below]) => product(BinaryOperator::Divide, above, below),
            (Function::Share | Function::Growth, _) => Ok(Unit::percent()),
            (Function::Prev, [unit]) => Ok(unit.clone()),
            (Function::Round, [unit, _]) => match arguments.get(1) {
                Some(Expression::Number(decimals)) if decimals.is_integer() && decimals.mantissa() <= 28 => {
                    Ok(unit.clone())
                }
                _ => Err(FormulaError::Decimals),
            },
            (Function::Ladder, [result, rungs @ ..]) => {
                for rung in rungs {
                    same(function.name(), result.clone(), rung)?;
                }
                Ok(self.score_unit())
            }
            _ => Err(FormulaError::Arguments { function: function.name(), expected: 0, found: units.len() }),
        }
    }

    /// Why there is no table of that name to compute with.
    pub(super) fn no_table(&self, name: &str) -> FormulaError {
        let table = name.to_owned();
        match self.package.descriptor.resource(name) {
            Some(_) => FormulaError::TableUnavailable { table },
            None => FormulaError::UnknownTable { table },
        }
    }

    fn column_unit(&self, column: &ColumnRef, numeric: bool, year: Option<i32>) -> Result<Unit, FormulaError> {
        let table = self.package.table(&column.table).ok_or_else(|| self.no_table(&column.table))?;
        let unknown = |name: &str| FormulaError::UnknownColumn { table: table.name.clone(), column: name.to_owned() };
        for (key, literal) in &column.selector {
            let cells = table.column(key).ok_or_else(|| unknown(key))?;
            if !matches!(
                (cells, literal),
                (Column::Text(_), Literal::Text(_)) | (Column::Number(_), Literal::Number(_))
            ) {
                return Err(FormulaError::SelectorType { table: table.name.clone(), column: key.clone() });
            }
        }
        let cells = table.column(&column.column).ok_or_else(|| unknown(&column.column))?;
        let rows = self.rows_of_any_year(table, column);
        if rows.is_empty() {
            return Err(FormulaError::NothingSelected { selection: column.to_string() });
        }
        if !numeric {
            return Ok(Unit::one());
        }
        if !matches!(cells, Column::Number(_)) {
            let (table, column) = (table.name.clone(), column.column.clone());
            return Err(FormulaError::NotNumeric { table, column });
        }
        // A unit may change from year to year (a share becomes a count); within the year in question it may not.
        let of_year = self.rows_of_year(table, column, &rows, year);
        let unit_of = |row: &usize| self.cell_unit(table, &column.column, *row);
        // In a year without rows nothing will be computed, which is no fault of the units: the other years tell them.
        let first = of_year.first().or(rows.first()).map_or_else(|| Ok(Unit::one()), unit_of)?;
        for unit in of_year.iter().map(unit_of) {
            if !unit?.adds_to(&first) {
                return Err(FormulaError::MixedUnits { selection: column.to_string() });
            }
        }
        Ok(first)
    }
}

fn same(operation: &str, left: Unit, right: &Unit) -> Result<Unit, FormulaError> {
    if left.adds_to(right) {
        return Ok(left);
    }
    Err(FormulaError::Units { operation: operation.to_owned(), left: left.to_string(), right: right.to_string() })
}

fn product(operator: BinaryOperator, left: &Unit, right: &Unit) -> Result<Unit, FormulaError> {
    left.times(right, if operator == BinaryOperator::Multiply { 1 } else { -1 }).map_err(|_| FormulaError::Units {
        operation: operator.sign().to_string(),
        left: left.to_string(),
        right: right.to_string(),
    })
}
