//! The field that words are typed into, to find what has them.

use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast as _;
use web_sys::HtmlInputElement;

use super::{El, ElRef, Shown, effect, el, memo_word};
use crate::{browser, state::LONGEST_WORDS};

/// A field for words: `typed` follows each letter and both follow the address. The address is written with each letter,
/// in place of what it was, or once the words are typed, as a step that can be taken back.
#[must_use]
pub fn search_field(shown: Shown, typed: RwSignal<String>, label: &'static str, each_letter: bool) -> El {
    let field = ElRef::new();
    let write = move |event: ev::Event| {
        let words = event_target::<HtmlInputElement>(&event).value();
        // What was pasted may have tabs in it, which no address has.
        let plain = words.split_whitespace().collect::<Vec<_>>().join(" ");
        // What is drawn from it is drawn anew, so not without need: a press on it is still under way.
        if typed.with_untracked(|typed| *typed != words) {
            typed.set(words);
        }
        if each_letter || event.type_() == "change" {
            let how = if each_letter { browser::replace_address } else { browser::push_address };
            shown.write(|view| view.search = Some(plain).filter(|words| !words.is_empty()), how);
        }
    };
    let addressed = memo_word(move || shown.view(|view| view.search.clone()));
    effect(move || {
        let words = addressed.get().unwrap_or_default();
        if typed.with_untracked(|typed| typed.split_whitespace().ne(words.split_whitespace())) {
            typed.set(words);
        }
    });
    effect(move || {
        let words = typed.get();
        if let Some(field) = field.get() {
            let field: &HtmlInputElement = field.unchecked_ref();
            // Setting what is there already would move the cursor.
            if field.value() != words {
                field.set_value(&words);
            }
        }
    });
    el("input")
        .attr("type", "search")
        .attr("aria-label", label)
        .attr("maxlength", LONGEST_WORDS.to_string())
        .tell(field)
        .on("input", write)
        .on("change", write)
}
