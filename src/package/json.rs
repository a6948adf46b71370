//! JSON as it stands in a file: every digit, and every key even if it stands twice.
//!
//! One reader for the descriptor and for the rows. It takes whatever comes, so that what was expected is said by us and
//! not by serde: its own words for that would bring along all of the standard library's writing of floats.

use std::fmt;

use serde::{
    Serialize, Serializer,
    de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor},
};
use serde_json::{Error, Number};

/// A JSON value.
#[derive(Debug, Clone, PartialEq)]
pub enum Json {
    /// null
    Null,
    /// true or false
    Boolean(bool),
    /// A number as written.
    Number(String),
    /// A text.
    Text(String),
    /// An array.
    Array(Vec<Json>),
    /// An object: pairs in their order.
    Object(Vec<(String, Json)>),
}

impl Json {
    /// What an object has under a key: of keys that stand twice, the last, as JSON's readers mostly do.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.pairs().iter().rev().find(|(other, _)| other == key).map(|(_, value)| value)
    }

    /// The pairs of an object, in their order; none of anything else.
    #[must_use]
    pub fn pairs(&self) -> &[(String, Self)] {
        match self {
            Self::Object(pairs) => pairs,
            _ => &[],
        }
    }

    /// The elements of an array; none of anything else.
    #[must_use]
    pub fn items(&self) -> &[Self] {
        match self {
            Self::Array(items) => items,
            _ => &[],
        }
    }

    /// A text.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// Writes it as it was read: every digit, every key in its place.
impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Boolean(boolean) => serializer.serialize_bool(*boolean),
            Self::Number(digits) => match digits.parse::<Number>() {
                Ok(number) => number.serialize(serializer),
                Err(_) => serializer.serialize_str(digits),
            },
            Self::Text(text) => serializer.serialize_str(text),
            Self::Array(items) => serializer.collect_seq(items),
            Self::Object(pairs) => serializer.collect_map(pairs.iter().map(|(key, value)| (key, value))),
        }
    }
}

/// As a file has it, indented.
impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&serde_json::to_string_pretty(self).map_err(|_| fmt::Error)?)
    }
}

/// Reads one value that makes up the whole text.
pub(super) fn read(text: &str) -> Result<Json, Error> {
    whole(text, Reader { rows: None })
}

/// Reads an array, handing over each of its elements as soon as it is read; other values are let pass.
pub(super) fn read_rows(text: &str, take: &mut dyn FnMut(Json)) -> Result<(), Error> {
    whole(text, Reader { rows: Some(take) }).map(|_| ())
}

fn whole(text: &str, reader: Reader) -> Result<Json, Error> {
    let mut json = serde_json::Deserializer::from_str(text);
    let value = reader.deserialize(&mut json)?;
    json.end()?;
    Ok(value)
}

/// The key under which `serde_json` hands over a number with all its digits.
const NUMBER: &str = "$serde_json::private::Number";

struct Reader<'a> {
    /// What takes the elements of an array instead of a list.
    rows: Option<&'a mut dyn FnMut(Json)>,
}

impl<'de> DeserializeSeed<'de> for Reader<'_> {
    type Value = Json;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Json, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Reader<'_> {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, boolean: bool) -> Result<Json, E> {
        Ok(Json::Boolean(boolean))
    }

    fn visit_str<E>(self, text: &str) -> Result<Json, E> {
        Ok(Json::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Json, A::Error> {
        let mut list = Vec::new();
        let mut rows = self.rows;
        while let Some(item) = items.next_element_seed(Reader { rows: None })? {
            match &mut rows {
                Some(take) => take(item),
                None => list.push(item),
            }
        }
        Ok(Json::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Json, A::Error> {
        let mut pairs = Vec::new();
        while let Some(key) = map.next_key_seed(Reader { rows: None })? {
            let value = map.next_value_seed(Reader { rows: None })?;
            match (key, value) {
                (Json::Text(key), Json::Text(digits)) if key == NUMBER => return Ok(Json::Number(digits)),
                (Json::Text(key), value) => pairs.push((key, value)),
                // Keys are texts.
                _ => {}
            }
        }
        Ok(Json::Object(pairs))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Json, E> {
        Ok(Json::Number(number.to_string()))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Json, E> {
        Ok(Json::Number(number.to_string()))
    }

    // serde_json is built to hand over what is no whole number by its digits (arbitrary_precision), never like this.
    // Should it do so after all, a number without digits is told as one that cannot be kept.
    fn visit_f64<E>(self, _: f64) -> Result<Json, E> {
        Ok(Json::Number(String::new()))
    }
}
