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
