//! plotters draws into a [`Scene`].

use std::convert::Infallible;

use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontStyle,
};

use super::metrics::{ASCENT, LINE, text_width};
use super::scene::{Anchor, Scene, Shape, Stroke, Weight};
use super::theme::Rgb;

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

/// plotters' backend that collects shapes. One unit of plotters is one pixel; text is measured by [`super::metrics`].
pub struct SceneBackend<'a> {
    scene: &'a mut Scene,
    corner: f64,
}

impl<'a> SceneBackend<'a> {
    /// Adds to `scene`, within its width and height. Filled rectangles get corners of the radius `corner`.
    pub fn new(scene: &'a mut Scene, corner: f64) -> Self {
        Self { scene, corner }
    }

    fn push(&mut self, alpha: f64, shape: Shape) -> Drawn {
        if alpha > 0.0 {
            self.scene.shapes.push(shape);
        }
        Ok(())
    }
}

fn color(color: BackendColor) -> Rgb {
    Rgb(color.rgb.0, color.rgb.1, color.rgb.2)
}

fn stroke<S: BackendStyle>(style: &S) -> Stroke {
    Stroke { color: color(style.color()), width: f64::from(style.stroke_width()) }
}

fn point((x, y): BackendCoord) -> (f64, f64) {
    (f64::from(x), f64::from(y))
}

fn weight<S: BackendTextStyle>(style: &S) -> Weight {
    if matches!(style.style(), FontStyle::Bold) { Weight::Bold } else { Weight::Regular }
}

impl DrawingBackend for SceneBackend<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        // One more, as plotters' last pixel is inside.
        (self.scene.width as u32 + 1, self.scene.height as u32 + 1)
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, at: BackendCoord, fill: BackendColor) -> Drawn {
        let (x, y) = point(at);
        self.push(fill.alpha, Shape::Rect { x, y, w: 1.0, h: 1.0, fill: Some(color(fill)), stroke: None, rx: 0.0 })
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        upper_left: BackendCoord,
        bottom_right: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let ((x0, y0), (x1, y1)) = (point(upper_left), point(bottom_right));
        let (w, h) = ((x1 - x0).abs(), (y1 - y0).abs());
        let (inside, outline) = if fill { (Some(color(style.color())), None) } else { (None, Some(stroke(style))) };
        let rx = if fill { self.corner.min(w / 2.0).min(h / 2.0) } else { 0.0 };
        self.push(
            style.color().alpha,
            Shape::Rect { x: x0.min(x1), y: y0.min(y1), w, h, fill: inside, stroke: outline, rx },
        )
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        let mut points: Vec<(f64, f64)> = path.into_iter().map(point).collect();
        let stroke = stroke(style);
        // A line of one pixel between two pixels would blur over both.
        if style.stroke_width() % 2 == 1 {
            points.iter_mut().for_each(|(x, y)| (*x, *y) = (*x + 0.5, *y + 0.5));
        }
        self.push(style.color().alpha, Shape::Polyline { points, stroke })
    }

    fn draw_circle<S: BackendStyle>(&mut self, center: BackendCoord, radius: u32, style: &S, fill: bool) -> Drawn {
        let (x, y) = point(center);
        let (inside, outline) = if fill { (Some(color(style.color())), None) } else { (None, Some(stroke(style))) };
        self.push(style.color().alpha, Shape::Circle { x, y, r: f64::from(radius), fill: inside, stroke: outline })
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, vert: I, style: &S) -> Drawn {
        let points = vert.into_iter().map(point).collect();
        self.push(style.color().alpha, Shape::Polygon { points, fill: Some(color(style.color())), stroke: None })
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Drawn {
        let (x, y) = point(at);
        let size = style.size();
        let anchor = match style.anchor().h_pos {
            HPos::Left => Anchor::Start,
            HPos::Center => Anchor::Middle,
            HPos::Right => Anchor::End,
        };
        let top = match style.anchor().v_pos {
            VPos::Top => y,
            VPos::Center => y - LINE * size / 2.0,
            VPos::Bottom => y - LINE * size,
        };
        let fill = color(style.color());
        let shape = Shape::Text {
            x,
            y: top + ASCENT * size,
            anchor,
            size,
            weight: weight(style),
            fill,
            content: text.to_owned(),
        };
        self.push(style.color().alpha, shape)
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        let size = style.size();
        Ok((text_width(text, size, weight(style)).ceil() as u32, (LINE * size).ceil() as u32))
    }
}
