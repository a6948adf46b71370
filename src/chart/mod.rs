//! Charts: plain values in, a [`Scene`] out. Pure Rust, the same natively and in the browser.
//!
//! | file | holds |
//! | --- | --- |
//! | `scene` | [`Scene`]: shapes to paint; [`Mark`]s to point at, walk to and read out |
//! | `bullet`, `bar`, `stacked`, `waterfall`, `paired`, `ladder`, `map` | a kind of chart each: `Spec` and `draw` |
//! | `label` | [`Label`]: a text that knows where its lines may break, Thai too |
//! | `theme` | [`Theme`]: colours, [`LIGHT`] and [`DARK`] |
//! | `words` | [`Words`]: what a chart needs from the locale; a chart in words |
//! | `svg` | a scene as SVG |
//! | `metrics`, `face` | widths of the site's face; `face` is written by tools/font-metrics.py |
//! | `backend`, `paint` | plotters drawing into a scene; rows, legend, axis and the placing of values |
//!
//! Values are `f64` and set lengths in pixels, nothing else; what is read comes formatted. A value of `None` (or no
//! finite number) has no bar, only its text. Nothing here panics, whatever the values, texts and width.
//!
//! ```
//! use codi_in_figures::chart::{bar, svg, Heading, Label, Words, LIGHT};
//!
//! let words = Words {
//!     target: "target", limit: "limit", of_target: "% of target", met: "met", not_met: "not met",
//!     no_verdict: "no target", cut: "beyond the axis", total: "total", increase: "increase", decrease: "decrease",
//!     no_data: "no data", pair: ": ", list: "; ", also: ", ", aside: (" (", ")"),
//!     number: &|value, decimals| format!("{value:.decimals$}"),
//!     percent: &|value, decimals| format!("{value:.decimals$}%"),
//! };
//! let spec = bar::Spec {
//!     heading: Heading { title: "Homes".into(), ..Heading::default() },
//!     bars: vec![bar::Bar { key: "n".into(), label: Label::plain("North"), value: Some(12.5), text: "12.5".into(), note: None }],
//!     chosen: None,
//! };
//! let scene = bar::draw(&spec, 320.0, &LIGHT, &words);
//! assert_eq!(scene.description, "North: 12.5");
//! assert!(svg::write(&scene, Some(LIGHT.ground), "").starts_with("<svg"));
//! ```

pub mod backend;
pub mod bar;
pub mod bullet;
mod face;
pub mod label;
pub mod ladder;
pub mod map;
pub mod metrics;
mod paint;
pub mod paired;
pub mod scene;
pub mod stacked;
pub mod svg;
pub mod theme;
pub mod waterfall;
pub mod words;

pub use label::Label;
pub use paint::Heading;
pub use scene::{Anchor, Bounds, Mark, Scene, Shape, Stroke, Weight};
pub use theme::{DARK, LIGHT, Rgb, Theme};
pub use words::Words;
