//! Verbs that give somebody an office: *elected Lund chairwoman*, *was named as director*.

use super::arguments::{nominal, phrase};
use super::modality::standing;
use super::types::{Argument, Modality, Polarity, Qualifier, Role};
use super::verb_forms::is_passive;
use crate::entities::Resolved;
use crate::lexicon::{self, WordSet};
use crate::morphology::Upos;
use crate::span::WordId;
use crate::syntax::{BaseRelation, Parsed};

static APPOINTING: WordSet = WordSet::new(|| lexicon::set(include_str!("../../data/words/appointing.tsv")));

/// Whether the verb gives somebody an office.
pub(super) fn is_appointing(parsed: &Parsed, verb: WordId) -> bool {
    APPOINTING.contains(parsed.lemma(verb))
}

/// Whom a clause gives the office: *elected Lund chairwoman*, *Lund was named as director*.
pub(super) fn appointed(parsed: &Parsed, office: WordId) -> Option<WordId> {
    let verb = parsed.head(office).filter(|&v| APPOINTING.contains(parsed.lemma(v)))?;
    let complement = parsed.is(office, BaseRelation::Xcomp)
        || parsed.is(office, BaseRelation::Obl) && parsed.child_form(office, BaseRelation::Case) == "as";
    let stated = standing(parsed, verb);
    let stated = stated.modality == Modality::Actual && stated.polarity == Polarity::Affirmative;
    let passive = is_passive(parsed, verb);
    let base = if passive { BaseRelation::Nsubj } else { BaseRelation::Obj };
    (complement && stated).then(|| parsed.child_by(verb, base)).flatten()
}

/// *elected Lund chairwoman*: who gets the office is the object, the office an adjunct.
pub(super) fn appoint(
    resolved: &Resolved,
    head: WordId,
    objects: &mut Vec<Argument>,
    qualifiers: &mut Vec<Qualifier>,
) {
    let parsed = resolved.parsed();
    let Some((holder, office)) = as_one_phrase(parsed, head) else { return };
    objects.retain(|o| o.head != office);
    objects.push(nominal(resolved, holder));
    let mut argument = nominal(resolved, office);
    argument.words.retain(|&w| !parsed.is_within(w, holder));
    argument.mention = None;
    qualifiers.push(Qualifier { role: Role::Other, marker: Vec::new(), argument });
}

/// *elected Lund chairwoman*: who gets the office, and the office, where the tree takes them for one noun phrase.
fn as_one_phrase(parsed: &Parsed, verb: WordId) -> Option<(WordId, WordId)> {
    let office = parsed.child_by(verb, BaseRelation::Obj).filter(|_| is_appointing(parsed, verb))?;
    let holder = parsed.children_by(office, BaseRelation::Compound).find(|&c| {
        parsed.upos(c) == Upos::Propn && phrase(parsed, office).first() == phrase(parsed, c).first()
    })?;
    let common = parsed.upos(office) == Upos::Noun && lexicon::TITLES.contains(parsed.lemma(office));
    common.then_some((holder, office))
}
