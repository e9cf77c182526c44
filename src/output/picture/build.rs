//! Nodes and edges of a picture from the relations it shows.

use super::super::wording::sentence;
use super::facts::{Fact, Target, drawn, is_preposition, remarks, role, says_itself, without_echoes};
use super::summary::{FEWEST, summary};
use super::{
    Arrow, Edge, Node, Picture, PictureOptions, Shape, Stroke, Style, Tone, shortened, without_article,
    wrapped,
};
use crate::graph::{EntityNode, KnowledgeGraph, Relation};
use crate::sets::Sets;
use crate::span::EntityId;
use crate::table::Table;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::fmt::Write;

/// More labels than this on one line are counted instead of written.
const MOST_LABELS: usize = 3;
/// So many facts of an act are told in full.
const MOST_TOLD: usize = 40;

/// What a graph looks like: everything, or what matters most of it.
pub fn picture(graph: &KnowledgeGraph, options: &PictureOptions) -> Picture {
    let facts = drawn(graph, options.texts);
    let mut builder = Builder::new(graph, options);
    match options.most_nodes {
        None => builder.whole(&facts),
        Some(most) => {
            builder.part(&facts, most);
            // a short text may speak of two things; an article has one picture
            if builder.picture.nodes.len() >= FEWEST && builder.parts().len() > 1 {
                builder = Builder::new(graph, options);
                builder.part(&facts, most.saturating_sub(1));
                builder.article();
            }
        }
    }
    builder.references();
    builder.picture.title = graph.document().title.clone().unwrap_or_default();
    builder.picture
}

/// Several who do one thing, or one who does it to several.
struct Act {
    facts: Vec<usize>,
}

/// What facts have to share to be one act.
#[derive(PartialEq, Eq, Hash)]
struct Together<'f, 'g> {
    label: &'f str,
    style: Style,
    source: Option<&'g str>,
    place: Option<(usize, usize)>,
    /// The object that all have, or the subject.
    shared: (bool, EntityId),
}

/// The acts of facts: of the same sentence with the same words, and several subjects with one object, or three or more
/// objects of one subject.
fn acts(facts: &[Fact<'_>]) -> Vec<Act> {
    let mut groups: Vec<Act> = Vec::new();
    let mut places: FxHashMap<Together<'_, '_>, usize> = FxHashMap::default();
    for (i, fact) in facts.iter().enumerate() {
        let Target::Entity(object) = fact.target else { continue };
        if object == fact.subject || fact.place().is_none() {
            continue;
        }
        for shared in [(true, object), (false, fact.subject)] {
            let key = Together {
                label: &fact.label,
                style: fact.style,
                source: fact.source,
                place: fact.place(),
                shared,
            };
            let next = groups.len();
            let place = *places.entry(key).or_insert(next);
            match groups.get_mut(place) {
                Some(group) => group.facts.push(i),
                None => groups.push(Act { facts: vec![i] }),
            }
        }
    }
    groups.sort_by_key(|act| std::cmp::Reverse(act.facts.len()));
    let mut taken = Table::new(false, facts.len());
    let mut out = Vec::new();
    for group in groups {
        let mut own: Vec<usize> = group.facts.into_iter().filter(|&i| !taken[i]).collect();
        own.sort_unstable();
        let these = || own.iter().filter_map(|&i| facts.get(i));
        let subjects: Vec<EntityId> = distinct(these().map(|fact| fact.subject));
        let objects: Vec<EntityId> = distinct(these().filter_map(|fact| match fact.target {
            Target::Entity(id) => Some(id),
            _ => None,
        }));
        if subjects.len() >= 2 || objects.len() >= 3 {
            own.iter().for_each(|&i| taken[i] = true);
            out.push(Act { facts: own });
        }
    }
    out.sort_by_key(|act| act.facts.first().copied());
    out
}

fn distinct(ids: impl Iterator<Item = EntityId>) -> Vec<EntityId> {
    let mut out: Vec<EntityId> = Vec::new();
    ids.for_each(|id| {
        if !out.contains(&id) {
            out.push(id);
        }
    });
    out
}

/// What edges have to share to be drawn as one.
#[derive(PartialEq, Eq, Hash)]
struct Look {
    ends: (usize, usize),
    style: Style,
    arrow: Arrow,
    remarks: Vec<String>,
}

/// What stands beside a line.
#[derive(Default)]
struct Label {
    predicate: String,
    words: String,
    remarks: Vec<String>,
}

/// What a fact says of its ends, whatever its tense.
fn predicate(fact: &Fact<'_>) -> String {
    if fact.tie { fact.label.clone() } else { fact.relation.full_predicate().into_owned() }
}

struct Builder<'g, 'o> {
    graph: &'g KnowledgeGraph,
    options: &'o PictureOptions,
    roles: FxHashMap<EntityId, Vec<&'g str>>,
    picture: Picture,
    entities: FxHashMap<EntityId, usize>,
    /// For each edge its labels, behind the predicates they word.
    labels: Vec<Vec<(String, String)>>,
    looks: FxHashMap<Look, usize>,
}

impl<'g, 'o> Builder<'g, 'o> {
    fn new(graph: &'g KnowledgeGraph, options: &'o PictureOptions) -> Self {
        let mut roles: FxHashMap<EntityId, Vec<&'g str>> = FxHashMap::default();
        for relation in graph.relations() {
            if let Some(role) = role(relation).filter(|_| options.texts) {
                roles.entry(relation.subject).or_default().push(role);
            }
        }
        Self {
            graph,
            options,
            roles,
            picture: Picture::default(),
            entities: FxHashMap::default(),
            labels: Vec::new(),
            looks: FxHashMap::default(),
        }
    }

    /// How many nodes a picture of the facts has.
    fn nodes_of(mut self, facts: &[Fact<'g>]) -> usize {
        self.add(facts);
        self.picture.nodes.len()
    }

    fn whole(&mut self, facts: &[Fact<'g>]) {
        self.add(facts);
        if self.options.texts {
            // those of whom the text says only what they are
            self.graph.relations().filter(|r| role(r).is_some()).for_each(|r| _ = self.entity(r.subject));
        }
    }

    /// All facts where they are so few, else those that matter most.
    fn part(&mut self, facts: &[Fact<'g>], most: usize) {
        let (graph, options) = (self.graph, self.options);
        let count = |facts: &[Fact<'g>]| Builder::new(graph, options).nodes_of(facts);
        let facts = &without_echoes(facts);
        if count(facts) > most {
            self.add(&summary(graph, facts, most, count));
        } else {
            self.whole(facts);
        }
    }

    fn add(&mut self, facts: &[Fact<'g>]) {
        let acts = acts(facts);
        let mut act_of: Table<Option<&Act>> = Table::new(None, facts.len());
        for act in &acts {
            act.facts.iter().for_each(|&i| act_of[i] = Some(act));
        }
        for (i, fact) in facts.iter().enumerate() {
            match act_of[i] {
                None => self.alone(fact),
                Some(act) if act.facts.first() == Some(&i) => {
                    let together: Vec<&Fact<'g>> = act.facts.iter().filter_map(|&i| facts.get(i)).collect();
                    self.act(fact.number, &together);
                }
                Some(_) => {}
            }
        }
        for (edge, labels) in self.picture.edges.iter_mut().zip(&self.labels) {
            // *of* beside *minister of* says nothing
            let within = |words: &str| {
                is_preposition(words) && labels.iter().any(|(_, other)| other.ends_with(&format!(" {words}")))
            };
            let told: Vec<&str> = labels.iter().map(|(_, l)| l.as_str()).filter(|l| !within(l)).collect();
            let more = told.len().saturating_sub(MOST_LABELS);
            let mut lines: Vec<String> =
                told.iter().take(MOST_LABELS).flat_map(|l| wrapped(l, self.options.label_width)).collect();
            if more > 0 {
                lines.push(format!("+ {more} more"));
            }
            lines.append(&mut edge.lines);
            edge.lines = lines;
        }
    }

    /// A relation with an edge of its own, or part of one.
    fn alone(&mut self, fact: &Fact<'g>) {
        let from = self.entity(fact.subject);
        let label = Label {
            predicate: predicate(fact),
            words: shortened(&fact.label, self.options.most_characters),
            remarks: remarks(fact),
        };
        let (to, label) = match fact.target {
            Target::Entity(id) if !fact.tie && says_itself(self.graph, fact.relation) => {
                (self.entity(id), Label::default())
            }
            Target::Entity(id) => (self.entity(id), label),
            Target::Words(text) => (self.words(fact, text), label),
            // the verb is the node
            Target::None => (self.words(fact, &fact.label), Label { words: String::new(), ..label }),
        };
        let (from, to) = if fact.arrow == Arrow::Both { (from.min(to), from.max(to)) } else { (from, to) };
        let arrow = if fact.target == Target::None { Arrow::None } else { fact.arrow };
        self.edge((from, to), fact.style, arrow, label, &evidence(self.graph, fact.relation));
    }

    /// A node for what several do together, one line to each.
    fn act(&mut self, number: usize, facts: &[&Fact<'g>]) {
        let Some(first) = facts.first() else { return };
        let subjects = distinct(facts.iter().map(|fact| fact.subject));
        let objects = distinct(facts.iter().filter_map(|fact| match fact.target {
            Target::Entity(id) => Some(id),
            _ => None,
        }));
        let told = facts.iter().take(MOST_TOLD).map(|fact| evidence(self.graph, fact.relation));
        // each line of the act has it
        let mut tooltip = told.collect::<Vec<_>>().join("\n");
        if facts.len() > MOST_TOLD {
            let _ = write!(tooltip, "\n+ {} more", facts.len().saturating_sub(MOST_TOLD));
        }
        let ends: Vec<usize> = subjects.iter().chain(&objects).map(|&id| self.entity(id)).collect();
        let act = self.picture.nodes.len();
        self.picture.nodes.push(Node {
            key: format!("a{number}"),
            shape: Shape::Act(first.style),
            lines: wrapped(&shortened(&first.label, self.options.most_characters), self.options.label_width),
            notes: self.remarked(&remarks(first)),
            degree: facts.len(),
            tooltip: tooltip.clone(),
        });
        let mutual = facts.iter().all(|fact| fact.arrow == Arrow::Both);
        for (i, &end) in ends.iter().enumerate() {
            let subject = i < subjects.len();
            let (from, to) = if subject { (end, act) } else { (act, end) };
            let arrow = if subject || mutual { Arrow::None } else { Arrow::Forward };
            self.edge((from, to), first.style, arrow, Label::default(), &tooltip);
        }
    }

    /// Remarks in lines; a source of many words is cut, as one source says many things.
    fn remarked(&self, remarks: &[String]) -> Vec<String> {
        let most = self.options.most_characters.saturating_mul(2) / 3;
        remarks.iter().flat_map(|r| wrapped(&shortened(r, most), self.options.label_width)).collect()
    }

    fn edge(&mut self, ends: (usize, usize), style: Style, arrow: Arrow, label: Label, tooltip: &str) {
        let Label { predicate, words, remarks } = label;
        let lines = self.remarked(&remarks);
        let look = Look { ends, style, arrow, remarks };
        let next = self.picture.edges.len();
        let place = *self.looks.entry(look).or_insert(next);
        if place == next {
            let (from, to) = ends;
            self.picture.edges.push(Edge { from, to, lines, style, arrow, tooltip: String::new() });
            self.labels.push(Vec::new());
        }
        let (Some(labels), Some(edge)) = (self.labels.get_mut(place), self.picture.edges.get_mut(place))
        else {
            return;
        };
        // one predicate in two tenses (*dismiss*, *dismissed*) is told once, as fully as it is said last
        let size = |words: &str| words.split_whitespace().count();
        match labels.iter_mut().find(|(of, known)| *of == predicate || *known == words) {
            _ if words.is_empty() => {}
            Some((_, known)) if size(known) <= size(&words) => *known = words,
            Some(_) => {}
            None => labels.push((predicate, words)),
        }
        let whole = &mut edge.tooltip;
        if !whole.contains(tooltip) {
            if !whole.is_empty() {
                whole.push('\n');
            }
            whole.push_str(tooltip);
        }
    }

    fn entity(&mut self, id: EntityId) -> usize {
        if let Some(&place) = self.entities.get(&id) {
            return place;
        }
        let place = self.picture.nodes.len();
        self.entities.insert(id, place);
        let node = match self.graph.entity(id) {
            Some(entity) => self.entity_node(entity),
            None => Node {
                key: format!("e{id}"),
                shape: Shape::Words,
                lines: Vec::new(),
                notes: Vec::new(),
                degree: 0,
                tooltip: String::new(),
            },
        };
        self.picture.nodes.push(node);
        place
    }

    fn entity_node(&self, entity: &EntityNode) -> Node {
        let label = shortened(&entity.label, self.options.most_characters);
        let lower = entity.label.to_lowercase();
        let mut notes: Vec<String> = Vec::new();
        let mut known: Vec<&str> = Vec::new();
        for role in self.roles.get(&entity.id).into_iter().flatten() {
            let role = without_article(role);
            let new = !lower.contains(&role.to_lowercase()) && !known.contains(&role);
            // a summary has room for one
            if new && (known.is_empty() || self.options.most_nodes.is_none()) {
                known.push(role);
                notes.extend(wrapped(
                    &shortened(role, self.options.most_characters),
                    self.options.label_width,
                ));
            }
        }
        let aliases = entity.aliases.join("; ");
        let also = if aliases.is_empty() { String::new() } else { format!("\nalso: {aliases}") };
        Node {
            key: format!("e{}", entity.id),
            shape: Shape::Entity(entity.kind, entity.named),
            lines: wrapped(&label, self.options.label_width),
            notes,
            degree: self.graph.degree(entity.id),
            tooltip: format!("{}: {}{also}", entity.kind, entity.label),
        }
    }

    fn words(&mut self, fact: &Fact<'g>, text: &str) -> usize {
        let label = shortened(text, self.options.most_characters);
        self.picture.nodes.push(Node {
            key: format!("t{}", fact.number),
            shape: Shape::Words,
            lines: wrapped(&label, self.options.label_width),
            notes: Vec::new(),
            degree: 1,
            tooltip: text.to_owned(),
        });
        self.picture.nodes.len().saturating_sub(1)
    }

    /// The parts of the picture that no edge joins, each with its nodes.
    fn parts(&self) -> Vec<Vec<usize>> {
        let mut sets = Sets::new(self.picture.nodes.len());
        for edge in &self.picture.edges {
            sets.join(edge.from, edge.to);
        }
        let mut parts: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for node in 0..self.picture.nodes.len() {
            parts.entry(sets.root(node)).or_default().push(node);
        }
        parts.into_values().collect()
    }

    /// What nothing joins but that one article tells of it is joined by the article.
    fn article(&mut self) {
        let parts = self.parts();
        if parts.len() < 2 {
            return;
        }
        let mut lines = Table::new(0_usize, self.picture.nodes.len());
        for edge in &self.picture.edges {
            for end in [edge.from, edge.to] {
                lines[end] = lines[end].saturating_add(1);
            }
        }
        let article = self.picture.nodes.len();
        self.picture.nodes.push(Node {
            key: "d0".to_owned(),
            shape: Shape::Article,
            lines: vec!["the article".to_owned()],
            notes: Vec::new(),
            degree: parts.len(),
            tooltip: self.graph.document().title.clone().unwrap_or_default(),
        });
        let style = Style { stroke: Stroke::Told, tone: Tone::Stated };
        for part in parts {
            let entity = |node: usize| {
                self.picture.nodes.get(node).is_some_and(|n| matches!(n.shape, Shape::Entity(..)))
            };
            let middle =
                part.iter().copied().max_by_key(|&node| (entity(node), lines[node], std::cmp::Reverse(node)));
            let Some(to) = middle else { continue };
            self.edge((article, to), style, Arrow::None, Label::default(), "");
        }
    }

    /// Thin lines from what stands for a relation to the relation's subject, with what it says; in whole pictures.
    fn references(&mut self) {
        if self.options.most_nodes.is_some_and(|most| self.picture.nodes.len() > most / 2) {
            return;
        }
        for entity in self.graph.entities() {
            let Some(&from) = self.entities.get(&entity.id) else { continue };
            for relation in entity.refers_to.iter().filter_map(|&id| self.graph.relation(id)) {
                let Some(&to) = self.entities.get(&relation.subject).filter(|&&to| to != from) else {
                    continue;
                };
                let said = format!("{} {}", relation.label, self.graph.text_of(&relation.object));
                let said = format!("= {}", shortened(&said, self.options.most_characters));
                let style = Style { stroke: Stroke::Reference, tone: Tone::Stated };
                self.picture.edges.push(Edge {
                    from,
                    to,
                    lines: wrapped(&said, self.options.label_width),
                    style,
                    arrow: Arrow::None,
                    tooltip: evidence(self.graph, relation),
                });
            }
        }
    }
}

/// What a relation says in full, and the sentences that say it.
fn evidence(graph: &KnowledgeGraph, relation: &Relation) -> String {
    let mut out = sentence(graph, relation);
    for q in &relation.qualifiers {
        let marker = if q.marker.is_empty() { String::new() } else { format!("{} ", q.marker) };
        let _ = write!(out, ", {}: {marker}{}", q.role.as_str(), graph.text_of(&q.value));
    }
    for evidence in &relation.evidence {
        if let Some(sentence) = graph.sentences().get(evidence.sentence) {
            let _ = write!(out, "\n“{}”", sentence.text);
        }
    }
    out
}
