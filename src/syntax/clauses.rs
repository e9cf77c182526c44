//! Clauses and phrases in the tree where grammar is surer than the parser: what is said in a statement, what stands before
//! *the guard said*, whom *who* means, what one is convicted of. What is a plain pattern stands in `data/rules/repair.rules`.

use super::draft::Draft;
use super::{BaseRelation, DependencyRelation, Subtype};
use crate::lexicon::{CURRENCIES, DEPRIVING_VERBS, HEADLINE_PASSIVES, REPORTING, TELLING_VERBS};
use crate::mentions::Kind;
use crate::morphology::{Upos, Xpos};

/// Corrects clauses and phrases, each kind by itself.
pub(crate) fn correct_clauses(draft: &mut Draft<'_>) {
    headline(draft);
    for word in 0..draft.len() {
        if draft.upos(word) == Upos::Verb {
            if REPORTING.contains_key(draft.lemma(word)) {
                said_in_statement(draft, word);
                said_behind(draft, word);
            }
            who(draft, word);
            which(draft, word);
        }
        charge(draft, word);
    }
}

/// *Former bank executive jailed for fraud*: what is done to the subject of a headline, which tells what was done in the present tense.
fn headline(draft: &mut Draft<'_>) {
    if draft.len() == 0 {
        return;
    }
    let sentence = draft.sentence(0);
    let open = sentence.clone().last().is_some_and(|w| draft.upos(w) != Upos::Punct);
    let root = sentence.clone().find(|&w| draft.head(w).is_none());
    let Some(verb) = root.filter(|&v| open && sentence.end < draft.words.len() && draft.xpos(v) == Xpos::Vbd)
    else {
        return;
    };
    let money =
        |w: usize| draft.label(w).head_of == Some(Kind::Money) || CURRENCIES.contains_key(draft.lemma(w));
    let suffers = draft.child(verb, BaseRelation::Aux).is_none()
        && HEADLINE_PASSIVES.contains(draft.lemma(verb))
        && draft.child(verb, BaseRelation::Obj).is_none_or(money);
    if let Some(subject) = draft.child(verb, BaseRelation::Nsubj).filter(|_| suffers) {
        draft.relabel(subject, DependencyRelation { base: BaseRelation::Nsubj, subtype: Subtype::Pass });
    }
}

/// *said in a statement that it would pay*, *told a conference that …*: the clause is what was said.
fn said_in_statement(draft: &mut Draft<'_>, verb: usize) {
    let told = TELLING_VERBS.contains(draft.lemma(verb));
    if draft.child(verb, BaseRelation::Ccomp).is_some() {
        if let Some(told) = draft.child(verb, BaseRelation::Obj).filter(|_| told) {
            draft.relabel(told, DependencyRelation::of(BaseRelation::Iobj));
        }
        return;
    }
    let content = |w: usize| {
        let phrase = match draft.relation(w).base {
            BaseRelation::Obl | BaseRelation::Iobj => true,
            BaseRelation::Obj => told || draft.child(w, BaseRelation::Case).is_some(),
            _ => false,
        };
        let that = |c: usize| draft.child(c, BaseRelation::Mark).is_some_and(|m| draft.form(m) == "that");
        let clause = |&c: &usize| {
            draft.is(c, BaseRelation::Acl) && draft.relation(c).subtype != Subtype::Relcl && that(c)
        };
        draft.children(w).find(clause).filter(|_| w > verb && phrase)
    };
    let found = draft.children(verb).find_map(|w| Some((w, content(w)?)));
    if let Some((phrase, clause)) = found {
        draft.attach(clause, verb, DependencyRelation::of(BaseRelation::Ccomp));
        if told && draft.is(phrase, BaseRelation::Obj) {
            draft.relabel(phrase, DependencyRelation::of(BaseRelation::Iobj));
        }
    }
}

/// *A ferry carrying pilgrims sank, the guard said*, where the parser has the ferry, or the pilgrims, *that sank*, beside the guard as the
/// subject of *said*.
fn said_behind(draft: &mut Draft<'_>, verb: usize) {
    let subjects: Vec<usize> = draft.children(verb).filter(|&w| draft.is(w, BaseRelation::Nsubj)).collect();
    let &[subject, speaker] = subjects.as_slice() else { return };
    if speaker > verb || draft.start_of(speaker).checked_sub(1).is_none_or(|w| draft.form(w) != ",") {
        return;
    }
    let finite = |w: usize| {
        draft.is(w, BaseRelation::Acl)
            && draft.xpos(w).is_finite_verb()
            && draft.child(w, BaseRelation::Nsubj).is_none()
    };
    let Some(clause) =
        (subject.saturating_add(1)..speaker).find(|&w| finite(w) && draft.is_under(w, subject))
    else {
        return;
    };
    let behind: Vec<usize> = draft.children(subject).filter(|&w| w > clause).collect();
    for word in behind {
        let relation = draft.relation(word);
        draft.attach(word, clause, relation);
    }
    draft.attach(clause, verb, DependencyRelation::of(BaseRelation::Ccomp));
    draft.attach(subject, clause, DependencyRelation::of(BaseRelation::Nsubj));
}

/// *three officials at the port who approved it*: *who* means the officials.
fn who(draft: &mut Draft<'_>, verb: usize) {
    let relative = draft.is(verb, BaseRelation::Acl) && draft.relation(verb).subtype == Subtype::Relcl;
    let Some(noun) = draft.head(verb).filter(|&n| relative && n < verb) else { return };
    let pronoun = draft
        .children(verb)
        .any(|w| draft.form(w).eq_ignore_ascii_case("who") && draft.is(w, BaseRelation::Nsubj));
    let thing = matches!(
        draft.label(noun).head_of,
        Some(Kind::Place | Kind::Object | Kind::Time | Kind::Event | Kind::Abstract | Kind::Work)
    );
    if !pronoun || !thing {
        return;
    }
    let above = draft.head(noun);
    let person =
        |w: usize| draft.label(w).head_of == Some(Kind::Person) || draft.name_begins(w) == Some(Kind::Person);
    // *letters between Berg and Lund, who founded it*
    let pronoun = draft.children(verb).find(|&w| draft.form(w).eq_ignore_ascii_case("who"));
    let last = pronoun.and_then(|p| (noun.saturating_add(1)..p).rfind(|&w| draft.form(w) != ","));
    let inner = last.and_then(|last| {
        std::iter::successors(Some(last), |&w| draft.head(w).filter(|&h| h != noun))
            .take(20)
            .find(|&w| person(w))
    });
    if let Some(inner) = inner.filter(|&w| w > noun && draft.is_under(w, noun)) {
        let relation = draft.relation(verb);
        draft.attach(verb, inner, relation);
        return;
    }
    let beside = above.into_iter().flat_map(|a| draft.children(a)).filter(|&w| {
        w < noun
            && matches!(draft.relation(w).base, BaseRelation::Obj | BaseRelation::Iobj | BaseRelation::Obl)
    });
    let found = beside.filter(|&w| person(w)).last();
    let found = found.or(above.filter(|&a| a < noun && person(a)));
    if let Some(found) =
        found.filter(|_| draft.is(noun, BaseRelation::Nmod) || draft.is(noun, BaseRelation::Obl))
    {
        let relation = draft.relation(verb);
        draft.attach(verb, found, relation);
    }
}

/// *Nine people died in the ambush, which they claimed*: *which* means no person, but the thing in front of the comma.
fn which(draft: &mut Draft<'_>, verb: usize) {
    let relative = draft.is(verb, BaseRelation::Acl) && draft.relation(verb).subtype == Subtype::Relcl;
    let Some(noun) = draft.head(verb).filter(|&n| relative && n < verb) else { return };
    let person = |w: usize| matches!(draft.label(w).head_of, Some(Kind::Person));
    if !person(noun) || draft.is_proper(noun) {
        return;
    }
    let pronoun = draft.children(verb).find(|&w| {
        draft.form(w).eq_ignore_ascii_case("which")
            && matches!(draft.relation(w).base, BaseRelation::Nsubj | BaseRelation::Obj)
    });
    let Some(comma) = pronoun
        .and_then(|p| p.checked_sub(1))
        .filter(|&c| draft.form(c) == "," && c > noun.saturating_add(1))
    else {
        return;
    };
    // the largest phrase that ends before the comma, of no person
    let above = std::iter::successors(Some(comma.saturating_sub(1)), |&w| {
        draft.head(w).filter(|&h| h != noun && h < comma)
    });
    let thing = |&w: &usize| {
        matches!(draft.upos(w), Upos::Noun | Upos::Propn)
            && draft.label(w).head_of.is_some()
            && !person(w)
            && w > noun
    };
    let found = above.take(20).filter(thing).last();
    if let Some(found) = found.filter(|&w| !draft.is_under(w, verb)) {
        let relation = draft.relation(verb);
        draft.attach(verb, found, relation);
    }
}

/// *convicted by a jury in Oslo of fraud*: what one is convicted of.
fn charge(draft: &mut Draft<'_>, charge: usize) {
    if !draft.is(charge, BaseRelation::Nmod) {
        return;
    }
    // the phrase of the verb that it stands in
    let mut phrase = charge;
    while draft.is(phrase, BaseRelation::Nmod) {
        match draft.head(phrase).filter(|&h| h < phrase) {
            Some(head) => phrase = head,
            None => return,
        }
    }
    let Some(verb) = draft.head(phrase).filter(|&v| v < phrase && draft.is(phrase, BaseRelation::Obl)) else {
        return;
    };
    let takes = DEPRIVING_VERBS.contains(draft.lemma(verb));
    if !takes {
        return;
    }
    let led_by_of = |w: usize| draft.child(w, BaseRelation::Case).is_some_and(|c| draft.form(c) == "of");
    let own = draft.children(verb).any(|w| draft.is(w, BaseRelation::Obl) && led_by_of(w));
    let act = matches!(draft.label(charge).head_of, Some(Kind::Event | Kind::Abstract) | None);
    if led_by_of(charge) && !own && act {
        draft.attach(charge, verb, DependencyRelation::of(BaseRelation::Obl));
    }
}
