//! Search: what has the words that are typed, with where it is shown.

use leptos::prelude::*;

use super::{heading, section};
use crate::{
    browser,
    locale::Key,
    package::{Json, localized},
    report::{Found, MOST, find},
    ui::{El, Page, all, audit::Audited, el, live, live_text, search_field},
};

/// The id of the field.
const FIELD: &str = "words";

pub(super) fn view(page: &Page) -> AnyView {
    let shown = page.shown;
    let typed = RwSignal::new(untrack(|| shown.view(|view| view.search.clone())).unwrap_or_default());
    let of_page = page.clone();
    let status = RwSignal::new(String::new());
    let results = live(move || {
        let (words, views) = found(&of_page, typed.get().trim());
        status.set(words);
        all(views)
    });
    let label = page.text(Key::SEARCH_LABEL);
    // Not a form: what is typed is looked for at once.
    let search = el("div")
        .attr("role", "search")
        .class("search")
        .child(el("label").attr("for", FIELD).text(label))
        .child(search_field(shown, typed, label, true).attr("id", FIELD).attr("autocomplete", "off"))
        // It stays while its words change: they are read out.
        .child(el("p").class("source").attr("role", "status").child(live_text(move || status.get())))
        .view();
    all(vec![
        heading(page, page.text(Key::SEARCH_TITLE), page.text(Key::SEARCH_LEAD).to_owned()).view(),
        search,
        results,
    ])
}

/// What was found: how much it is, and what; the topics where nothing was.
fn found(page: &Page, typed: &str) -> (String, Vec<AnyView>) {
    let audit = match page.audited.get() {
        Audited::Done(audit) => audit,
        Audited::Waiting => return (page.text(Key::SEARCH_MAKING).to_owned(), Vec::new()),
        Audited::Failed => return (page.text(Key::SEARCH_FAILED).to_owned(), Vec::new()),
    };
    let catalogue = audit.catalogue();
    let Found { count, mut best } = find(catalogue, typed, page.english(), browser::segment);
    if count == 0 {
        for entry in catalogue.items() {
            if kind(entry) == TOPIC {
                best.push(entry);
            }
        }
    }
    let key = match count {
        0 if typed.is_empty() => Key::SEARCH_EMPTY,
        0 => Key::SEARCH_NOTHING,
        1..=MOST => Key::SEARCH_FOUND,
        _ => Key::SEARCH_FOUND_FIRST,
    };
    let (count, first) = (count.to_string(), MOST.to_string());
    let words = page.fill(key, &[("words", typed), ("count", &count), ("first", &first)]);
    let mut views = Vec::new();
    // The kind of the very best stands first.
    let mut told = Vec::new();
    for first in &best {
        let first = kind(first);
        if told.contains(&first) {
            continue;
        }
        told.push(first);
        let mut list = el("ul").class("results");
        for entry in &best {
            if kind(entry) == first {
                list = list.child(result(page, entry));
            }
        }
        views.push(section(page.text(name(first)), true).child(list).view());
    }
    (words, views)
}

fn kind(entry: &Json) -> &str {
    localized(entry, "kind", false)
}

const TOPIC: &str = "topic";

/// What the entries of each kind are called; of any other they are pages.
const NAMES: [(&str, Key); 5] = [
    (TOPIC, Key::SEARCH_TOPICS),
    ("programme", Key::SEARCH_PROGRAMMES),
    ("indicator", Key::SEARCH_INDICATORS),
    ("table", Key::SEARCH_TABLES),
    ("case", Key::SEARCH_CASES),
];

fn name(kind: &str) -> Key {
    NAMES.iter().find(|(other, _)| *other == kind).map_or(Key::SEARCH_PAGES, |(_, name)| *name)
}

/// An entry of the catalogue: where it is shown, what it is of, what it is.
fn result(page: &Page, entry: &Json) -> El {
    let told = |name| localized(entry, name, page.english());
    let line = |class, words: &str| (!words.is_empty()).then(|| el("p").class(class).text(words));
    let link = el("a").attr("href", page.shown.place_link(told("place"))).text(told("title"));
    el("li").child(link).child(line("place", told("of"))).child(line("", told("text")))
}
