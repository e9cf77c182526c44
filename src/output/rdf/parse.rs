//! Bytes of any syntax to triples, by sophia's parsers, and to the properties of each node.

use super::error::ReadError;
use super::format::RdfFormat;
use sophia::api::prelude::{QuadSource, TripleSource};
use sophia::api::term::{SimpleTerm, Term as SophiaTerm};
use std::collections::BTreeMap;

/// What stands in the place of an object.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Found {
    /// An IRI, or a blank node's label with `_:` before it.
    Node(String),
    /// A literal's lexical form.
    Literal(String),
    /// A triple term.
    Triple(Box<[Found; 3]>),
}

/// All triples, by subject and predicate; each once.
#[derive(Debug, Default)]
pub(super) struct Nodes {
    of: BTreeMap<String, BTreeMap<String, Vec<Found>>>,
}

type Triple = [SimpleTerm<'static>; 3];

pub(super) fn parse(bytes: &[u8], format: RdfFormat) -> Result<Nodes, ReadError> {
    let failed = |problem: String| ReadError::Syntax { format, problem };
    let text = std::str::from_utf8(bytes).map_err(|e| failed(e.to_string()))?;
    let read = || read(text, format);
    // sophia_turtle 0.10 panics on some texts that are no RDF: an escape at the end, an error beside a character of several bytes
    let triples = std::panic::catch_unwind(std::panic::AssertUnwindSafe(read))
        .unwrap_or_else(|_| Err(failed("the parser gave up".to_owned())))?;
    let mut nodes = Nodes::default();
    for [subject, predicate, object] in triples {
        let (Found::Node(subject), Found::Node(predicate)) = (found(&subject), found(&predicate)) else {
            continue;
        };
        let values = nodes.of.entry(subject).or_default().entry(predicate).or_default();
        let object = found(&object);
        if !values.contains(&object) {
            values.push(object);
        }
    }
    Ok(nodes)
}

/// All triples of a text, whatever graph they are in.
fn read(text: &str, format: RdfFormat) -> Result<Vec<Triple>, ReadError> {
    let failed = |problem: String| ReadError::Syntax { format, problem };
    let quads = |quads: Vec<(Triple, Option<SimpleTerm<'static>>)>| -> Vec<Triple> {
        quads.into_iter().map(|(triple, _)| triple).collect()
    };
    Ok(match format {
        RdfFormat::NTriples => {
            let source = sophia::turtle::parser::nt::parse_str(text);
            source.collect_triples().map_err(|e| failed(e.to_string()))?
        }
        RdfFormat::Turtle => {
            let source = sophia::turtle::parser::turtle::parse_str(text);
            source.collect_triples().map_err(|e| failed(e.to_string()))?
        }
        RdfFormat::NQuads => {
            let source = sophia::turtle::parser::nq::parse_str(text);
            quads(source.collect_quads().map_err(|e| failed(e.to_string()))?)
        }
        RdfFormat::TriG => {
            let source = sophia::turtle::parser::trig::parse_str(text);
            quads(source.collect_quads().map_err(|e| failed(e.to_string()))?)
        }
        #[cfg(feature = "xml")]
        RdfFormat::RdfXml => {
            let source = sophia::xml::parser::parse_str(text);
            source.collect_triples().map_err(|e| failed(e.to_string()))?
        }
        #[cfg(not(feature = "xml"))]
        RdfFormat::RdfXml => return Err(ReadError::Feature { format, feature: "xml" }),
        #[cfg(feature = "jsonld")]
        RdfFormat::JsonLd => {
            use sophia::api::parser::QuadParser;
            let source = sophia::jsonld::JsonLdParser::new().parse_str(text);
            quads(source.collect_quads().map_err(|e| failed(e.to_string()))?)
        }
        #[cfg(not(feature = "jsonld"))]
        RdfFormat::JsonLd => return Err(ReadError::Feature { format, feature: "jsonld" }),
    })
}

fn found(term: &SimpleTerm<'static>) -> Found {
    if let Some(iri) = term.iri() {
        Found::Node(iri.as_str().to_owned())
    } else if let Some(blank) = term.bnode_id() {
        Found::Node(format!("_:{}", blank.as_str()))
    } else if let SimpleTerm::Triple(triple) = term {
        Found::Triple(Box::new(triple.each_ref().map(found)))
    } else {
        Found::Literal(term.lexical_form().map(|l| l.to_string()).unwrap_or_default())
    }
}

impl Nodes {
    /// All subjects, in the order of their names.
    pub(super) fn subjects(&self) -> impl Iterator<Item = &str> {
        self.of.keys().map(String::as_str)
    }

    /// The values of a property, in the order of the data.
    pub(super) fn all(&self, node: &str, property: &str) -> &[Found] {
        self.of.get(node).and_then(|n| n.get(property)).map_or(&[], Vec::as_slice)
    }

    /// The nodes that have a property, in the order of their names.
    pub(super) fn having(&self, property: &str) -> impl Iterator<Item = &str> {
        self.of.iter().filter(move |(_, node)| node.contains_key(property)).map(|(name, _)| name.as_str())
    }

    /// The nodes with that value of a property, in the order of their names.
    pub(super) fn with(&self, property: &str, value: &Found) -> Vec<&str> {
        let has = |n: &BTreeMap<String, Vec<Found>>| n.get(property).is_some_and(|v| v.contains(value));
        self.of.iter().filter(|(_, node)| has(node)).map(|(name, _)| name.as_str()).collect()
    }
}
