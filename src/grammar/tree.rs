//! What may be asked of a tree at any stage of the road.

use crate::mentions::{Form, Kind};
use crate::morphology::{Upos, Xpos};
use crate::span::{WordId, WordSpan};
use crate::syntax::{DependencyRelation, NamePosition};

/// No walk goes up more words: a tree under repair may have a cycle.
const MOST_ANCESTORS: usize = 60;

/// Sentences as trees of words, with tags and what is known of their mentions.
pub(crate) trait Tree {
    /// The form of a word, as it stands in the text.
    fn form(&self, word: WordId) -> &str;
    /// The lemma of a word.
    fn lemma(&self, word: WordId) -> &str;
    /// The universal tag of a word.
    fn upos(&self, word: WordId) -> Upos;
    /// The Penn tag of a word.
    fn xpos(&self, word: WordId) -> Xpos;
    /// The value of a feature of a word.
    fn feature(&self, word: WordId, name: &str) -> Option<&str>;
    /// The head of a word; `None` for a root.
    fn head(&self, word: WordId) -> Option<WordId>;
    /// The relation of a word to its head.
    fn relation(&self, word: WordId) -> DependencyRelation;
    /// The words of the sentence that a word stands in.
    fn sentence(&self, word: WordId) -> WordSpan;
    /// The dependents of a word, in text order.
    fn children(&self, word: WordId) -> impl DoubleEndedIterator<Item = WordId>;
    /// Where the word stands in a name.
    fn name(&self, word: WordId) -> NamePosition;
    /// The kind of the mention that the word is the head of.
    fn kind(&self, word: WordId) -> Option<Kind>;
    /// The kind it has, or would most likely have, as the head of a mention.
    fn likely_kind(&self, word: WordId) -> Option<Kind>;
    /// How the mention refers that the word is the head of; before mentions are found, only names are known.
    fn reference(&self, word: WordId) -> Option<Form>;

    /// The word's ancestors, nearest first.
    fn ancestors(&self, word: WordId) -> impl Iterator<Item = WordId> {
        std::iter::successors(self.head(word), |&w| self.head(w)).take(MOST_ANCESTORS)
    }

    /// Whether `word` is `ancestor` or below it.
    fn is_within(&self, word: WordId, ancestor: WordId) -> bool {
        word == ancestor || self.ancestors(word).any(|w| w == ancestor)
    }

    /// The first word of the phrase that the word heads.
    fn phrase_start(&self, word: WordId) -> WordId {
        self.sentence(word).words().find(|&w| self.is_within(w, word)).unwrap_or(word)
    }
}
