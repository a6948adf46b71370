//! The tool of those who publish, run as they run it.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod fixtures;
#[path = "fixtures/schema.rs"]
mod schema;

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{self, Command, Stdio},
    sync::atomic::{AtomicU32, Ordering},
};

use codi_in_figures::package::{Descriptor, Package};
use fixtures::{published_files, published_folder};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

struct Ran {
    code: Option<i32>,
    out: String,
    err: String,
}

fn codi_data(arguments: &[&str]) -> Ran {
    let output = Command::new(env!("CARGO_BIN_EXE_codi-data"))
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .expect("codi-data runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    Ran { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

/// A folder of its own that is gone when the test is over.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("codi-data-{}-{}", process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let folder = env::temp_dir().join(name);
        fs::create_dir_all(&folder).expect("a temporary folder");
        Self(folder)
    }

    /// A copy of the published package.
    fn published() -> Self {
        let folder = Self::new();
        for (path, bytes) in published_files() {
            fs::write(folder.0.join(path), bytes.expect("a file")).expect("a copy");
        }
        folder
    }

    fn path(&self) -> &str {
        self.0.to_str().expect("a path in UTF-8")
    }

    fn read(&self, file: &str) -> String {
        fs::read_to_string(self.0.join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
    }

    /// Replaces the first `what` in a file.
    fn replace(&self, file: &str, what: &str, with: &str) {
        let text = self.read(file);
        assert!(text.contains(what), "{what} in {file}");
        fs::write(self.0.join(file), text.replacen(what, with, 1)).expect("a change");
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        _ = fs::remove_dir_all(&self.0);
    }
}

fn published() -> String {
    published_folder().display().to_string()
}

/// The audit of a folder as JSON, which must keep to the published schema.
fn audit_of(folder: &str) -> Value {
    let ran = codi_data(&["audit", folder, "--json"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
    let audit: Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!(schema::faults(&schema::validator("audit.schema.json"), &audit), "");
    audit
}

fn package_in(folder: &Path) -> Package {
    let descriptor = Descriptor::read(&fs::read(folder.join("datapackage.json")).expect("the descriptor"));
    let descriptor = descriptor.unwrap_or_else(|problems| panic!("{}", fixtures::told(&problems)));
    let files = descriptor
        .paths()
        .iter()
        .map(|path| ((*path).to_owned(), Ok(fs::read(folder.join(path)).expect("a file"))))
        .collect();
    Package::assemble(descriptor, &files)
}

#[test]
fn check_finds_the_published_package_sound() {
    let ran = codi_data(&["check", &published()]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{}", ran.out);
    let package = package_in(&published_folder());
    let rows: usize = package.tables().map(|table| table.rows()).sum();
    for count in [package.tables().count(), rows] {
        assert!(ran.out.contains(&count.to_string()), "{count} in {}", ran.out);
    }
}

#[test]
fn check_fails_on_a_file_that_is_cut_off_and_says_where() {
    let folder = Folder::published();
    let text = folder.read("welfare_funds.json");
    fs::write(folder.0.join("welfare_funds.json"), &text[..text.len() / 2]).unwrap();
    let ran = codi_data(&["check", folder.path()]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.err.contains("welfare_funds.json: the file is cut off at line "), "{}", ran.err);
    assert_eq!(ran.out, "");
}

#[test]
fn check_names_file_row_and_field_of_each_fault() {
    let folder = Folder::published();
    folder.replace("strong_communities.json", "\"region\": \"northeast\"", "\"region\": \"nroth\"");
    folder.replace("welfare_funds.json", "\"members\": ", "\"members\": -");
    folder.replace("certified_funds.json", "\"funds\": ", "\"funds\": \"many\", \"fund\": ");
    folder.replace("baan_mankong.json", "\"provinces\": null", "\"provinces\": 1e400");
    folder.replace("indicators.json", "\"formula\": \"only(", "\"formula\": \"olny(");
    let ran = codi_data(&["check", folder.path()]);
    assert_eq!(ran.code, Some(1));
    for fault in [
        "strong_communities.json, row 3, field region: the code “nroth” is not in regions.code",
        "welfare_funds.json, row 1, field members: found −",
        "certified_funds.json, row 1, field funds: found “many”, expected a whole number",
        "certified_funds.json, row 1, field fund: ",
        "baan_mankong.json, row 3, field provinces: 1e+400 has more digits",
        "indicators.json, row 1, field formula: formula, character 1: there is no function olny",
    ] {
        assert!(ran.err.contains(fault), "{fault}\nin\n{}", ran.err);
    }
}

#[test]
fn check_fails_on_a_missing_file_and_on_a_missing_package() {
    let folder = Folder::published();
    fs::remove_file(folder.0.join("units.json")).unwrap();
    let ran = codi_data(&["check", folder.path()]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.err.contains("units.json: the file is missing"), "{}", ran.err);

    let empty = Folder::new();
    for command in ["check", "audit"] {
        let ran = codi_data(&[command, empty.path()]);
        assert_eq!(ran.code, Some(1), "{command}");
        assert!(ran.err.contains("datapackage.json: the file is missing"), "{}", ran.err);
    }
}

#[test]
fn check_fails_on_a_broken_descriptor_and_names_the_place() {
    let folder = Folder::published();
    folder.replace("datapackage.json", "\"type\": \"string\"", "\"type\": \"sting\"");
    let ran = codi_data(&["check", folder.path()]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.err.contains("datapackage.json, field resources[0].schema.fields[0].type"), "{}", ran.err);
}

#[test]
fn check_fails_on_a_lean_descriptor_that_is_missing_or_stale_and_lean_writes_it() {
    let folder = Folder::published();
    let lean = folder.read("datapackage.lean.json");
    let fails = |lang: &str, what: &str| {
        let ran = codi_data(&["check", folder.path(), "--lang", lang]);
        assert_eq!((ran.code, ran.out.as_str()), (Some(1), ""));
        assert!(ran.err.contains(&format!("datapackage.lean.json: {what}")), "{}", ran.err);
        assert!(ran.err.contains(&format!("codi-data lean {}", folder.path())), "{}", ran.err);
    };
    fs::remove_file(folder.0.join("datapackage.lean.json")).unwrap();
    fails("en", "the file is missing");
    fails("th", "ไม่พบไฟล์");
    // What is said in the whole one alone is no matter of the lean one; a title is.
    folder.replace("datapackage.json", "\"The words of short codes", "\"Words of short codes");
    let written = codi_data(&["lean", folder.path()]);
    assert_eq!((written.code, written.err.as_str()), (Some(0), ""));
    assert!(written.out.contains("datapackage.lean.json"), "{}", written.out);
    assert_eq!(folder.read("datapackage.lean.json"), lean);
    assert_eq!(codi_data(&["check", folder.path()]).code, Some(0));
    folder.replace("datapackage.json", "\"title_en\": \"Terms\"", "\"title_en\": \"Words\"");
    fails("en", "it is not what datapackage.json gives");
    fails("th", "ไม่ตรงกับที่สร้างจาก datapackage.json");
    assert_eq!(codi_data(&["lean", folder.path()]).code, Some(0));
    assert_eq!(codi_data(&["check", folder.path()]).code, Some(0));
    // Of a descriptor that is none there is none to write.
    fs::write(folder.0.join("datapackage.json"), "[]").unwrap();
    let ran = codi_data(&["lean", folder.path()]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.err.contains("datapackage.json: expected: object"), "{}", ran.err);
}

#[test]
fn check_and_publish_fail_where_indicators_and_their_descriptions_do_not_fit() {
    let folder = Folder::published();
    folder.replace("indicator_descriptions.json", "\"id\": \"programme_1_1\"", "\"id\": \"programme_0_0\"");
    let out = folder.0.join("out");
    for arguments in [&["check", folder.path()][..], &["publish", folder.path(), out.to_str().unwrap()]] {
        let ran = codi_data(arguments);
        assert_eq!(ran.code, Some(1), "{arguments:?}");
        for fault in [
            "indicator_descriptions.json, row 1, field id: the code “programme_0_0” is not in indicators, ",
            "indicators.json, row 1, field id: the code “programme_1_1” is not in indicator_descriptions.id",
        ] {
            assert!(ran.err.contains(fault), "{fault}\nin\n{}", ran.err);
        }
    }
    assert!(!out.exists());
}

#[test]
fn a_wrong_command_is_refused_with_the_usage() {
    for arguments in [&["chekc", "."][..], &[], &["audit", ".", "--json", "--all"], &["check", ".", "--lang", "fr"]] {
        let ran = codi_data(arguments);
        assert_eq!(ran.code, Some(2), "{arguments:?}");
        assert!(ran.err.contains("Usage") || ran.err.contains("possible values"), "{arguments:?}: {}", ran.err);
    }
}

#[test]
fn audit_succeeds_although_figures_differ_and_lists_them() {
    let ran = codi_data(&["audit", &published()]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
    assert!(ran.out.contains("differs by −0.50"), "{}", ran.out);
    assert!(ran.out.contains('≠') && ran.out.contains('≈'));
    let audit = audit_of(&published());
    for finding in audit["findings"].as_array().expect("findings") {
        let id = finding["id"].as_str().expect("an id");
        assert!(ran.out.contains(&format!("[{id}]")), "{id} in {}", ran.out);
    }
    // A figure that agrees is told only as a place of a finding, or when all are asked for.
    let all = codi_data(&["audit", &published(), "--all"]);
    assert_eq!(all.code, Some(0));
    for figure in audit["figures"].as_array().expect("figures") {
        let (id, section) = (figure["id"].as_str().expect("an id"), figure["section"].as_str().expect("a section"));
        let line = format!("{id} ({section}): ");
        assert!(all.out.contains(&line), "{line}");
        let in_a_finding = audit["findings"]
            .as_array()
            .into_iter()
            .flatten()
            .any(|finding| finding["figures"].as_array().is_some_and(|figures| figures.contains(&figure["id"])));
        assert_eq!(ran.out.contains(&line), in_a_finding, "{line}");
    }
}

#[test]
fn audit_as_json_sums_up_its_own_figures_and_findings() {
    let audit = audit_of(&published());
    let list = |name: &str| audit[name].as_array().unwrap_or_else(|| panic!("no {name}")).clone();
    let (figures, findings) = (list("figures"), list("findings"));
    let summary = |name: &str| usize::try_from(audit["summary"][name].as_u64().expect("a count")).unwrap();
    let of = |list: &[Value], name: &str, value: &str| list.iter().filter(|item| item[name] == value).count();
    assert_eq!(summary("figures"), figures.len());
    let identities = list("identities");
    assert_eq!(summary("identities"), identities.len());
    assert_eq!(summary("identities_hold"), of(&identities, "verdict", "agrees"));
    assert_eq!(summary("findings"), findings.len());
    for (count, verdict) in [
        ("agree", "agrees"),
        ("from_rounded", "from_rounded"),
        ("differ", "differs"),
        ("not_computable", "not_computable"),
    ] {
        assert_eq!(summary(count), of(&figures, "verdict", verdict), "{count}");
    }
    let otherwise = of(&figures, "verdict", "truncated") + of(&figures, "verdict", "rounded_otherwise");
    assert_eq!(summary("rounded_otherwise"), otherwise);
    for severity in ["contradicts", "does_not_foot", "slip"] {
        assert_eq!(summary(severity), of(&findings, "severity", severity), "{severity}");
    }
    assert!(figures.len() >= 340 && of(&figures, "verdict", "differs") > 0);
    // Whatever a finding names is there.
    for (name, there) in [("figures", &figures), ("identities", &identities)] {
        for finding in &findings {
            for id in finding[name].as_array().unwrap_or_else(|| panic!("no {name}")) {
                assert_eq!(of(there, "id", id.as_str().expect("an id")), 1, "{id} of {}", finding["id"]);
            }
        }
    }
    // The digits are those of the report: 9.50 is not 9.5.
    let digits = |figure: &Value, name: &str| figure[name].to_string();
    let lost = figures.iter().find(|figure| digits(figure, "differs_by") == "-0.50").expect("the half point lost");
    assert_eq!((digits(lost, "printed"), digits(lost, "computed")), ("9.50".to_owned(), "10.00".to_owned()));
}

/// A package in which something of every kind is found.
const PRINTED: &str = r#"[
{"id": "north", "fiscal_year": 2566, "section": "1", "quote": "north", "value": 31, "unit": "household", "precision": 0, "formula": "sum(homes.built[region = \"north\"])"},
{"id": "south", "fiscal_year": 2566, "section": "1", "quote": "south", "value": 70, "unit": "household", "precision": 0, "formula": "sum(homes.built[region = \"south\"])"},
{"id": "new", "fiscal_year": 2566, "section": "1", "quote": "new", "value": 41, "unit": "household", "precision": 0, "formula": "sum(homes.built[kind = \"new\"])"},
{"id": "old", "fiscal_year": 2566, "section": "1", "quote": "old", "value": 60, "unit": "household", "precision": 0, "formula": "sum(homes.built[kind = \"old\"])"},
{"id": "share", "fiscal_year": 2566, "section": "2", "quote": "a third", "value": 57.14, "unit": "percent", "precision": 2, "formula": "pct(only(homes.built[region = \"south\", kind = \"old\"]), sum(homes.built[region = \"south\"]))"},
{"id": "share_cut", "fiscal_year": 2566, "section": "2", "quote": "two thirds", "value": 42.85, "unit": "percent", "precision": 2, "formula": "pct(only(homes.built[region = \"south\", kind = \"new\"]), sum(homes.built[region = \"south\"]))"},
{"id": "wrong", "fiscal_year": 2566, "section": "3", "quote": "twice", "value": 1.5, "unit": "one", "precision": 1, "formula": "ratio(sum(homes.built[kind = \"old\"]), sum(homes.built[kind = \"new\"]))"},
{"id": "nothing", "fiscal_year": 2567, "section": "4", "quote": "a year later", "value": 1, "unit": "household", "precision": 0, "formula": "sum(homes.built[region = \"north\", kind = \"none\"])"}
]"#;

/// The rows of [`PRINTED`]'s table: 1 stands where 11 would have to.
const HOMES: &str = r#"[
{"fiscal_year": 2566, "region": "north", "kind": "new", "built": 1},
{"fiscal_year": 2566, "region": "north", "kind": "old", "built": 20},
{"fiscal_year": 2566, "region": "south", "kind": "new", "built": 30},
{"fiscal_year": 2566, "region": "south", "kind": "old", "built": 40},
{"fiscal_year": 2567, "region": "north", "kind": "none", "built": null}
]"#;

const IDENTITIES: &str = r#"[
{"id": "kinds_and_regions", "fiscal_year": 2566, "section": "1", "title": "เท่ากัน", "title_en": "The same", "left": "sum(homes.built[kind = \"new\"])", "right": "sum(homes.built[region = \"north\"])", "unit": "household", "precision": 0}
]"#;

#[test]
fn audit_as_json_keeps_to_its_schema_whatever_is_found() {
    let files = fixtures::files(&[
        fixtures::units(),
        fixtures::Sheet {
            name: "homes",
            role: "table",
            fields: &["fiscal_year integer", "region string", "kind string", "built integer household"],
            rows: HOMES,
        },
        fixtures::Sheet {
            name: "printed",
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
            rows: PRINTED,
        },
        fixtures::Sheet {
            name: "identities",
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
            rows: IDENTITIES,
        },
    ]);
    let folder = Folder::new();
    for (path, bytes) in files.iter() {
        fs::write(folder.0.join(path), bytes.as_ref().expect("a file")).expect("written");
    }
    let audit = audit_of(folder.path());
    let all = |list: &str, name: &str| -> Vec<String> {
        let items = audit[list].as_array().expect("a list").iter();
        items.map(|item| item[name].as_str().unwrap_or("null").to_owned()).collect()
    };
    assert_eq!(
        all("figures", "verdict"),
        ["differs", "agrees", "differs", "agrees", "agrees", "truncated", "differs", "not_computable"]
    );
    assert_eq!(all("identities", "verdict"), ["differs"]);
    assert_eq!(all("findings", "kind"), ["identity", "calculation", "footing", "rounding"]);
    assert_eq!(all("findings", "located"), ["null", "null", "cell", "null"]);
    // A package that has no name has none in the audit.
    assert_eq!((&audit["package"]["name"], &audit["package"]["version"]), (&Value::Null, &Value::Null));
}

#[test]
fn the_schema_of_the_audit_forbids_what_the_audit_does_not_say() {
    let validator = schema::validator("audit.schema.json");
    let audit = audit_of(&published());
    for (place, value) in [
        ("/edition", json!(2)),
        ("/surprise", json!(1)),
        ("/summary/differ", json!(-1)),
        ("/findings/0/kind", json!("typo")),
        ("/findings/0/located", json!("cell")),
        ("/figures/0/verdict", json!("differs")),
        ("/figures/0/computed", json!(null)),
        ("/figures/0/surprise", json!(null)),
    ] {
        let mut changed = audit.clone();
        let (parent, name) = place.rsplit_once('/').expect("a place");
        let parent = changed.pointer_mut(parent).and_then(Value::as_object_mut).expect("an object");
        parent.insert(name.to_owned(), value);
        assert_ne!(schema::faults(&validator, &changed), "", "{place}");
    }
}

/// Every property of the schema says what it means, or refers to one that does.
#[test]
fn every_property_of_the_schema_is_described() {
    fn walk(place: &str, schema: &Value, undescribed: &mut Vec<String>) {
        for (name, property) in schema["properties"].as_object().into_iter().flatten() {
            let place = format!("{place}/{name}");
            if property["description"].as_str().is_none_or(str::is_empty) {
                undescribed.push(place.clone());
            }
            walk(&place, property, undescribed);
        }
        if schema["properties"].is_object() && schema["additionalProperties"] != false {
            undescribed.push(format!("{place} lets other properties through"));
        }
    }
    let text = fs::read_to_string(fixtures::root().join("public/schemas/audit.schema.json")).expect("the schema");
    let schema: Value = serde_json::from_str(&text).expect("JSON");
    let mut undescribed = Vec::new();
    walk("", &schema, &mut undescribed);
    for (name, definition) in schema["$defs"].as_object().expect("definitions") {
        walk(name, definition, &mut undescribed);
    }
    assert!(undescribed.is_empty(), "{undescribed:?}");
}

#[test]
fn audit_says_why_a_figure_is_not_computable_and_fails_when_the_package_has_faults() {
    let folder = Folder::published();
    let text = folder.read("baan_mankong.json");
    let cut: String = text
        .lines()
        .map(|line| {
            let cells = line.split_once("\"households\": ");
            cells.map_or(line.to_owned() + "\n", |(before, after)| {
                let rest = after.trim_start_matches(|digit: char| digit.is_ascii_digit()).trim_start_matches("null");
                format!("{before}\"households\": null{rest}\n")
            })
        })
        .collect();
    fs::write(folder.0.join("baan_mankong.json"), cut).unwrap();
    // Empty cells are the report's affair; a file that cannot be read is the publisher's.
    let audit = audit_of(folder.path());
    let none = audit["figures"]
        .as_array()
        .unwrap()
        .iter()
        .find(|figure| figure["verdict"] == "not_computable")
        .expect("a figure of empty cells");
    assert!(
        none["computed"].is_null()
            && none["reason_en"].as_str().is_some_and(|reason| reason.contains("baan_mankong.households")),
        "{none}"
    );
    fs::write(folder.0.join("baan_mankong.json"), "<html>").unwrap();
    let ran = codi_data(&["audit", folder.path()]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.err.contains("baan_mankong.json: a web page came instead of JSON"), "{}", ran.err);
}

#[test]
fn publish_writes_every_file_with_its_size_and_sum() {
    let folder = Folder::new();
    let out = folder.0.join("deep/out");
    let ran = codi_data(&["publish", &published(), out.to_str().unwrap()]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{}", ran.out);
    let descriptor: Value = serde_json::from_slice(&fs::read(out.join("datapackage.json")).unwrap()).expect("JSON");
    let resources = descriptor["resources"].as_array().expect("resources");
    for resource in resources {
        let path = resource["path"].as_str().expect("a path");
        let bytes = fs::read(out.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
        assert_eq!(bytes, fs::read(published_folder().join(path)).unwrap(), "{path} is copied byte by byte");
        assert_eq!(resource["bytes"].as_u64(), Some(bytes.len() as u64), "{path}");
        let hex: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(resource["hash"], format!("sha256:{hex}"), "{path}");
    }
    // A JSON and a CSV for each table, and both descriptors.
    let written = fs::read_dir(&out).unwrap().count();
    assert_eq!(written, resources.len() * 2 + 2);
    assert!(ran.out.contains(&written.to_string()), "{}", ran.out);
    // What is published is sound itself, and publishes to the same again.
    let again = folder.0.join("again");
    assert_eq!(codi_data(&["check", out.to_str().unwrap()]).code, Some(0));
    assert_eq!(codi_data(&["publish", out.to_str().unwrap(), again.to_str().unwrap()]).code, Some(0));
    assert_eq!(fs::read(out.join("datapackage.json")).unwrap(), fs::read(again.join("datapackage.json")).unwrap());
}

#[test]
fn publish_changes_nothing_of_the_descriptor_but_size_and_sum() {
    let folder = Folder::new();
    assert_eq!(codi_data(&["publish", &published(), folder.path()]).code, Some(0));
    let parse = |bytes: Vec<u8>| serde_json::from_slice::<Value>(&bytes).expect("JSON");
    let before = parse(fs::read(published_folder().join("datapackage.json")).unwrap());
    let mut after = parse(fs::read(folder.0.join("datapackage.json")).unwrap());
    for (index, resource) in after["resources"].as_array_mut().unwrap().iter_mut().enumerate() {
        let resource = resource.as_object_mut().unwrap();
        for name in ["bytes", "hash"] {
            if before["resources"][index].get(name).is_none() {
                resource.shift_remove(name);
            }
        }
    }
    let without = |mut value: Value| {
        for resource in value["resources"].as_array_mut().unwrap() {
            for name in ["bytes", "hash"] {
                resource.as_object_mut().unwrap().shift_remove(name);
            }
        }
        value
    };
    // As text, so that the order of properties and the digits of numbers count.
    assert_eq!(without(before).to_string(), without(after).to_string());
}

#[test]
fn the_published_csv_reads_back_cell_by_cell() {
    let folder = Folder::new();
    assert_eq!(codi_data(&["publish", &published(), folder.path()]).code, Some(0));
    let package = package_in(&published_folder());
    let mut cells = 0_usize;
    for table in package.tables() {
        let mut reader = csv::Reader::from_path(folder.0.join(format!("{}.csv", table.name))).expect("a CSV");
        let fields: Vec<&str> = table.schema.fields.iter().map(|field| field.name.as_str()).collect();
        assert_eq!(reader.headers().expect("names").iter().collect::<Vec<_>>(), fields, "{}", table.name);
        let records: Vec<csv::StringRecord> =
            reader.records().collect::<Result<_, _>>().unwrap_or_else(|error| panic!("{}: {error}", table.name));
        assert_eq!(records.len(), table.rows(), "{}", table.name);
        for (row, record) in records.iter().enumerate() {
            for (field, cell) in fields.iter().zip(record) {
                assert_eq!(
                    cell,
                    table.cell_text(row, field).unwrap_or_default(),
                    "{}, row {}, {field}",
                    table.name,
                    row + 1
                );
                cells += 1;
            }
        }
    }
    assert!(cells > 5000, "{cells}");
    // Trailing zeros, commas, quotation marks and Thai come through.
    let printed = fs::read_to_string(folder.0.join("printed.csv")).unwrap();
    assert!(printed.contains(",9.50,") && printed.contains("\"\""), "digits and quotation marks");
}

#[test]
fn publish_writes_nothing_of_a_package_with_faults() {
    let folder = Folder::published();
    folder.replace("strong_communities.json", "\"region\": \"north\"", "\"region\": \"nroth\"");
    let out = folder.0.join("out");
    let ran = codi_data(&["publish", folder.path(), out.to_str().unwrap()]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.err.contains("strong_communities.json, row 1, field region"), "{}", ran.err);
    assert!(!out.exists());
}

#[test]
fn publish_says_so_when_it_cannot_write() {
    let folder = Folder::new();
    let file = folder.0.join("file");
    fs::write(&file, "").unwrap();
    let ran = codi_data(&["publish", &published(), file.join("out").to_str().unwrap()]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.err.contains("codi-data"), "{}", ran.err);
}

#[test]
fn a_table_in_parts_is_published_part_by_part_and_as_one_csv() {
    let folder = Folder::new();
    let descriptor = r#"{"resources": [{"name": "rows", "path": ["parts/2565.json", "parts/2566.json"], "schema": {"fields": [{"name": "a", "type": "number"}, {"name": "t"}]}}]}"#;
    fs::create_dir_all(folder.0.join("parts")).unwrap();
    fs::write(folder.0.join("datapackage.json"), descriptor).unwrap();
    fs::write(folder.0.join("parts/2565.json"), r#"[{"a": 99.50, "t": "one, \"two\""}]"#).unwrap();
    fs::write(folder.0.join("parts/2566.json"), r#"[{"a": null, "t": "บรรทัด\nใหม่"}]"#).unwrap();
    let out = folder.0.join("out");
    let ran = codi_data(&["publish", folder.path(), out.to_str().unwrap()]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
    assert!(out.join("parts/2565.json").exists() && out.join("parts/2566.json").exists());
    assert_eq!(fs::read_to_string(out.join("rows.csv")).unwrap(), "a,t\n99.50,\"one, \"\"two\"\"\"\n,\"บรรทัด\nใหม่\"\n");
}

#[test]
fn a_pipe_gets_no_colours() {
    let folder = Folder::published();
    folder.replace("strong_communities.json", "\"region\": \"north\"", "\"region\": \"nroth\"");
    let published = published();
    for arguments in [
        &["check", &published][..],
        &["audit", &published],
        &["check", folder.path()],
        &["audit", &published, "--json"],
    ] {
        let ran = codi_data(arguments);
        assert!(!ran.out.contains('\u{1b}') && !ran.err.contains('\u{1b}'), "{arguments:?}");
    }
}

#[test]
fn the_language_of_messages_is_asked_for() {
    let is_thai = |text: &str| text.chars().any(|letter| ('\u{e00}'..='\u{e7f}').contains(&letter));
    let published = published();
    let thai = codi_data(&["check", &published, "--lang", "th"]);
    assert_eq!(thai.code, Some(0));
    assert!(is_thai(&thai.out), "{}", thai.out);
    assert!(!is_thai(&codi_data(&["check", &published]).out));
    assert!(is_thai(codi_data(&["--lang", "th", "audit", &published]).out.lines().last().unwrap_or_default()));
    assert!(!is_thai(codi_data(&["audit", &published]).out.lines().last().unwrap_or_default()));

    let folder = Folder::published();
    fs::write(folder.0.join("units.json"), "").unwrap();
    let ran = codi_data(&["check", folder.path(), "--lang", "th"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.err.contains("units.json") && is_thai(&ran.err) && !ran.err.contains("the file"), "{}", ran.err);
}

#[test]
fn a_reader_who_stops_early_is_no_failure() {
    for how in ["--all", "--json"] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_codi-data"))
            .args(["audit", &published(), how])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("codi-data runs");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("it ends");
        assert_eq!(output.status.code(), Some(0), "{how}: {}", String::from_utf8_lossy(&output.stderr));
    }
}
