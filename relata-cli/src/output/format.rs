//! The formats a graph is written in.

use clap::ValueEnum;
use relata::RdfFormat;
use std::path::Path;

/// A format of graphs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// A fact a line, for reading and grep (.txt)
    Text,
    /// A page that shows articles beside their graph, in one file (.html)
    Html,
    /// A picture (.svg)
    Svg,
    /// A picture for Graphviz (.dot, .gv)
    Dot,
    /// A picture for Markdown (.mmd)
    #[value(alias = "mmd")]
    Mermaid,
    /// The graph with every field (.json)
    Json,
    /// The same, a graph a line (.jsonl)
    Jsonl,
    /// Document, sentences, entities and relations, a line each
    #[value(alias = "jsonlines")]
    Records,
    /// RDF: Turtle (.ttl)
    #[value(alias = "ttl")]
    Turtle,
    /// RDF: N-Triples (.nt)
    #[value(alias = "nt")]
    Ntriples,
    /// RDF: N-Quads, a named graph for each document (.nq)
    #[value(alias = "nq")]
    Nquads,
    /// RDF: TriG, a named graph for each document (.trig)
    Trig,
    /// RDF/XML (.rdf)
    #[value(alias = "rdf")]
    Rdfxml,
    /// RDF: JSON-LD (.jsonld)
    Jsonld,
    /// For Gephi, yEd, Cytoscape, networkx (.graphml)
    Graphml,
    /// Statements for a running Neo4j (.cypher)
    Cypher,
    /// Two tables for neo4j-admin database import, into a folder
    Csv,
    /// Two tables for data frames and DuckDB, into a folder (needs the feature parquet)
    Parquet,
}

impl Format {
    /// Its name on the command line.
    pub fn name(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }

    /// By the ending of a file's name.
    pub fn of_name(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_string_lossy().to_lowercase();
        Some(match ending.as_str() {
            "txt" | "text" => Self::Text,
            "html" | "htm" => Self::Html,
            "svg" => Self::Svg,
            "dot" | "gv" => Self::Dot,
            "mmd" | "mermaid" => Self::Mermaid,
            "json" => Self::Json,
            "jsonl" | "ndjson" => Self::Jsonl,
            "graphml" => Self::Graphml,
            "cypher" | "cql" => Self::Cypher,
            ending => match RdfFormat::from_file_extension(ending)? {
                RdfFormat::Turtle => Self::Turtle,
                RdfFormat::NTriples => Self::Ntriples,
                RdfFormat::NQuads => Self::Nquads,
                RdfFormat::TriG => Self::Trig,
                RdfFormat::RdfXml => Self::Rdfxml,
                RdfFormat::JsonLd => Self::Jsonld,
                _ => return None,
            },
        })
    }

    /// The ending of its files.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Text => "txt",
            Self::Html => "html",
            Self::Svg => "svg",
            Self::Dot => "dot",
            Self::Mermaid => "mmd",
            Self::Json => "json",
            Self::Jsonl | Self::Records => "jsonl",
            Self::Graphml => "graphml",
            Self::Cypher => "cypher",
            Self::Csv => "csv",
            Self::Parquet => "parquet",
            _ => self.rdf().map_or("", RdfFormat::file_extension),
        }
    }

    /// The syntax of RDF, where it is one.
    pub fn rdf(self) -> Option<RdfFormat> {
        Some(match self {
            Self::Turtle => RdfFormat::Turtle,
            Self::Ntriples => RdfFormat::NTriples,
            Self::Nquads => RdfFormat::NQuads,
            Self::Trig => RdfFormat::TriG,
            Self::Rdfxml => RdfFormat::RdfXml,
            Self::Jsonld => RdfFormat::JsonLd,
            _ => return None,
        })
    }

    /// Whether one file can hold the graphs of several documents.
    pub fn holds_several(self) -> bool {
        matches!(
            self,
            Self::Text
                | Self::Html
                | Self::Dot
                | Self::Jsonl
                | Self::Turtle
                | Self::Ntriples
                | Self::Nquads
                | Self::Trig
                | Self::Cypher
        )
    }

    /// Whether it is two files, which need a folder.
    pub fn is_tables(self) -> bool {
        matches!(self, Self::Csv | Self::Parquet)
    }

    /// Whether it is a picture, which chooses itself what matters most.
    pub fn is_picture(self) -> bool {
        matches!(self, Self::Svg | Self::Dot | Self::Mermaid)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_of_the_library_is_one_of_the_programs_by_the_same_name() {
        for format in relata::output::OutputFormat::ALL {
            let own = Format::from_str(format.name(), false);
            assert!(own.is_ok_and(|own| own.is_picture() == format.is_picture()), "{}", format.name());
        }
    }

    #[test]
    fn the_ending_of_a_format_gives_the_format() {
        for format in Format::value_variants() {
            let name = format!("a.{}", format.ending());
            let expected = match format {
                Format::Records => Some(Format::Jsonl),
                Format::Csv | Format::Parquet => None,
                other => Some(*other),
            };
            assert_eq!(Format::of_name(Path::new(&name)), expected, "{name}");
        }
    }
}
