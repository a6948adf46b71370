use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_location, use_navigate, use_query_map},
};

use crate::{
    browser,
    locale::Language,
    state::{Route, View},
};

/// What the path says, and what the query says.
type Place = (Route, View);
/// Goes to an address.
type Go = Box<dyn Fn(&str, NavigateOptions)>;

/// The address: what it says, and how to change it. The only state there is beside the data.
#[derive(Clone, Copy)]
pub struct Shown {
    place: Memo<Place>,
    base: StoredValue<String>,
    go: StoredValue<Go, LocalStorage>,
}

impl Shown {
    /// Reads the address from here on; needs the router around it.
    #[must_use]
    pub fn new(base: String) -> Self {
        let query = use_query_map();
        let location = use_location();
        let path = location.pathname;
        let prefix = base.clone();
        let navigate = use_navigate();
        // The router writes the address of another page only for its own `Routes`, and not every one after Back and
        // Forward.
        Effect::new(move |_| path.with(|path| location.search.with(|search| browser::write_address(path, search))));
        Self {
            place: Memo::new(move |_| {
                let route = path.with(|path| Route::of(path.strip_prefix(&prefix).unwrap_or(path)));
                (route, query.with(|query| View::read(|name| query.get(name))))
            }),
            base: StoredValue::new(base),
            go: StoredValue::new_local(Box::new(move |path, options| navigate(path, options))),
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

    /// The address of a page in this language, theme and year, with nothing open on it.
    #[must_use]
    pub fn link(&self, route: &Route) -> String {
        self.address(route, &self.plain())
    }

    /// The address of a finding on the page of the audit.
    #[must_use]
    pub fn finding_link(&self, finding: &str) -> String {
        self.address(&Route::Audit, &View { finding: Some(finding.to_owned()), ..self.plain() })
    }

    /// What is shown, whatever the page.
    fn plain(&self) -> View {
        self.view(|view| View { language: view.language, theme: view.theme, year: view.year, ..View::default() })
    }

    fn address(&self, route: &Route, view: &View) -> String {
        self.base.with_value(|base| format!("{base}/{}{}", route.path(), view.query()))
    }

    /// Shows the same page otherwise; the step can be taken back with the browser's Back.
    pub fn change(&self, change: impl FnOnce(&mut View)) {
        let (route, before) = self.place.get_untracked();
        let mut view = before.clone();
        change(&mut view);
        if view != before {
            self.go_to(&self.address(&route, &view));
        }
    }

    fn go_to(&self, address: &str) {
        // Not resolved: the address has the site's path in it already.
        let options = NavigateOptions { scroll: false, resolve: false, ..NavigateOptions::default() };
        self.go.with_value(|go| go(address, options));
    }

    /// Opens the working-out of a figure.
    pub fn open(&self, name: String) {
        self.change(|view| view.open = Some(name));
    }
}
