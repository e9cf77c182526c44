//! How graphs are written into a shard.

use relata::{Detail, KnowledgeGraph, RdfFormat, RdfOptions};
use std::error::Error;
use std::io::Write;

/// What a shard holds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A named graph for each document.
    Rdf(RdfFormat, Detail),
    /// A graph a line.
    JsonLines,
    /// A row for each fact.
    #[cfg(feature = "parquet")]
    Parquet,
}

impl Format {
    pub fn name(self) -> &'static str {
        match self {
            Self::Rdf(..) => "nquads",
            Self::JsonLines => "jsonl",
            #[cfg(feature = "parquet")]
            Self::Parquet => "parquet",
        }
    }

    pub fn extension(self) -> &'static str {
        match self {
            Self::Rdf(format, _) => format.file_extension(),
            Self::JsonLines => "jsonl",
            #[cfg(feature = "parquet")]
            Self::Parquet => "parquet",
        }
    }

    /// Begins a shard.
    pub fn begin<W: Write + Send>(self, writer: W) -> Result<Graphs<W>, Box<dyn Error>> {
        Ok(match self {
            Self::Rdf(format, detail) => Graphs::Rdf(format, options(detail), writer),
            Self::JsonLines => Graphs::JsonLines(writer),
            #[cfg(feature = "parquet")]
            Self::Parquet => {
                use parquet::basic::{Compression, ZstdLevel};
                use parquet::file::properties::WriterProperties;
                let properties = WriterProperties::builder()
                    .set_compression(Compression::ZSTD(ZstdLevel::default()))
                    .build();
                let schema = relata::scale::arrow::facts_schema();
                let rows = parquet::arrow::ArrowWriter::try_new(writer, schema, Some(properties))?;
                Graphs::Parquet(Box::new(rows))
            }
        })
    }
}

/// The options of a level of detail.
pub fn options(detail: Detail) -> RdfOptions {
    let mut options = RdfOptions::default();
    options.detail = detail;
    options
}

/// A shard that is being written.
pub enum Graphs<W: Write + Send> {
    Rdf(RdfFormat, RdfOptions, W),
    JsonLines(W),
    #[cfg(feature = "parquet")]
    Parquet(Box<parquet::arrow::ArrowWriter<W>>),
}

impl<W: Write + Send> Graphs<W> {
    pub fn write(&mut self, graph: &KnowledgeGraph) -> Result<(), Box<dyn Error>> {
        match self {
            Self::Rdf(format, options, writer) => graph.write_rdf_with(*format, options, writer)?,
            Self::JsonLines(writer) => {
                serde_json::to_writer(&mut *writer, graph)?;
                writer.write_all(b"\n")?;
            }
            #[cfg(feature = "parquet")]
            Self::Parquet(rows) => rows.write(&relata::scale::arrow::facts([graph])?)?,
        }
        Ok(())
    }

    /// Writes what stands at the end of a shard.
    pub fn finish(self) -> Result<(), Box<dyn Error>> {
        match self {
            Self::Rdf(..) | Self::JsonLines(_) => {}
            #[cfg(feature = "parquet")]
            Self::Parquet(rows) => {
                rows.close()?;
            }
        }
        Ok(())
    }
}
