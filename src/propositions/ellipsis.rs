//! Ellipsis of the verb: *Norway has agreed, but Sweden has not*; *Lund attended, as did Berg* (Hankamer and Sag 1976).

use super::arguments::{conjuncts, nominal};
use super::auxiliaries::elided_verb;
use super::clause::{Clause, clause};
use super::negation::denies;
use super::types::PropositionKind;
use crate::entities::Resolved;
use crate::span::WordId;
use crate::syntax::BaseRelation;

/// The clause of an auxiliary that stands alone: its own subject does, or does not, what the verb above says.
pub(super) fn elided(resolved: &Resolved, auxiliary: WordId) -> Option<Clause> {
    let parsed = resolved.parsed();
    let verb = elided_verb(parsed, auxiliary)?;
    let subject = parsed.child_by(auxiliary, BaseRelation::Nsubj)?;
    let mut whole = clause(resolved, verb)?;
    if whole.kind != PropositionKind::Clause || whole.subjects.iter().any(|s| s.head == subject) {
        return None;
    }
    whole.head = auxiliary;
    whole.subjects = conjuncts(parsed, subject).into_iter().map(|s| nominal(resolved, s)).collect();
    // what stands behind the auxiliary is its own, and the times of the first are not the second's
    whole.qualifiers.retain(|q| q.argument.head < auxiliary && q.marker.is_empty() && !q.argument.clausal);
    let denial = |&w: &WordId| denies(parsed, w, "adverb");
    let mut denials: Vec<WordId> = parsed.children(auxiliary).iter().copied().filter(denial).collect();
    // *Sweden has not, asking for time*: right behind the auxiliary it is its own, wherever the tree hangs it
    let next = auxiliary.next();
    if denials.is_empty() && next.index() < parsed.len() && denial(&next) {
        denials.push(next);
    }
    let predicate = &mut whole.predicate;
    let mut shown: Vec<&str> = Vec::new();
    if !denials.is_empty() {
        shown.push(parsed.form(auxiliary));
        shown.extend(denials.iter().map(|&w| parsed.form(w)));
    }
    let does = !denials.is_empty() && parsed.lemma(auxiliary) == "do";
    shown.push(if does { parsed.lemma(verb) } else { parsed.form(verb) });
    predicate.label = shown.join(" ").replace(" n't", "n't").replace(" n’t", "n’t");
    predicate.words = vec![verb, auxiliary];
    predicate.words.extend(denials);
    predicate.words.sort_unstable();
    predicate.implied = true;
    Some(whole)
}
