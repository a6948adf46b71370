//! Charts as they come out: snapshots of each kind at three widths, in Thai and English, and what must hold for any
//! values, texts and widths. All labels and values here are fixtures.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use codi_in_figures::chart::bullet::Status;
use codi_in_figures::chart::stacked::{Part, Scale};
use codi_in_figures::chart::waterfall::Kind;
use codi_in_figures::chart::{Bounds, DARK, Heading, LIGHT, Label, Mark, Scene, Shape, Theme, Words, svg};
use codi_in_figures::chart::{bar, bullet, ladder, map, paired, stacked, waterfall};
use proptest::prelude::*;

#[path = "fixtures/chart_words.rs"]
mod chart_words;

use chart_words::{ENGLISH, THAI, number};

/// As Intl.Segmenter would cut the words of the fixtures.
fn thai(text: &str) -> Label {
    const WORDS: [&str; 38] = [
        "ตะวันออกเฉียงเหนือ",
        "ตะวันออก",
        "ตะวันตก",
        "ปริมณฑล",
        "กรุงเทพ",
        "เหนือ",
        "กลาง",
        "ใต้",
        "และ",
        "ตำบล",
        "เข้มแข็ง",
        "ที่อยู่อาศัย",
        "ผู้มีรายได้น้อย",
        "พัฒนา",
        "การ",
        "ใน",
        "เมือง",
        "ชนบท",
        "กองทุน",
        "สวัสดิการ",
        "ชุมชน",
        "องค์กร",
        "สภา",
        "สินเชื่อ",
        "ผิดนัด",
        "บ้าน",
        "มั่นคง",
        "พอเพียง",
        "ครัวเรือน",
        "งบประมาณ",
        "รายได้",
        "ค่าใช้จ่าย",
        "บุคลากร",
        "ดำเนินงาน",
        "ดอกเบี้ย",
        "เงิน",
        "สูงกว่า",
        "สุทธิ",
    ];
    Label::segmented(text, &|text| {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let word = WORDS.iter().find(|word| rest.starts_with(**word)).map_or(first.len_utf8(), |word| word.len());
            let (piece, tail) = rest.split_at(word);
            pieces.push(piece.to_owned());
            rest = tail;
        }
        pieces
    })
}

fn heading(title: &str, unit: &str) -> Heading {
    Heading { title: title.into(), lead: String::new(), unit: Label::plain(unit) }
}

const REGIONS: [&str; 5] = ["เหนือ", "ตะวันออกเฉียงเหนือ", "ใต้", "กลางและตะวันตก", "กรุงเทพฯ ปริมณฑลและตะวันออก"];
const REGIONS_EN: [&str; 5] = ["North", "Northeast", "South", "Central and West", "Bangkok, Vicinity and East"];

fn regions(in_thai: bool) -> Vec<Label> {
    if in_thai {
        REGIONS.iter().map(|name| thai(name)).collect()
    } else {
        REGIONS_EN.iter().map(|name| Label::plain(name)).collect()
    }
}

fn bars(in_thai: bool) -> bar::Spec {
    let values = [Some(1135.0), Some(2480.0), Some(731.0), Some(-212.5), None];
    let none = if in_thai {
        "คำนวณไม่ได้: ไม่มีรายงาน"
    } else {
        "not computable: no report"
    };
    let bars = regions(in_thai)
        .into_iter()
        .zip(values)
        .enumerate()
        .map(|(at, (label, value))| bar::Bar {
            key: format!("r{at}"),
            label,
            value,
            text: value.map_or_else(|| none.to_owned(), |value| number(value, usize::from(value < 0.0))),
            note: None,
        })
        .collect();
    bar::Spec {
        heading: heading("Fixture: bars", if in_thai { "ครัวเรือน" } else { "households" }), bars, chosen: None
    }
}

fn bullets(in_thai: bool) -> bullet::Spec {
    let row =
        |key: &str, th: &str, en: &str, percent: Option<f64>, (text_th, text_en): (&str, &str), status| bullet::Row {
            key: key.into(),
            label: if in_thai { thai(th) } else { Label::plain(en) },
            percent,
            text: (if in_thai { text_th } else { text_en }).into(),
            status,
            lower_is_better: false,
            note: None,
        };
    let rows = vec![
        row(
            "a",
            "ตำบลเข้มแข็ง",
            "Strong tambons",
            Some(108.1),
            ("1,135 / 1,050 ตำบล · 108.10%", "1,135 / 1,050 tambons · 108.10%"),
            Status::Met,
        ),
        row(
            "b",
            "การพัฒนาที่อยู่อาศัยผู้มีรายได้น้อยในเมืองและชนบท (บ้านมั่นคง)",
            "Housing of people with low incomes in towns and in the country (Baan Mankong)",
            Some(87.32),
            ("3,056 / 3,500 ครัวเรือน · 87.32%", "3,056 / 3,500 households · 87.32%"),
            Status::NotMet,
        ),
        row(
            "c",
            "บ้านพอเพียง",
            "Baan Por Piang",
            Some(213.4),
            ("21,340 / 10,000 ครัวเรือน · 213.40%", "21,340 / 10,000 households · 213.40%"),
            Status::Met,
        ),
        bullet::Row {
            lower_is_better: true,
            ..row(
                "d",
                "สินเชื่อผิดนัด",
                "Non-performing loans",
                Some(76.5),
                ("6.12 / 8.00% · 76.50%", "6.12 / 8.00% · 76.50%"),
                Status::Met,
            )
        },
        row(
            "e",
            "กองทุนสวัสดิการชุมชน",
            "Community welfare funds",
            None,
            ("5,960 กองทุน · ไม่มีเป้าหมาย", "5,960 funds · no target"),
            Status::None,
        ),
    ];
    bullet::Spec { heading: heading("Fixture: bullets", ""), rows }
}

fn stacks(in_thai: bool, scale: Scale) -> stacked::Spec {
    let names = if in_thai {
        ["งบประมาณ", "รายได้ดอกเบี้ย", "เงินกองทุนชุมชน", "อื่น ๆ"]
    } else {
        ["State budget", "Interest", "Community funds", "Other"]
    };
    let rows = regions(in_thai)
        .into_iter()
        .enumerate()
        .map(|(at, label)| {
            let values = [120.5 + 40.0 * at as f64, 60.25 - 10.0 * at as f64, 22.0, if at == 2 { 0.0 } else { 1.5 }];
            let parts: Vec<Part> = values
                .iter()
                .enumerate()
                .map(|(part, value)| {
                    let missing = at == 4 && part == 2;
                    Part {
                        value: (!missing).then_some(*value),
                        text: if missing { String::new() } else { number(*value, 1) },
                        note: None,
                    }
                })
                .collect();
            let total: f64 = parts.iter().filter_map(|part| part.value).sum();
            stacked::Row { key: format!("r{at}"), label, parts, total: number(total, 1) }
        })
        .collect();
    let unit = if in_thai { "ล้านบาท" } else { "million baht" };
    stacked::Spec {
        heading: heading("Fixture: stacks", unit),
        series: names.iter().map(|name| thai(name)).collect(),
        rows,
        scale,
    }
}

fn fall(in_thai: bool) -> waterfall::Spec {
    let step = |key: &str, th: &str, en: &str, kind, value: f64, text: &str| waterfall::Step {
        key: key.into(),
        label: if in_thai { thai(th) } else { Label::plain(en) },
        kind,
        value: Some(value),
        text: text.into(),
        note: None,
    };
    let steps = vec![
        step("a", "รายได้งบประมาณ", "Revenue from the budget", Kind::Total, 1613.4, "1,613.4"),
        step("b", "รายได้ดอกเบี้ยเงินสินเชื่อ", "Interest on loans", Kind::Change, 231.8, "+231.8"),
        step("c", "ค่าใช้จ่ายบุคลากร", "Staff", Kind::Change, -402.1, "−402.1"),
        step("d", "ค่าใช้จ่ายดำเนินงานพัฒนาชุมชน", "Community development work", Kind::Change, -1512.9, "−1,512.9"),
        step("e", "รายได้สูงกว่าค่าใช้จ่ายสุทธิ", "Surplus, net", Kind::Total, -69.8, "−69.8"),
    ];
    waterfall::Spec {
        heading: heading("Fixture: waterfall", if in_thai { "ล้านบาท" } else { "million baht" }), steps
    }
}

fn pairs(in_thai: bool) -> paired::Spec {
    let rows = regions(in_thai)
        .into_iter()
        .enumerate()
        .map(|(at, label)| {
            let before = 1200.0 + 310.0 * at as f64;
            let after = before * [1.052, 0.93, 1.0, 1.31, 0.7][at];
            let value = |value: f64| paired::Value { value: Some(value), text: number(value, 0) };
            paired::Row {
                key: format!("r{at}"),
                label,
                before: if at == 4 { paired::Value::default() } else { value(before) },
                after: value(after),
                change: ["+5.2%", "−7.0%", "0.0%", "+31.0%", ""][at].into(),
                status: [Status::Met, Status::NotMet, Status::None, Status::None, Status::None][at],
                note: None,
            }
        })
        .collect();
    let (before, after) = if in_thai {
        ("ปีงบประมาณ 2565", "ปีงบประมาณ 2566")
    } else {
        ("Fiscal year 2022", "Fiscal year 2023")
    };
    paired::Spec {
        heading: heading("Fixture: pairs", ""),
        before: Label::plain(before),
        after: Label::plain(after),
        rows,
    }
}

fn ladders(in_thai: bool) -> ladder::Spec {
    let rung = |points: f64, name: &str| ladder::Rung { points, text: format!("{name} ({points})") };
    let row = |(at, label): (usize, Label)| ladder::Row {
        key: format!("r{at}"),
        label,
        asks: ["9.09", "18.18", "18.27"].map(str::to_owned).to_vec(),
        at: [Some(100.0), Some(62.5), Some(0.0), Some(140.0), None][at],
        text: [if in_thai { "18.27 ร้อยละ" } else { "18.27 %" }, "13.6", "0", "28,175", ""][at].into(),
        note: None,
    };
    ladder::Spec {
        title: "Fixture: ladders".into(),
        rungs: vec![rung(50.0, "Minimum"), rung(75.0, "Standard"), rung(100.0, "Advanced")],
        rows: regions(in_thai).into_iter().enumerate().map(row).collect(),
    }
}

/// A country of five squares in a column, two provinces each.
fn country() -> map::Atlas {
    let square = |x: f64, y: f64| vec![(x, y), (x + 100.0, y), (x + 100.0, y + 100.0), (x, y + 100.0)];
    let province = |at: usize| {
        let (x, y) = (100.0 * (at % 2) as f64, 100.0 * (at / 2) as f64);
        map::Province { code: format!("p{at}"), rings: vec![square(x, y)], centre: (x + 50.0, y + 50.0) }
    };
    map::Atlas { width: 200.0, height: 500.0, provinces: (0..10).map(province).collect() }
}

fn areas(in_thai: bool) -> map::Spec {
    let values = [Some(300.0), Some(536.0), Some(204.0), Some(183.0), None];
    let area = |(at, label): (usize, Label)| map::Area {
        key: format!("r{at}"),
        label: label.text(),
        value: values[at],
        text: values[at].map(|value| number(value, 0)).unwrap_or_default(),
        note: None,
        provinces: vec![format!("p{}", 2 * at), format!("p{}", 2 * at + 1)],
    };
    let point = |at: usize| map::Point {
        key: format!("p{at}"),
        label: format!("Province {at}"),
        province: format!("p{at}"),
        text: "1".into(),
    };
    map::Spec {
        title: "Fixture: map".into(),
        atlas: country().into(),
        areas: regions(in_thai).into_iter().enumerate().map(area).collect(),
        points: vec![point(1), point(8)],
    }
}

type Draw = fn(bool, f64, &Theme, &Words) -> Scene;

const KINDS: [(&str, Draw); 8] = [
    ("bar", |th, width, theme, words| bar::draw(&bars(th), width, theme, words)),
    ("bullet", |th, width, theme, words| bullet::draw(&bullets(th), width, theme, words)),
    ("stacked", |th, width, theme, words| stacked::draw(&stacks(th, Scale::Amount), width, theme, words)),
    ("stacked-share", |th, width, theme, words| stacked::draw(&stacks(th, Scale::Share), width, theme, words)),
    ("waterfall", |th, width, theme, words| waterfall::draw(&fall(th), width, theme, words)),
    ("paired", |th, width, theme, words| paired::draw(&pairs(th), width, theme, words)),
    ("ladder", |th, width, theme, words| ladder::draw(&ladders(th), width, theme, words)),
    ("map", |th, width, theme, words| map::draw(&areas(th), Some("r1"), width, theme, words)),
];

/// What must hold for each scene.
fn check(scene: &Scene) -> Result<(), String> {
    let whole = Bounds { x: 0.0, y: 0.0, w: scene.width, h: scene.height };
    let inside = |bounds: &Bounds, slack: f64| {
        bounds.x >= whole.x - slack
            && bounds.y >= whole.y - slack
            && bounds.x + bounds.w <= whole.w + slack
            && bounds.y + bounds.h <= whole.h + slack
    };
    let texts: Vec<(&Shape, Bounds)> = scene
        .shapes
        .iter()
        .filter(|shape| matches!(shape, Shape::Text { .. }))
        .map(|shape| (shape, shape.bounds()))
        .collect();
    for shape in &scene.shapes {
        let bounds = shape.bounds();
        if ![bounds.x, bounds.y, bounds.w, bounds.h].iter().all(|side| side.is_finite()) || !inside(&bounds, 1.0) {
            return Err(format!("outside {}×{}: {shape:?}", scene.width, scene.height));
        }
    }
    for (at, (shape, bounds)) in texts.iter().enumerate() {
        if !inside(bounds, 0.01) {
            return Err(format!("text outside {}×{}: {shape:?} {bounds:?}", scene.width, scene.height));
        }
        for (other, other_bounds) in texts.iter().skip(at + 1) {
            if bounds.overlaps(other_bounds, 0.01) {
                return Err(format!("texts overlap at {}: {shape:?} {other:?}", scene.width));
            }
        }
    }
    for Mark { bounds, key, .. } in &scene.marks {
        if !inside(bounds, 0.01) || bounds.w <= 0.0 || bounds.h <= 0.0 {
            return Err(format!("mark {key} outside: {bounds:?}"));
        }
    }
    Ok(())
}

#[test]
fn each_kind_in_each_language_and_width() {
    for (kind, draw) in KINDS {
        for (language, in_thai, words) in [("th", true, &THAI), ("en", false, &ENGLISH)] {
            for width in [320.0, 560.0, 960.0] {
                let scene = draw(in_thai, width, &LIGHT, words);
                check(&scene).unwrap();
                let dark = draw(in_thai, width, &DARK, words);
                assert_eq!(dark.marks, scene.marks);
                let written = svg::write(&scene, Some(LIGHT.ground), "");
                if let Ok(folder) = std::env::var("CHART_OUT") {
                    std::fs::write(format!("{folder}/{kind}-{language}-{width}.svg"), &written).unwrap();
                    let framed = dark.framed(
                        &thai("การพัฒนาที่อยู่อาศัยผู้มีรายได้น้อยในเมืองและชนบท"),
                        &Label::plain("Fixture, 2566"),
                        &DARK,
                    );
                    std::fs::write(
                        format!("{folder}/{kind}-{language}-{width}-dark.svg"),
                        svg::write(&framed, Some(DARK.ground), ""),
                    )
                    .unwrap();
                }
                insta::assert_snapshot!(format!("{kind}-{language}-{width}"), written);
            }
        }
    }
}

#[test]
fn nothing_overlaps_at_any_width() {
    for (_, draw) in KINDS {
        for width in 320..=1200 {
            for (in_thai, words) in [(true, &THAI), (false, &ENGLISH)] {
                let scene = draw(in_thai, f64::from(width), &LIGHT, words);
                assert_eq!(scene.width, f64::from(width));
                check(&scene).unwrap();
            }
        }
    }
}

#[test]
fn a_framed_scene_holds_together() {
    for (_, draw) in KINDS {
        for width in [320.0, 900.0] {
            let scene = draw(true, width, &DARK, &THAI);
            let framed =
                scene.clone().framed(&thai("การพัฒนาที่อยู่อาศัยผู้มีรายได้น้อยในเมืองและชนบท"), &Label::plain("2566"), &DARK);
            check(&framed).unwrap();
            assert!(framed.height > scene.height);
        }
    }
}

#[test]
fn no_value_is_no_bar_and_no_zero() {
    let bar = bar::Bar { key: "k".into(), label: Label::plain("x"), value: None, text: String::new(), note: None };
    let spec = bar::Spec { heading: Heading::default(), bars: vec![bar], chosen: None };
    let scene = bar::draw(&spec, 320.0, &LIGHT, &ENGLISH);
    assert!(!scene.shapes.iter().any(|shape| matches!(shape, Shape::Rect { .. })));
    assert_eq!(scene.description, "x: no data");
}

#[test]
fn an_empty_chart_says_so() {
    for width in [f64::NAN, f64::INFINITY, -1.0, 0.0, 320.0, 1e12] {
        let scenes = [
            bar::draw(&bar::Spec::default(), width, &LIGHT, &THAI),
            bullet::draw(&bullet::Spec::default(), width, &LIGHT, &THAI),
            stacked::draw(&stacked::Spec::default(), width, &LIGHT, &THAI),
            waterfall::draw(&waterfall::Spec::default(), width, &LIGHT, &THAI),
            paired::draw(&paired::Spec::default(), width, &LIGHT, &THAI),
        ];
        for scene in scenes {
            check(&scene).unwrap();
            assert_eq!(scene.description, THAI.no_data);
        }
    }
}

#[test]
fn a_status_is_a_word_and_a_cut_bar_is_named() {
    let scene = bullet::draw(&bullets(false), 560.0, &LIGHT, &ENGLISH);
    let details: Vec<&str> = scene.marks.iter().filter_map(|mark| mark.detail.as_deref()).collect();
    assert_eq!(details, ["met", "not met", "met, bar goes on beyond the axis", "met", "no target"]);
    assert_eq!(scene.mark_at(10.0, scene.marks[1].bounds.y + 1.0), Some(1));
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[ก-ฮเแโใไะาำๆฯ่้์ิีึืุูั ]{0,60}",
        2 => "[a-zA-Z0-9 ,./()%-]{0,50}",
        2 => "-?[0-9]{1,3}(,[0-9]{3}){0,4}(\\.[0-9]{2})?",
        1 => ".{0,30}",
    ]
}

fn any_value() -> impl Strategy<Value = Option<f64>> {
    prop_oneof![
        1 => Just(None),
        6 => (-50.0..2500.0_f64).prop_map(Some),
        1 => any::<f64>().prop_map(Some),
        1 => prop_oneof![Just(0.0), Just(-0.0), Just(f64::MAX), Just(f64::MIN), Just(f64::MIN_POSITIVE), Just(5e-324), Just(100.0), Just(f64::NAN)].prop_map(Some),
    ]
}

fn any_width() -> impl Strategy<Value = f64> {
    prop_oneof![8 => 320.0..1200.0_f64, 1 => any::<f64>()]
}

fn any_status() -> impl Strategy<Value = Status> {
    prop_oneof![Just(Status::Met), Just(Status::NotMet), Just(Status::None)]
}

prop_compose! {
    fn any_row()(label in any_text(), text in any_text(), more in any_text(), a in any_value(), b in any_value(), c in any_value(),
        status in any_status(), flag in any::<bool>()) -> (String, String, String, [Option<f64>; 3], Status, bool) {
        (label, text, more, [a, b, c], status, flag)
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn texts_never_overlap_nor_leave(rows in prop::collection::vec(any_row(), 0..7), unit in any_text(), width in any_width(), share in any::<bool>()) {
        let heading = Heading { title: String::new(), lead: String::new(), unit: Label::plain(&unit) };
        let scene = bar::draw(&bar::Spec { heading: heading.clone(), bars: rows.iter().map(|(label, text, _, values, ..)| bar::Bar {
            key: String::new(), label: Label::plain(label), value: values[0], text: text.clone(), note: None,
        }).collect(), chosen: None }, width, &LIGHT, &THAI);
        check(&scene).map_err(TestCaseError::fail)?;
        prop_assert!(svg::write(&scene, None, "").ends_with("</svg>\n"));
        let scene = bullet::draw(&bullet::Spec { heading: heading.clone(), rows: rows.iter().map(|(label, text, _, values, status, flag)| bullet::Row {
            key: String::new(), label: Label::plain(label), percent: values[0], text: text.clone(), status: *status, lower_is_better: *flag, note: None,
        }).collect() }, width, &LIGHT, &THAI);
        check(&scene).map_err(TestCaseError::fail)?;
        let scene = stacked::draw(&stacked::Spec { heading: heading.clone(), series: rows.iter().map(|row| Label::plain(&row.2)).collect(),
            rows: rows.iter().map(|(label, text, more, values, ..)| stacked::Row {
                key: String::new(), label: Label::plain(label), total: more.clone(),
                parts: values.iter().map(|value| Part { value: *value, text: text.clone(), note: None }).collect(),
            }).collect(), scale: if share { Scale::Share } else { Scale::Amount } }, width, &LIGHT, &THAI);
        check(&scene).map_err(TestCaseError::fail)?;
        let scene = waterfall::draw(&waterfall::Spec { heading: heading.clone(), steps: rows.iter().map(|(label, text, _, values, _, flag)| waterfall::Step {
            key: String::new(), label: Label::plain(label), kind: if *flag { Kind::Total } else { Kind::Change }, value: values[0], text: text.clone(), note: None,
        }).collect() }, width, &LIGHT, &THAI);
        check(&scene).map_err(TestCaseError::fail)?;
        let scene = paired::draw(&paired::Spec { heading, before: Label::plain(&unit), after: Label::plain("x"), rows: rows.iter().map(|(label, text, more, values, status, _)| paired::Row {
            key: String::new(), label: Label::plain(label), before: paired::Value { value: values[0], text: text.clone() },
            after: paired::Value { value: values[1], text: more.clone() }, change: more.clone(), status: *status, note: None,
        }).collect() }, width, &LIGHT, &THAI);
        check(&scene).map_err(TestCaseError::fail)?;
        let scene = ladder::draw(&ladder::Spec { title: String::new(), rungs: rows.iter().map(|row| ladder::Rung { points: row.3[0].unwrap_or_default(), text: row.2.clone() }).collect(),
            rows: rows.iter().map(|(label, text, more, values, ..)| ladder::Row {
                key: String::new(), label: Label::plain(label), asks: vec![more.clone(); rows.len()], at: values[1], text: text.clone(), note: None,
            }).collect() }, width, &LIGHT, &THAI);
        check(&scene).map_err(TestCaseError::fail)?;
        let scene = map::draw(&map::Spec { title: String::new(), atlas: country().into(), areas: rows.iter().enumerate().map(|(at, (label, text, _, values, ..))| map::Area {
            key: String::new(), label: label.clone(), value: values[0], text: text.clone(), note: None, provinces: vec![format!("p{at}")],
        }).collect(), points: Vec::new() }, None, width, &LIGHT, &THAI);
        check(&scene).map_err(TestCaseError::fail)?;
    }
}

#[test]
fn a_province_is_hit_wherever_one_presses_in_it() {
    let scene = map::draw(&areas(false), None, 400.0, &LIGHT, &ENGLISH);
    let scale = 620.0_f64.min(2.5 * 400.0) / 500.0;
    let left = (400.0 - 200.0 * scale) / 2.0;
    let hit = |x: f64, y: f64| scene.mark_at(left + x * scale, y * scale).map(|mark| scene.marks[mark].key.as_str());
    assert_eq!(hit(5.0, 5.0), Some("r0"));
    assert_eq!(hit(195.0, 195.0), Some("r1"));
    assert_eq!(hit(150.0, 50.0), Some("p1"), "the point is in front");
    assert_eq!(hit(-10.0, 50.0), None);
}
