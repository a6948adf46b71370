use crate::{
    formula::{Engine, Expression, Formula, FormulaError, Function},
    package::{Package, Problem, ProblemKind, Role, Table},
};

/// A text in Thai and English.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text {
    /// Thai.
    pub thai: String,
    /// English; the Thai where there is no English.
    pub english: String,
}

impl Text {
    /// Reads `field` and `field_en` of a row.
    #[must_use]
    pub fn of(table: &Table, row: usize, field: &str) -> Self {
        let text = |english| table.localized(row, field, english).to_owned();
        Self { thai: text(false), english: text(true) }
    }

    /// The text in a language.
    #[must_use]
    pub fn get(&self, english: bool) -> &str {
        if english { &self.english } else { &self.thai }
    }
}

/// Which way an indicator should go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// More is better; the target is the least that meets it.
    Higher,
    /// Less is better; the target is the most that meets it.
    Lower,
    /// Neither.
    None,
}

/// The definition of an indicator.
#[derive(Debug, Clone, PartialEq)]
pub struct Indicator {
    /// Its name in addresses and formulas of pages.
    pub id: String,
    /// What it is called.
    pub title: Text,
    /// The unit's code.
    pub unit: String,
    /// Decimals shown.
    pub precision: u32,
    /// Which way is better.
    pub direction: Direction,
    /// How it is computed.
    pub formula: Formula,
    /// How its target is computed.
    pub target: Option<Formula>,
    /// The columns it can be broken down by.
    pub dimensions: Vec<String>,
    /// The programme it belongs to.
    pub programme: Option<String>,
    /// The section of the report.
    pub section: String,
    /// What a reader should know of the figure.
    pub note: Text,
}

impl Indicator {
    /// Whether it is what one value of a breakdown has of the whole: of the whole itself it says nothing.
    #[must_use]
    pub fn is_share(&self) -> bool {
        matches!(self.formula.expression, Expression::Call(Function::Share, _))
    }
}

/// All indicators that the package defines, and what is wrong with the others.
#[must_use]
pub fn definitions(engine: &Engine) -> (Vec<Indicator>, Vec<Problem>) {
    let mut indicators = Vec::new();
    let mut problems = Vec::new();
    for table in engine.package.of_role(Role::Indicators) {
        for row in 0..table.rows() {
            let unit = text(table, row, "unit");
            let formula = formula(engine, table, row, "formula", &unit, None, &mut problems);
            let target = table.text(row, "target").is_some();
            let target =
                if target { self::formula(engine, table, row, "target", &unit, None, &mut problems) } else { None };
            let Some(formula) = formula else { continue };
            indicators.push(Indicator {
                id: text(table, row, "id"),
                title: Text::of(table, row, "title"),
                unit,
                precision: precision(table, row),
                direction: match table.text(row, "direction") {
                    Some("higher") => Direction::Higher,
                    Some("lower") => Direction::Lower,
                    _ => Direction::None,
                },
                formula,
                target,
                dimensions: table.list(row, "dimensions").to_vec(),
                programme: table.text(row, "programme").map(str::to_owned),
                section: text(table, row, "section"),
                note: Text::of(table, row, "note"),
            });
        }
    }
    (indicators, problems)
}

/// What an indicator counts and why, in a sentence; empty where the package does not say or its table is not there.
#[must_use]
pub fn description(package: &Package, id: &str) -> Text {
    let mut tables = package.of_role(Role::IndicatorDescriptions);
    tables.find_map(|table| Some(Text::of(table, table.find("id", id)?, "description"))).unwrap_or_default()
}

/// Descriptions of no indicator and, where the package describes any, indicators without a description. It is told of a
/// whole package alone: where a table is not there, what it would have had is not missed.
#[must_use]
pub fn check_descriptions(package: &Package) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (role, other) in
        [(Role::IndicatorDescriptions, Role::Indicators), (Role::Indicators, Role::IndicatorDescriptions)]
    {
        let named = package.descriptor.resources.iter().filter(|resource| resource.role == other);
        let named: Vec<&str> = named.map(|resource| resource.name.as_str()).collect();
        let others: Vec<&Table> = package.of_role(other).collect();
        if others.is_empty() || others.len() < named.len() {
            continue;
        }
        for table in package.of_role(role) {
            for row in 0..table.rows() {
                let Some(id) = table.text(row, "id") else { continue };
                if others.iter().all(|other| other.find("id", id).is_none()) {
                    let (file, number) = table.place(row);
                    let kind = ProblemKind::DanglingKey {
                        found: id.to_owned(),
                        resource: named.join(", "),
                        target: "id".to_owned(),
                    };
                    problems.push(Problem::at(file, number, "id", kind));
                }
            }
        }
    }
    problems
}

pub(crate) fn text(table: &Table, row: usize, field: &str) -> String {
    table.text(row, field).unwrap_or_default().to_owned()
}

/// The decimals of a row's figure: a small whole number, by the schema.
pub(crate) fn precision(table: &Table, row: usize) -> u32 {
    table.number(row, "precision").and_then(|number| u32::try_from(number).ok()).unwrap_or_default().min(28)
}

/// Parses and checks the formula in a cell: it must be of the language, name what exists, and give the row's unit.
/// One over a table that has faults of its own cannot be checked; it stands, and says so when it is computed.
pub(crate) fn formula(
    engine: &Engine,
    table: &Table,
    row: usize,
    field: &str,
    unit: &str,
    year: Option<i32>,
    problems: &mut Vec<Problem>,
) -> Option<Formula> {
    let parsed = Formula::parse(table.text(row, field).unwrap_or_default());
    let checked = parsed.and_then(|formula| match engine.check_in(&formula, unit, year) {
        Ok(()) | Err(FormulaError::TableUnavailable { .. }) => Ok(formula),
        Err(error) => Err(error),
    });
    checked
        .map_err(|error| {
            let (file, number) = table.place(row);
            problems.push(Problem::at(file, number, field, ProblemKind::Formula(error)));
        })
        .ok()
}
