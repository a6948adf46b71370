//! The catalogue: all that can be searched for, with where it is shown.

use super::audit::{list, object, text};
use crate::{
    calculator::Calculator,
    formula::FISCAL_YEAR,
    indicator::{Indicator, Text, description},
    locale::{Key, Language},
    package::{Field, FieldType, Json, Resource, Role, Table},
    report::{Aspect, LeadPart, Programme, Report, Topic, fold},
    state::{Route, View},
};

/// The pages that stand by themselves, under the names that the navigation has for them.
const PAGES: [(Route, Key); 10] = [
    (Route::Overview, Key::NAV_OVERVIEW),
    (Route::Performance, Key::NAV_PERFORMANCE),
    (Route::Regions, Key::NAV_REGIONS),
    (Route::Calculators, Key::NAV_CALCULATORS),
    (Route::Calculator(Calculator::Evaluation), Key::CALCULATORS_EVALUATION_TITLE),
    (Route::Calculator(Calculator::Strength), Key::CALCULATORS_STRENGTH_TITLE),
    (Route::Calculator(Calculator::Provision), Key::CALCULATORS_PROVISION_TITLE),
    (Route::Calculator(Calculator::Pace), Key::CALCULATORS_PACE_TITLE),
    (Route::Finance, Key::NAV_FINANCE),
    (Route::Audit, Key::NAV_AUDIT),
];

/// Something that can be found.
#[derive(Default)]
struct Entry {
    /// What it is: `page`, `topic`, `programme`, `indicator`, `table` or `case`.
    kind: &'static str,
    id: String,
    title: Text,
    /// What it is, in a sentence; may be empty.
    text: Text,
    /// The topic or programme that it is of; may be empty.
    of: Text,
    /// What else it is known by.
    words: Vec<Text>,
    /// Path and query within the site.
    place: String,
}

/// All that can be found: pages, topics, programmes, indicators, tables, and the cases that the report tells. An array
/// of objects with `kind`, `id`, `title`, `text`, `of` (the last three in English, too, with `_en` behind their names),
/// `place`, the path and query within the site where it is shown, and, for the search, all its words as they are
/// compared, its title on the first line: `folded`, `folded_en`.
#[must_use]
pub fn catalogue_json(report: &Report) -> Json {
    let topics = report.topics();
    let programmes = report.years().last().map(|year| report.programmes(*year)).unwrap_or_default();
    let mut entries: Vec<Entry> = PAGES.iter().map(|(route, key)| of_page(route, *key)).collect();
    let own = |topic: &&Topic| PAGES.iter().all(|(route, _)| route.path() != topic.code);
    entries.extend(topics.iter().filter(own).map(|topic| of_topic(report, topic)));
    entries.extend(programmes.iter().map(of_programme));
    entries.extend(report.indicators.iter().map(|indicator| of_indicator(report, &topics, &programmes, indicator)));
    let package = &report.engine.package;
    for resource in package.descriptor.resources.iter().filter(|resource| resource.role.is_data()) {
        if let Some(table) = package.table(&resource.name).filter(|table| table.rows() > 0) {
            entries.push(of_table(&topics, resource));
            entries.extend(cases(report, &topics, resource, table));
        }
    }
    list(entries.into_iter().map(json))
}

fn json(entry: Entry) -> Json {
    let folded = |english| {
        let told = [&entry.title, &entry.text, &entry.of].into_iter().chain(&entry.words);
        // On lines of their own: no word is in two of them.
        let lines: Vec<String> = told.map(|words| fold(words.get(english))).collect();
        text(&lines.join("\n"))
    };
    object(vec![
        ("kind", text(entry.kind)),
        ("id", text(&entry.id)),
        ("title", text(&entry.title.thai)),
        ("title_en", text(&entry.title.english)),
        ("text", text(&entry.text.thai)),
        ("text_en", text(&entry.text.english)),
        ("of", text(&entry.of.thai)),
        ("of_en", text(&entry.of.english)),
        ("folded", folded(false)),
        ("folded_en", folded(true)),
        ("place", text(&entry.place)),
    ])
}

fn both(word: impl Fn(bool) -> String) -> Text {
    Text { thai: word(false), english: word(true) }
}

fn same(word: &str) -> Text {
    both(|_| word.to_owned())
}

fn place(route: &Route, view: View) -> String {
    route.path() + &view.query()
}

fn of_page(route: &Route, key: Key) -> Entry {
    let title = both(|english| if english { Language::English } else { Language::Thai }.text(key).to_owned());
    Entry { kind: "page", id: route.path(), title, place: route.path(), ..Entry::default() }
}

fn of_topic(report: &Report, topic: &Topic) -> Entry {
    let words = |english| {
        let words = topic.lead(english).into_iter().filter_map(|part| match part {
            LeadPart::Words(words) => Some(words),
            LeadPart::Figure(_) => None,
        });
        words.collect::<Vec<_>>().join("\n")
    };
    let headlines = topic.headlines.iter().filter_map(|id| report.indicator(id));
    let mut known_by = vec![both(words)];
    known_by.extend(headlines.map(|indicator| indicator.title.clone()));
    Entry {
        kind: "topic",
        id: topic.code.clone(),
        title: topic.title.clone(),
        words: known_by,
        place: Route::Topic(topic.code.clone()).path(),
        ..Entry::default()
    }
}

fn of_programme(programme: &Programme) -> Entry {
    let items = programme.items.iter().flat_map(|item| [item.title.clone(), item.target.clone()]);
    Entry {
        kind: "programme",
        id: programme.code.clone(),
        title: programme.title.clone(),
        of: programme.issue.1.clone(),
        words: items.collect(),
        place: Route::Programme(programme.code.clone()).path(),
        ..Entry::default()
    }
}

/// The title of a topic; none if there is no such page.
fn topic_title(topics: &[Topic], code: &str) -> Option<Text> {
    topics.iter().find(|topic| topic.code == code).map(|topic| topic.title.clone())
}

/// An indicator is shown by its working-out, on the page of its programme or of its topic.
fn of_indicator(report: &Report, topics: &[Topic], programmes: &[Programme], indicator: &Indicator) -> Entry {
    let code = report.topic_of(indicator);
    let topic = topic_title(topics, code);
    let programme = programmes.iter().find(|programme| Some(&programme.code) == indicator.programme.as_ref());
    let route = match (programme, &topic) {
        (Some(programme), _) => Route::Programme(programme.code.clone()),
        (None, Some(_)) => Route::Topic(code.to_owned()),
        (None, None) => Route::Overview,
    };
    let unit = both(|english| report.engine.units.word(&indicator.unit, english).to_owned());
    let topic = topic.unwrap_or_default();
    Entry {
        kind: "indicator",
        id: indicator.id.clone(),
        title: indicator.title.clone(),
        text: description(&report.engine.package, &indicator.id),
        of: programme.map_or_else(|| topic.clone(), |programme| programme.title.clone()),
        words: vec![unit, topic, indicator.note.clone(), same(&indicator.id)],
        place: place(&route, View { open: Some(Aspect::Value.name(&indicator.id, None, &[])), ..View::default() }),
    }
}

/// Where a table is unfolded: on the page of its topic.
fn place_of(resource: &Resource) -> String {
    let route = Route::Topic(resource.text("topic", false).to_owned());
    place(&route, View { data: true, table: Some(resource.name.clone()), ..View::default() })
}

fn of_table(topics: &[Topic], resource: &Resource) -> Entry {
    let property = |name: &str| both(|english| resource.text(name, english).to_owned());
    let columns = resource.schema.fields.iter().map(|field| both(|english| field.text("title", english).to_owned()));
    let mut words: Vec<Text> = columns.collect();
    words.push(same(&resource.name));
    Entry {
        kind: "table",
        id: resource.name.clone(),
        title: property("title"),
        text: property("description"),
        of: topic_title(topics, resource.text("topic", false)).unwrap_or_default(),
        words,
        place: place_of(resource),
    }
}

/// The rows of a table of what the report tells of its topics: one whose rows have names and are tied to the topics.
fn cases(report: &Report, topics: &[Topic], resource: &Resource, table: &Table) -> Vec<Entry> {
    let package = &report.engine.package;
    let is_of_topics = |name: &str| package.of_role(Role::Topics).any(|topics| topics.name == name);
    let key = resource.schema.foreign_keys.iter().find(|key| is_of_topics(&key.resource));
    let field = key.and_then(|key| key.fields.first());
    let (Some(field), Role::Table, Some(_)) = (field, resource.role, table.schema.field("title")) else {
        return Vec::new();
    };
    let case = |row: usize| Entry {
        kind: "case",
        id: [&resource.name, ".", table.text(row, "code").unwrap_or_default()].concat(),
        title: Text::of(table, row, "title"),
        text: Text::of(table, row, "description"),
        of: table.text(row, field).and_then(|code| topic_title(topics, code)).unwrap_or_default(),
        words: table.schema.fields.iter().filter_map(|field| words_of(report, table, row, field)).collect(),
        place: place_of(resource),
    };
    (0..table.rows()).map(case).collect()
}

/// A cell in words: a code by its name.
fn words_of(report: &Report, table: &Table, row: usize, field: &Field) -> Option<Text> {
    let name = field.name.as_str();
    if field.kind != FieldType::String || matches!(name, FISCAL_YEAR | "title" | "description") {
        return None;
    }
    let code = table.text(row, name)?;
    let list = report.engine.package.codelist_of(&table.name, name);
    let named = list.and_then(|list| Some(Text::of(list, list.find("code", code)?, "title")));
    Some(named.unwrap_or_else(|| Text::of(table, row, name)))
}
