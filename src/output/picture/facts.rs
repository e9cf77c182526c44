//! Which relations of a graph are drawn, and what each of them looks like.

use super::super::wording::{names_its_modality, repeats_its_verb, wording};
use super::{Arrow, Stroke, Style, Tone};
use crate::graph::iri::is_measure;
use crate::graph::{KnowledgeGraph, Relation, Value};
use crate::lexicon::{self, WordSet};
use crate::mentions::Kind;
use crate::propositions::{Modality, Polarity, PropositionKind};
use crate::span::EntityId;
use rustc_hash::{FxHashMap, FxHashSet};

static PREPOSITIONS: WordSet =
    WordSet::new(|| lexicon::set(include_str!("../../../data/words/prepositions.tsv")));

/// What a drawn relation points to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Target<'g> {
    Entity(EntityId),
    Words(&'g str),
    /// Nothing: the clause has no object, or says only what its subject is.
    None,
}

/// A relation that is drawn.
#[derive(Clone, Debug)]
pub struct Fact<'g> {
    /// Its place among the graph's relations; of ties, behind all of them.
    pub number: usize,
    pub relation: &'g Relation,
    pub subject: EntityId,
    pub label: String,
    pub target: Target<'g>,
    pub style: Style,
    pub arrow: Arrow,
    /// Who says it, where that is no end of the relation.
    pub source: Option<&'g str>,
    /// Whether it is no relation by itself: see [`ties`].
    pub tie: bool,
}

impl Fact<'_> {
    /// The sentence it stands in first.
    pub fn place(&self) -> Option<(usize, usize)> {
        self.relation.evidence.first().map(|evidence| (evidence.document, evidence.sentence))
    }
}

fn style(relation: &Relation) -> Style {
    let stroke = match relation.modality {
        Modality::Actual => Stroke::Actual,
        Modality::Planned => Stroke::Planned,
        Modality::Possible | Modality::Demanded | Modality::Conditional => Stroke::Open,
    };
    // what the article takes as true is more than its source's word
    let tone = match relation.polarity {
        Polarity::Negative => Tone::Denied,
        Polarity::Affirmative if relation.attribution.is_some() && !relation.presupposed => Tone::Said,
        Polarity::Affirmative => Tone::Stated,
    };
    Style { stroke, tone }
}

/// Those who can do something with each other.
fn is_partner(kind: Kind) -> bool {
    matches!(kind, Kind::Person | Kind::Organization | Kind::Group | Kind::Place)
}

/// Whether the label ends in a preposition that leads to no partner (*met in*), as *with* and *to* do (*is married to*).
fn leads_elsewhere(label: &str) -> bool {
    let last = label.split_whitespace().last().unwrap_or_default().to_lowercase();
    label.contains(' ')
        && PREPOSITIONS.contains(last.as_str())
        && !matches!(last.as_str(), "with" | "to" | "from" | "against" | "between")
}

/// Whether it holds both ways, between partners: *met the minister*, not *met resistance*.
pub fn is_mutual(graph: &KnowledgeGraph, relation: &Relation) -> bool {
    let kind = |id: EntityId| graph.entity(id).map(|entity| entity.kind).filter(|kind| is_partner(*kind));
    let Some((subject, object)) = kind(relation.subject).zip(relation.object.entity().and_then(kind)) else {
        return false;
    };
    // people meet in a place, places of one rank meet each other
    relation.symmetric
        && !leads_elsewhere(&relation.label)
        && (subject == Kind::Place) == (object == Kind::Place)
}

/// What a relation says of its subject in words: *the newspaper*, *Judge*.
pub fn role(relation: &Relation) -> Option<&str> {
    let Value::Text(text) = &relation.object else { return None };
    let says_what_it_is =
        matches!(relation.construction, PropositionKind::Title | PropositionKind::Apposition);
    (says_what_it_is && relation.is_asserted() && !text.trim().is_empty()).then_some(text)
}

/// Whether it is one word that leads from one thing to another (*of*, *in*).
pub fn is_preposition(word: &str) -> bool {
    PREPOSITIONS.contains(word) || word == "of"
}

/// Whether an entity's description says the relation already: *members of the union* are *members of* it.
pub fn says_itself(graph: &KnowledgeGraph, relation: &Relation) -> bool {
    let Some(subject) = graph.entity(relation.subject).filter(|entity| !entity.named) else { return false };
    let said: Vec<String> = subject.label.split_whitespace().map(str::to_lowercase).collect();
    let label: Vec<String> = relation.label.split_whitespace().map(str::to_lowercase).collect();
    let bare = label.iter().all(|word| is_preposition(word));
    relation.polarity == Polarity::Affirmative
        && !label.is_empty()
        && label.iter().filter(|word| bare || !is_preposition(word)).all(|word| said.contains(word))
}

/// What of an article's sentence relations say that are somebody's word, by source and sentence.
type Reported<'g> = FxHashMap<(EntityId, usize, usize), Vec<&'g Relation>>;

fn reported(graph: &KnowledgeGraph) -> Reported<'_> {
    let mut out: Reported<'_> = FxHashMap::default();
    for relation in graph.relations() {
        let Some(source) = relation.attribution.as_ref().and_then(Value::entity) else { continue };
        for evidence in &relation.evidence {
            out.entry((source, evidence.document, evidence.sentence)).or_default().push(relation);
        }
    }
    out
}

/// Whether the relation is *X said that …* and what X said is a relation of the graph by itself.
fn only_reports(graph: &KnowledgeGraph, relation: &Relation, reported: &Reported<'_>) -> bool {
    let Value::Text(text) = &relation.object else { return false };
    relation.evidence.iter().any(|evidence| {
        let key = (relation.subject, evidence.document, evidence.sentence);
        reported.get(&key).is_some_and(|said| {
            said.iter().any(|fact| {
                // the verb of what was said is among the words said
                let label = fact.label.split_whitespace().last().unwrap_or_default();
                let object = graph.text_of(&fact.object);
                text.contains(label) || !object.is_empty() && text.contains(object)
            })
        })
    })
}

/// The relations a picture shows, in their order. Roles in words are not among them: their subjects bear them.
pub fn drawn<'g>(graph: &'g KnowledgeGraph, texts: bool) -> Vec<Fact<'g>> {
    let reported = reported(graph);
    let mut out = Vec::new();
    for (number, relation) in graph.relations().enumerate() {
        let target = match &relation.object {
            Value::Entity(id) => Target::Entity(*id),
            Value::Text(_) if !texts || role(relation).is_some() => continue,
            Value::Text(_) if only_reports(graph, relation, &reported) => continue,
            Value::Text(_) if repeats_its_verb(relation) => Target::None,
            Value::Text(text) => Target::Words(text),
        };
        let source = relation.attribution.as_ref().filter(|_| !relation.presupposed);
        let own = |source: &&Value| source.entity().is_none_or(|id| id != relation.subject);
        out.push(Fact {
            number,
            relation,
            subject: relation.subject,
            label: wording(graph, relation),
            target,
            style: style(relation),
            arrow: if is_mutual(graph, relation) { Arrow::Both } else { Arrow::Forward },
            source: source.filter(own).map(|source| graph.text_of(source)),
            tie: false,
        });
    }
    out
}

/// The facts without those that are only somebody's word where the article states the same.
pub fn without_echoes<'g>(facts: &[Fact<'g>]) -> Vec<Fact<'g>> {
    let says = |fact: &Fact<'g>| match fact.target {
        Target::Entity(object) => {
            let mutual = fact.arrow == Arrow::Both && object < fact.subject;
            let ends = if mutual { (object, fact.subject) } else { (fact.subject, object) };
            Some((ends, fact.relation.full_predicate().into_owned(), fact.style.stroke))
        }
        _ => None,
    };
    let stated: FxHashSet<_> =
        facts.iter().filter(|fact| fact.style.tone == Tone::Stated).filter_map(says).collect();
    let echo =
        |fact: &&Fact<'g>| fact.style.tone == Tone::Said && says(fact).is_some_and(|it| stated.contains(&it));
    facts.iter().filter(|fact| !echo(fact)).cloned().collect()
}

/// What else joins entities, for where no relation does: who speaks and what of, who acts and where or with what.
pub fn ties<'g>(graph: &'g KnowledgeGraph, facts: &[Fact<'g>]) -> Vec<Fact<'g>> {
    let measure = |id: EntityId| graph.entity(id).is_none_or(|entity| is_measure(entity.kind));
    let mut out: Vec<Fact<'g>> = Vec::new();
    let first = graph.relations().count();
    for fact in facts {
        let relation = fact.relation;
        let object = relation.object.entity();
        let mut tie = |subject: EntityId, label: String, to: EntityId, style, source| {
            let number = first.saturating_add(out.len());
            let (target, arrow) = (Target::Entity(to), Arrow::Forward);
            out.push(Fact { number, relation, subject, label, target, style, arrow, source, tie: true });
        };
        for qualifier in relation.qualifiers.iter().filter(|qualifier| !qualifier.marker.is_empty()) {
            let Some(id) = qualifier.value.entity().filter(|&id| !measure(id)) else { continue };
            let between = if fact.target == Target::None { "" } else { " …" };
            let label = format!("{}{between} {}", fact.label, qualifier.marker.to_lowercase());
            if id != relation.subject && Some(id) != object {
                tie(relation.subject, label, id, fact.style, fact.source);
            }
        }
        let speaker = relation.attribution.as_ref().filter(|_| !relation.presupposed).and_then(Value::entity);
        if let Some(speaker) = speaker.filter(|&speaker| speaker != relation.subject) {
            let style = Style { stroke: Stroke::Actual, tone: Tone::Stated };
            tie(speaker, "speaks of".to_owned(), relation.subject, style, None);
        }
    }
    out
}

/// What is written beside a line that its look does not say: which of the dotted kinds it is, and who says so.
pub fn remarks(fact: &Fact<'_>) -> Vec<String> {
    let mut out = Vec::new();
    if fact.style.stroke == Stroke::Open && !names_its_modality(&fact.label) {
        out.push(format!("({})", fact.relation.modality.as_str()));
    }
    out.extend(fact.source.map(|source| format!("says {source}")));
    out
}
