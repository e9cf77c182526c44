//! What the head noun of a mention says of it.
#![expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "ids of the words of the same document"
)]

use super::Kind;
use crate::lexicon::{COUNTRIES, INSTITUTIONS, NAME_HEADS, TYPE_WORDS};
use crate::morphology::Upos;
use crate::span::{WordId, WordSpan};
use crate::syntax::{BaseRelation, NamePosition, Parsed};

/// Whether the noun is one of bodies and not of those who work there, too (*regulator*, *miner*).
pub(super) fn is_body(parsed: &Parsed, head: WordId) -> bool {
    let lemma = parsed.lemma(head);
    let small = lemma != "regulator" && !parsed.form(head).starts_with(char::is_uppercase);
    let somebody = small && (lemma.ends_with("er") || lemma.ends_with("or") || lemma == "guard");
    let lemma = lemma.to_lowercase();
    let lemma = lemma.as_str();
    !somebody && parsed.feature(head, "Number") != Some("Plur") && INSTITUTIONS.contains_key(lemma)
}

/// Whether a name that is no time says which season it is.
pub(super) fn is_named_season(parsed: &Parsed, season: WordId) -> bool {
    parsed.children_by(season, BaseRelation::Compound).any(|w| {
        let label = parsed.mention_labels[w.index()].name;
        parsed.upos(w) == Upos::Propn && label != NamePosition::Begin(Kind::Time)
    })
}

/// *America* in *the United States of America*: the whole names the country.
pub(super) fn is_inside_country(parsed: &Parsed, word: WordId) -> bool {
    let inside = |w: u32| matches!(parsed.mention_labels[w as usize].name, NamePosition::Inside(_));
    let (mut start, mut end) = (word.0, word.0 + 1);
    while start > 0 && inside(start) {
        start -= 1;
    }
    while (end as usize) < parsed.len() && inside(end) {
        end += 1;
    }
    let span = WordSpan { start: WordId(start), end: WordId(end) };
    let text = parsed.text_of(span).replace(['’', '‘'], "'");
    span.words().count() > 1 && COUNTRIES.contains_key(text.strip_prefix("the ").unwrap_or(&text))
}

/// *Lake* in *Lake Arne* is nothing of its own.
pub(super) fn is_type_noun(form: &str) -> bool {
    NAME_HEADS.contains_key(form) || TYPE_WORDS.iter().any(|(words, _)| words.as_slice() == [form])
}
