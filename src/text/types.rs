//! What is known after segmentation.

use super::reading::Reading;
use crate::error::named_values;
use crate::span::{ByteSpan, SentenceId, WordSpan};
use serde::{Deserialize, Serialize};

/// A text cut into paragraphs, sentences, tokens and words.
///
/// Invariants: all spans lie on character boundaries of `text`; tokens ascend and never overlap; every word lies in
/// exactly one token, every token in one sentence, every sentence in one paragraph; no sentence is empty.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self")]
pub struct Segmented {
    /// The input as it was given.
    pub(crate) text: String,
    /// Paragraphs in order, as spans of sentences.
    pub(crate) paragraphs: Vec<Paragraph>,
    /// Sentences in order.
    pub(crate) sentences: Vec<Sentence>,
    /// Surface tokens in order (*don't* is one token of two words).
    pub(crate) tokens: Vec<Token>,
    /// Syntactic words in order.
    pub(crate) words: Vec<Word>,
    /// What was cut short or left out, and why.
    pub(crate) notices: Vec<Notice>,
    /// The text as it is read, where that is not what is written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) reading: Option<Box<Reading>>,
}

impl Segmented {
    /// The input as it was given.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Paragraphs in order, as spans of sentences.
    #[must_use]
    pub fn paragraphs(&self) -> &[Paragraph] {
        &self.paragraphs
    }

    /// Sentences in order.
    #[must_use]
    pub fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// Surface tokens in order (*don't* is one token of two words).
    #[must_use]
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// Syntactic words in order.
    #[must_use]
    pub fn words(&self) -> &[Word] {
        &self.words
    }

    /// What was cut short or left out, and why.
    #[must_use]
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }

    /// The text as it is read between two bytes of the input: without HTML entities, and without line breaks inside paragraphs.
    ///
    /// ```
    /// use relata::text::{Limits, segment};
    /// let segmented = segment("Hahn &amp; Lund paid.", &Limits::default());
    /// let words = segmented.words();
    /// assert_eq!((words[1].form.as_str(), words[1].span.len()), ("&", 5));
    /// assert_eq!(segmented.read(relata::ByteSpan::new(0, words[2].span.end)), "Hahn & Lund");
    /// ```
    #[must_use]
    pub fn read(&self, span: ByteSpan) -> &str {
        match &self.reading {
            Some(reading) => {
                ByteSpan::new(reading.read(span.start), reading.read(span.end)).of(reading.text())
            }
            None => span.of(&self.text),
        }
    }
}

/// A paragraph: consecutive sentences `start..end`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paragraph {
    /// First sentence.
    pub start: SentenceId,
    /// One past the last sentence.
    pub end: SentenceId,
    /// Bytes from the first token to the last.
    pub span: ByteSpan,
}

/// A sentence: consecutive words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    /// Its words.
    pub words: WordSpan,
    /// Its tokens, as indices into [`Segmented::tokens`], end exclusive.
    pub tokens: (usize, usize),
    /// Bytes from the first token to the last.
    pub span: ByteSpan,
    /// Index of its paragraph.
    pub paragraph: usize,
}

/// A surface token: one word, or several where a contraction or possessive is written together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Token {
    /// Bytes of the input.
    pub span: ByteSpan,
    /// Its words (one, but for multi-word tokens).
    pub words: WordSpan,
    /// Whether white space follows in the input.
    pub space_after: bool,
}

/// A syntactic word as Universal Dependencies counts words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Word {
    /// The form, as it is read: as spelled in the text, but for HTML entities and odd apostrophes.
    pub form: String,
    /// Bytes of the input; words of one token may share it where their forms are not spelled there one by one.
    pub span: ByteSpan,
    /// Its sentence.
    pub sentence: SentenceId,
}

/// Something that was cut short, or will be read badly, with its place: no input is an error, but nothing is dropped in silence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// Where.
    pub span: ByteSpan,
    /// What and why.
    pub kind: NoticeKind,
}

/// The kinds of [`Notice`].
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
#[non_exhaustive]
pub enum NoticeKind {
    /// A sentence was longer than the limit and was split there.
    SentenceSplit,
    /// A token was longer than the limit; the network saw only its beginning.
    TokenTruncated,
    /// The text was longer than the limit; what follows was not read.
    TextTruncated,
    /// There were more mentions than the limit; what follows was not read.
    MentionsLimited,
    /// The time for the document was over; what follows was not read.
    TimeLimited,
    /// The text does not seem to be English: what was read of it means little. Told only where it is sure.
    NotEnglish,
}

named_values!(NoticeKind, "notice");
