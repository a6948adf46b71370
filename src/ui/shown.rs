use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_location, use_navigate, use_query_map},
};

use crate::state::{Route, View};

/// Goes to an address.
type Go = Box<dyn Fn(&str, NavigateOptions)>;

/// The address: what it says, and how to change it. The only state there is beside the data.
#[derive(Clone, Copy)]
pub struct Shown {
    /// What the query says.
    pub view: Memo<View>,
    /// What the path says.
    pub route: Memo<Route>,
    base: StoredValue<String>,
    go: StoredValue<Go, LocalStorage>,
}

impl Shown {
    /// Reads the address from here on; needs the router around it.
    #[must_use]
    pub fn new(base: String) -> Self {
        let query = use_query_map();
        let path = use_location().pathname;
        let prefix = base.clone();
        let navigate = use_navigate();
        Self {
            view: Memo::new(move |_| query.with(|query| View::read(|name| query.get(name)))),
            route: Memo::new(move |_| path.with(|path| Route::of(path.strip_prefix(&prefix).unwrap_or(path)))),
            base: StoredValue::new(base),
            go: StoredValue::new_local(Box::new(move |path, options| navigate(path, options))),
        }
    }

    /// The address of a page in this language, theme and year, with nothing open on it.
    #[must_use]
    pub fn link(&self, route: &Route) -> String {
        let view = View { open: None, tables: Vec::new(), ..self.view.get() };
        self.address(route, &view)
    }

    fn address(&self, route: &Route, view: &View) -> String {
        self.base.with_value(|base| format!("{base}/{}{}", route.path(), view.query()))
    }

    /// Shows the same page otherwise; the step can be taken back with the browser's Back.
    pub fn change(&self, change: impl FnOnce(&mut View)) {
        let mut view = self.view.get_untracked();
        change(&mut view);
        if view != self.view.get_untracked() {
            let address = self.address(&self.route.get_untracked(), &view);
            let options = NavigateOptions { scroll: false, ..NavigateOptions::default() };
            self.go.with_value(|go| go(&address, options));
        }
    }

    /// Opens the working-out of a figure.
    pub fn open(&self, name: String) {
        self.change(|view| view.open = Some(name));
    }
}
