//! The field that words are typed into, to find what has them.

use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast as _;
use web_sys::HtmlInputElement;

use super::{El, ElRef, Shown, chosen, effect, el};
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
        let is_letter = event.type_() == "input";
        if is_letter {
            typed.set(words);
        }
        if is_letter == each_letter {
            let how = if each_letter { browser::replace_address } else { browser::push_address };
            shown.write(|view| view.search = Some(plain).filter(|words| !words.is_empty()), how);
        }
    };
    let addressed = chosen(move || shown.view(|view| view.search.clone()));
    effect(move || {
        let words = addressed.get().unwrap_or_default();
        if let Some(field) = field.get() {
            let field: &HtmlInputElement = field.unchecked_ref();
            // What is being typed may have a space at its end that the address has not.
            if field.value().split_whitespace().ne(words.split_whitespace()) {
                field.set_value(&words);
                typed.set(words);
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
