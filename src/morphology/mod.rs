//! Stage 2, morphology: word vectors to UPOS, XPOS, features and lemma.
//!
//! In: the encoding of a sentence. Out: one [`Morphology`] a word. Knows nothing of trees.

mod inflection;
mod lemma;
mod tagger;
mod types;

pub(crate) use tagger::Tagger;
pub use types::{Features, Morphology, Upos, Xpos};
