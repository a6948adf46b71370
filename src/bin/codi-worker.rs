//! What the page leaves to a worker: the audit of the whole report, told as it is taken away, the catalogue of all that
//! can be searched for, and from then on whatever is asked of the calculators.

use codi_in_figures::{
    browser, export,
    package::{DESCRIPTOR_FILE, Descriptor, Files},
    report::Report,
};

fn main() {
    console_error_panic_hook::set_once();
    wasm_bindgen_futures::spawn_local(async { browser::answer(work().await, export::calculator_json) });
}

/// The part of the audit that the page needs at once, all of it, its findings as CSV, what is wrong with the files, and
/// the catalogue; nothing where there is no package that can be used. With it comes the report that is asked from then on.
async fn work() -> Option<(Vec<String>, Report)> {
    let mut files = Files::new();
    bring(&mut files, vec![DESCRIPTOR_FILE.to_owned()]).await;
    let descriptor = match files.get(DESCRIPTOR_FILE) {
        Some(Ok(bytes)) => Descriptor::read(bytes).ok(),
        _ => None,
    };
    let paths = descriptor.map(|descriptor| descriptor.paths().into_iter().map(str::to_owned).collect());
    bring(&mut files, paths.unwrap_or_default()).await;
    let report = Report::open(&files).ok()?;
    let audit = report.audit();
    let json = |part| export::audit_json(&report, &audit, part).to_string();
    let csv = export::audit_csv(&report, &audit);
    let texts = vec![
        json(export::Part::Findings),
        json(export::Part::All),
        csv,
        export::problems_json(&report.problems).to_string(),
        export::catalogue_json(&report).to_string(),
    ];
    Some((texts, report))
}

async fn bring(files: &mut Files, paths: Vec<String>) {
    browser::fetch(&paths, |index, content| {
        if let Some(path) = paths.get(index) {
            files.insert(path.clone(), content);
        }
    })
    .await;
}
