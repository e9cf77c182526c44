//! Whether a graph that comes from elsewhere holds together: what it names is there, and places are places.

use super::knowledge_graph::KnowledgeGraph;
use super::types::{EntityNode, Evidence, Relation, SentenceText, Value};
use crate::propositions::Amount;
use crate::span::{EntityId, RelationId};
use crate::text::Notice;

/// A part of a graph, by its place in the graph's list of its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum GraphPart {
    /// An entity.
    Entity(usize),
    /// A relation.
    Relation(usize),
    /// A sentence.
    Sentence(usize),
    /// A notice.
    Notice(usize),
}

impl std::fmt::Display for GraphPart {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Entity(place) => write!(f, "entity {place}"),
            Self::Relation(place) => write!(f, "relation {place}"),
            Self::Sentence(place) => write!(f, "sentence {place}"),
            Self::Notice(place) => write!(f, "notice {place}"),
        }
    }
}

/// Why data that are read as a graph are none.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum GraphError {
    /// An entity has another id than its place.
    #[error("entity {place} has the id {id}")]
    Id {
        /// Its place in the list.
        place: usize,
        /// Its id.
        id: EntityId,
    },
    /// A relation has another id than its place.
    #[error("relation {place} has the id {id}")]
    RelationId {
        /// Its place in the list.
        place: usize,
        /// Its id.
        id: RelationId,
    },
    /// Something names an entity that is not there.
    #[error("{part} names entity {id}, which is not there")]
    Entity {
        /// What.
        part: GraphPart,
        /// The id.
        id: EntityId,
    },
    /// Something names a relation that is not there.
    #[error("{part} names relation {id}, which is not there")]
    Relation {
        /// What.
        part: GraphPart,
        /// The id.
        id: RelationId,
    },
    /// Something lies in a document that is not there.
    #[error("{part} lies in document {document}, but there are {count}")]
    Document {
        /// What.
        part: GraphPart,
        /// The document, counted from 0.
        document: usize,
        /// How many there are.
        count: usize,
    },
    /// Something lies in a sentence that is not there.
    #[error("{part} lies in sentence {sentence}, but there are {count}")]
    Sentence {
        /// What.
        part: GraphPart,
        /// The sentence, counted from 0.
        sentence: usize,
        /// How many there are.
        count: usize,
    },
    /// Something has the place of a whole sentence, and says that it lies in another.
    #[error("{part} is said to lie in sentence {sentence}, but is sentence {place}")]
    Elsewhere {
        /// What.
        part: GraphPart,
        /// The sentence it names, counted from 0.
        sentence: usize,
        /// The sentence that it is, counted from 0.
        place: usize,
    },
    /// Something ends before it begins, or a sentence begins before the one in front of it has ended.
    #[error("{part} cannot go from byte {start} to byte {end}")]
    Span {
        /// What.
        part: GraphPart,
        /// Its first byte.
        start: usize,
        /// One past its last byte.
        end: usize,
    },
    /// A confidence is not between 0 and 1.
    #[error("{part} has the confidence {confidence}")]
    Confidence {
        /// What.
        part: GraphPart,
        /// The confidence.
        confidence: f32,
    },
    /// An amount is no number.
    #[error("{part} has the amount {number}")]
    Amount {
        /// What.
        part: GraphPart,
        /// The amount.
        number: f64,
    },
}

/// How many there are of what a graph's parts may name.
pub(super) struct Counts<'g> {
    pub(super) documents: usize,
    pub(super) entities: usize,
    pub(super) relations: usize,
    pub(super) sentences: &'g [SentenceText],
}

impl Counts<'_> {
    fn named(&self, part: GraphPart, id: EntityId) -> Result<(), GraphError> {
        if id.index() < self.entities { Ok(()) } else { Err(GraphError::Entity { part, id }) }
    }

    /// A graph may come without its sentences, and one of many articles has none.
    fn lies(
        &self,
        part: GraphPart,
        document: usize,
        sentence: usize,
        (start, end): (usize, usize),
    ) -> Result<(), GraphError> {
        if document >= self.documents {
            return Err(GraphError::Document { part, document, count: self.documents });
        }
        if self.sentences.is_empty() || self.documents != 1 {
            return Ok(());
        }
        if sentence >= self.sentences.len() {
            return Err(GraphError::Sentence { part, sentence, count: self.sentences.len() });
        }
        // sentences are in the order of their places
        let begins = self.sentences.binary_search_by_key(&start, |s| s.start).ok();
        match begins.filter(|&place| self.sentences.get(place).is_some_and(|s| s.end == end)) {
            Some(place) if place != sentence => Err(GraphError::Elsewhere { part, sentence, place }),
            _ => Ok(()),
        }
    }

    pub(super) fn entity(&self, place: usize, entity: &EntityNode) -> Result<(), GraphError> {
        let part = GraphPart::Entity(place);
        if entity.id.index() != place {
            return Err(GraphError::Id { place, id: entity.id });
        }
        entity.members.iter().try_for_each(|&id| self.named(part, id))?;
        if let Some(&id) = entity.refers_to.iter().find(|id| id.index() >= self.relations) {
            return Err(GraphError::Relation { part, id });
        }
        entity.mentions.iter().try_for_each(|mention| {
            ascending(part, mention.start, mention.end)?;
            self.lies(part, mention.document, mention.sentence, (mention.start, mention.end))
        })
    }

    pub(super) fn relation(&self, place: usize, relation: &Relation) -> Result<(), GraphError> {
        let part = GraphPart::Relation(place);
        if relation.is_misplaced(place) {
            return Err(GraphError::RelationId { place, id: relation.id });
        }
        self.named(part, relation.subject)?;
        relation.values().filter_map(Value::entity).try_for_each(|id| self.named(part, id))?;
        if !(0.0..=1.0).contains(&relation.confidence) {
            return Err(GraphError::Confidence { part, confidence: relation.confidence });
        }
        let amounts = relation.qualifiers.iter().flat_map(|q| &q.amounts).chain(&relation.amounts);
        let mut numbers = amounts.flat_map(|Amount { number, upper, .. }| [Some(*number), *upper]).flatten();
        if let Some(number) = numbers.find(|number| !number.is_finite()) {
            return Err(GraphError::Amount { part, number });
        }
        relation.evidence.iter().try_for_each(|evidence| {
            let Evidence { document, start, end, sentence, words } = evidence;
            ascending(part, *start, *end)?;
            words.iter().try_for_each(|word| ascending(part, word.start, word.end))?;
            self.lies(part, *document, *sentence, (*start, *end))
        })
    }
}

fn ascending(part: GraphPart, start: usize, end: usize) -> Result<(), GraphError> {
    if start <= end { Ok(()) } else { Err(GraphError::Span { part, start, end }) }
}

pub(super) fn sentences(sentences: &[SentenceText]) -> Result<(), GraphError> {
    let mut before = 0;
    for (place, &SentenceText { start, end, .. }) in sentences.iter().enumerate() {
        if start < before || end <= start {
            return Err(GraphError::Span { part: GraphPart::Sentence(place), start, end });
        }
        before = end;
    }
    Ok(())
}

pub(super) fn notices(notices: &[Notice]) -> Result<(), GraphError> {
    let mut all = notices.iter().enumerate();
    all.try_for_each(|(place, notice)| {
        ascending(GraphPart::Notice(place), notice.span.start, notice.span.end)
    })
}

impl KnowledgeGraph {
    /// Whether the graph holds together: every entity, relation, document and sentence that a part of it names is there, no place
    /// ends before it begins, confidences lie between 0 and 1. A graph that was read from text, JSON or RDF does.
    ///
    /// # Errors
    /// [`GraphError`] with the first part that does not.
    ///
    /// ```
    /// use relata::graph::{EntityNode, GraphError, KnowledgeGraph};
    /// let mut graph = KnowledgeGraph::default();
    /// let mut group = EntityNode::new("the envoys", relata::Kind::Group);
    /// group.members.push(relata::EntityId(7));
    /// graph.add_entity(group);
    /// assert!(matches!(graph.check(), Err(GraphError::Entity { .. })));
    /// ```
    pub fn check(&self) -> Result<(), GraphError> {
        let counts = Counts {
            documents: self.documents().len(),
            entities: self.entities().count(),
            relations: self.relations().count(),
            sentences: self.sentences(),
        };
        sentences(self.sentences())?;
        notices(self.notices())?;
        self.entities().enumerate().try_for_each(|(place, entity)| counts.entity(place, entity))?;
        self.relations().enumerate().try_for_each(|(place, relation)| counts.relation(place, relation))
    }
}
