use rust_decimal::Decimal;

use super::{
    DESCRIPTOR_FILE, Fault, Files, LEAN_DESCRIPTOR_FILE, Problem, ProblemKind,
    json::{self, Json},
    read,
};

/// `datapackage.json`.
#[derive(Debug, Clone)]
pub struct Descriptor {
    /// The tables, in the publisher's order.
    pub resources: Vec<Resource>,
    /// Every property as it stands, known here or not.
    pub properties: Json,
}

/// One table of the package.
#[derive(Debug, Clone)]
pub struct Resource {
    /// The name formulas call it by.
    pub name: String,
    /// Its files; more than one when it is split into parts.
    pub paths: Vec<String>,
    /// What the table is for.
    pub role: Role,
    /// Its columns, keys and constraints.
    pub schema: Schema,
    /// Every property as it stands, known here or not.
    pub properties: Json,
}

/// What a table is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Observations.
    Table,
    /// Codes and their names.
    Codelist,
    /// Targets and results of the programmes' items.
    Results,
    /// Targets of the programmes in a year's plan.
    Plan,
    /// Definitions of indicators.
    Indicators,
    /// What the indicators count and why.
    IndicatorDescriptions,
    /// Figures the report prints.
    Printed,
    /// Scales that turn results into scores and levels.
    Ratings,
    /// The order of a financial statement's lines.
    StatementLayout,
    /// Relations that must hold between figures.
    Identities,
    /// The topics by which tables and indicators are grouped.
    Topics,
}

impl Role {
    /// Whether a table is one of data, and not of what is made of them.
    #[must_use]
    pub fn is_data(self) -> bool {
        use Role::{Identities, IndicatorDescriptions, Indicators, Printed, StatementLayout, Topics};
        !matches!(self, Indicators | IndicatorDescriptions | Topics | StatementLayout | Printed | Identities)
    }
}

/// A Table Schema.
#[derive(Debug, Clone, Default)]
pub struct Schema {
    /// The columns.
    pub fields: Vec<Field>,
    /// The columns that together name a row.
    pub primary_key: Vec<String>,
    /// The ties to codelists.
    pub foreign_keys: Vec<ForeignKey>,
}

/// A column's description.
#[derive(Debug, Clone)]
pub struct Field {
    /// The key in the row objects.
    pub name: String,
    /// What its cells are.
    pub kind: FieldType,
    /// The code of the unit of all its numbers.
    pub unit: Option<String>,
    /// The column that holds the code of each number's unit.
    pub unit_from: Option<String>,
    /// What its cells must keep to.
    pub constraints: Constraints,
    /// Every property as it stands, known here or not.
    pub properties: Json,
}

/// The types of Table Schema that the package uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldType {
    /// Text.
    String,
    /// An exact decimal.
    Number,
    /// A whole number.
    Integer,
    /// A calendar year.
    Year,
    /// true or false.
    Boolean,
    /// YYYY-MM-DD.
    Date,
    /// A list of texts.
    Array,
}

impl FieldType {
    const ALL: [Self; 7] =
        [Self::String, Self::Number, Self::Integer, Self::Year, Self::Boolean, Self::Date, Self::Array];

    /// Its name in Table Schema.
    fn name(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Number => "number",
            Self::Integer => "integer",
            Self::Year => "year",
            Self::Boolean => "boolean",
            Self::Date => "date",
            Self::Array => "array",
        }
    }
}

impl std::fmt::Display for FieldType {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

/// The constraints of Table Schema that are checked; any other in a descriptor is reported, not passed over.
#[derive(Debug, Clone, Default)]
pub struct Constraints {
    /// No null.
    pub required: bool,
    /// No value twice.
    pub unique: bool,
    /// The least number.
    pub minimum: Option<Decimal>,
    /// The greatest number.
    pub maximum: Option<Decimal>,
    /// The allowed texts; empty when all are.
    pub allowed: Vec<String>,
}

/// Codes of `fields` must stand in `resource.targets`.
#[derive(Debug, Clone)]
pub struct ForeignKey {
    /// Columns here.
    pub fields: Vec<String>,
    /// The codelist; empty when the table points to itself.
    pub resource: String,
    /// Columns there.
    pub targets: Vec<String>,
}

impl Descriptor {
    /// The descriptor among the files of a package: the whole one if it is there and sound, the lean one otherwise; with
    /// what is wrong with the one that is passed over. That there is no lean one is no fault.
    ///
    /// # Errors
    /// All that is wrong with those that are there; if none is, that the whole one is missing.
    pub fn of(files: &Files) -> Result<(Self, Vec<Problem>), Vec<Problem>> {
        let mut problems = Vec::new();
        for file in [DESCRIPTOR_FILE, LEAN_DESCRIPTOR_FILE] {
            let read = match files.get(file) {
                Some(Ok(bytes)) => Self::read(bytes),
                None => continue,
                Some(Err(Fault::Missing)) if file == LEAN_DESCRIPTOR_FILE => continue,
                Some(Err(fault)) => Err(vec![Problem::of_file(file, ProblemKind::from(fault))]),
            };
            match read {
                Ok(descriptor) => return Ok((descriptor, problems)),
                Err(mut found) => {
                    // Reading takes every descriptor for the whole one.
                    for problem in &mut found {
                        problem.file = file.to_owned();
                    }
                    problems.append(&mut found);
                }
            }
        }
        if problems.is_empty() {
            problems.push(Problem::of_file(DESCRIPTOR_FILE, ProblemKind::Missing));
        }
        Err(problems)
    }

    /// Reads a `datapackage.json`.
    ///
    /// # Errors
    /// All that is wrong with it, each with its place (`resources[2].schema.fields[0].type`).
    pub fn read(bytes: &[u8]) -> Result<Self, Vec<Problem>> {
        let of_file = |kind| vec![Problem::of_file(DESCRIPTOR_FILE, kind)];
        let text = read::text(bytes).map_err(of_file)?;
        let properties = json::read(text).map_err(|error| of_file(read::json_error(&error)))?;
        if !matches!(properties, Json::Object(_)) {
            return Err(of_file(ProblemKind::Descriptor { expected: "object" }));
        }
        let mut problems = Vec::new();
        let mut resources: Vec<Resource> = Vec::new();
        match properties.get("resources") {
            Some(Json::Array(items)) if !items.is_empty() => {
                for (index, item) in items.iter().enumerate() {
                    let place = format!("resources[{index}]");
                    if let Some(resource) = resource(item, &place, &mut problems) {
                        if resources.iter().any(|other| other.name == resource.name) {
                            let name = resource.name.clone();
                            problems.push(Problem::of_descriptor(place, ProblemKind::DuplicateName { name }));
                        } else {
                            resources.push(resource);
                        }
                    }
                }
            }
            _ => expect("", "resources", "array", &mut problems),
        }
        if problems.is_empty() { Ok(Self { resources, properties }) } else { Err(problems) }
    }

    /// The resource of that name.
    #[must_use]
    pub fn resource(&self, name: &str) -> Option<&Resource> {
        self.resources.iter().find(|resource| resource.name == name)
    }

    /// The resources that are wanted and all whose codes they use, in the order of the package.
    #[must_use]
    pub fn with_codelists(&self, wanted: &dyn Fn(&Resource) -> bool) -> Vec<&Resource> {
        let mut taken: Vec<bool> = self.resources.iter().map(wanted).collect();
        let mut open: Vec<&Resource> = self.resources.iter().filter(|resource| wanted(resource)).collect();
        while let Some(user) = open.pop() {
            for key in &user.schema.foreign_keys {
                let at = self.resources.iter().position(|used| used.name == key.resource);
                if let Some((used, taken)) = at.and_then(|at| self.resources.get(at).zip(taken.get_mut(at)))
                    && !*taken
                {
                    *taken = true;
                    open.push(used);
                }
            }
        }
        self.resources.iter().zip(taken).filter(|(_, taken)| *taken).map(|(resource, _)| resource).collect()
    }

    /// Every file that the package names, each once.
    #[must_use]
    pub fn paths(&self) -> Vec<&str> {
        self.resources.iter().flat_map(|resource| resource.paths.iter().map(String::as_str)).collect()
    }
}

impl Resource {
    /// A text property, in the language asked for, or in Thai where there is no other.
    #[must_use]
    pub fn text(&self, property: &str, english: bool) -> &str {
        localized(&self.properties, property, english)
    }

    /// Whether the table is to be there before the first page is drawn: before any, or before the overview.
    #[must_use]
    pub fn is_first(&self, on_overview: bool) -> bool {
        match text(&self.properties, "preload") {
            Some("every") => true,
            Some("overview") => on_overview,
            _ => false,
        }
    }
}

impl Field {
    /// A text property, in the language asked for, or in Thai where there is no other.
    #[must_use]
    pub fn text(&self, property: &str, english: bool) -> &str {
        localized(&self.properties, property, english)
    }
}

impl Schema {
    /// The column of that name.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }
}

/// A text property, in the language asked for, or in Thai where there is no other.
pub(crate) fn localized<'a>(properties: &'a Json, property: &str, english: bool) -> &'a str {
    let in_english = if english { properties.get(&format!("{property}_en")) } else { None };
    in_english.or_else(|| properties.get(property)).and_then(Json::text).unwrap_or_default()
}

/// What is wrong with a property of what stands at `place`.
fn expect(place: &str, property: &str, expected: &'static str, problems: &mut Vec<Problem>) {
    let place = [place, if place.is_empty() || property.is_empty() { "" } else { "." }, property].concat();
    problems.push(Problem::of_descriptor(place, ProblemKind::Descriptor { expected }));
}

fn text<'a>(properties: &'a Json, name: &str) -> Option<&'a str> {
    properties.get(name).and_then(Json::text)
}

fn list<'a>(properties: &'a Json, name: &str) -> &'a [Json] {
    properties.get(name).map_or(&[], Json::items)
}

fn resource(properties: &Json, place: &str, problems: &mut Vec<Problem>) -> Option<Resource> {
    if !matches!(properties, Json::Object(_)) {
        expect(place, "", "object", problems);
        return None;
    }
    let before = problems.len();
    let name = required_text(properties, place, "name", problems);
    // The name becomes a file's name when the table is published as CSV.
    if name.contains(['/', '\\']) || name == ".." {
        expect(place, "name", "name without / and \\", problems);
    }
    let paths = texts(properties.get("path"));
    for path in &paths {
        // A package is one folder: a path that leaves it is refused, as the standard says.
        let is_address = path.as_bytes().windows(3).any(|part| part == b"://");
        if path.starts_with('/') || is_address || path.split('/').any(|part| part == "..") {
            expect(place, "path", "relative path", problems);
        }
    }
    if paths.is_empty() {
        expect(place, "path", "string", problems);
    }
    let role = text(properties, "role").unwrap_or("table");
    let role = ROLES.iter().find(|(name, _)| *name == role).map(|(_, role)| *role).unwrap_or_else(|| {
        const ALL: &str =
            "codelist, table, results, plan, indicators, indicator_descriptions, printed, ratings, statement_layout, identities, topics";
        expect(place, "role", ALL, problems);
        Role::Table
    });
    let schema = match properties.get("schema") {
        Some(schema @ Json::Object(_)) => read_schema(schema, &format!("{place}.schema"), problems),
        _ => {
            expect(place, "schema", "object", problems);
            Schema::default()
        }
    };
    (problems.len() == before).then(|| Resource { name, paths, role, schema, properties: properties.clone() })
}

const ROLES: [(&str, Role); 11] = [
    ("table", Role::Table),
    ("codelist", Role::Codelist),
    ("results", Role::Results),
    ("plan", Role::Plan),
    ("indicators", Role::Indicators),
    ("indicator_descriptions", Role::IndicatorDescriptions),
    ("printed", Role::Printed),
    ("ratings", Role::Ratings),
    ("statement_layout", Role::StatementLayout),
    ("identities", Role::Identities),
    ("topics", Role::Topics),
];

fn read_schema(schema: &Json, place: &str, problems: &mut Vec<Problem>) -> Schema {
    let mut fields: Vec<Field> = Vec::new();
    let items = list(schema, "fields");
    if items.is_empty() {
        expect(place, "fields", "array", problems);
    }
    for (index, properties) in items.iter().enumerate() {
        let place = format!("{place}.fields[{index}]");
        if !matches!(properties, Json::Object(_)) {
            expect(&place, "", "object", problems);
            continue;
        }
        let name = required_text(properties, &place, "name", problems);
        if fields.iter().any(|field| field.name == name) {
            problems.push(Problem::of_descriptor(place.clone(), ProblemKind::DuplicateName { name: name.clone() }));
        }
        fields.push(Field {
            name,
            kind: field_type(properties, &place, problems),
            unit: text(properties, "unit").map(str::to_owned),
            unit_from: text(properties, "unit_from").map(str::to_owned),
            constraints: constraints(properties.get("constraints"), &format!("{place}.constraints"), problems),
            properties: properties.clone(),
        });
    }
    let mut foreign_keys = Vec::new();
    for (index, key) in list(schema, "foreignKeys").iter().enumerate() {
        let reference = key.get("reference");
        let key = ForeignKey {
            fields: texts(key.get("fields")),
            resource: reference
                .and_then(|reference| reference.get("resource"))
                .and_then(Json::text)
                .unwrap_or_default()
                .to_owned(),
            targets: texts(reference.and_then(|reference| reference.get("fields"))),
        };
        if key.fields.is_empty() || key.fields.len() != key.targets.len() {
            expect(place, &format!("foreignKeys[{index}]"), "fields, reference.fields", problems);
        } else {
            foreign_keys.push(key);
        }
    }
    let primary_key = texts(schema.get("primaryKey"));
    // What names a row may not be empty, as the standard says.
    for field in fields.iter_mut().filter(|field| primary_key.contains(&field.name)) {
        field.constraints.required = true;
    }
    let schema = Schema { fields, primary_key, foreign_keys };
    let named = schema.primary_key.iter().chain(schema.foreign_keys.iter().flat_map(|key| &key.fields));
    for name in named.filter(|name| schema.field(name).is_none()) {
        problems.push(Problem::of_descriptor(format!("{place}: {name}"), ProblemKind::UnknownField));
    }
    schema
}

fn field_type(properties: &Json, place: &str, problems: &mut Vec<Problem>) -> FieldType {
    let kind = text(properties, "type").unwrap_or("string");
    FieldType::ALL.into_iter().find(|known| known.name() == kind).unwrap_or_else(|| {
        expect(place, "type", "string, number, integer, year, boolean, date, array", problems);
        FieldType::String
    })
}

fn constraints(value: Option<&Json>, place: &str, problems: &mut Vec<Problem>) -> Constraints {
    let mut constraints = Constraints::default();
    for (name, value) in value.map_or(&[] as &[(String, Json)], Json::pairs) {
        match (name.as_str(), value) {
            ("required", Json::Boolean(required)) => constraints.required = *required,
            ("unique", Json::Boolean(unique)) => constraints.unique = *unique,
            ("minimum" | "maximum", Json::Number(digits)) => {
                let bound = read::decimal(digits);
                if bound.is_none() {
                    expect(place, name, "number", problems);
                }
                *(if name == "minimum" { &mut constraints.minimum } else { &mut constraints.maximum }) = bound;
            }
            ("enum", Json::Array(_)) => constraints.allowed = texts(Some(value)),
            ("required" | "unique", _) => expect(place, name, "boolean", problems),
            ("minimum" | "maximum", _) => expect(place, name, "number", problems),
            _ => expect(place, name, "required, unique, minimum, maximum, enum", problems),
        }
    }
    constraints
}

fn required_text(properties: &Json, place: &str, name: &str, problems: &mut Vec<Problem>) -> String {
    match properties.get(name) {
        Some(Json::Text(text)) if !text.is_empty() => text.clone(),
        _ => {
            expect(place, name, "string", problems);
            String::new()
        }
    }
}

/// A property that the standard lets be one text or a list of them.
fn texts(value: Option<&Json>) -> Vec<String> {
    let Some(value) = value else { return Vec::new() };
    let mut texts = Vec::new();
    for item in if value.text().is_some() { std::slice::from_ref(value) } else { value.items() } {
        if let Json::Text(text) | Json::Number(text) = item {
            texts.push(text.clone());
        }
    }
    texts
}
