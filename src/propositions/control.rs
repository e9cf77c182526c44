//! Who does what an infinitive says: subject, object, or what follows a preposition (Huddleston and Pullum 2002, 14.3).

use super::standing::modality;
use super::types::Modality;
use crate::lexicon::{self, WordMap};
use crate::morphology::Upos;
use crate::span::WordId;
use crate::syntax::{BaseRelation, Parsed};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

static CONTROL: WordMap<&'static str> =
    WordMap::new(|| lexicon::map(include_str!("../../data/words/control.tsv")));

/// How what stands under a verb with that preposition stands.
static PREPOSITIONAL: LazyLock<FxHashMap<(&'static str, &'static str), Modality>> = LazyLock::new(|| {
    lexicon::rows(include_str!("../../data/words/prepositional_control.tsv"))
        .filter_map(|row| Some(((*row.first()?, *row.get(1)?), modality(row.get(2)?))))
        .collect()
});

/// Who does what stands under the verb, where it is not its object (see `control.tsv`).
pub(super) fn control(parsed: &Parsed, verb: WordId) -> Option<&'static str> {
    CONTROL.get(parsed.lower_lemma(verb)).copied()
}

fn has_mark(parsed: &Parsed, clause: WordId, mark: &str) -> bool {
    parsed.children_by(clause, BaseRelation::Mark).any(|m| parsed.lower(m) == mark)
}

fn stands(parsed: &Parsed, verb: WordId, preposition: &str) -> Option<Modality> {
    let lemma = parsed.lower_lemma(verb);
    PREPOSITIONAL.get(&(lemma, preposition)).copied()
}

/// `control.preposition`: *called on Lund to resign*: Lund resigns. The phrase stands between verb and infinitive; behind *for*
/// only a name or pronoun is meant (*waited for the bus to go home*).
pub(super) fn behind_preposition(
    parsed: &Parsed,
    verb: WordId,
    infinitive: WordId,
) -> Option<(WordId, Modality)> {
    if !has_mark(parsed, infinitive, "to") || parsed.child_by(infinitive, BaseRelation::Nsubj).is_some() {
        return None;
    }
    parsed.children_by(verb, BaseRelation::Obl).filter(|&o| verb < o && o < infinitive).find_map(|o| {
        let case = parsed.child_form(o, BaseRelation::Case);
        let sure = case != "for" || matches!(parsed.upos(o), Upos::Propn | Upos::Pron);
        stands(parsed, verb, case).filter(|_| sure).map(|modality| (o, modality))
    })
}

/// `control.for`: *called for the minister to resign*: the infinitive with its own subject is what is called for.
pub(super) fn called_for(parsed: &Parsed, verb: WordId, infinitive: WordId) -> Option<Modality> {
    let own = has_mark(parsed, infinitive, "for")
        && has_mark(parsed, infinitive, "to")
        && parsed.child_by(infinitive, BaseRelation::Nsubj).is_some();
    let under = matches!(
        parsed.relation(infinitive).base,
        BaseRelation::Advcl | BaseRelation::Xcomp | BaseRelation::Ccomp
    );
    (own && under && parsed.head(infinitive) == Some(verb)).then(|| stands(parsed, verb, "for")).flatten()
}
