//! Offices beside names in the tree: the title is the person's, and what stands in front of it is what it is held for.

use super::draft::Draft;
use super::naming::label;
use super::settling::{flatten_person, gather, may_be_given, name_end, tops};
use super::{BaseRelation, DependencyRelation, MentionLabel, NamePosition, Subtype};
use crate::lexicon::{
    CAPITALS, COUNTRIES, DEMONYMS, GIVEN_NAMES, HONORIFICS, ORGANIZATION_NOUNS, ORGANIZATION_PARTS,
    OWNER_LINKS, TITLE_PARTS, TITLES, is_name_suffix,
};
use crate::mentions::Kind;
use crate::morphology::Upos;
use std::ops::Range;

/// The most words of a person's name.
const LONGEST: usize = 4;

/// Gives titles to persons and to titles what they are held for.
pub(super) fn settle_offices(draft: &mut Draft<'_>) {
    for word in 1..draft.len() {
        title_of_words(draft, word);
        owner_of_words(draft, word);
        written_large(draft, word);
        governor_of(draft, word);
        holder_behind_place(draft, word);
    }
}

fn called(draft: &Draft<'_>, word: usize) -> bool {
    TITLES.contains_lowered(draft.form(word))
}

fn belongs(draft: &Draft<'_>, word: usize) -> bool {
    TITLE_PARTS.contains_lowered(draft.form(word)) || called(draft, word)
}

fn large(draft: &Draft<'_>, word: usize) -> bool {
    draft.form(word).starts_with(char::is_uppercase)
}

fn one_sentence(draft: &Draft<'_>, a: usize, b: usize) -> bool {
    b < draft.len() && draft.same_sentence(a, b)
}

/// `office/title-of-words`: *Brevik chief executive Olav Berg*: of two words of one title the last is the title.
fn title_of_words(draft: &mut Draft<'_>, second: usize) {
    let first = second.saturating_sub(1);
    let described = |w: usize| draft.is(w, BaseRelation::Nmod) && draft.relation(w).subtype == Subtype::Desc;
    if !described(first)
        || !described(second)
        || draft.head(first) != draft.head(second)
        || draft.head(second).is_none_or(|name| name <= second)
        || !called(draft, second)
        || !belongs(draft, first)
        || large(draft, first) != large(draft, second)
        || HONORIFICS.contains_lowered(draft.form(first))
    {
        return;
    }
    let given: Vec<usize> = draft.children(first).collect();
    for word in given {
        let relation = draft.relation(word);
        draft.attach(word, second, relation);
    }
    let adjective = draft.upos(first) == Upos::Adj || draft.form(first).eq_ignore_ascii_case("chief");
    let relation = if adjective { BaseRelation::Amod } else { BaseRelation::Compound };
    draft.attach(first, second, DependencyRelation::of(relation));
}

/// `office/owner-of-words`: *Norvik Harbour founder Lise Dahl*: two names in front of the noun of a person, one behind the other, are one.
fn owner_of_words(draft: &mut Draft<'_>, second: usize) {
    let first = second.saturating_sub(1);
    let (Some(one), Some(other)) = (draft.name_begins(first), draft.name_begins(second)) else { return };
    let Some(noun) = draft.head(second).filter(|&n| n > second && draft.head(first) == Some(n)) else {
        return;
    };
    let compound = |w: usize| draft.is(w, BaseRelation::Compound);
    let known = |w: usize| COUNTRIES.contains_key(draft.form(w)) || CAPITALS.contains_key(draft.form(w));
    let end = name_end(draft, second);
    if !one_sentence(draft, first, second)
        || !compound(first)
        || !compound(second)
        || end != noun
        || draft.is_proper(noun)
        || !draft.is_person_noun(noun)
        || known(first)
        || known(second) && one != Kind::Organization
    {
        return;
    }
    let firm = ORGANIZATION_PARTS.contains(draft.lemma(noun)) || draft.lemma(noun).starts_with("spokes");
    let kind = if firm || one == Kind::Organization { Kind::Organization } else { other };
    label(draft, first, end, kind);
    draft.set_head_of(first, None);
    draft.set_head_of(second, Some(kind));
    draft.attach(first, second, DependencyRelation::of(BaseRelation::Compound));
}

/// The name of the person behind the title at `title`, if one is there: what the labeler begins there, or the proper nouns up to what is
/// none.
fn person_behind(draft: &Draft<'_>, title: usize) -> Option<Range<usize>> {
    let start = title.saturating_add(1);
    let proper = |w: usize| one_sentence(draft, title, w) && draft.is_proper(w) && large(draft, w);
    if !proper(start) || belongs(draft, start) {
        return None;
    }
    let kind = draft.name_begins(start);
    let begun = |w: usize| w > start && draft.name_begins(w).is_some();
    let end = match kind {
        Some(Kind::Person) => name_end(draft, start),
        _ => draft.run_end(start, |w| proper(w) && !begun(w)),
    };
    let first = draft.form(start);
    let name = end.saturating_sub(start) <= LONGEST
        && !is_name_suffix(first.trim_end_matches('.').to_lowercase().as_str())
        && !ORGANIZATION_NOUNS.contains_key(draft.form(end.saturating_sub(1)))
        && !COUNTRIES.contains_key(first);
    // the labeler sees a person, or a given and a family name stand there
    let person = kind == Some(Kind::Person)
        || end.saturating_sub(start) >= 2 && (kind.is_none() || may_be_given(first));
    (name && person).then_some(start..end)
}

/// The words before the title that belong to it and, in front of them, the name of what it is held for: where the one and the other
/// begin.
fn owner_before(draft: &Draft<'_>, title: usize) -> Option<(usize, usize)> {
    let whole = |w: usize| one_sentence(draft, w, title) && large(draft, w);
    let mut first = title;
    while first > 0
        && whole(first.saturating_sub(1))
        && belongs(draft, first.saturating_sub(1))
        && !draft.form(first.saturating_sub(1)).ends_with('.')
    {
        first = first.saturating_sub(1);
    }
    let noun = |w: usize| {
        draft.is_proper(w) || draft.upos(w) == Upos::Adj && draft.label(w).name != NamePosition::Outside
    };
    let mut owner = first;
    while owner > 0 && whole(owner.saturating_sub(1)) && noun(owner.saturating_sub(1)) {
        owner = owner.saturating_sub(1);
        if draft.name_begins(owner).is_some_and(|k| k != Kind::Person) {
            break;
        }
    }
    if owner == first {
        return None;
    }
    // *Bank of Arne Governor*: the name goes on to the left
    if draft.in_name(owner) {
        owner = (0..owner).rev().find(|&w| !draft.in_name(w)).unwrap_or(owner);
    } else if owner > 0 && OWNER_LINKS.contains(draft.form(owner.saturating_sub(1))) {
        return None;
    }
    let given = GIVEN_NAMES.contains_key(draft.form(owner));
    let polite = (owner..first).any(|w| HONORIFICS.contains_lowered(draft.form(w)));
    // *North Arnish President*
    let pair = |w: usize| format!("{} {}", draft.form(w.saturating_sub(1)), draft.form(w));
    let people = (owner..first)
        .any(|w| DEMONYMS.contains_key(draft.form(w)) || DEMONYMS.contains_key(pair(w).as_str()));
    (!given && !polite && !people && one_sentence(draft, owner, title)).then_some((owner, first))
}

/// `office/written-large`: *Brevik Inc. Chief Executive Olav Berg*, *State Department Spokesperson Olav Berg*.
fn written_large(draft: &mut Draft<'_>, title: usize) {
    if !large(draft, title) || !called(draft, title) {
        return;
    }
    let Some(name) = person_behind(draft, title) else { return };
    let Some((owner, first)) = owner_before(draft, title) else { return };
    let run = owner..name.end;
    let person = name.start;
    let own = tops(draft, &(owner..first));
    let kept: Vec<_> = (owner..first).map(|w| draft.place(w)).collect();
    if !gather(draft, run, person, BaseRelation::Flat) {
        return;
    }
    flatten_person(draft, name);
    draft.set_head_of(person, Some(Kind::Person));
    draft.attach(title, person, DependencyRelation { base: BaseRelation::Nmod, subtype: Subtype::Desc });
    for word in first..title {
        draft.attach(word, title, DependencyRelation::of(BaseRelation::Compound));
    }
    let last = match own.as_slice() {
        // what was one phrase stays it
        [top] => {
            for (word, dependency) in (owner..first).zip(kept).filter(|(w, _)| w != top) {
                draft.put(word, dependency);
            }
            *top
        }
        _ => {
            for word in owner..first.saturating_sub(1) {
                draft.attach(word, first.saturating_sub(1), DependencyRelation::of(BaseRelation::Compound));
            }
            first.saturating_sub(1)
        }
    };
    draft.attach(last, title, DependencyRelation::of(BaseRelation::Compound));
    for word in first..=title {
        draft.set_name(word, NamePosition::Outside);
        draft.set_head_of(word, None);
    }
    let kind = match draft.name_begins(owner) {
        Some(kind @ (Kind::Place | Kind::Organization)) => kind,
        _ if COUNTRIES.contains_key(draft.form(last)) => Kind::Place,
        _ => Kind::Organization,
    };
    label(draft, owner, first, kind);
    draft.set_head_of(last, Some(kind));
}

/// `office/governor-of`: *Governor of Arne Tina Berg*: the place ends where a given name begins.
fn governor_of(draft: &mut Draft<'_>, title: usize) {
    let of = title.saturating_add(1);
    if !called(draft, title) || draft.form(of) != "of" || !one_sentence(draft, title, of.saturating_add(1)) {
        return;
    }
    let proper = |w: usize| one_sentence(draft, title, w) && draft.is_proper(w) && large(draft, w);
    let run = of.saturating_add(1)..draft.run_end(of.saturating_add(1), proper);
    let begins = |w: usize| {
        let named = draft.name_begins(w) == Some(Kind::Person);
        named || draft.label(w).name != NamePosition::Outside && GIVEN_NAMES.contains_key(draft.form(w))
    };
    let Some(person) = run.clone().skip(1).find(|&w| begins(w) && w.saturating_add(1) < run.end) else {
        return;
    };
    let end = if draft.name_begins(person) == Some(Kind::Person) { name_end(draft, person) } else { run.end };
    if end.saturating_sub(person) > LONGEST
        || draft.head(person).is_some_and(|h| !(title..end).contains(&h)) && draft.is_under(title, person)
    {
        return;
    }
    let article = draft.child(title, BaseRelation::Det).is_some();
    let place = person.saturating_sub(1);
    if article {
        // *the governor of Arne Tina Berg*: the name says who
        if !gather(draft, title..end, title, BaseRelation::Flat) {
            return;
        }
        flatten(draft, person..end);
        draft.attach(person, title, DependencyRelation::of(BaseRelation::Appos));
    } else {
        if !gather(draft, title..end, person, BaseRelation::Flat) {
            return;
        }
        flatten(draft, person..end);
        draft.attach(title, person, DependencyRelation { base: BaseRelation::Nmod, subtype: Subtype::Desc });
    }
    for word in run.start..place {
        draft.attach(word, place, DependencyRelation::of(BaseRelation::Compound));
    }
    draft.attach(place, title, DependencyRelation::of(BaseRelation::Nmod));
    draft.attach(of, place, DependencyRelation::of(BaseRelation::Case));
    for word in title..=of {
        draft.set_name(word, NamePosition::Outside);
        draft.set_head_of(word, None);
    }
    draft.set_head_of(person, Some(Kind::Person));
    label(draft, run.start, person, Kind::Place);
    draft.set_head_of(place, Some(Kind::Place));
}

/// The first word heads the others, which lie flat on it.
fn flatten(draft: &mut Draft<'_>, name: Range<usize>) {
    let first = name.start;
    for word in name.clone().skip(1) {
        draft.attach(word, first, DependencyRelation::of(BaseRelation::Flat));
    }
    label(draft, first, name.end, Kind::Person);
}

/// `office/holder-behind-place`: *the mayor of Arne, Ingrid Berg, resigned*: a person's name beside a place, in the phrase of an office, is
/// the name of who holds it.
fn holder_behind_place(draft: &mut Draft<'_>, name: usize) {
    let Some(kind) = draft.name_begins(name) else { return };
    let end = name_end(draft, name);
    let beside = draft.is(name, BaseRelation::Conj) || draft.is(name, BaseRelation::Appos);
    if !beside || draft.form(name.saturating_sub(1)) != "," || tops(draft, &(name..end)).len() != 1 {
        return;
    }
    let given = GIVEN_NAMES.contains_key(draft.form(name)) && end.saturating_sub(name) >= 2;
    let Some(place) = draft.head(name).filter(|&p| p < name) else { return };
    let Some(office) = draft.head(place).filter(|&o| o < place) else { return };
    let held = draft.is(place, BaseRelation::Nmod) && called(draft, office) && draft.is_proper(place);
    // a list goes on with *and*
    let list = draft.children(place).any(|w| w != name && draft.is(w, BaseRelation::Conj))
        || draft.children(name).any(|w| draft.is(w, BaseRelation::Cc));
    let one =
        draft.child(office, BaseRelation::Det).is_some_and(|d| draft.form(d).eq_ignore_ascii_case("the"));
    if held && one && !list && (kind == Kind::Person || given) {
        draft.attach(name, office, DependencyRelation::of(BaseRelation::Appos));
        label(draft, name, end, Kind::Person);
        draft.set_head_of(name, Some(Kind::Person));
        let sure = |own: &mut MentionLabel| own.head_confidence = own.head_confidence.max(0.9);
        draft.labels.get_mut(name).into_iter().for_each(sure);
    }
}
