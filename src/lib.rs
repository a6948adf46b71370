//! CODI in Figures: a printed report as data plus formulas.
//!
//! The data's way, one direction: [`package`] reads and validates the published tables, [`formula`] computes from their
//! cells, [`indicator`] makes indicators of that, [`audit`] holds the report's printed figures against the result,
//! [`calculator`] computes with what a reader enters, [`chart`] draws, [`export`] makes files. These rooms are pure Rust:
//! they know no browser and are tested natively. `ui`, `page` and `browser` (feature `app`, wasm only) show the result.
//! What takes long or is not needed at once (the audit, files to take away) is done by a further program in a worker
//! (feature `worker`).

pub mod audit;
pub mod calculator;
pub mod chart;
pub mod export;
pub mod formula;
pub mod indicator;
pub mod locale;
pub mod package;
pub mod report;
pub mod state;

#[cfg(any(feature = "app", feature = "worker"))]
pub mod browser;
#[cfg(feature = "app")]
pub mod page;
#[cfg(feature = "app")]
pub mod ui;
