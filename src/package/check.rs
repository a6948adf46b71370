//! What only shows when tables are held side by side.

use super::{Descriptor, Named, Problem, ProblemKind, Table};

/// The faults of foreign keys, by the table that has them.
///
/// A codelist that could not be read makes the tables that need it unusable too: its codes can be neither checked nor
/// named. So a fault travels up the ties until nothing changes.
pub(super) fn foreign_keys(descriptor: &Descriptor, tables: &Named<Table>) -> Vec<(String, Vec<Problem>)> {
    let mut faulty: Vec<(String, Vec<Problem>)> = Vec::new();
    loop {
        let before = faulty.len();
        for resource in &descriptor.resources {
            let Some(table) = tables.get(&resource.name) else { continue };
            if faulty.iter().any(|(name, _)| *name == resource.name) {
                continue;
            }
            let mut problems = Vec::new();
            for key in &resource.schema.foreign_keys {
                let target_name = if key.resource.is_empty() { &resource.name } else { &key.resource };
                let sound = faulty.iter().all(|(name, _)| name != target_name);
                let Some(target) = tables.get(target_name).filter(|_| sound) else {
                    let (file, _) = table.place(0);
                    let kind = ProblemKind::CodelistUnavailable { resource: target_name.clone() };
                    problems.push(Problem {
                        file: file.to_owned(),
                        row: None,
                        field: Some(key.fields.join(" + ")),
                        kind,
                    });
                    continue;
                };
                dangling(table, &key.fields, target, &key.targets, &mut problems);
            }
            if !problems.is_empty() {
                faulty.push((resource.name.clone(), problems));
            }
        }
        if faulty.len() == before {
            return faulty;
        }
    }
}

fn dangling(table: &Table, fields: &[String], target: &Table, targets: &[String], problems: &mut Vec<Problem>) {
    let key = |table: &Table, row: usize, fields: &[String]| {
        // 1.0 and 1 are one code.
        let number = |field: &String| table.number(row, field).map(|number| number.normalize().to_string());
        fields.iter().map(|field| number(field).or_else(|| table.cell_text(row, field))).collect::<Option<Vec<_>>>()
    };
    // One text for each key, with a sign between its parts that is in none of them.
    let whole = |key: &[String]| key.join("\u{1f}");
    let mut known = Named::new();
    for key in (0..target.rows()).filter_map(|row| key(target, row, targets)) {
        known.first(&whole(&key), 0);
    }
    for row in 0..table.rows() {
        // A key with an empty cell points nowhere, which is for `required` to forbid.
        if let Some(found) = key(table, row, fields).filter(|found| known.get(&whole(found)).is_none()) {
            let (file, number) = table.place(row);
            let kind = ProblemKind::DanglingKey {
                found: found.join(" + "),
                resource: target.name.clone(),
                target: targets.join(" + "),
            };
            problems.push(Problem::at(file, number, &fields.join(" + "), kind));
        }
    }
}
