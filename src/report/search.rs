//! Search: how a text is compared, and what of the catalogue has what was typed, best first.

use crate::package::{Json, localized};

/// A text as it is compared: no capitals, Arabic digits, no spaces and no punctuation, which Thai uses as it pleases.
/// Between two digits a full stop stays, a comma goes, and anything else becomes a space, so that no two numbers run
/// together.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut between: Option<char> = None;
    for letter in text.chars() {
        let letter = match letter {
            '๐'..='๙' => char::from_digit(u32::from(letter) - u32::from('๐'), 10).unwrap_or(letter),
            letter => letter.to_ascii_lowercase(),
        };
        if is_passed_over(letter) {
            between = Some(if between.is_none() { letter } else { ' ' });
            continue;
        }
        let in_number = letter.is_ascii_digit() && folded.ends_with(|last: char| last.is_ascii_digit());
        match between.take() {
            Some('.') if in_number => folded.push('.'),
            Some(',') | None => {}
            Some(_) if in_number => folded.push(' '),
            Some(_) => {}
        }
        folded.push(letter);
    }
    folded
}

/// Spaces, the punctuation of ASCII, and dashes and quotation marks.
fn is_passed_over(letter: char) -> bool {
    letter.is_whitespace() || letter.is_ascii_punctuation() || matches!(letter, '\u{2010}'..='\u{203a}')
}

/// Whether every word that was typed is in the texts. Thai has no spaces: there it is the whole that is looked for.
#[must_use]
pub fn has(texts: &[&str], typed: &str) -> bool {
    let text = fold(&texts.join(" "));
    typed.split_whitespace().all(|word| text.contains(&fold(word)))
}

/// What was found.
#[derive(Debug, Default)]
pub struct Found<'a> {
    /// How many entries have what was typed.
    pub count: usize,
    /// The best of them, best first.
    pub best: Vec<&'a Json>,
}

/// So many are told.
pub const MOST: usize = 50;
/// How an entry can fit: called just so; beginning so; with it in its name; with each word in its name; with it
/// somewhere; with each word somewhere.
const FITS: usize = 6;

/// What of a catalogue (as [`crate::export::catalogue_json`] makes it) has all that was typed, in one language or the
/// other; among those that fit equally well those in the page's language come first. `cut` finds the words in a text
/// without spaces.
#[must_use]
pub fn find<'a>(catalogue: &'a Json, typed: &str, english: bool, cut: fn(&str) -> Vec<String>) -> Found<'a> {
    let mut found = Found::default();
    let whole = fold(typed);
    if whole.is_empty() {
        return found;
    }
    let mut words = Vec::new();
    for part in typed.split_whitespace() {
        for word in cut(part) {
            words.push(fold(&word));
        }
    }
    // Twice how each fits, and one more if in the other language.
    let mut fits = Vec::new();
    for entry in catalogue.items() {
        let fit = |english| 2 * fit_of(localized(entry, "folded", english), &whole, &words);
        fits.push((entry, fit(english).min(fit(!english) + 1)));
    }
    // Going through them once for each fit takes less code than sorting.
    for fit in 0..2 * FITS {
        for (entry, of) in &fits {
            if *of == fit {
                found.count += 1;
                if found.best.len() < MOST {
                    found.best.push(entry);
                }
            }
        }
    }
    found
}

/// How a text fits, the title being its first line; [`FITS`] if it does not.
fn fit_of(text: &str, whole: &str, words: &[String]) -> usize {
    let all_in = |text: &str| words.iter().all(|word| text.contains(word.as_str()));
    let title = text.split('\n').next().unwrap_or_default();
    if title == whole {
        0
    } else if title.starts_with(whole) {
        1
    } else if title.contains(whole) {
        2
    } else if all_in(title) {
        3
    } else if text.contains(whole) {
        4
    } else if all_in(text) {
        5
    } else {
        FITS
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_in_several_ways_is_the_same() {
        assert_eq!(fold("พอช. ในตัวเลข"), fold("พอชในตัวเลข"));
        assert_eq!(fold("คุณภาพชีวิต ๕ ดี"), fold("คุณภาพชีวิต 5 ดี"));
        assert_eq!(fold("Baan-Mankong “HOMES”"), "baanmankonghomes");
        assert_eq!(fold("๓,๙๘๑.๐๑๐"), "3981.010");
    }

    #[test]
    fn no_two_numbers_run_together() {
        assert_eq!(fold("291 66 - 714"), "291 66 714");
        assert_eq!(fold("1. 2, 3"), "1 2 3");
        assert_eq!(fold("มี 5 ดี, 3"), "มี5ดี3");
        assert!(!has(&["291 66 - 714"], "6671"));
        assert!(!has(&["2", "566"], "2566"));
    }

    #[test]
    fn every_word_must_be_somewhere_in_any_order() {
        assert!(has(&["Welfare paid", "3,981.010 million"], "3981.010 WELFARE"));
        assert!(!has(&["Welfare paid"], "welfare homes"));
        assert!(has(&["anything"], " – "));
    }
}
