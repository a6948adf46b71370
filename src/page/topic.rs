//! A topic: its opening sentence, its headline figures, its indicators by region and other dimensions, all its tables.

use leptos::prelude::*;

use super::{heading, parts, section};
use crate::{
    browser,
    formula::Context,
    indicator::Indicator,
    locale::{self, Key},
    package::{DESCRIPTOR_FILE, Resource, Role},
    report::{Aspect, LeadPart, Report, Topic},
    ui::{
        Cell, Data, El, Figure, Head, Page, Row, Table, all, el, has_all, live, memo, sheet, status_cell, table,
        value_figure,
    },
};

/// The tables that the page of a topic needs: those that define its indicators, those under them and under its opening
/// sentence, and, if they are to be shown, all of its own with what the whole descriptor says of them.
pub(super) fn needs(report: &Report, code: &str, with_tables: bool) -> Vec<String> {
    let own = report.resources_of(code).filter(|resource| with_tables || resource.role == Role::Indicators);
    let mut names: Vec<String> = own.map(|resource| resource.name.clone()).collect();
    let of_topic = |indicator: &&Indicator| report.topic_of(indicator) == code;
    names.extend(report.tables_under(report.indicators.iter().filter(of_topic)));
    if let Some(topic) = report.topics().into_iter().find(|topic| topic.code == code) {
        let headlines = topic.headlines.iter().filter_map(|id| report.indicator(id));
        names.extend(report.tables_under(headlines));
        // A figure that is not known yet is of the topic, whose indicators are on their way.
        let known = topic.lead_figures().into_iter().filter(|figure| report.subject(figure, 0).is_some());
        names.extend(known.flat_map(|figure| report.tables_of(figure, 0)));
    }
    if with_tables {
        names.push(DESCRIPTOR_FILE.to_owned());
    }
    names
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
    let of_topic: Vec<&Indicator> =
        report.indicators.iter().filter(|indicator| report.topic_of(indicator) == topic.code).collect();
    let is_headline = |indicator: &&Indicator| topic.headlines.contains(&indicator.id);
    let mut views = Vec::new();
    if !topic.headlines.is_empty() {
        let cards: Vec<El> = topic.headlines.iter().map(|id| parts::card(page, id, Vec::new())).collect();
        let cards = el("div").class("cards many").child(cards);
        views.push(section(page.text(Key::OVERVIEW_HEADLINES), false).child(cards).view());
    }
    views.extend(parts::breakdowns(page, of_topic.iter().copied()).map(El::view));
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
    let section =
        section(page.text(Key::TOPIC_TABLES), true).class("sheets").attr("id", SECTION).attr("tabindex", "-1");
    let page = page.clone();
    // Drawn by itself, so that the page stays as it is when they arrive.
    let content = move || {
        if !asked_for.get() {
            let count = page.report.resources_of(&code).filter(|resource| is_data(resource.role)).count();
            let words = page.fill(Key::TOPIC_SHOW_TABLES, &[("count", &count.to_string())]);
            let show = el("button").attr("type", "button").press(move || {
                // The button goes: the keyboard stays where the tables will be.
                browser::focus(SECTION);
                shown.change(|view| view.data = true);
            });
            return el("p").child(show.text(words)).view();
        }
        match data.get() {
            Data::Ready(report) if has_all(&report, &needs(&report, &code, true)) => {
                sheets(&Page { report, ..page.clone() }, &code)
            }
            _ => el("p").attr("role", "status").text(page.text(Key::LOADING)).view(),
        }
    };
    section.child(live(content))
}

/// The id of the tables' section.
const SECTION: &str = "tables";

/// Whether a table is one of data, and not of what is made of them.
fn is_data(role: Role) -> bool {
    use Role::{Identities, IndicatorDescriptions, Indicators, Printed, StatementLayout, Topics};
    !matches!(role, Indicators | IndicatorDescriptions | Topics | StatementLayout | Printed | Identities)
}

fn sheets(page: &Page, code: &str) -> AnyView {
    let one = |resource: &Resource| {
        let data = sheet(page, &resource.name)?;
        let source = parts::source(page, resource.text("section", false));
        let title = resource.text("title", page.english());
        let description = Some(resource.text("description", page.english())).filter(|words| !words.is_empty());
        let scroll = el("div").class("scroll").attr("tabindex", "0").attr("role", "region").attr("aria-label", title);
        Some(
            el("details")
                .attr("id", format!("table-{}", resource.name))
                .child(el("summary").text(title))
                .child(description.map(|words| el("p").text(words)))
                .child(scroll.child(table(page, data, false)))
                .child(el("p").class("source").text(source))
                .view(),
        )
    };
    all(page.report.resources_of(code).filter(|resource| is_data(resource.role)).filter_map(one).collect())
}
