//! Pages, one file each. A page may name the indicators that it shows; everything else comes from the data.

mod audit;
mod calculators;
mod drawings;
mod finance;
mod map;
mod overview;
mod parts;
mod performance;
mod programme;
mod regions;
mod search;
mod topic;

use leptos::prelude::*;

use crate::{
    browser,
    locale::{self, Key},
    report::Report,
    state::Route,
    ui::{El, Page, all, el},
};

/// What a program of this site shows. There are two, so that neither is more than a phone should load: a link from a page
/// of one to a page of the other loads the other.
pub struct Pages {
    /// Whether it has the page of an address.
    pub has: fn(&Route) -> bool,
    /// The page of an address, with the document's title and description set to match.
    pub view: fn(&Page, &Route) -> AnyView,
    /// The tables that a page needs beside those that are always there, as far as a report that may not have all of them
    /// can tell; the flag says whether it shows its tables, too.
    pub needs: fn(&Route, &Report, bool) -> Vec<String>,
}

/// The pages that show the report: overview, performance, finance and the topics.
pub const FIGURES: Pages = Pages {
    has: |route| !route.is_tool(),
    view: |page, route| match route {
        Route::Overview => overview::view(page),
        Route::Performance => performance::view(page),
        Route::Programme(code) => programme::view(page, code).unwrap_or_else(|| not_found(page)),
        Route::Finance => finance::view(page),
        Route::Topic(code) => topic::view(page, code).unwrap_or_else(|| not_found(page)),
        _ => not_found(page),
    },
    needs: |route, report, with_tables| match route {
        Route::Programme(code) => programme::needs(report, code),
        Route::Finance => finance::needs(report, with_tables),
        Route::Overview => overview::needs(report),
        Route::Topic(code) => topic::needs(report, code, with_tables),
        Route::Performance => performance::needs(report),
        _ => Vec::new(),
    },
};

/// The pages to work with: the regions compared, the calculators, the audit, the search.
pub const TOOLS: Pages = Pages {
    has: Route::is_tool,
    view: |page, route| match route {
        Route::Audit => audit::view(page),
        Route::Calculators => calculators::view(page),
        Route::Calculator(calculator) => calculators::calculator(page, *calculator),
        Route::Regions => regions::view(page),
        Route::Search => search::view(page),
        _ => not_found(page),
    },
    needs: |route, report, _| match route {
        Route::Regions => regions::needs(report),
        // The others are the worker's.
        _ => Vec::new(),
    },
};

fn not_found(page: &Page) -> AnyView {
    let home = link(page, Route::Overview).text(page.text(Key::NOT_FOUND_LINK));
    all(vec![
        heading(page, page.text(Key::NOT_FOUND_TITLE), page.text(Key::NOT_FOUND_TEXT).to_owned()).view(),
        el("p").child(home).view(),
    ])
}

/// A link to a page, in this language, theme and year.
fn link(page: &Page, route: Route) -> El {
    let shown = page.shown;
    el("a").bind("href", move || shown.link(&route))
}

/// The page's heading and the sentence that says in plain words what it shows.
fn heading(page: &Page, title: &str, lead: String) -> El {
    heading_with(page, title, &lead.clone(), lead.into_any())
}

/// The same with a sentence that may change while the page is shown, and what it is for in the document's description.
fn heading_with(page: &Page, title: &str, description: &str, lead: AnyView) -> El {
    browser::describe_page(&format!("{title} · {}", page.text(Key::SITE_NAME)), description);
    let year = locale::fiscal_year(page.year, page.language);
    el("div")
        .class("heading")
        .child(el("p").class("kicker").text(year))
        .child(el("h1").text(title))
        .child(el("p").class("lead").child(lead))
}

/// A section under a heading; one that is only to be read out stays out of sight.
fn section(title: &'static str, in_sight: bool) -> El {
    el("section").child(el("h2").class(if in_sight { "" } else { "unseen" }).text(title))
}
