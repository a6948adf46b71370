//! Components. A page is drawn anew when language, year or data change; the theme, the open working-out and what is
//! pointed at change in place.

pub mod audit;
pub mod calculated;
mod chart;
mod data;
mod element;
mod field;
mod figure;
mod search;
mod sheet;
mod shell;
mod shown;
mod sorted;
mod table;
mod working;

use std::sync::Arc;

use leptos::prelude::*;

pub use chart::{Chart, chart_frame, label};
pub use data::{Data, has_all};
pub use element::{Child, El, ElRef, all, chosen, effect, el, live, live_text, memo};
pub use field::{Choice, select};
pub use figure::{
    Figure, badge, no_number, open_button, status_badge, status_cell, status_of, status_words, value_figure,
};
pub use search::search_field;
pub use sheet::sheet;
pub use shown::Shown;
pub use sorted::sorted;
pub use table::{Cell, Head, Row, Table, table};

use crate::{
    browser,
    locale::{self, Key, Language},
    page::Pages,
    report::Report,
};

/// What a page is drawn from.
#[derive(Clone)]
pub struct Page {
    /// The data, as far as the page needs it.
    pub report: Arc<Report>,
    /// The audit of all of the data, once that is made.
    pub audited: RwSignal<audit::Audited>,
    /// The language.
    pub language: Language,
    /// The fiscal year (Buddhist era).
    pub year: i32,
    /// All that has arrived, which may be more than the page was drawn from.
    pub data: RwSignal<Data>,
    /// The address.
    pub shown: Shown,
    /// Whether it is shown in dark colours, by choice or by the system.
    pub dark: Memo<bool>,
    /// Whether it is going to paper.
    pub printing: RwSignal<bool>,
}

impl Page {
    /// A text of the page.
    #[must_use]
    pub fn text(&self, key: Key) -> &'static str {
        self.language.text(key)
    }

    /// A text with its placeholders filled.
    #[must_use]
    pub fn fill(&self, key: Key, values: &[(&str, &str)]) -> String {
        self.language.fill(key, values)
    }

    /// Whether the data's English is asked for.
    #[must_use]
    pub fn english(&self) -> bool {
        self.language.is_english()
    }

    /// The word behind a figure in a unit; empty for plain numbers.
    #[must_use]
    pub fn unit(&self, code: &str) -> String {
        self.report.engine.units.word(code, self.english()).to_owned()
    }
}

/// Opens the site's pages in the language of that code, in place of the skeleton that `index.html` shows meanwhile. Says
/// whether the texts are those of this program; nothing is opened if they are not.
#[must_use]
pub fn open(pages: &'static Pages, language: &str, texts: &str) -> bool {
    let fits = Language::of_code(language).is_some_and(|language| locale::provide(language, texts));
    if fits {
        browser::remove_skeleton();
        leptos::mount::mount_to_body(move || shell::shell(Shown::new(browser::base_path(), pages.has), pages));
    }
    fits
}
