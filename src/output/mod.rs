//! Stage 8, output: a graph to DOT, six RDF syntaxes and JSON. Only this module knows RDF.

mod dot;
mod rdf;

pub use dot::DotOptions;
pub use rdf::{RdfFormat, RdfOptions, ReadError, WriteError, vocabulary};

use crate::graph::KnowledgeGraph;

impl KnowledgeGraph {
    /// The graph as DOT, for Graphviz. Names are quoted so that nothing in them becomes syntax.
    ///
    /// ```
    /// let graph = relata::graph::KnowledgeGraph::default();
    /// assert!(graph.to_dot(&relata::DotOptions::default()).starts_with("digraph relata {"));
    /// ```
    #[must_use]
    pub fn to_dot(&self, options: &DotOptions) -> String {
        dot::write(self, options)
    }
}
