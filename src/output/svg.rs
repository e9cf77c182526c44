//! The graph as SVG, without Graphviz.

use super::layout::{Layout, Line, Point, Room, Size, layout};
use super::picture::{
    Arrow, Edge, Node, Picture, PictureLayout, PictureOptions, Sample, Shape, Stroke, Style, Tone, fill,
    legend, picture,
};
use super::sizes::{CORNER, EDGE_FONT, LINE, SMALL_FONT, box_of, font, label_of, lines_of, width};
use crate::graph::KnowledgeGraph;
use crate::mentions::Kind;
use std::fmt::Write;

const MARGIN: f64 = 18.0;
const FAMILY: &str = "Helvetica, Arial, 'Liberation Sans', sans-serif";

fn escaped(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("&#10;"),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push(' '),
            c => out.push(c),
        }
    }
}

fn text(x: f64, y: f64, size: f64, attributes: &str, words: &str, out: &mut String) {
    let _ = write!(out, "<text x=\"{x:.1}\" y=\"{y:.1}\" font-size=\"{size}\"{attributes}>");
    escaped(words, out);
    out.push_str("</text>\n");
}

fn title(words: &str, out: &mut String) {
    out.push_str("<title>");
    escaped(words, out);
    out.push_str("</title>\n");
}

/// The graph as SVG: the same nodes and edges as the DOT of these options, in columns of our own.
pub(super) fn write(graph: &KnowledgeGraph, options: &PictureOptions) -> String {
    let picture = picture(graph, options);
    let placed = arranged(&picture, options.layout == PictureLayout::TopToBottom);
    let items = if options.legend { legend(&picture) } else { Vec::new() };
    let (head, rows) =
        (if picture.title.is_empty() { 0.0 } else { 34.0 }, legend_rows(&items, placed.width.max(560.0)));
    let foot = if rows.is_empty() { 0.0 } else { 14.0 + rows.len() as f64 * 22.0 };
    let wide = placed.width.max(if items.is_empty() { 0.0 } else { 560.0 }).max(width(&picture.title, 20.0))
        + MARGIN * 2.0;
    let high = placed.height + head + foot + MARGIN * 2.0;
    let mut out = String::new();
    let _ = writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{wide:.0}\" height=\"{high:.0}\" viewBox=\"0 0 {wide:.0} {high:.0}\" font-family=\"{FAMILY}\" text-anchor=\"middle\">"
    );
    title(if picture.title.is_empty() { "Knowledge graph" } else { &picture.title }, &mut out);
    markers(&mut out);
    out.push_str("<rect width=\"100%\" height=\"100%\" fill=\"#FFFFFF\"/>\n");
    if head > 0.0 {
        text(
            wide / 2.0,
            MARGIN + 14.0,
            20.0,
            " font-weight=\"bold\" fill=\"#111111\"",
            &picture.title,
            &mut out,
        );
    }
    let left = (wide - placed.width) / 2.0;
    let _ = writeln!(out, "<g transform=\"translate({left:.1} {:.1})\">", MARGIN + head);
    for (i, edge) in picture.edges.iter().enumerate() {
        line(edge, placed.lines.get(i).map_or(&[], Vec::as_slice), &mut out);
    }
    for (i, edge) in picture.edges.iter().enumerate() {
        label(edge, placed.labels.get(i).copied().unwrap_or_default(), &mut out);
    }
    for (node, &middle) in picture.nodes.iter().zip(&placed.boxes) {
        draw(node, middle, &mut out);
    }
    out.push_str("</g>\n");
    let top = MARGIN + head + placed.height + 24.0;
    write_legend(&rows, top, &mut out);
    out.push_str("</svg>\n");
    out
}

/// Where everything is; from top to bottom, what is wide is high and the other way round.
fn arranged(picture: &Picture, down: bool) -> Layout {
    let turned = |size: Size| if down { Size { width: size.height, height: size.width } } else { size };
    let boxes: Vec<Size> = picture.nodes.iter().map(|node| turned(box_of(node))).collect();
    let turn = |line: Line| Line { label: turned(line.label), ..line };
    let lines: Vec<Line> = lines_of(picture).into_iter().map(turn).collect();
    let room = if down { Room { height: 1400.0, width: 800.0, ..Room::default() } } else { Room::default() };
    let mut placed = layout(&boxes, &lines, room);
    if down {
        let swap = |point: &mut Point| std::mem::swap(&mut point.x, &mut point.y);
        placed.boxes.iter_mut().chain(&mut placed.labels).for_each(swap);
        placed.lines.iter_mut().flatten().for_each(swap);
        std::mem::swap(&mut placed.width, &mut placed.height);
    }
    placed
}

fn markers(out: &mut String) {
    out.push_str("<defs>\n");
    for (name, tone) in [("stated", Tone::Stated), ("said", Tone::Said), ("denied", Tone::Denied)] {
        let shape = match tone {
            // a bar, so that a denial shows without colours
            Tone::Denied => "M4.2 0H6.6V8H4.2Z",
            _ => "M0 0 8 4 0 8Z",
        };
        let _ = writeln!(
            out,
            "<marker id=\"{name}\" viewBox=\"0 0 9 8\" refX=\"8\" refY=\"4\" markerWidth=\"10\" markerHeight=\"10\" markerUnits=\"userSpaceOnUse\" orient=\"auto-start-reverse\"><path d=\"{shape}\" fill=\"{}\"/></marker>",
            tone.colour()
        );
    }
    out.push_str("</defs>\n");
}

fn dashes(stroke: Stroke) -> &'static str {
    match stroke {
        Stroke::Actual | Stroke::Told => "",
        Stroke::Planned => " stroke-dasharray=\"8 4\"",
        Stroke::Open => " stroke-dasharray=\"2 3\"",
        Stroke::Reference => " stroke-dasharray=\"1 4\"",
    }
}

fn line(edge: &Edge, points: &[Point], out: &mut String) {
    let Some((first, rest)) = points.split_first() else { return };
    let mut path = format!("M{:.1} {:.1}", first.x, first.y);
    let mut before = *first;
    for &next in rest {
        // leaves and arrives across the columns
        let reach = (next.x - before.x) / 2.0;
        if (next.y - before.y).abs() < 0.05 {
            let _ = write!(path, "L{:.1} {:.1}", next.x, next.y);
        } else {
            let _ = write!(
                path,
                "C{:.1} {:.1} {:.1} {:.1} {:.1} {:.1}",
                before.x + reach,
                before.y,
                next.x - reach,
                next.y,
                next.x,
                next.y
            );
        }
        before = next;
    }
    let name = match edge.style.tone {
        Tone::Stated => "stated",
        Tone::Said => "said",
        Tone::Denied => "denied",
    };
    out.push_str("<g>");
    title(&edge.tooltip, out);
    let _ = write!(
        out,
        "<path d=\"{path}\" fill=\"none\" stroke=\"{}\" stroke-width=\"1.4\"{}",
        edge.style.colour(),
        dashes(edge.style.stroke)
    );
    if edge.arrow != Arrow::None {
        let _ = write!(out, " marker-end=\"url(#{name})\"");
    }
    if edge.arrow == Arrow::Both {
        let _ = write!(out, " marker-start=\"url(#{name})\"");
    }
    out.push_str("/></g>\n");
}

fn label(edge: &Edge, middle: Point, out: &mut String) {
    let size = label_of(edge);
    if edge.lines.is_empty() {
        return;
    }
    out.push_str("<g>");
    title(&edge.tooltip, out);
    let (left, top) = (middle.x - size.width / 2.0, middle.y - size.height / 2.0);
    let _ = writeln!(
        out,
        "<rect x=\"{left:.1}\" y=\"{top:.1}\" width=\"{:.1}\" height=\"{:.1}\" fill=\"#FFFFFF\"/>",
        size.width, size.height
    );
    let colour = format!(" fill=\"{}\"", edge.style.tone.colour());
    for (i, words) in edge.lines.iter().enumerate() {
        text(middle.x, top + (i as f64 + 0.78) * EDGE_FONT * LINE, EDGE_FONT, &colour, words, out);
    }
    out.push_str("</g>\n");
}

fn outline(style: Style) -> String {
    format!(
        "fill=\"#FFFFFF\" stroke=\"{}\" stroke-width=\"1.4\"{}",
        style.tone.colour(),
        dashes(style.stroke)
    )
}

fn draw(node: &Node, middle: Point, out: &mut String) {
    let size = box_of(node);
    let (left, top) = (middle.x - size.width / 2.0, middle.y - size.height / 2.0);
    let right = left + size.width;
    let bottom = top + size.height;
    out.push_str("<g>");
    title(&node.tooltip, out);
    let round = |rx: f64, look: &str| {
        format!(
            "<rect x=\"{left:.1}\" y=\"{top:.1}\" width=\"{:.1}\" height=\"{:.1}\" rx=\"{rx:.1}\" {look}/>\n",
            size.width, size.height
        )
    };
    let (shape, ink) = match node.shape {
        Shape::Words => (round(3.0, "fill=\"#FFFFFF\" stroke=\"#DDDDDD\""), "#555555"),
        Shape::Article => (round(3.0, "fill=\"#FAFAFA\" stroke=\"#BBBBBB\""), "#555555"),
        Shape::Act(style) => (round(size.height / 2.0, &outline(style)), style.tone.colour()),
        Shape::Entity(kind, named) => {
            let border = if named { "stroke=\"#777777\" stroke-width=\"1.3\"" } else { "stroke=\"#BBBBBB\"" };
            let look = format!("fill=\"{}\" {border}", fill(kind));
            let shape = match kind {
                Kind::Person | Kind::Group => round(size.height / 2.0, &look),
                Kind::Event => format!(
                    "<polygon points=\"{:.1},{top:.1} {:.1},{top:.1} {right:.1},{:.1} {:.1},{bottom:.1} {:.1},{bottom:.1} {left:.1},{:.1}\" {look}/>\n",
                    left + CORNER,
                    right - CORNER,
                    middle.y,
                    right - CORNER,
                    left + CORNER,
                    middle.y
                ),
                _ => round(4.0, &look),
            };
            (shape, if named { "#111111" } else { "#333333" })
        }
    };
    out.push_str(&shape);
    let font = font(node);
    let height = node.lines.len() as f64 * font * LINE + node.notes.len() as f64 * SMALL_FONT * LINE;
    let mut line = middle.y - height / 2.0;
    for words in &node.lines {
        text(middle.x, line + font * 0.95, font, &format!(" fill=\"{ink}\""), words, out);
        line += font * LINE;
    }
    for words in &node.notes {
        text(middle.x, line + SMALL_FONT * 0.95, SMALL_FONT, " fill=\"#555555\"", words, out);
        line += SMALL_FONT * LINE;
    }
    out.push_str("</g>\n");
}

type Legend = Vec<Vec<(f64, Sample, &'static str)>>;

/// The legend's items with the place of each, in rows that fit.
fn legend_rows(items: &[(Sample, &'static str)], room: f64) -> Legend {
    let mut rows: Legend = Vec::new();
    let mut left = f64::MAX;
    for &(sample, name) in items {
        let own = 36.0 + width(name, SMALL_FONT) + 18.0;
        if left + own > room {
            rows.push(Vec::new());
            left = 0.0;
        }
        if let Some(row) = rows.last_mut() {
            row.push((left, sample, name));
        }
        left += own;
    }
    rows
}

fn write_legend(rows: &Legend, top: f64, out: &mut String) {
    for (i, row) in rows.iter().enumerate() {
        let y = top + i as f64 * 22.0;
        for &(left, sample, name) in row {
            let x = MARGIN + left;
            let _ = match sample {
                Sample::Fill(colour) => writeln!(
                    out,
                    "<rect x=\"{x:.1}\" y=\"{:.1}\" width=\"28\" height=\"14\" rx=\"3\" fill=\"{colour}\" stroke=\"#777777\"/>",
                    y - 7.0
                ),
                Sample::Line(style) => writeln!(
                    out,
                    "<path d=\"M{x:.1} {y:.1}h28\" stroke=\"{}\" stroke-width=\"1.6\"{}/>",
                    style.colour(),
                    dashes(style.stroke)
                ),
            };
            text(x + 34.0, y + 4.0, SMALL_FONT, " text-anchor=\"start\" fill=\"#333333\"", name, out);
        }
    }
}
