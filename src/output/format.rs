//! The formats by name, as a command line chooses one. A new one is a line in [`OutputFormat::ALL`].

use super::{PictureOptions, RdfFormat, RdfOptions};
use crate::graph::KnowledgeGraph;
use std::io::{self, Write};

/// A format that a graph can be written in, known by its name.
///
/// ```
/// use relata::output::{OutputFormat, OutputOptions};
/// let graph = relata::KnowledgeGraph::default();
/// let format: OutputFormat = "mermaid".parse()?;
/// let mut out = Vec::new();
/// format.write(&graph, &OutputOptions::default(), &mut out)?;
/// assert!(out.starts_with(b"flowchart LR"));
/// assert!("papyrus".parse::<OutputFormat>().unwrap_err().to_string().contains("but dot, svg, mermaid"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct OutputFormat {
    name: &'static str,
    is_picture: bool,
    write: Writer,
}

/// The options of all formats; each takes what is its own.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct OutputOptions {
    /// Of the pictures.
    pub picture: PictureOptions,
    /// Of the syntaxes of RDF.
    pub rdf: RdfOptions,
}

type Writer = fn(&KnowledgeGraph, &OutputOptions, &mut dyn Write) -> io::Result<()>;

const fn picture(name: &'static str, write: Writer) -> OutputFormat {
    OutputFormat { name, is_picture: true, write }
}

const fn whole(name: &'static str, write: Writer) -> OutputFormat {
    OutputFormat { name, is_picture: false, write }
}

impl OutputFormat {
    /// All formats.
    pub const ALL: &[Self] = &[
        picture("dot", |graph, options, out| put(out, &graph.to_dot(&options.picture))),
        picture("svg", |graph, options, out| put(out, &graph.to_svg(&options.picture))),
        picture("mermaid", |graph, options, out| put(out, &graph.to_mermaid(&options.picture))),
        whole("html", |graph, _, out| put(out, &graph.to_html()?)),
        whole("json", |graph, _, out| put(out, &(graph.to_json()? + "\n"))),
        whole("records", |graph, _, out| put(out, &graph.to_json_lines()?)),
        whole("graphml", |graph, _, out| put(out, &graph.to_graphml().map_err(io::Error::other)?)),
        whole("cypher", |graph, _, out| put(out, &graph.to_cypher().map_err(io::Error::other)?)),
        whole("turtle", |graph, options, out| rdf(RdfFormat::Turtle, graph, options, out)),
        whole("ntriples", |graph, options, out| rdf(RdfFormat::NTriples, graph, options, out)),
        whole("nquads", |graph, options, out| rdf(RdfFormat::NQuads, graph, options, out)),
        whole("trig", |graph, options, out| rdf(RdfFormat::TriG, graph, options, out)),
        whole("rdfxml", |graph, options, out| rdf(RdfFormat::RdfXml, graph, options, out)),
        whole("jsonld", |graph, options, out| rdf(RdfFormat::JsonLd, graph, options, out)),
    ];

    /// The format with that name; `jsonlines` is what `records` was called before.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let name = if name == "jsonlines" { "records" } else { name };
        Self::ALL.iter().copied().find(|format| format.name == name)
    }

    /// The format's name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.name
    }

    /// Whether it chooses itself what matters most ([`PictureOptions::most_nodes`]).
    #[must_use]
    pub fn is_picture(self) -> bool {
        self.is_picture
    }

    /// Writes the graph.
    ///
    /// # Errors
    /// What the writer says, and inside an error of its kind what the format's own method says.
    pub fn write(
        self,
        graph: &KnowledgeGraph,
        options: &OutputOptions,
        mut out: impl Write,
    ) -> io::Result<()> {
        (self.write)(graph, options, &mut out)
    }
}

crate::error::named_values!(OutputFormat, "format", name);

fn put(out: &mut dyn Write, text: &str) -> io::Result<()> {
    out.write_all(text.as_bytes())
}

fn rdf(
    format: RdfFormat,
    graph: &KnowledgeGraph,
    options: &OutputOptions,
    out: &mut dyn Write,
) -> io::Result<()> {
    graph.write_rdf_with(format, &options.rdf, out).map_err(io::Error::other)
}
