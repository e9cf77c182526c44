//! Cypher statements that merge the graph into a database, a statement a line: constraints, then what is there, then what leads
//! from one to the other, many rows at a time. Run twice they change nothing; a second article adds to what is shared and takes
//! nothing away.

use super::rows::{EdgeRow, NodeRow, Rows, edge_type, node_label};
use crate::mentions::Kind;
use std::collections::BTreeMap;
use std::fmt::Write;

/// So many rows are sent at a time.
const BATCH: usize = 500;
/// Most rows have fewer bytes.
const ROW: usize = 256;

/// A string literal that nothing in it can end.
///
/// Some versions of Neo4j resolve `\uXXXX` before they parse, also behind an escaped backslash; so a backslash never stands
/// before a `u`: the literal is cut in two there.
pub(super) fn literal(text: &str, out: &mut String) {
    out.push('\'');
    // most texts are copied as they are
    if text.bytes().all(|byte| byte >= b' ' && !matches!(byte, b'\'' | b'\\' | 0x7f)) {
        out.push_str(text);
        out.push('\'');
        return;
    }
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

/// A map of a row, its fields in order; a field that is null is left out.
struct Row(String);

impl Row {
    fn new(iri: &str) -> Self {
        let mut row = Self(String::with_capacity(ROW));
        row.0.push('{');
        row.text("iri", iri);
        row
    }

    fn name(&mut self, name: &str) {
        if self.0.len() > 1 {
            self.0.push_str(", ");
        }
        self.0.push_str(name);
        self.0.push_str(": ");
    }

    fn text(&mut self, name: &str, value: &str) {
        self.name(name);
        literal(value, &mut self.0);
    }

    fn optional(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.text(name, value);
        }
    }

    fn plain(&mut self, name: &str, value: impl std::fmt::Display) {
        self.name(name);
        let _ = write!(self.0, "{value}");
    }

    fn list<S: AsRef<str>>(&mut self, name: &str, items: &[S]) {
        self.name(name);
        self.0.push('[');
        for (i, item) in items.iter().enumerate() {
            if i > 0 {
                self.0.push_str(", ");
            }
            literal(item.as_ref(), &mut self.0);
        }
        self.0.push(']');
    }

    fn end(mut self) -> String {
        self.0.push('}');
        self.0
    }
}

/// What is done for each row of a list.
fn unwind(rows: &[String], what: &str, out: &mut String) {
    for batch in rows.chunks(BATCH) {
        out.push_str("UNWIND [");
        for (i, row) in batch.iter().enumerate() {
            out.push_str(if i > 0 { ", " } else { "" });
            out.push_str(row);
        }
        let _ = writeln!(out, "] AS row {what};");
    }
}

pub(super) fn write(rows: &Rows<'_>) -> String {
    let mut out = String::new();
    for (label, key) in [
        ("Document", "iri"),
        ("Sentence", "iri"),
        ("Entity", "iri"),
        ("Name", "text"),
        ("Text", "iri"),
        ("Statement", "iri"),
        ("Resource", "iri"),
    ] {
        let name = label.to_ascii_lowercase();
        let _ = writeln!(
            out,
            "CREATE CONSTRAINT relata_{name} IF NOT EXISTS FOR (n:{label}) REQUIRE n.{key} IS UNIQUE;"
        );
    }
    let sentences = document(rows, &mut out);
    entities(rows, &sentences, &mut out);
    statements(rows, &sentences, &mut out);
    edges(rows, &mut out);
    out
}

/// The document and its sentences; returns their IRIs.
fn document(rows: &Rows<'_>, out: &mut String) -> Vec<String> {
    let info = rows.graph.document();
    out.push_str("MERGE (d:Document {iri: ");
    literal(&rows.document, out);
    out.push_str("}) SET d.id = ");
    literal(&info.id, out);
    for (name, value) in [("title", &info.title), ("publisher", &info.publisher)] {
        if let Some(value) = value {
            let _ = write!(out, ", d.{name} = ");
            literal(value, out);
        }
    }
    if let Some(date) = info.published.as_deref().filter(|date| date.parse::<jiff::civil::Date>().is_ok()) {
        out.push_str(", d.published = date(");
        literal(date, out);
        out.push(')');
    }
    out.push_str(";\n");
    let graph = rows.graph;
    let iris: Vec<String> = graph
        .sentences()
        .iter()
        .map(|s| {
            let characters = graph.character_at(s.start).zip(graph.character_at(s.end));
            rows.names.position(characters, (s.start, s.end))
        })
        .collect();
    let row = |(number, (sentence, iri)): (usize, (&crate::graph::SentenceText, &String))| {
        let mut row = Row::new(iri);
        row.text("document", &rows.document);
        row.plain("number", number);
        row.plain("start", sentence.start);
        row.plain("end", sentence.end);
        row.text("text", &sentence.text);
        row.end()
    };
    let lines: Vec<String> = graph.sentences().iter().zip(&iris).enumerate().map(row).collect();
    unwind(
        &lines,
        "MATCH (d:Document {iri: row.document}) MERGE (s:Sentence {iri: row.iri}) SET s.number = row.number, \
         s.start_byte = row.start, s.end_byte = row.end, s.text = row.text MERGE (s)-[:PART_OF]->(d)",
        out,
    );
    iris
}

/// The rows of entities, their other names, and where they are mentioned.
#[derive(Default)]
struct EntityRows {
    nodes: Vec<String>,
    texts: Vec<String>,
    names: Vec<String>,
    same: Vec<String>,
    members: Vec<String>,
    votes: Vec<String>,
    mentions: Vec<String>,
}

impl EntityRows {
    fn add(&mut self, node: &NodeRow<'_>, document: &str, sentences: &[String]) {
        let mut row = Row::new(&node.id);
        row.text("name", node.name);
        if node.kind == "text" {
            self.texts.push(row.end());
            return;
        }
        row.plain("named", node.named);
        self.nodes.push(row.end());
        let with = |field: &str, value: &str| {
            let mut row = Row::new(&node.id);
            row.text(field, value);
            row.end()
        };
        let names = std::iter::once(node.name).chain(node.aliases.iter().map(String::as_str));
        self.names.extend(names.map(|name| with("text", name)));
        self.same.extend(node.same_as.iter().map(|other| with("other", other)));
        self.members.extend(node.members.iter().map(|other| with("other", other)));
        let mut row = Row::new(&node.id);
        row.text("document", document);
        row.text("kind", node.kind);
        row.plain("count", node.mentions.len());
        self.votes.push(row.end());
        for mention in node.mentions {
            let Some(sentence) = sentences.get(mention.sentence) else { continue };
            let mut row = Row::new(&node.id);
            row.text("sentence", sentence);
            row.plain("start", mention.start);
            row.plain("end", mention.end);
            row.text("text", &mention.text);
            self.mentions.push(row.end());
        }
    }
}

/// Entities, their other names, and where they are mentioned. What several articles say of one is united: names are nodes
/// that it is called by, its kind is the one that most articles give.
fn entities(rows: &Rows<'_>, sentences: &[String], out: &mut String) {
    let mut of = EntityRows::default();
    for node in &rows.nodes {
        of.add(node, &rows.document, sentences);
    }
    unwind(
        &of.nodes,
        "MERGE (n:Entity {iri: row.iri}) ON CREATE SET n.name = row.name, n.named = row.named",
        out,
    );
    unwind(&of.texts, "MERGE (n:Text {iri: row.iri}) SET n.name = row.name", out);
    for (rows, what) in [
        (&of.names, "MERGE (a:Name {text: row.text}) MERGE (n)-[:CALLED]->(a)"),
        (&of.same, "MERGE (o:Resource {iri: row.other}) MERGE (n)-[:SAME_AS]->(o)"),
        (&of.members, "MATCH (m:Entity {iri: row.other}) MERGE (n)-[:HAS_MEMBER]->(m)"),
        (
            &of.votes,
            "MATCH (d:Document {iri: row.document}) MERGE (d)-[m:MENTIONS]->(n) SET m.kind = row.kind, \
             m.count = row.count",
        ),
        (
            &of.mentions,
            "MATCH (s:Sentence {iri: row.sentence}) MERGE (s)-[m:MENTIONS {start_byte: row.start, \
             end_byte: row.end}]->(n) SET m.text = row.text",
        ),
    ] {
        unwind(rows, &format!("MATCH (n:Entity {{iri: row.iri}}) {what}"), out);
    }
    unite(rows, out);
}

/// The properties that follow from what all articles say.
fn unite(rows: &Rows<'_>, out: &mut String) {
    let mut of = "MATCH (:Document {iri: ".to_owned();
    literal(&rows.document, &mut of);
    of.push_str("})-[:MENTIONS]->(n:Entity)");
    let _ = writeln!(
        out,
        "{of} WITH DISTINCT n MATCH (n)-[:CALLED]->(a:Name) WITH n, a.text AS text ORDER BY text WITH n, collect(text) \
         AS names SET n.aliases = names;"
    );
    let _ = writeln!(
        out,
        "{of} WITH DISTINCT n MATCH (:Document)-[m:MENTIONS]->(n) WITH n, m.kind AS kind, count(*) AS votes \
         WITH n, max(votes) AS most MATCH (:Document)-[o:MENTIONS]->(n) WITH n, most, o.kind AS kind, count(*) AS votes \
         WHERE votes = most WITH n, min(kind) AS kind SET n.kind = kind;"
    );
    for kind in Kind::ALL.iter().map(|kind| kind.as_str()) {
        let label = node_label(kind);
        let _ = writeln!(out, "{of} WHERE n.kind <> '{kind}' REMOVE n:{label};");
        let _ = writeln!(out, "{of} WHERE n.kind = '{kind}' SET n:{label};");
    }
}

/// What a relation's node and its edge both say.
fn standing(edge: &EdgeRow<'_>, row: &mut Row) {
    let relation = edge.relation;
    row.text("predicate", &edge.predicate);
    row.text("verb", &relation.predicate);
    row.text("label", &relation.label);
    row.plain("asserted", relation.is_asserted());
    row.text("polarity", relation.polarity.as_str());
    row.text("modality", relation.modality.as_str());
    row.optional("attribution", edge.attribution);
    let confidence = if relation.confidence.is_finite() { relation.confidence } else { 0.0 };
    row.plain("confidence", format_args!("{confidence:?}"));
    row.plain("symmetric", relation.symmetric);
    let (start, end) = edge.times();
    row.optional("start", start.as_deref());
    row.optional("end", end.as_deref());
}

/// How the fields of [`standing`] are set.
fn set_standing(variable: &str) -> String {
    let same = [
        "predicate",
        "verb",
        "label",
        "asserted",
        "polarity",
        "modality",
        "attribution",
        "confidence",
        "symmetric",
    ];
    let mut set: Vec<String> = same.iter().map(|name| format!("{variable}.{name} = row.{name}")).collect();
    for (property, name) in [("time_start", "start"), ("time_end", "end")] {
        set.push(format!("{variable}.{property} = localdatetime(row.{name})"));
    }
    set.join(", ")
}

/// The row of the node that a relation is.
fn statement(edge: &EdgeRow<'_>, document: &str) -> String {
    let mut row = Row::new(&edge.id);
    standing(edge, &mut row);
    row.plain("presupposed", edge.relation.presupposed);
    row.text("construction", edge.relation.construction.as_str());
    row.optional("rule", edge.rule());
    row.optional("unit", edge.granularity().as_deref());
    row.list("qualifiers", &edge.lines());
    row.list("evidence", &edge.evidence);
    row.text("document", document);
    row.end()
}

/// The row that leads from one node to another.
fn link(from: &str, to: &str) -> String {
    let mut row = Row::new(from);
    row.text("other", to);
    row.end()
}

/// A node for each relation, stated by its sentences, with subject, object and whom it is attributed to.
fn statements(rows: &Rows<'_>, sentences: &[String], out: &mut String) {
    let mut stated = Vec::new();
    let mut ends: BTreeMap<(&str, &str), Vec<String>> = BTreeMap::new();
    for edge in &rows.edges {
        let evidence = edge.relation.evidence.iter().filter_map(|e| sentences.get(e.sentence));
        stated.extend(evidence.map(|sentence| link(&edge.id, sentence)));
        for (place, role) in [(edge.source, "SUBJECT"), (edge.target, "OBJECT")] {
            if let Some(node) = rows.nodes.get(place) {
                ends.entry((label(node), role)).or_default().push(link(&edge.id, &node.id));
            }
        }
        if let Some(speaker) = &edge.speaker {
            ends.entry(("Entity", "SAID_BY")).or_default().push(link(&edge.id, speaker));
        }
    }
    let set = format!(
        "MERGE (s:Statement {{iri: row.iri}}) SET {}, s.presupposed = row.presupposed, s.construction = row.construction, \
         s.rule = row.rule, s.time_unit = row.unit, s.qualifiers = row.qualifiers, s.evidence = row.evidence, s.document = row.document",
        set_standing("s")
    );
    let nodes: Vec<String> = rows.edges.iter().map(|edge| statement(edge, &rows.document)).collect();
    unwind(&nodes, &set, out);
    let statement = "MATCH (s:Statement {iri: row.iri})";
    unwind(
        &stated,
        &format!("{statement} MATCH (t:Sentence {{iri: row.other}}) MERGE (t)-[:STATES]->(s)"),
        out,
    );
    for ((label, role), list) in ends {
        unwind(
            &list,
            &format!("{statement} MATCH (n:{label} {{iri: row.other}}) MERGE (s)-[:{role}]->(n)"),
            out,
        );
    }
    let stands_for =
        rows.nodes.iter().flat_map(|n| n.refers_to.iter().map(|statement| link(statement, &n.id)));
    let stands_for: Vec<String> = stands_for.collect();
    unwind(
        &stands_for,
        &format!("{statement} MATCH (n:Entity {{iri: row.other}}) MERGE (n)-[:REFERS_TO]->(s)"),
        out,
    );
}

/// The label that every node of its sort has.
fn label(node: &NodeRow<'_>) -> &'static str {
    if node.kind == "text" { "Text" } else { "Entity" }
}

/// An edge for each relation, of a type only where it is stated as fact.
fn edges(rows: &Rows<'_>, out: &mut String) {
    let mut by_type: BTreeMap<(String, &str), Vec<String>> = BTreeMap::new();
    for edge in &rows.edges {
        let (Some(source), Some(target)) = (rows.nodes.get(edge.source), rows.nodes.get(edge.target)) else {
            continue;
        };
        let mut row = Row::new(&edge.id);
        row.text("a", &source.id);
        row.text("b", &target.id);
        standing(edge, &mut row);
        row.text("document", &rows.document);
        by_type.entry((edge_type(edge.relation), label(target))).or_default().push(row.end());
    }
    for ((kind, target), list) in by_type {
        let what = format!(
            "MATCH (a:Entity {{iri: row.a}}) MATCH (b:{target} {{iri: row.b}}) MERGE (a)-[r:`{kind}` {{id: row.iri}}]->(b) \
             SET {}, r.document = row.document",
            set_standing("r")
        );
        unwind(&list, &what, out);
    }
}
