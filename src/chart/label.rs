//! A text that knows where its lines may break. Thai writes no spaces between words, so the caller brings a segmenter.

use super::metrics::{is_mark, text_width};
use super::scene::Weight;

/// A text as words, between which a line may break; a word keeps its trailing spaces.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Label {
    /// The words in order; joined they are the text.
    pub words: Vec<String>,
}

impl Label {
    /// Breaks at spaces and after `/` and `-` (and, in [`Label::wrap`], inside a word that no line can hold).
    pub fn plain(text: &str) -> Self {
        Self::joined(std::iter::once(text))
    }

    /// Breaks where `segment` (in the browser: Intl.Segmenter by word) says that a Thai word ends, besides at spaces
    /// and after `/` and `-`. Punctuation stays with its word. A segmenter that loses or adds text is not heard.
    pub fn segmented(text: &str, segment: &dyn Fn(&str) -> Vec<String>) -> Self {
        let segments = segment(text);
        if segments.concat() == text { Self::joined(segments.iter().map(String::as_str)) } else { Self::plain(text) }
    }

    /// The whole text on one line, without spaces at its end.
    pub fn text(&self) -> String {
        self.words.concat().trim_end().to_owned()
    }

    /// Whether there is nothing to read.
    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|word| word.trim().is_empty())
    }

    /// Width on one line, in pixels; `size` is the font size in pixels.
    pub fn width(&self, size: f64, weight: Weight) -> f64 {
        text_width(&self.text(), size, weight)
    }

    /// Width of the widest word, in pixels.
    pub fn widest_word(&self, size: f64, weight: Weight) -> f64 {
        self.words.iter().map(|word| text_width(word.trim_end(), size, weight)).fold(0.0, f64::max)
    }

    /// Lines no wider than `width` pixels, without spaces at their ends; none for an empty text.
    ///
    /// A word wider than that is broken between letter clusters: never before a combining mark, after a Thai leading
    /// vowel or before ๆ ฯ ะ า ำ (unless one cluster alone is too wide).
    pub fn wrap(&self, width: f64, size: f64, weight: Weight) -> Vec<String> {
        let fits = |text: &str| text_width(text.trim_end(), size, weight) <= width;
        let mut lines: Vec<String> = Vec::new();
        let mut line = String::new();
        let mut push = |piece: &str| {
            if !line.is_empty() && !fits(&format!("{line}{piece}")) {
                lines.push(std::mem::take(&mut line));
            }
            line.push_str(piece);
        };
        for word in &self.words {
            if fits(word) {
                push(word);
                continue;
            }
            for cluster in split(word, |before, after| !holds(before, after)) {
                if fits(cluster) {
                    push(cluster);
                } else {
                    split(cluster, |_, after| !is_mark(after)).into_iter().for_each(&mut push);
                }
            }
        }
        lines.push(line);
        lines.iter().map(|line| line.trim_end().to_owned()).filter(|line| !line.is_empty()).collect()
    }

    fn joined<'a>(segments: impl Iterator<Item = &'a str>) -> Self {
        let mut words: Vec<String> = Vec::new();
        let mut before: Option<char> = None;
        for segment in segments {
            let mut edge = true;
            for after in segment.chars() {
                let after = if is_space(after) || after.is_control() { ' ' } else { after };
                let new = match before {
                    None => true,
                    // Spaces run together, and a text does not begin with one.
                    Some(_) if after == ' ' => false,
                    Some(' ') => true,
                    Some(before) => breaks(before, after, edge, words.last().map_or("", String::as_str)),
                };
                edge = false;
                match words.last_mut() {
                    _ if after == ' ' && matches!(before, None | Some(' ')) => continue,
                    Some(word) if !new => word.push(after),
                    _ => words.push(after.to_string()),
                }
                before = Some(after);
            }
        }
        Self { words }
    }
}

impl From<&str> for Label {
    fn from(text: &str) -> Self {
        Self::plain(text)
    }
}

/// White space at which a line may break.
fn is_space(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{A0}' | '\u{202F}' | '\u{2007}')
}

fn is_thai(c: char) -> bool {
    ('\u{E01}'..='\u{E5B}').contains(&c)
}

/// Whether a line may break between two characters of which neither is a space; `edge`: a segment ends here.
fn breaks(before: char, after: char, edge: bool, word: &str) -> bool {
    if holds(before, after) {
        return false;
    }
    match before {
        // A minus sign before its figure is no place to break.
        '/' | '-' | '–' | '—' => word.chars().count() > 1,
        _ => edge && (is_thai(before) || is_thai(after)),
    }
}

/// Whether two characters must stay on one line.
fn holds(before: char, after: char) -> bool {
    is_mark(after)
        || matches!(after, 'ๆ' | 'ฯ' | 'ะ' | 'า' | 'ำ' | 'ๅ')
        || matches!(
            after,
            ')' | ']'
                | '}'
                | ','
                | '.'
                | ':'
                | ';'
                | '!'
                | '?'
                | '%'
                | '‰'
                | '”'
                | '’'
                | '»'
                | '/'
                | '-'
                | '–'
                | '—'
                | '…'
        )
        || matches!(
            before,
            'เ' | 'แ'
                | 'โ'
                | 'ใ'
                | 'ไ'
                | '('
                | '['
                | '{'
                | '“'
                | '‘'
                | '«'
                | '฿'
                | '$'
                | '\u{200D}'
                | '\u{A0}'
                | '\u{202F}'
                | '\u{2007}'
        )
        || matches!(after, '\u{A0}' | '\u{202F}' | '\u{2007}')
}

/// A text in pieces, cut between two characters where `cut` says so.
fn split(text: &str, cut: impl Fn(char, char) -> bool) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text;
    let mut start = 0;
    let mut before = None;
    for (at, after) in text.char_indices() {
        if before.is_some_and(|before| cut(before, after))
            && let Some((piece, tail)) = rest.split_at_checked(at - start)
        {
            pieces.push(piece);
            rest = tail;
            start = at;
        }
        before = Some(after);
    }
    pieces.push(rest);
    pieces
}

#[cfg(test)]
#[allow(clippy::indexing_slicing)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        Label::plain(text).words
    }

    #[test]
    fn plain_breaks_at_spaces_slashes_and_hyphens() {
        assert_eq!(words("a  b/c d-e"), ["a ", "b/", "c ", "d-", "e"]);
        assert_eq!(words("-5 x\n(y) 3 %"), ["-5 ", "x ", "(y) ", "3 ", "%"]);
        assert!(words("  ").is_empty());
    }

    #[test]
    fn a_segmenter_says_where_thai_words_end() {
        let segment = |_: &str| ["ตำบล", "เข้มแข็ง", " ", "(", "พื้นที่", ")", "ๆ"].map(str::to_owned).to_vec();
        let label = Label::segmented("ตำบลเข้มแข็ง (พื้นที่)ๆ", &segment);
        assert_eq!(label.words, ["ตำบล", "เข้มแข็ง ", "(พื้นที่)ๆ"]);
        assert_eq!(Label::segmented("อื่น", &segment), Label::plain("อื่น"));
    }

    #[test]
    fn a_long_thai_word_breaks_between_clusters() {
        let text = "การพัฒนาที่อยู่อาศัยผู้มีรายได้น้อยในเมืองและชนบทะาำๆ";
        for width in [12.0, 20.0, 40.0, 80.0] {
            let lines = Label::plain(text).wrap(width, 14.0, Weight::Regular);
            assert_eq!(lines.concat(), text);
            for line in lines.iter().skip(1) {
                assert!(line.chars().next().is_some_and(|c| !is_mark(c)), "{lines:?}");
            }
            if width >= 40.0 {
                for pair in lines.windows(2) {
                    assert!(!matches!(pair[0].chars().last(), Some('เ' | 'แ' | 'โ' | 'ใ' | 'ไ')), "{lines:?}");
                    assert!(!matches!(pair[1].chars().next(), Some('า' | 'ะ' | 'ำ' | 'ๆ')), "{lines:?}");
                }
            }
            assert!(lines.iter().all(|line| text_width(line, 14.0, Weight::Regular) <= width.max(25.0)));
        }
    }

    #[test]
    fn lines_are_filled_and_trimmed() {
        let lines =
            Label::plain("aaa bbb ccc").wrap(text_width("aaa bbb", 10.0, Weight::Regular), 10.0, Weight::Regular);
        assert_eq!(lines, ["aaa bbb", "ccc"]);
        assert!(Label::default().wrap(10.0, 10.0, Weight::Regular).is_empty());
        assert_eq!(Label::plain("ab").wrap(0.0, 10.0, Weight::Regular), ["a", "b"]);
    }
}
