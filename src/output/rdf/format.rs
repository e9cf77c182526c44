//! The six RDF syntaxes.

/// A syntax of RDF.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RdfFormat {
    /// [Turtle](https://www.w3.org/TR/turtle/).
    Turtle,
    /// [N-Triples](https://www.w3.org/TR/n-triples/).
    NTriples,
    /// [N-Quads](https://www.w3.org/TR/n-quads/), in a named graph for each document.
    NQuads,
    /// [TriG](https://www.w3.org/TR/trig/), in a named graph for each document.
    TriG,
    /// [RDF/XML](https://www.w3.org/TR/rdf-syntax-grammar/); needs the feature `xml`.
    RdfXml,
    /// [JSON-LD](https://www.w3.org/TR/json-ld11/), compact, under our own context; triples, or a named graph for each document ([`RdfOptions::dataset`](super::RdfOptions::dataset)).
    JsonLd,
}

crate::error::named_values!(RdfFormat, "RDF syntax", name);

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

    /// The syntax of files with that ending, without its dot: `ttl`, `nt`, `nq`, `trig`, `rdf`, `jsonld`.
    #[must_use]
    pub fn from_file_extension(extension: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.file_extension() == extension)
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

    /// Whether the syntax has triple terms, which come with RDF 1.2.
    #[must_use]
    pub fn has_triple_terms(self) -> bool {
        matches!(self, Self::Turtle | Self::NTriples | Self::NQuads | Self::TriG)
    }

    /// Whether the syntax has named graphs. JSON-LD is written with one only where that is wanted.
    #[must_use]
    pub fn has_named_graphs(self) -> bool {
        matches!(self, Self::NQuads | Self::TriG | Self::JsonLd)
    }
}
