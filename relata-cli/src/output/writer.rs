//! Writes graphs, one after the other, into a stream or a folder.

use super::destination::{Destination, Stream};
use super::format::Format;
use super::names::Names;
use crate::failure::Failure;
use crate::files::Pending;
use crate::message::Message;
use relata::graph::GraphBuilder;
use relata::{CsvOptions, DotOptions, KnowledgeGraph, RdfOptions};
use std::io::Write;
use std::path::Path;

/// How pictures and RDF look.
#[derive(Clone, Debug, Default)]
pub struct Look {
    /// Of pictures.
    pub picture: DotOptions,
    /// Of RDF.
    pub rdf: RdfOptions,
}

/// The bytes of one graph.
///
/// # Errors
/// Where the graph cannot be written in this format, as where an IRI is none.
pub fn one(graph: &KnowledgeGraph, format: Format, look: &Look) -> Result<Vec<u8>, Message> {
    let failed = |error: &dyn std::fmt::Display| {
        Message::error(format!("the graph cannot be written as {}: {error}", format.name()))
    };
    if let Some(syntax) = format.rdf() {
        let mut bytes = Vec::new();
        graph.write_rdf_with(syntax, &look.rdf, &mut bytes).map_err(|e| failed(&e))?;
        return Ok(bytes);
    }
    let json = |text: Result<String, serde_json::Error>| text.map_err(|e| failed(&e));
    let text = match format {
        Format::Html => json(graph.to_html())?,
        Format::Svg => graph.to_svg(&look.picture),
        Format::Dot => graph.to_dot(&look.picture),
        Format::Mermaid => graph.to_mermaid(&look.picture),
        Format::Json => json(graph.to_json())? + "\n",
        Format::Jsonl => json(serde_json::to_string(graph))? + "\n",
        Format::Records => json(graph.to_json_lines())?,
        Format::Graphml => graph.to_graphml().map_err(|e| failed(&e))?,
        Format::Cypher => graph.to_cypher().map_err(|e| failed(&e))?,
        _ => facts(graph),
    };
    Ok(text.into_bytes())
}

/// A fact a line.
fn facts(graph: &KnowledgeGraph) -> String {
    let line = |relation| graph.fact(relation).to_string().replace(char::is_control, " ") + "\n";
    graph.relations().map(line).collect()
}

/// Where graphs go.
enum Place {
    /// One after the other.
    Stream(Stream),
    /// Collected for one page.
    Page(Stream, Box<GraphBuilder>),
    /// A file each.
    Folder(std::path::PathBuf, Names),
}

/// Writes graphs.
pub struct Writer {
    format: Format,
    look: Look,
    place: Place,
    /// Whether a document's facts stand below its name.
    headed: bool,
    written: u64,
}

impl Writer {
    /// A writer of one document's graph, or of several.
    ///
    /// # Errors
    /// Where the format has no room for several, or the destination cannot be opened.
    pub fn open(
        format: Format,
        destination: &Destination,
        look: Look,
        several: bool,
    ) -> Result<Self, Failure> {
        let place = match destination {
            Destination::Folder(folder) => {
                std::fs::create_dir_all(folder).map_err(|e| Failure::failed(Message::io(folder, &e)))?;
                Place::Folder(folder.clone(), Names::default())
            }
            _ if several && !format.holds_several() => {
                let problem = format!("{} holds one document, and there are more", format.name());
                let help = "--output FOLDER/ writes a file for each; jsonl, nquads, html and others hold several; \
                            `relata merge` makes one graph of all";
                return Err(Failure::usage(Message::error(problem).help(help)));
            }
            Destination::Standard => Place::stream(Stream::standard(), format, several),
            Destination::File(path) => Place::stream(Stream::file(path)?, format, several),
        };
        Ok(Self { format, look, place, headed: several && format == Format::Text, written: 0 })
    }

    /// Writes a graph.
    ///
    /// # Errors
    /// [`Failure`] where the output can take no more; the inner error where only this graph cannot be written.
    pub fn write(&mut self, graph: KnowledgeGraph) -> Result<Result<(), Message>, Failure> {
        match &mut self.place {
            Place::Page(_, builder) => {
                if let Err(error) = builder.add(graph) {
                    return Ok(Err(Message::error(error)));
                }
            }
            Place::Stream(stream) => {
                let bytes = match one(&graph, self.format, &self.look) {
                    Ok(bytes) => bytes,
                    Err(problem) => return Ok(Err(problem)),
                };
                if self.headed {
                    let between = if self.written > 0 { "\n" } else { "" };
                    let id = graph.document().id.replace(char::is_control, " ");
                    stream.write(format!("{between}# {id}\n").as_bytes())?;
                }
                stream.write(&bytes)?;
            }
            Place::Folder(folder, names) => {
                let name = names.of(&graph.document().id);
                let files = match self.format {
                    Format::Csv => csv(&graph),
                    Format::Parquet => parquet(&graph),
                    format => {
                        one(&graph, format, &self.look).map(|bytes| vec![(format.ending().to_owned(), bytes)])
                    }
                };
                match files {
                    Ok(files) => files
                        .iter()
                        .try_for_each(|(ending, bytes)| whole(folder, &format!("{name}.{ending}"), bytes))?,
                    Err(problem) => return Ok(Err(problem)),
                }
            }
        }
        self.written = self.written.saturating_add(1);
        Ok(Ok(()))
    }

    /// Ends the output. Where nothing was written, no file takes its place.
    ///
    /// # Errors
    /// Where the rest cannot be written.
    pub fn finish(self) -> Result<(), Failure> {
        match self.place {
            Place::Stream(stream) if self.written > 0 => stream.finish(),
            Place::Page(mut stream, builder) if self.written > 0 => {
                let page = builder.into_merged().to_html();
                let page = page.map_err(|e| {
                    Failure::failed(Message::error(format!("the page cannot be written: {e}")))
                })?;
                stream.write(page.as_bytes())?;
                stream.finish()
            }
            _ => Ok(()),
        }
    }
}

impl Place {
    fn stream(stream: Stream, format: Format, several: bool) -> Self {
        match format {
            Format::Html if several => Self::Page(stream, Box::default()),
            _ => Self::Stream(stream),
        }
    }
}

/// A file that is there as a whole or not at all.
fn whole(folder: &Path, name: &str, bytes: &[u8]) -> Result<(), Failure> {
    let failed = |problem: String| Failure::failed(Message::error(problem));
    let mut file = Pending::new(folder, name).map_err(failed)?;
    file.write_all(bytes).map_err(|error| Failure::failed(Message::io(file.path(), &error)))?;
    file.publish().map(drop).map_err(failed)
}

/// Files by what stands behind the document's name.
type Files = Vec<(String, Vec<u8>)>;

fn csv(graph: &KnowledgeGraph) -> Result<Files, Message> {
    let tables = graph.to_neo4j_csv(&CsvOptions::default());
    let tables = tables.map_err(|e| Message::error(format!("the graph cannot be written as csv: {e}")))?;
    Ok(vec![
        ("nodes.csv".to_owned(), tables.nodes.into_bytes()),
        ("relationships.csv".to_owned(), tables.relationships.into_bytes()),
    ])
}

#[cfg(feature = "parquet")]
fn parquet(graph: &KnowledgeGraph) -> Result<Files, Message> {
    let (mut nodes, mut edges) = (Vec::new(), Vec::new());
    let written = graph.write_parquet(&mut nodes, &mut edges);
    written.map_err(|e| Message::error(format!("the graph cannot be written as parquet: {e}")))?;
    Ok(vec![("nodes.parquet".to_owned(), nodes), ("edges.parquet".to_owned(), edges)])
}

#[cfg(not(feature = "parquet"))]
fn parquet(_: &KnowledgeGraph) -> Result<Files, Message> {
    Err(Message::error("this program was built without Parquet").help(super::PARQUET_HELP))
}
