use std::{collections::BTreeMap, fmt};

use rust_decimal::Decimal;

/// More entries than any calculator has fields.
const MOST_ENTRIES: usize = 60;
const LONGEST_NAME: usize = 40;
/// Digits before and after the point: enough for any budget in baht.
const MOST_DIGITS: usize = 15;
const MOST_DECIMALS: u32 = 4;
/// Between two entries of an address, and between an entry's name and its number. Names may have the latter in them;
/// numbers have neither.
const BETWEEN: char = '~';
const BEFORE_NUMBER: char = '_';
/// The longest address that is read at all.
const LONGEST: usize = MOST_ENTRIES * (LONGEST_NAME + MOST_DIGITS + 8);

/// What somebody entered: a number by the name of its field, as the address has it: `1.1_18.5~2.1_200`.
///
/// Only letters of addresses that need no escaping are in it, and only so many entries: whoever made a link may have
/// written anything, and what is no entry is passed over.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entries(BTreeMap<String, Decimal>);

impl Entries {
    /// Reads what [`Entries::to_string`] writes; of two entries of a name the last counts.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let mut entries = Self::default();
        if text.len() > LONGEST {
            return entries;
        }
        for part in text.split(BETWEEN) {
            if let Some((name, digits)) = part.rsplit_once(BEFORE_NUMBER)
                && let Some(number) = plain(digits)
            {
                entries.set(name, number);
            }
        }
        entries
    }

    /// The number entered under a name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<Decimal> {
        self.0.get(name).copied()
    }

    /// Enters a number; whether it could be: the name and the number must be ones that an address can carry.
    pub fn set(&mut self, name: &str, number: Decimal) -> bool {
        let is_full = self.0.len() >= MOST_ENTRIES && !self.0.contains_key(name);
        let is_sound = is_name(name) && is_bounded(number);
        if is_sound && !is_full {
            self.0.insert(name.to_owned(), without_zeros(number));
        }
        is_sound && !is_full
    }

    /// Takes an entry away.
    pub fn clear(&mut self, name: &str) {
        self.0.remove(name);
    }

    /// Whether nothing is entered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The entries, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Decimal)> {
        self.0.iter().map(|(name, number)| (name.as_str(), *number))
    }
}

impl fmt::Display for Entries {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (name, number)) in self.0.iter().enumerate() {
            if index > 0 {
                write!(f, "{BETWEEN}")?;
            }
            write!(f, "{name}{BEFORE_NUMBER}{number}")?;
        }
        Ok(())
    }
}

/// A number as people type it: Thai or other digits, thousands parted by commas in their places, baht signs and spaces
/// around it. None where it is anything else, or larger or finer than an entry may be.
#[must_use]
pub fn number(text: &str) -> Option<Decimal> {
    let typed: String = text.chars().filter(|letter| !letter.is_whitespace() && *letter != BAHT).map(digit).collect();
    let (sign, typed) = typed.strip_prefix(['-', '−']).map_or(("", typed.as_str()), |rest| ("-", rest));
    let (whole, decimals) = typed.split_once('.').map_or((typed, None), |(whole, decimals)| (whole, Some(decimals)));
    // 1,00 and 1000,000 may mean anything.
    let mut groups = whole.split(',');
    let first_is_sound = groups.next().is_some_and(|first| whole == first || (1..=3).contains(&first.len()));
    if !first_is_sound || groups.any(|group| group.len() != 3) {
        return None;
    }
    let whole = whole.replace(',', "");
    let digits = match decimals {
        Some(decimals) => format!("{sign}{whole}.{decimals}"),
        None => format!("{sign}{whole}"),
    };
    plain(&digits).filter(|number| is_bounded(*number))
}

/// The sign of the Thai baht.
const BAHT: char = '\u{e3f}';
/// The Thai digit zero; the others follow it.
const THAI_ZERO: u32 = 0xe50;

/// A Thai digit as the one that computers reckon with; any other letter as it is.
pub(super) fn digit(letter: char) -> char {
    let value = u32::from(letter).wrapping_sub(THAI_ZERO);
    char::from_digit(value, 10).unwrap_or(letter)
}

/// A number of digits with at most one minus in front and one point: nothing else that a parser might take.
fn plain(digits: &str) -> Option<Decimal> {
    let unsigned = digits.strip_prefix('-').unwrap_or(digits);
    let is_plain = unsigned.len() <= MOST_DIGITS + 1 + MOST_DECIMALS as usize
        && unsigned.starts_with(|letter: char| letter.is_ascii_digit())
        && unsigned.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    if is_plain { Decimal::from_str_exact(digits).ok() } else { None }
}

fn is_name(name: &str) -> bool {
    let is_of_names = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'.' | b'_' | b'-');
    (1..=LONGEST_NAME).contains(&name.len()) && name.bytes().all(is_of_names)
}

fn is_bounded(number: Decimal) -> bool {
    let number = number.normalize();
    let most = Decimal::from(10_u64.pow(MOST_DIGITS as u32));
    number.scale() <= MOST_DECIMALS && number.abs() < most
}

fn without_zeros(number: Decimal) -> Decimal {
    let number = number.normalize();
    if number.is_zero() { Decimal::ZERO } else { number }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_type_them() {
        for (typed, meant) in [
            ("18.5", "18.5"),
            (" 1,234,567.89 ", "1234567.89"),
            ("฿1,000", "1000"),
            ("๑๒,๓๔๕.๖๗", "12345.67"),
            ("-3", "-3"),
            ("−3", "-3"),
            ("100000", "100000"),
            ("007", "7"),
        ] {
            assert_eq!(number(typed), meant.parse().ok(), "{typed}");
        }
        for typed in [
            "", "-", ".", ".5", "5e3", "1,00", "1000,000", ",100", "1.2.3", "1.,000", "12 baht", "0x1", "1_000",
            "1.00001",
        ] {
            assert_eq!(number(typed), None, "{typed}");
        }
        assert_eq!(number("1234567890123456"), None, "sixteen digits");
    }

    #[test]
    fn an_address_says_each_entry_once() {
        let entries = Entries::parse("1.1_18.50~balance.special_mention_-200~~x~_5~A_1~2.1_1e3~1.1_19");
        assert_eq!(entries.to_string(), "1.1_19~balance.special_mention_-200");
    }

    #[test]
    fn there_are_never_more_entries_than_fit_an_address() {
        let many: Vec<String> = (0..100).map(|index| format!("n{index}_1")).collect();
        assert_eq!(Entries::parse(&many.join("~")).iter().count(), MOST_ENTRIES);
    }
}
