//! Horizontal bars: one value a row.

use super::label::Label;
use super::paint::{Axis, BAND, CENTER, Heading, Painter, Piece, SIZE, finite, place, wide};
use super::scene::{Mark, Scene};
use super::theme::Theme;
use super::words::{Words, details, said};

/// A chart of horizontal bars.
#[derive(Clone, Debug, Default)]
pub struct Spec {
    /// Name, lead, caption of the axis.
    pub heading: Heading,
    /// The bars, from top to bottom.
    pub bars: Vec<Bar>,
    /// The key of the bar that stands out from the others; none, or one that no bar has, lets all be alike.
    pub chosen: Option<String>,
}

/// One bar.
#[derive(Clone, Debug, Default)]
pub struct Bar {
    /// The caller's key, handed back in the mark.
    pub key: String,
    /// What is measured.
    pub label: Label,
    /// Length, for pixels only; none when not computable: no bar is drawn then, and `text` says why.
    pub value: Option<f64>,
    /// The formatted value with its unit.
    pub text: String,
    /// What else the mark says.
    pub note: Option<String>,
}

/// Labels stand left of the bars from 480 pixels on, above them below that. A value's text stands at its bar's end,
/// inside where there is no room, and below the bar where there is none either.
pub fn draw(spec: &Spec, width: f64, theme: &Theme, words: &Words) -> Scene {
    let mut painter = Painter::new(&spec.heading, &spec.heading.unit, width, theme, words);
    let labels: Vec<&Label> = spec.bars.iter().map(|bar| &bar.label).collect();
    let columns = painter.columns(&labels, 0.0, 0.0, 480.0);
    let texts: Vec<Label> =
        spec.bars.iter().map(|bar| Label::plain(if bar.text.is_empty() { words.no_data } else { &bar.text })).collect();
    let values: Vec<(f64, f64)> =
        spec.bars.iter().zip(&texts).filter_map(|(bar, text)| Some((finite(bar.value)?, wide(text, SIZE)))).collect();
    let axis = Axis::fit(&values, columns.sides);
    let chosen = spec.chosen.as_ref().filter(|key| spec.bars.iter().any(|bar| bar.key == **key));
    for (bar, text) in spec.bars.iter().zip(&texts) {
        let color = if chosen.is_none_or(|key| *key == bar.key) { theme.accent } else { theme.neutral };
        let value = finite(bar.value);
        let (base, end) = (axis.px(0.0), axis.px(value.unwrap_or(0.0)));
        let at = place(base, end, wide(text, SIZE), columns.sides, true);
        let below = painter.below(at, text, SIZE, columns.sides);
        let slot = painter.row(&columns, None, &bar.label, (None, ""), BAND + below);
        painter.value(at, text, SIZE, (slot.top + CENTER, slot.top + BAND), value.map(|_| color), columns.sides);
        if let Some(value) = value {
            painter.pieces.push(Piece::Bar { from: 0.0, to: value, top: slot.top + 3.0, height: 20.0, color });
        }
        painter.mark(Mark {
            label: bar.label.text(),
            series: None,
            value: text.text(),
            detail: details(&[said(&bar.note)], words),
            bounds: slot.bounds,
            key: bar.key.clone(),
        });
    }
    painter.finish(&axis, words.number, 2.0)
}
