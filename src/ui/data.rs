//! Loading the package: all files at once, with progress; a file that fails leaves the others standing and can be
//! tried again by itself.

use std::sync::Arc;

use leptos::{prelude::*, task::spawn_local};

use crate::{
    audit::Finding,
    browser,
    package::{DESCRIPTOR_FILE, Descriptor, Files, Problem},
    report::Report,
};

/// The folder of the package, beside the page.
const FOLDER: &str = "data/";

/// How far loading is.
#[derive(Clone)]
pub enum Data {
    /// Files are on their way: done, of how many (0 while the descriptor is).
    Loading(usize, usize),
    /// Not even the descriptor could be used.
    Failed(Arc<Vec<Problem>>),
    /// There is something to show.
    Ready(Arc<Report>, Arc<Vec<Finding>>),
}

/// The package and what of it arrived.
#[derive(Clone, Copy)]
pub struct Loader {
    /// How far it is.
    pub data: RwSignal<Data>,
    files: StoredValue<Files>,
}

impl Loader {
    /// Begins to load.
    #[must_use]
    pub fn start() -> Self {
        let loader = Self { data: RwSignal::new(Data::Loading(0, 0)), files: StoredValue::new(Files::new()) };
        loader.retry();
        loader
    }

    /// Fetches again what has not arrived whole; what is on screen stays until there is something better.
    pub fn retry(self) {
        spawn_local(async move {
            self.forget_faulty();
            // The descriptor says which other files there are.
            for others in [false, true] {
                let paths = if others { self.named_files() } else { vec![DESCRIPTOR_FILE.to_owned()] };
                let missing: Vec<String> = self
                    .files
                    .with_value(|files| paths.iter().filter(|path| files.get(path).is_none()).cloned().collect());
                let addresses: Vec<String> = missing.iter().map(|path| [FOLDER, path].concat()).collect();
                browser::fetch(&addresses, |index, content| {
                    let Some(path) = missing.get(index) else { return };
                    self.files.update_value(|files| files.insert(path.clone(), content));
                    if others && self.data.with_untracked(|data| matches!(data, Data::Loading(..))) {
                        self.data.set(Data::Loading(paths.len() - missing.len() + index + 1, paths.len()));
                    }
                })
                .await;
            }
            self.data.set(match self.files.with_value(Report::open) {
                Ok(report) => {
                    let findings = Arc::new(report.audit());
                    Data::Ready(Arc::new(report), findings)
                }
                Err(problems) => Data::Failed(Arc::new(problems)),
            });
        });
    }

    fn forget_faulty(self) {
        let faulty: Vec<String> = match self.data.get_untracked() {
            Data::Ready(report, _) => report.problems.iter().map(|problem| problem.file.clone()).collect(),
            _ => vec![DESCRIPTOR_FILE.to_owned()],
        };
        self.files.update_value(|files| {
            files.retain(|path, content| content.is_ok() && faulty.iter().all(|file| file != path));
        });
    }

    /// The files that the descriptor names; none when it has not arrived or cannot be read, which opening will tell.
    fn named_files(self) -> Vec<String> {
        self.files.with_value(|files| match files.get(DESCRIPTOR_FILE) {
            Some(Ok(bytes)) => Descriptor::read(bytes)
                .map_or_else(|_| Vec::new(), |descriptor| descriptor.paths().into_iter().map(str::to_owned).collect()),
            _ => Vec::new(),
        })
    }
}
