//! Ladders: a result between the rungs that earn so many points each.

use super::label::Label;
use super::metrics::{ASCENT, LINE, text_width};
use super::paint::room;
use super::scene::{Anchor, Bounds, Mark, Scene, Shape, Stroke, Weight};
use super::theme::{Rgb, Theme};
use super::words::{Words, describe, details, said};

/// Ladders, one a row.
#[derive(Clone, Debug, Default)]
pub struct Spec {
    /// The chart's name.
    pub title: String,
    /// The rungs that all ladders have, from the lowest.
    pub rungs: Vec<Rung>,
    /// The ladders, from top to bottom.
    pub rows: Vec<Row>,
}

/// A rung.
#[derive(Clone, Debug, Default)]
pub struct Rung {
    /// The points that it earns, for pixels only.
    pub points: f64,
    /// What it is called, with its points.
    pub text: String,
}

/// A ladder.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// The caller's key, handed back in the mark.
    pub key: String,
    /// What is measured.
    pub label: Label,
    /// What each rung asks for, formatted; empty of one that this ladder lacks.
    pub asks: Vec<String>,
    /// The points that the result comes to, beyond the highest rung too, for pixels only; none when not computable.
    pub at: Option<f64>,
    /// The formatted result.
    pub text: String,
    /// What else the mark says.
    pub note: Option<String>,
}

/// Font size of names and results.
const SIZE: f64 = 15.0;
/// The latter.
const SMALL: f64 = 12.0;
/// Room between two ladders.
const GAP: f64 = 12.0;
/// Room beside a name, whose marks may reach a little beyond its letters.
const EDGE: f64 = 2.0;
/// Thickness of the track.
const TRACK: f64 = 6.0;
/// Radius of the result on it.
const RADIUS: f64 = 7.0;
/// How far beyond the highest rung a ladder goes on, as a share of it.
const BEYOND: f64 = 1.12;

/// The rungs stand at the same places in every ladder, as far from each other as their points; below each is what it asks
/// for. A result beyond the last rung stands at its ladder's end.
pub fn draw(spec: &Spec, width: f64, theme: &Theme, words: &Words) -> Scene {
    let width = room(width);
    let mut scene = Scene { width, title: spec.title.clone(), ..Scene::default() };
    let most =
        spec.rungs.iter().map(|rung| rung.points).filter(|points| points.is_finite()).fold(1.0, f64::max) * BEYOND;
    let (left, right) = (RADIUS + 1.0, width - RADIUS - 1.0);
    let px = |points: f64| left + (points / most).clamp(0.0, 1.0) * (right - left);
    let mut y = 2.0;
    for row in &spec.rows {
        let top = y;
        let text = if row.text.is_empty() { words.no_data } else { &row.text };
        let result = text_width(text, SIZE, Weight::Bold);
        // The result stands beside the name where there is room for both, and below it where there is not.
        let beside = width - result - 12.0 >= width / 2.0;
        let room = if beside { width - result - 12.0 } else { width };
        let lines = row.label.wrap(room - 2.0 * EDGE, SIZE, Weight::Regular);
        let count = lines.len();
        for (index, content) in lines.into_iter().enumerate() {
            let at = y + LINE * SIZE * index as f64;
            scene.shapes.push(line((EDGE, at), Anchor::Start, SIZE, Weight::Regular, theme.text, content));
        }
        y += LINE * SIZE * count.max(1) as f64;
        if beside {
            scene.shapes.push(line((width, top), Anchor::End, SIZE, Weight::Bold, theme.text, text.to_owned()));
        } else {
            for content in Label::plain(text).wrap(width, SIZE, Weight::Bold) {
                scene.shapes.push(line((width, y), Anchor::End, SIZE, Weight::Bold, theme.text, content));
                y += LINE * SIZE;
            }
        }
        let middle = y + RADIUS + 2.0;
        let track = |from: f64, to: f64, fill: Rgb| Shape::Rect {
            x: from,
            y: middle - TRACK / 2.0,
            w: (to - from).max(0.0),
            h: TRACK,
            fill: Some(fill),
            stroke: None,
            rx: TRACK / 2.0,
        };
        scene.shapes.push(track(left, right, theme.grid));
        let at = row.at.filter(|at| at.is_finite()).map(px);
        if let Some(at) = at {
            scene.shapes.push(track(left, at, theme.accent));
        }
        let below = middle + RADIUS + 2.0;
        let mut free = 0.0;
        for (rung, asks) in spec.rungs.iter().zip(&row.asks).filter(|(_, asks)| !asks.is_empty()) {
            let x = px(rung.points);
            let stroke = Stroke { color: theme.muted, width: 2.0 };
            scene.shapes.push(Shape::Polyline { points: vec![(x, middle - RADIUS), (x, middle + RADIUS)], stroke });
            let half = text_width(asks, SMALL, Weight::Regular) / 2.0;
            let x = x.min(width - half).max(free + half);
            // What has no room beside what stands before it is in the mark's words and in the table.
            if x + half <= width {
                scene.shapes.push(line((x, below), Anchor::Middle, SMALL, Weight::Regular, theme.muted, asks.clone()));
                free = x + half + 6.0;
            }
        }
        if let Some(x) = at {
            let stroke = Some(Stroke { color: theme.ground, width: 2.0 });
            scene.shapes.push(Shape::Circle { x, y: middle, r: RADIUS, fill: Some(theme.accent), stroke });
        }
        y = below + LINE * SMALL;
        let rungs = spec.rungs.iter().zip(&row.asks).filter(|(_, asks)| !asks.is_empty());
        let asked: Vec<String> = rungs.map(|(rung, asks)| [&rung.text, words.pair, asks].concat()).collect();
        let asked: Vec<&str> = asked.iter().map(String::as_str).chain([said(&row.note)]).collect();
        scene.marks.push(Mark {
            label: row.label.text(),
            series: None,
            value: text.to_owned(),
            detail: details(&asked, words),
            bounds: Bounds { x: 0.0, y: top, w: width, h: y - top },
            key: row.key.clone(),
        });
        y += GAP;
    }
    scene.height = y.ceil();
    scene.description = describe("", &scene.marks, words);
    scene
}

/// A line of text with its top at a place.
fn line((x, top): (f64, f64), anchor: Anchor, size: f64, weight: Weight, fill: Rgb, content: String) -> Shape {
    Shape::Text { x, y: top + ASCENT * size, anchor, size, weight, fill, content }
}
