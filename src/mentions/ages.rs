//! How old the text says that somebody is: *the 54-year-old*, *Berg, 54, …*.

use super::{Form, Mention};
use crate::span::WordId;
use crate::syntax::{BaseRelation, Parsed};

/// The years of the oldest people.
const OLDEST: u32 = 120;

fn form(parsed: &Parsed, word: Option<u32>) -> &str {
    word.filter(|&w| (w as usize) < parsed.len()).map_or("", |w| parsed.form(WordId(w)))
}

fn years(form: &str) -> Option<u32> {
    form.parse().ok().filter(|years| (1..=OLDEST).contains(years))
}

/// The number of *54-year-old*, whose last word is `old`.
pub(crate) fn compound(parsed: &Parsed, old: WordId) -> Option<u32> {
    let back = |by: u32| form(parsed, old.0.checked_sub(by));
    let dash = |form: &str| matches!(form, "-" | "‑" | "–");
    let whole = parsed.form(old) == "old" && dash(back(1)) && back(2) == "year" && dash(back(3));
    years(back(4)).filter(|_| whole)
}

/// Whether the word is *54-year-old* as a noun: somebody who is so old.
pub(super) fn is_somebody(parsed: &Parsed, old: WordId) -> bool {
    let alone = !matches!(parsed.relation(old).base, BaseRelation::Amod | BaseRelation::Compound);
    alone && parsed.child_by(old, BaseRelation::Det).is_some() && compound(parsed, old).is_some()
}

/// The age that the mention tells: *a 54-year-old clerk*, *Berg, 54, …*, *Berg (54)*, *Berg, aged 54*.
pub(crate) fn told(parsed: &Parsed, m: &Mention) -> Option<u32> {
    if !m.members.is_empty() || m.form == Form::Pronoun {
        return None;
    }
    let own = parsed.children(m.head).iter().copied().chain([m.head]).filter(|&w| m.span.contains(w));
    let inside = own.filter_map(|w| compound(parsed, w)).next();
    inside.or_else(|| behind(parsed, m.name.filter(|_| m.form == Form::Named)?.end))
}

/// The age behind a name that ends before the word.
fn behind(parsed: &Parsed, end: WordId) -> Option<u32> {
    let last = WordId(end.0.checked_sub(1)?);
    let sentence = parsed.sentence(parsed.sentence_of(last)).words;
    let at = |by: u32| form(parsed, end.0.checked_add(by).filter(|&w| sentence.contains(WordId(w))));
    let closing = match at(0) {
        "(" => ")",
        "," => ",",
        _ => return None,
    };
    let aged = u32::from(at(1) == "aged");
    let after = at(aged.saturating_add(2));
    let closed = after == closing || closing == "," && matches!(after, "." | ";");
    years(at(aged.saturating_add(1))).filter(|_| closed)
}
