use js_sys::Array;
use wasm_bindgen::{JsCast as _, JsValue};

/// The worker's script, beside the page.
#[cfg(feature = "app")]
const SCRIPT: &str = "codi-worker_loader.js";

/// Starts the worker and hands over the texts that it answers with, once; none if it could not do its work.
#[cfg(feature = "app")]
pub fn ask(answered: impl FnOnce(Option<Vec<String>>) + 'static) {
    use wasm_bindgen::closure::Closure;
    let options = web_sys::WorkerOptions::new();
    options.set_type(web_sys::WorkerType::Module);
    let Ok(worker) = web_sys::Worker::new_with_options(SCRIPT, &options) else { return answered(None) };
    // Both events end in the same place; the second finds nothing left to do.
    let answered = std::cell::Cell::new(Some(answered));
    let handler = Closure::<dyn FnMut(JsValue)>::new(move |event: JsValue| {
        let Some(answered) = answered.take() else { return };
        let texts = event
            .dyn_ref::<web_sys::MessageEvent>()
            .map(|message| Array::from(&message.data()).iter().filter_map(|text| text.as_string()).collect::<Vec<_>>());
        answered(texts.filter(|texts| !texts.is_empty()));
    });
    worker.set_onmessage(Some(handler.as_ref().unchecked_ref()));
    worker.set_onerror(Some(handler.as_ref().unchecked_ref()));
    // For as long as the page lives: there is one.
    handler.forget();
}

/// In the worker: answers with texts, and is done. None at all says that the work could not be done.
#[cfg(feature = "worker")]
pub fn answer(texts: &[String]) {
    let scope: web_sys::DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let texts: Array = texts.iter().map(|text| JsValue::from_str(text)).collect();
    // Refused only for what cannot be copied, which texts can.
    _ = scope.post_message(&texts);
    scope.close();
}
