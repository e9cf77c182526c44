//! What the form of a verb tells of its clause: passive, infinitive, imperative, participle.

use crate::morphology::{Upos, Xpos};
use crate::span::WordId;
use crate::syntax::{BaseRelation, Parsed, Subtype};

/// Whether the subject of the verb suffers what it says.
pub(super) fn is_passive(parsed: &Parsed, verb: WordId) -> bool {
    parsed.children(verb).iter().any(|&c| parsed.relation(c).subtype == Subtype::Pass)
}

pub(super) fn is_infinitive(parsed: &Parsed, predicate: WordId) -> bool {
    // *admitted to being there*: before a gerund it is a preposition
    let gerund = parsed.xpos(predicate) == Xpos::Vbg
        || parsed.children(predicate).iter().any(|&c| {
            matches!(parsed.relation(c).base, BaseRelation::Cop | BaseRelation::Aux)
                && parsed.xpos(c) == Xpos::Vbg
        });
    !gerund && parsed.children_by(predicate, BaseRelation::Mark).any(|m| parsed.lower(m) == "to")
}

/// *insisted that it had been paid*, but not *insisted that it be paid*: the verb or its first auxiliary has a form that only facts have.
pub(super) fn is_indicative(parsed: &Parsed, predicate: WordId) -> bool {
    let auxiliaries = parsed.children(predicate).iter().copied().filter(|&c| {
        c < predicate && matches!(parsed.relation(c).base, BaseRelation::Aux | BaseRelation::Cop)
    });
    let first = auxiliaries.clone().next().unwrap_or(predicate);
    let foretold = matches!(parsed.lower(first), "will" | "would");
    foretold || matches!(parsed.xpos(first), Xpos::Vbd | Xpos::Vbz)
}

/// A bare verb at the root without subject.
pub(super) fn imperative(parsed: &Parsed, predicate: WordId) -> bool {
    parsed.upos(predicate) == Upos::Verb
        && parsed.feature(predicate, "Mood") == Some("Imp")
        && parsed.child_by(predicate, BaseRelation::Nsubj).is_none()
}

/// Whether a complement clause is no more than a participle (*denies selling data*).
pub(super) fn reduced(parsed: &Parsed, clause: WordId) -> bool {
    parsed.xpos(clause) == Xpos::Vbg
        && parsed.child_by(clause, BaseRelation::Nsubj).is_none()
        && parsed.child_by(clause, BaseRelation::Aux).is_none()
}

/// Whether a form of *be* stands before the *to* of the infinitive.
pub(super) fn is_to(parsed: &Parsed, predicate: WordId) -> bool {
    let to = parsed.children_by(predicate, BaseRelation::Mark).find(|&m| parsed.lower(m) == "to");
    let be = |w: WordId| parsed.lemma(w) == "be" && to.is_some_and(|to| w.0.saturating_add(1) == to.0);
    parsed
        .children(predicate)
        .iter()
        .any(|&c| matches!(parsed.relation(c).base, BaseRelation::Cop | BaseRelation::Aux) && be(c))
}
