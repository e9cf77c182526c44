//! A name settled before attachment: what is surely one name is made one in labels and tree, whatever the parser had it for.

use super::draft::Draft;
use super::naming::{label, name_before};
use super::{BaseRelation, Dependency, DependencyRelation, NamePosition, Subtype};
use crate::lexicon::{
    COMPANY_FORMS, COUNTRIES, DEMONYMS, GIVEN_NAMES, GIVEN_NAMES_ALSO_WORDS, NAME_HEADS, NAME_PARTS,
    ORGANIZATION_NOUNS, POSSESSIVE_MARKS, TITLES, TYPE_WORDS, is_name_suffix,
};
use crate::mentions::Kind;
use crate::morphology::{Upos, Xpos};
use std::ops::Range;

/// How sure the labeler must be of a name for the tree to follow it.
const SURE: f32 = 0.75;

/// Puts the parts of names together.
pub(super) fn settle_names(draft: &mut Draft<'_>) {
    for word in 1..draft.len() {
        verb_between(draft, word);
        nickname(draft, word);
        hyphenated(draft, word);
        suffix(draft, word);
        saint(draft, word);
        plural_possessor(draft, word);
        hyphenated_noun(draft, word);
        type_noun(draft, word);
        type_word(draft, word);
        of_body(draft, word);
    }
    for word in 0..draft.len() {
        modal_name(draft, word);
        one_tree(draft, word);
        addressed(draft, word);
    }
}

/// Where the name that begins at `start` ends.
pub(super) fn name_end(draft: &Draft<'_>, start: usize) -> usize {
    draft.run_end(start.saturating_add(1), |w| draft.in_name(w))
}

fn same_sentence(draft: &Draft<'_>, a: usize, b: usize) -> bool {
    b < draft.len() && draft.same_sentence(a, b)
}

/// Whether no space stands between the word and the next.
fn touches(draft: &Draft<'_>, word: usize) -> bool {
    let end = draft.words.get(word).map(|w| w.span.end);
    let next = Some(word.saturating_add(1)).filter(|&next| next < draft.len());
    end.is_some() && next.and_then(|next| draft.words.get(next)).map(|w| w.span.start) == end
}

/// The words of the range that hang on words outside it.
pub(super) fn tops(draft: &Draft<'_>, range: &Range<usize>) -> Vec<usize> {
    range.clone().filter(|&w| draft.head(w).is_none_or(|h| !range.contains(&h))).collect()
}

/// Makes the words of the range one subtree of `main`: it takes the place of the word by which the range hangs on the sentence, the
/// others hang on it (`relation`), and so does what hung on them. Nothing is done where that would close a circle.
pub(super) fn gather(
    draft: &mut Draft<'_>,
    range: Range<usize>,
    main: usize,
    relation: BaseRelation,
) -> bool {
    let tops = tops(draft, &range);
    let free = |&&top: &&usize| draft.head(top).is_none_or(|h| range.clone().all(|w| !draft.is_under(h, w)));
    // the root stays the root
    let root = tops.iter().find(|t| draft.head(**t).is_none());
    let found =
        root.or_else(|| tops.iter().find(|t| **t == main && free(t))).or_else(|| tops.iter().find(free));
    let Some(&top) = found else { return false };
    let place = draft.place(top);
    let sentence = draft.sentence(main);
    let given: Vec<usize> = sentence
        .filter(|w| !range.contains(w) && draft.head(*w).is_some_and(|h| range.contains(&h) && h != main))
        .collect();
    let confidence = draft.place(main).confidence;
    draft.put(main, Dependency { confidence, ..place });
    for word in range.clone().filter(|&w| w != main) {
        // what is well inside stays as it is (*of* under *Bergen* in *University of Bergen*)
        let inner = draft.head(word).is_some_and(|h| range.contains(&h) && h != word) && word != top;
        let sound = inner && draft.is_under(word, main);
        if !sound {
            let punct = draft.upos(word) == Upos::Punct;
            let relation = if punct { BaseRelation::Punct } else { relation };
            draft.attach(word, main, DependencyRelation::of(relation));
        }
    }
    for word in given {
        let relation = draft.relation(word);
        draft.attach(word, main, relation);
    }
    true
}

/// Makes the range the name of a person: the first word, on which the others lie flat.
pub(super) fn flatten_person(draft: &mut Draft<'_>, range: Range<usize>) -> bool {
    let first = range.start;
    if !gather(draft, range.clone(), first, BaseRelation::Flat) {
        return false;
    }
    for word in range.clone().skip(1) {
        let punct = draft.upos(word) == Upos::Punct;
        let relation = if punct { BaseRelation::Punct } else { BaseRelation::Flat };
        draft.attach(word, first, DependencyRelation::of(relation));
    }
    label(draft, first, range.end, Kind::Person);
    true
}

/// `name/verb-between`: *Olav Berg met Ida Lund*: a finite verb in small letters parts two names, whose subject and object they are.
fn verb_between(draft: &mut Draft<'_>, verb: usize) {
    let finite = draft.upos(verb) == Upos::Verb && draft.xpos(verb).is_finite_verb();
    let joined = draft.in_name(verb) || draft.is(verb, BaseRelation::Flat);
    if !finite || !joined || !same_sentence(draft, verb.saturating_sub(1), verb.saturating_add(1)) {
        return;
    }
    let before = (0..verb).rev().take_while(|&w| same_sentence(draft, w, verb) && draft.is_proper(w)).count();
    let behind = (verb.saturating_add(1)..draft.len())
        .take_while(|&w| same_sentence(draft, verb, w) && draft.is_proper(w))
        .count();
    if before == 0 || behind == 0 {
        return;
    }
    let (start, end) = (verb.saturating_sub(before), verb.saturating_add(1).saturating_add(behind));
    let range = start..end;
    let [top] = tops(draft, &range)[..] else { return };
    let outside = draft.place(top);
    let led: Vec<usize> = draft
        .sentence(verb)
        .filter(|w| !range.contains(w) && draft.head(*w).is_some_and(|h| range.contains(&h)))
        .collect();
    draft.put(verb, outside);
    for word in range.filter(|&w| w != verb) {
        let (first, role) = if word < verb {
            (start, BaseRelation::Nsubj)
        } else {
            (verb.saturating_add(1), BaseRelation::Obj)
        };
        if word == first {
            draft.attach(word, verb, DependencyRelation::of(role));
        } else {
            draft.attach(word, first, DependencyRelation::of(BaseRelation::Flat));
        }
    }
    for word in led {
        let relation = draft.relation(word);
        draft.attach(word, verb, relation);
    }
    draft.set_name(verb, NamePosition::Outside);
    draft.set_head_of(verb, None);
    for (first, end) in [(start, verb), (verb.saturating_add(1), end)] {
        let kind = draft.name_begins(first).or(draft.label(first).likely_kind).unwrap_or(Kind::Person);
        label(draft, first, end, kind);
        draft.set_head_of(first, Some(kind));
    }
}

/// `name/nickname`: *Olav “Ole” Berg*, *Olav (Ole) Berg* is one name.
fn nickname(draft: &mut Draft<'_>, open: usize) {
    let closing = match draft.form(open) {
        "\"" => "\"",
        "“" => "”",
        "(" => ")",
        "``" => "''",
        _ => return,
    };
    let large = |w: usize| draft.is_proper(w) && draft.form(w).starts_with(char::is_uppercase);
    let given = open.saturating_sub(1);
    let Some(close) = (open.saturating_add(2)..=open.saturating_add(3)).find(|&w| draft.form(w) == closing)
    else {
        return;
    };
    let person =
        draft.name_begins(given) == Some(Kind::Person) || GIVEN_NAMES.contains_key(draft.form(given));
    let whole = same_sentence(draft, given, close.saturating_add(1))
        && (open.saturating_add(1)..close).all(large)
        && large(close.saturating_add(1));
    let start = name_before(draft, open);
    // *Berg (Oslo) Lund*: a given name is told with what its bearer is called
    if !person
        || !whole
        || open.saturating_sub(start) > 2
        || !large(given)
        || draft.form(close.saturating_add(1)) == "("
    {
        return;
    }
    let end = draft.run_end(close.saturating_add(2), |w| draft.in_name(w));
    flatten_person(draft, start..end);
}

/// `name/hyphen`: *Kim Sun-ho*, *Jean-Luc* up to the last hyphen.
fn hyphenated(draft: &mut Draft<'_>, hyphen: usize) {
    let (before, behind) = (hyphen.saturating_sub(1), hyphen.saturating_add(1));
    let named = |w: usize| match draft.label(w).name {
        NamePosition::Begin(kind) | NamePosition::Inside(kind) => Some(kind),
        NamePosition::Outside => None,
    };
    if draft.form(hyphen) != "-"
        || !same_sentence(draft, before, behind)
        || !touches(draft, before)
        || !touches(draft, hyphen)
        || named(before) != Some(Kind::Person)
    {
        return;
    }
    let large = draft.form(behind).starts_with(char::is_uppercase);
    let part = matches!(draft.upos(behind), Upos::Verb | Upos::Adj | Upos::Adp);
    // *Berg-led* is no name; *Sun-ho* is
    // nor is *Berg-era* before a noun
    let modifies =
        draft.head(behind).is_some_and(|h| h > behind && matches!(draft.upos(h), Upos::Noun | Upos::Propn));
    let small =
        draft.in_name(before) && !part && !modifies && draft.form(behind).chars().all(char::is_alphabetic);
    if !(large && !part || small) || draft.name_begins(behind).is_some_and(|k| k != Kind::Person) {
        return;
    }
    let start = (0..=before).rev().find(|&w| !draft.in_name(w)).unwrap_or(before);
    let end = draft.run_end(behind.saturating_add(1), |w| draft.in_name(w));
    if draft.in_name(behind) && tops(draft, &(start..end)).len() == 1 {
        return;
    }
    flatten_person(draft, start..end);
}

/// `name/suffix`: *Olav Berg, Jr.*, *Brevik, Inc.*: what tells of the name belongs to it.
fn suffix(draft: &mut Draft<'_>, word: usize) {
    let plain = draft.form(word).trim_end_matches('.').to_owned();
    let kind = if is_name_suffix(plain.to_lowercase().as_str()) && !plain.chars().all(char::is_lowercase) {
        Kind::Person
    } else if COMPANY_FORMS.contains(plain.as_str()) {
        Kind::Organization
    } else {
        return;
    };
    let comma = draft.form(word.saturating_sub(1)) == ",";
    let Some(last) = word.checked_sub(if comma { 2 } else { 1 }) else { return };
    let name = draft.name_begins(last).is_some() || draft.in_name(last);
    if !same_sentence(draft, last, word) || !draft.is_proper(last) || comma && !name || !draft.is_proper(word)
    {
        return;
    }
    let start = name_before(draft, last.saturating_add(1));
    // *Adelaide, SA*
    if comma && plain == "SA" && draft.name_begins(start) == Some(Kind::Place) {
        return;
    }
    let person = draft.name_begins(start) == Some(Kind::Person) || kind == Kind::Person;
    if kind == Kind::Organization
        && person
        && draft.in_name(last)
        && GIVEN_NAMES.contains_key(draft.form(start))
    {
        return;
    }
    let described = draft.is(word, BaseRelation::Nmod) && draft.relation(word).subtype == Subtype::Desc;
    if !comma && !described && kind == Kind::Organization {
        return;
    }
    let own = tops(draft, &(start..last.saturating_add(1)));
    let [top] = own.as_slice() else { return };
    let top = *top;
    if draft.is_under(top, word) {
        return;
    }
    label(draft, start, word.saturating_add(1), kind);
    draft.attach(word, top, DependencyRelation::of(BaseRelation::Flat));
    if comma {
        draft.attach(last.saturating_add(1), word, DependencyRelation::of(BaseRelation::Punct));
    }
    let given: Vec<usize> = draft.children(word).filter(|&w| w > word).collect();
    for other in given {
        let relation = draft.relation(other);
        draft.attach(other, top, relation);
    }
}

/// `name/saint`: *St. Arvid*: the word in front is part of the name.
fn saint(draft: &mut Draft<'_>, name: usize) {
    let saint = name.saturating_sub(1);
    let Some(kind) = draft.name_begins(name) else { return };
    if NAME_PARTS.contains_lowered(draft.form(saint))
        && draft.form(saint).starts_with(char::is_uppercase)
        && same_sentence(draft, saint, name)
        && draft.label(saint).name == NamePosition::Outside
    {
        let end = name_end(draft, name);
        label(draft, saint, end, kind);
    }
}

/// `name/plural-possessor`: *the Northern People's Army*, *the Workers' Party*, *the Arne County Sheriff's Office*: the possessor is part of the name.
fn plural_possessor(draft: &mut Draft<'_>, mark: usize) {
    let owner = mark.saturating_sub(1);
    if !POSSESSIVE_MARKS.contains(draft.form(mark)) || !same_sentence(draft, owner, mark.saturating_add(1)) {
        return;
    }
    let large = |w: usize| draft.is_proper(w) && draft.form(w).starts_with(char::is_uppercase);
    let many = draft.form(owner).ends_with('s') && draft.xpos(owner) == Xpos::Nnps
        || matches!(
            draft.form(owner),
            "People" | "Women" | "Men" | "Children" | "Workers" | "Farmers" | "Teachers"
        );
    // *the Arne County Sheriff's Office*
    let office = TITLES.contains_lowered(draft.form(owner));
    let end = draft.run_end(mark.saturating_add(1), |w| same_sentence(draft, owner, w) && large(w));
    let body =
        end > mark.saturating_add(1) && ORGANIZATION_NOUNS.contains_key(draft.form(end.saturating_sub(1)));
    if !large(owner) || !many && !office || !body {
        return;
    }
    let start = name_before(draft, mark);
    let head = end.saturating_sub(1);
    let person = draft.name_begins(start) == Some(Kind::Person) && draft.in_name(owner) && !office;
    if person || !draft.is_under(owner, head) {
        return;
    }
    label(draft, start, end, Kind::Organization);
    draft.set_head_of(head, Some(Kind::Organization));
    for word in start..mark {
        draft.set_head_of(word, None);
    }
}

/// `name/type-noun`: *the Arne Region*, *Brevik Lines*: the noun that heads the name is part of it.
fn type_noun(draft: &mut Draft<'_>, noun: usize) {
    let form = draft.form(noun);
    let known = NAME_HEADS.get(form).copied();
    let Some(kind) = known.or(ORGANIZATION_NOUNS.contains_key(form).then_some(Kind::Organization)) else {
        return;
    };
    let last = noun.saturating_sub(1);
    let start = name_before(draft, noun);
    let named =
        draft.name_begins(start).is_some_and(|k| k != Kind::Time) && (start == last || draft.in_name(last));
    let own = draft.label(noun).name == NamePosition::Outside && draft.is_proper(noun);
    let first = draft.form(start);
    let country = COUNTRIES.contains_key(first) || DEMONYMS.contains_key(first);
    if !named || !own || country || !same_sentence(draft, last, noun) {
        return;
    }
    let below = (start..noun).all(|w| {
        draft.is_under(w, noun) && (draft.is(w, BaseRelation::Compound) || draft.is(w, BaseRelation::Flat))
    });
    if below {
        label(draft, start, noun.saturating_add(1), kind);
        draft.set_head_of(noun, Some(kind));
    }
}

/// `name/type-word`: *drained Lake Arne*: what says of the name what it is belongs to it, though the parser has two objects.
fn type_word(draft: &mut Draft<'_>, name: usize) {
    let word = name.saturating_sub(1);
    let found = TYPE_WORDS.iter().find(|(words, _)| words.as_slice() == [draft.form(word)]);
    let Some(kind) = found.map(|(_, kind)| *kind) else { return };
    let begins = draft.name_begins(name).is_some() && draft.is_proper(name) && draft.is_proper(word);
    if !begins || !same_sentence(draft, word, name) || draft.in_name(word) || kind == Kind::Organization {
        return;
    }
    let end = name_end(draft, name);
    if tops(draft, &(word..end)).len() < 2
        || gather(draft, word..end, end.saturating_sub(1), BaseRelation::Compound)
    {
        label(draft, word, end, kind);
        draft.set_head_of(end.saturating_sub(1), Some(kind));
    }
}

/// `name/of-body`: *the University of Arne*, *the Bank of Arne* is one name.
fn of_body(draft: &mut Draft<'_>, of: usize) {
    let (body, place) = (of.saturating_sub(1), of.saturating_add(1));
    if draft.form(of) != "of"
        || !same_sentence(draft, body, place)
        || !matches!(draft.form(body), "University" | "College" | "Bank" | "Museum" | "Institute" | "Academy")
        || !draft.is_proper(place)
        || draft.head(place) != Some(body) && draft.head(body) == Some(place)
    {
        return;
    }
    let outside = draft.name_begins(place).is_some() || draft.label(place).name == NamePosition::Outside;
    if !outside || draft.name_begins(body).is_none() && !draft.in_name(body) {
        return;
    }
    let start = name_before(draft, of);
    let end = name_end(draft, place);
    let kind = draft.label(place).head_of;
    label(draft, start, end, Kind::Organization);
    if kind == Some(Kind::Person) {
        draft.set_head_of(place, Some(Kind::Place));
    }
    draft.set_head_of(body, Some(Kind::Organization));
}

/// `tree/hyphenated-noun`: *the start-up Brevik hired Berg*: what a hyphen joins to a noun is no particle of a verb elsewhere.
fn hyphenated_noun(draft: &mut Draft<'_>, hyphen: usize) {
    let (noun, part) = (hyphen.saturating_sub(1), hyphen.saturating_add(1));
    if draft.form(hyphen) == "-"
        && same_sentence(draft, noun, part)
        && touches(draft, noun)
        && touches(draft, hyphen)
        && draft.upos(noun) == Upos::Noun
        && draft.relation(part).subtype == Subtype::Prt
        && draft.head(part) != Some(noun)
        && !draft.is_under(noun, part)
    {
        draft.attach(part, noun, DependencyRelation::of(BaseRelation::Compound));
        draft.attach(hyphen, part, DependencyRelation::of(BaseRelation::Punct));
    }
}

/// `name/modal`: *Will Berg met Lund*: no auxiliary stands before a past tense.
fn modal_name(draft: &mut Draft<'_>, word: usize) {
    let name = word.saturating_add(1);
    if draft.form(word) != "Will"
        || draft.upos(word) != Upos::Aux
        || !same_sentence(draft, word, name)
        || draft.name_begins(name).is_none()
        || draft.head(word) == Some(name)
    {
        return;
    }
    let verb = draft.head(word).filter(|&v| v > name && draft.head(name) == Some(v));
    let finite = verb.is_some_and(|v| matches!(draft.xpos(v), Xpos::Vbd | Xpos::Vbz));
    if finite && (word == 0 || !same_sentence(draft, word.saturating_sub(1), word)) {
        let end = name_end(draft, name);
        draft.attach(word, name, DependencyRelation::of(BaseRelation::Compound));
        label(draft, word, end, Kind::Person);
        draft.set_head_of(name, Some(Kind::Person));
    }
}

/// `name/one-tree`: the words of a name hang together: those that the parser spread over the sentence are put under one of them.
fn one_tree(draft: &mut Draft<'_>, start: usize) {
    let Some(kind) =
        draft.name_begins(start).filter(|k| !matches!(k, Kind::Time | Kind::Money | Kind::Quantity))
    else {
        return;
    };
    let end = name_end(draft, start);
    let words = start..end;
    let sure = draft.label(start).name_confidence >= SURE;
    if words.len() < 2 || words.len() > 8 || !sure || !same_sentence(draft, start, end.saturating_sub(1)) {
        return;
    }
    let tops = tops(draft, &words);
    let proper = |w: usize| draft.is_proper(w);
    let plain = words
        .clone()
        .all(|w| proper(w) || matches!(draft.upos(w), Upos::Punct | Upos::Adj | Upos::Num | Upos::Noun));
    // the kinds of name that stand as one run of words, each a word of a name
    if tops.len() < 2
        || !plain
        || !proper(start)
        || !proper(end.saturating_sub(1))
        || words.clone().any(|w| draft.form(w) == ",")
    {
        return;
    }
    if kind == Kind::Person {
        flatten_person(draft, words);
        return;
    }
    let main = end.saturating_sub(1);
    if gather(draft, words, main, BaseRelation::Compound) {
        draft.set_head_of(main, Some(kind));
    }
}

/// `tree/not-addressed`: *Kim Sun-ho obeyed*: a name in front of a finite verb that has no subject is its subject, if no comma parts them.
fn addressed(draft: &mut Draft<'_>, name: usize) {
    if !draft.is(name, BaseRelation::Vocative) || draft.name_begins(name).is_none() {
        return;
    }
    let end = name_end(draft, name);
    let verb = draft.head(name).filter(|&v| v > name);
    let Some(verb) = verb else { return };
    let comma = (end..verb).any(|w| draft.form(w) == ",");
    let finite = matches!(draft.xpos(verb), Xpos::Vbd | Xpos::Vbz);
    let subject = draft.child(verb, BaseRelation::Nsubj).is_some();
    if finite && !comma && !subject {
        draft.relabel(name, DependencyRelation::of(BaseRelation::Nsubj));
    }
}

/// Whether the word is a given name, if need be one that is a common word, too.
pub(super) fn may_be_given(form: &str) -> bool {
    GIVEN_NAMES.contains_key(form) || GIVEN_NAMES_ALSO_WORDS.contains(form)
}
