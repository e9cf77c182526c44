//! GraphML (Brandes et al. 2002), for Gephi, yEd, Cytoscape and networkx.

use super::rows::{EdgeRow, NodeRow, Rows};
use std::fmt::Write;

/// Text of an element: nothing in it is markup, and what XML cannot carry is left out.
fn escaped(text: &str, out: &mut String) {
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

fn data(out: &mut String, key: &str, value: &str) {
    let _ = write!(out, "      <data key=\"{key}\">");
    escaped(value, out);
    out.push_str("</data>\n");
}

fn write_node(node: &NodeRow<'_>, out: &mut String) {
    out.push_str("    <node id=\"");
    escaped(&node.id, out);
    out.push_str("\">\n");
    data(out, "node_label", node.name);
    data(out, "node_kind", node.kind);
    data(out, "node_named", if node.named { "true" } else { "false" });
    if !node.aliases.is_empty() {
        data(out, "node_aliases", &node.aliases.join("; "));
    }
    data(out, "node_mentions", &node.mentions.len().to_string());
    for (key, items) in [
        ("node_members", node.members.as_slice()),
        ("node_refers_to", node.refers_to.as_slice()),
        ("node_same_as", node.same_as),
    ] {
        if !items.is_empty() {
            data(out, key, &items.join(" "));
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
            data(out, &format!("edge_{name}"), &value);
        }
    }
    out.push_str("    </edge>\n");
}

fn edge_values(rows: &Rows<'_>, edge: &EdgeRow<'_>) -> [Option<String>; EDGE_KEYS.len()] {
    let relation = edge.relation;
    let (from, until) = edge.times();
    let (start, end) = edge.bytes();
    let yes = |yes: bool| Some(if yes { "true" } else { "false" }.to_owned());
    let some = |text: &str| Some(text.to_owned());
    let list = |items: String| Some(items).filter(|text| !text.is_empty());
    [
        some(&edge.predicate),
        some(&relation.predicate),
        some(&relation.label),
        yes(relation.is_asserted()),
        some(relation.polarity.as_str()),
        some(relation.modality.as_str()),
        edge.attribution.map(str::to_owned),
        edge.speaker.clone(),
        some(relation.construction.as_str()),
        edge.rule().map(str::to_owned),
        Some(relation.confidence.to_string()),
        yes(relation.symmetric),
        list(edge.lines().join("; ")),
        from,
        until,
        edge.granularity(),
        list(edge.evidence.join(" ")),
        Some(start.to_string()),
        Some(end.to_string()),
        some(&rows.document),
    ]
}
