//! The tool of those who publish: checks a package, audits the report's printed figures, lays out the files to publish.

use std::{
    collections::BTreeMap,
    fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
    process::ExitCode,
};

use anstyle::{AnsiColor, Style};
use clap::{Parser, Subcommand, ValueEnum};
use codi_in_figures::{
    audit::{Audit, Checked, Finding, Severity, Verdict},
    export, indicator,
    locale::{self, Language},
    package::{DESCRIPTOR_FILE, Descriptor, Fault, Files, Json, LEAN_DESCRIPTOR_FILE, Package, Problem, Table},
    report::Report,
};
use sha2::{Digest as _, Sha256};

/// Check, audit and publish the data of “CODI in Figures”.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// The language of messages
    #[arg(long, value_enum, default_value = "en", global = true)]
    lang: Lang,
    #[command(subcommand)]
    command: Command,
}

#[derive(Clone, Copy, ValueEnum)]
enum Lang {
    Th,
    En,
}

#[derive(Subcommand)]
enum Command {
    /// Read every file of a package against its schema and every formula against its tables; exit 1 on any error
    Check {
        /// The folder with datapackage.json
        dir: PathBuf,
    },
    /// Hold every figure that the report prints against what its tables give; findings are not failures
    Audit {
        /// The folder with datapackage.json
        dir: PathBuf,
        /// Print everything as JSON
        #[arg(long)]
        json: bool,
        /// List the figures that agree, too
        #[arg(long, conflicts_with = "json")]
        all: bool,
    },
    /// Write datapackage.lean.json, the part of datapackage.json that pages need at once, beside it
    Lean {
        /// The folder with datapackage.json
        dir: PathBuf,
    },
    /// Copy a package with `bytes` and `hash` filled in, and a CSV beside each table
    Publish {
        /// The folder with datapackage.json
        dir: PathBuf,
        /// The folder to write, made if need be
        out: PathBuf,
    },
}

const GOOD: Style = AnsiColor::Green.on_default();
const BAD: Style = AnsiColor::Red.on_default().bold();
const DOUBTFUL: Style = AnsiColor::Yellow.on_default();
const FAINT: Style = Style::new().dimmed();

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let language = match arguments.lang {
        Lang::Th => Language::Thai,
        Lang::En => Language::English,
    };
    let done = match &arguments.command {
        Command::Check { dir } => check(dir, language),
        Command::Audit { dir, json, all } => audit(dir, *json, *all, language),
        Command::Lean { dir } => lean(dir, language),
        Command::Publish { dir, out } => publish(dir, out, language),
    };
    done.unwrap_or_else(|error| {
        // A closed pipe (`| head`) is the reader's choice, no failure.
        if error.kind() == io::ErrorKind::BrokenPipe {
            return ExitCode::SUCCESS;
        }
        anstream::eprintln!("{BAD}codi-data{BAD:#}: {error}");
        ExitCode::FAILURE
    })
}

/// Every file that the package names, read or not.
fn read(dir: &Path) -> Files {
    let mut files = Files::new();
    let mut take = |path: &str| {
        let content = content(&dir.join(path));
        files.insert(path.to_owned(), content.clone());
        content
    };
    if let Ok(bytes) = take(DESCRIPTOR_FILE)
        && let Ok(descriptor) = Descriptor::read(&bytes)
    {
        descriptor.paths().into_iter().for_each(|path| _ = take(path));
    }
    files
}

fn content(path: &Path) -> Result<Vec<u8>, Fault> {
    fs::read(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => Fault::Missing,
        _ => Fault::Unreachable(error.to_string()),
    })
}

/// All that is wrong with a package, with what shows only when all of its tables are there.
fn faults(report: &Report) -> Vec<Problem> {
    [report.problems.clone(), indicator::check_descriptions(&report.engine.package)].concat()
}

fn list(problems: &[Problem], language: Language) -> io::Result<()> {
    let mut out = anstream::stderr().lock();
    for problem in problems {
        writeln!(out, "{BAD}✗{BAD:#} {}", locale::problem(problem, language))?;
    }
    writeln!(out, "{}", language.fill(locale::Key::CLI_PROBLEMS, &[("count", &problems.len().to_string())]))
}

fn check(dir: &Path, language: Language) -> io::Result<ExitCode> {
    let report = match Report::open(&read(dir)) {
        Ok(report) => report,
        Err(problems) => return list(&problems, language).map(|()| ExitCode::FAILURE),
    };
    let mut problems = faults(&report);
    let of_lean = report.engine.package.descriptor.check_lean(&content(&dir.join(LEAN_DESCRIPTOR_FILE)));
    let is_lean_faulty = of_lean.is_some();
    problems.extend(of_lean);
    if !problems.is_empty() {
        list(&problems, language)?;
        if is_lean_faulty {
            let values = [("folder", &*dir.display().to_string()), ("file", LEAN_DESCRIPTOR_FILE)];
            writeln!(anstream::stderr().lock(), "{}", language.fill(locale::Key::CLI_LEAN, &values))?;
        }
        return Ok(ExitCode::FAILURE);
    }
    let rows: usize = report.engine.package.tables().map(Table::rows).sum();
    let counts = language.fill(
        locale::Key::CLI_SOUND,
        &[
            ("tables", &report.engine.package.tables().count().to_string()),
            ("rows", &rows.to_string()),
            ("indicators", &report.indicators.len().to_string()),
            ("figures", &report.figures.len().to_string()),
        ],
    );
    writeln!(anstream::stdout().lock(), "{GOOD}✓{GOOD:#} {counts}")?;
    Ok(ExitCode::SUCCESS)
}

fn audit(dir: &Path, json: bool, all: bool, language: Language) -> io::Result<ExitCode> {
    let report = match Report::open(&read(dir)) {
        Ok(report) => report,
        Err(problems) => return list(&problems, language).map(|()| ExitCode::FAILURE),
    };
    let audit = report.audit();
    if json {
        let mut out = io::stdout().lock();
        serde_json::to_writer_pretty(&mut out, &export::audit_json(&report, &audit, export::Part::All))?;
        writeln!(out)?;
    } else {
        let mut out = anstream::stdout().lock();
        for figure in audit.figures.iter().filter(|figure| all || matches!(figure.verdict, Verdict::NotComputable(_))) {
            line(&mut out, &report, figure, language)?;
        }
        for finding in &audit.findings {
            told(&mut out, &report, &audit, finding, language)?;
        }
        let summary = audit.summary();
        let counts = language.fill(
            locale::Key::CLI_AUDIT,
            &[
                ("total", &summary.total().to_string()),
                ("agree", &summary.agree.to_string()),
                ("rounding", &summary.rounded_otherwise.to_string()),
                ("from_rounded", &summary.from_rounded.to_string()),
                ("differ", &summary.differ.to_string()),
                ("not_computable", &summary.not_computable.to_string()),
                ("identities", &audit.identities.len().to_string()),
                ("findings", &audit.findings.len().to_string()),
            ],
        );
        writeln!(out, "{counts}")?;
    }
    // What the report prints is its own affair; a package that cannot be read is ours.
    if report.problems.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    list(&report.problems, language).map(|()| ExitCode::FAILURE)
}

fn line(out: &mut impl io::Write, report: &Report, figure: &Checked, language: Language) -> io::Result<()> {
    let printed = &figure.printed;
    let (style, sign) = match figure.verdict {
        Verdict::Agrees => (GOOD, '✓'),
        Verdict::RoundedOtherwise { .. } | Verdict::FromRounded { .. } => (DOUBTFUL, '≈'),
        Verdict::Differs { .. } => (BAD, '≠'),
        Verdict::NotComputable(_) => (FAINT, '?'),
    };
    let unit = report.engine.units.symbol(&printed.unit, language.is_english());
    let value = locale::number(printed.value, printed.precision);
    let computed =
        figure.computed.as_ref().map_or_else(|_| "–".to_owned(), |exact| locale::number(*exact, printed.precision));
    let words = locale::verdict(&figure.verdict, printed.precision, language);
    writeln!(
        out,
        "{style}{sign}{style:#} {} {FAINT}({}){FAINT:#}: {value} {unit} → {computed}; {words}",
        printed.id, printed.section
    )?;
    writeln!(out, "  {FAINT}“{}” = {}{FAINT:#}", printed.quote, printed.formula)
}

/// A finding with its places.
fn told(
    out: &mut impl io::Write,
    report: &Report,
    audit: &Audit,
    finding: &Finding,
    language: Language,
) -> io::Result<()> {
    let words = locale::finding(report, audit, finding, language);
    let style = match finding.severity {
        Severity::Slip => DOUBTFUL,
        Severity::DoesNotFoot | Severity::Contradicts => BAD,
    };
    let (kind, severity) = (language.text(finding.kind.words()), language.text(finding.severity.words()));
    writeln!(out, "{style}● {}{style:#} {FAINT}[{}] {severity} · {kind}{FAINT:#}", words.title, finding.id)?;
    let further = words.causes.iter().chain([&words.located, &words.note]);
    for sentence in std::iter::once(&words.text).chain(further).filter(|sentence| !sentence.is_empty()) {
        writeln!(out, "  {sentence}")?;
    }
    for figure in finding.places.iter().filter_map(|place| audit.figures.get(*place)) {
        line(out, report, figure, language)?;
    }
    Ok(())
}

fn lean(dir: &Path, language: Language) -> io::Result<ExitCode> {
    let descriptor = match Descriptor::of(&read(dir)) {
        Ok((descriptor, _)) => descriptor,
        Err(problems) => return list(&problems, language).map(|()| ExitCode::FAILURE),
    };
    let path = dir.join(LEAN_DESCRIPTOR_FILE);
    write(&path, &descriptor.lean()?)?;
    let told = language.fill(locale::Key::CLI_WRITTEN, &[("file", &path.display().to_string())]);
    writeln!(anstream::stdout().lock(), "{GOOD}✓{GOOD:#} {told}")?;
    Ok(ExitCode::SUCCESS)
}

fn publish(dir: &Path, out: &Path, language: Language) -> io::Result<ExitCode> {
    let files = read(dir);
    let report = match Report::open(&files) {
        Ok(report) => report,
        Err(problems) => return list(&problems, language).map(|()| ExitCode::FAILURE),
    };
    let problems = faults(&report);
    if !problems.is_empty() {
        return list(&problems, language).map(|()| ExitCode::FAILURE);
    }
    let package = &report.engine.package;
    let mut written = 0_usize;
    let mut sums = BTreeMap::new();
    for resource in &package.descriptor.resources {
        for path in &resource.paths {
            let Some(Ok(bytes)) = files.get(path) else { continue };
            write(&out.join(path), bytes)?;
            written += 1;
            let digest = Sha256::digest(bytes);
            let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
            sums.insert(path.as_str(), (bytes.len(), hex));
        }
        if let Some(table) = package.table(&resource.name) {
            write(&out.join(format!("{}.csv", resource.name)), &csv(table)?)?;
            written += 1;
        }
    }
    write(&out.join(DESCRIPTOR_FILE), with_sums(package, &sums)?.as_bytes())?;
    write(&out.join(LEAN_DESCRIPTOR_FILE), &package.descriptor.lean()?)?;
    let counts = language.fill(
        locale::Key::CLI_PUBLISHED,
        &[("count", &(written + 2).to_string()), ("folder", &out.display().to_string())],
    );
    writeln!(anstream::stdout().lock(), "{GOOD}✓{GOOD:#} {counts}")?;
    Ok(ExitCode::SUCCESS)
}

fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, bytes)
}

/// The descriptor with the size and the SHA-256 of each file; of a table in parts the standard has no place for them.
fn with_sums(package: &Package, sums: &BTreeMap<&str, (usize, String)>) -> io::Result<String> {
    let mut properties = package.descriptor.properties.clone();
    for resource in items_of(&mut properties, "resources") {
        let path = resource.get("path").and_then(Json::text);
        let Some((bytes, hash)) = path.and_then(|path| sums.get(path)) else { continue };
        if let Json::Object(pairs) = resource {
            pairs.retain(|(key, _)| key != "bytes" && key != "hash");
            pairs.push(("bytes".to_owned(), Json::Number(bytes.to_string())));
            pairs.push(("hash".to_owned(), Json::Text(format!("sha256:{hash}"))));
        }
    }
    Ok(serde_json::to_string_pretty(&properties)? + "\n")
}

/// The elements of an object's array.
fn items_of<'a>(object: &'a mut Json, key: &str) -> &'a mut [Json] {
    let Json::Object(pairs) = object else { return &mut [] };
    match pairs.iter_mut().find(|(other, _)| other == key) {
        Some((_, Json::Array(items))) => items,
        _ => &mut [],
    }
}

/// A table as CSV: the field names, then the cells as they are written in the JSON.
fn csv(table: &Table) -> io::Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let names = table.schema.fields.iter().map(|field| field.name.as_str());
    writer.write_record(names)?;
    for row in 0..table.rows() {
        let cells = table.schema.fields.iter().map(|field| table.cell_text(row, &field.name).unwrap_or_default());
        writer.write_record(cells)?;
    }
    writer.into_inner().map_err(|error| error.into_error())
}
