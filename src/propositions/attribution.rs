//! Who says so: reporting verbs above, beside or behind, `according to`, quotations (Pareti 2012).

use super::arguments;
use super::modality::is_passive;
use super::types::Argument;
use crate::entities::{Resolved, speaker};
use crate::lexicon::{ACCUSING, REPORTING};
use crate::span::WordId;
use crate::syntax::{BaseRelation, Parsed};

/// The source of the clause of `predicate`; `None` where the article says it itself.
pub(super) fn source(resolved: &Resolved, predicate: WordId, quoted: &[bool]) -> Option<Argument> {
    let parsed = resolved.parsed();
    let word = governing(resolved, predicate).or_else(|| {
        let inside = quoted.get(predicate.index()).copied().unwrap_or(false);
        if inside { speaker(parsed, predicate, quoted) } else { None }
    })?;
    let word = arguments::antecedent(parsed, word);
    (!parsed.is_within(word, predicate)
        || parsed.ancestors(word).any(|w| is_source_phrase(resolved, w, predicate)))
    .then(|| arguments::nominal(resolved, word))
}

/// Whether `word`, between source and predicate, is the clause or phrase that names the source.
fn is_source_phrase(resolved: &Resolved, word: WordId, predicate: WordId) -> bool {
    let parsed = resolved.parsed();
    parsed.head(word).is_some_and(|h| parsed.is_within(h, predicate) || h == predicate)
        && (parsed.is(word, BaseRelation::Parataxis) || parsed.is(word, BaseRelation::Obl))
        || word == predicate
}

fn governing(resolved: &Resolved, predicate: WordId) -> Option<WordId> {
    let parsed = resolved.parsed();
    let subject = |verb: WordId| {
        parsed.children_by(verb, BaseRelation::Nsubj).next().or_else(|| {
            let first = parsed.head(verb).filter(|_| parsed.is(verb, BaseRelation::Conj))?;
            parsed.child_by(first, BaseRelation::Nsubj)
        })
    };
    let stance = |verb: WordId| REPORTING.get(parsed.lemma(verb).to_lowercase().as_str()).copied();
    let mut child = predicate;
    for _ in 0..12 {
        // beside: *…, she said*; *according to her*
        for &c in parsed.children(child) {
            if c == predicate {
                continue;
            }
            let relation = parsed.relation(c).base;
            if relation == BaseRelation::Parataxis
                && stance(c).is_some_and(|s| s != "factive")
                && let Some(subject) = subject(c)
            {
                return Some(subject);
            }
            if matches!(
                relation,
                BaseRelation::Obl
                    | BaseRelation::Nmod
                    | BaseRelation::Advcl
                    | BaseRelation::Advmod
                    | BaseRelation::Parataxis
            ) && is_according(resolved, c)
            {
                return Some(c);
            }
        }
        let head = parsed.head(child)?;
        let relation = parsed.relation(child).base;
        match relation {
            BaseRelation::Ccomp | BaseRelation::Parataxis => {
                if let Some(stance) = stance(head)
                    && stance != "factive"
                {
                    if is_passive(parsed, head) {
                        return agent(parsed, head);
                    }
                    if let Some(subject) = subject(head) {
                        return Some(subject);
                    }
                }
            }
            // *accused him of committing …*; *was accused by her of …*
            BaseRelation::Advcl | BaseRelation::Acl if ACCUSING.contains(parsed.lemma(head)) => {
                return if is_passive(parsed, head) { agent(parsed, head) } else { subject(head) };
            }
            _ => {}
        }
        child = head;
    }
    None
}

/// Who does what a passive says.
fn agent(parsed: &Parsed, verb: WordId) -> Option<WordId> {
    parsed.children_by(verb, BaseRelation::Obl).find(|&w| parsed.child_form(w, BaseRelation::Case) == "by")
}

fn is_according(resolved: &Resolved, phrase: WordId) -> bool {
    let parsed = resolved.parsed();
    parsed.children_by(phrase, BaseRelation::Case).any(|c| parsed.lower(c) == "according")
}
