//! A paragraph to tokens and their words, as the English treebanks of Universal Dependencies cut them.

use crate::lexicon::{self, WordMap, WordSet};
use crate::span::ByteSpan;

/// Abbreviations without their last period, in lower case, with how they stand in sentences.
pub(super) static ABBREVIATIONS: WordMap<&'static str> =
    WordMap::new(|| lexicon::map(include_str!("../../data/words/abbreviations.tsv")));
static CONTRACTIONS: WordMap<usize> = WordMap::new(|| {
    lexicon::rows(include_str!("../../data/words/contractions.tsv"))
        .filter_map(|row| Some((*row.first()?, row.get(1)?.parse().ok()?)))
        .collect()
});
static PREFIXES: WordSet = WordSet::new(|| lexicon::set(include_str!("../../data/words/prefixes.tsv")));

/// Units as they are written behind figures.
const UNITS: [&str; 32] = [
    "k", "K", "m", "M", "bn", "b", "B", "tn", "mm", "cm", "km", "g", "kg", "mg", "lb", "lbs", "oz", "ft",
    "in", "mi", "mph", "kph", "km/h", "kb", "mb", "gb", "GB", "MB", "TB", "hrs", "min", "p",
];

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
                chunk(
                    text,
                    ByteSpan::new(range.start.saturating_add(s), range.start.saturating_add(i)),
                    &mut quote_open,
                    &mut out,
                );
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
    let start = marks_in_front(text, span, quote_open, out);
    let rest = ByteSpan::new(start, span.end);
    let mut tail = Vec::new();
    let before = out.last().map_or("", |before| before.span.of(text));
    let end = marks_behind(text, rest, before, quote_open, &mut tail);
    if start < end {
        core(text, ByteSpan::new(start, end), out);
    }
    out.extend(tail.into_iter().rev());
}

fn single(start: usize, end: usize) -> RawToken {
    let span = ByteSpan::new(start, end);
    RawToken { span, words: vec![span] }
}

/// Cuts the marks in front off; returns where the rest begins.
fn marks_in_front(text: &str, span: ByteSpan, quote_open: &mut bool, out: &mut Vec<RawToken>) -> usize {
    let mut start = span.start;
    while let rest = ByteSpan::new(start, span.end).of(text)
        && let Some(c) = rest.chars().next()
    {
        if let Some(length) = emoticon(rest) {
            let next = start.saturating_add(length);
            out.push(single(start, next));
            start = next;
            continue;
        }
        let number_follows =
            rest.strip_prefix(c).is_some_and(|rest| rest.starts_with(|d: char| d.is_ascii_digit()));
        let peel = (is_mark(c) || is_currency(c) || matches!(c, '#' | '+' | '&' | '/'))
            && !(matches!(c, '+' | '.') && number_follows)
            && !(is_apostrophe(c) && (number_follows || is_clitic(&rest.to_lowercase())));
        if !peel || (c == '#' && !number_follows && rest.len() > 1) {
            break;
        }
        if is_opener(c) && is_apostrophe_like_quote(c) {
            *quote_open = true;
        }
        let run = rest.len().saturating_sub(rest.trim_start_matches(run_of(c)).len());
        let next = start.saturating_add(run.max(c.len_utf8()));
        out.push(single(start, next));
        start = next;
    }
    start
}

/// Cuts the marks behind off, the last first; returns where the rest ends.
fn marks_behind(
    text: &str,
    span: ByteSpan,
    before: &str,
    quote_open: &mut bool,
    tail: &mut Vec<RawToken>,
) -> usize {
    let mut end = span.end;
    while let rest = ByteSpan::new(span.start, end).of(text)
        && let Some(c) = rest.chars().next_back()
    {
        let from = match emoticon_behind(rest) {
            Some(from) => span.start.saturating_add(from),
            None => {
                let whole = end == span.end;
                let number_follows = || {
                    let after = text.get(span.end..).unwrap_or_default();
                    let after = after.trim_start_matches([' ', '\u{a0}']);
                    whole && after.starts_with(|c: char| c.is_ascii_digit())
                };
                let cut = cut_behind(rest, c, before, number_follows, *quote_open);
                if cut == 0 {
                    break;
                }
                if is_apostrophe(c) {
                    *quote_open = false;
                }
                end.saturating_sub(cut)
            }
        };
        tail.push(single(from, end));
        end = from;
    }
    end
}

/// How many bytes the mark `c` at the end of `rest` takes as a token of its own; none where it belongs to the word.
fn cut_behind(
    rest: &str,
    c: char,
    before: &str,
    number_follows: impl FnOnce() -> bool,
    quote_open: bool,
) -> usize {
    let run = rest.len().saturating_sub(rest.trim_end_matches(run_of(c)).len()).max(c.len_utf8());
    if run >= rest.len() && !(is_mark(c) || is_currency(c) || c == '%') {
        return 0;
    }
    match c {
        '.' | '!' | '?' if run > 1 => run,
        '.' if is_label(before, rest) => 1,
        '.' => usize::from(!keeps_period(rest, number_follows())),
        '%' | '°' => c.len_utf8(),
        '-' | '—' | '–' | '!' | '?' | '*' | '=' | '_' | '~' => run,
        '+' if rest.trim_end_matches('+').chars().all(|c| c.is_ascii_digit() || c == 'A' || c == 'B') => run,
        _ if is_apostrophe(c) && possessive_plural(rest, quote_open) => 0,
        _ if is_mark(c) || is_currency(c) && rest.len() > c.len_utf8() && !rest.starts_with(is_letter) => {
            if matches!(c, '<' | '>') { run } else { c.len_utf8() }
        }
        _ => 0,
    }
}

/// The signs that stay together with this one: its like, ends of sentences, and what lines are drawn with.
fn run_of(c: char) -> impl FnMut(char) -> bool {
    move |d| match c {
        '!' | '?' => matches!(d, '.' | '!' | '?'),
        '.' => d == '.',
        '-' | '=' | '*' | '_' | '~' | '`' | '<' | '>' | '$' | '+' | '#' | '/' | '\\' => d == c,
        _ => false,
    }
}

/// The length of an emoticon that a text begins with, where nothing stands behind it but marks: `:-)`.
fn emoticon(text: &str) -> Option<usize> {
    let rest = text.strip_prefix([':', ';'])?;
    let mouth = rest.strip_prefix(['-', '\'']).unwrap_or(rest);
    let mut behind = mouth.strip_prefix(['(', ')', 'D', 'P', 'p'])?;
    behind = behind.trim_start_matches([')', '(']);
    behind.chars().take(8).all(is_mark).then_some(text.len().saturating_sub(behind.len()))
}

/// Where the emoticon begins that a text ends with.
fn emoticon_behind(text: &str) -> Option<usize> {
    let last = text.char_indices().rev().take(4);
    let at = last.filter(|(_, c)| matches!(c, ':' | ';')).map(|(at, _)| at).find(|&at| at > 0)?;
    emoticon(text.get(at..)?).filter(|&length| at.saturating_add(length) == text.len()).map(|_| at)
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

/// Whether a single letter with a period is what something is called by, and no initial: *Plan B.*
fn is_label(before: &str, letter: &str) -> bool {
    const LABELLED: [&str; 20] = [
        "plan",
        "group",
        "class",
        "type",
        "category",
        "team",
        "section",
        "part",
        "article",
        "schedule",
        "appendix",
        "point",
        "phase",
        "grade",
        "level",
        "vitamin",
        "hepatitis",
        "option",
        "exhibit",
        "terminal",
    ];
    letter.chars().count() == 2 && LABELLED.contains(&before.to_lowercase().as_str())
}

/// Whether a word that ends in one period keeps it. *No.* does before a number, as other such words do.
fn keeps_period(word: &str, number_follows: bool) -> bool {
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
        Some(&"lower") => word.starts_with(char::is_uppercase),
        Some(&"number") => number_follows || single,
        Some(_) => true,
        None => single,
    }
}

fn possessive_plural(word: &str, quote_open: bool) -> bool {
    let body = word.trim_end_matches(is_apostrophe);
    !quote_open
        && body.len().saturating_add(3) >= word.len()
        && body.ends_with(['s', 'S', 'z', 'x'])
        && body.len() > 1
}

/// Cuts what is left between the marks: at inner dashes, hyphens, slashes, commas; then contractions.
fn core(text: &str, span: ByteSpan, out: &mut Vec<RawToken>) {
    let body = span.of(text);
    if is_address(body) {
        out.push(RawToken { span, words: vec![span] });
        return;
    }
    let part = |from: usize, to: usize| ByteSpan::new(from, to).of(body);
    let mut begin = 0;
    let mut i = 0;
    while let rest = part(i, body.len())
        && let Some(c) = rest.chars().next()
    {
        let word = part(begin, i);
        let before = word.chars().next_back();
        let after = rest.chars().nth(1);
        let run = |mark: u8| rest.bytes().take_while(|&b| b == mark).count();
        let mut length = c.len_utf8();
        let letters = before.is_some_and(is_letter) && after.is_some_and(is_letter);
        let split = i > begin
            && match c {
                '—' | '–' | '…' | '“' | '”' | '"' | '(' | ')' | '[' | ']' | '{' | '}' | '<' | '>' | ';'
                | '!' | '?' | '|' => true,
                '-' => {
                    length = run(b'-');
                    let digits = before.is_some_and(|c| c.is_ascii_digit())
                        && after.is_some_and(|c| c.is_ascii_digit());
                    length > 1
                        || (digits && is_range(part(begin, body.len())))
                        || (!digits && after.is_some() && !PREFIXES.contains(word.to_lowercase().as_str()))
                }
                '/' => letters,
                ',' | ':' => !after.is_some_and(|c| c.is_ascii_digit()),
                '.' => {
                    length = run(b'.');
                    length > 1 || parts_sentences(word, part(i.saturating_add(1), body.len()))
                }
                _ => false,
            };
        // a currency sign before a number begins a word of its own: US$5
        let sign = is_currency(c) && after.is_some_and(|c| c.is_ascii_digit());
        if split {
            words(text, span.start.saturating_add(begin), span.start.saturating_add(i), out);
            out.push(single(
                span.start.saturating_add(i),
                span.start.saturating_add(i).saturating_add(length),
            ));
            begin = i.saturating_add(length);
        } else if sign {
            words(
                text,
                span.start.saturating_add(begin),
                span.start.saturating_add(i).saturating_add(length),
                out,
            );
            begin = i.saturating_add(length);
        }
        i = i.saturating_add(length);
    }
    words(text, span.start.saturating_add(begin), span.end, out);
}

/// Whether a hyphen between figures parts them: from one year or amount to another, but no score (*6-3*), telephone number or
/// date.
fn is_range(body: &str) -> bool {
    let Some((from, to)) = body.split_once('-') else { return false };
    let figures = to.bytes().take(9).take_while(|b| b.is_ascii_digit() || *b == b'-').count();
    let to = ByteSpan::new(0, figures).of(to);
    let score = from.len() < 3 && to.len() < 3;
    let telephone = from.len() == 3 && to.len() == 4;
    from.bytes().all(|b| b.is_ascii_digit())
        && from.len() <= 4
        && to.len() <= 4.min(from.len().saturating_add(1))
        && !to.contains('-')
        && !telephone
        && !score
}

/// Whether a period without space behind it ends a sentence: a word in lower case before it, one in upper case behind.
fn parts_sentences(before: &str, behind: &str) -> bool {
    let mut letters = behind.chars();
    let capital = letters.next().is_some_and(char::is_uppercase);
    let word = behind.split(|c: char| !is_letter(c)).next().unwrap_or_default();
    let plain = matches!(word, "I" | "A") || letters.next().is_some_and(char::is_lowercase);
    let whole = || behind.len() <= 64 && !behind.trim_end_matches('.').contains('.');
    capital && plain && whole() && before.len() >= 2 && before.chars().skip(1).all(char::is_lowercase)
}

fn is_address(body: &str) -> bool {
    let at = body.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
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
    let behind = ByteSpan::new(digits, body.len()).of(body);
    // a time of the clock; figures with their unit behind them: *5km*, *£20bn*
    let clock = matches!(behind.to_lowercase().as_str(), "am" | "pm" | "a.m." | "p.m.");
    if digits > 0 && (clock || UNITS.contains(&behind)) {
        let middle = start.saturating_add(digits);
        out.extend([single(start, middle), single(middle, end)]);
        return;
    }
    let cut = clitic(body).map_or_else(Vec::new, |at| vec![start.saturating_add(at)]);
    let mut words = Vec::with_capacity(cut.len().saturating_add(1));
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
    let tail = lower.get(at.saturating_add(mark.len_utf8())..)?;
    let negation = tail == "t" && lower.get(..at)?.ends_with('n');
    let begin = if negation { at.saturating_sub(1) } else { at };
    let known = negation || matches!(tail, "" | "s" | "ll" | "re" | "ve" | "d" | "m");
    (known && begin > 0).then_some(begin)
}
