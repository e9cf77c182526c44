//! What a word of a pattern must be.

use super::bound::Bound;
use crate::grammar::Tree;
use crate::lexicon::{given_name, lowered};
use crate::mentions::{Form, Kind};
use crate::morphology::{Upos, Xpos};
use crate::span::WordId;
use crate::syntax::{BaseRelation, DependencyRelation, NamePosition, Subtype};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// A relation as a rule names it: without subtype it is any.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Label {
    pub(super) base: BaseRelation,
    pub(super) subtype: Option<Subtype>,
}

impl Label {
    fn is(self, relation: DependencyRelation) -> bool {
        self.base == relation.base && self.subtype.is_none_or(|s| s == relation.subtype)
    }
}

/// What of a word is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Text {
    Lemma,
    Form,
    Exact,
}

/// What it is compared with.
#[derive(Clone, Debug)]
pub(super) enum Words {
    These(Vec<String>),
    /// A list, and the classes in its further columns that are meant; any where empty.
    Listed(Arc<FxHashMap<String, Vec<String>>>, Vec<String>),
    Starting(Vec<String>),
    Ending(Vec<String>),
}

impl Words {
    fn contain(&self, word: &str) -> bool {
        match self {
            Self::These(words) => words.iter().any(|w| w == word),
            Self::Listed(list, classes) => list
                .get(word)
                .is_some_and(|own| classes.is_empty() || classes.iter().any(|c| own.contains(c))),
            Self::Starting(parts) => parts.iter().any(|p| word.starts_with(p.as_str())),
            Self::Ending(parts) => parts.iter().any(|p| word.ends_with(p.as_str())),
        }
    }
}

/// A condition, or that it does not hold. The numbers are words of the pattern.
#[derive(Clone, Debug)]
pub(super) struct Condition {
    pub(super) negated: bool,
    pub(super) test: Test,
}

#[derive(Clone, Debug)]
pub(super) enum Test {
    Tags {
        universal: Vec<Upos>,
        penn: Vec<Xpos>,
    },
    Relation {
        labels: Vec<Label>,
        of: Option<usize>,
    },
    /// It is the head of that word, by that relation.
    Governs {
        labels: Vec<Label>,
        word: usize,
    },
    Before(usize),
    Behind(usize),
    RightBefore(usize),
    RightBehind(usize),
    Above(usize),
    Under(usize),
    Text {
        of: Text,
        words: Words,
    },
    Kind(Vec<Kind>),
    LikelyKind(Vec<Kind>),
    /// The first word of a name of one of these kinds; of any where empty.
    Begins(Vec<Kind>),
    InsideName,
    /// The name it stands in is of one word.
    SingleName,
    /// The name it stands in begins with a given name.
    GivenName,
    Reference(Form),
    Feature {
        name: String,
        value: String,
    },
    /// It is written with a capital.
    Capitalised,
    /// It has a dependent of that relation for which the conditions hold.
    Child {
        labels: Vec<Label>,
        conditions: Vec<Condition>,
    },
    /// Nothing depends on it.
    Childless,
    /// One of these holds.
    Either(Vec<Condition>),
    /// Its phrase begins right behind that word.
    PhraseRightBehind(usize),
}

impl Condition {
    /// Whether a word with that tag and relation may fulfil it.
    pub(super) fn admits(&self, upos: Upos, relation: BaseRelation) -> bool {
        match &self.test {
            Test::Tags { universal, penn } if penn.is_empty() => universal.contains(&upos) != self.negated,
            Test::Relation { labels, .. } if !self.negated => labels.iter().any(|l| l.base == relation),
            _ => true,
        }
    }

    pub(super) fn holds<T: Tree>(&self, tree: &T, word: WordId, bound: &Bound) -> bool {
        self.test.holds(tree, word, bound) != self.negated
    }

    /// How long it takes to ask it beside others: what looks at one word is asked before what looks through the tree.
    pub(super) fn cost(&self) -> u8 {
        match &self.test {
            Test::Tags { .. }
            | Test::Relation { .. }
            | Test::Governs { .. }
            | Test::Before(_)
            | Test::Behind(_)
            | Test::RightBefore(_)
            | Test::RightBehind(_) => 0,
            Test::Kind(_)
            | Test::LikelyKind(_)
            | Test::Begins(_)
            | Test::InsideName
            | Test::SingleName
            | Test::Reference(_)
            | Test::Capitalised => 1,
            Test::Text { .. } | Test::Feature { .. } => 2,
            Test::Above(_) | Test::Under(_) => 3,
            Test::GivenName | Test::Childless | Test::PhraseRightBehind(_) => 4,
            Test::Child { .. } => 5,
            Test::Either(conditions) => conditions.iter().map(Self::cost).max().unwrap_or(0),
        }
    }
}

impl Test {
    fn holds<T: Tree>(&self, tree: &T, word: WordId, bound: &Bound) -> bool {
        let next = |a: WordId, b: WordId| a.0.checked_add(1) == Some(b.0);
        let with = |other: usize, test: &dyn Fn(WordId) -> bool| bound.get(other).is_some_and(test);
        match self {
            Self::Tags { universal, penn } => {
                universal.contains(&tree.upos(word)) || penn.contains(&tree.xpos(word))
            }
            Self::Relation { labels, of } => {
                labels.iter().any(|l| l.is(tree.relation(word)))
                    && of.is_none_or(|of| bound.get(of).is_some() && tree.head(word) == bound.get(of))
            }
            Self::Governs { labels, word: below } => with(*below, &|below| {
                tree.head(below) == Some(word)
                    && (labels.is_empty() || labels.iter().any(|l| l.is(tree.relation(below))))
            }),
            Self::Before(other) => with(*other, &|o| word < o),
            Self::Behind(other) => with(*other, &|o| o < word),
            Self::RightBefore(other) => with(*other, &|o| next(word, o)),
            Self::RightBehind(other) => with(*other, &|o| next(o, word)),
            Self::Above(other) => with(*other, &|o| o != word && tree.is_within(o, word)),
            Self::Under(other) => with(*other, &|o| o != word && tree.is_within(word, o)),
            Self::PhraseRightBehind(other) => with(*other, &|o| next(o, tree.phrase_start(word))),
            Self::Text { of, words } => match of {
                Text::Lemma => lowered(tree.lemma(word), |w| words.contain(w)),
                Text::Form => lowered(tree.form(word), |w| words.contain(w)),
                Text::Exact => words.contain(tree.form(word)),
            },
            Self::Kind(kinds) => tree.kind(word).is_some_and(|k| kinds.is_empty() || kinds.contains(&k)),
            Self::LikelyKind(kinds) => tree.likely_kind(word).is_some_and(|k| kinds.contains(&k)),
            Self::Begins(kinds) => {
                matches!(tree.name(word), NamePosition::Begin(k) if kinds.is_empty() || kinds.contains(&k))
            }
            Self::InsideName => matches!(tree.name(word), NamePosition::Inside(_)),
            Self::SingleName => {
                let behind = word.next();
                let goes_on = tree.sentence(word).contains(behind)
                    && matches!(tree.name(behind), NamePosition::Inside(_));
                matches!(tree.name(word), NamePosition::Begin(_)) && !goes_on
            }
            Self::GivenName => given_name(tree.form(name_start(tree, word))).is_some(),
            Self::Reference(form) => tree.reference(word) == Some(*form),
            Self::Feature { name, value } => tree.feature(word, name) == Some(value),
            Self::Childless => tree.children(word).next().is_none(),
            Self::Either(conditions) => conditions.iter().any(|c| c.holds(tree, word, bound)),
            Self::Capitalised => tree.form(word).starts_with(char::is_uppercase),
            Self::Child { labels, conditions } => tree.children(word).any(|child| {
                labels.iter().any(|l| l.is(tree.relation(child)))
                    && conditions.iter().all(|c| c.holds(tree, child, bound))
            }),
        }
    }
}

/// The first word of the name that the word stands in; the word itself where it stands in none.
fn name_start<T: Tree>(tree: &T, word: WordId) -> WordId {
    let inside = |w: &WordId| matches!(tree.name(*w), NamePosition::Inside(_));
    let before = std::iter::successors(Some(word), |w| Some(*w).filter(inside)?.previous());
    before.last().unwrap_or(word)
}
