//! Stage 4, mentions: parsed sentences to names, descriptions and pronouns, with kind, form and head.
//!
//! In: [`Parsed`]. Out: [`Mentioned`]. Knows nothing of coreference.

pub(crate) mod ages;
mod check;
mod detect;
mod expletives;
mod extent;
mod forms;
mod head_nouns;
mod headlines;
mod heads;
mod kinds;
mod labeler;
mod names;
mod types;

pub use detect::{detect, detect_with};
pub use expletives::{Expletive, ExpletiveKind};
pub(crate) use expletives::{cleft, is_ranked};
pub(crate) use forms::is_people;
pub(crate) use headlines::has_headline;
pub(crate) use heads::has_honorific;
pub(crate) use kinds::{brings_news, is_located};
pub(crate) use labeler::{Labeler, LabelerMemory};
pub use types::{Form, Kind, Mention};

use crate::grammar::Tree;
use crate::morphology::{Upos, Xpos};
use crate::span::{MentionId, SentenceId, WordId, WordSpan};
use crate::syntax::{DependencyRelation, NamePosition, Parsed};
use serde::{Deserialize, Serialize};

/// The mention of no document.
static NOTHING: Mention = Mention {
    id: MentionId(0),
    sentence: SentenceId(0),
    span: WordSpan { start: WordId(0), end: WordId(0) },
    head: WordId(0),
    kind: Kind::Abstract,
    form: Form::Nominal,
    name: None,
    members: Vec::new(),
    confidence: 0.0,
};

/// A parsed document with its mentions, ordered by first word, the longer first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self")]
pub struct Mentioned {
    /// The stage before.
    pub(crate) parsed: Parsed,
    /// All mentions.
    pub(crate) mentions: Vec<Mention>,
    /// For each word, the largest non-coordinated mention it is the head of.
    pub(crate) by_head: Vec<Option<MentionId>>,
    /// The pronouns that stand for nothing, in text order.
    pub(crate) expletives: Vec<Expletive>,
}

impl Mentioned {
    /// The stage before.
    #[must_use]
    pub fn parsed(&self) -> &Parsed {
        &self.parsed
    }

    /// All mentions.
    #[must_use]
    pub fn mentions(&self) -> &[Mention] {
        &self.mentions
    }

    /// The pronouns that stand for nothing, in text order.
    #[must_use]
    pub fn expletives(&self) -> &[Expletive] {
        &self.expletives
    }

    /// The mention with that id; one of nothing, if the id is of another document.
    #[must_use]
    pub fn mention(&self, id: MentionId) -> &Mention {
        self.mentions.get(id.index()).unwrap_or(&NOTHING)
    }

    /// The mentions in front of this one, the latest first.
    pub(crate) fn before(&self, m: &Mention) -> impl Iterator<Item = &Mention> {
        self.mentions.get(..m.id.index()).unwrap_or_default().iter().rev()
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

impl Tree for Mentioned {
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
        self.parsed.sentence(self.parsed.sentence_of(word)).words
    }

    fn children(&self, word: WordId) -> impl DoubleEndedIterator<Item = WordId> {
        self.parsed.children(word).iter().copied()
    }

    /// The labels may be gone by now: names are those of the mentions that the word is the head of, or stands in.
    fn name(&self, word: WordId) -> NamePosition {
        let above = std::iter::once(word).chain(self.parsed.ancestors(word));
        let mentions = above.filter_map(|w| self.headed_by(w)).map(|m| self.mention(m));
        let found = mentions.take(4).find_map(|m| Some((m.name.filter(|n| n.contains(word))?, m.kind)));
        match found {
            Some((name, kind)) if name.start == word => NamePosition::Begin(kind),
            Some((_, kind)) => NamePosition::Inside(kind),
            None => NamePosition::Outside,
        }
    }

    fn kind(&self, word: WordId) -> Option<Kind> {
        self.headed_by(word).map(|m| self.mention(m).kind)
    }

    fn likely_kind(&self, word: WordId) -> Option<Kind> {
        Tree::kind(self, word)
    }

    fn reference(&self, word: WordId) -> Option<Form> {
        self.headed_by(word).map(|m| self.mention(m).form)
    }
}
