//! Trees and labels as the network gives them, while grammar corrects them.

use super::{BaseRelation, Dependency, DependencyRelation, MentionLabel, NamePosition};
use crate::grammar::Tree;
use crate::lexicon::TITLES;
use crate::mentions::{Form, Kind};
use crate::morphology::{Morphology, Upos, Xpos};
use crate::span::{WordId, WordSpan};
use crate::text::{Sentence, Word};
use std::ops::Range;

/// A document before its trees are put together. All lists have one item for each word.
pub(crate) struct Draft<'a> {
    pub(crate) words: &'a [Word],
    /// The sentences of the words, and perhaps more.
    pub(crate) sentences: &'a [Sentence],
    pub(crate) morphology: &'a mut [Morphology],
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

    pub(super) fn upos(&self, word: usize) -> Upos {
        self.morphology.get(word).map_or(Upos::X, |m| m.upos)
    }

    pub(super) fn xpos(&self, word: usize) -> Xpos {
        self.morphology.get(word).map_or(Xpos::Unknown, |m| m.xpos)
    }

    pub(super) fn relation(&self, word: usize) -> DependencyRelation {
        self.dependencies.get(word).map_or(DependencyRelation::of(BaseRelation::Dep), |d| d.relation)
    }

    pub(super) fn is_proper(&self, word: usize) -> bool {
        self.upos(word) == Upos::Propn
    }

    pub(super) fn head(&self, word: usize) -> Option<usize> {
        self.dependencies.get(word)?.head.map(WordId::index)
    }

    pub(super) fn is(&self, word: usize, relation: BaseRelation) -> bool {
        self.dependencies.get(word).is_some_and(|d| d.relation.is(relation))
    }

    pub(super) fn attach(&mut self, word: usize, head: usize, relation: DependencyRelation) {
        if let Some(own) = self.dependencies.get_mut(word) {
            (own.head, own.relation) = (Some(WordId::from_index(head)), relation);
        }
    }

    pub(super) fn relabel(&mut self, word: usize, relation: DependencyRelation) {
        self.dependencies.get_mut(word).into_iter().for_each(|own| own.relation = relation);
    }

    /// The word's place in its tree.
    pub(super) fn place(&self, word: usize) -> Dependency {
        let nowhere = Dependency { head: None, relation: self.relation(word), confidence: 0.0 };
        self.dependencies.get(word).copied().unwrap_or(nowhere)
    }

    pub(super) fn put(&mut self, word: usize, place: Dependency) {
        self.dependencies.get_mut(word).into_iter().for_each(|own| *own = place);
    }

    /// Puts a word where another stands.
    pub(super) fn take_place(&mut self, word: usize, of: usize) {
        self.put(word, self.place(of));
    }

    pub(super) fn label(&self, word: usize) -> MentionLabel {
        self.labels.get(word).copied().unwrap_or_default()
    }

    pub(super) fn set_head_of(&mut self, word: usize, kind: Option<Kind>) {
        self.labels.get_mut(word).into_iter().for_each(|own| own.head_of = kind);
    }

    pub(super) fn set_name(&mut self, word: usize, name: NamePosition) {
        self.labels.get_mut(word).into_iter().for_each(|own| own.name = name);
    }

    pub(super) fn same_sentence(&self, one: usize, other: usize) -> bool {
        let sentence = |word: usize| self.words.get(word).map(|w| w.sentence);
        sentence(one).is_some() && sentence(one) == sentence(other)
    }

    /// Where the run of words ends that begins with the word, and of which all are so.
    pub(super) fn run_end(&self, from: usize, is: impl Fn(usize) -> bool) -> usize {
        (from..self.len()).find(|&w| !is(w)).unwrap_or(self.len().max(from))
    }

    pub(super) fn retag(&mut self, word: usize, upos: Upos, xpos: Xpos) {
        if let Some(own) = self.morphology.get_mut(word) {
            (own.upos, own.xpos) = (upos, xpos);
        }
    }

    /// The words of the sentence that the word stands in.
    pub(super) fn sentence(&self, word: usize) -> Range<usize> {
        let own = self.words.get(word).and_then(|own| self.sentences.get(own.sentence.index()));
        own.map_or(word..word, |own| own.words.start.index()..own.words.end.index().min(self.len()))
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
        let kind = self.labels.get(word).and_then(|l| l.head_of.or(l.likely_kind));
        self.upos(word) == Upos::Noun && (TITLES.contains(self.lemma(word)) || kind == Some(Kind::Person))
    }
}

impl Tree for Draft<'_> {
    fn form(&self, word: WordId) -> &str {
        Draft::form(self, word.index())
    }

    fn lemma(&self, word: WordId) -> &str {
        Draft::lemma(self, word.index())
    }

    fn upos(&self, word: WordId) -> Upos {
        Draft::upos(self, word.index())
    }

    fn xpos(&self, word: WordId) -> Xpos {
        Draft::xpos(self, word.index())
    }

    fn feature(&self, word: WordId, name: &str) -> Option<&str> {
        self.morphology.get(word.index())?.features.get(name)
    }

    fn head(&self, word: WordId) -> Option<WordId> {
        self.dependencies.get(word.index())?.head
    }

    fn relation(&self, word: WordId) -> DependencyRelation {
        Draft::relation(self, word.index())
    }

    fn sentence(&self, word: WordId) -> WordSpan {
        let words = Draft::sentence(self, word.index());
        WordSpan::new(words.start, words.end)
    }

    fn children(&self, word: WordId) -> impl DoubleEndedIterator<Item = WordId> {
        Tree::sentence(self, word).words().filter(move |&w| Tree::head(self, w) == Some(word))
    }

    fn name(&self, word: WordId) -> NamePosition {
        self.labels.get(word.index()).map_or(NamePosition::Outside, |l| l.name)
    }

    fn kind(&self, word: WordId) -> Option<Kind> {
        self.labels.get(word.index())?.head_of
    }

    fn likely_kind(&self, word: WordId) -> Option<Kind> {
        self.labels.get(word.index()).and_then(|l| l.head_of.or(l.likely_kind))
    }

    fn reference(&self, word: WordId) -> Option<Form> {
        let named = self.labels.get(word.index())?.name != NamePosition::Outside;
        named.then_some(Form::Named)
    }
}
