//! All that is the browser's: its document, network, clipboard, word finding. Nothing else names `web_sys` or `js_sys`
//! but for the events that components handle.

mod document;
mod fetch;
mod segment;
mod svg;

pub use document::{
    base_path, closest_attribute, copy_address, describe_page, dress, focus, observe_width, place, remove_skeleton,
    show_dialog, system_is_dark, watch_system_theme, write_address,
};
pub use fetch::fetch;
pub use segment::segment;
pub use svg::paint;
