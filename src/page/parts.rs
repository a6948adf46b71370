//! What several pages are made of: cards, breakdown charts, sources.

use leptos::prelude::*;
use rust_decimal::Decimal;

use super::section;
use crate::{
    chart::{Heading, LIGHT, Label, bar, stacked},
    formula::{Context, NotComputable},
    indicator::{Direction, Indicator, Part, Reading, Text, level},
    locale::{self, Key},
    report::{Aspect, REGION, Region},
    ui::{
        Cell, Chart, El, Figure, Head, Page, Row, Table, chart_frame, chosen, el, label, live, status_badge, table,
        value_figure,
    },
};

/// A length on screen; the only use that floats have.
pub(super) fn length(value: &Result<Decimal, NotComputable>) -> Option<f64> {
    let value = value.as_ref().ok()?;
    // The digits as a float, then the point: nearer than any pixel.
    Some(value.mantissa() as f64 / (0..value.scale()).fold(1.0, |power, _| power * 10.0))
}

/// A card: one figure, its unit and year, its target, its verdict. `more` stands below, one line each.
pub(super) fn card(page: &Page, id: &str, more: Vec<El>) -> El {
    let card = el("article").class("card");
    let Some((indicator, reading)) = page.report.read(id, page.year) else {
        return card.child(el("p").class("big none").text(page.text(Key::FIGURE_NO_DATA)));
    };
    let line = || el("p").class("line");
    let verdict = reading.target.as_ref().map(|target| {
        let open = Aspect::Target.name(id, None, &[]);
        let target = Figure::of(page, target, indicator.precision, &indicator.unit, open);
        let is_limit = indicator.direction == Direction::Lower;
        let key = if is_limit { Key::PERFORMANCE_AT_MOST } else { Key::CARD_TARGET };
        let words = format!(" {} ", page.text(key));
        line().child(status_badge(page, reading.status)).text(words).child(target.view(page))
    });
    // Of a limit the per cent that is used up says less than that it is kept.
    let achievement = reading.achievement.as_ref().filter(|_| indicator.direction != Direction::Lower);
    let achievement = achievement.map(|achieved| {
        let figure = Figure::of(page, achieved, 2, "percent", Aspect::Achievement.name(id, None, &[]));
        line().child(figure.view(page)).text(format!(" {}", page.text(Key::CARD_OF_TARGET)))
    });
    card.child(el("h3").text(indicator.title.get(page.english())))
        .child(el("p").class("big").child(value_figure(page, indicator, &reading).view(page)))
        .child(verdict)
        .child(achievement)
        .child(more)
}

/// The card of an indicator in a region, with the whole country below; of one that has no regions the usual one.
pub(super) fn card_of_region(page: &Page, id: &str, region: &Region) -> El {
    let Some((indicator, country)) = page.report.read(id, page.year).filter(|(one, _)| one.has_region()) else {
        // Nobody is to take it for the region's.
        return card(page, id, vec![el("p").class("line").child(el("strong").text(page.text(Key::REGIONS_ALL)))]);
    };
    let reading = indicator.read(&page.report.engine, &Context::of(page.year, REGION, &region.code));
    let name = page.fill(Key::REGION_NAME, &[("region", region.title.get(page.english()))]);
    let country = value_figure(page, indicator, &country).view(page);
    el("article")
        .class("card")
        .child(el("h3").text(indicator.title.get(page.english())))
        .child(el("p").class("big").child(value_figure(page, indicator, &reading).view(page)))
        .child(el("p").class("line").child(el("strong").text(name)))
        .child(el("p").class("line").text(format!("{} ", page.text(Key::REGIONS_ALL))).child(country))
}

/// Headline cards, of the region that is looked at if there is one.
pub(super) fn cards(page: &Page, ids: Vec<String>) -> AnyView {
    let of_page = page.clone();
    let region = chosen(move || of_page.shown.view(|view| view.region.clone()));
    let page = page.clone();
    live(move || {
        let code = region.get();
        let region = page.report.regions().into_iter().find(|region| code.as_ref() == Some(&region.code));
        let card = |id: &String| match &region {
            Some(region) => card_of_region(&page, id, region),
            None => card(&page, id, Vec::new()),
        };
        el("div").class("cards many").child(ids.iter().map(card).collect::<Vec<_>>()).view()
    })
}

/// A further figure on a card: words before the value of another indicator.
pub(super) fn line(page: &Page, before: Key, id: &str) -> El {
    let figure = page.report.read(id, page.year);
    let figure = figure.map(|(indicator, reading)| value_figure(page, indicator, &reading).view(page));
    el("p").class("line").text(format!("{} ", page.text(before))).child(figure)
}

/// The level of a scale of the ratings that an indicator reaches.
pub(super) fn level_line(page: &Page, id: &str, scale: &str) -> Option<El> {
    let (_, reading) = page.report.read(id, page.year)?;
    let level = level(&page.report.engine.package, scale, page.year, reading.exact.ok()?)?;
    let words = page.fill(Key::OVERVIEW_LEVEL, &[("level", level.title.get(page.english()))]);
    Some(el("p").class("line").text(words))
}

/// How an indicator changed from the year before, in per cent.
pub(super) fn growth_line(page: &Page, id: &str) -> Vec<El> {
    let open = Aspect::Growth.name(id, None, &[]);
    let change = page.report.subject(&open, page.year).map(|subject| subject.work_out(&page.report).0);
    // A change that says nothing (a deficit that became a surplus) is left to the working-out.
    let Some(Ok(change)) = change else { return Vec::new() };
    let figure = Figure { text: Ok(locale::signed(change, 2)), unit: page.unit("percent"), open };
    let before = locale::fiscal_year_short(page.year - 1, page.language);
    let words = page.fill(Key::CARD_SINCE, &[("year", &before)]);
    vec![el("p").class("line").child(figure.view(page)).text(format!(" {words}"))]
}

/// Where an indicator's figures stand in the report.
pub(super) fn source(page: &Page, section: &str) -> String {
    page.fill(Key::SOURCE_SECTION, &[("section", &locale::section(section, page.language))])
}

/// Unit and year, as they stand under a chart's title.
pub(super) fn unit_and_year(page: &Page, unit: &str) -> String {
    let year = locale::fiscal_year(page.year, page.language);
    match page.unit(unit) {
        unit if unit.is_empty() => year,
        unit => format!("{unit} · {year}"),
    }
}

/// The bars of an indicator by a dimension; none when there is nothing to show.
pub(super) fn by(page: &Page, indicator: &Indicator, dimension: &str) -> Option<Chart> {
    let parts = indicator.breakdown(&page.report.engine, &Context::year(page.year), dimension);
    (!parts.is_empty()).then(|| titled(page, indicator, bars(page, indicator, parts)))
}

/// The chart of an indicator by one of its dimensions, or by two where it has them; none when there is nothing to show.
fn breakdown(page: &Page, indicator: &Indicator) -> Option<Chart> {
    let (first, second) = match indicator.dimensions.as_slice() {
        [] => return None,
        [first] => (first, None),
        // Rates do not add up to one.
        [first, ..] if indicator.is_rate() && !indicator.is_share() => (first, None),
        [first, second, ..] => (first, Some(second)),
    };
    let by = |dimension: &str| indicator.breakdown(&page.report.engine, &Context::year(page.year), dimension);
    let mut parts = by(first);
    if parts.is_empty() {
        return None;
    }
    // A bar is of no more parts than there are colours: the dimension with more values gives the bars.
    let second = second.map(String::as_str).and_then(|second| {
        let others = by(second);
        if others.len() <= LIGHT.series.len() {
            return Some(second);
        }
        (parts.len() <= LIGHT.series.len()).then(|| {
            parts = others;
            first.as_str()
        })
    });
    let chart = match second {
        None => bars(page, indicator, parts),
        Some(second) => stacks(page, indicator, &parts, second),
    };
    Some(titled(page, indicator, chart))
}

/// The chart with its indicator's title, unit, year and source.
pub(super) fn titled(page: &Page, indicator: &Indicator, mut chart: Chart) -> Chart {
    let title = indicator.title.get(page.english()).to_owned();
    chart.table.caption.clone_from(&title);
    chart.title = title;
    chart.subtitle = unit_and_year(page, &indicator.unit);
    chart.source = source(page, &indicator.section);
    chart
}

/// As many values in each of two dimensions make a chart of stacks that nobody reads: they become a heat table.
const HOT: usize = 5;
/// How many shades a heat table has.
const SHADES: f64 = 5.0;

/// The heat table of an indicator by two dimensions with many values each: the more, the stronger the cell. None where a
/// chart shows it better.
fn heat(page: &Page, indicator: &Indicator) -> Option<El> {
    let [first, second, ..] = indicator.dimensions.as_slice() else { return None };
    let by = |context: &Context, dimension: &str| indicator.breakdown(&page.report.engine, context, dimension);
    let year = Context::year(page.year);
    let (down, across) = (by(&year, first), by(&year, second));
    if down.len() < HOT || across.len() < HOT || (indicator.is_rate() && !indicator.is_share()) {
        return None;
    }
    let inner: Vec<Vec<Part>> = down.iter().map(|part| by(&part.reading.context, second)).collect();
    let values = inner.iter().flatten().filter_map(|part| length(&part.reading.exact));
    let most = values.fold(0.0, f64::max);
    let figure = |part: &Part| Figure { unit: String::new(), ..value_figure(page, indicator, &part.reading) };
    let shaded = |part: &Part| {
        let shade = length(&part.reading.exact).map_or(0.0, |value| value / most * SHADES);
        Cell::Heat(shade.round() as u8, Box::new(figure(part)))
    };
    let total = figure(&Part {
        code: String::new(),
        title: Text::default(),
        reading: indicator.read(&page.report.engine, &year),
    });
    let mut rows: Vec<Row> = Vec::new();
    for (part, inner) in down.iter().zip(&inner) {
        let cell = |code: &Part| inner.iter().find(|one| one.code == code.code).map_or(Cell::None, shaded);
        let cells = across.iter().map(cell).chain([figure(part).into()]).collect();
        rows.push(Row::of(part_title(page, part), cells));
    }
    let totals = across.iter().map(|part| figure(part).into()).chain([total.into()]).collect();
    rows.push(Row { class: "total", ..Row::of(page.text(Key::CHART_TOTAL).to_owned(), totals) });
    let mut head = vec![Head::text("")];
    head.extend(across.iter().map(|part| Head::number(part_title(page, part))));
    head.push(Head::number(page.text(Key::CHART_TOTAL)));
    let title = indicator.title.get(page.english());
    let data = table(page, Table { caption: title.to_owned(), class: "heat", head, rows }, true);
    let scroll = el("div").class("scroll").attr("tabindex", "0").attr("role", "group").attr("aria-label", title);
    let caption = el("figcaption")
        .child(el("h3").text(title))
        .child(el("p").class("subtitle").text(unit_and_year(page, &indicator.unit)));
    let frame = el("figure").class("frame wide").attr("id", format!("by-{}", indicator.id)).child(caption);
    Some(frame.child(scroll.child(data)).child(el("p").class("source").text(source(page, &indicator.section))))
}

/// The charts of indicators by their dimensions, under their heading; none where no indicator has any.
pub(super) fn breakdowns(page: &Page, indicators: &[&Indicator]) -> Option<El> {
    let drawn = |indicator: &&Indicator| match heat(page, indicator) {
        Some(heat) => Some(heat.view()),
        None => breakdown(page, indicator).map(|chart| chart_frame(page, chart)),
    };
    let charts: Vec<AnyView> = indicators.iter().filter_map(drawn).collect();
    let title = page.text(Key::PROGRAMME_BREAKDOWNS);
    (!charts.is_empty()).then(|| section(title, true).child(el("div").class("charts pairs").child(charts)))
}

fn heading(indicator: &Indicator, page: &Page) -> Heading {
    Heading { title: indicator.title.get(page.english()).to_owned(), lead: String::new(), unit: Label::default() }
}

pub(super) fn frame(indicator: &Indicator) -> Chart {
    Chart {
        id: format!("by-{}", indicator.id),
        title: String::new(),
        subtitle: String::new(),
        draw: Box::new(|_, _, _| crate::chart::Scene::default()),
        table: Table::default(),
        opens: Vec::new(),
        choose: None,
        source: String::new(),
    }
}

fn part_title(page: &Page, part: &Part) -> String {
    part.title.get(page.english()).to_owned()
}

fn bars(page: &Page, indicator: &Indicator, parts: Vec<Part>) -> Chart {
    let figure = |reading: &Reading| value_figure(page, indicator, reading);
    let bars = parts.iter().map(|part| bar::Bar {
        key: part.code.clone(),
        label: label(&part_title(page, part)),
        value: length(&part.reading.exact),
        text: number_text(page, &figure(&part.reading)),
        note: None,
    });
    let spec = bar::Spec { heading: heading(indicator, page), bars: bars.collect(), chosen: None };
    let shown = page.shown;
    let rows = parts.iter().map(|part| Row::of(part_title(page, part), vec![figure(&part.reading).into()]));
    let head = vec![Head::text(""), Head::number(indicator.title.get(page.english()))];
    Chart {
        table: Table { head, rows: rows.collect(), ..Table::default() },
        opens: parts.iter().map(|part| (part.code.clone(), figure(&part.reading).open)).collect(),
        // The region that is looked at stands out.
        draw: Box::new(move |width, theme, words| {
            let spec = bar::Spec { chosen: shown.view(|view| view.region.clone()), ..spec.clone() };
            bar::draw(&spec, width, theme, words)
        }),
        ..frame(indicator)
    }
}

/// The number without its unit, which stands over the chart; a per cent sign stays.
pub(super) fn number_text(page: &Page, figure: &Figure) -> String {
    if figure.unit == "%" { figure.plain(page) } else { Figure { unit: String::new(), ..figure.clone() }.plain(page) }
}

fn stacks(page: &Page, indicator: &Indicator, parts: &[Part], second: &str) -> Chart {
    let figure = |reading: &Reading| value_figure(page, indicator, reading);
    let inner: Vec<Vec<Part>> =
        parts.iter().map(|part| indicator.breakdown(&page.report.engine, &part.reading.context, second)).collect();
    // A series that the report gives for no row at all has no place in the legend.
    let series: Vec<(usize, String)> = inner.first().map_or_else(Vec::new, |first| {
        let any = |index: usize| inner.iter().any(|row| row.get(index).is_some_and(|part| part.reading.exact.is_ok()));
        first
            .iter()
            .enumerate()
            .filter(|(index, _)| any(*index))
            .map(|(index, part)| (index, part_title(page, part)))
            .collect()
    });
    let mut rows = Vec::new();
    let mut table_rows = Vec::new();
    let mut opens = Vec::new();
    for (part, inner) in parts.iter().zip(&inner) {
        let shown: Vec<&Part> = series.iter().filter_map(|(index, _)| inner.get(*index)).collect();
        let total = figure(&part.reading);
        opens.push((part.code.clone(), total.open.clone()));
        opens.extend(
            shown
                .iter()
                .enumerate()
                .map(|(index, inner)| (format!("{}/{index}", part.code), figure(&inner.reading).open)),
        );
        rows.push(stacked::Row {
            key: part.code.clone(),
            label: label(&part_title(page, part)),
            parts: shown
                .iter()
                .map(|inner| stacked::Part {
                    value: length(&inner.reading.exact),
                    text: number_text(page, &figure(&inner.reading)),
                    note: None,
                })
                .collect(),
            total: number_text(page, &total),
        });
        let mut cells: Vec<Cell> = shown.iter().map(|inner| figure(&inner.reading).into()).collect();
        cells.push(total.into());
        table_rows.push(Row::of(part_title(page, part), cells));
    }
    let mut head = vec![Head::text("")];
    head.extend(series.iter().map(|(_, title)| Head::number(title.clone())));
    head.push(Head::number(page.text(Key::CHART_TOTAL)));
    let spec = stacked::Spec {
        heading: heading(indicator, page),
        series: series.iter().map(|(_, title)| label(title)).collect(),
        rows,
        scale: stacked::Scale::Amount,
    };
    Chart {
        table: Table { head, rows: table_rows, ..Table::default() },
        opens,
        draw: Box::new(move |width, theme, words| stacked::draw(&spec, width, theme, words)),
        ..frame(indicator)
    }
}
