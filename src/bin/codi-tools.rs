//! The pages to work with: a program of its own, so that neither is more than a phone should load.

use codi_in_figures::{page, ui};
use wasm_bindgen::prelude::wasm_bindgen;

fn main() {
    console_error_panic_hook::set_once();
}

/// Opens the page, once `public/start.js` has its texts. Says whether they are those of this program.
#[wasm_bindgen]
#[must_use]
pub fn open(language: &str, texts: &str) -> bool {
    ui::open(&page::TOOLS, language, texts)
}
