//! Horizontal stacks: the parts of each row side by side, as amounts or as shares of a hundred.

use super::label::Label;
use super::metrics::text_width;
use super::paint::{Axis, BAND, CENTER, Heading, Painter, Piece, Place, SIZE, SMALL, Sign, finite, place, wide};
use super::scene::{Anchor, Bounds, Mark, Scene, Weight};
use super::theme::Theme;
use super::words::{Words, details, said};

/// A chart of horizontal stacks.
#[derive(Clone, Debug, Default)]
pub struct Spec {
    /// Name, lead, caption of the axis.
    pub heading: Heading,
    /// Names of the parts, in the order of each row's parts.
    pub series: Vec<Label>,
    /// The rows, from top to bottom.
    pub rows: Vec<Row>,
    /// Amounts or shares.
    pub scale: Scale,
}

/// What the length of a stack says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scale {
    /// The sum of the parts.
    #[default]
    Amount,
    /// Nothing: each stack is a hundred per cent, and the parts are shares of it.
    Share,
}

/// One stack.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// The caller's key; a part's mark has it with `/` and the part's number (from 0), the total's mark as it is.
    pub key: String,
    /// What is measured.
    pub label: Label,
    /// The parts, in the order of the series.
    pub parts: Vec<Part>,
    /// The formatted sum; empty to say none.
    pub total: String,
}

/// One part of a stack.
#[derive(Clone, Debug, Default)]
pub struct Part {
    /// Length, for pixels only; none when not computable. A part below zero goes to the left of zero (amounts) or is not
    /// drawn (shares).
    pub value: Option<f64>,
    /// The formatted value.
    pub text: String,
    /// What else the mark says.
    pub note: Option<String>,
}

/// A part's text stands inside it where it fits; the legend has the names in order, the marks have all values.
pub fn draw(spec: &Spec, width: f64, theme: &Theme, words: &Words) -> Scene {
    let mut painter = Painter::new(&spec.heading, &spec.heading.unit, width, theme, words);
    let entries: Vec<(Sign, Label)> =
        spec.series.iter().enumerate().map(|(at, name)| (Sign::Square(theme.series_color(at)), name.clone())).collect();
    painter.legend(&entries);
    let labels: Vec<&Label> = spec.rows.iter().map(|row| &row.label).collect();
    let columns = painter.columns(&labels, 0.0, 0.0, 480.0);
    let totals: Vec<Label> = spec.rows.iter().map(|row| Label::plain(&row.total)).collect();
    let stacks: Vec<Vec<(f64, f64)>> = spec.rows.iter().map(|row| stack(row, spec.scale)).collect();
    let mut ends = Vec::new();
    for (stack, total) in stacks.iter().zip(&totals) {
        ends.extend(stack.iter().map(|(from, to)| (from.min(*to), 0.0)));
        ends.push((end(stack), if total.is_empty() { 0.0 } else { wide(total, SIZE) }));
    }
    let axis = Axis::fit(&ends, columns.sides);
    for ((row, total), stack) in spec.rows.iter().zip(&totals).zip(&stacks) {
        let at = place(axis.px(0.0), axis.px(end(stack)), wide(total, SIZE), columns.sides, false);
        // Before the stack is no place for a total: it would stand on the label's side.
        let at = if matches!(at, Place::Line { anchor: Anchor::End, .. }) { Place::Below } else { at };
        let below = painter.below(at, total, SIZE, columns.sides);
        let slot = painter.row(&columns, None, &row.label, (None, ""), BAND + below);
        let label = row.label.text();
        for (index, (part, (from, to))) in row.parts.iter().zip(stack).enumerate() {
            let color = theme.series_color(index);
            let (left, right) = (axis.px(from.min(*to)), axis.px(from.max(*to)));
            if right > left {
                painter.pieces.push(Piece::Bar { from: *from, to: *to, top: slot.top + 3.0, height: 20.0, color });
            }
            // A hairline between neighbours.
            if right - left > 3.0 && *from != 0.0 {
                painter.pieces.push(Piece::Line {
                    at: *from,
                    top: slot.top + 3.0,
                    bottom: slot.top + 23.0,
                    color: theme.ground,
                    width: 1,
                });
            }
            let text = Label::plain(&part.text);
            let room = text_width(&text.text(), SMALL, Weight::Bold);
            if room > 0.0 && room + 8.0 <= right - left {
                let inside = Place::Line { x: (left + right) / 2.0, anchor: Anchor::Middle, inside: true };
                painter.value(inside, &text, SMALL, (slot.top + CENTER, 0.0), Some(color), columns.sides);
            }
            painter.mark(Mark {
                label: label.clone(),
                series: spec.series.get(index).map(Label::text),
                value: if part.text.is_empty() { words.no_data.to_owned() } else { part.text.clone() },
                detail: details(&[said(&part.note)], words),
                bounds: Bounds { x: left, w: (right - left).max(2.0), y: slot.top, h: BAND },
                key: format!("{}/{index}", row.key),
            });
        }
        painter.value(at, total, SIZE, (slot.top + CENTER, slot.top + BAND), Some(theme.ground), columns.sides);
        if total.is_empty() && !row.parts.is_empty() {
            continue;
        }
        // Where there are no parts the row itself is the mark.
        let bounds = match at {
            _ if row.parts.is_empty() => slot.bounds,
            Place::Line { x, .. } => Bounds { x, w: wide(total, SIZE).max(2.0), y: slot.top, h: BAND },
            Place::Below => Bounds {
                x: columns.sides.0,
                w: columns.sides.1 - columns.sides.0,
                y: slot.top + BAND,
                h: below.max(2.0),
            },
        };
        painter.mark(Mark {
            label,
            series: (!total.is_empty()).then(|| words.total.to_owned()),
            value: if total.is_empty() { words.no_data.to_owned() } else { total.text() },
            detail: None,
            bounds,
            key: row.key.clone(),
        });
    }
    let format = if spec.scale == Scale::Share { words.percent } else { words.number };
    painter.finish(&axis, format, 0.0)
}

/// From where to where each part goes.
fn stack(row: &Row, scale: Scale) -> Vec<(f64, f64)> {
    // A hundredth of a hundredth, so that no sum of parts leaves the numbers.
    let parts: Vec<f64> = row.parts.iter().map(|part| finite(part.value).unwrap_or(0.0).clamp(-1e290, 1e290)).collect();
    let whole: f64 = parts.iter().filter(|part| **part > 0.0).sum();
    let (mut up, mut down) = (0.0, 0.0);
    parts
        .into_iter()
        .map(|part| {
            let part = match scale {
                Scale::Amount => part,
                Scale::Share if whole > 0.0 => part.max(0.0) / whole * 100.0,
                Scale::Share => 0.0,
            };
            let side = if part < 0.0 { &mut down } else { &mut up };
            let from = *side;
            *side += part;
            (from, *side)
        })
        .collect()
}

/// The right end of a stack.
fn end(stack: &[(f64, f64)]) -> f64 {
    stack.iter().map(|(_, to)| *to).fold(0.0, f64::max)
}
