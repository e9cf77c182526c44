//! Stage 4, mentions: parsed sentences to names, descriptions and pronouns, with kind, form and head.
//!
//! In: [`Parsed`]. Out: [`Mentioned`]. Knows nothing of coreference.
#![expect(clippy::indexing_slicing, reason = "ids of the words of the same document")]

mod detect;
mod expletives;
mod kinds;
mod labeler;
mod names;
mod types;

pub use detect::detect;
pub(crate) use detect::has_honorific;
pub use expletives::{Expletive, ExpletiveKind};
pub(crate) use expletives::{cleft, is_ranked};
pub(crate) use kinds::{is_located, is_people};
pub(crate) use labeler::{Labeler, LabelerMemory};
pub use types::{Form, Kind, Mention};

use crate::span::{MentionId, WordId};
use crate::syntax::Parsed;
use serde::{Deserialize, Serialize};

/// A parsed document with its mentions, ordered by first word, the longer first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mentioned {
    /// The stage before.
    pub parsed: Parsed,
    /// All mentions.
    pub mentions: Vec<Mention>,
    /// For each word, the largest non-coordinated mention it is the head of.
    pub by_head: Vec<Option<MentionId>>,
    /// The pronouns that stand for nothing, in text order.
    pub expletives: Vec<Expletive>,
}

impl Mentioned {
    /// The mention with that id.
    ///
    /// # Panics
    /// If the id is of another document.
    #[must_use]
    pub fn mention(&self, id: MentionId) -> &Mention {
        &self.mentions[id.index()]
    }

    /// The largest mention, not a coordination, whose head is `word`.
    #[must_use]
    pub fn headed_by(&self, word: WordId) -> Option<MentionId> {
        self.by_head.get(word.index()).copied().flatten()
    }

    /// Whether the word is a pronoun that stands for nothing.
    #[must_use]
    pub fn is_expletive(&self, word: WordId) -> bool {
        self.expletives.binary_search_by_key(&word, |e| e.word).is_ok()
    }

    /// The mention's words as they stand in the text.
    #[must_use]
    pub fn text(&self, id: MentionId) -> &str {
        self.parsed.text_of(self.mention(id).span)
    }
}
