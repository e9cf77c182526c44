//! Descriptions right in front of names in the tree: *the ferry Pelican*, *the broadcaster NSKB*.

use super::draft::Draft;
use super::settling::name_end;
use super::{BaseRelation, DependencyRelation, NamePosition};
use crate::lexicon::{ACRONYM_NOUNS, CATEGORIES, CURRENCIES};
use crate::mentions::Kind;
use crate::morphology::{Upos, Xpos};

/// So many words back stands the article of a description, at most.
const MOST_BEFORE: usize = 7;

/// Hangs names on the nouns right in front of them that say of what sort they are.
pub(super) fn settle_descriptions(draft: &mut Draft<'_>) {
    for word in 1..draft.len().saturating_sub(1) {
        taken_in(draft, word);
        doubled(draft, word);
    }
}

/// `name/acronym`: *the NSKB met*: letters amid small words are a name, though the tagger has a noun, unless they are one (*DVD*).
pub(super) fn acronym(draft: &mut Draft<'_>, word: usize) {
    let form = draft.form(word);
    let letters = form.chars().count();
    let written = (3..=6).contains(&letters) && form.chars().all(|c| c.is_ascii_uppercase());
    if !written
        || draft.upos(word) != Upos::Noun
        || ACRONYM_NOUNS.contains(form)
        || CURRENCIES.contains_lowered(form)
    {
        return;
    }
    let small = |w: usize| draft.form(w).chars().filter(|c| c.is_lowercase()).count() > 2;
    let near = draft.sentence(word);
    let amid = near.clone().filter(|&w| small(w)).count().saturating_mul(2) > near.len().min(8);
    let counted = draft.children(word).any(|w| {
        w < word
            && (draft.is(w, BaseRelation::Nummod)
                || matches!(draft.form(w).to_lowercase().as_str(), "a" | "an"))
    });
    if !amid || counted {
        return;
    }
    draft.retag(word, Upos::Propn, Xpos::Nnp);
    let Some(label) = draft.labels.get_mut(word) else { return };
    if label.name == NamePosition::Outside {
        label.name = NamePosition::Begin(Kind::Organization);
        label.name_confidence = 0.7;
        label.head_of = Some(Kind::Organization);
        label.head_confidence = 0.7;
    }
}

/// Whether the word is a noun of a sort of things, written small, with an article or a possessor right in front, or an adjective between.
fn is_described(draft: &Draft<'_>, noun: usize) -> bool {
    let form = draft.form(noun).to_lowercase();
    let small = draft.form(noun).chars().all(char::is_lowercase);
    let det = |w: usize| {
        matches!(draft.upos(w), Upos::Det) || draft.form(w).ends_with('s') && draft.xpos(w) == Xpos::Pos
    };
    let same = |w: usize| draft.same_sentence(w, noun);
    // *the Swiss-based investment fund*
    let led = (1..=MOST_BEFORE).any(|back| {
        let Some(first) = noun.checked_sub(back).filter(|&w| same(w) && det(w)) else { return false };
        (first.saturating_add(1)..noun)
            .all(|w| draft.upos(w) == Upos::Adj || back > 1 && draft.is_under(w, noun))
    });
    small && led && CATEGORIES.contains_key(form.as_str())
}

/// Whether the word is tagged and written as a name: of *the coast guard* the second noun may be tagged so, but is none.
fn is_large(draft: &Draft<'_>, word: usize) -> bool {
    draft.is_proper(word) && draft.form(word).contains(char::is_uppercase)
}

/// `name/taken-in`: *the union IG Dal met*: the noun is no part of the name, which is another name of it.
fn taken_in(draft: &mut Draft<'_>, noun: usize) {
    let Some(kind) = draft.name_begins(noun) else { return };
    let name = noun.saturating_add(1);
    if !draft.in_name(name) || !is_described(draft, noun) || !is_large(draft, name) {
        return;
    }
    draft.set_name(name, NamePosition::Begin(kind));
    draft.set_name(noun, NamePosition::Outside);
    draft.set_head_of(noun, Some(kind));
    draft.retag(noun, Upos::Noun, Xpos::Nn);
    let end = name_end(draft, name);
    let Some(top) = draft.head(noun).filter(|top| (name..end).contains(top)) else { return };
    let outside = draft.head(top).is_none_or(|h| !(noun..end).contains(&h));
    if !draft.is(noun, BaseRelation::Compound) || !outside {
        return;
    }
    draft.set_head_of(top, Some(kind));
    above(draft, noun, top, name..end);
}

/// `name/doubled`: *when the ferry Pelican sank*, *told the broadcaster NSKB*, where the parser has two subjects or two objects.
fn doubled(draft: &mut Draft<'_>, noun: usize) {
    let start = noun.saturating_add(1);
    if draft.name_begins(start).is_none() || draft.upos(noun) != Upos::Noun || !is_described(draft, noun) {
        return;
    }
    let end = name_end(draft, start);
    let top = (start..end).find(|&w| draft.head(w).is_none_or(|h| !(start..end).contains(&h)));
    let Some(top) = top.filter(|&w| is_large(draft, w) && draft.head(w).is_some()) else { return };
    let arguments =
        [BaseRelation::Nsubj, BaseRelation::Obj, BaseRelation::Iobj, BaseRelation::Obl, BaseRelation::Nmod];
    let twice = draft.head(top) == draft.head(noun)
        && arguments.iter().any(|&r| draft.is(noun, r))
        && (draft.relation(top).base == draft.relation(noun).base
            || draft.is(noun, BaseRelation::Iobj) && draft.is(top, BaseRelation::Obj));
    let below = draft.head(top) == Some(noun)
        && matches!(
            draft.relation(top).base,
            BaseRelation::Flat | BaseRelation::Nmod | BaseRelation::Compound
        )
        && draft.children(top).all(|w| !draft.is(w, BaseRelation::Case));
    // *told the broadcaster NSKB*: whom it was told
    if twice && draft.is(top, BaseRelation::Obj) {
        draft.relabel(noun, DependencyRelation::of(BaseRelation::Obj));
    }
    if twice || below {
        draft.attach(top, noun, DependencyRelation::of(BaseRelation::Appos));
    } else if draft.head(noun) == Some(top)
        && (draft.is(noun, BaseRelation::Compound) || draft.is(noun, BaseRelation::Nmod))
    {
        above(draft, noun, top, start..end);
    }
}

/// Puts the noun in the place of the name, which becomes another name of it, and gives it what stands in front.
fn above(draft: &mut Draft<'_>, noun: usize, top: usize, name: std::ops::Range<usize>) {
    draft.take_place(noun, top);
    let given: Vec<usize> = draft.children(top).filter(|&w| !name.contains(&w) && w != noun).collect();
    for word in given {
        let relation = draft.relation(word);
        draft.attach(word, noun, relation);
    }
    draft.attach(top, noun, DependencyRelation::of(BaseRelation::Appos));
}
