//! Whether a text is English, by the small words that no English text does without. It says so only where it is sure: names, tables
//! and short texts are passed over.

use super::types::Segmented;
use crate::lexicon::sets;

sets! {
    /// Function words of English that are rare in other languages of its script.
    FUNCTION_WORDS = "function_words";
}

/// Fewer words than this say nothing of a language.
const LEAST_WORDS: usize = 40;

/// Of the words in lower case of an English text some two in ten are on the list, of other languages hardly one in fifty.
const LEAST_SHARE: f64 = 0.06;

/// Whether the words are surely not English: most letters are of other scripts, or function words are missing.
pub(super) fn is_foreign(segmented: &Segmented) -> bool {
    let (mut own, mut other) = (0_usize, 0_usize);
    let (mut words, mut english) = (0_usize, 0_usize);
    for word in &segmented.words {
        let form = word.form.as_str();
        for letter in form.chars().filter(|letter| letter.is_alphabetic()) {
            let count = if is_latin(letter) { &mut own } else { &mut other };
            *count = count.saturating_add(1);
        }
        // names, at whatever place, are of no language
        if form.chars().all(|c| c.is_alphabetic()) && form.starts_with(char::is_lowercase) {
            words = words.saturating_add(1);
            english = english.saturating_add(usize::from(FUNCTION_WORDS.contains(form)));
        }
    }
    let strange = other > own && other >= LEAST_WORDS;
    strange || words >= LEAST_WORDS && (english as f64) < LEAST_SHARE * words as f64
}

/// Whether a letter is of the Latin script, with all its accents.
fn is_latin(letter: char) -> bool {
    letter.is_ascii()
        || matches!(letter, '\u{aa}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' | '\u{fb00}'..='\u{fb06}' | '\u{ff21}'..='\u{ff5a}')
}
