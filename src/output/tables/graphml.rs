//! GraphML (Brandes et al. 2002), for Gephi, yEd, Cytoscape and networkx.

use super::rows::{EdgeRow, NodeRow, Rows};
use std::borrow::Cow;
use std::fmt::Write;

/// Text of an element: nothing in it is markup, and what XML cannot carry is left out.
fn escaped(text: &str, out: &mut String) {
    // most texts are copied as they are; all bytes are looked at, since a loop without a way out is done by many at once
    let special = |byte: u8| byte < b' ' || matches!(byte, b'&' | b'<' | b'>' | b'"') || byte >= 0x80;
    if !text.bytes().fold(false, |any, byte| any | special(byte)) {
        out.push_str(text);
        return;
    }
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' | '\u{85}' | '\u{2028}' => {
                let _ = write!(out, "&#{};", u32::from(c));
            }
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            c => out.push(c),
        }
    }
}

/// What nodes have, and of which type it is.
const NODE_KEYS: [(&str, &str); 7] = [
    ("label", "string"),
    ("kind", "string"),
    ("named", "boolean"),
    ("aliases", "string"),
    ("mentions", "int"),
    ("members", "string"),
    ("refers_to", "string"),
];

/// What edges have, in the order of [`edge_values`].
const EDGE_KEYS: [(&str, &str); 20] = [
    ("predicate", "string"),
    ("verb", "string"),
    ("label", "string"),
    ("asserted", "boolean"),
    ("polarity", "string"),
    ("modality", "string"),
    ("attribution", "string"),
    ("speaker", "string"),
    ("construction", "string"),
    ("rule", "string"),
    ("confidence", "double"),
    ("symmetric", "boolean"),
    ("qualifiers", "string"),
    ("time_start", "string"),
    ("time_end", "string"),
    ("time_unit", "string"),
    ("evidence", "string"),
    ("start_byte", "int"),
    ("end_byte", "int"),
    ("document", "string"),
];

/// What nodes got later.
const MORE_NODE_KEYS: [(&str, &str); 1] = [("same_as", "string")];

pub(super) fn write(rows: &Rows<'_>) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n",
    );
    for (of, keys) in
        [("node", NODE_KEYS.as_slice()), ("edge", EDGE_KEYS.as_slice()), ("node", MORE_NODE_KEYS.as_slice())]
    {
        for (name, kind) in keys {
            let _ = writeln!(
                out,
                "  <key id=\"{of}_{name}\" for=\"{of}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>"
            );
        }
    }
    out.push_str("  <graph id=\"");
    escaped(&rows.document, &mut out);
    out.push_str("\" edgedefault=\"directed\">\n");
    for node in &rows.nodes {
        write_node(node, &mut out);
    }
    for edge in &rows.edges {
        write_edge(rows, edge, &mut out);
    }
    out.push_str("  </graph>\n</graphml>\n");
    out
}

/// What a node or an edge (`of`) has of a name.
fn data(out: &mut String, of: &str, name: &str, value: &str) {
    for part in ["      <data key=\"", of, "_", name] {
        out.push_str(part);
    }
    out.push_str("\">");
    escaped(value, out);
    out.push_str("</data>\n");
}

fn write_node(node: &NodeRow<'_>, out: &mut String) {
    out.push_str("    <node id=\"");
    escaped(&node.id, out);
    out.push_str("\">\n");
    data(out, "node", "label", node.name);
    data(out, "node", "kind", node.kind);
    data(out, "node", "named", if node.named { "true" } else { "false" });
    if !node.aliases.is_empty() {
        data(out, "node", "aliases", &node.aliases.join("; "));
    }
    data(out, "node", "mentions", &node.mentions.len().to_string());
    for (name, items) in [
        ("members", node.members.as_slice()),
        ("refers_to", node.refers_to.as_slice()),
        ("same_as", node.same_as),
    ] {
        if !items.is_empty() {
            data(out, "node", name, &items.join(" "));
        }
    }
    out.push_str("    </node>\n");
}

fn write_edge(rows: &Rows<'_>, edge: &EdgeRow<'_>, out: &mut String) {
    for (name, value) in [
        ("    <edge id=\"", edge.id.as_str()),
        ("\" source=\"", rows.id(edge.source)),
        ("\" target=\"", rows.id(edge.target)),
    ] {
        out.push_str(name);
        escaped(value, out);
    }
    out.push_str("\">\n");
    for ((name, _), value) in EDGE_KEYS.iter().zip(edge_values(rows, edge)) {
        if let Some(value) = value {
            data(out, "edge", name, &value);
        }
    }
    out.push_str("    </edge>\n");
}

fn edge_values<'g>(rows: &'g Rows<'_>, edge: &'g EdgeRow<'_>) -> [Option<Cow<'g, str>>; EDGE_KEYS.len()] {
    let relation = edge.relation;
    let (from, until) = edge.times();
    let (start, end) = edge.bytes();
    let some = |text: &'g str| Some(Cow::Borrowed(text));
    let yes = |yes: bool| some(if yes { "true" } else { "false" });
    let made = |text: String| Some(Cow::Owned(text));
    [
        some(&edge.predicate),
        some(&relation.predicate),
        some(&relation.label),
        yes(relation.is_asserted()),
        some(relation.polarity.as_str()),
        some(relation.modality.as_str()),
        edge.attribution.map(Cow::Borrowed),
        edge.speaker.as_deref().map(Cow::Borrowed),
        some(relation.construction.as_str()),
        edge.rule().map(Cow::Borrowed),
        made(relation.confidence.to_string()),
        yes(relation.symmetric),
        made(edge.lines().join("; ")).filter(|lines| !lines.is_empty()),
        from.map(Cow::Owned),
        until.map(Cow::Owned),
        edge.granularity().map(Cow::Owned),
        joined(&edge.evidence),
        made(start.to_string()),
        made(end.to_string()),
        some(&rows.document),
    ]
}

/// Sentences as one text, if there are any.
fn joined<'g>(sentences: &[&'g str]) -> Option<Cow<'g, str>> {
    match sentences {
        [] => None,
        [one] => Some(*one).filter(|one| !one.is_empty()).map(Cow::Borrowed),
        more => Some(Cow::Owned(more.join(" "))),
    }
}
