//! The stage's entry: a text to paragraphs, sentences, tokens and words, by rules, in linear time.

use super::assemble::Assembly;
use super::language::is_foreign;
use super::lines::{Lines, paragraphs};
use super::reading::Reading;
use super::tokens::{ABBREVIATIONS, RawToken, tokens};
use super::types::{Notice, NoticeKind, Segmented};
use crate::lexicon::{self, WordSet};
use crate::span::ByteSpan;
use crate::trace::span;
use serde::{Deserialize, Serialize};

/// Function words that, in upper case, begin a sentence rather than go on with a name.
static STARTERS: WordSet =
    WordSet::new(|| lexicon::set(include_str!("../../data/words/sentence_starters.tsv")));

/// The words of a sentence that somebody else cut, at most: parsing takes time and memory by their square.
pub(crate) const MOST_GIVEN_WORDS: usize = 2_000;

/// How much is read; beyond a limit the text is cut short with a [`Notice`](super::Notice).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Limits {
    /// Bytes of a text that are read, 64 MiB by default. Time and memory are linear in it.
    pub text_bytes: usize,
    /// Words of a sentence, 200 by default; a longer one is split, as parsing takes quadratic time. From CoNLL-U and JSON no sentence of more
    /// than 2,000 is read.
    pub sentence_words: usize,
    /// Bytes of a token the network can make use of, 256 by default; the token stays whole, with a notice.
    pub token_bytes: usize,
    /// Mentions of a text, 500,000 by default (a text of some ten megabytes); from the sentence with one more on, nothing is
    /// read.
    pub mentions: usize,
    /// Time after which no more sentences are read; none by default, as the same text would not give the same graph on
    /// every run. WebAssembly without a system (`wasm32-unknown-unknown`) has no clock, and reads all.
    pub time: Option<std::time::Duration>,
}

impl Default for Limits {
    fn default() -> Self {
        Self { text_bytes: 64 << 20, sentence_words: 200, token_bytes: 256, mentions: 500_000, time: None }
    }
}

/// Cuts a text into paragraphs (its lines, joined where they were wrapped), sentences, tokens and words.
///
/// Any text is segmented; white space, NUL and byte-order marks belong to no token, every other character to one.
///
/// ```
/// use relata::text::{Limits, segment};
/// let text = "Ms. Lund didn’t stay. She left for the U.S. on Friday.";
/// let segmented = segment(text, &Limits::default());
/// assert_eq!(segmented.sentences().len(), 2);
/// let words: Vec<&str> = segmented.words().iter().map(|w| w.form.as_str()).collect();
/// // a dateline is a sentence of its own
/// assert_eq!(segment("OSLO, Norway — Ms. Lund left.", &Limits::default()).sentences().len(), 2);
/// assert_eq!(words[..6], ["Ms.", "Lund", "did", "n’t", "stay", "."]);
/// ```
#[must_use]
pub fn segment(text: &str, limits: &Limits) -> Segmented {
    segment_lines(text, limits, Lines::default())
}

/// As [`segment`], with what the text's lines are.
#[must_use]
pub fn segment_lines(text: &str, limits: &Limits, lines: Lines) -> Segmented {
    span!("segment", bytes = text.len());
    let mut readable = text.len().min(limits.text_bytes);
    while !text.is_char_boundary(readable) {
        readable = readable.saturating_sub(1);
    }
    let mut assembly = Assembly::new(text.to_owned(), text.len() / 5);
    let whole = ByteSpan::new(0, readable).of(text);
    let paragraphs = paragraphs(whole, lines);
    let reading = Reading::of(whole, &paragraphs);
    assembly.read_as(reading.clone());
    let reading = reading.as_ref();
    let read = reading.map_or(text, Reading::text);
    for span in paragraphs {
        let place = |place| reading.map_or(place, |reading| reading.read(place));
        let tokens = tokens(read, ByteSpan::new(place(span.start), place(span.end)));
        if !tokens.is_empty() {
            assembly.begin_paragraph();
            paragraph(&Read { text: read, reading }, &tokens, limits, &mut assembly);
        }
    }
    if readable < text.len() {
        assembly.notice(ByteSpan::new(readable, text.len()), NoticeKind::TextTruncated);
    }
    let mut segmented = assembly.finish();
    if is_foreign(&segmented) {
        segmented.notices.push(Notice { span: ByteSpan::new(0, readable), kind: NoticeKind::NotEnglish });
    }
    segmented
}

/// The text as it is read, with the way back to what is written.
struct Read<'t> {
    text: &'t str,
    reading: Option<&'t Reading>,
}

impl Read<'_> {
    fn written(&self, span: ByteSpan) -> ByteSpan {
        let place = |place| self.reading.map_or(place, |reading| reading.written(place));
        ByteSpan::new(place(span.start), place(span.end))
    }
}

fn paragraph(read: &Read<'_>, tokens: &[RawToken], limits: &Limits, assembly: &mut Assembly) {
    let text = read.text;
    let most = limits.sentence_words.max(2);
    let mut in_sentence = 0_usize;
    let dateline = dateline(text, tokens);
    for (i, token) in tokens.iter().enumerate() {
        if token.span.len() > limits.token_bytes {
            assembly.notice(read.written(token.span), NoticeKind::TokenTruncated);
        }
        if in_sentence > 0 && in_sentence.saturating_add(token.words.len()) > most {
            assembly.notice(read.written(token.span), NoticeKind::SentenceSplit);
            assembly.begin_sentence();
            in_sentence = 0;
        }
        let words = token.words.iter().map(|&span| (span.of(text).to_owned(), read.written(span)));
        assembly.token(read.written(token.span), words);
        in_sentence = in_sentence.saturating_add(token.words.len());
        // past half of the limit a semicolon or comma is a better place to split than the limit itself
        let form = token.span.of(text);
        let crowded = in_sentence > most.saturating_sub(most / 4) && matches!(form, ";" | ":")
            || in_sentence > most.saturating_sub(most / 10) && form == ",";
        if crowded {
            assembly.notice(read.written(token.span), NoticeKind::SentenceSplit);
        }
        let apart = stands_apart(text, tokens, i) || closes_letter(text, tokens, i, in_sentence);
        if crowded || apart || dateline == Some(i) || ends_sentence(text, tokens, i) {
            assembly.begin_sentence();
            in_sentence = 0;
        }
    }
}

/// The dash that ends a dateline (*OSLO, Norway, May 3 —*), which is a sentence of its own: a town in capitals, and
/// nothing but names, numbers and marks up to a dash with spaces around it or the agency's bracket.
fn dateline(text: &str, tokens: &[RawToken]) -> Option<usize> {
    const MOST_TOKENS: usize = 12;
    let span = |k: usize| tokens.get(k).map_or_else(ByteSpan::default, |token| token.span);
    let form = |k: usize| span(k).of(text);
    let first = form(0);
    let capitals =
        first.chars().filter(|c| c.is_alphabetic()).count() >= 3 && !first.chars().any(char::is_lowercase);
    let dash = (1..tokens.len().min(MOST_TOKENS)).find(|&k| matches!(form(k), "—" | "–" | "--" | "-"))?;
    let apart = span(dash).start > span(dash.saturating_sub(1)).end
        && tokens.get(dash.saturating_add(1)).is_some_and(|next| next.span.start > span(dash).end);
    let named = (1..dash).all(|k| !form(k).starts_with(char::is_lowercase));
    let agency = dash > 3
        && form(dash.saturating_sub(1)) == ")"
        && form(dash.saturating_sub(3)) == "("
        && form(dash.saturating_sub(2)).starts_with(char::is_uppercase);
    ((capitals || agency) && apart && named).then_some(dash)
}

/// Whether a sentence ends with token `i` because a line drawn with signs is one of its own, and so is the time a letter was sent.
fn stands_apart(text: &str, tokens: &[RawToken], i: usize) -> bool {
    let form = |k: usize| tokens.get(k).map_or("", |t| t.span.of(text));
    let line = |form: &str| {
        let least = if form.starts_with('*') { 3 } else { 5 };
        form.len() >= least && form.chars().all(|c| matches!(c, '*' | '-' | '=' | '_' | '~'))
    };
    let sent = |k: usize| {
        let figures =
            |form: &str, mark| form.contains(mark) && form.chars().all(|c| c.is_ascii_digit() || c == mark);
        figures(form(k), '/')
            && figures(form(k.saturating_add(1)), ':')
            && matches!(form(k.saturating_add(2)), "AM" | "PM")
    };
    let after_name = !form(i).starts_with(char::is_lowercase);
    line(form(i))
        || line(form(i.saturating_add(1)))
        || sent(i.saturating_add(1)) && after_name
        || i > 1 && sent(i.saturating_sub(2))
}

/// Whether token `i` is the comma behind a letter's last greeting, which is a sentence of its own.
fn closes_letter(text: &str, tokens: &[RawToken], i: usize, in_sentence: usize) -> bool {
    const GREETINGS: [&str; 6] = ["regards", "thanks", "sincerely", "cheers", "wishes", "truly"];
    let form = |k: usize| tokens.get(k).map_or("", |t| t.span.of(text));
    let greeting = i.checked_sub(1).map_or(String::new(), |before| form(before).to_lowercase());
    in_sentence <= 4
        && form(i) == ","
        && GREETINGS.contains(&greeting.as_str())
        && form(i.saturating_add(1)).starts_with(char::is_uppercase)
}

fn is_terminal(form: &str) -> bool {
    !form.is_empty() && form.chars().all(|c| matches!(c, '.' | '!' | '?' | '…')) && form != "…."
}

fn is_closer(form: &str) -> bool {
    matches!(form, "\"" | "”" | "’" | "'" | "''" | ")" | "]" | "}" | "»")
}

/// Whether a sentence ends with token `i` of a paragraph.
fn ends_sentence(text: &str, tokens: &[RawToken], i: usize) -> bool {
    let span = |k: usize| tokens.get(k).map_or_else(ByteSpan::default, |token| token.span);
    let form = |k: usize| span(k).of(text);
    let Some(next) = tokens.get(i.saturating_add(1)) else { return true };
    let glued = |k: usize| span(k).start == span(k.saturating_sub(1)).end;
    // the end waits for closing marks and references behind it
    let ended = is_terminal(form(i)) || form(i) == "]" || is_closer(form(i));
    if ended && reference(text, tokens, i.saturating_add(1)).is_some() {
        return false;
    }
    if next.span.start == span(i).end
        && (is_closer(form(i.saturating_add(1))) || is_terminal(form(i.saturating_add(1))))
    {
        return false;
    }
    // back over closing marks to the one that ends
    let mut k = i;
    while k > 0 {
        match reference_before(text, tokens, k) {
            Some(start) if start > 0 => k = start.saturating_sub(1),
            None if is_closer(form(k)) && glued(k) => k = k.saturating_sub(1),
            _ => break,
        }
    }
    let follower = opening_word(text, tokens, i.saturating_add(1));
    let capital = follower.chars().next().is_some_and(|c| {
        c.is_uppercase()
            || c.is_numeric()
            || !c.is_alphabetic() && !matches!(c, ',' | ';' | ':' | ')' | ']' | '}' | '”')
    });
    let last = form(k);
    if is_terminal(last) {
        let spaced = next.span.start > span(i).end;
        let listed = last == "."
            && k > 0
            && k == i
            && form(k.saturating_sub(1)).bytes().all(|b| b.is_ascii_digit())
            && (k == 1);
        // in lower case, too, but where the word before may be an abbreviation or name: *Yahoo! said*
        let plain = k == i
            && (last.len() == 1 || last.ends_with(['!', '?']))
            && follower.starts_with(char::is_lowercase)
            && k > 0
            && !form(k.saturating_sub(1)).starts_with(char::is_uppercase)
            && (form(k.saturating_sub(1)).chars().count() > 1
                || !form(k.saturating_sub(1)).starts_with(char::is_alphabetic));
        // without a space the tokens were parted only because a sentence ends
        let whole = last == "." && k == i && follower.starts_with(char::is_uppercase);
        return (capital || plain && spaced)
            && !listed
            && (spaced || whole || !last.starts_with('.') || k < i);
    }
    if let Some(body) = last.strip_suffix('.').filter(|body| !body.is_empty() && capital) {
        let body = body.to_lowercase();
        let class = ABBREVIATIONS.get(body.as_str()).copied();
        let may_end = matches!(class, Some("end")) || (class.is_none() && body.contains('.'));
        return k < i || (may_end && STARTERS.contains(follower));
    }
    false
}

/// Where a reference to a note ends that begins with token `from`: `[12]`.
fn reference(text: &str, tokens: &[RawToken], from: usize) -> Option<usize> {
    let [open, number, close] = tokens.get(from..from.saturating_add(3))? else { return None };
    let digits = number.span.of(text);
    let short = digits.len() <= 3 && digits.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_lowercase());
    (open.span.of(text) == "[" && close.span.of(text) == "]" && short).then_some(from.saturating_add(2))
}

/// Where a reference to a note begins that ends with token `end`.
fn reference_before(text: &str, tokens: &[RawToken], end: usize) -> Option<usize> {
    end.checked_sub(2).filter(|&start| reference(text, tokens, start) == Some(end))
}

/// The first token from `from` on that is no opening mark.
fn opening_word<'t>(text: &'t str, tokens: &[RawToken], from: usize) -> &'t str {
    let mut forms = tokens.iter().skip(from).take(4).map(|t| t.span.of(text));
    forms
        .find(|f| {
            !matches!(*f, "\"" | "“" | "‘" | "'" | "(" | "[" | "``" | "`" | "«" | "-" | "—" | "–" | "--")
        })
        .unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The sentences, their words with spaces between.
    fn read(text: &str) -> Vec<String> {
        let segmented = segment(text, &Limits::default());
        for token in &segmented.tokens {
            assert!(text.is_char_boundary(token.span.start) && text.is_char_boundary(token.span.end));
        }
        let words = |s: &super::super::Sentence| {
            let words = segmented.words.get(s.words.range()).unwrap_or_default();
            words.iter().map(|w| w.form.as_str()).collect::<Vec<_>>().join(" ")
        };
        segmented.sentences.iter().map(words).collect()
    }

    #[test]
    fn tokens_are_cut_as_the_treebanks_cut_them() {
        for (text, expected) in [
            (
                "It cost £4bn (5km off), or 3-4 days in 1998-99.",
                "It cost £ 4 bn ( 5 km off ) , or 3-4 days in 1998 - 99 .",
            ),
            ("Call 555-0147 or write by 2031-05-06.", "Call 555-0147 or write by 2031-05-06 ."),
            ("Nice :-) really ;)", "Nice :-) really ;)"),
            ("What?! Who??", "What ?! Who ??"),
            ("It fell to -7.5 there.", "It fell to - 7.5 there ."),
            ("Built c. 1650 (see p. 7, No. 3).", "Built c. 1650 ( see p. 7 , No. 3 ) ."),
            (
                "She couldn`t, he won´t, we didnʼt, they hadn＇t.",
                "She could n't , he wo n't , we did n't , they had n't .",
            ),
            ("Hahn´s boat, O`Dell‘s car", "Hahn 's boat , O'Dell 's car"),
            ("Hahn &amp; Co&#46; paid &pound;5.", "Hahn & Co. paid £ 5 ."),
            ("He hired R.J. Holt and J. P. Moss.", "He hired R.J. Holt and J. P. Moss ."),
        ] {
            assert_eq!(read(text).join(" "), expected);
        }
    }

    #[test]
    fn sentences_end_where_they_end() {
        for (text, ends) in [
            ("The board met on Friday.Nobody came.", 2),
            ("He asked no one. they came anyway! and how", 3),
            ("\"Why?\" he asked. The Assn. of bakers of Yahoo! said no.", 2),
            ("They chose Plan C. Sweden did not.", 2),
            ("It ended in 1951. [12] Later it began anew.[3] Then it ended (in May.) [4]", 3),
            ("May 4, 2031 (HOVAX) - The board sold its boat.", 2),
            ("The answer is No. Nobody knows why.", 2),
            ("They sell boats, cars, etc.), and more.", 1),
            ("It rains. Best regards, Ann Moss ------ Sent by mail", 5),
            ("Moss lives in St. Albans. Prof. Holt does not.", 2),
        ] {
            let found = read(text);
            assert_eq!(found.len(), ends, "{found:?}");
        }
    }

    #[test]
    fn what_is_read_keeps_its_place() {
        let text = "Hahn &amp; Moss didn`t\r\npay.";
        let segmented = segment_lines(text, &Limits::default(), Lines::Wrapped);
        let found: Vec<&str> = segmented.words.iter().map(|w| w.span.of(text)).collect();
        assert_eq!(found, ["Hahn", "&amp;", "Moss", "did", "n`t", "pay", "."]);
        assert_eq!(segmented.read(ByteSpan::new(0, text.len())), "Hahn & Moss didn't pay.");
        let spaces: Vec<bool> = segmented.tokens.iter().map(|t| t.space_after).collect();
        assert_eq!(spaces.get(3..5), Some([true, false].as_slice()));
    }
}
