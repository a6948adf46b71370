use leptos::prelude::*;

use super::{Figure, Page};

/// A table as it is shown and read out.
#[derive(Clone, Default)]
pub struct Table {
    /// What it is called.
    pub caption: String,
    /// Its columns; the first names the rows.
    pub head: Vec<Head>,
    /// Its rows, a cell a column.
    pub rows: Vec<Vec<Cell>>,
}

/// A column's head.
#[derive(Clone)]
pub struct Head {
    /// What stands over it.
    pub title: String,
    /// Whether its cells are numbers, which are set flush right.
    pub numeric: bool,
}

/// A cell.
#[derive(Clone)]
pub enum Cell {
    /// Words.
    Text(String),
    /// A figure that can be worked out.
    Figure(Box<Figure>),
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

impl From<Figure> for Cell {
    fn from(figure: Figure) -> Self {
        Self::Figure(Box::new(figure))
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

/// Draws a table. On a narrow screen it becomes a list of rows, each cell under its column's name: the roles say to a
/// screen reader that it still is a table. Without buttons it is for reading only, so that a table out of sight takes no
/// focus.
#[must_use]
pub fn table(page: &Page, table: Table, with_buttons: bool) -> AnyView {
    let titles: Vec<(String, bool)> = table.head.iter().map(|head| (head.title.clone(), head.numeric)).collect();
    let heads = table.head.into_iter().map(|head| {
        view! { <th scope="col" role="columnheader" class:numeric=head.numeric>{head.title}</th> }
    });
    let rows = table.rows.into_iter().map(|row| {
        let cells = row.into_iter().zip(titles.clone()).enumerate().map(|(index, (cell, (title, numeric)))| {
            let content = match cell {
                Cell::Text(text) => text.into_any(),
                Cell::Figure(figure) if with_buttons => figure.view(page),
                Cell::Figure(figure) => figure.plain(page).into_any(),
            };
            if index == 0 {
                view! { <th scope="row" role="rowheader">{content}</th> }.into_any()
            } else {
                view! { <td role="cell" class:numeric=numeric data-title=title>{content}</td> }.into_any()
            }
        });
        view! { <tr role="row">{cells.collect_view()}</tr> }
    });
    view! {
        <table class="data" role="table">
            <caption>{table.caption}</caption>
            <thead role="rowgroup"><tr role="row">{heads.collect_view()}</tr></thead>
            <tbody role="rowgroup">{rows.collect_view()}</tbody>
        </table>
    }
    .into_any()
}
