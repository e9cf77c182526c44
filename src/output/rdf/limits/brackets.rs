//! How deep brackets and triple terms lie in one another in Turtle and its kin. Tokens are cut as the grammar cuts them, as far as
//! strings, IRIs and comments may hide a bracket; up to the first error this is what the parser sees, and it reads no further.

use super::{ReadLimit, Refused};

pub(super) fn check(text: &[u8], most: usize) -> Result<(), Refused> {
    let (mut at, mut depth) = (0_usize, 0_usize);
    while let Some(&byte) = text.get(at) {
        let rest = text.get(at..).unwrap_or_default();
        let (length, opened, closed) = match byte {
            b'#' => (rest.iter().position(|b| matches!(b, b'\n' | b'\r')).unwrap_or(rest.len()), 0, 0),
            b'"' | b'\'' => (string(rest, byte), 0, 0),
            b'\\' => (2, 0, 0),
            b'<' if rest.starts_with(b"<<(") => (3, 1, 0),
            b'<' if rest.starts_with(b"<<") => (2, 1, 0),
            b'<' => (iri(rest), 0, 0),
            b')' if rest.starts_with(b")>>") => (3, 0, 1),
            b'>' if rest.starts_with(b">>") => (2, 0, 1),
            b'[' | b'(' | b'{' => (1, 1, 0),
            b']' | b')' | b'}' => (1, 0, 1),
            _ => (1, 0, 0_usize),
        };
        depth = depth.saturating_add(opened).saturating_sub(closed);
        if depth > most {
            return Err(Refused::Beyond(ReadLimit::Depth, at));
        }
        at = at.saturating_add(length.max(1));
    }
    Ok(())
}

/// The length of the string that begins here, long or short; a short one ends with its line.
fn string(rest: &[u8], quote: u8) -> usize {
    let long = rest.starts_with(&[quote; 3]);
    let mut at = if long { 3 } else { 1 };
    while let Some(&byte) = rest.get(at) {
        match byte {
            b'\\' => at = at.saturating_add(2),
            b'\n' | b'\r' if !long => return at,
            _ if byte == quote && !long => return at.saturating_add(1),
            _ if byte == quote && rest.get(at..).is_some_and(|end| end.starts_with(&[quote; 3])) => {
                return at.saturating_add(3);
            }
            _ => at = at.saturating_add(1),
        }
    }
    rest.len()
}

/// The length of the IRI that begins here; where what follows is none, of its sign.
fn iri(rest: &[u8]) -> usize {
    let ends = |b: &u8| matches!(b, b'>' | b'<' | b'"' | b'{' | b'}' | b'|' | b'^' | b'`' | 0..=0x20);
    let end = rest.iter().skip(1).position(ends).map(|end| end.saturating_add(1));
    match end {
        Some(end) if rest.get(end) == Some(&b'>') => end.saturating_add(1),
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_count_where_they_are_brackets() {
        let deep = |text: &str, most| check(text.as_bytes(), most).is_err();
        for (text, depth) in [
            ("<a> <b> [ <c> ( [] ) ] .", 3),
            ("<a> <b> \"((([[[\" , '(((' , \"\"\"((\" ((\"\"\" , '''(('(('''.", 0),
            ("# ((((\n<a> <b> (1) .", 1),
            ("<http://e.org/((((> <b> 1 .", 0),
            ("<a> <b> <<( <c> <d> <<(<e> <f> 1)>> )>> .", 2),
            ("<< << <a> <b> 1 >> <c> 2 >> <d> <<<e><f> 3>> .", 2),
            ("e:a\\(\\( e:b '\\'((' .", 0),
            ("<a> <b> <c> {| <d> [] |} . { <a> <b> () }", 2),
            ("() () () [] []", 1),
        ] {
            assert!(!deep(text, depth), "{text}");
            assert!(depth == 0 || deep(text, depth - 1), "{text}");
        }
    }

    #[test]
    fn what_is_cut_off_ends() {
        for text in ["\"", "'''", "\"\\", "<", "<<", "\\", "#", "<a", "\"\"\"\"", ">>", ")>>"] {
            assert!(check(text.as_bytes(), 1).is_ok(), "{text}");
        }
    }
}
