//! All that is the browser's: its document, network, clipboard, word finding. Nothing else names `web_sys` or `js_sys`
//! but for the events that components handle.

#[cfg(feature = "app")]
mod collate;
#[cfg(feature = "app")]
mod document;
mod fetch;
#[cfg(feature = "app")]
mod segment;
#[cfg(feature = "app")]
mod svg;
mod worker;

#[cfg(feature = "app")]
pub use collate::Collator;
#[cfg(feature = "app")]
pub use document::{
    address, base_path, begin_page, closest_attribute, copy_address, describe_page, dress, focus, go_to, load,
    observe_width, pause, place, print, push_address, query_value, remove_skeleton, replace_address, save, show_dialog,
    system_is_dark, texts_address, today, watch_address, watch_printing, watch_system_theme, whole_address,
};
pub use fetch::fetch;
#[cfg(feature = "app")]
pub use fetch::fetch_text;
#[cfg(feature = "app")]
pub use segment::segment;
#[cfg(feature = "app")]
pub use svg::paint;
#[cfg(feature = "worker")]
pub use worker::answer;
#[cfg(feature = "app")]
pub use worker::{ask, ask_further, stop_listening};
