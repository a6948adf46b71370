//! CODI in Figures: a printed report as data plus formulas.
//!
//! The data's way, one direction: [`package`] reads and validates the published tables, [`formula`] computes from their
//! cells, [`indicator`] makes indicators of that, [`audit`] holds the report's printed figures against the result,
//! [`chart`] draws. These rooms are pure Rust: they know no browser and are tested natively. `ui`, `page` and
//! `browser` (feature `app`, wasm only) show the result.

pub mod audit;
pub mod chart;
pub mod formula;
pub mod indicator;
pub mod locale;
pub mod package;
pub mod report;
pub mod state;

#[cfg(feature = "app")]
pub mod browser;
#[cfg(feature = "app")]
mod page;
#[cfg(feature = "app")]
pub mod ui;
