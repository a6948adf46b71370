use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::{FormulaError, NotComputable};
use crate::package::Table;

/// A number with its unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Value {
    /// The number, in `unit`.
    pub number: Decimal,
    /// What it counts or measures.
    pub unit: Unit,
}

/// A unit: powers of base units, times a scale (million baht is 1000000 baht, per cent is 0.01).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    scale: Decimal,
    powers: BTreeMap<String, i32>,
}

/// The units of a package: its codelist `units`.
#[derive(Debug, Clone, Default)]
pub struct Units {
    known: BTreeMap<String, Known>,
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
        Self { scale: Decimal::ONE, powers: BTreeMap::new() }
    }

    /// One hundredth.
    #[must_use]
    pub fn percent() -> Self {
        Self { scale: Decimal::new(1, 2), powers: BTreeMap::new() }
    }

    /// Whether this is per cent.
    #[must_use]
    pub fn is_percent(&self) -> bool {
        *self == Self::percent()
    }

    /// Whether values of the two can be added: the same kind of thing, on whatever scale.
    /// Only plain numbers and per cent do not mix: `rate + 5` with a rate of 10 % is a slip, as a rule.
    #[must_use]
    pub fn adds_to(&self, other: &Self) -> bool {
        self.powers == other.powers && (!self.powers.is_empty() || self.scale == other.scale)
    }

    /// Whether a value in this unit can be told in the other.
    #[must_use]
    pub fn converts_to(&self, other: &Self) -> bool {
        self.powers == other.powers
    }

    pub(super) fn times(&self, other: &Self, sign: i32) -> Result<Self, NotComputable> {
        let mut powers = self.powers.clone();
        for (base, power) in &other.powers {
            let sum = powers.get(base).copied().unwrap_or_default().saturating_add(power.saturating_mul(sign));
            if sum == 0 {
                powers.remove(base);
            } else {
                powers.insert(base.clone(), sum);
            }
        }
        let scale = if sign > 0 { self.scale.checked_mul(other.scale) } else { self.scale.checked_div(other.scale) };
        Ok(Self { scale: scale.ok_or(NotComputable::Overflow)?, powers })
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
        let number = if self.unit.scale == unit.scale {
            self.number
        } else {
            let scaled = self.number.checked_mul(self.unit.scale);
            scaled.and_then(|scaled| scaled.checked_div(unit.scale)).ok_or(NotComputable::Overflow)?
        };
        Ok(Self { number, unit: unit.clone() })
    }
}

/// Codes of the base units, for logs and errors: `baht/household`.
impl std::fmt::Display for Unit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.is_percent() {
            return f.write_str("percent");
        }
        f.write_str(&compose(self, |base| base.to_owned(), "one"))?;
        if self.scale == Decimal::ONE { Ok(()) } else { write!(f, " × {}", self.scale) }
    }
}

fn compose(unit: &Unit, name: impl Fn(&str) -> String, one: &str) -> String {
    let side = |sign: i32| {
        let named = unit.powers.iter().filter(|(_, power)| power.signum() == sign);
        named.flat_map(|(base, power)| vec![name(base); power.unsigned_abs() as usize]).collect::<Vec<_>>().join("·")
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

    /// The word shown behind a figure whose unit came out of a computation.
    #[must_use]
    pub fn describe(&self, unit: &Unit, english: bool) -> String {
        // Of several codes for the same unit (tambon, tambon or city) the shortest word is the base's.
        let same = self.known.iter().filter(|(_, known)| known.unit == *unit);
        let base = same.min_by_key(|(code, _)| (!unit.powers.contains_key(*code), code.len()));
        if let Some((_, known)) = base {
            return known.symbol_in(english).to_owned();
        }
        let plain = compose(unit, |base| self.symbol(base, english).to_owned(), "");
        if unit.scale == Decimal::ONE {
            plain
        } else if unit.scale == Decimal::new(1, 2) {
            format!("%·{plain}")
        } else {
            format!("× {} {plain}", unit.scale.normalize())
        }
    }
}

/// How many units a unit may hang on, one below the other. Each step may fork, so it is a small number.
const MOST_STEPS: usize = 8;

/// The unit of a code: a base unit, one unit per another (`fund/tambon`), or so many of its base. A base may hang on a base in turn; after `steps` of that it is taken for a circle, and the code stands for itself.
fn unit_of(table: &Table, code: &str, steps: usize) -> Unit {
    let plain = || match code {
        "one" => Unit::one(),
        code => Unit { scale: Decimal::ONE, powers: BTreeMap::from([(code.to_owned(), 1)]) },
    };
    let Some(steps) = steps.checked_sub(1) else { return plain() };
    let row = table.find("code", code);
    let base = match code.split_once('/').filter(|_| row.and_then(|row| table.text(row, "base")).is_none()) {
        Some((above, below)) => unit_of(table, above, steps).times(&unit_of(table, below, steps), -1),
        None => match row.and_then(|row| table.text(row, "base")) {
            Some(base) => Ok(unit_of(table, base, steps)),
            None => return plain(),
        },
    };
    let factor = row.and_then(|row| table.number(row, "factor"));
    let factor = factor.filter(|factor| !factor.is_zero()).unwrap_or(Decimal::ONE);
    match base.map(|base| (base.scale.checked_mul(factor), base.powers)) {
        Ok((Some(scale), powers)) => Unit { scale, powers },
        _ => plain(),
    }
}

impl Known {
    fn symbol_in(&self, english: bool) -> &str {
        let [thai, in_english] = &self.symbol;
        if english { in_english } else { thai }
    }
}
