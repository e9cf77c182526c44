//! A paragraph to tokens and their words, as the English treebanks of Universal Dependencies cut them.
#![expect(
    clippy::string_slice,
    clippy::arithmetic_side_effects,
    reason = "places come from the characters of the same text"
)]

use crate::lexicon;
use crate::span::ByteSpan;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// Abbreviations without their last period, in lower case, with how they stand in sentences.
pub(super) static ABBREVIATIONS: LazyLock<FxHashMap<&'static str, &'static str>> =
    LazyLock::new(|| lexicon::map(include_str!("../../data/words/abbreviations.tsv")));
static CONTRACTIONS: LazyLock<FxHashMap<&'static str, usize>> = LazyLock::new(|| {
    lexicon::rows(include_str!("../../data/words/contractions.tsv"))
        .filter_map(|row| Some((*row.first()?, row.get(1)?.parse().ok()?)))
        .collect()
});
static PREFIXES: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| lexicon::set(include_str!("../../data/words/prefixes.tsv")));

/// A token with its words, as bytes of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RawToken {
    pub(super) span: ByteSpan,
    pub(super) words: Vec<ByteSpan>,
}

/// Cuts `text[range]` into tokens; every character that is not white space or a byte-order mark lies in exactly one.
pub(super) fn tokens(text: &str, range: ByteSpan) -> Vec<RawToken> {
    let mut out = Vec::new();
    let mut quote_open = false;
    let body = range.of(text);
    let blank = |c: char| c.is_whitespace() || c == '\u{feff}' || c == '\0';
    let mut start = None;
    for (i, c) in body.char_indices().chain([(body.len(), ' ')]) {
        match (blank(c), start) {
            (true, Some(s)) => {
                chunk(text, ByteSpan::new(range.start + s, range.start + i), &mut quote_open, &mut out);
                start = None;
            }
            (false, None) => start = Some(i),
            _ => {}
        }
    }
    out
}

fn is_opener(c: char) -> bool {
    matches!(
        c,
        '"' | '“' | '”' | '‘' | '’' | '\'' | '`' | '(' | '[' | '{' | '<' | '«' | '»' | '„' | '¿' | '¡'
    )
}

fn is_mark(c: char) -> bool {
    is_opener(c)
        || matches!(
            c,
            ')' | ']'
                | '}'
                | '>'
                | ','
                | ';'
                | ':'
                | '!'
                | '?'
                | '…'
                | '—'
                | '–'
                | '-'
                | '.'
                | '*'
                | '='
                | '~'
                | '|'
                | '_'
                | '•'
                | '·'
                | '\\'
        )
}

fn is_currency(c: char) -> bool {
    matches!(c, '$' | '€' | '£' | '¥' | '₹' | '₽' | '₴' | '₩' | '₪')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

/// Cuts a run of characters without white space.
fn chunk(text: &str, span: ByteSpan, quote_open: &mut bool, out: &mut Vec<RawToken>) {
    let single =
        |s: usize, e: usize| RawToken { span: ByteSpan::new(s, e), words: vec![ByteSpan::new(s, e)] };
    let (mut start, mut end) = (span.start, span.end);
    // marks in front
    while let Some(c) = text[start..end].chars().next() {
        let rest = &text[start..end];
        let number_follows = rest[c.len_utf8()..].starts_with(|d: char| d.is_ascii_digit());
        let peel = (is_mark(c) || is_currency(c) || matches!(c, '#' | '+' | '&' | '/'))
            && !(matches!(c, '-' | '+' | '.') && number_follows)
            && !(is_apostrophe(c) && (number_follows || is_clitic(&rest.to_lowercase())));
        if !peel || (c == '#' && !number_follows && rest.len() > 1) {
            break;
        }
        let run = rest.chars().take_while(|&d| d == c).count();
        let merged = if matches!(c, '-' | '.' | '*' | '=' | '_' | '~' | '!' | '?' | '`') { run } else { 1 };
        if is_opener(c) && is_apostrophe_like_quote(c) {
            *quote_open = true;
        }
        let next = start + c.len_utf8() * merged;
        out.push(single(start, next));
        start = next;
    }
    // marks behind, collected from the last
    let mut tail = Vec::new();
    while start < end {
        let rest = &text[start..end];
        let Some(c) = rest.chars().next_back() else { break };
        let run = rest.chars().rev().take_while(|&d| d == c).count();
        if run * c.len_utf8() >= rest.len() && !(is_mark(c) || is_currency(c) || c == '%') {
            break;
        }
        let cut = match c {
            '.' if run > 1 => run,
            '.' => usize::from(!keeps_period(rest)),
            '%' | '°' => 1,
            '-' | '—' | '–' | '!' | '?' | '*' | '=' | '_' | '~' => run,
            _ if is_apostrophe(c) && possessive_plural(rest, *quote_open) => 0,
            _ if is_mark(c)
                || is_currency(c) && rest.len() > c.len_utf8() && !rest.starts_with(is_letter) =>
            {
                1
            }
            _ => 0,
        };
        if cut == 0 {
            break;
        }
        if is_apostrophe(c) {
            *quote_open = false;
        }
        // ?! and !? stay together
        let from = end - cut * c.len_utf8();
        tail.push(single(from, end));
        end = from;
    }
    if start < end {
        core(text, ByteSpan::new(start, end), out);
    }
    out.extend(tail.into_iter().rev());
}

fn is_apostrophe_like_quote(c: char) -> bool {
    matches!(c, '\'' | '‘')
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic()
}

fn is_clitic(lower: &str) -> bool {
    let body = lower.trim_end_matches(|c: char| !c.is_alphanumeric());
    matches!(
        body.strip_prefix(['\'', '’']),
        Some("s" | "ll" | "re" | "ve" | "d" | "m" | "em" | "til" | "cause")
    )
}

/// Whether a word that ends in one period keeps it.
fn keeps_period(word: &str) -> bool {
    let body = word.trim_end_matches('.').to_lowercase();
    let body = body.rsplit('-').next().unwrap_or(&body);
    let initials =
        |s: &str| s.split('.').all(|part| part.chars().count() == 1 && part.chars().all(is_letter));
    if body.contains('.') {
        return ABBREVIATIONS.contains_key(body) || initials(body);
    }
    // a single capital is an initial
    let single = body.chars().count() == 1
        && word.ends_with('.')
        && word.starts_with(char::is_uppercase)
        && body != "i";
    match ABBREVIATIONS.get(body) {
        Some(&"lower" | &"number") => word.starts_with(char::is_uppercase),
        Some(_) => true,
        None => single,
    }
}

fn possessive_plural(word: &str, quote_open: bool) -> bool {
    let body = word.trim_end_matches(is_apostrophe);
    !quote_open && body.len() + 3 >= word.len() && body.ends_with(['s', 'S', 'z', 'x']) && body.len() > 1
}

/// Cuts what is left between the marks: at inner dashes, hyphens, slashes, commas; then contractions.
fn core(text: &str, span: ByteSpan, out: &mut Vec<RawToken>) {
    let body = span.of(text);
    if is_address(body) {
        out.push(RawToken { span, words: vec![span] });
        return;
    }
    let single =
        |s: usize, e: usize| RawToken { span: ByteSpan::new(s, e), words: vec![ByteSpan::new(s, e)] };
    let mut begin = 0;
    let mut i = 0;
    while let Some(c) = body[i..].chars().next() {
        let before = body[begin..i].chars().next_back();
        let after = body[i + c.len_utf8()..].chars().next();
        let mut length = c.len_utf8();
        let letters = before.is_some_and(is_letter) && after.is_some_and(is_letter);
        let split = i > begin
            && match c {
                '—' | '–' | '…' | '“' | '”' | '"' | '(' | ')' | '[' | ']' | '{' | '}' | '<' | '>' | ';'
                | '!' | '?' | '|' => true,
                '-' => {
                    length = body[i..].bytes().take_while(|&b| b == b'-').count();
                    let digits = before.is_some_and(|c| c.is_ascii_digit())
                        && after.is_some_and(|c| c.is_ascii_digit());
                    length > 1
                        || (!digits
                            && after.is_some()
                            && !PREFIXES.contains(body[begin..i].to_lowercase().as_str()))
                }
                '/' => letters,
                ',' | ':' => !after.is_some_and(|c| c.is_ascii_digit()),
                '.' => {
                    length = body[i..].bytes().take_while(|&b| b == b'.').count();
                    length > 1
                }
                _ => false,
            };
        // a currency sign before a number begins a word of its own: US$5
        let sign = is_currency(c) && after.is_some_and(|c| c.is_ascii_digit());
        if split {
            words(text, span.start + begin, span.start + i, out);
            out.push(single(span.start + i, span.start + i + length));
            begin = i + length;
        } else if sign {
            words(text, span.start + begin, span.start + i + length, out);
            begin = i + length;
        }
        i += length;
    }
    words(text, span.start + begin, span.end, out);
}

fn is_address(body: &str) -> bool {
    let at = body.find('@').is_some_and(|i| i > 0 && body[i..].contains('.'));
    body.contains("://") || body.starts_with("www.") || body.starts_with('@') || at
}

/// One token, cut into the words of a contraction or possessive where it is one; a number and `am`, `pm` part.
fn words(text: &str, start: usize, end: usize, out: &mut Vec<RawToken>) {
    if start >= end {
        return;
    }
    let span = ByteSpan::new(start, end);
    let body = span.of(text);
    let digits = body.bytes().take_while(|b| b.is_ascii_digit() || matches!(b, b':' | b'.')).count();
    if digits > 0 && matches!(body[digits..].to_lowercase().as_str(), "am" | "pm" | "a.m." | "p.m.") {
        for (s, e) in [(start, start + digits), (start + digits, end)] {
            out.push(RawToken { span: ByteSpan::new(s, e), words: vec![ByteSpan::new(s, e)] });
        }
        return;
    }
    let cut = clitic(body).map_or_else(Vec::new, |at| vec![start + at]);
    let mut words = Vec::with_capacity(cut.len() + 1);
    let mut from = start;
    for at in cut {
        words.push(ByteSpan::new(from, at));
        from = at;
    }
    words.push(ByteSpan::new(from, end));
    out.push(RawToken { span, words });
}

/// Where the second word of a contraction or possessive begins.
fn clitic(body: &str) -> Option<usize> {
    let lower = body.to_lowercase();
    if lower.len() != body.len() {
        return None;
    }
    if let Some(&first) = CONTRACTIONS.get(lower.as_str()) {
        return Some(first);
    }
    let (at, mark) = lower.char_indices().rev().find(|&(_, c)| is_apostrophe(c))?;
    let tail = &lower[at + mark.len_utf8()..];
    let negation = tail == "t" && lower[..at].ends_with('n');
    let begin = if negation { at - 1 } else { at };
    let known = negation || matches!(tail, "" | "s" | "ll" | "re" | "ve" | "d" | "m");
    (known && begin > 0).then_some(begin)
}
