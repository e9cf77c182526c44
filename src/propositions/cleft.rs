//! Clefts: *It was Lund who signed the treaty* says what *Lund signed the treaty* says (Jespersen 1937; Lambrecht 2001).

use super::arguments;
use super::arguments::marker;
use super::negation::denies;
use super::qualifiers::role_of;
use super::types::{Argument, PropositionKind, Qualifier};
use crate::entities::Resolved;
use crate::mentions::cleft;
use crate::span::WordId;
use crate::syntax::{BaseRelation, Parsed};

/// The word that a cleft brings to the fore, where `verb` is the verb of its second half.
pub(super) fn focus(parsed: &Parsed, verb: WordId) -> Option<WordId> {
    let head = parsed.head(verb).filter(|_| parsed.is(verb, BaseRelation::Acl))?;
    (cleft(parsed, head) == Some(verb)).then_some(head)
}

/// What a pseudo-cleft brings to the fore, where `verb` is the verb of its first half (*What he wants is peace*).
pub(super) fn pseudo(parsed: &Parsed, verb: WordId) -> Option<WordId> {
    let what =
        parsed.head(verb).filter(|&w| parsed.is(verb, BaseRelation::Acl) && parsed.lower(w) == "what")?;
    let focus = parsed.head(what).filter(|_| parsed.is(what, BaseRelation::Nsubj))?;
    let stated = parsed.child_by(focus, BaseRelation::Cop).is_some()
        && parsed.is_noun(focus)
        && marker(parsed, focus).is_empty()
        && parsed.children_by(focus, BaseRelation::Advmod).all(|a| !denies(parsed, a, "adverb"));
    stated.then_some(focus)
}

/// Puts what the cleft that ends with the clause of `head` brings to the fore where it belongs (*It was in Oslo that they
/// met*), and gives the clause's kind; `None` where it is no cleft's.
pub(super) fn join(
    resolved: &Resolved,
    head: WordId,
    objects: &mut Vec<Argument>,
    qualifiers: &mut Vec<Qualifier>,
) -> Option<PropositionKind> {
    let parsed = resolved.parsed();
    let focus = focus(parsed, head)?;
    let prepositions = marker(parsed, focus);
    if !prepositions.is_empty() {
        objects.retain(|o| o.head != focus);
        qualifiers.retain(|q| q.argument.head != focus);
        let role = role_of(resolved, focus, &prepositions);
        let argument = arguments::nominal(resolved, focus);
        qualifiers.push(Qualifier { role, marker: prepositions, argument });
    }
    Some(PropositionKind::Clause)
}
