//! Which entities and relations a small picture shows: what matters most, grown along facts so that it hangs together.

use super::facts::{Fact, Target, says_itself, ties};
use super::{Stroke, Tone};
use crate::graph::KnowledgeGraph;
use crate::lexicon;
use crate::mentions::Kind;
use crate::propositions::PropositionKind;
use crate::sets::Sets;
use crate::table::Table;
use rustc_hash::FxHashMap;

/// With fewer nodes words are drawn, too.
pub const FEWEST: usize = 12;
/// So many nodes of words for one entity in a summary.
const MOST_WORDS: usize = 2;

/// What a tie weighs against a relation.
const TIE: f64 = 0.1;

/// So many entities that one joins by the same words.
const MOST_ALIKE: usize = 5;

/// How much an entity matters to a reader, by its id.
fn salience(graph: &KnowledgeGraph) -> Table<f64> {
    let rank = graph.centrality();
    let weigh = |kind: Kind| match kind {
        Kind::Person | Kind::Organization | Kind::Place | Kind::Event => 1.0,
        Kind::Group => 0.7,
        Kind::Work | Kind::Object => 0.5,
        Kind::Abstract => 0.4,
        Kind::Time | Kind::Money | Kind::Quantity => 0.15,
    };
    let entities = graph.entities();
    entities
        .map(|e| {
            let known = if e.named { 1.0 } else { 0.3 };
            rank.get(e.id.index()).copied().unwrap_or_default() * weigh(e.kind) * known
        })
        .collect()
}

/// How much a relation tells.
fn weight(graph: &KnowledgeGraph, fact: &Fact<'_>) -> f64 {
    let relation = fact.relation;
    let told = match relation.construction {
        PropositionKind::Nested | PropositionKind::Demonym | PropositionKind::Possessive => 0.3,
        PropositionKind::Metonym | PropositionKind::Including | PropositionKind::Existential => 0.5,
        _ => 1.0,
    };
    let told = match fact.tie {
        true => TIE,
        false if says_itself(graph, relation) => told * 0.3,
        false => told,
    };
    let standing = match (fact.style.stroke, fact.style.tone) {
        (Stroke::Actual, Tone::Stated) => 1.0,
        (Stroke::Actual, _) => 0.8,
        (Stroke::Planned, _) => 0.7,
        _ => 0.5,
    };
    let sure = f64::from(relation.confidence);
    told * standing * if sure.is_finite() { sure.clamp(0.05, 1.0) } else { 0.05 }
}

/// Grows a set of entities along facts.
struct Growth<'f, 'g> {
    facts: &'f [Fact<'g>],
    salience: Table<f64>,
    weights: Table<f64>,
    /// For each entity its facts with entities, and the entity at the other end.
    around: Table<Vec<(usize, usize)>>,
    /// Pronouns that stand for nobody known, which tell a reader nothing.
    nobody: Table<bool>,
    inside: Table<bool>,
}

impl<'f, 'g> Growth<'f, 'g> {
    fn new(graph: &KnowledgeGraph, facts: &'f [Fact<'g>]) -> Self {
        let salience = salience(graph);
        let mut around = Table::new(Vec::new(), salience.len());
        let nobody: Table<bool> = graph
            .entities()
            .map(|e| !e.named && lexicon::PRONOUNS.contains_key(e.label.to_lowercase().as_str()))
            .collect();
        for (i, fact) in facts.iter().enumerate() {
            if let Some((a, b)) = ends(fact)
                && a != b
                && !nobody[a]
                && !nobody[b]
            {
                around[a].push((i, b));
                around[b].push((i, a));
            }
        }
        let inside = Table::new(false, salience.len());
        Self {
            facts,
            salience,
            weights: facts.iter().map(|fact| weight(graph, fact)).collect(),
            around,
            nobody,
            inside,
        }
    }

    fn label(&self, fact: usize) -> &str {
        self.facts.get(fact).map_or("", |fact| &fact.label)
    }

    /// What the entity adds, reached by its heaviest fact with those inside; a step beyond may be worth the way.
    fn gain(&self, entity: usize, reach: f64) -> f64 {
        let own = self.salience[entity] * reach;
        let beyond = self.around[entity]
            .iter()
            .filter(|(_, other)| !self.inside[*other] && *other != entity)
            .map(|&(fact, other)| self.salience[other] * self.weights[fact])
            .fold(0.0, f64::max);
        own.max((own + beyond) / 2.0)
    }

    /// The entity outside that adds most, joined to those inside.
    fn next(&self) -> Option<usize> {
        let mut reach: FxHashMap<usize, f64> = FxHashMap::default();
        for (entity, around) in self.around.iter().enumerate().filter(|(e, _)| self.inside[*e]) {
            for &(fact, other) in around {
                // of a list of things not all
                let alike = || {
                    let same = |&&(one, end): &&(usize, usize)| {
                        self.inside[end] && self.label(one) == self.label(fact)
                    };
                    around.iter().filter(same).count()
                };
                if !self.inside[other] && other != entity {
                    let worth = match alike() {
                        few @ ..MOST_ALIKE => self.weights[fact] / (few as f64 + 1.0),
                        _ => continue,
                    };
                    let best = reach.entry(other).or_insert(0.0);
                    *best = best.max(worth);
                }
            }
        }
        let mut candidates: Vec<(f64, usize)> =
            reach.into_iter().map(|(entity, reach)| (self.gain(entity, reach), entity)).collect();
        candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        candidates.first().map(|&(_, entity)| entity)
    }

    /// The most salient entity of the part of the graph, not yet touched, that has the most salience in all.
    fn start(&self) -> Option<usize> {
        let mut part = Table::new(usize::MAX, self.around.len());
        let mut sums: Vec<f64> = Vec::new();
        for first in 0..self.around.len() {
            if part[first] != usize::MAX || self.around[first].is_empty() {
                continue;
            }
            let mut open = vec![first];
            let (mut sum, mut taken) = (0.0, false);
            part[first] = sums.len();
            while let Some(entity) = open.pop() {
                sum += self.salience[entity];
                taken |= self.inside[entity];
                for &(_, other) in &self.around[entity] {
                    if part[other] == usize::MAX {
                        part[other] = sums.len();
                        open.push(other);
                    }
                }
            }
            sums.push(if taken { -1.0 } else { sum });
        }
        let most = |a: &(usize, &f64), b: &(usize, &f64)| a.1.total_cmp(b.1).then(b.0.cmp(&a.0));
        let (best, _) = sums.iter().enumerate().filter(|(_, sum)| **sum >= 0.0).max_by(most)?;
        (0..part.len())
            .filter(|&e| part[e] == best)
            .max_by(|&a, &b| self.salience[a].total_cmp(&self.salience[b]).then(b.cmp(&a)))
    }

    /// The facts between those inside: of two entities the heaviest few, and in all not more than a reader can follow.
    fn facts_inside(&self, most: usize) -> Vec<usize> {
        let within =
            |fact: &Fact<'_>| ends(fact).filter(|&(a, b)| a != b && self.inside[a] && self.inside[b]);
        let facts = self.facts.iter().enumerate();
        let mut order: Vec<(usize, bool, (usize, usize))> =
            facts.filter_map(|(i, fact)| Some((i, fact.tie, within(fact)?))).collect();
        order.sort_by(|&(a, ..), &(b, ..)| self.weights[b].total_cmp(&self.weights[a]).then(a.cmp(&b)));
        // a tree first, so that everything stays joined
        let mut sets = Sets::new(self.inside.len());
        let (mut kept, mut others) = (Vec::new(), Vec::new());
        for (i, tie, (a, b)) in order {
            if sets.join(a, b) {
                kept.push(i);
            } else if !tie {
                // a tie only joins
                others.push(i);
            }
        }
        let room = most.saturating_sub(kept.len());
        kept.extend(others.into_iter().take(room));
        kept.sort_unstable();
        kept
    }
}

fn ends(fact: &Fact<'_>) -> Option<(usize, usize)> {
    match fact.target {
        Target::Entity(object) => Some((fact.subject.index(), object.index())),
        _ => None,
    }
}

/// The facts of a picture of limited size. `count` says how many nodes a picture of some facts has, as several
/// that act together have a node between them.
pub fn summary<'g>(
    graph: &'g KnowledgeGraph,
    facts: &[Fact<'g>],
    most: usize,
    count: impl Fn(&[Fact<'g>]) -> usize,
) -> Vec<Fact<'g>> {
    let facts: Vec<Fact<'g>> = facts.iter().cloned().chain(ties(graph, facts)).collect();
    let mut growth = Growth::new(graph, &facts);
    let most_facts = most.saturating_mul(8) / 5;
    let taken = |kept: &[usize]| kept.iter().filter_map(|&i| facts.get(i).cloned()).collect::<Vec<_>>();
    let mut kept: Vec<usize> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    loop {
        // an island only where nothing connects; it begins with two
        let next = match growth.next() {
            Some(next) => next,
            None => match growth.start() {
                Some(start) => {
                    growth.inside[start] = true;
                    open.push(start);
                    match growth.next() {
                        Some(next) => next,
                        None => break,
                    }
                }
                None => break,
            },
        };
        growth.inside[next] = true;
        open.push(next);
        let now = growth.facts_inside(most_facts);
        if count(&taken(&now)) > most && !kept.is_empty() {
            break;
        }
        open.clear();
        kept = now;
    }
    for entity in open {
        growth.inside[entity] = false;
    }
    let chosen = taken(&kept);
    let room = most.min(FEWEST).saturating_sub(count(&chosen));
    kept.extend(words(&growth, room));
    kept.sort_unstable();
    taken(&kept)
}

/// Facts whose object is words, or nothing: for the entities inside, then for others, as far as there is room for their nodes.
fn words(growth: &Growth<'_, '_>, room: usize) -> Vec<usize> {
    let mut candidates: Vec<(usize, usize, f64)> = Vec::new();
    for (i, fact) in growth.facts.iter().enumerate() {
        let long = match fact.target {
            Target::Words(text) if text.chars().count() > 40 => 0.4,
            Target::None | Target::Words(_) => 1.0,
            Target::Entity(_) => continue,
        };
        let subject = fact.subject.index();
        if !growth.nobody[subject] {
            candidates.push((i, subject, growth.salience[subject] * growth.weights[i] * long));
        }
    }
    let outside = |subject: usize| !growth.inside[subject];
    candidates.sort_by(|a, b| outside(a.1).cmp(&outside(b.1)).then(b.2.total_cmp(&a.2)).then(a.0.cmp(&b.0)));
    let mut of_subject: FxHashMap<usize, usize> = FxHashMap::default();
    let mut left = room;
    candidates.retain(|&(_, subject, _)| {
        let so_far = of_subject.entry(subject).or_insert(0_usize);
        let nodes = if *so_far == 0 && outside(subject) { 2 } else { 1 };
        let fits = *so_far < MOST_WORDS && nodes <= left;
        if fits {
            *so_far = so_far.saturating_add(1);
            left = left.saturating_sub(nodes);
        }
        fits
    });
    candidates.into_iter().map(|(i, ..)| i).collect()
}
