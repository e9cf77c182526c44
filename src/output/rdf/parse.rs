//! Bytes of any syntax to triples, by oxigraph's parsers, and to the properties of each node.

use super::error::ReadError;
use super::format::RdfFormat;
use super::limits::{self, ReadLimit, ReadOptions};
use oxrdf::{GraphName, NamedNode, NamedOrBlankNode, Quad, Term, Triple};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// What stands in the place of an object.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Found {
    /// An IRI, or a blank node's number with `_:` before it.
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

/// The stack of the thread that parses: what the parsers take at most for each step down, in their slowest build, and something more.
const STACK_OF_A_STEP: usize = 64 << 10;
const STACK: usize = 2 << 20;

/// All triples, whatever graph they are in.
pub(super) fn parse(bytes: &[u8], format: RdfFormat, options: &ReadOptions) -> Result<Nodes, ReadError> {
    Ok(graphs(bytes, format, options, Keep::Together)?.into_values().next().unwrap_or_default())
}

/// The triples of each named graph, in the order of their names.
pub(super) fn parse_graphs(
    bytes: &[u8],
    format: RdfFormat,
    options: &ReadOptions,
) -> Result<Vec<Nodes>, ReadError> {
    Ok(graphs(bytes, format, options, Keep::Apart)?.into_values().collect())
}

/// Whether the data can be read to their end within the limits; nothing is kept of them.
pub(super) fn check(bytes: &[u8], format: RdfFormat, options: &ReadOptions) -> Result<(), ReadError> {
    graphs(bytes, format, options, Keep::Nothing).map(|_| ())
}

/// What is kept of the triples.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Keep {
    /// All, as of one graph.
    Together,
    /// All, each with the graph it is in.
    Apart,
    Nothing,
}

/// The triples, by the names of their graphs where these are told apart.
fn graphs(
    bytes: &[u8],
    format: RdfFormat,
    options: &ReadOptions,
    keep: Keep,
) -> Result<BTreeMap<String, Nodes>, ReadError> {
    let failed = |problem: String| ReadError::Syntax { format, problem };
    let text = std::str::from_utf8(bytes).map_err(|e| failed(e.to_string()))?;
    limits::check(text, format, options)?;
    let read = || {
        // no panic of these parsers is known; one that is not known yet is an error, too
        std::panic::catch_unwind(|| read(text, format, options, keep))
            .unwrap_or_else(|_| Err(failed("the parser gave up".to_owned())))
    };
    // those of the other syntaxes do not call themselves, but for terms that lie in one another
    if format != RdfFormat::JsonLd && options.most_depth() <= ReadOptions::default().depth
        || cfg!(target_family = "wasm")
    {
        return read();
    }
    let stack = options.most_depth().saturating_mul(STACK_OF_A_STEP).saturating_add(STACK);
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(stack).spawn_scoped(scope, read);
        let thread = thread.map_err(|e| failed(format!("no thread to parse in: {e}")))?;
        thread.join().unwrap_or_else(|_| Err(failed("the parser gave up".to_owned())))
    })
}

/// All triples of a text.
fn read(
    text: &str,
    format: RdfFormat,
    options: &ReadOptions,
    keep: Keep,
) -> Result<BTreeMap<String, Nodes>, ReadError> {
    let mut reader = Reader {
        graphs: BTreeMap::new(),
        keep,
        blank: FxHashMap::default(),
        left: options.most_made(text.len()),
        format,
        options,
    };
    match format {
        RdfFormat::NTriples => reader.triples(oxttl::NTriplesParser::new().for_slice(text))?,
        RdfFormat::Turtle => reader.triples(oxttl::TurtleParser::new().for_slice(text))?,
        RdfFormat::NQuads => reader.quads(oxttl::NQuadsParser::new().for_slice(text))?,
        RdfFormat::TriG => reader.quads(oxttl::TriGParser::new().for_slice(text))?,
        #[cfg(feature = "xml")]
        RdfFormat::RdfXml => reader.triples(oxrdfxml::RdfXmlParser::new().for_slice(text))?,
        #[cfg(not(feature = "xml"))]
        RdfFormat::RdfXml => return Err(ReadError::Feature { format, feature: "xml" }),
        #[cfg(feature = "jsonld")]
        RdfFormat::JsonLd => reader.quads(oxjsonld::JsonLdParser::new().for_slice(text))?,
        #[cfg(not(feature = "jsonld"))]
        RdfFormat::JsonLd => return Err(ReadError::Feature { format, feature: "jsonld" }),
    }
    let mut graphs = reader.graphs;
    for nodes in graphs.values_mut() {
        nodes.of.values_mut().flat_map(BTreeMap::values_mut).for_each(each_once);
    }
    Ok(graphs)
}

/// Leaves the first of equal values.
fn each_once(values: &mut Vec<Found>) {
    if values.len() < 2 {
        return;
    }
    let mut order: Vec<(&Found, usize)> = values.iter().zip(0..).collect();
    order.sort_unstable();
    let mut keep = vec![true; values.len()];
    for pair in order.windows(2) {
        if let [(before, _), (value, place)] = pair
            && before == value
            && let Some(keep) = keep.get_mut(*place)
        {
            *keep = false;
        }
    }
    let mut keep = keep.into_iter();
    values.retain(|_| keep.next().unwrap_or(true));
}

/// What has been read so far.
struct Reader<'o> {
    graphs: BTreeMap<String, Nodes>,
    keep: Keep,
    /// Blank nodes in the order in which they come; the parsers name those without a label at random.
    blank: FxHashMap<String, usize>,
    /// The bytes of terms that may still come.
    left: usize,
    format: RdfFormat,
    options: &'o ReadOptions,
}

impl Reader<'_> {
    fn triples<E: ToString>(
        &mut self,
        triples: impl Iterator<Item = Result<Triple, E>>,
    ) -> Result<(), ReadError> {
        for triple in triples {
            let Triple { subject, predicate, object } = triple.map_err(|e| self.failed(&e))?;
            self.add(String::new(), subject, predicate, object)?;
        }
        Ok(())
    }

    fn quads<E: ToString>(&mut self, quads: impl Iterator<Item = Result<Quad, E>>) -> Result<(), ReadError> {
        for quad in quads {
            let Quad { subject, predicate, object, graph_name } = quad.map_err(|e| self.failed(&e))?;
            let graph = if self.keep == Keep::Apart { self.graph(graph_name)? } else { String::new() };
            self.add(graph, subject, predicate, object)?;
        }
        Ok(())
    }

    fn failed(&self, error: &impl ToString) -> ReadError {
        ReadError::Syntax { format: self.format, problem: error.to_string() }
    }

    fn graph(&mut self, name: GraphName) -> Result<String, ReadError> {
        match name {
            GraphName::NamedNode(iri) => Ok(iri.into_string()),
            GraphName::BlankNode(blank) => self.node(blank.into()),
            GraphName::DefaultGraph => Ok(String::new()),
        }
    }

    fn add(
        &mut self,
        graph: String,
        subject: NamedOrBlankNode,
        predicate: NamedNode,
        object: Term,
    ) -> Result<(), ReadError> {
        let subject = self.node(subject)?;
        let predicate = self.counted(predicate.into_string())?;
        let object = self.found(object)?;
        if self.keep == Keep::Nothing {
            return Ok(());
        }
        self.graphs
            .entry(graph)
            .or_default()
            .of
            .entry(subject)
            .or_default()
            .entry(predicate)
            .or_default()
            .push(object);
        Ok(())
    }

    fn counted(&mut self, text: String) -> Result<String, ReadError> {
        let left = self.left.checked_sub(text.len().saturating_add(1));
        self.left = left.ok_or_else(|| self.options.beyond(ReadLimit::Expansion, self.format, None))?;
        Ok(text)
    }

    fn node(&mut self, node: NamedOrBlankNode) -> Result<String, ReadError> {
        let name = match node {
            NamedOrBlankNode::NamedNode(iri) => iri.into_string(),
            NamedOrBlankNode::BlankNode(blank) => {
                let next = self.blank.len();
                format!("_:{}", self.blank.entry(blank.into_string()).or_insert(next))
            }
        };
        self.counted(name)
    }

    fn found(&mut self, term: Term) -> Result<Found, ReadError> {
        Ok(match term {
            Term::NamedNode(iri) => Found::Node(self.counted(iri.into_string())?),
            Term::BlankNode(blank) => Found::Node(self.node(blank.into())?),
            Term::Literal(literal) => {
                let (text, ..) = literal.destruct();
                Found::Literal(self.counted(text)?)
            }
            Term::Triple(triple) => {
                let Triple { subject, predicate, object } = *triple;
                let subject = Found::Node(self.node(subject)?);
                let predicate = Found::Node(self.counted(predicate.into_string())?);
                Found::Triple(Box::new([subject, predicate, self.found(object)?]))
            }
        })
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
