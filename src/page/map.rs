//! A map of the provinces: an indicator by region and, where its table names provinces, by province.

use std::sync::Arc;

use leptos::{prelude::*, task::spawn_local};

use super::parts;
use crate::{
    browser,
    chart::map::{self, Area, Atlas, Point, Province},
    formula::Context,
    indicator::{Indicator, Part},
    locale::Key,
    package::{Json, read_json},
    report::{REGION, Region},
    ui::{Chart, Head, Page, Row, Table, el, live, value_figure},
};

/// The file of the outlines, beside the page.
const FILE: &str = "map/thailand.json";
/// The dimension of provinces, as tables call it.
pub(super) const PROVINCE: &str = "province";

/// The outlines, once they have arrived; none in the inner place if they did not.
pub(super) type Outlines = RwSignal<Option<Option<Arc<Atlas>>>>;

/// Asks for the outlines.
pub(super) fn outlines() -> Outlines {
    let outlines = RwSignal::new(None);
    spawn_local(async move {
        let atlas = browser::fetch_text(FILE).await.and_then(|text| atlas(&text)).map(Arc::new);
        // The page may have been left meanwhile.
        outlines.try_set(Some(atlas));
    });
    outlines
}

/// What `draw` makes of the outlines; until they are there, their room.
pub(super) fn with(
    page: &Page,
    outlines: Outlines,
    draw: impl Fn(Arc<Atlas>) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    let (loading, failed) = (page.text(Key::LOADING), page.text(Key::MAP_FAILED));
    live(move || match outlines.get() {
        Some(Some(atlas)) => draw(atlas),
        Some(None) => el("p").class("note").text(failed).view(),
        None => el("p").class("frame map").attr("role", "status").text(loading).view(),
    })
}

fn atlas(text: &str) -> Option<Atlas> {
    let file = read_json(text)?;
    let length = |json: &Json, name: &str| match json.get(name) {
        Some(Json::Number(digits)) => digits.parse::<i32>().ok().map(f64::from),
        _ => None,
    };
    let province = |one: &Json| {
        Some(Province {
            code: one.get("code")?.text()?.to_owned(),
            rings: map::rings(one.get("path")?.text()?),
            centre: (length(one, "x")?, length(one, "y")?),
        })
    };
    Some(Atlas {
        width: length(&file, "width")?,
        height: length(&file, "height")?,
        provinces: file.get("provinces")?.items().iter().filter_map(province).collect(),
    })
}

fn by(page: &Page, indicator: &Indicator, dimension: &str) -> Vec<Part> {
    indicator.breakdown(&page.report.engine, &Context::year(page.year), dimension)
}

/// The map of an indicator. A press on a region chooses it.
pub(super) fn chart(page: &Page, indicator: &Indicator, atlas: Arc<Atlas>) -> Chart {
    let (shown, english) = (page.shown, page.english());
    let parts = by(page, indicator, REGION);
    let figure = |part: &Part| value_figure(page, indicator, &part.reading);
    let mut rows = Vec::new();
    let mut opens = Vec::new();
    let area = |region: Region| {
        let part = parts.iter().find(|part| part.code == region.code);
        let count = region.provinces.len().to_string();
        Area {
            key: region.code.clone(),
            label: page.fill(Key::REGION_NAME, &[("region", region.title.get(english))]),
            value: part.and_then(|part| parts::length(&part.reading.exact)),
            text: part.map(|part| parts::number_text(page, &figure(part))).unwrap_or_default(),
            note: Some(page.fill(Key::REGION_PROVINCES, &[("count", &count)])),
            provinces: region.provinces.into_iter().map(|(code, ..)| code).collect(),
        }
    };
    let areas: Vec<Area> = page.report.regions().into_iter().map(area).collect();
    let points = by(page, indicator, PROVINCE);
    for part in parts.iter().chain(&points) {
        opens.push((part.code.clone(), figure(part).open));
        rows.push(Row::of(part.title.get(english).to_owned(), vec![figure(part).into()]));
    }
    let point = |part: &Part| Point {
        key: part.code.clone(),
        label: part.title.get(english).to_owned(),
        province: part.code.clone(),
        text: figure(part).plain(page),
    };
    let points = points.iter().map(point).collect();
    let title = indicator.title.get(english).to_owned();
    let spec = map::Spec { title, atlas, areas, points };
    let regions: Vec<String> = spec.areas.iter().map(|area| area.key.clone()).collect();
    let head = vec![Head::text(""), Head::number(indicator.title.get(english))];
    let chart = Chart {
        id: format!("map-{}", indicator.id),
        table: Table { head, rows, ..Table::default() },
        opens,
        choose: Some(Box::new(move |key| {
            if regions.iter().any(|region| region == key) {
                shown.change(|view| view.region = Some(key.to_owned()));
            }
        })),
        // Drawn anew when another region is chosen.
        draw: Box::new(move |width, theme, words| {
            let chosen = shown.view(|view| view.region.clone());
            map::draw(&spec, chosen.as_deref(), width, theme, words)
        }),
        ..parts::frame(indicator)
    };
    let mut chart = parts::titled(page, indicator, chart);
    chart.source = [&chart.source, " · ", page.text(Key::MAP_SOURCE)].concat();
    chart
}
