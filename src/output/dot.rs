//! The graph as DOT for Graphviz.

use crate::graph::{KnowledgeGraph, Relation, Value};
use crate::mentions::Kind;
use crate::propositions::{Modality, Polarity};
use std::fmt::Write;

/// How a graph is drawn.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct DotOptions {
    /// Left to right (default) or, if false, from top to bottom.
    pub left_to_right: bool,
    /// Draw words that are no entity as nodes, too; on by default.
    pub texts: bool,
    /// Draw at most so many relations, the surest first; all by default.
    pub most_relations: usize,
    /// Characters of a label after which it is broken into lines; 28 by default.
    pub label_width: usize,
}

impl Default for DotOptions {
    fn default() -> Self {
        Self { left_to_right: true, texts: true, most_relations: usize::MAX, label_width: 28 }
    }
}

/// Fill colours that keep apart for the colour-blind (after Okabe and Ito 2008, lightened), and shapes.
fn look(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Person => ("ellipse", "#CCE5F6"),
        Kind::Organization => ("box", "#FBE3B5"),
        Kind::Place => ("house", "#C6E9DC"),
        Kind::Group => ("ellipse", "#E4EFF7"),
        Kind::Event => ("hexagon", "#F3D1E2"),
        Kind::Time => ("note", "#EEEEEE"),
        Kind::Money | Kind::Quantity => ("note", "#F7F3C8"),
        Kind::Work | Kind::Object | Kind::Abstract => ("box", "#F2F2F2"),
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

/// Breaks a text into lines of about `width` characters.
fn wrapped(text: &str, width: usize) -> String {
    let mut out = String::new();
    let mut column = 0;
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if column > 0 && column + 1 + length > width {
            out.push('\n');
            column = 0;
        } else if column > 0 {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += length;
    }
    out
}

fn attribute(name: &str, value: &str, out: &mut String) {
    let _ = write!(out, " {name}=\"");
    quoted(value, out);
    out.push('"');
}

/// The graph in DOT: a node for each entity that has a relation, an edge for each relation.
pub(super) fn write(graph: &KnowledgeGraph, options: &DotOptions) -> String {
    let mut chosen: Vec<(usize, &Relation)> =
        graph.relations().enumerate().filter(|(_, r)| options.texts || r.object.entity().is_some()).collect();
    if chosen.len() > options.most_relations {
        chosen.sort_by(|a, b| b.1.confidence.total_cmp(&a.1.confidence).then(a.0.cmp(&b.0)));
        chosen.truncate(options.most_relations);
        chosen.sort_by_key(|&(i, _)| i);
    }
    let mut out = String::from("digraph relata {\n");
    let direction = if options.left_to_right { "LR" } else { "TB" };
    let _ = writeln!(
        out,
        "  graph [rankdir={direction} fontname=\"Helvetica\" nodesep=0.25 ranksep=0.9 bgcolor=\"#FFFFFF\"];"
    );
    out.push_str(
        "  node [fontname=\"Helvetica\" fontsize=12 style=filled color=\"#555555\" fillcolor=\"#FFFFFF\"];\n",
    );
    out.push_str("  edge [fontname=\"Helvetica\" fontsize=10 color=\"#444444\" arrowsize=0.7];\n");
    let mut used: Vec<bool> = vec![false; graph.entities().count()];
    for (_, r) in &chosen {
        for id in [Some(r.subject), r.object.entity()].into_iter().flatten() {
            used[id.index()] = true;
        }
    }
    for entity in graph.entities().filter(|e| used[e.id.index()]) {
        let (shape, fill) = look(entity.kind);
        let _ = write!(out, "  e{} [shape={shape} fillcolor=\"{fill}\"", entity.id);
        attribute("label", &wrapped(&entity.label, options.label_width), &mut out);
        let also = if entity.aliases.is_empty() {
            String::new()
        } else {
            format!(": {}", entity.aliases.join("; "))
        };
        attribute("tooltip", &format!("{}{also}", entity.kind), &mut out);
        if !entity.named {
            out.push_str(" fontcolor=\"#444444\"");
        }
        out.push_str("];\n");
    }
    for (i, relation) in chosen {
        let object = match &relation.object {
            Value::Entity(id) => format!("e{id}"),
            Value::Text(text) => {
                let _ = write!(out, "  t{i} [shape=plaintext style=\"\" fontsize=11");
                attribute("label", &wrapped(text, options.label_width), &mut out);
                out.push_str("];\n");
                format!("t{i}")
            }
        };
        let _ = write!(out, "  e{} -> {object} [", relation.subject);
        edge(graph, relation, options, &mut out);
        out.push_str("];\n");
    }
    out.push_str("}\n");
    out
}

fn edge(graph: &KnowledgeGraph, relation: &Relation, options: &DotOptions, out: &mut String) {
    let mut label = relation.label.clone();
    if relation.polarity == Polarity::Negative && !label.contains("not") && !label.contains("n’t") {
        label = format!("not: {label}");
    }
    match relation.modality {
        Modality::Actual => {}
        other => label = format!("{label} ({})", other.as_str()),
    }
    if let Some(source) = &relation.attribution {
        label = format!("{label} [says {}]", graph.text_of(source));
    }
    attribute("label", &wrapped(&label, options.label_width), out);
    let style = match relation.modality {
        Modality::Actual => "solid",
        Modality::Planned => "dashed",
        Modality::Possible | Modality::Demanded | Modality::Conditional => "dotted",
    };
    let _ = write!(out, " style={style}");
    if relation.polarity == Polarity::Negative {
        out.push_str(" color=\"#B5330E\" fontcolor=\"#B5330E\" arrowhead=tee");
    } else if relation.attribution.is_some() {
        out.push_str(" color=\"#3B6FA0\" fontcolor=\"#2F587F\"");
    }
    if relation.symmetric {
        out.push_str(" dir=both");
    }
    let qualifiers: Vec<String> = relation
        .qualifiers
        .iter()
        .map(|q| format!("{}: {}", q.role.as_str(), graph.text_of(&q.value)))
        .collect();
    attribute("tooltip", &format!("{} {}", relation.label, qualifiers.join("; ")), out);
}
