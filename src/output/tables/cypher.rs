//! Cypher statements that merge the graph into a database, a statement a line: constraints, then what is there, then what leads
//! from one to the other, many rows at a time. Run twice they change nothing; a second article adds to what is shared and takes
//! nothing away.

use super::rows::{EdgeRow, EdgeTypes, NodeRow, Rows, node_label};
use crate::mentions::Kind;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::ops::Range;

/// So many rows are sent at a time.
const BATCH: usize = 500;

/// A string literal that nothing in it can end.
///
/// Some versions of Neo4j resolve `\uXXXX` before they parse, also behind an escaped backslash; so a backslash never stands
/// before a `u`: the literal is cut in two there.
pub(super) fn literal(text: &str, out: &mut String) {
    out.push('\'');
    // most texts are copied as they are; all bytes are looked at, since a loop without a way out is done by many at once
    let special = |byte: u8| byte < b' ' || matches!(byte, b'\'' | b'\\' | 0x7f);
    if !text.bytes().fold(false, |any, byte| any | special(byte)) {
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

/// Lists of rows, each list with what is done for each of its rows; the rows are written where they stay.
struct Batches<'o> {
    out: &'o mut String,
    what: &'o str,
    /// Rows of the list that is open.
    rows: usize,
}

impl<'o> Batches<'o> {
    fn new(what: &'o str, out: &'o mut String) -> Self {
        Self { out, what, rows: 0 }
    }

    /// Begins a row; it ends with [`Row::end`].
    fn row(&mut self, iri: &str) -> Row<'_> {
        if self.rows == BATCH {
            self.close();
        }
        self.out.push_str(if self.rows == 0 { "UNWIND [" } else { ", " });
        self.rows = self.rows.saturating_add(1);
        self.out.push_str("{iri: ");
        literal(iri, self.out);
        Row(self.out)
    }

    /// The row that leads from one node to another.
    fn link(&mut self, from: &str, to: &str) {
        let mut row = self.row(from);
        row.text(", other: ", to);
        row.end();
    }

    fn close(&mut self) {
        self.out.push_str("] AS row ");
        self.out.push_str(self.what);
        self.out.push_str(";\n");
        self.rows = 0;
    }

    fn end(mut self) {
        if self.rows > 0 {
            self.close();
        }
    }
}

/// A map of a row, its fields in order, each with its comma and colon; a field that is null is left out.
struct Row<'o>(&'o mut String);

impl Row<'_> {
    fn text(&mut self, name: &str, value: &str) {
        self.0.push_str(name);
        literal(value, self.0);
    }

    fn optional(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.text(name, value);
        }
    }

    fn plain(&mut self, name: &str, value: impl std::fmt::Display) {
        self.0.push_str(name);
        let _ = write!(self.0, "{value}");
    }

    fn truth(&mut self, name: &str, value: bool) {
        self.0.push_str(name);
        self.0.push_str(if value { "true" } else { "false" });
    }

    fn list<S: AsRef<str>>(&mut self, name: &str, items: impl IntoIterator<Item = S>) {
        self.0.push_str(name);
        self.0.push('[');
        for (i, item) in items.into_iter().enumerate() {
            if i > 0 {
                self.0.push_str(", ");
            }
            literal(item.as_ref(), self.0);
        }
        self.0.push(']');
    }

    fn end(self) {
        self.0.push('}');
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
    let standings = statements(rows, &sentences, &mut out);
    edges(rows, standings, &mut out);
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
    let what = "MATCH (d:Document {iri: row.document}) MERGE (s:Sentence {iri: row.iri}) SET s.number = row.number, \
        s.start_byte = row.start, s.end_byte = row.end, s.text = row.text MERGE (s)-[:PART_OF]->(d)";
    let mut list = Batches::new(what, out);
    for (number, (sentence, iri)) in graph.sentences().iter().zip(&iris).enumerate() {
        let mut row = list.row(iri);
        row.text(", document: ", &rows.document);
        row.plain(", number: ", number);
        row.plain(", start: ", sentence.start);
        row.plain(", end: ", sentence.end);
        row.text(", text: ", &sentence.text);
        row.end();
    }
    list.end();
    iris
}

/// Whether a node is words that are no entity.
fn is_text(node: &NodeRow<'_>) -> bool {
    node.kind == "text"
}

/// Entities, their other names, and where they are mentioned. What several articles say of one is united: names are nodes
/// that it is called by, its kind is the one that most articles give.
fn entities(rows: &Rows<'_>, sentences: &[String], out: &mut String) {
    let what = "MERGE (n:Entity {iri: row.iri}) ON CREATE SET n.name = row.name, n.named = row.named";
    let mut list = Batches::new(what, out);
    for node in rows.nodes.iter().filter(|node| !is_text(node)) {
        let mut row = list.row(&node.id);
        row.text(", name: ", node.name);
        row.truth(", named: ", node.named);
        row.end();
    }
    list.end();
    let mut list = Batches::new("MERGE (n:Text {iri: row.iri}) SET n.name = row.name", out);
    for node in rows.nodes.iter().filter(|node| is_text(node)) {
        let mut row = list.row(&node.id);
        row.text(", name: ", node.name);
        row.end();
    }
    list.end();
    for (what, write) in OF_ENTITIES {
        let what = format!("MATCH (n:Entity {{iri: row.iri}}) {what}");
        let mut list = Batches::new(&what, out);
        for node in rows.nodes.iter().filter(|node| !is_text(node)) {
            write(node, &rows.document, sentences, &mut list);
        }
        list.end();
    }
    unite(rows, out);
}

/// Writes rows of a node, given the document's IRI and those of its sentences.
type OfNode = fn(&NodeRow<'_>, &str, &[String], &mut Batches<'_>);

/// What is done for each row that an entity has, and the rows.
const OF_ENTITIES: [(&str, OfNode); 5] = [
    ("MERGE (a:Name {text: row.text}) MERGE (n)-[:CALLED]->(a)", |node, _, _, list| {
        for name in std::iter::once(node.name).chain(node.aliases.iter().map(String::as_str)) {
            let mut row = list.row(&node.id);
            row.text(", text: ", name);
            row.end();
        }
    }),
    ("MERGE (o:Resource {iri: row.other}) MERGE (n)-[:SAME_AS]->(o)", |node, _, _, list| {
        node.same_as.iter().for_each(|other| list.link(&node.id, other));
    }),
    ("MATCH (m:Entity {iri: row.other}) MERGE (n)-[:HAS_MEMBER]->(m)", |node, _, _, list| {
        node.members.iter().for_each(|other| list.link(&node.id, other));
    }),
    (
        "MATCH (d:Document {iri: row.document}) MERGE (d)-[m:MENTIONS]->(n) SET m.kind = row.kind, \
         m.count = row.count",
        |node, document, _, list| {
            let mut row = list.row(&node.id);
            row.text(", document: ", document);
            row.text(", kind: ", node.kind);
            row.plain(", count: ", node.mentions.len());
            row.end();
        },
    ),
    (
        "MATCH (s:Sentence {iri: row.sentence}) MERGE (s)-[m:MENTIONS {start_byte: row.start, \
         end_byte: row.end}]->(n) SET m.text = row.text",
        |node, _, sentences, list| {
            for mention in node.mentions {
                let Some(sentence) = sentences.get(mention.sentence) else { continue };
                let mut row = list.row(&node.id);
                row.text(", sentence: ", sentence);
                row.plain(", start: ", mention.start);
                row.plain(", end: ", mention.end);
                row.text(", text: ", &mention.text);
                row.end();
            }
        },
    ),
];

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
fn standing(edge: &EdgeRow<'_>, row: &mut Row<'_>) {
    let relation = edge.relation;
    row.text(", predicate: ", &edge.predicate);
    row.text(", verb: ", &relation.predicate);
    row.text(", label: ", &relation.label);
    row.truth(", asserted: ", relation.is_asserted());
    row.text(", polarity: ", relation.polarity.as_str());
    row.text(", modality: ", relation.modality.as_str());
    row.optional(", attribution: ", edge.attribution);
    let confidence = if relation.confidence.is_finite() { relation.confidence } else { 0.0 };
    row.plain(", confidence: ", format_args!("{confidence:?}"));
    row.truth(", symmetric: ", relation.symmetric);
    let (start, end) = edge.times();
    row.optional(", start: ", start.as_deref());
    row.optional(", end: ", end.as_deref());
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

/// A node for each relation; returns where what its edge says, too, stands.
fn statement_nodes(rows: &Rows<'_>, out: &mut String) -> Vec<Range<usize>> {
    let what = format!(
        "MERGE (s:Statement {{iri: row.iri}}) SET {}, s.presupposed = row.presupposed, s.construction = row.construction, \
         s.rule = row.rule, s.time_unit = row.unit, s.qualifiers = row.qualifiers, s.evidence = row.evidence, s.document = row.document",
        set_standing("s")
    );
    let mut list = Batches::new(&what, out);
    let mut standings = Vec::with_capacity(rows.edges.len());
    for edge in &rows.edges {
        let mut row = list.row(&edge.id);
        let start = row.0.len();
        standing(edge, &mut row);
        standings.push(start..row.0.len());
        row.truth(", presupposed: ", edge.relation.presupposed);
        row.text(", construction: ", edge.relation.construction.as_str());
        row.optional(", rule: ", edge.rule());
        row.optional(", unit: ", edge.granularity().as_deref());
        row.list(", qualifiers: ", edge.lines());
        row.list(", evidence: ", &edge.evidence);
        row.text(", document: ", &rows.document);
        row.end();
    }
    list.end();
    standings
}

/// A node for each relation, stated by its sentences, with subject, object and whom it is attributed to; returns what
/// [`statement_nodes`] does.
fn statements(rows: &Rows<'_>, sentences: &[String], out: &mut String) -> Vec<Range<usize>> {
    let standings = statement_nodes(rows, out);
    let statement = "MATCH (s:Statement {iri: row.iri})";
    let what = format!("{statement} MATCH (t:Sentence {{iri: row.other}}) MERGE (t)-[:STATES]->(s)");
    let mut list = Batches::new(&what, out);
    for edge in &rows.edges {
        for sentence in edge.relation.evidence.iter().filter_map(|e| sentences.get(e.sentence)) {
            list.link(&edge.id, sentence);
        }
    }
    list.end();
    let mut ends: BTreeMap<(&str, &str), Vec<(&str, &str)>> = BTreeMap::new();
    for edge in &rows.edges {
        for (place, role) in [(edge.source, "SUBJECT"), (edge.target, "OBJECT")] {
            if let Some(node) = rows.nodes.get(place) {
                ends.entry((label(node), role)).or_default().push((&edge.id, &node.id));
            }
        }
        if let Some(speaker) = &edge.speaker {
            ends.entry(("Entity", "SAID_BY")).or_default().push((&edge.id, speaker));
        }
    }
    for ((label, role), links) in ends {
        let what = format!("{statement} MATCH (n:{label} {{iri: row.other}}) MERGE (s)-[:{role}]->(n)");
        let mut list = Batches::new(&what, out);
        links.iter().for_each(|(from, to)| list.link(from, to));
        list.end();
    }
    let what = format!("{statement} MATCH (n:Entity {{iri: row.other}}) MERGE (n)-[:REFERS_TO]->(s)");
    let mut list = Batches::new(&what, out);
    for node in &rows.nodes {
        node.refers_to.iter().for_each(|statement| list.link(statement, &node.id));
    }
    list.end();
    standings
}

/// The label that every node of its sort has.
fn label(node: &NodeRow<'_>) -> &'static str {
    if is_text(node) { "Text" } else { "Entity" }
}

/// An edge for each relation, of a type only where it is stated as fact; what it says of its standing is copied from where
/// it was written.
fn edges(rows: &Rows<'_>, standings: Vec<Range<usize>>, out: &mut String) {
    type Edge<'r> = (&'r EdgeRow<'r>, Range<usize>, &'r str, &'r str);
    let types = EdgeTypes::new(rows);
    let mut by_type: BTreeMap<(&str, &str), Vec<Edge<'_>>> = BTreeMap::new();
    for (edge, standing) in rows.edges.iter().zip(standings) {
        let (Some(source), Some(target)) = (rows.nodes.get(edge.source), rows.nodes.get(edge.target)) else {
            continue;
        };
        by_type
            .entry((types.of(edge), label(target)))
            .or_default()
            .push((edge, standing, &source.id, &target.id));
    }
    let set = set_standing("r");
    for ((kind, target), list) in by_type {
        let what = format!(
            "MATCH (a:Entity {{iri: row.a}}) MATCH (b:{target} {{iri: row.b}}) MERGE (a)-[r:`{kind}` {{id: row.iri}}]->(b) \
             SET {set}, r.document = row.document"
        );
        let mut rows_of_type = Batches::new(&what, out);
        for (edge, standing, source, target) in list {
            let mut row = rows_of_type.row(&edge.id);
            row.text(", a: ", source);
            row.text(", b: ", target);
            row.0.extend_from_within(standing);
            row.text(", document: ", &rows.document);
            row.end();
        }
        rows_of_type.end();
    }
}
