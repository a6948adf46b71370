//! What the worker tells the page of a calculator: every word in both languages, every number exact.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod fixtures;

use std::sync::LazyLock;

use codi_in_figures::{calculator::Calculator, export::calculator_json, package::Json, report::Report};
use proptest::prelude::*;

static REPORT: LazyLock<Report> = LazyLock::new(|| fixtures::sound(&fixtures::published_files()));

fn answer(question: [&str; 5]) -> Json {
    calculator_json(&REPORT, &question.join("\n"))
}

fn sheet(calculator: Calculator, text: &str) -> Json {
    answer(["sheet", calculator.code(), "2566", "south", text])
}

fn text<'a>(json: &'a Json, name: &str) -> &'a str {
    json.get(name).and_then(Json::text).unwrap_or_default()
}

fn texts<'a>(json: &'a Json, list: &str, name: &str) -> Vec<&'a str> {
    json.get(list).map_or(&[][..], Json::items).iter().map(|item| text(item, name)).collect()
}

/// The cell of a row, which is named by the beginning of its English title, in a column of that English title.
fn cell<'a>(sheet: &'a Json, row: &str, column: &str) -> &'a Json {
    let at = texts(sheet, "columns", "title_en").iter().position(|title| *title == column).expect("a column");
    let rows = sheet.get("rows").expect("rows").items();
    let row = rows.iter().find(|one| text(one, "title_en").starts_with(row)).expect("a row");
    &row.get("cells").expect("cells").items()[at]
}

fn outcome<'a>(sheet: &'a Json, title: &str) -> &'a Json {
    let outcomes = sheet.get("outcomes").expect("outcomes").items();
    outcomes.iter().find(|outcome| text(outcome, "title_en") == title).unwrap_or_else(|| panic!("no {title}"))
}

/// Every text that has an English counterpart, with it.
fn in_both<'a>(json: &'a Json, found: &mut Vec<(&'a str, &'a str, &'a str)>) {
    for (name, value) in json.pairs() {
        if let Some(english) = json.get(&format!("{name}_en")).and_then(Json::text) {
            found.push((name, value.text().expect("a text"), english));
        }
        in_both(value, found);
    }
    json.items().iter().for_each(|item| in_both(item, found));
}

#[test]
fn all_is_told_in_both_languages() {
    for calculator in Calculator::ALL {
        for entered in ["", "people_90~organization_60~quality_of_life_90~relations_90~1.1_9.09~balance.loss_5"] {
            let sheet = sheet(calculator, entered);
            let columns = sheet.get("columns").expect("columns").items().len();
            for row in sheet.get("rows").expect("rows").items() {
                assert_eq!(row.get("cells").expect("cells").items().len(), columns);
            }
            let mut found = Vec::new();
            in_both(&sheet, &mut found);
            assert!(found.len() > 30, "{}", calculator.code());
            for (name, thai, english) in found {
                assert_eq!(thai.is_empty(), english.is_empty(), "{name}: {thai} {english}");
                let is_thai = |text: &str| text.chars().any(|letter| ('\u{e00}'..='\u{e7f}').contains(&letter));
                assert!(!is_thai(english) && !english.contains('{') && !thai.contains('{'), "{english}");
                let is_number = thai.chars().all(|letter| letter.is_ascii_digit() || ".,−".contains(letter));
                assert!(is_thai(thai) || is_number, "{thai}");
            }
            assert!(!text(&sheet, "section").is_empty() && !text(&sheet, "summary").is_empty());
        }
    }
}

#[test]
fn numbers_are_exact_and_as_they_are_read() {
    let evaluation = sheet(Calculator::Evaluation, "1.1_9.09");
    assert_eq!(text(&evaluation, "entered"), "1.1_9.09");
    assert_eq!(text(cell(&evaluation, "1.1", "Result"), "shown"), "9.09");
    assert_eq!(text(cell(&evaluation, "1.4", "Result"), "shown"), "29,444");
    assert_eq!(text(cell(&evaluation, "1.1", "Score"), "text"), "75.00");
    let total = outcome(&evaluation, "Total score");
    let first = &total.get("lines").expect("lines").items()[0];
    assert_eq!((text(first, "number"), text(first, "text"), text(first, "unit")), ("97.75", "97.75", "point"));
    assert_eq!(
        texts(total, "lines", "text_en"),
        [
            "",
            "Level: Very good",
            "Before: 100.00 points · Level: Very good, changed by −2.25",
            "In the report: 99.50 points · Level: Very good"
        ]
    );
    // The working-out is that of what the report prints.
    assert_eq!(texts(total, "lines", "open"), ["", "", "", "v.evaluation_score"]);
    assert_eq!(text(&evaluation, "summary_en"), "Total score 97.75 points · Level: Very good");

    let pace = sheet(Calculator::Pace, "");
    let needed = cell(&pace, "Baan Por Piang", "Needed a year");
    assert_eq!(text(needed, "text"), "17,120.46");
    assert!(text(needed, "number").starts_with("17120.4615"));
    assert_eq!(text(cell(&pace, "Baan Por Piang", "Due by the end of"), "shown"), "2579");
    assert_eq!(text(cell(&pace, "Baan Por Piang", "Counted since"), "text"), "2560");
    assert_eq!(
        text(&pace, "summary_en"),
        "Targets reached in time at the pace so far, of those that can be computed 2 of 3"
    );
}

#[test]
fn what_is_typed_counts_as_far_as_it_is_a_number() {
    let typed = sheet(Calculator::Evaluation, "1.1_9.09~1.2_1\n1.1\t๑๘.๑๘\n1.2\t\n1.4\t28,750\n1.5\tmany\n2.2\t250");
    assert_eq!(text(&typed, "entered"), "1.1_18.18~1.4_28750~2.2_250");
    let result = |row| cell(&typed, row, "Result");
    assert_eq!(text(result("1.1"), "shown"), "๑๘.๑๘");
    assert_eq!(text(result("1.2"), "shown"), "");
    let refused = |cell: &Json| text(cell, "refused") == "true";
    assert!(refused(result("1.5")) && text(result("1.5"), "text_en").contains("not a number"));
    assert_eq!(text(result("1.5"), "number"), "343", "what is no number leaves what is given");
    assert!(!refused(result("1.2")) && !refused(result("1.1")));
    let score = cell(&typed, "2.2", "Score");
    assert_eq!(text(score, "text_en"), "Counted as 100 points, the nearest value allowed");
}

#[test]
fn a_community_is_told_why_it_does_not_pass_and_offered_the_regions() {
    let example = answer(["example", "strength", "2566", "", ""]);
    assert_eq!(text(&example, "entered"), "organization_81~people_90~quality_of_life_86~relations_84");
    let overall = outcome(&example, "The community’s mean score");
    assert_eq!(texts(overall, "lines", "text")[0], "85.25");
    assert_eq!(texts(overall, "lines", "text_en"), ["", "Passes", "Level: Very good"]);
    assert_eq!(texts(&example, "choices", "code").len(), 5);
    let uneven = sheet(Calculator::Strength, "people_90~organization_60~quality_of_life_90~relations_90");
    let overall = outcome(&uneven, "The community’s mean score");
    assert_eq!(
        texts(overall, "lines", "text_en"),
        [
            "",
            "Does not pass",
            "Level: Very good",
            "Strong community organizations: 60 points, below the pass mark of 75"
        ]
    );
    let region = outcome(&uneven, "Strong-community tambons of the region at the same level");
    assert_eq!(texts(region, "lines", "text_en")[2].split(' ').nth(1), Some("of"));
}

#[test]
fn a_list_says_what_was_read_and_what_was_not() {
    let paste = |list| answer(["paste", "provision", "2566", "", list]);
    let read = paste("substandard\t100\nloss\t5\t9\nnobody\t1");
    assert_eq!(text(&read, "entered"), "balance.loss_5~balance.substandard_100~collateral.loss_5");
    let pasted = read.get("pasted").expect("pasted");
    assert_eq!(texts(pasted, "told", "text_en").len(), 2);
    assert!(texts(pasted, "faults", "text")[0].starts_with("บรรทัดที่ 3 "));
    let provision = outcome(&read, "Total allowance");
    assert_eq!((texts(provision, "lines", "text")[0], texts(provision, "lines", "unit")[0]), ("25.00", "baht"));
    // Nothing is taken away for a list of which nothing counts.
    let nothing = paste("nobody\t1");
    assert!(nothing.get("rows").is_none() && nothing.get("entered").is_none());
    let many = paste(&"nobody\t1\n".repeat(60));
    assert_eq!(texts(many.get("pasted").expect("pasted"), "faults", "text_en").last(), Some(&"And further lines: 10"));
}

#[test]
fn what_is_no_question_has_no_answer() {
    for question in
        [["sheet", "nothing", "2566", "", ""], ["sheet", "pace", "soon", "", ""], ["nothing", "pace", "2566", "", ""]]
    {
        assert_eq!(answer(question), Json::Null);
    }
    assert_eq!(calculator_json(&REPORT, ""), Json::Null);
    let of_no_year = answer(["sheet", "pace", "2500", "", "target.x_1"]);
    assert!(of_no_year.get("rows").is_none() && text(&of_no_year, "entered") == "target.x_1");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_asked_is_answered(what in "sheet|paste|example", at in 0_usize..4, words in any::<String>()) {
        let told = answer([&what, Calculator::ALL[at].code(), "2566", &words, &words]);
        prop_assert!(told != Json::Null);
    }
}
