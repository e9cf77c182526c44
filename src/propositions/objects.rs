//! What completes a verb: its objects, clauses, what it says.

use super::arguments::{antecedent, clausal, conjuncts, is_empty_pronoun, nominal, phrase};
use super::control::{called_for, control};
use super::coordination;
use super::negation::denies_argument;
use super::qualifiers::is_question;
use super::types::Argument;
use super::verb_forms::is_passive;
use crate::entities::{Resolved, inverted_speaker};
use crate::lexicon::{REPORTING, Stance};
use crate::morphology::Upos;
use crate::span::WordId;
use crate::syntax::{BaseRelation, Parsed};

/// Objects: nouns, each conjunct one; else the clause or quality that completes the verb.
pub(super) fn objects(resolved: &Resolved, head: WordId, subject: WordId) -> Vec<Argument> {
    let parsed = resolved.parsed();
    if let Some(wanted) = wanted(resolved, head) {
        return vec![wanted];
    }
    let mut found = nouns(resolved, head, subject);
    if found.is_empty() {
        for complement in parsed.children_by(head, BaseRelation::Ccomp) {
            found.push(clausal(resolved, complement));
            found.extend(more_said(parsed, complement).map(|more| clausal(resolved, more)));
        }
    }
    if found.is_empty() {
        let called = parsed.children(head).iter().copied().find(|&c| called_for(parsed, head, c).is_some());
        found.extend(called.map(|c| clausal(resolved, c)));
    }
    if found.is_empty() {
        let whether = |&c: &WordId| {
            parsed.is(c, BaseRelation::Xcomp)
                && parsed.children_by(c, BaseRelation::Mark).any(|m| parsed.lower(m) == "whether")
        };
        let asked = parsed.children_by(head, BaseRelation::Advcl).find(|&c| is_question(parsed, c));
        let asked = asked.or_else(|| parsed.children(head).iter().copied().find(whether));
        found.extend(asked.map(|c| clausal(resolved, c)));
    }
    if found.is_empty() {
        let quality = parsed.children_by(head, BaseRelation::Xcomp).find(|&x| parsed.upos(x) != Upos::Verb);
        found.extend(quality.map(|x| nominal(resolved, x)));
    }
    if found.is_empty() {
        found.extend(said_above(resolved, head));
    }
    if found.is_empty() {
        found.extend(parsed.children_by(head, BaseRelation::Iobj).map(|o| nominal(resolved, o)));
    }
    found.retain(|a| !a.words.is_empty() && parsed.upos(a.head) != Upos::Part);
    if found.is_empty() {
        found.extend(said_before(resolved, head));
    }
    found
}

/// *wants the chief to resign*: what is wanted is that.
fn wanted(resolved: &Resolved, head: WordId) -> Option<Argument> {
    let parsed = resolved.parsed();
    let object = parsed.child_by(head, BaseRelation::Obj);
    let object = object.filter(|_| control(parsed, head) == Some("clause"))?;
    let infinitive = parsed.children_by(head, BaseRelation::Xcomp).find(|&x| parsed.upos(x) == Upos::Verb)?;
    let mut wanted = clausal(resolved, infinitive);
    wanted.words.extend(nominal(resolved, object).words);
    wanted.words.sort_unstable();
    Some(wanted)
}

/// The nouns that are objects, also those that verbs side by side share.
fn nouns(resolved: &Resolved, head: WordId, subject: WordId) -> Vec<Argument> {
    let parsed = resolved.parsed();
    let mut found = Vec::new();
    for (i, object) in
        parsed.children_by(head, BaseRelation::Obj).filter(|&o| parsed.upos(o) != Upos::Adp).enumerate()
    {
        // *named a slate of officers, a move that …*: no second object but an apposition
        // *won two medals and Spain none*: another wins none
        if i > 0 && (after_comma(parsed, object) || denies_argument(parsed, object)) {
            continue;
        }
        // *how much it will cost*: nothing is said of how much
        if parsed.children_by(object, BaseRelation::Advmod).any(|a| parsed.lower(a) == "how") {
            continue;
        }
        for word in conjuncts(parsed, object) {
            let word = antecedent(parsed, word);
            if !is_empty_pronoun(resolved, word) && word != subject {
                found.push(nominal(resolved, word));
            }
        }
    }
    if found.is_empty()
        && let Some(object) = coordination::shared_object(parsed, head)
    {
        found.extend(conjuncts(parsed, object).into_iter().map(|word| nominal(resolved, word)));
    }
    found.retain(|o| inverted_speaker(parsed, head) != Some(o.head));
    found
}

/// *…, said Lee*: what is said is the clause above.
fn said_above(resolved: &Resolved, head: WordId) -> Option<Argument> {
    let parsed = resolved.parsed();
    let above = parsed.head(head).filter(|_| parsed.is(head, BaseRelation::Parataxis))?;
    // *…; Lee was sworn in* says nothing of what stands in front
    let reports = !is_passive(parsed, head) && !coordination::parted(parsed, above, head);
    (reports && REPORTING.contains_key(parsed.lemma(head))).then(|| {
        let mut said = clausal(resolved, above);
        let own = parsed.subtree(head);
        said.words.retain(|w| !own.contains(w));
        said
    })
}

/// *said that the mill had closed and that the owners had fled*: further sentences of what is said.
fn more_said(parsed: &Parsed, complement: WordId) -> impl Iterator<Item = WordId> + '_ {
    let own = |&c: &WordId| parsed.child_by(c, BaseRelation::Nsubj).is_some() && parsed.upos(c) != Upos::Noun;
    parsed.children_by(complement, BaseRelation::Conj).filter(own)
}

/// `object.said-before`: *“Leave the boats!” the guard said*: what is said is the quotation that ends right in front of the sentence.
fn said_before(resolved: &Resolved, verb: WordId) -> Option<Argument> {
    let parsed = resolved.parsed();
    let own = parsed.sentence_of(verb);
    let sentence = parsed.sentence(own);
    let says = parsed.lemma(verb) == "say" || REPORTING.get(parsed.lemma(verb)) == Some(&Stance::Plain);
    let before = crate::span::SentenceId(own.0.checked_sub(1)?);
    let quoted = parsed.sentence(before);
    let closed = quoted.words.words().last().is_some_and(|w| is_closing(parsed.form(w)));
    let short = sentence.words.len() <= 12 && parsed.head(verb).is_none();
    if !(says && closed && short && quoted.paragraph == sentence.paragraph) {
        return None;
    }
    Some(clausal(resolved, parsed.root(before)?))
}

fn is_closing(form: &str) -> bool {
    matches!(form, "”" | "''" | "\"")
}

/// Whether a comma stands before the phrase.
fn after_comma(parsed: &Parsed, head: WordId) -> bool {
    let first = phrase(parsed, head).first().copied().unwrap_or(head);
    first.0.checked_sub(1).is_some_and(|w| parsed.form(WordId(w)) == ",")
}
