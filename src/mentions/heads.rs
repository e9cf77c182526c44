//! Which words head a mention, and of what kind it is.

use super::Kind;
use super::ages::is_somebody;
use super::forms::{is_one_of_a_people, is_one_of_many};
use super::head_nouns::{is_body, is_inside_country, is_named_season, is_type_noun};
use crate::lexicon::{
    CAPITALS, COUNTRIES, FAMILIES, FIELDS, GIVEN_NAMES, GIVEN_NAMES_ALSO_WORDS, Gender, HONORIFICS, PRONOUNS,
    SEATS, TITLES,
};
use crate::morphology::Upos;
use crate::span::WordId;
use crate::syntax::{BaseRelation, MentionLabel, NamePosition, Parsed, Subtype};

/// The kind of the mention that `head` heads, and how sure it is; `None` where it heads none.
pub(super) fn kind_of_head(parsed: &Parsed, head: WordId) -> Option<(Kind, f32)> {
    if is_inside_another(parsed, head) {
        return None;
    }
    let label = parsed.label(head);
    match parsed.upos(head) {
        Upos::Pron => of_pronoun(parsed, head, label),
        // *the 54-year-old*, *the Slovene*
        _ if is_somebody(parsed, head) || is_one_of_a_people(parsed, head) => Some((Kind::Person, 0.9)),
        Upos::Noun | Upos::Propn => of_noun(parsed, head, label),
        _ => label.head_of.map(|kind| (kind, label.head_confidence)),
    }
}

/// Whether the word's relation says that it is no head of a phrase.
fn is_inside_another(parsed: &Parsed, head: WordId) -> bool {
    let relation = parsed.relation(head);
    matches!(
        relation.base,
        BaseRelation::Flat
            | BaseRelation::Fixed
            | BaseRelation::Goeswith
            | BaseRelation::Case
            | BaseRelation::Expl
            | BaseRelation::Cc
            | BaseRelation::Punct
    ) || relation.is(BaseRelation::Nmod) && relation.subtype == Subtype::Desc
}

fn of_pronoun(parsed: &Parsed, head: WordId, label: MentionLabel) -> Option<(Kind, f32)> {
    let lower = parsed.lower(head);
    if let Some(pronoun) = PRONOUNS.get(lower) {
        let kind = match (pronoun.class, pronoun.person, pronoun.plural) {
            (Gender::Masculine | Gender::Feminine, ..) | (_, 1 | 2, false) => Kind::Person,
            (Gender::Neuter, ..) => {
                label.likely_kind.filter(|&k| k != Kind::Person).unwrap_or(Kind::Abstract)
            }
            _ => label.likely_kind.unwrap_or(Kind::Person),
        };
        return Some((kind, label.head_confidence));
    }
    if lower == "which" && comments(parsed, head) {
        return Some((Kind::Event, 0.9));
    }
    if matches!(parsed.feature(head, "PronType"), Some("Rel" | "Int")) {
        return None;
    }
    label.head_of.map(|kind| (kind, label.head_confidence))
}

fn of_noun(parsed: &Parsed, head: WordId, label: MentionLabel) -> Option<(Kind, f32)> {
    if only_modifies(parsed, head, label) {
        return None;
    }
    // *the Visayan Star Lines*, *the Battle of the Aegates*: of names inside a name only places are something of their own
    if is_part_of_name(parsed, head, label) {
        let place = label.head_of.or(label.likely_kind) == Some(Kind::Place)
            || COUNTRIES.contains_key(parsed.form(head));
        // *Arne* in *the Arne Harbour Board*
        let own = place && !is_inside_country(parsed, head) && !is_type_noun(parsed.form(head));
        return own.then_some((Kind::Place, label.head_confidence));
    }
    if let Some(known) = by_lists(parsed, head, label) {
        return Some(known);
    }
    let kind = match (label.head_of, named_kind(label)) {
        (Some(_), Some(kind)) if label.name_confidence > label.head_confidence => kind,
        (found, other) => found.or(other).or(label.likely_kind).unwrap_or(Kind::Abstract),
    };
    // *the panel*, *the team* are no person
    let common = parsed.upos(head) == Upos::Noun && named_kind(label).is_none();
    if kind == Kind::Person && common && is_body(parsed, head) {
        return Some((Kind::Organization, label.head_confidence));
    }
    // *the 2014 Harbour Cup season* is what happens in it
    if kind == Kind::Time && parsed.lemma(head) == "season" && is_named_season(parsed, head) {
        return Some((Kind::Event, label.head_confidence));
    }
    let told = of_type(parsed, head, kind).filter(|&told| told != kind);
    Some(told.map_or((kind, label.head_confidence), |told| (told, label.head_confidence.min(0.8))))
}

fn named_kind(label: MentionLabel) -> Option<Kind> {
    match label.name {
        NamePosition::Begin(kind) | NamePosition::Inside(kind) => Some(kind),
        NamePosition::Outside => None,
    }
}

/// Whether the noun in front of another only says more of it.
fn only_modifies(parsed: &Parsed, noun: WordId, label: MentionLabel) -> bool {
    let compound = parsed.is(noun, BaseRelation::Compound);
    if !compound && !parsed.is(noun, BaseRelation::Amod) {
        return false;
    }
    if compound && let Some(head) = parsed.head(noun) {
        // *Economy Minister Berg*: what the office is for
        if FIELDS.contains(parsed.lower(noun)) && TITLES.contains(parsed.lower(head)) {
            return true;
        }
        // *the Berg family* is nobody called Berg
        if label.name == NamePosition::Begin(Kind::Person) && FAMILIES.contains(parsed.lemma(head)) {
            return true;
        }
    }
    // *the U.S. envoy*: the compound is a mention of its own where it is a whole name
    let whole = parsed.upos(noun) == Upos::Propn
        && label.name != NamePosition::Outside
        && !continues_name(parsed, noun);
    label.head_of.is_none() && !whole
}

fn is_part_of_name(parsed: &Parsed, head: WordId, label: MentionLabel) -> bool {
    parsed.upos(head) == Upos::Propn
        && label.name != NamePosition::Outside
        && matches!(
            parsed.relation(head).base,
            BaseRelation::Compound | BaseRelation::Amod | BaseRelation::Nmod
        )
        && continues_name(parsed, head)
}

/// What closed classes of the world say of the noun: countries, capitals, seats of power, titles.
fn by_lists(parsed: &Parsed, head: WordId, label: MentionLabel) -> Option<(Kind, f32)> {
    if parsed.upos(head) == Upos::Noun {
        let office = label.head_of.is_none() && TITLES.contains(parsed.lemma(head));
        return office.then_some((Kind::Person, 0.6));
    }
    let name = name_text(parsed, head);
    // a family name, as the document says
    let family = label.name == NamePosition::Begin(Kind::Person) && label.name_confidence >= 1.0;
    if !family {
        if COUNTRIES.contains_key(name.as_str()) && label.head_of != Some(Kind::Person) {
            return Some((Kind::Place, label.head_confidence.max(0.9)));
        }
        // also a family name, but that is rarer
        if CAPITALS.contains_key(name.as_str()) && !has_honorific(parsed, head) {
            return Some((Kind::Place, 0.6));
        }
    }
    // *the Kremlin* is who governs there
    if SEATS.contains_key(name.as_str()) {
        let kind = label.head_of.filter(|k| matches!(k, Kind::Organization | Kind::Place));
        return Some((kind.unwrap_or(Kind::Organization), label.head_confidence.max(0.6)));
    }
    let titled = has_honorific(parsed, head) || is_one_of_many(parsed, head);
    titled.then_some((Kind::Person, label.head_confidence.max(0.9)))
}

/// The kind that a noun in the name of `head` tells (*the Harbour Council*, *the Treaty of Arne*), if the network has it otherwise.
fn of_type(parsed: &Parsed, head: WordId, kind: Kind) -> Option<Kind> {
    // *the research vessel Arne Bay*: what the document says of the name is surer
    let thing = kind == Kind::Object && named_kind(parsed.label(head)) == Some(Kind::Object);
    if parsed.upos(head) != Upos::Propn || kind == Kind::Time || thing {
        return None;
    }
    let name = name_text(parsed, head);
    let mut words: Vec<&str> = name.split(' ').collect();
    // *the University of Bergen*: what follows is no part of the text of the head
    if parsed.children_by(head, BaseRelation::Nmod).any(|c| c > head && parsed.upos(c) == Upos::Propn) {
        words.extend(["of", ""]);
    }
    let given = |w: &&str| GIVEN_NAMES.contains_key(w) || GIVEN_NAMES_ALSO_WORDS.contains(w);
    let somebody = kind == Kind::Person && words.first().is_some_and(given);
    super::kinds::by_own_words(&words, Some(kind)).filter(|_| !somebody)
}

/// Whether the relative pronoun stands for the whole clause in front (*Lund resigned, which angered Berg*).
fn comments(parsed: &Parsed, pronoun: WordId) -> bool {
    let relative = parsed.ancestors(pronoun).find(|&w| parsed.relation(w).subtype == Subtype::Relcl);
    relative.is_some_and(|w| parsed.is(w, BaseRelation::Advcl) && parsed.head(w).is_some_and(|h| h < pronoun))
}

/// Whether the word belongs to the same name as its head.
fn continues_name(parsed: &Parsed, word: WordId) -> bool {
    let Some(head) = parsed.head(word) else { return false };
    let (a, b) = (word.min(head), word.max(head));
    a.next().until(b.next()).all(|w| matches!(parsed.label(w).name, NamePosition::Inside(_)))
}

/// Whether an honorific stands before the name that `head` heads (*Ms. Lund*).
pub(crate) fn has_honorific(parsed: &Parsed, head: WordId) -> bool {
    parsed.children(head).iter().any(|&c| c < head && HONORIFICS.contains_key(parsed.lower(c)))
}

/// The head with the words it is written with as a name.
fn name_text(parsed: &Parsed, head: WordId) -> String {
    let parts = parsed.children(head).iter().copied().filter(|&c| {
        matches!(parsed.relation(c).base, BaseRelation::Flat | BaseRelation::Compound)
            && parsed.upos(c) == Upos::Propn
    });
    let mut words: Vec<WordId> = parts.chain([head]).collect();
    words.sort_unstable();
    words.iter().map(|&w| parsed.form(w)).collect::<Vec<_>>().join(" ")
}
