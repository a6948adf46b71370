use leptos::{prelude::*, task::spawn_local};

use crate::{
    browser,
    locale::{self, Language},
    state::{Route, View},
};

/// What the path says, and what the query says.
type Place = (Route, View);

/// The address: what it says, and how to change it. The only state there is beside the data.
#[derive(Clone, Copy)]
pub struct Shown {
    place: RwSignal<Place>,
    base: StoredValue<String>,
    has: fn(&Route) -> bool,
    /// Whether the texts of another language were asked for and did not arrive.
    pub mute: RwSignal<bool>,
}

impl Shown {
    /// Reads the address from here on; `base` is the path that the site lies under, `has` tells the pages
    /// of this program from others, which are loaded anew.
    #[must_use]
    pub fn new(base: String, has: fn(&Route) -> bool) -> Self {
        let shown = Self {
            place: RwSignal::new((Route::NotFound, View::default())),
            base: StoredValue::new(base),
            has,
            mute: RwSignal::new(false),
        };
        shown.read();
        // Back and Forward, and links within the site.
        browser::watch_address(shown.base.get_value(), move |path| has(&Route::of(path)), move || shown.read());
        shown
    }

    fn read(self) {
        let (path, query) = browser::address();
        let route = self.base.with_value(|base| Route::of(path.strip_prefix(base.as_str()).unwrap_or(&path)));
        let place = (route, View::read(|name| browser::query_value(&query, name)));
        let language = place.1.language;
        if !locale::has_texts(language) {
            return spawn_local(async move {
                let arrived = texts(language).await.is_some();
                self.mute.set(!arrived);
                if !arrived {
                    // What is on screen stays, and the address says what that is.
                    let (route, view) = self.place.get_untracked();
                    browser::push_address(&self.address(&route, &view));
                }
                // The address may have changed meanwhile.
                self.read();
            });
        }
        if self.place.with_untracked(|now| *now != place) {
            self.place.set(place);
        }
    }

    /// The page.
    #[must_use]
    pub fn route(&self) -> Route {
        self.place.with(|(route, _)| route.clone())
    }

    /// What is shown of it.
    pub fn view<T>(&self, read: impl FnOnce(&View) -> T) -> T {
        self.place.with(|(_, view)| read(view))
    }

    /// The language.
    #[must_use]
    pub fn language(&self) -> Language {
        self.view(|view| view.language)
    }

    /// The address of a page in this language, theme, year and region, with nothing open on it.
    #[must_use]
    pub fn link(&self, route: &Route) -> String {
        self.address(route, &self.plain())
    }

    /// The address of a finding on the page of the audit.
    #[must_use]
    pub fn finding_link(&self, finding: &str) -> String {
        self.address(&Route::Audit, &View { finding: Some(finding.to_owned()), ..self.plain() })
    }

    /// The address of what the catalogue gives as path and query within the site.
    #[must_use]
    pub fn place_link(&self, place: &str) -> String {
        let query = self.plain().query();
        let query = match query.strip_prefix('?') {
            Some(pairs) if place.contains('?') => ["&", pairs].concat(),
            _ => query,
        };
        self.base.with_value(|base| [base, "/", place, &query].concat())
    }

    /// Goes to the search for words.
    pub fn search(&self, words: String) {
        let search = Some(words).filter(|words| !words.trim().is_empty());
        let address = self.address(&Route::Search, &View { search, ..self.plain() });
        if !(self.has)(&Route::Search) {
            return browser::load(&address);
        }
        browser::push_address(&address);
        self.read();
        browser::begin_page();
    }

    /// What is shown, whatever the page.
    fn plain(&self) -> View {
        self.view(|view| View {
            language: view.language,
            theme: view.theme,
            year: view.year,
            region: view.region.clone(),
            ..View::default()
        })
    }

    fn address(&self, route: &Route, view: &View) -> String {
        self.base.with_value(|base| format!("{base}/{}{}", route.path(), view.query()))
    }

    /// Shows the same page otherwise; the step can be taken back with the browser's Back.
    pub fn change(&self, change: impl FnOnce(&mut View)) {
        self.write(change, browser::push_address);
    }

    /// Shows the same page otherwise, the address being written in one way or another.
    pub fn write(&self, change: impl FnOnce(&mut View), write: fn(&str)) {
        let mut view = self.place.with_untracked(|(_, view)| view.clone());
        change(&mut view);
        self.show(&view, write);
    }

    // Not inlined: it is the same for all changes.
    #[inline(never)]
    fn show(&self, view: &View, write: fn(&str)) {
        let (route, before) = self.place.get_untracked();
        if *view != before {
            write(&self.address(&route, view));
            self.read();
        }
    }

    /// Opens the working-out of a figure.
    pub fn open(&self, name: String) {
        self.change(|view| view.open = Some(name));
    }
}

/// Loads the texts of a language; none if that fails.
async fn texts(language: Language) -> Option<()> {
    let file = browser::fetch_text(&browser::texts_address(language)?).await?;
    locale::provide(language, &file).then_some(())
}
