//! Finance: the three statements as accountants read them, how revenue became surplus, and whether everything ties.

use leptos::prelude::*;
use rust_decimal::Decimal;

use super::{drawings, heading, parts, section};
use crate::{
    chart::{Heading, bullet, paired, waterfall},
    formula::{Context, Formula, NotComputable},
    indicator::{LayoutKind, LayoutRow},
    locale::{self, Key},
    package::Role,
    report::{Aspect, Report},
    ui::{
        Cell, Chart, El, Figure, Head, Page, Row, Table, all, badge, chart_frame, el, label, no_number, table,
        value_figure,
    },
};

/// What must be zero for the statements to tie.
const TIES: [&str; 5] =
    ["balance_difference", "cash_tie", "surplus_tie", "opening_cash_tie", "accumulated_surplus_tie"];
/// What is compared with the year before.
const COMPARED: [&str; 7] =
    ["total_revenue", "total_expenses", "total_assets", "total_liabilities", "equity", "cash", "loans"];

/// The topic under which the package has the statements and their order.
const TOPIC: &str = "finance";

/// The tables of the topic.
pub(super) fn needs(report: &Report, with_tables: bool) -> Vec<String> {
    let mut names = super::topic::needs(report, TOPIC, with_tables);
    let layout = report.resources_of(TOPIC).filter(|resource| resource.role == Role::StatementLayout);
    names.extend(layout.map(|resource| resource.name.clone()));
    let formulas = report.layout.iter().filter_map(|row| row.formula.as_ref());
    names.extend(formulas.flat_map(Formula::columns).map(|column| column.table.clone()));
    names
}

pub(super) fn view(page: &Page) -> AnyView {
    let millions = |id| {
        let (indicator, reading) = page.report.read(id, page.year)?;
        Some(locale::number(reading.exact.ok()?, indicator.precision))
    };
    let lead = (|| {
        Some(page.fill(
            Key::FINANCE_LEAD,
            &[
                ("revenue", &millions("total_revenue")?),
                ("expenses", &millions("total_expenses")?),
                ("surplus", &millions("surplus")?),
            ],
        ))
    })();
    let mut statements: Vec<&str> = Vec::new();
    for row in &page.report.layout {
        if !statements.contains(&row.statement.as_str()) {
            statements.push(&row.statement);
        }
    }
    let lead = lead.unwrap_or_else(|| page.text(Key::FINANCE_NO_LEAD).to_owned());
    let cards = ["total_revenue", "total_expenses", "surplus", "total_assets"];
    let cards: Vec<El> = cards.map(|id| parts::card(page, id, parts::growth_line(page, id))).into();
    let mut views = vec![
        heading(page, page.text(Key::NAV_FINANCE), lead).view(),
        el("p").class("note").text(page.text(Key::FINANCE_UNAUDITED)).view(),
        section(page.text(Key::OVERVIEW_HEADLINES), false).child(el("div").class("cards").child(cards)).view(),
        el("section")
            .class("charts")
            .child(chart_frame(page, from_revenue_to_surplus(page)))
            .child(chart_frame(page, compared(page)))
            .view(),
        ties(page).view(),
    ];
    views.extend(statements.into_iter().map(|code| statement(page, code).view()));
    let topic = page.report.topics().into_iter().find(|topic| topic.code == TOPIC);
    views.extend(topic.into_iter().flat_map(|topic| super::topic::content(page, &topic)));
    all(views)
}

/// A number of a subject as a figure, without its unit where the column says it.
fn figure(page: &Page, name: String, write: fn(Decimal) -> String, unit: &str) -> Figure {
    let value = page.report.subject(&name, page.year).map(|subject| subject.work_out(&page.report).0);
    let text = match value {
        Some(Ok(value)) => Ok(write(value)),
        Some(Err(reason)) => Err(no_number(page, &reason)),
        None => Err((Key::FIGURE_NO_DATA, page.text(Key::FIGURE_NO_DATA).to_owned())),
    };
    Figure { text, unit: page.unit(unit), open: name }
}

/// How revenue, line by line, less expenses, line by line, leaves the surplus.
fn from_revenue_to_surplus(page: &Page) -> Chart {
    let title = page.text(Key::FINANCE_WATERFALL).to_owned();
    let mut flow = drawings::Flow::default();
    let mut step = |name, title, value: &_, kind, less| flow.step(page, name, title, value, kind, less);
    for (total, less) in [("total_revenue", false), ("total_expenses", true)] {
        let Some((indicator, reading)) = page.report.read(total, page.year) else { continue };
        for part in indicator.breakdown(&page.report.engine, &Context::year(page.year), "line") {
            let exact = &part.reading.exact;
            // The lines of the other statements are in the codelist, too, but have no rows here.
            if matches!(exact, Err(NotComputable::NoRows { .. })) {
                continue;
            }
            let name = Aspect::Value.name(total, None, &part.reading.context.dimensions);
            let title = part.title.get(page.english()).to_owned();
            step(name, title, exact, waterfall::Kind::Change, less);
        }
        if !less {
            let title = indicator.title.get(page.english()).to_owned();
            step(Aspect::Value.name(total, None, &[]), title, &reading.exact, waterfall::Kind::Total, false);
        }
    }
    if let Some((indicator, reading)) = page.report.read("surplus", page.year) {
        let title = indicator.title.get(page.english()).to_owned();
        step(Aspect::Value.name("surplus", None, &[]), title, &reading.exact, waterfall::Kind::Total, false);
    }
    flow.chart(page, "waterfall", title, "3.7")
}

/// The main amounts beside those of the year before.
fn compared(page: &Page) -> Chart {
    let title = page.text(Key::FINANCE_COMPARED).to_owned();
    let (before, after) = (page.year - 1, page.year);
    let year = |year| locale::fiscal_year_short(year, page.language);
    let mut rows = Vec::new();
    let mut table_rows = Vec::new();
    let mut opens = Vec::new();
    for id in COMPARED {
        let (Some((indicator, now)), Some((_, then))) = (page.report.read(id, after), page.report.read(id, before))
        else {
            continue;
        };
        let value = |reading: &crate::indicator::Reading, year: i32| {
            Figure::of(page, &reading.exact, indicator.precision, "one", Aspect::Value.name(id, Some(year), &[]))
        };
        let change_name = Aspect::Growth.name(id, None, &[]);
        let change = figure(page, change_name.clone(), |change| locale::signed(change, 2), "percent");
        let pair = |reading: &crate::indicator::Reading, year: i32| paired::Value {
            value: parts::length(&reading.exact),
            text: value(reading, year).plain(page),
        };
        let title = indicator.title.get(page.english()).to_owned();
        rows.push(paired::Row {
            key: id.to_owned(),
            label: label(&title),
            before: pair(&then, before),
            after: pair(&now, after),
            change: change.plain(page),
            status: bullet::Status::None,
            note: None,
        });
        opens.push((id.to_owned(), change_name));
        table_rows.push(Row::of(title, vec![value(&then, before).into(), value(&now, after).into(), change.into()]));
    }
    let head = vec![
        Head::text(""),
        Head::number(year(before)),
        Head::number(year(after)),
        Head::number(page.text(Key::FINANCE_CHANGE_PERCENT)),
    ];
    let spec = paired::Spec {
        heading: Heading { title: title.clone(), ..Heading::default() },
        before: label(&year(before)),
        after: label(&year(after)),
        rows,
    };
    Chart {
        id: "compared".to_owned(),
        title: title.clone(),
        subtitle: page.fill(
            Key::FINANCE_COMPARED_UNIT,
            &[("unit", &page.unit("million_baht")), ("before", &year(before)), ("after", &year(after))],
        ),
        draw: Box::new(move |width, theme, words| paired::draw(&spec, width, theme, words)),
        table: Table { caption: title, head, rows: table_rows, ..Table::default() },
        opens,
        choose: None,
        source: parts::source(page, "3.7"),
    }
}

/// Whether the statements tie, each check with the difference that must be zero.
fn ties(page: &Page) -> El {
    let check = |id| {
        let (indicator, reading) = page.report.read(id, page.year)?;
        let (class, sign, key) = match &reading.exact {
            Ok(difference) if difference.is_zero() => ("badge met", "✓", Key::FINANCE_TIES),
            Ok(_) => ("badge not-met", "≠", Key::FINANCE_DOES_NOT_TIE),
            Err(_) => ("badge", "○", Key::FIGURE_NOT_COMPUTABLE),
        };
        let figure = value_figure(page, indicator, &reading).view(page);
        let difference = format!("{} ", page.text(Key::FINANCE_DIFFERENCE));
        let item = el("li").child(badge(class, sign, page.text(key)));
        let item = item.child(el("span").text(indicator.title.get(page.english())));
        Some(item.child(el("span").class("line").text(difference).child(figure)))
    };
    let checks: Vec<El> = TIES.into_iter().filter_map(check).collect();
    section(page.text(Key::FINANCE_TIES_TITLE), true).child(el("ul").class("ties").child(checks))
}

/// A statement: two years, change in baht and per cent, common size.
fn statement(page: &Page, code: &str) -> El {
    let rows: Vec<&LayoutRow> = page.report.layout.iter().filter(|row| row.statement == code).collect();
    let common_size = rows.iter().any(|row| row.base);
    let year = |year| locale::fiscal_year_short(year, page.language);
    let title = statement_title(page, code);
    let mut head = vec![
        Head::text(""),
        Head::number(year(page.year)),
        Head::number(year(page.year - 1)),
        Head::number(page.text(Key::FINANCE_CHANGE)),
        Head::number(page.text(Key::FINANCE_CHANGE_PERCENT)),
    ];
    if common_size {
        head.push(Head::number(page.text(Key::FINANCE_COMMON_SIZE)));
    }
    let caption = page.fill(Key::FINANCE_CAPTION, &[("title", &title), ("unit", &page.unit("baht"))]);
    let rows = rows.into_iter().map(|row| statement_row(page, row, common_size)).collect();
    el("section")
        .class("statement")
        .child(el("h2").text(title))
        .child(table(page, Table { caption, class: "accounts", head, rows }, true))
        .child(el("p").class("source").text(parts::source(page, "3.7")))
}

/// The statement's name in the codelist that its lines are tied to.
fn statement_title(page: &Page, code: &str) -> String {
    let package = &page.report.engine.package;
    let layouts = package.of_role(Role::StatementLayout);
    let lists = layouts.filter_map(|layout| package.codelist_of(&layout.name, "statement"));
    let titles =
        lists.filter_map(|list| Some(list.localized(list.find("code", code)?, "title", page.english()).to_owned()));
    titles.into_iter().next().unwrap_or_else(|| code.to_owned())
}

fn statement_row(page: &Page, row: &LayoutRow, common_size: bool) -> Row {
    let class = match row.kind {
        LayoutKind::Heading => "heading-row",
        LayoutKind::Line => "",
        LayoutKind::Total => "total",
        LayoutKind::GrandTotal => "total grand",
    };
    let title = row.title.get(page.english()).to_owned();
    let mut cells: Vec<Cell> = Vec::new();
    if row.formula.is_some() {
        let amount = |value| locale::accounting(value, 2);
        let name = |aspect: Aspect, year| aspect.name(&row.id, year, &[]);
        cells.push(figure(page, name(Aspect::Value, Some(page.year)), amount, "one").into());
        cells.push(figure(page, name(Aspect::Value, Some(page.year - 1)), amount, "one").into());
        cells.push(figure(page, name(Aspect::Change, None), amount, "one").into());
        cells.push(figure(page, name(Aspect::Growth, None), |value| locale::signed(value, 2), "percent").into());
        if common_size {
            let share = |value| locale::number(value, 2);
            cells.push(figure(page, name(Aspect::CommonSize, None), share, "percent").into());
        }
    }
    Row { title, class, depth: row.depth, cells, ..Row::default() }
}
