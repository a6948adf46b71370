//! A programme: its items, its indicators, their breakdowns.

use leptos::prelude::*;

use super::{heading, parts, performance};
use crate::{
    indicator::Indicator,
    locale::Key,
    report::Programme,
    state::Route,
    ui::{Page, chart_frame},
};

pub(super) fn view(page: &Page, code: &str) -> Option<AnyView> {
    let programmes = page.report.programmes(page.year);
    let index = programmes.iter().position(|programme| programme.code == code)?;
    let programme = programmes.get(index)?;
    let of_items: Vec<&str> = programme.items.iter().filter_map(|item| item.indicator.as_deref()).collect();
    let indicators: Vec<&Indicator> = page
        .report
        .indicators
        .iter()
        .filter(|indicator| indicator.programme.as_deref() == Some(code) && !of_items.contains(&indicator.id.as_str()))
        .collect();
    let cards = indicators.iter().map(|indicator| parts::card(page, &indicator.id, Vec::new())).collect_view();
    let charts: Vec<AnyView> = indicators
        .iter()
        .filter_map(|indicator| Some(chart_frame(page, parts::breakdown(page, indicator)?)))
        .collect();
    let title = programme.title.get(page.english());
    let issue = programme.issue.1.get(page.english()).to_owned();
    let shown = page.shown;
    Some(
        view! {
            <p class="crumbs"><a href=move || shown.link(&Route::Performance)>{page.text(Key::PROGRAMME_ALL)}</a></p>
            {heading(page, title, page.fill(Key::PROGRAMME_LEAD, &[("issue", &issue)]))}
            <section class="programme">
                <h2 class="unseen">{page.text(Key::PROGRAMME_ITEMS)}</h2>
                {performance::items(page, programme)}
            </section>
            {(!indicators.is_empty()).then(|| view! {
                <section>
                    <h2>{page.text(Key::PROGRAMME_INDICATORS)}</h2>
                    <div class="cards">{cards}</div>
                </section>
            })}
            {(!charts.is_empty()).then(|| view! {
                <section>
                    <h2>{page.text(Key::PROGRAMME_BREAKDOWNS)}</h2>
                    <div class="charts">{charts}</div>
                </section>
            })}
            {neighbours(page, &programmes, index)}
        }
        .into_any(),
    )
}

/// The programmes before and after.
fn neighbours(page: &Page, programmes: &[Programme], index: usize) -> AnyView {
    let link = |programme: Option<&Programme>, key: Key| {
        programme.map(|programme| {
            let (route, shown) = (Route::Programme(programme.code.clone()), page.shown);
            let title = programme.title.get(page.english()).to_owned();
            view! { <a href=move || shown.link(&route)><span class="kicker">{page.text(key)}</span>{title}</a> }
        })
    };
    let before = index.checked_sub(1).and_then(|before| programmes.get(before));
    view! {
        <nav class="neighbours" aria-label=page.text(Key::PROGRAMME_NEIGHBOURS)>
            {link(before, Key::PROGRAMME_BEFORE)}
            {link(programmes.get(index + 1), Key::PROGRAMME_AFTER)}
        </nav>
    }
    .into_any()
}
