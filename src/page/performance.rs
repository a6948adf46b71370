//! Performance: every programme against its targets, by development issue.

use leptos::prelude::*;

use super::heading;
use crate::{
    indicator::{Direction, Reading, Status},
    locale::{self, Key},
    report::{Aspect, Item, Programme, Target},
    state::Route,
    ui::{Figure, Page, badge, value_figure},
};

pub(super) fn view(page: &Page) -> AnyView {
    let programmes = page.report.programmes(page.year);
    let (met, judged) = verdicts(page, &programmes);
    let lead = page.fill(Key::PERFORMANCE_LEAD, &[("met", &met.to_string()), ("judged", &judged.to_string())]);
    let mut issues: Vec<(&String, &str)> = Vec::new();
    for programme in &programmes {
        let (code, title) = &programme.issue;
        if issues.iter().all(|(other, _)| *other != code) {
            issues.push((code, title.get(page.english())));
        }
    }
    let sections = issues.iter().enumerate().map(|(index, (code, title))| {
        let of_issue = programmes.iter().filter(|programme| programme.issue.0 == **code);
        let number = (index + 1).to_string();
        view! {
            <section class="issue">
                <h2>
                    <span class="kicker">{page.fill(Key::PERFORMANCE_ISSUE, &[("number", &number)])}</span>
                    {(*title).to_owned()}
                </h2>
                {of_issue.map(|one| programme(page, one)).collect_view()}
            </section>
        }
    });
    view! {
        {heading(page, page.text(Key::NAV_PERFORMANCE), lead)}
        {sections.collect_view()}
    }
    .into_any()
}

/// How many items meet their target, of how many that have one in numbers.
fn verdicts(page: &Page, programmes: &[Programme]) -> (usize, usize) {
    let items = programmes.iter().flat_map(|programme| &programme.items);
    let status = items.filter_map(|item| Some(page.report.read(item.indicator.as_deref()?, page.year)?.1.status));
    status.fold((0, 0), |(met, judged), status| match status {
        Status::Met => (met + 1, judged + 1),
        Status::NotMet => (met, judged + 1),
        _ => (met, judged),
    })
}

fn programme(page: &Page, programme: &Programme) -> AnyView {
    let shown = page.shown;
    let route = Route::Programme(programme.code.clone());
    let number = programme.number.map(|number| locale::number(number, 0)).unwrap_or_default();
    let title = programme.title.get(page.english()).to_owned();
    view! {
        <article class="programme">
            <h3>
                <a href=move || shown.link(&route)>
                    <span class="ordinal">{number}</span>
                    {title}
                </a>
            </h3>
            {items(page, programme)}
        </article>
    }
    .into_any()
}

/// The items of a programme, and what is planned for the next year.
pub(super) fn items(page: &Page, programme: &Programme) -> AnyView {
    let heads = [
        (Key::PERFORMANCE_ITEM, false),
        (Key::PERFORMANCE_TARGET, true),
        (Key::PERFORMANCE_RESULT, true),
        (Key::PERFORMANCE_ACHIEVEMENT, true),
        (Key::PERFORMANCE_STATUS, false),
    ];
    let head = heads.map(|(key, numeric)| {
        view! { <th scope="col" role="columnheader" class:numeric=numeric>{page.text(key)}</th> }
    });
    let rows = programme.items.iter().map(|one| item(page, one)).collect_view();
    let next = programme.next.iter().map(|target| view! { <li>{next(page, target)}</li> }).collect_view();
    let year = locale::fiscal_year_short(page.year + 1, page.language);
    view! {
        <table class="data items" role="table">
            <caption class="unseen">{programme.title.get(page.english()).to_owned()}</caption>
            <thead role="rowgroup"><tr role="row">{head}</tr></thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
        {(!programme.next.is_empty()).then(|| view! {
            <div class="next">
                <span class="kicker">{page.fill(Key::PERFORMANCE_NEXT, &[("year", &year)])}</span>
                <ul>{next}</ul>
            </div>
        })}
    }
    .into_any()
}

fn item(page: &Page, item: &Item) -> AnyView {
    let english = page.english();
    let title = format!("{} {}", item.item, item.title.get(english));
    let read = item.indicator.as_deref().and_then(|id| page.report.read(id, page.year));
    // What has a number is shown by it; what has none, in the report's own words.
    let (target, result, achieved, status) = match read.filter(|_| !item.qualitative) {
        Some((indicator, reading)) => {
            let name = Aspect::Target.name(&indicator.id, None, &[]);
            let target = reading.target.as_ref().filter(|_| reading.status != Status::NotComputable);
            let target = target.map(|target| {
                let figure = Figure::of(page, target, indicator.precision, &indicator.unit, name).view(page);
                if indicator.direction == Direction::Lower {
                    view! { {page.text(Key::PERFORMANCE_AT_MOST)} " " {figure} }.into_any()
                } else {
                    figure
                }
            });
            let result = value_figure(page, indicator, &reading).view(page);
            (target, result, achievement(page, &indicator.id, &reading, indicator.direction), status(&reading))
        }
        None => {
            let words = |text: &str| view! { <span class="words">{text.to_owned()}</span> }.into_any();
            let target = Some(words(item.target.get(english)));
            (target, words(item.result.get(english)), None, None)
        }
    };
    let none = || view! { <span class="none">"–"</span> }.into_any();
    let status = match status {
        Some(status) => badge(page, status),
        None => view! {
            <span class="badge"><span class="sign" aria-hidden="true">"○"</span>{page.text(Key::STATUS_QUALITATIVE)}</span>
        }
        .into_any(),
    };
    let cell = |key: Key, numeric: bool, content: AnyView| {
        view! { <td role="cell" class:numeric=numeric data-title=page.text(key)>{content}</td> }
    };
    let note = item.note.get(english).to_owned();
    let achieved = achieved.unwrap_or_else(none);
    view! {
        <tr role="row">
            <th scope="row" role="rowheader">
                {title}
                {(!note.is_empty()).then(|| view! { <span class="note">{note}</span> })}
            </th>
            {cell(Key::PERFORMANCE_TARGET, true, target.unwrap_or_else(none))}
            {cell(Key::PERFORMANCE_RESULT, true, result)}
            {cell(Key::PERFORMANCE_ACHIEVEMENT, true, achieved)}
            {cell(Key::PERFORMANCE_STATUS, false, status)}
        </tr>
    }
    .into_any()
}

fn status(reading: &Reading) -> Option<Status> {
    Some(reading.status)
}

/// The per cent of the target; of a limit not to be passed there is none to speak of.
fn achievement(page: &Page, id: &str, reading: &Reading, direction: Direction) -> Option<AnyView> {
    let achieved = reading.achievement.as_ref().filter(|_| direction == Direction::Higher)?;
    Some(Figure::of(page, achieved, 2, "percent", Aspect::Achievement.name(id, None, &[])).view(page))
}

fn next(page: &Page, target: &Target) -> String {
    let english = page.english();
    match target.number {
        Some(number) => {
            let unit = page.unit(&target.unit);
            let figure = locale::plain(number);
            let figure = if unit == "%" { format!("{figure}%") } else { format!("{figure} {unit}") };
            format!("{} · {figure}", target.title.get(english))
        }
        None => target.text.get(english).to_owned(),
    }
}
