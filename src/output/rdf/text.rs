//! Text that every parser of a syntax can read back.

use std::borrow::Cow;

/// What characters the literals of a syntax can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Characters {
    /// All of Unicode.
    All,
    /// Those of XML 1.0, without the carriage return, which XML's readers turn into a line feed.
    Xml,
}

/// A text is cut before it has more escapes than this: some writers call themselves for each.
const MOST_ESCAPES: usize = 2000;

/// The text as the syntax can carry it: nearly always itself.
pub(super) fn carried(text: Cow<'_, str>, characters: Characters) -> Cow<'_, str> {
    let escaped = |b: &u8| matches!(b, b'"' | b'\\' | 0..=31 | 127);
    let escapes = text.bytes().filter(|b| escaped(b)).count();
    let lost = |c: char| {
        characters == Characters::Xml
            && (matches!(c, '\0'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}'))
    };
    if escapes <= MOST_ESCAPES && (characters == Characters::All || !text.chars().any(lost)) {
        return text;
    }
    let mut out = String::new();
    let mut escapes = 0_usize;
    for c in text.chars().filter(|&c| !lost(c)) {
        escapes = escapes.saturating_add(usize::from(u8::try_from(c).is_ok_and(|b| escaped(&b))));
        if escapes > MOST_ESCAPES {
            out.push('…');
            break;
        }
        out.push(c);
    }
    Cow::Owned(out)
}
