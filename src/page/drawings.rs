//! Drawings that belong to one topic: the flow of credit, the ladders of the evaluation, memoranda in their order, next
//! year's targets.

use leptos::prelude::*;
use rust_decimal::Decimal;

use super::{link, parts, section};
use crate::{
    calculator::Calculator,
    chart::{Heading, ladder, waterfall},
    formula::{FISCAL_YEAR, NotComputable},
    locale::{self, Key},
    package::{self, Role, Table as Published},
    report::{Aspect, Report, rows_of_year},
    state::Route,
    ui::{Cell, Chart, El, Figure, Head, Page, Row, Table, chart_frame, el, label, table, value_figure},
};

/// A waterfall in the making.
#[derive(Default)]
pub(super) struct Flow {
    steps: Vec<waterfall::Step>,
    rows: Vec<Row>,
    opens: Vec<(String, String)>,
}

impl Flow {
    /// Adds a step: a total, or a change, which takes away if `less`.
    pub fn step(
        &mut self,
        page: &Page,
        name: String,
        title: String,
        value: &Result<Decimal, NotComputable>,
        kind: waterfall::Kind,
        less: bool,
    ) {
        let value = value.clone().map(|value| if less { -value } else { value });
        let text = match &value {
            Ok(value) if kind == waterfall::Kind::Change => locale::signed(*value, 2),
            Ok(value) => locale::number(*value, 2),
            Err(_) => page.text(Key::FIGURE_NOT_COMPUTABLE).to_owned(),
        };
        let open = Figure { text: Ok(text.clone()), unit: String::new(), open: name.clone() };
        self.rows.push(Row::of(title.clone(), vec![open.into()]));
        self.opens.push((name.clone(), name.clone()));
        self.steps.push(waterfall::Step {
            key: name,
            label: label(&title),
            kind,
            value: parts::length(&value),
            text,
            note: None,
        });
    }

    /// The chart of it, in millions of baht.
    pub fn chart(self, page: &Page, id: &str, title: String, section: &str) -> Chart {
        let Self { steps, rows, opens } = self;
        let head = vec![Head::text(""), Head::number(page.unit("million_baht"))];
        let spec = waterfall::Spec { heading: Heading { title: title.clone(), ..Heading::default() }, steps };
        Chart {
            id: id.to_owned(),
            title: title.clone(),
            subtitle: parts::unit_and_year(page, "million_baht"),
            draw: Box::new(move |width, theme, words| waterfall::draw(&spec, width, theme, words)),
            table: Table { caption: title, head, rows, ..Table::default() },
            opens,
            choose: None,
            source: parts::source(page, section),
        }
    }
}

/// The loans from approval to what is outstanding: totals, and what lies between them.
const CREDIT: [(&str, waterfall::Kind); 6] = [
    ("loan_approved", waterfall::Kind::Total),
    ("loan_undisbursed", waterfall::Kind::Change),
    ("loan_disbursed", waterfall::Kind::Total),
    ("loan_repaid", waterfall::Kind::Change),
    ("loan_written_off", waterfall::Kind::Change),
    ("loan_outstanding", waterfall::Kind::Total),
];

/// The table of the evaluation, and the columns of its rungs by their code in the ratings.
const EVALUATION: &str = "evaluation";
/// The scale of its rungs.
const RUNGS: &str = "evaluation_ladder";

/// What stands in the order of time: of a topic a table, its column of dates, and, if there is one, the table of those who
/// took part, with its column that names the row and that of their names.
const TIME_LINES: [TimeLine; 3] = [
    ("networks", "memoranda", "signed", Some(("memorandum_agencies", "memorandum", "agency"))),
    ("plans", "milestones", "date", None),
    ("people", "people_activities", "starts", None),
];
type TimeLine = (&'static str, &'static str, &'static str, Option<(&'static str, &'static str, &'static str)>);

/// The calculator that has to do with a topic.
const CALCULATORS: [(&str, Calculator, Key); 5] = [
    ("areas", Calculator::Strength, Key::CALCULATORS_STRENGTH_TITLE),
    ("housing", Calculator::Pace, Key::CALCULATORS_PACE_TITLE),
    ("credit", Calculator::Provision, Key::CALCULATORS_PROVISION_TITLE),
    ("governance", Calculator::Evaluation, Key::CALCULATORS_EVALUATION_TITLE),
    ("plans", Calculator::Pace, Key::CALCULATORS_PACE_TITLE),
];

/// The tables that the drawings of a topic need beside those of its indicators.
pub(super) fn needs(report: &Report, topic: &str) -> Vec<String> {
    let of_roles = |roles: &[Role]| {
        let resources = report.engine.package.descriptor.resources.iter();
        resources.filter(|one| roles.contains(&one.role)).map(|one| one.name.clone()).collect::<Vec<_>>()
    };
    let mut names = Vec::new();
    for (of, table, _, parties) in &TIME_LINES {
        if *of == topic {
            names.push((*table).to_owned());
            names.extend(parties.map(|(table, ..)| table.to_owned()));
        }
    }
    match topic {
        "governance" => {
            names.push(EVALUATION.to_owned());
            names.extend(of_roles(&[Role::Ratings]));
        }
        "plans" => names.extend(of_roles(&[Role::Results, Role::Plan])),
        _ => {}
    }
    names
}

/// The drawings of a topic.
pub(super) fn of_topic(page: &Page, topic: &str) -> Vec<AnyView> {
    let mut views = Vec::new();
    match topic {
        "credit" => views.push(section(page.text(Key::DRAWING_CREDIT), false).child(chart_frame(page, credit(page)))),
        "governance" => views.extend(
            ladders(page).map(|chart| section(page.text(Key::DRAWING_LADDERS), false).child(chart_frame(page, chart))),
        ),
        "plans" => views.extend(next_year(page)),
        _ => {}
    }
    views.extend(TIME_LINES.iter().filter(|(of, ..)| *of == topic).filter_map(|one| time_line(page, one)));
    for (of, calculator, title) in CALCULATORS {
        if of == topic {
            let link = link(page, Route::Calculator(calculator)).class("go").text(page.text(title));
            views.push(el("p").text([page.text(Key::NAV_CALCULATORS), ": "].concat()).child(link));
        }
    }
    views.into_iter().map(El::view).collect()
}

fn credit(page: &Page) -> Chart {
    let mut flow = Flow::default();
    for (id, kind) in CREDIT {
        let Some((indicator, reading)) = page.report.read(id, page.year) else { continue };
        let title = indicator.title.get(page.english()).to_owned();
        flow.step(
            page,
            Aspect::Value.name(id, None, &[]),
            title,
            &reading.exact,
            kind,
            kind == waterfall::Kind::Change,
        );
    }
    flow.chart(page, "credit-flow", page.text(Key::DRAWING_CREDIT).to_owned(), "3.2.3")
}

/// Where the results of the evaluation stand between the rungs of their ladders.
fn ladders(page: &Page) -> Option<Chart> {
    let engine = &page.report.engine;
    let evaluation = engine.package.table(EVALUATION)?;
    let rows = rows_of_year(evaluation, page.year);
    let mut ratings = engine.package.of_role(Role::Ratings);
    let scale = |table: &&Published, row: &usize| {
        table.text(*row, "scale") == Some(RUNGS) && table.number(*row, FISCAL_YEAR) == Some(page.year.into())
    };
    let rungs: Vec<(String, Decimal, String)> = ratings.find_map(|table| {
        let rungs: Vec<_> = (0..table.rows())
            .filter(|row| scale(&table, row))
            .filter_map(|row| {
                let code = table.text(row, "code").filter(|code| evaluation.schema.field(code).is_some())?;
                let title = table.localized(row, "title", page.english());
                Some((code.to_owned(), table.number(row, "score")?, title.to_owned()))
            })
            .collect();
        (!rungs.is_empty()).then_some(rungs)
    })?;
    let mut table_rows = Vec::new();
    let mut opens = Vec::new();
    let mut drawn = Vec::new();
    for row in rows {
        let code = evaluation.text(row, "indicator")?.to_owned();
        // What is judged by words alone has no ladder of numbers; of some the lowest rung is not told.
        let asked: Vec<Option<Decimal>> = rungs.iter().map(|(field, ..)| evaluation.number(row, field)).collect();
        let Some(result) = evaluation.number(row, "result").filter(|_| asked.iter().flatten().count() > 1) else {
            continue;
        };
        let unit = page.unit(evaluation.text(row, "unit").unwrap_or_default());
        let with_unit = |number: Decimal| locale::with_unit(&locale::plain(number), &unit);
        let title = format!("{code} {}", evaluation.localized(row, "title", page.english()));
        let length = |number: Decimal| parts::length(&Ok(number)).unwrap_or_default();
        let told = asked.iter().zip(&rungs).filter_map(|(asked, (_, points, _))| Some(((*asked)?, *points)));
        let told: Vec<(f64, f64)> = told.map(|(asked, points)| (length(asked), length(points))).collect();
        let at = place(length(result), &told);
        let id = format!("evaluation_ladder_{}", code.replace('.', "_"));
        if let Some((indicator, reading)) = page.report.read(&id, page.year) {
            let figure = value_figure(page, indicator, &reading);
            opens.push((code.clone(), figure.open.clone()));
            let told = |asked: &Option<Decimal>| asked.map_or(Cell::None, |asked| Cell::Text(with_unit(asked)));
            let mut cells: Vec<Cell> = asked.iter().map(told).collect();
            cells.extend([Cell::Text(with_unit(result)), figure.into()]);
            table_rows.push(Row::of(title.clone(), cells));
        }
        // What came of it, of the most that it could be.
        let number = |field| evaluation.number(row, field).map(locale::plain).unwrap_or_default();
        let (part, whole) = (number("weighted_score"), number("weight"));
        let weighted = page.fill(Key::DRAWING_WEIGHTED, &[("part", &part), ("whole", &whole)]);
        drawn.push(ladder::Row {
            key: code,
            label: label(&title),
            asks: asked.iter().map(|asked| asked.map(locale::plain).unwrap_or_default()).collect(),
            at,
            text: [with_unit(result), weighted].join(" · "),
            note: None,
        });
    }
    let mut head = vec![Head::text("")];
    head.extend(rungs.iter().map(|(_, _, title)| Head::number(title.clone())));
    head.extend([Key::PERFORMANCE_RESULT, Key::DRAWING_SCORE].map(|key| Head::number(page.text(key))));
    let rung = |(_, points, title): &(String, Decimal, String)| ladder::Rung {
        points: parts::length(&Ok(*points)).unwrap_or_default(),
        text: format!("{title} ({})", locale::plain(*points)),
    };
    let title = page.text(Key::DRAWING_LADDERS).to_owned();
    let named: Vec<String> = rungs.iter().map(|one| rung(one).text).collect();
    let spec = ladder::Spec { title: title.clone(), rungs: rungs.iter().map(rung).collect(), rows: drawn };
    Some(Chart {
        id: "ladders".to_owned(),
        title: title.clone(),
        subtitle: format!("{} · {}", named.join(" · "), locale::fiscal_year(page.year, page.language)),
        draw: Box::new(move |width, theme, words| ladder::draw(&spec, width, theme, words)),
        table: Table { caption: title, head, rows: table_rows, ..Table::default() },
        opens,
        choose: None,
        source: parts::source(page, "3.5.1"),
    })
}

/// Where a result stands among rungs (what each asks for, and its points), in points, for pixels only: in a straight line
/// between two, on from the last two beyond them, and from nothing below the first.
fn place(result: f64, rungs: &[(f64, f64)]) -> Option<f64> {
    let between = |(low, from): (f64, f64), (high, to): (f64, f64)| from + (result - low) / (high - low) * (to - from);
    let mut before = (0.0, 0.0);
    let mut lower = before;
    for rung in rungs {
        lower = before;
        before = *rung;
        if result <= rung.0 {
            break;
        }
    }
    (!rungs.is_empty()).then(|| between(lower, before))
}

/// The rows of a table in the order of their dates.
fn time_line(page: &Page, (_, name, dates, parties): &TimeLine) -> Option<El> {
    let package = &page.report.engine.package;
    // Their names behind one another.
    let parties = |code: &str| {
        let (table, key, names) = (*parties)?;
        let table = package.table(table)?;
        let rows = (0..table.rows()).filter(|row| table.text(*row, key) == Some(code));
        let names: Vec<&str> = rows.map(|row| table.localized(row, names, page.english())).collect();
        (!names.is_empty()).then(|| el("span").class("note").text(names.join(", ")))
    };
    let (table, resource) = (package.table(name)?, package.descriptor.resource(name)?);
    let mut rows: Vec<(String, usize)> = Vec::new();
    for row in rows_of_year(table, page.year) {
        let Some(date) = table.cell_text(row, dates) else { continue };
        let at = rows.iter().take_while(|(other, _)| *other <= date).count();
        rows.insert(at, (date, row));
    }
    let item = |(date, row): &(String, usize)| {
        let title = table.localized(*row, "title", page.english());
        let day = package::day(date).map(|day| locale::date(day, page.language));
        // One is told by its name.
        let more = ["agencies", "people"].iter().find_map(|field| Some((field, table.number(*row, field)?)));
        let more = more.filter(|(_, number)| *number > Decimal::ONE);
        let more = more.and_then(|(field, number)| {
            let unit = page.unit(table.schema.field(field)?.unit.as_deref()?);
            Some(el("span").class("note").text(locale::with_unit(&locale::plain(number), &unit)))
        });
        let note = Some(table.localized(*row, "note", page.english())).filter(|note| !note.is_empty());
        let note = note.map(|note| el("span").class("note").text(note));
        let parties = parties(table.text(*row, "code").unwrap_or_default());
        el("li")
            .child(el("span").class("when").text(day.unwrap_or_else(|| date.clone())))
            .child(el("span").child(el("span").text(title)).child(more).child(parties).child(note))
    };
    let items: Vec<El> = rows.iter().map(item).collect();
    let title = resource.text("title", page.english()).to_owned();
    let source = el("p").class("source").text(parts::source(page, resource.text("section", false)));
    (!items.is_empty()).then(|| {
        let list = el("ol").class("time-line").child(items);
        el("section").child(el("h2").text(title)).child(list).child(source)
    })
}

/// The targets of the year to come beside this year's targets and results, by programme.
fn next_year(page: &Page) -> Option<El> {
    let programmes = page.report.programmes(page.year);
    let (english, year) = (page.english(), |year| locale::fiscal_year_short(year, page.language));
    let words = |words: String| if words.is_empty() { Cell::None } else { Cell::Text(words) };
    let mut rows = Vec::new();
    for programme in &programmes {
        if programme.next.is_empty() {
            continue;
        }
        // What is planned for the whole programme stands with its name; with one item alone, so do this year's figures.
        let mut cells = match programme.items.as_slice() {
            [item] => super::performance::item(page, item).cells,
            _ => vec![Cell::None; 2],
        };
        cells.truncate(2);
        let whole = programme.next.first().filter(|_| programme.next.len() == 1);
        cells.push(whole.map_or(Cell::None, |target| words(super::performance::next_target(page, target))));
        rows.push(Row { class: "total", ..Row::of(programme.title.get(english).to_owned(), cells) });
        if programme.items.len() > 1 {
            for item in &programme.items {
                let mut cells = super::performance::item(page, item).cells;
                cells.truncate(2);
                cells.push(Cell::None);
                rows.push(Row { depth: 1, ..Row::of(item.title.get(english).to_owned(), cells) });
            }
        }
        if whole.is_none() {
            for target in &programme.next {
                let cells = vec![Cell::None, Cell::None, words(super::performance::next_target(page, target))];
                rows.push(Row { depth: 1, ..Row::of(target.title.get(english).to_owned(), cells) });
            }
        }
    }
    let head = vec![
        Head::text(page.text(Key::PERFORMANCE_ITEM)),
        Head::number(page.fill(Key::DRAWING_TARGET_OF, &[("year", &year(page.year))])),
        Head::number(page.fill(Key::DRAWING_RESULT_OF, &[("year", &year(page.year))])),
        Head::number(page.fill(Key::DRAWING_TARGET_OF, &[("year", &year(page.year + 1))])),
    ];
    let title = page.fill(Key::DRAWING_NEXT, &[("year", &year(page.year + 1))]);
    let data = Table { caption: title.clone(), class: "items next-year", head, rows };
    (!programmes.is_empty()).then(|| el("section").child(el("h2").text(title)).child(table(page, data, true)))
}
