//! When an office is held: *former minister*, *then-president*, *acting chair*, *president-elect*.

use super::nominal::NominalFact;
use super::types::{Argument, Modality, PropositionKind, Qualifier, Role};
use crate::lexicon::OFFICE_STATES;
use crate::span::WordId;
use crate::syntax::{BaseRelation, Parsed};

/// The word beside an office that says when it is held; the office itself where it has it inside (*ex-president*).
pub(super) fn state(parsed: &Parsed, office: WordId) -> Option<WordId> {
    let is = |w: &WordId| OFFICE_STATES.contains_key(parsed.lower(*w).as_str());
    if parsed.lower(office).starts_with("ex-") {
        return Some(office);
    }
    let modifies = |w: &WordId| {
        matches!(parsed.relation(*w).base, BaseRelation::Amod | BaseRelation::Advmod | BaseRelation::Compound)
    };
    let before = parsed.children(office).iter().copied().find(|w| *w < office && modifies(w) && is(w));
    before.or_else(|| {
        // *president-elect*, whatever the tree makes of it
        let sentence = parsed.sentence(parsed.sentence_of(office)).words;
        let after = (office.0 + 1..sentence.end.0).map(WordId);
        after
            .take(2)
            .find(|w| !matches!(parsed.form(*w), "-" | "–"))
            .filter(|w| matches!(parsed.lower(*w).as_str(), "elect" | "designate"))
    })
}

/// Says of the facts of an office when it is held: by a qualifier of time, and by the modality where it is yet to come.
pub(super) fn mark(parsed: &Parsed, office: WordId, facts: &mut [NominalFact]) {
    let Some(word) = state(parsed, office) else { return };
    let coming = OFFICE_STATES.get(parsed.lower(word).as_str()) == Some(&"coming");
    for fact in facts {
        if !matches!(
            fact.kind,
            PropositionKind::Title | PropositionKind::Office | PropositionKind::Apposition
        ) {
            continue;
        }
        // of *role: former minister* the text says it
        if fact.predicate.lemma == "role" || fact.predicate.lemma == "be" {
            continue;
        }
        let argument = Argument { head: word, words: vec![word], mention: None, clausal: false };
        fact.qualifiers.push(Qualifier { role: Role::Time, marker: Vec::new(), argument });
        if coming {
            fact.modality = Modality::Planned;
        }
    }
}
