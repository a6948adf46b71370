//! What can be taken away: files made of what is shown.

mod audit;
mod calculator;
mod catalogue;

pub use audit::{Part, audit_csv, audit_json, problems_json};
pub use calculator::calculator_json;
pub use catalogue::catalogue_json;
