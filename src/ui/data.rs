//! Loading the package: first what every page stands on, then what the page asks for, and more whenever it asks. The
//! audit, which needs all of it, is made by the worker. A file that fails leaves the others standing and can be tried
//! again by itself.

use std::sync::Arc;

use leptos::{prelude::*, task::spawn_local};

use super::audit::{self, Audited};
use crate::{
    browser,
    package::{DESCRIPTOR_FILE, Descriptor, Fault, Files, LEAN_DESCRIPTOR_FILE, Problem, Resource},
    report::Report,
};

/// What a page needs may show only when what it needed first is there, but not for ever.
const MOST_ROUNDS: usize = 4;

/// How far loading is.
#[derive(Clone)]
pub enum Data {
    /// Files are on their way: done, of how many (0 while the descriptor is).
    Loading(usize, usize),
    /// Not even the descriptor could be used.
    Failed(Arc<Vec<Problem>>),
    /// There is something to show.
    Ready(Arc<Report>),
}

/// The tables that are needed for what the address says, beside those that are always there, as far as a report that
/// may not have all of them can tell; [`DESCRIPTOR_FILE`] among them where the lean descriptor is not enough.
pub type Needs = Arc<dyn Fn(&Report) -> Vec<String> + Send + Sync>;

/// The package and what of it arrived.
#[derive(Clone, Copy)]
pub struct Loader {
    /// How far it is.
    pub data: RwSignal<Data>,
    /// The audit of the whole package.
    pub audited: RwSignal<Audited>,
    files: StoredValue<Files>,
    needs: StoredValue<Needs>,
    on_overview: bool,
}

impl Loader {
    /// Begins to load; the overview's tables at once if that is the first page.
    #[must_use]
    pub fn start(on_overview: bool, needs: Needs) -> Self {
        let loader = Self {
            data: RwSignal::new(Data::Loading(0, 0)),
            audited: RwSignal::new(Audited::Waiting),
            files: StoredValue::new(Files::new()),
            needs: StoredValue::new(needs),
            on_overview,
        };
        loader.retry();
        loader
    }

    /// Fetches again what has not arrived whole; what is on screen stays until there is something better.
    pub fn retry(self) {
        self.forget_faulty();
        spawn_local(async move {
            self.bring_descriptor().await;
            // Where it has not arrived or cannot be read, opening will tell.
            if let Ok((descriptor, _)) = self.files.with_value(Descriptor::of) {
                self.bring(paths(&descriptor, &|resource| resource.is_first(self.on_overview))).await;
            }
            self.bring_needed().await;
            if self.data.with_untracked(|data| matches!(data, Data::Ready(_))) {
                // The page is drawn first.
                browser::pause().await;
                audit::make(self.audited);
            }
        });
    }

    /// Fetches what is needed now and was not before.
    pub fn more(self) {
        spawn_local(self.bring_needed());
    }

    /// Whether all that is needed is in a report.
    #[must_use]
    pub fn is_enough(self, report: &Report) -> bool {
        has_all(report, &self.needs.with_value(|needs| needs(report)))
    }

    /// Fetches the lean descriptor, or the whole one of a package that has no other.
    async fn bring_descriptor(self) {
        let is_there =
            |file| self.files.with_value(|files| !matches!(files.get(file), None | Some(Err(Fault::Missing))));
        for file in [LEAN_DESCRIPTOR_FILE, DESCRIPTOR_FILE] {
            if !is_there(LEAN_DESCRIPTOR_FILE) && !is_there(DESCRIPTOR_FILE) {
                self.bring(vec![file.to_owned()]).await;
            }
        }
    }

    async fn bring_needed(self) {
        for _ in 0..MOST_ROUNDS {
            let opened = self.files.with_value(Report::open);
            let report = match opened {
                Ok(report) => report,
                Err(problems) => return self.data.set(Data::Failed(Arc::new(problems))),
            };
            let names = self.needs.with_value(|needs| needs(&report));
            let needed = |resource: &Resource| names.contains(&resource.name);
            let mut paths = paths(&report.engine.package.descriptor, &needed);
            if names.iter().any(|name| name == DESCRIPTOR_FILE) {
                paths.push(DESCRIPTOR_FILE.to_owned());
            }
            let missing = self.missing(&paths);
            if missing.is_empty() {
                return self.data.set(Data::Ready(Arc::new(report)));
            }
            self.bring(missing).await;
        }
    }

    /// Fetches what is not there yet of these files, telling how far it is if somebody waits for it.
    async fn bring(self, paths: Vec<String>) {
        let missing = self.missing(&paths);
        browser::fetch(&missing, |index, content| {
            let Some(path) = missing.get(index) else { return };
            self.files.update_value(|files| files.insert(path.clone(), content));
            let several = paths.len() > 1;
            if several && self.data.with_untracked(|data| matches!(data, Data::Loading(..))) {
                self.data.set(Data::Loading(paths.len() - missing.len() + index + 1, paths.len()));
            }
        })
        .await;
    }

    fn missing(self, paths: &[String]) -> Vec<String> {
        self.files.with_value(|files| paths.iter().filter(|path| files.get(path).is_none()).cloned().collect())
    }

    fn forget_faulty(self) {
        let data = self.data.get_untracked();
        let problems: &[Problem] = match &data {
            Data::Ready(report) => &report.problems,
            Data::Failed(problems) => problems,
            Data::Loading(..) => &[],
        };
        self.files.update_value(|files| {
            files.retain(|path, content| content.is_ok() && problems.iter().all(|problem| problem.file != path));
        });
    }
}

/// The files of the resources that are wanted and of the codelists they use.
fn paths(descriptor: &Descriptor, wanted: &dyn Fn(&Resource) -> bool) -> Vec<String> {
    descriptor.with_codelists(wanted).into_iter().flat_map(|resource| resource.paths.iter().cloned()).collect()
}

/// Whether the tables of those names, and the codelists that they use, have been asked for; the whole descriptor, too, if
/// it is among them.
#[must_use]
pub fn has_all(report: &Report, names: &[String]) -> bool {
    let package = &report.engine.package;
    let needed = |resource: &Resource| names.contains(&resource.name);
    package.descriptor.with_codelists(&needed).iter().all(|resource| package.asked_for(resource))
        && (package.whole_asked_for || names.iter().all(|name| name != DESCRIPTOR_FILE))
}
