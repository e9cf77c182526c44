//! The graph's nodes and edges, and the JSON form of interchange.

use crate::mentions::Kind;
use crate::propositions::{
    Amount, Modality, Polarity, Property, PropositionKind, Role, Tenure, TimeInterval,
};
use crate::rules::RuleName;
use crate::span::{ByteSpan, EntityId, RelationId};
use crate::text::Notice;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// An entity of the graph.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EntityNode {
    /// Its id: its place in [`KnowledgeGraph::entities`](super::KnowledgeGraph::entities).
    pub id: EntityId,
    /// Canonical name, or best description.
    pub label: String,
    /// What it is.
    pub kind: Kind,
    /// Whether it has a proper name.
    pub named: bool,
    /// Other names and descriptions, without the label.
    pub aliases: Vec<String>,
    /// Members, where it is a group.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<EntityId>,
    /// The relations that the entity stands for, where it is what a clause said (*the move*) or a noun of an act (*Lund's
    /// visit*); in ascending order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refers_to: Vec<RelationId>,
    /// IRIs under which others know the same thing (`owl:sameAs`); empty for a graph read from text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub same_as: Vec<String>,
    /// The IRI it is written under, where it shares one with other articles; made from its name otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub iri: Option<String>,
    /// Where the text speaks of it.
    pub mentions: Vec<MentionText>,
}

impl EntityNode {
    /// A named entity without mentions, for graphs that are not made from text; its id is given when it is added.
    ///
    /// ```
    /// let entity = relata::EntityNode::new("Lisbon", relata::Kind::Place);
    /// assert!(entity.named && entity.mentions.is_empty());
    /// ```
    #[must_use]
    pub fn new(label: impl Into<String>, kind: Kind) -> Self {
        Self {
            id: EntityId(0),
            label: label.into(),
            kind,
            named: true,
            aliases: Vec::new(),
            members: Vec::new(),
            refers_to: Vec::new(),
            same_as: Vec::new(),
            iri: None,
            mentions: Vec::new(),
        }
    }
}

// the signature is serde's
#[allow(clippy::trivially_copy_pass_by_ref)]
fn is_first(document: &usize) -> bool {
    *document == 0
}

/// A mention of an entity in the text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MentionText {
    /// The article, by its place in [`KnowledgeGraph::documents`](super::KnowledgeGraph::documents).
    #[serde(default, skip_serializing_if = "is_first")]
    pub document: usize,
    /// First byte in the input.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The words, as they stand there.
    pub text: String,
    /// The sentence, counted from 0.
    pub sentence: usize,
}

/// A sentence of the document, with its words, so that a graph can show its evidence without the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentenceText {
    /// First byte in the input.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// First character (Unicode code point) in the input.
    pub first_character: usize,
    /// The paragraph, counted from 0.
    pub paragraph: usize,
    /// The words, as they stand there.
    pub text: String,
}

/// What a relation or qualifier points to: an entity, or words of the text that are no entity.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Value {
    /// An entity of the graph.
    Entity(EntityId),
    /// Words of the text.
    Text(String),
}

impl Value {
    /// The entity, if it is one.
    #[must_use]
    pub fn entity(&self) -> Option<EntityId> {
        match self {
            Self::Entity(id) => Some(*id),
            Self::Text(_) => None,
        }
    }
}

/// An adjunct of a relation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RelationQualifier {
    /// What it says.
    pub role: Role,
    /// The preposition, if any.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub marker: String,
    /// The phrase.
    pub value: Value,
    /// When that is, where it is a time that can be placed: by itself, or against the day of publication.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<TimeInterval>,
    /// The amounts the phrase gives, where it is an amount.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub amounts: Vec<Amount>,
}

/// Where the text states a relation.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Evidence {
    /// The article, by its place in [`KnowledgeGraph::documents`](super::KnowledgeGraph::documents).
    #[serde(default, skip_serializing_if = "is_first")]
    pub document: usize,
    /// First byte in the input.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The sentence, counted from 0.
    pub sentence: usize,
    /// The runs of the text that are the relation's subject, predicate, object and qualifiers, in text order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<ByteSpan>,
}

/// The id of a relation in data of before relations had one.
fn unnumbered() -> RelationId {
    RelationId(u32::MAX)
}

/// A relation of the graph: an edge with its qualifications.
///
/// With the names of its ends, its sentence and its words it is a [`Fact`](super::Fact) ([`KnowledgeGraph::fact`](super::KnowledgeGraph::fact)).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Relation {
    /// Its id: its place in [`KnowledgeGraph::relations`](super::KnowledgeGraph::relations); given when it is added.
    #[serde(default = "unnumbered")]
    pub id: RelationId,
    /// Who or what.
    pub subject: EntityId,
    /// Lemma of the content words (`meet`, `special envoy`).
    pub predicate: String,
    /// The verb's particles and preposition before its object (`for`, `away from`), where they tell its sense: with
    /// `predicate` they are what is told of the two ([`Relation::full_predicate`]). Empty for offices and other nouns, for
    /// a plain object, and for partners (*met with*).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub marker: String,
    /// What a person reads on the edge (`met with`).
    pub label: String,
    /// The property of the ontology it was mapped to, if one was given and a pattern fits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub property: Option<Property>,
    /// To whom or what.
    pub object: Value,
    /// When, by the first adjunct of time that can be placed (also where it is the object).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<TimeInterval>,
    /// The amounts the object gives, where it is money or a quantity.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub amounts: Vec<Amount>,
    /// Adjuncts.
    pub qualifiers: Vec<RelationQualifier>,
    /// Affirmed or denied.
    pub polarity: Polarity,
    /// Actual, planned, ….
    pub modality: Modality,
    /// Who says so; `None` where the article itself does.
    pub attribution: Option<Value>,
    /// Whether the article takes as true what the source says (*revealed that*, not *claimed that*).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub presupposed: bool,
    /// Whether subject and object can change places.
    #[serde(default)]
    pub symmetric: bool,
    /// Whether it is an office that is held, was, or will be, where the text says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tenure: Option<Tenure>,
    /// The construction it was read from.
    pub construction: PropositionKind,
    /// The rule that read it: of the crate's rules, a user's own, or one of [`CONSTRUCTIONS`](crate::rules::CONSTRUCTIONS);
    /// the first, where several say the same. Empty for a graph that was not read from text.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub rule: RuleName,
    /// How sure the reading is, 0 to 1.
    pub confidence: f32,
    /// Where the text states it; never empty for a graph read from text.
    pub evidence: Vec<Evidence>,
}

impl Relation {
    /// An actual, affirmative relation without evidence or adjuncts, for graphs that are not made from text; its id is given when
    /// it is added. What is read from text says more.
    ///
    /// ```
    /// use relata::{EntityNode, Kind, KnowledgeGraph, Relation};
    /// let mut graph = KnowledgeGraph::default();
    /// let lund = graph.add_entity(EntityNode::new("Greta Lund", Kind::Person));
    /// let oslo = graph.add_entity(EntityNode::new("Oslo", Kind::Place));
    /// let visit = graph.add_relation(Relation::new(lund, "visit", relata::graph::Value::Entity(oslo)));
    /// assert_eq!(visit.and_then(|id| graph.relation(id)).map(|visit| visit.is_asserted()), Some(true));
    /// ```
    #[must_use]
    pub fn new(subject: EntityId, predicate: impl Into<String>, object: Value) -> Self {
        let predicate = predicate.into();
        Self {
            id: unnumbered(),
            subject,
            label: predicate.clone(),
            predicate,
            marker: String::new(),
            property: None,
            object,
            time: None,
            amounts: Vec::new(),
            qualifiers: Vec::new(),
            polarity: Polarity::Affirmative,
            modality: Modality::Actual,
            attribution: None,
            presupposed: false,
            symmetric: false,
            tenure: None,
            construction: PropositionKind::Clause,
            rule: RuleName::Borrowed(""),
            confidence: 1.0,
            evidence: Vec::new(),
        }
    }

    /// Whether it has an id, and another than its place.
    pub(crate) fn is_misplaced(&self, place: usize) -> bool {
        self.id != unnumbered() && self.id.index() != place
    }

    /// The predicate with its particles and preposition: to *vote for* is not to *vote against*.
    ///
    /// ```
    /// # #[cfg(feature = "embedded-model")] {
    /// let graph = relata::Extractor::new()?.extract("Greta Lund voted against the harbour treaty.")?;
    /// let vote = graph.relations().find(|r| r.predicate == "vote").expect("the vote");
    /// assert_eq!(vote.full_predicate(), "vote against");
    /// # }
    /// # Ok::<(), relata::Error>(())
    /// ```
    #[must_use]
    pub fn full_predicate(&self) -> Cow<'_, str> {
        match self.marker.as_str() {
            "" => Cow::Borrowed(&self.predicate),
            marker => Cow::Owned(format!("{} {marker}", self.predicate)),
        }
    }

    /// What it names beside its subject: its object, the values of its qualifiers, its source.
    pub(super) fn values(&self) -> impl Iterator<Item = &Value> {
        let qualifiers = self.qualifiers.iter().map(|qualifier| &qualifier.value);
        std::iter::once(&self.object).chain(qualifiers).chain(&self.attribution)
    }

    /// As [`values`](Self::values), to be changed.
    pub(super) fn values_mut(&mut self) -> impl Iterator<Item = &mut Value> {
        let qualifiers = self.qualifiers.iter_mut().map(|qualifier| &mut qualifier.value);
        std::iter::once(&mut self.object).chain(qualifiers).chain(&mut self.attribution)
    }

    /// Whether the article itself states the relation as actual and affirmative, or takes it as true. An office that is no
    /// longer held ([`Relation::has_ended`]) is not asserted: the plain edge would say that it is.
    ///
    /// ```
    /// # #[cfg(feature = "embedded-model")] {
    /// let graph = relata::Extractor::new()?.extract("Greta Lund met Olav Berg. Kaja Tamm will sell the ferry.")?;
    /// let asserted: Vec<bool> = graph.relations().map(|relation| relation.is_asserted()).collect();
    /// assert_eq!(asserted, [true, false]); // the sale is planned
    /// # }
    /// # Ok::<(), relata::Error>(())
    /// ```
    #[must_use]
    pub fn is_asserted(&self) -> bool {
        self.polarity == Polarity::Affirmative
            && !self.has_ended()
            && self.modality == Modality::Actual
            && (self.attribution.is_none() || self.presupposed)
    }

    /// Whether it is an office that its holder had and has no more ([`Relation::tenure`]): one with *former*, *then*, *ex-*, *no
    /// longer*, or told in the past with its end (*was minister until 2019*).
    ///
    /// ```
    /// # #[cfg(feature = "embedded-model")] {
    /// let graph = relata::Extractor::new()?.extract("Pieter Vandaele, a former minister of Belgium, resigned.")?;
    /// let office = graph.relations().find(|r| r.predicate == "minister").expect("the office");
    /// assert_eq!(office.tenure, Some(relata::Tenure::Former));
    /// assert!(office.has_ended() && !office.is_asserted());
    /// # }
    /// # Ok::<(), relata::Error>(())
    /// ```
    #[must_use]
    pub fn has_ended(&self) -> bool {
        self.tenure == Some(Tenure::Former)
    }
}

/// What is known of the document beside its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentInfo {
    /// Its id, the last part of its IRI where it has none of its own.
    pub id: String,
    /// The IRI under which all of the graph's IRIs lie; ends in `/` or `#`.
    pub base_iri: String,
    /// The document's own IRI, such as the address it was published under.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub iri: Option<String>,
    /// Its headline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Who published it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// Date of publication, `YYYY-MM-DD`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
}

impl Default for DocumentInfo {
    fn default() -> Self {
        Self {
            id: "document".to_owned(),
            base_iri: "https://example.org/".to_owned(),
            iri: None,
            title: None,
            publisher: None,
            published: None,
        }
    }
}

/// What read a graph from text: the version of this crate, and the model.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Generator {
    /// The version of the crate `relata`.
    pub version: String,
    /// The model's name.
    pub model: String,
    /// The language the model reads.
    pub language: String,
    /// The checksum of the model file, 16 hexadecimal digits.
    pub checksum: String,
}

impl Generator {
    pub(crate) fn new(model: &str, language: &str, checksum: &str) -> Self {
        let version = env!("CARGO_PKG_VERSION").to_owned();
        Self {
            version,
            model: model.to_owned(),
            language: language.to_owned(),
            checksum: checksum.to_owned(),
        }
    }
}

/// The JSON form of a graph.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct GraphDocument {
    #[serde(default)]
    pub(super) document: DocumentInfo,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) generator: Option<Generator>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) documents: Vec<DocumentInfo>,
    pub(super) entities: Vec<EntityNode>,
    pub(super) relations: Vec<Relation>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) sentences: Vec<SentenceText>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) notices: Vec<Notice>,
}
