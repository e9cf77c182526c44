//! A compiled rule.

use super::condition::Condition;
use crate::mentions::Kind;
use crate::morphology::{Upos, Xpos};
use crate::propositions::{Modality, Polarity, PropositionKind, Role};
use crate::span::WordId;
use crate::syntax::DependencyRelation;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::sync::Arc;

/// A rule's stable name, such as `nominal/office-before-name`: its group, a stroke, what it reads.
pub type RuleName = Cow<'static, str>;

/// The stage of the road at which a rule acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Stage {
    /// It repairs trees and labels, before mentions are found.
    Tree,
    /// It says of what kind a name is, before mentions are found.
    Kind,
    /// It says which mentions are one entity.
    Identity,
    /// It says how a clause stands: its modality, its polarity, its source.
    Standing,
    /// It reads facts.
    Fact,
}

/// Where a rule fired.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Applied {
    /// The rule.
    pub rule: RuleName,
    /// The words it matched, in the order in which the rule names them.
    pub words: Vec<WordId>,
}

/// A sentence beside a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// The sentence.
    pub text: String,
    /// What the rule gives, where it says so: `subject | predicate | object` of a fact, `word relation head` of a tree, `word
    /// modality`, `word polarity` or `word by source` of a clause's standing, `mention = mention` of one entity.
    pub gives: Vec<String>,
    /// Its line in the text of rules.
    pub line: usize,
}

/// A rule: a pattern, what it does, and its sentences.
#[derive(Clone, Debug)]
pub struct Rule {
    pub(crate) name: RuleName,
    pub(crate) about: String,
    pub(crate) file: Arc<str>,
    pub(crate) line: usize,
    pub(crate) stage: Stage,
    pub(super) words: Vec<Word>,
    pub(crate) actions: Vec<Action>,
    pub(crate) fires: Vec<Example>,
    pub(crate) silent: Vec<Example>,
}

impl Rule {
    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What it reads or mends, in a line.
    #[must_use]
    pub fn about(&self) -> &str {
        &self.about
    }

    /// The name of the text it stands in, and its line there.
    #[must_use]
    pub fn place(&self) -> (&str, usize) {
        (&self.file, self.line)
    }

    /// When it acts.
    #[must_use]
    pub fn stage(&self) -> Stage {
        self.stage
    }

    /// The sentences for which it must fire.
    #[must_use]
    pub fn fires(&self) -> &[Example] {
        &self.fires
    }

    /// The sentences for which it must not fire.
    #[must_use]
    pub fn silent(&self) -> &[Example] {
        &self.silent
    }

    /// The part of the name before the stroke.
    pub(crate) fn group(&self) -> &str {
        self.name.split_once('/').map_or("", |(group, _)| group)
    }
}

/// Whether a word of the pattern must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Presence {
    Required,
    Optional,
    Forbidden,
}

/// Where candidates for a word of the pattern are looked for; the numbers are words of the pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    Anchor,
    HeadOf(usize),
    ChildOf(usize),
    Behind(usize),
    Before(usize),
    Above(usize),
    Under(usize),
    SentenceOf(usize),
}

/// A word of the pattern.
#[derive(Clone, Debug)]
pub(super) struct Word {
    pub(super) presence: Presence,
    pub(super) source: Source,
    /// Whether the last candidate is meant, and not the first.
    pub(super) last: bool,
    pub(super) conditions: Vec<Condition>,
}

/// A word of the pattern as an argument of a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Target {
    pub(crate) word: usize,
    /// The whole clause it heads.
    pub(crate) clause: bool,
    /// Its words only, no entity.
    pub(crate) text: bool,
    /// Without its conjuncts.
    pub(crate) single: bool,
}

/// The slots of a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Slot {
    pub(crate) subject: Target,
    /// The word the predicate is made of; without it, it is implied.
    pub(crate) predicate: Option<usize>,
    pub(crate) lemma: Option<String>,
    pub(crate) label: Option<String>,
    pub(crate) object: Option<Target>,
    pub(crate) kind: PropositionKind,
    pub(crate) modality: Option<Modality>,
    pub(crate) polarity: Option<Polarity>,
    pub(crate) source: Option<Target>,
    pub(crate) qualifiers: Vec<(Role, Target)>,
    pub(crate) symmetric: bool,
}

/// How two mentions are one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Identity {
    /// Whether one is predicated of the other.
    pub(crate) predicated: bool,
    /// Whether both must be singular, or both plural.
    pub(crate) one_number: bool,
    /// Whether one may tell of the other inside.
    pub(crate) nested: bool,
    /// How sure it is, 0 to 1.
    pub(crate) confidence: f32,
}

/// What speaks for a kind of name.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Sign {
    pub(crate) kind: Kind,
    /// How clear it is beside a sign that leaves no doubt, 0 to 1.
    pub(crate) confidence: f32,
    /// Whether it speaks where the network says the same, too.
    pub(crate) confirms: bool,
}

/// What an action does; the numbers are words of the pattern.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Effect {
    /// Hangs a word on another, with a relation or with the one it has.
    Attach { word: usize, to: usize, relation: Option<DependencyRelation> },
    /// Gives a word another relation to its head.
    Relabel { word: usize, relation: DependencyRelation },
    /// Makes a word the root of its sentence.
    Root { word: usize },
    /// Puts a word in another's place in the tree.
    Replace { word: usize, by: usize },
    /// Hangs what depends on a word on another: all, or what stands before or behind a word.
    Move { from: usize, to: usize, before: Option<usize>, behind: Option<usize> },
    /// Changes the kind of the mention that a word is the head of.
    Kind { word: usize, kind: Kind },
    /// Speaks for a kind of the name that a word is the top of.
    Sign { word: usize, sign: Sign },
    /// Labels the words from one to another as one name.
    Name { from: usize, to: usize, kind: Kind },
    /// Changes a word's tags.
    Tag { word: usize, upos: Upos, xpos: Xpos },
    /// Says how the clause of a word stands to reality.
    Modality { word: usize, modality: Modality },
    /// Says whether the clause of a word affirms or denies.
    Polarity { word: usize, polarity: Polarity },
    /// Says whose word the clause of a word is: somebody's, or the article's own.
    Source { word: usize, who: Option<Target>, presupposed: bool },
    /// Says that the mentions of two words are one entity.
    Same { word: usize, other: usize, identity: Identity },
    /// Reads a fact.
    Fact(Box<Slot>),
}

impl Effect {
    pub(super) fn stage(&self) -> Stage {
        match self {
            Self::Modality { .. } | Self::Polarity { .. } | Self::Source { .. } => Stage::Standing,
            Self::Sign { .. } => Stage::Kind,
            Self::Same { .. } => Stage::Identity,
            Self::Fact(_) => Stage::Fact,
            _ => Stage::Tree,
        }
    }
}

/// An action of a rule.
pub(crate) type Action = Effect;
