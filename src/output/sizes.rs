//! How much room the words of a picture take.

use super::layout::{Line, Room, Size, columns};
use super::picture::{Edge, Node, Picture, Shape};
use crate::mentions::Kind;

pub(super) const NODE_FONT: f64 = 15.0;
pub(super) const SMALL_FONT: f64 = 12.0;
pub(super) const EDGE_FONT: f64 = 12.5;
pub(super) const LINE: f64 = 1.25;
/// How far the points of a hexagon stand out at either side.
pub(super) const CORNER: f64 = 9.0;

/// How wide a text is, about, in a sans-serif face of that size.
pub(super) fn width(text: &str, size: f64) -> f64 {
    let of = |c: char| match c {
        'i' | 'j' | 'l' | 't' | 'f' | 'I' | '.' | ',' | ';' | ':' | '\'' | '’' | '|' | '!' | ' ' | '('
        | ')' => 0.31,
        'r' | '-' | '“' | '”' | '"' => 0.38,
        'm' | 'w' | 'M' | 'W' | '…' | '—' | '@' | '%' => 0.9,
        c if c.is_ascii_uppercase() => 0.7,
        c if (c as u32) < 0x2e80 => 0.57,
        _ => 1.05,
    };
    text.chars().map(of).sum::<f64>() * size
}

/// The letters of a node are larger the more relations it has.
pub(super) fn font(node: &Node) -> f64 {
    match (node.shape, node.degree) {
        (Shape::Words | Shape::Article, _) => SMALL_FONT,
        (Shape::Act(_), _) => EDGE_FONT,
        (_, 0..=5) => NODE_FONT,
        (_, 6..=10) => NODE_FONT + 1.0,
        _ => NODE_FONT + 2.0,
    }
}

pub(super) fn box_of(node: &Node) -> Size {
    let size = font(node);
    let lines = node.lines.iter().map(|line| width(line, size));
    let notes = node.notes.iter().map(|note| width(note, SMALL_FONT));
    let widest = lines.chain(notes).fold(12.0, f64::max);
    let height = node.lines.len().max(1) as f64 * size * LINE + node.notes.len() as f64 * SMALL_FONT * LINE;
    let (beside, above) = match node.shape {
        Shape::Entity(Kind::Person | Kind::Group, _) => (30.0, 12.0),
        // the lines of a hexagon have the room between its corners
        Shape::Entity(Kind::Event, _) => (20.0 + 2.0 * CORNER, 10.0),
        Shape::Entity(..) | Shape::Act(_) | Shape::Article => (20.0, 10.0),
        Shape::Words => (8.0, 4.0),
    };
    Size { width: widest + beside, height: height + above }
}

pub(super) fn label_of(edge: &Edge) -> Size {
    let widest = edge.lines.iter().map(|line| width(line, EDGE_FONT)).fold(0.0, f64::max);
    let width = if edge.lines.is_empty() { 0.0 } else { widest + 10.0 };
    Size { width, height: (edge.lines.len() as f64 * EDGE_FONT * LINE).max(4.0) }
}

/// The lines between the boxes of a picture, with their labels.
pub(super) fn lines_of(picture: &Picture) -> Vec<Line> {
    picture.edges.iter().map(|edge| Line { from: edge.from, to: edge.to, label: label_of(edge) }).collect()
}

/// The column each node would stand in, from left to right.
pub(super) fn columns_of(picture: &Picture) -> Vec<usize> {
    let boxes: Vec<Size> = picture.nodes.iter().map(box_of).collect();
    columns(&boxes, &lines_of(picture), Room::default())
}
