//! The words of a parsed text.

use crate::values;
use pyo3::prelude::*;
use pyo3::types::PyList;
use relata::ByteSpan;
use relata::syntax::Parsed;

/// Counts the characters before places of a text that mostly ascend.
struct Characters<'t> {
    text: &'t str,
    byte: usize,
    character: usize,
}

impl Characters<'_> {
    fn before(&mut self, byte: usize) -> usize {
        if byte < self.byte {
            (self.byte, self.character) = (0, 0);
        }
        let passed = ByteSpan::new(self.byte, byte).of(self.text).chars().count();
        (self.byte, self.character) = (byte, self.character.saturating_add(passed));
        self.character
    }
}

/// All words of the text, in its order.
pub fn words<'py>(py: Python<'py>, parsed: &Parsed) -> PyResult<Bound<'py, PyList>> {
    let mut characters = Characters { text: parsed.text(), byte: 0, character: 0 };
    let mut words = Vec::with_capacity(parsed.len());
    for id in parsed.words() {
        let span = parsed.bytes(id);
        let (start, end) = (characters.before(span.start), characters.before(span.end));
        let features =
            parsed.morphology().get(id.index()).map_or_else(String::new, |word| word.features.0.to_string());
        let head = parsed.head(id).unwrap_or(id).index();
        let tags = (parsed.upos(id).as_str(), parsed.xpos(id).as_str(), features);
        let tree = (head, parsed.relation(id).to_string(), parsed.sentence_of(id).index());
        let fields = (
            parsed.form(id),
            parsed.lemma(id),
            tags.0,
            tags.1,
            tags.2,
            tree.0,
            tree.1,
            tree.2,
            start,
            end,
            span.start,
            span.end,
        );
        words.push(values::tuple(py, "Word", fields)?);
    }
    PyList::new(py, words)
}
