//! Who says so: reporting verbs above, beside or behind, `according to`, quotations (Pareti 2012).

use super::auxiliaries::by_shared_auxiliaries;
use super::control::{behind_preposition, called_for};
use super::coordination::parted;
use super::denial::accuses;
use super::subject::subject;
use super::types::{Argument, Modality};
use super::verb_forms::is_passive;
use super::{arguments, denial, lists};
use crate::entities::{Quotations, Resolved, inverted_speaker, speaker};
use crate::lexicon::{
    ACCUSING, ASKING_VERBS, BACKGROUND_PARTICIPLES, HEARING_BODIES, NAMING_A_SOURCE, NEUTER_DEMONSTRATIVES,
    PUBLISHING_VERBS, REPORTING, Stance,
};
use crate::mentions::Kind;
use crate::morphology::{Upos, Xpos};
use crate::span::WordId;
use crate::syntax::{BaseRelation, Parsed, Subtype};
use std::ops::ControlFlow;

/// Who says so, and whether the article takes it as true.
#[derive(Clone, Debug)]
pub(super) struct Source {
    pub(super) who: Argument,
    pub(super) presupposed: bool,
}

/// The source of the clause of `predicate`; `None` where the article says it itself.
///
/// Of a claim about a discovery (*Berg said the audit revealed that …*) it is the one who claims.
pub(super) fn source(resolved: &Resolved, predicate: WordId, quotations: &Quotations) -> Option<Source> {
    let parsed = resolved.parsed();
    if !quotations.contain(predicate) && is_background(resolved, predicate) {
        return None;
    }
    let (said, revealed) = governing(resolved, predicate);
    let said = said.or_else(|| {
        if quotations.contain(predicate) { speaker(parsed, predicate, quotations) } else { None }
    });
    let said =
        said.or_else(|| above_list(resolved, predicate)).or_else(|| said_at_the_end(parsed, predicate));
    let (word, presupposed) = said.map(|w| (w, false)).or(revealed)?;
    let word = arguments::antecedent(parsed, word);
    // *According to the radio, citing the police, …*: what is told of the source is not its word
    let mut between = parsed.ancestors(predicate).take_while(|&w| w != word);
    if parsed.is_within(predicate, word)
        && predicate != word
        && !between.any(|w| REPORTING.contains_key(parsed.lower_lemma(w)))
    {
        return None;
    }
    (!parsed.is_within(word, predicate)
        || parsed.ancestors(word).any(|w| is_source_phrase(resolved, w, predicate)))
    .then(|| Source { who: arguments::nominal(resolved, word), presupposed })
}

/// `source.background`: *said Tarsk, a mill owner who lives in Oslo, had left*, *told of it in a letter released on Monday*: what a
/// clause says now of what stands beside a name, or a participle everybody knows, is the article's own word.
fn is_background(resolved: &Resolved, predicate: WordId) -> bool {
    let parsed = resolved.parsed();
    let first = parsed.head(predicate).filter(|_| parsed.is(predicate, BaseRelation::Conj));
    let clause = first.unwrap_or(predicate);
    let Some(noun) = parsed.head(clause).filter(|_| parsed.is(clause, BaseRelation::Acl)) else {
        return false;
    };
    let present = |w: WordId| matches!(parsed.xpos(w), Xpos::Vbz | Xpos::Vbp);
    let auxiliaries = [BaseRelation::Aux, BaseRelation::Cop];
    let now = present(predicate)
        || auxiliaries.into_iter().any(|base| parsed.children_by(predicate, base).any(present));
    let finite = parsed.relation(clause).subtype == Subtype::Relcl;
    if parsed.is(noun, BaseRelation::Appos) && (now || !finite) {
        return true;
    }
    let lemma = parsed.lemma(predicate);
    let participle =
        parsed.xpos(predicate) == Xpos::Vbn && parsed.child_by(predicate, BaseRelation::Aux).is_none();
    let timed = || {
        parsed.children_by(predicate, BaseRelation::Obl).any(|o| {
            resolved.mentioned.headed_by(o).is_some_and(|m| resolved.mentioned.mention(m).kind == Kind::Time)
        })
    };
    participle && (BACKGROUND_PARTICIPLES.contains(lemma) || PUBLISHING_VERBS.contains(lemma) && timed())
}

/// `source.at-the-end`: *The gang, which robbed banks, fled, officials said on Monday.*: all in front of the comma is what they said.
fn said_at_the_end(parsed: &Parsed, predicate: WordId) -> Option<WordId> {
    let sentence = parsed.sentence(parsed.sentence_of(predicate)).words;
    let mut verbs = sentence.words().filter(|&w| {
        parsed.xpos(w).is_finite_verb() && REPORTING.get(parsed.lemma(w)) == Some(&Stance::Plain)
    });
    let verb = verbs.next_back().filter(|&v| predicate < v && !says_its_own(parsed, v))?;
    let subject = parsed.children_by(verb, BaseRelation::Nsubj).rfind(|&s| s < verb)?;
    let phrase = arguments::phrase(parsed, subject);
    let start = phrase.first().copied()?;
    let comma = start.previous().filter(|&w| parsed.form(w) == ",")?;
    // *…, officials said on Monday.*: subject and verb in a row, and behind them nothing but adjuncts
    let row = phrase.last().is_some_and(|last| last.0.saturating_add(1) == verb.0);
    let own = |w: WordId| {
        let clause = parsed.upos(w) == Upos::Verb;
        parsed.upos(w) == Upos::Punct || parsed.is_within(w, verb) && !clause
    };
    let behind = sentence.words().filter(|&w| w > verb).all(own);
    (row && behind && predicate < comma).then_some(subject)
}

/// `source.list`: the source of the sentence with the colon above the list that the predicate stands in.
fn above_list(resolved: &Resolved, predicate: WordId) -> Option<WordId> {
    let parsed = resolved.parsed();
    let root = parsed.root(lists::opener(parsed, parsed.sentence_of(predicate))?)?;
    if let Some(source) = governing(resolved, root).0 {
        return Some(source);
    }
    // *The complaint says:*, not *The firm maintained its monopoly by:*
    let says = REPORTING.get(parsed.lemma(root)).is_some_and(|stance| *stance == Stance::Plain);
    let done = parsed.child_by(root, BaseRelation::Obj).is_some();
    (says && !done && parsed.upos(root) == Upos::Verb).then(|| subject(parsed, root, 0)).flatten()
}

/// Whether `word`, between source and predicate, is the clause or phrase that names the source.
fn is_source_phrase(resolved: &Resolved, word: WordId, predicate: WordId) -> bool {
    let parsed = resolved.parsed();
    parsed.head(word).is_some_and(|h| parsed.is_within(h, predicate) || h == predicate)
        && (parsed.is(word, BaseRelation::Parataxis) || parsed.is(word, BaseRelation::Obl))
        || word == predicate
}

/// The nearest source above or beside that claims, and the nearest one below it that finds, or knows (true).
fn governing(resolved: &Resolved, predicate: WordId) -> (Option<WordId>, Option<(WordId, bool)>) {
    let mut finder = None;
    (claimer(resolved, predicate, &mut finder), finder)
}

fn claimer(resolved: &Resolved, predicate: WordId, finder: &mut Option<(WordId, bool)>) -> Option<WordId> {
    let parsed = resolved.parsed();
    let mut child = predicate;
    let mut below = predicate;
    let mut aside = false;
    for _ in 0..12 {
        let mut others = parsed.children(child).iter().copied().filter(|&c| {
            c != below && !belongs_to_first(parsed, child, c, below) && !answers(parsed, child, c)
        });
        if let Some(claimer) = others.find_map(|c| claimer_beside(parsed, c, finder)) {
            return Some(claimer);
        }
        let head = parsed.head(child)?;
        below = child;
        if let ControlFlow::Break(claimer) = claimer_above(parsed, child, head, finder) {
            return claimer;
        }
        if let Some(claimer) = wanting(parsed, child, head).filter(|_| !aside) {
            return Some(claimer);
        }
        // *ordered it to close if it broke the law*: nobody wants that it did
        aside = aside
            || parsed.is(child, BaseRelation::Advcl) && parsed.child_by(child, BaseRelation::Nsubj).is_some();
        child = head;
    }
    None
}

/// *The drug works, according to the firm, but doctors warn that …*: the phrase behind the first of two clauses is of that one alone.
fn belongs_to_first(parsed: &Parsed, first: WordId, phrase: WordId, second: WordId) -> bool {
    parsed.is(second, BaseRelation::Conj)
        && parsed.child_by(second, BaseRelation::Nsubj).is_some()
        && first < phrase
        && phrase < second
        && is_according(parsed, phrase)
}

/// *She has sued the firm; the company denies her claims*: behind a semicolon a verb with an object of its own says nothing of what
/// stands in front.
fn answers(parsed: &Parsed, first: WordId, second: WordId) -> bool {
    first < second
        && parsed.is(second, BaseRelation::Parataxis)
        && parted(parsed, first, second)
        && parsed.child_by(second, BaseRelation::Obj).is_some_and(|o| o > second)
}

fn stance(parsed: &Parsed, verb: WordId) -> Option<Stance> {
    REPORTING.get(parsed.lower_lemma(verb)).copied()
}

/// Whose word it is where the verb reports it.
fn reporter(parsed: &Parsed, verb: WordId) -> Option<WordId> {
    let own = parsed.children_by(verb, BaseRelation::Nsubj).next().or_else(|| {
        let first = parsed.head(verb).filter(|_| parsed.is(verb, BaseRelation::Conj))?;
        parsed.child_by(first, BaseRelation::Nsubj)
    });
    let shared = || says_beside(parsed, verb).then(|| subject(parsed, verb, 0)).flatten();
    own.or_else(|| inverted_speaker(parsed, verb)).or_else(shared)
}

/// *left, saying that …*; *was quoted as saying that …*: a participle that says; but *fell, suggesting that …*, *failed, meaning
/// that …* report nothing.
fn says_beside(parsed: &Parsed, verb: WordId) -> bool {
    let that = || parsed.children_by(verb, BaseRelation::Ccomp).any(|c| denial::has_that(parsed, c));
    // *left, saying she had been misled*
    let says = || parsed.lemma(verb) == "say" && parsed.child_by(verb, BaseRelation::Ccomp).is_some();
    parsed.xpos(verb) == Xpos::Vbg
        && stance(parsed, verb) != Some(Stance::Evidential)
        && parsed.lemma(verb) != "mean"
        && (ACCUSING.contains(parsed.lemma(verb)) || that() || says())
}

/// *…, she said*; *according to her*: who claims what the clause above says.
fn claimer_beside(parsed: &Parsed, beside: WordId, finder: &mut Option<(WordId, bool)>) -> Option<WordId> {
    let relation = parsed.relation(beside).base;
    if relation == BaseRelation::Parataxis
        && !says_its_own(parsed, beside)
        && !is_passive(parsed, beside)
        && let Some(stance) = stance(parsed, beside)
        && let Some(who) = reporter(parsed, beside)
    {
        if !matches!(stance, Stance::Factive | Stance::Evidential) {
            return Some(who);
        }
        finder.get_or_insert((who, stance == Stance::Factive));
    }
    if relation == BaseRelation::Advcl
        && names_source(parsed, beside)
        && let Some(who) = reporter(parsed, beside)
    {
        return Some(who);
    }
    let adjunct = matches!(
        relation,
        BaseRelation::Obl
            | BaseRelation::Nmod
            | BaseRelation::Advcl
            | BaseRelation::Advmod
            | BaseRelation::Parataxis
    );
    (adjunct && is_according(parsed, beside)).then_some(beside)
}

/// Who claims what stands under the verb or noun; it goes on where that says nothing of it.
fn claimer_above(
    parsed: &Parsed,
    child: WordId,
    head: WordId,
    finder: &mut Option<(WordId, bool)>,
) -> ControlFlow<Option<WordId>> {
    let who = || if is_passive(parsed, head) { agent(parsed, head) } else { reporter(parsed, head) };
    match parsed.relation(child).base {
        // *…, she said* is no part of what the clause it stands in says
        BaseRelation::Parataxis if stance(parsed, child).is_some() => {}
        // *urged them to stay; the firm refused*: what the verb in front reports is told before
        BaseRelation::Parataxis
            if says_its_own(parsed, head) || parsed.child_by(head, BaseRelation::Xcomp).is_some() => {}
        BaseRelation::Ccomp | BaseRelation::Parataxis => {
            if let Some(body) = heard(parsed, head) {
                return ControlFlow::Break(Some(body));
            }
            let who = who();
            match stance(parsed, head) {
                Some(stance @ (Stance::Factive | Stance::Evidential)) => {
                    *finder = finder.or(who.map(|w| (w, stance == Stance::Factive)));
                }
                Some(_) if is_passive(parsed, head) || who.is_some() => return ControlFlow::Break(who),
                _ => {}
            }
        }
        // *came to the conclusion that …*, *the mayor's claim that …*
        BaseRelation::Acl if denial::has_that(parsed, child) => {
            if let Some(who) = denial::owner(parsed, head) {
                return ControlFlow::Break(Some(who));
            }
        }
        // *accused him of committing …*; *was accused by her of …*
        BaseRelation::Advcl | BaseRelation::Acl
            if ACCUSING.contains(parsed.lemma(head)) && accuses(parsed, child) =>
        {
            return ControlFlow::Break(who());
        }
        _ => {}
    }
    ControlFlow::Continue(())
}

/// Who asks for what the infinitive says; nobody where it is only possible that somebody does (*could order it to close*).
fn wanting(parsed: &Parsed, child: WordId, head: WordId) -> Option<WordId> {
    if !matches!(parsed.relation(child).base, BaseRelation::Xcomp | BaseRelation::Advcl | BaseRelation::Acl) {
        return None;
    }
    let verb = asking(parsed, child, head)?;
    let open = matches!(by_shared_auxiliaries(parsed, verb), Modality::Possible | Modality::Conditional);
    if open || is_passive(parsed, verb) {
        return None;
    }
    reporter(parsed, verb).or_else(|| subject(parsed, verb, 0))
}

/// `source.heard`: *the inquest heard that …*, *the court was told that …*: the body before which it was said; *I was told that …*:
/// who says so was told.
pub(super) fn heard(parsed: &Parsed, verb: WordId) -> Option<WordId> {
    let lemma = parsed.lower_lemma(verb);
    let hears = lemma == "hear" && !is_passive(parsed, verb) || lemma == "tell" && is_passive(parsed, verb);
    let body = parsed.children_by(verb, BaseRelation::Nsubj).next().filter(|_| hears)?;
    let speaks = lemma == "tell" && parsed.lower(body) == "i";
    (speaks || HEARING_BODIES.contains(parsed.lower_lemma(body))).then_some(body)
}

/// `source.asked`: *urged Lund to resign*, *called on Lund to resign*, *called for the mill to be closed*: the verb of who wants it.
fn asking(parsed: &Parsed, infinitive: WordId, head: WordId) -> Option<WordId> {
    let verb = if parsed.is(infinitive, BaseRelation::Acl) { parsed.head(head)? } else { head };
    let to = parsed.children_by(infinitive, BaseRelation::Mark).any(|m| parsed.lower(m) == "to");
    let asked = behind_preposition(parsed, verb, infinitive).is_some_and(|(_, m)| m == Modality::Demanded)
        || called_for(parsed, verb, infinitive) == Some(Modality::Demanded)
        || parsed.is(infinitive, BaseRelation::Xcomp)
            && (parsed
                .child_by(verb, BaseRelation::Obj)
                .or(parsed.child_by(verb, BaseRelation::Iobj))
                .is_some());
    (to && asked && ASKING_VERBS.contains(parsed.lemma(verb))).then_some(verb)
}

/// *as Lund told reporters*: a clause that says who says what the clause above says.
pub(super) fn names_source(parsed: &Parsed, clause: WordId) -> bool {
    let told = |o: WordId| !NEUTER_DEMONSTRATIVES.contains(parsed.lower(o));
    parsed.is(clause, BaseRelation::Advcl)
        && parsed.children_by(clause, BaseRelation::Mark).any(|m| parsed.lower(m) == "as")
        && parsed.child_by(clause, BaseRelation::Nsubj).is_some()
        && parsed.child_by(clause, BaseRelation::Ccomp).is_none()
        && !is_passive(parsed, clause)
        && (NAMING_A_SOURCE.contains(parsed.lemma(clause)) || set_off(parsed, clause))
        && match REPORTING.get(parsed.lower_lemma(clause)) {
            // *as Lund told the Post*; *as Lund announced a plan* is when or why
            Some(_) => {
                let addressed = parsed.lemma(clause) == "tell";
                parsed.children_by(clause, BaseRelation::Obj).all(|o| addressed && told(o))
            }
            None => false,
        }
}

/// Whether the clause begins the sentence or stands behind a comma (*wins, as Lund concedes*, not *wins as Lund concedes*).
fn set_off(parsed: &Parsed, clause: WordId) -> bool {
    let first = parsed.children_by(clause, BaseRelation::Mark).next().unwrap_or(clause);
    let start = parsed.sentence(parsed.sentence_of(clause)).words.start;
    first == start || first.previous().is_some_and(|w| parsed.upos(w) == Upos::Punct)
}

/// Whether what a clause beside another reports stands in it (*…; her partner denied this*, *…; Lee said that …*).
fn says_its_own(parsed: &Parsed, verb: WordId) -> bool {
    parsed.child_by(verb, BaseRelation::Ccomp).is_some()
        || parsed.children_by(verb, BaseRelation::Obj).any(|o| matches!(parsed.lower(o), "this" | "it"))
}

/// Who does what a passive says.
fn agent(parsed: &Parsed, verb: WordId) -> Option<WordId> {
    parsed.children_by(verb, BaseRelation::Obl).find(|&w| parsed.child_form(w, BaseRelation::Case) == "by")
}

fn is_according(parsed: &Parsed, phrase: WordId) -> bool {
    parsed.children_by(phrase, BaseRelation::Case).any(|c| parsed.lower(c) == "according")
}
