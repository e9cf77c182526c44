//! The six RDF syntaxes and their writing, by sophia's serializers, in an order that is always the same.

use super::bridge::quad;
use super::rdf::quads;
use super::vocabulary::PREFIXES;
use crate::graph::KnowledgeGraph;
use sophia::api::prefix::Prefix;
use sophia::api::prelude::{Iri, QuadSerializer, Stringifier, TripleSerializer};
use sophia::api::source::IntoSource;
use sophia::turtle::serializer::nq::NQuadsSerializer;
use sophia::turtle::serializer::nt::NTriplesSerializer;
use sophia::turtle::serializer::trig::{TriGConfig, TriGSerializer};
use sophia::turtle::serializer::turtle::{TurtleConfig, TurtleSerializer};
use std::io::Write;

/// A syntax of RDF.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RdfFormat {
    /// [Turtle](https://www.w3.org/TR/turtle/).
    Turtle,
    /// [N-Triples](https://www.w3.org/TR/n-triples/).
    NTriples,
    /// [N-Quads](https://www.w3.org/TR/n-quads/), in the document's named graph.
    NQuads,
    /// [TriG](https://www.w3.org/TR/trig/), in the document's named graph.
    TriG,
    /// [RDF/XML](https://www.w3.org/TR/rdf-syntax-grammar/); needs the feature `xml`.
    RdfXml,
    /// [JSON-LD](https://www.w3.org/TR/json-ld11/), in the document's named graph; needs the feature `jsonld`.
    JsonLd,
}

impl RdfFormat {
    /// All syntaxes.
    pub const ALL: [Self; 6] =
        [Self::Turtle, Self::NTriples, Self::NQuads, Self::TriG, Self::RdfXml, Self::JsonLd];

    /// The syntax with that name: `turtle`, `ntriples`, `nquads`, `trig`, `rdfxml`, `jsonld`.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// The syntax's name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Turtle => "turtle",
            Self::NTriples => "ntriples",
            Self::NQuads => "nquads",
            Self::TriG => "trig",
            Self::RdfXml => "rdfxml",
            Self::JsonLd => "jsonld",
        }
    }

    /// The usual ending of its files.
    #[must_use]
    pub fn file_extension(self) -> &'static str {
        match self {
            Self::Turtle => "ttl",
            Self::NTriples => "nt",
            Self::NQuads => "nq",
            Self::TriG => "trig",
            Self::RdfXml => "rdf",
            Self::JsonLd => "jsonld",
        }
    }

    /// Its media type.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Turtle => "text/turtle",
            Self::NTriples => "application/n-triples",
            Self::NQuads => "application/n-quads",
            Self::TriG => "application/trig",
            Self::RdfXml => "application/rdf+xml",
            Self::JsonLd => "application/ld+json",
        }
    }

    /// Whether the syntax has named graphs.
    #[must_use]
    pub fn has_named_graphs(self) -> bool {
        matches!(self, Self::NQuads | Self::TriG | Self::JsonLd)
    }
}

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
}

/// A prefix and its namespace, as sophia takes them.
type PrefixPair = (Prefix<Box<str>>, Iri<Box<str>>);

pub(super) fn write(
    graph: &KnowledgeGraph,
    format: RdfFormat,
    mut writer: impl Write,
) -> Result<(), WriteError> {
    let quads = quads(graph, format.has_named_graphs());
    let triples = || quads.iter().map(|q| quad(q).0).into_source();
    let named = || quads.iter().map(quad).into_source();
    let failed = |problem: String| WriteError::Serializer { format, problem };
    let prefixes = || -> Vec<PrefixPair> {
        let base = graph.document().base_iri.as_str();
        let own = ["entity", "predicate", "statement"].map(|part| (part, format!("{base}{part}/")));
        let fixed = PREFIXES.iter().map(|&(prefix, namespace)| (prefix, namespace.to_owned()));
        let all =
            fixed.chain(own).map(|(p, n)| (Prefix::new_unchecked(p.into()), Iri::new_unchecked(n.into())));
        all.collect()
    };
    let text = match format {
        RdfFormat::NTriples => {
            let mut out = NTriplesSerializer::new_stringifier();
            out.serialize_triples(triples()).map_err(|e| failed(e.to_string()))?.to_string()
        }
        RdfFormat::NQuads => {
            let mut out = NQuadsSerializer::new_stringifier();
            out.serialize_quads(named()).map_err(|e| failed(e.to_string()))?.to_string()
        }
        RdfFormat::Turtle => {
            let config = TurtleConfig::new().with_own_prefix_map(prefixes()).with_pretty(false);
            let mut out = TurtleSerializer::new_stringifier_with_config(config);
            out.serialize_triples(triples()).map_err(|e| failed(e.to_string()))?.to_string()
        }
        RdfFormat::TriG => {
            let config = TriGConfig::new().with_own_prefix_map(prefixes()).with_pretty(false);
            let mut out = TriGSerializer::new_stringifier_with_config(config);
            out.serialize_quads(named()).map_err(|e| failed(e.to_string()))?.to_string()
        }
        #[cfg(feature = "xml")]
        RdfFormat::RdfXml => {
            let mut out = sophia::xml::serializer::RdfXmlSerializer::new_stringifier();
            out.serialize_triples(triples()).map_err(|e| failed(e.to_string()))?.to_string()
        }
        #[cfg(not(feature = "xml"))]
        RdfFormat::RdfXml => return Err(WriteError::Feature { format, feature: "xml" }),
        #[cfg(feature = "jsonld")]
        RdfFormat::JsonLd => {
            let options = sophia::jsonld::JsonLdOptions::new();
            let mut out = sophia::jsonld::serializer::JsonLdSerializer::new_stringifier_with_options(options);
            let text = out.serialize_quads(named()).map_err(|e| failed(e.to_string()))?.to_string();
            // the serializer's order changes from run to run
            let mut json: serde_json::Value =
                serde_json::from_str(&text).map_err(|e| failed(e.to_string()))?;
            sort(&mut json);
            serde_json::to_string_pretty(&json).map_err(|e| failed(e.to_string()))? + "\n"
        }
        #[cfg(not(feature = "jsonld"))]
        RdfFormat::JsonLd => return Err(WriteError::Feature { format, feature: "jsonld" }),
    };
    writer.write_all(text.as_bytes()).map_err(|source| WriteError::Io { format, source })
}

/// Puts a JSON-LD document into one order: in expanded form without lists, the order of arrays means nothing.
#[cfg(feature = "jsonld")]
fn sort(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Array(items) => {
            items.iter_mut().for_each(sort);
            items.sort_by_cached_key(|item| (item.get("@id").map(ToString::to_string), item.to_string()));
        }
        serde_json::Value::Object(fields) => {
            fields.values_mut().for_each(sort);
        }
        _ => {}
    }
}
