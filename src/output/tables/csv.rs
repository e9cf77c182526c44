//! Two CSV files as `neo4j-admin database import` reads them: RFC 4180, every field quoted, headers with types.

use super::rows::{EdgeTypes, Rows, node_label};

/// How CSV is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct CsvOptions {
    /// Put an apostrophe before a field that a spreadsheet would take for a formula (`=`, `+`, `-`, `@`, tab or carriage
    /// return at its head). Off by default: an import into a database wants the names as they are.
    pub defuse_formulas: bool,
}

/// The two files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Neo4jCsv {
    /// Nodes: `id:ID,name,kind,named:boolean,aliases:string[],same_as:string[],mentions:int,members:string[],refers_to:string[],:LABEL`;
    /// members are ids of nodes, what an entity refers to are ids of relationships.
    pub nodes: String,
    /// Relationships: `:START_ID,:END_ID,:TYPE,id,predicate,label,verb,asserted:boolean,…`; times are `localdatetime`, the
    /// speaker is the id of a node.
    pub relationships: String,
}

/// What separates the items of an array, by Neo4j's default; inside an item it becomes a comma.
const BETWEEN: char = ';';

fn line(fields: &[&str], options: &CsvOptions, out: &mut String) {
    for (i, field) in fields.iter().enumerate() {
        if i > 0 {
            out.push(',');
        }
        out.push('"');
        if options.defuse_formulas && field.starts_with(['=', '+', '-', '@', '\t', '\r']) {
            out.push('\'');
        }
        for (i, part) in field.split('"').enumerate() {
            if i > 0 {
                out.push_str("\"\"");
            }
            out.push_str(part);
        }
        out.push('"');
    }
    out.push('\n');
}

fn array<S: AsRef<str>>(items: &[S]) -> String {
    let mut out = String::new();
    for (i, item) in items.iter().enumerate() {
        if i > 0 {
            out.push(BETWEEN);
        }
        for (i, part) in item.as_ref().split(BETWEEN).enumerate() {
            if i > 0 {
                out.push(',');
            }
            out.push_str(part);
        }
    }
    out
}

fn yes(yes: bool) -> &'static str {
    if yes { "true" } else { "false" }
}

pub(super) fn write(rows: &Rows<'_>, options: &CsvOptions) -> Neo4jCsv {
    let mut nodes = String::from(
        "id:ID,name,kind,named:boolean,aliases:string[],same_as:string[],mentions:int,members:string[],\
         refers_to:string[],:LABEL\n",
    );
    for node in &rows.nodes {
        let (aliases, same_as, mentions) =
            (array(node.aliases), array(node.same_as), node.mentions.len().to_string());
        let (members, refers_to) = (array(&node.members), array(&node.refers_to));
        let label = node_label(node.kind);
        let labels = if node.kind == "text" { label } else { format!("Entity;{label}") };
        let named = yes(node.named);
        let fields = [
            &node.id, node.name, node.kind, named, &aliases, &same_as, &mentions, &members, &refers_to,
            &labels,
        ];
        line(&fields, options, &mut nodes);
    }
    let mut relationships = String::from(
        ":START_ID,:END_ID,:TYPE,id,predicate,label,verb,asserted:boolean,polarity,modality,attribution,speaker,\
         construction,rule,confidence:float,symmetric:boolean,qualifiers:string[],time_start:localdatetime,\
         time_end:localdatetime,time_unit,evidence:string[],start_byte:int,end_byte:int,document\n",
    );
    let types = EdgeTypes::new(rows);
    for edge in &rows.edges {
        let relation = edge.relation;
        let (from, until) = edge.times();
        let (start, end) = edge.bytes();
        let fields = [
            rows.id(edge.source),
            rows.id(edge.target),
            types.of(edge),
            &edge.id,
            edge.predicate.as_ref(),
            &relation.label,
            &relation.predicate,
            yes(relation.is_asserted()),
            relation.polarity.as_str(),
            relation.modality.as_str(),
            edge.attribution.unwrap_or_default(),
            edge.speaker.as_deref().unwrap_or_default(),
            relation.construction.as_str(),
            edge.rule().unwrap_or_default(),
            &relation.confidence.to_string(),
            yes(relation.symmetric),
            &array(&edge.lines()),
            &from.unwrap_or_default(),
            &until.unwrap_or_default(),
            &edge.granularity().unwrap_or_default(),
            &array(&edge.evidence),
            &start.to_string(),
            &end.to_string(),
            &rows.document,
        ];
        line(&fields, options, &mut relationships);
    }
    Neo4jCsv { nodes, relationships }
}
