//! The audit's findings in words: what the report prints, what its tables give, and what may lie behind it. A citizen
//! should understand them, and whoever wrote the report find them fair.

use rust_decimal::Decimal;

use super::{Key, Language, number, section, working::row_words};
use crate::{
    audit::{Audit, Cause, Checked, Correction, Finding, Kind, Located, Severity, Slip},
    formula::{CellRef, ColumnRef, Trace},
    package::Package,
    report::Report,
};

/// A finding as people read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindingWords {
    /// What it is about.
    pub title: String,
    /// What the report prints and what its tables give.
    pub text: String,
    /// What may lie behind it, a sentence each; may be none.
    pub causes: Vec<String>,
    /// Which cell would put it right, if one can be named; empty if not.
    pub located: String,
    /// What the data's makers noted; may be empty.
    pub note: String,
}

/// More corrections than this are counted, not listed.
const FEW_CORRECTIONS: usize = 4;

impl Kind {
    /// What a finding of the kind is called.
    #[must_use]
    pub fn words(self) -> Key {
        match self {
            Self::Twice => Key::KIND_TWICE,
            Self::Footing => Key::KIND_FOOTING,
            Self::Identity => Key::KIND_IDENTITY,
            Self::Calculation => Key::KIND_CALCULATION,
            Self::Rounding => Key::KIND_ROUNDING,
        }
    }
}

impl Severity {
    /// What a finding of the severity is called.
    #[must_use]
    pub fn words(self) -> Key {
        match self {
            Self::Contradicts => Key::SEVERITY_CONTRADICTS,
            Self::DoesNotFoot => Key::SEVERITY_DOES_NOT_FOOT,
            Self::Slip => Key::SEVERITY_SLIP,
        }
    }
}

/// A finding in words.
#[must_use]
pub fn finding(report: &Report, audit: &Audit, finding: &Finding, language: Language) -> FindingWords {
    let teller = Teller { report, audit, language };
    let figures: Vec<&Checked> = finding.places.iter().filter_map(|place| audit.figures.get(*place)).collect();
    // What shows it, not what agrees with the tables.
    let unequal = figures.iter().find(|figure| figure.printed.id == finding.id).copied();
    let identity = finding.identities.first().and_then(|identity| audit.identities.get(*identity));
    let english = language.is_english();
    let (title, text, note) = match (unequal, identity) {
        (Some(figure), _) => (
            teller.title(&figures, figure),
            teller.text(finding, &figures, figure),
            figures.iter().map(|figure| figure.printed.note.get(english)).find(|note| !note.is_empty()),
        ),
        (None, Some(checked)) => {
            let [left, right] = checked.sides.each_ref().map(|side| side.as_ref().copied().unwrap_or_default());
            let told = |value| teller.value(value, checked.identity.precision, &checked.identity.unit);
            let by = left.checked_sub(right).unwrap_or_default().abs();
            let values = [("left", &*told(left)), ("right", &*told(right)), ("by", &*told(by))];
            let text = match finding.kind {
                Kind::Twice => {
                    let [of_left, of_right] = checked.traces.each_ref().map(|trace| teller.first_cell(trace));
                    let value = |value: &str, place: &str| {
                        language.fill(Key::FINDING_VALUE, &[("value", value), ("section", place)])
                    };
                    let both = [value(&told(left), &of_left), value(&told(right), &of_right)];
                    language.fill(Key::FINDING_TWICE, &[("values", &both.join(language.text(Key::FINDING_LIST)))])
                }
                _ => language.fill(Key::FINDING_IDENTITY, &values),
            };
            (checked.identity.title.get(english).to_owned(), text, Some(checked.identity.note.get(english)))
        }
        (None, None) => Default::default(),
    };
    FindingWords {
        title,
        text,
        causes: finding.causes.iter().map(|cause| teller.cause(cause)).collect(),
        located: teller.located(finding, unequal),
        note: note.unwrap_or_default().to_owned(),
    }
}

/// A printed figure by what it counts: its indicator's title, or the first of the cells that it is computed from.
#[must_use]
pub fn figure_title(report: &Report, figure: &Checked, language: Language) -> String {
    let indicator = figure.printed.indicator.as_ref().and_then(|id| report.indicator(id));
    match indicator {
        Some(indicator) => indicator.title.get(language.is_english()).to_owned(),
        None => first_cells(&report.engine.package, &figure.trace, language).unwrap_or_default(),
    }
}

/// The cells that a computation begins with, by their table and what selects them: “Financial position: Cash”.
#[must_use]
pub fn first_cells(package: &Package, trace: &Trace, language: Language) -> Option<String> {
    let sources = trace.sources();
    let (source, _) = sources.first()?;
    let table = package.table(&source.column.table)?;
    let selected = match source.rows.as_slice() {
        [row] => {
            let any = ColumnRef { selector: Vec::new(), ..source.column.clone() };
            row_words(package, table, *row, &any, language)
        }
        _ => super::selected_words(package, &source.column, language).join(language.text(Key::WORKING_AND)),
    };
    if selected.is_empty() {
        return Some(super::column_words(package, &source.column, language));
    }
    let title = package.descriptor.resource(&table.name).map(|table| table.text("title", language.is_english()));
    let values = [("key", title.unwrap_or(&table.name)), ("value", &*selected)];
    Some(language.fill(Key::WORKING_CONDITION, &values))
}

/// How far figures of a unit are apart: the number, and the word behind the unit's figures. Per cent apart from per cent
/// are points of them.
#[must_use]
pub fn difference(number: &str, unit: &str, word: &str, language: Language) -> String {
    match unit {
        "percent" => language.fill(Key::FINDING_POINTS, &[("number", number)]),
        _ => super::with_unit(number, word),
    }
}

struct Teller<'a> {
    report: &'a Report,
    audit: &'a Audit,
    language: Language,
}

impl Teller<'_> {
    fn value(&self, value: Decimal, precision: u32, unit: &str) -> String {
        super::with_unit(&number::number(value, precision), self.unit(unit))
    }

    fn unit<'a>(&'a self, code: &'a str) -> &'a str {
        self.report.engine.units.word(code, self.language.is_english())
    }

    fn printed(&self, figure: &Checked) -> String {
        self.value(figure.printed.value, figure.printed.precision, &figure.printed.unit)
    }

    fn computed(&self, figure: &Checked, precision: u32) -> String {
        let computed = figure.computed.as_ref().copied().unwrap_or_default();
        self.value(computed, precision, &figure.printed.unit)
    }

    fn title(&self, figures: &[&Checked], figure: &Checked) -> String {
        let named = figures.iter().find(|figure| figure.printed.indicator.is_some()).copied();
        figure_title(self.report, named.unwrap_or(figure), self.language)
    }

    fn text(&self, finding: &Finding, figures: &[&Checked], figure: &Checked) -> String {
        let precision = figure.printed.precision;
        let printed = self.printed(figure);
        let computed = self.computed(figure, precision);
        match finding.kind {
            Kind::Twice => {
                let mut values: Vec<String> = Vec::new();
                for figure in figures {
                    let section = section(&figure.printed.section, self.language);
                    let value = self
                        .language
                        .fill(Key::FINDING_VALUE, &[("value", &self.printed(figure)), ("section", &section)]);
                    if !values.contains(&value) {
                        values.push(value);
                    }
                }
                // Where no other place agrees with the tables, they are the other place.
                if !figures.iter().any(|figure| figure.verdict.holds()) {
                    values.push(self.of_tables(figure, &computed));
                }
                let values = values.join(self.language.text(Key::FINDING_LIST));
                self.language.fill(Key::FINDING_TWICE, &[("values", &values)])
            }
            Kind::Rounding => {
                let exact = figure.computed.as_ref().map(|exact| exact.normalize()).unwrap_or_default();
                // Two decimals more than printed tell what rounding should have done.
                let more = precision.saturating_add(3);
                let exact = if exact.scale() > more {
                    format!("{}…", self.value(exact.trunc_with_scale(more), more, "one"))
                } else {
                    number::plain(exact)
                };
                let values = [("printed", &*printed), ("exact", &*exact), ("computed", &*computed)];
                self.language.fill(Key::FINDING_ROUNDING, &values)
            }
            _ => {
                let by = match &figure.computed {
                    Ok(computed) => figure.printed.value.checked_sub(*computed).unwrap_or_default().abs(),
                    Err(_) => Decimal::ZERO,
                };
                let unit = &figure.printed.unit;
                let by = difference(&number::number(by, precision), unit, self.unit(unit), self.language);
                let values = [("printed", &*printed), ("computed", &*computed), ("by", &*by)];
                self.language.fill(Key::FINDING_DIFFERS, &values)
            }
        }
    }

    /// What the tables give, with the table's name where it is a single cell.
    fn of_tables(&self, figure: &Checked, computed: &str) -> String {
        let sources = figure.trace.sources();
        let (key, table) = match sources.as_slice() {
            [(source, _)] => (Key::FINDING_IN_TABLE, self.table(&source.column.table)),
            _ => (Key::FINDING_COMPUTED, String::new()),
        };
        self.language.fill(key, &[("value", computed), ("table", &table)])
    }

    /// The row of the first cell that a computation reads.
    fn first_cell(&self, trace: &Trace) -> String {
        let package = &self.report.engine.package;
        let sources = trace.sources();
        let Some((source, _)) = sources.first() else { return String::new() };
        let any = ColumnRef { selector: Vec::new(), ..source.column.clone() };
        let table = package.table(&source.column.table).zip(source.rows.first());
        table.map(|(table, row)| row_words(package, table, *row, &any, self.language)).unwrap_or_default()
    }

    fn table(&self, name: &str) -> String {
        let resource = self.report.engine.package.descriptor.resource(name);
        let title = resource.map(|resource| resource.text("title", self.language.is_english()));
        title.filter(|title| !title.is_empty()).unwrap_or(name).to_owned()
    }

    fn cell(&self, cell: &CellRef) -> String {
        let package = &self.report.engine.package;
        let column = ColumnRef { table: cell.table.clone(), column: cell.column.clone(), selector: Vec::new() };
        let resource = package.descriptor.resource(&cell.table);
        let field = resource.and_then(|resource| resource.schema.field(&cell.column));
        let field = field.map(|field| field.text("title", self.language.is_english())).unwrap_or(&cell.column);
        let row = package.table(&cell.table).map(|table| row_words(package, table, cell.row, &column, self.language));
        let values = [("table", &*self.table(&cell.table)), ("row", &*row.unwrap_or_default()), ("column", field)];
        self.language.fill(Key::LOCATED_NAME, &values)
    }

    fn figures(&self, places: &[usize]) -> String {
        let figures = places.iter().filter_map(|place| self.audit.figures.get(*place)).map(|figure| {
            let section = section(&figure.printed.section, self.language);
            self.language.fill(Key::FINDING_VALUE, &[("value", &self.printed(figure)), ("section", &section)])
        });
        figures.collect::<Vec<_>>().join(self.language.text(Key::FINDING_LIST))
    }

    fn cause(&self, cause: &Cause) -> String {
        let cell = |key, cell: &CellRef| self.language.fill(key, &[("cell", &self.cell(cell))]);
        let figures = |key, places: &[usize]| self.language.fill(key, &[("figures", &self.figures(places))]);
        match cause {
            Cause::Truncated => self.language.text(Key::CAUSE_TRUNCATED).to_owned(),
            Cause::FromRounded(places) if places.is_empty() => {
                self.language.text(Key::CAUSE_FROM_ROUNDED_ALL).to_owned()
            }
            Cause::FromRounded(places) => figures(Key::CAUSE_FROM_ROUNDED, places),
            Cause::FromOther(places) => figures(Key::CAUSE_FROM_OTHER, places),
            Cause::LeftOut(of) => cell(Key::CAUSE_LEFT_OUT, of),
            Cause::CountedTwice(of) => cell(Key::CAUSE_COUNTED_TWICE, of),
            Cause::Digits(Slip::Transposed) => self.language.text(Key::CAUSE_TRANSPOSED).to_owned(),
            Cause::Digits(Slip::OneDigit) => self.language.text(Key::CAUSE_ONE_DIGIT).to_owned(),
            Cause::Digits(Slip::Length) => self.language.text(Key::CAUSE_LENGTH).to_owned(),
        }
    }

    fn located(&self, finding: &Finding, figure: Option<&Checked>) -> String {
        match &finding.located {
            Located::Nothing => String::new(),
            Located::Total => self.language.text(Key::LOCATED_TOTAL).to_owned(),
            Located::Cell(correction) => {
                let count = correction.figures.len() + correction.identities.len();
                self.correction(Key::LOCATED_CELL, correction, &count.to_string())
            }
            Located::Several(corrections) => {
                let one = |correction| self.correction(Key::LOCATED_CHOICE, correction, "");
                let mut cells: Vec<String> = match corrections.len() {
                    count if count > FEW_CORRECTIONS => {
                        vec![self.language.fill(Key::LOCATED_MANY, &[("count", &count.to_string())])]
                    }
                    _ => corrections.iter().map(one).collect(),
                };
                if let Some(figure) = figure {
                    let (printed, precision) = (self.printed(figure), figure.printed.precision);
                    let values = [("printed", &*printed), ("would_be", &*self.computed(figure, precision))];
                    cells.insert(0, self.language.fill(Key::LOCATED_SUM, &values));
                }
                let cells = cells.join(self.language.text(Key::FINDING_LIST));
                self.language.fill(Key::LOCATED_SEVERAL, &[("cells", &cells)])
            }
        }
    }

    fn correction(&self, key: Key, correction: &Correction, count: &str) -> String {
        let values = [
            ("cell", &*self.cell(&correction.cell)),
            ("printed", &*number::plain(correction.printed)),
            ("would_be", &*number::plain(correction.would_be)),
            ("count", count),
        ];
        self.language.fill(key, &values)
    }
}
