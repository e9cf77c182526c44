//! The graph itself, over petgraph: one way to read a fact, whether its object is an entity or words.

use super::check::{self, Counts, GraphError};
use super::types::{DocumentInfo, EntityNode, GraphDocument, Relation, SentenceText, Value};
use crate::iri::is_iri;
use crate::span::{EntityId, RelationId};
use crate::text::Notice;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A node of the petgraph graph.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// An entity.
    Entity(EntityNode),
    /// Words of the text that are no entity: the object of some relation.
    Text(String),
}

/// A knowledge graph: entities and the relations between them, with their evidence.
///
/// ```
/// # #[cfg(feature = "embedded-model")] {
/// let graph = relata::Extractor::new()?.extract("Greta Lund met Olav Berg in Oslo.")?;
/// let fact = graph.relations().find(|r| r.predicate == "meet").expect("they met");
/// assert_eq!(graph.entity(fact.subject).map(|e| e.label.as_str()), Some("Greta Lund"));
/// assert_eq!(graph.text_of(&fact.object), "Olav Berg");
/// assert!(fact.is_asserted());
/// # }
/// # Ok::<(), relata::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct KnowledgeGraph {
    document: DocumentInfo,
    documents: Vec<DocumentInfo>,
    notices: Vec<Notice>,
    sentences: Vec<SentenceText>,
    graph: DiGraph<Node, Relation>,
    entities: Vec<NodeIndex>,
    texts: FxHashMap<String, NodeIndex>,
}

impl KnowledgeGraph {
    /// An empty graph of a document.
    #[must_use]
    pub fn new(document: DocumentInfo) -> Self {
        Self { document, ..Self::default() }
    }

    /// Adds an entity and gives it its id; `entity.id` is overwritten.
    pub fn add_entity(&mut self, mut entity: EntityNode) -> EntityId {
        let id = EntityId::from_index(self.entities.len());
        entity.id = id;
        self.entities.push(self.graph.add_node(Node::Entity(entity)));
        id
    }

    /// Adds a relation; `None` where its subject, its object, a qualifier or its source is no entity of this graph.
    pub fn add_relation(&mut self, relation: Relation) -> Option<RelationId> {
        if relation.values().filter_map(Value::entity).any(|id| id.index() >= self.entities.len()) {
            return None;
        }
        let subject = *self.entities.get(relation.subject.index())?;
        let object = match &relation.object {
            Value::Entity(id) => *self.entities.get(id.index())?,
            Value::Text(text) => match self.texts.get(text) {
                Some(&node) => node,
                None => {
                    let node = self.graph.add_node(Node::Text(text.clone()));
                    self.texts.insert(text.clone(), node);
                    node
                }
            },
        };
        let edge = self.graph.add_edge(subject, object, relation);
        Some(RelationId::from_index(edge.index()))
    }

    /// Sets what of the text was cut short.
    pub fn set_notices(&mut self, notices: Vec<Notice>) {
        self.notices = notices;
    }

    /// Sets the sentences of the document, in text order; evidence and mentions count them.
    pub fn set_sentences(&mut self, sentences: Vec<SentenceText>) {
        self.sentences = sentences;
    }

    /// Notes that an entity is what others know under `iri`, for `owl:sameAs`; false where there is no such entity or
    /// the IRI is none.
    ///
    /// ```
    /// # use relata::graph::{EntityNode, KnowledgeGraph};
    /// # let mut graph = KnowledgeGraph::default();
    /// # let lisbon = graph.add_entity(EntityNode::new("Lisbon", relata::Kind::Place));
    /// assert!(graph.link_entity(lisbon, "http://www.wikidata.org/entity/Q597"));
    /// assert!(!graph.link_entity(lisbon, "no IRI"));
    /// ```
    pub fn link_entity(&mut self, id: EntityId, iri: impl Into<String>) -> bool {
        let iri = iri.into();
        let Some(&node) = self.entities.get(id.index()) else { return false };
        match self.graph.node_weight_mut(node) {
            Some(Node::Entity(entity)) if is_iri(&iri) => {
                if !entity.same_as.contains(&iri) {
                    entity.same_as.push(iri);
                }
                true
            }
            _ => false,
        }
    }

    /// Says which relations an entity stands for, in any order; false where there is no such entity or relation.
    ///
    /// ```
    /// # #[cfg(feature = "embedded-model")] {
    /// let text = "Greta Lund closed the mine. The decision angered Olav Berg.";
    /// let mut graph = relata::Extractor::new()?.extract(text)?;
    /// let decision = graph.entity_named("decision").expect("it is named").clone();
    /// let closing = graph.relation(decision.refers_to[0]).expect("what was decided");
    /// assert_eq!(closing.predicate, "close");
    /// assert!(graph.refer_entity(decision.id, []));
    /// # }
    /// # Ok::<(), relata::Error>(())
    /// ```
    pub fn refer_entity(&mut self, id: EntityId, relations: impl IntoIterator<Item = RelationId>) -> bool {
        let mut relations: Vec<RelationId> = relations.into_iter().collect();
        relations.sort_unstable();
        relations.dedup();
        if relations.last().is_some_and(|last| last.index() >= self.graph.edge_count()) {
            return false;
        }
        let Some(&node) = self.entities.get(id.index()) else { return false };
        match self.graph.node_weight_mut(node) {
            Some(Node::Entity(entity)) => {
                entity.refers_to = relations;
                true
            }
            _ => false,
        }
    }

    /// The document the graph was read from.
    #[must_use]
    pub fn document(&self) -> &DocumentInfo {
        &self.document
    }

    /// The articles the graph was merged from, in the order that evidence and mentions count them; of a graph that was
    /// read from one text, that document.
    #[must_use]
    pub fn documents(&self) -> &[DocumentInfo] {
        if self.documents.is_empty() { std::slice::from_ref(&self.document) } else { &self.documents }
    }

    pub(super) fn set_documents(&mut self, documents: Vec<DocumentInfo>) {
        self.documents = documents;
    }

    pub(super) fn own_documents(&self) -> &[DocumentInfo] {
        &self.documents
    }

    /// Sets the IRI an entity is written under; false where there is no such entity or the IRI is none.
    pub fn name_entity(&mut self, id: EntityId, iri: impl Into<String>) -> bool {
        let iri = iri.into();
        let Some(&node) = self.entities.get(id.index()) else { return false };
        match self.graph.node_weight_mut(node) {
            Some(Node::Entity(entity)) if is_iri(&iri) => {
                entity.iri = Some(iri);
                true
            }
            _ => false,
        }
    }

    /// What of the text was cut short, and why.
    #[must_use]
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }

    pub(super) fn node_of(&self, id: EntityId) -> Option<NodeIndex> {
        self.entities.get(id.index()).copied()
    }

    /// The sentences of the document, in text order; empty for a graph that was not made from text.
    #[must_use]
    pub fn sentences(&self) -> &[SentenceText] {
        &self.sentences
    }

    /// The Unicode code points before a byte of the input, where it lies in a sentence, on a boundary of characters.
    #[must_use]
    pub fn character_at(&self, byte: usize) -> Option<usize> {
        let after = self.sentences.partition_point(|s| s.start <= byte);
        let sentence = self.sentences.get(after.checked_sub(1)?)?;
        let before = sentence.text.get(..byte.checked_sub(sentence.start)?)?;
        sentence.first_character.checked_add(before.chars().count())
    }

    /// The graph as petgraph has it, for its algorithms. Edge indices are relation ids.
    #[must_use]
    pub fn as_petgraph(&self) -> &DiGraph<Node, Relation> {
        &self.graph
    }

    /// The graph as petgraph's, without its document: nodes are entities and words, edges relations.
    ///
    /// ```
    /// use relata::graph::{EntityNode, KnowledgeGraph};
    /// let mut graph = KnowledgeGraph::default();
    /// graph.add_entity(EntityNode::new("Lisbon", relata::Kind::Place));
    /// assert_eq!(graph.into_petgraph().node_count(), 1);
    /// ```
    #[must_use]
    pub fn into_petgraph(self) -> DiGraph<Node, Relation> {
        self.graph
    }

    /// The entities, in the order of their ids.
    pub fn entities(&self) -> impl Iterator<Item = &EntityNode> {
        self.entities.iter().filter_map(|&node| match self.graph.node_weight(node) {
            Some(Node::Entity(entity)) => Some(entity),
            _ => None,
        })
    }

    /// The relations, in the order of their ids.
    pub fn relations(&self) -> impl Iterator<Item = &Relation> {
        self.graph.edge_weights()
    }

    /// The entity with that id.
    #[must_use]
    pub fn entity(&self, id: EntityId) -> Option<&EntityNode> {
        match self.graph.node_weight(*self.entities.get(id.index())?)? {
            Node::Entity(entity) => Some(entity),
            Node::Text(_) => None,
        }
    }

    /// The entity with that label or alias, labels first.
    #[must_use]
    pub fn entity_named(&self, name: &str) -> Option<&EntityNode> {
        let labelled = self.entities().find(|e| e.label == name);
        labelled.or_else(|| self.entities().find(|e| e.aliases.iter().any(|a| a == name)))
    }

    /// The label of an entity, or the words of a text.
    #[must_use]
    pub fn text_of<'g>(&'g self, value: &'g Value) -> &'g str {
        match value {
            Value::Entity(id) => self.entity(*id).map_or("", |e| e.label.as_str()),
            Value::Text(text) => text,
        }
    }

    /// The relations an entity is subject or object of, in the order of their ids.
    pub fn relations_of(&self, id: EntityId) -> impl Iterator<Item = &Relation> {
        self.relations().filter(move |r| r.subject == id || r.object == Value::Entity(id))
    }

    /// The entities a relation joins to this one, each once, in the order of their ids.
    #[must_use]
    pub fn neighbours(&self, id: EntityId) -> Vec<EntityId> {
        let mut found: Vec<EntityId> = self
            .relations_of(id)
            .flat_map(|r| [Some(r.subject), r.object.entity()])
            .flatten()
            .filter(|&other| other != id)
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// How many relations an entity takes part in.
    #[must_use]
    pub fn degree(&self, id: EntityId) -> usize {
        let Some(&node) = self.entities.get(id.index()) else { return 0 };
        let incoming = self.graph.edges_directed(node, petgraph::Direction::Incoming);
        self.graph.edges(node).count().saturating_add(incoming.filter(|e| e.source() != node).count())
    }

    /// The graph as JSON.
    ///
    /// # Errors
    /// None in practice; the type is that of `serde_json`.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string_pretty(self)
    }

    fn to_document(&self) -> GraphDocument {
        GraphDocument {
            document: self.document.clone(),
            documents: self.documents.clone(),
            entities: self.entities().cloned().collect(),
            relations: self.relations().cloned().collect(),
            sentences: self.sentences.clone(),
            notices: self.notices.clone(),
        }
    }
}

impl PartialEq for KnowledgeGraph {
    fn eq(&self, other: &Self) -> bool {
        self.to_document() == other.to_document()
    }
}

impl Serialize for KnowledgeGraph {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.to_document().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for KnowledgeGraph {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let document = GraphDocument::deserialize(deserializer)?;
        Self::of_document(document).map_err(serde::de::Error::custom)
    }
}

impl KnowledgeGraph {
    fn of_document(document: GraphDocument) -> Result<Self, GraphError> {
        let counts = Counts {
            documents: document.documents.len().max(1),
            entities: document.entities.len(),
            relations: document.relations.len(),
            sentences: &document.sentences,
        };
        check::sentences(&document.sentences)?;
        check::notices(&document.notices)?;
        let mut graph = Self::new(document.document);
        for (place, entity) in document.entities.into_iter().enumerate() {
            counts.entity(place, &entity)?;
            graph.add_entity(entity);
        }
        for (place, relation) in document.relations.into_iter().enumerate() {
            counts.relation(place, &relation)?;
            graph.add_relation(relation);
        }
        graph.documents = document.documents;
        graph.notices = document.notices;
        graph.sentences = document.sentences;
        Ok(graph)
    }
}
