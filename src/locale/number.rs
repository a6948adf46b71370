use rust_decimal::Decimal;

use super::{Key, Language};
use crate::formula::half_away_from_zero;

/// The sign of negative numbers: a real minus, as wide as a digit.
const MINUS: char = '−';

/// A number at so many decimals, thousands parted, rounded half away from zero: `1,130,315`, `−105.10`.
#[must_use]
pub fn number(value: Decimal, decimals: u32) -> String {
    let rounded = half_away_from_zero(value, decimals);
    let digits = grouped(&rounded.abs().to_string());
    if rounded.is_sign_negative() { format!("{MINUS}{digits}") } else { digits }
}

/// A number with all the decimals it has and no more: what an input of a computation is.
#[must_use]
pub fn plain(value: Decimal) -> String {
    number(value, value.scale())
}

/// A change: with a plus where it is one.
#[must_use]
pub fn signed(value: Decimal, decimals: u32) -> String {
    let text = number(value, decimals);
    if half_away_from_zero(value, decimals) > Decimal::ZERO { format!("+{text}") } else { text }
}

/// As accountants write: negatives in parentheses.
#[must_use]
pub fn accounting(value: Decimal, decimals: u32) -> String {
    let text = number(value.abs(), decimals);
    let rounded = half_away_from_zero(value, decimals);
    if rounded.is_sign_negative() { format!("({text})") } else { text }
}

/// A fiscal year in full: “ปีงบประมาณ 2566”, “FY2566 (Oct 2022–Sep 2023)”.
#[must_use]
pub fn fiscal_year(year: i32, language: Language) -> String {
    // Fiscal year 2566 of the Buddhist era runs from 1 October 2565 (2022) to 30 September 2566 (2023).
    let common = |years: i32| year.saturating_sub(years).to_string();
    language.fill(Key::YEAR_FULL, &[("year", &year.to_string()), ("from", &common(544)), ("to", &common(543))])
}

/// A fiscal year where there is little room: “ปี 2566”, “FY2566”.
#[must_use]
pub fn fiscal_year_short(year: i32, language: Language) -> String {
    language.fill(Key::YEAR_SHORT, &[("year", &year.to_string())])
}

fn grouped(digits: &str) -> String {
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if !decimals.is_empty() {
        text.push('.');
        text.push_str(decimals);
    }
    text
}

#[cfg(test)]
#[allow(clippy::expect_used)]
mod tests {
    use super::*;

    fn decimal(digits: &str) -> Decimal {
        digits.parse().expect("a decimal")
    }

    #[test]
    fn thousands_are_parted() {
        for (digits, decimals, text) in [
            ("0", 0, "0"),
            ("999", 0, "999"),
            ("1000", 0, "1,000"),
            ("1130315", 0, "1,130,315"),
            ("20755556074", 2, "20,755,556,074.00"),
            ("-105104064.20", 2, "−105,104,064.20"),
            ("-0.004", 2, "0.00"),
            ("99.495", 2, "99.50"),
        ] {
            assert_eq!(number(decimal(digits), decimals), text);
        }
    }

    #[test]
    fn accountants_write_negatives_in_parentheses() {
        assert_eq!(accounting(decimal("-105104064.20"), 2), "(105,104,064.20)");
        assert_eq!(accounting(decimal("24853642.09"), 2), "24,853,642.09");
        assert_eq!(accounting(decimal("-0.001"), 2), "0.00");
    }

    #[test]
    fn changes_have_their_sign() {
        assert_eq!(signed(decimal("3.5"), 2), "+3.50");
        assert_eq!(signed(decimal("-3.5"), 2), "−3.50");
        assert_eq!(signed(decimal("0.001"), 2), "0.00");
    }

    #[test]
    fn a_fiscal_year_names_its_common_era_months_in_english() {
        assert_eq!(fiscal_year(2566, Language::English), "FY2566 (Oct 2022–Sep 2023)");
        assert_eq!(fiscal_year(2566, Language::Thai), "ปีงบประมาณ 2566");
    }
}
