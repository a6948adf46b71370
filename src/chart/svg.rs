//! Writes a [`Scene`] as SVG.

use std::fmt::Write;

use super::scene::{Anchor, Scene, Shape, Stroke, Weight};
use super::theme::Rgb;

/// The faces of a chart's text, best first; the metrics are those of the first.
pub const FONT_FAMILY: &str = "Sarabun, 'Noto Sans Thai', 'Leelawadee UI', Thonburi, sans-serif";

/// A document of its own, with title and description for screen readers.
///
/// - `ground`: painted behind the chart; none leaves it transparent
/// - `css`: style rules to carry along, such as the face as `@font-face` (empty for none)
pub fn write(scene: &Scene, ground: Option<Rgb>, css: &str) -> String {
    let (width, height) = (number(scene.width), number(scene.height));
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ = write!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
         role=\"img\" font-family=\"{FONT_FAMILY}\">\n<title>{}</title>\n<desc>{}</desc>\n",
        escape(&scene.title),
        escape(&scene.description)
    );
    if !css.is_empty() {
        let _ = writeln!(out, "<style>{}</style>", escape(css));
    }
    if let Some(ground) = ground {
        let _ = writeln!(out, "<rect width=\"{width}\" height=\"{height}\" fill=\"{}\"/>", ground.css());
    }
    out.push_str(&shapes(scene));
    out.push_str("</svg>\n");
    out
}

/// The shapes alone, an element a line, for the inside of an `<svg>` element (or `<g>`) that sets [`FONT_FAMILY`].
pub fn shapes(scene: &Scene) -> String {
    let mut out = String::new();
    for shape in &scene.shapes {
        element(shape, &mut out);
        out.push('\n');
    }
    out
}

fn element(shape: &Shape, out: &mut String) {
    let _ = match shape {
        Shape::Rect { x, y, w, h, fill, stroke, rx } => {
            let _ = write!(
                out,
                "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"",
                number(*x),
                number(*y),
                number(*w),
                number(*h)
            );
            if *rx > 0.0 {
                let _ = write!(out, " rx=\"{}\"", number(*rx));
            }
            write!(out, "{}/>", paint(*fill, *stroke))
        }
        Shape::Polyline { points, stroke } => {
            write!(out, "<polyline points=\"{}\"{}/>", path(points), paint(None, Some(*stroke)))
        }
        Shape::Polygon { points, fill, stroke } => {
            write!(out, "<polygon points=\"{}\"{}/>", path(points), paint(*fill, *stroke))
        }
        Shape::Circle { x, y, r, fill, stroke } => {
            write!(
                out,
                "<circle cx=\"{}\" cy=\"{}\" r=\"{}\"{}/>",
                number(*x),
                number(*y),
                number(*r),
                paint(*fill, *stroke)
            )
        }
        Shape::Text { x, y, anchor, size, weight, fill, content } => {
            let anchor = match anchor {
                Anchor::Start => "",
                Anchor::Middle => " text-anchor=\"middle\"",
                Anchor::End => " text-anchor=\"end\"",
            };
            let weight = if *weight == Weight::Bold { " font-weight=\"600\"" } else { "" };
            let (x, y, size, fill) = (number(*x), number(*y), number(*size), fill.css());
            write!(
                out,
                "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\"{weight}{anchor} fill=\"{fill}\">{}</text>",
                escape(content)
            )
        }
    };
}

fn paint(fill: Option<Rgb>, stroke: Option<Stroke>) -> String {
    let mut out = format!(" fill=\"{}\"", fill.map_or_else(|| "none".to_owned(), Rgb::css));
    if let Some(stroke) = stroke {
        let _ = write!(out, " stroke=\"{}\"", stroke.color.css());
        if stroke.width != 1.0 {
            let _ = write!(out, " stroke-width=\"{}\"", number(stroke.width));
        }
    }
    out
}

fn path(points: &[(f64, f64)]) -> String {
    points.iter().map(|(x, y)| format!("{},{}", number(*x), number(*y))).collect::<Vec<_>>().join(" ")
}

/// A length with at most two decimals.
pub(crate) fn number(value: f64) -> String {
    // Written as whole hundredths: the standard library's writing of floats is exact to the last bit, and long.
    let hundredths = (value * 100.0).round() as i64;
    let sign = if hundredths < 0 { "-" } else { "" };
    let (whole, rest) = (hundredths.unsigned_abs() / 100, hundredths.unsigned_abs() % 100);
    match (rest / 10, rest % 10) {
        (0, 0) => format!("{sign}{whole}"),
        (tenths, 0) => format!("{sign}{whole}.{tenths}"),
        (tenths, hundredths) => format!("{sign}{whole}.{tenths}{hundredths}"),
    }
}

/// Text for XML: escaped, and without the characters that XML does not allow.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(c),
            '\u{FFFE}' | '\u{FFFF}' => {}
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped() {
        assert_eq!(escape("a<b>&\"c\"\u{1}\u{FFFE}"), "a&lt;b&gt;&amp;&quot;c&quot;");
        let scene = Scene { title: "<script>".into(), ..Scene::default() };
        assert!(write(&scene, None, "").contains("<title>&lt;script&gt;</title>"));
    }

    #[test]
    fn numbers_are_short() {
        assert_eq!([number(1.0), number(-0.001), number(2.345_6)], ["1", "0", "2.35"]);
    }
}
