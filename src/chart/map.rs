//! A map: areas of provinces coloured by their value, and points in provinces.

use std::sync::Arc;

use super::metrics::{ASCENT, LINE, text_width};
use super::paint::room;
use super::scene::{Anchor, Bounds, Mark, Scene, Shape, Stroke, Weight};
use super::theme::{Rgb, Theme};
use super::words::{Words, describe, details, said};

/// A map of provinces. Lengths are its own units, y runs down.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Atlas {
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
    /// The provinces.
    pub provinces: Vec<Province>,
}

/// A province's outline.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Province {
    /// Its code.
    pub code: String,
    /// Its rings, a point each corner.
    pub rings: Vec<Vec<(f64, f64)>>,
    /// A point well inside.
    pub centre: (f64, f64),
}

/// A map with values.
#[derive(Clone, Debug, Default)]
pub struct Spec {
    /// The map's name.
    pub title: String,
    /// The provinces.
    pub atlas: Arc<Atlas>,
    /// The areas that have a value each.
    pub areas: Vec<Area>,
    /// What is counted in single provinces.
    pub points: Vec<Point>,
}

/// An area with a value.
#[derive(Clone, Debug, Default)]
pub struct Area {
    /// The caller's key, handed back in the mark.
    pub key: String,
    /// Its name.
    pub label: String,
    /// What sets its colour; none when not computable: it has no colour then, and `text` says why.
    pub value: Option<f64>,
    /// The formatted value.
    pub text: String,
    /// What else the mark says.
    pub note: Option<String>,
    /// The codes of its provinces.
    pub provinces: Vec<String>,
}

/// A value of one province.
#[derive(Clone, Debug, Default)]
pub struct Point {
    /// The caller's key, handed back in the mark.
    pub key: String,
    /// The province's name.
    pub label: String,
    /// Its code.
    pub province: String,
    /// The formatted value.
    pub text: String,
}

/// The rings of a path such as `M463 911l2-3-4 8z`: where each begins in whole numbers, then steps. Anything else ends it.
#[must_use]
pub fn rings(path: &str) -> Vec<Vec<(f64, f64)>> {
    let ring = |piece: &str| {
        let mut at = (0.0, 0.0);
        let mut ring = Vec::new();
        let mut numbers = numbers(piece).into_iter();
        while let (Some(x), Some(y)) = (numbers.next(), numbers.next()) {
            at = (at.0 + f64::from(x), at.1 + f64::from(y));
            ring.push(at);
        }
        ring
    };
    path.split('M').skip(1).map(ring).collect()
}

/// Whole numbers that a sign, a space or a letter sets apart.
fn numbers(text: &str) -> Vec<i16> {
    let mut found = Vec::new();
    let mut word = String::new();
    for letter in text.chars().chain([' ']) {
        if !letter.is_ascii_digit() {
            found.extend(word.parse::<i16>());
            word.clear();
        }
        if letter.is_ascii_digit() || letter == '-' {
            word.push(letter);
        }
    }
    found
}

/// No map is taller than this, in pixels, so that it fits a screen.
const TALLEST: f64 = 620.0;
/// Font size of the values on the map.
const SIZE: f64 = 13.0;
/// Radius of a point.
const RADIUS: f64 = 5.0;
/// Height of the legend's ramp and the room around it.
const RAMP: (f64, f64) = (10.0, 8.0);
/// Steps of the ramp.
const STEPS: u8 = 8;

/// Areas of higher value are of a stronger colour; the value stands on each, and the legend tells the ends of the ramp.
/// `chosen` is the key of the area that stands out.
pub fn draw(spec: &Spec, chosen: Option<&str>, width: f64, theme: &Theme, words: &Words) -> Scene {
    let width = room(width);
    let mut scene = Scene { width, title: spec.title.clone(), ..Scene::default() };
    let (wide, high) = (spec.atlas.width.max(1.0), spec.atlas.height.max(1.0));
    let scale = (width / wide).min(TALLEST / high);
    let left = (width - wide * scale) / 2.0;
    let to = |(x, y): (f64, f64)| (left + x * scale, y * scale);
    let values = || spec.areas.iter().filter_map(|area| area.value).filter(|value| value.is_finite());
    let (low, top) = (values().fold(f64::INFINITY, f64::min), values().fold(f64::NEG_INFINITY, f64::max));
    let share = |value: f64| if top > low { (value - low) / (top - low) } else { 1.0 };
    let mut chips = Vec::new();
    for (index, area) in spec.areas.iter().enumerate() {
        let fill = match area.value.filter(|value| value.is_finite()) {
            Some(value) => mix(theme.accent_soft, theme.accent, share(value)),
            None => theme.grid,
        };
        // The colour tells the value: what is chosen stands out by its borders.
        let color = if chosen == Some(area.key.as_str()) { theme.text } else { theme.ground };
        let of_area = || spec.atlas.provinces.iter().filter(|province| area.provinces.contains(&province.code));
        for ring in of_area().flat_map(|province| &province.rings) {
            scene.areas.push((scene.shapes.len(), index));
            scene.shapes.push(Shape::Polygon {
                points: ring.iter().copied().map(to).collect(),
                fill: Some(fill),
                stroke: Some(Stroke { color, width: 0.5 }),
            });
        }
        // In the province that is nearest to the middle of them all.
        let count = of_area().count().max(1) as f64;
        let sum = of_area().fold((0.0, 0.0), |sum, one| (sum.0 + one.centre.0, sum.1 + one.centre.1));
        let middle = (sum.0 / count, sum.1 / count);
        let far = |at: (f64, f64)| (at.0 - middle.0).powi(2) + (at.1 - middle.1).powi(2);
        let centre = of_area().map(|province| province.centre).min_by(|a, b| far(*a).total_cmp(&far(*b)));
        let text = if area.text.is_empty() { words.no_data } else { &area.text };
        let at = to(centre.unwrap_or(middle));
        let w = (text_width(text, SIZE, Weight::Bold) + 10.0).min(width);
        let bounds = free(at, (w, LINE * SIZE), (width, high * scale), &chips);
        chips.push(bounds);
        scene.marks.push(Mark {
            label: area.label.clone(),
            series: None,
            value: text.to_owned(),
            detail: details(&[said(&area.note)], words),
            bounds,
            key: area.key.clone(),
        });
    }
    points(spec, &mut scene, theme, &to);
    for ((area, bounds), mark) in spec.areas.iter().zip(&chips).zip(scene.marks.clone()) {
        // Words that are too long for the map are in the mark, and in the table.
        if text_width(&mark.value, SIZE, Weight::Bold) > bounds.w {
            continue;
        }
        let stands_out = chosen == Some(area.key.as_str());
        let stroke = Stroke {
            color: if stands_out { theme.accent } else { theme.neutral },
            width: if stands_out { 2.0 } else { 1.0 },
        };
        let Bounds { x, y, w, h } = *bounds;
        scene.shapes.push(Shape::Rect { x, y, w, h, fill: Some(theme.surface), stroke: Some(stroke), rx: 4.0 });
        scene.shapes.push(Shape::Text {
            x: x + w / 2.0,
            y: y + ASCENT * SIZE,
            anchor: Anchor::Middle,
            size: SIZE,
            weight: Weight::Bold,
            fill: theme.text,
            content: mark.value,
        });
    }
    let lowest = chips.iter().map(|chip| chip.y + chip.h).fold(high * scale, f64::max);
    scene.height = lowest.ceil();
    if top > low {
        ramp(spec, (low, top), &mut scene, theme);
    }
    scene.description = describe("", &scene.marks, words);
    scene
}

/// Where a box of that size has room: around a point, or as little below it as the others let it.
fn free((x, y): (f64, f64), (w, h): (f64, f64), (width, height): (f64, f64), others: &[Bounds]) -> Bounds {
    let x = (x - w / 2.0).min(width - w).max(0.0);
    let mut bounds = Bounds { x, y: (y - h / 2.0).min(height - h).max(0.0), w, h };
    for _ in others {
        if let Some(other) = others.iter().find(|other| bounds.overlaps(other, 0.0)) {
            bounds.y = other.y + other.h;
        }
    }
    bounds
}

fn points(spec: &Spec, scene: &mut Scene, theme: &Theme, to: &dyn Fn((f64, f64)) -> (f64, f64)) {
    for point in &spec.points {
        let province = spec.atlas.provinces.iter().find(|province| province.code == point.province);
        let Some((x, y)) = province.map(|province| to(province.centre)) else { continue };
        let stroke = Stroke { color: theme.ground, width: 1.5 };
        scene.shapes.push(Shape::Circle { x, y, r: RADIUS, fill: Some(theme.series_color(1)), stroke: Some(stroke) });
        scene.marks.push(Mark {
            label: point.label.clone(),
            value: point.text.clone(),
            bounds: Bounds { x: x - RADIUS, y: y - RADIUS, w: 2.0 * RADIUS, h: 2.0 * RADIUS },
            key: point.key.clone(),
            ..Mark::default()
        });
    }
}

/// The legend: from the lowest value's colour to the highest's, with both values.
fn ramp(spec: &Spec, (low, top): (f64, f64), scene: &mut Scene, theme: &Theme) {
    let text_of = |end: f64| spec.areas.iter().find(|area| area.value == Some(end)).map(|area| area.text.clone());
    let (width, (height, gap)) = (scene.width.min(240.0), RAMP);
    let (left, y) = ((scene.width - width) / 2.0, scene.height + gap);
    let step = width / f64::from(STEPS);
    for index in 0..STEPS {
        let fill = mix(theme.accent_soft, theme.accent, f64::from(index) / f64::from(STEPS - 1));
        let x = left + step * f64::from(index);
        scene.shapes.push(Shape::Rect { x, y, w: step, h: height, fill: Some(fill), stroke: None, rx: 0.0 });
    }
    let [first, last] = [low, top].map(|end| text_of(end).unwrap_or_default());
    let wide = |text: &str| text_width(text, SIZE, Weight::Regular);
    // Words that have no room beside each other stand on the map alone.
    if wide(&first) + wide(&last) + SIZE <= width {
        for (content, x, anchor) in [(first, left, Anchor::Start), (last, left + width, Anchor::End)] {
            let (y, fill) = (y + height + ASCENT * SIZE, theme.muted);
            scene.shapes.push(Shape::Text { x, y, anchor, size: SIZE, weight: Weight::Regular, fill, content });
        }
    }
    scene.height = (y + height + LINE * SIZE).ceil();
}

/// A colour between two: 0 is the first, 1 the second.
fn mix(from: Rgb, to: Rgb, share: f64) -> Rgb {
    let channel = |from: u8, to: u8| (f64::from(from) + (f64::from(to) - f64::from(from)) * share).round() as u8;
    Rgb(channel(from.0, to.0), channel(from.1, to.1), channel(from.2, to.2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_rings_of_steps() {
        let square = vec![(10.0, 20.0), (13.0, 20.0), (13.0, 16.0)];
        assert_eq!(rings("M10 20l3 0 0-4z"), std::slice::from_ref(&square));
        assert_eq!(rings("M10 20l3 0 0-4zM1 1l-1-1z"), [square, vec![(1.0, 1.0), (0.0, 0.0)]]);
        assert_eq!(rings("not a path"), Vec::<Vec<(f64, f64)>>::new());
    }

    #[test]
    fn a_colour_between_two() {
        assert_eq!(mix(Rgb(0, 100, 200), Rgb(100, 100, 0), 0.5), Rgb(50, 100, 100));
    }
}
