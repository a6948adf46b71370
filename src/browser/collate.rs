use std::cmp::Ordering;

use js_sys::{Array, Function, Intl, Object, Reflect};
use wasm_bindgen::JsValue;

/// The order of texts in a language, by the browser's own rules (`Intl.Collator`): in Thai a vowel that is written
/// before its consonant comes after it. Numbers within count as numbers.
pub struct Collator(Function);

impl Collator {
    /// The rules of a language; they take longer to make than to use.
    #[must_use]
    pub fn new(language: &str) -> Self {
        let options = Object::new();
        _ = Reflect::set(&options, &"numeric".into(), &JsValue::TRUE);
        Self(Intl::Collator::new(&Array::of1(&language.into()), &options).compare())
    }

    /// Which of two texts comes first.
    #[must_use]
    pub fn compare(&self, one: &str, other: &str) -> Ordering {
        let order = self.0.call2(&JsValue::UNDEFINED, &one.into(), &other.into());
        let order = order.ok().and_then(|order| order.as_f64()).unwrap_or_default();
        order.partial_cmp(&0.0).unwrap_or(Ordering::Equal)
    }
}
