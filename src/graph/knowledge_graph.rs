//! The graph itself, over petgraph: one way to read a fact, whether its object is an entity or words.

use super::iterators::Entities;
use super::types::{DocumentInfo, EntityNode, Generator, Relation, SentenceText, Value};
use crate::iri::is_iri;
use crate::span::{EntityId, RelationId};
use crate::text::Notice;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;
use rustc_hash::FxHashMap;

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
    generator: Option<Generator>,
    notices: Vec<Notice>,
    sentences: Vec<SentenceText>,
    graph: DiGraph<Node, Relation>,
    entities: Vec<NodeIndex>,
    texts: FxHashMap<String, NodeIndex>,
}

impl KnowledgeGraph {
    /// An empty graph of a document.
    ///
    /// ```
    /// use relata::graph::{DocumentInfo, KnowledgeGraph};
    /// let graph = KnowledgeGraph::new(DocumentInfo { id: "monday".to_owned(), ..DocumentInfo::default() });
    /// assert_eq!((graph.document().id.as_str(), graph.entities().len()), ("monday", 0));
    /// ```
    #[must_use]
    pub fn new(document: DocumentInfo) -> Self {
        Self { document, ..Self::default() }
    }

    /// Adds an entity and gives it its id; `entity.id` is overwritten.
    ///
    /// ```
    /// use relata::{EntityNode, Kind, KnowledgeGraph};
    /// let mut graph = KnowledgeGraph::default();
    /// let lund = graph.add_entity(EntityNode::new("Greta Lund", Kind::Person));
    /// assert_eq!(graph.entity(lund).map(|entity| entity.id), Some(lund));
    /// ```
    pub fn add_entity(&mut self, mut entity: EntityNode) -> EntityId {
        let id = EntityId::from_index(self.entities.len());
        entity.id = id;
        self.entities.push(self.graph.add_node(Node::Entity(entity)));
        id
    }

    /// Adds a relation and gives it its id, overwriting `relation.id`; `None` where its subject, its object, a qualifier or its
    /// source is no entity of this graph.
    ///
    /// ```
    /// use relata::{EntityNode, Kind, KnowledgeGraph, Relation, graph::Value};
    /// let mut graph = KnowledgeGraph::default();
    /// let lund = graph.add_entity(EntityNode::new("Greta Lund", Kind::Person));
    /// let id = graph.add_relation(Relation::new(lund, "sing", Value::Text("in the choir".to_owned())));
    /// assert_eq!(graph.relations().next().map(|relation| relation.id), id);
    /// assert!(graph.add_relation(Relation::new(relata::EntityId(7), "sing", Value::Entity(lund))).is_none());
    /// ```
    pub fn add_relation(&mut self, mut relation: Relation) -> Option<RelationId> {
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
        relation.id = RelationId::from_index(self.graph.edge_count());
        let id = relation.id;
        self.graph.add_edge(subject, object, relation);
        Some(id)
    }

    /// What read the graph from text: the versions of crate and model; `None` for a graph that was made otherwise. Two graphs
    /// may be equal that were read by different ones. RDF does not carry it.
    ///
    /// ```
    /// # #[cfg(feature = "embedded-model")] {
    /// let extractor = relata::Extractor::new()?;
    /// let graph = extractor.extract("Greta Lund met Olav Berg.")?;
    /// let generator = graph.generator().expect("it was read");
    /// assert!(extractor.model_name().contains(&generator.checksum));
    /// assert!(graph.to_json().expect("JSON").contains(&generator.checksum));
    /// # }
    /// # Ok::<(), relata::Error>(())
    /// ```
    #[must_use]
    pub fn generator(&self) -> Option<&Generator> {
        self.generator.as_ref()
    }

    pub(crate) fn set_generator(&mut self, generator: Option<Generator>) {
        self.generator = generator;
    }

    /// Sets what of the text was cut short.
    ///
    /// ```
    /// use relata::text::{Notice, NoticeKind};
    /// let mut graph = relata::KnowledgeGraph::default();
    /// graph.set_notices(vec![Notice { span: relata::ByteSpan::new(90, 120), kind: NoticeKind::TextTruncated }]);
    /// assert_eq!(graph.notices().len(), 1);
    /// ```
    pub fn set_notices(&mut self, notices: Vec<Notice>) {
        self.notices = notices;
    }

    /// Sets the sentences of the document, in text order; evidence and mentions count them.
    ///
    /// ```
    /// use relata::graph::SentenceText;
    /// let mut graph = relata::KnowledgeGraph::default();
    /// let text = "It rained.".to_owned();
    /// graph.set_sentences(vec![SentenceText { start: 0, end: 10, first_character: 0, paragraph: 0, text }]);
    /// assert_eq!(graph.character_at(3), Some(3));
    /// ```
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
    ///
    /// ```
    /// # #[cfg(feature = "embedded-model")] {
    /// let extractor = relata::Extractor::builder().title("Two meet").build()?;
    /// assert_eq!(extractor.extract("Greta Lund met Olav Berg.")?.document().title.as_deref(), Some("Two meet"));
    /// # }
    /// # Ok::<(), relata::Error>(())
    /// ```
    #[must_use]
    pub fn document(&self) -> &DocumentInfo {
        &self.document
    }

    /// The articles the graph was merged from, in the order that evidence and mentions count them; of a graph that was
    /// read from one text, that document.
    ///
    /// ```
    /// let graph = relata::KnowledgeGraph::default();
    /// assert_eq!(graph.documents(), std::slice::from_ref(graph.document()));
    /// ```
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
    ///
    /// ```
    /// use relata::{EntityNode, Kind, KnowledgeGraph};
    /// let mut graph = KnowledgeGraph::default();
    /// let lund = graph.add_entity(EntityNode::new("Greta Lund", Kind::Person));
    /// assert!(graph.name_entity(lund, "https://news.example/people/lund"));
    /// assert_eq!(graph.entity_iris()?, ["https://news.example/people/lund"]);
    /// assert!(!graph.name_entity(lund, "no IRI"));
    /// # Ok::<(), relata::WriteError>(())
    /// ```
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

    /// What of the text was cut short, and why; also that it does not seem to be English.
    ///
    /// ```
    /// # #[cfg(feature = "embedded-model")] {
    /// use relata::text::{Limits, NoticeKind};
    /// let mut limits = Limits::default();
    /// limits.text_bytes = 25;
    /// let extractor = relata::Extractor::builder().limits(limits).build()?;
    /// let graph = extractor.extract("Greta Lund met Olav Berg. It rained.")?;
    /// assert_eq!(graph.notices()[0].kind, NoticeKind::TextTruncated);
    /// # }
    /// # Ok::<(), relata::Error>(())
    /// ```
    #[must_use]
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }

    pub(super) fn node_of(&self, id: EntityId) -> Option<NodeIndex> {
        self.entities.get(id.index()).copied()
    }

    /// The sentences of the document, in text order; empty for a graph that was not made from text.
    ///
    /// ```
    /// # #[cfg(feature = "embedded-model")] {
    /// let graph = relata::Extractor::new()?.extract("It rained. Greta Lund met Olav Berg.")?;
    /// assert_eq!(graph.sentences()[1].text, "Greta Lund met Olav Berg.");
    /// # }
    /// # Ok::<(), relata::Error>(())
    /// ```
    #[must_use]
    pub fn sentences(&self) -> &[SentenceText] {
        &self.sentences
    }

    /// The Unicode code points before a byte of the input, where it lies in a sentence, on a boundary of characters.
    ///
    /// ```
    /// # #[cfg(feature = "embedded-model")] {
    /// let graph = relata::Extractor::new()?.extract("Zoë Lund met Olav Berg.")?;
    /// assert_eq!((graph.character_at(5), graph.character_at(3)), (Some(4), None)); // *ë* has two bytes
    /// # }
    /// # Ok::<(), relata::Error>(())
    /// ```
    #[must_use]
    pub fn character_at(&self, byte: usize) -> Option<usize> {
        let after = self.sentences.partition_point(|s| s.start <= byte);
        let sentence = self.sentences.get(after.checked_sub(1)?)?;
        let before = sentence.text.get(..byte.checked_sub(sentence.start)?)?;
        sentence.first_character.checked_add(before.chars().count())
    }

    /// The graph as petgraph has it, for its algorithms. Edge indices are relation ids.
    ///
    /// ```
    /// # #[cfg(feature = "embedded-model")] {
    /// let graph = relata::Extractor::new()?.extract("Greta Lund met Olav Berg. Olav Berg visited Lisbon.")?;
    /// assert_eq!(relata::petgraph::algo::connected_components(graph.as_petgraph()), 1);
    /// # }
    /// # Ok::<(), relata::Error>(())
    /// ```
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
    ///
    /// ```
    /// # #[cfg(feature = "embedded-model")] {
    /// let graph = relata::Extractor::new()?.extract("Greta Lund met Olav Berg.")?;
    /// let labels: Vec<&str> = graph.entities().rev().map(|entity| entity.label.as_str()).collect();
    /// assert_eq!((graph.entities().len(), labels), (2, vec!["Olav Berg", "Greta Lund"]));
    /// # }
    /// # Ok::<(), relata::Error>(())
    /// ```
    pub fn entities(&self) -> impl DoubleEndedIterator<Item = &EntityNode> + ExactSizeIterator + Clone {
        Entities { nodes: self.entities.iter(), graph: &self.graph }
    }

    /// The relations, in the order of their ids. With the names of their ends they are [`facts`](Self::facts).
    ///
    /// ```
    /// # #[cfg(feature = "embedded-model")] {
    /// let graph = relata::Extractor::new()?.extract("Greta Lund met Olav Berg. He sold the ferry.")?;
    /// let predicates: Vec<&str> = graph.relations().rev().map(|relation| relation.predicate.as_str()).collect();
    /// assert_eq!((graph.relations().len(), predicates), (2, vec!["sell", "meet"]));
    /// # }
    /// # Ok::<(), relata::Error>(())
    /// ```
    pub fn relations(&self) -> impl DoubleEndedIterator<Item = &Relation> + ExactSizeIterator + Clone {
        self.graph.raw_edges().iter().map(|edge| &edge.weight)
    }

    /// The entity with that id.
    ///
    /// ```
    /// # #[cfg(feature = "embedded-model")] {
    /// let graph = relata::Extractor::new()?.extract("Greta Lund met Olav Berg.")?;
    /// let met = graph.relations().next().expect("they met");
    /// assert_eq!(graph.entity(met.subject).map(|entity| entity.label.as_str()), Some("Greta Lund"));
    /// assert!(graph.entity(relata::EntityId(99)).is_none());
    /// # }
    /// # Ok::<(), relata::Error>(())
    /// ```
    #[must_use]
    pub fn entity(&self, id: EntityId) -> Option<&EntityNode> {
        match self.graph.node_weight(*self.entities.get(id.index())?)? {
            Node::Entity(entity) => Some(entity),
            Node::Text(_) => None,
        }
    }

    /// The entity with that label or alias, labels first.
    ///
    /// ```
    /// # #[cfg(feature = "embedded-model")] {
    /// let graph = relata::Extractor::new()?.extract("Greta Lund met Olav Berg. Ms. Lund left.")?;
    /// assert_eq!(graph.entity_named("Greta Lund").map(|entity| entity.mentions.len()), Some(2));
    /// assert!(graph.entity_named("Nobody").is_none());
    /// # }
    /// # Ok::<(), relata::Error>(())
    /// ```
    #[must_use]
    pub fn entity_named(&self, name: &str) -> Option<&EntityNode> {
        let labelled = self.entities().find(|e| e.label == name);
        labelled.or_else(|| self.entities().find(|e| e.aliases.iter().any(|a| a == name)))
    }

    /// The label of an entity, or the words of a text. Of a relation's ends [`Fact`](super::Fact) gives both alike.
    ///
    /// ```
    /// # #[cfg(feature = "embedded-model")] {
    /// let graph = relata::Extractor::new()?.extract("Greta Lund met Olav Berg.")?;
    /// assert_eq!(graph.text_of(&graph.relations().next().expect("they met").object), "Olav Berg");
    /// # }
    /// # Ok::<(), relata::Error>(())
    /// ```
    #[must_use]
    pub fn text_of<'g>(&'g self, value: &'g Value) -> &'g str {
        match value {
            Value::Entity(id) => self.entity(*id).map_or("", |e| e.label.as_str()),
            Value::Text(text) => text,
        }
    }

    /// The relations an entity is subject or object of, in the order of their ids.
    ///
    /// ```
    /// # #[cfg(feature = "embedded-model")] {
    /// let graph = relata::Extractor::new()?.extract("Greta Lund met Olav Berg. Kaja Tamm visited Lisbon.")?;
    /// let berg = graph.entity_named("Olav Berg").expect("he is there").id;
    /// assert_eq!(graph.relations_of(berg).map(|relation| relation.label.as_str()).collect::<Vec<_>>(), ["met"]);
    /// # }
    /// # Ok::<(), relata::Error>(())
    /// ```
    pub fn relations_of(&self, id: EntityId) -> impl Iterator<Item = &Relation> {
        self.relations().filter(move |r| r.subject == id || r.object == Value::Entity(id))
    }

    /// The entities a relation joins to this one, each once, in the order of their ids.
    ///
    /// ```
    /// # #[cfg(feature = "embedded-model")] {
    /// let graph = relata::Extractor::new()?.extract("Greta Lund met Olav Berg. Olav Berg visited Lisbon.")?;
    /// let berg = graph.entity_named("Olav Berg").expect("he is there").id;
    /// assert_eq!(graph.neighbours(berg).len(), 2);
    /// # }
    /// # Ok::<(), relata::Error>(())
    /// ```
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

    /// How many relations an entity takes part in, as subject or object.
    ///
    /// ```
    /// # #[cfg(feature = "embedded-model")] {
    /// let graph = relata::Extractor::new()?.extract("Greta Lund met Olav Berg. Olav Berg visited Lisbon.")?;
    /// assert_eq!(graph.degree(graph.entity_named("Olav Berg").expect("he is there").id), 2);
    /// # }
    /// # Ok::<(), relata::Error>(())
    /// ```
    #[must_use]
    pub fn degree(&self, id: EntityId) -> usize {
        let Some(&node) = self.entities.get(id.index()) else { return 0 };
        let incoming = self.graph.edges_directed(node, petgraph::Direction::Incoming);
        self.graph.edges(node).count().saturating_add(incoming.filter(|e| e.source() != node).count())
    }

    /// The graph as JSON, with the version of the crate and the name and checksum of the model that read it.
    ///
    /// # Errors
    /// None in practice; the type is that of `serde_json`.
    ///
    /// ```
    /// use relata::{EntityNode, Kind, KnowledgeGraph};
    /// let mut graph = KnowledgeGraph::default();
    /// graph.add_entity(EntityNode::new("Lisbon", Kind::Place));
    /// assert_eq!(serde_json::from_str::<KnowledgeGraph>(&graph.to_json()?)?, graph);
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string_pretty(self)
    }
}
