//! The order of a table's rows by one of its columns.

use std::cmp::Ordering;

use rust_decimal::Decimal;

/// What a cell is ordered by.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Rank<'a> {
    /// Nothing: it is empty.
    Empty,
    /// Its number; of a day its digits (20230315).
    Number(Decimal),
    /// Its words.
    Words(&'a str),
}

/// The places of so many rows in the order of their cells, the least first or the greatest; rows of equal cells stay as
/// they are, and those of empty ones come last both ways. `compare` knows how a language orders words.
#[must_use]
pub fn order<'a>(
    rows: usize,
    rank: &dyn Fn(usize) -> Rank<'a>,
    descending: bool,
    compare: &dyn Fn(&str, &str) -> Ordering,
) -> Vec<usize> {
    let comes_before = |one: usize, other: usize| {
        let order = match (rank(one), rank(other)) {
            (Rank::Empty, _) => return false,
            (_, Rank::Empty) => return true,
            (Rank::Number(one), Rank::Number(other)) => one.cmp(&other),
            (Rank::Words(one), Rank::Words(other)) => compare(one, other),
            (Rank::Number(_), Rank::Words(_)) => Ordering::Less,
            (Rank::Words(_), Rank::Number(_)) => Ordering::Greater,
        };
        order == if descending { Ordering::Greater } else { Ordering::Less }
    };
    // Each to its place among those before it: tables are short, and a general sort would be much code.
    let mut places = Vec::with_capacity(rows);
    for row in 0..rows {
        places.insert(places.partition_point(|other| !comes_before(row, *other)), row);
    }
    places
}

#[cfg(test)]
#[allow(clippy::expect_used)]
mod tests {
    use std::cmp::Ordering;

    use rust_decimal::Decimal;

    use super::Rank;

    fn numbers(cells: &[&str]) -> Vec<Rank<'static>> {
        cells.iter().map(|digits| digits.parse().map_or(Rank::Empty, Rank::Number)).collect()
    }

    fn words<'a>(cells: &[&'a str]) -> Vec<Rank<'a>> {
        cells.iter().map(|words| if words.is_empty() { Rank::Empty } else { Rank::Words(words) }).collect()
    }

    fn order(cells: &[Rank], descending: bool, compare: &dyn Fn(&str, &str) -> Ordering) -> Vec<usize> {
        super::order(cells.len(), &|row| cells.get(row).copied().unwrap_or(Rank::Empty), descending, compare)
    }

    #[test]
    fn numbers_go_by_what_they_are_worth_and_not_by_their_digits() {
        let cells = numbers(&["9", "10.5", "-3", "10.50", "9.99999999999999999999"]);
        assert_eq!(order(&cells, false, &str::cmp), [2, 0, 4, 1, 3]);
        // Equal ones keep their order this way, too.
        assert_eq!(order(&cells, true, &str::cmp), [1, 3, 4, 0, 2]);
    }

    #[test]
    fn empty_cells_come_last_both_ways() {
        let cells = numbers(&["", "2", "", "1"]);
        assert_eq!(order(&cells, false, &str::cmp), [3, 1, 0, 2]);
        assert_eq!(order(&cells, true, &str::cmp), [1, 3, 0, 2]);
    }

    #[test]
    fn words_go_as_their_language_orders_them() {
        let cells = words(&["b", "A", "", "a", "C"]);
        let without_case = |one: &str, other: &str| one.to_lowercase().cmp(&other.to_lowercase());
        assert_eq!(order(&cells, false, &without_case), [1, 3, 0, 4, 2]);
        assert_eq!(order(&cells, true, &without_case), [4, 0, 1, 3, 2]);
    }

    #[test]
    fn a_long_column_is_in_order() {
        let cells: Vec<Rank> = (0..97_u32).map(|row| Rank::Number(Decimal::from(row * 37 % 97))).collect();
        let places = order(&cells, false, &str::cmp);
        let sorted: Vec<u32> = places.iter().map(|place| u32::try_from(*place).expect("small") * 37 % 97).collect();
        assert_eq!(sorted, (0..97).collect::<Vec<_>>());
    }
}
