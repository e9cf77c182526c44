//! Phrases: the minimal complete words of an argument (after MinIE, Gashteovski et al. 2017), conjuncts, antecedents.

use super::amounts::is_currency;
use super::negation::{denied_whole, denies, denies_alone};
use super::time;
use super::types::Argument;
use crate::entities::Resolved;
use crate::lexicon::{self, HONORIFICS, LINKING_ADVERBS, WordSet};
use crate::morphology::{Upos, Xpos};
use crate::span::WordId;
use crate::syntax::{BaseRelation, Parsed, Subtype};

static NAME_PARTS: WordSet = WordSet::new(|| lexicon::set(include_str!("../../data/words/name_parts.tsv")));

/// Whether the word before a name is part of it, as no title is (*St. Louis*).
pub(super) fn is_name_part(word: &str) -> bool {
    NAME_PARTS.contains(word)
}

/// The most conjuncts that are told apart.
const MOST_CONJUNCTS: usize = 12;

/// The argument headed by `head`: its minimal phrase, and its mention; of *none of the ships* those of *the ships*.
pub(super) fn nominal(resolved: &Resolved, head: WordId) -> Argument {
    let parsed = resolved.parsed();
    let head = denied_whole(parsed, head);
    Argument {
        head,
        words: phrase(parsed, head),
        mention: resolved.mentioned.headed_by(head),
        clausal: false,
    }
}

/// The argument that is a whole clause, with its mark.
pub(crate) fn clausal(resolved: &Resolved, head: WordId) -> Argument {
    let parsed = resolved.parsed();
    let skip = |w: WordId| {
        parsed.head(w) == Some(head)
            && (parsed.is(w, BaseRelation::Parataxis)
                || parsed.is(w, BaseRelation::Discourse)
                || (parsed.is(w, BaseRelation::Conj) && parsed.child_by(w, BaseRelation::Nsubj).is_some()))
    };
    let mut words = parsed.subtree_where(head, skip);
    // the commas around what was left out go with it
    let all = words.clone();
    words.retain(|&w| {
        let cut = |at: Option<WordId>| at.is_none_or(|w| all.binary_search(&w).is_err());
        let (before, after) = (w.previous(), w.next());
        parsed.form(w) != "," || !(cut(before) || cut(Some(after)))
    });
    trim(parsed, &mut words);
    words.retain(|&w| !is_quote(parsed.form(w)));
    Argument { head, words, mention: None, clausal: true }
}

fn is_quote(form: &str) -> bool {
    matches!(form, "“" | "”" | "\"" | "``" | "''")
}

/// Takes marks off both ends.
fn trim(parsed: &Parsed, words: &mut Vec<WordId>) {
    let loose = |w: WordId| matches!(parsed.upos(w), Upos::Punct) || parsed.is(w, BaseRelation::Cc);
    while words.last().is_some_and(|&w| loose(w)) {
        words.pop();
    }
    let kept = words.iter().position(|&w| !loose(w)).unwrap_or(words.len());
    words.drain(..kept);
}

/// The minimal complete phrase: up to any clause, apposition, conjunct and preposition but `of`.
pub(super) fn phrase(parsed: &Parsed, head: WordId) -> Vec<WordId> {
    let mut words = vec![head];
    collect(parsed, head, 0, &mut words);
    words.sort_unstable();
    words.dedup();
    join_hyphens(parsed, &mut words);
    trim(parsed, &mut words);
    words.retain(|&w| !is_quote(parsed.form(w)));
    if words.is_empty() {
        words.push(head);
    }
    words
}

fn collect(parsed: &Parsed, head: WordId, depth: usize, words: &mut Vec<WordId>) {
    if depth > 40 {
        return;
    }
    // a name or number in a row is one: its conjuncts stay together inside it
    let row = |w: WordId| {
        matches!(
            parsed.relation(w).base,
            BaseRelation::Compound | BaseRelation::Amod | BaseRelation::Flat | BaseRelation::Nummod
        )
    };
    let first = parsed.head(head).filter(|_| parsed.is(head, BaseRelation::Conj));
    for &child in parsed.children(head) {
        let relation = parsed.relation(child);
        let inside = row(head) || first.is_some_and(|first| row(first) && words.contains(&first));
        let joined =
            inside && matches!(relation.base, BaseRelation::Conj | BaseRelation::Cc | BaseRelation::Punct);
        let hyphen = relation.is(BaseRelation::Punct) && matches!(parsed.form(child), "-" | "–" | "." | "/");
        let hyphened = hyphen && (depth > 0 || inside || glued(parsed, child));
        if belongs(parsed, head, child, depth) || joined || hyphened {
            words.push(child);
            let led = relation.is(BaseRelation::Nmod) && relation.subtype == Subtype::None;
            if led {
                words.extend(marker(parsed, child));
            }
            collect(parsed, child, depth.saturating_add(usize::from(led)), words);
        }
    }
}

/// Whether a word belongs to the minimal phrase of its head, `depth` phrases with *of* below the whole.
fn belongs(parsed: &Parsed, head: WordId, child: WordId, depth: usize) -> bool {
    let relation = parsed.relation(child);
    // *the Rome-based management*, *a state-owned bank*
    let before_participle = parsed.is(head, BaseRelation::Amod) && child < head;
    match relation.base {
        BaseRelation::Det
        | BaseRelation::Nummod
        | BaseRelation::Compound
        | BaseRelation::Flat
        | BaseRelation::Fixed
        | BaseRelation::Goeswith => true,
        // *people close to the talks*: a quality behind the noun goes with its complement or not at all
        BaseRelation::Amod => child < head || parsed.child_by(child, BaseRelation::Obl).is_none(),
        // *at least 12*
        BaseRelation::Case => {
            // *an in-depth study*
            let hyphened = depth == 0 && parsed.form(child.next()) == "-" && glued(parsed, child.next());
            parsed.xpos(child) == Xpos::Pos || before_number(parsed, head) || hyphened
        }
        BaseRelation::Advmod => {
            let predicated = parsed.child_by(head, BaseRelation::Cop).is_some();
            parsed.xpos(child) != Xpos::Wrb
                && !(predicated && denies(parsed, child, "adverb"))
                && denies_alone(parsed, head) != Some(child)
                && (child < head || parsed.upos(head) == Upos::Adj)
                && !LINKING_ADVERBS.contains(parsed.lower(child))
        }
        BaseRelation::Nmod => match relation.subtype {
            Subtype::Poss => true,
            Subtype::Desc => {
                let word = parsed.lower(child);
                let named = parsed.upos(head) == Upos::Propn;
                !named || HONORIFICS.contains_key(word) || is_name_part(word)
            }
            Subtype::Unmarked => child < head || of_date(parsed, head, child),
            _ => {
                (depth == 0 || in_name(parsed, head, child))
                    && marker(parsed, child).len() == 1
                    && match parsed.child_form(child, BaseRelation::Case) {
                        "of" => true,
                        // *38 million euros in aid*
                        "in" => parsed.upos(head) == Upos::Sym || is_currency(parsed.lower(head)),
                        _ => false,
                    }
            }
        },
        // *ten metres high*, *an hour later*, not *since May accessible*
        BaseRelation::Obl => {
            let graded = matches!(parsed.upos(head), Upos::Adj | Upos::Adv);
            let measure = graded && child < head && marker(parsed, child).is_empty();
            measure || before_participle
        }
        BaseRelation::Nsubj | BaseRelation::Obj => before_participle,
        BaseRelation::Punct => {
            parsed.form(child) == "," && parsed.head(head).is_some_and(|d| of_date(parsed, d, head))
        }
        _ => false,
    }
}

/// Whether the word stands before the number it modifies (*least* in *at least 12*).
fn before_number(parsed: &Parsed, word: WordId) -> bool {
    parsed
        .head(word)
        .is_some_and(|number| word < number && matches!(parsed.upos(number), Upos::Num | Upos::Sym))
}

/// A hyphen between two words of the phrase belongs to it, wherever the tree hangs it.
fn join_hyphens(parsed: &Parsed, words: &mut Vec<WordId>) {
    let hyphens: Vec<WordId> = words
        .iter()
        .zip(words.iter().skip(1))
        .filter(|(before, behind)| before.plus(2) == **behind)
        .map(|(before, _)| before.next())
        .filter(|&w| matches!(parsed.form(w), "-" | "–" | "/"))
        .collect();
    words.extend(hyphens);
    words.sort_unstable();
}

/// Whether a phrase with *of* is part of a name (*the Order of the British Empire*).
pub(super) fn in_name(parsed: &Parsed, head: WordId, child: WordId) -> bool {
    parsed.upos(head) == Upos::Propn
        && parsed.upos(child) == Upos::Propn
        && parsed.child_form(child, BaseRelation::Case) == "of"
}

/// Whether the word is the day, month or year of the date `head` is of (*19 October 2010*).
fn of_date(parsed: &Parsed, head: WordId, word: WordId) -> bool {
    let part = |w: WordId| parsed.upos(w) == Upos::Num || time::is_calendar_name(parsed.lower(w));
    parsed.is(word, BaseRelation::Nmod) && part(head) && part(word)
}

/// Whether the word is written together with both neighbours.
fn glued(parsed: &Parsed, word: WordId) -> bool {
    let bytes = parsed.bytes(word);
    let before = word.previous().map(|w| parsed.bytes(w).end);
    let after = Some(word.next()).filter(|w| w.index() < parsed.len()).map(|w| parsed.bytes(w).start);
    before == Some(bytes.start) && after == Some(bytes.end)
}

/// The words of the preposition or mark of a phrase, in text order (`because of`, `out of`).
pub(super) fn marker(parsed: &Parsed, head: WordId) -> Vec<WordId> {
    let mut words: Vec<WordId> = Vec::new();
    for case in
        parsed.children_by(head, BaseRelation::Case).filter(|&c| c < head && parsed.xpos(c) != Xpos::Pos)
    {
        words.push(case);
        words.extend(parsed.children_by(case, BaseRelation::Fixed));
    }
    words.sort_unstable();
    words
}

/// The head and its conjuncts, as far as they are of one sort.
pub(super) fn conjuncts(parsed: &Parsed, head: WordId) -> Vec<WordId> {
    let nominal = parsed.is_noun(head) || parsed.upos(head) == Upos::Pron;
    let others = parsed.children_by(head, BaseRelation::Conj).filter(|&c| {
        let same = parsed.is_noun(c) || matches!(parsed.upos(c), Upos::Pron | Upos::Num);
        (nominal && same && parsed.child_by(c, BaseRelation::Nsubj).is_none())
            || (!nominal && parsed.upos(c) == parsed.upos(head))
    });
    std::iter::once(head).chain(others).take(MOST_CONJUNCTS).collect()
}

/// The relative pronoun's antecedent, where `word` is one inside a relative clause; else the word itself.
pub(super) fn antecedent(parsed: &Parsed, word: WordId) -> WordId {
    // *many of which*: of them
    let amount = matches!(parsed.upos(word), Upos::Pron | Upos::Det | Upos::Num | Upos::Adj);
    let of_which = parsed
        .children_by(word, BaseRelation::Nmod)
        .find(|&c| parsed.feature(c, "PronType") == Some("Rel") || parsed.xpos(c) == Xpos::Wdt);
    if let (true, Some(pronoun)) = (amount, of_which) {
        return antecedent(parsed, pronoun);
    }
    // *will see in the autumn what they want*: no noun in front is meant
    if matches!(parsed.lower(word), "what" | "whatever") {
        return word;
    }
    if parsed.feature(word, "PronType") != Some("Rel") && !matches!(parsed.xpos(word), Xpos::Wdt) {
        return word;
    }
    let clause = parsed.ancestors(word).find(|&w| parsed.relation(w).subtype == Subtype::Relcl);
    clause
        .filter(|&c| parsed.is(c, BaseRelation::Acl))
        .and_then(|c| parsed.head(c))
        .filter(|&a| parsed.is_noun(a) || parsed.upos(a) == Upos::Pron)
        .unwrap_or(word)
}

/// Whether the word is no argument of a fact: an interrogative or unresolved relative pronoun, pleonastic *it*. *Which* that
/// comments on a clause is one.
pub(super) fn is_empty_pronoun(resolved: &Resolved, word: WordId) -> bool {
    let parsed = resolved.parsed();
    matches!(parsed.xpos(word), Xpos::Wp | Xpos::Wdt | Xpos::Wrb | Xpos::Ex)
        && resolved.mentioned.headed_by(word).is_none()
        || resolved.mentioned.is_expletive(word)
}
