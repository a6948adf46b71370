//! A list of loans, as it is copied out of a spreadsheet, made entries of the provision's sheet.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::{
    BAHT, Entries,
    entries::{digit, number},
    provision::{self, TABLE},
};
use crate::{formula::exact, package::Table, report::Report};

/// More lines than a list of all of CODI's borrowers has.
const MOST_LINES: usize = 10_000;
/// Nobody reads more faults than that.
const MOST_FAULTS: usize = 50;
/// Class, balance, collateral.
const MOST_FIELDS: usize = 3;
/// The letter behind a number of months.
const MONTHS: char = 'm';

/// What came of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pasted {
    /// The sums by class.
    pub entries: Entries,
    /// How many lines count in them.
    pub lines: usize,
    /// Of those, how many have more collateral than they owe: only so much of it counts, as what one borrower pledges
    /// beyond their debt secures nobody else's.
    pub over_secured: usize,
    /// The first lines that do not count, and why.
    pub faults: Vec<PasteFault>,
    /// How many more do not.
    pub more_faults: usize,
}

/// A line that does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PasteFault {
    /// Counted from 1.
    pub line: usize,
    /// What should have been there.
    pub expected: Expected,
}

/// What a line should have had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// A class first: its code, its name in Thai or English, its level, or months overdue like `5m`.
    Class,
    /// A balance second: a number that is not below nothing.
    Balance,
    /// As collateral a number that is not below nothing, or nothing at all.
    Collateral,
    /// No more than class, balance and collateral.
    FewerFields,
    /// Quotes, tabs or semicolons: `500,200` may be two numbers or one.
    Unambiguous,
    /// A sum that an entry can hold.
    Smaller,
    /// No more lines than are read; the rest was left out.
    FewerLines,
}

/// A class of a year's rules, as people may call it.
struct Class {
    code: String,
    names: Vec<String>,
    level: Option<Decimal>,
    /// Overdue by more than so many months, and by no more than so many.
    over: Option<Decimal>,
    to: Option<Decimal>,
}

/// Reads lines of class, balance and, if there is any, collateral, in baht: parted by tabs, semicolons or commas. Lines of
/// a class add up. A first line that is neither a class nor a balance is taken for the heads of the columns.
#[must_use]
pub fn paste(text: &str, report: &Report, year: i32) -> Pasted {
    let mut pasted = Pasted::default();
    let Some(table) = report.engine.package.table(TABLE) else { return pasted };
    let classes = classes(table, year);
    let units = &report.engine.units;
    let words = |code: &str| [false, true].map(|english| squeezed(units.symbol(code, english)));
    let (baht, months) = (words(BAHT), words("month"));
    let mut sums: BTreeMap<&str, [Decimal; 2]> = BTreeMap::new();
    let (mut is_first, mut last) = (true, 0);
    for (index, line) in text.lines().enumerate() {
        let line_number = index + 1;
        if index >= MOST_LINES {
            // Of this more is left out than of any other.
            pasted.faults.push(PasteFault { line: line_number, expected: Expected::FewerLines });
            break;
        }
        last = line_number;
        if line.trim().is_empty() {
            continue;
        }
        let may_be_heads = std::mem::take(&mut is_first);
        let fields = fields(line);
        let read = fields.and_then(|fields| read(&fields, &classes, &baht, &months, may_be_heads));
        match read {
            Ok(None) => {}
            Ok(Some((class, balance, collateral))) => {
                let sum = sums.entry(class).or_default();
                let [owed, secured] = *sum;
                let added =
                    [(owed, balance), (secured, collateral.min(balance))].map(|(sum, more)| exact::add(sum, more));
                match added {
                    [Ok(owed), Ok(secured)] => *sum = [owed, secured],
                    _ => pasted.fault(line_number, Expected::Smaller),
                }
                pasted.lines += 1;
                pasted.over_secured += usize::from(collateral > balance);
            }
            Err(expected) => pasted.fault(line_number, expected),
        }
    }
    for (class, [balance, collateral]) in sums {
        let [of_balance, of_collateral] = provision::fields(class);
        let fits = pasted.entries.set(&of_balance, balance);
        let fits = fits && (collateral.is_zero() || pasted.entries.set(&of_collateral, collateral));
        if !fits {
            pasted.entries.clear(&of_balance);
            pasted.fault(last, Expected::Smaller);
        }
    }
    pasted
}

impl Pasted {
    fn fault(&mut self, line: usize, expected: Expected) {
        if self.faults.len() < MOST_FAULTS {
            self.faults.push(PasteFault { line, expected });
        } else {
            self.more_faults += 1;
        }
    }
}

/// Class, balance and collateral of a line; none of a line that holds the heads of the columns.
fn read<'a>(
    fields: &[String],
    classes: &'a [Class],
    baht: &[String],
    months: &[String],
    may_be_heads: bool,
) -> Result<Option<(&'a str, Decimal, Decimal)>, Expected> {
    let field = |at: usize| fields.get(at).map(String::as_str).unwrap_or_default();
    let amount = |text: &str| {
        let text = squeezed(text);
        let bare = baht.iter().find_map(|word| text.strip_suffix(word.as_str())).unwrap_or(&text);
        number(bare).filter(|amount| *amount >= Decimal::ZERO)
    };
    let class = class_of(field(0), classes, months);
    let balance = amount(field(1));
    match (class, balance) {
        (None, None) if may_be_heads && fields.len() > 1 => Ok(None),
        (None, _) => Err(Expected::Class),
        (_, None) => Err(Expected::Balance),
        (Some(class), Some(balance)) => match squeezed(field(2)).as_str() {
            "" | "-" => Ok(Some((class, balance, Decimal::ZERO))),
            _ => amount(field(2)).map(|collateral| Some((class, balance, collateral))).ok_or(Expected::Collateral),
        },
    }
}

/// The fields of a line: parted by the tabs in it, or else by semicolons, or else by commas, but not by such as stand
/// between quotes.
fn fields(line: &str) -> Result<Vec<String>, Expected> {
    let mut quoted = false;
    let outside: String = line
        .chars()
        .filter(|letter| {
            quoted ^= *letter == '"';
            !quoted
        })
        .collect();
    let between = ['\t', ';', ','].into_iter().find(|sign| outside.contains(*sign));
    let mut fields = vec![String::new()];
    // Whether each field is bare, or stands between quotes.
    let mut bare = vec![true];
    quoted = false;
    for letter in line.chars() {
        if letter == '"' {
            quoted = !quoted;
            bare.last_mut().into_iter().for_each(|bare| *bare = false);
        } else if Some(letter) == between && !quoted {
            fields.push(String::new());
            bare.push(true);
        } else if let Some(field) = fields.last_mut() {
            field.push(letter);
        }
    }
    if between == Some(',') && parts_thousands(&fields, &bare) {
        return Err(Expected::Unambiguous);
    }
    // Columns to the right that are empty are none.
    while fields.len() > MOST_FIELDS && fields.last().is_some_and(|field| field.trim().is_empty()) {
        fields.pop();
    }
    if fields.len() > MOST_FIELDS { Err(Expected::FewerFields) } else { Ok(fields) }
}

/// Whether a comma between two fields, both bare, may be one that parts thousands: `500,200`.
fn parts_thousands(fields: &[String], bare: &[bool]) -> bool {
    let whole = |field: &str| squeezed(field).split('.').next().unwrap_or_default().len();
    let is_number = |field: &str| number(&squeezed(field)).is_some();
    let fields: Vec<(&String, &bool)> = fields.iter().zip(bare).skip(1).collect();
    fields.windows(2).any(|pair| {
        matches!(pair, [(left, true), (right, true)]
            if is_number(left) && is_number(right) && whole(left) <= 3 && whole(right) == 3)
    })
}

fn classes(table: &Table, year: i32) -> Vec<Class> {
    let rows = super::rows_of(table, year);
    let titles = |english| rows.iter().map(move |row| squeezed(table.localized(*row, "title", english)));
    // Each Thai name begins with the same word (“classified as”), which people leave out.
    let common = [false, true].map(|english| common_start(&titles(english).collect::<Vec<_>>()));
    let mut classes = Vec::new();
    for row in rows {
        let code = super::text(table, row, "class");
        let mut names = vec![squeezed(&code), squeezed(&code.replace('_', ""))];
        for (english, common) in [false, true].into_iter().zip(&common) {
            let title = squeezed(table.localized(row, "title", english));
            names.extend(title.strip_prefix(common.as_str()).map(str::to_owned));
            names.push(title);
        }
        names.retain(|name| !name.is_empty());
        let number = |field: &str| table.number(row, field);
        classes.push(Class {
            code,
            names,
            level: number("level"),
            over: number("months_over"),
            to: number("months_to"),
        });
    }
    classes
}

/// What all of these begin with.
fn common_start(texts: &[String]) -> String {
    let Some((first, others)) = texts.split_first() else { return String::new() };
    let mut common = String::new();
    for letter in first.chars() {
        common.push(letter);
        if !others.iter().all(|other| other.starts_with(&common)) {
            common.pop();
            break;
        }
    }
    common
}

fn class_of<'a>(text: &str, classes: &'a [Class], months: &[String]) -> Option<&'a str> {
    let text = squeezed(text);
    let by_name = classes.iter().find(|class| class.names.contains(&text));
    let by_level = || {
        let level = number(&text)?;
        classes.iter().find(|class| class.level == Some(level))
    };
    let by_months = || {
        let named = months.iter().find_map(|word| text.strip_suffix(word.as_str()));
        let months = number(named.or_else(|| text.strip_suffix(MONTHS))?)?;
        classes.iter().find(|class| {
            let is_bounded = class.over.is_some() || class.to.is_some();
            let over = class.over.map_or(months >= Decimal::ZERO, |over| months > over);
            is_bounded && over && class.to.is_none_or(|to| months <= to)
        })
    };
    by_name.or_else(by_level).or_else(by_months).map(|class| class.code.as_str())
}

/// A text for comparing: in small letters, without spaces, with digits that computers reckon with.
fn squeezed(text: &str) -> String {
    text.chars()
        .filter(|letter| !letter.is_whitespace() && !matches!(letter, '\u{feff}' | '\u{200b}'))
        .map(digit)
        .flat_map(char::to_lowercase)
        .collect()
}
