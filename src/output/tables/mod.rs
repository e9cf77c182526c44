//! The graph for graph databases, network tools and data frames: nodes and edges with the IRIs they have as RDF.

#[cfg(feature = "arrow")]
pub(crate) mod arrow;
mod csv;
mod cypher;
mod graphml;
mod json_lines;
pub(crate) mod rows;

pub use csv::{CsvOptions, Neo4jCsv};
pub use json_lines::JsonLinesError;

use super::WriteError;
use crate::graph::KnowledgeGraph;
use rows::Rows;

/// Why Arrow batches or Parquet files could not be made.
#[cfg(feature = "arrow")]
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ArrowWriteError {
    /// An IRI of the document is none.
    #[error(transparent)]
    Iri(#[from] WriteError),
    /// Arrow refuses the columns.
    #[error(transparent)]
    Arrow(#[from] arrow_schema::ArrowError),
    /// Parquet, or the writer below it, fails.
    #[cfg(feature = "parquet")]
    #[error(transparent)]
    Parquet(#[from] ::parquet::errors::ParquetError),
}

impl KnowledgeGraph {
    /// The graph as GraphML, for Gephi, yEd, Cytoscape or networkx: entities and words as nodes, relations as edges with
    /// polarity, modality, source, confidence, time and evidence. Characters that XML cannot carry are left out.
    ///
    /// # Errors
    /// [`WriteError::Iri`] where an IRI of the document is none; so for the other tables.
    ///
    /// ```
    /// use relata::graph::{EntityNode, KnowledgeGraph};
    /// let mut graph = KnowledgeGraph::default();
    /// graph.add_entity(EntityNode::new("Lund & Berg", relata::Kind::Organization));
    /// assert!(graph.to_graphml()?.contains("<data key=\"node_label\">Lund &amp; Berg</data>"));
    /// # Ok::<(), relata::WriteError>(())
    /// ```
    pub fn to_graphml(&self) -> Result<String, WriteError> {
        Ok(graphml::write(&Rows::new(self)?))
    }

    /// The graph as the two CSV files `neo4j-admin database import` reads (with `--multiline-fields=true`). A relation's
    /// type is its predicate where it is stated as fact, else `NOT_ASSERTED`, so that no query for facts finds it.
    ///
    /// # Errors
    /// [`WriteError::Iri`] where an IRI of the document is none.
    ///
    /// ```
    /// use relata::graph::{EntityNode, KnowledgeGraph};
    /// let mut graph = KnowledgeGraph::default();
    /// graph.add_entity(EntityNode::new("Greta Lund", relata::Kind::Person));
    /// let csv = graph.to_neo4j_csv(&relata::CsvOptions::default())?;
    /// assert!(csv.nodes.lines().nth(1).is_some_and(|line| line.ends_with("\"Entity;Person\"")));
    /// # Ok::<(), relata::WriteError>(())
    /// ```
    pub fn to_neo4j_csv(&self, options: &CsvOptions) -> Result<Neo4jCsv, WriteError> {
        Ok(csv::write(&Rows::new(self)?, options))
    }

    /// The graph as Cypher statements, one a line, that merge it into a database by its IRIs; run twice, they change
    /// nothing. Nothing in a name can end its string.
    ///
    /// # Errors
    /// [`WriteError::Iri`] where an IRI of the document is none.
    ///
    /// ```
    /// use relata::graph::{EntityNode, KnowledgeGraph};
    /// let mut graph = KnowledgeGraph::default();
    /// graph.add_entity(EntityNode::new("O'Hara'}) DETACH DELETE n //", relata::Kind::Person));
    /// assert!(graph.to_cypher()?.contains(r"name: 'O\'Hara\'}) DETACH DELETE n //'"));
    /// # Ok::<(), relata::WriteError>(())
    /// ```
    pub fn to_cypher(&self) -> Result<String, WriteError> {
        Ok(cypher::write(&Rows::new(self)?))
    }

    /// The graph as JSON lines: the document (with what read it), its sentences, entities, relations and notices, an object a line,
    /// `type` the first member.
    ///
    /// # Errors
    /// None in practice; the type is that of `serde_json`.
    ///
    /// ```
    /// use relata::{EntityNode, Kind, KnowledgeGraph};
    /// let mut graph = KnowledgeGraph::default();
    /// graph.add_entity(EntityNode::new("Lisbon", Kind::Place));
    /// assert!(graph.to_json_lines()?.lines().all(|line| line.starts_with("{\"type\":")));
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    pub fn to_json_lines(&self) -> Result<String, serde_json::Error> {
        json_lines::write(self)
    }

    /// Reads what [`to_json_lines`](Self::to_json_lines) writes.
    ///
    /// # Errors
    /// [`JsonLinesError`], with the line.
    ///
    /// ```
    /// use relata::graph::KnowledgeGraph;
    /// let graph = KnowledgeGraph::default();
    /// assert_eq!(KnowledgeGraph::from_json_lines(&graph.to_json_lines()?)?, graph);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn from_json_lines(text: &str) -> Result<Self, JsonLinesError> {
        json_lines::read(text)
    }

    /// The graph as two Arrow record batches, nodes and edges. Needs the feature `arrow`.
    ///
    /// # Errors
    /// [`ArrowWriteError`].
    ///
    /// ```
    /// use relata::{EntityNode, Kind, KnowledgeGraph};
    /// let mut graph = KnowledgeGraph::default();
    /// graph.add_entity(EntityNode::new("Lisbon", Kind::Place));
    /// let (nodes, edges) = graph.to_record_batches()?;
    /// assert_eq!((nodes.num_rows(), edges.num_rows()), (1, 0));
    /// # Ok::<(), relata::output::ArrowWriteError>(())
    /// ```
    #[cfg(feature = "arrow")]
    pub fn to_record_batches(
        &self,
    ) -> Result<(arrow_array::RecordBatch, arrow_array::RecordBatch), ArrowWriteError> {
        let rows = Rows::new(self)?;
        Ok((arrow::nodes(&rows)?, arrow::edges(&rows)?))
    }

    /// Writes the graph as two Parquet files, nodes and edges, compressed with Snappy. Needs the feature `parquet`.
    ///
    /// # Errors
    /// [`ArrowWriteError`].
    ///
    /// ```
    /// let (mut nodes, mut edges) = (Vec::new(), Vec::new());
    /// relata::KnowledgeGraph::default().write_parquet(&mut nodes, &mut edges)?;
    /// assert!(nodes.starts_with(b"PAR1") && edges.starts_with(b"PAR1"));
    /// # Ok::<(), relata::output::ArrowWriteError>(())
    /// ```
    #[cfg(feature = "parquet")]
    pub fn write_parquet(
        &self,
        nodes: impl std::io::Write + Send,
        edges: impl std::io::Write + Send,
    ) -> Result<(), ArrowWriteError> {
        fn file(
            batch: &arrow_array::RecordBatch,
            writer: impl std::io::Write + Send,
        ) -> Result<(), ArrowWriteError> {
            let properties = ::parquet::file::properties::WriterProperties::builder()
                .set_compression(::parquet::basic::Compression::SNAPPY)
                .build();
            let mut out = ::parquet::arrow::ArrowWriter::try_new(writer, batch.schema(), Some(properties))?;
            out.write(batch)?;
            out.close()?;
            Ok(())
        }
        let batches = self.to_record_batches()?;
        file(&batches.0, nodes)?;
        file(&batches.1, edges)
    }
}
