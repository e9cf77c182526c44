//! Whether a segmented text that comes from elsewhere keeps what [`Segmented`] promises.

use super::segment::MOST_GIVEN_WORDS;
use super::types::{Segmented, Token, Word};
use crate::checked::{checked, ensure};
use crate::span::{ByteSpan, SentenceId};

checked!(Segmented);

impl Segmented {
    pub(crate) fn check(&self) -> Result<(), String> {
        if let Some(reading) = &self.reading {
            ensure(reading.leads_to(&self.text), || "the reading is not of this text".to_owned())?;
        }
        self.check_tokens()?;
        self.check_sentences()?;
        self.check_words()?;
        let mut notices = self.notices.iter().enumerate();
        notices.try_for_each(|(i, notice)| self.lies("notice", i, notice.span))
    }

    fn lies(&self, what: &str, place: usize, span: ByteSpan) -> Result<(), String> {
        let lies = self.text.get(span.start..span.end).is_some();
        ensure(lies, || {
            format!("{what} {place} does not lie in the text: bytes {} to {}", span.start, span.end)
        })
    }

    fn check_tokens(&self) -> Result<(), String> {
        let (mut word, mut byte) = (0, 0);
        for (i, token) in self.tokens.iter().enumerate() {
            self.lies("token", i, token.span)?;
            let follows =
                token.span.start >= byte && token.words.start.index() == word && !token.words.is_empty();
            ensure(follows, || format!("token {i} does not follow the one in front of it"))?;
            (word, byte) = (token.words.end.index(), token.span.end);
        }
        ensure(word == self.words.len(), || format!("{} words, but the tokens have {word}", self.words.len()))
    }

    fn check_sentences(&self) -> Result<(), String> {
        let (mut word, mut token, mut byte) = (0, 0, 0);
        for (i, sentence) in self.sentences.iter().enumerate() {
            self.lies("sentence", i, sentence.span)?;
            let (first, end) = sentence.tokens;
            let follows =
                sentence.words.start.index() == word && !sentence.words.is_empty() && first == token;
            let tokens = self.tokens.get(first..end).unwrap_or_default();
            let ends = tokens.last().is_some_and(|last| last.words.end == sentence.words.end);
            let covers = |t: &Token| sentence.span.start <= t.span.start && t.span.end <= sentence.span.end;
            let around = sentence.span.start >= byte && tokens.iter().all(covers);
            ensure(sentence.words.len() <= MOST_GIVEN_WORDS, || {
                format!("sentence {i} has more than {MOST_GIVEN_WORDS} words")
            })?;
            ensure(follows && ends && around, || {
                format!("sentence {i} does not follow the one in front of it")
            })?;
            (word, token, byte) = (sentence.words.end.index(), end, sentence.span.end);
        }
        let all = word == self.words.len() && token == self.tokens.len();
        ensure(all, || "there are words in no sentence".to_owned())?;
        let mut sentence = 0;
        for (i, paragraph) in self.paragraphs.iter().enumerate() {
            self.lies("paragraph", i, paragraph.span)?;
            let (start, end) = (paragraph.start.index(), paragraph.end.index());
            let inside = self.sentences.get(start..end).filter(|_| start == sentence && start < end);
            let own = inside.is_some_and(|inside| inside.iter().all(|s| s.paragraph == i));
            ensure(own, || format!("paragraph {i} does not follow the one in front of it"))?;
            sentence = end;
        }
        ensure(sentence == self.sentences.len(), || "there are sentences in no paragraph".to_owned())
    }

    fn check_words(&self) -> Result<(), String> {
        for (i, sentence) in self.sentences.iter().enumerate() {
            let words = self.words.get(sentence.words.range()).unwrap_or_default();
            let own = words.iter().all(|word| word.sentence == SentenceId::from_index(i));
            ensure(own, || format!("a word of sentence {i} says that it is of another"))?;
        }
        self.words.iter().enumerate().try_for_each(|(i, word)| self.lies("word", i, word.span))?;
        for (i, token) in self.tokens.iter().enumerate() {
            let words = self.words.get(token.words.range()).unwrap_or_default();
            let inside = |word: &Word| word.span.start >= token.span.start && word.span.end <= token.span.end;
            // they may share a place, but none lies before the one in front of it
            let order = words
                .is_sorted_by(|one, next| one.span.start <= next.span.start && one.span.end <= next.span.end);
            ensure(order && words.iter().all(inside), || {
                format!("the words of token {i} do not lie in it one after the other")
            })?;
        }
        Ok(())
    }
}
