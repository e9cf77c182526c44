//! CoNLL-U in and out: a side door for gold tokens, gold trees and the scorers.
//!
//! [`read`] turns CoNLL-U text into [`AnnotatedDocument`]s, whose [`Segmented`] goes down the road in place of the crate's own
//! tokens, and whose gold tags, trees and mentions ([`AnnotatedDocument::gold`], [`AnnotatedDocument::gold_mentions`]) measure the
//! stages one by one. [`write()`] turns a [`Resolved`](crate::entities::Resolved) document into CoNLL-U.

mod gold;
mod read;
mod write;

pub use gold::GoldMention;
pub use read::{ConlluError, ConlluErrorKind, read};
pub use write::write;

use crate::text::Segmented;

/// The comment lines that survive a round trip: `# newdoc`, `# newpar`, `# sent_id` and `# text`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comments {
    /// The document's name, as `# newdoc id = NAME` gives it; empty where it has none.
    pub document: String,
    /// For each sentence its kept comment lines, verbatim and in order, `#` included. Sentences beyond the end have
    /// none; [`write()`] makes what is missing.
    pub sentences: Vec<Vec<String>>,
}

impl Comments {
    /// No kept comments: [`write()`] makes them all, with `name` as the document's name.
    #[must_use]
    pub fn named(name: impl Into<String>) -> Self {
        Self { document: name.into(), sentences: Vec::new() }
    }
}

/// A document of a CoNLL-U file.
///
/// ```
/// let text = "# newdoc id = d1\n# text = Birds don't.\n1\tBirds\n2-3\tdon't\n2\tdo\n3\tn't\n4\t.\n\n";
/// let documents = relata::conllu::read(text)?;
/// let segmented = &documents[0].segmented;
/// assert_eq!(segmented.text(), "Birds don't.");
/// assert_eq!((segmented.tokens().len(), segmented.words().len()), (3, 4));
/// assert_eq!(segmented.words()[2].span.of(segmented.text()), "n't");
/// # Ok::<(), relata::conllu::ConlluError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AnnotatedDocument {
    /// Its name and the comments that are kept.
    pub comments: Comments,
    /// Its text, sentences, tokens and words.
    pub segmented: Segmented,
    /// For each word, the third column and those after it, as they stood in the file.
    rest: Vec<String>,
}

impl AnnotatedDocument {
    /// The document's name, empty where the file gives none.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.comments.document
    }

    /// A column of a word as it stood in the file, counted from 1 as CoNLL-U does (3 is the lemma, 10 is MISC).
    fn column(&self, word: usize, column: usize) -> Option<&str> {
        self.rest.get(word)?.split('\t').nth(column.checked_sub(3)?)
    }
}
