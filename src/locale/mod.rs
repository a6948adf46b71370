//! What people read: texts in Thai and English, numbers, units, fiscal years, and the words for formulas and faults.
//!
//! The texts stand in `locales/`; `build.rs` makes a constant of each, so a text that is missing in one language
//! does not compile. The page loads those of the languages that it is read in ([`texts`]); other programs have all.

mod calculator;
mod date;
mod fault;
mod finding;
mod number;
mod texts;
mod working;

use std::fmt::Write as _;

pub use calculator::{calculator_column, calculator_verdict, outcome, outcome_verdict, paste_fault, reason, unknown};
pub use date::date;
pub use fault::{not_computable, problem, verdict};
pub use finding::{FindingWords, difference, figure_title, finding, first_cells};
pub use number::{accounting, fiscal_year, fiscal_year_short, number, plain, signed};
pub use texts::{has_texts, provide};
pub use working::{column_words, function_words, row_numbers, row_words, selected_words, selector_words, unit_words};

/// The language of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// Thai.
    #[default]
    Thai,
    /// English.
    English,
}

/// A text of the page, in either language: its number in the order of the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key(u16);

include!(concat!(env!("OUT_DIR"), "/texts.rs"));

/// A section of the report by its number, or by name where it has none.
#[must_use]
pub fn section(section: &str, language: Language) -> String {
    match section {
        "summary" => language.text(Key::SECTION_SUMMARY).to_owned(),
        "front matter" => language.text(Key::SECTION_FRONT_MATTER).to_owned(),
        "appendix 1" => language.text(Key::SECTION_APPENDIX_1).to_owned(),
        "appendix 2" => language.text(Key::SECTION_APPENDIX_2).to_owned(),
        section => language.fill(Key::SECTION_NUMBER, &[("section", section)]),
    }
}

/// A number and the word behind it; what begins with a per cent sign stands close.
#[must_use]
pub fn with_unit(number: &str, unit: &str) -> String {
    match unit {
        "" => number.to_owned(),
        unit if unit.starts_with('%') => format!("{number}{unit}"),
        unit => format!("{number} {unit}"),
    }
}

impl Language {
    /// Its code in addresses and in `<html lang>`.
    #[must_use]
    pub fn code(self) -> &'static str {
        if self.is_english() { "en" } else { "th" }
    }

    /// The language of a code, if it is one of ours.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        [Self::Thai, Self::English].into_iter().find(|language| language.code() == code)
    }

    /// Whether this is English: what the data's `_en` properties are asked for.
    #[must_use]
    pub fn is_english(self) -> bool {
        self == Self::English
    }

    /// A text; empty where those of the language have not been provided.
    // Not inlined: it is called hundreds of times.
    #[must_use]
    #[inline(never)]
    pub fn text(self, key: Key) -> &'static str {
        texts::of(self).get(usize::from(key.0)).copied().unwrap_or_default()
    }

    /// A text with its `{placeholders}` filled.
    #[must_use]
    pub fn fill(self, key: Key, values: &[(&str, &str)]) -> String {
        let mut filled = String::new();
        let mut rest = self.text(key);
        while let Some((before, after)) = rest.split_once('{') {
            filled.push_str(before);
            let (name, after) = after.split_once('}').unwrap_or((after, ""));
            match values.iter().find(|(other, _)| *other == name) {
                Some((_, value)) => filled.push_str(value),
                // A value that the caller forgot is seen, not swallowed.
                None => _ = write!(filled, "{{{name}}}"),
            }
            rest = after;
        }
        filled.push_str(rest);
        filled
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_filled_and_forgotten_ones_are_seen() {
        let filled = Language::English.fill(Key::PROBLEM_STATUS, &[("status", "503")]);
        assert!(filled.contains("503"), "{filled}");
        assert!(Language::English.fill(Key::PROBLEM_STATUS, &[]).contains("{status}"));
    }

    #[test]
    fn a_value_is_never_filled_again() {
        let filled = Language::English.fill(Key::PROBLEM_STATUS, &[("status", "{status}")]);
        assert_eq!(filled.matches("{status}").count(), 1);
    }

    #[test]
    fn no_text_is_empty_and_english_is_english() {
        for number in 0..u16::try_from(TEXTS).unwrap_or_default() {
            let [thai, english] = [Language::Thai, Language::English].map(|language| language.text(Key(number)));
            assert!(!thai.trim().is_empty() && !english.trim().is_empty(), "{thai:?} {english:?}");
            assert!(
                !english.chars().any(|c| ('\u{e00}'..='\u{e7f}').contains(&c))
                    || english.contains("พอช.")
                    || english.contains("ไทย"),
                "{english}"
            );
        }
    }
}
