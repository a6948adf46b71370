//! Pairs: each row at two times, one thin bar under the other, with the change.

use std::cmp::Ordering;

use super::bullet::Status;
use super::label::Label;
use super::paint::{Axis, GUTTER, Heading, Painter, Piece, SIZE, SMALL, Sign, finite, place, wide};
use super::scene::{Mark, Scene, Weight};
use super::theme::Theme;
use super::words::{Words, details, said};

/// A chart of pairs.
#[derive(Clone, Debug, Default)]
pub struct Spec {
    /// Name, lead, caption of the axis.
    pub heading: Heading,
    /// Name of the earlier time.
    pub before: Label,
    /// Name of the later time.
    pub after: Label,
    /// The rows, from top to bottom.
    pub rows: Vec<Row>,
}

/// One pair.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// The caller's key, handed back in the mark.
    pub key: String,
    /// What is measured.
    pub label: Label,
    /// The earlier value.
    pub before: Value,
    /// The later value.
    pub after: Value,
    /// The formatted change, such as "+5.2%"; may be empty.
    pub change: String,
    /// Whether the change is a good one, if that can be said.
    pub status: Status,
    /// What else the mark says.
    pub note: Option<String>,
}

/// One value of a pair.
#[derive(Clone, Debug, Default)]
pub struct Value {
    /// Length, for pixels only; none when not computable.
    pub value: Option<f64>,
    /// The formatted value.
    pub text: String,
}

/// Height of one of the two bars with its text.
const HALF: f64 = 20.0;

/// The change stands at the right from 480 pixels on, beside or under the label below that. An arrow shows its
/// direction, its colour the status.
pub fn draw(spec: &Spec, width: f64, theme: &Theme, words: &Words) -> Scene {
    let mut painter = Painter::new(&spec.heading, &spec.heading.unit, width, theme, words);
    let mut entries = Vec::new();
    for (color, name) in [(theme.neutral, &spec.before), (theme.accent, &spec.after)] {
        if !name.is_empty() {
            entries.push((Sign::Square(color), name.clone()));
        }
    }
    painter.legend(&entries);
    let mut aside = 0.0_f64;
    for row in &spec.rows {
        let change = Label::plain(&row.change);
        if !change.is_empty() {
            aside = aside.max(GUTTER + change.width(SIZE, Weight::Bold));
        }
    }
    let labels: Vec<&Label> = spec.rows.iter().map(|row| &row.label).collect();
    let mut columns = painter.columns(&labels, aside, 0.0, 480.0);
    columns.center = HALF;
    let say = |value: &Value| Label::plain(if value.text.is_empty() { words.no_data } else { &value.text });
    let mut values = Vec::new();
    for value in spec.rows.iter().flat_map(|row| [&row.before, &row.after]) {
        if let Some(length) = finite(value.value) {
            values.push((length, wide(&say(value), SMALL)));
        }
    }
    let axis = Axis::fit(&values, columns.sides);
    for row in &spec.rows {
        let halves = [(&row.before, theme.neutral), (&row.after, theme.accent)].map(|(value, color)| {
            let text = say(value);
            let place = place(
                axis.px(0.0),
                axis.px(finite(value.value).unwrap_or(0.0)),
                wide(&text, SMALL),
                columns.sides,
                false,
            );
            let below = painter.below(place, &text, SMALL, columns.sides);
            (finite(value.value), text, place, below, color)
        });
        let height = halves.iter().map(|(_, _, _, below, _)| HALF + below).sum();
        let slot = painter.row(&columns, None, &row.label, (direction(row, theme), &row.change), height);
        let mut top = slot.top;
        for (value, text, place, below, color) in &halves {
            painter.value(*place, text, SMALL, (top + 11.0, top + HALF), value.map(|_| *color), columns.sides);
            if let Some(value) = value {
                painter.pieces.push(Piece::Bar { from: 0.0, to: *value, top: top + 4.0, height: 14.0, color: *color });
            }
            top += HALF + below;
        }
        let [(_, before, ..), (_, after, ..)] = &halves;
        let earlier = if spec.before.is_empty() {
            before.text()
        } else {
            [&spec.before.text(), words.pair, &before.text()].concat()
        };
        painter.mark(Mark {
            label: row.label.text(),
            series: (!spec.after.is_empty()).then(|| spec.after.text()),
            value: after.text(),
            detail: details(&[&earlier, &row.change, said(&row.note)], words),
            bounds: slot.bounds,
            key: row.key.clone(),
        });
    }
    painter.finish(&axis, words.number, 2.0)
}

/// The arrow of a change.
fn direction(row: &Row, theme: &Theme) -> Option<Sign> {
    let (before, after) = (finite(row.before.value)?, finite(row.after.value)?);
    let color = match row.status {
        Status::Met => theme.met,
        Status::NotMet => theme.not_met,
        Status::None => theme.muted,
    };
    Some(match after.total_cmp(&before) {
        _ if after == before => Sign::Level(color),
        Ordering::Greater => Sign::Up(color),
        _ => Sign::Down(color),
    })
}
