//! Search: over the catalogue of the published package, and over anything that can be typed.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod fixtures;

use std::{collections::BTreeSet, sync::LazyLock};

use codi_in_figures::{
    export::catalogue_json,
    package::Json,
    report::{Report, find, fold, has},
    state::{Route, View},
};
use proptest::prelude::*;

static REPORT: LazyLock<Report> = LazyLock::new(|| fixtures::sound(&fixtures::published_files()));
static ENTRIES: LazyLock<Json> = LazyLock::new(|| catalogue_json(&REPORT));

fn text<'a>(entry: &'a Json, name: &str) -> &'a str {
    entry.get(name).and_then(Json::text).unwrap_or_else(|| panic!("no {name}"))
}

/// What finds no words: a text without spaces is looked for as it is.
fn whole(text: &str) -> Vec<String> {
    vec![text.to_owned()]
}

/// Kind and id of what is found, best first.
fn ids(typed: &str, english: bool) -> Vec<String> {
    let best = find(&ENTRIES, typed, english, whole).best;
    best.into_iter().map(|entry| format!("{} {}", text(entry, "kind"), text(entry, "id"))).collect()
}

#[test]
fn everything_has_a_name_in_both_languages_and_a_place_of_its_own_kind() {
    let mut ids = BTreeSet::new();
    for entry in ENTRIES.items() {
        let (kind, id) = (text(entry, "kind"), text(entry, "id"));
        assert!(ids.insert((kind, id)), "{kind} {id} stands twice");
        assert!(!text(entry, "title").is_empty() && !text(entry, "title_en").is_empty(), "{kind} {id}");
        let (path, query) = text(entry, "place").split_once('?').unwrap_or((text(entry, "place"), ""));
        let route = Route::of(path);
        assert_eq!(route.path(), path);
        let pairs: Vec<(&str, &str)> = query.split('&').filter_map(|pair| pair.split_once('=')).collect();
        let view =
            View::read(|name| pairs.iter().find(|(other, _)| *other == name).map(|(_, value)| (*value).to_owned()));
        match &route {
            Route::Topic(code) => assert!(REPORT.topics().iter().any(|topic| topic.code == *code), "{kind} {id}"),
            Route::Programme(code) => {
                assert!(REPORT.programmes(2566).iter().any(|programme| programme.code == *code), "{kind} {id}");
            }
            Route::NotFound => panic!("{kind} {id} is nowhere"),
            _ => {}
        }
        match kind {
            "indicator" => assert!(REPORT.subject(&view.open.expect("a figure"), 2566).is_some(), "{id}"),
            "table" | "case" => {
                let table = view.table.expect("a table");
                let resource = REPORT.engine.package.descriptor.resource(&table).expect("a table of the package");
                assert_eq!(resource.text("topic", false), path, "{id}");
                assert!(view.data);
            }
            _ => assert_eq!(view, View::default(), "{id}"),
        }
    }
    let of = |kind: &str| ids.iter().filter(|(other, _)| *other == kind).count();
    assert_eq!(of("indicator"), REPORT.indicators.len());
    assert_eq!(of("programme"), 13);
    assert_eq!(of("case"), REPORT.engine.package.table("cases").expect("cases").rows());
    assert!(of("table") > 100 && of("topic") >= 9 && of("page") >= 4);
}

#[test]
fn what_is_called_just_so_stands_first() {
    assert_eq!(ids("ที่อยู่อาศัย", false)[0], "topic housing");
    assert_eq!(ids("Housing", true)[0], "topic housing");
    assert_eq!(ids("บ้านมั่นคงสะสม", false)[0], "table baan_mankong_cumulative");
    assert_eq!(ids("Prem Prachakon canal areas", true)[0], "table canal_areas");
    assert!(ids("จังหวัดเพชรบุรี", false).contains(&"case cases.phetchaburi".to_owned()));
}

#[test]
fn words_are_found_in_any_order_in_either_language_and_however_numbers_are_written() {
    let found = ids("certified funds welfare", true);
    assert!(found.contains(&"table certified_funds".to_owned()), "{found:?}");
    assert_eq!(ids("WELFARE, certified funds", true).len(), found.len());
    // Thai words on an English page, and the other way round.
    assert!(ids("กองทุนสวัสดิการชุมชนที่ได้รับการรับรอง", true).contains(&"table certified_funds".to_owned()));
    assert!(ids("certified welfare funds", false).contains(&"table certified_funds".to_owned()));
    let five = ids("คุณภาพชีวิต ๕ ดี", false);
    assert_eq!(five[0], "table quality_of_life_aspects");
    assert_eq!(five, ids("คุณภาพชีวิต5ดี", false));
}

#[test]
fn thai_without_spaces_is_cut_into_words_that_must_all_be_there() {
    let typed = "กองทุนชุมชนได้รับรองมาตรฐาน";
    assert_eq!(find(&ENTRIES, typed, false, whole).count, 0);
    let cut = |_: &str| vec!["กองทุน".to_owned(), "รับรอง ".to_owned(), "มาตรฐาน".to_owned()];
    let found = find(&ENTRIES, typed, false, cut);
    assert!(found.best.iter().any(|entry| text(entry, "id") == "certified_funds"));
    let cut = |_: &str| vec!["กองทุน".to_owned(), "ไม่มีคำนี้".to_owned()];
    assert_eq!(find(&ENTRIES, typed, false, cut).count, 0);
}

#[test]
fn of_very_much_the_best_is_told_and_all_of_it_counted() {
    let found = find(&ENTRIES, "น", false, whole);
    assert_eq!(found.best.len(), 50);
    assert!(found.count > 50);
    assert_eq!(find(&ENTRIES, " – ", false, whole).count, 0);
}

proptest! {
    #[test]
    fn a_folded_text_stays_as_it_is(text in "\\PC*", signs in "[0-9๐-๙ .,\\-ก-๛]*") {
        for text in [text, signs] {
            let folded = fold(&text);
            prop_assert_eq!(fold(&folded), folded.clone());
            prop_assert!(has(&[&text], &text));
            prop_assert_eq!(fold(&text.to_ascii_uppercase()), folded);
        }
    }

    #[test]
    fn nothing_that_is_typed_breaks_the_search(typed in "\\PC*", english in any::<bool>()) {
        let by_letter = |text: &str| text.chars().map(String::from).collect::<Vec<_>>();
        let found = find(&ENTRIES, &typed, english, by_letter);
        prop_assert_eq!(found.best.len(), found.count.min(50));
    }
}
