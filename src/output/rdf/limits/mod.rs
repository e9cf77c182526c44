//! How much of foreign RDF is read: looked at before a parser sees it, so that no file can exhaust the stack, the memory or anyone's
//! patience.

#[cfg(feature = "rdf")]
mod brackets;
#[cfg(feature = "jsonld")]
mod json;
#[cfg(feature = "xml")]
mod xml;

#[cfg(feature = "rdf")]
use super::error::ReadError;
#[cfg(feature = "rdf")]
use super::format::RdfFormat;
use super::vocabulary;

/// How RDF is read, and how much of it. What goes beyond is a [`ReadError::Limit`] with its place.
///
/// ```
/// use relata::{KnowledgeGraph, RdfFormat, ReadError, ReadOptions};
/// let mut options = ReadOptions::default();
/// options.bytes = 20;
/// let turtle = b"<https://example.org/a> <https://example.org/b> 1 .";
/// let error = KnowledgeGraph::read_rdf_with(RdfFormat::Turtle, &options, turtle).unwrap_err();
/// assert!(matches!(error, ReadError::Limit { .. }));
/// assert_eq!(error.to_string(), "cannot read turtle, line 1: more than 20 bytes (ReadOptions::bytes)");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ReadOptions {
    /// Namespace of the crate's own terms; [`vocabulary::RELATA`] by default.
    pub vocabulary: String,
    /// The bytes of the data; 1 GiB by default.
    pub bytes: usize,
    /// How deep elements, lists, nodes, triple terms and the terms of a JSON-LD context may lie in one another; 128 by default.
    /// More than 1,000 counts as 1,000.
    pub depth: usize,
    /// How much may be made of little: the bytes of all terms, and the names that are looked through for a name or a context, are
    /// at most this many times the bytes of the data; 100 by default. Data of less than 64 KiB count as 64 KiB.
    pub expansion: usize,
}

impl Default for ReadOptions {
    fn default() -> Self {
        Self { vocabulary: vocabulary::RELATA.to_owned(), bytes: 1 << 30, depth: 128, expansion: 100 }
    }
}

/// A limit of [`ReadOptions`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ReadLimit {
    /// [`ReadOptions::bytes`].
    Bytes,
    /// [`ReadOptions::depth`].
    Depth,
    /// [`ReadOptions::expansion`].
    Expansion,
}

impl ReadLimit {
    /// What is too much.
    pub(super) fn problem(self, most: usize) -> String {
        match self {
            Self::Bytes => format!("more than {most} bytes (ReadOptions::bytes)"),
            Self::Depth => format!("more than {most} things in one another (ReadOptions::depth)"),
            Self::Expansion => {
                format!("more than {most} times as much as the data come of it (ReadOptions::expansion)")
            }
        }
    }
}

/// Data of fewer bytes count as this, where the limit is a multiple of them.
#[cfg(feature = "rdf")]
const LEAST_BYTES: usize = 64 << 10;

#[cfg(feature = "rdf")]
impl ReadOptions {
    /// The depth that is kept to.
    pub(super) fn most_depth(&self) -> usize {
        self.depth.min(1000)
    }

    /// What may be made of data of a number of bytes.
    pub(super) fn most_made(&self, bytes: usize) -> usize {
        self.expansion.saturating_mul(bytes.max(LEAST_BYTES))
    }

    fn most(&self, limit: ReadLimit) -> usize {
        match limit {
            ReadLimit::Bytes => self.bytes,
            ReadLimit::Depth => self.most_depth(),
            ReadLimit::Expansion => self.expansion,
        }
    }

    /// The error of going beyond a limit.
    pub(super) fn beyond(&self, limit: ReadLimit, format: RdfFormat, line: Option<usize>) -> ReadError {
        ReadError::Limit { format, limit, most: self.most(limit), line }
    }
}

/// What a look at the data finds in them that is not read, with its byte.
#[cfg(feature = "rdf")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Refused {
    Beyond(ReadLimit, usize),
    #[cfg_attr(not(feature = "xml"), expect(dead_code, reason = "only XML has them"))]
    DocumentType(usize),
}

/// Looks at the data; what is no RDF at all is left to the parser, which says so better.
#[cfg(feature = "rdf")]
pub(super) fn check(text: &str, format: RdfFormat, options: &ReadOptions) -> Result<(), ReadError> {
    let line = |byte: usize| {
        let before = text.as_bytes().get(..byte.min(text.len())).unwrap_or_default();
        before.iter().filter(|&&b| b == b'\n').count().saturating_add(1)
    };
    if text.len() > options.bytes {
        return Err(options.beyond(ReadLimit::Bytes, format, Some(line(options.bytes))));
    }
    let found = match format {
        RdfFormat::Turtle | RdfFormat::NTriples | RdfFormat::NQuads | RdfFormat::TriG => {
            brackets::check(text.as_bytes(), options.most_depth())
        }
        #[cfg(feature = "xml")]
        RdfFormat::RdfXml => xml::check(text, options.most_depth(), options.most_made(text.len())),
        #[cfg(feature = "jsonld")]
        RdfFormat::JsonLd => json::check(text, options.most_depth(), options.most_made(text.len())),
        #[cfg(not(all(feature = "xml", feature = "jsonld")))]
        _ => Ok(()),
    };
    found.map_err(|refused| match refused {
        Refused::Beyond(limit, byte) => options.beyond(limit, format, Some(line(byte))),
        Refused::DocumentType(byte) => ReadError::DocumentType { format, line: line(byte) },
    })
}
