//! The published package, held against figures that a person read off the printed report.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod fixtures;

use std::{collections::BTreeSet, fmt::Write as _, sync::LazyLock};

use codi_in_figures::{
    audit::{Audit, Checked, Correction, Located, Summary, Verdict, verdict},
    formula::{Context, Formula, NotComputable, half_away_from_zero},
    indicator::{Reading, Status, Text, description, level},
    locale::{self, Language},
    package::Role,
    report::{LeadPart, Report},
    state::Route,
};
use fixtures::decimal;
use rust_decimal::Decimal;

static REPORT: LazyLock<Report> = LazyLock::new(|| fixtures::sound(&fixtures::published_files()));
static AUDIT: LazyLock<Audit> = LazyLock::new(|| REPORT.audit());

fn reading(id: &str) -> Reading {
    REPORT.read(id, 2566).unwrap_or_else(|| panic!("no indicator {id}")).1
}

/// An indicator's value at its precision.
fn shown(id: &str) -> Decimal {
    let (indicator, reading) = REPORT.read(id, 2566).unwrap_or_else(|| panic!("no indicator {id}"));
    reading.rounded(indicator).unwrap_or_else(|reason| panic!("{id}: {reason}"))
}

/// An indicator's target and how much of it is reached, in per cent with two decimals.
fn target(id: &str) -> (Decimal, Decimal) {
    let reading = reading(id);
    let target = reading.target.clone().expect("a target").unwrap_or_else(|reason| panic!("{id}: {reason}"));
    let achieved =
        (reading.exact.expect("a value") * Decimal::ONE_HUNDRED).checked_div(target).expect("a target above zero");
    (target, half_away_from_zero(achieved, 2))
}

/// A formula over the published tables, at two decimals.
fn value(text: &str, unit: &str, year: i32) -> Decimal {
    let formula = Formula::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
    REPORT.engine.check_in(&formula, unit, Some(year)).unwrap_or_else(|error| panic!("{text}: {error}"));
    let exact = REPORT.engine.value_in(&formula, &Context::year(year), unit);
    half_away_from_zero(exact.unwrap_or_else(|reason| panic!("{text}: {reason}")), 2)
}

fn by(id: &str, dimension: &str) -> Vec<(String, Result<Decimal, NotComputable>)> {
    let indicator = REPORT.indicator(id).unwrap_or_else(|| panic!("no indicator {id}"));
    let parts = indicator.breakdown(&REPORT.engine, &Context::year(2566), dimension);
    parts.into_iter().map(|part| (part.code, part.reading.rounded(indicator))).collect()
}

fn codes_and_figures(parts: &[(&str, &str)]) -> Vec<(String, Result<Decimal, NotComputable>)> {
    parts.iter().map(|(code, figure)| ((*code).to_owned(), Ok(decimal(figure)))).collect()
}

#[test]
fn the_published_package_opens_without_a_problem() {
    let report =
        Report::open(&fixtures::published_files()).unwrap_or_else(|problems| panic!("{}", fixtures::told(&problems)));
    assert_eq!(fixtures::told(&report.problems), "");
    let named = report.engine.package.descriptor.resources.len();
    assert_eq!(report.engine.package.tables().count(), named, "every table stands");
}

#[test]
fn the_year_of_the_report_is_2566() {
    assert_eq!(REPORT.years(), [2566]);
}

#[test]
fn thirty_one_thousand_households_were_housed_more_than_meant() {
    assert_eq!(shown("housing_total"), decimal("31368"));
    assert_eq!(target("housing_total"), (decimal("29850"), decimal("105.09")));
    assert_eq!(reading("housing_total").status, Status::Met);
}

#[test]
fn development_plans_reached_more_tambons_than_meant() {
    assert_eq!(shown("programme_1_1"), decimal("1135"));
    assert_eq!(target("programme_1_1").1, decimal("108.10"));
    assert_eq!(shown("development_plan_tambons"), decimal("1135"));
}

#[test]
fn strong_communities_are_as_printed_by_level() {
    assert_eq!(shown("strong_communities"), decimal("1366"));
    assert_eq!(by("strong_communities", "level"), codes_and_figures(&[("excellent", "518"), ("very_good", "848")]));
    let share = |level: &str| {
        value(
            &format!("pct(sum(strong_communities.tambons[level = \"{level}\"]), sum(strong_communities.tambons))"),
            "percent",
            2566,
        )
    };
    assert_eq!(share("very_good"), decimal("62.08"));
    assert_eq!(share("excellent"), decimal("37.92"));
    assert_eq!(shown("strong_communities_excellent_share"), decimal("37.92"));
}

#[test]
fn strong_communities_are_as_printed_by_region() {
    let printed =
        [("north", "300"), ("northeast", "536"), ("south", "204"), ("central_west", "183"), ("bangkok_east", "143")];
    assert_eq!(by("strong_communities", "region"), codes_and_figures(&printed));
}

#[test]
fn welfare_funds_are_as_printed() {
    assert_eq!(shown("welfare_funds"), decimal("5935"));
    assert_eq!(value("sum(welfare_funds.tambons)", "tambon", 2566), decimal("7480.00"));
    assert_eq!(shown("welfare_tambon_coverage"), decimal("79.34"));
    assert_eq!(shown("welfare_members"), decimal("6760604"));
    assert_eq!(value("sum(welfare_funds.fund_baht)", "baht", 2566), decimal("20755556074.00"));
    assert_eq!(shown("certified_funds"), decimal("1005"));
}

#[test]
fn bad_debts_stay_under_their_ceiling() {
    assert_eq!(shown("programme_9_2"), decimal("9.29"));
    assert_eq!(target("programme_9_2").0, decimal("10"));
    assert_eq!(reading("programme_9_2").status, Status::Met);
}

#[test]
fn baan_mankong_households_are_as_printed_and_the_south_is_not_zero() {
    assert_eq!(shown("baan_mankong_households"), decimal("4143"));
    for id in ["baan_mankong_households", "baan_mankong_communities", "baan_mankong_provinces"] {
        let south = by(id, "region").into_iter().find(|(code, _)| code == "south");
        let (_, south) = south.expect("the south stands in the table");
        assert!(matches!(south, Err(NotComputable::EmptyCells { .. })), "{id}: {south:?}");
    }
    let counted = by("baan_mankong_households", "region").into_iter().filter_map(|(_, figure)| figure.ok());
    assert_eq!(counted.sum::<Decimal>(), decimal("4143"));
}

#[test]
fn the_evaluation_is_printed_as_99_50_and_recomputes_to_100() {
    assert_eq!(shown("evaluation_score").to_string(), "99.50");
    assert_eq!(shown("evaluation_recomputed").to_string(), "100.00");
    let level = level(&REPORT.engine.package, "result_levels", 2566, decimal("99.50")).expect("a level");
    assert_eq!((level.code.as_str(), level.title.english.as_str()), ("very_good", "Very good"));
}

#[test]
fn levels_begin_at_their_lower_bounds() {
    for (score, expected) in [
        ("100", "very_good"),
        ("90", "very_good"),
        ("89.99", "good"),
        ("75", "good"),
        ("74.99", "fair"),
        ("60", "fair"),
        ("59.99", "improve"),
        ("0", "improve"),
    ] {
        let reached = level(&REPORT.engine.package, "result_levels", 2566, decimal(score)).expect("a level");
        assert_eq!(reached.code, expected, "{score}");
    }
    assert_eq!(level(&REPORT.engine.package, "result_levels", 2566, decimal("-1")), None);
    assert_eq!(level(&REPORT.engine.package, "result_levels", 2500, decimal("99")), None);
}

#[test]
fn the_income_statement_is_as_printed() {
    let (revenue, expenses) =
        ("sum(income_statement.amount[section = \"revenue\"])", "sum(income_statement.amount[section = \"expenses\"])");
    for (year, revenues, spent, left) in [
        (2566, "1537250970.44", "1512397328.35", "24853642.09"),
        (2565, "1556166516.33", "1661270580.53", "-105104064.20"),
    ] {
        assert_eq!(value(revenue, "baht", year), decimal(revenues));
        assert_eq!(value(expenses, "baht", year), decimal(spent));
        assert_eq!(value(&format!("{revenue} - {expenses}"), "baht", year), decimal(left));
    }
    assert_eq!(shown("surplus"), decimal("24.85"));
}

#[test]
fn the_balance_sheet_balances_as_printed() {
    let section = |section: &str| value(&format!("sum(balance_sheet.amount[section = \"{section}\"])"), "baht", 2566);
    let assets = section("current_assets") + section("non_current_assets");
    assert_eq!(assets, decimal("9034106099.50"));
    // The liabilities' 1 baht of the year before is an empty cell now.
    assert_eq!(section("current_liabilities"), decimal("32144206.87"));
    assert_eq!(section("equity"), decimal("9001961892.63"));
    assert_eq!(decimal("32144206.87") + decimal("9001961892.63"), assets);
    assert_eq!(shown("balance_difference").to_string(), "0.00");
}

#[test]
fn cash_ties_in_both_years() {
    assert_eq!(
        value("only(balance_sheet.amount[line = \"cash_and_equivalents\"])", "baht", 2566),
        decimal("2469667929.25")
    );
    assert_eq!(
        value("only(balance_sheet.amount[line = \"cash_and_equivalents\"])", "baht", 2565),
        decimal("2372522829.57")
    );
    for id in ["balance_difference", "cash_tie", "surplus_tie"] {
        for year in [2565, 2566] {
            let (_, reading) = REPORT.read(id, year).unwrap_or_else(|| panic!("no indicator {id}"));
            assert_eq!(reading.exact, Ok(Decimal::ZERO), "{id} in {year}");
        }
    }
    for id in ["opening_cash_tie", "accumulated_surplus_tie"] {
        assert_eq!(reading(id).exact, Ok(Decimal::ZERO), "{id}");
    }
}

#[test]
fn every_row_of_the_statements_is_computed_in_both_years_or_says_why_not() {
    let mut empty = BTreeSet::new();
    for row in &REPORT.layout {
        let Some(formula) = &row.formula else { continue };
        for year in [2565, 2566] {
            match REPORT.engine.value_in(formula, &Context::year(year), "baht") {
                Ok(_) => {}
                Err(NotComputable::EmptyCells { .. }) => _ = empty.insert((row.id.as_str(), year)),
                Err(reason) => panic!("{} in {year}: {reason}", row.id),
            }
        }
    }
    insta::assert_debug_snapshot!("statement_rows_without_a_figure", empty);
}

#[test]
fn every_indicator_is_computed_or_says_why_not() {
    assert!(REPORT.indicators.len() >= 90);
    let (mut not_computable, mut without_parts) = (String::new(), Vec::new());
    for indicator in &REPORT.indicators {
        if let Err(reason) = reading(&indicator.id).exact {
            writeln!(not_computable, "{}: {reason}", indicator.id).unwrap();
        }
        for dimension in &indicator.dimensions {
            let parts = by(&indicator.id, dimension);
            if parts.len() < 2 {
                without_parts.push(format!("{} by {dimension}", indicator.id));
            }
            for (code, figure) in parts {
                if let Err(reason) = figure {
                    writeln!(not_computable, "{} by {dimension} {code}: {reason}", indicator.id).unwrap();
                }
            }
        }
    }
    // A dimension whose column no foreign key ties to a codelist has no parts.
    assert!(without_parts.is_empty(), "{without_parts:?}");
    insta::assert_snapshot!("indicators_not_computable", not_computable);
}

#[test]
fn the_parts_of_a_total_add_up_to_it() {
    for (id, dimension) in [
        ("strong_communities", "region"),
        ("strong_communities", "level"),
        ("welfare_funds", "region"),
        ("welfare_members", "region"),
        ("certified_funds", "region"),
        ("baan_mankong_households", "region"),
        ("welfare_contributions", "source"),
    ] {
        let indicator = REPORT.indicator(id).unwrap_or_else(|| panic!("no indicator {id}"));
        let parts = indicator.breakdown(&REPORT.engine, &Context::year(2566), dimension);
        let sum: Decimal = parts.into_iter().filter_map(|part| part.reading.exact.ok()).sum();
        assert_eq!(Ok(sum), reading(id).exact, "{id} by {dimension}");
    }
}

// The audit.

#[test]
fn every_printed_figure_and_every_identity_is_evaluated() {
    let rows = |role| REPORT.engine.package.of_role(role).map(|table| table.rows()).sum::<usize>();
    assert_eq!((AUDIT.figures.len(), AUDIT.identities.len()), (rows(Role::Printed), rows(Role::Identities)));
    assert!(AUDIT.figures.len() >= 340, "{}", AUDIT.figures.len());
    let not_computable: Vec<_> =
        AUDIT.figures.iter().filter(|figure| figure.computed.is_err()).map(|figure| &figure.printed.id).collect();
    assert!(not_computable.is_empty(), "{not_computable:?}");
    let summary = AUDIT.summary();
    assert_eq!(summary.total(), AUDIT.figures.len());
    assert_eq!(summary.not_computable, 0);
}

#[test]
fn a_figure_that_differs_differs_by_what_is_printed_less_what_is_computed() {
    for figure in &AUDIT.figures {
        let printed = &figure.printed;
        let exact = figure.computed.clone().expect("a value");
        let computed = half_away_from_zero(exact, printed.precision);
        match &figure.verdict {
            Verdict::Agrees => assert_eq!(computed, printed.value, "{}", printed.id),
            Verdict::Differs { by } => assert_eq!(computed + by, printed.value, "{}", printed.id),
            Verdict::RoundedOtherwise { .. } => {
                let apart = (printed.value - exact).abs();
                assert!(apart < Decimal::new(1, printed.precision), "{}: {apart}", printed.id);
            }
            Verdict::FromRounded { .. } => assert_ne!(computed, printed.value, "{}", printed.id),
            Verdict::NotComputable(reason) => panic!("{}: {reason}", printed.id),
        }
    }
}

/// Nothing that does not agree goes without a finding, and nothing is found twice.
#[test]
fn every_figure_and_identity_that_does_not_agree_stands_in_a_finding() {
    let ids: BTreeSet<&str> = AUDIT.findings.iter().map(|finding| finding.id.as_str()).collect();
    assert_eq!(ids.len(), AUDIT.findings.len(), "findings share a name");
    for (index, figure) in AUDIT.figures.iter().enumerate() {
        let found = AUDIT.findings.iter().filter(|finding| finding.places.contains(&index)).count();
        let wanted = usize::from(figure.verdict != Verdict::Agrees);
        assert!(found >= wanted, "{} stands in {found} findings", figure.printed.id);
    }
    for (index, checked) in AUDIT.identities.iter().enumerate() {
        let found = AUDIT.findings.iter().filter(|finding| finding.identities.contains(&index)).count();
        let wanted = usize::from(checked.verdict != Verdict::Agrees);
        assert!(found >= wanted, "{} stands in {found} findings", checked.identity.id);
    }
}

/// A change of any verdict or finding shows here: what does not plainly agree, as `codi-data audit` tells it, how many
/// figures do, and each finding.
#[test]
fn the_audits_verdicts_and_findings_are_those_that_people_have_looked_at() {
    let mut list = "Figures\n".to_owned();
    for figure in AUDIT.figures.iter().filter(|figure| figure.verdict != Verdict::Agrees) {
        writeln!(list, "{}", line(figure)).unwrap();
    }
    let Summary { agree, rounded_otherwise, from_rounded, differ, not_computable } = AUDIT.summary();
    writeln!(
        list,
        "{rounded_otherwise} rounded otherwise, {from_rounded} from rounded, {differ} differ, {not_computable} not \
         computable; the other {agree} agree\n\nIdentities"
    )
    .unwrap();
    let unequal = AUDIT.identities.iter().filter(|checked| checked.verdict != Verdict::Agrees);
    for checked in unequal.clone() {
        let words = locale::verdict(&checked.verdict, checked.identity.precision, Language::English);
        writeln!(list, "{} ({}): {words}", checked.identity.id, checked.identity.section).unwrap();
    }
    let holding = AUDIT.identities.len() - unequal.count();
    writeln!(list, "the other {holding} hold\n\nFindings").unwrap();
    for finding in &AUDIT.findings {
        let (kind, severity) = (finding.kind.code(), finding.severity.code());
        writeln!(list, "{}: {kind}, {severity}, {}", finding.id, located(&finding.located)).unwrap();
    }
    insta::assert_snapshot!("verdicts", list);
}

fn line(figure: &Checked) -> String {
    let printed = &figure.printed;
    let computed =
        figure.computed.as_ref().map_or_else(|_| "–".to_owned(), |exact| locale::number(*exact, printed.precision));
    let words = locale::verdict(&figure.verdict, printed.precision, Language::English);
    let value = locale::number(printed.value, printed.precision);
    format!("{} ({}): {value} {} → {computed}: {words}", printed.id, printed.section, printed.unit)
}

fn located(located: &Located) -> String {
    let told = |correction: &Correction| {
        let cell = &correction.cell;
        let row = cell.row + 1;
        format!("{}.{} row {row}: {} for {}", cell.table, cell.column, correction.would_be, correction.printed)
    };
    match located {
        Located::Nothing => "not located".to_owned(),
        Located::Cell(correction) => told(correction),
        Located::Several(corrections) => {
            format!("one of [{}]", corrections.iter().map(told).collect::<Vec<_>>().join("; "))
        }
        Located::Total => "the total".to_owned(),
    }
}

#[test]
fn figures_compare_at_the_printed_decimals() {
    let differs = |by: &str| Verdict::Differs { by: decimal_signed(by) };
    for (printed, precision, exact, expected) in [
        ("105.09", 2, "105.0854", Verdict::Agrees),
        ("37.92", 2, "37.9209", Verdict::Agrees),
        // A half is rounded away from zero.
        ("0.13", 2, "0.125", Verdict::Agrees),
        // Cut off instead of rounded.
        ("0.12", 2, "0.125", Verdict::RoundedOtherwise { truncated: true }),
        ("108.09", 2, "108.0952", Verdict::RoundedOtherwise { truncated: true }),
        ("-0.12", 2, "-0.125", Verdict::RoundedOtherwise { truncated: true }),
        // Rounded up where it should have been rounded down.
        ("5", 0, "4.01", Verdict::RoundedOtherwise { truncated: false }),
        ("-0.13", 2, "-0.124", Verdict::RoundedOtherwise { truncated: false }),
        // One whole unit of the last decimal is a difference.
        ("5", 0, "4", differs("1")),
        ("99.50", 2, "100", differs("-0.50")),
        ("100", 0, "98.5", differs("1")),
        ("0", 0, "0.4999", Verdict::Agrees),
        // A figure with more decimals than are said to be printed.
        ("1.25", 1, "1.25", Verdict::RoundedOtherwise { truncated: false }),
    ] {
        assert_eq!(
            verdict(decimal_signed(printed), precision, decimal_signed(exact)),
            expected,
            "{printed} and {exact}"
        );
    }
    let too_large = Verdict::NotComputable(NotComputable::Overflow);
    assert_eq!(verdict(Decimal::MAX, 0, Decimal::MIN), too_large);
}

fn decimal_signed(digits: &str) -> Decimal {
    digits.strip_prefix('-').map_or_else(|| decimal(digits), |digits| -decimal(digits))
}

#[test]
fn every_figure_quotes_the_report_and_its_indicator_exists() {
    for figure in &REPORT.figures {
        assert!(!figure.quote.trim().is_empty() && !figure.section.is_empty(), "{}", figure.id);
        if let Some(id) = &figure.indicator {
            let indicator = REPORT.indicator(id).unwrap_or_else(|| panic!("{}: no indicator {id}", figure.id));
            let unit = |code: &str| REPORT.engine.units.get(code).cloned().expect("a unit");
            assert!(unit(&figure.unit).converts_to(&unit(&indicator.unit)), "{}", figure.id);
        }
    }
}

#[test]
fn every_text_of_the_indicators_stands_in_both_languages() {
    for indicator in &REPORT.indicators {
        let description = description(&REPORT.engine.package, &indicator.id);
        for text in [&indicator.title, &description] {
            assert!(
                !text.thai.trim().is_empty() && !text.english.trim().is_empty() && text.thai != text.english,
                "{}",
                indicator.id
            );
        }
        assert_eq!(indicator.note.thai.is_empty(), indicator.note.english.is_empty(), "{}", indicator.id);
    }
}

#[test]
fn a_working_out_asks_for_what_is_said_of_its_indicator_and_a_page_does_not() {
    let said: Vec<&str> =
        REPORT.engine.package.of_role(Role::IndicatorDescriptions).map(|table| table.name.as_str()).collect();
    let asks = |names: Vec<String>| names.iter().any(|name| said.contains(&name.as_str()));
    assert!(asks(REPORT.tables_of_working("v.housing_total", 2566)));
    assert!(!asks(REPORT.tables_of("v.housing_total", 2566)));
    for told_elsewhere in ["v.bs_total_assets", "p.summary_relations_plans_achievement", "v.nothing", "x"] {
        assert!(!asks(REPORT.tables_of_working(told_elsewhere, 2566)), "{told_elsewhere}");
    }
    // Without the table all else stands.
    let mut files = fixtures::published_files();
    files.retain(|path, _| !path.starts_with("indicator_descriptions"));
    let report = fixtures::sound(&files);
    let subject = |report: &Report| report.subject("v.housing_total", 2566).expect("the figure");
    assert_eq!(subject(&report).description(&report), Text::default());
    assert_ne!(subject(&REPORT).description(&REPORT), Text::default());
    assert!(subject(&report).work_out(&report).0.is_ok());
}

#[test]
fn every_table_and_every_indicator_is_on_the_page_of_a_topic() {
    let topics = REPORT.topics();
    let codes: BTreeSet<&str> = topics.iter().map(|topic| topic.code.as_str()).collect();
    for resource in &REPORT.engine.package.descriptor.resources {
        assert!(codes.contains(resource.text("topic", false)), "{} is of no topic", resource.name);
    }
    for indicator in &REPORT.indicators {
        assert!(codes.contains(REPORT.topic_of(indicator)), "{} is of no topic", indicator.id);
    }
    // The host has a page for each.
    let routes = std::fs::read_to_string(fixtures::root().join("tools/routes.txt")).unwrap();
    for code in codes {
        assert!(routes.lines().any(|route| route == code), "tools/routes.txt lacks {code}");
    }
}

#[test]
fn the_host_starts_the_program_that_has_the_page() {
    let lines = |name| std::fs::read_to_string(fixtures::root().join(name)).unwrap();
    let (routes, tools) = (lines("tools/routes.txt"), lines("tools/tool-routes.txt"));
    for path in routes.lines() {
        let route = Route::of(path);
        assert_eq!(route.path(), path);
        let of_tools = tools.lines().any(|first| path.split('/').next() == Some(first));
        assert_eq!(route.is_tool(), of_tools, "{path}: tools/tool-routes.txt");
    }
}

#[test]
fn a_topic_opens_with_figures_that_can_be_computed() {
    for topic in REPORT.topics() {
        for name in topic.lead_figures() {
            let subject = REPORT.subject(name, 2566).unwrap_or_else(|| panic!("{}: no figure {name}", topic.code));
            assert!(subject.work_out(&REPORT).0.is_ok(), "{}: {name}", topic.code);
        }
        let in_english: Vec<_> = topic.lead(true);
        for name in topic.lead_figures() {
            assert!(in_english.contains(&LeadPart::Figure(name)), "{}: {name} is not in the English", topic.code);
        }
        for id in &topic.headlines {
            assert!(REPORT.indicator(id).is_some(), "{}: no indicator {id}", topic.code);
        }
    }
}

#[test]
fn the_tables_that_come_first_are_enough_for_the_first_page() {
    let published = fixtures::published_files();
    let resources = &REPORT.engine.package.descriptor;
    let first = resources.with_codelists(&|one| one.is_first(true));
    let paths: BTreeSet<&str> = first.into_iter().flat_map(|one| one.paths.iter().map(String::as_str)).collect();
    let mut files = published.clone();
    files.retain(|path, _| path == codi_in_figures::package::LEAN_DESCRIPTOR_FILE || paths.contains(path));
    let report = fixtures::sound(&files);
    for id in ["housing_total", "programme_1_1", "members_covered", "evaluation_recomputed", "surplus"] {
        let (_, reading) = report.read(id, 2566).unwrap_or_else(|| panic!("no indicator {id}"));
        assert!(reading.exact.is_ok(), "{id}: {:?}", reading.exact);
    }
}
