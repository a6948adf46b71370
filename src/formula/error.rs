/// What is wrong with a formula before anything is computed. The English here is for logs.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FormulaError {
    /// The text departs from the language.
    #[error("at character {at}: expected {expected}")]
    Syntax {
        /// Where, in characters from 1.
        at: usize,
        /// What may stand there.
        expected: &'static str,
    },
    /// A function that the language does not have.
    #[error("at character {at}: unknown function {name}")]
    UnknownFunction {
        /// Where, in characters from 1.
        at: usize,
        /// What stands there.
        name: String,
    },
    /// Too few or too many arguments.
    #[error("{function} takes {expected} arguments, found {found}")]
    Arguments {
        /// The function.
        function: &'static str,
        /// How many it takes.
        expected: usize,
        /// How many there are.
        found: usize,
    },
    /// A number with more digits than can be kept exactly.
    #[error("at character {at}: the number has too many digits")]
    TooManyDigits {
        /// Where, in characters from 1.
        at: usize,
    },
    /// Nested deeper than [`super::MAX_DEPTH`].
    #[error("nested too deeply")]
    TooDeep,
    /// Longer than [`super::MAX_LENGTH`].
    #[error("too long")]
    TooLong,
    /// A table that the package does not have.
    #[error("unknown table {table}")]
    UnknownTable {
        /// The name.
        table: String,
    },
    /// A table that the package declares, but that is missing or has faults: theirs, not the formula's.
    #[error("{table} is not available")]
    TableUnavailable {
        /// The name.
        table: String,
    },
    /// A column that the table does not have.
    #[error("{table} has no column {column}")]
    UnknownColumn {
        /// The table.
        table: String,
        /// The name.
        column: String,
    },
    /// A column that holds no numbers, where numbers are needed.
    #[error("{table}.{column} holds no numbers")]
    NotNumeric {
        /// The table.
        table: String,
        /// The column.
        column: String,
    },
    /// A selector that compares a text with a number or the other way round.
    #[error("{table}.{column} cannot be compared with that")]
    SelectorType {
        /// The table.
        table: String,
        /// The selector's column.
        column: String,
    },
    /// A selector that no row of any year satisfies: a slip in a code, as a rule.
    #[error("no row of {selection}")]
    NothingSelected {
        /// The column with its selector.
        selection: String,
    },
    /// A unit that the codelist `units` does not have.
    #[error("unknown unit {unit}")]
    UnknownUnit {
        /// The code.
        unit: String,
    },
    /// Two units that do not go together.
    #[error("{left} and {right} do not go together in {operation}")]
    Units {
        /// The function or sign.
        operation: String,
        /// The left unit.
        left: String,
        /// The right unit.
        right: String,
    },
    /// Rows of different units in one aggregate.
    #[error("{selection} mixes units")]
    MixedUnits {
        /// The column with its selector.
        selection: String,
    },
    /// The two columns of `weighted_mean` must be of the same rows.
    #[error("weighted_mean needs two columns of the same rows")]
    DifferentRows,
    /// `round` needs a whole number of decimals, written out.
    #[error("round needs a whole number of decimals from 0 to 28")]
    Decimals,
}

/// Why something cannot be computed. Shown to people as such, never as a zero.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NotComputable {
    /// The divisor is zero.
    #[error("division by zero")]
    DivisionByZero,
    /// The table is not there, or has faults.
    #[error("{table} is not available")]
    TableUnavailable {
        /// The table.
        table: String,
    },
    /// No row satisfies the selector in that year.
    #[error("no rows of {selection} in {year}")]
    NoRows {
        /// The column with its selector.
        selection: String,
        /// The fiscal year (Buddhist era).
        year: i32,
    },
    /// More than one row where one is meant.
    #[error("{count} rows of {selection} where one is meant")]
    SeveralRows {
        /// The column with its selector.
        selection: String,
        /// How many.
        count: usize,
    },
    /// The report leaves the cell empty.
    #[error("the cells of {selection} are empty")]
    EmptyCells {
        /// The column with its selector.
        selection: String,
    },
    /// The table cannot be broken down like that.
    #[error("{table} is not given by {dimension}")]
    NoDimension {
        /// The table.
        table: String,
        /// The dimension.
        dimension: String,
    },
    /// A change in per cent of something that is not positive says nothing.
    #[error("a change in per cent needs a positive base")]
    BaseNotPositive,
    /// The rungs of a ladder do not rise or fall steadily, or the year has none.
    #[error("the ladder has no steady rungs")]
    NoLadder,
    /// The number grew beyond 28 digits.
    #[error("the number is too large")]
    Overflow,
    /// The formula itself is at fault; the package check says so too.
    #[error("{0}")]
    Formula(Box<FormulaError>),
}

impl From<FormulaError> for NotComputable {
    fn from(error: FormulaError) -> Self {
        match error {
            FormulaError::TableUnavailable { table } => Self::TableUnavailable { table },
            error => Self::Formula(Box::new(error)),
        }
    }
}
