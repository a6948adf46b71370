use gloo_net::http::Request;

use crate::package::Fault;

/// A file beside the page, by its address relative to the document's base.
pub async fn fetch(address: &str) -> Result<Vec<u8>, Fault> {
    let unreachable = |error: gloo_net::Error| Fault::Unreachable(error.to_string());
    let response = Request::get(address).send().await.map_err(unreachable)?;
    match response.status() {
        200..=299 => response.binary().await.map_err(unreachable),
        404 | 410 => Err(Fault::Missing),
        status => Err(Fault::Status(status)),
    }
}

/// Runs tasks at the same time and waits for all of them.
pub async fn join(tasks: Vec<impl Future<Output = ()> + 'static>) {
    let promises: js_sys::Array = tasks
        .into_iter()
        .map(|task| {
            wasm_bindgen_futures::future_to_promise(async move {
                task.await;
                Ok(wasm_bindgen::JsValue::UNDEFINED)
            })
        })
        .collect();
    // None of them fails: each keeps its own fault.
    _ = wasm_bindgen_futures::JsFuture::from(js_sys::Promise::all(&promises)).await;
}
