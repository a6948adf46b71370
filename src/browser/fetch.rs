use js_sys::{Function, Object, Promise, Reflect, Uint8Array, global};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

use crate::package::Fault;

/// The folder of the package, beside the page and the worker's script.
const FOLDER: &str = "data/";

/// Files of the package, by their paths in it. All are asked for at once, as the browser
/// knows best how many connections it wants; what came of each is told with its index, in their order.
pub async fn fetch(paths: &[String], mut tell: impl FnMut(usize, Result<Vec<u8>, Fault>)) {
    // Made a future each before the first is waited for: a promise that fails unheard is a fault on the console.
    let requests: Vec<JsFuture> = paths.iter().map(|path| JsFuture::from(promise(&[FOLDER, path].concat()))).collect();
    for (index, request) in requests.into_iter().enumerate() {
        tell(index, content(request).await);
    }
}

/// A text at an address of the site; none if it does not arrive.
#[cfg(feature = "app")]
pub async fn fetch_text(address: &str) -> Option<String> {
    let bytes = content(JsFuture::from(promise(address))).await.ok()?;
    String::from_utf8(bytes).ok()
}

/// The browser's own `fetch`, which a page and a worker have alike.
fn promise(address: &str) -> Promise {
    let global = global();
    let fetch = Reflect::get(&global, &"fetch".into()).map(JsCast::unchecked_into::<Function>);
    let promise = fetch.and_then(|fetch| fetch.call1(&global, &address.into()));
    promise.map_or_else(|error| Promise::reject(&error), JsCast::unchecked_into)
}

async fn content(request: JsFuture) -> Result<Vec<u8>, Fault> {
    let response: Response = request.await.map_err(unreachable)?.unchecked_into();
    match response.status() {
        200..=299 => {
            let body = response.array_buffer().map_err(unreachable)?;
            Ok(Uint8Array::new(&JsFuture::from(body).await.map_err(unreachable)?).to_vec())
        }
        404 | 410 => Err(Fault::Missing),
        status => Err(Fault::Status(status)),
    }
}

/// The browser's own words: “TypeError: Failed to fetch”.
fn unreachable(error: JsValue) -> Fault {
    Fault::Unreachable(error.unchecked_into::<Object>().to_string().into())
}
