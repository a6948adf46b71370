//! A topic: its opening sentence, its headline figures, its indicators by region and other dimensions, all its tables.

use leptos::prelude::*;

use super::{drawings, heading, parts, regions, section};
use crate::{
    browser,
    formula::Context,
    indicator::Indicator,
    locale::{self, Key},
    package::{DESCRIPTOR_FILE, Role},
    report::{Aspect, LeadPart, Report, Topic},
    state::Route,
    ui::{
        Cell, Data, El, Figure, Head, Page, Row, Table, all, chosen, effect, el, has_all, live, memo, sheet, sorted,
        status_cell, table, value_figure,
    },
};

/// The tables that the page of a topic needs: those that define its indicators, those under them and under its opening
/// sentence, and, if they are to be shown, all of its own with what the whole descriptor says of them.
pub(super) fn needs(report: &Report, code: &str, with_tables: bool) -> Vec<String> {
    let mut names = drawings::needs(report, code);
    for resource in report.resources_of(code) {
        if with_tables || resource.role == Role::Indicators {
            names.push(resource.name.clone());
        }
    }
    let mut indicators = of_topic(report, code);
    if let Some(topic) = report.topics().into_iter().find(|topic| topic.code == code) {
        indicators.extend(topic.headlines.iter().filter_map(|id| report.indicator(id)));
        for figure in topic.lead_figures() {
            // A figure that is not known yet is of the topic, whose indicators are on their way.
            if report.subject(figure, 0).is_some() {
                names.extend(report.tables_of(figure, 0));
            }
        }
    }
    names.extend(report.tables_under(&indicators));
    if with_tables {
        names.push(DESCRIPTOR_FILE.to_owned());
    }
    names
}

fn of_topic<'a>(report: &'a Report, code: &str) -> Vec<&'a Indicator> {
    report.indicators.iter().filter(|indicator| report.topic_of(indicator) == code).collect()
}

pub(super) fn view(page: &Page, code: &str) -> Option<AnyView> {
    let topic = page.report.topics().into_iter().find(|topic| topic.code == code)?;
    let mut views = vec![heading(page, topic.title.get(page.english()), lead(page, &topic)).view()];
    views.extend(content(page, &topic));
    Some(all(views))
}

/// The opening sentence with its figures.
fn lead(page: &Page, topic: &Topic) -> String {
    let figure = |name: &str| {
        let subject = page.report.subject(name, page.year)?;
        let value = subject.work_out(&page.report).0.ok()?;
        Some(locale::with_unit(&locale::number(value, subject.precision), &page.unit(&subject.unit)))
    };
    let part = |part: LeadPart| match part {
        LeadPart::Words(words) => words.to_owned(),
        LeadPart::Figure(name) => figure(name).unwrap_or_else(|| page.text(Key::FIGURE_NOT_COMPUTABLE).to_owned()),
    };
    topic.lead(page.english()).into_iter().map(part).collect()
}

/// All that a topic has to show, under its heading.
pub(super) fn content(page: &Page, topic: &Topic) -> Vec<AnyView> {
    let report = &page.report;
    let of_topic = of_topic(report, &topic.code);
    let is_headline = |indicator: &&Indicator| topic.headlines.contains(&indicator.id);
    let mut views = Vec::new();
    if of_topic.iter().any(|indicator| indicator.has_region()) {
        views.push(regions::filter(page).view());
    }
    if !topic.headlines.is_empty() {
        let cards = parts::cards(page, topic.headlines.clone());
        views.push(section(page.text(Key::OVERVIEW_HEADLINES), false).child(cards).view());
    }
    views.extend(drawings::of_topic(page, &topic.code));
    views.extend(parts::breakdowns(page, &of_topic).map(El::view));
    views.extend(map_of(page, &of_topic));
    let others = of_topic.iter().filter(|indicator| !is_headline(indicator) && !indicator.is_share());
    let others: Vec<&Indicator> = others.copied().collect();
    if !others.is_empty() {
        let caption = topic.title.get(page.english()).to_owned();
        let more = table(page, figures(page, caption, &others), true);
        views.push(section(page.text(Key::TOPIC_MORE), true).child(more).view());
    }
    views.push(tables(page, &topic.code).view());
    views
}

/// The way to the map of the indicators whose places the report names.
fn map_of(page: &Page, indicators: &[&Indicator]) -> Option<AnyView> {
    let shown = page.shown;
    let mut links = Vec::new();
    for indicator in indicators {
        if indicator.has_region() && regions::has_provinces(page, indicator) {
            let place = [&Route::Regions.path(), "?indicator=", &indicator.id].concat();
            let title = indicator.title.get(page.english());
            let link = el("a").class("go").bind("href", move || shown.place_link(&place)).text(title);
            links.push(el("li").child(link));
        }
    }
    let list = section(page.text(Key::REGIONS_ON_MAP), true);
    (!links.is_empty()).then(|| list.child(el("ul").child(links)).view())
}

/// Indicators in rows: their values and, if any has one, their targets and whether they are met.
fn figures(page: &Page, caption: String, indicators: &[&Indicator]) -> Table {
    let with_targets = indicators.iter().any(|indicator| indicator.target.is_some());
    let mut head = vec![Head::text(page.text(Key::TOPIC_INDICATOR)), Head::number(page.text(Key::TOPIC_VALUE))];
    if with_targets {
        head.push(Head::number(page.text(Key::PERFORMANCE_TARGET)));
        head.push(Head::text(page.text(Key::PERFORMANCE_STATUS)));
    }
    let row = |indicator: &&Indicator| {
        let reading = indicator.read(&page.report.engine, &Context::year(page.year));
        let mut cells = vec![value_figure(page, indicator, &reading).into()];
        match reading.target.as_ref() {
            Some(target) => {
                let open = Aspect::Target.name(&indicator.id, None, &[]);
                cells.push(Figure::of(page, target, indicator.precision, &indicator.unit, open).into());
                cells.push(status_cell(page, reading.status));
            }
            None if with_targets => cells.extend([Cell::None, Cell::None]),
            None => {}
        }
        let title = indicator.title.get(page.english()).to_owned();
        Row { note: indicator.note.get(page.english()).to_owned(), ..Row::of(title, cells) }
    };
    Table { caption, class: "more", head, rows: indicators.iter().map(row).collect() }
}

/// The tables of a topic, each folded away under its name; they are loaded when somebody asks for them.
fn tables(page: &Page, code: &str) -> El {
    let (shown, data, code) = (page.shown, page.data, code.to_owned());
    let asked_for = memo(move || shown.view(|view| view.data));
    let there = {
        let code = code.clone();
        memo(move || match data.get() {
            Data::Ready(report) => has_all(&report, &needs(&report, &code, true)),
            _ => false,
        })
    };
    // Once it is drawn, a table that the address names is brought into sight.
    let linked = chosen(move || shown.view(|view| view.table.clone()));
    effect(move || {
        if let (true, Some(name)) = (there.get(), linked.get()) {
            browser::go_to(id_of(&name));
        }
    });
    let section =
        section(page.text(Key::TOPIC_TABLES), true).class("sheets").attr("id", SECTION).attr("tabindex", "-1");
    let page = page.clone();
    // Drawn by itself, so that the page stays as it is when they arrive.
    let content = move || {
        if !asked_for.get() {
            let count = page.report.resources_of(&code).filter(|resource| resource.role.is_data()).count();
            let words = page.fill(Key::TOPIC_SHOW_TABLES, &[("count", &count.to_string())]);
            let show = el("button").attr("type", "button").press(move || {
                // The button goes: the keyboard stays where the tables will be.
                browser::focus(SECTION);
                shown.change(|view| view.data = true);
            });
            return el("p").child(show.text(words)).view();
        }
        match data.get_untracked() {
            Data::Ready(report) if there.get() => {
                sheets(&Page { report, ..page.clone() }, &code, linked.get().as_deref())
            }
            _ => el("p").attr("role", "status").text(page.text(Key::LOADING)).view(),
        }
    };
    section.child(live(content))
}

/// The id of the tables' section.
const SECTION: &str = "tables";

/// The id of a table.
fn id_of(name: &str) -> String {
    format!("table-{name}")
}

/// The tables under their names; the one that is named is unfolded.
fn sheets(page: &Page, code: &str, unfolded: Option<&str>) -> AnyView {
    let mut views = Vec::new();
    for resource in page.report.resources_of(code) {
        let Some(data) = sheet(page, &resource.name).filter(|_| resource.role.is_data()) else { continue };
        let source = parts::source(page, resource.text("section", false));
        let description = Some(resource.text("description", page.english())).filter(|words| !words.is_empty());
        let details = el("details").attr("id", id_of(&resource.name)).attr("tabindex", "-1");
        let details = if unfolded == Some(&resource.name) { details.attr("open", "") } else { details };
        let details = details
            .child(el("summary").text(resource.text("title", page.english())))
            .child(description.map(|words| el("p").text(words)))
            .child(sorted(page, data))
            .child(el("p").class("source").text(source));
        views.push(details.view());
    }
    all(views)
}
