use rust_decimal::Decimal;

use super::{BAHT, Cell, Column, DECIMALS, Entries, Input, Outcome, PERCENT, Row, Sheet, Told, Unknown, What};
use crate::{
    formula::exact,
    indicator::Text,
    package::Table,
    report::{Aspect, Report},
};

pub(super) const TABLE: &str = "loan_classes";
/// The share of non-performing loans that the report gives, with the limit of the year as its target.
const NON_PERFORMING: &str = "npl_ratio";

pub(super) const TABLES: &[&str] = &[TABLE, "indicators_credit", "loans_cumulative", "programme_results"];
pub(super) const INDICATORS: &[&str] = &[NON_PERFORMING];

const COLUMNS: [Column; 7] = [
    Column::MonthsOver,
    Column::MonthsTo,
    Column::Balance,
    Column::Collateral,
    Column::Net,
    Column::Rate,
    Column::Provision,
];

/// The names of a class's two fields.
pub(super) fn fields(class: &str) -> [String; 2] {
    [format!("balance.{class}"), format!("collateral.{class}")]
}

/// What is known of a class's loans, in baht.
struct Amounts {
    balance: Option<Decimal>,
    collateral: Option<Decimal>,
    net: Option<Decimal>,
    provision: Option<Decimal>,
    non_performing: bool,
}

pub(super) fn sheet(report: &Report, year: i32, entries: &Entries) -> Option<Sheet> {
    let package = &report.engine.package;
    let table = package.table(TABLE)?;
    let of_year = super::rows_of(table, year);
    let mut assumptions = Vec::new();
    of_year.iter().for_each(|row| super::assume(&mut assumptions, table, *row));
    let (rows, classes): (Vec<Row>, Vec<Amounts>) = of_year.into_iter().map(|row| class(table, row, entries)).unzip();
    (!rows.is_empty()).then(|| Sheet {
        columns: COLUMNS.to_vec(),
        rows,
        outcomes: outcomes(report, year, &classes),
        assumptions,
        section: super::section_of(package, TABLE),
    })
}

fn class(table: &Table, row: usize, entries: &Entries) -> (Row, Amounts) {
    let code = super::text(table, row, "class");
    let [balance, collateral] = fields(&code).map(|name| Input::of(entries, name, None, BAHT, DECIMALS));
    let rate = table.number(row, "provision_rate");
    // What is lent beyond the collateral, which no entry is: none.
    let net = balance.value.and_then(|balance| {
        let net = exact::subtract(balance, collateral.value.unwrap_or_default()).ok()?;
        Some(net.max(Decimal::ZERO))
    });
    let provision = match (rate, net) {
        (None, _) => Err(Unknown::NotStated),
        (_, None) => Err(Unknown::NotEntered),
        (Some(rate), Some(net)) => per_cent_of(rate, net).ok_or(Unknown::TooFar),
    };
    let amounts = Amounts {
        balance: balance.value,
        collateral: collateral.value,
        net,
        provision: provision.ok(),
        non_performing: table.boolean(row, "non_performing"),
    };
    let months = |field: &str| Cell::of(table.number(row, field), "month", 0);
    let cells = vec![
        months("months_over"),
        months("months_to"),
        Cell::Input(balance),
        Cell::Input(collateral),
        Cell::told(net.ok_or(Unknown::NotEntered), BAHT, DECIMALS),
        Cell::told(rate.ok_or(Unknown::NotStated), PERCENT, 0),
        Cell::told(provision, BAHT, DECIMALS),
    ];
    let (title, note) = (Text::of(table, row, "title"), Text::of(table, row, "note"));
    (Row { code, title, note, cells }, amounts)
}

fn outcomes(report: &Report, year: i32, classes: &[Amounts]) -> Vec<Outcome> {
    let sum = |of: &dyn Fn(&Amounts) -> Option<Decimal>| {
        let amounts: Vec<Decimal> = classes.iter().filter_map(of).collect();
        // Of nothing entered there is no sum, not even zero.
        if amounts.is_empty() { None } else { exact::sum(&amounts).ok() }
    };
    let balance = sum(&|class| class.balance);
    let provision = sum(&|class| class.provision);
    let non_performing =
        sum(&|class| class.balance.map(|balance| if class.non_performing { balance } else { Decimal::ZERO }));
    let money = |what, amount| Outcome::of(what, amount, BAHT, DECIMALS);
    // Where only classes without a rate are entered, the rules ask for nothing.
    let set_aside = provision.or(balance.map(|_| Decimal::ZERO));
    let coverage = share(set_aside, balance);
    let share = share(non_performing, balance);
    let mut of_balance = Outcome::of(What::NonPerforming, share, PERCENT, DECIMALS);
    if let Some((indicator, reading)) = report.read(NON_PERFORMING, year) {
        of_balance.limit = reading.target.clone().and_then(Result::ok);
        of_balance.printed = reading.exact.clone().ok().map(|value| Told { value, level: None });
        of_balance.open = Some(Aspect::Value.name(&indicator.id, None, &[]));
        of_balance.precision = indicator.precision;
        of_balance.passed = share.zip(of_balance.limit).map(|(share, limit)| share <= limit);
    }
    vec![
        money(What::Balance, balance),
        money(What::Collateral, sum(&|class| class.collateral)),
        money(What::Net, sum(&|class| class.net)),
        money(What::Provision, set_aside),
        Outcome::of(What::Coverage, coverage, PERCENT, DECIMALS),
        of_balance,
    ]
}

fn per_cent_of(rate: Decimal, amount: Decimal) -> Option<Decimal> {
    exact::divide(exact::multiply(amount, rate).ok()?, Decimal::ONE_HUNDRED).ok()
}

/// A part as per cent of the whole; none of nothing.
fn share(part: Option<Decimal>, whole: Option<Decimal>) -> Option<Decimal> {
    let (part, whole) = part.zip(whole)?;
    exact::divide(exact::multiply(part, Decimal::ONE_HUNDRED).ok()?, whole).ok()
}
