//! What verbs side by side share, and what parts them.

use crate::morphology::Upos;
use crate::span::WordId;
use crate::syntax::{BaseRelation, Parsed};

/// `coordination.shared-adjunct`: *was sold and painted in Porto*, *was robbed and beaten by guards*: what follows the last of the
/// verbs with nothing between them, and hangs on another, belongs to this one, too; of what hangs on the last, who acts does.
pub(super) fn shared_adjuncts(parsed: &Parsed, verb: WordId) -> Vec<WordId> {
    let first = parsed.head(verb).filter(|_| parsed.is(verb, BaseRelation::Conj)).unwrap_or(verb);
    let others: Vec<WordId> = parsed
        .children_by(first, BaseRelation::Conj)
        .filter(|&v| parsed.upos(v) == Upos::Verb && parsed.xpos(v) == parsed.xpos(verb))
        .collect();
    let Some(last) = others.iter().copied().max().filter(|_| parsed.upos(verb) == Upos::Verb) else {
        return Vec::new();
    };
    let light =
        |w: WordId| matches!(parsed.upos(w), Upos::Punct | Upos::Cconj | Upos::Adv) || others.contains(&w);
    let tight = first.next().until(last).all(light);
    let own = parsed.child_by(last, BaseRelation::Nsubj).is_some();
    if !tight || own || parsed.xpos(first) != parsed.xpos(verb) {
        return Vec::new();
    }
    let other = if verb == last { first } else { last };
    let acts = |o: WordId| parsed.child_form(o, BaseRelation::Case) == "by";
    let behind = parsed.children_by(other, BaseRelation::Obl).filter(|&o| o > last);
    behind.filter(|&o| verb == last || other == last && acts(o)).collect()
}

/// `coordination.shared-object`: *seized and looted the depot*, *helped rebuild and modernise the port*: verbs with nothing between
/// them but commas, conjunctions and adverbs share the object behind the last, wherever the tree hangs it.
pub(super) fn shared_object(parsed: &Parsed, verb: WordId) -> Option<WordId> {
    if parsed.upos(verb) != Upos::Verb || parsed.child_by(verb, BaseRelation::Ccomp).is_some() {
        return None;
    }
    let first = parsed.head(verb).filter(|_| parsed.is(verb, BaseRelation::Conj)).unwrap_or(verb);
    let row: Vec<WordId> = std::iter::once(first)
        .chain(parsed.children_by(first, BaseRelation::Conj))
        .filter(|&v| parsed.upos(v) == Upos::Verb)
        .collect();
    let last = row.iter().copied().filter(|&v| v > first && parsed.xpos(v) == parsed.xpos(verb)).max()?;
    let object = row.iter().flat_map(|&v| parsed.children_by(v, BaseRelation::Obj)).find(|&o| o > last)?;
    if parsed.head(object) == Some(verb) {
        return None;
    }
    let light = |w: WordId| {
        matches!(parsed.upos(w), Upos::Punct | Upos::Cconj | Upos::Adv) || row.contains(&w) && w >= verb
    };
    let from = verb.0.min(last.0);
    let between = (from.saturating_add(1)..last.0).map(WordId);
    (between.clone().all(light) && parsed.child_by(verb, BaseRelation::Nsubj).is_none_or(|s| s < verb))
        .then_some(object)
}

/// Whether a semicolon stands between two clauses.
pub(super) fn parted(parsed: &Parsed, first: WordId, second: WordId) -> bool {
    (first.0..second.0).map(WordId).any(|w| parsed.form(w) == ";")
}
