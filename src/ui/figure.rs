use leptos::prelude::*;
use rust_decimal::Decimal;

use super::Page;
use crate::{
    formula::NotComputable,
    indicator::{Indicator, Reading, Status},
    locale::{self, Key},
    report::Aspect,
};

/// A figure on screen: one tap shows how it comes about.
#[derive(Clone)]
pub struct Figure {
    /// The number as read, or why there is none.
    pub text: Result<String, String>,
    /// The word behind it; empty for none.
    pub unit: String,
    /// The name of its working-out.
    pub open: String,
}

impl Figure {
    /// A number at so many decimals.
    #[must_use]
    pub fn of(page: &Page, value: &Result<Decimal, NotComputable>, decimals: u32, unit: &str, open: String) -> Self {
        let text = match value {
            Ok(value) => Ok(locale::number(*value, decimals)),
            Err(reason) => Err(locale::not_computable(reason, page.language)),
        };
        Self { text, unit: page.unit(unit), open }
    }

    /// The figure as plain text, for charts: number and unit, or that it cannot be computed.
    #[must_use]
    pub fn plain(&self, page: &Page) -> String {
        match &self.text {
            Ok(text) if self.unit.is_empty() => text.clone(),
            // A per cent sign stands close to its number.
            Ok(text) if self.unit == "%" => format!("{text}%"),
            Ok(text) => format!("{text} {}", self.unit),
            Err(_) => page.text(Key::FIGURE_NOT_COMPUTABLE).to_owned(),
        }
    }

    /// The figure as a button that opens its working-out.
    #[must_use]
    pub fn view(self, page: &Page) -> AnyView {
        let hint = page.text(Key::FIGURE_HINT);
        match self.text {
            Ok(text) => {
                let close = self.unit == "%";
                let unit = (!self.unit.is_empty()).then(|| {
                    let class = if close { "unit close" } else { "unit" };
                    view! { <span class=class>{self.unit}</span> }
                });
                view! {
                    <button type="button" class="figure" data-open=self.open aria-haspopup="dialog" title=hint>
                        <span class="number">{text}</span>
                        {unit}
                    </button>
                }
                .into_any()
            }
            Err(reason) => view! {
                <button type="button" class="figure none" data-open=self.open aria-haspopup="dialog" title=reason>
                    {page.text(Key::FIGURE_NOT_COMPUTABLE)}
                </button>
            }
            .into_any(),
        }
    }
}

/// The value of an indicator.
#[must_use]
pub fn value_figure(page: &Page, indicator: &Indicator, reading: &Reading) -> Figure {
    let open = Aspect::Value.name(&indicator.id, None, &reading.context.dimensions);
    Figure::of(page, &reading.exact, indicator.precision, &indicator.unit, open)
}

/// Whether a target is met: by sign, word and colour.
#[must_use]
pub fn badge(page: &Page, status: Status) -> AnyView {
    let (class, sign, key) = match status {
        Status::Met => ("badge met", "▲", Key::STATUS_MET),
        Status::NotMet => ("badge not-met", "▼", Key::STATUS_NOT_MET),
        Status::NoTarget => ("badge", "○", Key::STATUS_NO_TARGET),
        Status::NotComputable => ("badge", "○", Key::FIGURE_NOT_COMPUTABLE),
    };
    view! { <span class=class><span class="sign" aria-hidden="true">{sign}</span>{page.text(key)}</span> }.into_any()
}

/// A status as charts know it.
#[must_use]
pub fn status_of(status: Status) -> crate::chart::bullet::Status {
    use crate::chart::bullet;
    match status {
        Status::Met => bullet::Status::Met,
        Status::NotMet => bullet::Status::NotMet,
        _ => bullet::Status::None,
    }
}
