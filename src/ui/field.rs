use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast as _;
use web_sys::HtmlSelectElement;

use super::{El, ElRef, effect, el};

/// A choice among a few: its value and its words, under the heading of its group if it has one.
pub struct Choice {
    /// What is handed back; empty for none.
    pub value: String,
    /// What is read.
    pub words: String,
    /// The heading that it stands under; may be empty.
    pub group: String,
}

/// A labelled field to choose from. It shows what `chosen` says, also when that changes by itself, and tells what somebody
/// chooses.
#[must_use]
pub fn select(
    label: &str,
    choices: Vec<Choice>,
    chosen: impl Fn() -> String + 'static,
    choose: impl Fn(String) + 'static,
) -> El {
    let field = ElRef::new();
    effect(move || {
        if let Some(field) = field.get() {
            field.unchecked_ref::<HtmlSelectElement>().set_value(&chosen());
        }
    });
    let mut select = el("select").tell(field).on("change", move |event: ev::Event| choose(event_target_value(&event)));
    let mut choices = choices.into_iter().peekable();
    while let Some(first) = choices.next() {
        let option = |choice: Choice| el("option").attr("value", choice.value).text(choice.words);
        let group = first.group.clone();
        let mut options = vec![option(first)];
        while let Some(choice) = choices.next_if(|choice| choice.group == group) {
            options.push(option(choice));
        }
        let grouped = !group.is_empty();
        select = if grouped {
            select.child(el("optgroup").attr("label", group).child(options))
        } else {
            select.child(options)
        };
    }
    el("label").class("field").child(el("span").text(label)).child(select)
}
