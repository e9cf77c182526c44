//! The graph as DOT for Graphviz.

use crate::graph::{EntityNode, KnowledgeGraph, Relation, Value};
use crate::mentions::Kind;
use crate::propositions::{Modality, Polarity};
use crate::span::EntityId;
use rustc_hash::{FxHashMap, FxHashSet};
use std::fmt::Write;

/// Where the nodes go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum DotLayout {
    /// In ranks from left to right (`dot`).
    #[default]
    LeftToRight,
    /// In ranks from top to bottom (`dot`).
    TopToBottom,
    /// By forces, overlaps removed (`sfdp` or `neato`): wide graphs come out square.
    Force,
}

/// How a graph is drawn. For a smaller picture draw a [`subgraph`](KnowledgeGraph::subgraph).
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct DotOptions {
    /// Where the nodes go.
    pub layout: DotLayout,
    /// Draw words that are no entity as nodes, too, small and cut short; on by default.
    pub texts: bool,
    /// Draw entities of a kind inside a frame; off by default.
    pub clusters: bool,
    /// Characters of a label after which it is broken into lines; 24 by default.
    pub label_width: usize,
    /// Characters of the words of an edge or text after which they are cut; 48 by default. Tooltips have them whole.
    pub most_characters: usize,
}

impl Default for DotOptions {
    fn default() -> Self {
        Self {
            layout: DotLayout::default(),
            texts: true,
            clusters: false,
            label_width: 24,
            most_characters: 48,
        }
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
    let mut column = 0_usize;
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if column > 0 && length.saturating_add(column) >= width {
            out.push('\n');
            column = 0;
        } else if column > 0 {
            out.push(' ');
            column = column.saturating_add(1);
        }
        out.push_str(word);
        column = length.saturating_add(column);
    }
    out
}

/// The beginning of a text, up to the end of a word.
fn shortened(text: &str, most: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(most) else { return text.to_owned() };
    let head = text.get(..end).unwrap_or_default();
    let head = head.rsplit_once(char::is_whitespace).map_or(head, |(head, _)| head);
    format!("{}…", head.trim_end_matches([',', ';', ':']))
}

fn attribute(name: &str, value: &str, out: &mut String) {
    let _ = write!(out, " {name}=\"");
    quoted(value, out);
    out.push('"');
}

/// The graph in DOT: a node for each entity that has a relation, an edge for the relations of two nodes that look alike.
pub(super) fn write(graph: &KnowledgeGraph, options: &DotOptions) -> String {
    let drawn: Vec<(usize, &Relation)> =
        graph.relations().enumerate().filter(|(_, r)| options.texts || r.object.entity().is_some()).collect();
    let mut out = String::from("digraph relata {\n");
    out.push_str(match options.layout {
        DotLayout::LeftToRight => "  graph [rankdir=LR nodesep=0.18 ranksep=0.7",
        DotLayout::TopToBottom => "  graph [rankdir=TB nodesep=0.3 ranksep=0.6",
        DotLayout::Force => "  graph [layout=neato overlap=prism sep=\"+12\" splines=true",
    });
    attribute("label", graph.document().title.as_deref().unwrap_or_default(), &mut out);
    out.push_str(
        " labelloc=t fontsize=16 fontname=\"Helvetica,Arial,sans-serif\" bgcolor=\"#FFFFFF\" pad=0.2];\n",
    );
    out.push_str(
        "  node [fontname=\"Helvetica,Arial,sans-serif\" fontsize=12 style=filled color=\"#777777\" ",
    );
    out.push_str("fillcolor=\"#FFFFFF\" margin=\"0.12,0.06\" height=0.3];\n");
    out.push_str("  edge [fontname=\"Helvetica,Arial,sans-serif\" fontsize=10 color=\"#444444\" ");
    out.push_str("fontcolor=\"#333333\" arrowsize=0.7 len=2.1];\n");
    let mut used: FxHashSet<EntityId> = FxHashSet::default();
    for (_, r) in &drawn {
        for id in [Some(r.subject), r.object.entity()].into_iter().flatten() {
            used.insert(id);
        }
    }
    let used: Vec<&EntityNode> = graph.entities().filter(|e| used.contains(&e.id)).collect();
    nodes(graph, &used, options, &mut out);
    edges(graph, &drawn, options, &mut out);
    references(graph, &used, options, &mut out);
    out.push_str("}\n");
    out
}

fn nodes(graph: &KnowledgeGraph, entities: &[&EntityNode], options: &DotOptions, out: &mut String) {
    if options.clusters {
        for kind in Kind::ALL {
            let mut of_kind = entities.iter().filter(|e| e.kind == kind).peekable();
            if of_kind.peek().is_none() {
                continue;
            }
            let _ = writeln!(
                out,
                "  subgraph cluster_{kind} {{ label=\"{kind}\" labeljust=l color=\"#CCCCCC\" style=rounded fontsize=11"
            );
            of_kind.for_each(|entity| node(graph, entity, options, out));
            out.push_str("  }\n");
        }
    } else {
        entities.iter().for_each(|entity| node(graph, entity, options, out));
    }
}

fn node(graph: &KnowledgeGraph, entity: &EntityNode, options: &DotOptions, out: &mut String) {
    let (shape, fill) = look(entity.kind);
    let _ = write!(out, "  e{} [shape={shape} fillcolor=\"{fill}\"", entity.id);
    let label = shortened(&entity.label, options.most_characters.saturating_mul(2));
    attribute("label", &wrapped(&label, options.label_width), out);
    // what the article speaks of most is written largest
    let size = match graph.degree(entity.id) {
        0..=2 => 11,
        3..=5 => 13,
        6..=10 => 15,
        _ => 17,
    };
    let _ = write!(out, " fontsize={size}");
    let aliases = entity.aliases.join("; ");
    let also = if aliases.is_empty() { String::new() } else { format!("\nalso: {aliases}") };
    attribute("tooltip", &format!("{}: {}{also}", entity.kind, entity.label), out);
    if entity.named {
        out.push_str(" penwidth=1.2");
    } else {
        out.push_str(" color=\"#BBBBBB\" fontcolor=\"#333333\"");
    }
    out.push_str("];\n");
}

/// Thin lines from what stands for a relation to the relation's subject, with what it says.
fn references(graph: &KnowledgeGraph, entities: &[&EntityNode], options: &DotOptions, out: &mut String) {
    let drawn: FxHashSet<EntityId> = entities.iter().map(|e| e.id).collect();
    for entity in entities {
        for relation in entity.refers_to.iter().filter_map(|&id| graph.relation(id)) {
            if relation.subject == entity.id || !drawn.contains(&relation.subject) {
                continue;
            }
            let _ = write!(out, "  e{} -> e{} [", entity.id, relation.subject);
            let said = format!("{} {}", relation.label, graph.text_of(&relation.object));
            let said = shortened(&said, options.most_characters);
            attribute("label", &wrapped(&format!("= {said}"), options.label_width), out);
            out.push_str(
                " style=dashed color=\"#AAAAAA\" fontcolor=\"#777777\" arrowhead=none constraint=false",
            );
            attribute("tooltip", &evidence(graph, relation), out);
            out.push_str("];\n");
        }
    }
}

/// What edges have to share to be drawn as one.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Look<'g> {
    ends: (String, String),
    modality: Modality,
    polarity: Polarity,
    attribution: Option<&'g str>,
    symmetric: bool,
}

fn edges(graph: &KnowledgeGraph, drawn: &[(usize, &Relation)], options: &DotOptions, out: &mut String) {
    let mut looks: Vec<(Look<'_>, Vec<&Relation>)> = Vec::new();
    let mut places: FxHashMap<Look<'_>, usize> = FxHashMap::default();
    for &(number, relation) in drawn {
        let object = match &relation.object {
            Value::Entity(id) => format!("e{id}"),
            Value::Text(text) => {
                let _ =
                    write!(out, "  t{number} [shape=plaintext style=\"\" fontsize=9 fontcolor=\"#555555\"");
                let label = shortened(text, options.most_characters);
                attribute("label", &wrapped(&label, options.label_width), out);
                attribute("tooltip", text, out);
                out.push_str(" margin=\"0.02,0\" height=0.1];\n");
                format!("t{number}")
            }
        };
        let look = Look {
            ends: (format!("e{}", relation.subject), object),
            modality: relation.modality,
            polarity: relation.polarity,
            attribution: relation.attribution.as_ref().map(|source| graph.text_of(source)),
            symmetric: relation.symmetric,
        };
        match places.get(&look) {
            Some(&place) => {
                if let Some((_, alike)) = looks.get_mut(place) {
                    alike.push(relation);
                }
            }
            None => {
                places.insert(look.clone(), looks.len());
                looks.push((look, vec![relation]));
            }
        }
    }
    for (look, relations) in looks {
        let _ = write!(out, "  {} -> {} [", look.ends.0, look.ends.1);
        edge(graph, &look, &relations, options, out);
        out.push_str("];\n");
    }
}

fn edge(
    graph: &KnowledgeGraph,
    look: &Look<'_>,
    relations: &[&Relation],
    options: &DotOptions,
    out: &mut String,
) {
    const MOST_LABELS: usize = 3;
    let mut labels: Vec<String> = Vec::new();
    for relation in relations {
        let label = shortened(&relation.label, options.most_characters);
        let denied = relation.label.split_whitespace().any(|word| {
            matches!(word, "not" | "never" | "no") || word.ends_with("n't") || word.ends_with("n’t")
        });
        let label =
            if look.polarity == Polarity::Negative && !denied { format!("not: {label}") } else { label };
        if !labels.contains(&label) {
            labels.push(label);
        }
    }
    let more = labels.len().saturating_sub(MOST_LABELS);
    labels.truncate(MOST_LABELS);
    let mut lines: Vec<String> = labels.iter().map(|label| wrapped(label, options.label_width)).collect();
    if more > 0 {
        lines.push(format!("+ {more} more"));
    }
    if !matches!(look.modality, Modality::Actual) {
        lines.push(format!("({})", look.modality.as_str()));
    }
    if let Some(source) = look.attribution {
        let source = shortened(source, options.label_width);
        lines.push(format!("says {source}"));
    }
    attribute("label", &lines.join("\n"), out);
    out.push_str(match look.modality {
        Modality::Actual => " style=solid",
        Modality::Planned => " style=dashed",
        Modality::Possible | Modality::Demanded | Modality::Conditional => " style=dotted",
    });
    if look.polarity == Polarity::Negative {
        out.push_str(" color=\"#B5330E\" fontcolor=\"#B5330E\" arrowhead=tee");
    } else if look.attribution.is_some() {
        out.push_str(" color=\"#3B6FA0\" fontcolor=\"#2F587F\"");
    }
    if look.symmetric {
        out.push_str(" dir=both");
    }
    let tooltip: Vec<String> = relations.iter().map(|relation| evidence(graph, relation)).collect();
    attribute("tooltip", &tooltip.join("\n"), out);
    attribute("labeltooltip", &tooltip.join("\n"), out);
}

/// What a relation says in full, and the sentence that says it.
fn evidence(graph: &KnowledgeGraph, relation: &Relation) -> String {
    let qualifiers = relation.qualifiers.iter().map(|q| {
        let marker = if q.marker.is_empty() { String::new() } else { format!("{} ", q.marker) };
        format!(", {}: {marker}{}", q.role.as_str(), graph.text_of(&q.value))
    });
    let subject = graph.text_of(&Value::Entity(relation.subject)).to_owned();
    let object = graph.text_of(&relation.object);
    let mut out = format!("{subject} {} {object}", relation.label);
    out.extend(qualifiers);
    for evidence in &relation.evidence {
        if let Some(sentence) = graph.sentences().get(evidence.sentence) {
            let _ = write!(out, "\n“{}”", sentence.text);
        }
    }
    out
}
