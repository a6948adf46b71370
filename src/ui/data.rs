//! Loading the package: all files at once, with progress; a file that fails leaves the others standing and can be
//! tried again by itself.

use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

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
            if let Err(problems) = self.load().await {
                self.data.set(Data::Failed(Arc::new(problems)));
            }
        });
    }

    async fn load(self) -> Result<(), Vec<Problem>> {
        let faulty = match self.data.get_untracked() {
            Data::Ready(report, _) => report.problems.iter().map(|problem| problem.file.clone()).collect(),
            _ => vec![DESCRIPTOR_FILE.to_owned()],
        };
        self.files.update_value(|files| files.retain(|path, content| content.is_ok() && !faulty.contains(path)));
        self.fetch(DESCRIPTOR_FILE).await;
        let descriptor = match self.files.with_value(|files| files.get(DESCRIPTOR_FILE).cloned()) {
            Some(Ok(bytes)) => Some(Descriptor::read(&bytes)?),
            _ => None,
        };
        let paths: Vec<String> = descriptor.iter().flat_map(Descriptor::paths).map(str::to_owned).collect();
        self.fetch_all(paths).await;
        let report = Arc::new(self.files.with_value(Report::open)?);
        let findings = Arc::new(report.audit());
        self.data.set(Data::Ready(report, findings));
        Ok(())
    }

    async fn fetch(self, path: &str) {
        if self.files.with_value(|files| files.contains_key(path)) {
            return;
        }
        let content = browser::fetch(&format!("{FOLDER}{path}")).await;
        self.files.update_value(|files| _ = files.insert(path.to_owned(), content));
    }

    /// All at the same time: the browser knows best how many connections it wants.
    async fn fetch_all(self, paths: Vec<String>) {
        let all = paths.len();
        let step = move || {
            self.data.update(|data| {
                if let Data::Loading(done, of) = data {
                    (*done, *of) = (*done + 1, all);
                }
            });
        };
        let running = paths.into_iter().map(|path| async move {
            self.fetch(&path).await;
            step();
        });
        browser::join(running.collect()).await;
    }
}
