use rust_decimal::Decimal;

use super::{Direction, Indicator, Text};
use crate::formula::{Context, Engine, Expression, Formula, Function, NotComputable, Trace, Unit, half_away_from_zero};

/// What an indicator reads in a context.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// In which year and breakdown.
    pub context: Context,
    /// The value in the indicator's unit, unrounded.
    pub exact: Result<Decimal, NotComputable>,
    /// The target in the indicator's unit, unrounded; none when it has none.
    pub target: Option<Result<Decimal, NotComputable>>,
    /// The value as per cent of the target, unrounded; none without a target.
    pub achievement: Option<Result<Decimal, NotComputable>>,
    /// Whether the target is met.
    pub status: Status,
    /// How the value comes about.
    pub trace: Trace,
}

/// Whether a target is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// It is.
    Met,
    /// It is not.
    NotMet,
    /// There is none.
    NoTarget,
    /// The value or the target cannot be computed.
    NotComputable,
}

/// An indicator's reading for one value of a dimension.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// The code.
    pub code: String,
    /// Its name in the codelist.
    pub title: Text,
    /// The reading.
    pub reading: Reading,
}

impl Reading {
    /// The value at the indicator's precision.
    pub fn rounded(&self, indicator: &Indicator) -> Result<Decimal, NotComputable> {
        self.exact.clone().map(|exact| half_away_from_zero(exact, indicator.precision))
    }
}

impl Indicator {
    /// The formula of the result as per cent of the target; none without a target.
    #[must_use]
    pub fn achievement(&self) -> Option<Formula> {
        let target = self.target.as_ref()?;
        let arguments = vec![self.formula.expression.clone(), target.expression.clone()];
        Some(Formula { expression: Expression::Call(Function::Pct, arguments) })
    }

    /// Evaluates the indicator and its target.
    #[must_use]
    pub fn read(&self, engine: &Engine, context: &Context) -> Reading {
        let trace = engine.evaluate(&self.formula, context);
        let exact = engine.told_in(&trace.value, &self.unit);
        let target = self.target.as_ref().map(|target| engine.value_in(target, context, &self.unit));
        let status = match (&exact, &target) {
            (Err(_), _) | (_, Some(Err(_))) => Status::NotComputable,
            (_, None) => Status::NoTarget,
            (Ok(value), Some(Ok(target))) => match self.direction {
                Direction::Higher if value >= target => Status::Met,
                Direction::Lower if value <= target => Status::Met,
                Direction::None => Status::NoTarget,
                _ => Status::NotMet,
            },
        };
        let achievement = self.achievement().map(|formula| {
            engine.evaluate(&formula, context).value?.told_in(&Unit::percent()).map(|value| value.number)
        });
        Reading { context: context.clone(), exact, target, achievement, status, trace }
    }

    /// The indicator by the codes of a dimension, in the codelist's order, or, where the codes are of the table's own and
    /// its rows have their titles, in that of the rows; codes that the rows which the formula selects do not have in any
    /// year are left out.
    #[must_use]
    pub fn breakdown(&self, engine: &Engine, context: &Context, dimension: &str) -> Vec<Part> {
        let columns = self.formula.columns();
        let with = columns.iter().find_map(|column| {
            let table = engine.package.table(&column.table)?;
            table.schema.field(dimension)?;
            let rows = engine.rows_of_any_year(table, column);
            Some((table, rows, engine.package.codelist_of(&column.table, dimension)))
        });
        let Some((table, selected, codelist)) = with else { return Vec::new() };
        let (list, key) = codelist.map_or((table, dimension), |codelist| (codelist, "code"));
        let rows = (0..list.rows()).filter_map(|row| {
            let code = list.text(row, key)?;
            // Of a yearly table each code stands once a year.
            let is_first = list.find(key, code) == Some(row);
            selected.iter().find(|row| is_first && table.text(**row, dimension) == Some(code))?;
            Some(Part {
                code: code.to_owned(),
                title: Text::of(list, row, "title"),
                reading: self.read(engine, &context.within(dimension, code)),
            })
        });
        rows.collect()
    }
}
