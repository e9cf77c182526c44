//! The subject of a verb: its own, that of the verb it goes on, the noun it modifies, who is told to do it.

use super::adjunct_nouns::is_for_purpose;
use super::control::{behind_preposition, control};
use super::lists;
use super::verb_forms::is_passive;
use crate::entities::inverted_speaker;
use crate::lexicon::{OBJECT_CONTROL_MARKS, VOLITION_NOUNS, VOLITION_VERBS};
use crate::mentions::is_ranked;
use crate::morphology::{Upos, Xpos};
use crate::span::WordId;
use crate::syntax::{BaseRelation, Parsed, Subtype};

/// The word that is the subject of `head`: its own, or the one it shares with the clause it depends on.
pub(super) fn subject(parsed: &Parsed, head: WordId, depth: usize) -> Option<WordId> {
    let own = parsed
        .children(head)
        .iter()
        .copied()
        .filter(|&c| matches!(parsed.relation(c).base, BaseRelation::Nsubj | BaseRelation::Csubj))
        .filter(|&c| {
            parsed.relation(c).subtype != Subtype::Outer || parsed.child_by(head, BaseRelation::Cop).is_some()
        });
    // of two, the nearer (*the talks having failed, Berg left*)
    let own = own.clone().rfind(|&c| c < head).or_else(|| own.clone().next());
    if own.is_some() || depth > 8 {
        return own;
    }
    if let Some(speaker) = inverted_speaker(parsed, head) {
        return Some(speaker);
    }
    // *there is X*: X is the subject of no relation but its adjuncts'
    let Some(governor) = parsed.head(head) else { return listed(parsed, head) };
    let relation = parsed.relation(head);
    match relation.base {
        BaseRelation::Conj => subject(parsed, governor, depth.saturating_add(1)),
        BaseRelation::Xcomp => of_complement(parsed, head, governor, depth),
        BaseRelation::Advcl => of_adjunct(parsed, head, governor, depth),
        BaseRelation::Acl if relation.subtype != Subtype::Relcl && parsed.is_noun(governor) => {
            of_modifier(parsed, head, governor, depth)
        }
        BaseRelation::Parataxis if parsed.xpos(head) == Xpos::Vbg => {
            subject(parsed, governor, depth.saturating_add(1))
        }
        _ => None,
    }
}

/// *asked the crew to leave*, *called on Lund to resign*, *plans to leave*: the object leaves, or who is called on, or who plans.
fn of_complement(parsed: &Parsed, head: WordId, governor: WordId, depth: usize) -> Option<WordId> {
    let object = parsed
        .child_by(governor, BaseRelation::Obj)
        .or_else(|| parsed.child_by(governor, BaseRelation::Iobj));
    match object {
        Some(object) if control(parsed, governor) != Some("subject") => Some(object),
        _ if let Some((other, _)) = behind_preposition(parsed, governor, head) => Some(other),
        _ => subject(parsed, governor, depth.saturating_add(1)),
    }
}

/// The subject of a clause that says when, why or how.
fn of_adjunct(parsed: &Parsed, head: WordId, governor: WordId, depth: usize) -> Option<WordId> {
    let mark = parsed.children_by(head, BaseRelation::Mark).next();
    let finite = parsed.feature(head, "VerbForm") == Some("Fin");
    if finite && mark.is_some() {
        return None;
    }
    if let Some(found) = under_passive(parsed, head, governor) {
        return found;
    }
    if let Some((other, _)) = behind_preposition(parsed, governor, head) {
        return Some(other);
    }
    // *accused him of leaving*, *thanked him for leaving*: the object is the one who left
    let gerund = |w: WordId| parsed.xpos(w) == Xpos::Vbg;
    let of_object = (gerund(head) || parsed.children_by(head, BaseRelation::Aux).any(gerund))
        // *was fined a million for polluting the river*
        && !is_passive(parsed, governor)
        && mark.is_some_and(|m| OBJECT_CONTROL_MARKS.contains(parsed.lower(m)));
    let recipient = parsed.child_by(governor, BaseRelation::Iobj);
    let object =
        of_object.then(|| recipient.or_else(|| parsed.child_by(governor, BaseRelation::Obj))).flatten();
    object.or_else(|| subject(parsed, governor, depth.saturating_add(1)))
}

/// The subject of a clause that modifies a noun: the noun, where it is the one who does it.
fn of_modifier(parsed: &Parsed, head: WordId, noun: WordId, depth: usize) -> Option<WordId> {
    let infinitive = parsed.children_by(head, BaseRelation::Mark).any(|m| parsed.lower(m) == "to");
    // *gave the councils the power to decide*: they may decide
    let giver = parsed.head(noun).filter(|_| parsed.is(noun, BaseRelation::Obj));
    let recipient = giver.and_then(|g| parsed.child_by(g, BaseRelation::Iobj));
    if infinitive && recipient.is_some() {
        return recipient;
    }
    let gerund = parsed.children_by(head, BaseRelation::Mark).next().is_some();
    // *met in an attempt to persuade him*: who meets persuades
    if infinitive && parsed.is(noun, BaseRelation::Obl) && is_for_purpose(parsed, noun) {
        return parsed.head(noun).and_then(|verb| subject(parsed, verb, depth.saturating_add(1)));
    }
    if infinitive && let Some(owner) = whose_will(parsed, noun) {
        return Some(owner);
    }
    let ranked = infinitive && is_ranked(parsed, noun);
    let called_on = parsed.head(noun).and_then(|verb| behind_preposition(parsed, verb, head));
    (ranked || called_on.is_some_and(|(other, _)| other == noun) || !infinitive && !gerund).then_some(noun)
}

/// *the firm's plan to close the mill*, *an attempt by the crew to flee*, *announced plans to close it*: whose will it is that the
/// noun names.
fn whose_will(parsed: &Parsed, noun: WordId) -> Option<WordId> {
    if !VOLITION_NOUNS.contains(parsed.lower_lemma(noun)) {
        return None;
    }
    let owner = parsed.children_by(noun, BaseRelation::Nmod).find(|&c| {
        parsed.relation(c).subtype == Subtype::Poss || parsed.child_form(c, BaseRelation::Case) == "by"
    });
    let holder = || {
        let verb = parsed.head(noun).filter(|_| parsed.is(noun, BaseRelation::Obj))?;
        let holds = VOLITION_VERBS.contains(parsed.lemma(verb)) && !is_passive(parsed, verb);
        holds.then(|| subject(parsed, verb, 0)).flatten()
    };
    owner.or_else(holder)
}

/// `subject.under-passive`: *was used by rangers to spot poachers*: the agent spots; *is prepared by removing the rails*: nobody is
/// named who removes. `None` where the clause is neither.
fn under_passive(parsed: &Parsed, head: WordId, governor: WordId) -> Option<Option<WordId>> {
    if !is_passive(parsed, governor) {
        return None;
    }
    let mark = |word: &str| parsed.children_by(head, BaseRelation::Mark).any(|m| parsed.lower(m) == word);
    let agent = parsed
        .children_by(governor, BaseRelation::Obl)
        .find(|&o| parsed.relation(o).subtype == Subtype::Agent && parsed.upos(o) != Upos::Num);
    match agent {
        Some(agent) if mark("to") && agent < head => Some(Some(agent)),
        None if mark("by") && parsed.xpos(head) == Xpos::Vbg => Some(None),
        _ => None,
    }
}

/// The subject of a list's item that begins with a verb: that of the sentence above.
fn listed(parsed: &Parsed, verb: WordId) -> Option<WordId> {
    if parsed.head(verb).is_some() || !matches!(parsed.xpos(verb), Xpos::Vbg | Xpos::Vbd | Xpos::Vbn) {
        return None;
    }
    let above = parsed.root(lists::opener(parsed, parsed.sentence_of(verb))?)?;
    if parsed.upos(above) == Upos::Verb {
        return subject(parsed, above, 0);
    }
    parsed.is_noun(above).then_some(above)
}
