//! Exact arithmetic that says when a number grows too large.
//!
//! rust_decimal has each of its operations copied to where it is used. One copy of each is enough, and makes the page's
//! program smaller by a tenth.

use rust_decimal::Decimal;

use super::NotComputable;

#[inline(never)]
pub(crate) fn add(left: Decimal, right: Decimal) -> Result<Decimal, NotComputable> {
    left.checked_add(right).ok_or(NotComputable::Overflow)
}

pub(crate) fn subtract(left: Decimal, right: Decimal) -> Result<Decimal, NotComputable> {
    add(left, -right)
}

#[inline(never)]
pub(crate) fn multiply(left: Decimal, right: Decimal) -> Result<Decimal, NotComputable> {
    left.checked_mul(right).ok_or(NotComputable::Overflow)
}

#[inline(never)]
pub(crate) fn divide(above: Decimal, below: Decimal) -> Result<Decimal, NotComputable> {
    if below.is_zero() {
        return Err(NotComputable::DivisionByZero);
    }
    above.checked_div(below).ok_or(NotComputable::Overflow)
}

#[inline(never)]
pub(crate) fn sum(numbers: &[Decimal]) -> Result<Decimal, NotComputable> {
    numbers.iter().try_fold(Decimal::ZERO, |sum, number| add(sum, *number))
}
