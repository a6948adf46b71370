use super::{El, Figure, Page, el};

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
}

impl From<Figure> for Cell {
    fn from(figure: Figure) -> Self {
        Self::Figure("", Box::new(figure))
    }
}

/// What stands where there is nothing to say.
const DASH: &str = "–";

impl Cell {
    fn view(self, page: &Page, with_buttons: bool) -> El {
        let span = el("span");
        match self {
            Self::None => span.class("none").text(DASH),
            Self::Text(words) => in_thai(page, span.class("words"), &words).text(words),
            Self::Badge(class, sign, words) => super::badge(class, sign, words),
            Self::Heat(shade, figure) => {
                span.attr("class", format!("heat-{}", shade.min(5))).child(figure.view_or(page, DASH))
            }
            Self::Figure(before, figure) => {
                let words = if before.is_empty() { String::new() } else { format!("{before} ") };
                let span = span.text(words);
                if with_buttons { span.child(figure.view_or(page, DASH)) } else { span.text(figure.plain(page)) }
            }
        }
    }
}

/// Draws a table. On a narrow screen it becomes a list of rows, each cell under its column's name: the roles say to a
/// screen reader that it still is a table. Without buttons it is for reading only, so that a table out of sight takes no
/// focus.
#[must_use]
pub fn table(page: &Page, table: Table, with_buttons: bool) -> El {
    let numeric = |numeric: bool| if numeric { "numeric" } else { "" };
    let heads = table.head.iter().map(|head| {
        // A corner without words heads nothing.
        if head.title.is_empty() {
            return el("td").attr("role", "cell");
        }
        el("th").attr("scope", "col").attr("role", "columnheader").class(numeric(head.numeric)).text(head.title.clone())
    });
    let head = el("tr").attr("role", "row").child(heads.collect::<Vec<_>>());
    let columns = table.head.len().to_string();
    let rows = table.rows.into_iter().map(|row| {
        let note = (!row.note.is_empty()).then(|| el("span").class("note").text(row.note));
        let name = in_thai(page, el("th").attr("role", "rowheader").class(indent(row.depth)), &row.title);
        let name = name.text(row.title).child(note);
        let name = if row.cells.is_empty() {
            name.attr("scope", "rowgroup").attr("colspan", columns.clone())
        } else {
            name.attr("scope", "row")
        };
        let cells = row.cells.into_iter().zip(table.head.iter().skip(1)).map(|(cell, head)| {
            el("td")
                .attr("role", "cell")
                .class(numeric(head.numeric))
                .attr("data-title", head.title.clone())
                .child(cell.view(page, with_buttons))
        });
        el("tr").attr("role", "row").class(row.class).child(name).child(cells.collect::<Vec<_>>())
    });
    let rows: Vec<El> = rows.collect();
    el("table")
        .attr("class", format!("data {}", table.class))
        .attr("role", "table")
        .child(el("caption").text(table.caption))
        .child(el("thead").attr("role", "rowgroup").child(head))
        .child(el("tbody").attr("role", "rowgroup").child(rows))
}

/// Marks what stands in Thai on an English page, as the report has it, for those who hear it.
fn in_thai(page: &Page, element: El, words: &str) -> El {
    let is_thai = page.english() && words.chars().any(|letter| ('\u{e00}'..='\u{e7f}').contains(&letter));
    if is_thai { element.attr("lang", "th") } else { element }
}

/// The class of an indented name.
fn indent(depth: u32) -> &'static str {
    match depth {
        0 => "",
        1 => "depth-1",
        2 => "depth-2",
        _ => "depth-3",
    }
}
