//! What only a browser can show.
#![cfg(target_arch = "wasm32")]

use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn a_number_keeps_the_digits_it_is_written_with() {
    let read: Result<serde_json::Number, _> = serde_json::from_str("99.50");
    assert_eq!(read.ok().map(|number| number.to_string()).as_deref(), Some("99.50"));
}
