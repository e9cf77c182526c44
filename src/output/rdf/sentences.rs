//! Where a run of characters lies in the sentences of a text: in which, and at which bytes. Both ways use it, so that a place is
//! written by its characters alone wherever the sentences tell the rest.

/// A sentence: its number, where it begins in characters and bytes, and its text.
#[derive(Clone, Debug)]
pub(super) struct Line<'t> {
    pub(super) number: usize,
    pub(super) character: usize,
    pub(super) byte: usize,
    pub(super) text: std::borrow::Cow<'t, str>,
}

/// The sentences of a text in the order of their places.
#[derive(Clone, Debug, Default)]
pub(super) struct Lines<'t>(Vec<Line<'t>>);

/// A run in bytes, with its sentence and its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Located<'t> {
    pub(super) bytes: (usize, usize),
    pub(super) sentence: usize,
    pub(super) text: &'t str,
}

impl<'t> Lines<'t> {
    pub(super) fn new(mut lines: Vec<Line<'t>>) -> Self {
        lines.sort_by_key(|line| (line.character, line.number));
        Self(lines)
    }

    /// The run between two characters, where it lies in one sentence.
    pub(super) fn locate(&self, start: usize, end: usize) -> Option<Located<'_>> {
        let after = self.0.partition_point(|line| line.character <= start);
        let line = self.0.get(after.checked_sub(1)?)?;
        let byte = |character: usize| {
            let ahead = character.checked_sub(line.character)?;
            // ASCII has a byte for each character
            if line.text.is_ascii() {
                return (ahead <= line.text.len()).then_some(ahead);
            }
            let mut places = line.text.char_indices().map(|(place, _)| place);
            places.nth(ahead).or_else(|| (line.text.chars().count() == ahead).then_some(line.text.len()))
        };
        let (from, to) = (byte(start)?, byte(end)?);
        let text = line.text.get(from..to)?;
        let bytes = (line.byte.checked_add(from)?, line.byte.checked_add(to)?);
        Some(Located { bytes, sentence: line.number, text })
    }
}
