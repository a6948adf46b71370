//! What arithmetic says of how a figure that is not as computed came about. Likely, never certain.

use rust_decimal::Decimal;

use super::{
    equation,
    figure::{Checked, Verdict, comes_of},
};
use crate::formula::{CellRef, Engine, Step};

/// How a figure may have come about.
#[derive(Debug, Clone, PartialEq)]
pub enum Cause {
    /// Cut off at the printed decimals instead of rounded.
    Truncated,
    /// Computed from figures that were rounded before; which, by their place in the package.
    FromRounded(Vec<usize>),
    /// It comes out with what the report prints elsewhere for a part of it; where, by the place in the package.
    FromOther(Vec<usize>),
    /// A sum that leaves out one cell.
    LeftOut(CellRef),
    /// A sum that counts one cell twice.
    CountedTwice(CellRef),
    /// A slip of the hand in writing the digits.
    Digits(Slip),
}

/// A slip of the hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slip {
    /// The same digits in another order: 714 for 174.
    Transposed,
    /// One digit is another: 88.03 for 88.04.
    OneDigit,
    /// A digit is missing, or one too many.
    Length,
}

/// The likely causes of a figure not being as computed, the most telling first.
pub(super) fn causes(engine: &Engine, figures: &[Checked], index: usize) -> Vec<Cause> {
    let Some(figure) = figures.get(index) else { return Vec::new() };
    match &figure.verdict {
        Verdict::RoundedOtherwise { truncated: true } => return vec![Cause::Truncated],
        Verdict::FromRounded { inputs } => return vec![Cause::FromRounded(inputs.clone())],
        Verdict::Differs { .. } => {}
        _ => return Vec::new(),
    }
    let differs = |other: &Checked| matches!(other.verdict, Verdict::Differs { .. });
    let mut causes: Vec<Cause> =
        comes_of(engine, figures, index, &differs, false).map(Cause::FromOther).into_iter().collect();
    causes.extend(of_a_sum(engine, figure));
    if causes.is_empty()
        && let Ok(computed) = figure.computed
        // Digits that the report does not print cannot have been misprinted.
        && computed.normalize().scale() <= figure.printed.precision
    {
        causes.extend(slip(figure.printed.value, computed).map(Cause::Digits));
    }
    causes
}

/// Whether a sum leaves out one of its cells or counts it twice; nothing if several would explain it.
fn of_a_sum(engine: &Engine, figure: &Checked) -> Option<Cause> {
    let Step::Aggregate(_, source) = &figure.trace.step else { return None };
    let by = figure.printed.value.checked_sub(figure.computed.as_ref().ok().copied()?)?;
    let cells = equation::cells(&engine.package, source);
    if cells.len() < 2 {
        return None;
    }
    let mut found =
        cells.iter().filter(|cell| equation::number(&engine.package, **cell).is_some_and(|n| n == by.abs()));
    let (Some(cell), None) = (found.next(), found.next()) else { return None };
    let cell = equation::named(&engine.package, *cell)?;
    Some(if by < Decimal::ZERO { Cause::LeftOut(cell) } else { Cause::CountedTwice(cell) })
}

/// The slip of the hand that makes one number of another, if it is one.
pub(super) fn slip(written: Decimal, meant: Decimal) -> Option<Slip> {
    let digits = |number: Decimal| -> Vec<u8> { number.abs().to_string().bytes().filter(u8::is_ascii_digit).collect() };
    let round = |digits: &[u8]| digits.iter().rev().take_while(|digit| **digit == b'0').count() > 1;
    let (written, meant) = (digits(written), digits(meant));
    // Of one or two digits anything is a slip of anything, and round numbers are chosen, not mistyped.
    if written == meant || written.len().min(meant.len()) < 3 || round(&written) || round(&meant) {
        return None;
    }
    if written.len() == meant.len() {
        let apart = written.iter().zip(&meant).filter(|(one, other)| one != other).count();
        let count = |digits: &[u8], digit: u8| digits.iter().filter(|other| **other == digit).count();
        let same = (b'0'..=b'9').all(|digit| count(&written, digit) == count(&meant, digit));
        return match (same, apart) {
            (true, 2) => Some(Slip::Transposed),
            (false, 1) => Some(Slip::OneDigit),
            _ => None,
        };
    }
    let (short, long) = if written.len() < meant.len() { (&written, &meant) } else { (&meant, &written) };
    let without = |gone: usize| long.iter().enumerate().filter(move |(at, _)| *at != gone).map(|(_, digit)| digit);
    (long.len() == short.len() + 1 && (0..long.len()).any(|gone| without(gone).eq(short))).then_some(Slip::Length)
}

#[cfg(test)]
mod tests {
    use super::{Slip, slip};

    fn of(written: &str, meant: &str) -> Option<Slip> {
        slip(written.parse().unwrap_or_default(), meant.parse().unwrap_or_default())
    }

    #[test]
    fn slips_of_the_hand_are_told_by_their_digits() {
        assert_eq!(of("714", "174"), Some(Slip::Transposed));
        assert_eq!(of("88.03", "88.04"), Some(Slip::OneDigit));
        assert_eq!(of("4143", "41043"), Some(Slip::Length));
        assert_eq!(of("2050", "250"), Some(Slip::Length));
        assert_eq!(of("270", "210"), Some(Slip::OneDigit));
    }

    #[test]
    fn what_is_no_slip_is_not_called_one() {
        assert_eq!(of("95", "59"), None, "of two digits anything is a slip of anything");
        assert_eq!(of("1234", "4321"), None);
        assert_eq!(of("823", "990"), None);
        assert_eq!(of("100", "100"), None);
        assert_eq!(of("1000", "1050"), None, "round numbers are chosen, not mistyped");
    }
}
