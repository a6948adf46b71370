//! The data audit: every figure that the report prints, held against its own tables, and what was found.

use leptos::prelude::*;

use super::{heading, section};
use crate::{
    browser,
    locale::{self, Key},
    package::Json,
    report::has,
    ui::{
        self, El, Page, all,
        audit::{self, Audit, Audited, Entry, Shows},
        badge, chosen, effect, el, live, search_field,
    },
};

/// The severity and the section that are asked for.
type Choice = Memo<(Option<String>, Option<String>)>;

/// Figures that are listed at once; the others on demand.
const FIRST_FIGURES: usize = 20;

pub(super) fn view(page: &Page) -> AnyView {
    let of_page = page.clone();
    let content = live(move || match of_page.audited.get() {
        Audited::Done(audit) => whole(&of_page, &audit),
        Audited::Waiting => el("p").attr("role", "status").text(of_page.text(Key::AUDIT_MAKING)).view(),
        Audited::Failed => el("p").class("note").text(of_page.text(Key::AUDIT_FAILED)).view(),
    });
    all(vec![heading(page, page.text(Key::NAV_AUDIT), page.text(Key::AUDIT_HOW).to_owned()).view(), content])
}

/// What was held against what, and what came of it, in a sentence.
pub(super) fn lead(page: &Page) -> String {
    let audit = match page.audited.get() {
        Audited::Done(audit) => audit,
        Audited::Waiting => return page.text(Key::AUDIT_MAKING).to_owned(),
        Audited::Failed => return page.text(Key::AUDIT_FAILED).to_owned(),
    };
    let count = |number: usize| locale::number(number.into(), 0);
    page.fill(
        Key::OVERVIEW_AUDIT,
        &[
            ("total", &count(audit.count("figures"))),
            ("agree", &count(audit.count("agree"))),
            ("rounding", &count(audit.count("rounded_otherwise") + audit.count("from_rounded"))),
            ("differ", &count(audit.count("differ"))),
            (
                "pairs",
                &count(audit.count("identities") - audit.count("identities_hold").min(audit.count("identities"))),
            ),
            ("findings", &count(audit.count("findings"))),
        ],
    )
}

fn whole(page: &Page, audit: &Audit) -> AnyView {
    let shown = page.shown;
    // Nothing of this is drawn anew by what else the address says, such as whose working-out is open.
    let typed = RwSignal::new(untrack(|| shown.view(|view| view.search.clone())).unwrap_or_default());
    let every = StoredValue::new(audit.clone());
    // What is not understood is passed over.
    let known = move |section: &String| {
        every
            .with_value(|every| audit::entries(every.whole(), "figures").any(|figure| is_within(figure, Some(section))))
    };
    let choice: Choice = Memo::new(move |_| {
        let (severity, section) = shown.view(|view| (view.severity.clone(), view.section.clone()));
        (severity.filter(|code| audit::SEVERITIES.contains(&code.as_str())), section.filter(known))
    });
    let linked = chosen(move || shown.view(|view| view.finding.clone()));
    let list = {
        let (page, audit) = (page.clone(), audit.clone());
        live(move || findings(&page, &audit, typed, choice, linked))
    };
    let figures = {
        let page = page.clone();
        let all_shown = RwSignal::new(false);
        live(move || every.with_value(|every| figures(&page, every.whole(), &typed.get(), choice, all_shown)))
    };
    // Once it is drawn, a finding that the address names anew is brought into sight.
    effect(move || {
        if let Some(finding) = linked.get() {
            browser::go_to(finding);
        }
    });
    let filters = filters(page, audit, typed, choice);
    // Of the page's own files it is said above already.
    let known: Vec<String> =
        page.report.problems.iter().map(|problem| locale::problem(problem, page.language)).collect();
    let problems = audit.problems().map(|problem| problem.told("text", page.language));
    let problems: Vec<El> = problems
        .filter(|problem| known.iter().all(|other| other != problem))
        .map(|problem| el("li").text(problem))
        .collect();
    let trouble = (!problems.is_empty()).then(|| {
        let title = page.fill(Key::FAILURE_SOME, &[("count", &problems.len().to_string())]);
        let alert = el("section").class("alert").attr("role", "alert").child(el("h2").text(title));
        alert.child(el("ul").child(problems)).child(el("p").text(page.text(Key::AUDIT_INCOMPLETE))).view()
    });
    let mut views = Vec::from_iter(trouble);
    views.extend([
        section(page.text(Key::AUDIT_VERDICTS), true)
            .class("audited")
            .child(el("p").text(lead(page)))
            .child(verdicts(page, audit))
            .view(),
        section(page.text(Key::AUDIT_FINDINGS), true).child(filters).child(list).view(),
        section(page.text(Key::AUDIT_FIGURES), true).child(figures).view(),
    ]);
    all(views)
}

/// How many figures have each verdict.
fn verdicts(page: &Page, audit: &Audit) -> El {
    let all_hold = audit.count("identities_hold") == audit.count("identities");
    let item = |name: &str, of: Option<&str>, key: Key, verdict: &str| {
        let number = |name| locale::number(audit.count(name).into(), 0);
        let count = match of {
            Some(of) => page.fill(Key::AUDIT_OF, &[("count", &number(name)), ("of", &number(of))]),
            None => number(name),
        };
        let (class, sign, _) = audit::verdict(verdict);
        el("li").child(el("span").class("big").text(count)).child(badge(class, sign, page.text(key)))
    };
    let mut items = vec![
        item("agree", None, Key::AUDIT_AGREE, "agrees"),
        item("rounded_otherwise", None, Key::AUDIT_ROUNDED_OTHERWISE, "truncated"),
        item("from_rounded", None, Key::AUDIT_FROM_ROUNDED, "from_rounded"),
        item("differ", None, Key::AUDIT_DIFFER, "differs"),
        item("identities_hold", Some("identities"), Key::AUDIT_IDENTITIES, if all_hold { "agrees" } else { "differs" }),
    ];
    if audit.count("not_computable") > 0 {
        items.push(item("not_computable", None, Key::FIGURE_NOT_COMPUTABLE, ""));
    }
    el("ul").class("verdicts").child(items)
}

/// Choice of severity and section, search, and the files to take away.
fn filters(page: &Page, audit: &Audit, typed: RwSignal<String>, choice: Choice) -> El {
    let shown = page.shown;
    let chosen = move |code: &'static str| {
        move || (choice.with(|(severity, _)| severity.clone()).unwrap_or_default() == code).to_string()
    };
    let chip = |code: &'static str, key: Key, count: usize| {
        let words = page.fill(Key::AUDIT_CHIP, &[("name", page.text(key)), ("count", &count.to_string())]);
        el("button")
            .attr("type", "button")
            .bind("aria-pressed", chosen(code))
            .press(move || shown.change(|view| view.severity = Some(code.to_owned()).filter(|code| !code.is_empty())))
            .text(words)
    };
    let mut chips = vec![chip("", Key::AUDIT_ALL, audit.count("findings"))];
    chips.extend(audit::SEVERITIES.map(|code| chip(code, audit::severity(code).0, audit.count(code))));
    let chips =
        el("div").class("chips").attr("role", "group").attr("aria-label", page.text(Key::AUDIT_SEVERITY)).child(chips);

    let mut sections: Vec<&str> = Vec::new();
    let every = audit.whole();
    for entry in audit::entries(every, "figures").chain(audit::entries(every, "identities")) {
        let name = entry.text("section");
        if let Err(at) = sections.binary_search_by(|other| place(other).cmp(&place(name))) {
            sections.insert(at, name);
        }
    }
    let option = |value: &str, words: String| ui::Choice { value: value.to_owned(), words, group: String::new() };
    let mut options = vec![option("", page.text(Key::AUDIT_ALL_SECTIONS).to_owned())];
    options.extend(sections.into_iter().map(|name| option(name, locale::section(name, page.language))));
    let select = ui::select(
        page.text(Key::AUDIT_SECTION),
        options,
        move || choice.with(|(_, section)| section.clone()).unwrap_or_default(),
        move |section| shown.change(|view| view.section = Some(section).filter(|section| !section.is_empty())),
    );

    let search = search_field(shown, typed, page.text(Key::AUDIT_SEARCH), false)
        .attr("placeholder", page.text(Key::AUDIT_SEARCH));

    let file = |key: Key, name: &'static str, kind: &'static str, content: String| {
        el("button").attr("type", "button").press(move || browser::save(name, kind, &content)).text(page.text(key))
    };
    // With the mark by which Excel knows UTF-8.
    let csv = ["\u{feff}", &audit.csv].concat();
    let files = el("div")
        .class("files")
        .child(file(Key::AUDIT_CSV, "codi-audit.csv", "text/csv;charset=utf-8", csv))
        .child(file(Key::AUDIT_JSON, "codi-audit.json", "application/json", audit.json.to_string()));
    el("div").class("filters").child(chips).child(el("div").class("fields").child(select).child(search)).child(files)
}

/// The place of a section in the report: what comes before its chapters, their numbers, the appendices.
fn place(section: &str) -> (u8, Vec<u32>) {
    let numbers = section.split(|letter: char| !letter.is_ascii_digit());
    let numbers = numbers.filter_map(|number| number.parse().ok()).collect();
    let part = match section.split(' ').next() {
        Some("front") => 0,
        Some("summary") => 1,
        Some("appendix") => 3,
        _ => 2,
    };
    (part, numbers)
}

/// Whether an entry stands in a section or in a part of it.
fn is_within(entry: Entry, section: Option<&String>) -> bool {
    section.is_none_or(|name| {
        let rest = entry.text("section").strip_prefix(name.as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '(']))
    })
}

/// What is searched of a figure: its words, its id, and its number as people write it.
fn figure_has(page: &Page, figure: Entry, typed: &str) -> bool {
    let number = figure.decimal("printed").map(locale::plain).unwrap_or_default();
    has(&[figure.told("title", page.language), figure.text("quote"), figure.text("id"), &number], typed)
}

fn findings(
    page: &Page,
    audit: &Audit,
    written: RwSignal<String>,
    choice: Choice,
    linked: Memo<Option<String>>,
) -> AnyView {
    let typed = &*written.get();
    let ((severity, of_section), linked) = (choice.get(), linked.get());
    let fits = |finding: &Entry| {
        let words = ["title", "text", "located_text", "note"].map(|name| finding.told(name, page.language));
        severity.as_deref().is_none_or(|code| finding.text("severity") == code)
            && (is_within(*finding, of_section.as_ref())
                || audit.figures_of(*finding).any(|figure| is_within(figure, of_section.as_ref())))
            && (has(&words, typed) || audit.figures_of(*finding).any(|figure| figure_has(page, figure, typed)))
    };
    let fitting = audit.findings().filter(fits);
    let cards: Vec<El> =
        fitting.map(|finding| card(page, audit, finding, linked.as_deref() == Some(finding.text("id")))).collect();
    let count = showing(page, cards.len(), audit.count("findings")).attr("role", "status");
    let none = cards.is_empty().then(|| nothing(page, written));
    all(vec![count.view(), el("div").class("found").child(cards).child(none).view()])
}

/// What stands where nothing fits what was asked for.
fn nothing(page: &Page, typed: RwSignal<String>) -> El {
    let shown = page.shown;
    let clear = el("button").attr("type", "button").text(page.text(Key::AUDIT_CLEAR)).press(move || {
        typed.set(String::new());
        shown.change(|view| (view.severity, view.section, view.search) = (None, None, None));
    });
    el("p").text(format!("{} ", page.text(Key::AUDIT_NOTHING))).child(clear)
}

fn showing(page: &Page, count: usize, of: usize) -> El {
    let words = page.fill(Key::AUDIT_SHOWN, &[("count", &count.to_string()), ("of", &of.to_string())]);
    el("p").class("source").text(words)
}

fn card(page: &Page, audit: &Audit, finding: Entry, linked: bool) -> El {
    let (kind, severity, class, sign) = audit::finding_words(finding);
    let paragraph = |class, name| {
        let text = finding.told(name, page.language);
        (!text.is_empty()).then(|| el("p").class(class).text(text))
    };
    let told_note = finding.told("note", page.language);
    // Of two places that print two values neither is told to be the right one.
    let shows = if finding.text("kind") == "twice" { Shows::Value } else { Shows::Verdict };
    let mut places: Vec<El> = audit
        .figures_of(finding)
        .map(|figure| el("li").child(audit::printed_view(page, figure, shows, told_note)))
        .collect();
    places.extend(audit.identities_of(finding).map(|identity| identity_view(page, identity)));
    let id = finding.text("id").to_owned();
    let shown = page.shown;
    let link = {
        let id = id.clone();
        el("a").bind("href", move || shown.finding_link(&id)).text(finding.told("title", page.language))
    };
    let count = page.fill(Key::AUDIT_PLACES, &[("count", &places.len().to_string())]);
    let details = el("details").child(el("summary").text(count)).child(el("ul").class("findings").child(places));
    el("article")
        .attr("id", id)
        .attr("tabindex", "-1")
        .class(if linked { "card linked" } else { "card" })
        .child(el("p").child(badge(class, sign, page.text(severity))).text(format!(" {}", page.text(kind))))
        .child(el("h3").child(link))
        .child(paragraph("told", "text"))
        .child(paragraph("cause", "located_text"))
        .child(paragraph("cause", "cause"))
        .child(paragraph("note", "note"))
        .child(if linked { details.attr("open", "") } else { details })
}

/// An identity with its two sides, and their formulas behind them.
fn identity_view(page: &Page, identity: Entry) -> El {
    let unit = page.unit(identity.text("unit"));
    let side = |name| identity.decimal(name).map(|side| locale::with_unit(&locale::plain(side), &unit));
    let sides: Vec<String> = ["left", "right"].into_iter().filter_map(side).collect();
    let formulas = ["left_formula", "right_formula"].map(|side| el("code").text(identity.text(side)));
    let formulas = el("details")
        .child(el("summary").text(page.text(Key::WORKING_FORMULA)))
        .child(el("p").class("formulas").child(Vec::from(formulas)));
    el("li")
        .child(el("strong").text(identity.told("title", page.language)))
        .child(el("p").text(sides.join(" · ")))
        .child(el("span").class("place").text(locale::section(identity.text("section"), page.language)))
        .child(formulas)
}

/// Every figure that was checked, as far as the search and the section let it.
fn figures(page: &Page, every: &Json, typed: &str, choice: Choice, all_shown: RwSignal<bool>) -> AnyView {
    let (_, of_section) = choice.get();
    let fits = |figure: &Entry| is_within(*figure, of_section.as_ref()) && figure_has(page, *figure, typed);
    let fitting: Vec<Entry> = audit::entries(every, "figures").filter(fits).collect();
    let limit = if all_shown.get() { usize::MAX } else { FIRST_FIGURES };
    let item = |figure: &Entry| {
        let title = el("strong").class("of").text(figure.told("title", page.language));
        el("li").child(title).child(audit::printed_view(page, *figure, Shows::Verdict, ""))
    };
    let items: Vec<El> = fitting.iter().take(limit).map(item).collect();
    let more = (items.len() < fitting.len()).then(|| {
        el("button").attr("type", "button").press(move || all_shown.set(true)).text(page.text(Key::AUDIT_MORE))
    });
    all(vec![
        showing(page, items.len(), fitting.len()).view(),
        el("ul").class("findings figures").child(items).view(),
        el("p").child(more).view(),
    ])
}
