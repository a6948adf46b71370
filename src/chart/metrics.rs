//! How much room a text takes in the site's face, the same natively and in the browser.

use super::face;
use super::scene::Weight;

/// From the baseline up to the top of a line, in em: clears a Thai tone mark over an upper vowel (ปี้).
pub const ASCENT: f64 = 1.25;
/// From the baseline down to the end of a line, in em: clears a Thai lower vowel (กู).
pub const DESCENT: f64 = 0.35;
/// Height of a line, in em.
pub const LINE: f64 = ASCENT + DESCENT;

/// Advance of one character in thousandths of an em; 0 for a mark that sits on the letter before it.
fn advance(c: char, weight: Weight) -> u16 {
    let face = usize::from(weight == Weight::Bold);
    let code = c as usize;
    let from = |table: &'static [u16], first: usize| code.checked_sub(first).and_then(|at| table.get(at)).copied();
    let latin = face::LATIN.get(face).and_then(|table| from(table, 0x20));
    let thai = || face::THAI.get(face).and_then(|table| from(table, 0xE00));
    let extra = || {
        let (_, advances) = face::EXTRA.iter().find(|(known, _)| *known == c)?;
        advances.get(face).copied()
    };
    latin.or_else(thai).or_else(extra).unwrap_or(match c {
        c if is_mark(c) => 0,
        _ if code >= 0x1100 && !(0x1E00..0x2E80).contains(&code) => 1000,
        _ => face::UNKNOWN,
    })
}

/// Whether a character sits on the one before it and must never start a line.
pub fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{E31}' | '\u{E34}'..='\u{E3A}' | '\u{E47}'..='\u{E4E}'
        | '\u{200B}'..='\u{200F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
}

/// Width of one line of text, in pixels.
///
/// - `size`: the font size in pixels
pub fn text_width(text: &str, size: f64, weight: Weight) -> f64 {
    let thousandths: u64 = text.chars().map(|c| u64::from(advance(c, weight))).sum();
    thousandths as f64 * size / 1000.0
}

#[cfg(test)]
#[allow(clippy::indexing_slicing)]
mod tests {
    use super::*;

    #[test]
    fn thai_marks_take_no_room() {
        assert_eq!(text_width("ท", 10.0, Weight::Regular), text_width("ที่", 10.0, Weight::Regular));
        // Measured with HarfBuzz 1000 units an em: สินเชื่อ is 2720 regular, 2793 bold.
        assert!((text_width("สินเชื่อ", 1000.0, Weight::Regular) - 2720.0).abs() < 1e-6);
        assert!((text_width("สินเชื่อ", 1000.0, Weight::Bold) - 2793.0).abs() < 1e-6);
    }

    #[test]
    fn figures_are_tabular() {
        let widths: Vec<f64> = "0123456789".chars().map(|c| text_width(&c.to_string(), 14.0, Weight::Bold)).collect();
        assert!(widths.windows(2).all(|pair| pair[0] == pair[1]));
    }

    #[test]
    fn an_unknown_character_has_a_width() {
        assert!(text_width("漢", 10.0, Weight::Regular) > 0.0);
        assert_eq!(text_width("", 10.0, Weight::Regular), 0.0);
    }
}
