//! Quotations: which words stand in one, and who speaks: from the opening to the closing mark, over paragraphs that open with
//! a mark, around *he said* in the middle, behind *issued a statement* (Pareti 2015; O'Keefe et al. 2012).

use crate::lexicon::{REPORTING, STATEMENT_NOUNS};
use crate::morphology::{Upos, Xpos};
use crate::span::{SentenceId, WordId, WordSpan};
use crate::syntax::{BaseRelation, Parsed, Subtype};

/// The most paragraphs of one speech, and the most sentences looked through for its speaker.
const MOST_PARAGRAPHS: usize = 30;
const MOST_SENTENCES: u32 = 30;

/// Which words of a document stand inside a quotation.
pub(crate) struct Quotations(Vec<bool>);

impl Quotations {
    /// Reads the marks. A paragraph's end closes what is open.
    pub(crate) fn of(parsed: &Parsed) -> Self {
        let mut inside = vec![false; parsed.len()];
        let mut open = false;
        let mut paragraph = usize::MAX;
        for (_, sentence) in parsed.sentences() {
            if sentence.paragraph != paragraph {
                paragraph = sentence.paragraph;
                open = false;
            }
            let places = inside.get_mut(sentence.words.range()).unwrap_or_default();
            for (w, place) in sentence.words.words().zip(places) {
                match parsed.form(w) {
                    "“" | "``" => open = true,
                    "”" | "''" => open = false,
                    "\"" => open = !open,
                    _ => *place = open,
                }
            }
        }
        Self(inside)
    }

    /// Whether the word stands inside a quotation.
    pub(crate) fn contain(&self, word: WordId) -> bool {
        self.0.get(word.index()).copied().unwrap_or(false)
    }
}

/// The speaker of an inversion that the tree takes for an object (*“…,” added the mayor*): it stands right behind a verb of
/// saying that has no subject and has what is said in front.
pub(crate) fn inverted_speaker(parsed: &Parsed, verb: WordId) -> Option<WordId> {
    let says = REPORTING.contains_key(parsed.lemma(verb))
        && parsed.xpos(verb).is_finite_verb()
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
fn speaks(parsed: &Parsed, verb: WordId, quotations: &Quotations) -> Option<WordId> {
    let outside = |w: WordId| !quotations.contain(w);
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
fn tag(parsed: &Parsed, words: WordSpan, quotations: &Quotations) -> Option<WordId> {
    words
        .words()
        .filter(|&w| REPORTING.contains_key(parsed.lemma(w)))
        .find_map(|verb| speaks(parsed, verb, quotations))
}

/// Who issued the statement that a sentence tells of.
fn issuer(parsed: &Parsed, words: WordSpan, quotations: &Quotations) -> Option<WordId> {
    let statement = |w: WordId| {
        STATEMENT_NOUNS.contains(parsed.lower_lemma(w))
            && matches!(parsed.relation(w).base, BaseRelation::Obj | BaseRelation::Obl)
    };
    words.words().filter(|&w| statement(w)).find_map(|w| speaks(parsed, parsed.head(w)?, quotations))
}

fn is_mark(form: &str) -> bool {
    matches!(form, "“" | "”" | "``" | "''" | "\"")
}

/// The head of the speaker of the quotation `word` stands in: who governs it, who is named beside the quotation, or who spoke
/// before where it goes on.
pub(crate) fn speaker(parsed: &Parsed, word: WordId, quotations: &Quotations) -> Option<WordId> {
    if let Some(found) = governing(parsed, word, quotations) {
        return found;
    }
    let mut sentence = parsed.sentence_of(word);
    for _ in 0..MOST_PARAGRAPHS {
        if let Some(found) = in_paragraph(parsed, sentence, quotations) {
            return Some(found);
        }
        sentence = continued(parsed, sentence, quotations)?;
    }
    None
}

/// The subject of the verb that governs the word from outside. The nearest verb outside decides: where it does not say
/// anything and has no subject of its own, nobody says it (*winning on the basis that “…”*).
fn governing(parsed: &Parsed, word: WordId, quotations: &Quotations) -> Option<Option<WordId>> {
    let mut above =
        parsed.ancestors(word).filter(|&w| !quotations.contain(w) && parsed.upos(w) == Upos::Verb);
    let verb = above.next()?;
    let found = speaks(parsed, verb, quotations);
    let participle = parsed.xpos(verb) == Xpos::Vbg && !REPORTING.contains_key(parsed.lemma(verb));
    match found {
        Some(_) => Some(found),
        None if participle => Some(None),
        None => above.find_map(|v| speaks(parsed, v, quotations)).map(Some),
    }
}

/// The speaker named in the sentence itself, behind the end of its quotation, or in front of it in the paragraph.
fn in_paragraph(parsed: &Parsed, own: SentenceId, quotations: &Quotations) -> Option<WordId> {
    let paragraph = parsed.sentence(own).paragraph;
    let words = |id: u32| {
        let sentence = parsed.segmented.sentences.get(SentenceId(id).index())?;
        (sentence.paragraph == paragraph).then_some(sentence.words)
    };
    if let Some(found) = tag(parsed, words(own.0)?, quotations) {
        return Some(found);
    }
    // *“A. B. C,” she said*
    let open = |words: WordSpan| words.words().last().is_some_and(|w| quotations.contain(w));
    let mut last = own.0;
    while open(words(last)?) && SentenceId(last).since(own) < MOST_SENTENCES {
        last = last.saturating_add(1);
        let Some(next) = words(last) else { break };
        if let Some(found) = tag(parsed, next, quotations).filter(|_| quotations.contain(next.start)) {
            return Some(found);
        }
    }
    // *she said. “A. B. C.”*
    for back in 1..=MOST_SENTENCES {
        let Some(before) = own.0.checked_sub(back).and_then(words) else { break };
        if let Some(found) = tag(parsed, before, quotations).or_else(|| issuer(parsed, before, quotations)) {
            return Some(found);
        }
        if !before.words().any(|w| quotations.contain(w)) {
            break;
        }
    }
    // *“A!” she said.*
    words(last.saturating_add(1))
        .filter(|_| last == own.0)
        .or_else(|| words(last))
        .and_then(|next| tag(parsed, next, quotations))
}

/// A sentence of the paragraph before, if the quotation goes on from there: it was left open, or this paragraph is all quotation
/// and names nobody.
fn continued(parsed: &Parsed, own: SentenceId, quotations: &Quotations) -> Option<SentenceId> {
    let paragraph = parsed.sentence(own).paragraph;
    let most = MOST_SENTENCES as usize;
    let up_to_own = std::iter::successors(Some(own), |s| s.previous());
    let mut up_to_own = up_to_own.take_while(|&s| parsed.sentence(s).paragraph == paragraph);
    let first = up_to_own.by_ref().take(most).last()?;
    if up_to_own.next().is_some() {
        return None;
    }
    let opens = parsed.sentence(first).words.words().next().is_some_and(|w| is_mark(parsed.form(w)));
    let sentences = parsed.segmented.sentences.get(first.index()..).unwrap_or_default().iter();
    let all = sentences
        .take_while(|s| s.paragraph == paragraph)
        .take(most)
        .flat_map(|s| s.words.words())
        .all(|w| quotations.contain(w) || parsed.upos(w) == Upos::Punct);
    let before = first.previous()?;
    let words = parsed.sentence(before).words;
    let spoken = words.words().any(|w| quotations.contain(w));
    let stated = issuer(parsed, words, quotations).is_some()
        || words.words().last().is_some_and(|w| parsed.form(w) == ":");
    (opens && (all && (spoken || stated))).then_some(before)
}
