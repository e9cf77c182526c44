//! Stage 8, output: a graph to pictures, tables, six RDF syntaxes and JSON. Only this module knows RDF.

mod dot;
mod format;
mod html;
mod layout;
mod mermaid;
mod picture;
mod rdf;
mod sizes;
mod svg;
pub(crate) mod tables;
mod wording;

pub use format::{OutputFormat, OutputOptions};
pub use picture::{PictureLayout, PictureOptions};
pub use rdf::{Detail, RdfFormat, RdfOptions, ReadError, ReadLimit, ReadOptions, WriteError, vocabulary};
#[cfg(feature = "arrow")]
pub use tables::ArrowWriteError;
pub use tables::{CsvOptions, JsonLinesError, Neo4jCsv};

/// The options of DOT, which are those of every picture.
pub type DotOptions = PictureOptions;

/// The layouts of DOT, which are those of every picture.
pub type DotLayout = PictureLayout;

use crate::graph::{KnowledgeGraph, MergedGraph};

impl KnowledgeGraph {
    /// The graph as DOT, for Graphviz: a summary of what matters most, or all of it. Names are quoted so that nothing in them
    /// becomes syntax.
    ///
    /// ```
    /// let graph = relata::graph::KnowledgeGraph::default();
    /// assert!(graph.to_dot(&relata::DotOptions::default()).starts_with("digraph relata {"));
    /// ```
    #[must_use]
    pub fn to_dot(&self, options: &PictureOptions) -> String {
        dot::write(self, options)
    }

    /// The graph as SVG, drawn without any other program: the same nodes and edges as [`to_dot`](Self::to_dot).
    ///
    /// ```
    /// use relata::graph::{EntityNode, KnowledgeGraph};
    /// let mut graph = KnowledgeGraph::default();
    /// graph.add_entity(EntityNode::new("Norway", relata::Kind::Place));
    /// assert!(graph.to_svg(&relata::PictureOptions::default()).starts_with("<svg "));
    /// ```
    #[must_use]
    pub fn to_svg(&self, options: &PictureOptions) -> String {
        svg::write(self, options)
    }

    /// The graph as a flowchart of Mermaid: the same nodes and edges as [`to_dot`](Self::to_dot).
    ///
    /// ```
    /// let graph = relata::graph::KnowledgeGraph::default();
    /// assert!(graph.to_mermaid(&relata::PictureOptions::default()).starts_with("flowchart LR"));
    /// ```
    #[must_use]
    pub fn to_mermaid(&self, options: &PictureOptions) -> String {
        mermaid::write(self, options)
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

impl MergedGraph {
    /// A page of HTML for a corpus: its articles on a shelf, one graph, each fact with the articles that state it, filters by
    /// article and date of publication. One file that works offline.
    ///
    /// # Errors
    /// None in practice; the type is that of `serde_json`.
    ///
    /// ```
    /// use relata::graph::{DocumentInfo, GraphBuilder, KnowledgeGraph};
    /// let mut builder = GraphBuilder::new();
    /// for id in ["monday", "tuesday"] {
    ///     builder.add(KnowledgeGraph::new(DocumentInfo { id: id.to_owned(), ..DocumentInfo::default() }))?;
    /// }
    /// assert!(builder.finish().to_html()?.contains("tuesday"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn to_html(&self) -> Result<String, serde_json::Error> {
        html::write_corpus(self)
    }
}
