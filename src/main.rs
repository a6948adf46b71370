//! The pages that show the report.

use codi_in_figures::{page, ui};
use wasm_bindgen::prelude::wasm_bindgen;

fn main() {
    console_error_panic_hook::set_once();
}

/// Opens the page, once `public/start.js` has its texts. Says whether they are those of this program.
#[wasm_bindgen]
#[must_use]
pub fn open(language: &str, texts: &str) -> bool {
    ui::open(&page::FIGURES, language, texts)
}
