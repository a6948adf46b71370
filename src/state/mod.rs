//! What a page shows, as its address says it: language, theme, year, the open working-out. A link shows what its
//! sender saw. Defaults stand in no address, and what an address says that is not understood is passed over.

mod route;

pub use route::Route;

use crate::locale::Language;

/// What is shown, apart from the page itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct View {
    /// `lang`
    pub language: Language,
    /// `theme`; none follows the system.
    pub theme: Option<Theme>,
    /// `year` (Buddhist era); none is the newest year there is.
    pub year: Option<i32>,
    /// `open`: whose working-out is open.
    pub open: Option<String>,
    /// `tables`: charts whose table is shown in their place.
    pub tables: Vec<String>,
    /// `finding`: the finding of the audit that is linked to.
    pub finding: Option<String>,
    /// `severity`: only findings of it, by its code.
    pub severity: Option<String>,
    /// `section`: only what stands in that section of the report.
    pub section: Option<String>,
    /// `search`: only what has these words in it.
    pub search: Option<String>,
    /// `data`: whether the topic's tables are shown, too.
    pub data: bool,
    /// `region`: the region that is looked at; it stays while one goes from page to page.
    pub region: Option<String>,
    /// `beside`: the region that it is compared with.
    pub beside: Option<String>,
    /// `indicator`: the indicator that is compared by region.
    pub indicator: Option<String>,
    /// `entered`: what was entered in a calculator.
    pub entered: Option<String>,
    /// `table`: which of them is unfolded and brought into sight.
    pub table: Option<String>,
}

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    /// Dark ink on light ground.
    Light,
    /// Light ink on dark ground.
    Dark,
}

impl Theme {
    /// Its name in addresses and in `<html data-theme>`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// Ids are short and plain; anything else in an address is not ours.
const LONGEST_ID: usize = 80;
/// What somebody enters is numbers with short names, sixty at most.
const LONGEST_ENTRIES: usize = 4000;
/// Words are anything that can be typed, so many characters of it at most.
pub const LONGEST_WORDS: usize = 200;

impl View {
    /// Reads an address's query; `get` gives the first value of a name.
    #[must_use]
    pub fn read(get: impl Fn(&str) -> Option<String>) -> Self {
        let is_id = |id: &String| {
            !id.is_empty()
                && id.len() <= LONGEST_ID
                && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.'))
        };
        let is_text = |text: &String| {
            !text.trim().is_empty() && text.chars().count() <= LONGEST_WORDS && !text.chars().any(char::is_control)
        };
        let table = get("table").filter(is_id);
        Self {
            language: get("lang").and_then(|code| Language::of_code(&code)).unwrap_or_default(),
            theme: get("theme")
                .and_then(|code| [Theme::Light, Theme::Dark].into_iter().find(|theme| theme.code() == code)),
            year: get("year").and_then(|year| year.parse().ok()).filter(|year| (2400..=2800).contains(year)),
            open: get("open").filter(is_id),
            tables: get("tables")
                .map(|ids| ids.split(' ').map(str::to_owned).filter(is_id).take(20).collect())
                .unwrap_or_default(),
            finding: get("finding").filter(is_id),
            severity: get("severity").filter(is_id),
            section: get("section").filter(is_text),
            search: get("search").filter(is_text),
            region: get("region").filter(is_id),
            beside: get("beside").filter(is_id),
            indicator: get("indicator").filter(is_id),
            entered: get("entered").filter(|entered| entered.len() <= LONGEST_ENTRIES),
            data: get("data").is_some_and(|data| data == "all") || table.is_some(),
            table,
        }
    }

    /// The query that [`View::read`] makes this of: with its `?`, or empty.
    #[must_use]
    pub fn query(&self) -> String {
        let mut pairs = Vec::new();
        if self.language != Language::default() {
            pairs.push(format!("lang={}", self.language.code()));
        }
        if let Some(theme) = self.theme {
            pairs.push(format!("theme={}", theme.code()));
        }
        if let Some(year) = self.year {
            pairs.push(format!("year={year}"));
        }
        let further = [
            ("open", &self.open),
            ("finding", &self.finding),
            ("severity", &self.severity),
            ("section", &self.section),
            ("search", &self.search),
            ("region", &self.region),
            ("beside", &self.beside),
            ("indicator", &self.indicator),
            ("entered", &self.entered),
            ("table", &self.table),
        ];
        for (name, value) in further {
            if let Some(value) = value {
                pairs.push(format!("{name}={}", encoded(value)));
            }
        }
        // A table that is named says as much.
        if self.data && self.table.is_none() {
            pairs.push("data=all".to_owned());
        }
        if !self.tables.is_empty() {
            pairs.push(format!("tables={}", self.tables.join("+")));
        }
        if pairs.is_empty() { String::new() } else { format!("?{}", pairs.join("&")) }
    }
}

/// A value as it stands in a query: what is not plain by its bytes.
fn encoded(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    for byte in value.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | b'-' | b'.' | b'~' => text.push(char::from(byte)),
            _ => text.push_str(&format!("%{byte:02X}")),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the browser makes of a value.
    fn decoded(value: &str) -> String {
        let mut bytes = Vec::new();
        let mut rest = value.replace('+', " ").into_bytes().into_iter();
        while let Some(byte) = rest.next() {
            let digits: Vec<u8> = if byte == b'%' { rest.by_ref().take(2).collect() } else { Vec::new() };
            let digits = String::from_utf8(digits).unwrap_or_default();
            bytes.push(u8::from_str_radix(&digits, 16).unwrap_or(byte));
        }
        String::from_utf8(bytes).unwrap_or_default()
    }

    fn read(query: &str) -> View {
        let pairs: Vec<(String, String)> = query
            .trim_start_matches('?')
            .split('&')
            .filter_map(|pair| pair.split_once('='))
            .map(|(name, value)| (name.to_owned(), decoded(value)))
            .collect();
        View::read(|name| pairs.iter().find(|(other, _)| other == name).map(|(_, value)| value.clone()))
    }

    #[test]
    fn an_address_gives_back_what_was_shown() {
        let shown = View {
            language: Language::English,
            theme: Some(Theme::Dark),
            year: Some(2566),
            open: Some("housing_total".to_owned()),
            tables: vec!["programmes".to_owned(), "waterfall".to_owned()],
            finding: Some("leaders_total".to_owned()),
            severity: Some("slip".to_owned()),
            section: Some("3.1(1.3)".to_owned()),
            search: Some("บ้าน & land=1 100%".to_owned()),
            data: true,
            region: Some("north".to_owned()),
            beside: Some("central_west".to_owned()),
            indicator: Some("councils".to_owned()),
            entered: Some("1.1_18.5~2.1_-3".to_owned()),
            table: Some("canal_targets".to_owned()),
        };
        assert_eq!(read(&shown.query()), shown);
        assert_eq!(View::default().query(), "");
    }

    #[test]
    fn what_is_not_understood_is_passed_over() {
        let hostile = "?lang=xx&theme=<script>&year=99999999999&open=%3Cimg%20onerror%3E&tables=..%2F..+a";
        assert_eq!(read(hostile), View { tables: vec!["a".to_owned()], ..View::default() });
    }
}
