//! Headlines, whose words are written large though they name nothing.

use crate::lexicon::TITLES;
use crate::morphology::Upos;
use crate::span::{WordId, WordSpan};
use crate::syntax::{NamePosition, Parsed};
use rustc_hash::FxHashSet;

/// So many long words are written large, at least, in a headline that writes all of them so.
const FEWEST: usize = 4;
/// So many words has the longest headline.
const LONGEST: usize = 25;

/// Whether the document begins with a line that is no whole sentence.
pub(crate) fn has_headline(parsed: &Parsed) -> bool {
    let [first, second, ..] = parsed.segmented.sentences.as_slice() else { return false };
    let last = first.words.end.previous().unwrap_or_default();
    first.paragraph != second.paragraph && first.words.len() <= LONGEST && parsed.upos(last) != Upos::Punct
}

/// For each word, whether it is a common noun that only a headline writes large: the text has it small elsewhere, or it is an office.
pub(super) fn common_nouns(parsed: &Parsed) -> Vec<bool> {
    let mut common = vec![false; parsed.len()];
    let headlines: Vec<WordSpan> =
        parsed.sentences().map(|(_, s)| s.words).filter(|&words| is_headline(parsed, words)).collect();
    if headlines.is_empty() {
        return common;
    }
    let small = |w: &WordId| parsed.upos(*w) == Upos::Noun && parsed.form(*w).chars().all(char::is_lowercase);
    let nouns: FxHashSet<&str> = parsed.words().filter(small).map(|w| parsed.form(w)).collect();
    let name = |w: u32| parsed.mention_labels.get(w as usize).map(|l| l.name);
    for word in headlines.into_iter().flat_map(WordSpan::words) {
        let alone = matches!(name(word.0), Some(NamePosition::Begin(_) | NamePosition::Outside))
            && !matches!(name(word.0.saturating_add(1)), Some(NamePosition::Inside(_)));
        let lower = parsed.lower(word);
        let common_noun = alone
            && matches!(parsed.upos(word), Upos::Propn | Upos::Noun)
            && (nouns.contains(lower) || TITLES.contains(lower));
        common.get_mut(word.index()).into_iter().for_each(|own| *own = common_noun);
    }
    common
}

/// Whether all long words of the sentence are written large, and some are no names.
fn is_headline(parsed: &Parsed, words: WordSpan) -> bool {
    let long = || words.words().filter(|&w| parsed.form(w).chars().filter(|c| c.is_alphabetic()).count() > 3);
    let verbs = long().any(|w| matches!(parsed.upos(w), Upos::Verb | Upos::Adj | Upos::Noun));
    long().count() >= FEWEST && verbs && long().all(|w| parsed.form(w).starts_with(char::is_uppercase))
}
