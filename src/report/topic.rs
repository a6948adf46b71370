//! The topics by which the package groups its tables and indicators: a page each.

use super::Report;
use crate::{
    indicator::{Indicator, Text},
    package::{Resource, Role, Table},
};

/// A topic.
#[derive(Debug, Clone, PartialEq)]
pub struct Topic {
    /// Its code, which is also the path of its page.
    pub code: String,
    /// Its name.
    pub title: Text,
    /// The sentence that opens its page, with names of figures in braces (`{v.housing_total}`); may be empty.
    pub lead: Text,
    /// The ids of the indicators that stand first.
    pub headlines: Vec<String>,
}

/// A part of a topic's opening sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part<'a> {
    /// Words.
    Words(&'a str),
    /// The name of a figure.
    Figure(&'a str),
}

impl Topic {
    /// The opening sentence's parts in a language.
    #[must_use]
    pub fn lead(&self, english: bool) -> Vec<Part<'_>> {
        let mut parts = Vec::new();
        for (index, piece) in self.lead.get(english).split('{').enumerate() {
            let (name, words) = match piece.split_once('}') {
                Some((name, words)) if index > 0 => (Some(name), words),
                _ => (None, piece),
            };
            parts.extend(name.map(Part::Figure));
            parts.push(Part::Words(words));
        }
        parts
    }

    /// The names of all figures of the opening sentence.
    #[must_use]
    pub fn lead_figures(&self) -> Vec<&str> {
        let figure = |part| if let Part::Figure(name) = part { Some(name) } else { None };
        self.lead(false).into_iter().filter_map(figure).collect()
    }
}

impl Report {
    /// The topics, in their order.
    #[must_use]
    pub fn topics(&self) -> Vec<Topic> {
        let tables = self.engine.package.of_role(Role::Topics);
        tables.flat_map(|table| (0..table.rows()).map(|row| topic(table, row))).collect()
    }

    /// The resources of a topic, in the order of the package.
    pub fn resources_of(&self, topic: &str) -> impl Iterator<Item = &Resource> {
        let resources = self.engine.package.descriptor.resources.iter();
        resources.filter(move |resource| resource.text("topic", false) == topic)
    }

    /// The topic of an indicator: that of the first table which its formula reads.
    #[must_use]
    pub fn topic_of(&self, indicator: &Indicator) -> &str {
        let first = indicator.formula.columns().into_iter().next();
        let resource = first.and_then(|column| self.engine.package.descriptor.resource(&column.table));
        resource.map(|resource| resource.text("topic", false)).unwrap_or_default()
    }

    /// The tables from which the indicators of those ids and their targets are computed.
    #[must_use]
    pub fn tables_under(&self, indicators: &[&Indicator]) -> Vec<String> {
        let mut names = Vec::new();
        for indicator in indicators {
            for formula in [Some(&indicator.formula), indicator.target.as_ref()].into_iter().flatten() {
                names.extend(formula.columns().into_iter().map(|column| column.table.clone()));
            }
        }
        names
    }
}

fn topic(table: &Table, row: usize) -> Topic {
    Topic {
        code: table.text(row, "code").unwrap_or_default().to_owned(),
        title: Text::of(table, row, "title"),
        lead: Text::of(table, row, "lead"),
        headlines: table.list(row, "headlines").to_vec(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Part, Topic};
    use crate::indicator::Text;

    #[test]
    fn a_lead_is_words_and_figures_and_a_stray_brace_is_a_word() {
        let of = |lead: &str| Topic {
            code: String::new(),
            title: Text::default(),
            lead: Text { thai: lead.to_owned(), english: lead.to_owned() },
            headlines: Vec::new(),
        };
        let topic = of("This year {v.homes} were built, {a.homes} of the target.");
        assert_eq!(topic.lead_figures(), ["v.homes", "a.homes"]);
        assert_eq!(topic.lead(true).first(), Some(&Part::Words("This year ")));
        assert_eq!(of("a } b").lead(false), [Part::Words("a } b")]);
        assert_eq!(of("open {").lead_figures(), Vec::<&str>::new());
    }
}
