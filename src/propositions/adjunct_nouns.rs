//! Nouns that say with a preposition something else than their kind would: *in an attempt to*, *at a cost of*, *on condition that*.

use super::arguments::marker;
use super::types::Role;
use crate::lexicon;
use crate::morphology::Upos;
use crate::span::WordId;
use crate::syntax::Parsed;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Roles by preposition and noun.
static ADJUNCT_NOUNS: LazyLock<FxHashMap<(&'static str, &'static str), Role>> = LazyLock::new(|| {
    lexicon::rows(include_str!("../../data/words/adjunct_nouns.tsv"))
        .filter_map(|row| Some(((*row.first()?, *row.get(1)?), role(row.get(2)?))))
        .collect()
});

/// The role with that name.
pub(super) fn role(name: &str) -> Role {
    [
        Role::Time,
        Role::Place,
        Role::Purpose,
        Role::Manner,
        Role::Cause,
        Role::Instrument,
        Role::Beneficiary,
        Role::Topic,
        Role::Source,
        Role::Destination,
        Role::Amount,
        Role::Accompanier,
        Role::Condition,
    ]
    .into_iter()
    .find(|r| r.as_str() == name)
    .unwrap_or(Role::Other)
}

/// What a common noun says with that preposition, whatever kind of thing it is (*in an attempt*, *at a cost of*).
pub(super) fn by_noun(parsed: &Parsed, head: WordId, marker: &[WordId]) -> Option<Role> {
    let &[preposition] = marker else { return None };
    let key = (parsed.lower(preposition), parsed.lower_lemma(head));
    let found = ADJUNCT_NOUNS.get(&(key.0, key.1)).copied();
    found.filter(|_| parsed.upos(head) == Upos::Noun)
}

/// Whether the noun says with its preposition what its infinitive is for (*in an effort to save it*).
pub(super) fn is_for_purpose(parsed: &Parsed, noun: WordId) -> bool {
    by_noun(parsed, noun, &marker(parsed, noun)) == Some(Role::Purpose)
}
