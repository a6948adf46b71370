//! What a calculator in the worker answered (`export::calculator_json`), as it is shown.

use std::sync::Arc;

use leptos::{ev, prelude::*};

use super::{El, Figure, Page, audit::Entry, badge, el, live, live_text, open_button};
use crate::{browser, locale, package::Json};

/// The last answer; null as long as there is none.
pub type Answer = RwSignal<Arc<Json>>;

/// What stands where there is nothing to say.
const DASH: &str = "–";

/// The table of an answer. Its fields stay where they are, with what is typed in them; all else follows the answers that
/// come. `typed` is told a field's name and what stands in it, and whether it is typed to its end.
#[must_use]
pub fn sheet(
    page: &Page,
    drawn: &Json,
    answer: Answer,
    caption: &'static str,
    typed: impl Fn(String, String, bool) + Copy + 'static,
) -> El {
    let columns: Vec<(String, &str)> = Entry(drawn).items("columns").iter().map(|column| head(page, column)).collect();
    let heads = columns.iter().map(|(title, class)| {
        el("th").attr("scope", "col").attr("role", "columnheader").class(class).text(title.clone())
    });
    let heads: Vec<El> = heads.collect();
    let rows = Entry(drawn).items("rows").iter().enumerate().map(|(row, of_row)| {
        let told = |name| Entry(of_row).told(name, page.language);
        let title = told("title");
        let note = Some(told("note")).filter(|note| !note.is_empty());
        let note = note.map(|note| el("span").class("note").text(note));
        let cells = Entry(of_row).items("cells").iter().zip(&columns).enumerate();
        let cells = cells.map(|(column, (cell, (head, class)))| {
            let inside = if Entry(cell).text("input").is_empty() {
                let page = page.clone();
                live(move || {
                    let cell = answer.with(|answer| cell_of(answer, row, column).cloned());
                    value(&page, Entry(&cell.unwrap_or(Json::Null))).view()
                })
            } else {
                field(page, Entry(cell), [title, ": ", head].concat(), answer, row, column).view()
            };
            el("td").attr("role", "cell").class(class).attr("data-title", head.clone()).child(inside)
        });
        let name = el("th").attr("role", "rowheader").attr("scope", "row").text(title).child(note);
        el("tr").attr("role", "row").child(name).child(cells.collect::<Vec<_>>())
    });
    let rows: Vec<El> = rows.collect();
    let tell = move |event: &ev::Event, done| {
        if let Some(name) = browser::closest_attribute(event, "name") {
            typed(name, event_target_value(event), done);
        }
    };
    el("table")
        .class("data calculated")
        .attr("role", "table")
        .on("input", move |event: ev::Event| tell(&event, false))
        .on("change", move |event: ev::Event| tell(&event, true))
        .child(el("caption").class("unseen").text(caption))
        .child(
            el("thead")
                .attr("role", "rowgroup")
                .child(el("tr").attr("role", "row").child(el("td").attr("role", "cell")).child(heads)),
        )
        .child(el("tbody").attr("role", "rowgroup").child(rows))
}

/// A column's title, with the unit of all of its cells, and its class.
fn head(page: &Page, column: &Json) -> (String, &'static str) {
    let title = Entry(column).told("title", page.language);
    let unit = page.unit(Entry(column).text("unit"));
    let title = if unit.is_empty() { title.to_owned() } else { format!("{title} ({unit})") };
    (title, if column.get("numeric") == Some(&Json::Boolean(true)) { "numeric" } else { "" })
}

fn cell_of(answer: &Json, row: usize, column: usize) -> Option<&Json> {
    let row = Entry(answer).items("rows").get(row)?;
    Entry(row).items("cells").get(column)
}

/// A field, with what is to be said of what stands in it.
fn field(page: &Page, cell: Entry, label: String, answer: Answer, row: usize, column: usize) -> El {
    let language = page.language;
    let note = format!("note-{row}-{column}");
    let now = move |read: &dyn Fn(&Json) -> String| {
        answer.with(|answer| cell_of(answer, row, column).map(read).unwrap_or_default())
    };
    let refused = |cell: &Json| (cell.get("refused") == Some(&Json::Boolean(true))).to_string();
    let unit = page.unit(cell.text("unit"));
    let input = el("input")
        .attr("type", "text")
        .attr("inputmode", "decimal")
        .attr("autocomplete", "off")
        .attr("name", cell.text("input"))
        .attr("value", cell.text("shown"))
        .attr("aria-label", if unit.is_empty() { label } else { format!("{label} ({unit})") })
        .attr("aria-describedby", note.clone())
        .bind("aria-invalid", move || now(&refused));
    let told = live_text(move || now(&|cell| Entry(cell).told("text", language).to_owned()));
    let unit = (!unit.is_empty()).then(|| el("span").class("unit").attr("aria-hidden", "true").text(unit));
    el("span").class("entry").child(input).child(unit).child(el("span").class("note").attr("id", note).child(told))
}

/// A number in its unit, a verdict, or why there is neither.
fn value(page: &Page, told: Entry) -> El {
    let words = told.told("text", page.language);
    if let Some(verdict) = told.0.get("verdict") {
        let (class, sign) =
            if *verdict == Json::Boolean(true) { ("badge met", "▲") } else { ("badge not-met", "▼") };
        return badge(class, sign, words);
    }
    let unit = page.unit(told.text("unit"));
    let open = told.text("open");
    match (words, open) {
        ("", _) => el("span").class("none").text(DASH),
        (words, "") if told.text("number").is_empty() => el("span").class("none words").text(words),
        (words, "") => el("span").class("number").text(locale::with_unit(words, &unit)),
        (words, open) => Figure { text: Ok(words.to_owned()), unit, open: open.to_owned() }.view(page),
    }
}

/// What comes of it, a card each.
#[must_use]
pub fn outcomes(page: &Page, answer: &Json) -> El {
    let words = |told: &Json| Entry(told).told("text", page.language).to_owned();
    let card = |outcome: &Json| {
        let outcome = Entry(outcome);
        let line = |line: &Json| {
            let words = words(line);
            let told = match Entry(line).text("open") {
                "" => el("span").text(words),
                open => open_button(page, open.to_owned(), "figure").text(words),
            };
            el("p").class("line").child(told)
        };
        let verdicts: Vec<El> = outcome.items("verdicts").iter().map(|verdict| value(page, Entry(verdict))).collect();
        let verdict = (!verdicts.is_empty()).then(|| el("p").class("line").child(verdicts));
        let reasons: Vec<El> = outcome.items("reasons").iter().map(|reason| el("li").text(words(reason))).collect();
        el("article")
            .class("card")
            .child(el("h3").text(outcome.told("title", page.language)))
            .child(el("p").class("big").child(value(page, outcome)))
            .child(verdict)
            .child(outcome.items("lines").iter().map(line).collect::<Vec<_>>())
            .child((!reasons.is_empty()).then(|| el("ul").class("reasons").child(reasons)))
    };
    let cards: Vec<El> = Entry(answer).items("outcomes").iter().map(card).collect();
    el("div").class("cards outcomes").child(cards)
}

/// Sentences of a list, one each.
#[must_use]
pub fn sentences(page: &Page, answer: &Json, list: &str) -> Vec<El> {
    let told = Entry(answer).items(list).iter().map(|told| Entry(told).told("text", page.language));
    told.map(|words| el("li").text(words)).collect()
}

/// What can be chosen to compare with: code and title.
#[must_use]
pub fn choices(page: &Page, answer: &Json) -> Vec<(String, String)> {
    let choices = Entry(answer).items("choices").iter().map(Entry);
    choices.map(|choice| (choice.text("code").to_owned(), choice.told("title", page.language).to_owned())).collect()
}

/// The foremost outcome in a line.
#[must_use]
pub fn summary(page: &Page, answer: &Json) -> String {
    Entry(answer).told("summary", page.language).to_owned()
}
