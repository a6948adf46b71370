//! How long a reader waits for figures. `make bench` runs this natively and, by way of `run.mjs`, in Chromium.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

use std::fmt::Write as _;

use codi_in_figures::{
    formula::Context,
    indicator::Reading,
    package::{DESCRIPTOR_FILE, Descriptor, Files},
    report::Report,
};

/// Runs that are not counted: in a browser the first ones are not compiled to the full yet.
const WARM_UP: usize = 20;
const RUNS: usize = 50;

/// Opens a package, evaluates its indicators and audits it, many times over; `now` tells the time in ms. Gives a table
/// for people, and the time that the bar is for: in 95 of 100 runs all figures took no longer.
fn measure(title: &str, files: &Files, now: impl Fn() -> f64) -> (String, f64) {
    let mut rows: [(String, Vec<f64>); 4] = Default::default();
    for _ in 0..WARM_UP + RUNS {
        let start = now();
        let report = Report::open(files).unwrap_or_else(|problems| panic!("{problems:?}"));
        let opened = now();
        let readings = readings(&report);
        let evaluated = now();
        let audit = report.audit();
        let audited = now();

        assert!(report.problems.is_empty(), "{:?}", report.problems);
        let of_indicators = format!("{} indicators, {} readings", report.indicators.len(), readings.len());
        let of_audit = format!(
            "audit: {} figures, {} identities, {} findings",
            audit.figures.len(),
            audit.identities.len(),
            audit.findings.len()
        );
        let of_tables = format!("opening: {} tables", report.engine.package.tables().count());
        let run = [
            (of_tables, opened - start),
            (of_indicators, evaluated - opened),
            (of_audit, audited - evaluated),
            ("indicators and audit".to_owned(), audited - opened),
        ];
        for (row, (what, time)) in rows.iter_mut().zip(run) {
            row.0 = what;
            row.1.push(time);
        }
    }

    let mut table = format!("{title:<54}{:>9}{:>9}{:>9}\n", "first", "median", "95th");
    let mut figures = 0.0;
    for (what, times) in rows {
        let mut warm = times[WARM_UP..].to_vec();
        warm.sort_by(f64::total_cmp);
        let (median, late) = (warm[RUNS / 2], warm[RUNS * 95 / 100]);
        writeln!(table, "  {what:<52}{:>9.2}{median:>9.2}{late:>9.2}", times[0]).unwrap();
        figures = late;
    }
    (table, figures)
}

/// Every indicator in the newest year, as a whole and by each of its dimensions.
fn readings(report: &Report) -> Vec<Reading> {
    let newest = Context::year(*report.years().last().expect("a year"));
    let mut readings = Vec::new();
    for indicator in &report.indicators {
        readings.push(indicator.read(&report.engine, &newest));
        for dimension in &indicator.dimensions {
            let parts = indicator.breakdown(&report.engine, &newest, dimension);
            readings.extend(parts.into_iter().map(|part| part.reading));
        }
    }
    readings
}

/// The files that a package consists of.
fn paths(descriptor: &[u8]) -> Vec<String> {
    let descriptor = Descriptor::read(descriptor).unwrap_or_else(|problems| panic!("{problems:?}"));
    let of_tables = descriptor.paths().into_iter().map(str::to_owned);
    of_tables.chain([DESCRIPTOR_FILE.to_owned()]).collect()
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    use std::{env, fs, path::PathBuf, time::Instant};

    // Cargo adds `--bench`.
    let folder = env::args().skip(1).find(|argument| !argument.starts_with("--"));
    let folder = PathBuf::from(folder.expect("the folder of a package"));
    let read = |path: &str| fs::read(folder.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    let files = paths(&read(DESCRIPTOR_FILE)).into_iter().map(|path| (path.clone(), Ok(read(&path)))).collect();
    let start = Instant::now();
    let title = format!("{}, natively, ms", folder.display());
    print!("{}", measure(&title, &files, || start.elapsed().as_secs_f64() * 1e3).0);
}

#[cfg(target_arch = "wasm32")]
fn main() {}

#[cfg(target_arch = "wasm32")]
mod browser {
    use codi_in_figures::package::Files;
    use wasm_bindgen::prelude::wasm_bindgen;

    #[wasm_bindgen]
    extern "C" {
        #[wasm_bindgen(js_namespace = performance)]
        fn now() -> f64;
    }

    /// A package as it arrives.
    #[wasm_bindgen]
    #[derive(Default)]
    pub struct Bench {
        files: Files,
        figures: f64,
    }

    #[wasm_bindgen]
    impl Bench {
        #[wasm_bindgen(constructor)]
        pub fn new() -> Self {
            Self::default()
        }

        pub fn paths(descriptor: &[u8]) -> Vec<String> {
            super::paths(descriptor)
        }

        pub fn add(&mut self, path: String, content: Vec<u8>) {
            self.files.insert(path, Ok(content));
        }

        pub fn measure(&mut self, title: &str) -> String {
            let (table, figures) = super::measure(title, &self.files, now);
            self.figures = figures;
            table
        }

        /// The time that the bar is for.
        #[wasm_bindgen(getter)]
        pub fn figures(&self) -> f64 {
            self.figures
        }
    }
}
