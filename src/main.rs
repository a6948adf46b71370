//! The page: mounts the app in place of the skeleton that `index.html` shows meanwhile.

use codi_in_figures::{browser, ui::App};

fn main() {
    console_error_panic_hook::set_once();
    browser::remove_skeleton();
    leptos::mount::mount_to_body(App);
}
