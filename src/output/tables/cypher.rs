//! Cypher statements that merge the graph into a database: run twice, they change nothing the second time.
#![expect(clippy::indexing_slicing, reason = "ids of the entities and terms of the same graph")]

use super::rows::{Rows, edge_type, node_label};
use std::fmt::Write;

/// A string literal that nothing in it can end.
///
/// Some versions of Neo4j resolve `\uXXXX` before they parse, also behind an escaped backslash; so a backslash never stands
/// before a `u`: the literal is cut in two there.
pub(super) fn literal(text: &str, out: &mut String) {
    out.push('\'');
    let mut after_backslash = false;
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '\'' => out.push_str("\\'"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            'u' | 'U' if after_backslash => {
                out.push_str("' + '");
                out.push(c);
            }
            // Cypher has no way to write them
            c if c.is_control() && c < '\u{80}' => {}
            c => out.push(c),
        }
        after_backslash = c == '\\';
    }
    out.push('\'');
}

fn list<S: AsRef<str>>(items: &[S], out: &mut String) {
    out.push('[');
    for (i, item) in items.iter().enumerate() {
        if i > 0 {
            out.push_str(", ");
        }
        literal(item.as_ref(), out);
    }
    out.push(']');
}

pub(super) fn write(rows: &Rows<'_>) -> String {
    let mut out = String::new();
    for label in ["Entity", "Text"] {
        let _ = writeln!(
            out,
            "CREATE CONSTRAINT relata_{} IF NOT EXISTS FOR (n:{label}) REQUIRE n.iri IS UNIQUE;",
            label.to_ascii_lowercase()
        );
    }
    for node in &rows.nodes {
        let text = node.kind == "text";
        out.push_str(if text { "MERGE (n:Text {iri: " } else { "MERGE (n:Entity {iri: " });
        literal(&node.id, &mut out);
        out.push_str("}) SET n.name = ");
        literal(node.name, &mut out);
        if !text {
            let _ = write!(out, ", n:{}, n.kind = '{}'", node_label(node.kind), node.kind);
            let _ = write!(out, ", n.named = {}, n.aliases = ", node.named);
            list(node.aliases, &mut out);
            out.push_str(", n.same_as = ");
            list(node.same_as, &mut out);
            out.push_str(", n.members = ");
            list(&node.members, &mut out);
            out.push_str(", n.refers_to = ");
            list(&node.refers_to, &mut out);
        }
        out.push_str(";\n");
    }
    for edge in &rows.edges {
        let relation = edge.relation;
        for (start, node) in [("MATCH (a:", edge.source), ("}), (b:", edge.target)] {
            let node = &rows.nodes[node];
            let _ = write!(out, "{start}{} {{iri: ", if node.kind == "text" { "Text" } else { "Entity" });
            literal(&node.id, &mut out);
        }
        let _ = write!(out, "}}) MERGE (a)-[r:`{}` {{id: ", edge_type(relation));
        literal(&edge.id, &mut out);
        let confidence = if relation.confidence.is_finite() { relation.confidence } else { 0.0 };
        let _ = write!(
            out,
            "}}]->(b) SET r.polarity = '{}', r.modality = '{}', r.confidence = {confidence:?}, r.asserted = {}",
            relation.polarity.as_str(),
            relation.modality.as_str(),
            relation.is_asserted()
        );
        let _ = write!(out, ", r.symmetric = {}", relation.symmetric);
        let (from, until) = edge.times();
        let (start, end) = edge.bytes();
        let _ = write!(out, ", r.start_byte = {start}, r.end_byte = {end}");
        for (name, value) in [
            ("predicate", Some(relation.predicate.as_str())),
            ("label", Some(relation.label.as_str())),
            ("attribution", edge.attribution),
            ("time_start", from.as_deref()),
            ("time_end", until.as_deref()),
            ("document", Some(rows.document.as_str())),
        ] {
            if let Some(value) = value {
                let _ = write!(out, ", r.{name} = ");
                literal(value, &mut out);
            }
        }
        out.push_str(", r.qualifiers = ");
        list(&edge.qualifiers, &mut out);
        out.push_str(", r.evidence = ");
        list(&edge.evidence, &mut out);
        out.push_str(";\n");
    }
    out
}
