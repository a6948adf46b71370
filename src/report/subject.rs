//! What a working-out is of: any figure on screen has a name that an address can carry.

use rust_decimal::Decimal;

use super::Report;
use crate::{
    formula::{BinaryOperator, Context, Expression, Formula, Function, NotComputable, Trace},
    indicator::{self, Indicator, LayoutRow, Text},
    package::Role,
};

/// A figure that can be worked out.
#[derive(Debug, Clone, PartialEq)]
pub struct Subject {
    /// Whose figure it is; empty for a printed figure that no indicator shows.
    pub title: Text,
    /// Which figure of it.
    pub aspect: Aspect,
    /// In which year and breakdown.
    pub context: Context,
    /// How it is computed.
    pub formula: Formula,
    /// The unit's code.
    pub unit: String,
    /// Decimals shown.
    pub precision: u32,
    /// The section of the report.
    pub section: String,
    /// What a reader should know.
    pub note: Text,
    /// What the report prints, if it is a printed figure.
    pub printed: Option<Decimal>,
    /// The indicator behind it.
    indicator: Option<String>,
}

/// Which figure of an indicator or of a statement's line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aspect {
    /// Itself.
    Value,
    /// Its target.
    Target,
    /// It as per cent of its target.
    Achievement,
    /// Its change from the year before.
    Change,
    /// Its change from the year before in per cent.
    Growth,
    /// It as per cent of its statement's base (common size).
    CommonSize,
    /// As the report prints it.
    Printed,
}

/// The letter that begins a subject's name in an address.
const LETTERS: [(char, Aspect); 7] = [
    ('v', Aspect::Value),
    ('t', Aspect::Target),
    ('a', Aspect::Achievement),
    ('c', Aspect::Change),
    ('g', Aspect::Growth),
    ('s', Aspect::CommonSize),
    ('p', Aspect::Printed),
];

impl Aspect {
    /// The name in an address of this figure of `id`: in the page's year, or in one of its own; in a breakdown, with the
    /// dimensions and codes. Names have no dots in them, by the schema of the tables that define them.
    #[must_use]
    pub fn name(self, id: &str, year: Option<i32>, dimensions: &[(String, String)]) -> String {
        let letter = LETTERS.iter().find(|(_, aspect)| *aspect == self).map_or('v', |(letter, _)| *letter);
        let mut name = format!("{letter}.{id}");
        if let Some(year) = year {
            name.push_str(&format!(".{year}"));
        }
        for (dimension, code) in dimensions {
            name.push_str(&format!(".{dimension}.{code}"));
        }
        name
    }
}

impl Subject {
    /// Computes it: the value in its unit, unrounded, and every step.
    pub fn work_out(&self, report: &Report) -> (Result<Decimal, NotComputable>, Trace) {
        let trace = report.engine.evaluate(&self.formula, &self.context);
        (report.engine.told_in(&trace.value, &self.unit), trace)
    }

    /// What it counts, as far as the tables that are there say.
    #[must_use]
    pub fn description(&self, report: &Report) -> Text {
        let id = self.indicator.as_deref();
        id.map(|id| indicator::description(&report.engine.package, id)).unwrap_or_default()
    }

    /// Whether what is printed for an indicator (if for one) in a year, by this formula or by another, is this figure.
    #[must_use]
    pub fn is_printed_as(&self, year: i32, indicator: Option<&str>, same_formula: bool) -> bool {
        let same_indicator = indicator.is_some() && indicator == self.indicator.as_deref();
        year == self.context.year
            && self.context.dimensions.is_empty()
            && ((self.aspect == Aspect::Value && same_indicator) || same_formula)
    }
}

impl Report {
    /// The tables that the figure of that name needs, as far as can be told from those that are there.
    #[must_use]
    pub fn tables_of(&self, name: &str, year: i32) -> Vec<String> {
        match self.subject(name, year) {
            Some(subject) => subject.formula.columns().into_iter().map(|column| column.table.clone()).collect(),
            None if name.starts_with("p.") => self.names_of(&[Role::Printed]),
            None => self.names_of(&[Role::Indicators, Role::StatementLayout]),
        }
    }

    /// The tables that the working-out of the figure of that name needs: those of the figure, and what is said of it.
    #[must_use]
    pub fn tables_of_working(&self, name: &str, year: i32) -> Vec<String> {
        let mut names = self.tables_of(name, year);
        if self.subject(name, year).is_some_and(|subject| subject.indicator.is_some()) {
            names.extend(self.names_of(&[Role::IndicatorDescriptions]));
        }
        names
    }

    /// The tables of some roles, in the order of the package.
    fn names_of(&self, roles: &[Role]) -> Vec<String> {
        let resources = self.engine.package.descriptor.resources.iter();
        resources.filter(|resource| roles.contains(&resource.role)).map(|resource| resource.name.clone()).collect()
    }

    /// The figure of that name; `year` is the page's.
    #[must_use]
    pub fn subject(&self, name: &str, year: i32) -> Option<Subject> {
        let mut parts = name.split('.').peekable();
        let letter = parts.next()?;
        let (_, aspect) = LETTERS.iter().find(|(other, _)| letter.chars().eq([*other]))?;
        let id = parts.next()?;
        let own_year = parts.next_if(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
        let mut context = Context::year(own_year.map_or(Some(year), |year| year.parse().ok())?);
        while let Some(dimension) = parts.next() {
            context = context.within(dimension, parts.next()?);
        }
        match aspect {
            Aspect::Printed => self.of_printed(id),
            _ => match self.indicator(id) {
                Some(indicator) => of_indicator(indicator, *aspect, context),
                None => self.of_layout(self.layout.iter().find(|row| row.id == id)?, *aspect, context),
            },
        }
    }

    fn of_printed(&self, id: &str) -> Option<Subject> {
        let figure = self.figures.iter().find(|figure| figure.id == id)?;
        let indicator = figure.indicator.as_ref().and_then(|id| self.indicator(id));
        Some(Subject {
            title: indicator.map(|indicator| indicator.title.clone()).unwrap_or_default(),
            aspect: Aspect::Printed,
            context: Context::year(figure.year),
            formula: figure.formula.clone(),
            unit: figure.unit.clone(),
            precision: figure.precision,
            section: figure.section.clone(),
            note: figure.note.clone(),
            printed: Some(figure.value),
            indicator: None,
        })
    }

    fn of_layout(&self, row: &LayoutRow, aspect: Aspect, context: Context) -> Option<Subject> {
        let own = row.formula.clone()?;
        let base = || self.layout.iter().find(|other| other.statement == row.statement && other.base)?.formula.clone();
        let formula = match aspect {
            Aspect::CommonSize => call(Function::Pct, vec![own.expression, base()?.expression]),
            _ => derived(own, aspect)?,
        };
        let (unit, precision) = unit_of(aspect, "baht", 2);
        Some(Subject {
            title: row.title.clone(),
            aspect,
            context,
            formula,
            unit,
            precision,
            section: self.section_of_layout(),
            note: Text::default(),
            printed: None,
            indicator: None,
        })
    }

    /// The section of the report that prints the statements, as the layout's resource says.
    fn section_of_layout(&self) -> String {
        let resources = &self.engine.package.descriptor.resources;
        let layout = resources.iter().find(|resource| resource.role == Role::StatementLayout);
        layout.map(|resource| resource.text("section", false).to_owned()).unwrap_or_default()
    }
}

fn of_indicator(indicator: &Indicator, aspect: Aspect, context: Context) -> Option<Subject> {
    let formula = match aspect {
        Aspect::Target => indicator.target.clone()?,
        Aspect::Achievement => indicator.achievement()?,
        _ => derived(indicator.formula.clone(), aspect)?,
    };
    let (unit, precision) = unit_of(aspect, &indicator.unit, indicator.precision);
    Some(Subject {
        title: indicator.title.clone(),
        aspect,
        context,
        formula,
        unit,
        precision,
        section: indicator.section.clone(),
        note: indicator.note.clone(),
        printed: None,
        indicator: Some(indicator.id.clone()),
    })
}

fn call(function: Function, arguments: Vec<Expression>) -> Formula {
    Formula { expression: Expression::Call(function, arguments) }
}

fn derived(own: Formula, aspect: Aspect) -> Option<Formula> {
    match aspect {
        Aspect::Value => Some(own),
        Aspect::Growth => Some(call(Function::Growth, vec![own.expression])),
        Aspect::Change => {
            let before = Expression::Call(Function::Prev, vec![own.expression.clone()]);
            let expression = Expression::Binary(BinaryOperator::Subtract, Box::new(own.expression), Box::new(before));
            Some(Formula { expression })
        }
        _ => None,
    }
}

/// Shares and changes in per cent are told with two decimals, as the report does.
fn unit_of(aspect: Aspect, own: &str, precision: u32) -> (String, u32) {
    match aspect {
        Aspect::Achievement | Aspect::Growth | Aspect::CommonSize => ("percent".to_owned(), 2),
        _ => (own.to_owned(), precision),
    }
}
