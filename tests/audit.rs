//! The audit on small packages: each verdict, kind, cause and way of locating by example, and what must hold of any table.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod fixtures;
#[path = "fixtures/schema.rs"]
mod schema;

use std::sync::LazyLock;

use codi_in_figures::{
    audit::{Audit, Cause, Checked, Correction, Finding, Kind, Located, Severity, Slip, Summary, Verdict},
    export,
    formula::{CellRef, Context, NotComputable, half_away_from_zero},
    locale::{self, Language},
    report::Report,
};
use fixtures::{Sheet, decimal, units};
use proptest::{collection, prelude::*, sample};
use rust_decimal::Decimal;
use serde_json::{Value, json};

const YEAR: i32 = 2566;

static SCHEMA: LazyLock<jsonschema::Validator> = LazyLock::new(|| schema::validator("audit.schema.json"));

/// A figure as the report prints it: with as many decimals as `value` has.
fn figure(id: &str, section: &str, value: &str, unit: &str, formula: &str) -> String {
    let decimals = value.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    figure_at(decimals, id, section, value, unit, formula)
}

fn figure_at(precision: usize, id: &str, section: &str, value: &str, unit: &str, formula: &str) -> String {
    format!(
        r#"{{"id": "{id}", "fiscal_year": {YEAR}, "section": "{section}", "quote": "{id} {value}", "value": {value}, "unit": "{unit}", "precision": {precision}, "formula": {}}}"#,
        json!(formula)
    )
}

/// A relation at whole numbers.
fn identity(id: &str, left: &str, right: &str, unit: &str) -> String {
    format!(
        r#"{{"id": "{id}", "fiscal_year": {YEAR}, "section": "9", "title": "{id}", "title_en": "{id}", "left": {}, "right": {}, "unit": "{unit}", "precision": 0}}"#,
        json!(left),
        json!(right)
    )
}

fn rows(rows: &[String]) -> String {
    format!("[{}]", rows.join(",\n"))
}

struct Audited {
    report: Report,
    audit: Audit,
}

/// The audit of a package of these, which must have no fault. Whatever comes of it must be tellable, keep to the
/// published schema, and correct nothing that does not come out.
fn audited(tables: &[Sheet], printed: &[String], identities: &[String]) -> Audited {
    let (printed, identities) = (rows(printed), rows(identities));
    let mut sheets = vec![
        units(),
        Sheet {
            name: "figures",
            role: "printed",
            fields: &[
                "id string",
                "fiscal_year integer",
                "section string",
                "quote string",
                "value number =unit",
                "unit string",
                "precision integer",
                "formula string",
            ],
            rows: &printed,
        },
        Sheet {
            name: "relations",
            role: "identities",
            fields: &[
                "id string",
                "fiscal_year integer",
                "section string",
                "title string",
                "title_en string",
                "left string",
                "right string",
                "unit string",
                "precision integer",
            ],
            rows: &identities,
        },
    ];
    sheets.extend(tables.iter().map(|Sheet { name, role, fields, rows }| Sheet { name, role, fields, rows }));
    let report = fixtures::sound(&fixtures::files(&sheets));
    let audit = report.audit();
    let audited = Audited { report, audit };
    audited.is_told();
    audited.stands();
    audited
}

impl Audited {
    /// Every finding has its words in both languages, and the whole is what the schema says.
    fn is_told(&self) {
        for finding in &self.audit.findings {
            for language in [Language::Thai, Language::English] {
                let words = locale::finding(&self.report, &self.audit, finding, language);
                assert!(!words.title.is_empty() && !words.text.is_empty(), "{finding:?}");
                assert_eq!(words.located.is_empty(), finding.located == Located::Nothing, "{finding:?}");
                assert_eq!(words.causes.len(), finding.causes.len(), "{finding:?}");
            }
        }
        let findings = &self.audit.findings;
        for (index, finding) in findings.iter().enumerate() {
            let told_before = |other: &Finding| {
                other.id == finding.id
                    || other.places.iter().any(|place| finding.places.contains(place))
                    || other.identities.iter().any(|identity| finding.identities.contains(identity))
            };
            assert!(!findings[..index].iter().any(told_before), "{finding:?} is told twice");
        }
        for part in [export::Part::All, export::Part::Findings] {
            let text = serde_json::to_string(&export::audit_json(&self.report, &self.audit, part)).expect("JSON");
            let document: Value = serde_json::from_str(&text).expect("JSON");
            assert_eq!(schema::faults(&SCHEMA, &document), "");
        }
    }

    /// With the corrected cell what is said to come out does, and what agreed before still does, here or where the same
    /// is printed again.
    fn stands(&self) {
        for correction in self.audit.findings.iter().flat_map(corrections) {
            let engine = self.report.engine.with_cell(&correction.cell, correction.would_be);
            let agrees = |figure: &Checked| {
                let printed = &figure.printed;
                let value = engine.value_in(&printed.formula, &Context::year(printed.year), &printed.unit);
                value.is_ok_and(|value| half_away_from_zero(value, printed.precision) == printed.value)
            };
            assert!(!correction.figures.is_empty() || !correction.identities.is_empty(), "{correction:?}");
            for index in &correction.figures {
                let figure = &self.audit.figures[*index];
                assert!(agrees(figure), "{correction:?} and {}", figure.printed.id);
            }
            for (index, checked) in self.audit.identities.iter().enumerate() {
                let identity = &checked.identity;
                // At the decimals at which it must hold.
                let side = |formula| {
                    let value = engine.value_in(formula, &Context::year(identity.year), &identity.unit);
                    value.map(|value| half_away_from_zero(value, identity.precision))
                };
                if checked.verdict == Verdict::Agrees || correction.identities.contains(&index) {
                    let (left, right) = (side(&identity.left), side(&identity.right));
                    assert!(left.is_ok() && left == right, "{correction:?} and {}: {left:?}, {right:?}", identity.id);
                }
            }
            for figure in self.audit.figures.iter().filter(|figure| figure.verdict == Verdict::Agrees) {
                let again = |other: &&Checked| other.printed.formula == figure.printed.formula;
                assert!(
                    self.audit.figures.iter().filter(again).any(agrees),
                    "{correction:?} spoils {}",
                    figure.printed.id
                );
            }
        }
    }

    fn verdict(&self, id: &str) -> &Verdict {
        &self.audit.figures.iter().find(|figure| figure.printed.id == id).expect("the figure").verdict
    }

    /// The one finding that there is.
    fn only(&self) -> &Finding {
        let [finding] = self.audit.findings.as_slice() else { panic!("{:#?}", self.audit.findings) };
        finding
    }

    fn finding(&self, id: &str) -> &Finding {
        self.audit.finding(id).unwrap_or_else(|| panic!("no finding {id}: {:#?}", self.audit.findings))
    }

    /// The ids of a finding's figures.
    fn places(&self, finding: &Finding) -> Vec<&str> {
        finding.places.iter().map(|place| self.audit.figures[*place].printed.id.as_str()).collect()
    }

    fn located(&self) -> impl Iterator<Item = &Correction> {
        self.audit.findings.iter().filter_map(|finding| match &finding.located {
            Located::Cell(correction) => Some(correction),
            _ => None,
        })
    }
}

fn corrections(finding: &Finding) -> &[Correction] {
    match &finding.located {
        Located::Cell(correction) => std::slice::from_ref(correction),
        Located::Several(corrections) => corrections,
        Located::Nothing | Located::Total => &[],
    }
}

// A table of counts, with what the report prints for its sums.

/// Homes by region (the rows) and kind (the columns), and what the report prints below and beside them.
#[derive(Debug, Clone)]
struct Grid {
    cells: Vec<Vec<Decimal>>,
    row_totals: Vec<Decimal>,
    column_totals: Vec<Decimal>,
    grand_total: Option<Decimal>,
}

impl Grid {
    /// A table whose printed totals are all right.
    fn of(cells: Vec<Vec<Decimal>>, with_grand_total: bool) -> Self {
        let row_totals: Vec<Decimal> = cells.iter().map(|row| row.iter().sum()).collect();
        let column_totals = (0..cells[0].len()).map(|column| cells.iter().map(|row| row[column]).sum()).collect();
        let grand_total = with_grand_total.then(|| row_totals.iter().sum());
        Self { cells, row_totals, column_totals, grand_total }
    }

    fn cell(&self, row: usize, column: usize) -> CellRef {
        CellRef { table: "homes".to_owned(), row: row * self.cells[0].len() + column, column: "built".to_owned() }
    }

    fn table(&self) -> String {
        let mut lines = Vec::new();
        for (row, cells) in self.cells.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                lines.push(format!(
                    r#"{{"fiscal_year": {YEAR}, "region": "r{row}", "kind": "c{column}", "built": {cell}}}"#
                ));
            }
        }
        rows(&lines)
    }

    fn row_figures(&self) -> Vec<String> {
        let figure = |(row, total): (usize, &Decimal)| household(&format!("row_{row}"), *total, &row_total(row));
        self.row_totals.iter().enumerate().map(figure).collect()
    }

    fn column_figures(&self) -> Vec<String> {
        let figure =
            |(column, total): (usize, &Decimal)| household(&format!("column_{column}"), *total, &column_total(column));
        self.column_totals.iter().enumerate().map(figure).collect()
    }

    fn figures(&self) -> Vec<String> {
        let mut figures = self.row_figures();
        figures.extend(self.column_figures());
        figures.extend(self.grand_total.map(|total| household("all", total, ALL)));
        figures
    }

    fn audited(&self, printed: &[String]) -> Audited {
        self.audited_with(printed, &[])
    }

    fn audited_with(&self, printed: &[String], identities: &[String]) -> Audited {
        audited(&[homes(&self.table())], printed, identities)
    }
}

const ALL: &str = "sum(homes.built)";

fn homes(rows: &str) -> Sheet<'_> {
    Sheet {
        name: "homes",
        role: "table",
        fields: &["fiscal_year integer", "region string", "kind string", "built number household"],
        rows,
    }
}

fn household(id: &str, value: Decimal, formula: &str) -> String {
    figure(id, "1", &value.to_string(), "household", formula)
}

fn row_total(row: usize) -> String {
    format!("sum(homes.built[region = \"r{row}\"])")
}

fn column_total(column: usize) -> String {
    format!("sum(homes.built[kind = \"c{column}\"])")
}

fn one_cell(row: usize, column: usize) -> String {
    format!("only(homes.built[region = \"r{row}\", kind = \"c{column}\"])")
}

/// Three regions by three kinds:
///
/// |      |  c0 |  c1 |  c2 | all |
/// | ---- | --- | --- | --- | --- |
/// | r0   | 120 |  35 |  60 | 215 |
/// | r1   |  48 |  92 |  17 | 157 |
/// | r2   |  75 |  26 |  84 | 185 |
/// | all  | 243 | 153 | 161 | 557 |
fn three_by_three() -> Grid {
    let cells = [[120, 35, 60], [48, 92, 17], [75, 26, 84]];
    Grid::of(cells.map(|row| row.map(Decimal::from).to_vec()).to_vec(), true)
}

/// Money of two years, in baht; the report tells it in millions.
const ACCOUNTS: &str = r#"[
{"fiscal_year": 2565, "line": "revenue", "amount": 11503200},
{"fiscal_year": 2566, "line": "revenue", "amount": 12345678},
{"fiscal_year": 2565, "line": "expenses", "amount": 9847400},
{"fiscal_year": 2566, "line": "expenses", "amount": 10123456},
{"fiscal_year": 2565, "line": "other", "amount": 9847400},
{"fiscal_year": 2566, "line": "other", "amount": 6371400},
{"fiscal_year": 2566, "line": "nothing", "amount": 0},
{"fiscal_year": 2566, "line": "empty", "amount": null}
]"#;

fn accounts() -> Sheet<'static> {
    Sheet {
        name: "accounts",
        role: "table",
        fields: &["fiscal_year integer", "line string", "amount number baht"],
        rows: ACCOUNTS,
    }
}

const REVENUE: &str = "only(accounts.amount[line = \"revenue\"])";
const EXPENSES: &str = "only(accounts.amount[line = \"expenses\"])";
const SURPLUS: &str = "only(accounts.amount[line = \"revenue\"]) - only(accounts.amount[line = \"expenses\"])";
const OTHER: &str = "only(accounts.amount[line = \"other\"])";

fn of_accounts(printed: &[String]) -> Audited {
    audited(&[accounts()], printed, &[])
}

// Verdicts.

#[test]
fn a_report_without_slips_has_no_findings() {
    let grid = three_by_three();
    let audited = grid.audited_with(&grid.figures(), &[identity("same", ALL, ALL, "household")]);
    assert_eq!(audited.audit.findings, []);
    assert_eq!(audited.audit.summary(), Summary { agree: 7, ..Summary::default() });
    assert_eq!(audited.audit.identities[0].verdict, Verdict::Agrees);
}

#[test]
fn an_exact_value_that_is_cut_off_is_told_from_one_that_is_rounded_otherwise() {
    let grid = three_by_three();
    let share = |row, column| format!("pct({}, {})", one_cell(row, column), row_total(row));
    // 35/215 is 16.279…, 120/215 is 55.813…
    let audited = grid.audited(&[
        figure("cut_off", "1", "16.27", "percent", &share(0, 1)),
        figure("rounded_up", "1", "55.82", "percent", &share(0, 0)),
        figure("one_too_many", "1", "16.29", "percent", &share(0, 1)),
    ]);
    assert_eq!(*audited.verdict("cut_off"), Verdict::RoundedOtherwise { truncated: true });
    assert_eq!(*audited.verdict("rounded_up"), Verdict::RoundedOtherwise { truncated: false });
    assert_eq!(*audited.verdict("one_too_many"), Verdict::Differs { by: decimal("0.01") });
    let finding = audited.finding("rounded_up");
    assert_eq!((finding.kind, finding.severity, finding.causes.as_slice()), (Kind::Rounding, Severity::Slip, &[][..]));
}

#[test]
fn a_figure_cut_off_is_a_slip_of_rounding_with_its_cause() {
    let grid = three_by_three();
    let share = format!("pct({}, {})", one_cell(0, 1), row_total(0));
    let audited = grid.audited(&[figure("cut_off", "1", "16.27", "percent", &share)]);
    let finding = audited.only();
    assert_eq!((finding.kind, finding.severity), (Kind::Rounding, Severity::Slip));
    assert_eq!((&finding.causes, &finding.located), (&vec![Cause::Truncated], &Located::Nothing));
}

/// 12.35 less 10.12 is 2.23; unrounded it is 2.222222.
#[test]
fn a_figure_is_from_rounded_figures_when_those_printed_beside_it_give_it() {
    let audited = of_accounts(&[
        figure("revenue", "3", "12.35", "million_baht", REVENUE),
        figure("expenses", "3", "10.12", "million_baht", EXPENSES),
        figure("surplus", "3", "2.23", "million_baht", SURPLUS),
    ]);
    assert_eq!(*audited.verdict("surplus"), Verdict::FromRounded { inputs: vec![0, 1] });
    let finding = audited.only();
    assert_eq!((finding.kind, finding.severity), (Kind::Rounding, Severity::Slip));
    assert_eq!(finding.causes, [Cause::FromRounded(vec![0, 1])]);
    assert_eq!(audited.places(finding), ["surplus"]);
}

/// 2.23/10.12 is 22.04 per cent; unrounded it is 21.95 per cent.
#[test]
fn figures_of_another_section_are_not_beside_it() {
    let rate = format!("pct({SURPLUS}, {EXPENSES})");
    let in_section = |section| {
        of_accounts(&[
            figure("revenue", "3", "12.35", "million_baht", REVENUE),
            figure("expenses", "3", "10.12", "million_baht", EXPENSES),
            figure("rate", section, "22.04", "percent", &rate),
        ])
    };
    assert_eq!(*in_section("3").verdict("rate"), Verdict::FromRounded { inputs: vec![0, 1] });
    assert_eq!(*in_section("4").verdict("rate"), Verdict::Differs { by: decimal("0.09") });
}

#[test]
fn figures_that_are_wrong_themselves_are_not_what_others_were_computed_from() {
    // 12.36 is not the revenue, so that 12.36 less 10.12 is 2.24 does not make 2.24 a matter of rounding.
    let audited = of_accounts(&[
        figure("revenue", "3", "12.36", "million_baht", REVENUE),
        figure("expenses", "3", "10.12", "million_baht", EXPENSES),
        figure("surplus", "3", "2.24", "million_baht", SURPLUS),
    ]);
    assert_eq!(*audited.verdict("surplus"), Verdict::Differs { by: decimal("0.02") });
    assert_eq!(audited.finding("surplus").causes, [Cause::FromOther(vec![0])]);
}

/// 6.37 is 35.33 per cent less than 9.85; unrounded it is 35.30 per cent. Neither stands in the report, but that it tells
/// money in millions with two decimals does.
#[test]
fn a_figure_is_from_rounded_figures_that_are_printed_nowhere_when_the_like_is_printed_so_beside_it() {
    let change = format!("growth({OTHER})");
    let figures =
        [figure("revenue", "3", "12.35", "million_baht", REVENUE), figure("change", "3", "-35.33", "percent", &change)];
    let audited = of_accounts(&figures);
    assert_eq!(*audited.verdict("change"), Verdict::FromRounded { inputs: Vec::new() });
    assert_eq!(audited.only().causes, [Cause::FromRounded(Vec::new())]);
    // Without the like beside it nobody knows how it would have been rounded.
    let audited = of_accounts(&figures[1..]);
    assert_eq!(*audited.verdict("change"), Verdict::Differs { by: -decimal("0.03") });
}

#[test]
fn what_cannot_be_computed_is_no_finding() {
    let line = |line: &str| format!("only(accounts.amount[line = \"{line}\"])");
    let audited = of_accounts(&[
        figure("by_nothing", "3", "1", "percent", &format!("pct({REVENUE}, {})", line("nothing"))),
        figure("of_nothing", "3", "1", "baht", &line("empty")),
    ]);
    assert_eq!(*audited.verdict("by_nothing"), Verdict::NotComputable(NotComputable::DivisionByZero));
    assert!(matches!(audited.verdict("of_nothing"), Verdict::NotComputable(NotComputable::EmptyCells { .. })));
    assert_eq!(audited.audit.findings, []);
    assert_eq!(audited.audit.summary(), Summary { not_computable: 2, ..Summary::default() });
}

// Kinds, and how much they weigh.

#[test]
fn a_quantity_printed_with_two_values_is_one_finding_of_both_places() {
    let grid = three_by_three();
    let mut figures = grid.figures();
    figures.insert(0, household("all_again", decimal("575"), ALL));
    let audited = grid.audited(&figures);
    let finding = audited.only();
    assert_eq!(
        (finding.id.as_str(), finding.kind, finding.severity),
        ("all_again", Kind::Twice, Severity::Contradicts)
    );
    assert_eq!(audited.places(finding), ["all_again", "all"]);
    assert_eq!(finding.causes, [Cause::Digits(Slip::Transposed)]);
}

#[test]
fn two_values_of_which_the_tables_bear_out_neither_are_one_finding() {
    let grid = three_by_three();
    let audited = grid.audited(&[household("one", decimal("560"), ALL), household("other", decimal("561"), ALL)]);
    let finding = audited.only();
    assert_eq!((finding.id.as_str(), finding.kind), ("one", Kind::Twice));
    assert_eq!(audited.places(finding), ["one", "other"]);
}

#[test]
fn a_total_printed_twice_alike_is_not_two_values() {
    let grid = three_by_three();
    let audited = grid.audited(&[household("one", decimal("560"), ALL), household("other", decimal("560"), ALL)]);
    assert_eq!((audited.only().kind, audited.only().severity), (Kind::Footing, Severity::DoesNotFoot));
    assert_eq!(audited.places(audited.only()), ["one", "other"]);
}

#[test]
fn a_cell_repeated_elsewhere_with_another_value_is_printed_twice() {
    let grid = three_by_three();
    let audited = grid.audited(&[household("cell", decimal("102"), &one_cell(0, 0))]);
    let finding = audited.only();
    assert_eq!((finding.kind, finding.severity), (Kind::Twice, Severity::Contradicts));
    // Which of the two it is nobody can tell.
    assert_eq!(finding.located, Located::Nothing);
    assert_eq!(finding.causes, [Cause::Digits(Slip::Transposed)]);
}

#[test]
fn a_cell_repeated_elsewhere_and_a_total_can_bear_each_other_out() {
    let mut grid = three_by_three();
    let mut figures = grid.row_figures();
    figures.push(household("cell", grid.cells[0][0], &one_cell(0, 0)));
    grid.cells[0][0] = decimal("210");
    let audited = grid.audited(&figures);
    let finding = audited.only();
    assert_eq!(audited.places(finding), ["row_0", "cell"]);
    let Located::Cell(correction) = &finding.located else { panic!("{finding:?}") };
    assert_eq!((&correction.cell, correction.would_be), (&grid.cell(0, 0), decimal("120")));
}

#[test]
fn a_relation_that_does_not_hold_is_a_finding_of_its_own_name() {
    let grid = three_by_three();
    let same = identity("kinds", &column_total(0), &row_total(0), "household");
    let audited = grid.audited_with(&grid.figures(), &[same]);
    assert_eq!(audited.audit.identities[0].verdict, Verdict::Differs { by: decimal("28") });
    let finding = audited.only();
    assert_eq!(
        (finding.id.as_str(), finding.kind, finding.severity, finding.identities.as_slice()),
        ("kinds", Kind::Identity, Severity::Contradicts, &[0][..])
    );
    assert!(finding.places.is_empty() && finding.causes.is_empty());
}

#[test]
fn a_relation_that_cannot_be_computed_is_no_finding() {
    let grid = three_by_three();
    let audited = grid.audited_with(&[], &[identity("none", ALL, "prev(sum(homes.built))", "household")]);
    assert!(matches!(audited.audit.identities[0].verdict, Verdict::NotComputable(NotComputable::NoRows { .. })));
    assert_eq!(audited.audit.findings, []);
}

#[test]
fn a_figure_that_its_inputs_do_not_give_is_a_matter_of_calculation() {
    let grid = three_by_three();
    let ratio = format!("ratio({}, {})", row_total(0), row_total(1));
    let audited = grid.audited(&[figure("ratio", "1", "1.42", "one", &ratio)]);
    let finding = audited.only();
    assert_eq!((finding.kind, finding.severity), (Kind::Calculation, Severity::Contradicts));
    assert_eq!((&finding.located, finding.causes.as_slice()), (&Located::Nothing, &[][..]));
}

/// The parts are told with decimals that the total is rounded from: 11.5 is 12 and not 15.
#[test]
fn a_total_told_with_fewer_decimals_than_its_parts_does_not_foot_either() {
    let grid = Grid::of(vec![vec![decimal("1.25"), decimal("2.5")], vec![decimal("3.75"), decimal("4")]], false);
    let audited = grid.audited(&[household("all", decimal("15"), ALL)]);
    assert_eq!((audited.only().kind, audited.only().severity), (Kind::Footing, Severity::DoesNotFoot));
}

#[test]
fn severities_are_in_the_order_of_their_weight() {
    assert!(Severity::Slip < Severity::DoesNotFoot && Severity::DoesNotFoot < Severity::Contradicts);
    let codes: Vec<&str> = Severity::ALL.iter().map(|(_, severity)| severity.code()).collect();
    assert_eq!(codes, ["contradicts", "does_not_foot", "slip"]);
    assert!(Kind::ALL.iter().all(|(code, kind)| kind.code() == *code));
}

// Causes.

#[test]
fn a_sum_that_leaves_out_one_cell_or_counts_it_twice_is_told_by_the_difference() {
    let mut grid = three_by_three();
    grid.row_totals[1] -= decimal("17");
    grid.column_totals[0] += decimal("75");
    let audited = grid.audited(&grid.figures());
    assert_eq!(audited.finding("row_1").causes, [Cause::LeftOut(grid.cell(1, 2))]);
    assert_eq!(audited.finding("column_0").causes, [Cause::CountedTwice(grid.cell(2, 0))]);
}

#[test]
fn of_two_cells_that_might_be_left_out_none_is_named() {
    let mut grid = Grid::of(vec![vec![decimal("110"), decimal("55"), decimal("55")]; 2], true);
    grid.row_totals[0] = decimal("165");
    let audited = grid.audited(&grid.figures());
    assert_eq!(audited.only().causes, []);
}

/// What is printed elsewhere for a part, wrong as it may be, explains a percentage better than any slip of the hand.
#[test]
fn a_percentage_of_another_printed_target_says_which() {
    let grid = three_by_three();
    let share = format!("pct({}, {})", row_total(0), column_total(0));
    let audited = grid.audited(&[
        household("target_elsewhere", decimal("250"), &column_total(0)),
        figure("achieved", "2", "86.0", "percent", &share),
    ]);
    let finding = audited.finding("achieved");
    assert_eq!((finding.kind, finding.severity), (Kind::Calculation, Severity::Contradicts));
    assert_eq!(finding.causes, [Cause::FromOther(vec![0])]);
}

#[test]
fn slips_of_the_hand_are_told_by_the_digits_of_the_figure() {
    let grid = three_by_three();
    for (printed, slip) in [("175", Slip::Transposed), ("167", Slip::OneDigit), ("1557", Slip::Length)] {
        let mut figures = grid.column_figures();
        figures.push(household("row_1", decimal(printed), &row_total(1)));
        let audited = grid.audited(&figures);
        assert_eq!(audited.only().causes, [Cause::Digits(slip)], "{printed}");
    }
}

#[test]
fn a_located_cell_has_the_slip_of_its_own_digits() {
    let mut grid = three_by_three();
    grid.cells[0][0] = decimal("210");
    let audited = grid.audited(&grid.figures());
    assert_eq!(audited.only().causes, [Cause::Digits(Slip::Transposed)]);
}

// The one number that would put it right.

#[test]
fn a_wrong_cell_is_one_finding_with_its_row_its_column_and_the_whole() {
    let mut grid = three_by_three();
    grid.cells[1][2] = decimal("71");
    let audited = grid.audited(&grid.figures());
    let finding = audited.only();
    assert_eq!((finding.id.as_str(), finding.kind, finding.severity), ("row_1", Kind::Footing, Severity::DoesNotFoot));
    assert_eq!(audited.places(finding), ["row_1", "column_2", "all"]);
    let expected = Correction {
        cell: grid.cell(1, 2),
        printed: decimal("71"),
        would_be: decimal("17"),
        figures: vec![1, 5, 6],
        identities: Vec::new(),
    };
    assert_eq!(finding.located, Located::Cell(expected));
    assert_eq!(audited.audit.findings_of(5), Some(finding));
    assert_eq!(audited.audit.findings_of(0), None);
}

#[test]
fn a_wrong_cell_takes_the_relations_that_it_breaks_into_its_finding() {
    let mut grid = three_by_three();
    grid.cells[0][0] = decimal("210");
    let table = grid.table();
    // Another table repeats what was built of the first and the third kind, 180.
    let again = Sheet {
        name: "again",
        role: "table",
        fields: &["fiscal_year integer", "built number household"],
        rows: r#"[{"fiscal_year": 2566, "built": 180}]"#,
    };
    let two_kinds = format!("{} + {}", one_cell(0, 0), one_cell(0, 2));
    let relations = [identity("two_kinds", &two_kinds, "only(again.built)", "household")];
    let audited = audited(&[homes(&table), again], &grid.row_figures(), &relations);
    let finding = audited.only();
    assert_eq!((finding.id.as_str(), finding.kind, finding.identities.as_slice()), ("row_0", Kind::Footing, &[0][..]));
    let Located::Cell(correction) = &finding.located else { panic!("{finding:#?}") };
    assert_eq!((&correction.cell, correction.would_be), (&grid.cell(0, 0), decimal("120")));
    assert_eq!((correction.figures.as_slice(), correction.identities.as_slice()), (&[0][..], &[0][..]));
}

#[test]
fn a_cell_on_both_sides_of_a_relation_has_no_part_in_it() {
    let mut grid = three_by_three();
    grid.cells[0][0] = decimal("210");
    // All but the first kind, said in two ways.
    let parts = format!("{} + {}", one_cell(0, 1), one_cell(0, 2));
    let rest = format!("{} - {}", row_total(0), one_cell(0, 0));
    let audited = grid.audited_with(&grid.figures(), &[identity("rest", &parts, &rest, "household")]);
    assert_eq!(audited.audit.identities[0].verdict, Verdict::Agrees);
    let Located::Cell(correction) = &audited.only().located else { panic!("{:#?}", audited.only()) };
    assert_eq!((&correction.cell, correction.identities.len()), (&grid.cell(0, 0), 0));
}

#[test]
fn with_row_totals_alone_any_cell_of_the_row_may_be_the_one() {
    let mut grid = three_by_three();
    grid.cells[1][2] = decimal("71");
    let audited = grid.audited(&grid.row_figures());
    let finding = audited.only();
    let Located::Several(corrections) = &finding.located else { panic!("{finding:?}") };
    // 48 less 54 is below nothing, and nobody builds less than no home.
    let told: Vec<_> = corrections.iter().map(|one| (one.cell.clone(), one.would_be)).collect();
    assert_eq!(told, [(grid.cell(1, 1), decimal("38")), (grid.cell(1, 2), decimal("17"))]);
    assert!(corrections.iter().all(|one| one.figures == [1]));
}

/// The whole may be put right by a cell of another row, so it is not the same finding as the row, whichever comes first.
#[test]
fn a_whole_and_a_part_of_it_that_are_off_alike_are_told_once_each() {
    let mut grid = three_by_three();
    grid.cells[1][2] += Decimal::TEN;
    let row = household("row", decimal("157"), &row_total(1));
    let all = household("all", decimal("557"), ALL);
    for figures in [[row.clone(), all.clone()], [all, row]] {
        let audited = grid.audited(&figures);
        assert_eq!(audited.audit.findings.len(), 2);
        let cells = |id: &str| corrections(audited.finding(id)).len();
        assert_eq!((cells("row"), cells("all")), (3, 9));
    }
}

#[test]
fn sums_that_the_same_cells_would_put_right_are_one_finding() {
    let mut grid = three_by_three();
    grid.cells[1][2] += Decimal::TEN;
    // The same row, and the row without a cell of it that another sum bears out.
    let rest = format!("{} - {}", row_total(1), one_cell(1, 0));
    let figures = [
        household("row", decimal("157"), &row_total(1)),
        household("rest", decimal("109"), &rest),
        household("cell", decimal("48"), &one_cell(1, 0)),
    ];
    let audited = grid.audited(&figures);
    assert_eq!(audited.places(audited.only()), ["row", "rest"]);
    assert_eq!(corrections(audited.only()).len(), 2);
}

#[test]
fn a_relation_that_any_of_its_cells_would_put_right_lists_them() {
    let grid = three_by_three();
    let audited = grid.audited_with(&[], &[identity("rows", &row_total(0), &row_total(2), "household")]);
    let finding = audited.only();
    assert_eq!((finding.kind, finding.identities.as_slice()), (Kind::Identity, &[0][..]));
    // 30 homes fewer in one row or more in the other.
    let mut changes: Vec<_> = corrections(finding).iter().map(|one| one.would_be - one.printed).collect();
    changes.sort_unstable();
    let (less, more) = (-decimal("30"), decimal("30"));
    assert_eq!(changes, [less, less, less, more, more, more]);
}

#[test]
fn two_rows_that_do_not_foot_are_two_findings() {
    let mut grid = three_by_three();
    grid.cells[1][2] += Decimal::TEN;
    grid.cells[2][2] += Decimal::TEN;
    let audited = grid.audited(&grid.row_figures());
    let ids: Vec<&str> = audited.audit.findings.iter().map(|finding| finding.id.as_str()).collect();
    assert_eq!(ids, ["row_1", "row_2"]);
}

#[test]
fn a_total_whose_every_cell_is_borne_out_is_the_one_that_is_wrong() {
    let mut grid = three_by_three();
    grid.row_totals[2] = decimal("186");
    let audited = grid.audited(&grid.figures());
    let finding = audited.only();
    assert_eq!((finding.id.as_str(), finding.kind), ("row_2", Kind::Footing));
    assert_eq!((&finding.located, audited.places(finding)), (&Located::Total, vec!["row_2"]));
}

/// A correction that puts the sums right but a percentage wrong that agreed is no better than what is printed.
#[test]
fn a_correction_that_spoils_a_figure_that_agreed_does_not_stand() {
    let mut grid = three_by_three();
    grid.cells[1][2] = decimal("71");
    let mut figures = grid.figures();
    let share = format!("pct({}, {})", one_cell(1, 2), one_cell(1, 1));
    figures.push(figure("share", "1", "77.2", "percent", &share));
    let audited = grid.audited(&figures);
    assert_eq!(*audited.verdict("share"), Verdict::Agrees);
    assert_eq!(audited.located().count(), 0);
    assert!(audited.audit.findings.iter().all(|finding| finding.located == Located::Nothing));
}

#[test]
fn a_correction_that_spoils_a_relation_that_held_does_not_stand() {
    let mut grid = three_by_three();
    grid.cells[1][2] = decimal("71");
    // 71 for 92 is 77 homes for 100, as the relation says; 17 would not be.
    let share = format!("round({} * 100 / {}, 0)", one_cell(1, 2), one_cell(1, 1));
    let holds = identity("holds", &share, "only(again.share)", "one");
    let table = grid.table();
    let again = Sheet {
        name: "again",
        role: "table",
        fields: &["fiscal_year integer", "share number"],
        rows: r#"[{"fiscal_year": 2566, "share": 77}]"#,
    };
    let audited = audited(&[homes(&table), again], &grid.figures(), &[holds]);
    assert_eq!(audited.audit.identities[0].verdict, Verdict::Agrees);
    assert!(audited.audit.findings.iter().all(|finding| finding.located == Located::Nothing));
}

#[test]
fn two_wrong_cells_by_the_same_amount_are_not_told_apart_from_the_other_two_corners() {
    let mut grid = three_by_three();
    grid.grand_total = None;
    grid.cells[0][0] += Decimal::TEN;
    grid.cells[1][1] += Decimal::TEN;
    let audited = grid.audited(&grid.figures());
    assert_eq!(audited.located().count(), 0);
    let finding = audited.finding("row_0");
    let cells: Vec<_> = corrections(finding).iter().map(|one| one.cell.clone()).collect();
    assert_eq!(cells, [grid.cell(0, 0), grid.cell(0, 1)]);
}

/// A number printed a column too far to the left: where it stands nothing should be.
#[test]
fn a_number_where_nothing_should_be_is_named_when_two_sums_say_so() {
    let mut grid = Grid::of(vec![vec![decimal("0"), decimal("35")], vec![decimal("48"), decimal("92")]], false);
    grid.cells[0][0] = decimal("12");
    let audited = grid.audited(&grid.figures());
    let Located::Cell(correction) = &audited.only().located else { panic!("{:?}", audited.only()) };
    assert_eq!((&correction.cell, correction.would_be), (&grid.cell(0, 0), Decimal::ZERO));
    // One sum alone would make nothing of any number that is as large as it is off.
    let audited = grid.audited(&grid.row_figures());
    let cells: Vec<_> = corrections(audited.only()).iter().map(|one| (one.cell.clone(), one.would_be)).collect();
    assert_eq!(cells, [(grid.cell(0, 1), decimal("23"))]);
}

/// Two numbers where nothing should be, of the same amount, in rows and columns of their own: that the true values are
/// nothing must not leave the other two corners as the only answer.
#[test]
fn two_numbers_where_nothing_should_be_blame_no_other_cell() {
    let mut grid = Grid::of(vec![vec![decimal("0"), decimal("35")], vec![decimal("48"), decimal("0")]], false);
    grid.cells[0][0] = decimal("12");
    grid.cells[1][1] = decimal("12");
    let audited = grid.audited(&grid.figures());
    assert_eq!(audited.located().count(), 0, "{:#?}", audited.audit.findings);
}

#[test]
fn sums_in_columns_side_by_side_are_sums_like_any_other() {
    let wide = r#"[{"fiscal_year": 2566, "region": "n", "own": 1000000, "given": 2000000}, {"fiscal_year": 2566, "region": "s", "own": 3500000, "given": 4000000}]"#;
    let sheet = Sheet {
        name: "money",
        role: "table",
        fields: &["fiscal_year integer", "region string", "own number baht", "given number baht"],
        rows: wide,
    };
    let of =
        |region: &str| format!("only(money.own[region = \"{region}\"]) + only(money.given[region = \"{region}\"])");
    let audited = audited(
        &[sheet],
        &[
            figure("north", "1", "3000000", "baht", &of("n")),
            figure("south", "1", "7000000", "baht", &of("s")),
            figure("own", "1", "4000000", "baht", "sum(money.own)"),
            figure("given", "1", "6000000", "baht", "sum(money.given)"),
        ],
        &[],
    );
    let Located::Cell(correction) = &audited.only().located else { panic!("{:?}", audited.only()) };
    let cell = CellRef { table: "money".to_owned(), row: 1, column: "own".to_owned() };
    assert_eq!((&correction.cell, correction.would_be), (&cell, decimal("3000000")));
}

/// 1.5 million and 500,000 baht are 2 million baht: what one of the cells would have to hold is in that cell's unit.
#[test]
fn a_correction_is_in_the_unit_of_its_cell() {
    let mixed = r#"[
        {"fiscal_year": 2566, "item": "a", "value": 1.5, "unit": "million_baht"},
        {"fiscal_year": 2566, "item": "b", "value": 500000, "unit": "baht"},
        {"fiscal_year": 2566, "item": "c", "value": 0, "unit": "baht"}
    ]"#;
    let sheet = Sheet {
        name: "mixed",
        role: "table",
        fields: &["fiscal_year integer", "item string", "value number =unit", "unit string"],
        rows: mixed,
    };
    // That whatever is corrected comes out is looked at by `audited`.
    let audited = audited(&[sheet], &[figure("all", "1", "2.1", "million_baht", "sum(mixed.value)")], &[]);
    assert_eq!(*audited.verdict("all"), Verdict::Differs { by: decimal("0.1") });
}

// What must hold of any table.

/// Counts, zeros among them, now and then with two decimals.
fn grids() -> impl Strategy<Value = Grid> {
    // A table of one row or column is left out: its sums are the cells themselves, so that a cell, its own sum and the
    // whole say the same and either may be wrong.
    (2..=6_usize, 2..=6_usize, sample::select(vec![0, 0, 2]), any::<bool>()).prop_flat_map(
        |(rows, columns, scale, with_grand_total)| {
            let cell = prop_oneof![1 => Just(0), 2 => 0..12_i64, 6 => 0..3000_i64];
            let cell = cell.prop_map(move |digits| Decimal::new(digits, scale));
            collection::vec(collection::vec(cell, columns), rows)
                .prop_map(move |cells| Grid::of(cells, with_grand_total))
        },
    )
}

/// Which of so many, and what to print there instead.
fn slip() -> impl Strategy<Value = (sample::Index, sample::Index, i64)> {
    (any::<sample::Index>(), any::<sample::Index>(), prop_oneof![1..20_i64, 1..3000_i64])
}

impl Grid {
    /// Prints something else, not below nothing, in a cell; says which.
    fn corrupt(&mut self, (row, column, change): (sample::Index, sample::Index, i64), down: bool) -> (usize, usize) {
        let (row, column) = (row.index(self.cells.len()), column.index(self.cells[0].len()));
        let cell = &mut self.cells[row][column];
        *cell = otherwise(*cell, change, down);
        (row, column)
    }
}

/// Another number that is not below nothing.
fn otherwise(number: Decimal, change: i64, down: bool) -> Decimal {
    let change = Decimal::new(change, number.scale());
    if down && number >= change { number - change } else { number + change }
}

fn settings(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(settings(200))]

    #[test]
    fn a_table_that_foots_has_no_findings(grid in grids()) {
        let audited = grid.audited(&grid.figures());
        prop_assert_eq!(&audited.audit.findings, &[]);
    }

    #[test]
    fn one_wrong_cell_is_found_with_what_it_would_have_to_be(grid in grids(), slip in slip(), down in any::<bool>()) {
        let mut wrong = grid.clone();
        let (row, column) = wrong.corrupt(slip, down);
        let audited = wrong.audited(&wrong.figures());
        let [finding] = audited.audit.findings.as_slice() else {
            return Err(TestCaseError::fail(format!("{:#?}", audited.audit.findings)));
        };
        let Located::Cell(correction) = &finding.located else {
            return Err(TestCaseError::fail(format!("{finding:#?}")));
        };
        prop_assert_eq!(&correction.cell, &grid.cell(row, column));
        prop_assert_eq!((correction.printed, correction.would_be), (wrong.cells[row][column], grid.cells[row][column]));
        let mut places = vec![row, grid.row_totals.len() + column];
        places.extend(grid.grand_total.map(|_| grid.row_totals.len() + grid.column_totals.len()));
        prop_assert_eq!((&finding.places, &correction.figures), (&places, &places));
        prop_assert_eq!((finding.kind, finding.severity), (Kind::Footing, Severity::DoesNotFoot));
    }

    #[test]
    fn two_wrong_cells_never_make_a_third_one_wrong(
        grid in grids(),
        slips in (slip(), slip()),
        same in any::<bool>(),
        down in (any::<bool>(), any::<bool>()),
    ) {
        let mut wrong = grid.clone();
        let (one, mut other) = slips;
        // Amounts that are equal, or cancel out, are the hard cases.
        if same {
            other.2 = one.2;
        }
        let corrupted = [wrong.corrupt(one, down.0), wrong.corrupt(other, down.1)];
        prop_assume!(corrupted[0] != corrupted[1]);
        let audited = wrong.audited(&wrong.figures());
        prop_assert!(!audited.audit.findings.is_empty());
        for finding in &audited.audit.findings {
            prop_assert_ne!(&finding.located, &Located::Total);
        }
        for correction in audited.located() {
            let of = corrupted.iter().find(|(row, column)| grid.cell(*row, *column) == correction.cell);
            prop_assert_eq!(of.map(|(row, column)| grid.cells[*row][*column]), Some(correction.would_be));
        }
    }

    #[test]
    fn one_wrong_total_is_found_and_no_cell_is_blamed(grid in grids(), slip in slip(), down in any::<bool>()) {
        let mut wrong = grid.clone();
        let (which, _, change) = slip;
        let totals: Vec<&mut Decimal> =
            wrong.row_totals.iter_mut().chain(&mut wrong.column_totals).chain(&mut wrong.grand_total).collect();
        let index = which.index(totals.len());
        for (_, total) in totals.into_iter().enumerate().filter(|(at, _)| *at == index) {
            *total = otherwise(*total, change, down);
        }
        let audited = wrong.audited(&wrong.figures());
        let [finding] = audited.audit.findings.as_slice() else {
            return Err(TestCaseError::fail(format!("{:#?}", audited.audit.findings)));
        };
        prop_assert_eq!((&finding.places, &finding.located), (&vec![index], &Located::Total));
    }

    /// With row totals and nothing else there is nothing to hold a cell against.
    #[test]
    fn without_a_second_sum_no_cell_is_blamed(grid in grids(), slip in slip(), down in any::<bool>()) {
        let mut wrong = grid.clone();
        let (row, column) = wrong.corrupt(slip, down);
        // That a number is printed for nothing is not said on the strength of a single sum.
        prop_assume!(!grid.cells[row][column].is_zero());
        let audited = wrong.audited(&wrong.row_figures());
        let [finding] = audited.audit.findings.as_slice() else {
            return Err(TestCaseError::fail(format!("{:#?}", audited.audit.findings)));
        };
        let Located::Several(corrections) = &finding.located else {
            return Err(TestCaseError::fail(format!("{finding:#?}")));
        };
        let truth = |one: &Correction| one.cell == grid.cell(row, column) && one.would_be == grid.cells[row][column];
        prop_assert_eq!(corrections.iter().filter(|one| truth(one)).count(), 1);
    }

    /// In whatever order the package has the totals, the same cells are found.
    #[test]
    fn the_order_of_the_figures_does_not_matter(
        grid in grids(),
        slips in collection::vec((slip(), any::<bool>()), 0..4),
        keys in collection::vec(any::<u8>(), 13),
    ) {
        let mut wrong = grid;
        for (slip, down) in slips {
            wrong.corrupt(slip, down);
        }
        let figures = wrong.figures();
        let mut shuffled: Vec<(u8, String)> = keys.into_iter().zip(figures.iter().cloned()).collect();
        shuffled.sort_by_key(|(key, _)| *key);
        let shuffled: Vec<String> = shuffled.into_iter().map(|(_, figure)| figure).collect();
        let cells = |audited: &Audited| {
            let mut cells: Vec<(usize, Decimal)> =
                audited.located().map(|one| (one.cell.row, one.would_be)).collect();
            cells.sort_unstable();
            (cells, audited.audit.findings.len())
        };
        prop_assert_eq!(cells(&wrong.audited(&figures)), cells(&wrong.audited(&shuffled)));
    }
}

/// Numbers at the edges of what a cell can hold.
fn hostile_number() -> impl Strategy<Value = Decimal> {
    let edges = [
        Decimal::MAX,
        Decimal::MIN,
        Decimal::ZERO,
        Decimal::ONE,
        Decimal::NEGATIVE_ONE,
        Decimal::new(1, 28),
        Decimal::new(-1, 28),
        Decimal::from_i128_with_scale(10_i128.pow(28), 0),
        Decimal::from_i128_with_scale(-(10_i128.pow(28)), 0),
        Decimal::from_i128_with_scale(10_i128.pow(28), 28),
        Decimal::from_i128_with_scale(Decimal::MAX.mantissa(), 28),
    ];
    prop_oneof![
        3 => sample::select(edges.to_vec()),
        2 => (-3000..3000_i64, 0..4_u32).prop_map(|(digits, scale)| Decimal::new(digits, scale)),
        1 => (Decimal::MIN.mantissa()..=Decimal::MAX.mantissa(), 0..=28_u32)
            .prop_map(|(digits, scale)| Decimal::from_i128_with_scale(digits, scale)),
    ]
}

/// What a report might print of a table of two regions and two kinds.
fn quantities() -> Vec<String> {
    let mut formulas = vec![ALL.to_owned(), format!("-{ALL}"), "mean(homes.built)".to_owned()];
    for at in 0..2 {
        formulas.extend([row_total(at), column_total(at), one_cell(at, at)]);
        formulas.push(format!("{} - {}", row_total(at), column_total(at)));
        formulas.push(format!("{} + {}", one_cell(at, 0), one_cell(at, 1)));
        formulas.push(format!("round({}, 2)", row_total(at)));
        formulas.push(format!("{} * 3 / 7", column_total(at)));
    }
    formulas
}

fn rates() -> Vec<String> {
    vec![
        format!("pct({}, {ALL})", row_total(0)),
        format!("ratio({}, {})", one_cell(0, 0), one_cell(1, 1)),
        format!("growth({})", column_total(0)),
    ]
}

proptest! {
    #![proptest_config(settings(300))]

    /// Neither the audit nor its words nor its JSON panic, and both times it is the same audit.
    #[test]
    fn hostile_numbers_are_audited_like_any_other_and_the_same_each_time(
        cells in collection::vec(prop_oneof![5 => hostile_number().prop_map(Some), 1 => Just(None)], 4),
        printed in collection::vec((any::<sample::Index>(), any::<bool>(), hostile_number(), 0..=28_usize, sample::select(vec!["1", "2"])), 0..8),
        relations in collection::vec((any::<sample::Index>(), any::<sample::Index>(), 0..=28_u32), 0..3),
    ) {
        let (quantities, rates) = (quantities(), rates());
        let lines: Vec<String> = cells
            .iter()
            .enumerate()
            .map(|(at, cell)| {
                let cell = cell.map_or_else(|| "null".to_owned(), |cell| cell.to_string());
                let (row, column) = (at / 2, at % 2);
                format!(r#"{{"fiscal_year": {YEAR}, "region": "r{row}", "kind": "c{column}", "built": {cell}}}"#)
            })
            .collect();
        let figures: Vec<String> = printed
            .iter()
            .enumerate()
            .map(|(at, (which, is_rate, value, precision, section))| {
                let (formula, unit) =
                    if *is_rate { (which.get(&rates), "one") } else { (which.get(&quantities), "household") };
                let unit = if formula.starts_with("pct") || formula.starts_with("growth") { "percent" } else { unit };
                figure_at(*precision, &format!("f{at}"), section, &value.to_string(), unit, formula)
            })
            .collect();
        let relations: Vec<String> = relations
            .iter()
            .enumerate()
            .map(|(at, (left, right, precision))| {
                let (left, right) = (left.get(&quantities), right.get(&quantities));
                identity(&format!("i{at}"), left, right, "household")
                    .replace("\"precision\": 0", &format!("\"precision\": {precision}"))
            })
            .collect();
        let table = rows(&lines);
        let first = audited(&[homes(&table)], &figures, &relations);
        let again = first.report.audit();
        prop_assert_eq!(&first.audit.figures, &again.figures);
        prop_assert_eq!(&first.audit.identities, &again.identities);
        prop_assert_eq!(&first.audit.findings, &again.findings);
    }
}
