use rust_decimal::Decimal;

use super::{
    cause::{Cause, causes},
    equation::{self, Equation, From},
    figure::{Checked, Verdict},
    identity::CheckedIdentity,
    locate::{Correction, Suspect, suspects},
};
use crate::formula::Engine;

/// A slip or contradiction of the report, with every place that belongs to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// Its name: that of the first figure or identity that shows it.
    pub id: String,
    /// What kind it is.
    pub kind: Kind,
    /// How much it weighs.
    pub severity: Severity,
    /// The printed figures that belong together, those that agree with the tables among them, by their place in the
    /// package.
    pub places: Vec<usize>,
    /// The identities that do not hold, by their place in the package.
    pub identities: Vec<usize>,
    /// How far what is printed is from what is computed, as a part of the computed: the furthest of its figures, or the
    /// two sides of its identity.
    pub apart: Decimal,
    /// How the first of the figures that are not as computed may have come about.
    pub causes: Vec<Cause>,
    /// Whether one number can be named that would put it right.
    pub located: Located,
}

/// What kind a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The same quantity is printed with two values.
    Twice,
    /// A total is not the sum of its parts.
    Footing,
    /// A relation between figures does not hold.
    Identity,
    /// A figure is not what its own inputs give.
    Calculation,
    /// The last decimal is not as rounding would have it.
    Rounding,
}

/// How much a finding weighs, lightest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// A matter of the last decimal.
    Slip,
    /// Parts and whole are not the same.
    DoesNotFoot,
    /// The report says two things.
    Contradicts,
}

/// Whether one number can be named that would put a finding right.
#[derive(Debug, Clone, PartialEq)]
pub enum Located {
    /// No.
    Nothing,
    /// This cell, and no other.
    Cell(Correction),
    /// One of these cells; arithmetic cannot tell which.
    Several(Vec<Correction>),
    /// The printed total: each of its parts is borne out by another sum.
    Total,
}

impl Kind {
    /// All, as they are told and written.
    pub const ALL: [(&'static str, Self); 5] = [
        ("twice", Self::Twice),
        ("footing", Self::Footing),
        ("identity", Self::Identity),
        ("calculation", Self::Calculation),
        ("rounding", Self::Rounding),
    ];

    /// Its name in addresses and files.
    #[must_use]
    pub fn code(self) -> &'static str {
        Self::ALL.iter().find(|(_, kind)| *kind == self).map_or("", |(code, _)| code)
    }
}

impl Severity {
    /// All, heaviest first.
    pub const ALL: [(&'static str, Self); 3] =
        [("contradicts", Self::Contradicts), ("does_not_foot", Self::DoesNotFoot), ("slip", Self::Slip)];

    /// Its name in addresses and files.
    #[must_use]
    pub fn code(self) -> &'static str {
        Self::ALL.iter().find(|(_, severity)| *severity == self).map_or("", |(code, _)| code)
    }
}

/// What is not as it should be: the heaviest first, and of the same weight what is furthest apart.
pub(super) fn findings(engine: &Engine, figures: &[Checked], identities: &[CheckedIdentity]) -> Vec<Finding> {
    let equations = equation::equations(engine, figures, identities);
    let suspects = suspects(engine, figures, identities, &equations);
    let mut groups: Vec<Group> = Vec::new();
    for (index, figure) in figures.iter().enumerate() {
        let unequal = !matches!(figure.verdict, Verdict::Agrees | Verdict::NotComputable(_));
        if unequal && !groups.iter().any(|group| group.places.contains(&index)) {
            let group = Group::of_figure(figures, &equations, &suspects, index);
            push(&mut groups, group);
        }
    }
    let equation_of = |index| equations.get(equation::position(&equations, From::Identity(index))?);
    let failing: Vec<usize> = (0..identities.len())
        .filter(|index| {
            let verdict = identities.get(*index).map(|checked| &checked.verdict);
            verdict.is_some_and(|verdict| !matches!(verdict, Verdict::Agrees | Verdict::NotComputable(_)))
        })
        .collect();
    // Of two tables that differ in their totals the differences of their rows are the same finding.
    let is_part = |part: usize, whole: usize| match (equation_of(part), equation_of(whole)) {
        (Some(part), Some(whole)) => {
            part.terms.len() < whole.terms.len() && part.terms.iter().all(|(cell, _)| whole.factor(*cell).is_some())
        }
        _ => false,
    };
    for index in &failing {
        let known = groups.iter().any(|group| group.identities.contains(index));
        if !known && !failing.iter().any(|whole| is_part(*index, *whole)) {
            let mut group = Group::of(&equations, &suspects, From::Identity(*index), Vec::new());
            let parts = failing.iter().filter(|part| is_part(**part, *index) && !group.identities.contains(part));
            let parts: Vec<usize> = parts.copied().collect();
            group.identities.extend(parts);
            push(&mut groups, group);
        }
    }
    let mut findings: Vec<Finding> =
        groups.into_iter().filter_map(|group| group.told(engine, figures, identities)).collect();
    // What weighs most first; what is alike stays in the order of the package.
    findings.sort_by(|one, other| other.severity.cmp(&one.severity).then(other.apart.cmp(&one.apart)));
    findings
}

/// Adds a group without what stands in another already: a place is told once.
fn push(groups: &mut Vec<Group>, mut group: Group) {
    group.places.retain(|place| !groups.iter().any(|other| other.places.contains(place)));
    let mut identities = Vec::new();
    for identity in std::mem::take(&mut group.identities) {
        let known = identities.contains(&identity) || groups.iter().any(|other| other.identities.contains(&identity));
        if !known {
            identities.push(identity);
        }
    }
    group.identities = identities;
    groups.push(group);
}

/// Figures and identities that belong together.
struct Group {
    places: Vec<usize>,
    identities: Vec<usize>,
    suspect: Option<Suspect>,
}

impl Group {
    /// The group of a figure: all places of the same quantity, and what one cell would put right with it.
    fn of_figure(figures: &[Checked], equations: &[Equation], suspects: &[(usize, Suspect)], index: usize) -> Self {
        Self::of(equations, suspects, From::Figure(index), same(figures, index))
    }

    fn of(equations: &[Equation], suspects: &[(usize, Suspect)], from: From, places: Vec<usize>) -> Self {
        let suspect_of = |from: From| {
            let at = equation::position(equations, from)?;
            suspects.iter().find(|(equation, _)| *equation == at).map(|(_, suspect)| suspect)
        };
        let suspect = suspect_of(from);
        let mut group = Self { places, identities: Vec::new(), suspect: suspect.cloned() };
        if let From::Identity(index) = from {
            group.identities.push(index);
        }
        let corrections = match suspect {
            Some(Suspect::Cell(correction)) => std::slice::from_ref(correction),
            Some(Suspect::Several(corrections)) => corrections.as_slice(),
            _ => &[],
        };
        // What the same corrections put right, all of them and no others, is one finding.
        if let Some((first, others)) = corrections.split_first() {
            let by_all = |from: From, index: &usize, of: fn(&Correction) -> &[usize]| {
                suspect_of(from) == suspect && others.iter().all(|other| of(other).contains(index))
            };
            let figures = first.figures.iter().filter(|index| by_all(From::Figure(**index), index, |one| &one.figures));
            group.places.extend(figures);
            let identities =
                first.identities.iter().filter(|index| by_all(From::Identity(**index), index, |one| &one.identities));
            group.identities.extend(identities);
        }
        group
    }

    fn told(mut self, engine: &Engine, figures: &[Checked], identities: &[CheckedIdentity]) -> Option<Finding> {
        // In the order of the package, each once.
        let mut places = Vec::new();
        for place in std::mem::take(&mut self.places) {
            if let Err(at) = places.binary_search(&place) {
                places.insert(at, place);
            }
        }
        let of = |verdict: fn(&Verdict) -> bool| {
            let is = move |place: &usize| figures.get(*place).is_some_and(|figure| verdict(&figure.verdict));
            places.iter().copied().find(is)
        };
        let differs = of(|verdict| matches!(verdict, Verdict::Differs { .. }));
        let first = differs.or_else(|| of(|verdict| *verdict != Verdict::Agrees));
        let checked = self.identities.first().and_then(|identity| identities.get(*identity));
        let id = match first {
            Some(first) => figures.get(first)?.printed.id.clone(),
            None => checked?.identity.id.clone(),
        };
        let cells = match (first.and_then(|first| figures.get(first)), checked) {
            (Some(figure), _) => equation::summed(engine, &figure.trace),
            (None, Some(checked)) => {
                let [left, right] = checked.traces.each_ref().map(|trace| equation::summed(engine, trace));
                left.zip(right).map(|(left, right)| left + right)
            }
            (None, None) => None,
        };
        // A cell that is printed again elsewhere, or two cells for the same thing.
        let repeats = cells.is_some_and(|cells| cells <= if first.is_some() { 1 } else { 2 });
        let located = matches!(self.suspect, Some(Suspect::Cell(_)));
        let kind = match (differs, first) {
            (None, Some(_)) => Kind::Rounding,
            (None, None) if repeats => Kind::Twice,
            (None, None) => Kind::Identity,
            _ if located && !repeats => Kind::Footing,
            _ if repeats || two_values(figures, &places) => Kind::Twice,
            _ if cells.is_some() => Kind::Footing,
            _ => Kind::Calculation,
        };
        let severity = match kind {
            Kind::Rounding => Severity::Slip,
            Kind::Footing => Severity::DoesNotFoot,
            Kind::Twice | Kind::Identity | Kind::Calculation => Severity::Contradicts,
        };
        let located = match self.suspect {
            Some(Suspect::Cell(correction)) => Located::Cell(correction),
            // Of a quantity that stands in two places, that either may be wrong goes without saying.
            Some(Suspect::Several(_)) if repeats => Located::Nothing,
            Some(Suspect::Several(corrections)) => Located::Several(corrections),
            Some(Suspect::Total) => Located::Total,
            Some(Suspect::Nothing) | None => Located::Nothing,
        };
        let mut causes = first.map(|first| causes(engine, figures, first)).unwrap_or_default();
        if let Located::Cell(correction) = &located {
            let slip = super::cause::slip(correction.printed, correction.would_be);
            causes = slip.map(Cause::Digits).into_iter().collect();
        }
        let of_figures = places.iter().filter_map(|place| figures.get(*place)).filter_map(|figure| {
            figure.computed.as_ref().ok().and_then(|computed| apart(figure.printed.value, *computed))
        });
        let of_identities = self.identities.iter().filter_map(|index| match &identities.get(*index)?.sides {
            [Ok(left), Ok(right)] => apart(*left, *right),
            _ => None,
        });
        let apart = of_figures.chain(of_identities).max().unwrap_or_default();
        Some(Finding { id, kind, severity, places, identities: self.identities, apart, causes, located })
    }
}

/// How far one number is from another, as a part of the other; none where that says nothing.
fn apart(one: Decimal, other: Decimal) -> Option<Decimal> {
    one.checked_sub(other)?.abs().checked_div(other.abs())
}

/// Every place of the same quantity: the same formula in the same year.
fn same(figures: &[Checked], index: usize) -> Vec<usize> {
    let Some(figure) = figures.get(index) else { return Vec::new() };
    let is_same =
        |other: &Checked| other.printed.year == figure.printed.year && other.printed.formula == figure.printed.formula;
    (0..figures.len()).filter(|other| figures.get(*other).is_some_and(is_same)).collect()
}

/// Whether the report itself prints two values for what is the same quantity.
fn two_values(figures: &[Checked], places: &[usize]) -> bool {
    let of_places = || places.iter().filter_map(|place| figures.get(*place));
    let differing = || of_places().filter(|figure| matches!(figure.verdict, Verdict::Differs { .. }));
    let first = differing().next().map(|figure| (&figure.printed.unit, figure.printed.value.normalize()));
    of_places().any(|figure| figure.verdict.holds())
        || differing().any(|other| Some((&other.printed.unit, other.printed.value.normalize())) != first)
}
