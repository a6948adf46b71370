//! The published package: what its files say, whether they keep to their own schema, and the tables they hold.
//!
//! Everything starts from bytes that somebody else fetched or read, so this room knows no network and no disk:
//! [`Descriptor::read`] says which files there are, [`Package::assemble`] turns their contents into checked tables.
//! Every fault is a [`Problem`] that names file, row and field; a table with a fault is left out, the others stand.

mod check;
mod descriptor;
mod json;
mod lean;
mod named;
mod problem;
mod read;
mod table;

pub(crate) use descriptor::localized;
pub use descriptor::{Constraints, Descriptor, Field, FieldType, ForeignKey, Resource, Role, Schema};
pub use json::Json;
pub use named::Named;
pub use problem::{Fault, Found, Problem, ProblemKind};
pub use read::day;
pub use table::{Column, Table};

/// Reads a JSON text that this program's other half wrote; none if it is not one.
#[cfg(feature = "app")]
pub(crate) fn read_json(text: &str) -> Option<Json> {
    json::read(text).ok()
}

/// The file that describes all the others, beside them.
pub const DESCRIPTOR_FILE: &str = "datapackage.json";

/// The same with only what pages need at once, made of it by [`Descriptor::lean`]. A package need not have it.
pub const LEAN_DESCRIPTOR_FILE: &str = "datapackage.lean.json";

/// What came of fetching or reading each file, by its path in the package.
pub type Files = Named<Result<Vec<u8>, Fault>>;

/// A package whose sound tables can be computed with.
#[derive(Debug, Clone)]
pub struct Package {
    /// What the package says of itself.
    pub descriptor: Descriptor,
    tables: Named<Table>,
    /// The resources whose files were asked for, sound or not.
    asked_for: Vec<String>,
    /// Whether the whole descriptor was asked for, sound or not.
    pub whole_asked_for: bool,
    /// All that is wrong with it, in the order of the descriptor's resources.
    pub problems: Vec<Problem>,
}

impl Package {
    /// Reads and checks every table of `descriptor` out of `files`.
    ///
    /// A table in which anything is wrong is not among [`Package::tables`]: a sum over half-read rows would be a wrong
    /// figure, and a wrong figure is worse than none. Nor is one of whose files `files` says nothing: nobody has asked
    /// for it yet, which is no fault. (A file that was asked for and is not there is a [`Fault`].)
    #[must_use]
    pub fn assemble(descriptor: Descriptor, files: &Files) -> Self {
        let mut tables = Named::new();
        let mut problems = Vec::new();
        let mut asked_for = Vec::new();
        for resource in &descriptor.resources {
            if resource.paths.iter().all(|path| files.get(path).is_none()) {
                continue;
            }
            asked_for.push(resource.name.clone());
            let (table, found) = read::table(resource, files);
            if found.is_empty() {
                tables.insert(resource.name.clone(), table);
            }
            problems.extend(found);
        }
        let dangling = check::foreign_keys(&descriptor, &tables);
        for (name, found) in dangling {
            tables.remove(&name);
            problems.extend(found);
        }
        let whole_asked_for = files.get(DESCRIPTOR_FILE).is_some();
        Self { descriptor, tables, asked_for, whole_asked_for, problems }
    }

    /// The sound table of that name.
    #[must_use]
    pub fn table(&self, name: &str) -> Option<&Table> {
        self.tables.get(name)
    }

    /// Whether the table of a resource was asked for, sound or not.
    #[must_use]
    pub fn asked_for(&self, resource: &Resource) -> bool {
        self.asked_for.contains(&resource.name)
    }

    /// All sound tables, by name.
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        self.tables.values()
    }

    /// The sound tables of a role, in the order of the descriptor.
    pub fn of_role(&self, role: Role) -> impl Iterator<Item = &Table> {
        self.descriptor
            .resources
            .iter()
            .filter(move |resource| resource.role == role)
            .filter_map(|resource| self.tables.get(&resource.name))
    }

    /// The codelist that the codes of `table.field` are taken from, if the schema ties it to one.
    #[must_use]
    pub fn codelist_of(&self, table: &str, field: &str) -> Option<&Table> {
        let resource = self.descriptor.resource(table)?;
        let key =
            resource.schema.foreign_keys.iter().find(|key| matches!(key.fields.as_slice(), [one] if one == field))?;
        self.tables.get(if key.resource.is_empty() { table } else { &key.resource })
    }
}
