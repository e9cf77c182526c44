//! Stage 7, graph: entities and propositions to nodes and edges.
//!
//! In: [`Resolved`](crate::entities::Resolved), [`Propositions`](crate::propositions::Propositions). Out:
//! [`KnowledgeGraph`], which borrows nothing of them. Knows nothing of formats.
