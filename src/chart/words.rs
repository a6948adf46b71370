//! The words of a chart come from the locale; this puts them together.

use super::scene::Mark;

/// Writes a number on an axis: the value, and how many decimals tell the ticks apart.
pub type Format<'a> = &'a dyn Fn(f64, usize) -> String;

/// What a chart needs from the locale. No room of charts holds a text of its own.
#[derive(Clone, Copy)]
pub struct Words<'a> {
    /// In a legend: the line of the target.
    pub target: &'a str,
    /// In a legend: the line not to be passed, where lower is better.
    pub limit: &'a str,
    /// Above the axis of a bullet chart: per cent of target.
    pub of_target: &'a str,
    /// The target is met.
    pub met: &'a str,
    /// The target is not met.
    pub not_met: &'a str,
    /// There is no target, or no value to hold against it.
    pub no_verdict: &'a str,
    /// The bar goes on beyond the axis.
    pub cut: &'a str,
    /// The sum of a stack.
    pub total: &'a str,
    /// A step up.
    pub increase: &'a str,
    /// A step down.
    pub decrease: &'a str,
    /// In place of a value, or of a chart without rows.
    pub no_data: &'a str,
    /// Between a name and what is said of it, such as ": ".
    pub pair: &'a str,
    /// Between one mark and the next, such as "; ".
    pub list: &'a str,
    /// Between details of one mark, such as ", ".
    pub also: &'a str,
    /// Before and after a detail, such as " (" and ")".
    pub aside: (&'a str, &'a str),
    /// A number on an axis.
    pub number: Format<'a>,
    /// A percentage on an axis; 100 is the whole.
    pub percent: Format<'a>,
}

/// One mark in words: label, series, value and detail. A screen reader reads this, a tooltip may show it.
pub fn mark(mark: &Mark, words: &Words) -> String {
    let mut text = mark.label.clone();
    for part in mark.series.iter().chain([&mark.value]).filter(|part| !part.is_empty()) {
        if !text.is_empty() {
            text.push_str(words.pair);
        }
        text.push_str(part);
    }
    if let Some(detail) = mark.detail.as_ref().filter(|detail| !detail.is_empty()) {
        text.extend([words.aside.0, detail, words.aside.1]);
    }
    text
}

/// A chart in words: the caller's phrase on it (which may be empty), then each mark.
pub fn describe(lead: &str, marks: &[Mark], words: &Words) -> String {
    let said: Vec<String> = marks.iter().map(|datum| mark(datum, words)).collect();
    let said = if said.is_empty() { words.no_data.to_owned() } else { said.join(words.list) };
    if lead.is_empty() { said } else { [lead, words.pair, &said].concat() }
}

/// Details that there are, joined.
pub(super) fn details(parts: &[&str], words: &Words) -> Option<String> {
    let parts: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { None } else { Some(parts.join(words.also)) }
}

/// A note, or nothing.
pub(super) fn said(note: &Option<String>) -> &str {
    note.as_deref().unwrap_or_default()
}
