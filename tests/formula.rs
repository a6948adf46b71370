//! The language of formulas: what is read is what was printed, nothing panics, every function and every error by example.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod fixtures;

use std::sync::LazyLock;

use codi_in_figures::{
    formula::{
        Aggregate, BinaryOperator, ColumnRef, Context, Engine, Expression, Formula, FormulaError, Function, Literal,
        MAX_DEPTH, MAX_LENGTH, NotComputable, half_away_from_zero,
    },
    locale::{self, Language},
    report::Report,
};
use fixtures::{Sheet, decimal, units};
use proptest::{collection, option, prelude::*, sample};
use rust_decimal::Decimal;

const HOMES: &[&str] = &[
    r#"{"fiscal_year": 2565, "region": "north", "kind": "new", "households": 80, "built": null, "cost": 2000000, "grant": 1.5, "rate": 10, "change": 1}"#,
    r#"{"fiscal_year": 2565, "region": "south", "kind": "new", "households": 20, "built": null, "cost": 0, "grant": 0.5, "rate": 20, "change": 2}"#,
    r#"{"fiscal_year": 2566, "region": "north", "kind": "new", "households": 120, "built": 100, "cost": 3000000.25, "grant": 2, "rate": 50, "change": -5}"#,
    r#"{"fiscal_year": 2566, "region": "north", "kind": "old", "households": 30, "built": 30, "cost": 0, "grant": 0.25, "rate": 25.50, "change": 0.5}"#,
    r#"{"fiscal_year": 2566, "region": "south", "kind": "new", "households": 50, "built": null, "cost": 1000000.75, "grant": null, "rate": 12.5, "change": 2.5}"#,
    r#"{"fiscal_year": 2566, "region": "east", "kind": "new", "households": null, "built": null, "cost": null, "grant": null, "rate": null, "change": null}"#,
];

const RATINGS: &str = r#"[
{"fiscal_year": 2565, "scale": "evaluation_ladder", "code": "minimum", "score": 40},
{"fiscal_year": 2565, "scale": "evaluation_ladder", "code": "standard", "score": 70},
{"fiscal_year": 2565, "scale": "evaluation_ladder", "code": "advanced", "score": 90},
{"fiscal_year": 2565, "scale": "evaluation_ladder", "code": "below", "score": 10},
{"fiscal_year": 2566, "scale": "evaluation_ladder", "code": "minimum", "score": 50},
{"fiscal_year": 2566, "scale": "evaluation_ladder", "code": "standard", "score": 75},
{"fiscal_year": 2566, "scale": "evaluation_ladder", "code": "advanced", "score": 100}
]"#;

const GOALS: &str = r#"[
{"fiscal_year": 2566, "goal": "rising", "minimum": 10, "standard": 20, "advanced": 30, "result": 15},
{"fiscal_year": 2566, "goal": "falling", "minimum": 30, "standard": 20, "advanced": 10, "result": 25},
{"fiscal_year": 2566, "goal": "no_minimum", "minimum": null, "standard": 9.09, "advanced": 18.18, "result": 18.27},
{"fiscal_year": 2566, "goal": "no_minimum_between", "minimum": null, "standard": 10, "advanced": 20, "result": 15},
{"fiscal_year": 2566, "goal": "no_minimum_below", "minimum": null, "standard": 10, "advanced": 20, "result": 9.99},
{"fiscal_year": 2566, "goal": "uneven", "minimum": 10, "standard": 30, "advanced": 20, "result": 15},
{"fiscal_year": 2566, "goal": "flat", "minimum": 10, "standard": 10, "advanced": 20, "result": 15},
{"fiscal_year": 2566, "goal": "one_rung", "minimum": null, "standard": null, "advanced": 20, "result": 15},
{"fiscal_year": 2566, "goal": "no_result", "minimum": 10, "standard": 20, "advanced": 30, "result": null}
]"#;

/// Results of several units, and of one that the codelist does not have.
const RESULTS: &str = r#"[
{"fiscal_year": 2566, "item": "a", "value": 2, "unit": "household"},
{"fiscal_year": 2566, "item": "b", "value": 3, "unit": "tambon"},
{"fiscal_year": 2566, "item": "c", "value": 4, "unit": "tambon_or_city"},
{"fiscal_year": 2566, "item": "d", "value": 1.5, "unit": "million_baht"},
{"fiscal_year": 2566, "item": "e", "value": 500000, "unit": "baht"},
{"fiscal_year": 2566, "item": "f", "value": 1, "unit": "furlong"},
{"fiscal_year": 2566, "item": "money", "value": 1.5, "unit": "million_baht"},
{"fiscal_year": 2566, "item": "money", "value": 500000, "unit": "baht"}
]"#;

const EXTREMES: &str = r#"[
{"fiscal_year": 2566, "code": "most", "value": 79228162514264337593543950335},
{"fiscal_year": 2566, "code": "least", "value": -79228162514264337593543950335},
{"fiscal_year": 2566, "code": "tiny", "value": 0.0000000000000000000000000001},
{"fiscal_year": 2566, "code": "zero", "value": 0},
{"fiscal_year": 2566, "code": "none", "value": null}
]"#;

const PLACES: &str = r#"[{"place": "one", "count": 7}, {"place": "two", "count": 8}]"#;

fn package(homes: &[&str]) -> Report {
    let homes = format!("[{}]", homes.join(","));
    fixtures::sound(&fixtures::files(&[
        units(),
        Sheet {
            name: "ratings",
            role: "ratings",
            fields: &["fiscal_year integer", "scale string", "code string", "score number point"],
            rows: RATINGS,
        },
        Sheet {
            name: "homes",
            role: "table",
            fields: &[
                "fiscal_year integer",
                "region string",
                "kind string",
                "households integer household",
                "built integer household",
                "cost number baht",
                "grant number million_baht",
                "rate number percent",
                "change number",
            ],
            rows: &homes,
        },
        Sheet {
            name: "goals",
            role: "table",
            fields: &[
                "fiscal_year integer",
                "goal string",
                "minimum number percent",
                "standard number percent",
                "advanced number percent",
                "result number percent",
            ],
            rows: GOALS,
        },
        Sheet {
            name: "results",
            role: "results",
            fields: &["fiscal_year integer", "item string", "value number =unit", "unit string"],
            rows: RESULTS,
        },
        Sheet {
            name: "extremes",
            role: "table",
            fields: &["fiscal_year integer", "code string", "value number"],
            rows: EXTREMES,
        },
        Sheet { name: "places", role: "table", fields: &["place string", "count integer"], rows: PLACES },
    ]))
}

static REPORT: LazyLock<Report> = LazyLock::new(|| package(HOMES));

fn engine() -> &'static Engine {
    &REPORT.engine
}

fn parse(text: &str) -> Formula {
    Formula::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// The value of a checked formula in 2566, told in a unit.
fn value(text: &str, unit: &str) -> Decimal {
    value_at(text, unit, &Context::year(2566))
}

fn value_at(text: &str, unit: &str, context: &Context) -> Decimal {
    let formula = parse(text);
    engine().check_in(&formula, unit, Some(context.year)).unwrap_or_else(|error| panic!("{text}: {error}"));
    engine().value_in(&formula, context, unit).unwrap_or_else(|reason| panic!("{text}: {reason}"))
}

/// Why a formula cannot be computed in 2566.
fn reason(text: &str) -> NotComputable {
    reason_at(text, &Context::year(2566))
}

fn reason_at(text: &str, context: &Context) -> NotComputable {
    match engine().evaluate(&parse(text), context).value {
        Err(reason) => reason,
        Ok(value) => panic!("{text} = {}", value.number),
    }
}

/// What is wrong with a formula before anything is computed.
fn fault(text: &str) -> FormulaError {
    match Formula::parse(text).and_then(|formula| engine().check(&formula.expression, Some(2566))) {
        Err(error) => error,
        Ok(unit) => panic!("{text} is sound and gives {unit}"),
    }
}

fn units_fault(text: &str) -> (String, String, String) {
    match fault(text) {
        FormulaError::Units { operation, left, right } => (operation, left, right),
        other => panic!("{text}: {other}"),
    }
}

// What is read is what was printed.

fn name() -> impl Strategy<Value = String> {
    "[a-z][a-z0-9_]{0,9}"
}

/// Any number that the language can write: it has no sign.
fn written_number() -> impl Strategy<Value = Decimal> {
    let any = (0..=Decimal::MAX.mantissa(), 0..=28_u32)
        .prop_map(|(digits, scale)| Decimal::from_i128_with_scale(digits, scale));
    prop_oneof![
        4 => (0..2000_i64, 0..=3_u32).prop_map(|(digits, scale)| Decimal::new(digits, scale)),
        2 => any,
        1 => sample::select(vec![Decimal::ZERO, Decimal::ONE, Decimal::MAX, Decimal::new(1, 28), Decimal::new(0, 5)]),
    ]
}

fn any_column() -> BoxedStrategy<ColumnRef> {
    let literal = prop_oneof!["[^\"]{0,12}".prop_map(Literal::Text), written_number().prop_map(Literal::Number),];
    (name(), name(), collection::vec((name(), literal), 0..4))
        .prop_map(|(table, column, selector)| ColumnRef { table, column, selector })
        .boxed()
}

/// Columns that mostly exist, selected by what mostly is there.
fn known_column() -> BoxedStrategy<ColumnRef> {
    let table = sample::select(vec!["homes", "goals", "results", "extremes", "places", "ratings", "units", "nowhere"]);
    let column = sample::select(vec![
        "households",
        "built",
        "cost",
        "grant",
        "rate",
        "change",
        "region",
        "minimum",
        "advanced",
        "result",
        "value",
        "count",
        "score",
        "factor",
        "fiscal_year",
        "nothing",
    ]);
    let text = sample::select(vec![
        "north", "south", "east", "new", "rising", "a", "e", "most", "least", "tiny", "zero", "none", "one", "?",
    ]);
    let literal = prop_oneof![
        4 => text.prop_map(|text| Literal::Text(text.to_owned())),
        1 => sample::select(vec![2565, 2566, 0]).prop_map(|year| Literal::Number(Decimal::from(year))),
    ];
    let key = sample::select(vec!["region", "kind", "goal", "item", "code", "place", "fiscal_year", "households"]);
    let selector = collection::vec((key.prop_map(str::to_owned), literal), 0..2);
    (table, column, selector)
        .prop_map(|(table, column, selector)| ColumnRef {
            table: table.to_owned(),
            column: column.to_owned(),
            selector,
        })
        .boxed()
}

fn expression(column: BoxedStrategy<ColumnRef>) -> BoxedStrategy<Expression> {
    let aggregate = sample::select(Aggregate::ALL.map(|(_, aggregate)| aggregate).to_vec());
    let leaf = prop_oneof![
        written_number().prop_map(Expression::Number),
        (aggregate, column.clone()).prop_map(|(aggregate, column)| Expression::Aggregate(aggregate, column)),
        (column.clone(), column).prop_map(|(values, weights)| Expression::WeightedMean(values, weights)),
    ];
    leaf.prop_recursive(7, 48, 4, |inner| {
        let operator = sample::select(vec![
            BinaryOperator::Add,
            BinaryOperator::Subtract,
            BinaryOperator::Multiply,
            BinaryOperator::Divide,
        ]);
        let call = (sample::select(Function::ALL.to_vec()), collection::vec(inner.clone(), 4)).prop_map(
            |((_, function, arity), mut arguments)| {
                arguments.truncate(arity);
                Expression::Call(function, arguments)
            },
        );
        prop_oneof![
            inner.clone().prop_map(|inner| Expression::Negate(Box::new(inner))),
            (operator, inner.clone(), inner).prop_map(|(operator, left, right)| Expression::Binary(
                operator,
                Box::new(left),
                Box::new(right)
            )),
            call,
        ]
    })
    .boxed()
}

/// Formulas of the language, and what slips of the hand make of them.
fn mutated() -> impl Strategy<Value = String> {
    let slip = (
        any::<prop::sample::Index>(),
        sample::select(vec!["", "(", ")", "[", "]", "\"", ",", ".", "-", "=", " ", "9", "x", "ก", "\0", "1e9", "pct("]),
        any::<bool>(),
    );
    (expression(known_column()), collection::vec(slip, 1..5)).prop_map(|(expression, slips)| {
        let mut characters: Vec<String> = expression.to_string().chars().map(String::from).collect();
        for (at, what, replaces) in slips {
            if characters.is_empty() {
                break;
            }
            let at = at.index(characters.len());
            if replaces {
                characters[at] = what.to_owned();
            } else {
                characters.insert(at, what.to_owned());
            }
        }
        characters.concat()
    })
}

fn settings(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(settings(1000))]

    #[test]
    fn parsing_what_was_printed_gives_the_same_tree(tree in expression(any_column())) {
        let printed = tree.to_string();
        prop_assume!(printed.len() <= MAX_LENGTH);
        let read = Formula::parse(&printed);
        prop_assert_eq!(read.as_ref().map(|formula| &formula.expression), Ok(&tree), "{}", printed);
        prop_assert_eq!(read.map(|formula| formula.to_string()), Ok(printed));
    }

    #[test]
    fn arbitrary_text_never_panics(text in any::<String>()) {
        _ = Formula::parse(&text);
    }

    #[test]
    fn text_of_the_languages_own_signs_never_panics(text in "[a-z_.,=()\\[\\]\" 0-9+*/-]{0,80}") {
        _ = Formula::parse(&text);
    }

    #[test]
    fn a_formula_with_slips_of_the_hand_never_panics_and_its_fault_has_a_place_in_the_text(text in mutated()) {
        if let Err(FormulaError::Syntax { at, .. } | FormulaError::UnknownFunction { at, .. } | FormulaError::TooManyDigits { at }) = Formula::parse(&text) {
            prop_assert!(at >= 1 && at <= text.chars().count() + 1, "character {} of {:?}", at, text);
        }
    }
}

proptest! {
    #![proptest_config(settings(3000))]

    #[test]
    fn evaluation_never_panics_and_what_was_checked_has_the_unit_that_was_promised(
        tree in expression(known_column()),
        year in prop_oneof![4 => Just(2566), 1 => Just(2565), 1 => Just(2564), 1 => Just(i32::MIN), 1 => Just(i32::MAX)],
        dimension in option::of((sample::select(vec!["region", "goal", "nothing", "households"]), sample::select(vec!["north", "east", "?"]))),
    ) {
        let context = dimension.map_or(Context::year(year), |(name, code)| Context::of(year, name, code));
        let formula = Formula { expression: tree };
        let checked = engine().check(&formula.expression, Some(year));
        _ = engine().check(&formula.expression, None);
        let trace = engine().evaluate(&formula, &context);
        match (&trace.value, &checked) {
            (Ok(value), Ok(unit)) => prop_assert!(value.unit.converts_to(unit), "{}: {} where {} was promised", formula, value.unit, unit),
            (Err(reason), _) => for language in [Language::Thai, Language::English] {
                prop_assert!(!locale::not_computable(reason, language).is_empty());
            },
            _ => {}
        }
        for unit in ["one", "percent", "point", "million_baht", "baht/household", "furlong"] {
            _ = engine().value_in(&formula, &context, unit);
        }
        for (source, _) in trace.sources().into_iter().filter(|_| checked.is_ok()) {
            let rows = engine().package.table(&source.column.table).map_or(0, |table| table.rows());
            prop_assert!(source.rows.iter().all(|row| *row < rows));
        }
    }

    #[test]
    fn rounding_is_half_away_from_zero(digits in -(1_i128 << 95)..=(1_i128 << 95), scale in 0..=28_u32, decimals in 0..=6_u32) {
        same_as_by_hand(digits, scale, decimals)?;
    }

    #[test]
    fn halves_are_rounded_away_from_zero(whole in -10_000_000_i128..=10_000_000, decimals in 0..=6_u32) {
        // …5 just behind the last decimal kept.
        same_as_by_hand(whole * 10 + 5, decimals + 1, decimals)?;
        same_as_by_hand(whole * 10 - 5, decimals + 1, decimals)?;
    }

    #[test]
    fn rounding_to_any_number_of_decimals_never_panics(digits in -(1_i128 << 95)..=(1_i128 << 95), scale in 0..=28_u32, decimals in 0..=60_u32) {
        _ = half_away_from_zero(Decimal::from_i128_with_scale(digits, scale), decimals);
    }
}

/// Rounds by whole-number arithmetic alone and compares.
fn same_as_by_hand(digits: i128, scale: u32, decimals: u32) -> Result<(), TestCaseError> {
    let rounded = half_away_from_zero(Decimal::from_i128_with_scale(digits, scale), decimals);
    let by_hand = if decimals >= scale {
        Decimal::from_i128_with_scale(digits, scale)
    } else {
        let divisor = 10_i128.pow(scale - decimals);
        let (whole, rest) = (digits / divisor, digits % divisor);
        let away = if rest.abs() * 2 >= divisor { digits.signum() } else { 0 };
        Decimal::from_i128_with_scale(whole + away, decimals)
    };
    prop_assert_eq!(rounded, by_hand);
    prop_assert!(!(rounded.is_zero() && rounded.is_sign_negative()), "−0");
    if rounded.abs() < Decimal::from(1_000_000_000) {
        prop_assert_eq!(rounded.scale(), decimals, "trailing zeros are part of the figure");
    }
    Ok(())
}

proptest! {
    #![proptest_config(settings(24))]

    #[test]
    fn no_figure_depends_on_the_order_of_rows(shuffled in Just(HOMES.to_vec()).prop_shuffle()) {
        let other = package(&shuffled);
        for (text, unit) in [
            ("sum(homes.cost)", "baht"),
            ("sum(homes.cost) + sum(homes.grant)", "million_baht"),
            ("mean(homes.rate)", "percent"),
            ("min(homes.change)", "one"),
            ("max(homes.households)", "household"),
            ("count(homes.households)", "one"),
            ("only(homes.cost[region = \"south\"])", "baht"),
            ("weighted_mean(homes.rate, homes.households)", "percent"),
            ("growth(sum(homes.households))", "percent"),
            ("pct(sum(homes.built), sum(homes.households))", "percent"),
        ] {
            let formula = parse(text);
            let there = other.engine.value_in(&formula, &Context::year(2566), unit);
            prop_assert_eq!(there, Ok(value(text, unit)), "{}", text);
        }
    }

    #[test]
    fn a_sum_of_money_in_two_units_does_not_depend_on_which_comes_first(forwards in any::<bool>()) {
        let rows = [r#"{"value": 1.5, "unit": "million_baht"}"#, r#"{"value": 500000.25, "unit": "baht"}"#];
        let rows = if forwards { rows.join(",") } else { [rows[1], rows[0]].join(",") };
        let report = fixtures::sound(&fixtures::files(&[
            units(),
            Sheet { name: "money", role: "table", fields: &["value number =unit", "unit string"], rows: &format!("[{rows}]") },
        ]));
        let sum = report.engine.value_in(&parse("sum(money.value)"), &Context::year(2566), "baht");
        prop_assert_eq!(sum, Ok(decimal("2000000.25")));
    }
}

// Texts that are too much.

#[test]
fn a_text_longer_than_a_formula_may_be_is_refused_unread() {
    for text in
        ["(".repeat(10_000), "-".repeat(10_000), "1+".repeat(5_000) + "1", "9".repeat(10_000), "pct(".repeat(10_000)]
    {
        assert_eq!(Formula::parse(&text), Err(FormulaError::TooLong));
    }
}

#[test]
fn a_text_that_nests_too_deeply_is_refused_however_it_nests() {
    let sum = "1+".repeat(MAX_LENGTH / 2 - 1) + "1";
    let product = "1*".repeat(MAX_LENGTH / 2 - 1) + "1";
    for text in
        ["(".repeat(MAX_LENGTH), "-".repeat(MAX_LENGTH), sum, product, "prev(".repeat(MAX_LENGTH / 5), "-(".repeat(100)]
    {
        assert_eq!(Formula::parse(&text), Err(FormulaError::TooDeep), "{}…", &text[..20]);
    }
}

#[test]
fn a_formula_may_nest_as_deep_as_the_limit_and_no_deeper() {
    let minus = |count: usize| "-".repeat(count) + "1";
    assert!(Formula::parse(&minus(MAX_DEPTH - 1)).is_ok());
    assert_eq!(Formula::parse(&minus(MAX_DEPTH)), Err(FormulaError::TooDeep));
    let sum = |count: usize| vec!["1"; count].join(" + ");
    assert_eq!(value(&sum(MAX_DEPTH), "one"), Decimal::from(MAX_DEPTH));
    assert_eq!(Formula::parse(&sum(MAX_DEPTH + 1)), Err(FormulaError::TooDeep));
}

#[test]
fn a_number_with_more_digits_than_can_be_kept_is_refused() {
    assert_eq!(Formula::parse(&"9".repeat(40)), Err(FormulaError::TooManyDigits { at: 1 }));
    assert_eq!(Formula::parse(&format!("1 + 0.{}", "1".repeat(40))), Err(FormulaError::TooManyDigits { at: 5 }));
    assert_eq!(value(&Decimal::MAX.to_string(), "one"), Decimal::MAX);
}

// Every function, computed by hand. In 2566 the north has 120 + 30 households, the south 50, the east an empty cell;
// in 2565 the north has 80, the south 20.

#[test]
fn functions_give_what_a_person_computes() {
    for (text, unit, expected) in [
        // 120 + 30 + 50; the empty cell is passed over.
        ("sum(homes.households)", "household", "200"),
        ("sum(homes.households[region = \"north\", kind = \"old\"])", "household", "30"),
        // A selector that names the year sees that year.
        ("sum(homes.households[fiscal_year = 2565])", "household", "100"),
        // 3000000.25 + 0 + 1000000.75
        ("sum(homes.cost)", "baht", "4000001"),
        ("sum(homes.cost)", "million_baht", "4.000001"),
        // (120 + 30) / 2; the mean of all divides by the three filled cells, not by four.
        ("mean(homes.households[region = \"north\"])", "household", "75"),
        ("mean(homes.cost[kind = \"new\"])", "baht", "2000000.5"),
        ("min(homes.change)", "one", "-5"),
        ("max(homes.change)", "one", "2.5"),
        ("min(homes.households)", "household", "30"),
        ("max(homes.households)", "household", "120"),
        // Of texts, too: four rows have a region, three a number of households.
        ("count(homes.region)", "one", "4"),
        ("count(homes.households)", "one", "3"),
        ("count(homes.households[region = \"east\"])", "one", "0"),
        ("only(homes.cost[region = \"south\"])", "baht", "1000000.75"),
        // A table without years is seen in every year.
        ("sum(places.count)", "one", "15"),
        // (50 × 120 + 25.5 × 30 + 12.5 × 50) / 200 = 7390 / 200
        ("weighted_mean(homes.rate, homes.households)", "percent", "36.95"),
        // Only rows with both cells: (100 × 120 + 30 × 30) / 150 = 12900 / 150
        ("weighted_mean(homes.built, homes.households)", "household", "86"),
        // 130 of 200
        ("pct(sum(homes.built), sum(homes.households))", "percent", "65"),
        // 0.25 million of 1000000 baht, told in one unit first.
        (
            "pct(only(homes.grant[kind = \"old\"]), sum(homes.grant[kind = \"old\"]) + only(homes.cost[kind = \"old\"]))",
            "percent",
            "100",
        ),
        // 4000001 / 200
        ("ratio(sum(homes.cost), sum(homes.households))", "baht/household", "20000.005"),
        ("sum(homes.cost) / sum(homes.households)", "baht/household", "20000.005"),
        // 2 250 000 / 200
        ("ratio(sum(homes.grant), sum(homes.households))", "baht/household", "11250"),
        ("round(2.345, 2)", "one", "2.35"),
        ("round(-2.345, 2)", "one", "-2.35"),
        ("round(2.5, 0)", "one", "3"),
        ("round(-2.5, 0)", "one", "-3"),
        ("round(2.4999, 0)", "one", "2"),
        ("round(sum(homes.cost) / 3, 2)", "baht", "1333333.67"),
        ("prev(sum(homes.households))", "household", "100"),
        // (200 − 100) / 100
        ("growth(sum(homes.households))", "percent", "100"),
        ("growth(only(homes.households[region = \"south\"]))", "percent", "150"),
        // 4000001 + 2250000
        ("sum(homes.cost) + sum(homes.grant)", "baht", "6250001"),
        ("sum(homes.grant) + sum(homes.cost)", "baht", "6250001"),
        ("sum(homes.grant) - sum(homes.cost)", "million_baht", "-1.750001"),
        // Half of the households: a plain number leaves the unit.
        ("sum(homes.households) / 2", "household", "100"),
        ("-sum(homes.households) * 2 + 1 * sum(homes.households)", "household", "-200"),
        // 50 % of 120 households.
        (
            "only(homes.rate[kind = \"new\", region = \"north\"]) * only(homes.households[kind = \"new\", region = \"north\"])",
            "household",
            "60",
        ),
        ("1 + 2 * 3 - 4 / 2", "one", "5"),
        ("(1 + 2) * (3 - 4) / 2", "one", "-1.5"),
        ("2 - 3 - 4", "one", "-5"),
        ("2 / 4 / 5", "one", "0.1"),
        ("--2", "one", "2"),
        ("  1+1 ", "one", "2"),
        ("only(results.value[item = \"b\"]) + only(results.value[item = \"c\"])", "tambon", "7"),
        ("sum(results.value[item = \"money\"])", "baht", "2000000"),
    ] {
        assert_eq!(value(text, unit), decimal(expected), "{text}");
    }
}

#[test]
fn the_mean_divides_by_the_filled_cells_only() {
    // (50 + 25.5 + 12.5) / 3 = 29.333…
    assert_eq!(half_away_from_zero(value("mean(homes.rate)", "percent"), 4), decimal("29.3333"));
}

#[test]
fn one_third_times_three_is_told_to_28_digits_and_rounds_to_one() {
    assert_eq!(half_away_from_zero(value("1 / 3 * 3", "one"), 20), Decimal::ONE);
}

#[test]
fn a_breakdown_sees_only_the_rows_with_its_value() {
    let north = Context::of(2566, "region", "north");
    let south = Context::of(2566, "region", "south");
    for (text, context, unit, expected) in [
        ("sum(homes.households)", &north, "household", "150"),
        ("sum(homes.households)", &south, "household", "50"),
        // 150 and 50 of 200
        ("share(sum(homes.households))", &north, "percent", "75"),
        ("share(sum(homes.households))", &south, "percent", "25"),
        // (150 − 80) / 80 and (50 − 20) / 20
        ("growth(sum(homes.households))", &north, "percent", "87.5"),
        ("growth(sum(homes.households))", &south, "percent", "150"),
        ("prev(sum(homes.households))", &north, "household", "80"),
        ("prev(share(sum(homes.households)))", &north, "percent", "80"),
    ] {
        assert_eq!(value_at(text, unit, context), decimal(expected), "{text}");
    }
    // Without a breakdown the share of the whole is the whole.
    assert_eq!(value("share(sum(homes.households))", "percent"), Decimal::ONE_HUNDRED);
}

#[test]
fn a_ladder_scores_below_at_between_and_above_its_rungs() {
    for (result, expected) in [
        ("9.99", "0"),
        ("10", "50"),
        ("12", "55"),
        ("15", "62.5"),
        ("20", "75"),
        ("25", "87.5"),
        ("29.96", "99.9"),
        ("30", "100"),
        ("1000", "100"),
        ("-5", "0"),
    ] {
        assert_eq!(value(&format!("ladder({result}, 10, 20, 30)"), "point"), decimal(expected), "{result}");
    }
}

#[test]
fn on_a_falling_ladder_less_is_better() {
    for (result, expected) in [
        ("31", "0"),
        ("30", "50"),
        ("25", "62.5"),
        ("20", "75"),
        ("15", "87.5"),
        ("10", "100"),
        ("5", "100"),
        ("0", "100"),
    ] {
        assert_eq!(value(&format!("ladder({result}, 30, 20, 10)"), "point"), decimal(expected), "{result}");
    }
}

#[test]
fn a_ladder_takes_its_scores_from_the_years_ratings() {
    let earlier = Context::year(2565);
    assert_eq!(value_at("ladder(5, 10, 20, 30)", "point", &earlier), decimal("10"));
    assert_eq!(value_at("ladder(15, 10, 20, 30)", "point", &earlier), decimal("55"));
    assert_eq!(value_at("ladder(99, 10, 20, 30)", "point", &earlier), decimal("90"));
    assert_eq!(reason_at("ladder(15, 10, 20, 30)", &Context::year(2564)), NotComputable::NoLadder);
}

fn goal(goal: &str) -> String {
    let cell = |column: &str| format!("only(goals.{column}[goal = \"{goal}\"])");
    format!("ladder({}, {}, {}, {})", cell("result"), cell("minimum"), cell("standard"), cell("advanced"))
}

#[test]
fn a_rung_that_the_report_leaves_empty_is_left_out() {
    for (name, expected) in [
        ("rising", "62.5"),
        ("falling", "62.5"),
        // Above the advanced rung of 18.18.
        ("no_minimum", "100"),
        // Half way from 75 to 100.
        ("no_minimum_between", "87.5"),
        ("no_minimum_below", "0"),
    ] {
        assert_eq!(value(&goal(name), "point"), decimal(expected), "{name}");
    }
}

#[test]
fn a_ladder_whose_rungs_do_not_rise_or_fall_steadily_scores_nothing() {
    for name in ["uneven", "flat", "one_rung"] {
        assert_eq!(reason(&goal(name)), NotComputable::NoLadder, "{name}");
    }
    let selection = "goals.result[goal = \"no_result\"]".to_owned();
    assert_eq!(reason(&goal("no_result")), NotComputable::EmptyCells { selection });
    // A rung whose row does not exist is no empty rung.
    assert!(matches!(reason("ladder(1, only(goals.minimum[goal = \"?\"]), 2, 3)"), NotComputable::NoRows { .. }));
}

#[test]
fn a_ladder_as_wide_as_all_numbers_is_too_large_and_no_panic() {
    for text in [
        "ladder(0, -79228162514264337593543950335, 5, 79228162514264337593543950335)",
        "ladder(4, -79228162514264337593543950335, 5, 79228162514264337593543950335)",
        "ladder(79228162514264337593543950334, -79228162514264337593543950335, -79228162514264337593543950334, 79228162514264337593543950335)",
    ] {
        assert_eq!(reason(text), NotComputable::Overflow, "{text}");
    }
}

// Every reason for which nothing is computed.

#[test]
fn division_by_zero_has_no_value() {
    for text in [
        "1 / 0",
        "pct(1, 0)",
        "ratio(1, 0.00)",
        "1 / (2 - 2)",
        "weighted_mean(homes.rate[kind = \"old\"], homes.cost[kind = \"old\"])",
        "share(only(extremes.value[code = \"zero\"]))",
    ] {
        assert_eq!(reason(text), NotComputable::DivisionByZero, "{text}");
    }
}

#[test]
fn a_table_that_is_not_there_has_no_value() {
    assert_eq!(reason("sum(nowhere.amount)"), NotComputable::TableUnavailable { table: "nowhere".to_owned() });
}

#[test]
fn no_rows_in_the_year_have_no_value() {
    let no_rows = |year| NotComputable::NoRows { selection: "homes.households".to_owned(), year };
    assert_eq!(reason_at("sum(homes.households)", &Context::year(2599)), no_rows(2599));
    assert_eq!(reason_at("prev(sum(homes.households))", &Context::year(2565)), no_rows(2564));
    assert_eq!(reason_at("growth(sum(homes.households))", &Context::year(2565)), no_rows(2564));
    assert_eq!(reason_at("count(homes.households)", &Context::year(2599)), no_rows(2599));
    assert_eq!(reason_at("sum(homes.households)", &Context::of(2566, "region", "moon")), no_rows(2566));
    assert_eq!(reason_at("prev(prev(sum(homes.households)))", &Context::year(i32::MIN)), no_rows(i32::MIN));
}

#[test]
fn two_rows_where_one_is_meant_have_no_value() {
    let selection = "homes.cost[region = \"north\"]".to_owned();
    assert_eq!(reason("only(homes.cost[region = \"north\"])"), NotComputable::SeveralRows { selection, count: 2 });
}

#[test]
fn cells_that_are_all_empty_have_no_value_and_are_never_zero() {
    let selection = "homes.households[region = \"east\"]";
    for function in ["sum", "mean", "min", "max", "only"] {
        let expected = NotComputable::EmptyCells { selection: selection.to_owned() };
        assert_eq!(reason(&format!("{function}({selection})")), expected, "{function}");
    }
    assert!(matches!(
        reason("weighted_mean(homes.rate[region = \"east\"], homes.households[region = \"east\"])"),
        NotComputable::EmptyCells { .. }
    ));
    assert!(matches!(
        reason_at("sum(homes.households)", &Context::of(2566, "region", "east")),
        NotComputable::EmptyCells { .. }
    ));
    // And it stays so in everything that rests on it.
    for text in ["1 + sum({})", "pct(sum({}), 1)", "-sum({})", "round(sum({}), 2)", "0 * sum({})"] {
        let text = text.replace("{}", "homes.change[region = \"east\"]");
        assert!(matches!(reason(&text), NotComputable::EmptyCells { .. }), "{text}");
    }
}

#[test]
fn a_table_without_the_dimension_has_no_value_in_a_breakdown() {
    let expected = NotComputable::NoDimension { table: "places".to_owned(), dimension: "region".to_owned() };
    assert_eq!(reason_at("sum(places.count)", &Context::of(2566, "region", "north")), expected);
}

#[test]
fn a_change_in_per_cent_of_nothing_or_less_has_no_value() {
    // The south cost 0 in 2565.
    assert_eq!(reason("growth(only(homes.cost[region = \"south\"]))"), NotComputable::BaseNotPositive);
    assert_eq!(reason("growth(-sum(homes.households))"), NotComputable::BaseNotPositive);
}

#[test]
fn a_number_too_large_has_no_value() {
    let most = "only(extremes.value[code = \"most\"])";
    let least = "only(extremes.value[code = \"least\"])";
    let tiny = "only(extremes.value[code = \"tiny\"])";
    for text in [
        format!("{most} + 1"),
        format!("{least} - 1"),
        format!("{most} * 2"),
        format!("{most} / {tiny}"),
        format!("pct({most}, 1)"),
        format!("{most} - {least}"),
        "weighted_mean(extremes.value, extremes.value)".to_owned(),
    ] {
        assert_eq!(reason(&text), NotComputable::Overflow, "{text}");
    }
    assert_eq!(value(&format!("{most} - 1 + 1"), "one"), Decimal::MAX);
}

#[test]
fn a_formula_that_was_not_checked_still_gives_a_reason_and_no_wrong_figure() {
    for text in [
        "sum(homes.cost) + sum(homes.households)",
        "pct(sum(homes.cost), sum(homes.households))",
        "sum(results.value)",
        "sum(results.value[item = \"f\"])",
        "round(1.55, 0 - 1)",
        "round(1.55, 29)",
        "round(1.55, 1.5)",
        "weighted_mean(homes.rate, extremes.value)",
        "weighted_mean(homes.rate[kind = \"new\"], homes.households)",
    ] {
        assert!(matches!(reason(text), NotComputable::Formula(_)), "{text}: {}", reason(text));
    }
    let households = parse("sum(homes.households)");
    assert!(matches!(engine().value_in(&households, &Context::year(2566), "baht"), Err(NotComputable::Formula(_))));
    assert!(matches!(engine().value_in(&households, &Context::year(2566), "furlong"), Err(NotComputable::Formula(_))));
}

// Every fault of a formula.

#[test]
fn a_fault_of_the_text_names_the_character_and_what_may_stand_there() {
    for (text, at, expected) in [
        ("", 1, "number, function, parenthesis"),
        ("1 +", 4, "number, function, parenthesis"),
        ("1 1", 3, "operator or end"),
        ("(1", 3, ")"),
        ("1)", 2, "operator or end"),
        ("1,000", 2, "operator or end"),
        ("1e9", 2, "operator or end"),
        (".5", 1, "number, function, parenthesis"),
        ("5.", 2, "operator or end"),
        ("+5", 1, "number, function, parenthesis"),
        ("homes.cost", 6, "("),
        ("sum(homes)", 10, "."),
        ("sum(homes.)", 11, "name"),
        ("sum(Homes.cost)", 5, "name"),
        ("sum(homes.cost", 15, ")"),
        ("sum(homes.cost[])", 16, "name"),
        ("sum(homes.cost[region])", 22, "="),
        ("sum(homes.cost[region = north])", 25, "number"),
        ("sum(homes.cost[region = \"north])", 33, "closing quotation mark"),
        ("sum(homes.cost[region = \"north\")", 32, "]"),
        ("sum(homes.cost, homes.cost)", 15, ")"),
        ("weighted_mean(homes.cost)", 25, ","),
        ("pct(1, 2 +)", 11, "number, function, parenthesis"),
        ("ผลรวม", 1, "number, function, parenthesis"),
        ("1 + ก", 5, "number, function, parenthesis"),
        ("sum(homes.cost[region = \"เหนือ\"]) x", 35, "operator or end"),
    ] {
        assert_eq!(fault(text), FormulaError::Syntax { at, expected }, "{text}");
    }
}

#[test]
fn a_function_that_does_not_exist_is_named_with_its_place() {
    assert_eq!(fault("1 + median(homes.cost)"), FormulaError::UnknownFunction { at: 5, name: "median".to_owned() });
}

#[test]
fn too_few_or_too_many_arguments_are_counted() {
    for (text, function, expected, found) in [
        ("pct(1)", "pct", 2, 1),
        ("pct(1, 2, 3)", "pct", 2, 3),
        ("share(1, 2)", "share", 1, 2),
        ("ladder(1, 2, 3)", "ladder", 4, 3),
        ("round(1)", "round", 2, 1),
    ] {
        assert_eq!(fault(text), FormulaError::Arguments { function, expected, found }, "{text}");
    }
}

#[test]
fn names_that_do_not_exist_are_named() {
    assert_eq!(fault("sum(homse.cost)"), FormulaError::UnknownTable { table: "homse".to_owned() });
    let unknown = |column: &str| FormulaError::UnknownColumn { table: "homes".to_owned(), column: column.to_owned() };
    assert_eq!(fault("sum(homes.costs)"), unknown("costs"));
    assert_eq!(fault("sum(homes.cost[area = \"north\"])"), unknown("area"));
    assert_eq!(fault("weighted_mean(homes.rate, homes.weight)"), unknown("weight"));
    assert_eq!(fault("count(homes.costs)"), unknown("costs"));
}

#[test]
fn texts_are_not_added_up() {
    let expected = FormulaError::NotNumeric { table: "homes".to_owned(), column: "region".to_owned() };
    assert_eq!(fault("sum(homes.region)"), expected);
    assert_eq!(fault("weighted_mean(homes.rate, homes.region)"), expected);
}

#[test]
fn a_selector_compares_texts_with_texts_and_numbers_with_numbers() {
    let wrong = |column: &str| FormulaError::SelectorType { table: "homes".to_owned(), column: column.to_owned() };
    assert_eq!(fault("sum(homes.cost[region = 1])"), wrong("region"));
    assert_eq!(fault("sum(homes.cost[fiscal_year = \"2566\"])"), wrong("fiscal_year"));
}

#[test]
fn a_code_that_no_row_has_is_a_slip() {
    let selection = "homes.cost[region = \"nroth\"]".to_owned();
    assert_eq!(fault("sum(homes.cost[region = \"nroth\"])"), FormulaError::NothingSelected { selection });
}

#[test]
fn units_that_do_not_go_together_are_refused() {
    let triple = |operation: &str, left: &str, right: &str| (operation.to_owned(), left.to_owned(), right.to_owned());
    for (text, expected) in [
        ("sum(homes.cost) + sum(homes.households)", triple("+", "baht", "household")),
        ("sum(homes.households) - sum(homes.cost)", triple("-", "household", "baht")),
        ("sum(homes.cost) + 1", triple("+", "baht", "one")),
        ("only(homes.rate[kind = \"old\"]) + 5", triple("+", "percent", "one")),
        ("5 - only(homes.rate[kind = \"old\"])", triple("-", "one", "percent")),
        ("pct(sum(homes.cost), sum(homes.households))", triple("pct", "baht", "household")),
        ("ladder(sum(homes.households), 1, 2, 3)", triple("ladder", "household", "one")),
        ("sum(homes.cost) / sum(homes.households) + sum(homes.cost)", triple("+", "baht/household", "baht")),
    ] {
        assert_eq!(units_fault(text), expected, "{text}");
    }
}

#[test]
fn units_that_go_together_make_the_unit_they_should() {
    for (text, expected) in [
        ("sum(homes.cost) / sum(homes.households)", "baht/household"),
        ("ratio(sum(homes.cost), sum(homes.households))", "baht/household"),
        ("sum(homes.households) / sum(homes.households)", "one"),
        ("1 / sum(homes.households)", "1/household"),
        ("sum(homes.cost) * sum(homes.cost)", "baht·baht"),
        ("sum(homes.cost) + sum(homes.grant)", "baht"),
        ("sum(homes.grant) + sum(homes.cost)", "baht × 1000000"),
        ("only(homes.rate[kind = \"old\"]) + mean(homes.rate)", "percent"),
        ("pct(sum(homes.grant), sum(homes.cost))", "percent"),
        ("growth(sum(homes.cost))", "percent"),
        ("ladder(1, 2, 3, 4)", "point"),
        ("count(homes.cost)", "one"),
        ("weighted_mean(homes.households, homes.cost)", "household"),
        ("prev(sum(homes.cost))", "baht"),
        ("round(sum(homes.cost), 2)", "baht"),
        // The east's cells are empty, their unit is known.
        ("sum(homes.households[region = \"east\"])", "household"),
    ] {
        let unit =
            engine().check(&parse(text).expression, Some(2566)).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(unit.to_string(), expected, "{text}");
    }
}

#[test]
fn the_result_must_be_of_the_kind_of_unit_it_is_told_in() {
    let check = |text: &str, unit: &str| engine().check_in(&parse(text), unit, Some(2566));
    assert_eq!(check("sum(homes.cost)", "million_baht"), Ok(()));
    assert_eq!(check("sum(homes.cost) / sum(homes.households)", "baht/household"), Ok(()));
    assert!(matches!(check("sum(homes.cost)", "household"), Err(FormulaError::Units { .. })));
    assert_eq!(check("sum(homes.cost)", "furlong"), Err(FormulaError::UnknownUnit { unit: "furlong".to_owned() }));
}

#[test]
fn rows_of_different_units_are_not_added_up() {
    assert_eq!(fault("sum(results.value)"), FormulaError::MixedUnits { selection: "results.value".to_owned() });
    assert_eq!(fault("only(results.value[item = \"f\"])"), FormulaError::UnknownUnit { unit: "furlong".to_owned() });
}

#[test]
fn a_weighted_mean_takes_both_columns_from_the_same_rows() {
    for text in
        ["weighted_mean(homes.rate, places.count)", "weighted_mean(homes.rate[kind = \"new\"], homes.households)"]
    {
        assert_eq!(fault(text), FormulaError::DifferentRows, "{text}");
    }
}

#[test]
fn the_decimals_of_round_are_written_out() {
    for text in ["round(1, 1.5)", "round(1, -1)", "round(1, 29)", "round(1, 1 + 1)", "round(1, sum(homes.change))"] {
        assert_eq!(fault(text), FormulaError::Decimals, "{text}");
    }
}

#[test]
fn a_year_without_rows_is_no_fault_of_the_units() {
    // The check cannot know the unit of rows that are not there, but it knows that of the other years.
    let formula = parse("sum(homes.households) - prev(sum(homes.households))");
    assert_eq!(engine().check_in(&formula, "household", Some(2565)), Ok(()));
    assert!(matches!(
        engine().value_in(&formula, &Context::year(2565), "household"),
        Err(NotComputable::NoRows { .. })
    ));
}
