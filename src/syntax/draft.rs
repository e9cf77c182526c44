//! Trees and labels as the network gives them, while grammar corrects them.
#![expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "ids of the words of the same document"
)]

use super::{BaseRelation, Dependency, MentionLabel, NamePosition, Relation};
use crate::lexicon::TITLES;
use crate::mentions::Kind;
use crate::morphology::{Morphology, Upos};
use crate::span::WordId;
use crate::text::Word;
use std::ops::Range;

/// A document before its trees are put together. All lists have one item for each word.
pub(crate) struct Draft<'a> {
    pub(crate) words: &'a [Word],
    pub(crate) morphology: &'a [Morphology],
    pub(crate) labels: &'a mut [MentionLabel],
    pub(crate) dependencies: &'a mut [Dependency],
}

impl Draft<'_> {
    pub(super) fn len(&self) -> usize {
        self.dependencies.len()
    }

    pub(super) fn form(&self, word: usize) -> &str {
        self.words.get(word).map_or("", |w| &w.form)
    }

    pub(super) fn lemma(&self, word: usize) -> &str {
        self.morphology.get(word).map_or("", |m| &m.lemma)
    }

    pub(super) fn is_proper(&self, word: usize) -> bool {
        self.morphology.get(word).is_some_and(|m| m.upos == Upos::Propn)
    }

    pub(super) fn head(&self, word: usize) -> Option<usize> {
        self.dependencies.get(word)?.head.map(WordId::index)
    }

    pub(super) fn is(&self, word: usize, relation: BaseRelation) -> bool {
        self.dependencies.get(word).is_some_and(|d| d.relation.is(relation))
    }

    pub(super) fn attach(&mut self, word: usize, head: usize, relation: Relation) {
        self.dependencies[word].head = Some(WordId::from_index(head));
        self.dependencies[word].relation = relation;
    }

    /// The words of the sentence that the word stands in.
    pub(super) fn sentence(&self, word: usize) -> Range<usize> {
        let sentence = self.words[word].sentence;
        let start = self.words[..word].iter().rposition(|w| w.sentence != sentence).map_or(0, |w| w + 1);
        let last = self.words[..self.len()][word..].iter().position(|w| w.sentence != sentence);
        start..last.map_or(self.len(), |w| word + w)
    }

    /// The words that depend on the word, from left to right.
    pub(super) fn children(&self, word: usize) -> impl Iterator<Item = usize> {
        self.sentence(word).filter(move |&w| self.head(w) == Some(word))
    }

    pub(super) fn child(&self, word: usize, relation: BaseRelation) -> Option<usize> {
        self.children(word).find(|&w| self.is(w, relation))
    }

    /// Whether `below` depends on `above`, directly or not, or is it.
    pub(super) fn is_under(&self, below: usize, above: usize) -> bool {
        std::iter::successors(Some(below), |&w| self.head(w)).take(60).any(|w| w == above)
    }

    /// The first word of the phrase that the word heads.
    pub(super) fn start_of(&self, word: usize) -> usize {
        let mut sentence = self.sentence(word);
        sentence.find(|&w| self.is_under(w, word)).unwrap_or(word)
    }

    pub(super) fn name_begins(&self, word: usize) -> Option<Kind> {
        match self.labels.get(word)?.name {
            NamePosition::Begin(kind) => Some(kind),
            _ => None,
        }
    }

    pub(super) fn in_name(&self, word: usize) -> bool {
        self.labels.get(word).is_some_and(|l| matches!(l.name, NamePosition::Inside(_)))
    }

    /// Whether the noun is one of persons: an office, or what the network takes for a person.
    pub(super) fn is_person_noun(&self, word: usize) -> bool {
        let label = &self.labels[word];
        self.morphology[word].upos == Upos::Noun
            && (TITLES.contains(self.lemma(word))
                || label.head_of.or(label.likely_kind) == Some(Kind::Person))
    }
}
