//! The words of time expressions: how a text is cut, and what each says.

use super::TimeUnit;
use crate::lexicon::{self, WordMap};

/// Whether the word, in lower case, names a month or weekday.
pub(in crate::propositions) fn is_calendar_name(word: &str) -> bool {
    matches!(WORDS.get(word.trim_end_matches('.')), Some(Class::Month(_) | Class::Weekday(_)))
}

/// What a word says in a time expression.
#[derive(Clone, Copy, Debug)]
pub(super) enum Class {
    Weekday(i8),
    Month(i8),
    Season(i8),
    Unit(TimeUnit),
    Fortnight,
    Part(i64, i64),
    Portion(i64, i64),
    Deictic(i64),
    Holiday(i8, i8),
    Ordinal(i64),
}

pub(super) static WORDS: WordMap<Class> = WordMap::new(|| {
    lexicon::rows(include_str!("../../../data/words/times.tsv"))
        .filter_map(|row| Some((*row.first()?, class(row.get(1)?, row.get(2)?)?)))
        .collect()
});

fn class(name: &str, value: &str) -> Option<Class> {
    let pair = || value.split_once('-').filter(|(a, _)| !a.is_empty());
    Some(match name {
        "weekday" => Class::Weekday(value.parse().ok()?),
        "month" => Class::Month(value.parse().ok()?),
        "season" => Class::Season(value.parse().ok()?),
        "part" => Class::Part(pair()?.0.parse().ok()?, pair()?.1.parse().ok()?),
        "portion" => Class::Portion(pair()?.0.parse().ok()?, pair()?.1.parse().ok()?),
        "holiday" => Class::Holiday(pair()?.0.parse().ok()?, pair()?.1.parse().ok()?),
        "deictic" => Class::Deictic(value.parse().ok()?),
        "ordinal" => Class::Ordinal(value.parse().ok()?),
        "unit" => Class::Unit(match value {
            "minute" => TimeUnit::Minute,
            "hour" => TimeUnit::Hour,
            "day" => TimeUnit::Day,
            "weekend" => TimeUnit::Weekend,
            "week" => TimeUnit::Week,
            "fortnight" => return Some(Class::Fortnight),
            "month" => TimeUnit::Month,
            "quarter" => TimeUnit::Quarter,
            "year" => TimeUnit::Year,
            "decade" => TimeUnit::Decade,
            "century" => TimeUnit::Century,
            _ => return None,
        }),
        _ => return None,
    })
}

/// Words in lower case without periods, marks each one, with the byte where each ends.
pub(super) fn tokens(text: &str) -> Vec<(String, usize)> {
    let mut found: Vec<(String, usize)> = Vec::new();
    let mut open = false;
    let digit_follows =
        |end: usize| text.get(end..).is_some_and(|rest| rest.starts_with(|n: char| n.is_ascii_digit()));
    for (at, c) in text.char_indices() {
        let end = at.saturating_add(c.len_utf8());
        match c {
            c if c.is_alphanumeric() || c == '’' || c == '\'' => {
                let c = if c == '\'' { '’' } else { c };
                match found.last_mut().filter(|_| open) {
                    Some((word, to)) => (word.extend(c.to_lowercase()), *to = end).1,
                    None => found.push((c.to_lowercase().collect(), end)),
                }
                open = true;
            }
            // *p.m.*, *Jan.*; a clock's colon, a number's comma and point stay inside
            '.' if open && !digit_follows(end) => {
                if let Some(last) = found.last_mut() {
                    last.1 = end;
                }
            }
            ':' | ',' | '.' if open && digit_follows(end) => match found.last_mut() {
                Some((word, to)) if word.ends_with(|d: char| d.is_ascii_digit()) => {
                    word.push(c);
                    *to = end;
                }
                _ => open = false,
            },
            _ => {
                open = false;
                if !c.is_whitespace() {
                    found.push((if c == '–' || c == '—' { '-' } else { c }.to_string(), end));
                }
            }
        }
    }
    found
}

pub(super) fn year_of(token: &str) -> Option<i16> {
    (token.len() == 4).then(|| token.parse().ok()).flatten().filter(|y| (1000..2200).contains(y))
}
