//! A fact that no verb states, and what leads to its arguments.

use super::arguments::nominal;
use super::types::{Argument, Modality, Polarity, Predicate, PropositionKind, Qualifier};
use crate::entities::Resolved;
use crate::lexicon::{self, WordMap};
use crate::span::WordId;

/// A nominal fact before its attribution is known.
pub(super) struct NominalFact {
    pub(super) at: WordId,
    pub(super) kind: PropositionKind,
    pub(super) rule: &'static str,
    pub(super) subject: Argument,
    pub(super) predicate: Predicate,
    pub(super) object: Argument,
    pub(super) qualifiers: Vec<Qualifier>,
    pub(super) modality: Modality,
    pub(super) polarity: Polarity,
}

pub(super) fn fact(
    resolved: &Resolved,
    at: WordId,
    kind: PropositionKind,
    subject: Argument,
    predicate: Predicate,
    object: WordId,
) -> NominalFact {
    let object = nominal(resolved, object);
    NominalFact {
        at,
        kind,
        rule: rule(kind),
        subject,
        predicate,
        object,
        qualifiers: Vec::new(),
        modality: Modality::Actual,
        polarity: Polarity::Affirmative,
    }
}

/// The name of the construction, where its kind has but one.
fn rule(kind: PropositionKind) -> &'static str {
    match kind {
        PropositionKind::Title => "nominal/office-before-name",
        PropositionKind::Office => "nominal/office-of",
        PropositionKind::EventNoun => "nominal/act",
        PropositionKind::Including => "nominal/including",
        PropositionKind::Apposition => "nominal/description-beside-name",
        _ => "nominal/phrase",
    }
}

/// Prepositions behind nouns: whether they lead to whom an office is held for, and to what an act is done to.
static NOUN_PREPOSITIONS: WordMap<Vec<&'static str>> = WordMap::new(|| {
    lexicon::rows(include_str!("../../data/words/noun_prepositions.tsv"))
        .filter_map(|row| Some((*row.first()?, row)))
        .collect()
});

/// Whether the preposition leads to an argument, by the column of `noun_prepositions.tsv`.
pub(super) fn leads(preposition: &str, column: usize) -> bool {
    NOUN_PREPOSITIONS.get(preposition).is_some_and(|row| row.get(column) == Some(&"yes"))
}
