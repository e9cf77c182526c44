//! How a mention refers: by a name, a description or a pronoun.

use super::{Form, Kind};
use crate::lexicon::{DEMONYMS, GENDERED_NOUNS, INDEFINITE_DETERMINERS, PEOPLE, PEOPLES_ENDINGS, TITLES};
use crate::morphology::{Upos, Xpos};
use crate::span::WordId;
use crate::syntax::{BaseRelation, NamePosition, Parsed};

/// How the mention that `head` heads refers.
pub(super) fn form(parsed: &Parsed, head: WordId) -> Form {
    let label = parsed.label(head);
    let written = parsed.form(head).starts_with(char::is_uppercase) && label.name != NamePosition::Outside;
    match parsed.upos(head) {
        Upos::Propn
            if is_office(parsed, head)
                || is_one_of_many(parsed, head)
                || is_one_of_a_people(parsed, head) =>
        {
            Form::Nominal
        }
        Upos::Propn => Form::Named,
        Upos::Noun if written => Form::Named,
        Upos::Pron if parsed.xpos(head) != Xpos::Nn => Form::Pronoun,
        _ => Form::Nominal,
    }
}

/// *the Home Secretary, Ilse Berg*: an office written large beside the name names nobody itself.
fn is_office(parsed: &Parsed, head: WordId) -> bool {
    let beside = parsed.children_by(head, BaseRelation::Appos).any(|w| parsed.upos(w) == Upos::Propn);
    // *Mayor of Oslo resigns*
    let begins = parsed.sentence(parsed.sentence_of(head)).words.start == head
        && parsed.child_by(head, BaseRelation::Nmod).is_some();
    let lower = parsed.lower(head);
    // *the First Lady, Ada Berg*
    (beside || begins)
        && (TITLES.contains(lower) || beside && GENDERED_NOUNS.contains_key(lower))
        && parsed.label(head).head_of == Some(Kind::Person)
        && parsed.child_by(head, BaseRelation::Flat).is_none()
}

/// *a former Olympian*, *a Democrat*: one of those called so.
pub(super) fn is_one_of_many(parsed: &Parsed, head: WordId) -> bool {
    let beside_person = parsed.head(head).is_some_and(|h| {
        parsed.is(head, BaseRelation::Appos) && parsed.label(h).name == NamePosition::Begin(Kind::Person)
    });
    parsed.child_by(head, BaseRelation::Flat).is_none()
        && (beside_person || parsed.label(head).head_of == Some(Kind::Person))
        && parsed
            .children_by(head, BaseRelation::Det)
            .any(|d| INDEFINITE_DETERMINERS.contains(parsed.lower(d)))
}

/// *the Norwegian* who was named before.
pub(super) fn is_one_of_a_people(parsed: &Parsed, head: WordId) -> bool {
    let form = parsed.form(head);
    let people = DEMONYMS.contains_key(form) || PEOPLE.contains_key(form);
    let article = |d: WordId| parsed.lower(d) == "the";
    people
        && parsed.feature(head, "Number") != Some("Plur")
        // *the Norwegian* may be the language
        && (PEOPLE.contains_key(form) || parsed.label(head).head_of == Some(Kind::Person))
        && parsed.child_by(head, BaseRelation::Flat).is_none()
        && !matches!(parsed.relation(head).base, BaseRelation::Compound | BaseRelation::Amod)
        && parsed.children_by(head, BaseRelation::Det).any(article)
}

/// Whether the plural name is that of many (*the Liberals*, *Muslims*) and no family name in *-s* (*Williams*).
pub(crate) fn is_people(parsed: &Parsed, head: WordId) -> bool {
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
            || PEOPLES_ENDINGS.iter().any(|e| form.ends_with(e))
            || DEMONYMS.contains_key(singular)
            || PEOPLE.contains_key(singular))
}
