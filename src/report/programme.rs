//! The programmes as the performance page reads them: items with their targets and results, and the next year's plan.

use rust_decimal::Decimal;

use super::Report;
use crate::{
    formula::{Aggregate, ColumnRef, Expression, FISCAL_YEAR, Literal},
    indicator::{Indicator, Text},
    package::{Role, Table},
};

/// A programme in a year.
#[derive(Debug, Clone, PartialEq)]
pub struct Programme {
    /// Its code.
    pub code: String,
    /// Its number in the report.
    pub number: Option<Decimal>,
    /// Its name.
    pub title: Text,
    /// The development issue it serves: code and name.
    pub issue: (String, Text),
    /// What it was to reach and reached.
    pub items: Vec<Item>,
    /// The id of the indicator that adds its items up, where there is one.
    pub total: Option<String>,
    /// The next fiscal year's targets.
    pub next: Vec<Target>,
}

/// One thing that a programme was to reach.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Its number in the report (`3.1`).
    pub item: String,
    /// Its name.
    pub title: Text,
    /// Whether it is told in words rather than in a number.
    pub qualitative: bool,
    /// The target in the report's words.
    pub target: Text,
    /// The result in the report's words.
    pub result: Text,
    /// What a reader should know.
    pub note: Text,
    /// The id of the indicator that reads it.
    pub indicator: Option<String>,
}

/// A target of a year's plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Target {
    /// What is to be reached.
    pub title: Text,
    /// The number, if it is one.
    pub number: Option<Decimal>,
    /// Its unit's code.
    pub unit: String,
    /// The target in the report's words.
    pub text: Text,
}

impl Report {
    /// The topic whose page tells more of a programme; may be empty.
    #[must_use]
    pub fn topic_of_programme(&self, code: &str) -> &str {
        let package = &self.engine.package;
        let mut results = package.of_role(Role::Results);
        let codelist = results.next().and_then(|results| package.codelist_of(&results.name, "programme"));
        codelist.and_then(|list| list.text(list.find("code", code)?, "topic")).unwrap_or_default()
    }

    /// The programmes that have results in a year, in the codelist's order, with the plan of the year after.
    #[must_use]
    pub fn programmes(&self, year: i32) -> Vec<Programme> {
        let package = &self.engine.package;
        let Some(results) = package.of_role(Role::Results).next() else { return Vec::new() };
        let Some(codelist) = package.codelist_of(&results.name, "programme") else { return Vec::new() };
        let issues = package.codelist_of(&codelist.name, "issue");
        let one = |row: usize| {
            let code = codelist.text(row, "code")?;
            let items: Vec<Item> = of(results, year, code).map(|row| self.item(results, row)).collect();
            if items.is_empty() {
                return None;
            }
            let issue_code = codelist.text(row, "issue").unwrap_or_default();
            let issue = issues.and_then(|issues| Some(Text::of(issues, issues.find("code", issue_code)?, "title")));
            let plans = package.of_role(Role::Plan);
            Some(Programme {
                code: code.to_owned(),
                number: codelist.number(row, "number"),
                title: Text::of(codelist, row, "title"),
                issue: (issue_code.to_owned(), issue.unwrap_or_default()),
                items,
                total: self.reads(results, Aggregate::Sum, "programme", code),
                next: plans.flat_map(|plan| of(plan, year + 1, code).map(|row| target(plan, row))).collect(),
            })
        };
        (0..codelist.rows()).filter_map(one).collect()
    }

    /// The id of the indicator that is just this of the results: found by its formula, so that no id needs to be agreed on.
    fn reads(&self, results: &Table, aggregate: Aggregate, key: &str, code: &str) -> Option<String> {
        let column = ColumnRef {
            table: results.name.clone(),
            column: "result".to_owned(),
            selector: vec![(key.to_owned(), Literal::Text(code.to_owned()))],
        };
        let formula = Expression::Aggregate(aggregate, column);
        let reads = |indicator: &&Indicator| indicator.formula.expression == formula;
        self.indicators.iter().find(reads).map(|indicator| indicator.id.clone())
    }

    fn item(&self, results: &Table, row: usize) -> Item {
        let item = results.text(row, "item").unwrap_or_default();
        Item {
            item: item.to_owned(),
            title: Text::of(results, row, "title"),
            qualitative: results.text(row, "measure") == Some("qualitative"),
            target: Text::of(results, row, "target_text"),
            result: Text::of(results, row, "result_text"),
            note: Text::of(results, row, "note"),
            indicator: self.reads(results, Aggregate::Only, "item", item),
        }
    }
}

fn of<'a>(table: &'a Table, year: i32, programme: &'a str) -> impl Iterator<Item = usize> + 'a {
    let year = Decimal::from(year);
    (0..table.rows()).filter(move |row| {
        table.number(*row, FISCAL_YEAR) == Some(year) && table.text(*row, "programme") == Some(programme)
    })
}

fn target(plan: &Table, row: usize) -> Target {
    Target {
        title: Text::of(plan, row, "title"),
        number: plan.number(row, "target"),
        unit: plan.text(row, "unit").unwrap_or_default().to_owned(),
        text: Text::of(plan, row, "target_text"),
    }
}
