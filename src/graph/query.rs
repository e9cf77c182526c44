//! Questions to a graph that need no query language: paths, facts in order of time, parts of it, who is central.

use super::knowledge_graph::KnowledgeGraph;
use super::types::{EntityNode, Relation, Value};
use crate::mentions::Kind;
use crate::propositions::{Modality, Polarity};
use crate::span::{EntityId, RelationId};
use crate::table::Table;
use jiff::civil::DateTime;
use petgraph::visit::EdgeRef;
use std::collections::{BTreeSet, VecDeque};

/// What a part of a graph is to hold; everything by default.
///
/// ```
/// use relata::graph::Selection;
/// use relata::{EntityId, Kind};
/// let mut selection = Selection::default();
/// selection.kinds = vec![Kind::Person, Kind::Organization];
/// selection.around = Some((EntityId(0), 2));
/// selection.asserted_only = true;
/// # let graph = relata::KnowledgeGraph::default();
/// assert_eq!(graph.subgraph(&selection).relations().count(), 0);
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Selection {
    /// Only relations between entities of these kinds (and words); all where empty.
    pub kinds: Vec<Kind>,
    /// Only these predicates (lemmas); all where empty.
    pub predicates: Vec<String>,
    /// Only these modalities; all where empty.
    pub modalities: Vec<Modality>,
    /// Only this polarity.
    pub polarity: Option<Polarity>,
    /// Only what these say (entities or words); all, with what the article itself says, where empty.
    pub sources: Vec<Value>,
    /// Only what the article itself states as actual and affirmative.
    pub asserted_only: bool,
    /// Only relations whose time is known and does not end before this.
    pub from: Option<DateTime>,
    /// Only relations whose time is known and begins before this.
    pub until: Option<DateTime>,
    /// Only relations that are at least so sure, 0 to 1.
    pub least_confidence: f32,
    /// Only relations between entities: none whose object is words.
    pub entities_only: bool,
    /// Only what lies within this number of relations of an entity.
    pub around: Option<(EntityId, usize)>,
    /// Only relations between this number of entities: the most central, and those that relations join to them.
    pub top: Option<usize>,
}

/// A step of a way through a graph ([`KnowledgeGraph::paths`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Step {
    /// The relation it goes along.
    pub relation: RelationId,
    /// Where it begins.
    pub from: EntityId,
    /// Where it ends.
    pub to: EntityId,
    /// Whether it goes from subject to object.
    pub forward: bool,
}

impl Selection {
    /// Whether a relation is to be kept, by what it says itself.
    fn admits(&self, graph: &KnowledgeGraph, relation: &Relation) -> bool {
        let kind = |id: EntityId| {
            self.kinds.is_empty() || graph.entity(id).is_some_and(|e| self.kinds.contains(&e.kind))
        };
        let source = || relation.attribution.as_ref().is_some_and(|source| self.sources.contains(source));
        let placed = || match &relation.time {
            Some(time) => {
                let after = |from: DateTime| time.end.is_none_or(|end| end > from);
                let before = |until: DateTime| time.start.is_none_or(|start| start < until);
                self.from.is_none_or(after) && self.until.is_none_or(before)
            }
            None => self.from.is_none() && self.until.is_none(),
        };
        kind(relation.subject)
            && relation.object.entity().is_none_or(kind)
            && (!self.entities_only || relation.object.entity().is_some())
            && (self.predicates.is_empty() || self.predicates.contains(&relation.predicate))
            && (self.modalities.is_empty() || self.modalities.contains(&relation.modality))
            && self.polarity.is_none_or(|polarity| polarity == relation.polarity)
            && (self.sources.is_empty() || source())
            && (!self.asserted_only || relation.is_asserted())
            && relation.confidence >= self.least_confidence
            && placed()
    }
}

impl KnowledgeGraph {
    /// The ways from one entity to another over relations in either direction that pass no entity twice: at most `most`
    /// of them and none longer than `hops`, the shortest first, then in the order of the text. Each step says in which direction
    /// it goes along its relation.
    ///
    /// ```
    /// # #[cfg(feature = "embedded-model")] {
    /// let graph = relata::Extractor::new()?.extract("Greta Lund met Olav Berg. Olav Berg visited Lisbon.")?;
    /// let id = |name| graph.entity_named(name).map(|entity| entity.id).expect("it is there");
    /// let ways = graph.paths(id("Greta Lund"), id("Lisbon"), 3, 10);
    /// let labels: Vec<&str> =
    ///     ways[0].iter().filter_map(|step| graph.relation(step.relation)).map(|fact| fact.label.as_str()).collect();
    /// assert_eq!(labels, ["met", "visited"]);
    /// let back = &graph.paths(id("Lisbon"), id("Greta Lund"), 3, 10)[0];
    /// assert!(ways[0].iter().all(|step| step.forward) && back.iter().all(|step| !step.forward));
    /// # }
    /// # Ok::<(), relata::Error>(())
    /// ```
    #[must_use]
    pub fn paths(&self, from: EntityId, to: EntityId, hops: usize, most: usize) -> Vec<Vec<Step>> {
        let mut found = Vec::new();
        let mut open: VecDeque<(Vec<EntityId>, Vec<Step>)> = VecDeque::from([(vec![from], Vec::new())]);
        // a dense graph has more ways than anybody reads
        let mut steps = 0_usize;
        while let Some((passed, way)) = open.pop_front() {
            let Some(&here) = passed.last() else { continue };
            steps = steps.saturating_add(1);
            if found.len() >= most || steps > 200_000 {
                break;
            }
            if here == to && !way.is_empty() {
                found.push(way);
                continue;
            }
            if way.len() >= hops {
                continue;
            }
            for (id, relation) in self.numbered_relations_of(here) {
                let Some(object) = relation.object.entity() else { continue };
                let forward = relation.subject == here;
                let next = if forward { object } else { relation.subject };
                if !passed.contains(&next) {
                    let (mut passed, mut way) = (passed.clone(), way.clone());
                    passed.push(next);
                    way.push(Step { relation: id, from: here, to: next, forward });
                    open.push_back((passed, way));
                }
            }
        }
        found
    }

    /// The relation with that id.
    ///
    /// ```
    /// # #[cfg(feature = "embedded-model")] {
    /// let graph = relata::Extractor::new()?.extract("Greta Lund met Olav Berg.")?;
    /// let id = graph.relations().next().expect("they met").id;
    /// assert_eq!(graph.relation(id).map(|relation| relation.label.as_str()), Some("met"));
    /// # }
    /// # Ok::<(), relata::Error>(())
    /// ```
    #[must_use]
    pub fn relation(&self, id: RelationId) -> Option<&Relation> {
        self.as_petgraph().edge_weight(petgraph::graph::EdgeIndex::new(id.index()))
    }

    /// The relations an entity is subject or object of, with their ids, in the order of these; found without a look at the others.
    ///
    /// ```
    /// # #[cfg(feature = "embedded-model")] {
    /// let graph = relata::Extractor::new()?.extract("Greta Lund met Olav Berg. Kaja Tamm visited Lisbon.")?;
    /// let tamm = graph.entity_named("Kaja Tamm").expect("she is there").id;
    /// assert_eq!(graph.numbered_relations_of(tamm)[0].1.label, "visited");
    /// # }
    /// # Ok::<(), relata::Error>(())
    /// ```
    #[must_use]
    pub fn numbered_relations_of(&self, id: EntityId) -> Vec<(RelationId, &Relation)> {
        let Some(node) = self.node_of(id) else { return Vec::new() };
        let graph = self.as_petgraph();
        let incoming = graph.edges_directed(node, petgraph::Direction::Incoming);
        let edges = graph.edges(node).chain(incoming.filter(|edge| edge.source() != node));
        let mut all: Vec<(RelationId, &Relation)> =
            edges.map(|edge| (RelationId::from_index(edge.id().index()), edge.weight())).collect();
        all.sort_unstable_by_key(|(id, _)| *id);
        all
    }

    /// The facts about an entity in the order in which they happened, as far as the text says when; then the others, in
    /// the order of the text.
    ///
    /// ```
    /// # #[cfg(feature = "embedded-model")] {
    /// let text = "Greta Lund visited Lisbon in 2021. She met Olav Berg in 2019.";
    /// let graph = relata::Extractor::new()?.extract(text)?;
    /// let lund = graph.entity_named("Greta Lund").expect("she is there").id;
    /// let labels: Vec<&str> = graph.timeline(lund).into_iter().map(|fact| fact.label.as_str()).collect();
    /// assert_eq!(labels, ["met", "visited"]);
    /// # }
    /// # Ok::<(), relata::Error>(())
    /// ```
    #[must_use]
    pub fn timeline(&self, id: EntityId) -> Vec<&Relation> {
        let mut facts: Vec<&Relation> = self.numbered_relations_of(id).into_iter().map(|(_, r)| r).collect();
        facts.sort_by_key(|fact| match &fact.time {
            Some(time) => (0, time.start.or(time.end)),
            None => (1, None),
        });
        facts
    }

    /// The part of the graph that a selection admits: its relations, and the entities they join, with new ids in the
    /// same order. Document, sentences and notices stay.
    ///
    /// ```
    /// # #[cfg(feature = "embedded-model")] {
    /// use relata::graph::Selection;
    /// let text = "Greta Lund met Olav Berg. The council did not invite Mr. Berg.";
    /// let graph = relata::Extractor::new()?.extract(text)?;
    /// let mut selection = Selection::default();
    /// selection.asserted_only = true;
    /// let part = graph.subgraph(&selection);
    /// assert_eq!(part.relations().map(|fact| fact.predicate.as_str()).collect::<Vec<_>>(), ["meet"]);
    /// assert!(part.entities().all(|entity| entity.named));
    /// # }
    /// # Ok::<(), relata::Error>(())
    /// ```
    #[must_use]
    pub fn subgraph(&self, selection: &Selection) -> Self {
        let mut kept: Vec<&Relation> = self.relations().filter(|r| selection.admits(self, r)).collect();
        let within = |entities: &Table<bool>, relation: &Relation| {
            let inside = |id: EntityId| entities[id.index()];
            inside(relation.subject) && relation.object.entity().is_none_or(inside)
        };
        if let Some((centre, hops)) = selection.around {
            let near = self.near(&kept, centre, hops);
            kept.retain(|relation| within(&near, relation));
        }
        if let Some(top) = selection.top {
            let central = self.most_central(&kept, top);
            kept.retain(|relation| within(&central, relation));
        }
        self.of_relations(&kept)
    }

    /// Which entities lie within a number of the relations of one.
    fn near(&self, relations: &[&Relation], centre: EntityId, hops: usize) -> Table<bool> {
        let mut near = Table::new(false, self.entities().count());
        near[centre.index()] = true;
        for _ in 0..hops {
            let before = near.clone();
            for relation in relations {
                let Some(object) = relation.object.entity() else { continue };
                let (subject, object) = (relation.subject.index(), object.index());
                near[subject] |= before[object];
                near[object] |= before[subject];
            }
            if near == before {
                break;
            }
        }
        near
    }

    /// Which entities a part of `top` entities has: it grows from the most central one, each time by the most central of those
    /// that a relation joins to it; only where none is left, by the most central of the others.
    fn most_central(&self, relations: &[&Relation], top: usize) -> Table<bool> {
        let rank: Table<f64> = rank(self, relations).into_iter().collect();
        let mut around: Table<Vec<usize>> = Table::new(Vec::new(), rank.len());
        let mut takes_part = Table::new(false, rank.len());
        for relation in relations {
            let subject = relation.subject.index();
            takes_part[subject] = true;
            if let Some(object) = relation.object.entity().map(EntityId::index) {
                takes_part[object] = true;
                around[subject].push(object);
                around[object].push(subject);
            }
        }
        let mut order: Vec<usize> = (0..rank.len()).filter(|&entity| takes_part[entity]).collect();
        order.sort_by(|&a, &b| rank[b].total_cmp(&rank[a]).then(a.cmp(&b)));
        let mut place = Table::new(usize::MAX, rank.len());
        order.iter().enumerate().for_each(|(i, &entity)| place[entity] = i);
        let mut central = Table::new(false, rank.len());
        let mut reached: BTreeSet<usize> = BTreeSet::new();
        let mut islands = order.iter().copied();
        for _ in 0..top {
            let joined = reached.pop_first().and_then(|place| order.get(place).copied());
            let Some(next) = joined.or_else(|| islands.find(|&entity| !central[entity])) else { break };
            central[next] = true;
            reached.extend(around[next].iter().filter(|&&other| !central[other]).map(|&other| place[other]));
        }
        central
    }

    /// How central each entity is, by its id: PageRank (Brin and Page 1998) over relations between entities, in both
    /// directions, each as heavy as it is sure, by a reader who starts anew at any mention; the sum is 1.
    ///
    /// ```
    /// # #[cfg(feature = "embedded-model")] {
    /// let graph = relata::Extractor::new()?.extract("Greta Lund met Olav Berg. Olav Berg visited Lisbon.")?;
    /// let rank = graph.centrality();
    /// let most = graph.entities().max_by(|a, b| rank[a.id.index()].total_cmp(&rank[b.id.index()]));
    /// assert_eq!(most.expect("three entities").label, "Olav Berg");
    /// # }
    /// # Ok::<(), relata::Error>(())
    /// ```
    #[must_use]
    pub fn centrality(&self) -> Vec<f64> {
        rank(self, &self.relations().collect::<Vec<_>>())
    }

    fn of_relations(&self, relations: &[&Relation]) -> Self {
        // in the order of the whole, so that each finds its new place in one pass
        let mut kept = relations.iter().enumerate().peekable();
        let new_place = |relation: &Relation| {
            kept.next_if(|(_, kept)| std::ptr::eq(**kept, relation))
                .map(|(new, _)| RelationId::from_index(new))
        };
        let new_places: Vec<Option<RelationId>> = self.relations().map(new_place).collect();
        let new_relation = |id: &RelationId| new_places.get(id.index()).copied().flatten();
        let mut used = Table::new(false, self.entities().count());
        let mut mark = |value: &Value| {
            if let Some(id) = value.entity() {
                used[id.index()] = true;
            }
        };
        for relation in relations {
            mark(&Value::Entity(relation.subject));
            mark(&relation.object);
            relation.qualifiers.iter().map(|q| &q.value).chain(&relation.attribution).for_each(&mut mark);
        }
        let mut part = Self::new(self.document().clone());
        let mut new_ids: Table<Option<EntityId>> = Table::new(None, used.len());
        let entities: Vec<&EntityNode> = self.entities().filter(|e| used[e.id.index()]).collect();
        for (i, entity) in entities.iter().enumerate() {
            new_ids[entity.id.index()] = Some(EntityId::from_index(i));
        }
        let new_id = |id: EntityId| new_ids[id.index()];
        for entity in entities {
            let members = entity.members.iter().filter_map(|&m| new_id(m)).collect();
            let refers_to = entity.refers_to.iter().filter_map(new_relation).collect();
            part.add_entity(EntityNode { members, refers_to, ..entity.clone() });
        }
        let renew = |value: &mut Value| {
            if let Value::Entity(id) = value
                && let Some(new) = new_id(*id)
            {
                *id = new;
            }
        };
        for &relation in relations {
            let mut relation = relation.clone();
            relation.subject = new_id(relation.subject).unwrap_or(relation.subject);
            renew(&mut relation.object);
            relation.qualifiers.iter_mut().for_each(|q| renew(&mut q.value));
            relation.attribution.iter_mut().for_each(renew);
            part.add_relation(relation);
        }
        part.set_documents(self.own_documents().to_vec());
        part.set_generator(self.generator().cloned());
        part.set_sentences(self.sentences().to_vec());
        part.set_notices(self.notices().to_vec());
        part
    }
}

/// PageRank over undirected weighted relations; petgraph's own takes time with the square of the nodes.
fn rank(graph: &KnowledgeGraph, relations: &[&Relation]) -> Vec<f64> {
    const DAMPING: f64 = 0.85;
    const ROUNDS: usize = 50;
    let mut start: Vec<f64> = graph.entities().map(|e| 1.0 + e.mentions.len() as f64).collect();
    let all: f64 = start.iter().sum();
    start.iter_mut().for_each(|s| *s /= all);
    let edges: Vec<(usize, usize, f64)> = relations
        .iter()
        .filter_map(|r| {
            let (subject, object) = (r.subject.index(), r.object.entity()?.index());
            let weight = f64::from(r.confidence.clamp(0.01, 1.0));
            (subject != object && weight.is_finite()).then_some((subject, object, weight))
        })
        .collect();
    let mut weight = Table::new(0.0, start.len());
    for &(a, b, w) in &edges {
        weight[a] += w;
        weight[b] += w;
    }
    let mut rank: Table<f64> = start.iter().copied().collect();
    for _ in 0..ROUNDS {
        let loose: f64 = rank.iter().zip(weight.iter()).filter(|(_, w)| **w == 0.0).map(|(r, _)| r).sum();
        let mut next: Table<f64> = start.iter().map(|s| (1.0 - DAMPING + DAMPING * loose) * s).collect();
        for &(a, b, w) in &edges {
            next[b] += DAMPING * rank[a] * w / weight[a];
            next[a] += DAMPING * rank[b] * w / weight[b];
        }
        rank = next;
    }
    rank.into_vec()
}
