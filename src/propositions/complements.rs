//! What a verb or adjective says of the infinitive or participle that completes it.

use super::control::behind_preposition;
use super::standing::HEADS;
use super::types::Modality;
use super::verb_forms::{is_infinitive, is_passive};
use crate::lexicon::{self, Stance, WordSet};
use crate::morphology::{Upos, Xpos};
use crate::span::WordId;
use crate::syntax::{BaseRelation, Parsed};

static FACTIVE_ADJECTIVES: WordSet =
    WordSet::new(|| lexicon::set(include_str!("../../data/words/factive_adjectives.tsv")));

static ENGAGING_VERBS: WordSet =
    WordSet::new(|| lexicon::set(include_str!("../../data/words/engaging_verbs.tsv")));

/// What a verb or adjective says of its infinitive or participle `child`.
pub(super) fn of_complement(parsed: &Parsed, head: WordId, child: WordId) -> (Modality, bool) {
    let lemma = parsed.lower_lemma(head);
    if let Some((_, asked)) = behind_preposition(parsed, head, child) {
        return (asked, false);
    }
    // *ruled out selling the bank*
    let particle = parsed.children_by(head, BaseRelation::Compound).find(|&p| p > head && p < child);
    let phrasal = particle.map(|p| format!("{lemma} {}", parsed.lower(p)));
    if let Some(&said) = phrasal.and_then(|p| HEADS.get(p.as_str())).or_else(|| HEADS.get(lemma)) {
        return said;
    }
    // *hired Berg to repair the roof*
    if ENGAGING_VERBS.contains(lemma) && is_infinitive(parsed, child) {
        return (Modality::Planned, false);
    }
    // *was going to leave*, *is meant to leave*
    let ahead =
        lemma == "go" && parsed.xpos(head) == Xpos::Vbg || lemma == "mean" && is_passive(parsed, head);
    if ahead && is_infinitive(parsed, child) {
        return (Modality::Planned, false);
    }
    let reported = is_passive(parsed, head).then(|| lexicon::REPORTING.get(lemma).copied()).flatten();
    // *is believed to live in Malta*: somebody says so, nobody is named
    match reported {
        Some(Stance::Deny) => return (Modality::Possible, true),
        Some(Stance::Plain | Stance::Wish) => return (Modality::Possible, false),
        _ => {}
    }
    let infinitive = parsed.children_by(child, BaseRelation::Mark).any(|m| parsed.lower(m) == "to");
    let quality = infinitive && parsed.upos(head) == Upos::Adj && !FACTIVE_ADJECTIVES.contains(lemma);
    (if quality { Modality::Possible } else { Modality::Actual }, false)
}
