//! Entities that stand for what a clause says, or for an act: which propositions those are, and what to call them.

use super::values::words_text;
use crate::entities::{Entity, Resolved};
use crate::mentions::Form;
use crate::propositions::{Proposition, PropositionKind, Propositions, clausal};
use crate::span::{EntityId, MentionId, WordId};
use crate::syntax::BaseRelation;
use rustc_hash::FxHashMap;

/// What each entity stands for.
pub(super) struct References<'r> {
    resolved: &'r Resolved,
    propositions: &'r [Proposition],
    /// The propositions of a clause, by its predicate.
    of_clause: FxHashMap<WordId, Vec<usize>>,
    /// The propositions that a noun of an act gives, by the noun.
    of_noun: FxHashMap<WordId, Vec<usize>>,
}

/// Whether the proposition was read from a clause.
fn is_clausal(kind: PropositionKind) -> bool {
    matches!(
        kind,
        PropositionKind::Clause
            | PropositionKind::Copula
            | PropositionKind::Relative
            | PropositionKind::Participle
            | PropositionKind::Infinitive
            | PropositionKind::Existential
    )
}

impl<'r> References<'r> {
    pub(super) fn new(resolved: &'r Resolved, propositions: &'r Propositions) -> Self {
        let propositions = propositions.all.as_slice();
        let (mut heads, mut words, mut of_noun) =
            (FxHashMap::default(), FxHashMap::default(), FxHashMap::default());
        for (i, proposition) in propositions.iter().enumerate() {
            let predicate = &proposition.predicate;
            if is_clausal(proposition.kind) {
                push(&mut heads, predicate.head, i);
                predicate.words.iter().for_each(|&w| push(&mut words, w, i));
            } else if proposition.kind == PropositionKind::EventNoun {
                push(&mut of_noun, predicate.head, i);
            }
        }
        // *decided to close the port* is one predicate, and *decided* stands for it
        for (word, of) in words {
            heads.entry(word).or_insert(of);
        }
        Self { resolved, propositions, of_clause: heads, of_noun }
    }

    /// The propositions that an entity stands for, by their places.
    fn of(&self, entity: &Entity) -> Vec<usize> {
        let head = |&m: &MentionId| self.resolved.mentioned.mention(m).head;
        let nouns = entity.mentions.iter().map(head).filter_map(|w| self.of_noun.get(&w));
        let clause = entity.clause.and_then(|c| self.of_clause.get(&c));
        let mut found: Vec<usize> = clause.into_iter().chain(nouns).flatten().copied().collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The entities that stand for propositions, each with their places.
    pub(super) fn all(&self) -> impl Iterator<Item = (EntityId, impl Iterator<Item = usize>)> {
        let entities = self.resolved.entities.iter().filter(|e| !e.named);
        entities
            .map(|e| (e.id, self.of(e)))
            .filter(|(_, of)| !of.is_empty())
            .map(|(id, of)| (id, of.into_iter()))
    }

    /// What to call the entity: where it has pronouns only, what the clause says.
    pub(super) fn label(&self, entity: &Entity) -> String {
        let pronoun = |&m: &MentionId| self.resolved.mentioned.mention(m).form == Form::Pronoun;
        let Some(clause) = entity.clause.filter(|_| entity.mentions.iter().all(pronoun)) else {
            return entity.label.clone();
        };
        let parsed = self.resolved.parsed();
        let said = self.of_clause.get(&clause).and_then(|of| self.propositions.get(*of.first()?));
        let mut words = match said {
            Some(p) => {
                let object = p.object.iter().flat_map(|o| &o.words);
                let predicate = p.predicate.words.iter().chain(&p.predicate.preposition);
                let mut words: Vec<WordId> =
                    p.subject.words.iter().chain(predicate).chain(object).copied().collect();
                words.sort_unstable();
                words.dedup();
                words
            }
            None => clausal(self.resolved, clause).words,
        };
        let mark = |w: &WordId| parsed.is(*w, BaseRelation::Mark) && parsed.head(*w) == Some(clause);
        let marks = words.iter().take_while(|w| mark(w)).count();
        words.drain(..marks);
        words_text(self.resolved, &words)
    }
}

fn push(map: &mut FxHashMap<WordId, Vec<usize>>, word: WordId, place: usize) {
    map.entry(word).or_default().push(place);
}
