//! The stage's entry: a text to paragraphs, sentences, tokens and words, by rules, in linear time.
#![expect(
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::arithmetic_side_effects,
    reason = "places come from the characters of the same text"
)]

use super::assemble::Assembly;
use super::tokens::{ABBREVIATIONS, RawToken, tokens};
use super::types::{NoticeKind, Segmented};
use crate::lexicon;
use crate::span::ByteSpan;
use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// Function words that, in upper case, begin a sentence rather than go on with a name.
static STARTERS: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| lexicon::set(include_str!("../../data/words/sentence_starters.tsv")));

/// How much is read; beyond a limit the text is cut short with a [`Notice`](super::Notice).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Limits {
    /// Bytes of a text that are read, 64 MiB by default. Time and memory are linear in it.
    pub text_bytes: usize,
    /// Words of a sentence, 200 by default; a longer one is split, as parsing takes quadratic time.
    pub sentence_words: usize,
    /// Bytes of a token the network can make use of, 256 by default; the token stays whole, with a notice.
    pub token_bytes: usize,
    /// Mentions of a text, 500,000 by default (a text of some ten megabytes); from the sentence with one more on, nothing is
    /// read.
    pub mentions: usize,
    /// Time after which no more sentences are read; none by default, as the same text would not give the same graph on
    /// every run.
    pub time: Option<std::time::Duration>,
}

impl Default for Limits {
    fn default() -> Self {
        Self { text_bytes: 64 << 20, sentence_words: 200, token_bytes: 256, mentions: 500_000, time: None }
    }
}

/// Cuts a text into paragraphs (its lines), sentences, tokens and words.
///
/// Any text is segmented; white space, NUL and byte-order marks belong to no token, every other character to one.
///
/// ```
/// use relata::text::{Limits, segment};
/// let text = "Ms. Lund didn’t stay. She left for the U.S. on Friday.";
/// let segmented = segment(text, &Limits::default());
/// assert_eq!(segmented.sentences.len(), 2);
/// let words: Vec<&str> = segmented.words.iter().map(|w| w.form.as_str()).collect();
/// // a dateline is a sentence of its own
/// assert_eq!(segment("OSLO, Norway — Ms. Lund left.", &Limits::default()).sentences.len(), 2);
/// assert_eq!(words[..6], ["Ms.", "Lund", "did", "n’t", "stay", "."]);
/// ```
#[must_use]
pub fn segment(text: &str, limits: &Limits) -> Segmented {
    let mut readable = text.len().min(limits.text_bytes);
    while !text.is_char_boundary(readable) {
        readable -= 1;
    }
    let mut assembly = Assembly::new(text.to_owned(), text.len() / 5);
    let mut begin = 0;
    for line in text[..readable].split_inclusive(['\n', '\r', '\u{2028}', '\u{2029}', '\u{b}', '\u{c}']) {
        let span = ByteSpan::new(begin, begin + line.len());
        begin = span.end;
        let tokens = tokens(text, span);
        if !tokens.is_empty() {
            assembly.begin_paragraph();
            paragraph(text, &tokens, limits, &mut assembly);
        }
    }
    if readable < text.len() {
        assembly.notice(ByteSpan::new(readable, text.len()), NoticeKind::TextTruncated);
    }
    assembly.finish()
}

fn paragraph(text: &str, tokens: &[RawToken], limits: &Limits, assembly: &mut Assembly) {
    let most = limits.sentence_words.max(2);
    let mut in_sentence = 0;
    let dateline = dateline(text, tokens);
    for (i, token) in tokens.iter().enumerate() {
        if token.span.len() > limits.token_bytes {
            assembly.notice(token.span, NoticeKind::TokenTruncated);
        }
        if in_sentence > 0 && in_sentence + token.words.len() > most {
            assembly.notice(token.span, NoticeKind::SentenceSplit);
            assembly.begin_sentence();
            in_sentence = 0;
        }
        let words = token.words.iter().map(|&span| (span.of(text).to_owned(), span));
        assembly.token(token.span, words);
        in_sentence += token.words.len();
        // past half of the limit a semicolon or comma is a better place to split than the limit itself
        let form = token.span.of(text);
        let crowded = in_sentence > most - most / 4 && matches!(form, ";" | ":")
            || in_sentence > most - most / 10 && form == ",";
        if crowded {
            assembly.notice(token.span, NoticeKind::SentenceSplit);
        }
        if crowded || dateline == Some(i) || ends_sentence(text, tokens, i) {
            assembly.begin_sentence();
            in_sentence = 0;
        }
    }
}

/// The dash that ends a dateline (*OSLO, Norway, May 3 —*), which is a sentence of its own: a town in capitals, and
/// nothing but names, numbers and marks up to a dash with spaces around it or the agency's bracket.
fn dateline(text: &str, tokens: &[RawToken]) -> Option<usize> {
    const MOST_TOKENS: usize = 12;
    let form = |k: usize| tokens[k].span.of(text);
    let first = form(0);
    let capitals =
        first.chars().filter(|c| c.is_alphabetic()).count() >= 3 && !first.chars().any(char::is_lowercase);
    let dash = (1..tokens.len().min(MOST_TOKENS)).find(|&k| matches!(form(k), "—" | "–" | "--" | "-"))?;
    let apart = tokens[dash].span.start > tokens[dash - 1].span.end
        && tokens.get(dash + 1).is_some_and(|next| next.span.start > tokens[dash].span.end);
    let named = (1..dash).all(|k| !form(k).starts_with(char::is_lowercase));
    (capitals && apart && named).then_some(dash)
}

fn is_terminal(form: &str) -> bool {
    !form.is_empty() && form.chars().all(|c| matches!(c, '.' | '!' | '?' | '…')) && form != "…."
}

fn is_closer(form: &str) -> bool {
    matches!(form, "\"" | "”" | "’" | "'" | "''" | ")" | "]" | "}" | "»")
}

/// Whether a sentence ends with token `i` of a paragraph.
fn ends_sentence(text: &str, tokens: &[RawToken], i: usize) -> bool {
    let form = |k: usize| tokens[k].span.of(text);
    let Some(next) = tokens.get(i + 1) else { return true };
    let glued = |k: usize| tokens[k].span.start == tokens[k - 1].span.end;
    // the end waits for closing marks behind it
    if next.span.start == tokens[i].span.end && (is_closer(form(i + 1)) || is_terminal(form(i + 1))) {
        return false;
    }
    // back over closing marks to the one that ends
    let mut k = i;
    while k > 0 && is_closer(form(k)) && glued(k) {
        k -= 1;
    }
    let follower = opening_word(text, tokens, i + 1);
    let capital =
        follower.chars().next().is_some_and(|c| c.is_uppercase() || c.is_numeric() || !c.is_alphabetic());
    let last = form(k);
    if is_terminal(last) {
        let spaced = next.span.start > tokens[i].span.end;
        let listed =
            last == "." && k > 0 && k == i && form(k - 1).bytes().all(|b| b.is_ascii_digit()) && (k == 1);
        return capital && !listed && (spaced || !last.starts_with('.') || k < i);
    }
    if last.ends_with('.') && last.len() > 1 && capital {
        let body = last[..last.len() - 1].to_lowercase();
        let class = ABBREVIATIONS.get(body.as_str()).copied();
        let may_end = matches!(class, Some("end")) || (class.is_none() && body.contains('.'));
        return k < i || (may_end && STARTERS.contains(follower));
    }
    false
}

/// The first token from `from` on that is no opening mark.
fn opening_word<'t>(text: &'t str, tokens: &[RawToken], from: usize) -> &'t str {
    let mut forms = tokens[from..].iter().take(4).map(|t| t.span.of(text));
    forms
        .find(|f| {
            !matches!(*f, "\"" | "“" | "‘" | "'" | "(" | "[" | "``" | "`" | "«" | "-" | "—" | "–" | "--")
        })
        .unwrap_or("")
}
