//! What the noun beside a name says that the name is: *the town of Arendal*, *the El Faro newspaper*.

use crate::lexicon::{INSTITUTIONS, PLACES_THEMSELVES, TOWN_PARTS};
use crate::span::WordId;
use crate::syntax::{BaseRelation, Parsed};

/// Sorts of bodies whose noun behind a name says what it is.
const PRESS: [&str; 2] = ["press", "media"];

/// Whether the noun right behind the name says that it is a newspaper or a broadcaster.
pub(in crate::entities) fn names_paper(parsed: &Parsed, name: WordId, noun: WordId) -> bool {
    let press =
        INSTITUTIONS.get(parsed.lemma(noun)).is_some_and(|i| i.sorts.iter().all(|sort| PRESS.contains(sort)));
    let before = noun.previous();
    let right = before == Some(name) || parsed.is(before.unwrap_or_default(), BaseRelation::Flat);
    let plain = parsed.children(noun).iter().all(|&c| {
        c == name
            || matches!(parsed.relation(c).base, BaseRelation::Det | BaseRelation::Case | BaseRelation::Punct)
    });
    press && right && plain && parsed.is(name, BaseRelation::Compound)
}

/// Whether the noun says with *of* what sort of place the name is (*the town of Kidal*), and no more.
pub(in crate::entities) fn names_place(parsed: &Parsed, name: WordId, noun: WordId) -> bool {
    let Some(&itself) = PLACES_THEMSELVES.get(parsed.lemma(noun)) else { return false };
    let own = |c: WordId| match parsed.relation(c).base {
        BaseRelation::Det | BaseRelation::Case | BaseRelation::Punct | BaseRelation::Cc => true,
        // *the northern town of Arendal*, not *the old town of Arendal*
        BaseRelation::Amod | BaseRelation::Compound => {
            itself != "bare" && !TOWN_PARTS.contains(parsed.lower(c))
        }
        _ => false,
    };
    noun < name
        && parsed.child_form(name, BaseRelation::Case) == "of"
        && parsed.children(noun).iter().all(|&c| c >= name || own(c))
}
