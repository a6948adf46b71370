//! Regions: any indicator on the map, a region's profile against the others and the country, and its provinces.

use leptos::prelude::*;

use super::{heading_with, link, map, parts, section};
use crate::{
    formula::{Context, NotComputable, exact},
    indicator::{Direction, Indicator, Reading, Text},
    locale::{self, Key},
    package::Role,
    report::{REGION, Region, Report, Topic},
    state::Route,
    ui::{
        Cell, Choice, El, Figure, Head, Page, Row, Table, all, chart_frame, chosen, el, live, live_text, select, table,
        value_figure,
    },
};

/// What is compared until somebody chooses.
const FIRST: &str = "strong_communities";

/// The tables that define indicators, and those under the ones that can be compared by region.
pub(super) fn needs(report: &Report) -> Vec<String> {
    let resources = report.engine.package.descriptor.resources.iter();
    let mut names: Vec<String> =
        resources.filter(|resource| resource.role == Role::Indicators).map(|resource| resource.name.clone()).collect();
    names.extend(["provinces".to_owned(), "regions".to_owned()]);
    names.extend(report.tables_under(&report.compared_by_region().collect::<Vec<_>>()));
    names
}

pub(super) fn view(page: &Page) -> AnyView {
    let shown = page.shown;
    let report = &page.report;
    // What is not understood is passed over.
    let of_page = page.clone();
    let indicator = chosen(move || {
        let known = |id: &String| of_page.report.compared_by_region().any(|one| one.id == *id);
        shown.view(|view| view.indicator.clone()).filter(known)
    });
    let codes: Vec<String> = report.regions().into_iter().map(|region| region.code).collect();
    let of_codes = codes.clone();
    let region = chosen(move || shown.view(|view| view.region.clone()).filter(|code| of_codes.contains(code)));
    let beside = chosen(move || shown.view(|view| view.beside.clone()).filter(|code| codes.contains(code)));

    let of_lead = page.clone();
    let lead = live_text(move || {
        let compared = compared(&of_lead, indicator.get().as_deref());
        compared.map(|one| lead(&of_lead, one, region.get().as_deref())).unwrap_or_default()
    });
    let heading = heading_with(page, page.text(Key::NAV_REGIONS), page.text(Key::REGIONS_HOW), lead);
    let outlines = map::outlines();
    let of_map = page.clone();
    let pictures = live(move || {
        let id = indicator.get();
        let page = of_map.clone();
        let bars = compared(&of_map, id.as_deref()).and_then(|one| parts::by(&of_map, one, REGION));
        let bars = bars.map(|chart| chart_frame(&of_map, chart));
        let draw = move |atlas| match compared(&page, id.as_deref()) {
            Some(one) => chart_frame(&page, map::chart(&page, one, atlas)),
            None => ().into_any(),
        };
        let map = map::with(&of_map, outlines, draw);
        el("div").class("charts pairs").child(map).child(bars).view()
    });
    let of_profile = page.clone();
    let profile = live(move || {
        let topic = compared(&of_profile, indicator.get().as_deref()).map(|one| of_profile.report.topic_of(one));
        let profile = profile(&of_profile, topic, region.get().as_deref(), beside.get().as_deref());
        all(profile.into_iter().map(El::view).collect())
    });
    let of_provinces = page.clone();
    let provinces = live(move || provinces(&of_provinces, region.get().as_deref()));
    let fields = el("div")
        .class("fields")
        .child(indicator_field(page, indicator))
        .child(region_field(page, Key::REGIONS_REGION, Key::REGIONS_ALL, region, false))
        .child(region_field(page, Key::REGIONS_BESIDE, Key::REGIONS_NONE, beside, true));
    all(vec![
        heading.view(),
        fields.view(),
        section(page.text(Key::REGIONS_MAP), false).child(pictures).view(),
        section(page.text(Key::REGIONS_PROFILE), true).class("sheets").child(profile).view(),
        section(page.text(Key::REGIONS_PROVINCES), true).class("sheets").child(provinces).view(),
    ])
}

/// The indicator that is compared.
fn compared<'a>(page: &'a Page, id: Option<&str>) -> Option<&'a Indicator> {
    let id = id.unwrap_or(FIRST);
    let mut all = page.report.compared_by_region();
    all.find(|indicator| indicator.id == id).or_else(|| page.report.compared_by_region().next())
}

fn indicator_field(page: &Page, indicator: Memo<Option<String>>) -> El {
    let shown = page.shown;
    let mut choices = Vec::new();
    for topic in page.report.topics() {
        let of_topic = page.report.compared_by_region().filter(|one| page.report.topic_of(one) == topic.code);
        choices.extend(of_topic.map(|one| Choice {
            value: one.id.clone(),
            words: one.title.get(page.english()).to_owned(),
            group: topic.title.get(page.english()).to_owned(),
        }));
    }
    let choose = move |id| shown.change(|view| view.indicator = Some(id).filter(|id| id != FIRST));
    select(
        page.text(Key::REGIONS_INDICATOR),
        choices,
        move || indicator.get().unwrap_or_else(|| FIRST.to_owned()),
        choose,
    )
}

/// A choice of a region, or of none. The other region when two are compared is chosen by the same means.
fn region_field(page: &Page, label: Key, none: Key, chosen: Memo<Option<String>>, is_beside: bool) -> El {
    let shown = page.shown;
    let mut choices = vec![Choice { value: String::new(), words: page.text(none).to_owned(), group: String::new() }];
    choices.extend(page.report.regions().into_iter().map(|region| Choice {
        words: name(page, &region),
        value: region.code,
        group: String::new(),
    }));
    let choose = move |code: String| {
        let code = Some(code).filter(|code| !code.is_empty());
        shown.change(|view| if is_beside { view.beside = code } else { view.region = code });
    };
    select(page.text(label), choices, move || chosen.get().unwrap_or_default(), choose)
}

/// Whether a map shows more of an indicator than its bars by region do: its tables name provinces.
pub(super) fn has_provinces(page: &Page, indicator: &Indicator) -> bool {
    !indicator.breakdown(&page.report.engine, &Context::year(page.year), map::PROVINCE).is_empty()
}

/// The choice of the region that is looked at; on every page that has figures by region.
pub(super) fn filter(page: &Page) -> El {
    let shown = page.shown;
    let region = chosen(move || shown.view(|view| view.region.clone()));
    let field = region_field(page, Key::REGIONS_REGION, Key::REGIONS_ALL, region, false);
    let more = el("p").child(link(page, Route::Regions).class("go").text(page.text(Key::REGIONS_MORE)));
    el("div").class("fields").child(field).child(year_field(page)).child(more)
}

fn name(page: &Page, region: &Region) -> String {
    page.fill(Key::REGION_NAME, &[("region", region.title.get(page.english()))])
}

fn read(page: &Page, indicator: &Indicator, region: &str) -> Reading {
    indicator.read(&page.report.engine, &Context::of(page.year, REGION, region))
}

/// The choice of the fiscal year, where there are several.
fn year_field(page: &Page) -> Option<El> {
    let (shown, now) = (page.shown, page.year.to_string());
    let years = page.report.years();
    let newest = years.last().copied();
    let choice = |year: &i32| Choice {
        value: year.to_string(),
        words: locale::fiscal_year(*year, page.language),
        group: String::new(),
    };
    let choose = move |year: String| {
        shown.change(|view| view.year = year.parse().ok().filter(|year| Some(*year) != newest));
    };
    (years.len() > 1)
        .then(|| select(page.text(Key::REGIONS_YEAR), years.iter().map(choice).collect(), move || now.clone(), choose))
}

/// The regions' readings of an indicator, those that can be computed, the best first.
fn ranked(page: &Page, indicator: &Indicator) -> Vec<(Region, Reading)> {
    let regions = page.report.regions().into_iter();
    let mut ranked: Vec<(Region, Reading)> = Vec::new();
    for region in regions {
        let reading = read(page, indicator, &region.code);
        let Ok(value) = reading.exact.clone() else { continue };
        // They are few: put in one by one, which takes less code than a sort.
        let is_before = |(_, other): &(Region, Reading)| match (&other.exact, indicator.direction) {
            (Ok(other), Direction::Lower) => *other <= value,
            (Ok(other), _) => *other >= value,
            _ => false,
        };
        let at = ranked.iter().take_while(|one| is_before(one)).count();
        ranked.insert(at, (region, reading));
    }
    ranked
}

/// The place of a region among them: of those with the same value the same.
fn rank(ranked: &[(Region, Reading)], region: &str) -> Option<usize> {
    let (_, own) = ranked.iter().find(|(one, _)| one.code == region)?;
    Some(1 + ranked.iter().take_while(|(_, reading)| reading.exact != own.exact).count())
}

/// What the chosen indicator tells: of a region, or of the highest and the lowest.
fn lead(page: &Page, indicator: &Indicator, region: Option<&str>) -> String {
    let words = |reading: &Reading| value_figure(page, indicator, reading).plain(page);
    let ranked = ranked(page, indicator);
    let country = words(&indicator.read(&page.report.engine, &Context::year(page.year)));
    let (title, count) = (indicator.title.get(page.english()), ranked.len().to_string());
    if let Some((one, reading)) = region.and_then(|code| ranked.iter().find(|(one, _)| one.code == code)) {
        let rank = rank(&ranked, &one.code).unwrap_or_default().to_string();
        let named = [("region", &*name(page, one)), ("title", title), ("value", &words(reading)), ("rank", &rank)];
        return page.fill(Key::REGIONS_ONE, &[&named[..], &[("count", &count), ("country", &country)]].concat());
    }
    // The best is the lowest of what had better be low.
    let ends = match indicator.direction {
        Direction::Lower => (ranked.last(), ranked.first()),
        _ => (ranked.first(), ranked.last()),
    };
    let (Some((first, most)), Some((last, least))) = ends else { return title.to_owned() };
    let named = [
        ("title", title),
        ("first", &name(page, first)),
        ("most", &words(most)),
        ("last", &name(page, last)),
        ("least", &words(least)),
        ("country", &country),
    ];
    page.fill(Key::REGIONS_LEAD, &named)
}

/// Every indicator by region: all five, or one with its place and the others, or two and their difference. A table a topic,
/// of which the one that is looked at is unfolded.
fn profile(page: &Page, open: Option<&str>, region: Option<&str>, beside: Option<&str>) -> Vec<El> {
    let mut regions = page.report.regions();
    // The chosen one first, then the one beside it.
    for code in [beside, region] {
        if let Some(at) = regions.iter().position(|one| Some(one.code.as_str()) == code) {
            let one = regions.remove(at);
            regions.insert(0, one);
        }
    }
    let beside = beside.filter(|other| region.is_some_and(|code| code != *other));
    if beside.is_some() {
        regions.truncate(2);
    }
    let mut head = vec![Head::text("")];
    head.extend(regions.iter().map(|one| Head::number(one.title.get(page.english()))));
    head.push(Head::number(page.text(Key::REGIONS_COUNTRY)));
    let extra = match (region, beside) {
        (_, Some(_)) => Some(Key::REGIONS_DIFFERENCE),
        (Some(_), None) => Some(Key::REGIONS_RANK),
        _ => None,
    };
    let names: Vec<&str> = regions.iter().map(|one| one.title.get(page.english())).collect();
    head.extend(extra.map(|key| match (key, names.as_slice()) {
        (Key::REGIONS_DIFFERENCE, [one, other]) => Head::number(page.fill(key, &[("one", one), ("other", other)])),
        _ => Head::number(page.text(key)),
    }));
    let row = |indicator: &Indicator| {
        let figure = |reading: &Reading| {
            Cell::from(Figure { unit: short(page, indicator), ..value_figure(page, indicator, reading) })
        };
        let readings: Vec<Reading> = regions.iter().map(|one| read(page, indicator, &one.code)).collect();
        let mut cells: Vec<Cell> = readings.iter().map(figure).collect();
        cells.push(figure(&indicator.read(&page.report.engine, &Context::year(page.year))));
        match (extra, region) {
            (Some(Key::REGIONS_RANK), Some(code)) => {
                let ranked = ranked(page, indicator);
                let place = rank(&ranked, code).map(|rank| {
                    let named = [("rank", &*rank.to_string()), ("count", &*ranked.len().to_string())];
                    Cell::Text(page.fill(Key::REGIONS_PLACE, &named))
                });
                cells.push(place.unwrap_or(Cell::None));
            }
            (Some(_), _) => cells.push(difference(indicator, &readings).map_or(Cell::None, Cell::Text)),
            _ => {}
        }
        let unit = page.unit(&indicator.unit);
        Row { note: unit, ..Row::of(indicator.title.get(page.english()).to_owned(), cells) }
    };
    let of_topic = |topic: Topic| {
        let of_topic = page.report.compared_by_region().filter(|one| page.report.topic_of(one) == topic.code);
        let (rates, counts): (Vec<&Indicator>, Vec<&Indicator>) = of_topic.partition(|one| one.is_rate());
        // Rates first: they compare regions of different size.
        let rows: Vec<Row> = rates.into_iter().chain(counts).map(row).collect();
        let title = topic.title.get(page.english()).to_owned();
        let summary = el("summary").text(title.clone());
        let folded = el("details").child(summary);
        let folded = if open == Some(&topic.code) { folded.attr("open", "") } else { folded };
        (!rows.is_empty()).then(|| {
            let scroll = el("div").class("scroll").attr("tabindex", "0").attr("role", "region");
            let scroll = scroll.attr("aria-label", title.clone());
            let data = Table { caption: title, class: "profile", head: head.clone(), rows };
            folded.child(scroll.child(table(page, data, true)))
        })
    };
    page.report.topics().into_iter().filter_map(of_topic).collect()
}

/// A per cent sign; other units stand once, beside the row's name.
fn short(page: &Page, indicator: &Indicator) -> String {
    Some(page.unit(&indicator.unit)).filter(|unit| unit == "%").unwrap_or_default()
}

/// How much more the first has than the second.
fn difference(indicator: &Indicator, readings: &[Reading]) -> Option<String> {
    let values: Result<Vec<_>, NotComputable> = readings.iter().map(|reading| reading.exact.clone()).collect();
    match values.ok()?.as_slice() {
        [first, second] => Some(locale::signed(exact::subtract(*first, *second).ok()?, indicator.precision)),
        _ => None,
    }
}

/// The provinces of the region, or of each.
fn provinces(page: &Page, region: Option<&str>) -> AnyView {
    let english = page.english();
    let of_region = |one: Region| {
        let count = one.provinces.len().to_string();
        let words = format!("{} ({})", name(page, &one), page.fill(Key::REGION_PROVINCES, &[("count", &count)]));
        let item = |(_, title, assumed): &(String, Text, Text)| {
            let sign = if assumed.get(english).is_empty() { "" } else { "*" };
            el("li").text([title.get(english), sign].concat())
        };
        let assumed = one.provinces.iter().map(|(.., assumed)| assumed.get(english)).find(|words| !words.is_empty());
        let assumed = assumed.map(|words| el("p").class("source").text(["* ", words].concat()));
        let list = el("ul").class("names").child(one.provinces.iter().map(item).collect::<Vec<_>>());
        let details = el("details").child(el("summary").text(words)).child(list).child(assumed);
        if region == Some(one.code.as_str()) { details.attr("open", "").view() } else { details.view() }
    };
    let regions = page.report.regions().into_iter();
    all(regions.filter(|one| region.is_none_or(|code| one.code == code)).map(of_region).collect())
}
