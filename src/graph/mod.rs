//! Stage 7, graph: entities and propositions to nodes and edges.
//!
//! In: [`Resolved`](crate::entities::Resolved), [`Propositions`](crate::propositions::Propositions). Out:
//! [`KnowledgeGraph`], which borrows nothing of them. Knows nothing of formats.

mod assemble;
mod check;
mod completion;
mod correct;
mod countries;
mod fact;
mod groups;
mod interchange;
pub(crate) mod iri;
mod iterators;
mod knowledge_graph;
mod markers;
mod merge;
mod query;
mod references;
mod relation;
mod repetition;
mod types;
mod values;

pub use assemble::{GraphOptions, assemble};
pub use check::{GraphError, GraphPart};
pub use correct::{Corrected, Correction, CorrectionError};
pub use fact::Fact;
pub use knowledge_graph::{KnowledgeGraph, Node};
pub use merge::{
    ArticleEntity, GraphBuilder, KnownEntities, KnownEntity, KnownError, Merge, MergeDoubt, MergeError,
    MergeReason, MergedGraph,
};
pub use query::{Selection, Step};
pub use types::{
    DocumentInfo, EntityNode, Evidence, Generator, MentionText, Relation, RelationQualifier, SentenceText,
    Value,
};
