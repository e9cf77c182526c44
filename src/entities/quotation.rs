//! Quotations: which words stand in one, and who speaks.
#![expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "ids of the mentions of the same document"
)]

use crate::morphology::Upos;
use crate::span::WordId;
use crate::syntax::{BaseRelation, Parsed};

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

/// The head of the speaker of the quotation `word` stands in: the subject, outside the quotation, of a verb that
/// governs it, in the sentence or in the one before or after of the same paragraph.
pub(crate) fn speaker(parsed: &Parsed, word: WordId, quoted: &[bool]) -> Option<WordId> {
    let outside = |w: WordId| !quoted[w.index()];
    let subject = |verb: WordId| {
        parsed
            .children_by(verb, BaseRelation::Nsubj)
            .find(|&s| outside(s) && parsed.upos(verb) == Upos::Verb && outside(verb))
    };
    if let Some(found) = parsed.ancestors(word).find_map(subject) {
        return Some(found);
    }
    let own = parsed.sentence_of(word);
    let in_sentence = |index: u32| {
        let sentence = parsed.segmented.sentences.get(index as usize)?;
        if sentence.paragraph != parsed.sentence(own).paragraph {
            return None;
        }
        sentence
            .words
            .words()
            .filter(|&w| crate::lexicon::REPORTING.contains_key(parsed.lemma(w)))
            .find_map(subject)
    };
    in_sentence(own.0).or_else(|| in_sentence(own.0.checked_sub(1)?)).or_else(|| in_sentence(own.0 + 1))
}
