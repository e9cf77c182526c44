//! Text that every parser of a syntax can read back.

use std::borrow::Cow;

/// What characters the literals of a syntax can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Characters {
    /// All of Unicode.
    All,
    /// Those of XML 1.0. A carriage return, which XML's readers would turn into a line feed, is [`CARRIAGE_RETURN`] until the bytes
    /// are written.
    Xml,
}

/// Stands for a carriage return in RDF/XML, whose serializer below knows no reference to a character; no text of XML can have it.
pub(super) const CARRIAGE_RETURN: char = '\u{fffe}';

/// The references to carriage returns in XML where [`CARRIAGE_RETURN`] stands for them.
#[cfg(feature = "xml")]
pub(super) fn with_carriage_returns(xml: Vec<u8>) -> Vec<u8> {
    match String::from_utf8(xml) {
        Ok(text) if text.contains(CARRIAGE_RETURN) => text.replace(CARRIAGE_RETURN, "&#13;").into_bytes(),
        Ok(text) => text.into_bytes(),
        Err(error) => error.into_bytes(),
    }
}

/// A text is cut before it has more escapes than this: some writers call themselves for each.
const MOST_ESCAPES: usize = 2000;

/// The text as the syntax can carry it: nearly always itself.
pub(super) fn carried(text: Cow<'_, str>, characters: Characters) -> Cow<'_, str> {
    let escaped = |b: &u8| matches!(b, b'"' | b'\\' | 0..=31 | 127);
    let escapes = text.bytes().filter(|b| escaped(b)).count();
    let lost = |c: char| {
        characters == Characters::Xml
            && (matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}'))
    };
    let returns = characters == Characters::Xml && text.contains('\r');
    if escapes <= MOST_ESCAPES && !returns && (characters == Characters::All || !text.chars().any(lost)) {
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
        out.push(if returns && c == '\r' { CARRIAGE_RETURN } else { c });
    }
    Cow::Owned(out)
}
