//! The graph as two tables, as property graphs and data frames have it: nodes and edges.

use crate::graph::{KnowledgeGraph, Node, Relation};
use crate::output::rdf::{Names, WriteError};
use petgraph::visit::EdgeRef;

/// A node: an entity, or words that are the object of some relation.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct NodeRow<'g> {
    /// Its IRI, as in the RDF.
    pub(super) id: String,
    pub(super) name: &'g str,
    /// The entity's kind, or `text`.
    pub(super) kind: &'static str,
    pub(super) named: bool,
    pub(super) aliases: &'g [String],
    pub(super) same_as: &'g [String],
    pub(super) mentions: usize,
    /// The IRIs of the nodes that are its members.
    pub(super) members: Vec<String>,
    /// The IRIs of the edges it stands for (*the move*).
    pub(super) refers_to: Vec<String>,
}

/// An edge: a relation.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct EdgeRow<'g> {
    /// Its IRI, as in the RDF.
    pub(super) id: String,
    /// Places in the list of nodes.
    pub(super) source: usize,
    pub(super) target: usize,
    pub(super) relation: &'g Relation,
    pub(super) attribution: Option<&'g str>,
    /// *role: preposition words*, one each.
    pub(super) qualifiers: Vec<String>,
    /// The sentences that state it.
    pub(super) evidence: Vec<&'g str>,
}

impl EdgeRow<'_> {
    /// First and one past the last byte of the first evidence.
    pub(super) fn bytes(&self) -> (usize, usize) {
        self.relation.evidence.first().map_or((0, 0), |e| (e.start, e.end))
    }

    /// Start and end of the time, ISO 8601.
    pub(super) fn times(&self) -> (Option<String>, Option<String>) {
        match &self.relation.time {
            Some(time) => (time.start.map(|t| t.to_string()), time.end.map(|t| t.to_string())),
            None => (None, None),
        }
    }
}

pub(super) struct Rows<'g> {
    pub(super) document: String,
    pub(super) nodes: Vec<NodeRow<'g>>,
    pub(super) edges: Vec<EdgeRow<'g>>,
}

impl<'g> Rows<'g> {
    pub(super) fn new(graph: &'g KnowledgeGraph) -> Result<Self, WriteError> {
        let names = Names::new(graph)?;
        let inner = graph.as_petgraph();
        let statement = |edge: usize| format!("{}statement/{}-{edge}", names.base, names.slug);
        let mut texts = 0;
        let nodes = inner.node_weights().map(|node| match node {
            Node::Entity(entity) => NodeRow {
                id: names.entities.get(entity.id.index()).cloned().unwrap_or_default(),
                name: &entity.label,
                kind: entity.kind.as_str(),
                named: entity.named,
                aliases: &entity.aliases,
                same_as: &entity.same_as,
                mentions: entity.mentions.len(),
                members: entity
                    .members
                    .iter()
                    .filter_map(|m| names.entities.get(m.index()).cloned())
                    .collect(),
                refers_to: entity.refers_to.iter().map(|r| statement(r.index())).collect(),
            },
            Node::Text(text) => {
                let number: usize = texts;
                texts = number.saturating_add(1);
                NodeRow {
                    id: format!("{}text/{}-{}", names.base, names.slug, number),
                    name: text,
                    kind: "text",
                    named: false,
                    aliases: &[],
                    same_as: &[],
                    mentions: 0,
                    members: Vec::new(),
                    refers_to: Vec::new(),
                }
            }
        });
        let nodes = nodes.collect();
        let edges = inner.edge_references().map(|edge| {
            let relation = edge.weight();
            let qualifiers = relation.qualifiers.iter().map(|q| {
                let marker = if q.marker.is_empty() { String::new() } else { format!("{} ", q.marker) };
                format!("{}: {marker}{}", q.role.as_str(), graph.text_of(&q.value))
            });
            let sentence = |number: usize| graph.sentences().get(number).map(|s| s.text.as_str());
            EdgeRow {
                id: statement(edge.id().index()),
                source: edge.source().index(),
                target: edge.target().index(),
                relation,
                attribution: relation.attribution.as_ref().map(|source| graph.text_of(source)),
                qualifiers: qualifiers.collect(),
                evidence: relation.evidence.iter().filter_map(|e| sentence(e.sentence)).collect(),
            }
        });
        let edges = edges.collect();
        Ok(Self { document: names.document, nodes, edges })
    }
}

/// The type a relation has where edges have types: its predicate if it is stated as fact, else one that no query for
/// facts will find.
pub(super) fn edge_type(relation: &Relation) -> String {
    if !relation.is_asserted() {
        return "NOT_ASSERTED".to_owned();
    }
    let slug = crate::output::rdf::predicate_slug(&relation.predicate);
    slug.to_ascii_uppercase().replace('-', "_")
}

/// The label a node has where nodes have labels: its kind, capitalised.
pub(super) fn node_label(kind: &str) -> String {
    let mut label = kind.to_owned();
    if let Some(first) = label.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    label
}
