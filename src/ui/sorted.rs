//! A table that its readers sort by a column and search for rows.

use std::sync::Arc;

use leptos::{ev, prelude::*};

use super::{
    Choice, El, Page, Row, Table, all, el, live, live_text, select,
    table::{frame, head_cell, row_view},
};
use crate::{
    browser,
    locale::Key,
    report::{Rank, has, order},
};

/// A table of no more rows is seen at a glance: it needs no search.
const GLANCE: usize = 8;
/// A narrow screen shows no more rows at first; the style sheet has the same number.
const FEW: usize = 20;

/// What a table needs to hand for as long as it is shown.
struct Kept {
    page: Page,
    table: Table,
    /// What of each row is searched.
    texts: Vec<String>,
}

impl Kept {
    /// The places of the rows that have all the words that were typed.
    fn found(&self, typed: &str) -> Vec<bool> {
        self.texts.iter().map(|text| has(&[text], typed)).collect()
    }

    /// The rows that were found, in the order that was chosen.
    fn rows(&self, choice: usize, typed: &str) -> AnyView {
        let Table { head, rows, .. } = &self.table;
        let places = match column_of(choice) {
            Some((column, descending)) => {
                let collator = browser::Collator::new(self.page.language.code());
                let rank = |row: usize| rows.get(row).map_or(Rank::Empty, |row| row.rank(column));
                order(rows.len(), &rank, descending, &|one, other| collator.compare(one, other))
            }
            None => (0..rows.len()).collect(),
        };
        let found = self.found(typed);
        let mut views = Vec::new();
        for place in places {
            if let (Some(true), Some(row)) = (found.get(place), rows.get(place)) {
                views.push(row_view(&self.page, row, head, false).view());
            }
        }
        all(views)
    }

    /// The words for an order.
    fn order_words(&self, choice: usize) -> String {
        let head = column_of(choice).and_then(|(column, down)| Some((self.table.head.get(column)?, down)));
        match head {
            Some((head, descending)) => {
                let key = if descending { Key::TABLE_DESCENDING } else { Key::TABLE_ASCENDING };
                self.page.fill(key, &[("title", &head.title)])
            }
            None => self.page.text(Key::TABLE_PUBLISHED).to_owned(),
        }
    }

    /// How many rows are shown, and in which order.
    fn state(&self, choice: usize, typed: &str) -> String {
        let count = self.found(typed).into_iter().filter(|found| *found).count();
        let values = [("count", &*count.to_string()), ("of", &self.texts.len().to_string())];
        let words = self.page.fill(Key::TABLE_ROWS, &values);
        let then = if count > 0 { self.order_words(choice) } else { self.page.text(Key::TABLE_NOTHING).to_owned() };
        [words, then].join(" · ")
    }
}

/// The orders are numbered as their select lists them: as published, then each column up and down. The column of a
/// choice, and whether the greatest comes first.
fn column_of(choice: usize) -> Option<(usize, bool)> {
    let at = choice.checked_sub(1)?;
    Some((at / 2, at % 2 == 1))
}

/// Draws a table with what it takes to sort and to search it. Only its rows are drawn anew.
#[must_use]
pub fn sorted(page: &Page, table: Table) -> El {
    let texts: Vec<String> = table.rows.iter().map(Row::words).collect();
    let count = texts.len();
    let kept = Arc::new(Kept { page: page.clone(), table, texts });
    let Table { caption, class, head, .. } = &kept.table;
    // The number of the order, as the select has it.
    let chosen = RwSignal::new(0.to_string());
    let typed = RwSignal::new(String::new());
    let every = RwSignal::new(false);
    let choice = move || chosen.get().parse().unwrap_or_default();

    let mut heads = Vec::new();
    for (column, head) in head.iter().enumerate() {
        let (up, down) = (2 * column + 1, 2 * column + 2);
        // Up, then down, then as it was.
        let turn = move || {
            let next = match untrack(choice) {
                now if now == up => down,
                now if now == down => 0,
                _ => up,
            };
            chosen.set(next.to_string());
        };
        let state = move || match choice() {
            now if now == up => "ascending".to_owned(),
            now if now == down => "descending".to_owned(),
            _ => "none".to_owned(),
        };
        heads.push(if count > 1 {
            let button = el("button").attr("type", "button").class("sort").press(turn);
            head_cell(head).bind("aria-sort", state).child(button.text(head.title.clone()))
        } else {
            head_cell(head).text(head.title.clone())
        });
    }
    let body = {
        let kept = Arc::clone(&kept);
        live(move || kept.rows(choice(), &typed.get()))
    };
    let is_short = move || !every.get() && typed.get().is_empty();
    let body = el("tbody").bind("class", move || if is_short() { "few" } else { "" }.to_owned()).child(body);
    let scroll = el("div")
        .class("scroll")
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr("aria-label", caption.clone())
        .child(frame(caption, class, heads, body));

    let said = {
        let kept = Arc::clone(&kept);
        live_text(move || kept.state(choice(), &typed.get()))
    };
    let said = el("p").class(if count > GLANCE { "source" } else { "unseen" }).attr("role", "status").child(said);
    let said = (count > 1).then_some(said);
    let search = (count > GLANCE).then(|| {
        el("input")
            .attr("type", "search")
            .attr("aria-label", page.text(Key::TABLE_FILTER))
            .attr("placeholder", page.text(Key::TABLE_FILTER))
            .on("input", move |event: ev::Event| typed.set(event_target_value(&event)))
    });
    let more = (count > FEW).then(|| {
        el("button")
            .attr("type", "button")
            .class("rest")
            .bind("aria-pressed", move || every.get().to_string())
            .press(move || every.update(|every| *every = !*every))
            .text(page.fill(Key::TABLE_SHOW_ALL, &[("count", &count.to_string())]))
    });
    let orders = (count > 1).then(|| orders(&kept, chosen));
    let fields = el("div").class("fields").child(orders).child(search);
    el("div").class("sorted").child(fields).child(said).child(scroll).child(more)
}

/// The same orders in a list, for a narrow screen, which has no heads.
fn orders(kept: &Kept, chosen: RwSignal<String>) -> El {
    let mut choices = Vec::new();
    for choice in 0..=2 * kept.table.head.len() {
        choices.push(Choice { value: choice.to_string(), words: kept.order_words(choice), group: String::new() });
    }
    select(kept.page.text(Key::TABLE_SORT), choices, move || chosen.get(), move |choice| chosen.set(choice))
}
