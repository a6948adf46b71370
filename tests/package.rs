//! Bad data: each fault is named with its file, row and field, all at once, and nothing panics.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod fixtures;

use std::sync::LazyLock;

use codi_in_figures::{
    audit::Verdict,
    formula::{Context, FormulaError, NotComputable},
    indicator,
    locale::{self, Language},
    package::{
        Column, DESCRIPTOR_FILE, Descriptor, Fault, FieldType, Files, Found, Json, LEAN_DESCRIPTOR_FILE, Package,
        Problem, ProblemKind, Role,
    },
    report::Report,
};
use fixtures::{decimal, told};
use proptest::{collection, prelude::*, sample};
use rust_decimal::Decimal;
use serde_json::{Value, json};

/// A package of one table, `rows.json`, with these fields.
fn table(fields: Value, rows: &str) -> (Package, Vec<Problem>) {
    table_with(json!({ "fields": fields }), rows.as_bytes())
}

fn table_with(schema: Value, rows: &[u8]) -> (Package, Vec<Problem>) {
    opened(&json!([{ "name": "rows", "path": "rows.json", "schema": schema }]), &[("rows.json", rows)])
}

fn opened(resources: &Value, contents: &[(&str, &[u8])]) -> (Package, Vec<Problem>) {
    let files = contents.iter().map(|(path, bytes)| ((*path).to_owned(), Ok(bytes.to_vec()))).collect();
    let package = Package::assemble(descriptor(resources), &files);
    let problems = package.problems.clone();
    (package, problems)
}

fn descriptor(resources: &Value) -> Descriptor {
    let bytes = json!({ "resources": resources }).to_string();
    Descriptor::read(bytes.as_bytes()).unwrap_or_else(|problems| panic!("{}", told(&problems)))
}

/// The only problem of these rows in a table with the fields `code` (text) and `amount` (number).
fn problem_of(rows: &str) -> Problem {
    problem_of_bytes(rows.as_bytes())
}

fn problem_of_bytes(rows: &[u8]) -> Problem {
    let fields = json!([{ "name": "code", "type": "string" }, { "name": "amount", "type": "number" }]);
    let (package, problems) = table_with(json!({ "fields": fields }), rows);
    assert!(package.table("rows").is_none(), "a table with a fault is left out");
    let [problem] = problems.as_slice() else { panic!("{}", told(&problems)) };
    problem.clone()
}

fn file(kind: ProblemKind) -> Problem {
    Problem { file: "rows.json".to_owned(), row: None, field: None, kind }
}

fn cell(row: usize, field: &str, kind: ProblemKind) -> Problem {
    Problem { file: "rows.json".to_owned(), row: Some(row), field: Some(field.to_owned()), kind }
}

/// What is wrong with a descriptor, as `place: kind`.
fn of_descriptor(bytes: &[u8]) -> String {
    match Descriptor::read(bytes) {
        Ok(_) => String::new(),
        Err(problems) => told(&problems),
    }
}

fn of_resources(resources: &Value) -> String {
    of_descriptor(json!({ "resources": resources }).to_string().as_bytes())
}

fn number(digits: &str) -> Found {
    Found::Number(digits.to_owned())
}

// A file that cannot be read.

#[test]
fn a_file_that_cannot_be_had_says_why() {
    let resources = json!(["missing", "refused", "silent"].map(|name| {
        json!({ "name": name, "path": format!("{name}.json"), "schema": { "fields": [{ "name": "a" }] } })
    }));
    let files = Files::from([
        ("missing.json".to_owned(), Err(Fault::Missing)),
        ("refused.json".to_owned(), Err(Fault::Status(503))),
        ("silent.json".to_owned(), Err(Fault::Unreachable("no route".to_owned()))),
    ]);
    let package = Package::assemble(descriptor(&resources), &files);
    let expected = [
        ("missing.json", ProblemKind::Missing),
        ("refused.json", ProblemKind::Status { status: 503 }),
        ("silent.json", ProblemKind::Unreachable { detail: "no route".to_owned() }),
    ];
    let expected = expected.map(|(path, kind)| Problem { file: path.to_owned(), row: None, field: None, kind });
    assert_eq!(package.problems, expected);
    assert_eq!(package.tables().count(), 0);
}

#[test]
fn a_file_that_nobody_asked_for_is_no_fault_and_no_table() {
    let resources = json!(["asked", "unasked"].map(|name| {
        json!({ "name": name, "path": format!("{name}.json"), "schema": { "fields": [{ "name": "a" }] } })
    }));
    let files = Files::from([("asked.json".to_owned(), Ok(br#"[{"a": "x"}]"#.to_vec()))]);
    let package = Package::assemble(descriptor(&resources), &files);
    assert_eq!(told(&package.problems), "");
    assert!(package.table("asked").is_some() && package.table("unasked").is_none());
}

#[test]
fn a_descriptor_that_cannot_be_had_says_why() {
    let problems = Report::open(&Files::new()).expect_err("no descriptor");
    assert_eq!(told(&problems), "datapackage.json: the file is missing");
    let refused = Files::from([(DESCRIPTOR_FILE.to_owned(), Err(Fault::Status(404)))]);
    assert_eq!(told(&Report::open(&refused).expect_err("no descriptor")), "datapackage.json: the server answered 404");
}

#[test]
fn the_whole_descriptor_comes_before_the_lean_one_and_either_is_enough() {
    let of = |title: &str| {
        Ok(json!({ "title": title, "resources": [{ "name": "a", "path": "a.json", "schema": { "fields": [{ "name": "a" }] } }] }).to_string().into_bytes())
    };
    let broken = || Ok(b"<html>".to_vec());
    let open = |whole: Option<Result<Vec<u8>, Fault>>, lean: Option<Result<Vec<u8>, Fault>>| {
        let mut files = Files::new();
        for (file, content) in [(DESCRIPTOR_FILE, whole), (LEAN_DESCRIPTOR_FILE, lean)] {
            if let Some(content) = content {
                files.insert(file.to_owned(), content);
            }
        }
        let opened = Report::open(&files).map(|report| {
            let package = &report.engine.package;
            let title = package.descriptor.properties.get("title").and_then(Json::text).unwrap_or_default().to_owned();
            (title, package.whole_asked_for, told(&report.problems))
        });
        opened.map_err(|problems| told(&problems))
    };
    let opened = |title: &str, whole, problems: &str| Ok((title.to_owned(), whole, problems.to_owned()));
    assert_eq!(open(Some(of("whole")), Some(of("lean"))), opened("whole", true, ""));
    assert_eq!(open(None, Some(of("lean"))), opened("lean", false, ""));
    // A package without a lean one, or with a broken one that is not needed.
    assert_eq!(open(Some(of("whole")), Some(Err(Fault::Missing))), opened("whole", true, ""));
    assert_eq!(open(Some(of("whole")), Some(broken())), opened("whole", true, ""));
    // What the lean one gives stands, and what is wrong with the whole one is told.
    let html = "datapackage.json: a web page instead of JSON";
    assert_eq!(open(Some(broken()), Some(of("lean"))), opened("lean", true, html));
    let missing = "datapackage.json: the file is missing";
    assert_eq!(open(Some(Err(Fault::Missing)), Some(of("lean"))), opened("lean", true, missing));
    // Each is told by its own name.
    let lean_html = "datapackage.lean.json: a web page instead of JSON";
    assert_eq!(open(None, Some(broken())), Err(lean_html.to_owned()));
    assert_eq!(open(Some(broken()), Some(broken())), Err(format!("{html}\n{lean_html}")));
    let refused = Some(Err(Fault::Status(500)));
    assert_eq!(open(None, refused), Err("datapackage.lean.json: the server answered 500".to_owned()));
    assert_eq!(open(None, Some(Err(Fault::Missing))), Err(missing.to_owned()));
    assert_eq!(open(Some(Err(Fault::Missing)), Some(Err(Fault::Missing))), Err(missing.to_owned()));
    let faulty = Some(Ok(br#"{"resources": [{"name": "a", "path": "a.json"}]}"#.to_vec()));
    assert_eq!(
        open(None, faulty),
        Err("datapackage.lean.json, field resources[0].schema: object is expected".to_owned())
    );
}

#[test]
fn the_published_lean_descriptor_is_what_the_whole_one_gives() {
    let files = fixtures::published_files();
    let content = |file: &str| files.get(file).expect("a descriptor").clone();
    let read = |file: &str| {
        Descriptor::read(&content(file).expect("bytes")).unwrap_or_else(|problems| panic!("{}", told(&problems)))
    };
    let (whole, lean) = (read(DESCRIPTOR_FILE), read(LEAN_DESCRIPTOR_FILE));
    assert_eq!(whole.check_lean(&content(LEAN_DESCRIPTOR_FILE)), None, "codi-data lean public/data");
    // The same tables with the same schemas, in the same order, and nothing changed of what is kept.
    assert_eq!(whole.resources.len(), lean.resources.len());
    for (whole, lean) in whole.resources.iter().zip(&lean.resources) {
        assert_eq!((&whole.name, &whole.paths, whole.role), (&lean.name, &lean.paths, lean.role));
        assert_eq!(whole.properties.get("schema"), lean.properties.get("schema"), "{}", whole.name);
        for (name, value) in lean.properties.pairs() {
            assert_eq!(whole.properties.get(name), Some(value), "{}: {name}", whole.name);
        }
        // What the pages read of a resource.
        for name in ["title", "title_en", "section", "topic", "preload"] {
            assert_eq!(whole.properties.get(name), lean.properties.get(name), "{}: {name}", whole.name);
        }
    }
    // What is lean is lean already.
    assert_eq!(lean.lean().expect("JSON"), content(LEAN_DESCRIPTOR_FILE).expect("bytes"));
}

#[test]
fn a_lean_descriptor_leaves_out_what_no_page_needs_at_once_and_nothing_of_the_schema() {
    let descriptor =
        |text: &str| Descriptor::read(text.as_bytes()).unwrap_or_else(|problems| panic!("{}", told(&problems)));
    let whole = descriptor(
        r#"{"name": "p", "title": "ก", "licenses": [{"name": "x"}], "mine": 1.50, "resources": [
            {"name": "a", "path": ["a.json", "b.json"], "type": "table", "format": "json", "description": "d", "description_en": "e",
             "gdcatalog": {"name": "c"}, "title_en": "A", "bytes": 12, "hash": "h", "preload": "every",
             "schema": {"fields": [{"name": "a", "type": "number", "format": "default", "description": "kept", "constraints": {"minimum": 0.10}}]}}]}"#,
    );
    let lean = String::from_utf8(whole.lean().expect("JSON")).expect("UTF-8");
    assert_eq!(
        lean,
        concat!(
            r#"{"name":"p","title":"ก","mine":1.50,"resources":[{"name":"a","path":["a.json","b.json"],"title_en":"A","preload":"every","#,
            r#""schema":{"fields":[{"name":"a","type":"number","format":"default","description":"kept","constraints":{"minimum":0.10}}]}}]}"#,
            "\n"
        )
    );
    let told = |content| whole.check_lean(&content).map(|problem| problem.to_string());
    assert_eq!(told(Ok(lean.clone().into_bytes())), None);
    let stale = Some("datapackage.lean.json: not what datapackage.json gives".to_owned());
    assert_eq!(told(Ok(lean.replace("1.50", "1.5").into_bytes())), stale);
    assert_eq!(told(Ok(Vec::new())), stale);
    assert_eq!(told(Err(Fault::Missing)), Some("datapackage.lean.json: the file is missing".to_owned()));
}

#[test]
fn descriptions_and_indicators_must_fit() {
    let sheet = |name, role, rows| fixtures::Sheet { name, role, fields: &["id string", "description string"], rows };
    let of = |sheets: &[fixtures::Sheet]| {
        let files = fixtures::files(sheets);
        let descriptor = Descriptor::of(&files).unwrap_or_else(|problems| panic!("{}", told(&problems))).0;
        told(&indicator::check_descriptions(&Package::assemble(descriptor, &files)))
    };
    let one = || sheet("one", "indicators", r#"[{"id": "a", "description": null}, {"id": "b", "description": null}]"#);
    let two = |rows| sheet("two", "indicators", rows);
    let words = |rows| sheet("words", "indicator_descriptions", rows);
    let c = r#"[{"id": "c", "description": null}]"#;
    let all = r#"[{"id": "c", "description": "x"}, {"id": "b", "description": "x"}, {"id": "a", "description": "x"}]"#;
    assert_eq!(of(&[one(), two(c), words(all)]), "");
    assert_eq!(
        of(&[
            one(),
            two(c),
            words(
                r#"[{"id": "c", "description": "x"}, {"id": "b", "description": "x"}, {"id": "d", "description": "x"}]"#
            )
        ]),
        "words.json, row 3, field id: \"d\" is not in one, two.id\none.json, row 1, field id: \"a\" is not in words.id"
    );
    // A package need not describe anything, and what is missing for another reason is told by that.
    assert_eq!(of(&[one(), two(c)]), "");
    assert_eq!(of(&[one(), two("<html>"), words(all)]), "");
    assert_eq!(of(&[one(), two(c), words("<html>")]), "");
}

#[test]
fn a_web_page_with_status_200_is_no_json() {
    for page in
        ["<!doctype html><html>Not found</html>", "\n  <html>", "\u{feff}<!DOCTYPE html>", "<?xml version=\"1.0\"?>"]
    {
        assert_eq!(problem_of(page), file(ProblemKind::Html), "{page}");
        assert_eq!(of_descriptor(page.as_bytes()), "datapackage.json: a web page instead of JSON");
    }
}

#[test]
fn a_file_cut_off_says_where_it_ends() {
    let whole = r#"[{"code": "a", "amount": 1}]"#;
    for length in 1..whole.len() {
        let cut = &whole[..length];
        assert_eq!(problem_of(cut), file(ProblemKind::Truncated { line: 1, column: length }), "{cut}");
    }
    assert_eq!(problem_of("[\n{\"code\": \"a\",\n\"amo"), file(ProblemKind::Truncated { line: 3, column: 4 }));
    assert!(of_descriptor(b"{\"resources\": [").contains("cut off at line 1, column 15"));
}

#[test]
fn an_empty_file_is_cut_off_at_its_beginning() {
    for nothing in ["", "  \n ", "\u{feff}"] {
        assert_eq!(problem_of(nothing), file(ProblemKind::Truncated { line: 1, column: 0 }), "{nothing:?}");
    }
    assert!(of_descriptor(b"").contains("cut off"), "{}", of_descriptor(b""));
}

#[test]
fn a_file_cut_off_inside_a_letter_is_cut_off_and_not_in_another_encoding() {
    let whole = "[\n{\"code\": \"ไทย".as_bytes();
    let found = problem_of_bytes(&whole[..whole.len() - 1]);
    assert_eq!(found, file(ProblemKind::Truncated { line: 2, column: 16 }));
}

#[test]
fn blank_lines_before_the_json_count_as_lines() {
    let found = problem_of_bytes(b"\n\n[{\"code\" 1}]");
    assert!(matches!(found.kind, ProblemKind::Syntax { line: 3, .. }), "{found:?}");
}

#[test]
fn a_file_that_is_no_utf8_says_so() {
    // “บาท” in TIS-620.
    assert_eq!(problem_of_bytes(b"[{\"code\": \"\xba\xd2\xb7\", \"amount\": 1}]"), file(ProblemKind::NotUtf8));
    assert_eq!(of_descriptor(b"\xff\xfe{}"), "datapackage.json: not UTF-8");
}

#[test]
fn a_byte_order_mark_is_let_through() {
    let (package, problems) = table(json!([{ "name": "a", "type": "number" }]), "\u{feff}[{\"a\": 1}]\n");
    assert_eq!(told(&problems), "");
    assert_eq!(package.table("rows").map(|table| table.rows()), Some(1));
}

#[test]
fn what_is_no_json_says_where() {
    for (rows, line, column) in [
        ("[{\"code\": \"a\", \"amount\": 1,}]", 1, 28),
        ("[\n{\"code\": \"a\" \"amount\": 1}]", 2, 14),
        ("[{\"code\": \"a\", \"amount\": 01}]", 1, 27),
        ("[{\"code\": \"a\", \"amount\": 1}] x", 1, 30),
        ("[{\"code\": \"a\", \"amount\": NaN}]", 1, 26),
        ("[{code: 1}]", 1, 3),
        ("no", 1, 2),
    ] {
        let problem = problem_of(rows);
        let ProblemKind::Syntax { line: found_line, column: found_column, .. } = &problem.kind else {
            panic!("{rows}: {problem}")
        };
        assert_eq!((*found_line, *found_column), (line, column), "{rows}: {problem}");
    }
}

#[test]
fn json_nested_without_end_is_refused_and_does_not_exhaust_the_stack() {
    let deep = format!("[{{\"code\": {}", "[".repeat(1_000_000));
    assert!(matches!(problem_of(&deep).kind, ProblemKind::Syntax { .. }));
    let rows = format!("[{}{}]", "[".repeat(100_000), "]".repeat(100_000));
    let (_, problems) = table(json!([{ "name": "code" }]), &rows);
    assert_eq!(problems.len(), 1);
    assert!(of_descriptor("{\"resources\":".repeat(100_000).as_bytes()).contains("datapackage.json"));
}

#[test]
fn a_table_that_is_no_list_of_rows_says_so() {
    for rows in ["{\"code\": 1}", "null", "true", "12", "\"[]\""] {
        assert_eq!(problem_of(rows), file(ProblemKind::NotAnArray), "{rows}");
    }
}

// Rows.

#[test]
fn a_row_that_is_no_object_is_told_as_what_it_is() {
    for (row, found) in [
        ("null", Found::Null),
        ("true", Found::Boolean),
        ("12.50", number("12.50")),
        ("17", number("17")),
        ("-17", number("-17")),
        ("99999999999999999999999", number("99999999999999999999999")),
        ("\"a\"", Found::Text("a".to_owned())),
        ("[1, [2]]", Found::Array),
    ] {
        let rows = format!("[{{\"code\": \"a\", \"amount\": 1}}, {row}]");
        let expected = Problem { row: Some(2), ..file(ProblemKind::NotAnObject { found }) };
        assert_eq!(problem_of(&rows), expected, "{row}");
    }
}

#[test]
fn a_row_lacks_a_field_or_has_one_too_many_or_one_twice() {
    assert_eq!(problem_of(r#"[{"code": "a"}]"#), cell(1, "amount", ProblemKind::MissingField));
    assert_eq!(
        problem_of(r#"[{"code": "a", "amount": 1, "amuont": 2}]"#),
        cell(1, "amuont", ProblemKind::UnknownField)
    );
    assert_eq!(
        problem_of(r#"[{"code": "a", "amount": 1, "amount": 2}]"#),
        cell(1, "amount", ProblemKind::RepeatedField)
    );
}

#[test]
fn fields_may_stand_in_any_order() {
    let fields = json!([{ "name": "a", "type": "number" }, { "name": "b", "type": "string" }]);
    let (package, problems) = table(fields, r#"[{"b": "x", "a": 1}]"#);
    assert_eq!(told(&problems), "");
    assert_eq!(package.table("rows").unwrap().text(0, "b"), Some("x"));
}

#[test]
fn a_cell_of_another_type_is_told_with_what_was_found_and_what_is_expected() {
    let text = |text: &str| Found::Text(text.to_owned());
    for (kind, expected, good, bad) in [
        (
            "string",
            FieldType::String,
            vec!["\"a\"", "\"\""],
            vec![("1", number("1")), ("true", Found::Boolean), ("[]", Found::Array), ("{}", Found::Object)],
        ),
        (
            "number",
            FieldType::Number,
            vec!["1", "-0.5", "1e3"],
            vec![("\"1\"", text("1")), ("\"1,000\"", text("1,000")), ("false", Found::Boolean), ("[1]", Found::Array)],
        ),
        (
            "integer",
            FieldType::Integer,
            vec!["1", "-3", "2.0"],
            vec![("1.5", number("1.5")), ("\"1\"", text("1")), ("{}", Found::Object)],
        ),
        ("year", FieldType::Year, vec!["2566"], vec![("2566.5", number("2566.5")), ("\"2566\"", text("2566"))]),
        ("boolean", FieldType::Boolean, vec!["true", "false"], vec![("0", number("0")), ("\"true\"", text("true"))]),
        (
            "date",
            FieldType::Date,
            vec!["\"2023-09-30\"", "\"2024-02-29\""],
            vec![
                ("\"2023-13-01\"", text("2023-13-01")),
                ("\"2023-02-30\"", text("2023-02-30")),
                ("\"2023-04-31\"", text("2023-04-31")),
                ("\"30/09/2566\"", text("30/09/2566")),
                ("\"2023-9-30\"", text("2023-9-30")),
                ("\"+023-09-30\"", text("+023-09-30")),
                ("20230930", number("20230930")),
            ],
        ),
        (
            "array",
            FieldType::Array,
            vec!["[]", "[\"a\", \"b\"]"],
            vec![("[1]", Found::Array), ("[\"a\", null]", Found::Array), ("\"a\"", text("a"))],
        ),
    ] {
        let fields = json!([{ "name": "cell", "type": kind }]);
        for cell in good.into_iter().chain(["null"]) {
            let (_, problems) = table(fields.clone(), &format!("[{{\"cell\": {cell}}}]"));
            assert_eq!(told(&problems), "", "{kind} {cell}");
        }
        for (written, found) in bad {
            let (_, problems) = table(fields.clone(), &format!("[{{\"cell\": {written}}}]"));
            assert_eq!(problems, [cell(1, "cell", ProblemKind::WrongType { found, expected })], "{kind} {written}");
        }
    }
}

#[test]
fn a_long_text_is_quoted_in_short() {
    let rows = format!("[{{\"code\": \"a\", \"amount\": \"{}\"}}]", "ก".repeat(500));
    let ProblemKind::WrongType { found: Found::Text(text), .. } = problem_of(&rows).kind else { panic!() };
    assert_eq!(text.chars().count(), 61);
    let rows = format!("[{{\"code\": \"a\", \"amount\": {}}}]", "9".repeat(500));
    let ProblemKind::TooManyDigits { found } = problem_of(&rows).kind else { panic!() };
    assert!(found.chars().count() <= 61);
}

#[test]
fn numbers_are_kept_as_they_are_written() {
    let fields = json!([{ "name": "a", "type": "number" }]);
    for written in [
        "99.50",
        "0.10",
        "100.00",
        "-12.3400",
        "20755556074",
        "9034106099.50",
        "79228162514264337593543950335",
        "0.0000000000000000000000000001",
    ] {
        let (package, problems) = table(fields.clone(), &format!("[{{\"a\": {written}}}]"));
        assert_eq!(told(&problems), "");
        assert_eq!(package.table("rows").unwrap().cell_text(0, "a").as_deref(), Some(written));
    }
}

#[test]
fn numbers_with_an_exponent_are_exact_too() {
    let fields = json!([{ "name": "a", "type": "number" }]);
    for (written, value) in [
        ("1e3", "1000"),
        ("1E+3", "1000"),
        ("1.5e2", "150"),
        ("25e-2", "0.25"),
        ("1e28", "10000000000000000000000000000"),
        ("0e0", "0"),
    ] {
        let (package, problems) = table(fields.clone(), &format!("[{{\"a\": {written}}}]"));
        assert_eq!(told(&problems), "", "{written}");
        assert_eq!(package.table("rows").unwrap().number(0, "a"), Some(decimal(value)), "{written}");
    }
}

#[test]
fn numbers_that_cannot_be_kept_exactly_are_refused() {
    let forty = "1234567890123456789012345678901234567890";
    for written in [
        "1e400".to_owned(),
        "1e-400".to_owned(),
        "1e99999999999999999999".to_owned(),
        "1e-99999999999999999999".to_owned(),
        "1.5e-4294967295".to_owned(),
        "1e29".to_owned(),
        forty.to_owned(),
        format!("0.{forty}"),
        format!("{forty}e-20"),
        format!("0.{forty}e5"),
        "79228162514264337593543950336".to_owned(),
    ] {
        let rows = format!("[{{\"code\": \"a\", \"amount\": {written}}}]");
        let problem = problem_of(&rows);
        let found = matches!(problem.kind, ProblemKind::TooManyDigits { .. });
        assert!(found && problem.row == Some(1) && problem.field.as_deref() == Some("amount"), "{written}: {problem}");
    }
}

#[test]
fn an_object_in_the_shape_of_the_parsers_own_numbers_is_no_number() {
    // serde_json hands numbers over under this key; data must not get in that way.
    for rows in [
        r#"[{"$serde_json::private::Number": "1"}]"#,
        r#"[{"$serde_json::private::Number": 1}]"#,
        r#"[{"code": "a", "amount": {"$serde_json::private::Number": "x"}}]"#,
        r#"[{"code": "a", "amount": {"$serde_json::private::Number": []}}]"#,
    ] {
        let fields = json!([{ "name": "code" }, { "name": "amount", "type": "number" }]);
        let (package, problems) = table(fields, rows);
        assert!(!problems.is_empty() && package.table("rows").is_none(), "{rows}");
    }
}

// Constraints.

#[test]
fn a_required_cell_may_not_be_empty() {
    let fields = json!([{ "name": "a", "type": "number", "constraints": { "required": true } }]);
    let (_, problems) = table(fields, r#"[{"a": 0}, {"a": null}]"#);
    assert_eq!(problems, [cell(2, "a", ProblemKind::Required)]);
}

#[test]
fn a_number_keeps_to_its_bounds() {
    let fields = json!([{ "name": "a", "type": "number", "constraints": { "minimum": 0, "maximum": 100.5 } }]);
    let (_, problems) = table(fields, r#"[{"a": 0}, {"a": 100.50}, {"a": -0.01}, {"a": 100.51}]"#);
    let expected = [
        cell(3, "a", ProblemKind::BelowMinimum { found: -decimal("0.01"), minimum: Decimal::ZERO }),
        cell(4, "a", ProblemKind::AboveMaximum { found: decimal("100.51"), maximum: decimal("100.5") }),
    ];
    assert_eq!(problems, expected);
}

#[test]
fn a_text_is_one_of_those_allowed() {
    let fields = json!([{ "name": "a", "type": "string", "constraints": { "enum": ["higher", "lower"] } }]);
    let (_, problems) = table(fields, r#"[{"a": "higher"}, {"a": null}, {"a": "Higher"}]"#);
    let allowed = vec!["higher".to_owned(), "lower".to_owned()];
    assert_eq!(problems, [cell(3, "a", ProblemKind::NotAllowed { found: "Higher".to_owned(), allowed })]);
}

#[test]
fn a_unique_column_has_no_value_twice() {
    let fields = json!([{ "name": "a", "type": "number", "constraints": { "unique": true } }]);
    let (_, problems) = table(fields, r#"[{"a": 1}, {"a": null}, {"a": 2}, {"a": null}, {"a": 1.0}]"#);
    assert_eq!(problems, [cell(5, "a", ProblemKind::NotUnique { found: "1".to_owned(), first_row: 1 })]);
}

#[test]
fn two_rows_with_one_primary_key_are_a_fault_that_names_the_first() {
    let schema = json!({
        "fields": [{ "name": "year", "type": "integer" }, { "name": "region" }],
        "primaryKey": ["year", "region"],
    });
    let rows =
        r#"[{"year": 2566, "region": "north"}, {"year": 2565, "region": "north"}, {"year": 2566, "region": "north"}]"#;
    let (_, problems) = table_with(schema, rows.as_bytes());
    let expected = ProblemKind::DuplicateKey { key: "2566 + north".to_owned(), first_row: 1 };
    assert_eq!(problems, [cell(3, "year + region", expected)]);
}

#[test]
fn a_cell_of_the_primary_key_is_required_without_saying_so() {
    let schema = json!({ "fields": [{ "name": "year", "type": "integer" }, { "name": "region" }], "primaryKey": ["year", "region"] });
    let rows = r#"[{"year": 2566, "region": null}, {"year": 2566, "region": null}]"#;
    let (_, problems) = table_with(schema, rows.as_bytes());
    assert_eq!(problems, [cell(1, "region", ProblemKind::Required), cell(2, "region", ProblemKind::Required)]);
}

#[test]
fn everything_that_is_wrong_with_a_file_is_told_at_once() {
    let schema = json!({
        "fields": [
            { "name": "code", "type": "string", "constraints": { "required": true } },
            { "name": "amount", "type": "number", "constraints": { "minimum": 0 } },
        ],
        "primaryKey": "code",
    });
    let rows = r#"[
        {"code": "a", "amount": 1},
        {"code": null, "amount": "2"},
        17,
        {"code": "a", "amount": -1, "note": "?"},
        {"amount": 1e400}
    ]"#;
    let (package, problems) = table_with(schema, rows.as_bytes());
    assert!(package.table("rows").is_none());
    assert_eq!(
        told(&problems),
        "rows.json, row 2, field code: a value is required\n\
         rows.json, row 2, field amount: found \"2\", expected number\n\
         rows.json, row 3: a row object is expected, found 17\n\
         rows.json, row 4, field amount: -1 is below the minimum 0\n\
         rows.json, row 4, field note: unknown field\n\
         rows.json, row 4, field code: the key a already stands in row 1\n\
         rows.json, row 5, field code: the field is missing\n\
         rows.json, row 5, field amount: 1e+400 has more digits than can be kept exactly"
    );
}

#[test]
fn the_rows_read_before_a_file_is_cut_off_are_checked_too() {
    let fields = json!([{ "name": "a", "type": "number" }]);
    let (_, problems) = table(fields, "[{\"a\": \"x\"}, {\"a\": ");
    assert_eq!(
        told(&problems),
        "rows.json, row 1, field a: found \"x\", expected number\nrows.json: cut off at line 1, column 19"
    );
}

// Tables beside each other.

fn two_tables(codes: &str, amounts: &str) -> (Package, Vec<Problem>) {
    let resources = json!([
        {
            "name": "amounts", "path": "amounts.json",
            "schema": {
                "fields": [{ "name": "region", "type": "string" }, { "name": "amount", "type": "number" }],
                "foreignKeys": [{ "fields": "region", "reference": { "resource": "regions", "fields": "code" } }],
            },
        },
        { "name": "regions", "path": "regions.json", "role": "codelist", "schema": { "fields": [{ "name": "code" }] } },
    ]);
    opened(&resources, &[("amounts.json", amounts.as_bytes()), ("regions.json", codes.as_bytes())])
}

#[test]
fn a_code_that_its_codelist_does_not_have_is_a_fault() {
    let amounts =
        r#"[{"region": "north", "amount": 1}, {"region": "nroth", "amount": 1}, {"region": null, "amount": 1}]"#;
    let (package, problems) = two_tables(r#"[{"code": "north"}]"#, amounts);
    let kind = ProblemKind::DanglingKey {
        found: "nroth".to_owned(),
        resource: "regions".to_owned(),
        target: "code".to_owned(),
    };
    assert_eq!(
        problems,
        [Problem { file: "amounts.json".to_owned(), row: Some(2), field: Some("region".to_owned()), kind }]
    );
    assert!(package.table("amounts").is_none() && package.table("regions").is_some());
}

#[test]
fn a_code_that_is_a_number_is_the_same_however_it_is_written() {
    let resources = json!([
        {
            "name": "amounts", "path": "amounts.json",
            "schema": {
                "fields": [{ "name": "step", "type": "number" }],
                "foreignKeys": [{ "fields": ["step"], "reference": { "resource": "steps", "fields": ["number"] } }],
            },
        },
        { "name": "steps", "path": "steps.json", "schema": { "fields": [{ "name": "number", "type": "number" }] } },
    ]);
    let (_, problems) =
        opened(&resources, &[("amounts.json", b"[{\"step\": 1.0}]"), ("steps.json", b"[{\"number\": 1}]")]);
    assert_eq!(told(&problems), "");
}

#[test]
fn a_table_may_point_to_itself() {
    let schema = json!({
        "fields": [{ "name": "code" }, { "name": "base" }],
        "foreignKeys": [{ "fields": ["base"], "reference": { "resource": "", "fields": ["code"] } }],
    });
    let (_, problems) =
        table_with(schema.clone(), br#"[{"code": "baht", "base": null}, {"code": "million_baht", "base": "baht"}]"#);
    assert_eq!(told(&problems), "");
    let (_, problems) = table_with(schema, br#"[{"code": "million_baht", "base": "bath"}]"#);
    assert_eq!(told(&problems), "rows.json, row 1, field base: \"bath\" is not in rows.code");
}

#[test]
fn a_codelist_that_cannot_be_read_makes_what_rests_on_it_unusable_all_the_way_up() {
    let key = |field: &str, resource: &str| json!([{ "fields": [field], "reference": { "resource": resource, "fields": ["code"] } }]);
    let resource = |name: &str, fields: &[&str], keys: Value| {
        let fields: Vec<Value> = fields.iter().map(|name| json!({ "name": name })).collect();
        json!({ "name": name, "path": format!("{name}.json"), "schema": { "fields": fields, "foreignKeys": keys } })
    };
    let resources = json!([
        resource("results", &["programme"], key("programme", "programmes")),
        resource("programmes", &["code", "issue"], key("issue", "issues")),
        resource("issues", &["code"], json!([])),
        resource("others", &["code"], json!([])),
    ]);
    let (package, problems) = opened(
        &resources,
        &[
            ("results.json", br#"[{"programme": "p1"}]"#),
            ("programmes.json", br#"[{"code": "p1", "issue": "i1"}]"#),
            ("issues.json", b"<html>"),
            ("others.json", br#"[{"code": "a"}]"#),
        ],
    );
    assert_eq!(
        told(&problems),
        "issues.json: a web page instead of JSON\n\
         programmes.json, field issue: issues, which the codes are taken from, could not be read\n\
         results.json, field programme: programmes, which the codes are taken from, could not be read"
    );
    assert_eq!(package.tables().map(|table| table.name.as_str()).collect::<Vec<_>>(), ["others"]);
}

#[test]
fn a_faulty_table_has_no_figures_and_the_others_stand() {
    let mut files = fixtures::published_files();
    files.insert("welfare_funds.json".to_owned(), Err(Fault::Status(500)));
    let report = Report::open(&files).expect("the descriptor is sound");
    // One fault is one problem: the formulas over the table are sound, and say themselves why they give nothing.
    assert_eq!(told(&report.problems), "welfare_funds.json: the server answered 500");
    let (_, reading) = report.read("welfare_funds", 2566).expect("its indicators keep their names");
    assert_eq!(reading.exact, Err(NotComputable::TableUnavailable { table: "welfare_funds".to_owned() }));
    let (indicator, reading) = report.read("housing_total", 2566).expect("the other indicators stand");
    assert_eq!(reading.rounded(indicator), Ok(decimal("31368")));
}

#[test]
fn a_table_in_two_files_names_each_rows_own_file_and_row() {
    let resources = json!([{
        "name": "rows", "path": ["2565.json", "2566.json"],
        "schema": { "fields": [{ "name": "a", "type": "integer" }], "primaryKey": "a" },
    }]);
    let first: &[u8] = br#"[{"a": 1}, {"a": 2}]"#;
    let (package, problems) = opened(&resources, &[("2565.json", first), ("2566.json", br#"[{"a": 3}]"#)]);
    assert_eq!(told(&problems), "");
    let table = package.table("rows").unwrap();
    assert_eq!(
        (0..3).map(|row| table.place(row)).collect::<Vec<_>>(),
        [("2565.json", 1), ("2565.json", 2), ("2566.json", 1)]
    );

    let (_, problems) =
        opened(&resources, &[("2565.json", first), ("2566.json", br#"[{"a": 3}, {"a": "x"}, {"a": 1}]"#)]);
    assert_eq!(
        told(&problems),
        "2566.json, row 2, field a: found \"x\", expected integer\n\
         2566.json, row 3, field a: the key 1 already stands in row 1"
    );
    // An empty part shifts nothing.
    let (package, _) = opened(&resources, &[("2565.json", b"[]"), ("2566.json", br#"[{"a": 3}]"#)]);
    assert_eq!(package.table("rows").unwrap().place(0), ("2566.json", 1));
    // One part that is missing leaves the whole table out: half a sum is a wrong sum.
    let (package, problems) = opened(&resources, &[("2565.json", first)]);
    assert_eq!(told(&problems), "2566.json: the file is missing");
    assert!(package.table("rows").is_none());
}

// The descriptor.

#[test]
fn a_descriptor_is_an_object_with_resources() {
    assert_eq!(of_descriptor(b"[]"), "datapackage.json: object is expected");
    for resources in ["{}", r#"{"resources": []}"#, r#"{"resources": {}}"#] {
        assert_eq!(
            of_descriptor(resources.as_bytes()),
            "datapackage.json, field resources: array is expected",
            "{resources}"
        );
    }
}

#[test]
fn everything_that_is_wrong_with_a_descriptor_is_told_at_once_with_its_place() {
    let resources = json!([
        1,
        { "path": "a.json", "schema": { "fields": [{ "name": "a" }] } },
        { "name": "b", "schema": { "fields": [] } },
        { "name": "c", "path": "c.json", "role": "chart" },
        {
            "name": "d", "path": "d.json",
            "schema": {
                "fields": [
                    { "name": "a", "type": "money" },
                    { "name": "a" },
                    { "type": "string" },
                    { "name": "e", "constraints": { "required": "yes", "minimum": "0", "pattern": ".*" } },
                    7,
                ],
                "primaryKey": ["key"],
                "foreignKeys": [{ "fields": ["a", "e"], "reference": { "resource": "c", "fields": ["code"] } }],
            },
        },
    ]);
    let told = of_resources(&resources);
    for place in [
        "resources[0]: object is expected",
        "resources[1].name: string is expected",
        "resources[2].path: string is expected",
        "resources[2].schema.fields: array is expected",
        "resources[3].role: codelist, table, results, plan, indicators, indicator_descriptions, printed, ratings, statement_layout, identities, topics is expected",
        "resources[3].schema: object is expected",
        "resources[4].schema.fields[0].type: string, number, integer, year, boolean, date, array is expected",
        "resources[4].schema.fields[1]: the name a stands twice",
        "resources[4].schema.fields[2].name: string is expected",
        "resources[4].schema.fields[3].constraints.required: boolean is expected",
        "resources[4].schema.fields[3].constraints.minimum: number is expected",
        "resources[4].schema.fields[3].constraints.pattern: required, unique, minimum, maximum, enum is expected",
        "resources[4].schema.fields[4]: object is expected",
        "resources[4].schema: key: unknown field",
        "resources[4].schema.foreignKeys[0]: fields, reference.fields is expected",
    ] {
        assert!(told.contains(&format!("datapackage.json, field {place}")), "{place} in\n{told}");
    }
    assert_eq!(told.lines().count(), 15, "{told}");
}

#[test]
fn a_bound_that_cannot_be_kept_exactly_is_a_fault_and_not_passed_over() {
    let bytes = br#"{"resources": [{"name": "a", "path": "a.json", "schema": {"fields": [{"name": "a", "type": "number", "constraints": {"maximum": 1e400}}]}}]}"#;
    assert_eq!(
        of_descriptor(bytes),
        "datapackage.json, field resources[0].schema.fields[0].constraints.maximum: number is expected"
    );
}

#[test]
fn two_resources_of_one_name_are_a_fault() {
    let one = json!({ "name": "a", "path": "a.json", "schema": { "fields": [{ "name": "a" }] } });
    assert_eq!(of_resources(&json!([one, one])), "datapackage.json, field resources[1]: the name a stands twice");
}

#[test]
fn a_path_that_leaves_the_package_is_refused() {
    for path in
        ["../secret.json", "/etc/passwd", "a/../../b.json", "https://example.org/a.json", "file:///etc/passwd", ".."]
    {
        let one = json!({ "name": "a", "path": path, "schema": { "fields": [{ "name": "a" }] } });
        assert_eq!(
            of_resources(&json!([one])),
            "datapackage.json, field resources[0].path: relative path is expected",
            "{path}"
        );
        let parts = json!({ "name": "a", "path": ["a.json", path], "schema": { "fields": [{ "name": "a" }] } });
        assert_ne!(of_resources(&json!([parts])), "", "{path}");
    }
    let inside = json!({ "name": "a", "path": "parts/2566.json", "schema": { "fields": [{ "name": "a" }] } });
    assert_eq!(of_resources(&json!([inside])), "");
}

#[test]
fn a_name_that_would_leave_the_package_as_a_file_is_refused() {
    for name in ["../evil", "a/b", "a\\b", "..", "/etc/cron"] {
        let one = json!({ "name": name, "path": "a.json", "schema": { "fields": [{ "name": "a" }] } });
        assert_ne!(of_resources(&json!([one])), "", "{name}");
    }
}

#[test]
fn properties_that_are_not_known_here_are_kept() {
    let bytes = r#"{"name": "codi", "licenses": [{"name": "CC-BY-4.0"}], "resources": [{
        "name": "a", "path": "a.json", "title": "ก", "title_en": "A", "gdcatalog": {"data_type": "สถิติ"}, "mediatype": "application/json",
        "schema": {"fields": [{"name": "a", "type": "number", "unit": "baht", "rdfType": "x", "title": "ข", "example": 1.50}], "missingValues": [""]}
    }]}"#;
    let descriptor = Descriptor::read(bytes.as_bytes()).unwrap_or_else(|problems| panic!("{}", told(&problems)));
    let licences = descriptor.properties.get("licenses").unwrap();
    assert_eq!(licences.items()[0].get("name").and_then(Json::text), Some("CC-BY-4.0"));
    let resource = descriptor.resource("a").unwrap();
    let catalogue = resource.properties.get("gdcatalog").unwrap();
    assert_eq!(catalogue.get("data_type").and_then(Json::text), Some("สถิติ"));
    assert_eq!(resource.properties.get("mediatype").and_then(Json::text), Some("application/json"));
    assert_eq!((resource.text("title", false), resource.text("title", true)), ("ก", "A"));
    let field = resource.schema.field("a").unwrap();
    assert_eq!(field.properties.get("rdfType").and_then(Json::text), Some("x"));
    assert_eq!(field.properties.get("example"), Some(&Json::Number("1.50".to_owned())));
    assert_eq!((field.unit.as_deref(), field.text("title", true)), (Some("baht"), "ข"));
    assert_eq!(resource.role, Role::Table);
}

#[test]
fn units_that_rest_on_each_other_in_a_circle_do_not_hang() {
    let mut rows: Vec<String> = (0..60)
        .map(|n| {
            format!(
                r#"{{"code": "u{n}", "symbol": "", "symbol_en": "", "base": "u{0}/u{0}", "factor": 2}}"#,
                (n + 1) % 60
            )
        })
        .collect();
    rows.push(r#"{"code": "x", "symbol": "", "symbol_en": "", "base": "x/x", "factor": null}"#.to_owned());
    let rows = format!("[{}]", rows.join(","));
    let sheet = fixtures::Sheet { rows: &rows, ..fixtures::units() };
    let report = fixtures::sound(&fixtures::files(&[sheet]));
    assert!(report.engine.units.get("u0").is_some());
}

#[test]
fn a_tables_cells_are_asked_for_by_row_and_field_and_never_panic() {
    let fields = json!([{ "name": "n", "type": "number" }, { "name": "t" }, { "name": "b", "type": "boolean" }, { "name": "l", "type": "array" }]);
    let (package, _) = table(
        fields,
        r#"[{"n": 1, "t": "x", "b": true, "l": ["a", "b"]}, {"n": null, "t": null, "b": null, "l": null}]"#,
    );
    let table = package.table("rows").unwrap();
    assert_eq!(
        (table.number(0, "n"), table.number(1, "n"), table.number(9, "n"), table.number(0, "t"), table.number(0, "?")),
        (Some(Decimal::ONE), None, None, None, None)
    );
    assert_eq!(
        (table.text(0, "t"), table.text(1, "t"), table.text(9, "t"), table.text(0, "n")),
        (Some("x"), None, None, None)
    );
    assert_eq!(
        (table.boolean(0, "b"), table.boolean(1, "b"), table.boolean(9, "b"), table.boolean(0, "n")),
        (true, false, false, false)
    );
    assert_eq!(
        (table.list(0, "l").len(), table.list(1, "l").len(), table.list(9, "l").len(), table.list(0, "n").len()),
        (2, 0, 0, 0)
    );
    assert_eq!(
        ["n", "t", "b", "l", "?"].map(|field| table.cell_text(0, field)),
        [Some("1"), Some("x"), Some("true"), Some("a, b"), None].map(|text| text.map(str::to_owned))
    );
    assert_eq!(["n", "t", "b", "l"].map(|field| table.cell_text(1, field)), [None, None, None, None]);
    assert_eq!((table.find("t", "x"), table.find("t", "y"), table.find("n", "1")), (Some(0), None, None));
    assert!(matches!(table.column("l"), Some(Column::List(_))));
}

// Words.

fn every_problem_kind() -> Vec<ProblemKind> {
    let text = || "ค่าที่พบ".to_owned();
    vec![
        ProblemKind::Missing,
        ProblemKind::Status { status: 503 },
        ProblemKind::Unreachable { detail: text() },
        ProblemKind::Html,
        ProblemKind::NotUtf8,
        ProblemKind::Truncated { line: 3, column: 7 },
        ProblemKind::Syntax { line: 3, column: 7, detail: text() },
        ProblemKind::NotAnArray,
        ProblemKind::NotAnObject { found: Found::Null },
        ProblemKind::Descriptor { expected: "array" },
        ProblemKind::DuplicateName { name: text() },
        ProblemKind::UnknownField,
        ProblemKind::MissingField,
        ProblemKind::RepeatedField,
        ProblemKind::WrongType { found: Found::Object, expected: FieldType::Date },
        ProblemKind::TooManyDigits { found: text() },
        ProblemKind::Required,
        ProblemKind::BelowMinimum { found: Decimal::ONE, minimum: Decimal::TWO },
        ProblemKind::AboveMaximum { found: Decimal::TWO, maximum: Decimal::ONE },
        ProblemKind::NotAllowed { found: text(), allowed: vec![text()] },
        ProblemKind::NotUnique { found: text(), first_row: 3 },
        ProblemKind::DuplicateKey { key: text(), first_row: 3 },
        ProblemKind::DanglingKey { found: text(), resource: text(), target: text() },
        ProblemKind::CodelistUnavailable { resource: text() },
        ProblemKind::Stale { maker: DESCRIPTOR_FILE },
        ProblemKind::Formula(FormulaError::TooDeep),
    ]
}

fn every_formula_error() -> Vec<FormulaError> {
    let text = || "tambons".to_owned();
    vec![
        FormulaError::Syntax { at: 3, expected: "name" },
        FormulaError::UnknownFunction { at: 3, name: text() },
        FormulaError::Arguments { function: "pct", expected: 2, found: 1 },
        FormulaError::TooManyDigits { at: 3 },
        FormulaError::TooDeep,
        FormulaError::TooLong,
        FormulaError::UnknownTable { table: text() },
        FormulaError::TableUnavailable { table: text() },
        FormulaError::UnknownColumn { table: text(), column: text() },
        FormulaError::NotNumeric { table: text(), column: text() },
        FormulaError::SelectorType { table: text(), column: text() },
        FormulaError::NothingSelected { selection: text() },
        FormulaError::UnknownUnit { unit: text() },
        FormulaError::Units { operation: "+".to_owned(), left: text(), right: text() },
        FormulaError::MixedUnits { selection: text() },
        FormulaError::DifferentRows,
        FormulaError::Decimals,
    ]
}

fn every_reason() -> Vec<NotComputable> {
    let text = || "tambons".to_owned();
    vec![
        NotComputable::DivisionByZero,
        NotComputable::TableUnavailable { table: text() },
        NotComputable::NoRows { selection: text(), year: 2566 },
        NotComputable::SeveralRows { selection: text(), count: 2 },
        NotComputable::EmptyCells { selection: text() },
        NotComputable::NoDimension { table: text(), dimension: text() },
        NotComputable::BaseNotPositive,
        NotComputable::NoLadder,
        NotComputable::Overflow,
        NotComputable::from(FormulaError::TooLong),
    ]
}

/// The variants of an enum as its source names them, so that a new one is not forgotten here.
fn variants(source: &str, name: &str) -> usize {
    let body = source.split_once(&format!("pub enum {name} {{")).expect("the enum").1;
    let body = body.split_once("\n}").expect("its end").0;
    let of_enum =
        |line: &&str| line.starts_with("    ") && line[4..].starts_with(|first: char| first.is_ascii_uppercase());
    body.lines().filter(of_enum).count()
}

#[test]
fn no_kind_of_fault_is_forgotten_in_these_tests() {
    let (problem, formula) = (include_str!("../src/package/problem.rs"), include_str!("../src/formula/error.rs"));
    assert_eq!(every_problem_kind().len(), variants(problem, "ProblemKind"));
    assert_eq!(every_formula_error().len(), variants(formula, "FormulaError"));
    assert_eq!(every_reason().len(), variants(formula, "NotComputable"));
}

#[test]
fn every_fault_is_told_in_thai_and_english_with_all_its_values() {
    let told = |kind: ProblemKind| {
        let problem = Problem { file: "rows.json".to_owned(), row: Some(7), field: Some("amount".to_owned()), kind };
        [Language::Thai, Language::English].map(|language| locale::problem(&problem, language))
    };
    let formulas = every_formula_error().into_iter().map(|error| told(ProblemKind::Formula(error)));
    let reasons = every_reason()
        .into_iter()
        .map(|reason| [Language::Thai, Language::English].map(|language| locale::not_computable(&reason, language)));
    let mut seen = std::collections::BTreeSet::new();
    for [thai, english] in every_problem_kind().into_iter().map(told).chain(formulas).chain(reasons) {
        assert!(!thai.trim().is_empty() && !english.trim().is_empty());
        assert_ne!(thai, english);
        assert!(is_thai(&thai), "{thai}");
        assert!(!is_thai(&english.replace("ค่าที่พบ", "")), "{english}");
        assert!(
            !thai.contains(['{', '}']) && !english.contains(['{', '}']),
            "a placeholder is left: {thai} / {english}"
        );
        seen.insert(english);
    }
    // TooDeep stands twice, as itself and as a problem of the package; no two others read the same.
    assert_eq!(seen.len(), every_problem_kind().len() + every_formula_error().len() + every_reason().len() - 1);
}

#[test]
fn a_fault_names_file_row_field_found_and_expected_in_both_languages() {
    let problem = cell(7, "amount", ProblemKind::BelowMinimum { found: -decimal("1234.50"), minimum: Decimal::ZERO });
    for language in [Language::Thai, Language::English] {
        let told = locale::problem(&problem, language);
        for part in ["rows.json", "7", "amount", "−1,234.50", "0"] {
            assert!(told.contains(part), "{part} in {told}");
        }
    }
}

#[test]
fn every_verdict_is_told_in_both_languages() {
    for verdict in [
        Verdict::Agrees,
        Verdict::RoundedOtherwise { truncated: true },
        Verdict::RoundedOtherwise { truncated: false },
        Verdict::FromRounded { inputs: Vec::new() },
        Verdict::Differs { by: decimal("5.4") },
        Verdict::NotComputable(NotComputable::DivisionByZero),
    ] {
        let (thai, english) =
            (locale::verdict(&verdict, 2, Language::Thai), locale::verdict(&verdict, 2, Language::English));
        assert!(is_thai(&thai) && !is_thai(&english) && !english.is_empty(), "{thai} / {english}");
    }
    assert!(locale::verdict(&Verdict::Differs { by: -decimal("5.4") }, 2, Language::English).contains("−5.40"));
}

fn is_thai(text: &str) -> bool {
    text.chars().any(|letter| ('\u{e00}'..='\u{e7f}').contains(&letter))
}

// Whatever comes.

static PUBLISHED: LazyLock<Files> = LazyLock::new(fixtures::published_files);

/// Opens whatever it is and works with what stands; gives how many problems there were.
fn use_all_of(files: &Files) -> usize {
    let report = match Report::open(files) {
        Ok(report) => report,
        Err(problems) => {
            assert!(!problems.is_empty());
            return told_all(&problems);
        }
    };
    let audit = report.audit();
    for figure in &audit.figures {
        _ = locale::verdict(&figure.verdict, figure.printed.precision, Language::Thai);
    }
    for finding in &audit.findings {
        _ = locale::finding(&report, &audit, finding, Language::Thai);
    }
    for indicator in &report.indicators {
        let context = Context::year(2566);
        let reading = indicator.read(&report.engine, &context);
        _ = reading.rounded(indicator);
        for dimension in &indicator.dimensions {
            _ = indicator.breakdown(&report.engine, &context, dimension);
        }
    }
    for row in &report.layout {
        _ = row.formula.as_ref().map(|formula| report.engine.value_in(formula, &Context::year(2566), "baht"));
    }
    _ = report.years();
    told_all(&report.problems)
}

fn told_all(problems: &[Problem]) -> usize {
    for problem in problems {
        for language in [Language::Thai, Language::English] {
            assert!(!locale::problem(problem, language).is_empty());
        }
    }
    problems.len()
}

#[derive(Debug, Clone)]
enum Damage {
    Cut(sample::Index),
    Flip(sample::Index, u8),
    Replace(sample::Index, &'static str),
    Drop(sample::Index, usize),
    Double(sample::Index, usize),
    Swap(sample::Index, sample::Index),
}

fn damage() -> impl Strategy<Value = Damage> {
    let at = any::<sample::Index>;
    let other = sample::select(vec![
        "null",
        "\"",
        "{",
        "}",
        "[",
        "]",
        ",",
        "-",
        "1e999",
        "9e28",
        "0.0000000000000000000000000001",
        "true",
        "\u{feff}",
        "<html>",
        "ก",
        "\\u0000",
        "2565",
        "prev(",
        "/ 0",
    ]);
    prop_oneof![
        at().prop_map(Damage::Cut),
        (at(), any::<u8>()).prop_map(|(at, bits)| Damage::Flip(at, bits)),
        (at(), other).prop_map(|(at, with)| Damage::Replace(at, with)),
        (at(), 1..40_usize).prop_map(|(at, length)| Damage::Drop(at, length)),
        (at(), 1..400_usize).prop_map(|(at, length)| Damage::Double(at, length)),
        (at(), at()).prop_map(|(one, other)| Damage::Swap(one, other)),
    ]
}

fn damaged(bytes: &mut Vec<u8>, damage: &Damage) {
    if bytes.is_empty() {
        return;
    }
    let length = bytes.len();
    match damage {
        Damage::Cut(at) => bytes.truncate(at.index(length)),
        Damage::Flip(at, bits) => bytes[at.index(length)] ^= bits,
        Damage::Replace(at, with) => {
            let at = at.index(length);
            let end = (at + with.len()).min(length);
            bytes.splice(at..end, with.bytes());
        }
        Damage::Drop(at, count) => {
            let at = at.index(length);
            bytes.drain(at..(at + count).min(length));
        }
        Damage::Double(at, count) => {
            let at = at.index(length);
            let again = bytes[at..(at + count).min(length)].to_vec();
            bytes.splice(at..at, again);
        }
        Damage::Swap(one, other) => bytes.swap(one.index(length), other.index(length)),
    }
}

fn settings(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(settings(1000))]

    #[test]
    fn arbitrary_bytes_as_a_descriptor_never_panic(bytes in collection::vec(any::<u8>(), 0..300)) {
        let problems = Descriptor::read(&bytes).err();
        prop_assert!(problems.is_some_and(|problems| !problems.is_empty()));
    }

    #[test]
    fn arbitrary_bytes_as_a_table_never_panic(bytes in collection::vec(any::<u8>(), 0..300)) {
        let (package, problems) = table_with(json!({ "fields": [{ "name": "a", "type": "number" }] }), &bytes);
        prop_assert_eq!(problems.is_empty(), package.table("rows").is_some());
    }

    #[test]
    fn any_json_as_a_table_never_panics_and_is_either_sound_or_reported(text in "\\[(\\{(\"a\": ?(-?[0-9]{1,40}(\\.[0-9]{1,30})?([eE][+-]?[0-9]{1,12})?|null|\"[^\"\\\\]{0,5}\"|\\[\\]|true),?){0,2}\\},?){0,3}\\]") {
        let (package, problems) = table(json!([{ "name": "a", "type": "number" }]), &text);
        prop_assert_eq!(problems.is_empty(), package.table("rows").is_some(), "{}", text);
    }
}

proptest! {
    #![proptest_config(settings(150))]

    #[test]
    fn the_published_files_however_damaged_never_panic(
        file in any::<sample::Index>(),
        damages in collection::vec(damage(), 1..4),
    ) {
        let mut files = PUBLISHED.clone();
        let path = file.get(&files.keys().cloned().collect::<Vec<_>>()).clone();
        let bytes = files.get_mut(&path).and_then(|content| content.as_mut().ok()).expect("a file");
        damages.iter().for_each(|damage| damaged(bytes, damage));
        use_all_of(&files);
    }

    #[test]
    fn a_published_file_that_is_cut_off_is_always_reported(file in any::<sample::Index>(), at in any::<sample::Index>()) {
        let mut files = PUBLISHED.clone();
        let path = file.get(&files.keys().cloned().collect::<Vec<_>>()).clone();
        let bytes = files.get_mut(&path).and_then(|content| content.as_mut().ok()).expect("a file");
        let end = String::from_utf8_lossy(bytes).trim_end().len();
        bytes.truncate(at.index(end));
        // The lean descriptor is read where the whole one is not there.
        if path == LEAN_DESCRIPTOR_FILE {
            files.remove(DESCRIPTOR_FILE);
        }
        prop_assert!(use_all_of(&files) > 0, "{}", path);
    }
}
