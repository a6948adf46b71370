//! What a chart comes to: shapes to paint, and marks to point at, walk to and read out.

use super::label::Label;
use super::metrics::{ASCENT, LINE, text_width};
use super::theme::{Rgb, Theme};

/// A drawn chart. Lengths are CSS pixels, y runs down from the top.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scene {
    /// Width; what was asked for, but never less than [`Scene::MIN_WIDTH`].
    pub width: f64,
    /// Height; follows from the content.
    pub height: f64,
    /// What to paint, from back to front.
    pub shapes: Vec<Shape>,
    /// What can be pointed at, in reading order.
    pub marks: Vec<Mark>,
    /// Shapes that belong to a mark beyond its box: the index of a polygon, and that of the mark.
    pub areas: Vec<(usize, usize)>,
    /// The chart's name, for those who do not see it too.
    pub title: String,
    /// The chart in words.
    pub description: String,
}

/// Something to paint.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// An upright rectangle.
    Rect {
        /// Left edge.
        x: f64,
        /// Top edge.
        y: f64,
        /// Width.
        w: f64,
        /// Height.
        h: f64,
        /// Inside; none when hollow.
        fill: Option<Rgb>,
        /// Outline, if any.
        stroke: Option<Stroke>,
        /// Radius of the corners.
        rx: f64,
    },
    /// A run of straight lines through two points or more.
    Polyline {
        /// The points.
        points: Vec<(f64, f64)>,
        /// How it is drawn.
        stroke: Stroke,
    },
    /// A closed shape.
    Polygon {
        /// Its corners.
        points: Vec<(f64, f64)>,
        /// Inside; none when hollow.
        fill: Option<Rgb>,
        /// Outline, if any.
        stroke: Option<Stroke>,
    },
    /// A circle.
    Circle {
        /// Centre, from the left.
        x: f64,
        /// Centre, from the top.
        y: f64,
        /// Radius.
        r: f64,
        /// Inside; none when hollow.
        fill: Option<Rgb>,
        /// Outline, if any.
        stroke: Option<Stroke>,
    },
    /// One line of text.
    Text {
        /// Where the anchor is.
        x: f64,
        /// The baseline.
        y: f64,
        /// Which end of the text is at `x`.
        anchor: Anchor,
        /// Font size.
        size: f64,
        /// Font weight.
        weight: Weight,
        /// Colour.
        fill: Rgb,
        /// The text.
        content: String,
    },
}

/// How a line is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stroke {
    /// Colour.
    pub color: Rgb,
    /// Width.
    pub width: f64,
}

/// Which end of a text is at its x.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Anchor {
    /// The left end.
    #[default]
    Start,
    /// The middle.
    Middle,
    /// The right end.
    End,
}

/// Weight of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Weight {
    /// 400
    #[default]
    Regular,
    /// 600
    Bold,
}

/// An upright box.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bounds {
    /// Left edge.
    pub x: f64,
    /// Top edge.
    pub y: f64,
    /// Width.
    pub w: f64,
    /// Height.
    pub h: f64,
}

/// One datum of a chart: what a pointer hits, arrow keys walk to and a screen reader names.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mark {
    /// What is measured: the row's label.
    pub label: String,
    /// Which part or period, where a row has several.
    pub series: Option<String>,
    /// The formatted value.
    pub value: String,
    /// What else there is to say, such as the status in a word.
    pub detail: Option<String>,
    /// Where it is.
    pub bounds: Bounds,
    /// The caller's key; one of a chart's marks only.
    pub key: String,
}

impl Bounds {
    /// Whether a point is inside.
    pub fn contains(&self, x: f64, y: f64) -> bool {
        x >= self.x && x < self.x + self.w && y >= self.y && y < self.y + self.h
    }

    /// Whether two boxes share more than `slack` pixels in both directions.
    pub fn overlaps(&self, other: &Self, slack: f64) -> bool {
        self.x + slack < other.x + other.w
            && other.x + slack < self.x + self.w
            && self.y + slack < other.y + other.h
            && other.y + slack < self.y + self.h
    }
}

/// Whether a point is inside a closed shape: a line from it to the right crosses the edge an odd number of times.
fn is_inside(corners: &[(f64, f64)], x: f64, y: f64) -> bool {
    let before = corners.last().into_iter().chain(corners);
    let crossed = before
        .zip(corners)
        .filter(|((x0, y0), (x1, y1))| (*y0 > y) != (*y1 > y) && x < x0 + (x1 - x0) * (y - y0) / (y1 - y0));
    crossed.count() % 2 == 1
}

impl Shape {
    /// The box around a shape, outlines not counted; a text's clears Thai marks above and below.
    pub fn bounds(&self) -> Bounds {
        match self {
            Self::Rect { x, y, w, h, .. } => Bounds { x: *x, y: *y, w: *w, h: *h },
            Self::Circle { x, y, r, .. } => Bounds { x: x - r, y: y - r, w: 2.0 * r, h: 2.0 * r },
            Self::Polyline { points, .. } | Self::Polygon { points, .. } => {
                let span = |side: fn(&(f64, f64)) -> f64| {
                    let low = points.iter().map(side).fold(f64::INFINITY, f64::min);
                    let high = points.iter().map(side).fold(f64::NEG_INFINITY, f64::max);
                    if low <= high { (low, high - low) } else { (0.0, 0.0) }
                };
                let ((x, w), (y, h)) = (span(|point| point.0), span(|point| point.1));
                Bounds { x, y, w, h }
            }
            Self::Text { x, y, anchor, size, weight, content, .. } => {
                let w = text_width(content, *size, *weight);
                let left = match anchor {
                    Anchor::Start => 0.0,
                    Anchor::Middle => w / 2.0,
                    Anchor::End => w,
                };
                Bounds { x: x - left, y: y - ASCENT * size, w, h: LINE * size }
            }
        }
    }

    fn shift(&mut self, dx: f64, dy: f64) {
        match self {
            Self::Rect { x, y, .. } | Self::Circle { x, y, .. } | Self::Text { x, y, .. } => {
                (*x, *y) = (*x + dx, *y + dy)
            }
            Self::Polyline { points, .. } | Self::Polygon { points, .. } => {
                points.iter_mut().for_each(|(x, y)| (*x, *y) = (*x + dx, *y + dy));
            }
        }
    }
}

impl Scene {
    /// No chart is narrower than this, in pixels: a narrower place scales it down.
    pub const MIN_WIDTH: f64 = 240.0;

    /// The mark at a point: the last that has it inside, as the last is in front; or the one whose area has.
    pub fn mark_at(&self, x: f64, y: f64) -> Option<usize> {
        let within = |(shape, mark): &(usize, usize)| match self.shapes.get(*shape) {
            Some(Shape::Polygon { points, .. }) => is_inside(points, x, y).then_some(*mark),
            _ => None,
        };
        let boxed = self.marks.iter().rposition(|mark| mark.bounds.contains(x, y));
        boxed.or_else(|| self.areas.iter().find_map(within))
    }

    /// The same chart as a picture that stands alone: `title` above and `caption` (source, date) below it, and a margin
    /// of 16 pixels around; it is 32 pixels wider.
    pub fn framed(mut self, title: &Label, caption: &Label, theme: &Theme) -> Self {
        const EDGE: f64 = 16.0;
        let mut around = Vec::new();
        let mut block = |label: &Label, top: f64, size: f64, weight: Weight, fill: Rgb| {
            let mut y = top;
            for content in label.wrap(self.width - 4.0, size, weight) {
                let baseline = y + ASCENT * size;
                around.push(Shape::Text {
                    x: EDGE + 2.0,
                    y: baseline,
                    anchor: Anchor::Start,
                    size,
                    weight,
                    fill,
                    content,
                });
                y += LINE * size;
            }
            y
        };
        let top = (block(title, EDGE / 2.0, 18.0, Weight::Bold, theme.text) + EDGE / 2.0).ceil();
        let bottom = block(caption, top + self.height + EDGE / 2.0, 12.0, Weight::Regular, theme.muted);
        self.shapes.iter_mut().for_each(|shape| shape.shift(EDGE, top));
        for Mark { bounds, .. } in &mut self.marks {
            (bounds.x, bounds.y) = (bounds.x + EDGE, bounds.y + top);
        }
        self.shapes.append(&mut around);
        self.width += 2.0 * EDGE;
        self.height = (bottom + EDGE / 2.0).ceil();
        self
    }
}
