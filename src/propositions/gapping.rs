//! Gapping: *Lund praised the plan and Berg the budget* says what each of two praised (Ross 1970).
//!
//! Universal Dependencies writes the second clause as a conjunct with an `orphan`; parsers mostly take its two phrases for
//! more conjuncts and objects. Two noun phrases with nothing between them are no conjuncts, whatever the tree says.

use super::arguments::{conjuncts, marker, nominal, phrase};
use super::clause::Clause;
use crate::entities::Resolved;
use crate::morphology::Upos;
use crate::span::WordId;
use crate::syntax::{BaseRelation, Parsed};

/// The clause itself, and one for each pair of phrases that lacks its verb.
pub(super) fn split(resolved: &Resolved, mut clause: Clause) -> Vec<Clause> {
    let parsed = resolved.parsed();
    let gaps = gaps(parsed, clause.head);
    let Some(&(first, _)) = gaps.first() else { return scores(resolved, clause) };
    let inside = |word: WordId| word >= first;
    let whole = clause.clone();
    clause.subjects.retain(|s| !inside(s.head));
    clause.objects.retain(|o| !inside(o.head));
    clause.qualifiers.retain(|q| !inside(q.argument.head));
    if clause.subjects.is_empty() || clause.objects.is_empty() {
        return vec![whole];
    }
    let first = clause.subjects.first().map(|s| s.head);
    let mut found = vec![clause];
    for (i, &(subject, object)) in gaps.iter().enumerate() {
        let end = gaps.get(i.saturating_add(1)).map_or(WordId(u32::MAX), |&(next, _)| next);
        let mut second = whole.clone();
        second.subjects = vec![nominal(resolved, subject)];
        second.objects = vec![nominal(resolved, object)];
        // adjuncts in front of it all are of both
        second.qualifiers.retain(|q| {
            let at = q.argument.head;
            first.is_some_and(|first| at < first) || (at > subject && at < end && at != object)
        });
        found.push(second);
    }
    found
}

/// `gapping.scores`: *Lund scored 20 goals; Renn, 18; Dahl, 12*: behind semicolons a name and a number share the verb.
fn scores(resolved: &Resolved, clause: Clause) -> Vec<Clause> {
    let parsed = resolved.parsed();
    let counted = clause
        .objects
        .iter()
        .any(|o| parsed.upos(o.head) == Upos::Num || parsed.child_by(o.head, BaseRelation::Nummod).is_some());
    let sentence = parsed.sentence(parsed.sentence_of(clause.head)).words;
    let semicolon = |&w: &WordId| parsed.form(w) == ";" && w > clause.head;
    let marks: Vec<WordId> = sentence.words().filter(semicolon).collect();
    let Some(&start) = marks.first().filter(|_| counted && clause.subjects.len() == 1) else {
        return vec![clause];
    };
    let ends = marks.iter().skip(1).copied().chain([sentence.end]);
    let pairs: Option<Vec<_>> = marks.iter().zip(ends).map(|(&from, to)| score(parsed, from, to)).collect();
    let Some(pairs) = pairs else { return vec![clause] };
    let mut first = clause.clone();
    first.objects.retain(|o| o.head < start);
    first.qualifiers.retain(|q| q.argument.head < start);
    let mut found = vec![first];
    for (who, number) in pairs {
        let mut next = clause.clone();
        next.subjects = vec![nominal(resolved, who)];
        next.objects =
            vec![super::types::Argument { head: number, words: vec![number], mention: None, clausal: false }];
        next.qualifiers.retain(|q| q.argument.head < clause.head);
        found.push(next);
    }
    found
}

/// Name and number between two semicolons, with a comma or *with* between and nothing else but *and*.
fn score(parsed: &Parsed, from: WordId, to: WordId) -> Option<(WordId, WordId)> {
    let words: Vec<WordId> = (from.0.saturating_add(1)..to.0)
        .map(WordId)
        .filter(|&w| parsed.form(w) != "." && parsed.upos(w) != Upos::Cconj)
        .collect();
    let at = words.iter().position(|&w| matches!(parsed.form(w), "," | "with"))?;
    let (name, number) = (words.get(..at)?, words.get(at.saturating_add(1)..)?);
    let [number] = number else { return None };
    let whole = name.iter().all(|&w| parsed.upos(w) == Upos::Propn);
    let head = name.iter().copied().find(|&w| parsed.head(w).is_none_or(|h| !name.contains(&h)))?;
    (whole && parsed.upos(*number) == Upos::Num).then_some((head, *number))
}

/// Subject and object of each clause without verb that shares that of `verb`, in text order.
fn gaps(parsed: &Parsed, verb: WordId) -> Vec<(WordId, WordId)> {
    let Some(own) = parsed.children_by(verb, BaseRelation::Obj).find(|&o| o > verb) else {
        return Vec::new();
    };
    let Some(subject) = parsed.child_by(verb, BaseRelation::Nsubj).filter(|&s| s < verb) else {
        return Vec::new();
    };
    let is_nominal = |w: WordId| parsed.is_noun(w) || matches!(parsed.upos(w), Upos::Pron | Upos::Num);
    // all that may be the subject or object of a second clause
    let mut words: Vec<WordId> = Vec::new();
    for start in [subject, verb].into_iter().chain(parsed.children_by(verb, BaseRelation::Obj)) {
        words.extend(conjuncts(parsed, start));
        words.extend(parsed.children_by(start, BaseRelation::Conj));
    }
    let below = |base: BaseRelation| words.iter().flat_map(move |&w| parsed.children_by(w, base));
    let more: Vec<WordId> = below(BaseRelation::Conj).chain(below(BaseRelation::Orphan)).collect();
    words.extend(more);
    words.retain(|&w| w > own && is_nominal(w) && marker(parsed, w).is_empty());
    words.sort_unstable();
    words.dedup();
    let mut found = Vec::new();
    for (&one, &other) in words.iter().zip(words.iter().skip(1)) {
        let (first, second) = (phrase(parsed, one), phrase(parsed, other));
        let touch = first.last().zip(second.first()).is_some_and(|(a, b)| a.next() == *b);
        // *and Berg*, *, Berg*; a name behind a noun may be an apposition that the tree does not know
        let linked = first
            .first()
            .and_then(|w| w.previous())
            .is_some_and(|before| parsed.is(before, BaseRelation::Cc) || parsed.form(before) == ",");
        let determined = second.first() != Some(&other) || parsed.upos(one) == Upos::Propn;
        let orphan = parsed.is(other, BaseRelation::Orphan) && parsed.head(other) == Some(one);
        if orphan || touch && linked && determined {
            found.push((one, other));
        }
    }
    found
}
