//! Clauses that are conditions: *if the bank closes*, *should the bank close*.

use super::arguments::phrase;
use super::standing::modalities;
use super::types::Modality;
use crate::lexicon::{INVERTING_AUXILIARIES, REPORTING, Stance, WordMap};
use crate::morphology::Upos;
use crate::span::WordId;
use crate::syntax::{BaseRelation, Parsed};

static CONDITION_MARKS: WordMap<Modality> =
    WordMap::new(|| modalities(include_str!("../../data/words/condition_marks.tsv")));

pub(super) fn condition_mark(parsed: &Parsed, predicate: WordId) -> Option<Modality> {
    let marks = parsed.children_by(predicate, BaseRelation::Mark);
    let mut words = marks.flat_map(|m| std::iter::once(m).chain(parsed.children_by(m, BaseRelation::Fixed)));
    // *even if*, *in case*, *as if*
    words.find_map(|m| CONDITION_MARKS.get(parsed.lower(m)).copied())
}

/// `denial.inverted-condition`: *Had the town known, …*, *Should the bank close, …*, *Were they to leave, …*.
pub(super) fn inverted_condition(parsed: &Parsed, predicate: WordId) -> bool {
    let Some(subject) = parsed.child_by(predicate, BaseRelation::Nsubj) else { return false };
    let leads = |&c: &WordId| {
        matches!(parsed.relation(c).base, BaseRelation::Aux | BaseRelation::Cop)
            && c < subject
            && subject < predicate
            && INVERTING_AUXILIARIES.contains(parsed.lower(c))
    };
    // the auxiliary of the first of two clauses hangs on the second's verb at times
    let in_front = || {
        let start = phrase(parsed, subject).first()?.0.checked_sub(1).map(WordId)?;
        let had = INVERTING_AUXILIARIES.contains(parsed.lower(start));
        (had && parsed.is(predicate, BaseRelation::Advcl) && parsed.upos(start) == Upos::Aux).then_some(start)
    };
    let own = parsed.children(predicate).iter().copied().find(leads);
    let Some(first) = own.or_else(in_front) else { return false };
    let sentence = parsed.sentence(parsed.sentence_of(predicate)).words;
    let asked = sentence.words().last().is_some_and(|w| parsed.form(w) == "?");
    let begins = first == sentence.start
        || first.0.checked_sub(1).is_some_and(|w| {
            let before = WordId(w);
            matches!(parsed.upos(before), Upos::Punct | Upos::Cconj)
        });
    begins && !asked
}

/// `modality.found-under-condition`: *if the inspectors find that it broke the law*: what a verb under a condition reports is as
/// open as the report; *if she had known that it leaked*: that is known.
pub(super) fn condition_above(parsed: &Parsed, reporter: WordId) -> Modality {
    if REPORTING.get(parsed.lower_lemma(reporter)) == Some(&Stance::Factive) {
        return Modality::Actual;
    }
    let mut verb = reporter;
    for _ in 0..4 {
        let mark = condition_mark(parsed, verb).filter(|m| *m == Modality::Conditional);
        if mark.is_some() || inverted_condition(parsed, verb) {
            return Modality::Conditional;
        }
        let joined = matches!(
            parsed.relation(verb).base,
            BaseRelation::Ccomp | BaseRelation::Xcomp | BaseRelation::Conj
        );
        let Some(above) = parsed.head(verb).filter(|_| joined) else { break };
        verb = above;
    }
    Modality::Actual
}
