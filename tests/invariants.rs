//! What must hold of the sources as a whole.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod fixtures;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use codi_in_figures::{indicator::LayoutKind, package::Role, report::Report};
use fixtures::root;

/// The rooms that know no browser.
const CORE: [&str; 6] = ["package", "formula", "indicator", "audit", "chart", "export"];
const PAGE: [&str; 3] = ["page", "ui", "browser"];

struct Source {
    /// From the root: `src/formula/ast.rs`.
    path: String,
    text: String,
}

fn rust_below(folder: &Path, into: &mut Vec<Source>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            rust_below(&path, into);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).expect("a source file in UTF-8");
            let path = path.strip_prefix(root()).expect("below the root").display().to_string().replace('\\', "/");
            into.push(Source { path, text });
        }
    }
    into.sort_by(|one, other| one.path.cmp(&other.path));
}

fn sources(below: &str) -> Vec<Source> {
    let mut found = Vec::new();
    rust_below(&root().join(below), &mut found);
    found
}

/// The core's sources: what `src/<room>.rs` and `src/<room>/` hold.
fn core() -> Vec<Source> {
    let of_core = |path: &str| {
        let room = path.split('/').nth(1).unwrap_or_default().trim_end_matches(".rs");
        CORE.contains(&room)
    };
    sources("src").into_iter().filter(|source| of_core(&source.path)).collect()
}

/// The code of a file: no comments, and no modules that only tests see.
fn code(text: &str) -> String {
    let mut kept = String::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if line.trim_start().starts_with("#[cfg(test)]") {
            let indent = line.len() - line.trim_start().len();
            // To the brace that closes it at its own indent, or, of a single line, to its end.
            let mut next = lines.next().unwrap_or_default();
            while next.trim_start().starts_with("#[") {
                next = lines.next().unwrap_or_default();
            }
            if next.trim_end().ends_with('{') {
                let close = format!("{}}}", " ".repeat(indent));
                lines.by_ref().find(|line| **line == close);
            }
            continue;
        }
        kept.push_str(without_comment(line));
        kept.push('\n');
    }
    kept
}

/// A line up to its `//`, unless that stands in a string.
fn without_comment(line: &str) -> &str {
    let (mut in_string, mut before) = (false, ' ');
    for (at, letter) in line.char_indices() {
        match letter {
            '"' if before != '\\' && before != '\'' => in_string = !in_string,
            '/' if before == '/' && !in_string => return &line[..at - 1],
            _ => {}
        }
        before = if before == '\\' { ' ' } else { letter };
    }
    line
}

/// Every string literal of the code, raw ones too.
fn literals(text: &str) -> Vec<String> {
    let code = code(text);
    let letters: Vec<char> = code.chars().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        match letters[at] {
            // '"' and '\'' are no strings; lifetimes are no characters.
            '\'' if letters.get(at + 1) == Some(&'\\') => at += 4,
            '\'' if letters.get(at + 2) == Some(&'\'') => at += 3,
            '"' => {
                let hashes = letters[..at].iter().rev().take_while(|letter| **letter == '#').count();
                let raw = at > hashes && letters[at - hashes - 1] == 'r';
                let mut literal = String::new();
                at += 1;
                while at < letters.len() {
                    let closes = letters[at] == '"'
                        && (!raw || letters[at + 1..].iter().take(hashes).all(|letter| *letter == '#'));
                    if closes {
                        break;
                    }
                    if letters[at] == '\\' && !raw {
                        literal.push(letters[at]);
                        at += 1;
                    }
                    literal.extend(letters.get(at));
                    at += 1;
                }
                found.push(literal);
                at += 1;
            }
            _ => at += 1,
        }
    }
    found
}

/// The names in a code: what stands between signs that no name holds.
fn names(code: &str) -> BTreeSet<&str> {
    code.split(|letter: char| !letter.is_alphanumeric() && letter != '_').collect()
}

fn is_thai(text: &str) -> bool {
    text.chars().any(|letter| ('\u{e00}'..='\u{e7f}').contains(&letter))
}

fn locale(language: &str) -> BTreeMap<String, String> {
    let text = fs::read_to_string(root().join(format!("locales/{language}.json"))).expect("a locale file");
    serde_json::from_str(&text).expect("a map of texts")
}

#[test]
fn the_scanner_sees_code_and_passes_over_comments_and_tests() {
    let text = "/// \"doc\"\nfn a() { let b = \"x//y\"; } // \"no\"\n#[cfg(test)]\nmod tests {\n    const C: &str = \"no\";\n}\nconst D: &str = r#\"raw \"q\"\"#;\nlet e = ('\"', \"\\\"z\\\"\", &'a str);\n";
    assert_eq!(literals(text), ["x//y", "raw \"q\"", "\\\"z\\\""]);
    assert!(!code(text).contains("tests") && code(text).contains("const D"));
}

#[test]
fn the_core_knows_no_browser() {
    let core = core();
    for room in CORE.iter().filter(|room| **room != "export") {
        assert!(core.iter().any(|source| source.path.starts_with(&format!("src/{room}"))), "no sources of {room}");
    }
    for source in core {
        for name in ["leptos", "leptos_router", "web_sys", "js_sys", "wasm_bindgen", "gloo_net"] {
            assert!(!names(&code(&source.text)).contains(name), "{} names {name}", source.path);
        }
    }
}

#[test]
fn what_the_core_rests_on_knows_no_browser_either() {
    for source in
        ["locale", "report", "state", "calculator"].into_iter().flat_map(|room| sources(&format!("src/{room}")))
    {
        for name in ["leptos", "web_sys", "js_sys", "wasm_bindgen"] {
            assert!(!names(&code(&source.text)).contains(name), "{} names {name}", source.path);
        }
    }
}

#[test]
fn the_core_rests_on_no_page() {
    for source in core() {
        let code = code(&source.text);
        for room in PAGE {
            assert!(!code.contains(&format!("crate::{room}")), "{} uses {room}", source.path);
        }
    }
}

/// What the published data calls its tables, indicators, printed figures and rows of statements, and its years.
fn named_by_the_data(report: &Report) -> BTreeSet<String> {
    let package = &report.engine.package;
    let mut names: BTreeSet<String> = BTreeSet::new();
    for resource in &package.descriptor.resources {
        // The units are a role of their own: the engine asks for them by name, as the data contract says.
        if resource.name != "units" {
            names.insert(resource.name.clone());
        }
    }
    names.extend(report.indicators.iter().map(|indicator| indicator.id.clone()));
    names.extend(report.figures.iter().map(|figure| figure.id.clone()));
    names.extend(report.layout.iter().filter(|row| row.kind != LayoutKind::Heading).map(|row| row.id.clone()));
    for table in package.tables() {
        names.extend(
            (0..table.rows()).filter_map(|row| Some(table.number(row, "fiscal_year")?.normalize().to_string())),
        );
    }
    names
}

/// Words of the data contract that a table or indicator happens to be called, too.
const CONTRACT: [&str; 7] =
    ["indicators", "indicator_descriptions", "printed", "ratings", "statement_layout", "identities", "topics"];

/// Properties of files that we write which happen to be called like a table, too, and where they are written.
const WRITTEN: [(&str, &str); 2] = [("src/export/audit.rs", "printed"), ("src/export/audit.rs", "identities")];

#[test]
fn no_table_indicator_figure_or_year_of_the_data_is_named_in_the_core() {
    let report = fixtures::sound(&fixtures::published_files());
    let named = named_by_the_data(&report);
    assert!(named.contains("2566") && named.contains("strong_communities") && named.contains("housing_total"));
    for source in core() {
        for literal in literals(&source.text) {
            let name = literal.as_str();
            // A role of the contract is read where roles are read.
            let is_role = CONTRACT.contains(&name) && source.path == "src/package/descriptor.rs";
            let is_written = WRITTEN.contains(&(source.path.as_str(), name));
            // A word like “cash” in a sentence is a word; a literal that is nothing else is a name.
            assert!(is_role || is_written || !named.contains(name), "{} names {name:?} of the data", source.path);
        }
        let code = code(&source.text);
        for name in names(&code) {
            let is_year = name.len() == 4 && name.starts_with("25") && name.bytes().all(|byte| byte.is_ascii_digit());
            assert!(!is_year, "{} names the year {name}", source.path);
        }
    }
}

#[test]
fn the_indicators_that_pages_name_exist() {
    let report = fixtures::sound(&fixtures::published_files());
    let tables: BTreeSet<&str> = report.engine.package.tables().map(|table| table.name.as_str()).collect();
    assert!(report.engine.package.of_role(Role::Indicators).count() > 0);
    // Whatever a page reads by `.read("…")`, `.indicator("…")` or as a name of a figure must be there.
    let mut asked = BTreeSet::new();
    for source in sources("src/page").into_iter().chain(sources("src/ui")) {
        let code = code(&source.text);
        for opening in [".indicator(\"", ".read(\""] {
            for rest in code.split(opening).skip(1) {
                asked.extend(rest.split('"').next().map(|id| (source.path.clone(), id.to_owned())));
            }
        }
    }
    for (path, id) in asked {
        assert!(report.indicator(&id).is_some() || tables.contains(id.as_str()), "{path} asks for the indicator {id}");
    }
}

#[test]
fn both_languages_have_the_same_texts() {
    let (thai, english) = (locale("th"), locale("en"));
    assert_eq!(thai.keys().collect::<Vec<_>>(), english.keys().collect::<Vec<_>>());
    for (key, text) in &thai {
        assert!(!text.trim().is_empty() && !english[key].trim().is_empty(), "{key}");
    }
}

#[test]
fn every_text_is_used_and_every_used_text_is_there() {
    let mut used = BTreeSet::new();
    for source in sources("src") {
        let code = code(&source.text);
        for rest in code.split("Key::").skip(1) {
            let name: String = rest
                .chars()
                .take_while(|letter| letter.is_ascii_uppercase() || letter.is_ascii_digit() || *letter == '_')
                .collect();
            if name.len() > 1 {
                used.insert(name);
            }
        }
    }
    let defined: BTreeSet<String> =
        locale("th").keys().map(|key| key.to_uppercase().replace(['.', '-'], "_")).collect();
    let missing: Vec<_> = used.difference(&defined).collect();
    assert!(missing.is_empty(), "not in locales/: {missing:?}");
    let dead: Vec<_> = defined.difference(&used).collect();
    assert!(dead.is_empty(), "in locales/ and nowhere in src/: {dead:?}");
}

#[test]
fn no_text_for_readers_stands_in_the_sources() {
    for source in sources("src") {
        for literal in literals(&source.text) {
            assert!(!is_thai(&literal), "{}: {literal:?} belongs into locales/", source.path);
        }
    }
}

#[test]
fn a_table_or_indicator_of_another_year_needs_no_rust() {
    // A package of a later year with another table and indicator, made here, is read like the published one.
    let files = fixtures::files(&[
        fixtures::units(),
        fixtures::Sheet {
            name: "forests",
            role: "table",
            fields: &["fiscal_year integer", "region string", "planted integer tambon"],
            rows: r#"[{"fiscal_year": 2567, "region": "north", "planted": 12}, {"fiscal_year": 2568, "region": "north", "planted": 15}]"#,
        },
        fixtures::Sheet {
            name: "definitions",
            role: "indicators",
            fields: &[
                "id string",
                "title string",
                "unit string",
                "precision integer",
                "direction string",
                "formula string",
                "target string",
                "dimensions array",
                "section string",
            ],
            rows: r#"[{"id": "planted_growth", "title": "ก", "unit": "percent", "precision": 1, "direction": "higher", "formula": "growth(sum(forests.planted))", "target": null, "dimensions": [], "section": "9"}]"#,
        },
    ]);
    let report = fixtures::sound(&files);
    let (indicator, reading) = report.read("planted_growth", 2568).expect("the indicator");
    assert_eq!(reading.rounded(indicator).map(|number| number.to_string()), Ok("25.0".to_owned()));
}
