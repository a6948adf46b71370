use rust_decimal::Decimal;

use super::figure::{Verdict, verdict};
use crate::{
    formula::{Context, Engine, FISCAL_YEAR, Formula, NotComputable, Trace},
    indicator::{Text, definition},
    package::{Problem, Role},
};

/// A relation that must hold between the report's figures: two formulas that give the same.
#[derive(Debug, Clone, PartialEq)]
pub struct Identity {
    /// Its name.
    pub id: String,
    /// The fiscal year it speaks of (Buddhist era).
    pub year: i32,
    /// The section of the report.
    pub section: String,
    /// What it says.
    pub title: Text,
    /// One side.
    pub left: Formula,
    /// The other side.
    pub right: Formula,
    /// The unit's code.
    pub unit: String,
    /// The decimals at which the sides must be the same.
    pub precision: u32,
    /// What a reader should know.
    pub note: Text,
}

/// An identity and what came of it.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckedIdentity {
    /// The relation.
    pub identity: Identity,
    /// What each side gives, in the identity's unit, unrounded.
    pub sides: [Result<Decimal, NotComputable>; 2],
    /// How the two compare; the left side is what is held against the right.
    pub verdict: Verdict,
    /// How each side comes about.
    pub traces: [Trace; 2],
}

/// All identities of the package, and what is wrong with the others.
#[must_use]
pub fn identities(engine: &Engine) -> (Vec<Identity>, Vec<Problem>) {
    let mut identities = Vec::new();
    let mut problems = Vec::new();
    for table in engine.package.of_role(Role::Identities) {
        for row in 0..table.rows() {
            let unit = definition::text(table, row, "unit");
            let year = table.number(row, FISCAL_YEAR).and_then(|year| i32::try_from(year).ok());
            let mut side = |field| definition::formula(engine, table, row, field, &unit, year, &mut problems);
            let (Some(left), Some(right), Some(year)) = (side("left"), side("right"), year) else { continue };
            identities.push(Identity {
                id: definition::text(table, row, "id"),
                year,
                section: definition::text(table, row, "section"),
                title: Text::of(table, row, "title"),
                left,
                right,
                unit,
                precision: definition::precision(table, row),
                note: Text::of(table, row, "note"),
            });
        }
    }
    (identities, problems)
}

/// Holds both sides of every identity against each other.
pub(super) fn check(engine: &Engine, identities: &[Identity]) -> Vec<CheckedIdentity> {
    let check = |identity: &Identity| {
        let context = Context::year(identity.year);
        let traces = [&identity.left, &identity.right].map(|side| engine.evaluate(side, &context));
        let sides = traces.each_ref().map(|trace| engine.told_in(&trace.value, &identity.unit));
        let verdict = match &sides {
            [Ok(left), Ok(right)] => {
                let left = crate::formula::half_away_from_zero(*left, identity.precision);
                verdict(left, identity.precision, *right)
            }
            [Err(reason), _] | [_, Err(reason)] => Verdict::NotComputable(reason.clone()),
        };
        CheckedIdentity { identity: identity.clone(), sides, verdict, traces }
    };
    identities.iter().map(check).collect()
}
