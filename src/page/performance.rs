//! Performance: every programme against its targets, by development issue.

use leptos::prelude::*;

use super::{heading, link};
use crate::{
    indicator::{Direction, Indicator, Reading, Status},
    locale::{self, Key},
    package::Role,
    report::{Aspect, Item, Programme, Report, Target},
    state::Route,
    ui::{Cell, El, Figure, Head, Page, Row, Table, all, el, status_words, table, value_figure},
};

/// The tables of results and plans.
pub(super) fn needs(report: &Report) -> Vec<String> {
    let resources = report.engine.package.descriptor.resources.iter();
    let needed = resources.filter(|resource| matches!(resource.role, Role::Results | Role::Plan));
    needed.map(|resource| resource.name.clone()).collect()
}

pub(super) fn view(page: &Page) -> AnyView {
    let programmes = page.report.programmes(page.year);
    let (met, judged) = verdicts(page, &programmes);
    let lead = page.fill(Key::PERFORMANCE_LEAD, &[("met", &met.to_string()), ("judged", &judged.to_string())]);
    let mut views = vec![heading(page, page.text(Key::NAV_PERFORMANCE), lead).view()];
    let mut rest = programmes.as_slice();
    // Programmes come in the order of their issues, so those of one issue stand together.
    while let Some(first) = rest.first() {
        let count = rest.iter().take_while(|programme| programme.issue.0 == first.issue.0).count();
        let (of_issue, others) = rest.split_at(count);
        let number = views.len().to_string();
        let kicker = el("span").class("kicker").text(page.fill(Key::PERFORMANCE_ISSUE, &[("number", &number)]));
        let title = el("h2").child(kicker).text(first.issue.1.get(page.english()));
        let section = el("section").class("issue").child(title);
        views.push(section.child(of_issue.iter().map(|one| programme(page, one)).collect::<Vec<_>>()).view());
        rest = others;
    }
    all(views)
}

/// How many items meet their target, of how many that have one in numbers.
fn verdicts(page: &Page, programmes: &[Programme]) -> (usize, usize) {
    let (mut met, mut judged) = (0, 0);
    for item in programmes.iter().flat_map(|programme| &programme.items) {
        let read = item.indicator.as_deref().and_then(|id| page.report.read(id, page.year));
        match read.map(|(_, reading)| reading.status) {
            Some(Status::Met) => (met, judged) = (met + 1, judged + 1),
            Some(Status::NotMet) => judged += 1,
            _ => {}
        }
    }
    (met, judged)
}

fn programme(page: &Page, programme: &Programme) -> El {
    let number = programme.number.map(|number| locale::number(number, 0)).unwrap_or_default();
    let link = link(page, Route::Programme(programme.code.clone()))
        .child(el("span").class("ordinal").text(number))
        .text(programme.title.get(page.english()));
    el("article").class("programme").child(el("h3").child(link)).child(items(page, programme))
}

/// The items of a programme, and what is planned for the next year.
pub(super) fn items(page: &Page, programme: &Programme) -> Vec<El> {
    let head = vec![
        Head::text(page.text(Key::PERFORMANCE_ITEM)),
        Head::number(page.text(Key::PERFORMANCE_TARGET)),
        Head::number(page.text(Key::PERFORMANCE_RESULT)),
        Head::number(page.text(Key::PERFORMANCE_ACHIEVEMENT)),
        Head::text(page.text(Key::PERFORMANCE_STATUS)),
    ];
    let caption = page.fill(Key::PERFORMANCE_CAPTION, &[("title", programme.title.get(page.english()))]);
    let mut rows: Vec<Row> = programme.items.iter().map(|one| item(page, one)).collect();
    if let Some((indicator, reading)) = programme.total.as_deref().and_then(|id| page.report.read(id, page.year)) {
        let title = page.text(Key::CHART_TOTAL).to_owned();
        rows.push(Row { title, class: "total", cells: cells(page, indicator, &reading), ..Row::default() });
    }
    let results = table(page, Table { caption, class: "items", head, rows }, true);
    if programme.next.is_empty() {
        return vec![results];
    }
    let year = locale::fiscal_year_short(page.year + 1, page.language);
    let targets: Vec<El> = programme.next.iter().map(|target| el("li").text(next(page, target))).collect();
    let next = el("div")
        .class("next")
        .child(el("p").class("kicker").text(page.fill(Key::PERFORMANCE_NEXT, &[("year", &year)])))
        .child(el("ul").child(targets));
    vec![results, next]
}

pub(super) fn item(page: &Page, item: &Item) -> Row {
    let english = page.english();
    let read = item.indicator.as_deref().and_then(|id| page.report.read(id, page.year));
    // What has a number is shown by it; what has none, in the report's own words.
    let cells = match read.filter(|_| !item.qualitative) {
        Some((indicator, reading)) => cells(page, indicator, &reading),
        None => {
            let words = |text: &str| if text.is_empty() { Cell::None } else { Cell::Text(text.to_owned()) };
            let qualitative = Cell::Badge("badge", "○", page.text(Key::STATUS_QUALITATIVE).to_owned());
            vec![words(item.target.get(english)), words(item.result.get(english)), Cell::None, qualitative]
        }
    };
    Row {
        title: format!("{} {}", item.item, item.title.get(english)),
        note: item.note.get(english).to_owned(),
        cells,
        ..Row::default()
    }
}

/// Target, result, per cent of target and verdict of an indicator.
fn cells(page: &Page, indicator: &Indicator, reading: &Reading) -> Vec<Cell> {
    let lower = indicator.direction == Direction::Lower;
    let target = reading.target.as_ref().map(|target| {
        let name = Aspect::Target.name(&indicator.id, None, &[]);
        let words = if lower { page.text(Key::PERFORMANCE_AT_MOST) } else { "" };
        let target = Figure::of(page, target, indicator.precision, &indicator.unit, name);
        Cell::Figure(words, Box::new(target))
    });
    // Of a limit not to be passed there is no per cent to speak of.
    let achieved = reading.achievement.as_ref().filter(|_| !lower).map(|achieved| {
        let name = Aspect::Achievement.name(&indicator.id, None, &[]);
        Figure::of(page, achieved, 2, "percent", name).into()
    });
    let target = target.filter(|_| reading.status != Status::NotComputable).unwrap_or(Cell::None);
    let (class, sign, key) = status_words(reading.status);
    let status = Cell::Badge(class, sign, page.text(key).to_owned());
    vec![target, value_figure(page, indicator, reading).into(), achieved.unwrap_or(Cell::None), status]
}

fn next(page: &Page, target: &Target) -> String {
    format!("{} · {}", target.title.get(page.english()), next_target(page, target))
}

/// A target of the year to come, with its unit.
pub(super) fn next_target(page: &Page, target: &Target) -> String {
    let english = page.english();
    // Of a per cent, the report's own words say of what.
    match target.number.filter(|_| target.unit != "percent") {
        Some(number) => locale::with_unit(&locale::plain(number), &page.unit(&target.unit)),
        None => target.text.get(english).to_owned(),
    }
}
