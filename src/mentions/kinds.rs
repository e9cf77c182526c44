//! What the words around a name say of its kind: surer than the network, which sees one sentence at a time.
#![expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "ids of the words of the same document"
)]

use super::Kind;
use crate::lexicon::{COUNTRIES, DEMONYMS, GIVEN_NAMES, ORGANIZATION_PARTS, PEOPLE, PLACE_NOUNS, TITLES};
use crate::morphology::Upos;
use crate::span::WordId;
use crate::syntax::{BaseRelation, NamePosition, Parsed, Subtype};

/// What one clear sign weighs beside the network's word for one occurrence, which weighs one at most.
pub(super) const SIGN: f32 = 3.0;

/// Whether the plural name is that of many (*the Liberals*, *Muslims*) and no family name in *-s* (*Williams*).
pub(crate) fn is_people(parsed: &Parsed, head: WordId) -> bool {
    const ENDINGS: [&str; 9] = ["ians", "ists", "ims", "crats", "cans", "ives", "als", "ese", "ites"];
    let form = parsed.form(head);
    let singular = form.strip_suffix('s').unwrap_or(form);
    let counted = |&c: &WordId| {
        c < head
            && matches!(
                parsed.relation(c).base,
                BaseRelation::Det | BaseRelation::Nummod | BaseRelation::Amod
            )
    };
    parsed.upos(head) == Upos::Propn
        && parsed.feature(head, "Number") == Some("Plur")
        && parsed.child_by(head, BaseRelation::Flat).is_none()
        && (parsed.children(head).iter().any(counted)
            || ENDINGS.iter().any(|e| form.ends_with(e))
            || DEMONYMS.contains_key(singular)
            || PEOPLE.contains_key(singular))
}

/// The kind that the grammar around the name from `start` to `end` tells, with its weight.
pub(super) fn told(parsed: &Parsed, start: usize, end: usize, kind: Kind) -> Option<(Kind, f32)> {
    let inside = |w: WordId| (start..end).contains(&w.index());
    let top = (start..end)
        .map(WordId::from_index)
        .find(|&w| parsed.head(w).is_none_or(|h| !inside(h)))
        .filter(|&w| parsed.upos(w) == Upos::Propn && !COUNTRIES.contains_key(parsed.form(w)))?;
    // *Berg, who left*
    let who = |w: WordId| parsed.lower(w) == "who" && parsed.is(w, BaseRelation::Nsubj);
    let relative = |&w: &WordId| {
        parsed.relation(w).subtype == Subtype::Relcl && parsed.children(w).iter().any(|&c| who(c))
    };
    if parsed.children(top).iter().any(relative) && kind != Kind::Group {
        return Some((Kind::Person, SIGN));
    }
    // *Lumora, which is based in Oslo*
    let which = |w: WordId| {
        parsed.lower(w) == "which"
            && matches!(parsed.relation(w).base, BaseRelation::Nsubj | BaseRelation::Obj)
    };
    let thing = |&w: &WordId| {
        parsed.relation(w).subtype == Subtype::Relcl && parsed.children(w).iter().any(|&c| which(c))
    };
    if kind == Kind::Person && parsed.children(top).iter().any(thing) {
        return Some((Kind::Organization, SIGN));
    }
    let head = parsed.head(top)?;
    // *the town of Kidal*
    let located = parsed.is(top, BaseRelation::Nmod)
        && PLACE_NOUNS.contains(parsed.lemma(head))
        && parsed.children_by(top, BaseRelation::Case).any(|c| parsed.lower(c) == "of");
    if located && matches!(kind, Kind::Person | Kind::Organization) {
        return Some((Kind::Place, SIGN));
    }
    // *her daughters, Marta and Beatriz*
    let given = end == start + 1 && GIVEN_NAMES.contains_key(parsed.form(top)) && kind == Kind::Organization;
    let beside = parsed.is(top, BaseRelation::Conj)
        && parsed.mention_labels[head.index()].name == NamePosition::Begin(Kind::Person);
    if given && beside {
        return Some((Kind::Person, SIGN));
    }
    // *Optilux shares*, *shares of Optilux*
    let possessed = parsed.is(top, BaseRelation::Compound)
        || parsed.relation(top).subtype == Subtype::Poss
        || parsed.is(top, BaseRelation::Nmod)
            && parsed.children_by(top, BaseRelation::Case).any(|c| parsed.lower(c) == "of");
    if possessed && kind == Kind::Person && ORGANIZATION_PARTS.contains(parsed.lemma(head)) {
        return Some((Kind::Organization, SIGN));
    }
    // *the sensor maker Optilux*, *the railway operator, Nordbahn*
    let between = head.index() + 1..start;
    let beside =
        between.is_empty() || between.len() == 1 && parsed.form(WordId::from_index(between.start)) == ",";
    let label = &parsed.mention_labels[head.index()];
    let described = parsed.is(top, BaseRelation::Appos)
        && parsed.upos(head) == Upos::Noun
        && beside
        && label.head_confidence > 0.5;
    match label.head_of {
        // *lender*, *designer* may be either
        Some(Kind::Person) if !TITLES.contains(parsed.lemma(head)) => None,
        Some(found @ (Kind::Organization | Kind::Person)) if described && found != kind => {
            Some((found, SIGN * label.head_confidence))
        }
        _ => None,
    }
}
