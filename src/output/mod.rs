//! Stage 8, output: a graph to DOT, six RDF syntaxes and JSON. Only this module knows RDF.

mod bridge;
mod dot;
mod format;
mod rdf;
pub mod vocabulary;

pub use dot::DotOptions;
pub use format::{RdfFormat, WriteError};

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

    /// Writes the graph as RDF; the same graph gives the same bytes.
    ///
    /// A relation the article states as actual and affirmative is a plain triple; every relation is a node of class
    /// `rdf:Statement` with polarity, modality, attribution, qualifiers and evidence. `docs/rdf.md` shows an example.
    ///
    /// # Errors
    /// [`WriteError`] where the writer fails, or the crate was built without the syntax.
    ///
    /// ```
    /// use relata::RdfFormat;
    /// let graph = relata::graph::KnowledgeGraph::default();
    /// let mut turtle = Vec::new();
    /// graph.write_rdf(RdfFormat::Turtle, &mut turtle)?;
    /// assert!(String::from_utf8_lossy(&turtle).contains("relata:Document"));
    /// # Ok::<(), relata::WriteError>(())
    /// ```
    pub fn write_rdf(&self, format: RdfFormat, writer: impl std::io::Write) -> Result<(), WriteError> {
        format::write(self, format, writer)
    }
}
