//! Pages, one file each. A page may name the indicators that it shows; everything else comes from the data.

mod audit;
mod calculators;
mod finance;
mod overview;
mod parts;
mod performance;
mod programme;
mod topic;

use leptos::prelude::*;

use crate::{
    browser,
    locale::{self, Key},
    report::Report,
    state::Route,
    ui::{El, Page, all, el},
};

/// The page of an address, with the document's title and description set to match.
#[must_use]
pub fn view(page: &Page, route: &Route) -> AnyView {
    match route {
        Route::Overview => overview::view(page),
        Route::Performance => performance::view(page),
        Route::Programme(code) => programme::view(page, code).unwrap_or_else(|| not_found(page)),
        Route::Finance => finance::view(page),
        Route::Audit => audit::view(page),
        Route::Calculators => calculators::view(page),
        Route::Calculator(calculator) => calculators::calculator(page, *calculator),
        Route::Topic(code) => topic::view(page, code).unwrap_or_else(|| not_found(page)),
        Route::NotFound => not_found(page),
    }
}

/// The tables that a page needs beside those that are always there, as far as a report that may not have all of them
/// can tell.
#[must_use]
pub fn needs(route: &Route, report: &Report, with_tables: bool) -> Vec<String> {
    match route {
        Route::Programme(code) => programme::needs(report, code),
        Route::Finance => finance::needs(report, with_tables),
        Route::Overview => overview::needs(report),
        Route::Topic(code) => topic::needs(report, code, with_tables),
        Route::Performance => performance::needs(report),
        // These are the worker's.
        Route::Audit | Route::Calculators | Route::Calculator(_) | Route::NotFound => Vec::new(),
    }
}

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
    browser::describe_page(&format!("{title} · {}", page.text(Key::SITE_NAME)), &lead);
    let year = locale::fiscal_year(page.year, page.language);
    el("div")
        .class("heading")
        .child(el("p").class("kicker").text(year))
        .child(el("h1").text(title))
        .child(el("p").class("lead").text(lead))
}

/// A section under a heading; one that is only to be read out stays out of sight.
fn section(title: &'static str, in_sight: bool) -> El {
    el("section").child(el("h2").class(if in_sight { "" } else { "unseen" }).text(title))
}
