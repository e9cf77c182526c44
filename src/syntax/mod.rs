//! Stage 3, syntax: word vectors to one dependency tree a sentence.
//!
//! In: the encoding of a sentence. Out: one head and relation a word; put together with the stages before as
//! [`Parsed`]. Knows nothing of mentions or facts.

mod agreement;
mod attachment;
mod check;
mod clauses;
mod descriptions;
mod draft;
mod likeness;
mod naming;
mod offices;
mod parser;
mod relation;
mod repair;
mod settling;
mod spanning_tree;
mod tree;

use agreement::agree;
pub use likeness::Likeness;
pub(crate) use parser::{Parser, ParserMemory};
pub use relation::{BaseRelation, DependencyRelation, Subtype};
pub(crate) use repair::{Origin, Unrepaired, repair};
pub use tree::{Dependency, MentionLabel, NamePosition, Parsed};
