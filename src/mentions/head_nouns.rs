//! What the head noun of a mention says of it.

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
        let label = parsed.label(w).name;
        parsed.upos(w) == Upos::Propn && label != NamePosition::Begin(Kind::Time)
    })
}

/// *Lake* in *Lake Arne* is nothing of its own.
pub(super) fn is_type_noun(form: &str) -> bool {
    NAME_HEADS.contains_key(form) || TYPE_WORDS.iter().any(|(words, _)| words.as_slice() == [form])
}

/// *America* in *the United States of America*: the whole names the country.
pub(super) fn is_inside_country(parsed: &Parsed, word: WordId) -> bool {
    let inside = |&w: &WordId| matches!(parsed.label(w).name, NamePosition::Inside(_));
    let (mut start, mut end) = (word, word.next());
    while inside(&start)
        && let Some(before) = start.previous()
    {
        start = before;
    }
    while inside(&end) {
        end = end.next();
    }
    let span = WordSpan { start, end };
    let text = parsed.text_of(span).replace(['’', '‘'], "'");
    span.words().count() > 1 && COUNTRIES.contains_key(text.strip_prefix("the ").unwrap_or(&text))
}
