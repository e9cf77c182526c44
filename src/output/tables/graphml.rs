//! GraphML (Brandes et al. 2002), for Gephi, yEd, Cytoscape and networkx.
#![expect(clippy::indexing_slicing, reason = "ids of the entities and terms of the same graph")]

use super::rows::Rows;
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

const KEYS: [(&str, &str, &str); 28] = [
    ("node", "label", "string"),
    ("node", "kind", "string"),
    ("node", "named", "boolean"),
    ("node", "aliases", "string"),
    ("node", "mentions", "int"),
    ("node", "members", "string"),
    ("node", "refers_to", "string"),
    ("edge", "predicate", "string"),
    ("edge", "verb", "string"),
    ("edge", "label", "string"),
    ("edge", "asserted", "boolean"),
    ("edge", "polarity", "string"),
    ("edge", "modality", "string"),
    ("edge", "attribution", "string"),
    ("edge", "speaker", "string"),
    ("edge", "construction", "string"),
    ("edge", "rule", "string"),
    ("edge", "confidence", "double"),
    ("edge", "symmetric", "boolean"),
    ("edge", "qualifiers", "string"),
    ("edge", "time_start", "string"),
    ("edge", "time_end", "string"),
    ("edge", "time_unit", "string"),
    ("edge", "evidence", "string"),
    ("edge", "start_byte", "int"),
    ("edge", "end_byte", "int"),
    ("edge", "document", "string"),
    ("node", "same_as", "string"),
];

pub(super) fn write(rows: &Rows<'_>) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n",
    );
    for (of, name, kind) in KEYS {
        let _ = writeln!(
            out,
            "  <key id=\"{of}_{name}\" for=\"{of}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>"
        );
    }
    out.push_str("  <graph id=\"");
    escaped(&rows.document, &mut out);
    out.push_str("\" edgedefault=\"directed\">\n");
    let data = |out: &mut String, key: &str, value: &str| {
        let _ = write!(out, "      <data key=\"{key}\">");
        escaped(value, out);
        out.push_str("</data>\n");
    };
    for node in &rows.nodes {
        out.push_str("    <node id=\"");
        escaped(&node.id, &mut out);
        out.push_str("\">\n");
        data(&mut out, "node_label", node.name);
        data(&mut out, "node_kind", node.kind);
        data(&mut out, "node_named", if node.named { "true" } else { "false" });
        if !node.aliases.is_empty() {
            data(&mut out, "node_aliases", &node.aliases.join("; "));
        }
        data(&mut out, "node_mentions", &node.mentions.len().to_string());
        for (key, items) in [
            ("node_members", node.members.as_slice()),
            ("node_refers_to", node.refers_to.as_slice()),
            ("node_same_as", node.same_as),
        ] {
            if !items.is_empty() {
                data(&mut out, key, &items.join(" "));
            }
        }
        out.push_str("    </node>\n");
    }
    for edge in &rows.edges {
        let relation = edge.relation;
        for (name, value) in [
            ("    <edge id=\"", &edge.id),
            ("\" source=\"", &rows.nodes[edge.source].id),
            ("\" target=\"", &rows.nodes[edge.target].id),
        ] {
            out.push_str(name);
            escaped(value, &mut out);
        }
        out.push_str("\">\n");
        let (from, until) = edge.times();
        let (start, end) = edge.bytes();
        let yes = |yes: bool| Some(if yes { "true" } else { "false" }.to_owned());
        let some = |text: &str| Some(text.to_owned());
        let list = |items: String| Some(items).filter(|text| !text.is_empty());
        let values = [
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
        ];
        for ((_, name, _), value) in KEYS[7..].iter().zip(values) {
            if let Some(value) = value {
                data(&mut out, &format!("edge_{name}"), &value);
            }
        }
        out.push_str("    </edge>\n");
    }
    out.push_str("  </graph>\n</graphml>\n");
    out
}
