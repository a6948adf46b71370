//! A waterfall: how steps up and down lead from one total to the next, from top to bottom.

use super::label::Label;
use super::paint::{Axis, BAND, CENTER, Heading, Painter, Piece, SIZE, finite, place, wide};
use super::scene::{Mark, Scene, Shape};
use super::theme::Theme;
use super::words::{Words, details, said};

/// A waterfall.
#[derive(Clone, Debug, Default)]
pub struct Spec {
    /// Name, lead, caption of the axis.
    pub heading: Heading,
    /// The steps, from top to bottom.
    pub steps: Vec<Step>,
}

/// One step.
#[derive(Clone, Debug, Default)]
pub struct Step {
    /// The caller's key, handed back in the mark.
    pub key: String,
    /// What it is.
    pub label: Label,
    /// A total or a change.
    pub kind: Kind,
    /// The total, or the change (below zero: a decrease), for pixels only; none when not computable.
    pub value: Option<f64>,
    /// The formatted value; a change with its sign.
    pub text: String,
    /// What else the mark says.
    pub note: Option<String>,
}

/// Where a step begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// At zero.
    #[default]
    Total,
    /// Where the step before ends.
    Change,
}

/// Totals are bars from zero; changes are arrows from where the step before ended, tied to it by a
/// line, each direction in its colour.
pub fn draw(spec: &Spec, width: f64, theme: &Theme, words: &Words) -> Scene {
    let mut painter = Painter::new(&spec.heading, &spec.heading.unit, width, theme, words);
    let labels: Vec<&Label> = spec.steps.iter().map(|step| &step.label).collect();
    let columns = painter.columns(&labels, 0.0, 0.0, 480.0);
    let texts: Vec<Label> = spec
        .steps
        .iter()
        .map(|step| Label::plain(if step.text.is_empty() { words.no_data } else { &step.text }))
        .collect();
    let mut level = 0.0_f64;
    let spans: Vec<(f64, f64)> = spec
        .steps
        .iter()
        .map(|step| {
            let value = finite(step.value).unwrap_or(0.0).clamp(-1e290, 1e290);
            let from = if step.kind == Kind::Total && step.value.is_some() { 0.0 } else { level };
            level = from + value;
            (from, level)
        })
        .collect();
    let mut ends = Vec::new();
    for ((from, to), text) in spans.iter().zip(&texts) {
        ends.push((from.max(*to), wide(text, SIZE)));
        ends.push((from.min(*to), 0.0));
    }
    let axis = Axis::fit(&ends, columns.sides);
    let mut before: Option<f64> = None;
    for ((step, text), (from, to)) in spec.steps.iter().zip(&texts).zip(&spans) {
        let (left, right) = (axis.px(from.min(*to)), axis.px(from.max(*to)));
        let at = place(left, right, wide(text, SIZE), columns.sides, true);
        let below = painter.below(at, text, SIZE, columns.sides);
        let slot = painter.row(&columns, None, &step.label, (None, ""), BAND + below);
        let (top, bottom) = (slot.top + 3.0, slot.top + 23.0);
        let value = finite(step.value);
        let up = value.is_none_or(|value| value >= 0.0);
        let (color, word) = match (step.kind, up) {
            (Kind::Total, _) => (theme.neutral, ""),
            (Kind::Change, true) => (theme.met, words.increase),
            (Kind::Change, false) => (theme.not_met, words.decrease),
        };
        painter.value(at, text, SIZE, (slot.top + CENTER, slot.top + BAND), value.map(|_| color), columns.sides);
        if let Some(from_bottom) = before {
            let ends_here = if step.kind == Kind::Total && value.is_some() { bottom } else { top };
            painter.pieces.push(Piece::Line {
                at: *from,
                top: from_bottom,
                bottom: ends_here,
                color: theme.muted,
                width: 1,
            });
        }
        if value.is_some() && step.kind == Kind::Total {
            painter.pieces.push(Piece::Bar { from: *from, to: *to, top, height: 20.0, color });
        } else if value.is_some() && right > left {
            let (start, end) = (axis.px(*from), axis.px(*to));
            let tip = 6.0_f64.min(right - left) * if end >= start { 1.0 } else { -1.0 };
            let points =
                vec![(start, top), (end - tip, top), (end, (top + bottom) / 2.0), (end - tip, bottom), (start, bottom)];
            // Behind the text: the arrow may hold it.
            painter.scene.shapes.insert(0, Shape::Polygon { points, fill: Some(color), stroke: None });
        }
        before = Some(bottom);
        painter.mark(Mark {
            label: step.label.text(),
            series: None,
            value: text.text(),
            detail: details(&[value.map_or("", |_| word), said(&step.note)], words),
            bounds: slot.bounds,
            key: step.key.clone(),
        });
    }
    painter.finish(&axis, words.number, 2.0)
}
