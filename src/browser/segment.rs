use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};

/// The words of a text, by the browser's own dictionaries (`Intl.Segmenter`): Thai has no spaces between them.
/// White space and punctuation stay with the word before. A browser that has no segmenter gives the text whole, and the
/// label breaks it where Thai spelling allows.
#[must_use]
pub fn segment(text: &str) -> Vec<String> {
    words(text).unwrap_or_else(|_| vec![text.to_owned()])
}

fn words(text: &str) -> Result<Vec<String>, JsValue> {
    let intl = Reflect::get(&js_sys::global(), &"Intl".into())?;
    let constructor: Function = Reflect::get(&intl, &"Segmenter".into())?.dyn_into()?;
    let options = Object::new();
    Reflect::set(&options, &"granularity".into(), &"word".into())?;
    let segmenter = Reflect::construct(&constructor, &Array::of2(&"th".into(), &options))?;
    let segment: Function = Reflect::get(&segmenter, &"segment".into())?.dyn_into()?;
    let segments = Array::from(&segment.call1(&segmenter, &text.into())?);
    let mut words: Vec<String> = Vec::new();
    for part in segments {
        let word = Reflect::get(&part, &"segment".into())?.as_string().unwrap_or_default();
        let is_word = Reflect::get(&part, &"isWordLike".into())?.is_truthy();
        let opens = word.starts_with(['(', '“', '"', '‘']);
        match words.last_mut() {
            Some(last) if (!is_word && !opens) || last.ends_with(['(', '“', '"', '‘']) => last.push_str(&word),
            _ => words.push(word),
        }
    }
    Ok(words)
}
