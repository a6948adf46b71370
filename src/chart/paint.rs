//! What all kinds of chart share: rows of label and content, the legend, the place of a value's text, and the plane
//! with axis, grid and bars that plotters draws.

use plotters::coord::cartesian::Cartesian2d;
use plotters::coord::ranged1d::Ranged;
use plotters::coord::types::RangedCoordf64;
use plotters::drawing::IntoDrawingArea;
use plotters::element::{PathElement, Rectangle, Text};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{FontDesc, FontFamily, FontStyle, RGBColor, ShapeStyle, TextStyle};

use super::backend::SceneBackend;
use super::label::Label;
use super::metrics::{ASCENT, LINE, text_width};
use super::scene::{Anchor, Bounds, Mark, Scene, Shape, Stroke, Weight};
use super::theme::{Rgb, Theme};
use super::words::{Format, Words, describe};

/// Font size of labels and values.
pub(super) const SIZE: f64 = 14.0;
/// Font size of ticks, captions and legend.
pub(super) const SMALL: f64 = 12.0;
/// Height of a row of one bar.
pub(super) const BAND: f64 = 24.0;
/// From the top of a text's line down to the middle of its figures, in em.
const MIDDLE: f64 = ASCENT - 0.34;
/// From the top of a band down to the middle of its bar, so that text and bar share their middle.
pub(super) const CENTER: f64 = 13.0;
/// Room at the left and right edge.
const EDGE: f64 = 2.0;
/// Between two columns; room of a sign before its text.
pub(super) const GUTTER: f64 = 16.0;
/// Between a bar and its text.
const NEAR: f64 = 6.0;
/// Below a row.
const GAP: f64 = 12.0;

/// What a painter is given for each chart: the caller's title, lead of the description, and caption of the axis.
#[derive(Clone, Debug, Default)]
pub struct Heading {
    /// The chart's name. Not painted: the page has it as a heading, and [`Scene::framed`] paints it for a file.
    pub title: String,
    /// The phrase that the description begins with, such as what is compared; may be empty.
    pub lead: String,
    /// What the axis counts, such as "ล้านบาท"; painted above the chart unless empty.
    pub unit: Label,
}

/// The value of a row if there is one to draw.
#[inline(never)]
pub(super) fn finite(value: Option<f64>) -> Option<f64> {
    value.filter(|value| value.is_finite()).map(|value| value.clamp(-1e300, 1e300))
}

/// Room for a value's text on one line in either weight, in pixels.
pub(super) fn wide(text: &Label, size: f64) -> f64 {
    text.width(size, Weight::Regular).max(text.width(size, Weight::Bold))
}

/// A sign beside a text: a status or an entry of the legend.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Sign {
    /// ■ a series
    Square(Rgb),
    /// ▲
    Up(Rgb),
    /// ▼
    Down(Rgb),
    /// ▬ no change
    Level(Rgb),
    /// ○
    Ring(Rgb),
    /// | a target
    Tick(Rgb),
    /// | with a point to the left: stay below
    Limit(Rgb),
    /// ⫽ a bar that goes on
    Cut(Rgb),
}

/// Where a value's text goes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Place {
    /// On the bar's line, with the anchor at x; `inside` the bar it takes the bar's ink.
    Line { x: f64, anchor: Anchor, inside: bool },
    /// On lines of its own below the bar.
    Below,
}

/// The place of a text of width `text` at a bar from `base` to `end`, between `left` and `right`.
pub(super) fn place(base: f64, end: f64, text: f64, (left, right): (f64, f64), inside: bool) -> Place {
    let (low, high) = (base.min(end), base.max(end));
    let after =
        (high + NEAR + text <= right).then_some(Place::Line { x: high + NEAR, anchor: Anchor::Start, inside: false });
    let before =
        (low - NEAR - text >= left).then_some(Place::Line { x: low - NEAR, anchor: Anchor::End, inside: false });
    let fits = inside && high - low >= text + 2.0 * NEAR;
    if base <= end {
        let within = fits.then_some(Place::Line { x: high - NEAR, anchor: Anchor::End, inside: true });
        after.or(within).or(before).unwrap_or(Place::Below)
    } else {
        let within = fits.then_some(Place::Line { x: low + NEAR, anchor: Anchor::Start, inside: true });
        before.or(after).or(within).unwrap_or(Place::Below)
    }
}

/// A horizontal axis from pixel `x0` to `x1`. Values are divided by a power of ten first, so that none is too large or
/// too small to reckon with.
pub(super) struct Axis {
    exponent: i32,
    low: f64,
    high: f64,
    x0: i32,
    x1: i32,
}

impl Axis {
    /// An axis over `values` and zero.
    pub fn new(values: &[f64], (x0, x1): (f64, f64)) -> Self {
        let (mut low, mut high) = (0.0_f64, 0.0_f64);
        for value in values {
            (low, high) = (low.min(*value), high.max(*value));
        }
        let (low, high) = (low.max(-1e300), high.min(1e300));
        let largest = high.max(-low);
        let exponent = if largest > 1e-300 { largest.log10().floor() as i32 } else { 0 };
        let mut axis = Self { exponent, low: 0.0, high: 1.0, x0: x0 as i32, x1: (x1 as i32).max(x0 as i32 + 1) };
        if largest > 1e-300 {
            (axis.low, axis.high) = (axis.scaled(low), axis.scaled(high));
        }
        axis
    }

    /// The same, drawn in so that each text fits behind the end of its bar, as far as that leaves the bars more than
    /// half of the room.
    pub fn fit(values: &[(f64, f64)], sides: (f64, f64)) -> Self {
        let lengths: Vec<f64> = values.iter().map(|(value, _)| *value).collect();
        let mut axis = Self::new(&lengths, sides);
        let (left, right) = (f64::from(axis.x0), f64::from(axis.x1));
        let room = values.iter().filter(|(value, _)| *value >= 0.0).fold(right - left, |room, (value, text)| {
            let share = (axis.scaled(*value) - axis.low) / (axis.high - axis.low);
            if share > 0.0 { room.min((right - left - text - NEAR) / share - 1.0) } else { room }
        });
        axis.x1 = axis.x1.min((left + room.max((right - left) * 0.55)) as i32).max(axis.x0 + 1);
        axis
    }

    fn scaled(&self, value: f64) -> f64 {
        // In two steps: the power of ten of a very small value is no number.
        let half = self.exponent / 2;
        value / 10f64.powi(half) / 10f64.powi(self.exponent - half)
    }

    /// Where a value is, in pixels.
    pub fn px(&self, value: f64) -> f64 {
        let coord = RangedCoordf64::from(self.low..self.high);
        f64::from(coord.map(&self.scaled(value).max(self.low).min(self.high), (self.x0, self.x1)))
    }

    /// Round values (scaled) with their texts and the texts' left ends, as many as stand apart.
    fn ticks(&self, format: Format, width: f64) -> Vec<(f64, String, f64)> {
        let coord = RangedCoordf64::from(self.low..self.high);
        let most = ((self.x1 - self.x0) / 64).clamp(2, 7) as usize;
        for count in (1..=most).rev() {
            let ticks: Vec<_> = coord
                .key_points(count)
                .into_iter()
                .filter_map(|tick| {
                    let digits = (0..4).find(|digits| is_whole(tick * 10f64.powi(*digits)))?;
                    let decimals = (digits - self.exponent).clamp(0, 12) as usize;
                    let half = self.exponent / 2;
                    let value = (tick * 1e3).round() / 1e3 * 10f64.powi(half) * 10f64.powi(self.exponent - half) + 0.0;
                    let text = Label::plain(&format(value, decimals)).text();
                    let wide = text_width(&text, SMALL, Weight::Regular);
                    let x = f64::from(coord.map(&tick, (self.x0, self.x1))) - wide / 2.0;
                    let x = x.min(width - EDGE - wide).max(EDGE);
                    (x + wide <= width).then_some((tick, text, x))
                })
                .collect();
            let end = |(_, text, x): &(f64, String, f64)| x + text_width(text, SMALL, Weight::Regular);
            let apart = ticks.windows(2).all(|pair| matches!(pair, [a, b] if end(a) + 12.0 <= b.2));
            if apart && !ticks.is_empty() {
                return ticks;
            }
        }
        Vec::new()
    }
}

fn is_whole(value: f64) -> bool {
    (value - value.round()).abs() < 1e-6
}

/// Something on the plane: x in values, y in pixels from the top of the chart.
pub(super) enum Piece {
    /// A bar between two values.
    Bar { from: f64, to: f64, top: f64, height: f64, color: Rgb },
    /// An upright line at a value.
    Line { at: f64, top: f64, bottom: f64, color: Rgb, width: u32 },
}

/// Columns of a chart of rows.
pub(super) struct Columns {
    /// Labels beside the content, not above it.
    pub beside: bool,
    label: f64,
    aside_x: f64,
    aside: f64,
    indent: f64,
    /// From the top of the content down to where a label of one line has its middle.
    pub center: f64,
    /// The content's left and right side.
    pub sides: (f64, f64),
}

/// A row's place.
pub(super) struct Slot {
    /// Top of the content.
    pub top: f64,
    /// The whole row.
    pub bounds: Bounds,
}

/// Builds a scene from top to bottom.
pub(super) struct Painter<'a> {
    pub scene: Scene,
    pub theme: &'a Theme,
    pub words: &'a Words<'a>,
    pub pieces: Vec<Piece>,
    lead: &'a str,
    y: f64,
}

/// The width of a chart that is asked for in that width.
pub(super) fn room(width: f64) -> f64 {
    if width.is_finite() { width.floor().clamp(Scene::MIN_WIDTH, 4096.0) } else { 640.0 }
}

impl<'a> Painter<'a> {
    pub fn new(heading: &'a Heading, unit: &Label, width: f64, theme: &'a Theme, words: &'a Words<'a>) -> Self {
        let width = room(width);
        let scene = Scene { width, title: heading.title.clone(), ..Scene::default() };
        let mut painter = Self { scene, theme, words, pieces: Vec::new(), lead: &heading.lead, y: 0.0 };
        let (left, right) = painter.sides();
        let bottom = painter.block(unit, (left, right), 0.0, SMALL, Weight::Regular, theme.muted);
        painter.y = if bottom > 0.0 { bottom + 6.0 } else { 0.0 };
        painter
    }

    /// Left and right side of the whole.
    fn sides(&self) -> (f64, f64) {
        (EDGE, self.scene.width - EDGE)
    }

    /// A line of text with its top at `top`.
    fn text(&mut self, (x, top): (f64, f64), anchor: Anchor, size: f64, weight: Weight, fill: Rgb, content: String) {
        if !content.is_empty() {
            self.scene.shapes.push(Shape::Text { x, y: top + ASCENT * size, anchor, size, weight, fill, content });
        }
    }

    /// A text wrapped between two sides; the answer is where it ends.
    fn block(&mut self, label: &Label, sides: (f64, f64), top: f64, size: f64, weight: Weight, fill: Rgb) -> f64 {
        let mut y = top;
        for line in label.wrap(sides.1 - sides.0, size, weight) {
            self.text((sides.0, y), Anchor::Start, size, weight, fill, line);
            y += LINE * size;
        }
        y
    }

    /// A sign, ten pixels square, by its centre.
    pub fn sign(&mut self, sign: Sign, x: f64, y: f64) {
        let near = |points: &[(f64, f64)]| points.iter().map(|(dx, dy)| (x + dx, y + dy)).collect::<Vec<_>>();
        let fill =
            |color, points: &[(f64, f64)]| Shape::Polygon { points: near(points), fill: Some(color), stroke: None };
        let bar =
            |color| Shape::Rect { x: x - 1.0, y: y - 6.0, w: 2.0, h: 12.0, fill: Some(color), stroke: None, rx: 0.0 };
        let shapes = match sign {
            Sign::Square(color) => {
                vec![Shape::Rect { x: x - 5.0, y: y - 5.0, w: 10.0, h: 10.0, fill: Some(color), stroke: None, rx: 2.0 }]
            }
            Sign::Up(color) => vec![fill(color, &[(-5.0, 4.0), (0.0, -5.0), (5.0, 4.0)])],
            Sign::Down(color) => vec![fill(color, &[(-5.0, -4.0), (0.0, 5.0), (5.0, -4.0)])],
            Sign::Level(color) => vec![fill(color, &[(-5.0, -1.5), (5.0, -1.5), (5.0, 1.5), (-5.0, 1.5)])],
            Sign::Ring(color) => {
                vec![Shape::Circle { x, y, r: 4.0, fill: None, stroke: Some(Stroke { color, width: 2.0 }) }]
            }
            Sign::Tick(color) => vec![bar(color)],
            Sign::Limit(color) => vec![bar(color), fill(color, &[(-1.0, -6.0), (-6.0, -3.0), (-1.0, 0.0)])],
            Sign::Cut(color) => [-4.0, 0.0]
                .map(|dx| fill(color, &[(dx, 6.0), (dx + 3.0, -6.0), (dx + 5.0, -6.0), (dx + 2.0, 6.0)]))
                .to_vec(),
        };
        self.scene.shapes.extend(shapes);
    }

    /// The key to the signs, above the rows.
    pub fn legend(&mut self, entries: &[(Sign, Label)]) {
        const INDENT: f64 = 16.0;
        let (left, right) = self.sides();
        let (mut x, mut next) = (left, self.y);
        for (sign, label) in entries {
            let wide = INDENT + label.width(SMALL, Weight::Regular);
            if x > left && x + wide > right {
                (x, self.y) = (left, next);
            }
            self.sign(*sign, x + 6.0, (self.y + MIDDLE * SMALL).round());
            let bottom = self.block(label, (x + INDENT, right), self.y, SMALL, Weight::Regular, self.theme.muted);
            next = next.max(bottom).max(self.y + LINE * SMALL);
            x += wide + GUTTER;
        }
        if !entries.is_empty() {
            self.y = (next + 8.0).ceil();
        }
    }

    /// Columns for these labels and widths of texts at the right. Labels stand beside the content from `beside` pixels on.
    pub fn columns(&self, labels: &[&Label], aside: f64, indent: f64, beside: f64) -> Columns {
        let (left, right) = self.sides();
        let mut columns = Columns {
            beside: self.scene.width >= beside,
            label: 0.0,
            aside_x: right,
            aside: 0.0,
            indent,
            center: CENTER,
            sides: (left, right),
        };
        if columns.beside {
            let room = right - left - indent;
            for label in labels {
                let wanted = label.width(SIZE, Weight::Regular).min(0.32 * room);
                columns.label = columns.label.max(wanted.max(label.widest_word(SIZE, Weight::Regular).min(0.4 * room)));
            }
            // A hair more, so that a label of this very width is not wrapped.
            columns.label = columns.label.ceil() + 1.0;
            columns.aside = aside.min(0.28 * room).ceil() + 1.0;
            columns.aside_x = right - columns.aside;
            columns.sides.0 = (left + indent + columns.label + GUTTER).ceil();
            columns.sides.1 = (if aside > 0.0 { columns.aside_x - GUTTER } else { right }).floor();
        }
        columns
    }

    /// The next row: its sign, label and text at the right are painted, its content of `height` is the caller's.
    pub fn row(
        &mut self,
        columns: &Columns,
        sign: Option<Sign>,
        label: &Label,
        aside: (Option<Sign>, &str),
        height: f64,
    ) -> Slot {
        let (left, right) = self.sides();
        let (start, theme) = (self.y, self.theme);
        let line = LINE * SIZE;
        let aside_label = Label::plain(aside.1);
        // The sign before the text at the right takes room from it.
        let lead = if aside.0.is_some() { GUTTER } else { 0.0 };
        let aside_wide = if aside_label.is_empty() { 0.0 } else { lead + aside_label.width(SIZE, Weight::Bold) };
        let label_sides =
            (left + columns.indent, if columns.beside { left + columns.indent + columns.label } else { right });
        let lines = label.wrap(label_sides.1 - label_sides.0, SIZE, Weight::Regular);
        let label_high = lines.len() as f64 * line;
        let aside_lines = aside_label.wrap(
            if columns.beside { columns.aside - lead } else { right - left - columns.indent - lead },
            SIZE,
            Weight::Bold,
        );
        let aside_high = aside_lines.len() as f64 * line;
        let label_wide = if lines.len() == 1 { label.width(SIZE, Weight::Regular) } else { f64::INFINITY };
        let one_line = aside_lines.len() == 1 && label_sides.0 + label_wide + GUTTER + aside_wide <= right;
        let (label_top, aside_x, aside_top, top, bottom);
        if columns.beside {
            let inner = label_high.max(aside_high).max(height);
            // One line stands level with the text at a bar.
            let level = |high: f64| {
                start + ((inner - high) / 2.0).min((inner - height) / 2.0 + columns.center - MIDDLE * SIZE).max(0.0)
            };
            (label_top, aside_x, aside_top) = (level(label_high), columns.aside_x, level(aside_high));
            top = start + ((inner - height) / 2.0).round();
            bottom = start + inner.max(label_top - start + label_high).max(aside_top - start + aside_high);
        } else {
            label_top = start;
            (aside_x, aside_top) =
                if one_line { (right - aside_wide, start) } else { (label_sides.0, start + label_high) };
            top = (start + if one_line { label_high } else { label_high + aside_high } + 2.0).ceil();
            bottom = top + height;
        }
        if let Some(sign) = sign {
            self.sign(sign, left + 6.0, (label_top + MIDDLE * SIZE).round());
        }
        if let Some(sign) = aside.0.filter(|_| aside_wide > 0.0) {
            self.sign(sign, aside_x + 6.0, (aside_top + MIDDLE * SIZE).round());
        }
        for (at, content) in lines.into_iter().enumerate() {
            self.text(
                (label_sides.0, label_top + at as f64 * line),
                Anchor::Start,
                SIZE,
                Weight::Regular,
                theme.text,
                content,
            );
        }
        for (at, content) in aside_lines.into_iter().enumerate() {
            self.text(
                (aside_x + lead, aside_top + at as f64 * line),
                Anchor::Start,
                SIZE,
                Weight::Bold,
                theme.text,
                content,
            );
        }
        let bounds = Bounds { x: 0.0, y: start, w: self.scene.width, h: bottom - start };
        self.y = (bottom + GAP).ceil();
        Slot { top, bounds }
    }

    /// Height that a value's text takes below its bar.
    pub fn below(&self, place: Place, text: &Label, size: f64, sides: (f64, f64)) -> f64 {
        match place {
            Place::Below => {
                let lines =
                    [Weight::Regular, Weight::Bold].map(|weight| text.wrap(sides.1 - sides.0, size, weight).len());
                lines.into_iter().max().unwrap_or(0) as f64 * LINE * size
            }
            Place::Line { .. } => 0.0,
        }
    }

    /// A value's text at a bar whose middle is at `middle`, or below it from `under` on. Without a `bar` it says why
    /// there is none, and is quieter.
    pub fn value(
        &mut self,
        place: Place,
        text: &Label,
        size: f64,
        (middle, under): (f64, f64),
        bar: Option<Rgb>,
        sides: (f64, f64),
    ) {
        let (weight, quiet) =
            if bar.is_some() { (Weight::Bold, self.theme.text) } else { (Weight::Regular, self.theme.muted) };
        match place {
            Place::Line { x, anchor, inside } => {
                let fill = bar.filter(|_| inside).map_or(quiet, Rgb::ink);
                self.text((x, middle - MIDDLE * size), anchor, size, weight, fill, text.text());
            }
            Place::Below => {
                self.block(text, sides, under, size, weight, quiet);
            }
        }
    }

    /// A row of the chart as a mark.
    pub fn mark(&mut self, mark: Mark) {
        self.scene.marks.push(mark);
    }

    /// The plane behind the rows, and the words. Pieces lie between the grid and all that was painted before.
    pub fn finish(mut self, axis: &Axis, format: Format, corner: f64) -> Scene {
        let front = std::mem::take(&mut self.scene.shapes);
        if self.scene.marks.is_empty() {
            let (left, right) = self.sides();
            let bottom = self.block(
                &Label::plain(self.words.no_data),
                (left, right),
                16.0,
                SIZE,
                Weight::Regular,
                self.theme.muted,
            );
            self.scene.height = (bottom + 16.0).ceil();
        } else {
            let bottom = self.y - GAP / 2.0;
            let ticks = axis.ticks(format, self.scene.width);
            self.scene.height = (bottom + if ticks.is_empty() { 2.0 } else { LINE * SMALL + 4.0 }).ceil();
            plane(&mut self.scene, axis, &ticks, (&front, bottom.floor()), &self.pieces, self.theme, corner);
            self.scene.shapes.extend(front);
        }
        self.scene.description = describe(self.lead, &self.scene.marks, self.words);
        self.scene
    }
}

/// Draws grid, ticks and pieces with plotters; nothing but text stands in the way of a grid line.
fn plane(
    scene: &mut Scene,
    axis: &Axis,
    ticks: &[(f64, String, f64)],
    (front, bottom): (&[Shape], f64),
    pieces: &[Piece],
    theme: &Theme,
    corner: f64,
) {
    let texts: Vec<Bounds> =
        front.iter().filter(|shape| matches!(shape, Shape::Text { .. })).map(Shape::bounds).collect();
    // The rows begin where the first mark does.
    let top = scene.marks.first().map_or(0.0, |mark| mark.bounds.y);
    let high = scene.height;
    let root = SceneBackend::new(scene, corner).into_drawing_area();
    let area = root.clone().shrink((axis.x0, 0), (axis.x1 - axis.x0 + 1, high as i32 + 1));
    // The plane itself: plotters' ChartBuilder would make the same, with room for axis labels that are not wanted here.
    let pixels = (axis.x0..axis.x1, high as i32..0);
    let plane = area.apply_coord_spec(Cartesian2d::<RangedCoordf64, RangedCoordf64>::new(
        axis.low..axis.high,
        high..0.0,
        pixels,
    ));
    // Drawing cannot fail: the backend only pushes to a list.
    let line = |x: f64, (top, bottom): (f64, f64), color: Rgb, width: u32| {
        let px = f64::from(RangedCoordf64::from(axis.low..axis.high).map(&x, (axis.x0, axis.x1)));
        for (top, bottom) in clear(px, top, bottom, &texts) {
            let _ = plane.draw(&PathElement::new(
                vec![(x, top), (x, bottom)],
                ShapeStyle { stroke_width: width, ..style(color) },
            ));
        }
    };
    let font = FontDesc::new(FontFamily::SansSerif, SMALL, FontStyle::Normal);
    for (x, text, left) in ticks {
        line(*x, (top, bottom), theme.grid, 1);
        let pos = Pos::new(HPos::Left, VPos::Top);
        let style =
            TextStyle { font: font.clone(), color: plotters::style::Color::to_backend_color(&rgb(theme.muted)), pos };
        let _ = root.draw(&Text::new(text.as_str(), (left.round() as i32, bottom as i32 + 2), style));
    }
    for piece in pieces {
        match piece {
            Piece::Bar { from, to, top, height, color } => {
                let corners = [(axis.scaled(*from), *top), (axis.scaled(*to), top + height)];
                let _ = plane.draw(&Rectangle::new(corners, style(*color).filled()));
            }
            Piece::Line { at, top, bottom, color, width } => line(axis.scaled(*at), (*top, *bottom), *color, *width),
        }
    }
    line(0.0, (top, bottom), theme.neutral, 1);
}

/// The parts of an upright line at `x` that no text covers.
fn clear(x: f64, top: f64, bottom: f64, texts: &[Bounds]) -> Vec<(f64, f64)> {
    let mut parts = vec![(top, bottom)];
    for text in texts.iter().filter(|text| x > text.x - 3.0 && x < text.x + text.w + 3.0) {
        parts = parts
            .into_iter()
            .flat_map(|(top, bottom)| [(top, bottom.min(text.y)), (top.max(text.y + text.h), bottom)])
            .filter(|(top, bottom)| bottom - top >= 1.0)
            .collect();
    }
    parts
}

fn rgb(Rgb(red, green, blue): Rgb) -> RGBColor {
    RGBColor(red, green, blue)
}

fn style(color: Rgb) -> ShapeStyle {
    ShapeStyle::from(rgb(color))
}
