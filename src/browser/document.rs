use leptos::prelude::*;
use wasm_bindgen::{JsCast as _, JsValue, closure::Closure};
use web_sys::{Element, Event, HtmlDialogElement, HtmlElement, MouseEvent, ResizeObserver, UrlSearchParams};

use crate::{locale::Language, state::Theme};

/// Takes away what `index.html` shows until the app is there.
pub fn remove_skeleton() {
    if let Some(skeleton) = document().get_element_by_id("boot") {
        skeleton.remove();
    }
}

/// Where the texts of a language are, as `tools/finish-site.mjs` wrote it onto the script that starts the page.
#[must_use]
pub fn texts_address(language: Language) -> Option<String> {
    let script = document().query_selector("script[data-wasm]").ok().flatten()?;
    script.get_attribute(&["data-", language.code()].concat())
}

/// The path that the site lies under, without a slash at the end: empty at the root of a host.
#[must_use]
pub fn base_path() -> String {
    let base = document().base_uri().ok().flatten().and_then(|base| web_sys::Url::new(&base).ok());
    base.map(|base| base.pathname().trim_end_matches('/').to_owned()).unwrap_or_default()
}

/// Says what language the page is in and sets its colours, which the style sheet takes from an attribute.
pub fn dress(language: Language, theme: Theme) {
    if let Some(root) = document().document_element() {
        _ = root.set_attribute("lang", language.code());
        _ = root.set_attribute("data-theme", theme.code());
    }
}

/// The title and the description of the document.
pub fn describe_page(title: &str, description: &str) {
    document().set_title(title);
    if let Ok(Some(meta)) = document().query_selector("meta[name=description]") {
        _ = meta.set_attribute("content", description);
    }
}

const DARK: &str = "(prefers-color-scheme: dark)";

/// Whether the system asks for dark colours.
#[must_use]
pub fn system_is_dark() -> bool {
    window().match_media(DARK).ok().flatten().is_some_and(|query| query.matches())
}

/// Calls when the system changes its mind about dark colours.
pub fn watch_system_theme(changed: impl Fn(bool) + 'static) {
    if let Ok(Some(query)) = window().match_media(DARK) {
        let handler = Closure::<dyn Fn()>::new(move || changed(system_is_dark()));
        query.set_onchange(Some(handler.as_ref().unchecked_ref()));
        // For as long as the page lives.
        handler.forget();
    }
}

/// Tells the width of an element now and whenever it changes, until the owner is gone.
pub fn observe_width(element: &Element, tell: impl Fn(f64) + 'static) {
    let observed = element.clone();
    let handler = Closure::<dyn Fn()>::new(move || tell(f64::from(observed.client_width())));
    if let Ok(observer) = ResizeObserver::new(handler.as_ref().unchecked_ref()) {
        observer.observe(element);
        let kept = StoredValue::new_local((observer, handler));
        on_cleanup(move || {
            kept.try_update_value(|(observer, _)| observer.disconnect());
        });
    }
}

/// Opens a dialog over the page, or closes it.
pub fn show_dialog(dialog: &HtmlElement, open: bool) {
    let dialog: &HtmlDialogElement = dialog.unchecked_ref();
    match (open, dialog.open()) {
        (true, false) => _ = dialog.show_modal(),
        (false, true) => dialog.close(),
        _ => {}
    }
}

/// The path and the query of the address, the query without its mark.
#[must_use]
pub fn address() -> (String, String) {
    let location = window().location();
    let search = location.search().unwrap_or_default();
    (location.pathname().unwrap_or_default(), search.trim_start_matches('?').to_owned())
}

/// The first value of a name in a query.
#[must_use]
pub fn query_value(query: &str, name: &str) -> Option<String> {
    UrlSearchParams::new_with_str(query).ok()?.get(name)
}

/// Writes an address of this site, as a step that Back takes back.
pub fn push_address(address: &str) {
    if let Ok(history) = window().history() {
        _ = history.push_state_with_url(&JsValue::NULL, "", Some(address));
    }
}

/// Goes to an address of this site that another program has.
pub fn load(address: &str) {
    _ = window().location().assign(address);
}

/// Writes an address of this site in place of the one that is there.
pub fn replace_address(address: &str) {
    if let Ok(history) = window().history() {
        // Refused to who writes too often; the next letter writes it again.
        _ = history.replace_state_with_url(&JsValue::NULL, "", Some(address));
    }
}

/// Another page begins at its top, for the eye and for the keyboard.
pub fn begin_page() {
    focus("main");
    // Last: the focus may bring its element's beginning to the edge.
    window().scroll_to_with_x_and_y(0.0, 0.0);
}

/// Calls when Back or Forward, or a press on a link to another of the program's pages, has changed the address. `base` is
/// the path that the site lies under, `is_ours` tells by its path below that whether a page is one of them.
pub fn watch_address(base: String, is_ours: impl Fn(&str) -> bool + 'static, changed: impl Fn() + Clone + 'static) {
    let to = changed.clone();
    let moved = Closure::<dyn Fn()>::new(changed);
    window().set_onpopstate(Some(moved.as_ref().unchecked_ref()));
    let pressed = Closure::<dyn Fn(MouseEvent)>::new(move |event: MouseEvent| {
        if let Some((path, address)) = link_within(&event, &base, &is_ours) {
            event.prevent_default();
            let (before, _) = self::address();
            push_address(&address);
            to();
            if before != path {
                begin_page();
            }
        }
    });
    _ = document().add_event_listener_with_callback("click", pressed.as_ref().unchecked_ref());
    // For as long as the page lives.
    moved.forget();
    pressed.forget();
}

/// The path and the whole address of the link that was pressed, if it is one of the program's pages and is to open here.
fn link_within(event: &MouseEvent, base: &str, is_ours: &dyn Fn(&str) -> bool) -> Option<(String, String)> {
    let elsewhere = event.button() != 0 || event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
    if elsewhere || event.default_prevented() {
        return None;
    }
    let target: Element = event.target()?.dyn_into().ok()?;
    let link = target.closest("a[href]").ok()??;
    if link.has_attribute("download") || link.has_attribute("target") || link.get_attribute("rel").is_some() {
        return None;
    }
    let root = document().base_uri().ok()??;
    let url = web_sys::Url::new_with_base(&link.get_attribute("href")?, &root).ok()?;
    let within = url.origin() == window().location().origin().ok()?
        && url
            .pathname()
            .strip_prefix(base)
            .is_some_and(|rest| (rest.is_empty() || rest.starts_with('/')) && is_ours(rest));
    within.then(|| (url.pathname(), url.href()))
}

/// Puts the keyboard's focus on the element of that id.
pub fn focus(id: &str) {
    if let Some(element) = document().get_element_by_id(id).and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        _ = element.focus();
    }
}

/// Puts an element at a place within its container.
pub fn place(element: &HtmlElement, left: f64, top: f64) {
    let style = element.style();
    // Whole pixels: they are enough, and floats take a lot of code to print.
    _ = style.set_property("left", &format!("{}px", left as i32));
    _ = style.set_property("top", &format!("{}px", top as i32));
}

/// The value of an attribute of what an event hit, or of the nearest element around it that has it.
#[must_use]
pub fn closest_attribute(event: &Event, attribute: &str) -> Option<String> {
    let target: Element = event.target()?.dyn_into().ok()?;
    target.closest(&format!("[{attribute}]")).ok()??.get_attribute(attribute)
}

/// The address of what is shown, with the site's own in front.
#[must_use]
pub fn whole_address() -> String {
    window().location().href().unwrap_or_default()
}

/// Puts the address of what is shown on the clipboard.
pub fn copy_address() {
    // Refused without a secure connection; there is nothing to be done about it, and the bar has the address anyway.
    _ = window().navigator().clipboard().write_text(&whole_address());
}

/// Today where the reader is: year, month and day of the common era.
#[must_use]
pub fn today() -> [u16; 3] {
    let now = js_sys::Date::new_0();
    [now.get_full_year() as u16, now.get_month() as u16 + 1, now.get_date() as u16]
}

/// Tells when the page goes to paper, and when it is back on screen.
pub fn watch_printing(tell: impl Fn(bool) + 'static) {
    let handler = Closure::<dyn Fn(Event)>::new(move |event: Event| tell(event.type_() == "beforeprint"));
    let function = Some(handler.as_ref().unchecked_ref());
    window().set_onbeforeprint(function);
    window().set_onafterprint(function);
    // For as long as the page lives.
    handler.forget();
}

/// Lets the browser do what it has to (draw, answer a press) before going on.
pub async fn pause() {
    let promise = js_sys::Promise::new(&mut |go_on, _| {
        // Two frames would be over when the first is drawn; a timer fires in a tab out of sight, too.
        _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(&go_on, PAUSE);
    });
    _ = wasm_bindgen_futures::JsFuture::from(promise).await;
}

/// Long enough for a frame.
const PAUSE: i32 = 50;

/// Opens the browser's dialog for printing.
pub fn print() {
    _ = window().print();
}

/// Hands a file that was made here to the reader.
pub fn save(name: &str, kind: &str, content: &str) {
    let parts = js_sys::Array::of1(&JsValue::from_str(content));
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(kind);
    let address = web_sys::Blob::new_with_str_sequence_and_options(&parts, &options)
        .and_then(|blob| web_sys::Url::create_object_url_with_blob(&blob));
    let link = document().create_element("a").ok().and_then(|link| link.dyn_into::<HtmlElement>().ok());
    if let (Ok(address), Some(link)) = (address, link) {
        _ = link.set_attribute("href", &address);
        _ = link.set_attribute("download", name);
        link.click();
        // The browser has begun to read it.
        _ = web_sys::Url::revoke_object_url(&address);
    }
}

/// Brings an element into sight and puts the keyboard's focus on it, once what has changed is drawn.
pub fn go_to(id: String) {
    request_animation_frame(move || {
        if let Some(element) = document().get_element_by_id(&id) {
            element.scroll_into_view();
        }
        focus(&id);
    });
}
