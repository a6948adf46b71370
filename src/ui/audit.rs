//! The audit as the worker tells it (`schemas/audit.schema.json`), and what of it belongs to a figure on screen.

use std::sync::{Arc, OnceLock};

use leptos::prelude::*;
use rust_decimal::Decimal;

use super::{El, Page, all, badge, el, live, open_button};
use crate::{
    browser,
    formula::Trace,
    locale::{self, Key, Language},
    package::{Json, localized, read_json},
    report::{Aspect, Report, Subject},
};

/// What the worker answered.
#[derive(Clone)]
pub struct Audit {
    /// The findings, with the figures and identities among them.
    findings: Arc<Json>,
    /// All of it, as JSON.
    pub json: Arc<String>,
    /// The findings as CSV.
    pub csv: Arc<String>,
    /// What is wrong with the files that the worker read, as `text` and `text_en`.
    problems: Arc<Json>,
    /// `json`, once it is read.
    whole: Arc<OnceLock<Json>>,
    /// What can be searched for, as JSON.
    found_in: Arc<String>,
    /// `found_in`, once it is read.
    catalogue: Arc<OnceLock<Json>>,
}

/// Whether there is an audit.
#[derive(Clone)]
pub enum Audited {
    /// It is being made.
    Waiting,
    /// It could not be made.
    Failed,
    /// It is there.
    Done(Audit),
}

/// A finding, a figure or an identity of it.
#[derive(Clone, Copy)]
pub struct Entry<'a>(pub(super) &'a Json);

/// Has the audit made, in the worker.
pub fn make(audited: RwSignal<Audited>) {
    browser::ask(move |answer| audited.set(answer.and_then(read).map_or(Audited::Failed, Audited::Done)));
}

fn read(texts: Vec<String>) -> Option<Audit> {
    let [findings, json, csv, problems, catalogue] = <[String; 5]>::try_from(texts).ok()?;
    let (findings, problems) = (Arc::new(read_json(&findings)?), Arc::new(read_json(&problems)?));
    let (json, csv, found_in) = (Arc::new(json), Arc::new(csv), Arc::new(catalogue));
    Some(Audit { findings, json, csv, problems, whole: Arc::default(), found_in, catalogue: Arc::default() })
}

impl Audit {
    /// All of it, with every figure; reading it takes its time, the first time.
    #[must_use]
    pub fn whole(&self) -> &Json {
        once(&self.whole, &self.json)
    }

    /// What can be searched for; read the first time that somebody searches.
    #[must_use]
    pub fn catalogue(&self) -> &Json {
        once(&self.catalogue, &self.found_in)
    }

    /// What is wrong with the files that the worker read, which some figures may want.
    pub fn problems(&self) -> impl Iterator<Item = Entry<'_>> {
        self.problems.items().iter().map(Entry)
    }

    /// A count of the summary: of verdicts, findings and so on.
    #[must_use]
    pub fn count(&self, name: &str) -> usize {
        let summary = self.findings.get("summary").map(|summary| Entry(summary).number(name));
        summary.and_then(|count| usize::try_from(count).ok()).unwrap_or_default()
    }

    /// The findings, in the report's order.
    pub fn findings(&self) -> impl Iterator<Item = Entry<'_>> {
        entries(&self.findings, "findings")
    }

    /// The figures of a finding.
    pub fn figures_of<'a>(&'a self, finding: Entry<'a>) -> impl Iterator<Item = Entry<'a>> {
        self.named("figures", finding)
    }

    /// The identities of a finding.
    pub fn identities_of<'a>(&'a self, finding: Entry<'a>) -> impl Iterator<Item = Entry<'a>> {
        self.named("identities", finding)
    }

    fn named<'a>(&'a self, list: &'static str, finding: Entry<'a>) -> impl Iterator<Item = Entry<'a>> {
        let of_finding = move |entry: &Entry| finding.items(list).iter().any(|id| id.text() == Some(entry.text("id")));
        entries(&self.findings, list).filter(of_finding)
    }

    /// The heaviest finding that touches a figure: one of a place where it is printed, or of a cell that it reads.
    #[must_use]
    pub fn touching(&self, report: &Report, subject: &Subject, trace: &Trace) -> Option<Entry<'_>> {
        let reads = |correction: &Json| {
            let cell = Entry(correction);
            trace.sources().iter().any(|(source, _)| {
                let table = report.engine.package.table(&source.column.table);
                let is_row = |row: &usize| {
                    table.is_some_and(|table| table.place(*row) == (cell.text("file"), count(cell.number("row"))))
                };
                source.column.column == cell.text("field") && source.rows.iter().any(is_row)
            })
        };
        // Which figures and identities it is, before all findings are asked: for most figures on screen it is none.
        let formula = subject.formula.to_string();
        let figures = entries(&self.findings, "figures").filter(|figure| figure.is_of(subject, &formula));
        let identities = entries(&self.findings, "identities").filter(|identity| identity.is_side(subject, &formula));
        let ids_of = |entries: &mut dyn Iterator<Item = Entry<'_>>| -> Vec<String> {
            entries.map(|entry| entry.text("id").to_owned()).collect()
        };
        let ids = [("figures", ids_of(&mut { figures })), ("identities", ids_of(&mut { identities }))];
        let touches = |finding: &Entry| {
            let has = |id: &Json, ids: &[String]| ids.iter().any(|other| id.text() == Some(other));
            ids.iter().any(|(list, ids)| finding.items(list).iter().any(|id| has(id, ids)))
                || (finding.text("located") == "cell" && finding.items("corrections").iter().any(reads))
        };
        let weight = |finding: &Entry| match finding.text("severity") {
            "contradicts" => 2,
            "does_not_foot" => 1,
            _ => 0,
        };
        // The first of the heaviest.
        self.findings().filter(touches).reduce(|one, other| if weight(&other) > weight(&one) { other } else { one })
    }
}

/// A JSON text, read the first time that it is asked for.
fn once<'a>(read: &'a OnceLock<Json>, text: &str) -> &'a Json {
    read.get_or_init(|| read_json(text).unwrap_or(Json::Null))
}

fn count(number: Decimal) -> usize {
    usize::try_from(number).unwrap_or_default()
}

/// The entries of a list in the audit.
pub fn entries<'a>(audit: &'a Json, list: &str) -> impl Iterator<Item = Entry<'a>> + use<'a> {
    audit.get(list).map_or(&[][..], Json::items).iter().map(Entry)
}

impl<'a> Entry<'a> {
    /// A text that is the same in both languages; empty where there is none.
    #[must_use]
    pub fn text(self, name: &str) -> &'a str {
        self.0.get(name).and_then(Json::text).unwrap_or_default()
    }

    /// A text in a language; empty where there is none.
    #[must_use]
    pub fn told(self, name: &str, language: Language) -> &'a str {
        localized(self.0, name, language.is_english())
    }

    /// A number, with its decimals; nothing where there is none.
    #[must_use]
    pub fn decimal(self, name: &str) -> Option<Decimal> {
        match self.0.get(name)? {
            Json::Number(digits) => digits.parse().ok(),
            _ => None,
        }
    }

    fn number(self, name: &str) -> Decimal {
        self.decimal(name).unwrap_or_default()
    }

    pub(super) fn items(self, name: &str) -> &'a [Json] {
        self.0.get(name).map_or(&[], Json::items)
    }

    /// Whether a side of this identity is a subject; `formula` is the subject's as text.
    fn is_side(self, subject: &Subject, formula: &str) -> bool {
        let is = |side| subject.is_printed_as(self.year(), None, self.text(side) == formula);
        is("left_formula") || is("right_formula")
    }

    /// Whether this printed figure is that of a subject; `formula` is the subject's as text.
    #[must_use]
    pub fn is_of(self, subject: &Subject, formula: &str) -> bool {
        let indicator = Some(self.text("indicator")).filter(|id| !id.is_empty());
        subject.is_printed_as(self.year(), indicator, self.text("formula") == formula)
    }

    fn year(self) -> i32 {
        i32::try_from(self.number("fiscal_year")).unwrap_or_default()
    }
}

/// Class, sign and words of a verdict.
#[must_use]
pub fn verdict(verdict: &str) -> (&'static str, &'static str, Key) {
    match verdict {
        "agrees" => ("badge met", "✓", Key::VERDICT_AGREES),
        "truncated" => ("badge", "≈", Key::VERDICT_TRUNCATED),
        "rounded_otherwise" => ("badge", "≈", Key::VERDICT_ROUNDED_OTHERWISE),
        "from_rounded" => ("badge", "≈", Key::VERDICT_FROM_ROUNDED),
        "differs" => ("badge not-met", "≠", Key::VERDICT_DIFFERS),
        _ => ("badge", "○", Key::FIGURE_NOT_COMPUTABLE),
    }
}

/// What is shown of a printed figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shows {
    /// What is printed and what is computed, with the verdict, as a button to the working-out.
    Verdict,
    /// What is printed, as a button to the working-out.
    Value,
    /// What is printed and what is computed, with the verdict, where the working-out is open already.
    Inside,
}

/// A printed figure with its quote and section. A note that stands above already is not told again.
#[must_use]
pub fn printed_view(page: &Page, figure: Entry, shows: Shows, told_note: &str) -> Vec<El> {
    let unit = page.unit(figure.text("unit"));
    let told = |number: Decimal| locale::with_unit(&locale::plain(number), &unit);
    let printed = told(figure.number("printed"));
    let words = match figure.decimal("computed") {
        Some(computed) if shows != Shows::Value && figure.text("verdict") != "agrees" => {
            page.fill(Key::AUDIT_PRINTED_COMPUTED, &[("printed", &printed), ("computed", &told(computed))])
        }
        _ => printed,
    };
    let main = match shows {
        Shows::Inside => el("strong"),
        _ => open_button(page, Aspect::Printed.name(figure.text("id"), None, &[]), "figure"),
    };
    let note = figure.told("note", page.language);
    let (class, sign, key) = verdict(figure.text("verdict"));
    let by = figure.decimal("differs_by");
    let by = by.map(|by| locale::difference(&locale::plain(by.abs()), figure.text("unit"), &unit, page.language));
    let by = by.unwrap_or_default();
    let badge = (shows != Shows::Value).then(|| badge(class, sign, page.fill(key, &[("by", &by)])));
    let place = format!(" {}", locale::section(figure.text("section"), page.language));
    let mut lines = vec![
        el("span").child(badge).text(" ").child(main.text(words)),
        el("q").attr("lang", "th").text(figure.text("quote")),
        el("span").class("place").text(place),
    ];
    lines.extend((!note.is_empty() && note != told_note).then(|| el("p").class("note").text(note)));
    lines
}

/// What a finding is called and how much it weighs.
#[must_use]
pub fn finding_words(finding: Entry) -> (Key, Key, &'static str, &'static str) {
    let kind = match finding.text("kind") {
        "twice" => Key::KIND_TWICE,
        "footing" => Key::KIND_FOOTING,
        "identity" => Key::KIND_IDENTITY,
        "calculation" => Key::KIND_CALCULATION,
        _ => Key::KIND_ROUNDING,
    };
    let (severity, class, sign) = severity(finding.text("severity"));
    (kind, severity, class, sign)
}

/// The codes of the severities, heaviest first.
pub const SEVERITIES: [&str; 3] = ["contradicts", "does_not_foot", "slip"];

/// Words, class and sign of a severity.
#[must_use]
pub fn severity(code: &str) -> (Key, &'static str, &'static str) {
    match code {
        "contradicts" => (Key::SEVERITY_CONTRADICTS, "badge not-met", "≠"),
        "does_not_foot" => (Key::SEVERITY_DOES_NOT_FOOT, "badge not-met", "∑"),
        _ => (Key::SEVERITY_SLIP, "badge", "≈"),
    }
}

/// The sign of a finding of the audit: a little flag, drawn by the style sheet, as not every face has one.
#[must_use]
pub fn flag() -> El {
    el("span").class("flag").attr("aria-hidden", "true")
}

/// What the working-out says of a finding that touches its figure.
#[must_use]
pub fn touched(page: &Page, finding: Entry) -> El {
    let shown = page.shown;
    let id = finding.text("id").to_owned();
    let (kind, _, class, _) = finding_words(finding);
    let link = el("a").bind("href", move || shown.finding_link(&id)).text(page.text(Key::AUDIT_SEE));
    // Which cell it is says more here than what one of the sums comes to.
    let located = finding.told("located_text", page.language);
    let told = if located.is_empty() { finding.told("text", page.language) } else { located };
    el("div")
        .class("touched")
        .child(el("p").child(el("span").class(class).child(flag()).text(page.text(kind))))
        .child(el("p").text(told))
        .child(el("p").child(link))
}

/// The marks of figures that findings touch, one a finding; each leads to its finding. None as long as the audit is not
/// made, and for most figures.
#[must_use]
pub fn marks(page: &Page, opens: Vec<String>) -> AnyView {
    let (audited, report, year) = (page.audited, Arc::clone(&page.report), page.year);
    let (shown, language) = (page.shown, page.language);
    live(move || {
        let Audited::Done(audit) = audited.get() else { return ().into_any() };
        let mut findings: Vec<Entry> = Vec::new();
        for open in &opens {
            let Some(subject) = report.subject(open, year) else { continue };
            let (_, trace) = subject.work_out(&report);
            let Some(finding) = audit.touching(&report, &subject, &trace) else { continue };
            if !findings.iter().any(|other| other.text("id") == finding.text("id")) {
                findings.push(finding);
            }
        }
        let mark = |finding: Entry| {
            let id = finding.text("id").to_owned();
            let (kind, ..) = finding_words(finding);
            let title = finding.told("title", language);
            let words = language.fill(Key::AUDIT_MARK, &[("kind", language.text(kind)), ("title", title)]);
            let class = if finding.text("severity") == "slip" { "mark slip" } else { "mark" };
            let link = el("a").class(class).bind("href", move || shown.finding_link(&id));
            link.attr("aria-label", words.clone()).attr("title", words).child(flag()).view()
        };
        all(findings.into_iter().map(mark).collect())
    })
}
