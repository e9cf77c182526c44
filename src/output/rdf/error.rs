//! What can go wrong in writing and reading RDF.

use super::format::RdfFormat;
use super::limits::ReadLimit;
use crate::graph::GraphError;

/// Why RDF could not be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WriteError {
    /// The writer failed.
    #[error("cannot write {}: {source}", format.name())]
    Io {
        /// The syntax.
        format: RdfFormat,
        /// The cause.
        source: std::io::Error,
    },
    /// The serializer failed.
    #[error("cannot write {}: {problem}", format.name())]
    Serializer {
        /// The syntax.
        format: RdfFormat,
        /// Its message.
        problem: String,
    },
    /// The crate was built without the feature this syntax needs.
    #[error("{} needs the crate's feature {feature}", format.name())]
    Feature {
        /// The syntax.
        format: RdfFormat,
        /// The feature.
        feature: &'static str,
    },
    /// A graph merged from several articles is written as theirs, by [`MergedGraph::write_rdf`](crate::graph::MergedGraph).
    #[error("a graph of {0} articles is written article by article (MergedGraph::write_rdf)")]
    Documents(usize),
    /// The syntax cannot hold the graphs of several articles.
    #[error("{} cannot hold several articles: N-Quads, TriG, N-Triples and Turtle can", format.name())]
    Dataset {
        /// The syntax.
        format: RdfFormat,
    },
    /// A base, document, vocabulary or `same_as` IRI is none.
    #[error("{iri:?} is no absolute IRI")]
    Iri {
        /// What was given.
        iri: String,
    },
}

/// Why RDF could not be read into a graph.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// The bytes are not of that syntax.
    #[error("cannot read {}: {problem}", format.name())]
    Syntax {
        /// The syntax.
        format: RdfFormat,
        /// The parser's message, with its place.
        problem: String,
    },
    /// The crate was built without the feature this syntax needs.
    #[error("{} needs the crate's feature {feature}", format.name())]
    Feature {
        /// The syntax.
        format: RdfFormat,
        /// The feature.
        feature: &'static str,
    },
    /// The data go beyond a limit of [`ReadOptions`](super::ReadOptions).
    #[error("cannot read {}{}: {}", format.name(), place(*line), limit.problem(*most))]
    Limit {
        /// The syntax.
        format: RdfFormat,
        /// The limit.
        limit: ReadLimit,
        /// Its value.
        most: usize,
        /// The line where the data go beyond, from 1; `None` where it is what all of them come to.
        line: Option<usize>,
    },
    /// XML with a document type, whose entities could make much of little.
    #[error("cannot read {}, line {line}: a document type (DOCTYPE) is not read; write its entities out and leave it away", format.name())]
    DocumentType {
        /// The syntax.
        format: RdfFormat,
        /// Its line, from 1.
        line: usize,
    },
    /// What was read names something that is not there.
    #[error("the data hold a graph that cannot be: {0}")]
    Graph(#[from] GraphError),
    /// The data hold no graph of this vocabulary, or more than one.
    #[error("the data hold {0} graphs of documents, not one")]
    Documents(usize),
    /// The syntax does not tell the graphs of several articles apart.
    #[error("{} does not tell several articles apart: N-Quads and TriG do", format.name())]
    Dataset {
        /// The syntax.
        format: RdfFormat,
    },
    /// Two articles of the data have one id.
    #[error("two articles of the data have the id {id:?}")]
    SameId {
        /// The id.
        id: String,
    },
    /// A node lacks a property.
    #[error("{node} has no {property}")]
    Missing {
        /// The node's IRI.
        node: String,
        /// The property's local name.
        property: &'static str,
    },
    /// A property has a value it cannot have.
    #[error("{node}: {property} cannot be {value:?}")]
    Value {
        /// The node's IRI.
        node: String,
        /// The property's local name.
        property: &'static str,
        /// The value.
        value: String,
    },
}

fn place(line: Option<usize>) -> String {
    line.map(|line| format!(", line {line}")).unwrap_or_default()
}
