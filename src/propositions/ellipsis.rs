//! Ellipsis of the verb: *Norway has agreed, but Sweden has not*; *Lund attended, as did Berg* (Hankamer and Sag 1976).

use super::arguments::{conjuncts, nominal};
use super::clause::{Clause, clause};
use super::modality;
use super::types::PropositionKind;
use crate::entities::Resolved;
use crate::morphology::Upos;
use crate::span::WordId;
use crate::syntax::{BaseRelation, Parsed};

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
    let denial = |&w: &WordId| modality::denies(parsed, w, "adverb");
    let mut denials: Vec<WordId> = parsed.children(auxiliary).iter().copied().filter(denial).collect();
    // *Sweden has not, asking for time*: right behind the auxiliary it is its own, wherever the tree hangs it
    let next = WordId(auxiliary.0.saturating_add(1));
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

/// The verb that an auxiliary without one stands for.
pub(super) fn elided_verb(parsed: &Parsed, auxiliary: WordId) -> Option<WordId> {
    let beside = parsed.is(auxiliary, BaseRelation::Conj) || parsed.is(auxiliary, BaseRelation::Parataxis);
    let likewise = parsed.is(auxiliary, BaseRelation::Advcl)
        && parsed.children_by(auxiliary, BaseRelation::Mark).any(|m| parsed.lower(m) == "as");
    let alone = match parsed.upos(auxiliary) {
        Upos::Aux => true,
        Upos::Verb => parsed.lemma(auxiliary) == "do",
        _ => false,
    };
    let complete = parsed.children(auxiliary).iter().any(|&c| {
        matches!(
            parsed.relation(c).base,
            BaseRelation::Obj
                | BaseRelation::Xcomp
                | BaseRelation::Ccomp
                | BaseRelation::Obl
                | BaseRelation::Aux
        )
    });
    let verb = parsed.head(auxiliary).filter(|&v| parsed.upos(v) == Upos::Verb && v < auxiliary)?;
    ((beside || likewise) && alone && !complete).then_some(verb)
}
