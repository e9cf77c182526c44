//! Stage 8, output: a graph to DOT, six RDF syntaxes and JSON. Only this module knows RDF.

mod dot;
mod html;
mod rdf;
pub(crate) mod tables;

pub use dot::{DotLayout, DotOptions};
pub use rdf::{Detail, RdfFormat, RdfOptions, ReadError, WriteError, vocabulary};
#[cfg(feature = "arrow")]
pub use tables::ArrowWriteError;
pub use tables::{CsvOptions, JsonLinesError, Neo4jCsv};

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

    /// The graph as a page of HTML: the article beside its graph, facts that mark their words, filters and search. One
    /// file that works offline; a graph without sentences shows no article.
    ///
    /// # Errors
    /// None in practice; the type is that of `serde_json`.
    ///
    /// ```
    /// use relata::graph::{EntityNode, KnowledgeGraph};
    /// let mut graph = KnowledgeGraph::default();
    /// graph.add_entity(EntityNode::new("</script>", relata::Kind::Person));
    /// assert!(!graph.to_html()?.contains("\"</script>\""));
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    pub fn to_html(&self) -> Result<String, serde_json::Error> {
        html::write(self)
    }
}
