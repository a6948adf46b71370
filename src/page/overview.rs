//! The overview: what the agency did this year, in ten seconds.

use leptos::prelude::*;

use super::{heading, link, parts, section};
use crate::{
    chart::{Heading, bullet},
    indicator::Direction,
    locale::{self, Key},
    report::{Aspect, Report},
    state::Route,
    ui::{Chart, El, Figure, Head, Page, Row, Table, all, chart_frame, el, label, live_text, status_of, value_figure},
};

/// What stands on the cards.
const SHOWN: [&str; 10] = [
    "housing_total",
    "programme_1_1",
    "programme_1_2",
    "programme_8_1",
    "members_covered",
    "evaluation_score",
    "evaluation_recomputed",
    "total_revenue",
    "total_expenses",
    "surplus",
];

/// The tables from which the cards are computed.
pub(super) fn needs(report: &Report) -> Vec<String> {
    SHOWN.iter().flat_map(|id| report.tables_of(&Aspect::Value.name(id, None, &[]), 0)).collect()
}

pub(super) fn view(page: &Page) -> AnyView {
    let lead = page.report.read("housing_total", page.year).and_then(|(indicator, reading)| {
        let households = locale::number(reading.exact.clone().ok()?, indicator.precision);
        let achieved = locale::number(reading.achievement.clone()?.ok()?, 2);
        Some(page.fill(Key::OVERVIEW_LEAD, &[("households", &households), ("achieved", &achieved)]))
    });
    let mut evaluation = vec![parts::line(page, Key::OVERVIEW_BY_WEIGHTS, "evaluation_recomputed")];
    evaluation.extend(parts::level_line(page, "evaluation_score", "result_levels"));
    let lead = lead.unwrap_or_else(|| page.text(Key::OVERVIEW_NO_LEAD).to_owned());
    let year = || el("p").class("year").text(locale::fiscal_year_short(page.year, page.language));
    let card = |id: &str, mut more: Vec<El>| {
        more.push(year());
        parts::card(page, id, more)
    };
    let cards = vec![
        card("housing_total", Vec::new()),
        card("programme_1_1", Vec::new()),
        card("programme_1_2", Vec::new()),
        card("programme_8_1", vec![parts::line(page, Key::OVERVIEW_MEMBERS, "members_covered")]),
        card("evaluation_score", evaluation),
        card("total_revenue", parts::growth_line(page, "total_revenue")),
        card("total_expenses", parts::growth_line(page, "total_expenses")),
        card("surplus", parts::growth_line(page, "surplus")),
    ];
    all(vec![
        heading(page, page.text(Key::NAV_OVERVIEW), lead).view(),
        section(page.text(Key::OVERVIEW_HEADLINES), false).child(el("div").class("cards").child(cards)).view(),
        el("section").child(chart_frame(page, achievement(page))).view(),
        audit(page).view(),
    ])
}

/// Every programme's result as per cent of its target.
fn achievement(page: &Page) -> Chart {
    let title = page.text(Key::OVERVIEW_ACHIEVEMENT).to_owned();
    let mut rows = Vec::new();
    let mut table_rows = Vec::new();
    let mut opens = Vec::new();
    let items = page.report.programmes(page.year).into_iter().flat_map(|programme| programme.items);
    for item in items {
        let read = item.indicator.as_ref().and_then(|id| page.report.read(id, page.year));
        let Some((indicator, reading)) = read else { continue };
        let (Some(target), Some(achieved)) = (&reading.target, &reading.achievement) else { continue };
        let name =
            page.fill(Key::OVERVIEW_ITEM, &[("item", &item.item), ("title", indicator.title.get(page.english()))]);
        let value = value_figure(page, indicator, &reading);
        let target_name = Aspect::Target.name(&indicator.id, None, &[]);
        let target = Figure::of(page, target, indicator.precision, &indicator.unit, target_name);
        let open = Aspect::Achievement.name(&indicator.id, None, &[]);
        let percent = Figure::of(page, achieved, 2, "percent", open.clone());
        let bare = |figure: &Figure| figure.text.clone().unwrap_or_default();
        let text = page.fill(
            Key::OVERVIEW_RESULT,
            &[("result", &bare(&value)), ("target", &target.plain(page)), ("achieved", &percent.plain(page))],
        );
        opens.push((item.item.clone(), open));
        rows.push(bullet::Row {
            key: item.item,
            label: label(&name),
            percent: parts::length(achieved),
            text,
            status: status_of(reading.status),
            lower_is_better: indicator.direction == Direction::Lower,
            note: None,
        });
        table_rows.push(Row::of(name, vec![target.into(), value.into(), percent.into()]));
    }
    let head = vec![
        Head::text(page.text(Key::PERFORMANCE_ITEM)),
        Head::number(page.text(Key::PERFORMANCE_TARGET)),
        Head::number(page.text(Key::PERFORMANCE_RESULT)),
        Head::number(page.text(Key::PERFORMANCE_ACHIEVEMENT)),
    ];
    let spec = bullet::Spec { heading: Heading { title: title.clone(), ..Heading::default() }, rows };
    Chart {
        id: "achievement".to_owned(),
        title: title.clone(),
        subtitle: page
            .fill(Key::OVERVIEW_ACHIEVEMENT_UNIT, &[("year", &locale::fiscal_year(page.year, page.language))]),
        draw: Box::new(move |width, theme, words| bullet::draw(&spec, width, theme, words)),
        table: Table { caption: title, head, rows: table_rows, ..Table::default() },
        opens,
        choose: None,
        source: parts::source(page, "3.3"),
    }
}

/// What the audit found, in one line, once it is made, and where to read on.
fn audit(page: &Page) -> El {
    let of_page = page.clone();
    let line = live_text(move || super::audit::lead(&of_page));
    let more = el("p").child(link(page, Route::Audit).text(page.text(Key::AUDIT_SEE_ALL)));
    section(page.text(Key::OVERVIEW_AUDIT_TITLE), true).class("audit").child(el("p").child(line)).child(more)
}
