//! Stage 2, morphology: word vectors to UPOS, XPOS, features and lemma.
//!
//! In: the encoding of a sentence. Out: one [`Morphology`] a word. Knows nothing of trees.

mod types;

pub use types::{Features, Morphology, Upos};
