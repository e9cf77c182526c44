//! Clauses and phrases in the tree where grammar is surer than the parser: what is said in a statement, what stands before
//! *the guard said*, whom *who* means, prices, degrees of time, what one is convicted of.
#![expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "ids of the words of the same document"
)]

use super::draft::Draft;
use super::{BaseRelation, Relation, Subtype};
use crate::lexicon::{CURRENCIES, HEADLINE_PASSIVES, REPORTING};
use crate::mentions::Kind;
use crate::morphology::Upos;

/// Corrects clauses and phrases, each kind by itself.
pub(crate) fn correct_clauses(draft: &mut Draft<'_>) {
    headline(draft);
    for word in 0..draft.len() {
        if draft.morphology[word].upos == Upos::Verb {
            if REPORTING.contains_key(draft.lemma(word)) {
                said_in_statement(draft, word);
                said_behind(draft, word);
                speaker_described(draft, word);
                said_on(draft, word);
            }
            who(draft, word);
            which(draft, word);
        }
        price(draft, word);
        degree_of_time(draft, word);
        day(draft, word);
        venue(draft, word);
        charge(draft, word);
        due(draft, word);
        part(draft, word);
    }
}

/// *Former bank executive jailed for fraud*: what is done to the subject of a headline, which tells what was done in the present tense.
fn headline(draft: &mut Draft<'_>) {
    if draft.len() == 0 {
        return;
    }
    let sentence = draft.sentence(0);
    let open = sentence.clone().last().is_some_and(|w| draft.morphology[w].upos != Upos::Punct);
    let root = sentence.clone().find(|&w| draft.head(w).is_none());
    let Some(verb) =
        root.filter(|&v| open && sentence.end < draft.words.len() && &*draft.morphology[v].xpos == "VBD")
    else {
        return;
    };
    let money =
        |w: usize| draft.labels[w].head_of == Some(Kind::Money) || CURRENCIES.contains_key(draft.lemma(w));
    let suffers = draft.child(verb, BaseRelation::Aux).is_none()
        && HEADLINE_PASSIVES.contains(draft.lemma(verb))
        && draft.child(verb, BaseRelation::Obj).is_none_or(money);
    if let Some(subject) = draft.child(verb, BaseRelation::Nsubj).filter(|_| suffers) {
        draft.dependencies[subject].relation = Relation { base: BaseRelation::Nsubj, subtype: Subtype::Pass };
    }
}

/// *said in a statement that it would pay*, *told a conference that …*: the clause is what was said.
fn said_in_statement(draft: &mut Draft<'_>, verb: usize) {
    let told = matches!(draft.lemma(verb), "tell" | "inform" | "remind" | "warn" | "assure");
    if draft.child(verb, BaseRelation::Ccomp).is_some() {
        if let Some(told) = draft.child(verb, BaseRelation::Obj).filter(|_| told) {
            draft.dependencies[told].relation = Relation::of(BaseRelation::Iobj);
        }
        return;
    }
    let content = |w: usize| {
        let phrase = match draft.dependencies[w].relation.base {
            BaseRelation::Obl | BaseRelation::Iobj => true,
            BaseRelation::Obj => told || draft.child(w, BaseRelation::Case).is_some(),
            _ => false,
        };
        let that = |c: usize| draft.child(c, BaseRelation::Mark).is_some_and(|m| draft.form(m) == "that");
        let clause = |&c: &usize| {
            draft.is(c, BaseRelation::Acl)
                && draft.dependencies[c].relation.subtype != Subtype::Relcl
                && that(c)
        };
        draft.children(w).find(clause).filter(|_| w > verb && phrase)
    };
    let found = draft.children(verb).find_map(|w| Some((w, content(w)?)));
    if let Some((phrase, clause)) = found {
        draft.attach(clause, verb, Relation::of(BaseRelation::Ccomp));
        if told && draft.is(phrase, BaseRelation::Obj) {
            draft.dependencies[phrase].relation = Relation::of(BaseRelation::Iobj);
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
            && matches!(&*draft.morphology[w].xpos, "VBD" | "VBZ" | "VBP")
            && draft.child(w, BaseRelation::Nsubj).is_none()
    };
    let Some(clause) = (subject + 1..speaker).find(|&w| finite(w) && draft.is_under(w, subject)) else {
        return;
    };
    let behind: Vec<usize> = draft.children(subject).filter(|&w| w > clause).collect();
    for word in behind {
        let relation = draft.dependencies[word].relation;
        draft.attach(word, clause, relation);
    }
    draft.attach(clause, verb, Relation::of(BaseRelation::Ccomp));
    draft.attach(subject, clause, Relation::of(BaseRelation::Nsubj));
}

/// *“…,” said Berg, who left*: what begins with *who* behind the speaker is about the speaker, and not said.
fn speaker_described(draft: &mut Draft<'_>, verb: usize) {
    let Some(speaker) = draft.child(verb, BaseRelation::Nsubj).filter(|&s| s > verb) else { return };
    let who = |c: usize| {
        draft.children(c).find(|&w| {
            draft.is(w, BaseRelation::Nsubj) && matches!(draft.form(w), "who" | "which") && w > speaker
        })
    };
    let clause = draft.children(verb).find(|&c| {
        c > speaker && draft.is(c, BaseRelation::Ccomp) && who(c).is_some_and(|w| draft.form(w - 1) == ",")
    });
    if let Some(clause) = clause {
        draft.attach(clause, speaker, Relation { base: BaseRelation::Acl, subtype: Subtype::Relcl });
    }
}

/// *said on Monday they had left*: a time right behind the verb, in front of the subject, says when it was said.
fn said_on(draft: &mut Draft<'_>, verb: usize) {
    let Some(clause) = draft.children(verb).find(|&c| c > verb && draft.is(c, BaseRelation::Ccomp)) else {
        return;
    };
    let Some(subject) = draft.child(clause, BaseRelation::Nsubj) else { return };
    let time = draft.children(clause).find(|&t| {
        draft.is(t, BaseRelation::Obl)
            && t < subject
            && draft.labels[t].head_of == Some(Kind::Time)
            && draft.start_of(t) == verb + 1
    });
    if let Some(time) = time.filter(|&t| draft.start_of(subject) == t + 1) {
        let relation = draft.dependencies[time].relation;
        draft.attach(time, verb, relation);
    }
}

/// *three officials at the port who approved it*: *who* means the officials.
fn who(draft: &mut Draft<'_>, verb: usize) {
    let relative =
        draft.is(verb, BaseRelation::Acl) && draft.dependencies[verb].relation.subtype == Subtype::Relcl;
    let Some(noun) = draft.head(verb).filter(|&n| relative && n < verb) else { return };
    let pronoun = draft
        .children(verb)
        .any(|w| draft.form(w).eq_ignore_ascii_case("who") && draft.is(w, BaseRelation::Nsubj));
    let thing = matches!(
        draft.labels[noun].head_of,
        Some(Kind::Place | Kind::Object | Kind::Time | Kind::Event | Kind::Abstract | Kind::Work)
    );
    if !pronoun || !thing {
        return;
    }
    let above = draft.head(noun);
    let person = |w: usize| {
        draft.labels[w].head_of == Some(Kind::Person) || draft.name_begins(w) == Some(Kind::Person)
    };
    // *letters between Berg and Lund, who founded it*
    let pronoun = draft.children(verb).find(|&w| draft.form(w).eq_ignore_ascii_case("who"));
    let last = pronoun.and_then(|p| (noun + 1..p).rfind(|&w| draft.form(w) != ","));
    let inner = last.and_then(|last| {
        std::iter::successors(Some(last), |&w| draft.head(w).filter(|&h| h != noun))
            .take(20)
            .find(|&w| person(w))
    });
    if let Some(inner) = inner.filter(|&w| w > noun && draft.is_under(w, noun)) {
        let relation = draft.dependencies[verb].relation;
        draft.attach(verb, inner, relation);
        return;
    }
    let beside = above.into_iter().flat_map(|a| draft.children(a)).filter(|&w| {
        w < noun
            && matches!(
                draft.dependencies[w].relation.base,
                BaseRelation::Obj | BaseRelation::Iobj | BaseRelation::Obl
            )
    });
    let found = beside.filter(|&w| person(w)).last();
    let found = found.or(above.filter(|&a| a < noun && person(a)));
    if let Some(found) =
        found.filter(|_| draft.is(noun, BaseRelation::Nmod) || draft.is(noun, BaseRelation::Obl))
    {
        let relation = draft.dependencies[verb].relation;
        draft.attach(verb, found, relation);
    }
}

/// *Nine people died in the ambush, which they claimed*: *which* means no person, but the thing in front of the comma.
fn which(draft: &mut Draft<'_>, verb: usize) {
    let relative =
        draft.is(verb, BaseRelation::Acl) && draft.dependencies[verb].relation.subtype == Subtype::Relcl;
    let Some(noun) = draft.head(verb).filter(|&n| relative && n < verb) else { return };
    let person = |w: usize| matches!(draft.labels[w].head_of, Some(Kind::Person));
    if !person(noun) || draft.is_proper(noun) {
        return;
    }
    let pronoun = draft.children(verb).find(|&w| {
        draft.form(w).eq_ignore_ascii_case("which")
            && matches!(draft.dependencies[w].relation.base, BaseRelation::Nsubj | BaseRelation::Obj)
    });
    let Some(comma) =
        pronoun.and_then(|p| p.checked_sub(1)).filter(|&c| draft.form(c) == "," && c > noun + 1)
    else {
        return;
    };
    // the largest phrase that ends before the comma, of no person
    let above =
        std::iter::successors(Some(comma - 1), |&w| draft.head(w).filter(|&h| h != noun && h < comma));
    let thing = |&w: &usize| {
        matches!(draft.morphology[w].upos, Upos::Noun | Upos::Propn)
            && draft.labels[w].head_of.is_some()
            && !person(w)
            && w > noun
    };
    let found = above.take(20).filter(thing).last();
    if let Some(found) = found.filter(|&w| !draft.is_under(w, verb)) {
        let relation = draft.dependencies[verb].relation;
        draft.attach(verb, found, relation);
    }
}

/// *pay 61 euros a share*: the price is paid, by the share.
fn price(draft: &mut Draft<'_>, unit: usize) {
    if unit < 2 || draft.morphology[unit].upos != Upos::Noun || !matches!(draft.form(unit - 1), "a" | "an") {
        return;
    }
    let Some(above) = draft.head(unit) else { return };
    let currency = |w: usize| CURRENCIES.contains_key(draft.lemma(w).to_lowercase().as_str());
    let unmarked = Relation { base: BaseRelation::Nmod, subtype: Subtype::Unmarked };
    if draft.is(unit, BaseRelation::Obj) {
        let amount =
            draft.children(above).find(|&w| draft.is(w, BaseRelation::Iobj) && w + 2 == unit && currency(w));
        if let Some(amount) = amount {
            draft.dependencies[amount].relation = Relation::of(BaseRelation::Obj);
            draft.attach(unit, amount, unmarked);
        }
    } else if draft.is(unit, BaseRelation::Appos) && above + 2 == unit && currency(above) {
        draft.dependencies[unit].relation = unmarked;
    }
}

/// *sank off the island of Masbate early Sunday*: the day is the verb's, not the island's.
fn day(draft: &mut Draft<'_>, day: usize) {
    let unmarked =
        draft.is(day, BaseRelation::Nmod) && draft.dependencies[day].relation.subtype == Subtype::Unmarked;
    let Some(place) = draft.head(day).filter(|&p| unmarked && p < day && draft.is(p, BaseRelation::Obl))
    else {
        return;
    };
    let located =
        draft.labels[place].head_of == Some(Kind::Place) && draft.child(place, BaseRelation::Case).is_some();
    let Some(verb) = draft.head(place).filter(|_| located) else { return };
    if draft.labels[day].head_of == Some(Kind::Time)
        && draft.morphology[verb].upos == Upos::Verb
        && verb < place
    {
        draft.attach(day, verb, Relation { base: BaseRelation::Obl, subtype: Subtype::Unmarked });
    }
}

/// *met Olav Berg in Oslo*: where they met, not which Berg.
fn venue(draft: &mut Draft<'_>, venue: usize) {
    if !draft.is(venue, BaseRelation::Nmod)
        || !matches!(draft.labels[venue].head_of, Some(Kind::Place | Kind::Time))
    {
        return;
    }
    let Some(name) = draft.head(venue).filter(|&n| n < venue && draft.is_proper(n)) else { return };
    let led = draft
        .child(venue, BaseRelation::Case)
        .is_some_and(|c| matches!(draft.form(c), "in" | "at" | "near" | "during"));
    let first = if draft.is(name, BaseRelation::Conj) { draft.head(name).unwrap_or(name) } else { name };
    let object = matches!(
        draft.dependencies[first].relation.base,
        BaseRelation::Obj | BaseRelation::Obl | BaseRelation::Iobj
    );
    let Some(verb) = draft.head(first).filter(|&v| v < first && draft.morphology[v].upos == Upos::Verb)
    else {
        return;
    };
    let person =
        draft.name_begins(name) == Some(Kind::Person) && !draft.children(name).any(|w| draft.form(w) == ",");
    if led && object && person {
        draft.attach(venue, verb, Relation::of(BaseRelation::Obl));
    }
}

/// *begin as early as next spring*: the degree belongs to the time.
fn degree_of_time(draft: &mut Draft<'_>, time: usize) {
    if !draft.is(time, BaseRelation::Obl) {
        return;
    }
    let Some(degree) = draft.head(time).filter(|&d| d < time) else { return };
    let Some(verb) = draft.head(degree).filter(|_| draft.is(degree, BaseRelation::Advmod)) else { return };
    let case = draft.child(time, BaseRelation::Case);
    let as_early = matches!(draft.form(degree), "early" | "late" | "soon" | "recently" | "long")
        && case.is_some_and(|c| draft.form(c) == "as" && c == degree + 1);
    let moment = draft.labels[time].head_of == Some(Kind::Time);
    if let Some(case) = case.filter(|_| as_early && moment && !draft.is_under(verb, time)) {
        draft.attach(time, verb, Relation { base: BaseRelation::Obl, subtype: Subtype::Unmarked });
        draft.attach(degree, time, Relation::of(BaseRelation::Advmod));
        draft.attach(case, degree, Relation::of(BaseRelation::Fixed));
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
    let takes = matches!(
        draft.lemma(verb),
        "convict"
            | "acquit"
            | "accuse"
            | "suspect"
            | "absolve"
            | "exonerate"
            | "deprive"
            | "rob"
            | "strip"
            | "clear"
    );
    if !takes {
        return;
    }
    let led_by_of = |w: usize| draft.child(w, BaseRelation::Case).is_some_and(|c| draft.form(c) == "of");
    let own = draft.children(verb).any(|w| draft.is(w, BaseRelation::Obl) && led_by_of(w));
    let act = matches!(draft.labels[charge].head_of, Some(Kind::Event | Kind::Abstract) | None);
    if led_by_of(charge) && !own && act {
        draft.attach(charge, verb, Relation::of(BaseRelation::Obl));
    }
}

/// *is due to arrive*: *due* is what the subject is, as *likely* is, and the infinitive depends on it.
fn due(draft: &mut Draft<'_>, due: usize) {
    let Some(verb) = draft.head(due).filter(|&v| due < v && draft.lemma(due) == "due") else { return };
    let Some(to) = draft.child(due, BaseRelation::Fixed).filter(|&t| draft.form(t) == "to") else { return };
    if !draft.is(due, BaseRelation::Mark) || draft.morphology[verb].upos != Upos::Verb {
        return;
    }
    let Some(copula) = draft.child(verb, BaseRelation::Cop) else { return };
    draft.dependencies[due] = draft.dependencies[verb];
    draft.attach(verb, due, Relation::of(BaseRelation::Xcomp));
    draft.attach(to, verb, Relation::of(BaseRelation::Mark));
    let first: Vec<usize> = draft.children(verb).filter(|&w| w <= copula).collect();
    for word in first {
        let relation = draft.dependencies[word].relation;
        draft.attach(word, due, relation);
    }
}

/// *took part in the talks*, *takes place in May*: verb and noun are one predicate.
fn part(draft: &mut Draft<'_>, noun: usize) {
    let taken = matches!(draft.form(noun), "part" | "place") && draft.is(noun, BaseRelation::Obj);
    let Some(verb) = draft.head(noun).filter(|&v| taken && v + 1 == noun) else { return };
    if draft.lemma(verb) == "take" && draft.children(noun).next().is_none() {
        draft.attach(noun, verb, Relation::of(BaseRelation::Compound));
    }
}
