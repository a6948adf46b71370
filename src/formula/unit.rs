use std::sync::Arc;

use rust_decimal::Decimal;

use super::{FormulaError, NotComputable, exact};
use crate::package::{Named, Table};

/// A number with its unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Value {
    /// The number, in `unit`.
    pub number: Decimal,
    /// What it counts or measures.
    pub unit: Unit,
}

/// A unit: powers of base units, times a scale (million baht is 1000000 baht, per cent is 0.01).
// Shared, as every cell and every step of a computation has one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit(Arc<Measure>);

#[derive(Debug, PartialEq, Eq)]
struct Measure {
    scale: Decimal,
    /// The base units with their powers, none of them zero, in the order of their codes.
    powers: Vec<(String, i32)>,
}

/// The units of a package: its codelist `units`.
#[derive(Debug, Clone, Default)]
pub struct Units {
    known: Named<Known>,
}

#[derive(Debug, Clone)]
struct Known {
    unit: Unit,
    symbol: [String; 2],
}

impl Unit {
    /// The unit of plain numbers.
    #[must_use]
    pub fn one() -> Self {
        Self::of(Decimal::ONE, Vec::new())
    }

    /// One hundredth.
    #[must_use]
    pub fn percent() -> Self {
        Self::of(HUNDREDTH, Vec::new())
    }

    fn of(scale: Decimal, powers: Vec<(String, i32)>) -> Self {
        Self(Arc::new(Measure { scale, powers }))
    }

    /// Whether this is per cent.
    #[must_use]
    pub fn is_percent(&self) -> bool {
        self.0.scale == HUNDREDTH && self.0.powers.is_empty()
    }

    /// Whether values of the two can be added: the same kind of thing, on whatever scale.
    /// Only plain numbers and per cent do not mix: `rate + 5` with a rate of 10 % is a slip, as a rule.
    #[must_use]
    pub fn adds_to(&self, other: &Self) -> bool {
        self.converts_to(other) && (!self.0.powers.is_empty() || self.0.scale == other.0.scale)
    }

    /// Whether a value in this unit can be told in the other.
    #[must_use]
    pub fn converts_to(&self, other: &Self) -> bool {
        self.0.powers == other.0.powers
    }

    pub(super) fn times(&self, other: &Self, sign: i32) -> Result<Self, NotComputable> {
        let mut powers = self.0.powers.clone();
        for (base, power) in &other.0.powers {
            let power = power.saturating_mul(sign);
            let at = powers.iter().position(|(known, _)| known >= base).unwrap_or(powers.len());
            match powers.get_mut(at) {
                Some((known, sum)) if known == base => *sum = sum.saturating_add(power),
                _ => powers.insert(at, (base.clone(), power)),
            }
        }
        powers.retain(|(_, power)| *power != 0);
        let scale = if sign > 0 { exact::multiply } else { exact::divide };
        Ok(Self::of(scale(self.0.scale, other.0.scale)?, powers))
    }
}

impl Value {
    /// The same quantity told in another unit of the same kind.
    ///
    /// # Errors
    /// The units are of different kinds, or the number grows too large.
    pub fn told_in(&self, unit: &Unit) -> Result<Self, NotComputable> {
        if !self.unit.converts_to(unit) {
            return Err(FormulaError::Units {
                operation: "=".to_owned(),
                left: self.unit.to_string(),
                right: unit.to_string(),
            }
            .into());
        }
        let (own, other) = (self.unit.0.scale, unit.0.scale);
        let number = if own == other { self.number } else { exact::divide(exact::multiply(self.number, own)?, other)? };
        Ok(Self { number, unit: unit.clone() })
    }
}

/// Codes of the base units, for logs and errors: `baht/household`.
impl std::fmt::Display for Unit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.is_percent() {
            return f.write_str("percent");
        }
        f.write_str(&compose(self, &str::to_owned, "one"))?;
        if self.0.scale == Decimal::ONE { Ok(()) } else { write!(f, " × {}", self.0.scale) }
    }
}

fn compose(unit: &Unit, name: &dyn Fn(&str) -> String, one: &str) -> String {
    let side = |sign: i32| {
        let mut names = Vec::new();
        for (base, power) in unit.0.powers.iter().filter(|(_, power)| power.signum() == sign) {
            (0..power.unsigned_abs()).for_each(|_| names.push(name(base)));
        }
        names.join("·")
    };
    let (above, below) = (side(1), side(-1));
    match (above.is_empty(), below.is_empty()) {
        (true, true) => one.to_owned(),
        (_, true) => above,
        (true, false) => format!("1/{below}"),
        (false, false) => format!("{above}/{below}"),
    }
}

impl Units {
    /// Reads the codelist: `code`, `symbol`, `symbol_en`, `base`, `factor`.
    #[must_use]
    pub fn of(table: Option<&Table>) -> Self {
        let mut units = Self::default();
        let Some(table) = table else { return units };
        for row in 0..table.rows() {
            let Some(code) = table.text(row, "code") else { continue };
            let unit = unit_of(table, code, MOST_STEPS);
            let symbol = [false, true].map(|english| table.localized(row, "symbol", english).to_owned());
            units.known.insert(code.to_owned(), Known { unit, symbol });
        }
        units
    }

    /// The unit of that code.
    #[must_use]
    pub fn get(&self, code: &str) -> Option<&Unit> {
        self.known.get(code).map(|known| &known.unit)
    }

    /// The word shown behind a figure, by the unit's code.
    #[must_use]
    pub fn symbol<'a>(&'a self, code: &'a str, english: bool) -> &'a str {
        self.known.get(code).map_or(code, |known| known.symbol_in(english))
    }

    /// The same, empty for plain numbers.
    #[must_use]
    pub fn word<'a>(&'a self, code: &'a str, english: bool) -> &'a str {
        if code == PLAIN { "" } else { self.symbol(code, english) }
    }

    /// The word shown behind a figure whose unit came out of a computation.
    #[must_use]
    pub fn describe(&self, unit: &Unit, english: bool) -> String {
        // Of several codes for the same unit (tambon, tambon or city) the shortest word is the base's.
        let mut shortest: Option<((bool, usize), &Known)> = None;
        for (code, known) in self.known.iter().filter(|(_, known)| known.unit == *unit) {
            let length = (unit.0.powers.iter().all(|(base, _)| base != code), code.len());
            if shortest.is_none_or(|(least, _)| length < least) {
                shortest = Some((length, known));
            }
        }
        if let Some((_, known)) = shortest {
            return known.symbol_in(english).to_owned();
        }
        let plain = compose(unit, &|base| self.symbol(base, english).to_owned(), "");
        if unit.0.scale == Decimal::ONE {
            plain
        } else if unit.0.scale == HUNDREDTH {
            format!("%·{plain}")
        } else {
            format!("× {} {plain}", unit.0.scale.normalize())
        }
    }
}

/// How many units a unit may hang on, one below the other. Each step may fork, so it is a small number.
const MOST_STEPS: usize = 8;

/// The code of plain numbers.
const PLAIN: &str = "one";

/// The scale of per cent.
const HUNDREDTH: Decimal = Decimal::from_parts(1, 0, 0, false, 2);

/// The unit of a code: a base unit, one unit per another (`fund/tambon`), or so many of its base. A base may hang on a
/// base in turn; after `steps` of that it is taken for a circle, and the code stands for itself.
fn unit_of(table: &Table, code: &str, steps: usize) -> Unit {
    derived_unit(table, code, steps).unwrap_or_else(|| match code {
        PLAIN => Unit::one(),
        code => Unit::of(Decimal::ONE, vec![(code.to_owned(), 1)]),
    })
}

/// The unit of a code that hangs on others.
fn derived_unit(table: &Table, code: &str, steps: usize) -> Option<Unit> {
    let steps = steps.checked_sub(1)?;
    let row = table.find("code", code);
    let base = match row.and_then(|row| table.text(row, "base")) {
        Some(base) => unit_of(table, base, steps),
        None => {
            let (above, below) = code.split_once('/')?;
            unit_of(table, above, steps).times(&unit_of(table, below, steps), -1).ok()?
        }
    };
    let factor = row.and_then(|row| table.number(row, "factor"));
    let factor = factor.filter(|factor| !factor.is_zero()).unwrap_or(Decimal::ONE);
    Some(Unit::of(exact::multiply(base.0.scale, factor).ok()?, base.0.powers.clone()))
}

impl Known {
    fn symbol_in(&self, english: bool) -> &str {
        let [thai, in_english] = &self.symbol;
        if english { in_english } else { thai }
    }
}
