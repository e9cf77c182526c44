//! Triples to bytes, by sophia's serializers; JSON-LD by ours, which has a context and one order.

use super::bridge::{quads, triples};
use super::build::dataset;
use super::builder::Shape;
use super::error::WriteError;
use super::format::RdfFormat;
use super::names::{document, offsets};
use super::vocabulary::PREFIXES;
use super::{RdfOptions, json_ld, text::Characters};
use crate::graph::KnowledgeGraph;
use sophia_api::prefix::Prefix;
use sophia_api::prelude::{Iri, QuadSerializer, TripleSerializer};
use sophia_api::source::IntoSource;
use sophia_turtle::serializer::nq::NQuadsSerializer;
use sophia_turtle::serializer::nt::NTriplesSerializer;
use sophia_turtle::serializer::trig::{TriGConfig, TriGSerializer};
use sophia_turtle::serializer::turtle::{TurtleConfig, TurtleSerializer};
use std::io::Write;

/// A prefix and its namespace, as sophia takes them.
type PrefixPair = (Prefix<Box<str>>, Iri<Box<str>>);

pub(super) fn write(
    graph: &KnowledgeGraph,
    format: RdfFormat,
    options: &RdfOptions,
    mut writer: impl Write,
) -> Result<(), WriteError> {
    let shape = Shape {
        named_graph: format.has_named_graphs() && (options.dataset || format != RdfFormat::JsonLd),
        triple_terms: options.triple_terms && format.has_triple_terms(),
        characters: if format == RdfFormat::RdfXml { Characters::Xml } else { Characters::All },
    };
    let data = dataset(graph, options, shape)?;
    let failed = |problem: String| WriteError::Serializer { format, problem };
    let prefixes = || -> Vec<PrefixPair> {
        let pair = |(p, n): (String, String)| (Prefix::new_unchecked(p.into()), Iri::new_unchecked(n.into()));
        namespaces(graph, options).into_iter().map(pair).collect()
    };
    let mut out: Vec<u8> = Vec::with_capacity(data.triples.len().saturating_mul(64));
    match format {
        RdfFormat::NTriples => NTriplesSerializer::new(&mut out)
            .serialize_triples(triples(&data).into_source())
            .map(|_| ())
            .map_err(|e| failed(e.to_string()))?,
        RdfFormat::NQuads => NQuadsSerializer::new(&mut out)
            .serialize_quads(quads(&data).into_source())
            .map(|_| ())
            .map_err(|e| failed(e.to_string()))?,
        RdfFormat::Turtle => {
            let config = TurtleConfig::new().with_own_prefix_map(prefixes()).with_pretty(false);
            TurtleSerializer::new_with_config(&mut out, config)
                .serialize_triples(triples(&data).into_source())
                .map(|_| ())
                .map_err(|e| failed(e.to_string()))?;
        }
        RdfFormat::TriG => {
            let config = TriGConfig::new().with_own_prefix_map(prefixes()).with_pretty(false);
            TriGSerializer::new_with_config(&mut out, config)
                .serialize_quads(quads(&data).into_source())
                .map(|_| ())
                .map_err(|e| failed(e.to_string()))?;
        }
        #[cfg(feature = "xml")]
        RdfFormat::RdfXml => {
            sophia_xml::serializer::RdfXmlSerializer::new(&mut out)
                .serialize_triples(triples(&data).into_source())
                .map(|_| ())
                .map_err(|e| failed(e.to_string()))?;
            out = super::text::with_carriage_returns(out);
        }
        #[cfg(not(feature = "xml"))]
        RdfFormat::RdfXml => return Err(WriteError::Feature { format, feature: "xml" }),
        RdfFormat::JsonLd => {
            json_ld::write(&data, &namespaces(graph, options), &mut out)
                .map_err(|e| failed(e.to_string()))?;
        }
    }
    writer.write_all(&out).map_err(|source| WriteError::Io { format, source })
}

/// Prefixes and their namespaces: the fixed ones, the vocabulary, and where the graph's IRIs lie.
fn namespaces(graph: &KnowledgeGraph, options: &RdfOptions) -> Vec<(String, String)> {
    let base = graph.document().base_iri.as_str();
    let parts = ["document", "entity", "graph", "instant", "interval", "predicate", "publisher", "statement"];
    let own = parts.map(|part| (part.to_owned(), format!("{base}{part}/")));
    let fixed = PREFIXES.iter().map(|&(prefix, namespace)| (prefix.to_owned(), namespace.to_owned()));
    let relata = ("relata".to_owned(), options.vocabulary.clone());
    let places = ("at".to_owned(), offsets(&document(graph.document())));
    fixed.chain([relata]).chain(own).chain([places]).collect()
}
