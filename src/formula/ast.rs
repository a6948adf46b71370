use std::fmt;

use rust_decimal::Decimal;

use super::{FormulaError, parse};

/// How deep a formula may nest: enough for any that people write, little enough for any stack.
pub const MAX_DEPTH: usize = 48;
/// How long a formula may be, in bytes.
pub const MAX_LENGTH: usize = 4000;

/// A formula as text and as tree.
#[derive(Debug, Clone, PartialEq)]
pub struct Formula {
    /// The tree.
    pub expression: Expression,
}

impl Formula {
    /// Parses a formula.
    ///
    /// # Errors
    /// Where the text departs from the language, and what was expected there.
    pub fn parse(text: &str) -> Result<Self, FormulaError> {
        parse::formula(text).map(|expression| Self { expression })
    }

    /// Every column that the formula names, in reading order.
    #[must_use]
    pub fn columns(&self) -> Vec<&ColumnRef> {
        let mut columns = Vec::new();
        self.expression.columns(&mut columns);
        columns
    }
}

impl fmt::Display for Formula {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.expression.fmt(f)
    }
}

/// A node of the tree.
#[derive(Debug, Clone, PartialEq)]
pub enum Expression {
    /// A number as written; never negative, a minus is [`Expression::Negate`].
    Number(Decimal),
    /// The negative of.
    Negate(Box<Expression>),
    /// Arithmetic.
    Binary(BinaryOperator, Box<Expression>, Box<Expression>),
    /// A column's cells made one value.
    Aggregate(Aggregate, ColumnRef),
    /// `weighted_mean(values, weights)`.
    WeightedMean(ColumnRef, ColumnRef),
    /// A function of values.
    Call(Function, Vec<Expression>),
}

/// `+ - * /`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BinaryOperator {
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
}

/// What makes one value of a column's cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aggregate {
    /// The total.
    Sum,
    /// The arithmetic mean.
    Mean,
    /// The least.
    Min,
    /// The greatest.
    Max,
    /// How many cells are filled.
    Count,
    /// The one cell that there must be.
    Only,
}

/// A function of values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Function {
    /// a as per cent of b.
    Pct,
    /// a per b.
    Ratio,
    /// The current breakdown value as per cent of all.
    Share,
    /// The score on the year's evaluation ladder.
    Ladder,
    /// Rounded half away from zero.
    Round,
    /// A fiscal year earlier.
    Prev,
    /// The change from a fiscal year earlier in per cent.
    Growth,
}

/// `table.column[key = value, …]`.
#[derive(Debug, Clone, PartialEq)]
pub struct ColumnRef {
    /// The table's name.
    pub table: String,
    /// The column's name.
    pub column: String,
    /// Which rows: all conditions hold.
    pub selector: Vec<(String, Literal)>,
}

/// What a selector compares a cell with.
#[derive(Debug, Clone, PartialEq)]
pub enum Literal {
    /// A code or text.
    Text(String),
    /// A number.
    Number(Decimal),
}

impl Aggregate {
    /// All, with their names in the language.
    pub const ALL: [(&'static str, Self); 6] = [
        ("sum", Self::Sum),
        ("mean", Self::Mean),
        ("min", Self::Min),
        ("max", Self::Max),
        ("count", Self::Count),
        ("only", Self::Only),
    ];

    /// Its name in the language.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, other)| *other == self).map_or("", |(name, _)| name)
    }
}

impl Function {
    /// All, with their names in the language and how many arguments each takes.
    pub const ALL: [(&'static str, Self, usize); 7] = [
        ("pct", Self::Pct, 2),
        ("ratio", Self::Ratio, 2),
        ("share", Self::Share, 1),
        ("ladder", Self::Ladder, 4),
        ("round", Self::Round, 2),
        ("prev", Self::Prev, 1),
        ("growth", Self::Growth, 1),
    ];

    /// Its name in the language.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, other, _)| *other == self).map_or("", |(name, ..)| name)
    }
}

impl BinaryOperator {
    /// The sign in the language.
    #[must_use]
    pub fn sign(self) -> char {
        match self {
            Self::Add => '+',
            Self::Subtract => '-',
            Self::Multiply => '*',
            Self::Divide => '/',
        }
    }

    fn binds_tighter(self) -> bool {
        matches!(self, Self::Multiply | Self::Divide)
    }
}

impl Expression {
    fn columns<'a>(&'a self, into: &mut Vec<&'a ColumnRef>) {
        match self {
            Self::Number(_) => {}
            Self::Negate(inner) => inner.columns(into),
            Self::Binary(_, left, right) => {
                left.columns(into);
                right.columns(into);
            }
            Self::Aggregate(_, column) => into.push(column),
            Self::WeightedMean(values, weights) => into.extend([values, weights]),
            Self::Call(_, arguments) => arguments.iter().for_each(|argument| argument.columns(into)),
        }
    }

    fn needs_parentheses_in(&self, outer: BinaryOperator, right: bool) -> bool {
        matches!(self, Self::Binary(inner, ..) if (!inner.binds_tighter() && outer.binds_tighter())
            || (right && inner.binds_tighter() == outer.binds_tighter()))
    }
}

/// Prints a tree so that parsing it gives the same tree.
impl fmt::Display for Expression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let operand = |f: &mut fmt::Formatter<'_>, inner: &Self, parentheses: bool| {
            if parentheses { write!(f, "({inner})") } else { inner.fmt(f) }
        };
        match self {
            Self::Number(number) => number.fmt(f),
            Self::Negate(inner) => {
                f.write_str("-")?;
                operand(f, inner, matches!(**inner, Self::Binary(..)))
            }
            Self::Binary(operator, left, right) => {
                operand(f, left, left.needs_parentheses_in(*operator, false))?;
                write!(f, " {} ", operator.sign())?;
                operand(f, right, right.needs_parentheses_in(*operator, true))
            }
            Self::Aggregate(aggregate, column) => write!(f, "{}({column})", aggregate.name()),
            Self::WeightedMean(values, weights) => write!(f, "weighted_mean({values}, {weights})"),
            Self::Call(function, arguments) => {
                write!(f, "{}(", function.name())?;
                for (index, argument) in arguments.iter().enumerate() {
                    write!(f, "{}{argument}", if index > 0 { ", " } else { "" })?;
                }
                f.write_str(")")
            }
        }
    }
}

impl fmt::Display for ColumnRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.table, self.column)?;
        for (index, (key, value)) in self.selector.iter().enumerate() {
            f.write_str(if index == 0 { "[" } else { ", " })?;
            match value {
                Literal::Number(number) => write!(f, "{key} = {number}")?,
                Literal::Text(text) => write!(f, "{key} = \"{text}\"")?,
            }
        }
        if self.selector.is_empty() { Ok(()) } else { f.write_str("]") }
    }
}
