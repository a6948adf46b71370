//! The audit as files: JSON with all of it, as `schemas/audit.schema.json` describes, and CSV with a line a finding.

use rust_decimal::Decimal;

use crate::{
    audit::{Audit, Checked, CheckedIdentity, Correction, Finding, Located, Severity, Verdict},
    formula::half_away_from_zero,
    locale::{self, FindingWords, Language},
    package::{Json, Problem},
    report::Report,
};

/// What the JSON is, and which edition of it: a change that a reader of the one before would stumble over is a new one.
const FORMAT: &str = "codi-audit";
const EDITION: u32 = 1;

/// How much of the audit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// All of it.
    All,
    /// The findings, with only those figures and identities that are among them.
    Findings,
}

/// The audit as JSON.
#[must_use]
pub fn audit_json(report: &Report, audit: &Audit, part: Part) -> Json {
    let summary = audit.summary();
    let mut counts = vec![
        ("figures", count(summary.total())),
        ("agree", count(summary.agree)),
        ("rounded_otherwise", count(summary.rounded_otherwise)),
        ("from_rounded", count(summary.from_rounded)),
        ("differ", count(summary.differ)),
        ("not_computable", count(summary.not_computable)),
        ("identities", count(audit.identities.len())),
        ("identities_hold", count(audit.identities.iter().filter(|one| one.verdict == Verdict::Agrees).count())),
        ("findings", count(audit.findings.len())),
    ];
    for (code, severity) in Severity::ALL {
        let of = audit.findings.iter().filter(|finding| finding.severity == severity);
        counts.push((code, count(of.count())));
    }
    let package = |property: &str| {
        let property = report.engine.package.descriptor.properties.get(property);
        property.and_then(Json::text).map_or(Json::Null, text)
    };
    let found = |is: &dyn Fn(&Finding) -> bool| part == Part::All || audit.findings.iter().any(is);
    let figures = audit.figures.iter().enumerate();
    let figures = figures.filter(|(index, _)| found(&|finding| finding.places.contains(index)));
    let identities = audit.identities.iter().enumerate();
    let identities = identities.filter(|(index, _)| found(&|finding| finding.identities.contains(index)));
    object(vec![
        ("format", text(FORMAT)),
        ("edition", Json::Number(EDITION.to_string())),
        ("package", object(vec![("name", package("name")), ("version", package("version"))])),
        ("summary", object(counts)),
        ("findings", list(audit.findings.iter().map(|finding| of_finding(report, audit, finding)))),
        ("figures", list(figures.map(|(_, figure)| of_figure(report, audit, figure)))),
        ("identities", list(identities.map(|(_, checked)| of_identity(checked)))),
    ])
}

/// What is wrong with a package, in both languages.
#[must_use]
pub fn problems_json(problems: &[Problem]) -> Json {
    list(problems.iter().map(|problem| {
        let words = |language| text(&locale::problem(problem, language));
        object(vec![("text", words(Language::Thai)), ("text_en", words(Language::English))])
    }))
}

/// The findings as CSV, in both languages; the fields of [`audit_json`]'s findings that are plain.
#[must_use]
pub fn audit_csv(report: &Report, audit: &Audit) -> String {
    let rows = audit.findings.iter().map(|finding| {
        let (thai, english) = in_both(report, audit, finding);
        let (year, section) = place(audit, finding);
        vec![
            finding.id.clone(),
            finding.kind.code().to_owned(),
            finding.severity.code().to_owned(),
            year.to_string(),
            section.to_owned(),
            thai.title,
            english.title,
            thai.text,
            english.text,
            thai.causes.join(" "),
            english.causes.join(" "),
            thai.located,
            english.located,
            thai.note,
            english.note,
        ]
    });
    let mut lines = vec![CSV_HEAD.map(str::to_owned).to_vec()];
    lines.extend(rows);
    csv(&lines)
}

const CSV_HEAD: [&str; 15] = [
    "id",
    "kind",
    "severity",
    "fiscal_year",
    "section",
    "title",
    "title_en",
    "text",
    "text_en",
    "cause",
    "cause_en",
    "located",
    "located_en",
    "note",
    "note_en",
];

/// Lines of cells as a file. A text that a spreadsheet would take for a formula begins with an apostrophe.
fn csv(lines: &[Vec<String>]) -> String {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    for line in lines {
        let guarded = line.iter().map(|cell| {
            let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
            if is_formula { format!("'{cell}") } else { cell.clone() }
        });
        // Writing to memory does not fail, and every line has as many cells as the head.
        _ = writer.write_record(guarded);
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

fn in_both(report: &Report, audit: &Audit, finding: &Finding) -> (FindingWords, FindingWords) {
    let words = |language| locale::finding(report, audit, finding, language);
    (words(Language::Thai), words(Language::English))
}

/// The fiscal year and the section in which a finding shows.
fn place<'a>(audit: &'a Audit, finding: &Finding) -> (i32, &'a str) {
    let figure = finding.places.iter().filter_map(|place| audit.figures.get(*place));
    let mut figures = figure.map(|figure| &figure.printed);
    let shown = figures.clone().find(|printed| printed.id == finding.id).or_else(|| figures.next());
    let identity = || audit.identities.get(*finding.identities.first()?).map(|checked| &checked.identity);
    shown
        .map(|printed| (printed.year, printed.section.as_str()))
        .or_else(|| identity().map(|identity| (identity.year, identity.section.as_str())))
        .unwrap_or_default()
}

fn of_finding(report: &Report, audit: &Audit, finding: &Finding) -> Json {
    let (thai, english) = in_both(report, audit, finding);
    let (year, section) = place(audit, finding);
    let (status, corrections) = match &finding.located {
        Located::Nothing => (Json::Null, &[][..]),
        Located::Cell(correction) => (text("cell"), std::slice::from_ref(correction)),
        Located::Several(corrections) => (text("several"), corrections.as_slice()),
        Located::Total => (text("total"), &[][..]),
    };
    let places = finding.places.iter().filter_map(|place| audit.figures.get(*place));
    let identities = finding.identities.iter().filter_map(|identity| audit.identities.get(*identity));
    object(vec![
        ("id", text(&finding.id)),
        ("kind", text(finding.kind.code())),
        ("severity", text(finding.severity.code())),
        ("fiscal_year", Json::Number(year.to_string())),
        ("section", text(section)),
        ("title", text(&thai.title)),
        ("title_en", text(&english.title)),
        ("text", text(&thai.text)),
        ("text_en", text(&english.text)),
        ("cause", or_null(&thai.causes.join(" "))),
        ("cause_en", or_null(&english.causes.join(" "))),
        ("located", status),
        ("located_text", or_null(&thai.located)),
        ("located_text_en", or_null(&english.located)),
        ("corrections", list(corrections.iter().map(|correction| of_correction(report, audit, correction)))),
        ("note", or_null(&thai.note)),
        ("note_en", or_null(&english.note)),
        ("figures", list(places.map(|figure| text(&figure.printed.id)))),
        ("identities", list(identities.map(|checked| text(&checked.identity.id)))),
    ])
}

fn of_correction(report: &Report, audit: &Audit, correction: &Correction) -> Json {
    let table = report.engine.package.table(&correction.cell.table);
    let (file, row) = table.map(|table| table.place(correction.cell.row)).unwrap_or_default();
    let figures = correction.figures.iter().filter_map(|figure| audit.figures.get(*figure));
    let identities = correction.identities.iter().filter_map(|identity| audit.identities.get(*identity));
    object(vec![
        ("table", text(&correction.cell.table)),
        ("file", text(file)),
        ("row", count(row)),
        ("field", text(&correction.cell.column)),
        ("printed", number(correction.printed)),
        ("would_be", number(correction.would_be)),
        ("figures", list(figures.map(|figure| text(&figure.printed.id)))),
        ("identities", list(identities.map(|checked| text(&checked.identity.id)))),
    ])
}

fn of_figure(report: &Report, audit: &Audit, figure: &Checked) -> Json {
    let printed = &figure.printed;
    let (verdict, by, reason) = of_verdict(&figure.verdict);
    let inputs = match &figure.verdict {
        Verdict::FromRounded { inputs } => inputs.as_slice(),
        _ => &[],
    };
    let inputs = inputs.iter().filter_map(|input| audit.figures.get(*input));
    let computed = figure.computed.as_ref().ok();
    let rounded = computed.map(|exact| half_away_from_zero(*exact, printed.precision));
    let title = |language| text(&locale::figure_title(report, figure, language));
    let mut pairs = vec![
        ("id", text(&printed.id)),
        ("fiscal_year", Json::Number(printed.year.to_string())),
        ("section", text(&printed.section)),
        ("title", title(Language::Thai)),
        ("title_en", title(Language::English)),
        ("quote", text(&printed.quote)),
        ("indicator", printed.indicator.as_deref().map_or(Json::Null, text)),
        ("formula", text(&printed.formula.to_string())),
        ("unit", text(&printed.unit)),
        ("precision", Json::Number(printed.precision.to_string())),
        ("printed", number(printed.value)),
        ("computed", rounded.map_or(Json::Null, number)),
        ("computed_exact", computed.map_or(Json::Null, |exact| number(*exact))),
        ("verdict", text(verdict)),
        ("differs_by", by),
        ("note", or_null(&printed.note.thai)),
        ("note_en", or_null(&printed.note.english)),
    ];
    pairs.push(("from", list(inputs.map(|input| text(&input.printed.id)))));
    pairs.extend(reason);
    object(pairs)
}

fn of_identity(checked: &CheckedIdentity) -> Json {
    let identity = &checked.identity;
    let (verdict, by, reason) = of_verdict(&checked.verdict);
    let [left, right] = checked.sides.each_ref().map(|side| side.as_ref().map_or(Json::Null, |side| number(*side)));
    let mut pairs = vec![
        ("id", text(&identity.id)),
        ("fiscal_year", Json::Number(identity.year.to_string())),
        ("section", text(&identity.section)),
        ("title", text(&identity.title.thai)),
        ("title_en", text(&identity.title.english)),
        ("left_formula", text(&identity.left.to_string())),
        ("right_formula", text(&identity.right.to_string())),
        ("unit", text(&identity.unit)),
        ("precision", Json::Number(identity.precision.to_string())),
        ("left", left),
        ("right", right),
        ("verdict", text(verdict)),
        ("differs_by", by),
    ];
    pairs.extend(reason);
    object(pairs)
}

/// A verdict's name, by how much it differs, and why it could not be computed, in both languages.
fn of_verdict(verdict: &Verdict) -> (&'static str, Json, [(&'static str, Json); 2]) {
    let name = match verdict {
        Verdict::Agrees => "agrees",
        Verdict::RoundedOtherwise { truncated: true } => "truncated",
        Verdict::RoundedOtherwise { truncated: false } => "rounded_otherwise",
        Verdict::FromRounded { .. } => "from_rounded",
        Verdict::Differs { .. } => "differs",
        Verdict::NotComputable(_) => "not_computable",
    };
    let by = if let Verdict::Differs { by } = verdict { number(*by) } else { Json::Null };
    let reason = |language| match verdict {
        Verdict::NotComputable(reason) => text(&locale::not_computable(reason, language)),
        _ => Json::Null,
    };
    (name, by, [("reason", reason(Language::Thai)), ("reason_en", reason(Language::English))])
}

pub(super) fn object(pairs: Vec<(&str, Json)>) -> Json {
    Json::Object(pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
}

pub(super) fn list(items: impl Iterator<Item = Json>) -> Json {
    Json::Array(items.collect())
}

pub(super) fn text(words: &str) -> Json {
    Json::Text(words.to_owned())
}

fn or_null(words: &str) -> Json {
    if words.is_empty() { Json::Null } else { text(words) }
}

/// A decimal with all its digits.
fn number(value: Decimal) -> Json {
    Json::Number(value.to_string())
}

pub(super) fn count(number: usize) -> Json {
    Json::Number(number.to_string())
}
