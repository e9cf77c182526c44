//! RDF, written and read: two layers, plain triples and statement nodes, in the vocabulary that
//! `data/vocabulary/vocabulary.ttl` describes.

#[cfg(not(feature = "rdf"))]
mod absent;
#[cfg(feature = "rdf")]
mod bridge;
#[cfg(feature = "rdf")]
mod build;
#[cfg(feature = "rdf")]
mod builder;
#[cfg(feature = "rdf")]
mod dataset;
#[cfg(feature = "rdf")]
mod entities;
mod error;
mod format;
#[cfg(feature = "rdf")]
mod json_ld;
#[cfg(feature = "rdf")]
mod known;
mod limits;
#[cfg(feature = "rdf")]
mod measures;
mod names;
#[cfg(feature = "rdf")]
mod parse;
#[cfg(feature = "rdf")]
mod positions;
#[cfg(feature = "quads")]
mod quads;
#[cfg(feature = "rdf")]
mod read;
#[cfg(feature = "rdf")]
mod roles;
#[cfg(feature = "rdf")]
mod sentences;
#[cfg(feature = "rdf")]
mod statements;
#[cfg(feature = "rdf")]
mod text;
pub mod vocabulary;
#[cfg(feature = "rdf")]
mod write;

#[cfg(not(feature = "rdf"))]
use absent::{parse, read, write};
pub use error::{ReadError, WriteError};
pub use format::RdfFormat;
pub use limits::{ReadLimit, ReadOptions};
pub(super) use names::{Names, predicate_slug, serde_name};

use crate::graph::{KnowledgeGraph, MergedGraph};
use crate::trace::span;

/// How much is written. What a lower level writes, a higher one writes, too, under the same names, but for the entities' numbers, which
/// the places of their mentions tell.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Default,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[strum(serialize_all = "kebab-case")]
#[non_exhaustive]
pub enum Detail {
    /// Entities, plain triples and statements with polarity, modality, source, qualifiers, times and amounts, but no place
    /// in the text. A graph that is read back has no evidence, mentions or sentences.
    Facts,
    /// Also the sentences that statements are read from, by their places in bytes. A graph that is read back has no words of
    /// evidence, mentions or sentences.
    Evidence,
    /// Everything: also the text, its sentences, mentions, the words a fact was read from, and all places in characters, as
    /// NIF has them. A graph that is read back is the same.
    #[default]
    Full,
}

crate::error::named_values!(Detail, "detail of RDF");

/// How a graph is written as RDF.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RdfOptions {
    /// Namespace of the crate's own terms; [`vocabulary::RELATA`] by default. Ends in `/` or `#`.
    pub vocabulary: String,
    /// Statements as reifiers of triple terms, as RDF 1.2 has them, in the syntaxes that have them; off by default, so
    /// that every reader of RDF 1.1 reads everything.
    pub triple_terms: bool,
    /// The places where entities are mentioned; on by default. Without them a graph that is read back has no mentions.
    pub mentions: bool,
    /// JSON-LD as a dataset, with the document's triples in its named graph; off by default, as readers of triples find none
    /// in a named graph.
    pub dataset: bool,
    /// How much is written; everything by default. `docs/rdf.md` has the sizes.
    pub detail: Detail,
}

impl Default for RdfOptions {
    fn default() -> Self {
        Self {
            vocabulary: vocabulary::RELATA.to_owned(),
            triple_terms: false,
            mentions: true,
            dataset: false,
            detail: Detail::Full,
        }
    }
}

impl KnowledgeGraph {
    /// Writes the graph as RDF with the default options; the same graph gives the same bytes.
    ///
    /// A relation the article states as actual and affirmative is a plain triple; every relation is a node of class
    /// `rdf:Statement` with polarity, modality, attribution, qualifiers and evidence. `docs/rdf.md` shows an example.
    ///
    /// # Errors
    /// [`WriteError`] where the writer fails, an IRI of the document is none, or the crate was built without the syntax.
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
        self.write_rdf_with(format, &RdfOptions::default(), writer)
    }

    /// Writes the graph as RDF.
    ///
    /// # Errors
    /// As [`write_rdf`](Self::write_rdf), and where the namespace of the vocabulary is no IRI.
    ///
    /// ```
    /// use relata::{RdfFormat, RdfOptions};
    /// let graph = relata::graph::KnowledgeGraph::default();
    /// let mut options = RdfOptions::default();
    /// options.vocabulary = "https://news.example/terms#".to_owned();
    /// let mut quads = Vec::new();
    /// graph.write_rdf_with(RdfFormat::NQuads, &options, &mut quads)?;
    /// assert!(String::from_utf8_lossy(&quads).contains("<https://news.example/terms#Document>"));
    /// # Ok::<(), relata::WriteError>(())
    /// ```
    pub fn write_rdf_with(
        &self,
        format: RdfFormat,
        options: &RdfOptions,
        writer: impl std::io::Write,
    ) -> Result<(), WriteError> {
        span!("write_rdf", format = format.name());
        write::write(self, format, options, writer)
    }

    /// The IRI that each entity has in RDF and in tables, by its id: its own ([`EntityNode::iri`](crate::EntityNode)), or one made of
    /// its name.
    ///
    /// # Errors
    /// [`WriteError::Iri`] where an IRI of the document is none.
    ///
    /// ```
    /// use relata::graph::{EntityNode, KnowledgeGraph};
    /// let mut graph = KnowledgeGraph::default();
    /// graph.add_entity(EntityNode::new("Greta Lund", relata::Kind::Person));
    /// assert_eq!(graph.entity_iris()?, ["https://example.org/entity/greta-lund"]);
    /// # Ok::<(), relata::WriteError>(())
    /// ```
    pub fn entity_iris(&self) -> Result<Vec<String>, WriteError> {
        Ok(Names::new(self)?.entities)
    }

    /// Reads a graph that this crate wrote as RDF, in any of the syntaxes and with or without triple terms: the same
    /// graph, also where a store or another program has written it anew in another order. What else is said about the
    /// nodes is passed over.
    ///
    /// # Errors
    /// [`ReadError`] where the bytes are not of that syntax, go beyond the limits of [`ReadOptions`], hold no graph of one
    /// document, or a node of the vocabulary lacks a property or has an impossible one.
    ///
    /// ```
    /// use relata::graph::{EntityNode, KnowledgeGraph};
    /// use relata::{Kind, RdfFormat};
    /// let mut graph = KnowledgeGraph::default();
    /// graph.add_entity(EntityNode::new("Greta Lund", Kind::Person));
    /// let mut turtle = Vec::new();
    /// graph.write_rdf(RdfFormat::Turtle, &mut turtle)?;
    /// assert_eq!(KnowledgeGraph::read_rdf(RdfFormat::Turtle, &turtle)?, graph);
    /// assert!(KnowledgeGraph::read_rdf(RdfFormat::Turtle, b"no Turtle").is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn read_rdf(format: RdfFormat, bytes: &[u8]) -> Result<Self, ReadError> {
        read::read(bytes, format, &ReadOptions::default())
    }

    /// Reads a graph whose own terms lie in another namespace ([`RdfOptions::vocabulary`]), or within other limits.
    ///
    /// # Errors
    /// As [`read_rdf`](Self::read_rdf).
    ///
    /// ```
    /// use relata::{KnowledgeGraph, RdfFormat, ReadError, ReadOptions};
    /// let mut turtle = Vec::new();
    /// KnowledgeGraph::default().write_rdf(RdfFormat::Turtle, &mut turtle)?;
    /// let mut options = ReadOptions::default();
    /// options.bytes = 100; // of a stranger's file no more
    /// let refused = KnowledgeGraph::read_rdf_with(RdfFormat::Turtle, &options, &turtle);
    /// assert!(matches!(refused, Err(ReadError::Limit { .. })));
    /// # Ok::<(), relata::WriteError>(())
    /// ```
    pub fn read_rdf_with(format: RdfFormat, options: &ReadOptions, bytes: &[u8]) -> Result<Self, ReadError> {
        read::read(bytes, format, options)
    }
}

impl ReadOptions {
    /// Whether RDF of others can be read to its end within these limits, so that it may be given to another reader, which has none: a
    /// store, for instance. Nothing is kept of it.
    ///
    /// # Errors
    /// As [`KnowledgeGraph::read_rdf_with`], but that any RDF will do.
    ///
    /// ```
    /// use relata::{RdfFormat, ReadError, ReadOptions};
    /// let options = ReadOptions::default();
    /// options.check(RdfFormat::Turtle, b"<https://example.org/a> <https://example.org/b> 1 .")?;
    /// let deep = "[".repeat(10_000);
    /// assert!(matches!(options.check(RdfFormat::JsonLd, deep.as_bytes()), Err(ReadError::Limit { .. })));
    /// # Ok::<(), ReadError>(())
    /// ```
    pub fn check(&self, format: RdfFormat, bytes: &[u8]) -> Result<(), ReadError> {
        parse::check(bytes, format, self)
    }
}

impl MergedGraph {
    /// Writes the articles as one dataset: in N-Quads and TriG each in its named graph, so that every triple says which
    /// article states it; entities have the IRIs they share. N-Triples and Turtle put all into one graph, whose statement nodes
    /// still name their articles.
    ///
    /// # Errors
    /// As [`KnowledgeGraph::write_rdf`], and [`WriteError::Dataset`] for RDF/XML and JSON-LD.
    ///
    /// ```
    /// let merged = relata::graph::GraphBuilder::new().finish();
    /// assert!(merged.write_rdf(relata::RdfFormat::NQuads, std::io::sink()).is_ok());
    /// assert!(merged.write_rdf(relata::RdfFormat::RdfXml, std::io::sink()).is_err());
    /// ```
    pub fn write_rdf(&self, format: RdfFormat, writer: impl std::io::Write) -> Result<(), WriteError> {
        self.write_rdf_with(format, &RdfOptions::default(), writer)
    }

    /// Writes the articles as one dataset, with options.
    ///
    /// # Errors
    /// As [`write_rdf`](Self::write_rdf), and where the namespace of the vocabulary is no IRI.
    ///
    /// ```
    /// use relata::{Detail, RdfFormat, RdfOptions};
    /// let mut builder = relata::GraphBuilder::new();
    /// builder.add(relata::KnowledgeGraph::default()).expect("the first");
    /// let mut options = RdfOptions::default();
    /// options.detail = Detail::Facts;
    /// assert!(builder.finish().write_rdf_with(RdfFormat::NQuads, &options, std::io::sink()).is_ok());
    /// ```
    pub fn write_rdf_with(
        &self,
        format: RdfFormat,
        options: &RdfOptions,
        mut writer: impl std::io::Write,
    ) -> Result<(), WriteError> {
        if matches!(format, RdfFormat::RdfXml | RdfFormat::JsonLd) {
            return Err(WriteError::Dataset { format });
        }
        self.articles().iter().try_for_each(|article| article.write_rdf_with(format, options, &mut writer))
    }

    /// Reads the dataset that [`write_rdf`](Self::write_rdf) makes: each named graph is an article, and what has one IRI in several
    /// is one entity. Graph, articles and origins are those that were written; why entities were joined is not in RDF
    /// ([`MergeReason::SharedIri`](crate::graph::MergeReason)).
    ///
    /// # Errors
    /// As [`KnowledgeGraph::read_rdf`], [`ReadError::Dataset`] for syntaxes without named graphs and for JSON-LD, and
    /// [`ReadError::SameId`] where two articles have one id.
    ///
    /// ```
    /// use relata::graph::{DocumentInfo, GraphBuilder, KnowledgeGraph, MergedGraph};
    /// use relata::{EntityNode, Kind, RdfFormat};
    /// let mut builder = GraphBuilder::new();
    /// for id in ["monday", "tuesday"] {
    ///     let mut article = KnowledgeGraph::new(DocumentInfo { id: id.to_owned(), ..DocumentInfo::default() });
    ///     article.add_entity(EntityNode::new("Greta Lund", Kind::Person));
    ///     builder.add(article)?;
    /// }
    /// let merged = builder.finish();
    /// let mut quads = Vec::new();
    /// merged.write_rdf(RdfFormat::NQuads, &mut quads)?;
    /// let read = MergedGraph::read_rdf(RdfFormat::NQuads, &quads)?;
    /// assert_eq!(read.graph(), merged.graph());
    /// assert_eq!(read.origins(relata::EntityId(0)).len(), 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn read_rdf(format: RdfFormat, bytes: &[u8]) -> Result<Self, ReadError> {
        Self::read_rdf_with(format, &ReadOptions::default(), bytes)
    }

    /// Reads a dataset whose own terms lie in another namespace, or within other limits.
    ///
    /// # Errors
    /// As [`read_rdf`](Self::read_rdf).
    ///
    /// ```
    /// use relata::{MergedGraph, RdfFormat, ReadError, ReadOptions};
    /// let refused = MergedGraph::read_rdf_with(RdfFormat::Turtle, &ReadOptions::default(), b"");
    /// assert!(matches!(refused, Err(ReadError::Dataset { .. })));
    /// ```
    pub fn read_rdf_with(format: RdfFormat, options: &ReadOptions, bytes: &[u8]) -> Result<Self, ReadError> {
        if !matches!(format, RdfFormat::NQuads | RdfFormat::TriG) {
            return Err(ReadError::Dataset { format });
        }
        let articles = read::read_articles(bytes, format, options)?;
        let mut ids = std::collections::BTreeSet::new();
        if let Some(twice) = articles.iter().map(|a| &a.document().id).find(|id| !ids.insert(id.as_str())) {
            return Err(ReadError::SameId { id: twice.clone() });
        }
        let iris = |article: &KnowledgeGraph| match Names::new(article) {
            Ok(names) => Ok(names.entities),
            Err(problem) => Err(ReadError::Value {
                node: article.document().id.clone(),
                property: "uriSpace",
                value: problem.to_string(),
            }),
        };
        let iris = articles.iter().map(iris).collect::<Result<Vec<_>, _>>()?;
        Ok(Self::of_one_iri(articles, &iris))
    }
}
