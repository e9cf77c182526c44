//! A picture as DOT for Graphviz.

use super::picture::{
    Arrow, Edge, Node, Picture, PictureLayout, PictureOptions, Sample, Shape, Stroke, Tone, fill, legend,
    picture,
};
use super::sizes::columns_of;
use crate::graph::KnowledgeGraph;
use crate::mentions::Kind;
use crate::table::Table;
use std::fmt::Write;

/// With more nodes the columns are left to Graphviz.
const MOST: usize = 60;

fn shape(kind: Kind) -> &'static str {
    match kind {
        Kind::Person | Kind::Group => "ellipse",
        Kind::Place => "house",
        Kind::Event => "hexagon",
        Kind::Time | Kind::Money | Kind::Quantity => "note",
        Kind::Organization | Kind::Work | Kind::Object | Kind::Abstract => "box",
    }
}

/// Text inside a quoted DOT string: nothing in it ends the string or becomes an escape of Graphviz's.
fn quoted(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '"' => out.push_str("\\\""),
            '\n' => out.push_str("\\n"),
            '&' => out.push_str("&amp;"),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push(' '),
            c => out.push(c),
        }
    }
}

/// Text inside a label of Graphviz's own markup.
fn marked_up(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\\' => out.push_str("&#92;"),
            '[' => out.push_str("&#91;"),
            ']' => out.push_str("&#93;"),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push(' '),
            c => out.push(c),
        }
    }
}

fn attribute(name: &str, value: &str, out: &mut String) {
    let _ = write!(out, " {name}=\"");
    quoted(value, out);
    out.push('"');
}

/// The graph in DOT: what the options show of it, with a legend.
pub(super) fn write(graph: &KnowledgeGraph, options: &PictureOptions) -> String {
    let picture = picture(graph, options);
    let mut out = String::from("digraph relata {\n");
    out.push_str(match options.layout {
        PictureLayout::LeftToRight => "  graph [rankdir=LR nodesep=0.18 ranksep=0.5 size=\"16,8.6\"",
        PictureLayout::TopToBottom => "  graph [rankdir=TB nodesep=0.3 ranksep=0.6",
        PictureLayout::Force => "  graph [layout=neato overlap=prism sep=\"+12\" splines=true",
    });
    head(&picture, options.legend, &mut out);
    out.push_str(
        " labelloc=t fontsize=18 fontname=\"Helvetica,Arial,sans-serif\" bgcolor=\"#FFFFFF\" pad=0.2];\n",
    );
    out.push_str(
        "  node [fontname=\"Helvetica,Arial,sans-serif\" fontsize=12 style=filled color=\"#777777\" ",
    );
    out.push_str("fillcolor=\"#FFFFFF\" margin=\"0.12,0.06\" height=0.3];\n");
    out.push_str("  edge [fontname=\"Helvetica,Arial,sans-serif\" fontsize=11 color=\"#444444\" ");
    out.push_str("fontcolor=\"#333333\" arrowsize=0.7 len=2.1];\n");
    if options.clusters {
        clustered(&picture, &mut out);
    } else {
        picture.nodes.iter().for_each(|one| node(one, &mut out));
    }
    let column = columns(&picture, options);
    for one in &picture.edges {
        let left = column[one.to] < column[one.from];
        edge(&picture, one, left, &mut out);
    }
    out.push_str("}\n");
    out
}

/// The columns of our own layout: Graphviz by itself makes one of each step of a chain, and a slide too wide to read. Where
/// all columns are one, Graphviz chooses.
fn columns(picture: &Picture, options: &PictureOptions) -> Table<usize> {
    let chosen = options.layout != PictureLayout::Force && !options.clusters && picture.nodes.len() <= MOST;
    let columns = if chosen { columns_of(picture) } else { Vec::new() };
    columns.into_iter().collect()
}

/// Title and legend, as the label of the whole.
fn head(picture: &Picture, with_legend: bool, out: &mut String) {
    let items = if with_legend { legend(picture) } else { Vec::new() };
    if items.is_empty() {
        return attribute("label", &picture.title, out);
    }
    out.push_str(" label=<<table border=\"0\" cellborder=\"0\" cellspacing=\"4\">");
    if !picture.title.trim().is_empty() {
        let _ = write!(out, "<tr><td colspan=\"{}\"><b>", items.len().saturating_mul(2));
        marked_up(&picture.title, out);
        out.push_str("</b></td></tr>");
    }
    out.push_str("<tr>");
    for (sample, name) in items {
        match sample {
            Sample::Fill(colour) => {
                let _ = write!(out, "<td bgcolor=\"{colour}\" width=\"18\"></td>");
            }
            Sample::Line(style) => {
                let line = match style.stroke {
                    Stroke::Actual => "───",
                    Stroke::Planned => "– – –",
                    Stroke::Open => "· · · ·",
                    Stroke::Reference => "·  ·  ·",
                    Stroke::Told => "───",
                };
                let _ = write!(out, "<td><font color=\"{}\">{line}</font></td>", style.colour());
            }
        }
        out.push_str("<td align=\"left\"><font point-size=\"11\">");
        marked_up(name, out);
        out.push_str("</font></td>");
    }
    out.push_str("</tr></table>>");
}

/// Entities of a kind in one frame.
fn clustered(picture: &Picture, out: &mut String) {
    for &kind in Kind::ALL {
        let is_of = |node: &&Node| matches!(node.shape, Shape::Entity(k, _) if k == kind);
        let mut of_kind = picture.nodes.iter().filter(is_of).peekable();
        if of_kind.peek().is_none() {
            continue;
        }
        let _ = writeln!(
            out,
            "  subgraph cluster_{kind} {{ label=\"{kind}\" labeljust=l color=\"#CCCCCC\" style=rounded fontsize=11"
        );
        of_kind.for_each(|one| node(one, out));
        out.push_str("  }\n");
    }
    let others = picture.nodes.iter().filter(|node| !matches!(node.shape, Shape::Entity(..)));
    others.for_each(|one| node(one, out));
}

fn node(node: &Node, out: &mut String) {
    let _ = write!(out, "  {} [", node.key);
    match node.shape {
        Shape::Entity(kind, named) => {
            let _ = write!(out, "shape={} fillcolor=\"{}\"", shape(kind), fill(kind));
            // what the article speaks of most is written largest
            let size = match node.degree {
                0..=2 => 12,
                3..=5 => 13,
                6..=10 => 15,
                _ => 17,
            };
            let _ = write!(out, " fontsize={size}");
            out.push_str(if named { " penwidth=1.2" } else { " color=\"#BBBBBB\" fontcolor=\"#333333\"" });
        }
        Shape::Words => out.push_str(
            "shape=plaintext style=\"\" fontsize=10 fontcolor=\"#555555\" margin=\"0.02,0\" height=0.1",
        ),
        Shape::Article => {
            out.push_str("shape=note fontsize=11 color=\"#BBBBBB\" fontcolor=\"#555555\"");
        }
        Shape::Act(style) => {
            let colour = style.tone.colour();
            let line = match style.stroke {
                Stroke::Actual | Stroke::Told => "solid",
                Stroke::Planned => "dashed",
                Stroke::Open | Stroke::Reference => "dotted",
            };
            let _ = write!(
                out,
                "shape=box style=\"rounded,{line}\" fontsize=11 color=\"{colour}\" fontcolor=\"{colour}\" margin=\"0.08,0.03\""
            );
        }
    }
    let mut label = node.lines.join("\n");
    for note in &node.notes {
        label.push('\n');
        label.push_str(note);
    }
    attribute("label", &label, out);
    attribute("tooltip", &node.tooltip, out);
    out.push_str("];\n");
}

/// An edge; one that leads to the left is written from its end to its beginning, with the arrow at its tail, as Graphviz ranks
/// nodes by the order of an edge's ends.
fn edge(picture: &Picture, edge: &Edge, left: bool, out: &mut String) {
    let key = |place: usize| picture.nodes.get(place).map_or("", |node| node.key.as_str());
    let (first, second) = if left { (edge.to, edge.from) } else { (edge.from, edge.to) };
    let _ = write!(out, "  {} -> {} [", key(first), key(second));
    attribute("label", &edge.lines.join("\n"), out);
    out.push_str(match edge.style.stroke {
        Stroke::Actual => " style=solid",
        Stroke::Told => " style=solid color=\"#BBBBBB\"",
        Stroke::Planned => " style=dashed",
        Stroke::Open => " style=dotted",
        Stroke::Reference => " style=dotted color=\"#AAAAAA\" fontcolor=\"#777777\" constraint=false",
    });
    if edge.style.tone != Tone::Stated {
        let colour = edge.style.tone.colour();
        let _ = write!(out, " color=\"{colour}\" fontcolor=\"{colour}\"");
    }
    match (edge.arrow, edge.style.tone) {
        (Arrow::Both, Tone::Denied) => out.push_str(" dir=both arrowhead=tee arrowtail=tee"),
        (Arrow::Both, _) => out.push_str(" dir=both"),
        (Arrow::None, _) if left => out.push_str(" dir=back arrowtail=none"),
        (Arrow::None, _) => out.push_str(" arrowhead=none"),
        (Arrow::Forward, Tone::Denied) if left => out.push_str(" dir=back arrowtail=tee"),
        (Arrow::Forward, Tone::Denied) => out.push_str(" arrowhead=tee"),
        (Arrow::Forward, _) if left => out.push_str(" dir=back"),
        (Arrow::Forward, _) => {}
    }
    attribute("tooltip", &edge.tooltip, out);
    attribute("labeltooltip", &edge.tooltip, out);
    out.push_str("];\n");
}
