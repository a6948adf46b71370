use rust_decimal::Decimal;

use super::{El, Figure, Page, el};
use crate::report::Rank;

/// A table as it is shown and read out.
#[derive(Clone, Default)]
pub struct Table {
    /// What it is called.
    pub caption: String,
    /// What sets it apart for the style sheet; may be empty.
    pub class: &'static str,
    /// Its columns; the first names the rows.
    pub head: Vec<Head>,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// A column's head.
#[derive(Clone)]
pub struct Head {
    /// What stands over it.
    pub title: String,
    /// Whether its cells are numbers, which are set flush right.
    pub numeric: bool,
}

/// A row: its name, then a cell a column.
#[derive(Clone, Default)]
pub struct Row {
    /// What it is called.
    pub title: String,
    /// The number that its name is, if it is one.
    pub number: Option<Decimal>,
    /// What a reader should know of it; may be empty.
    pub note: String,
    /// What sets it apart for the style sheet; may be empty.
    pub class: &'static str,
    /// How far its name is indented.
    pub depth: u32,
    /// Its cells; none makes it a heading of the rows below.
    pub cells: Vec<Cell>,
}

/// A cell.
#[derive(Clone)]
pub enum Cell {
    /// Nothing to say.
    None,
    /// Words.
    Text(String),
    /// A number, or a day by its digits, and how it is written.
    Number(Decimal, String),
    /// A figure that can be worked out, with words before it.
    Figure(&'static str, Box<Figure>),
    /// A figure and how strong its shade is, from 0 to 5.
    Heat(u8, Box<Figure>),
    /// A verdict.
    Badge(&'static str, &'static str, String),
}

impl Head {
    /// A column of words.
    #[must_use]
    pub fn text(title: impl Into<String>) -> Self {
        Self { title: title.into(), numeric: false }
    }

    /// A column of numbers.
    #[must_use]
    pub fn number(title: impl Into<String>) -> Self {
        Self { title: title.into(), numeric: true }
    }
}

impl Row {
    /// A row with a name and cells.
    #[must_use]
    pub fn of(title: String, cells: Vec<Cell>) -> Self {
        Self { title, cells, ..Self::default() }
    }

    /// All its words, which it can be found by.
    #[must_use]
    pub fn words(&self) -> String {
        let mut words = [&*self.title, " ", &self.note].concat();
        for cell in &self.cells {
            if let Cell::Text(text) | Cell::Number(_, text) = cell {
                words.push(' ');
                words.push_str(text);
            }
        }
        words
    }

    /// What the row is ordered by in a column, the first being that of its name.
    #[must_use]
    pub fn rank(&self, column: usize) -> Rank<'_> {
        let cell = column.checked_sub(1).map(|cell| self.cells.get(cell));
        match (cell, &self.number) {
            (Some(Some(Cell::Number(number, _))), _) | (None, Some(number)) => Rank::Number(*number),
            (Some(Some(Cell::Text(words))), _) => Rank::Words(words),
            (None, None) if !self.title.is_empty() => Rank::Words(&self.title),
            _ => Rank::Empty,
        }
    }
}

impl From<Figure> for Cell {
    fn from(figure: Figure) -> Self {
        Self::Figure("", Box::new(figure))
    }
}

/// What stands where there is nothing to say.
const DASH: &str = "–";

impl Cell {
    fn view(&self, page: &Page, with_buttons: bool) -> El {
        let span = el("span");
        match self {
            Self::None => span.class("none").text(DASH),
            Self::Text(words) | Self::Number(_, words) => in_thai(page, span.class("words"), words).text(words.clone()),
            Self::Badge(class, sign, words) => super::badge(class, sign, words.clone()),
            Self::Heat(shade, figure) => {
                span.attr("class", format!("heat-{}", shade.min(&5))).child(figure.clone().view_or(page, DASH))
            }
            Self::Figure(before, figure) => {
                let words = if before.is_empty() { String::new() } else { format!("{before} ") };
                let span = span.text(words);
                if with_buttons {
                    span.child(Figure::clone(figure).view_or(page, DASH))
                } else {
                    span.text(figure.plain(page))
                }
            }
        }
    }
}

/// Draws a table. On a narrow screen it becomes a list of rows, each cell under its column's name: the roles say to a
/// screen reader that it still is a table. Without buttons it is for reading only, so that a table out of sight takes no
/// focus.
// Neither this nor what it is made of is inlined: every page has tables.
#[must_use]
#[inline(never)]
pub fn table(page: &Page, table: Table, with_buttons: bool) -> El {
    table_of(page, &table, with_buttons)
}

/// The same of a table that is drawn again.
#[inline(never)]
pub(super) fn table_of(page: &Page, table: &Table, with_buttons: bool) -> El {
    let mut heads = Vec::new();
    for head in &table.head {
        // A corner without words heads nothing.
        heads.push(if head.title.is_empty() {
            el("td").attr("role", "cell")
        } else {
            head_cell(head).text(head.title.clone())
        });
    }
    let mut rows = el("tbody");
    for row in &table.rows {
        rows = rows.child(row_view(page, row, &table.head, with_buttons));
    }
    frame(&table.caption, table.class, heads, rows)
}

/// The head of a column, before anything is in it.
pub(super) fn head_cell(head: &Head) -> El {
    el("th").attr("scope", "col").attr("role", "columnheader").class(numeric(head.numeric))
}

/// A row under the heads.
#[inline(never)]
pub(super) fn row_view(page: &Page, row: &Row, heads: &[Head], with_buttons: bool) -> El {
    let note = (!row.note.is_empty()).then(|| el("span").class("note").text(row.note.clone()));
    let name = in_thai(page, el("th").attr("role", "rowheader").class(indent(row.depth)), &row.title);
    let name = name.text(row.title.clone()).child(note);
    let name = if row.cells.is_empty() {
        name.attr("scope", "rowgroup").attr("colspan", heads.len().to_string())
    } else {
        name.attr("scope", "row")
    };
    let mut view = el("tr").attr("role", "row").class(row.class).child(name);
    for (cell, head) in row.cells.iter().zip(heads.iter().skip(1)) {
        // A sentence takes more room than a word or a number.
        let is_long = matches!(cell, Cell::Text(words) if words.chars().count() > LONG);
        let data = el("td")
            .attr("role", "cell")
            .class(if is_long { "long" } else { numeric(head.numeric) })
            .attr("data-title", head.title.clone());
        view = view.child(data.child(cell.view(page, with_buttons)));
    }
    view
}

/// A table of its heads and its rows.
pub(super) fn frame(caption: &str, class: &str, heads: Vec<El>, rows: El) -> El {
    let head = el("tr").attr("role", "row").child(heads);
    el("table")
        .attr("class", format!("data {class}"))
        .attr("role", "table")
        .child(el("caption").text(caption))
        .child(el("thead").attr("role", "rowgroup").child(head))
        .child(rows.attr("role", "rowgroup"))
}

fn numeric(numeric: bool) -> &'static str {
    if numeric { "numeric" } else { "" }
}

/// Marks what stands in Thai on an English page, as the report has it, for those who hear it.
fn in_thai(page: &Page, element: El, words: &str) -> El {
    let is_thai = page.english() && words.chars().any(|letter| ('\u{e00}'..='\u{e7f}').contains(&letter));
    if is_thai { element.attr("lang", "th") } else { element }
}

/// More letters than these are a sentence.
const LONG: usize = 40;

/// The class of an indented name.
fn indent(depth: u32) -> &'static str {
    match depth {
        0 => "",
        1 => "depth-1",
        2 => "depth-2",
        _ => "depth-3",
    }
}
