//! The graph as two tables, as property graphs and data frames have it: nodes and edges.

use crate::graph::{EntityNode, KnowledgeGraph, MentionText, Node, Relation, Value};
use crate::output::rdf::{Names, WriteError};
use crate::propositions::{Role, TimeInterval};
use petgraph::visit::EdgeRef;
use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// A node: an entity, or words that are the object of some relation.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct NodeRow<'g> {
    /// Its IRI, as in the RDF.
    pub(crate) id: String,
    pub(crate) name: &'g str,
    /// The entity's kind, or `text`.
    pub(crate) kind: &'static str,
    pub(crate) named: bool,
    pub(crate) aliases: &'g [String],
    pub(crate) same_as: &'g [String],
    pub(crate) mentions: &'g [MentionText],
    /// The IRIs of the nodes that are its members.
    pub(crate) members: Vec<String>,
    /// The IRIs of the edges it stands for (*the move*).
    pub(crate) refers_to: Vec<String>,
}

/// An adjunct of a relation, its entity by IRI.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct QualifierRow<'g> {
    pub(crate) role: Role,
    pub(crate) marker: &'g str,
    pub(crate) text: &'g str,
    pub(crate) entity: Option<String>,
    pub(crate) time: Option<TimeInterval>,
}

impl QualifierRow<'_> {
    /// *role: preposition words*.
    pub(super) fn line(&self) -> String {
        let marker = if self.marker.is_empty() { String::new() } else { format!("{} ", self.marker) };
        format!("{}: {marker}{}", self.role.as_str(), self.text)
    }
}

/// An edge: a relation.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct EdgeRow<'g> {
    /// Its IRI, as in the RDF.
    pub(crate) id: String,
    /// Places in the list of nodes.
    pub(crate) source: usize,
    pub(crate) target: usize,
    /// The predicate with its particles and preposition.
    pub(crate) predicate: Cow<'g, str>,
    pub(crate) relation: &'g Relation,
    /// Who says so, and the IRI where that is an entity.
    pub(crate) attribution: Option<&'g str>,
    pub(crate) speaker: Option<String>,
    pub(crate) qualifiers: Vec<QualifierRow<'g>>,
    /// The sentences that state it.
    pub(crate) evidence: Vec<&'g str>,
}

impl<'g> EdgeRow<'g> {
    /// The rule that read it, where it was read.
    pub(super) fn rule(&self) -> Option<&'g str> {
        let relation: &'g Relation = self.relation;
        Some(relation.rule.as_ref()).filter(|rule| !rule.is_empty())
    }

    /// First and one past the last byte of the first evidence.
    pub(crate) fn bytes(&self) -> (usize, usize) {
        self.relation.evidence.first().map_or((0, 0), |e| (e.start, e.end))
    }

    /// Start and end of the time, ISO 8601.
    pub(super) fn times(&self) -> (Option<String>, Option<String>) {
        match &self.relation.time {
            Some(time) => (time.start.map(|t| t.to_string()), time.end.map(|t| t.to_string())),
            None => (None, None),
        }
    }

    /// The unit the time speaks in.
    pub(super) fn granularity(&self) -> Option<String> {
        self.relation.time.map(|time| unit_name(&time))
    }

    /// The qualifiers, one line each.
    pub(super) fn lines(&self) -> Vec<String> {
        self.qualifiers.iter().map(QualifierRow::line).collect()
    }
}

/// The name of the unit that a time speaks in.
pub(super) fn unit_name(time: &TimeInterval) -> String {
    crate::output::rdf::serde_name(&time.granularity)
}

pub(crate) struct Rows<'g> {
    pub(crate) document: String,
    pub(crate) nodes: Vec<NodeRow<'g>>,
    pub(crate) edges: Vec<EdgeRow<'g>>,
    pub(crate) graph: &'g KnowledgeGraph,
    pub(super) names: Names,
}

impl<'g> Rows<'g> {
    pub(crate) fn new(graph: &'g KnowledgeGraph) -> Result<Self, WriteError> {
        let names = Names::new(graph)?;
        let inner = graph.as_petgraph();
        let mut texts = 0_usize;
        let nodes = inner.node_weights().map(|node| match node {
            Node::Entity(entity) => entity_row(entity, &names),
            Node::Text(text) => {
                let id = format!("{}text/{}-{texts}", names.base, names.slug);
                texts = texts.saturating_add(1);
                text_row(id, text)
            }
        });
        let nodes = nodes.collect();
        let edges = inner.edge_references().map(|edge| EdgeRow {
            source: edge.source().index(),
            target: edge.target().index(),
            ..edge_row(graph, &names, edge.id().index(), edge.weight())
        });
        let edges = edges.collect();
        Ok(Self { document: names.document.clone(), nodes, edges, graph, names })
    }
}

impl Rows<'_> {
    /// The IRI of the node at a place.
    pub(super) fn id(&self, place: usize) -> &str {
        self.nodes.get(place).map_or("", |node| &node.id)
    }
}

fn entity_row<'g>(entity: &'g EntityNode, names: &Names) -> NodeRow<'g> {
    NodeRow {
        id: names.entities.get(entity.id.index()).cloned().unwrap_or_default(),
        name: &entity.label,
        kind: entity.kind.as_str(),
        named: entity.named,
        aliases: &entity.aliases,
        same_as: &entity.same_as,
        mentions: &entity.mentions,
        members: entity.members.iter().filter_map(|m| names.entities.get(m.index()).cloned()).collect(),
        refers_to: entity.refers_to.iter().map(|r| names.statement(r.index())).collect(),
    }
}

fn text_row(id: String, text: &str) -> NodeRow<'_> {
    NodeRow {
        id,
        name: text,
        kind: "text",
        named: false,
        aliases: &[],
        same_as: &[],
        mentions: &[],
        members: Vec::new(),
        refers_to: Vec::new(),
    }
}

/// The row of a relation, without its ends.
fn edge_row<'g>(
    graph: &'g KnowledgeGraph,
    names: &Names,
    number: usize,
    relation: &'g Relation,
) -> EdgeRow<'g> {
    let iri = |value: &Value| names.entities.get(value.entity()?.index()).cloned();
    let qualifiers = relation.qualifiers.iter().map(|q| QualifierRow {
        role: q.role,
        marker: &q.marker,
        text: graph.text_of(&q.value),
        entity: iri(&q.value),
        time: q.time,
    });
    let sentence = |number: usize| graph.sentences().get(number).map(|s| s.text.as_str());
    EdgeRow {
        id: names.statement(number),
        source: 0,
        target: 0,
        predicate: relation.full_predicate(),
        relation,
        speaker: relation.attribution.as_ref().and_then(iri),
        attribution: relation.attribution.as_ref().map(|source| graph.text_of(source)),
        qualifiers: qualifiers.collect(),
        evidence: relation.evidence.iter().filter_map(|e| sentence(e.sentence)).collect(),
    }
}

/// The types of edges by their predicates, of which many have the same.
pub(super) struct EdgeTypes<'r>(FxHashMap<&'r str, String>);

impl<'r> EdgeTypes<'r> {
    pub(super) fn new(rows: &'r Rows<'_>) -> Self {
        let mut types = FxHashMap::default();
        for edge in &rows.edges {
            types.entry(edge.predicate.as_ref()).or_insert_with(|| {
                let slug = crate::output::rdf::predicate_slug(&edge.predicate);
                slug.to_ascii_uppercase().replace('-', "_")
            });
        }
        Self(types)
    }

    /// The type a relation has where edges have types: its predicate if it is stated as fact, else one that no query for
    /// facts will find.
    pub(super) fn of(&self, edge: &EdgeRow<'_>) -> &str {
        let stated = Some(&edge.predicate).filter(|_| edge.relation.is_asserted());
        stated.and_then(|predicate| self.0.get(predicate.as_ref())).map_or("NOT_ASSERTED", String::as_str)
    }
}

/// The label a node has where nodes have labels: its kind, capitalised.
pub(super) fn node_label(kind: &str) -> String {
    let mut label = kind.to_owned();
    if let Some(first) = label.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    label
}
