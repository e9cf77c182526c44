//! What the triples of a graph are built with: the terms met so far, and what is written when all have been met.

use super::RdfOptions;
use super::dataset::{Dataset, Datatype, Object, Term, TermId, Triple};
use super::error::WriteError;
use super::names::{Names, checked};
use super::text;
use super::vocabulary::Name;
use crate::graph::{KnowledgeGraph, Relation, Value};
use crate::mentions::Kind;
use crate::propositions::TimeInterval;
use crate::span::EntityId;
use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// How the triples are to be, beside the user's options.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    /// Into the document's named graph.
    pub(super) named_graph: bool,
    /// Statements as triple terms of RDF 1.2.
    pub(super) triple_terms: bool,
    /// What literals the syntax can carry.
    pub(super) characters: text::Characters,
}

/// The times of a graph, in the order they were met.
#[derive(Default)]
pub(super) struct Intervals {
    pub(super) of: FxHashMap<TimeInterval, TermId>,
    pub(super) all: Vec<(TimeInterval, TermId)>,
}

/// A place something points to.
pub(super) struct Position<'g> {
    pub(super) bytes: (usize, usize),
    pub(super) characters: Option<(usize, usize)>,
    pub(super) term: TermId,
    pub(super) sentence: usize,
    /// Whether a relation is read from it as a whole.
    pub(super) evidence: bool,
    /// The words of a mention.
    pub(super) text: Option<&'g str>,
    /// What is mentioned there.
    pub(super) entities: Vec<EntityId>,
}

/// All places, by their bytes.
pub(super) type Positions<'g> = FxHashMap<(usize, usize), Position<'g>>;

/// A graph on its way to triples; the files beside this one say what each part of it becomes.
pub(super) struct Builder<'g, 'o> {
    pub(super) graph: &'g KnowledgeGraph,
    pub(super) options: &'o RdfOptions,
    pub(super) shape: Shape,
    pub(super) names: Names,
    pub(super) data: Dataset<'g>,
    pub(super) document: TermId,
    pub(super) entities: Vec<TermId>,
    pub(super) predicates: FxHashMap<(&'g str, &'g str), TermId>,
    pub(super) properties: FxHashMap<&'g str, TermId>,
    pub(super) individuals: FxHashMap<&'static str, TermId>,
    pub(super) positions: Positions<'g>,
    pub(super) intervals: Intervals,
    /// Whether entities need numbers: where their mentions do not tell their order.
    pub(super) numbered: bool,
    /// The offices that are held at each entity.
    pub(super) roles: Vec<Vec<TermId>>,
}

impl<'g> Builder<'g, '_> {
    pub(super) fn add(&mut self, subject: TermId, predicate: Name, object: TermId) {
        self.data.triples.push(Triple(subject, TermId(predicate as u32), Object::Term(object)));
    }

    pub(super) fn class(&mut self, subject: TermId, class: Name) {
        self.add(subject, Name::Type, TermId(class as u32));
    }

    pub(super) fn iri(&mut self, iri: String) -> TermId {
        self.data.add(Term::Iri(iri.into()))
    }

    pub(super) fn literal(&mut self, text: &'g str, datatype: Datatype) -> TermId {
        let text = text::carried(Cow::Borrowed(text), self.shape.characters);
        self.data.add(Term::Literal(text, datatype))
    }

    pub(super) fn string(&mut self, subject: TermId, predicate: Name, text: &'g str) {
        let object = self.literal(text, Datatype::String);
        self.add(subject, predicate, object);
    }

    /// A name or description: with the language of the text.
    pub(super) fn label(&mut self, subject: TermId, predicate: Name, text: impl Into<Cow<'g, str>>) {
        let text = text::carried(text.into(), self.shape.characters);
        let object = self.data.add(Term::Literal(text, Datatype::English));
        self.add(subject, predicate, object);
    }

    pub(super) fn typed(&mut self, subject: TermId, predicate: Name, value: String, datatype: Datatype) {
        let object = self.data.add(Term::Literal(value.into(), datatype));
        self.add(subject, predicate, object);
    }

    pub(super) fn integer(&mut self, subject: TermId, predicate: Name, value: usize) {
        self.typed(subject, predicate, value.to_string(), Datatype::Integer);
    }

    pub(super) fn boolean(&mut self, subject: TermId, predicate: Name, value: bool) {
        let object = self.literal(if value { "true" } else { "false" }, Datatype::Boolean);
        self.add(subject, predicate, object);
    }

    /// A term of our own that is a value: a kind, role, polarity or modality.
    pub(super) fn individual(&mut self, name: &'static str) -> TermId {
        if let Some(&id) = self.individuals.get(name) {
            return id;
        }
        let id = self.data.add(Term::Iri(format!("{}{name}", self.options.vocabulary).into()));
        self.individuals.insert(name, id);
        id
    }

    /// The property of somebody's ontology.
    pub(super) fn property(&mut self, iri: &'g str) -> Result<TermId, WriteError> {
        if let Some(&id) = self.properties.get(iri) {
            return Ok(id);
        }
        let id = self.iri(checked(iri)?);
        self.properties.insert(iri, id);
        Ok(id)
    }

    /// The term of an entity.
    pub(super) fn term_of(&self, id: EntityId) -> TermId {
        self.entities.get(id.index()).copied().unwrap_or(self.document)
    }

    /// The term of a relation's predicate.
    pub(super) fn predicate(&self, relation: &'g Relation) -> TermId {
        let known = self.predicates.get(&(relation.predicate.as_str(), relation.marker.as_str()));
        known.copied().unwrap_or(TermId(Name::Predicate as u32))
    }

    pub(super) fn value(&mut self, value: &'g Value) -> TermId {
        match value {
            Value::Entity(id) => match self.entities.get(id.index()) {
                Some(&term) => term,
                None => self.literal("", Datatype::String),
            },
            Value::Text(text) => self.literal(text, Datatype::String),
        }
    }
}

/// The class of a kind.
pub(super) fn class_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "Person",
        Kind::Organization => "Organization",
        Kind::Place => "Place",
        Kind::Event => "Event",
        Kind::Time => "Time",
        Kind::Money => "Money",
        Kind::Quantity => "Quantity",
        Kind::Group => "Group",
        Kind::Work => "Work",
        Kind::Object => "Object",
        Kind::Abstract => "Abstract",
    }
}
