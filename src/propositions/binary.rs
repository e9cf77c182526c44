//! The binary view for open extraction: a line for each object and adjunct, all of them words of the sentence.

use super::arguments::{conjuncts, in_name, marker, phrase};
use super::confidence::{Confidence, Estimate};
use super::nominal::is_measure;
use super::types::{Argument, Proposition, PropositionKind, Qualifier, Role};
use crate::entities::Resolved;
use crate::morphology::Upos;
use crate::span::WordId;
use crate::syntax::{BaseRelation, Parsed};

/// A binary extraction: three runs of words of one sentence, in its order.
#[derive(Clone, Debug, PartialEq)]
pub struct Extraction {
    /// Words of the subject.
    pub subject: Vec<WordId>,
    /// Words of the relation; the object of the verb stands in it where the line is of an adjunct.
    pub relation: Vec<WordId>,
    /// Whether the relation is an `is` the sentence does not say.
    pub implied: bool,
    /// Words of the object.
    pub object: Vec<WordId>,
    /// Estimated probability that the line is right, 0 to 1.
    pub confidence: f32,
    /// What the line is of.
    pub kind: Estimate,
}

impl Extraction {
    /// Subject, relation and object as text; an implied `is` is printed `[is]`.
    #[must_use]
    pub fn texts(&self, parsed: &Parsed) -> [String; 3] {
        let join = |words: &[WordId]| words.iter().map(|&w| parsed.form(w)).collect::<Vec<_>>().join(" ");
        let relation = match (self.implied, self.relation.is_empty()) {
            (true, true) => "[is]".to_owned(),
            (true, false) => format!("[is] {}", join(&self.relation)),
            _ => join(&self.relation),
        };
        [join(&self.subject), relation, join(&self.object)]
    }
}

/// The lines of a proposition.
#[must_use]
pub fn binary(resolved: &Resolved, proposition: &Proposition) -> Vec<Extraction> {
    let parsed = resolved.parsed();
    // *but Sweden has not*: what it has not is no run of words behind it
    if proposition.predicate.implied && proposition.kind == PropositionKind::Clause {
        return Vec::new();
    }
    let subject = plain(parsed, &proposition.subject);
    let confidence = Confidence::of_lines(resolved);
    let line = |relation: Vec<WordId>, implied: bool, object: Vec<WordId>, kind: Estimate| Extraction {
        subject: subject.clone(),
        relation,
        implied,
        object,
        confidence: confidence.estimate(proposition, kind),
        kind,
    };
    let predicate = &proposition.predicate;
    let words = proposition.object.as_ref().map(|o| o.words.clone());
    match proposition.kind {
        PropositionKind::Title | PropositionKind::Apposition => {
            let said = words.filter(|_| predicate.words.is_empty());
            let title = || phrase(parsed, predicate.head);
            let said = said.or_else(|| (proposition.kind == PropositionKind::Title).then(title));
            said.map(|said| line(Vec::new(), true, said, Estimate::Object)).into_iter().collect()
        }
        PropositionKind::Including => {
            let led = predicate.preposition.clone();
            words.map(|words| line(led, false, words, Estimate::Object)).into_iter().collect()
        }
        PropositionKind::Office
        | PropositionKind::EventNoun
        | PropositionKind::Possessive
        | PropositionKind::Demonym
        | PropositionKind::Metonym
        | PropositionKind::Nested => Vec::new(),
        _ => of_clause(parsed, proposition, &line),
    }
}

/// The lines of a clause: one for its object, one for each adjunct.
fn of_clause(
    parsed: &Parsed,
    proposition: &Proposition,
    line: &impl Fn(Vec<WordId>, bool, Vec<WordId>, Estimate) -> Extraction,
) -> Vec<Extraction> {
    let predicate = &proposition.predicate;
    let mut found = Vec::new();
    let mut verb = predicate.words.clone();
    if let Some(object) = &proposition.object {
        let words = plain(parsed, object);
        let words: Vec<WordId> = words.into_iter().filter(|w| !verb.contains(w)).collect();
        found.push(line(verb.clone(), false, words.clone(), Estimate::Object));
        nested(parsed, object, &verb, line, &mut found, false);
        if !object.clausal {
            verb.extend(words);
        }
    }
    let completing = proposition.qualifiers.iter().find(|q| completes(parsed, proposition, q));
    for qualifier in proposition.qualifiers.iter().filter(|q| !q.argument.clausal || !q.marker.is_empty()) {
        let bare = qualifier.marker.is_empty();
        // *the warehouse where …*: no word leads to it
        let outside = parsed.is_within(predicate.head, qualifier.argument.head);
        // *an hour later*, but no adverb alone
        let lone = qualifier.argument.words.len() == 1 && parsed.upos(qualifier.argument.head) == Upos::Adv;
        if bare && (outside || lone) {
            continue;
        }
        let given = parsed.is(qualifier.argument.head, BaseRelation::Iobj);
        let mut relation = if given { predicate.words.clone() } else { verb.clone() };
        // *was in an accident in* | *May*
        if let Some(first) = completing.filter(|f| {
            f.argument.head != qualifier.argument.head
                && (qualifier.role == Role::Time || f.argument.head == predicate.head)
        }) {
            relation.extend(&first.marker);
            relation.extend(plain(parsed, &first.argument));
        }
        relation.extend(&qualifier.marker);
        let words = plain(parsed, &qualifier.argument);
        found.push(line(relation.clone(), false, words, Estimate::Adjunct));
        nested(parsed, &qualifier.argument, &relation, line, &mut found, true);
    }
    // *the partner would* | *retire*
    if found.is_empty() && proposition.qualifiers.is_empty() && proposition.object.is_none() && verb.len() > 1
    {
        let (said, before): (Vec<WordId>, Vec<WordId>) = verb.iter().partition(|&&w| w >= predicate.head);
        found.push(line(before, false, said, Estimate::Object));
    }
    found.retain(|e| !e.object.is_empty() && (e.implied || !e.relation.is_empty()) && !e.subject.is_empty());
    found
}

/// Whether the verb without object says nothing before this adjunct is said: what the copula predicates with a
/// preposition, and what follows the verb at once and is neither when nor where (*belonged to a club in 1912*).
fn completes(parsed: &Parsed, proposition: &Proposition, qualifier: &Qualifier) -> bool {
    let predicate = &proposition.predicate;
    let follows = predicate.words.last().zip(qualifier.marker.first()).is_some_and(|(v, m)| v.next() == *m);
    let elsewhere = !matches!(qualifier.role, Role::Time | Role::Place);
    proposition.object.is_none()
        && !qualifier.argument.clausal
        && (qualifier.argument.head == predicate.head
            && parsed.child_by(predicate.head, BaseRelation::Cop).is_some()
            || follows && elsewhere)
}

/// A line for each modifier with preposition inside an argument: `had plans for | the harbour`.
fn nested(
    parsed: &Parsed,
    argument: &Argument,
    relation: &[WordId],
    line: &impl Fn(Vec<WordId>, bool, Vec<WordId>, Estimate) -> Extraction,
    found: &mut Vec<Extraction>,
    adjunct: bool,
) {
    if argument.clausal {
        return;
    }
    for child in parsed.children_by(argument.head, BaseRelation::Nmod).filter(|&c| c > argument.head) {
        let prepositions = marker(parsed, child);
        let of = prepositions.first().is_some_and(|&p| parsed.lower(p) == "of");
        // an object has its phrase with *of* in it; what is counted and what is part of a name is no fact of its own
        if of && (!adjunct || is_measure(parsed, argument.head)) || in_name(parsed, argument.head, child) {
            continue;
        }
        let first = prepositions.first().map(|&p| parsed.lower(p));
        if first.is_none_or(|p| matches!(p, "including" | "such")) {
            continue;
        }
        for head in conjuncts(parsed, child) {
            let object = phrase(parsed, head);
            let mut outer: Vec<WordId> = relation.to_vec();
            let own = argument
                .words
                .iter()
                .copied()
                .filter(|w| !parsed.is_within(*w, child) && !prepositions.contains(w));
            outer.extend(own);
            outer.extend(&prepositions);
            found.push(line(outer, false, object, Estimate::Nested));
        }
    }
}

/// The words of an argument without quotation marks.
fn plain(parsed: &Parsed, argument: &Argument) -> Vec<WordId> {
    let quote = |w: WordId| matches!(parsed.form(w), "“" | "”" | "\"" | "``" | "''");
    argument.words.iter().copied().filter(|&w| !quote(w)).collect()
}
