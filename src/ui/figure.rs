use rust_decimal::Decimal;

use super::{Cell, El, Page, audit::marks, el};
use crate::{
    formula::NotComputable,
    indicator::{Indicator, Reading, Status},
    locale::{self, Key, with_unit},
    report::Aspect,
};

/// A figure on screen: one tap shows how it comes about.
#[derive(Clone)]
pub struct Figure {
    /// The number as read, or why there is none: in a word, and in a sentence.
    pub text: Result<String, (Key, String)>,
    /// The word behind it; empty for none.
    pub unit: String,
    /// The name of its working-out.
    pub open: String,
}

impl Figure {
    /// A number at so many decimals.
    #[must_use]
    pub fn of(page: &Page, value: &Result<Decimal, NotComputable>, decimals: u32, unit: &str, open: String) -> Self {
        let text = match value {
            Ok(value) => Ok(locale::number(*value, decimals)),
            Err(reason) => Err(no_number(page, reason)),
        };
        Self { text, unit: page.unit(unit), open }
    }

    /// The figure as plain text, for charts: number and unit, or that it cannot be computed.
    #[must_use]
    pub fn plain(&self, page: &Page) -> String {
        match &self.text {
            Ok(text) => with_unit(text, &self.unit),
            Err((word, _)) => page.text(*word).to_owned(),
        }
    }

    /// The figure as a button that opens its working-out.
    #[must_use]
    pub fn view(self, page: &Page) -> El {
        let words = match &self.text {
            Ok(_) => "",
            Err((word, _)) => page.text(*word),
        };
        self.view_or(page, words)
    }

    /// The same with a sign of the caller's where there is no number.
    #[must_use]
    pub fn view_or(self, page: &Page, words: &'static str) -> El {
        match self.text {
            Ok(text) => {
                // The space is in the text, so that it is read out and copied, too.
                let (class, space) = if self.unit.starts_with('%') { ("unit close", "") } else { ("unit", " ") };
                let unit =
                    (!self.unit.is_empty()).then(|| el("span").class(class).text(format!("{space}{}", self.unit)));
                let mark = marks(page, vec![self.open.clone()]);
                let button = open_button(page, self.open, "figure").child(el("span").class("number").text(text));
                el("span").class("marked").child(button.child(unit)).child(mark)
            }
            Err((word, reason)) => {
                // The reason is the name, too: a dash alone says nothing to a screen reader.
                let name = format!("{}: {reason}", page.text(word));
                open_button(page, self.open, "figure none").attr("aria-label", name).text(words)
            }
        }
    }
}

/// A button that opens a working-out; what it says is for the caller to add.
#[must_use]
pub fn open_button(page: &Page, open: String, class: &'static str) -> El {
    el("button")
        .attr("type", "button")
        .class(class)
        .attr("data-open", open)
        .attr("aria-haspopup", "dialog")
        .attr("title", page.text(Key::FIGURE_HINT))
}

/// Why there is no number, in a word and in a sentence.
#[must_use]
pub fn no_number(page: &Page, reason: &NotComputable) -> (Key, String) {
    // Where the report leaves a cell empty nothing is wrong with the computation.
    let empty = matches!(reason, NotComputable::EmptyCells { .. } | NotComputable::NoRows { .. });
    let word = if empty { Key::FIGURE_NO_DATA } else { Key::FIGURE_NOT_COMPUTABLE };
    (word, locale::not_computable(reason, page.language))
}

/// The value of an indicator.
#[must_use]
pub fn value_figure(page: &Page, indicator: &Indicator, reading: &Reading) -> Figure {
    let open = Aspect::Value.name(&indicator.id, None, &reading.context.dimensions);
    Figure::of(page, &reading.exact, indicator.precision, &indicator.unit, open)
}

/// A verdict: by sign, word and colour.
#[must_use]
pub fn badge(class: &'static str, sign: &'static str, words: impl Into<String>) -> El {
    let sign = el("span").class("sign").attr("aria-hidden", "true").text(sign);
    el("span").class(class).child(sign).text(words)
}

/// Whether a target is met.
#[must_use]
pub fn status_badge(page: &Page, status: Status) -> El {
    let (class, sign, key) = status_words(status);
    badge(class, sign, page.text(key))
}

/// Whether a target is met, in a table.
#[must_use]
pub fn status_cell(page: &Page, status: Status) -> Cell {
    let (class, sign, key) = status_words(status);
    Cell::Badge(class, sign, page.text(key).to_owned())
}

/// Class, sign and words of a status.
#[must_use]
pub fn status_words(status: Status) -> (&'static str, &'static str, Key) {
    match status {
        Status::Met => ("badge met", "▲", Key::STATUS_MET),
        Status::NotMet => ("badge not-met", "▼", Key::STATUS_NOT_MET),
        Status::NoTarget => ("badge", "○", Key::STATUS_NO_TARGET),
        Status::NotComputable => ("badge", "○", Key::FIGURE_NOT_COMPUTABLE),
    }
}

/// A status as charts know it.
#[must_use]
pub fn status_of(status: Status) -> crate::chart::bullet::Status {
    use crate::chart::bullet;
    match status {
        Status::Met => bullet::Status::Met,
        Status::NotMet => bullet::Status::NotMet,
        _ => bullet::Status::None,
    }
}
