use rust_decimal::Decimal;

use super::{FieldType, json::Json};

/// One thing that is wrong with a package, and where.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{file}{}{}: {kind}", at("row ", row.as_ref()), at("field ", field.as_ref()))]
pub struct Problem {
    /// The file's path in the package.
    pub file: String,
    /// The row, counted from 1; none when the whole file is meant.
    pub row: Option<usize>,
    /// The field, or the place in the descriptor (`resources[2].path`).
    pub field: Option<String>,
    /// What is wrong.
    pub kind: ProblemKind,
}

fn at<T: std::fmt::Display>(what: &str, place: Option<&T>) -> String {
    place.map_or_else(String::new, |place| format!(", {what}{place}"))
}

impl Problem {
    pub(crate) fn of_file(file: &str, kind: ProblemKind) -> Self {
        Self { file: file.to_owned(), row: None, field: None, kind }
    }

    pub(crate) fn at(file: &str, row: usize, field: &str, kind: ProblemKind) -> Self {
        Self { file: file.to_owned(), row: Some(row), field: Some(field.to_owned()), kind }
    }

    pub(crate) fn of_descriptor(place: String, kind: ProblemKind) -> Self {
        Self { file: super::DESCRIPTOR_FILE.to_owned(), row: None, field: Some(place), kind }
    }
}

/// Why a file could not be had at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// There is no such file (404, or not on the disk).
    Missing,
    /// The server answered with another status.
    Status(u16),
    /// No answer, or the disk refused; the system's own words.
    Unreachable(String),
}

/// What stood where something else was expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// JSON's null.
    Null,
    /// true or false.
    Boolean,
    /// A number as written.
    Number(String),
    /// A text, shortened.
    Text(String),
    /// A JSON array.
    Array,
    /// A JSON object.
    Object,
}

impl std::fmt::Display for Found {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Boolean => f.write_str("true/false"),
            Self::Number(number) => f.write_str(number),
            Self::Text(text) => write!(f, "\"{text}\""),
            Self::Array => f.write_str("[…]"),
            Self::Object => f.write_str("{…}"),
        }
    }
}

impl From<&Json> for Found {
    fn from(value: &Json) -> Self {
        match value {
            Json::Null => Self::Null,
            Json::Boolean(_) => Self::Boolean,
            Json::Number(digits) => Self::Number(shorten(digits)),
            Json::Text(text) => Self::Text(shorten(text)),
            Json::Array(_) => Self::Array,
            Json::Object(_) => Self::Object,
        }
    }
}

/// A message quotes what it found, but not a whole page of it.
fn shorten(text: &str) -> String {
    const LONGEST: usize = 60;
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    text.chars().take(LONGEST).chain(['…']).collect()
}

/// The kinds of fault. The English here is for logs; what people read comes from `locale`.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum ProblemKind {
    /// The file is not there.
    #[error("the file is missing")]
    Missing,
    /// The server refused.
    #[error("the server answered {status}")]
    Status {
        /// The HTTP status.
        status: u16,
    },
    /// No answer.
    #[error("not reachable: {detail}")]
    Unreachable {
        /// The system's words.
        detail: String,
    },
    /// A web page came instead of JSON: a host's own “not found” page with status 200, as a rule.
    #[error("a web page instead of JSON")]
    Html,
    /// Not UTF-8.
    #[error("not UTF-8")]
    NotUtf8,
    /// The file ends before its JSON does.
    #[error("cut off at line {line}, column {column}")]
    Truncated {
        /// Where it ends.
        line: usize,
        /// Where it ends.
        column: usize,
    },
    /// No JSON.
    #[error("no JSON at line {line}, column {column}: {detail}")]
    Syntax {
        /// Where.
        line: usize,
        /// Where.
        column: usize,
        /// The parser's words.
        detail: String,
    },
    /// A table must be an array of row objects.
    #[error("an array of rows is expected")]
    NotAnArray,
    /// A row must be an object.
    #[error("a row object is expected, found {found}")]
    NotAnObject {
        /// What stands there.
        found: Found,
    },
    /// The descriptor lacks a property or has one of another kind.
    #[error("{expected} is expected")]
    Descriptor {
        /// What belongs there.
        expected: &'static str,
    },
    /// Two resources of one name, or two fields.
    #[error("the name {name} stands twice")]
    DuplicateName {
        /// The name.
        name: String,
    },
    /// A field that the schema does not know.
    #[error("unknown field")]
    UnknownField,
    /// A field of the schema that the row does not have.
    #[error("the field is missing")]
    MissingField,
    /// A key that stands twice in one row.
    #[error("the field stands twice in the row")]
    RepeatedField,
    /// Another type of value.
    #[error("found {found}, expected {expected}")]
    WrongType {
        /// What stands there.
        found: Found,
        /// What the schema says.
        expected: FieldType,
    },
    /// More digits than an exact decimal holds (28).
    #[error("{found} has more digits than can be kept exactly")]
    TooManyDigits {
        /// The number as written.
        found: String,
    },
    /// Null where the schema requires a value.
    #[error("a value is required")]
    Required,
    /// Under the schema's minimum.
    #[error("{found} is below the minimum {minimum}")]
    BelowMinimum {
        /// The cell.
        found: Decimal,
        /// The constraint.
        minimum: Decimal,
    },
    /// Over the schema's maximum.
    #[error("{found} is above the maximum {maximum}")]
    AboveMaximum {
        /// The cell.
        found: Decimal,
        /// The constraint.
        maximum: Decimal,
    },
    /// Not one of the allowed values.
    #[error("\"{found}\" is none of {}", allowed.join(", "))]
    NotAllowed {
        /// The cell.
        found: String,
        /// The constraint.
        allowed: Vec<String>,
    },
    /// A unique column has the value twice.
    #[error("\"{found}\" already stands in row {first_row}")]
    NotUnique {
        /// The cell.
        found: String,
        /// Where it stood first.
        first_row: usize,
    },
    /// Two rows with the same primary key.
    #[error("the key {key} already stands in row {first_row}")]
    DuplicateKey {
        /// The key's values.
        key: String,
        /// Where it stood first.
        first_row: usize,
    },
    /// A code that its codelist does not have.
    #[error("\"{found}\" is not in {resource}.{target}")]
    DanglingKey {
        /// The code.
        found: String,
        /// The codelist.
        resource: String,
        /// Its field.
        target: String,
    },
    /// The codelist that a key points to could not be read, so the codes cannot be checked.
    #[error("{resource}, which the codes are taken from, could not be read")]
    CodelistUnavailable {
        /// The codelist.
        resource: String,
    },
    /// A file that is made of another, and is not what that one gives.
    #[error("not what {maker} gives")]
    Stale {
        /// The file that it is made of.
        maker: &'static str,
    },
    /// A formula that cannot be read, or whose units do not go together.
    #[error("{0}")]
    Formula(crate::formula::FormulaError),
}

impl From<&Fault> for ProblemKind {
    fn from(fault: &Fault) -> Self {
        match fault {
            Fault::Missing => Self::Missing,
            Fault::Status(status) => Self::Status { status: *status },
            Fault::Unreachable(detail) => Self::Unreachable { detail: detail.clone() },
        }
    }
}
