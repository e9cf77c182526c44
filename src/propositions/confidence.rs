//! How sure a proposition is, from the parser's confidence and the construction it was read from.

use super::types::{Proposition, PropositionKind};
use crate::morphology::Upos;
use crate::syntax::Parsed;

/// An estimate between 0 and 1: the parser's mean confidence over the words that make the fact, times a prior of the
/// construction. Higher is surer; the value is no calibrated probability.
pub(super) fn estimate(parsed: &Parsed, proposition: &Proposition) -> f32 {
    let heads = [
        Some(proposition.predicate.head),
        Some(proposition.subject.head),
        proposition.object.as_ref().map(|o| o.head),
    ];
    let (mut sum, mut count) = (0.0, 0.0);
    for head in heads.into_iter().flatten() {
        sum += parsed.dependencies[head.index()].confidence;
        count += 1.0;
    }
    let prior = match proposition.kind {
        PropositionKind::Title | PropositionKind::Apposition | PropositionKind::Including => 0.95,
        PropositionKind::Clause | PropositionKind::Office | PropositionKind::Copula => 0.9,
        PropositionKind::Relative | PropositionKind::EventNoun => 0.85,
        PropositionKind::Participle | PropositionKind::Possessive | PropositionKind::Existential => 0.8,
        PropositionKind::Infinitive | PropositionKind::Nested => 0.75,
    };
    let pronoun =
        proposition.subject.mention.is_none() && parsed.upos(proposition.subject.head) == Upos::Pron;
    (sum / f32::max(count, 1.0) * prior * if pronoun { 0.7 } else { 1.0 }).clamp(0.01, 0.99)
}
