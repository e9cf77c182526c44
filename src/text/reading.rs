//! What is read where it is not what is written: HTML entities, odd apostrophes, line breaks inside paragraphs.

use crate::lexicon::{self, WordMap};
use crate::span::ByteSpan;
use serde::{Deserialize, Serialize};

/// Names of HTML entities to the number of their character.
static ENTITIES: WordMap<u32> = WordMap::new(|| {
    lexicon::rows(include_str!("../../data/words/html_entities.tsv"))
        .filter_map(|row| Some((*row.first()?, u32::from_str_radix(row.get(1)?, 16).ok()?)))
        .collect()
});

/// A text as it is read, with the way back to the input: `&amp;` is read as `&`, a backtick, an acute or another sign in the place
/// of an apostrophe (*didn`t*) as one, a line break inside a paragraph as a space.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    text: String,
    /// Where what was changed ends: in the input, and in the text as it is read. Ascending.
    ends: Vec<(usize, usize)>,
}

impl Reading {
    /// The reading of the first `readable` bytes of a text that has these paragraphs; `None` where it is read as it is written.
    pub(super) fn of(text: &str, paragraphs: &[ByteSpan]) -> Option<Self> {
        let mut reading = Self::default();
        let mut begin = 0;
        let mut copied = 0;
        let mut paragraphs = paragraphs.iter().peekable();
        while let Some(rest) = text.get(begin..).filter(|rest| !rest.is_empty()) {
            let c = rest.chars().next()?;
            while paragraphs.peek().is_some_and(|p| p.end <= begin) {
                paragraphs.next();
            }
            let paragraph = paragraphs.peek().filter(|p| p.start < begin && begin < p.end);
            let changed = match c {
                '&' => entity(rest),
                '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{2028}' | '\u{2029}' if paragraph.is_some() => {
                    let length = rest.len().saturating_sub(rest.trim_start().len());
                    let ends = paragraph.is_some_and(|p| begin.saturating_add(length) >= p.end);
                    (!ends).then_some((length, ' '))
                }
                '`' | '´' | '‘' | '\u{2bc}' | '\u{2b9}' | '＇' | '′' => {
                    let before = text.get(..begin).and_then(|t| t.chars().next_back());
                    let after = rest.chars().nth(1);
                    let letters =
                        before.is_some_and(char::is_alphabetic) && after.is_some_and(char::is_alphabetic);
                    letters.then_some((c.len_utf8(), '\''))
                }
                _ => None,
            };
            let Some((length, read)) = changed else {
                begin = begin.saturating_add(c.len_utf8());
                continue;
            };
            reading.text.push_str(text.get(copied..begin).unwrap_or_default());
            reading.text.push(read);
            begin = begin.saturating_add(length);
            copied = begin;
            reading.ends.push((begin, reading.text.len()));
        }
        reading.text.push_str(text.get(copied..).unwrap_or_default());
        (!reading.ends.is_empty()).then_some(reading)
    }

    /// Whether its places are places of a text, in order.
    pub(super) fn leads_to(&self, written: &str) -> bool {
        let boundaries =
            |&(end, read): &(usize, usize)| written.is_char_boundary(end) && self.text.is_char_boundary(read);
        let ascending = self.ends.is_sorted_by(|a, b| a.0 < b.0 && a.1 < b.1);
        ascending && self.ends.iter().all(boundaries)
    }

    /// The text as it is read.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The place in the input of a place in the text as it is read.
    pub(super) fn written(&self, place: usize) -> usize {
        let before = self.ends.partition_point(|&(_, read)| read <= place);
        let (written, read) = before.checked_sub(1).and_then(|i| self.ends.get(i)).copied().unwrap_or((0, 0));
        written.saturating_add(place.saturating_sub(read))
    }

    /// The place in the text as it is read of a place in the input.
    #[must_use]
    pub fn read(&self, place: usize) -> usize {
        let before = self.ends.partition_point(|&(written, _)| written <= place);
        let (written, read) = before.checked_sub(1).and_then(|i| self.ends.get(i)).copied().unwrap_or((0, 0));
        let next = self.ends.get(before).map_or(usize::MAX, |&(_, read)| read);
        read.saturating_add(place.saturating_sub(written)).min(next)
    }
}

/// The HTML entity that a text begins with: its length, and its character.
fn entity(text: &str) -> Option<(usize, char)> {
    const LONGEST: usize = 10;
    let end = text.bytes().take(LONGEST).position(|b| b == b';')?;
    let name = text.get(1..end)?;
    let number = match name.strip_prefix('#') {
        Some(digits) => match digits.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16).ok()?,
            None => digits.parse().ok()?,
        },
        None => *ENTITIES.get(name)?,
    };
    let c = char::from_u32(number).filter(|&c| c != '\0')?;
    Some((end.saturating_add(1), if c.is_whitespace() || c.is_control() { ' ' } else { c }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_leads_back_to_what_is_written() {
        let text = "Hahn &amp; Co. didn`t\n  pay.\n&#8220;No&#x201d; &mdash; AT&T; &unknown; ‘a’";
        let end = text.find("pay.").unwrap() + 5;
        let reading = Reading::of(text, &[ByteSpan::new(0, end), ByteSpan::new(end, text.len())]).unwrap();
        assert_eq!(reading.text(), "Hahn & Co. didn't pay.\n“No” — AT&T; &unknown; ‘a’");
        for (read, written) in
            [("&", "&amp;"), ("didn't", "didn`t"), ("pay.", "pay."), ("“No”", "&#8220;No&#x201d;")]
        {
            let at = reading.text().find(read).unwrap();
            let (start, end) = (reading.written(at), reading.written(at + read.len()));
            assert_eq!(text.get(start..end), Some(written));
            assert_eq!(reading.text().get(reading.read(start)..reading.read(end)), Some(read));
        }
        assert_eq!(Reading::of("Hahn & Co. didn't pay.\nNo.", &[]), None);
    }
}
