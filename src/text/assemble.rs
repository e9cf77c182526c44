//! Puts tokens, sentences and paragraphs together as a [`Segmented`], so that its invariants hold by construction.

use super::reading::Reading;
use super::types::{Notice, NoticeKind, Paragraph, Segmented, Sentence, Token, Word};
use crate::span::{ByteSpan, SentenceId, WordSpan};

/// A [`Segmented`] in the making. Tokens arrive in text order; a sentence or paragraph begins with the first token
/// after it was asked for, so none is ever empty.
#[derive(Debug)]
pub(crate) struct Assembly {
    segmented: Segmented,
    new_sentence: bool,
    new_paragraph: bool,
}

impl Assembly {
    /// An assembly over `text` with room for about `tokens` tokens.
    pub(crate) fn new(text: String, tokens: usize) -> Self {
        let mut segmented = Segmented { text, ..Segmented::default() };
        segmented.tokens.reserve(tokens);
        segmented.words.reserve(tokens);
        Self { segmented, new_sentence: true, new_paragraph: true }
    }

    /// The next token begins a paragraph.
    pub(crate) fn begin_paragraph(&mut self) {
        self.new_paragraph = true;
        self.new_sentence = true;
    }

    /// The next token begins a sentence.
    pub(crate) fn begin_sentence(&mut self) {
        self.new_sentence = true;
    }

    /// Notes that something was cut short.
    pub(crate) fn notice(&mut self, span: ByteSpan, kind: NoticeKind) {
        self.segmented.notices.push(Notice { span, kind });
    }

    /// Adds a token with its words, given as form and bytes; without words nothing is added.
    pub(crate) fn token(&mut self, span: ByteSpan, words: impl IntoIterator<Item = (String, ByteSpan)>) {
        let s = &mut self.segmented;
        let first = s.words.len();
        let sentence_count = s.sentences.len().saturating_add(usize::from(self.new_sentence));
        let sentence = SentenceId::from_index(sentence_count.saturating_sub(1));
        s.words.extend(words.into_iter().map(|(form, span)| Word { form, span, sentence }));
        let end = s.words.len();
        if end == first {
            return;
        }
        if std::mem::take(&mut self.new_paragraph) {
            let start = SentenceId::from_index(s.sentences.len());
            s.paragraphs.push(Paragraph { start, end: start, span });
        }
        if std::mem::take(&mut self.new_sentence) {
            s.sentences.push(Sentence {
                words: WordSpan::new(first, first),
                tokens: (s.tokens.len(), s.tokens.len()),
                span,
                paragraph: s.paragraphs.len().saturating_sub(1),
            });
        }
        let (read, end_of_token) = match &s.reading {
            Some(reading) => (reading.text(), reading.read(span.end)),
            None => (s.text.as_str(), span.end),
        };
        let space_after = read.get(end_of_token..).and_then(|rest| rest.chars().next());
        let space_after = space_after.is_some_and(char::is_whitespace);
        s.tokens.push(Token { span, words: WordSpan::new(first, end), space_after });
        if let (Some(sentence), Some(paragraph)) = (s.sentences.last_mut(), s.paragraphs.last_mut()) {
            sentence.words.end = crate::span::WordId::from_index(end);
            sentence.tokens.1 = s.tokens.len();
            sentence.span.end = span.end;
            paragraph.end = SentenceId::from_index(sentence_count);
            paragraph.span.end = span.end;
        }
    }

    /// The text is read as this, to which the places of notices and tokens have been led back already.
    pub(super) fn read_as(&mut self, reading: Option<Reading>) {
        self.segmented.reading = reading.map(Box::new);
    }

    /// The segmented text.
    pub(crate) fn finish(self) -> Segmented {
        self.segmented
    }
}
