use web_sys::Element;

use crate::chart::{Anchor, Rgb, Scene, Shape, Stroke, Weight, svg::number};

const SVG: &str = "http://www.w3.org/2000/svg";

/// Paints a scene into an element, in place of what is there. The elements are made one by one: no text of the data is
/// ever read as markup.
pub fn paint(scene: &Scene, into: &Element) {
    into.replace_children_with_node_0();
    let Some(document) = into.owner_document() else { return };
    let element = |name: &str| document.create_element_ns(Some(SVG), name).ok();
    let Some(root) = element("svg") else { return };
    let (width, height) = (number(scene.width), number(scene.height));
    set(&root, &[("width", &width), ("height", &height), ("viewBox", &format!("0 0 {width} {height}"))]);
    // The frame around it has the name and the description.
    set(&root, &[("aria-hidden", "true"), ("focusable", "false")]);
    for shape in &scene.shapes {
        let Some(child) = element(name(shape)) else { continue };
        draw(shape, &child);
        _ = root.append_child(&child);
    }
    _ = into.append_child(&root);
}

fn name(shape: &Shape) -> &'static str {
    match shape {
        Shape::Rect { .. } => "rect",
        Shape::Polyline { .. } => "polyline",
        Shape::Polygon { .. } => "polygon",
        Shape::Circle { .. } => "circle",
        Shape::Text { .. } => "text",
    }
}

fn draw(shape: &Shape, element: &Element) {
    let lengths = |lengths: &[(&str, &f64)]| {
        lengths.iter().for_each(|(name, length)| set(element, &[(name, &number(**length))]));
    };
    match shape {
        Shape::Rect { x, y, w, h, fill, stroke, rx } => {
            lengths(&[("x", x), ("y", y), ("width", w), ("height", h), ("rx", rx)]);
            colour(element, *fill, *stroke);
        }
        Shape::Polyline { points, stroke } => {
            set(element, &[("points", &path(points))]);
            colour(element, None, Some(*stroke));
        }
        Shape::Polygon { points, fill, stroke } => {
            set(element, &[("points", &path(points))]);
            colour(element, *fill, *stroke);
        }
        Shape::Circle { x, y, r, fill, stroke } => {
            lengths(&[("cx", x), ("cy", y), ("r", r)]);
            colour(element, *fill, *stroke);
        }
        Shape::Text { x, y, anchor, size, weight, fill, content } => {
            lengths(&[("x", x), ("y", y), ("font-size", size)]);
            let anchor = match anchor {
                Anchor::Start => "start",
                Anchor::Middle => "middle",
                Anchor::End => "end",
            };
            set(element, &[("text-anchor", anchor), ("fill", &fill.css())]);
            if *weight == Weight::Bold {
                set(element, &[("font-weight", "600")]);
            }
            element.set_text_content(Some(content));
        }
    }
}

fn colour(element: &Element, fill: Option<Rgb>, stroke: Option<Stroke>) {
    set(element, &[("fill", &fill.map_or_else(|| "none".to_owned(), Rgb::css))]);
    if let Some(stroke) = stroke {
        set(element, &[("stroke", &stroke.color.css()), ("stroke-width", &number(stroke.width))]);
    }
}

fn path(points: &[(f64, f64)]) -> String {
    points.iter().map(|(x, y)| format!("{},{}", number(*x), number(*y))).collect::<Vec<_>>().join(" ")
}

fn set(element: &Element, attributes: &[(&str, &str)]) {
    for (name, value) in attributes {
        // Fails only for names that are none.
        _ = element.set_attribute(name, value);
    }
}
