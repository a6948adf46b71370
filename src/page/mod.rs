//! Pages, one file each. A page may name the indicators that it shows; everything else comes from the data.

mod finance;
mod overview;
mod parts;
mod performance;
mod programme;

use leptos::prelude::*;

use crate::{
    browser,
    locale::{self, Key},
    state::Route,
    ui::Page,
};

/// The page of an address, with the document's title and description set to match.
#[must_use]
pub fn view(page: &Page, route: &Route) -> AnyView {
    match route {
        Route::Overview => overview::view(page),
        Route::Performance => performance::view(page),
        Route::Programme(code) => programme::view(page, code).unwrap_or_else(|| not_found(page)),
        Route::Finance => finance::view(page),
        Route::NotFound => not_found(page),
    }
}

fn not_found(page: &Page) -> AnyView {
    let shown = page.shown;
    view! {
        {heading(page, page.text(Key::NOT_FOUND_TITLE), page.text(Key::NOT_FOUND_TEXT).to_owned())}
        <p><a href=move || shown.link(&Route::Overview)>{page.text(Key::NOT_FOUND_LINK)}</a></p>
    }
    .into_any()
}

/// The page's heading and the sentence that says in plain words what it shows.
fn heading(page: &Page, title: &str, lead: String) -> AnyView {
    browser::describe_page(&format!("{title} · {}", page.text(Key::SITE_NAME)), &lead);
    let year = locale::fiscal_year(page.year, page.language);
    view! {
        <div class="heading">
            <p class="kicker">{year}</p>
            <h1>{title.to_owned()}</h1>
            <p class="lead">{lead}</p>
        </div>
    }
    .into_any()
}
