//! Where the texts are: within the program, or, for the page, in a file a language, of which a reader loads one.

#[cfg(any(not(feature = "app"), feature = "worker", not(target_arch = "wasm32")))]
mod place {
    use crate::locale::Language;

    static BOTH: [[&str; super::super::TEXTS]; 2] = include!(concat!(env!("OUT_DIR"), "/both.rs"));

    pub(in super::super) fn of(language: Language) -> &'static [&'static str] {
        let [thai, english] = &BOTH;
        if language.is_english() { english } else { thai }
    }

    /// Nothing to keep: they are here.
    pub(super) fn keep(_: Language, _: Vec<String>) {}
}

#[cfg(not(any(not(feature = "app"), feature = "worker", not(target_arch = "wasm32"))))]
mod place {
    use std::sync::OnceLock;

    use crate::locale::Language;

    static THAI: OnceLock<Vec<&str>> = OnceLock::new();
    static ENGLISH: OnceLock<Vec<&str>> = OnceLock::new();

    fn shelf(language: Language) -> &'static OnceLock<Vec<&'static str>> {
        if language.is_english() { &ENGLISH } else { &THAI }
    }

    pub(in super::super) fn of(language: Language) -> &'static [&'static str] {
        shelf(language).get().map(Vec::as_slice).unwrap_or_default()
    }

    /// Keeps them for as long as the page lives.
    pub(super) fn keep(language: Language, texts: Vec<String>) {
        _ = shelf(language).set(texts.into_iter().map(|text| &*text.leak()).collect());
    }
}

pub(super) use place::of;

use super::{Language, TEXTS};

/// Whether the texts of a language are there.
#[must_use]
pub fn has_texts(language: Language) -> bool {
    !of(language).is_empty()
}

/// Hands over the texts of a language: the file that `tools/finish-site.mjs` writes, a text a line in the order of the
/// keys. Says whether it is the one of this program, with as many texts as it knows; another is refused.
#[must_use]
pub fn provide(language: Language, file: &str) -> bool {
    let texts: Vec<String> = file.split('\n').map(str::to_owned).collect();
    let fits = texts.len() == TEXTS;
    if fits {
        place::keep(language, texts);
    }
    fits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_not_whole_is_refused() {
        assert!(!provide(Language::Thai, "<html>"));
        assert!(!provide(Language::Thai, &"\n".repeat(TEXTS)));
        assert!(provide(Language::English, &of(Language::English).join("\n")));
        assert!(has_texts(Language::English));
    }
}
