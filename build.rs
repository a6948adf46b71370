//! Numbers the texts of `locales/th.json` and `locales/en.json` in the order of their keys and makes a constant of each
//! number: a key that does not exist, stands in one language only, or has other placeholders in the other, stops the
//! build. `tools/finish-site.mjs` writes the texts in the same order. And lists the published files for tests.

// A build that cannot go on stops with a message: for a build script a panic is the way to say so.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::{
    collections::{BTreeMap, BTreeSet},
    env,
    fmt::Write as _,
    fs,
    path::Path,
};

type Texts = BTreeMap<String, String>;

fn main() {
    let [thai, english] = ["th", "en"].map(read);
    let mut constants = String::new();
    for (number, (key, thai_text)) in thai.iter().enumerate() {
        let Some(english_text) = english.get(key) else { panic!("locales/en.json lacks {key}") };
        let (in_thai, in_english) = (placeholders(thai_text), placeholders(english_text));
        // One language may need less (a Buddhist-era year needs no months), but neither may ask for what the other lacks.
        let fits = in_thai.is_subset(&in_english) || in_english.is_subset(&in_thai);
        assert!(fits, "the placeholders of {key} differ");
        let is_line = |text: &str| !text.contains(['\n', '\r']);
        assert!(is_line(thai_text) && is_line(english_text), "{key} is not one line");
        let name = key.to_uppercase().replace(['.', '-'], "_");
        writeln!(constants, "    /// {english_text:?}\n    pub const {name}: Self = Self({number});").unwrap();
    }
    for key in english.keys() {
        assert!(thai.contains_key(key), "locales/th.json lacks {key}");
    }
    let count = thai.len();
    let texts = |texts: &Texts| texts.values().map(|text| format!("    {text:?},\n")).collect::<String>();
    let (thai, english) = (texts(&thai), texts(&english));
    let code = format!("/// How many texts there are.\nconst TEXTS: usize = {count};\n\nimpl Key {{\n{constants}}}\n");
    let both = format!("[\n[\n{thai}],\n[\n{english}],\n]");
    let out = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    fs::write(Path::new(&out).join("texts.rs"), code).expect("OUT_DIR can be written");
    fs::write(Path::new(&out).join("both.rs"), both).expect("OUT_DIR can be written");
    published(Path::new(&out));
}

/// The files of the published package with their names, for the tests that run where there is no disk.
fn published(out: &Path) {
    println!("cargo::rerun-if-changed=public/data");
    let root = env::var("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR");
    let folder = Path::new(&root).join("public/data");
    let entries = fs::read_dir(&folder).expect("public/data").map(|entry| entry.expect("an entry").path());
    let mut files: Vec<_> = entries.filter(|path| path.extension().is_some_and(|kind| kind == "json")).collect();
    files.sort();
    let line = |path: &std::path::PathBuf| {
        format!("    ({:?}, include_bytes!({path:?}).as_slice()),", path.file_name().expect("a name"))
    };
    let lines: Vec<String> = files.iter().map(line).collect();
    fs::write(out.join("published.rs"), format!("[\n{}\n]", lines.join("\n"))).expect("OUT_DIR can be written");
}

fn read(language: &str) -> Texts {
    let path = format!("locales/{language}.json");
    println!("cargo::rerun-if-changed={path}");
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn placeholders(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect()
}
