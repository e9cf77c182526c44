//! What rules in data say of names.

use super::{Kind, Name, SIGN};
use crate::grammar::Tree;
use crate::mentions::Form;
use crate::morphology::{Upos, Xpos};
use crate::rules::{Applied, Effect, Rules, Stage, matches};
use crate::span::{WordId, WordSpan};
use crate::syntax::{DependencyRelation, NamePosition};

/// What the first rule of the group that fits the name says, and the rule; if it `confirms` only, of those that do.
pub(super) fn sign(
    name: &Name<'_>,
    rules: &Rules,
    group: &str,
    confirms: bool,
) -> Option<((Kind, f32), Option<Applied>)> {
    let mut found = None;
    matches(rules, Stage::Kind, group, name, name.top, |rule, bound| {
        for action in &rule.actions {
            if let Effect::Sign { word, sign } = action
                && found.is_none()
                && bound.get(*word) == Some(name.top)
                && (sign.confirms || !confirms)
            {
                let applied = Applied { rule: rule.name.clone(), words: bound.words().collect() };
                found = Some(((sign.kind, sign.confidence * SIGN), Some(applied)));
            }
        }
    });
    found
}

/// The tree around a name, of which the kind is what it is taken for.
impl Tree for Name<'_> {
    fn form(&self, word: WordId) -> &str {
        self.parsed.form(word)
    }

    fn lemma(&self, word: WordId) -> &str {
        self.parsed.lemma(word)
    }

    fn upos(&self, word: WordId) -> Upos {
        self.parsed.upos(word)
    }

    fn xpos(&self, word: WordId) -> Xpos {
        self.parsed.xpos(word)
    }

    fn feature(&self, word: WordId, name: &str) -> Option<&str> {
        self.parsed.feature(word, name)
    }

    fn head(&self, word: WordId) -> Option<WordId> {
        self.parsed.head(word)
    }

    fn relation(&self, word: WordId) -> DependencyRelation {
        self.parsed.relation(word)
    }

    fn sentence(&self, word: WordId) -> WordSpan {
        Tree::sentence(self.parsed, word)
    }

    fn children(&self, word: WordId) -> impl DoubleEndedIterator<Item = WordId> {
        Tree::children(self.parsed, word)
    }

    fn name(&self, word: WordId) -> NamePosition {
        if word.index() == self.start {
            return NamePosition::Begin(self.kind);
        }
        let inside = (self.start..self.end).contains(&word.index());
        if inside { NamePosition::Inside(self.kind) } else { Tree::name(self.parsed, word) }
    }

    fn kind(&self, word: WordId) -> Option<Kind> {
        if word == self.top { Some(self.kind) } else { Tree::kind(self.parsed, word) }
    }

    fn likely_kind(&self, word: WordId) -> Option<Kind> {
        Tree::likely_kind(self.parsed, word)
    }

    fn reference(&self, word: WordId) -> Option<Form> {
        Tree::reference(self.parsed, word)
    }
}
