//! Corrections by hand: a list of what is to be changed, which can be kept in a file and made again, and a graph with a record of it.

use super::{EntityNode, KnowledgeGraph, MentionText, Relation, Value};
use crate::span::{EntityId, RelationId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Something of a graph that is to be otherwise. Ids are those of the graph before any correction.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "correction", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Correction {
    /// It is nothing: it goes, with the relations it is subject or object of; as qualifier or source its words stay.
    RemoveEntity {
        /// Which.
        entity: EntityId,
    },
    /// It is called otherwise; what it was called becomes an alias.
    RenameEntity {
        /// Which.
        entity: EntityId,
        /// The name.
        label: String,
    },
    /// Two are one; what is told between the two goes.
    MergeEntities {
        /// The one whose name and id stay.
        kept: EntityId,
        /// The other.
        other: EntityId,
    },
    /// One is two: some of its mentions are somebody else, with the relations in whose sentences only these stand.
    SplitEntity {
        /// Which.
        entity: EntityId,
        /// Places in its list of mentions.
        mentions: Vec<usize>,
        /// What the other is called.
        label: String,
    },
    /// The text does not say so.
    RemoveRelation {
        /// Which.
        relation: RelationId,
    },
    /// The text says it otherwise.
    EditRelation {
        /// Which.
        relation: RelationId,
        /// As it is to be.
        with: Box<Relation>,
    },
}

/// Why a list of corrections cannot be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CorrectionError {
    /// The graph has no such entity, or it was removed before.
    #[error("correction {number}: there is no entity {entity}, or it was removed")]
    Entity {
        /// The correction, counted from 1.
        number: usize,
        /// The entity.
        entity: EntityId,
    },
    /// The graph has no such relation, or it was removed before.
    #[error("correction {number}: there is no relation {relation}, or it was removed")]
    Relation {
        /// The correction, counted from 1.
        number: usize,
        /// The relation.
        relation: RelationId,
    },
    /// An entity has no such mention, or all of them were to be split off.
    #[error(
        "correction {number}: entity {entity} cannot be split so: of its {mentions} mentions some have to stay"
    )]
    Mentions {
        /// The correction, counted from 1.
        number: usize,
        /// The entity.
        entity: EntityId,
        /// How many mentions it has.
        mentions: usize,
    },
}

/// A corrected graph.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Corrected {
    /// The graph; its ids are new.
    pub graph: KnowledgeGraph,
    /// What was done, a line for each correction.
    pub record: Vec<String>,
}

impl KnowledgeGraph {
    /// The graph with corrections, made one after the other.
    ///
    /// ```
    /// use relata::graph::{Correction, EntityNode, KnowledgeGraph};
    /// let mut graph = KnowledgeGraph::default();
    /// let kept = graph.add_entity(EntityNode::new("Greta Lund", relata::Kind::Person));
    /// let other = graph.add_entity(EntityNode::new("Minister Lund", relata::Kind::Person));
    /// let corrected = graph.corrected(&[Correction::MergeEntities { kept, other }])?;
    /// assert_eq!(corrected.graph.entities().count(), 1);
    /// assert_eq!(corrected.graph.entity(kept).map(|e| e.aliases.clone()), Some(vec!["Minister Lund".to_owned()]));
    /// assert_eq!(corrected.record, ["Minister Lund is Greta Lund; 0 relations between the two went"]);
    /// # Ok::<(), relata::graph::CorrectionError>(())
    /// ```
    ///
    /// # Errors
    /// [`CorrectionError`] where a correction is about what the graph does not have; then nothing is changed.
    pub fn corrected(&self, corrections: &[Correction]) -> Result<Corrected, CorrectionError> {
        let mut draft = Draft::of(self);
        let mut record = Vec::with_capacity(corrections.len());
        for (number, correction) in (1..).zip(corrections) {
            record.push(draft.correct(number, correction)?);
        }
        Ok(Corrected { graph: draft.finish(self), record })
    }
}

/// A graph under correction, by the ids it had.
struct Draft {
    entities: Vec<Option<EntityNode>>,
    relations: Vec<Option<Relation>>,
}

impl Draft {
    fn of(graph: &KnowledgeGraph) -> Self {
        let entities = graph.entities().cloned().map(Some).collect();
        Self { entities, relations: graph.relations().cloned().map(Some).collect() }
    }

    fn correct(&mut self, number: usize, correction: &Correction) -> Result<String, CorrectionError> {
        match correction {
            Correction::RemoveEntity { entity } => self.remove(number, *entity),
            Correction::RenameEntity { entity, label } => self.rename(number, *entity, label),
            Correction::MergeEntities { kept, other } => self.merge(number, *kept, *other),
            Correction::SplitEntity { entity, mentions, label } => {
                self.split(number, *entity, mentions, label)
            }
            Correction::RemoveRelation { relation } => {
                let removed = self.relation(number, *relation)?.take();
                let said = removed.map(|relation| self.said(&relation)).unwrap_or_default();
                Ok(format!("{said} was removed"))
            }
            Correction::EditRelation { relation, with } => {
                for id in std::iter::once(with.subject).chain(with.values().filter_map(Value::entity)) {
                    self.entity(number, id)?;
                }
                let before = self.relation(number, *relation)?.replace((**with).clone());
                let before = before.map(|relation| self.said(&relation)).unwrap_or_default();
                Ok(format!("{before} is {}", self.said(with)))
            }
        }
    }

    fn entity(&mut self, number: usize, id: EntityId) -> Result<&mut EntityNode, CorrectionError> {
        let found = self.entities.get_mut(id.index()).and_then(Option::as_mut);
        found.ok_or(CorrectionError::Entity { number, entity: id })
    }

    /// The place of a relation that is there.
    fn relation(&mut self, number: usize, id: RelationId) -> Result<&mut Option<Relation>, CorrectionError> {
        let found = self.relations.get_mut(id.index()).filter(|relation| relation.is_some());
        found.ok_or(CorrectionError::Relation { number, relation: id })
    }

    /// A relation as a person reads it.
    fn said(&self, relation: &Relation) -> String {
        let label = |id: EntityId| {
            self.entities.get(id.index()).and_then(Option::as_ref).map_or("", |entity| entity.label.as_str())
        };
        let object = match &relation.object {
            Value::Entity(id) => label(*id),
            Value::Text(text) => text,
        };
        format!("{} -{}- {object}", label(relation.subject), relation.label)
    }

    /// Takes away the relations that a test finds; how many.
    fn drop_relations(&mut self, goes: impl Fn(&Relation) -> bool) -> usize {
        let found = self.relations.iter_mut().filter(|relation| relation.as_ref().is_some_and(&goes));
        found.filter_map(Option::take).count()
    }

    fn remove(&mut self, number: usize, id: EntityId) -> Result<String, CorrectionError> {
        let label = self.entity(number, id)?.label.clone();
        let count = self.drop_relations(|r| r.subject == id || r.object == Value::Entity(id));
        let words = Value::Text(label.clone());
        for value in self.relations.iter_mut().flatten().flat_map(Relation::values_mut) {
            if *value == Value::Entity(id) {
                value.clone_from(&words);
            }
        }
        if let Some(place) = self.entities.get_mut(id.index()) {
            *place = None;
        }
        Ok(format!("{label} was removed, with {count} relations"))
    }

    fn rename(&mut self, number: usize, id: EntityId, label: &str) -> Result<String, CorrectionError> {
        let entity = self.entity(number, id)?;
        let before = std::mem::replace(&mut entity.label, label.to_owned());
        entity.aliases.retain(|alias| alias != label);
        if before != label && !entity.aliases.contains(&before) {
            entity.aliases.insert(0, before.clone());
        }
        Ok(format!("{before} is called {label}"))
    }

    fn merge(&mut self, number: usize, kept: EntityId, other: EntityId) -> Result<String, CorrectionError> {
        let label = self.entity(number, other)?.label.clone();
        let name = self.entity(number, kept)?.label.clone();
        if kept == other {
            return Err(CorrectionError::Entity { number, entity: other });
        }
        let between = |r: &Relation| {
            let ends = (r.subject, r.object.entity());
            ends == (kept, Some(other)) || ends == (other, Some(kept))
        };
        let count = self.drop_relations(between);
        let Some(gone) = self.entities.get_mut(other.index()).and_then(Option::take) else {
            return Err(CorrectionError::Entity { number, entity: other });
        };
        self.entity(number, kept)?.take_over(gone);
        self.redirect(other, kept, |_| true);
        for entity in self.entities.iter_mut().flatten() {
            entity.members.iter_mut().filter(|member| **member == other).for_each(|member| *member = kept);
        }
        Ok(format!("{label} is {name}; {count} relations between the two went"))
    }

    /// Points from one entity to another wherever a test says so.
    fn redirect(&mut self, from: EntityId, to: EntityId, goes: impl Fn(&Relation) -> bool) {
        for relation in self.relations.iter_mut().flatten() {
            if !goes(relation) {
                continue;
            }
            if relation.subject == from {
                relation.subject = to;
            }
            relation
                .values_mut()
                .filter(|value| **value == Value::Entity(from))
                .for_each(|value| *value = Value::Entity(to));
        }
    }

    fn split(
        &mut self,
        number: usize,
        id: EntityId,
        places: &[usize],
        label: &str,
    ) -> Result<String, CorrectionError> {
        let new = EntityId::from_index(self.entities.len());
        let entity = self.entity(number, id)?;
        let places: BTreeSet<usize> = places.iter().copied().collect();
        let count = entity.mentions.len();
        if places.is_empty() || places.len() >= count || places.last().is_some_and(|&last| last >= count) {
            return Err(CorrectionError::Mentions { number, entity: id, mentions: count });
        }
        let (moved, stays): (Vec<_>, Vec<_>) = std::mem::take(&mut entity.mentions)
            .into_iter()
            .enumerate()
            .partition(|(i, _)| places.contains(i));
        let mentions =
            |of: Vec<(usize, MentionText)>| of.into_iter().map(|(_, mention)| mention).collect::<Vec<_>>();
        let (moved, stays) = (mentions(moved), mentions(stays));
        let sentences =
            |of: &[MentionText]| of.iter().map(|m| (m.document, m.sentence)).collect::<BTreeSet<_>>();
        let (theirs, own) = (sentences(&moved), sentences(&stays));
        let before = entity.label.clone();
        let other = EntityNode {
            id: new,
            named: entity.named,
            mentions: moved,
            ..EntityNode::new(label, entity.kind)
        };
        entity.mentions = stays;
        self.entities.push(Some(other));
        self.redirect(id, new, |relation| {
            let mut stated =
                relation.evidence.iter().map(|evidence| (evidence.document, evidence.sentence)).peekable();
            stated.peek().is_some()
                && stated.all(|sentence| theirs.contains(&sentence) && !own.contains(&sentence))
        });
        Ok(format!("{label} is another than {before}, with {} mentions", places.len()))
    }

    /// The graph, with ids that count what is left.
    fn finish(self, before: &KnowledgeGraph) -> KnowledgeGraph {
        let ids = renumbered(&self.entities, EntityId::from_index);
        let relation_ids = renumbered(&self.relations, RelationId::from_index);
        let id = |old: EntityId| ids.get(old.index()).copied().flatten();
        let mut graph = KnowledgeGraph::new(before.document().clone());
        for mut entity in self.entities.into_iter().flatten() {
            entity.members = entity.members.into_iter().filter_map(id).collect();
            let refers_to = entity.refers_to.into_iter();
            entity.refers_to =
                refers_to.filter_map(|r| relation_ids.get(r.index()).copied().flatten()).collect();
            graph.add_entity(entity);
        }
        for mut relation in self.relations.into_iter().flatten() {
            relation.subject = id(relation.subject).unwrap_or(relation.subject);
            for value in relation.values_mut() {
                if let Some(new) = value.entity().and_then(id) {
                    *value = Value::Entity(new);
                }
            }
            graph.add_relation(relation);
        }
        graph.set_documents(before.own_documents().to_vec());
        graph.set_generator(before.generator().cloned());
        graph.set_sentences(before.sentences().to_vec());
        graph.set_notices(before.notices().to_vec());
        graph
    }
}

/// For each place the id that what is there will have.
fn renumbered<T, I>(all: &[Option<T>], id: impl Fn(usize) -> I) -> Vec<Option<I>> {
    let mut next = 0..;
    all.iter().map(|one| one.as_ref().and_then(|_| next.next()).map(&id)).collect()
}

impl EntityNode {
    /// Takes what another is known by, and where it is spoken of.
    fn take_over(&mut self, other: Self) {
        for alias in std::iter::once(other.label).chain(other.aliases) {
            if alias != self.label && !self.aliases.contains(&alias) {
                self.aliases.push(alias);
            }
        }
        self.named |= other.named;
        self.mentions.extend(other.mentions);
        self.mentions.sort_by_key(|mention| (mention.document, mention.start, mention.end));
        self.refers_to.extend(other.refers_to);
        self.refers_to.sort_unstable();
        self.refers_to.dedup();
        for iri in other.same_as {
            if !self.same_as.contains(&iri) {
                self.same_as.push(iri);
            }
        }
        for member in other.members {
            if !self.members.contains(&member) {
                self.members.push(member);
            }
        }
    }
}
