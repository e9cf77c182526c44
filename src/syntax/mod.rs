//! Stage 3, syntax: word vectors to one dependency tree a sentence.
//!
//! In: the encoding of a sentence. Out: one head and relation a word; put together with the stages before as
//! [`Parsed`]. Knows nothing of mentions or facts.

mod relation;
mod tree;

pub use relation::{BaseRelation, Relation, Subtype};
pub use tree::{Dependency, MentionLabel, NamePosition, Parsed};
