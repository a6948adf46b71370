//! Bullets: results in per cent of their targets, with the target at 100.

use super::label::Label;
use super::metrics::text_width;
use super::paint::{Axis, BAND, Heading, Painter, Piece, SIZE, Sign, finite};
use super::scene::{Mark, Scene, Shape, Weight};
use super::theme::Theme;
use super::words::{Words, details, said};

/// A bullet chart.
#[derive(Clone, Debug, Default)]
pub struct Spec {
    /// Name and lead; the caption of the axis is [`Words::of_target`] unless given here.
    pub heading: Heading,
    /// The rows, from top to bottom.
    pub rows: Vec<Row>,
}

/// One result.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// The caller's key, handed back in the mark.
    pub key: String,
    /// What is measured.
    pub label: Label,
    /// Per cent of the target (or of the limit, where lower is better), for pixels only; none when there is no
    /// target or it is not computable: neither bar nor target is drawn then.
    pub percent: Option<f64>,
    /// The formatted result, such as "1,135 / 1,050 ตำบล · 108.10%".
    pub text: String,
    /// Whether the target is met. The caller decides, on exact values.
    pub status: Status,
    /// The target is a limit that the value should stay below.
    pub lower_is_better: bool,
    /// What else the mark says.
    pub note: Option<String>,
}

/// Whether a target is met; shown by colour, shape and word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Status {
    /// ▲
    Met,
    /// ▼
    NotMet,
    /// ○ no target, or nothing to hold against it
    #[default]
    None,
}

impl Status {
    pub(super) fn sign(self, theme: &Theme) -> Sign {
        match self {
            Self::Met => Sign::Up(theme.met),
            Self::NotMet => Sign::Down(theme.not_met),
            Self::None => Sign::Ring(theme.neutral),
        }
    }

    pub(super) fn word<'a>(self, words: &Words<'a>) -> &'a str {
        match self {
            Self::Met => words.met,
            Self::NotMet => words.not_met,
            Self::None => words.no_verdict,
        }
    }
}

/// Beyond this a bar may be cut, so that it does not squash the others.
const FAR: f64 = 200.0;

/// Where the axis ends. If some values lie beyond 200 % and others do not, it ends at the largest of the others, rounded
/// up to a multiple of 25 that is at least 125, and the bars beyond are cut.
fn cap(values: &[f64]) -> f64 {
    let largest = values.iter().copied().fold(100.0, f64::max);
    let near = values.iter().copied().filter(|value| *value <= FAR).fold(f64::NEG_INFINITY, f64::max);
    if largest <= FAR {
        largest.max(110.0)
    } else if near > 0.0 {
        ((near / 25.0).ceil() * 25.0).clamp(125.0, FAR)
    } else {
        // All far: a common scale, but not one on which the target cannot be seen.
        largest.min(2.0 * FAR)
    }
}

/// From 680 pixels on, label, bar and text stand side by side; below that, label and text stand above the bar.
pub fn draw(spec: &Spec, width: f64, theme: &Theme, words: &Words) -> Scene {
    let caption = if spec.heading.unit.is_empty() { Label::plain(words.of_target) } else { spec.heading.unit.clone() };
    let mut painter = Painter::new(&spec.heading, &caption, width, theme, words);
    let values: Vec<f64> = spec.rows.iter().filter_map(|row| finite(row.percent)).collect();
    let high = cap(&values);
    // The same on the other side, for a result below zero.
    let low = values.iter().copied().fold(0.0, f64::min).max(-high);
    legend(&mut painter, spec, high, theme, words);
    let texts: Vec<&str> =
        spec.rows.iter().map(|row| if row.text.is_empty() { words.no_data } else { row.text.as_str() }).collect();
    let aside = texts.iter().map(|text| text_width(text, SIZE, Weight::Bold)).fold(0.0, f64::max);
    let labels: Vec<&Label> = spec.rows.iter().map(|row| &row.label).collect();
    let columns = painter.columns(&labels, aside, 18.0, 680.0);
    let axis = Axis::new(&[low, high], columns.sides);
    for (row, text) in spec.rows.iter().zip(texts) {
        let sign = row.status.sign(theme);
        // Above one another, a row without a bar needs no room for it.
        let height = if finite(row.percent).is_some() || columns.beside { BAND } else { 0.0 };
        let slot = painter.row(&columns, Some(sign), &row.label, (None, text), height);
        let mut cut = "";
        if let Some(percent) = finite(row.percent) {
            let color = match sign {
                Sign::Up(color) | Sign::Down(color) | Sign::Ring(color) => color,
                _ => theme.neutral,
            };
            let to = percent.max(low).min(high);
            let (top, bottom) = (slot.top, slot.top + 26.0);
            painter.pieces.push(Piece::Bar { from: 0.0, to: 100.0, top: top + 3.0, height: 20.0, color: theme.grid });
            painter.pieces.push(Piece::Bar { from: 0.0, to, top: top + 7.0, height: 12.0, color });
            painter.pieces.push(Piece::Line { at: 100.0, top, bottom, color: theme.text, width: 2 });
            if percent > high || percent < low {
                cut = words.cut;
                let inward = if percent > high { -12.0 } else { 12.0 };
                painter.sign(Sign::Cut(theme.ground), axis.px(to) + inward, top + 13.0);
            }
            if row.lower_is_better {
                let target = axis.px(100.0);
                let points = vec![(target, top), (target - 7.0, top + 3.5), (target, top + 7.0)];
                painter.scene.shapes.push(Shape::Polygon { points, fill: Some(theme.text), stroke: None });
            }
        }
        painter.mark(Mark {
            label: row.label.text(),
            series: None,
            value: text.to_owned(),
            detail: details(&[row.status.word(words), cut, said(&row.note)], words),
            bounds: slot.bounds,
            key: row.key.clone(),
        });
    }
    painter.finish(&axis, words.percent, 2.0)
}

/// Only what occurs.
fn legend(painter: &mut Painter, spec: &Spec, high: f64, theme: &Theme, words: &Words) {
    let mut entries: Vec<(Sign, Label)> = Vec::new();
    let mut entry = |shown: bool, sign: Sign, word: &str| {
        if shown {
            entries.push((sign, Label::plain(word)));
        }
    };
    let any = |test: &dyn Fn(&Row) -> bool| spec.rows.iter().any(test);
    for status in [Status::Met, Status::NotMet, Status::None] {
        entry(any(&|row| row.status == status), status.sign(theme), status.word(words));
    }
    entry(any(&|row| finite(row.percent).is_some() && !row.lower_is_better), Sign::Tick(theme.text), words.target);
    entry(any(&|row| finite(row.percent).is_some() && row.lower_is_better), Sign::Limit(theme.text), words.limit);
    entry(
        any(&|row| finite(row.percent).is_some_and(|percent| percent.abs() > high)),
        Sign::Cut(theme.muted),
        words.cut,
    );
    painter.legend(&entries);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_far_value_does_not_squash_the_rest() {
        assert_eq!(cap(&[108.1, 99.0, 213.0]), 125.0);
        assert_eq!(cap(&[108.1, 160.0, 213.0]), 175.0);
        assert_eq!(cap(&[108.1, 199.0]), 199.0);
        assert_eq!(cap(&[80.0]), 110.0);
        assert_eq!(cap(&[213.0, 250.0]), 250.0);
        assert_eq!(cap(&[213.0, 1e9]), 400.0);
        assert_eq!(cap(&[]), 110.0);
    }
}
