//! Names in the tree: firms written with *&* and their legal forms, descriptions before names, datelines.

use super::draft::Draft;
use super::{BaseRelation, DependencyRelation, NamePosition, Subtype};
use crate::lexicon::{
    COMPANY_FORMS, COUNTRIES, FIELDS, HONORIFICS, INSTITUTIONS, ORGANIZATION_NOUNS, SHIP_PREFIXES, TITLES,
};
use crate::mentions::Kind;
use crate::morphology::{Upos, Xpos};

/// Puts together names that the parser or the labeler took apart, and hangs names on the nouns that describe them.
pub(crate) fn correct_names(draft: &mut Draft<'_>) {
    for word in 0..draft.len() {
        super::descriptions::acronym(draft, word);
        noun_in_front(draft, word);
    }
    for word in 1..draft.len() {
        join_partners(draft, word);
        join_legal_form(draft, word);
        join_parts(draft, word);
        join_ship(draft, word);
        join_fields(draft, word);
    }
    super::settling::settle_names(draft);
    super::offices::settle_offices(draft);
    for name in 1..draft.len() {
        if draft.name_begins(name).is_some() {
            titled(draft, name);
            describe_before(draft, name);
        }
        counted(draft, name);
    }
    super::descriptions::settle_descriptions(draft);
    datelines(draft);
}

/// Labels the words as one name.
pub(super) fn label(draft: &mut Draft<'_>, start: usize, end: usize, kind: Kind) {
    for word in start..end {
        let Some(label) = draft.labels.get_mut(word) else { continue };
        label.name = if word == start { NamePosition::Begin(kind) } else { NamePosition::Inside(kind) };
        label.name_confidence = label.name_confidence.max(0.9);
        label.likely_kind = Some(kind);
        if label.head_of.is_some() {
            label.head_of = Some(kind);
        }
    }
}

/// The first word of the name that ends before `end`: the labeler's, or the run of proper nouns.
pub(super) fn name_before(draft: &Draft<'_>, end: usize) -> usize {
    let mut start = end.saturating_sub(1);
    while start > 0 && draft.same_sentence(start.saturating_sub(1), end) {
        let goes_on = draft.in_name(start)
            || draft.name_begins(start).is_none()
                && draft.is_proper(start.saturating_sub(1))
                && draft.is_proper(start);
        if !goes_on {
            break;
        }
        start = start.saturating_sub(1);
    }
    start
}

/// *Lund & Berg* is one firm.
fn join_partners(draft: &mut Draft<'_>, sign: usize) {
    let right = sign.saturating_add(1);
    if draft.form(sign) != "&"
        || right >= draft.len()
        || !draft.same_sentence(sign.saturating_sub(1), right)
        || !draft.is_proper(sign.saturating_sub(1))
        || !draft.is_proper(right)
            && !matches!(draft.form(right), "Sons" | "Daughters" | "Brothers" | "Partners")
    {
        return;
    }
    let start = name_before(draft, sign);
    let mut end = right.saturating_add(1);
    while end < draft.len() && draft.in_name(end) {
        end = end.saturating_add(1);
    }
    label(draft, start, end, Kind::Organization);
    let first = draft.head(right).filter(|&h| h < sign && draft.is(right, BaseRelation::Conj));
    if let Some(first) = first {
        // *treatments from Eisenberg and Lorne & Co.*
        let first = first.max(start);
        draft.set_head_of(first, Some(Kind::Organization));
        draft.attach(right, first, DependencyRelation::of(BaseRelation::Flat));
        draft.attach(sign, first, DependencyRelation::of(BaseRelation::Flat));
        // what the parser gave the second partner is the firm's
        let given: Vec<usize> = draft.children(right).filter(|&w| w >= end).collect();
        for word in given {
            let relation = draft.relation(word);
            draft.attach(word, first, relation);
        }
    }
}

/// *Brightwater AG*: the legal form is part of the name of a company.
fn join_legal_form(draft: &mut Draft<'_>, form: usize) {
    let legal = COMPANY_FORMS.contains(draft.form(form).trim_end_matches('.'));
    let same_sentence = draft.same_sentence(form.saturating_sub(1), form);
    if !legal || !same_sentence || !draft.is_proper(form) || !draft.is_proper(form.saturating_sub(1)) {
        return;
    }
    let start = name_before(draft, form);
    label(draft, start, form.saturating_add(1), Kind::Organization);
    let top = (start..form).find(|&w| draft.head(w).is_none_or(|h| !(start..=form).contains(&h)));
    if let Some(top) = top
        && draft.head(top) != Some(form)
        && draft.head(form).is_none_or(|h| !(start..form).contains(&h))
        && !draft.is_under(top, form)
    {
        draft.set_head_of(top, Some(Kind::Organization));
        draft.attach(form, top, DependencyRelation::of(BaseRelation::Flat));
    }
}

/// `name/noun-in-front`: *carmaker Tarsk Motors*: a small noun of bodies in front of a name is no part of it.
fn noun_in_front(draft: &mut Draft<'_>, noun: usize) {
    let next = noun.saturating_add(1);
    let capital = |w: usize| draft.form(w).starts_with(char::is_uppercase);
    let bodies = INSTITUTIONS.contains_lowered(draft.form(noun));
    if draft.name_begins(noun).is_none() || capital(noun) || !bodies || !draft.same_sentence(noun, next) {
        return;
    }
    let (inside, begins) = (draft.in_name(next), draft.name_begins(next).is_some());
    if !capital(next) || !inside && !begins {
        return;
    }
    let kind = draft.name_begins(noun).unwrap_or(Kind::Organization);
    if let Some(label) = draft.labels.get_mut(noun) {
        label.name = NamePosition::Outside;
    }
    if inside && let Some(label) = draft.labels.get_mut(next) {
        label.name = NamePosition::Begin(kind);
    }
    draft.retag(noun, Upos::Noun, Xpos::Nn);
}

/// *the IG Metall union*: two names of organizations side by side before one noun are one.
fn join_parts(draft: &mut Draft<'_>, second: usize) {
    let first = second.saturating_sub(1);
    let organization = |w: usize| draft.name_begins(w) == Some(Kind::Organization);
    if organization(first)
        && organization(second)
        && draft.is(first, BaseRelation::Compound)
        && draft.is(second, BaseRelation::Compound)
        && draft.head(first) == draft.head(second)
        && draft.head(second).is_some_and(|h| h > second && !draft.is_proper(h))
    {
        let mut end = second.saturating_add(1);
        while end < draft.len() && draft.in_name(end) {
            end = end.saturating_add(1);
        }
        label(draft, first, end, Kind::Organization);
        draft.set_head_of(first, None);
        draft.attach(first, second, DependencyRelation::of(BaseRelation::Compound));
    }
}

/// *the Food and Drug Administration*: two fields that one authority is in charge of.
fn join_fields(draft: &mut Draft<'_>, and: usize) {
    let (left, right) = (and.saturating_sub(1), and.saturating_add(1));
    let field = |w: usize| FIELDS.contains_lowered(draft.form(w));
    if draft.form(and) != "and" || right >= draft.len() || !field(left) || !field(right) {
        return;
    }
    let large = |w: usize| draft.same_sentence(w, and) && draft.form(w).starts_with(char::is_uppercase);
    if !large(left) || !large(right) {
        return;
    }
    let end = right.saturating_add((right..draft.len()).take_while(|&w| large(w)).count());
    let head = end.saturating_sub(1);
    if head == right || !ORGANIZATION_NOUNS.contains_key(draft.form(head)) {
        return;
    }
    let mut start = left;
    while start > 0
        && large(start.saturating_sub(1))
        && draft.form(start.saturating_sub(1)) != "The"
        && !COUNTRIES.contains_key(draft.form(start.saturating_sub(1)))
    {
        start = start.saturating_sub(1);
    }
    label(draft, start, end, Kind::Organization);
    draft.set_head_of(head, Some(Kind::Organization));
    // the first field is no name of its own
    if draft.head(head) == Some(left) && draft.is(head, BaseRelation::Conj) {
        draft.take_place(head, left);
        let given: Vec<usize> = draft.children(left).filter(|&w| !(left..end).contains(&w)).collect();
        for word in given {
            let relation = draft.relation(word);
            draft.attach(word, head, relation);
        }
        draft.attach(left, head, DependencyRelation::of(BaseRelation::Compound));
    }
    if draft.head(left) == Some(head) {
        draft.attach(and, left, DependencyRelation::of(BaseRelation::Cc));
    }
    draft.set_head_of(left, None);
}

/// *the MV Santa Clara* is a ship.
fn join_ship(draft: &mut Draft<'_>, prefix: usize) {
    if !SHIP_PREFIXES.contains(draft.form(prefix))
        || !draft.form(prefix.saturating_sub(1)).eq_ignore_ascii_case("the")
    {
        return;
    }
    let name = |w: &usize| draft.same_sentence(*w, prefix) && draft.is_proper(*w);
    let end = prefix.saturating_add((prefix..draft.len()).take_while(name).count());
    if end > prefix.saturating_add(1) {
        label(draft, prefix, end, Kind::Object);
    }
}

/// The noun that stands in front of a name, behind which there may be titles and a hyphen.
fn noun_before(draft: &Draft<'_>, start: usize) -> Option<usize> {
    // titles between stay with the name
    let title = |w: usize| {
        draft.is(w, BaseRelation::Nmod) && draft.relation(w).subtype == Subtype::Desc
            || HONORIFICS.contains_lowered(draft.form(w))
    };
    let mut before = start.saturating_sub(1);
    while before > 0 && draft.is_proper(before) && title(before) {
        before = before.saturating_sub(1);
    }
    // *the start-up Brevik*
    let joined = before > 1
        && draft.form(before.saturating_sub(1)) == "-"
        && draft.head(before) == Some(before.saturating_sub(2));
    let noun = if joined { before.saturating_sub(2) } else { before };
    let one = draft.same_sentence(noun, start);
    (one && !draft.is_proper(noun)).then_some(noun)
}

/// *Kremlin spokeswoman Olga Berg*, *the sensor maker Optilux*: a name right behind the noun that says who or what it is.
fn describe_before(draft: &mut Draft<'_>, start: usize) {
    let Some(noun) = noun_before(draft, start) else { return };
    let mut end = start.saturating_add(1);
    while end < draft.len() && draft.in_name(end) {
        end = end.saturating_add(1);
    }
    let outside = |w: &usize| draft.head(*w).is_none_or(|h| !(noun.saturating_add(1)..end).contains(&h));
    let Some(name) = (start..end).find(outside).filter(|&w| draft.is_proper(w)) else { return };
    let person = draft.name_begins(start) == Some(Kind::Person);
    let apposition = DependencyRelation::of(BaseRelation::Appos);
    let led = draft
        .children(name)
        .any(|w| w < start && matches!(draft.relation(w).base, BaseRelation::Case | BaseRelation::Det));
    if led {
        return;
    }
    // *bought the sensor maker Optilux*, where the parser gives the one to the other
    let given = draft.is(noun, BaseRelation::Iobj)
        && draft.is(name, BaseRelation::Obj)
        && draft.head(noun) == draft.head(name)
        && draft.child(noun, BaseRelation::Det).is_some()
        && !person;
    if given {
        draft.relabel(noun, DependencyRelation::of(BaseRelation::Obj));
        draft.attach(name, noun, apposition);
    } else if is_second_subject(draft, noun, name) {
        draft.attach(name, noun, apposition);
    } else if person && draft.is_person_noun(noun) {
        describe_person(draft, noun, name);
    }
}

/// *Analysts at the bank Vontavia cut it*, where the parser has Vontavia as a second subject.
fn is_second_subject(draft: &Draft<'_>, noun: usize, name: usize) -> bool {
    draft.is(name, BaseRelation::Nsubj)
        && draft.head(name).is_some_and(|verb| {
            draft
                .children(verb)
                .any(|s| s < noun && draft.is(s, BaseRelation::Nsubj) && draft.is_under(noun, s))
        })
        && draft.child(noun, BaseRelation::Det).is_some_and(|d| draft.form(d) == "the")
}

/// Hangs a person's name on the noun in front, with what the noun is of.
fn describe_person(draft: &mut Draft<'_>, noun: usize, name: usize) {
    // *Kremlin spokeswoman*, where the parser has the spokeswoman as another name of the Kremlin
    let owner = draft.head(noun).filter(|&o| {
        draft.is(noun, BaseRelation::Appos)
            && o < noun
            && draft.is_proper(o)
            && (o.saturating_add(1)..noun).all(|w| draft.is_proper(w))
    });
    if let Some(owner) = owner {
        draft.take_place(noun, owner);
        draft.attach(owner, noun, DependencyRelation::of(BaseRelation::Compound));
        let own = name_before(draft, owner.saturating_add(1));
        let given: Vec<usize> = draft.children(owner).filter(|&w| w < own || w > noun).collect();
        for word in given {
            let relation = draft.relation(word);
            draft.attach(word, noun, relation);
        }
    }
    let beside = draft.head(name) == draft.head(noun)
        && draft.relation(name) == draft.relation(noun)
        && !draft.is(noun, BaseRelation::Compound);
    let below = draft.head(name) == Some(noun)
        && matches!(draft.relation(name).base, BaseRelation::Flat | BaseRelation::Nmod);
    if beside || below || owner.is_some() && draft.head(name) == draft.head(noun) {
        draft.attach(name, noun, DependencyRelation::of(BaseRelation::Appos));
    }
}

/// *Alberta Premier Rachel Berg*: the title is the person's, and what stands before it is what the title is held for.
fn titled(draft: &mut Draft<'_>, start: usize) {
    if draft.name_begins(start) != Some(Kind::Person) || start < 2 || !draft.is_proper(start) {
        return;
    }
    let (title, owner) = (start.saturating_sub(1), start.saturating_sub(2));
    let called = |w: usize| TITLES.contains_lowered(draft.form(w));
    let one = draft.same_sentence(owner, start);
    let entangled = draft.head(start) == Some(owner)
        || draft.head(start) == draft.head(owner) && !draft.is(owner, BaseRelation::Compound)
        || draft.head(start.saturating_add(1)) == Some(owner) && draft.in_name(start.saturating_add(1));
    if !one
        || !called(title)
        || called(owner)
        || !draft.is_proper(title)
        || !draft.is_proper(owner)
        || !entangled
    {
        return;
    }
    let honorific = HONORIFICS.contains_lowered(draft.form(owner));
    if honorific || draft.in_name(start.saturating_sub(1)) && draft.in_name(owner) {
        return;
    }
    if draft.head(start) == Some(owner) {
        draft.take_place(start, owner);
    }
    let given: Vec<usize> = draft.children(owner).filter(|&w| w > start).collect();
    for word in given {
        let relation = draft.relation(word);
        draft.attach(word, start, relation);
    }
    draft.attach(title, start, DependencyRelation { base: BaseRelation::Nmod, subtype: Subtype::Desc });
    draft.attach(owner, title, DependencyRelation::of(BaseRelation::Compound));
    if let Some(label) = draft.labels.get_mut(owner)
        && label.name == NamePosition::Begin(Kind::Person)
    {
        label.name = NamePosition::Begin(Kind::Place);
        label.head_of = label.head_of.and(Some(Kind::Place));
    }
}

/// *two daughters, Marta and Beatriz*: as many names behind the comma as are counted say who they are.
fn counted(draft: &mut Draft<'_>, name: usize) {
    if !draft.is_proper(name)
        || !draft.is(name, BaseRelation::Conj)
        || draft.form(name.saturating_sub(1)) != ","
    {
        return;
    }
    let Some(noun) = draft.head(name).filter(|&n| n < name) else { return };
    let number =
        if draft.upos(noun) == Upos::Num { Some(noun) } else { draft.child(noun, BaseRelation::Nummod) };
    let count = match number.map(|n| draft.form(n).to_lowercase()).as_deref() {
        Some("two" | "2") => 2,
        Some("three" | "3") => 3,
        Some("four" | "4") => 4,
        Some("five" | "5") => 5,
        _ => return,
    };
    let own: Vec<usize> = draft.children(noun).filter(|&w| draft.is(w, BaseRelation::Conj)).collect();
    let below: Vec<usize> = draft.children(name).filter(|&w| draft.is(w, BaseRelation::Conj)).collect();
    let all_names = own.iter().chain(&below).all(|&w| draft.is_proper(w));
    if !all_names || own.first() != Some(&name) || own.len().saturating_add(below.len()) != count {
        return;
    }
    draft.attach(name, noun, DependencyRelation::of(BaseRelation::Appos));
    for other in own.into_iter().skip(1) {
        draft.attach(other, name, DependencyRelation::of(BaseRelation::Conj));
    }
}

/// *OSLO (Agency) —*: the first name of a dateline is a town, and what stands in brackets is no other name of it.
fn datelines(draft: &mut Draft<'_>) {
    for first in 0..draft.len().min(200) {
        if first > 0 && draft.same_sentence(first.saturating_sub(1), first) {
            continue;
        }
        let sentence = draft.sentence(first);
        let capitals = draft.form(first).chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase)
            && draft.form(first).len() > 2;
        let dash = sentence.clone().last().is_some_and(|w| matches!(draft.form(w), "—" | "–" | "-" | "--"));
        if !capitals || !dash || sentence.len() < 2 || sentence.len() > 16 {
            continue;
        }
        let large =
            |w: &usize| draft.is_proper(*w) && draft.form(*w).chars().all(|c| c.is_uppercase() || c == '.');
        let end = first.saturating_add((first..sentence.end).take_while(large).count().max(1));
        label(draft, first, end, Kind::Place);
        for word in sentence {
            if (first..end).contains(&word) {
                draft.set_head_of(word, Some(Kind::Place));
                draft.labels.get_mut(word).into_iter().for_each(|own| own.head_confidence = 1.0);
            } else if draft.is(word, BaseRelation::Appos) {
                draft.relabel(word, DependencyRelation::of(BaseRelation::Parataxis));
            }
        }
    }
}
