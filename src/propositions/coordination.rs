//! What verbs side by side share.

use crate::morphology::Upos;
use crate::span::WordId;
use crate::syntax::{BaseRelation, Parsed};

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
