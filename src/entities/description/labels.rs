//! How an entity is called.

use crate::grammar::behind_denied_quantity;
use crate::lexicon::{LINKING_ADVERBS, TELLING_DETERMINERS};
use crate::mentions::{Form, Kind, Mention, Mentioned};
use crate::morphology::{Upos, Xpos};
use crate::span::{WordId, WordSpan};
use crate::syntax::{BaseRelation, Parsed};

/// A fuller name is better, and one not written in capitals (*OSLO*); of descriptions the first.
pub(super) fn better(next: &str, best: &str, named: bool) -> bool {
    let small = |s: &str| s.chars().any(char::is_lowercase);
    let size = |s: &str| (s.split_whitespace().count().min(6), s.len(), small(s));
    named && size(next) > size(best)
}

/// The name alone, or the description without determiner and what follows its head from a clause or comma on.
pub(super) fn shown(mentioned: &Mentioned, m: &Mention) -> String {
    match m.name {
        // *March 2023* is more than the month
        Some(name) if m.form == Form::Named && m.kind != Kind::Time => {
            mentioned.parsed.text_of(name).to_owned()
        }
        _ => minimal(mentioned, m),
    }
}

/// The mention from its first content word to the end of its core: honorific and title stay, determiner, relative
/// clause, apposition and possessive ending go.
pub(super) fn minimal(mentioned: &Mentioned, m: &Mention) -> String {
    let parsed = &mentioned.parsed;
    let start = core_start(parsed, m);
    let end = if m.members.is_empty() { core_end(parsed, m) } else { m.span.end };
    // punctuation and the possessive ending behind go, but not a word alone
    let loose =
        |w: WordId| parsed.upos(w) == Upos::Punct && parsed.form(w) != "." || parsed.xpos(w) == Xpos::Pos;
    let behind = start.next().until(end).rev().take_while(|&w| loose(w));
    let text = parsed.text_of(WordSpan { start, end: behind.last().unwrap_or(end) });
    // a quotation that goes on behind the cut
    let open = text.matches('“').count() != text.matches('”').count() || text.matches('"').count() % 2 == 1;
    let text = if open { text.replace(['“', '”', '"'], "") } else { text.to_owned() };
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match nobody(parsed, m) {
        Some((none, any)) => text.replacen(none, any, 1),
        None => text,
    }
}

/// *everything he wanted* is less than everything.
fn needs_clause(parsed: &Parsed, m: &Mention, clause: WordId) -> bool {
    const MOST_WORDS: u32 = 8;
    let most = parsed.lower(m.head).starts_with("every")
        || matches!(parsed.lower(m.head), "anything" | "anyone" | "all");
    let last = parsed.subtree(clause).last().copied().unwrap_or(clause);
    let long = [BaseRelation::Ccomp, BaseRelation::Xcomp, BaseRelation::Advcl];
    let short = long.into_iter().all(|base| parsed.child_by(clause, base).is_none());
    parsed.upos(m.head) == Upos::Pron && most && short && last.0.saturating_sub(m.head.0) <= MOST_WORDS
}

/// *Nobody has left*: the fact is what is denied, of anybody.
fn nobody<'p>(parsed: &'p Parsed, m: &Mention) -> Option<(&'p str, &'static str)> {
    let any = match parsed.lower(m.head) {
        "nobody" => "anybody",
        "nothing" => "anything",
        _ => return None,
    };
    let fact = matches!(parsed.relation(m.head).base, BaseRelation::Nsubj | BaseRelation::Obj);
    fact.then(|| (parsed.form(m.head), any))
}

/// The first word that says something.
fn core_start(parsed: &Parsed, m: &Mention) -> WordId {
    let loose = |w: WordId| {
        matches!(parsed.upos(w), Upos::Det | Upos::Punct) && !is_part(parsed, m, w)
            || links(parsed, w)
            || leads(parsed, m, w)
    };
    // the denial of *not a single ballot* is the fact's
    let start = behind_denied_quantity(parsed, m.head).unwrap_or(m.span.start).max(m.span.start);
    let start = behind_aside(parsed, start, m.head).unwrap_or(start);
    start.until(m.head).find(|&w| !loose(w)).unwrap_or(m.head.max(start))
}

/// *a lamp and, by mistake, two rivers*: what stands between commas in front says nothing of the rivers.
fn behind_aside(parsed: &Parsed, start: WordId, head: WordId) -> Option<WordId> {
    let first = start.until(head).find(|&w| parsed.upos(w) != Upos::Punct)?;
    let phrase = parsed.head(first).filter(|_| parsed.is(first, BaseRelation::Case))?;
    let subtree = parsed.subtree(phrase);
    let comma = subtree.iter().rfind(|&&w| parsed.upos(w) != Upos::Punct)?.next();
    (phrase < head && comma < head && parsed.form(comma) == ",").then(|| comma.next())
}

/// *also the streets*, *both ports*.
fn links(parsed: &Parsed, word: WordId) -> bool {
    parsed.is(word, BaseRelation::Cc)
        || parsed.is(word, BaseRelation::Advmod) && LINKING_ADVERBS.contains(parsed.lower(word))
}

/// *half the city* is not the city, *a year later* is not *year later*, *no one* is not *one*; *both ports*, *every port*, *this year*.
fn is_part(parsed: &Parsed, m: &Mention, word: WordId) -> bool {
    let lower = parsed.lower(word);
    let nobody = lower == "no" && parsed.form(m.head).eq_ignore_ascii_case("one");
    // *not all boats*
    let not = |w: WordId| w.previous().is_some_and(|before| parsed.lower(before) == "not");
    lower == "half"
        || nobody
        || begins_compound(parsed, m, word)
        || TELLING_DETERMINERS.contains(lower) && !not(word)
        || m.kind == Kind::Time && matches!(lower, "a" | "an" | "this" | "that" | "these" | "those")
}

/// *a no-confidence vote* is no confidence vote, *all-party talks* are not party talks.
fn begins_compound(parsed: &Parsed, m: &Mention, word: WordId) -> bool {
    let (hyphen, second) = (word.next(), word.plus(2));
    second <= m.head
        && parsed.form(hyphen) == "-"
        && parsed.bytes(word).end == parsed.bytes(hyphen).start
        && parsed.bytes(hyphen).end == parsed.bytes(second).start
        && !matches!(parsed.lower(word), "the" | "a" | "an")
}

/// *whose boat* is a boat, *of the Air Force* the Air Force.
fn leads(parsed: &Parsed, m: &Mention, word: WordId) -> bool {
    // *at least 12 villagers*
    let of_number = || {
        let number = parsed.head(word).filter(|&least| least < m.head).and_then(|least| parsed.head(least));
        number.is_some_and(|n| parsed.upos(n) == Upos::Num && word < n)
    };
    parsed.xpos(word) == Xpos::WpPossessive
        || parsed.upos(word) == Upos::Adp
            && parsed.is(word, BaseRelation::Case)
            && !of_number()
            // *an in-depth study*
            && parsed.form(word.next()) != "-"
        || parsed.upos(word) == Upos::Cconj
}

/// Up to the first clause, apposition or comma behind the head, whatever it hangs on.
fn core_end(parsed: &Parsed, m: &Mention) -> WordId {
    let inner = m.head.next().until(m.span.end).filter(|&w| {
        // *photographs of “unknowns”*: the quotation is what the preposition leads to
        let led = w.previous().is_some_and(|before| parsed.upos(before) == Upos::Adp);
        let quote = matches!(parsed.form(w), "“" | "\"") && !led;
        let mark = quote || matches!(parsed.form(w), "," | ";" | ":" | "—" | "–" | "(");
        // *the arrest of union leader Rolf Berg*: the name is told with the leader
        let beside = parsed.is(w, BaseRelation::Appos) && parsed.head(w) == Some(m.head);
        // *everything he wanted*
        let all =
            parsed.is(w, BaseRelation::Acl) && parsed.head(w) == Some(m.head) && needs_clause(parsed, m, w);
        let clause = matches!(parsed.relation(w).base, BaseRelation::Acl | BaseRelation::Parataxis);
        mark || beside || clause && !all
    });
    let first = |w: WordId| parsed.subtree(w).first().copied();
    let firsts = inner.map(|w| match parsed.relation(w).base {
        BaseRelation::Punct => w,
        _ => first(w).unwrap_or(w),
    });
    let conjuncts = parsed.children_by(m.head, BaseRelation::Conj).filter_map(first);
    firsts.chain(conjuncts).filter(|&w| w > m.head).fold(m.span.end, WordId::min)
}
