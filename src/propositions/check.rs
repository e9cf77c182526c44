//! Whether propositions that come from elsewhere are of a document.

use super::types::{Argument, Proposition};
use crate::entities::Resolved;
use crate::span::WordId;

impl Proposition {
    /// Whether every word and mention it names is one of the document's.
    pub(crate) fn is_of(&self, resolved: &Resolved) -> bool {
        let parsed = resolved.parsed();
        let are_words = |words: &[WordId]| words.iter().all(|word| word.index() < parsed.len());
        let is_argument = |argument: &Argument| {
            are_words(&argument.words)
                && are_words(&[argument.head])
                && argument.mention.is_none_or(|m| m.index() < resolved.mentioned.mentions.len())
        };
        let predicate = &self.predicate;
        self.sentence.index() < parsed.segmented.sentences.len()
            && are_words(&predicate.words)
            && are_words(&predicate.preposition)
            && are_words(&[predicate.head])
            && is_argument(&self.subject)
            && self.object.iter().chain(&self.attribution).all(is_argument)
            && self.qualifiers.iter().all(|q| are_words(&q.marker) && is_argument(&q.argument))
    }
}
