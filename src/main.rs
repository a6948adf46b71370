//! The page: mounts the app in place of the skeleton that `index.html` shows meanwhile.

use codi_in_figures::{
    browser,
    locale::{self, Language},
    ui::App,
};
use wasm_bindgen::prelude::wasm_bindgen;

fn main() {
    console_error_panic_hook::set_once();
}

/// Opens the page in the language of that code, once `public/start.js` has its texts. Says whether they are those of this
/// program.
#[wasm_bindgen]
#[must_use]
pub fn open(language: &str, texts: &str) -> bool {
    let fits = Language::of_code(language).is_some_and(|language| locale::provide(language, texts));
    if fits {
        browser::remove_skeleton();
        leptos::mount::mount_to_body(App);
    }
    fits
}
