//! The four calculators: what they make of nothing entered is what the report prints, and whatever is entered never
//! breaks a rule.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod fixtures;

use std::{collections::BTreeSet, sync::LazyLock};

use codi_in_figures::{
    calculator::{
        Calculator, Cell, Column, Entries, Expected, Input, Of, Outcome, PasteFault, Reason, Sheet, Unknown, What,
        example, number, paste, regions, sheet,
    },
    package::DESCRIPTOR_FILE,
    report::Report,
};
use fixtures::decimal;
use proptest::{collection, prelude::*, sample};
use rust_decimal::Decimal;

static REPORT: LazyLock<Report> = LazyLock::new(|| fixtures::sound(&fixtures::published_files()));
const YEAR: i32 = 2566;

fn made(calculator: Calculator, entries: &str) -> Sheet {
    of(calculator, &Entries::parse(entries))
}

fn of(calculator: Calculator, entries: &Entries) -> Sheet {
    sheet(calculator, &REPORT, YEAR, entries, Some("south")).expect("a sheet")
}

fn cell<'a>(sheet: &'a Sheet, row: &str, column: Column) -> &'a Cell {
    sheet.cell(row, column).unwrap_or_else(|| panic!("no {column:?} of {row}"))
}

fn value(sheet: &Sheet, row: &str, column: Column) -> Decimal {
    match cell(sheet, row, column) {
        Cell::Number(number) => number.value,
        Cell::Input(input) => input.value.expect("a value"),
        other => panic!("{column:?} of {row} is {other:?}"),
    }
}

fn input<'a>(sheet: &'a Sheet, row: &str, column: Column) -> &'a Input {
    match cell(sheet, row, column) {
        Cell::Input(input) => input,
        other => panic!("{column:?} of {row} is {other:?}"),
    }
}

fn outcome(sheet: &Sheet, what: What) -> &Outcome {
    sheet.outcome(what).unwrap_or_else(|| panic!("no {what:?}"))
}

fn level(outcome: &Outcome) -> &str {
    outcome.level.as_ref().map(|level| level.english.as_str()).unwrap_or_default()
}

#[test]
fn every_calculator_has_a_code_a_sheet_and_reads_what_it_says() {
    for calculator in Calculator::ALL {
        assert_eq!(Calculator::of_code(calculator.code()), Some(calculator));
        let package = &REPORT.engine.package;
        for table in calculator.tables() {
            assert!(package.table(table).is_some(), "{table}");
        }
        for id in calculator.indicators() {
            let indicator = REPORT.indicator(id).unwrap_or_else(|| panic!("no indicator {id}"));
            let formulas = [Some(&indicator.formula), indicator.target.as_ref()];
            for column in formulas.into_iter().flatten().flat_map(|formula| formula.columns()) {
                assert!(calculator.tables().contains(&column.table.as_str()), "{id} needs {}", column.table);
            }
        }
        let sheet = made(calculator, "");
        assert!(!sheet.section.is_empty());
        let mut names = BTreeSet::new();
        for row in &sheet.rows {
            assert_eq!(row.cells.len(), sheet.columns.len(), "{}", row.code);
            assert!(!row.title.thai.is_empty() && !row.title.english.is_empty(), "{}", row.code);
        }
        for input in sheet.inputs() {
            assert!(names.insert(&input.name) && !input.clamped && input.value == input.given, "{}", input.name);
            let mut entries = Entries::default();
            assert!(entries.set(&input.name, Decimal::ONE), "{} fits no address", input.name);
        }
        assert!(names.len() <= 60, "more fields than entries");
        let opened = sheet.rows.iter().flat_map(|row| &row.cells).filter_map(|cell| match cell {
            Cell::Number(number) => number.open.clone().map(|open| (open, number.value)),
            _ => None,
        });
        for (name, value) in opened {
            let subject = REPORT.subject(&name, YEAR).unwrap_or_else(|| panic!("no subject {name}"));
            assert_eq!(subject.work_out(&REPORT).0, Ok(value), "{name}");
        }
    }
    assert_eq!(Calculator::of_code("nothing"), None);
}

#[test]
fn the_tables_that_a_calculator_names_are_enough_for_it() {
    for calculator in Calculator::ALL {
        let whole = &REPORT.engine.package.descriptor;
        let named = whole.with_codelists(&|resource| {
            calculator.tables().contains(&resource.name.as_str()) || resource.is_first(false)
        });
        let paths: BTreeSet<&str> = named.iter().flat_map(|resource| &resource.paths).map(String::as_str).collect();
        let mut files = fixtures::published_files();
        files.retain(|path, _| path == DESCRIPTOR_FILE || paths.contains(path));
        let report = Report::open(&files).expect("a report");
        let some = sheet(calculator, &report, YEAR, &Entries::default(), Some("south"));
        assert_eq!(some, Some(made(calculator, "")), "{}", calculator.code());
        files.retain(|path, _| path == DESCRIPTOR_FILE);
        let report = Report::open(&files).expect("a report");
        assert_eq!(sheet(calculator, &report, YEAR, &Entries::default(), None), None);
        assert_eq!(sheet(calculator, &REPORT, 2500, &Entries::default(), None), None, "nothing of that year");
    }
}

#[test]
fn the_evaluation_without_entries_is_the_reports() {
    let sheet = made(Calculator::Evaluation, "");
    let total = outcome(&sheet, What::Total);
    // Each score is the report's; the printed total lacks half a point of indicator 4.1.
    assert_eq!(total.value, Some(Decimal::ONE_HUNDRED));
    assert_eq!(total.value, REPORT.read("evaluation_recomputed", YEAR).and_then(|(_, reading)| reading.exact.ok()));
    let printed = total.printed.as_ref().expect("printed");
    assert_eq!((printed.value, &printed.level), (decimal("99.5"), &total.level));
    assert_eq!(level(total), "Very good");
    assert_eq!(total.before, None);
    for row in &sheet.rows {
        assert_eq!(value(&sheet, &row.code, Column::Score), value(&sheet, &row.code, Column::PrintedScore));
    }
    assert_eq!(value(&sheet, "4.1", Column::Weighted), Decimal::TEN);
    assert_eq!(value(&sheet, "4.1", Column::PrintedWeighted), decimal("9.5"));
    assert_eq!(sheet.assumptions.len(), 3, "straight lines, a highest score, nothing below the lowest rung");
    assert_eq!(sheet.section, "3.5.1");
}

#[test]
fn another_result_scores_on_the_engines_ladder() {
    // 1.3: 16.99, 19.75 and 22.50 per cent score 50, 75 and 100.
    for (result, score) in [("22.5", "100"), ("19.75", "75"), ("18.37", "62.5"), ("16.99", "50"), ("16.98", "0")] {
        let sheet = made(Calculator::Evaluation, &format!("1.3_{result}"));
        assert_eq!(value(&sheet, "1.3", Column::Score), decimal(score), "{result}");
        let total = outcome(&sheet, What::Total);
        assert_eq!(total.value, Some(decimal("90") + decimal(score) / Decimal::TEN), "{result}");
        assert_eq!(total.before.as_ref().map(|told| told.value), (score != "100").then_some(Decimal::ONE_HUNDRED));
    }
    // 1.1 has no minimum: the ladder begins at the standard.
    assert_eq!(value(&made(Calculator::Evaluation, "1.1_9.09"), "1.1", Column::Score), decimal("75"));
    assert_eq!(value(&made(Calculator::Evaluation, "1.1_9.08"), "1.1", Column::Score), Decimal::ZERO);
}

#[test]
fn an_indicator_whose_targets_are_words_takes_its_score() {
    let sheet = made(Calculator::Evaluation, "2.2_50~3.1_250");
    assert_eq!(cell(&sheet, "2.2", Column::Result), &Cell::Empty);
    assert_eq!(value(&sheet, "2.2", Column::Score), decimal("50"));
    let capped = input(&sheet, "3.1", Column::Score);
    assert_eq!((capped.value, capped.clamped), (Some(Decimal::ONE_HUNDRED), true));
    assert_eq!(outcome(&sheet, What::Total).value, Some(decimal("90")));
    // A total that shows as 90.00 is of the level that begins there; 89.99 is not.
    assert_eq!(level(outcome(&sheet, What::Total)), "Very good");
    assert_eq!(level(outcome(&made(Calculator::Evaluation, "2.2_49.95"), What::Total)), "Good");
    assert_eq!(level(outcome(&made(Calculator::Evaluation, "2.2_0~3.1_0~1.3_0"), What::Total)), "Fair");
    assert_eq!(
        level(outcome(&made(Calculator::Evaluation, "2.2_0~3.1_0~1.3_0~1.4_0"), What::Total)),
        "Needs improvement"
    );
}

#[test]
fn the_example_community_comes_out_as_the_report_prints_it() {
    let entries = example(&REPORT, YEAR);
    assert_eq!(entries.to_string(), "organization_81~people_90~quality_of_life_86~relations_84");
    let sheet = of(Calculator::Strength, &entries);
    let overall = outcome(&sheet, What::Overall);
    assert_eq!((overall.value, level(overall), overall.passed), (Some(decimal("85.25")), "Very good", Some(true)));
    assert_eq!(overall.reasons, []);
    assert_eq!(value(&sheet, "people", Column::Country), decimal("87.43"));
    let country = outcome(&sheet, What::CountryOverall);
    assert_eq!((country.value, level(country)), (Some(decimal("88.5275")), "Very good"));
    let count = |what| outcome(&sheet, what).count;
    assert_eq!(count(What::LevelInRegion), Some((decimal("104"), decimal("204"))));
    assert_eq!(count(What::LevelInCountry), Some((decimal("848"), decimal("1366"))));
    let share = outcome(&sheet, What::LevelInCountry).value.expect("a share");
    assert_eq!(share.round_dp(2), decimal("62.08"), "as the report prints it");
    assert_eq!(sheet.assumptions.len(), 2, "the mean, and levels between whole numbers");
    assert_eq!(regions(&REPORT, YEAR).len(), 5);
}

#[test]
fn a_community_passes_with_its_total_and_every_dimension() {
    let empty = made(Calculator::Strength, "people_90");
    let overall = outcome(&empty, What::Overall);
    assert_eq!((overall.value, overall.passed, overall.reasons.len()), (None, None, 3));
    assert!(overall.reasons.iter().all(|reason| matches!(reason, Reason::Missing { of: Of::Row(_) })));
    assert!(empty.outcome(What::LevelInCountry).is_none());

    let uneven = made(Calculator::Strength, "people_100~organization_74.99~quality_of_life_100~relations_100");
    let overall = outcome(&uneven, What::Overall);
    assert_eq!((level(overall), overall.passed), ("Excellent", Some(false)));
    let [Reason::Below { of: Of::Row(title), need, have }] = overall.reasons.as_slice() else {
        panic!("{:?}", overall.reasons);
    };
    assert_eq!(title.english, "Strong community organizations");
    assert_eq!((*need, *have), (decimal("75"), decimal("74.99")));
    assert_eq!(cell(&uneven, "organization", Column::Passes), &Cell::Verdict(false));

    let low = made(Calculator::Strength, "people_75~organization_76~quality_of_life_77~relations_78");
    let overall = outcome(&low, What::Overall);
    assert_eq!((level(overall), overall.passed), ("Good", Some(false)));
    let [Reason::Below { of: Of::Overall, need, have }] = overall.reasons.as_slice() else {
        panic!("{:?}", overall.reasons);
    };
    assert_eq!((*need, *have), (decimal("80"), decimal("76.5")));
    assert!(low.outcome(What::LevelInCountry).is_none(), "the report counts only those that passed");

    let none = made(Calculator::Strength, "people_69~organization_69~quality_of_life_69~relations_69");
    assert_eq!(outcome(&none, What::Overall).level, None);
}

#[test]
fn loans_are_provided_for_beyond_their_collateral_at_the_stated_rates() {
    let sheet = made(
        Calculator::Provision,
        "balance.normal_900000~balance.substandard_40000~collateral.substandard_10000~balance.doubtful_20000.5\
         ~balance.doubtful_of_loss_5000~collateral.doubtful_of_loss_9000~balance.loss_34999.5",
    );
    assert_eq!(cell(&sheet, "normal", Column::Rate), &Cell::Unknown(Unknown::NotStated));
    assert_eq!(cell(&sheet, "normal", Column::Provision), &Cell::Unknown(Unknown::NotStated));
    assert_eq!(cell(&sheet, "special_mention", Column::Net), &Cell::Unknown(Unknown::NotEntered));
    assert_eq!(value(&sheet, "substandard", Column::Provision), decimal("7500"));
    assert_eq!(value(&sheet, "doubtful", Column::Provision), decimal("15000.375"));
    assert_eq!(value(&sheet, "doubtful_of_loss", Column::Provision), Decimal::ZERO);
    assert_eq!(value(&sheet, "loss", Column::Provision), decimal("34999.5"));
    let told = |what| outcome(&sheet, what).value;
    assert_eq!(told(What::Balance), Some(decimal("1000000")));
    assert_eq!(told(What::Collateral), Some(decimal("19000")));
    assert_eq!(told(What::Net), Some(decimal("985000")));
    assert_eq!(told(What::Provision), Some(decimal("57499.875")));
    assert_eq!(told(What::Coverage), Some(decimal("5.7499875")));
    let bad = outcome(&sheet, What::NonPerforming);
    assert_eq!((bad.value, bad.limit, bad.passed), (Some(decimal("10")), Some(decimal("10")), Some(true)));
    assert_eq!(bad.printed.as_ref().map(|told| told.value.round_dp(2)), Some(decimal("9.29")));
    assert_eq!(sheet.assumptions.len(), 1);
}

#[test]
fn of_nothing_entered_there_is_no_provision_not_even_zero() {
    let sheet = made(Calculator::Provision, "");
    assert!(sheet.outcomes.iter().all(|outcome| outcome.value.is_none() && outcome.passed.is_none()));
    let zero = made(Calculator::Provision, "balance.normal_0");
    assert_eq!(outcome(&zero, What::Provision).value, Some(Decimal::ZERO));
    assert_eq!(outcome(&zero, What::Coverage).value, None, "a share of nothing");
    let negative = made(Calculator::Provision, "balance.loss_-5");
    assert_eq!(outcome(&negative, What::Balance).value, Some(Decimal::ZERO));
    assert!(input(&negative, "loss", Column::Balance).clamped);
}

#[test]
fn a_list_of_loans_adds_up_by_class() {
    let list = "ชั้น\tยอด\tหลักประกัน\n\
                จัดชั้นปกติ\t1,000,000.50\n\
                ปกติ\t๒,๐๐๐ บาท\t\n\
                สงสัย\t฿500\t100\n\
                \n\
                Doubtful of Loss;\"1,500\";2,000\n\
                SPECIAL MENTION,700,-\n\
                3,\"1,000\",\"250.25\"\n\
                5m,100,,\n\
                ๓เดือน,9\n\
                25 months,1\n";
    let pasted = paste(list, &REPORT, YEAR);
    assert_eq!(pasted.faults, []);
    assert_eq!((pasted.lines, pasted.over_secured), (9, 1));
    assert_eq!(
        pasted.entries,
        Entries::parse(
            "balance.normal_1002000.5~balance.doubtful_500~collateral.doubtful_100~balance.doubtful_of_loss_1501\
             ~collateral.doubtful_of_loss_1500~balance.special_mention_709~balance.substandard_1100\
             ~collateral.substandard_250.25"
        )
    );
}

#[test]
fn months_overdue_are_of_the_class_whose_bounds_they_keep() {
    for (months, class) in [
        ("0m", "normal"),
        ("1m", "normal"),
        ("1.5m", "special_mention"),
        ("3m", "special_mention"),
        ("4m", "substandard"),
        ("12m", "substandard"),
        ("24m", "doubtful"),
        ("25m", "doubtful_of_loss"),
        ("999m", "doubtful_of_loss"),
    ] {
        let pasted = paste(&format!("{months}\t1"), &REPORT, YEAR);
        assert_eq!(pasted.entries.to_string(), format!("balance.{class}_1"), "{months}");
    }
}

#[test]
fn a_line_that_does_not_count_says_what_it_should_have_had() {
    let list = "normal\t1\nunheard of\t5\nloss\tmuch\nloss\t-5\nloss\t5\tsome\nloss\t1\t2\t3\nloss,500,200\n\
                loss,1,000\n7\t1\n-1m\t1\nloss\n";
    let expected = [
        (2, Expected::Class),
        (3, Expected::Balance),
        (4, Expected::Balance),
        (5, Expected::Collateral),
        (6, Expected::FewerFields),
        (7, Expected::Unambiguous),
        (8, Expected::Unambiguous),
        (9, Expected::Class),
        (10, Expected::Class),
        (11, Expected::Balance),
    ];
    let pasted = paste(list, &REPORT, YEAR);
    assert_eq!(pasted.faults, expected.map(|(line, expected)| PasteFault { line, expected }));
    assert_eq!(pasted.entries.to_string(), "balance.normal_1");
    // Where it can be but two numbers, it is.
    let two = paste("loss,50000,200\nloss,500,20", &REPORT, YEAR);
    assert_eq!((two.faults.len(), two.entries.to_string().as_str()), (0, "balance.loss_50500~collateral.loss_220"));
}

#[test]
fn a_list_is_read_only_so_far() {
    let pasted = paste(&"loss\t1\n".repeat(10_001), &REPORT, YEAR);
    assert_eq!(pasted.faults, [PasteFault { line: 10_001, expected: Expected::FewerLines }]);
    assert_eq!(pasted.entries.to_string(), "balance.loss_10000");
    let pasted = paste(&"what\t1\n".repeat(100), &REPORT, YEAR);
    assert_eq!((pasted.faults.len(), pasted.more_faults), (50, 50));
    let pasted = paste(&"loss\t999999999999999\n".repeat(2), &REPORT, YEAR);
    assert_eq!(pasted.faults, [PasteFault { line: 2, expected: Expected::Smaller }]);
    assert!(pasted.entries.is_empty());
}

#[test]
fn baan_por_piang_needs_what_is_missing_over_the_years_left() {
    let sheet = made(Calculator::Pace, "");
    let row = "baan_por_piang_cumulative";
    let told = |column| value(&sheet, row, column);
    assert_eq!((told(Column::Reached), told(Column::Target)), (decimal("129434"), decimal("352000")));
    assert_eq!((told(Column::Since), told(Column::Until)), (decimal("2560"), decimal("2579")));
    assert_eq!((told(Column::Remaining), told(Column::YearsLeft)), (decimal("222566"), decimal("13")));
    assert_eq!(told(Column::NeededPerYear).round_dp(2), decimal("17120.46"));
    assert_eq!(told(Column::PacePerYear).round_dp(2), decimal("18490.57"));
    assert_eq!(told(Column::ThisYear), decimal("25655"));
    assert_eq!(told(Column::ReachedIn), decimal("2579"));
    assert_eq!(cell(&sheet, row, Column::Suffices), &Cell::Verdict(true));
    // Five years sooner, the pace so far is not enough.
    let sooner = made(Calculator::Pace, "until.baan_por_piang_cumulative_2574");
    assert_eq!(cell(&sooner, row, Column::Suffices), &Cell::Verdict(false));
}

#[test]
fn each_target_is_the_reports_or_is_asked_for() {
    let sheet = made(Calculator::Pace, "");
    let mut told = String::new();
    for row in &sheet.rows {
        let given = |column| match cell(&sheet, &row.code, column) {
            Cell::Input(input) => input.given.map_or("?".to_owned(), |given| given.normalize().to_string()),
            Cell::Number(number) => number.value.to_string(),
            other => panic!("{other:?}"),
        };
        let [since, target, until] = [Column::Since, Column::Target, Column::Until].map(given);
        told.push_str(&format!("{} {since} {target} {until}\n", row.code));
    }
    assert_eq!(
        told,
        "baan_por_piang_cumulative 2560 352000 2579\n\
         baan_mankong_plan_households 2560 36210 2566\n\
         baan_mankong_cumulative 2546 ? ?\n\
         canal_households 2563 6386 2570\n\
         strong_community_cumulative 2564 ? 2579\n\
         development_plan_cumulative 2561 ? ?\n\
         community_forests_national ? 15000 2570\n\
         community_forest_area ? 10 2570\n"
    );
    assert_eq!(sheet.assumptions.len(), 2, "the deadlines that plans are taken to give");
    let mankong = |column| cell(&sheet, "baan_mankong_plan_households", column);
    assert_eq!(mankong(Column::NeededPerYear), &Cell::Unknown(Unknown::Reached));
    assert_eq!(mankong(Column::YearsLeft), &Cell::Unknown(Unknown::Past));
    assert_eq!(mankong(Column::Suffices), &Cell::Verdict(true));
    assert_eq!(cell(&sheet, "baan_mankong_cumulative", Column::NeededPerYear), &Cell::Unknown(Unknown::NotEntered));
    // Baan Por Piang and Baan Mankong suffice, the canal does not.
    assert_eq!(outcome(&sheet, What::Sufficing).count, Some((decimal("2"), decimal("3"))));
    let forests = made(Calculator::Pace, "since.community_forests_national_2550~since.community_forest_area_2600");
    assert_eq!(value(&forests, "community_forests_national", Column::NeededPerYear), decimal("720.75"));
    assert_eq!(cell(&forests, "community_forests_national", Column::Suffices), &Cell::Verdict(false));
    assert!(input(&forests, "community_forest_area", Column::Since).clamped, "the year to come is not yet");
}

/// Every field of every calculator.
static NAMES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let sheets = Calculator::ALL.map(|calculator| made(calculator, ""));
    sheets.iter().flat_map(Sheet::inputs).map(|input| input.name.clone()).collect()
});

/// Any number that an entry can hold.
fn numbers() -> impl Strategy<Value = Decimal> {
    (any::<i64>(), 0_u32..=4, 1_i64..=1_000_000_000_000_000)
        .prop_map(|(digits, scale, bound)| Decimal::new(digits % bound, scale))
}

fn entered() -> impl Strategy<Value = Entries> {
    collection::vec((any::<sample::Index>(), numbers()), 0..40).prop_map(|fields| {
        let mut entries = Entries::default();
        for (name, number) in fields {
            entries.set(name.get::<String>(&NAMES), number);
        }
        entries
    })
}

/// Lists such as people might paste, and such as nobody would.
fn lists() -> impl Strategy<Value = String> {
    let word = sample::select(vec![
        "normal",
        "loss",
        "สงสัย",
        "จัดชั้นสูญ",
        "5m",
        "3",
        "\t",
        "\t",
        ",",
        ";",
        "\n",
        "\n",
        "\"",
        "1,000",
        "500",
        "-",
        "฿",
        "บาท",
        "๑๒๓",
        ".",
        " ",
        "99999999999999",
        "\r\n",
        "0.0001",
        "\u{200b}",
        "x",
    ]);
    prop_oneof![collection::vec(word, 0..60).prop_map(|words| words.concat()), any::<String>()]
}

fn check_provision(sheet: &Sheet) -> Result<(), TestCaseError> {
    for row in &sheet.rows {
        if let (Some(Cell::Number(provision)), Some(Cell::Number(net))) =
            (sheet.cell(&row.code, Column::Provision), sheet.cell(&row.code, Column::Net))
        {
            prop_assert!(provision.value >= Decimal::ZERO && provision.value <= net.value, "{}", row.code);
        }
    }
    let told = |what| sheet.outcome(what).and_then(|outcome| outcome.value);
    if let (Some(provision), Some(net), Some(balance)) = (told(What::Provision), told(What::Net), told(What::Balance)) {
        prop_assert!(Decimal::ZERO <= provision && provision <= net && net <= balance);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_address_says_what_was_entered(
        fields in collection::vec(("[a-z0-9._-]{1,40}", numbers()), 0..80),
    ) {
        let mut entries = Entries::default();
        for (name, number) in &fields {
            let had = entries.get(name);
            let fits = entries.set(name, *number);
            prop_assert_eq!(entries.get(name), if fits { Some(*number) } else { had });
        }
        let text = entries.to_string();
        prop_assert!(text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'~' | b'-')));
        prop_assert_eq!(Entries::parse(&text), entries);
    }

    #[test]
    fn any_address_is_read_and_says_itself_again(text in "([a-zA-Z0-9._~-]|.){0,300}") {
        let entries = Entries::parse(&text);
        prop_assert_eq!(&Entries::parse(&entries.to_string()), &entries);
        prop_assert!(entries.iter().count() <= 60);
    }

    #[test]
    fn whatever_is_typed_is_a_number_that_fits_or_none(text in "[-−,.0-9๐-๙ ฿]{0,24}") {
        if let Some(number) = number(&text) {
            prop_assert!(Entries::default().set("name", number), "{}", number);
        }
    }

    #[test]
    fn no_entries_break_a_rule(entries in entered(), year in prop_oneof![Just(YEAR), any::<i32>()]) {
        for calculator in Calculator::ALL {
            for region in [None, Some("north"), Some("nowhere")] {
                let made = sheet(calculator, &REPORT, year, &entries, region);
                prop_assert_eq!(made.is_some(), year == YEAR);
                let Some(made) = made else { continue };
                for input in made.inputs() {
                    let Some(value) = input.value else { continue };
                    prop_assert!(value >= input.least && input.most.is_none_or(|most| value <= most), "{}", input.name);
                    let kept = entries.get(&input.name).is_none_or(|entered| entered == value);
                    prop_assert_eq!(input.clamped, !kept, "{}", &input.name);
                }
                check_provision(&made)?;
                for what in [What::Total, What::Overall, What::Coverage, What::NonPerforming] {
                    let value = made.outcome(what).and_then(|outcome| outcome.value);
                    let share = Decimal::ZERO..=Decimal::ONE_HUNDRED;
                    prop_assert!(value.is_none_or(|value| share.contains(&value)), "{what:?} {value:?}");
                }
            }
        }
    }

    #[test]
    fn a_better_result_never_scores_less(row in any::<sample::Index>(), results in (0_i64..4_000_000, 0_i64..4_000_000)) {
        let sheet = made(Calculator::Evaluation, "");
        let row = &row.get(&sheet.rows).code;
        let (low, high) = (results.0.min(results.1), results.0.max(results.1));
        let [low, high] = [low, high].map(|result| {
            let mut entries = Entries::default();
            entries.set(row, Decimal::new(result, 2));
            outcome(&of(Calculator::Evaluation, &entries), What::Total).value
        });
        prop_assert!(low.is_some() && low <= high);
    }

    #[test]
    fn a_pace_that_suffices_is_there_in_time(target in 1_i64..2_000_000, until in 2500_i32..2760) {
        let row = "baan_por_piang_cumulative";
        let sheet = made(Calculator::Pace, &format!("target.{row}_{target}~until.{row}_{until}"));
        let suffices = cell(&sheet, row, Column::Suffices);
        match cell(&sheet, row, Column::ReachedIn) {
            Cell::Unknown(Unknown::Reached) => prop_assert_eq!(suffices, &Cell::Verdict(true)),
            Cell::Number(_) if until <= YEAR => prop_assert_eq!(suffices, &Cell::Unknown(Unknown::Past)),
            Cell::Number(reached) => {
                prop_assert_eq!(suffices, &Cell::Verdict(reached.value <= Decimal::from(until)));
            }
            other => prop_assert!(matches!(other, Cell::Unknown(Unknown::TooFar)), "{other:?}"),
        }
    }

    #[test]
    fn any_list_can_be_pasted(list in lists()) {
        let pasted = paste(&list, &REPORT, YEAR);
        let sheet = of(Calculator::Provision, &pasted.entries);
        check_provision(&sheet)?;
        prop_assert!(sheet.inputs().all(|input| input.value >= input.given && input.value.is_none_or(|value| value >= Decimal::ZERO)));
        prop_assert!(pasted.faults.iter().all(|fault| fault.line >= 1));
        prop_assert_eq!(Entries::parse(&pasted.entries.to_string()), pasted.entries);
    }
}
