//! Entities and propositions to a graph: arguments become entities or words, doubles one edge with all its evidence.

use super::knowledge_graph::KnowledgeGraph;
use super::references::References;
use super::relation::relation;
use super::repetition::{Said, same_occasion};
use super::types::{DocumentInfo, EntityNode, MentionText, Relation, SentenceText, Value};
use super::{completion, countries, groups};
use crate::entities::{CountryLink, Entity, Resolved};
use crate::mentions::Kind;
use crate::propositions::{
    Modality, Ontology, Proposition, PropositionKind, Propositions, RelationShape, time,
};
use crate::span::{ByteSpan, EntityId, RelationId};
use crate::text::{Segmented, Sentence};
use serde::{Deserialize, Serialize};

/// What goes into the graph, and under which names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct GraphOptions {
    /// Document id, base IRI, date of publication.
    pub document: DocumentInfo,
    /// Only relations whose subject and object entity are of these kinds; all where empty.
    pub kinds: Vec<Kind>,
    /// Only relations with these predicates (lemmas); all where empty.
    pub predicates: Vec<String>,
    /// Maps predicates to properties, and says which are symmetric or another's converse.
    pub ontology: Option<Ontology>,
    /// Schema filter: only relations that the ontology maps to a property.
    pub mapped_only: bool,
    /// Relate persons and organizations to the countries whose adjectives they have (*the German minister*).
    pub nationalities: bool,
    /// Leave out what is only somebody's word.
    pub without_attributed: bool,
    /// Leave out what is not stated as actual.
    pub without_unrealised: bool,
}

/// The graph of a document. Ids of entities are those of [`Resolved`], whose last, the coordinations that nothing takes up, are left
/// out; relations come in text order.
///
/// A relation is left out where its subject is a pronoun that refers to nothing known, and a proposition that names words or mentions
/// the document does not have is passed over. An act without object takes its
/// first adjunct that is no time as object, its preposition in the label; one that has nothing but its subject (*the talks
/// failed*) has its own words as object. Behind the relations of the propositions come those
/// of named entities to countries: capitals that stand for them, and nationalities where they are wanted ([`country_links`](crate::entities::country_links)); a country that the text does not name is
/// an entity more.
#[must_use]
pub fn assemble(resolved: &Resolved, propositions: &Propositions, options: &GraphOptions) -> KnowledgeGraph {
    let mut graph = KnowledgeGraph::new(options.document.clone());
    let own;
    let propositions = if propositions.all.iter().all(|p| p.is_of(resolved)) {
        propositions
    } else {
        let all = propositions.all.iter().filter(|p| p.is_of(resolved)).cloned().collect();
        own = Propositions { all, applied: propositions.applied.clone() };
        &own
    };
    let references = References::new(resolved, propositions);
    add_entities(&mut graph, resolved, &references);
    let (relations, became) = relations(resolved, propositions, options);
    for relation in relations {
        graph.add_relation(relation);
    }
    for (entity, stated) in references.all() {
        let own = |id: &RelationId| {
            // what an entity takes part in is not what it stands for
            graph.relation(*id).is_some_and(|r| r.subject != entity && r.object != Value::Entity(entity))
        };
        let relations = stated.filter_map(|p| became.get(p)).flatten().copied();
        let stated: Vec<RelationId> = relations.filter(own).collect();
        graph.refer_entity(entity, stated);
    }
    countries::add(&mut graph, resolved, ties(resolved, options));
    let segmented = &resolved.parsed().segmented;
    graph.set_notices(segmented.notices.clone());
    graph.set_sentences(sentences(segmented));
    graph
}

/// The entities, but for the coordinations that nothing takes up.
fn add_entities(graph: &mut KnowledgeGraph, resolved: &Resolved, references: &References) {
    let parsed = resolved.parsed();
    // what only lists others is no node of its own
    let lists = |e: &Entity| match e.mentions.as_slice() {
        [only] => !resolved.mentioned.mention(*only).members.is_empty(),
        _ => false,
    };
    for entity in resolved.entities.iter().take_while(|e| !lists(e)) {
        let mentions = entity.mentions.iter().map(|&m| {
            let mention = resolved.mentioned.mention(m);
            let span = parsed.bytes_of(mention.span);
            MentionText {
                document: 0,
                start: span.start,
                end: span.end,
                text: span.of(parsed.text()).to_owned(),
                sentence: mention.sentence.index(),
            }
        });
        graph.add_entity(EntityNode {
            id: entity.id,
            label: references.label(entity),
            kind: entity.kind,
            named: entity.named,
            aliases: entity.aliases.clone(),
            members: entity.members.clone(),
            refers_to: Vec::new(),
            same_as: Vec::new(),
            iri: None,
            mentions: mentions.collect(),
        });
    }
}

/// The relations of the propositions, doubles as one; and for each proposition those that it became or was added to.
fn relations(
    resolved: &Resolved,
    propositions: &Propositions,
    options: &GraphOptions,
) -> (Vec<Relation>, Vec<Vec<RelationId>>) {
    let published = options.document.published.as_deref().and_then(|d| d.parse().ok());
    let published = published.or_else(|| time::dateline(resolved.parsed().text()));
    let mut said = Said::default();
    let mut became = Vec::new();
    for whole in &propositions.all {
        let mut places = Vec::new();
        let apart = completion::told_apart(resolved, whole).into_iter();
        for proposition in apart.flat_map(|one| groups::each_member(resolved, one)) {
            let Some(mut relation) = relation(resolved, &proposition, published) else { continue };
            if let Some(ontology) = &options.ontology {
                map(resolved, ontology, &proposition, &mut relation);
            }
            if !admitted(resolved, &relation, options) {
                continue;
            }
            places.push(said.add(relation, same_occasion));
        }
        became.push(places);
    }
    (said.into_relations(), became)
}

/// The relations to countries that are wanted.
fn ties(resolved: &Resolved, options: &GraphOptions) -> Vec<(CountryLink, Relation)> {
    let mut ties = countries::relations(resolved);
    for (_, relation) in &mut ties {
        map_tie(resolved, options, relation);
    }
    let places = options.kinds.is_empty() || options.kinds.contains(&Kind::Place);
    let wanted = |r: &Relation| options.nationalities || r.construction != PropositionKind::Demonym;
    ties.retain(|(_, relation)| places && wanted(relation) && admitted(resolved, relation, options));
    ties
}

/// The sentences with their words, and where they begin in characters.
fn sentences(segmented: &Segmented) -> Vec<SentenceText> {
    let (mut byte, mut character) = (0, 0_usize);
    let text = segmented.text.as_str();
    let of = |sentence: &Sentence| {
        let passed = ByteSpan::new(byte, sentence.span.start).of(text).chars().count();
        character = character.saturating_add(passed);
        byte = sentence.span.start;
        SentenceText {
            start: sentence.span.start,
            end: sentence.span.end,
            first_character: character,
            paragraph: sentence.paragraph,
            text: sentence.span.of(text).to_owned(),
        }
    };
    segmented.sentences.iter().map(of).collect()
}

/// Exchanges arguments where the ontology wants the converse, and finds the property.
fn map(resolved: &Resolved, ontology: &Ontology, proposition: &Proposition, relation: &mut Relation) {
    if let (Some(converse), Value::Entity(object)) =
        (ontology.converse(&relation.predicate), &relation.object)
    {
        let subject = std::mem::replace(&mut relation.subject, *object);
        relation.object = Value::Entity(subject);
        relation.predicate.clone_from(&converse.becomes);
        // *works for*: what follows the verb is its preposition
        relation.marker = converse.label.split_once(' ').map_or(String::new(), |(_, led)| led.to_owned());
        relation.label.clone_from(&converse.label);
    }
    relation.symmetric |= ontology.is_symmetric(&relation.predicate);
    let last = relation.label.rsplit(' ').next().unwrap_or_default().to_lowercase();
    let parsed = resolved.parsed();
    let markers =
        proposition.qualifiers.iter().map(|q| &q.marker).chain([&proposition.predicate.preposition]);
    let led = markers.flatten().any(|&w| parsed.lower(w) == last);
    relation.property = ontology.property(RelationShape {
        predicate: &relation.predicate,
        preposition: if led || last == "of" { &last } else { "" },
        subject: resolved.entity(relation.subject).kind,
        object: relation.object.entity().map(|id| resolved.entity(id).kind),
        construction: relation.construction,
    });
}

/// The property of a relation to a country.
fn map_tie(resolved: &Resolved, options: &GraphOptions, relation: &mut Relation) {
    let Some(ontology) = &options.ontology else { return };
    relation.property = ontology.property(RelationShape {
        predicate: &relation.predicate,
        preposition: "",
        subject: resolved.entity(relation.subject).kind,
        object: Some(Kind::Place),
        construction: relation.construction,
    });
}

fn admitted(resolved: &Resolved, relation: &Relation, options: &GraphOptions) -> bool {
    let kind = |id: EntityId| options.kinds.is_empty() || options.kinds.contains(&resolved.entity(id).kind);
    kind(relation.subject)
        && relation.object.entity().is_none_or(kind)
        && (options.predicates.is_empty() || options.predicates.contains(&relation.predicate))
        && !(options.mapped_only && relation.property.is_none())
        && !(options.without_attributed && relation.attribution.is_some() && !relation.presupposed)
        && !(options.without_unrealised && relation.modality != Modality::Actual)
}
