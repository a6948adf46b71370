//! A programme: its items, its indicators, their breakdowns.

use leptos::prelude::*;

use super::{heading, link, parts, performance, regions, section};
use crate::{
    indicator::Indicator,
    locale::Key,
    package::Role,
    report::{Programme, Report},
    state::Route,
    ui::{El, Page, all, el},
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
    let title = programme.title.get(page.english());
    let issue = programme.issue.1.get(page.english());
    let lead = page.fill(Key::PROGRAMME_LEAD, &[("issue", issue)]);
    let back = link(page, Route::Performance).text(page.text(Key::PROGRAMME_ALL));
    let mut views = vec![
        el("p").class("crumbs").child(back).view(),
        heading(page, title, lead).view(),
        section(page.text(Key::PROGRAMME_ITEMS), false)
            .class("programme")
            .child(performance::items(page, programme))
            .view(),
    ];
    if !indicators.is_empty() {
        // What is told by its parts in a chart has no card if it comes to what another card has told.
        let mut told = Vec::new();
        let cards = indicators.iter().filter(|indicator| {
            let value = page.report.read(&indicator.id, page.year).and_then(|(_, reading)| reading.exact.ok());
            let is_new = !told.contains(&(value, &indicator.unit));
            told.push((value, &indicator.unit));
            !indicator.is_share() && (is_new || indicator.dimensions.is_empty())
        });
        let cards = parts::cards(page, cards.map(|indicator| indicator.id.clone()).collect());
        if indicators.iter().any(|indicator| indicator.has_region()) {
            views.push(regions::filter(page).view());
        }
        views.push(section(page.text(Key::PROGRAMME_INDICATORS), true).child(cards).view());
    }
    views.extend(parts::breakdowns(page, &indicators).map(El::view));
    views.push(neighbours(page, &programmes, index).view());
    Some(all(views))
}

/// What defines the indicators of the programme's topic, and the tables from which those of the programme are computed.
pub(super) fn needs(report: &Report, code: &str) -> Vec<String> {
    let topic = report.topic_of_programme(code);
    let defining = report.resources_of(topic).filter(|resource| resource.role == Role::Indicators);
    let of_programme = report.indicators.iter().filter(|indicator| indicator.programme.as_deref() == Some(code));
    let computed_from = report.tables_under(&of_programme.collect::<Vec<_>>());
    let mut names: Vec<String> = defining.map(|resource| resource.name.clone()).chain(computed_from).collect();
    names.extend(performance::needs(report));
    names
}

/// The programmes before and after.
fn neighbours(page: &Page, programmes: &[Programme], index: usize) -> El {
    let to = |programme: Option<&Programme>, key: Key| {
        let programme = programme?;
        let link = link(page, Route::Programme(programme.code.clone()));
        Some(link.child(el("span").class("kicker").text(page.text(key))).text(programme.title.get(page.english())))
    };
    let before = index.checked_sub(1).and_then(|before| programmes.get(before));
    el("nav")
        .class("neighbours")
        .attr("aria-label", page.text(Key::PROGRAMME_NEIGHBOURS))
        .child(to(before, Key::PROGRAMME_BEFORE))
        .child(to(programmes.get(index + 1), Key::PROGRAMME_AFTER))
}
