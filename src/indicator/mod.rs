//! Indicators: a formula with a name, a unit, a direction and a target; what they read in a year, whether the target
//! is met, and how they break down by a dimension. Which indicators there are is for the package to say.

pub(crate) mod definition;
mod ratings;
mod reading;
mod statement;

pub use definition::{Direction, Indicator, Text, check_descriptions, definitions, description};
pub use ratings::{Level, level};
pub use reading::{Part, Reading, Status};
pub use statement::{LayoutKind, LayoutRow, layout};
