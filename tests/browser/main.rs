//! What only a browser can show, and that it shows the same as a computer does natively.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

use codi_in_figures::{
    audit::Summary,
    browser,
    chart::{Heading, LIGHT, Label, Scene, Shape, bar, svg, waterfall},
    indicator::Status,
    locale::{self, Language},
    package::{DESCRIPTOR_FILE, Files},
    report::Report,
};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

#[path = "../fixtures/chart_words.rs"]
mod chart_words;

use chart_words::{ENGLISH, number};

wasm_bindgen_test_configure!(run_in_browser);

/// The texts, as the page loads them.
fn texts() {
    let both: [&[&str]; 2] = include!(concat!(env!("OUT_DIR"), "/both.rs")).each_ref().map(|texts| texts.as_slice());
    for (language, texts) in [Language::Thai, Language::English].into_iter().zip(both) {
        assert!(locale::provide(language, &texts.join("\n")));
    }
}

/// The published package.
fn files() -> Files {
    let published: &[(&str, &[u8])] = &include!(concat!(env!("OUT_DIR"), "/published.rs"));
    published.iter().map(|(name, bytes)| ((*name).to_owned(), Ok(bytes.to_vec()))).collect()
}

/// The published package, opened.
fn report() -> Report {
    texts();
    let told = |problems: &[codi_in_figures::package::Problem]| {
        let lines: Vec<String> = problems.iter().map(|problem| locale::problem(problem, Language::English)).collect();
        lines.join("\n")
    };
    let report = Report::open(&files()).unwrap_or_else(|problems| panic!("{}", told(&problems)));
    assert_eq!(told(&report.problems), "");
    report
}

#[wasm_bindgen_test]
fn a_number_keeps_the_digits_it_is_written_with() {
    let read: Result<serde_json::Number, _> = serde_json::from_str("99.50");
    assert_eq!(read.ok().map(|number| number.to_string()).as_deref(), Some("99.50"));
}

#[wasm_bindgen_test]
fn the_published_package_gives_the_figures_that_it_gives_natively() {
    let report = report();
    assert_eq!(report.years(), [2566]);
    // As tests/report.rs has them from the printed report.
    for (id, shown) in [
        ("housing_total", "31,368"),
        ("programme_1_1", "1,135"),
        ("programme_1_2", "1,366"),
        ("members_covered", "1,130,315"),
        ("evaluation_score", "99.50"),
        ("evaluation_recomputed", "100.00"),
        ("total_revenue", "1,537.25"),
        ("total_expenses", "1,512.40"),
        ("surplus", "24.85"),
        ("balance_difference", "0.00"),
        ("welfare_tambon_coverage", "79.34"),
    ] {
        let (indicator, reading) = report.read(id, 2566).expect(id);
        let exact = reading
            .exact
            .unwrap_or_else(|reason| panic!("{id}: {}", locale::not_computable(&reason, Language::English)));
        assert_eq!(locale::number(exact, indicator.precision), shown, "{id}");
    }
    let (_, housing) = report.read("housing_total", 2566).expect("housing");
    assert_eq!(housing.status, Status::Met);
    let achieved = housing.achievement.expect("a target").expect("a share");
    assert_eq!(locale::number(achieved, 2), "105.09");
}

#[wasm_bindgen_test]
fn the_audit_comes_to_the_verdicts_that_it_comes_to_natively() {
    // The snapshot that the native tests compare with: its counts, and the names of its findings.
    let expected = include_str!("../snapshots/report__verdicts.snap");
    let audit = report().audit();
    let Summary { agree, rounded_otherwise, from_rounded, differ, not_computable } = audit.summary();
    let counts = format!(
        "{rounded_otherwise} rounded otherwise, {from_rounded} from rounded, {differ} differ, {not_computable} not \
         computable; the other {agree} agree"
    );
    assert!(expected.contains(&counts), "{counts}");
    let (_, findings) = expected.split_once("\nFindings\n").expect("the findings");
    let expected: Vec<&str> = findings.lines().filter_map(|line| Some(line.split_once(": ")?.0)).collect();
    let found: Vec<&str> = audit.findings.iter().map(|finding| finding.id.as_str()).collect();
    assert_eq!(found, expected);
}

#[wasm_bindgen_test]
fn a_package_without_its_descriptor_is_told_apart() {
    texts();
    let mut files = Files::new();
    files.insert(DESCRIPTOR_FILE.to_owned(), Ok(b"<!doctype html><p>Not here".to_vec()));
    let problems = Report::open(&files).expect_err("a problem");
    assert!(locale::problem(&problems[0], Language::English).contains(DESCRIPTOR_FILE));
}

fn heading(title: &str, unit: &str) -> Heading {
    Heading { title: title.into(), lead: String::new(), unit: Label::plain(unit) }
}

/// The bars of tests/chart.rs.
fn bars(width: f64) -> Scene {
    let names = ["North", "Northeast", "South", "Central and West", "Bangkok, Vicinity and East"];
    let values = [Some(1135.0), Some(2480.0), Some(731.0), Some(-212.5), None];
    let bars = names.iter().zip(values).enumerate().map(|(at, (name, value))| bar::Bar {
        key: format!("r{at}"),
        label: Label::plain(name),
        value,
        text: value
            .map_or_else(|| "not computable: no report".to_owned(), |value| number(value, usize::from(value < 0.0))),
        note: None,
    });
    bar::draw(
        &bar::Spec { heading: heading("Fixture: bars", "households"), bars: bars.collect(), chosen: None },
        width,
        &LIGHT,
        &ENGLISH,
    )
}

/// The waterfall of tests/chart.rs.
fn fall(width: f64) -> Scene {
    use waterfall::Kind::{Change, Total};
    let steps = [
        ("a", "Revenue from the budget", Total, 1613.4, "1,613.4"),
        ("b", "Interest on loans", Change, 231.8, "+231.8"),
        ("c", "Staff", Change, -402.1, "−402.1"),
        ("d", "Community development work", Change, -1512.9, "−1,512.9"),
        ("e", "Surplus, net", Total, -69.8, "−69.8"),
    ];
    let steps = steps.map(|(key, label, kind, value, text)| waterfall::Step {
        key: key.into(),
        label: Label::plain(label),
        kind,
        value: Some(value),
        text: text.into(),
        note: None,
    });
    let spec = waterfall::Spec { heading: heading("Fixture: waterfall", "million baht"), steps: steps.into() };
    waterfall::draw(&spec, width, &LIGHT, &ENGLISH)
}

/// A snapshot without the lines that insta puts before it.
fn snapshot(file: &'static str) -> &'static str {
    file.splitn(3, "---\n").last().unwrap_or_default().trim_end()
}

#[wasm_bindgen_test]
fn a_chart_is_drawn_as_it_is_natively() {
    let drawn = |scene: &Scene| svg::write(scene, Some(LIGHT.ground), "").trim_end().to_owned();
    for (width, bar, waterfall) in [
        (
            320.0,
            include_str!("../snapshots/chart__bar-en-320.snap"),
            include_str!("../snapshots/chart__waterfall-en-320.snap"),
        ),
        (
            560.0,
            include_str!("../snapshots/chart__bar-en-560.snap"),
            include_str!("../snapshots/chart__waterfall-en-560.snap"),
        ),
        (
            960.0,
            include_str!("../snapshots/chart__bar-en-960.snap"),
            include_str!("../snapshots/chart__waterfall-en-960.snap"),
        ),
    ] {
        assert_eq!(drawn(&bars(width)), snapshot(bar), "bars at {width}");
        assert_eq!(drawn(&fall(width)), snapshot(waterfall), "waterfall at {width}");
    }
}

#[wasm_bindgen_test]
fn a_painted_chart_is_its_scene_and_never_markup() {
    let page = web_sys::window().and_then(|window| window.document()).expect("a page");
    let canvas = page.create_element("div").expect("an element");
    let mut scene = bars(560.0);
    scene.shapes.iter_mut().for_each(|shape| {
        if let Shape::Text { content, .. } = shape {
            content.push_str("<img src=x onerror=alert(1)>");
        }
    });
    // A second time in place of the first.
    for _ in 0..2 {
        browser::paint(&scene, &canvas);
        let root = canvas.first_element_child().expect("a drawing");
        assert_eq!(canvas.child_element_count(), 1);
        assert_eq!(root.get_attribute("aria-hidden").as_deref(), Some("true"));
        let painted: Vec<_> =
            std::iter::successors(root.first_element_child(), |shape| shape.next_element_sibling()).collect();
        assert_eq!(painted.len(), scene.shapes.len());
        for (element, shape) in painted.iter().zip(&scene.shapes) {
            assert_eq!(element.child_element_count(), 0, "{}", element.outer_html());
            if let Shape::Text { content, .. } = shape {
                assert_eq!(element.text_content().as_ref(), Some(content));
            }
        }
    }
}

#[wasm_bindgen_test]
fn words_found_by_the_browser_join_back_to_the_text() {
    for text in [
        "การพัฒนาที่อยู่อาศัยผู้มีรายได้น้อยในเมืองและชนบท (บ้านมั่นคง)",
        "กรุงเทพฯ ปริมณฑลและตะวันออก",
        "8.1 กองทุนสวัสดิการที่ได้รับสมทบ",
        "Bangkok, vicinity and East",
        "“บ้านพอเพียง” 1,135 / 1,050 ตำบล · 108.10%",
        "  two  spaces  ",
        "ำ",
        "",
    ] {
        let words = browser::segment(text);
        assert_eq!(words.concat(), text);
        assert!(words.iter().all(|word| !word.is_empty()) || text.is_empty(), "{words:?}");
    }
}

#[wasm_bindgen_test]
fn thai_is_parted_at_words_and_no_vowel_or_tone_mark_begins_one() {
    let words = browser::segment("การพัฒนาที่อยู่อาศัยผู้มีรายได้น้อยในเมืองและชนบท");
    assert!(words.len() > 5, "{words:?}");
    for word in &words {
        let first = word.chars().next().unwrap_or(' ');
        assert!(!matches!(first, 'ะ'..='ฺ' | '็'..='๎' | 'ๅ' | 'ๆ'), "{word}");
    }
    // A bracket stays with what it holds, a mark with the word before it.
    for word in browser::segment("สินเชื่อผิดนัด (NPL), ร้อยละ") {
        assert!(!word.starts_with([')', ',', ' ']) && !word.ends_with('('), "{word:?}");
    }
}
