//! Offsets and ids: two units that cannot be confused.
//!
//! [`ByteSpan`] counts bytes of the input, [`WordSpan`] counts words of the document; both are half open. Ids are
//! 32-bit newtypes that index the document-wide list of their kind.

use serde::{Deserialize, Serialize};

/// A run of bytes of the input text, `start..end`, end exclusive; both lie on character boundaries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ByteSpan {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl ByteSpan {
    /// The span `start..end`.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The part of `text` the span covers, or `""` where the span does not fit the text.
    ///
    /// ```
    /// assert_eq!(relata::ByteSpan::new(3, 7).of("in Oslo."), "Oslo");
    /// ```
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }

    /// Length in bytes.
    #[must_use]
    pub fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether the span covers nothing.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub u32);

        impl $name {
            /// The id as an index into the document's list of this kind.
            #[must_use]
            pub fn index(self) -> usize {
                self.0 as usize
            }

            /// The id of the item at `index`; indices beyond `u32::MAX` saturate (inputs that long are refused).
            #[must_use]
            pub fn from_index(index: usize) -> Self {
                Self(u32::try_from(index).unwrap_or(u32::MAX))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, "{}", self.0)
            }
        }
    )*};
}

ids! {
    /// A sentence of the document, counted from 0.
    SentenceId
    /// A syntactic word of the document, counted from 0 over all sentences.
    WordId
    /// A mention of the document, in the order of first words, the longer first.
    MentionId
    /// An entity, in the order of first mentions.
    EntityId
    /// A proposition, in text order.
    PropositionId
    /// A relation (an edge of the graph), in text order of its first evidence.
    RelationId
}

impl SentenceId {
    /// How many sentences this one lies behind an earlier one; none, if that one is later.
    pub(crate) fn since(self, earlier: Self) -> u32 {
        self.0.saturating_sub(earlier.0)
    }

    /// The sentence in front of this one; `None` before the first of the document.
    pub(crate) fn previous(self) -> Option<Self> {
        self.0.checked_sub(1).map(Self)
    }
}

impl WordId {
    /// The word behind this one, of the document or one past its end.
    pub(crate) fn next(self) -> Self {
        self.plus(1)
    }

    /// The word `places` behind this one.
    pub(crate) fn plus(self, places: u32) -> Self {
        Self(self.0.saturating_add(places))
    }

    /// The word in front of this one; `None` before the first of the document.
    pub(crate) fn previous(self) -> Option<Self> {
        self.minus(1)
    }

    /// The word `places` in front of this one.
    pub(crate) fn minus(self, places: u32) -> Option<Self> {
        self.0.checked_sub(places).map(Self)
    }

    /// The words from this one up to another, which is left out.
    pub(crate) fn until(
        self,
        end: Self,
    ) -> impl DoubleEndedIterator<Item = Self> + ExactSizeIterator + Clone {
        WordSpan { start: self, end }.words()
    }
}

/// A run of words of the document, `start..end`, end exclusive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct WordSpan {
    /// First word.
    pub start: WordId,
    /// One past the last word.
    pub end: WordId,
}

impl WordSpan {
    /// The span `start..end`, given as indices.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        Self { start: WordId::from_index(start), end: WordId::from_index(end) }
    }

    /// Number of words.
    #[must_use]
    pub fn len(self) -> usize {
        self.end.index().saturating_sub(self.start.index())
    }

    /// Whether the span has no word.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// Whether `word` lies inside.
    #[must_use]
    pub fn contains(self, word: WordId) -> bool {
        self.start <= word && word < self.end
    }

    /// Whether `other` lies wholly inside (or is the same).
    #[must_use]
    pub fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The words, in order.
    pub fn words(self) -> impl DoubleEndedIterator<Item = WordId> + ExactSizeIterator + Clone {
        (self.start.index()..self.end.index().max(self.start.index())).map(WordId::from_index)
    }

    /// The words as an index range.
    #[must_use]
    pub fn range(self) -> std::ops::Range<usize> {
        self.start.index()..self.end.index().max(self.start.index())
    }
}
