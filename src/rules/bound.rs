//! The words of a text that those of a pattern are.

use crate::span::WordId;

/// The most words that a pattern has.
pub(super) const MOST_WORDS: usize = 12;

/// The words of a text that those of a pattern were found to be.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Bound([Option<WordId>; MOST_WORDS]);

impl Bound {
    /// The word that the pattern's word with that number is.
    pub(crate) fn get(&self, number: usize) -> Option<WordId> {
        self.0.get(number).copied().flatten()
    }

    /// All words found, in the order of the pattern.
    pub(crate) fn words(&self) -> impl Iterator<Item = WordId> {
        self.0.iter().copied().flatten()
    }

    pub(super) fn set(&mut self, number: usize, word: Option<WordId>) {
        if let Some(place) = self.0.get_mut(number) {
            *place = word;
        }
    }
}

/// Asks of a word in lower case, without memory of its own where it is short.
pub(super) fn lower(word: &str, ask: impl FnOnce(&str) -> bool) -> bool {
    let mut short = [0_u8; 40];
    match short.get_mut(..word.len()) {
        _ if !word.bytes().any(|b| b.is_ascii_uppercase() || !b.is_ascii()) => ask(word),
        Some(own) if word.is_ascii() => {
            own.copy_from_slice(word.as_bytes());
            own.make_ascii_lowercase();
            std::str::from_utf8(own).is_ok_and(ask)
        }
        _ => ask(&word.to_lowercase()),
    }
}
