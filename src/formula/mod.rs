//! The language of formulas: parsed, checked for units, evaluated exactly, with a trace of every step.
//!
//! [`Formula`] is the parsed text. [`Engine`] ties it to a package: [`Engine::check`] finds what is wrong with a formula
//! before anything is computed (names, units), [`Engine::evaluate`] computes it in a [`Context`] and returns the
//! [`Trace`] that the working-out shows. What cannot be computed is a [`NotComputable`] with its reason, never a zero.
//! The language is described in `docs/data-contract.md`.

mod ast;
mod check;
mod engine;
mod error;
pub(crate) mod exact;
mod parse;
mod trace;
mod unit;

pub use ast::{Aggregate, BinaryOperator, ColumnRef, Expression, Formula, Function, Literal, MAX_DEPTH, MAX_LENGTH};
pub use engine::{CellRef, Context, Engine, Ladder, half_away_from_zero};
pub use error::{FormulaError, NotComputable};
pub use trace::{Source, Step, Trace};
pub use unit::{Unit, Units, Value};

/// The column that makes a table a yearly one: only the context's year of it is seen.
pub const FISCAL_YEAR: &str = "fiscal_year";
