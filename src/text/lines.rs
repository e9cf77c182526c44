//! What a line is: a paragraph, or a part of one that was wrapped to a width.

use crate::error::named_values;
use crate::span::ByteSpan;
use serde::{Deserialize, Serialize};

/// What the lines of a text are.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
#[non_exhaustive]
pub enum Lines {
    /// Found out: lines that were filled up to a width, and break inside sentences, are joined; any other is a paragraph.
    #[default]
    Detected,
    /// Each line is a paragraph.
    Paragraphs,
    /// Lines are joined; only empty lines part paragraphs.
    Wrapped,
}

named_values!(Lines, "reading of lines");

/// Widths, in characters, to which lines are wrapped.
const WIDTHS: std::ops::RangeInclusive<usize> = 40..=100;

/// The paragraphs of a text: its lines, or runs of lines.
pub(super) fn paragraphs(text: &str, lines: Lines) -> Vec<ByteSpan> {
    let mut begin = 0;
    let all = text.split_inclusive(['\n', '\r', '\u{2028}', '\u{2029}', '\u{b}', '\u{c}']).map(|line| {
        let span = ByteSpan::new(begin, begin.saturating_add(line.len()));
        begin = span.end;
        span
    });
    let mut found: Vec<ByteSpan> = Vec::new();
    if lines == Lines::Paragraphs {
        found.extend(all);
        return found;
    }
    // of CR LF the LF is an empty line that parts nothing
    let all: Vec<ByteSpan> = all
        .filter(|line| line.of(text) != "\n" || !ByteSpan::new(0, line.start).of(text).ends_with('\r'))
        .collect();
    for block in all.split(|line| line.of(text).trim().is_empty()) {
        let width = match lines {
            Lines::Wrapped => Some(0),
            _ => wrapped_to(text, block),
        };
        let Some(width) = width else {
            found.extend(block);
            continue;
        };
        let mut before: Option<&ByteSpan> = None;
        for line in block {
            match (before, found.last_mut()) {
                (Some(before), Some(last)) if goes_on(text, *before, *line, width) => last.end = line.end,
                _ => found.push(*line),
            }
            before = Some(line);
        }
    }
    found
}

fn width_of(line: &str) -> usize {
    line.trim_end().chars().count()
}

/// Whether the next line's first word had no room in a line, which is why it stands there.
fn goes_on(text: &str, line: ByteSpan, next: ByteSpan, width: usize) -> bool {
    let next = next.of(text).trim_start();
    let word = next.split_whitespace().next().unwrap_or_default();
    let item = word.chars().all(|c| !c.is_alphanumeric()) && !next.starts_with(['"', '\'', '(']);
    !item && width_of(line.of(text)).saturating_add(1).saturating_add(word.chars().count()) > width
}

/// The width that the lines of a block were filled up to, where they were: some break inside a sentence, and few could have
/// held the next one's first word.
fn wrapped_to(text: &str, block: &[ByteSpan]) -> Option<usize> {
    let width = block.iter().map(|line| width_of(line.of(text))).max()?;
    let pairs = || block.iter().zip(block.iter().skip(1));
    if !WIDTHS.contains(&width) || pairs().next().is_none() {
        return None;
    }
    let inside = |line: &ByteSpan, next: &ByteSpan| {
        let open = line
            .of(text)
            .trim_end()
            .ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | '-' | '–' | '—' | '’'));
        open && next.of(text).trim_start().starts_with(char::is_lowercase)
    };
    let (mut full, mut broken, mut all) = (0_usize, 0_usize, 0_usize);
    for (line, next) in pairs() {
        all = all.saturating_add(1);
        full = full.saturating_add(usize::from(goes_on(text, *line, *next, width)));
        broken = broken.saturating_add(usize::from(inside(line, next)));
    }
    // the last lines of paragraphs are not full
    (broken > 0 && broken.saturating_mul(5) >= all && full.saturating_mul(3) >= all.saturating_mul(2))
        .then_some(width)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, lines: Lines) -> Vec<&str> {
        paragraphs(text, lines).into_iter().map(|p| p.of(text).trim()).filter(|p| !p.is_empty()).collect()
    }

    #[test]
    fn lines_filled_to_a_width_are_joined() {
        let mail = "The ferry company said on Tuesday that it would close its route to the\n\
            northern islands, which had been in service since the war, because too\n\
            few passengers used it.\n\
            The mayor called the step a disgrace and asked the ministry for a boat\n\
            of its own, which could sail in spring.\n\n\
            Nobody answered.\n";
        let found = read(mail, Lines::Detected);
        assert_eq!(found.len(), 3);
        let ends: Vec<_> = found.iter().map(|p| p.rsplit(' ').next().unwrap_or_default()).collect();
        assert_eq!(ends, ["it.", "spring.", "answered."]);
        let windows = mail.replace('\n', "\r\n");
        assert_eq!(read(&windows, Lines::Detected).len(), 3);
        assert_eq!(read(mail, Lines::Paragraphs).len(), 6);
        assert_eq!(read(mail, Lines::Wrapped).len(), 2);
    }

    #[test]
    fn other_lines_are_paragraphs() {
        for text in [
            // headlines and short paragraphs
            "Ferry company closes its oldest route\nThe ferry company said on Tuesday that it would close a route.\nNobody answered.",
            // a list
            "What the council wants to do before the summer of next year:\nrepair the old bridge over the river at the mill\npay\nplant trees",
            // items with signs
            "The council bought from the estate of the late owner of the mill\n- a mill with two wheels\n- a bridge that nobody had used for years",
            // verse
            "the river runs below the mill and sings,\nand no one hears it\nbut the wheel",
            // long lines
            &format!("{}\n{}", "a word and then ".repeat(12), "then another one"),
        ] {
            assert_eq!(read(text, Lines::Detected).len(), text.lines().count(), "{text}");
        }
    }
}
