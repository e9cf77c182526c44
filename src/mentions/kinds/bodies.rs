//! What says that a name is that of a body.

use super::{Kind, Name, SIGN};
use crate::lexicon::{
    BODY_TITLES, BUSINESS_PARTS, CAPITALS, INSTITUTIONS, ORGANIZATION_NOUNS, ORGANIZATION_PARTS, STATES,
};
use crate::mentions::has_honorific;
use crate::morphology::Upos;
use crate::span::{WordId, WordSpan};
use crate::syntax::{BaseRelation, Parsed, Subtype};

/// Who brings the news stands within this number of words of the beginning.
const DATELINE: usize = 30;

/// `kind/chamber`: *the House*, *the Board*: the noun of a body alone, written large behind its article.
pub(super) fn chamber(name: &Name<'_>) -> Option<(Kind, f32)> {
    let article = name.parsed.children_by(name.top, BaseRelation::Det).any(|d| name.parsed.lower(d) == "the");
    let sort = ORGANIZATION_NOUNS.get(name.form()).copied();
    let body = name.form() == "House" || sort.is_some_and(|sort| sort != "building");
    let other = matches!(name.kind, Kind::Place | Kind::Person | Kind::Abstract | Kind::Object);
    (name.is_single() && article && body && other).then_some((Kind::Organization, SIGN))
}

/// `kind/possessed`: *Optilux shares*, *shares of Optilux*.
pub(super) fn possessed(name: &Name<'_>) -> Option<(Kind, f32)> {
    let parsed = name.parsed;
    let possessed = parsed.is(name.top, BaseRelation::Compound)
        || parsed.relation(name.top).subtype == Subtype::Poss
        || parsed.is(name.top, BaseRelation::Nmod) && name.led_by(&["of"]);
    let part = ORGANIZATION_PARTS.contains(parsed.lemma(name.head()?));
    // *shareholders of Corvane*, but *the customers of Arne* are a town's, too
    let business = BUSINESS_PARTS.contains(parsed.lemma(name.head()?));
    let known = CAPITALS.contains_key(name.form()) || STATES.contains(name.form());
    let other = matches!(name.kind, Kind::Place | Kind::Abstract | Kind::Object) && business && !known;
    (possessed && (part && name.kind == Kind::Person || other)).then_some((Kind::Organization, SIGN))
}

/// `kind/named-body`: *the Halden Post newspaper*: what the noun behind the name says it is.
pub(super) fn named_body(name: &Name<'_>) -> Option<(Kind, f32)> {
    let noun = name.head().filter(|_| name.parsed.is(name.top, BaseRelation::Compound))?;
    let lemma = name.parsed.lemma(noun);
    let body = INSTITUTIONS
        .get(lemma)
        .is_some_and(|i| i.sorts.contains(&"press") || i.sorts.contains(&"business") && !i.general);
    let beside = noun.index() == name.end && (body || lemma == "television");
    let other = matches!(name.kind, Kind::Person | Kind::Abstract | Kind::Work);
    (beside && other).then_some((Kind::Organization, SIGN))
}

/// Whether the name is one word of three capitals or more amid words that are not.
fn is_acronym(name: &Name<'_>) -> bool {
    let capitals = |form: &str| form.chars().count() >= 3 && form.chars().all(char::is_uppercase);
    let sentence = name.parsed.sentence(name.parsed.sentence_of(name.top)).words;
    let small =
        sentence.words().any(|w| name.parsed.form(w).chars().filter(|c| c.is_lowercase()).count() > 2);
    name.is_single() && capitals(name.form()) && small
}

/// `kind/acronym-is-nobody`: *NSKB* is no person.
pub(super) fn acronym_is_nobody(name: &Name<'_>) -> Option<(Kind, f32)> {
    let nobody = name.kind == Kind::Person && is_acronym(name) && !has_honorific(name.parsed, name.top);
    nobody.then_some((Kind::Organization, SIGN))
}

/// Whether the words are who brings the news: *OSLO (Nordwire) -*.
pub(crate) fn brings_news(parsed: &Parsed, words: WordSpan) -> bool {
    let form = |w: Option<WordId>| w.filter(|w| w.index() < parsed.len()).map_or("", |w| parsed.form(w));
    form(words.start.previous()) == "("
        && form(Some(words.end)) == ")"
        && matches!(form(Some(words.end.next())), "-" | "—" | "–" | "--")
}

/// `kind/agency`: *OSLO (Nordwire) -*: who brings the news.
pub(super) fn agency(name: &Name<'_>) -> Option<(Kind, f32)> {
    let words = WordSpan { start: WordId::from_index(name.start), end: WordId::from_index(name.end) };
    let agency = name.start < DATELINE && brings_news(name.parsed, words);
    (agency && name.kind != Kind::Organization).then_some((Kind::Organization, SIGN))
}

/// `kind/employer`: *Halbrook spokesman Jan Lie*: who has somebody of that title is a body, but for known places.
pub(super) fn employer(name: &Name<'_>) -> Option<(Kind, f32)> {
    let parsed = name.parsed;
    let title = name.head().filter(|_| parsed.is(name.top, BaseRelation::Compound))?;
    let employed = BODY_TITLES.contains(parsed.lower_lemma(title));
    let known = CAPITALS.contains_key(name.form()) || STATES.contains(name.form());
    let right = title.index().checked_sub(name.end).is_some_and(|between| between <= 1);
    let bare = parsed.child_by(name.top, BaseRelation::Det).is_none();
    let other = matches!(name.kind, Kind::Person | Kind::Place | Kind::Abstract | Kind::Object);
    (employed && right && bare && other && !known && !name.is_given()).then_some((Kind::Organization, SIGN))
}

/// `kind/acting-acronym`: *NSKB broadcasts the final*: letters that act are a body and no place.
pub(super) fn acting_acronym(name: &Name<'_>) -> Option<(Kind, f32)> {
    let parsed = name.parsed;
    let verb = name.head().filter(|_| parsed.is(name.top, BaseRelation::Nsubj))?;
    let acts = parsed.upos(verb) == Upos::Verb && parsed.relation(name.top).subtype != Subtype::Pass;
    let place = name.kind == Kind::Place && is_acronym(name);
    (place && acts).then_some((Kind::Organization, 0.7 * SIGN))
}
