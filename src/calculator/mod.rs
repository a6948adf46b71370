//! Four calculators over the published tables: what an evaluation would come to with other results, how strong a
//! community is by its own marks, what loans that are overdue must be provided for, and what pace a long-term target
//! needs. Each makes of a report and what somebody entered a [`Sheet`], which one page draws for all of them.
//!
//! The rules are the report's: thresholds, rates and scales come from its tables, and what it leaves open is said in the
//! tables as assumed. Like a page, this room names the tables and indicators that it is about; it holds no words.

mod entries;
mod evaluation;
mod pace;
mod paste;
mod provision;
mod strength;

pub use entries::{Entries, number};
pub use paste::{Expected, PasteFault, Pasted, paste};
pub use strength::{example, regions};

use rust_decimal::Decimal;

use crate::{
    formula::{FISCAL_YEAR, half_away_from_zero},
    indicator::Text,
    package::{Package, Role, Table},
    report::Report,
};

/// A calculator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Calculator {
    /// The score and level of the organization's evaluation, with other results.
    Evaluation,
    /// The assessment of a community's strength.
    Strength,
    /// The provision for loans that are overdue.
    Provision,
    /// The pace that long-term targets need.
    Pace,
}

impl Calculator {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Evaluation, Self::Strength, Self::Provision, Self::Pace];

    /// Its name in addresses.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Evaluation => "evaluation",
            Self::Strength => "strength",
            Self::Provision => "provision",
            Self::Pace => "pace",
        }
    }

    /// The calculator of that name.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|calculator| calculator.code() == code)
    }

    /// The tables that it reads, those that define its indicators among them.
    #[must_use]
    pub fn tables(self) -> &'static [&'static str] {
        match self {
            Self::Evaluation => evaluation::TABLES,
            Self::Strength => strength::TABLES,
            Self::Provision => provision::TABLES,
            Self::Pace => pace::TABLES,
        }
    }

    /// The indicators that it reads.
    #[must_use]
    pub fn indicators(self) -> Vec<&'static str> {
        match self {
            Self::Evaluation => evaluation::INDICATORS.to_vec(),
            Self::Strength => strength::INDICATORS.to_vec(),
            Self::Provision => provision::INDICATORS.to_vec(),
            Self::Pace => pace::indicators(),
        }
    }
}

/// A calculator's table with what comes of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// What the rows' cells are, in their order.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<Row>,
    /// What comes of it.
    pub outcomes: Vec<Outcome>,
    /// What the report leaves open, and the data had to assume, each once.
    pub assumptions: Vec<Text>,
    /// The section of the report that the rules are from.
    pub section: String,
}

/// What the cells of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// A result of the evaluation.
    Result,
    /// The least that is asked for: a ladder's lowest rung, or a pass mark.
    Minimum,
    /// A ladder's middle rung.
    Standard,
    /// A ladder's highest rung.
    Advanced,
    /// A score.
    Score,
    /// The score as the report prints it.
    PrintedScore,
    /// The weight of a score.
    Weight,
    /// The score times its weight.
    Weighted,
    /// That, as the report prints it.
    PrintedWeighted,
    /// The whole country's mean.
    Country,
    /// Whether the pass mark is reached.
    Passes,
    /// A loan is overdue by more than so many months.
    MonthsOver,
    /// A loan is overdue by at most so many months.
    MonthsTo,
    /// What is owed, with the interest due.
    Balance,
    /// The collateral that counts.
    Collateral,
    /// The balance beyond the collateral.
    Net,
    /// The provision rate.
    Rate,
    /// The provision.
    Provision,
    /// A long-term target.
    Target,
    /// What of it is reached.
    Reached,
    /// The year from which that is counted.
    Since,
    /// The year at whose end the target is to be reached.
    Until,
    /// What is missing.
    Remaining,
    /// The years that are left, the last one among them.
    YearsLeft,
    /// What each of these years must bring.
    NeededPerYear,
    /// What each year so far has brought, on average.
    PacePerYear,
    /// What this year has brought.
    ThisYear,
    /// The year in which the target is reached at the pace so far.
    ReachedIn,
    /// Whether that pace is enough.
    Suffices,
}

impl Column {
    /// Whether its cells are fiscal years (Buddhist era): numbers that are not parted by thousands.
    #[must_use]
    pub fn is_year(self) -> bool {
        matches!(self, Self::Since | Self::Until | Self::ReachedIn)
    }
}

/// A row of a sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Its name.
    pub code: String,
    /// What it is called.
    pub title: Text,
    /// What a reader should know of it; empty if nothing.
    pub note: Text,
    /// One for each column.
    pub cells: Vec<Cell>,
}

/// A cell of a sheet.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// There is nothing of the kind.
    Empty,
    /// Something to enter.
    Input(Input),
    /// A number.
    Number(Number),
    /// A number that there is none of, and why.
    Unknown(Unknown),
    /// Yes or no.
    Verdict(bool),
}

/// A number in a cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Number {
    /// Unrounded.
    pub value: Decimal,
    /// The unit's code; empty for a year.
    pub unit: String,
    /// Decimals shown.
    pub precision: u32,
    /// The name of the [`crate::report::Subject`] whose working-out shows it, if one does.
    pub open: Option<String>,
}

/// Why there is no number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unknown {
    /// What it rests on has not been entered.
    NotEntered,
    /// The report states none.
    NotStated,
    /// The year until which it was to be has passed.
    Past,
    /// The target is reached: nothing is missing.
    Reached,
    /// Nothing has been reached so far: at that pace it never is.
    NoPace,
    /// It takes longer than anybody plans, or is too large to reckon with.
    TooFar,
}

/// Something to enter.
#[derive(Debug, Clone, PartialEq)]
pub struct Input {
    /// Its name in [`Entries`].
    pub name: String,
    /// What counts now; none where nothing is entered and the data say nothing.
    pub value: Option<Decimal>,
    /// What the data say; none where somebody must enter it.
    pub given: Option<Decimal>,
    /// The least that counts.
    pub least: Decimal,
    /// The most that counts, if there is a most.
    pub most: Option<Decimal>,
    /// Decimals that count.
    pub decimals: u32,
    /// The unit's code; empty for a year.
    pub unit: String,
    /// Whether what is entered is out of range or too fine, and counts as the nearest that is not.
    pub clamped: bool,
}

/// Something that comes of a sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// What it is.
    pub what: What,
    /// Unrounded; none while it cannot be computed.
    pub value: Option<Decimal>,
    /// The unit's code.
    pub unit: String,
    /// Decimals shown.
    pub precision: u32,
    /// The level of a scale that the value, as shown, is of.
    pub level: Option<Text>,
    /// So many of so many, where the value is their share.
    pub count: Option<(Decimal, Decimal)>,
    /// The most that it may be.
    pub limit: Option<Decimal>,
    /// What the report prints for it.
    pub printed: Option<Told>,
    /// What it is without entries, where that is something else.
    pub before: Option<Told>,
    /// Whether it is as it should be; none where nothing says how it should be, or it cannot be computed.
    pub passed: Option<bool>,
    /// Why it is not, or why it cannot be computed.
    pub reasons: Vec<Reason>,
    /// The name of the [`crate::report::Subject`] whose working-out shows it (or, beside a printed value, shows that).
    pub open: Option<String>,
}

/// What an outcome is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// The weighted total of the evaluation, in points, with its level.
    Total,
    /// The mean of the dimensions of strength, with its level and whether the community passes.
    Overall,
    /// That of the whole country.
    CountryOverall,
    /// The share of the region's communities that are of the same level.
    LevelInRegion,
    /// The share of the country's communities that are of the same level.
    LevelInCountry,
    /// The sum of the balances.
    Balance,
    /// The sum of the collateral.
    Collateral,
    /// The sum of the balances beyond the collateral.
    Net,
    /// The sum of the provisions.
    Provision,
    /// The provision as per cent of the balance.
    Coverage,
    /// The non-performing part of the balance in per cent, against the limit.
    NonPerforming,
    /// How many targets the pace so far suffices for, of those that can be told.
    Sufficing,
}

/// A value with its level, as told elsewhere.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// The value.
    pub value: Decimal,
    /// Its level.
    pub level: Option<Text>,
}

/// Why an outcome is not as it should be, or why there is none.
#[derive(Debug, Clone, PartialEq)]
pub enum Reason {
    /// Something is below what it must be.
    Below {
        /// Which.
        of: Of,
        /// What it must be.
        need: Decimal,
        /// What it is.
        have: Decimal,
    },
    /// Something is not entered.
    Missing {
        /// Which.
        of: Of,
    },
}

/// What a reason is about.
#[derive(Debug, Clone, PartialEq)]
pub enum Of {
    /// The outcome itself.
    Overall,
    /// A row of that title.
    Row(Text),
}

/// A calculator's sheet of a year, with what was entered; `region` is whom a community is compared with. None where the
/// tables are not there, or have nothing of the year.
#[must_use]
pub fn sheet(
    calculator: Calculator,
    report: &Report,
    year: i32,
    entries: &Entries,
    region: Option<&str>,
) -> Option<Sheet> {
    match calculator {
        Calculator::Evaluation => evaluation::sheet(report, year, entries),
        Calculator::Strength => strength::sheet(report, year, entries, region),
        Calculator::Provision => provision::sheet(report, year, entries),
        Calculator::Pace => pace::sheet(report, year, entries),
    }
}

impl Sheet {
    /// Every field, in the order of the rows.
    pub fn inputs(&self) -> impl Iterator<Item = &Input> {
        self.rows.iter().flat_map(|row| &row.cells).filter_map(|cell| match cell {
            Cell::Input(input) => Some(input),
            _ => None,
        })
    }

    /// The cell of a row in a column.
    #[must_use]
    pub fn cell(&self, row: &str, column: Column) -> Option<&Cell> {
        let at = self.columns.iter().position(|other| *other == column)?;
        self.rows.iter().find(|other| other.code == row)?.cells.get(at)
    }

    /// The outcome of that kind.
    #[must_use]
    pub fn outcome(&self, what: What) -> Option<&Outcome> {
        self.outcomes.iter().find(|outcome| outcome.what == what)
    }
}

impl Input {
    /// A field of any number that is not below nothing, with what is entered in it.
    fn of(entries: &Entries, name: String, given: Option<Decimal>, unit: &str, decimals: u32) -> Self {
        let entered = entries.get(&name);
        let unit = unit.to_owned();
        Self { name, value: entered, given, least: Decimal::ZERO, most: None, decimals, unit, clamped: false }
            .counted(entered)
    }

    /// The same field with bounds.
    fn within(self, entries: &Entries, least: Decimal, most: Option<Decimal>) -> Self {
        let entered = entries.get(&self.name);
        Self { least, most, ..self }.counted(entered)
    }

    /// Makes count what is entered, or else what is given.
    fn counted(mut self, entered: Option<Decimal>) -> Self {
        let nearest = entered.map(|entered| {
            let rounded = half_away_from_zero(entered, self.decimals).max(self.least);
            self.most.map_or(rounded, |most| rounded.min(most))
        });
        self.clamped = nearest != entered;
        self.value = nearest.or(self.given);
        self
    }
}

impl Cell {
    fn number(value: Decimal, unit: &str, precision: u32) -> Self {
        Self::Number(Number { value, unit: unit.to_owned(), precision, open: None })
    }

    /// A number, or nothing.
    fn of(value: Option<Decimal>, unit: &str, precision: u32) -> Self {
        value.map_or(Self::Empty, |value| Self::number(value, unit, precision))
    }

    /// A number, or why there is none.
    fn told(value: Result<Decimal, Unknown>, unit: &str, precision: u32) -> Self {
        value.map_or_else(Self::Unknown, |value| Self::number(value, unit, precision))
    }

    /// The same with the name of its working-out.
    fn opening(self, name: String) -> Self {
        match self {
            Self::Number(number) => Self::Number(Number { open: Some(name), ..number }),
            other => other,
        }
    }
}

impl Outcome {
    fn of(what: What, value: Option<Decimal>, unit: &str, precision: u32) -> Self {
        Self {
            what,
            value,
            unit: unit.to_owned(),
            precision,
            level: None,
            count: None,
            limit: None,
            printed: None,
            before: None,
            passed: None,
            reasons: Vec::new(),
            open: None,
        }
    }
}

/// The unit of scores, of shares, and of money.
const POINT: &str = "point";
const PERCENT: &str = "percent";
const BAHT: &str = "baht";

/// Decimals of scores, shares and money, as the report prints them.
const DECIMALS: u32 = 2;

/// The rows of a yearly table that are of a year.
fn rows_of(table: &Table, year: i32) -> Vec<usize> {
    let year = Some(Decimal::from(year));
    (0..table.rows()).filter(|row| table.number(*row, FISCAL_YEAR) == year).collect()
}

fn text(table: &Table, row: usize, field: &str) -> String {
    table.text(row, field).unwrap_or_default().to_owned()
}

/// Takes up what a row says that it assumes, unless that is there already.
fn assume(assumptions: &mut Vec<Text>, table: &Table, row: usize) {
    let assumed = Text::of(table, row, "assumed");
    if !assumed.thai.is_empty() && !assumptions.contains(&assumed) {
        assumptions.push(assumed);
    }
}

/// What the scales of those names assume in a year.
fn assumed_by_scales(package: &Package, year: i32, scales: &[&str]) -> Vec<Text> {
    let mut assumptions = Vec::new();
    for table in package.of_role(Role::Ratings) {
        for row in rows_of(table, year) {
            if table.text(row, "scale").is_some_and(|scale| scales.contains(&scale)) {
                assume(&mut assumptions, table, row);
            }
        }
    }
    assumptions
}

/// The section of the report that a table is from.
fn section_of(package: &Package, table: &str) -> String {
    package.descriptor.resource(table).map(|resource| resource.text("section", false).to_owned()).unwrap_or_default()
}
