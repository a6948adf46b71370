//! The descriptor as a page needs it at once: half the bytes of the whole one, which stays the one to publish and to cite.

use super::{DESCRIPTOR_FILE, Descriptor, Fault, LEAN_DESCRIPTOR_FILE, Problem, ProblemKind, json::Json};

/// The properties of the package and of its resources that no page needs to be drawn: what is for catalogues and for
/// those who take the data away, and the sentences on each table, which are shown with the tables themselves.
const LEFT_OUT: [&str; 16] = [
    "$schema",
    "bytes",
    "contributors",
    "created",
    "description",
    "description_en",
    "dialect",
    "encoding",
    "format",
    "gdcatalog",
    "hash",
    "homepage",
    "licenses",
    "mediatype",
    "sources",
    "type",
];

impl Descriptor {
    /// What the lean descriptor's file has to hold: the same package in the same order, on one line, without what is left
    /// out of it.
    ///
    /// # Errors
    /// None for a descriptor that was read: what is JSON can be written as JSON.
    pub fn lean(&self) -> Result<Vec<u8>, serde_json::Error> {
        let resources = |items: &[Json]| Json::Array(items.iter().map(|item| kept(item, &|_| None)).collect());
        let package = kept(&self.properties, &|(name, value)| (name == "resources").then(|| resources(value.items())));
        let mut bytes = serde_json::to_vec(&package)?;
        bytes.push(b'\n');
        Ok(bytes)
    }

    /// What is wrong with the file of the lean descriptor: it cannot be had, or it is not what this descriptor gives.
    #[must_use]
    pub fn check_lean(&self, content: &Result<Vec<u8>, Fault>) -> Option<Problem> {
        let kind = match content {
            Ok(bytes) if self.lean().is_ok_and(|lean| lean == *bytes) => return None,
            Ok(_) => ProblemKind::Stale { maker: DESCRIPTOR_FILE },
            Err(fault) => ProblemKind::from(fault),
        };
        Some(Problem::of_file(LEAN_DESCRIPTOR_FILE, kind))
    }
}

/// An object without what is left out, and with `changed` in place of what it gives another value for.
fn kept(object: &Json, changed: &dyn Fn(&(String, Json)) -> Option<Json>) -> Json {
    let pairs = object.pairs().iter().filter(|(name, _)| !LEFT_OUT.contains(&name.as_str()));
    let pair = |pair: &(String, Json)| (pair.0.clone(), changed(pair).unwrap_or_else(|| pair.1.clone()));
    Json::Object(pairs.map(pair).collect())
}
