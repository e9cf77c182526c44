//! Quotations: which words stand in one, and who speaks: from the opening to the closing mark, over paragraphs that open with
//! a mark, around *he said* in the middle, behind *issued a statement* (Pareti 2015; O'Keefe et al. 2012).
#![expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "ids of the words of the same document"
)]

use crate::lexicon::{self, REPORTING};
use crate::morphology::Upos;
use crate::span::{SentenceId, WordId, WordSpan};
use crate::syntax::{BaseRelation, Parsed, Subtype};
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

static STATEMENT_NOUNS: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| lexicon::set(include_str!("../../data/words/statement_nouns.tsv")));

/// At most so many paragraphs are one speech, and so many sentences looked through for its speaker.
const MOST_PARAGRAPHS: usize = 30;
const MOST_SENTENCES: usize = 30;

/// For each word, whether it stands inside a quotation. A paragraph's end closes what is open.
pub(crate) fn quotation(parsed: &Parsed) -> Vec<bool> {
    let mut inside = vec![false; parsed.len()];
    let mut open = false;
    let mut paragraph = usize::MAX;
    for (_, sentence) in parsed.sentences() {
        if sentence.paragraph != paragraph {
            paragraph = sentence.paragraph;
            open = false;
        }
        for w in sentence.words.words() {
            match parsed.form(w) {
                "“" | "``" => open = true,
                "”" | "''" => open = false,
                "\"" => open = !open,
                _ => inside[w.index()] = open,
            }
        }
    }
    inside
}

/// The speaker of an inversion that the tree takes for an object (*“…,” added the mayor*): it stands right behind a verb of
/// saying that has no subject and has what is said in front.
pub(crate) fn inverted_speaker(parsed: &Parsed, verb: WordId) -> Option<WordId> {
    let says = REPORTING.contains_key(parsed.lemma(verb))
        && matches!(parsed.xpos(verb), "VBD" | "VBZ" | "VBP")
        && parsed.child_by(verb, BaseRelation::Nsubj).is_none()
        && parsed.child_by(verb, BaseRelation::Aux).is_none();
    let back = |by: u32| verb.0.checked_sub(by).map_or("", |w| parsed.form(WordId(w)));
    let marked = is_mark(back(1)) || back(1) == "," && is_mark(back(2));
    let in_front = marked
        || back(1) == ","
            && parsed.children(verb).iter().any(|&w| w < verb && parsed.is(w, BaseRelation::Ccomp));
    let after =
        parsed.children(verb).iter().copied().find(|&w| {
            matches!(parsed.relation(w).base, BaseRelation::Obj | BaseRelation::Iobj) && w > verb
        })?;
    let person = parsed.is_noun(after) || parsed.upos(after) == Upos::Pron;
    (says && in_front && person && !parsed.subtree(after).iter().any(|&w| w < verb)).then_some(after)
}

/// The subject of a verb, outside the quotation, that may be its speaker.
fn speaks(parsed: &Parsed, verb: WordId, quoted: &[bool]) -> Option<WordId> {
    let outside = |w: WordId| !quoted[w.index()];
    if parsed.upos(verb) != Upos::Verb || !outside(verb) {
        return None;
    }
    let own = |verb: WordId| {
        let active = |&s: &WordId| parsed.relation(s).subtype != Subtype::Pass;
        parsed.children_by(verb, BaseRelation::Nsubj).filter(active).find(|&s| outside(s))
    };
    let first = || parsed.head(verb).filter(|_| parsed.is(verb, BaseRelation::Conj)).and_then(own);
    own(verb).or_else(|| inverted_speaker(parsed, verb).filter(|&s| outside(s))).or_else(first)
}

/// The speaker whom a verb of saying outside quotations names, among the words.
fn tag(parsed: &Parsed, words: WordSpan, quoted: &[bool]) -> Option<WordId> {
    words
        .words()
        .filter(|&w| REPORTING.contains_key(parsed.lemma(w)))
        .find_map(|verb| speaks(parsed, verb, quoted))
}

/// Who issued the statement that a sentence tells of.
fn issuer(parsed: &Parsed, words: WordSpan, quoted: &[bool]) -> Option<WordId> {
    let statement = |w: WordId| {
        STATEMENT_NOUNS.contains(parsed.lemma(w).to_lowercase().as_str())
            && matches!(parsed.relation(w).base, BaseRelation::Obj | BaseRelation::Obl)
    };
    words.words().filter(|&w| statement(w)).find_map(|w| speaks(parsed, parsed.head(w)?, quoted))
}

fn is_mark(form: &str) -> bool {
    matches!(form, "“" | "”" | "``" | "''" | "\"")
}

/// The head of the speaker of the quotation `word` stands in: who governs it, who is named beside the quotation, or who spoke
/// before where it goes on.
pub(crate) fn speaker(parsed: &Parsed, word: WordId, quoted: &[bool]) -> Option<WordId> {
    if let Some(found) = governing(parsed, word, quoted) {
        return found;
    }
    let mut sentence = parsed.sentence_of(word);
    for _ in 0..MOST_PARAGRAPHS {
        if let Some(found) = in_paragraph(parsed, sentence, quoted) {
            return Some(found);
        }
        sentence = continued(parsed, sentence, quoted)?;
    }
    None
}

/// The subject of the verb that governs the word from outside. The nearest verb outside decides: where it does not say
/// anything and has no subject of its own, nobody says it (*winning on the basis that “…”*).
fn governing(parsed: &Parsed, word: WordId, quoted: &[bool]) -> Option<Option<WordId>> {
    let mut above = parsed.ancestors(word).filter(|&w| !quoted[w.index()] && parsed.upos(w) == Upos::Verb);
    let verb = above.next()?;
    let found = speaks(parsed, verb, quoted);
    let participle = parsed.xpos(verb) == "VBG" && !REPORTING.contains_key(parsed.lemma(verb));
    match found {
        Some(_) => Some(found),
        None if participle => Some(None),
        None => above.find_map(|v| speaks(parsed, v, quoted)).map(Some),
    }
}

/// The speaker named in the sentence itself, behind the end of its quotation, or in front of it in the paragraph.
fn in_paragraph(parsed: &Parsed, own: SentenceId, quoted: &[bool]) -> Option<WordId> {
    let paragraph = parsed.sentence(own).paragraph;
    let words = |index: u32| {
        let sentence = parsed.segmented.sentences.get(index as usize)?;
        (sentence.paragraph == paragraph).then_some(sentence.words)
    };
    if let Some(found) = tag(parsed, words(own.0)?, quoted) {
        return Some(found);
    }
    // *“A. B. C,” she said*
    let open = |words: WordSpan| words.words().last().is_some_and(|w| quoted[w.index()]);
    let mut last = own.0;
    while open(words(last)?) && last - own.0 < MOST_SENTENCES as u32 {
        last += 1;
        let Some(next) = words(last) else { break };
        if let Some(found) = tag(parsed, next, quoted).filter(|_| quoted[next.start.index()]) {
            return Some(found);
        }
    }
    // *she said. “A. B. C.”*
    for back in 1..=MOST_SENTENCES as u32 {
        let Some(before) = own.0.checked_sub(back).and_then(words) else { break };
        if let Some(found) = tag(parsed, before, quoted).or_else(|| issuer(parsed, before, quoted)) {
            return Some(found);
        }
        if !before.words().any(|w| quoted[w.index()]) {
            break;
        }
    }
    // *“A!” she said.*
    words(last + 1)
        .filter(|_| last == own.0)
        .or_else(|| words(last))
        .and_then(|next| tag(parsed, next, quoted))
}

/// A sentence of the paragraph before, if the quotation goes on from there: it was left open, or this paragraph is all quotation
/// and names nobody.
fn continued(parsed: &Parsed, own: SentenceId, quoted: &[bool]) -> Option<SentenceId> {
    let paragraph = parsed.sentence(own).paragraph;
    let sentences = &parsed.segmented.sentences;
    let mut back = (0..=own.index()).rev().take(MOST_SENTENCES + 1);
    let first = back.by_ref().take_while(|&i| sentences[i].paragraph == paragraph).last()?;
    if own.index() - first >= MOST_SENTENCES {
        return None;
    }
    let opens = sentences[first].words.words().next().is_some_and(|w| is_mark(parsed.form(w)));
    let all = sentences[first..]
        .iter()
        .take_while(|s| s.paragraph == paragraph)
        .take(MOST_SENTENCES)
        .flat_map(|s| s.words.words())
        .all(|w| quoted[w.index()] || parsed.upos(w) == Upos::Punct);
    let before = first.checked_sub(1)?;
    let spoken = sentences[before].words.words().any(|w| quoted[w.index()]);
    let stated = issuer(parsed, sentences[before].words, quoted).is_some()
        || sentences[before].words.words().last().is_some_and(|w| parsed.form(w) == ":");
    (opens && (all && (spoken || stated))).then(|| SentenceId::from_index(before))
}
