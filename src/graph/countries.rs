//! The ties of entities to countries as relations, with an entity for each country that the text does not name.

use super::knowledge_graph::KnowledgeGraph;
use super::types::{EntityNode, Evidence, MentionText, Relation, Value};
use crate::entities::{CountryLink, CountryTie, Resolved, country_links};
use crate::mentions::Kind;
use crate::propositions::{Modality, Polarity, PropositionKind};
use crate::rules::RuleName;
use crate::span::{EntityId, RelationId};
use rustc_hash::FxHashMap;

/// The relations of named entities to their countries, each with what it was made of, in text order.
pub(super) fn relations(resolved: &Resolved) -> Vec<(CountryLink, Relation)> {
    let links = country_links(resolved).into_iter().filter(|l| resolved.entity(l.entity).named);
    links.filter_map(|link| relation(resolved, &link).map(|relation| (link, relation))).collect()
}

/// Adds what was admitted. The object of a relation to a country that the text does not name is the new entity's.
pub(super) fn add(graph: &mut KnowledgeGraph, resolved: &Resolved, relations: Vec<(CountryLink, Relation)>) {
    let mut made: FxHashMap<String, EntityId> = FxHashMap::default();
    for (link, mut relation) in relations {
        if relation.object.entity().is_none() {
            let id = *made.entry(link.country.clone()).or_insert_with(|| {
                let mut node = EntityNode::new(link.country.as_str(), Kind::Place);
                node.mentions = adjective(resolved, &link);
                graph.add_entity(node)
            });
            relation.object = Value::Entity(id);
        }
        graph.add_relation(relation);
    }
}

fn relation(resolved: &Resolved, link: &CountryLink) -> Option<Relation> {
    let parsed = resolved.parsed();
    let id = parsed.sentence_of(*link.words.first()?);
    let sentence = parsed.sentence(id).span;
    let (predicate, label, construction) = match link.tie {
        CountryTie::Metonym => ("stand for", "stands for", PropositionKind::Metonym),
        CountryTie::Demonym if resolved.entity(link.entity).kind == Kind::Person => {
            ("nationality", "nationality", PropositionKind::Demonym)
        }
        CountryTie::Demonym => ("country", "country", PropositionKind::Demonym),
    };
    let rule = match link.tie {
        CountryTie::Metonym => "country/metonym",
        CountryTie::Demonym => "country/demonym",
    };
    Some(Relation {
        // given when it is added
        id: RelationId(0),
        subject: link.entity,
        predicate: predicate.to_owned(),
        marker: String::new(),
        label: label.to_owned(),
        property: None,
        object: link.country_entity.map_or_else(|| Value::Text(link.country.clone()), Value::Entity),
        time: None,
        amounts: Vec::new(),
        qualifiers: Vec::new(),
        polarity: Polarity::Affirmative,
        modality: Modality::Actual,
        attribution: None,
        presupposed: false,
        symmetric: false,
        tenure: None,
        construction,
        rule: RuleName::Borrowed(rule),
        confidence: (link.confidence * 1000.0).round() / 1000.0,
        evidence: vec![Evidence {
            document: 0,
            start: sentence.start,
            end: sentence.end,
            sentence: id.index(),
            words: link.words.iter().map(|&w| parsed.bytes(w)).collect(),
        }],
    })
}

/// The adjective speaks of the country; a capital does of the city.
fn adjective(resolved: &Resolved, link: &CountryLink) -> Vec<MentionText> {
    let parsed = resolved.parsed();
    if link.tie != CountryTie::Demonym {
        return Vec::new();
    }
    let span = parsed.bytes_of(link.naming);
    let text = span.of(parsed.text()).to_owned();
    let sentence = parsed.sentence_of(link.naming.start).index();
    vec![MentionText { document: 0, start: span.start, end: span.end, text, sentence }]
}
