//! Facts of Arrow record batches: a column of texts in, a row for each fact out. What an engine over Arrow (DataFusion,
//! Ballista, Spark, Ray) calls on its workers; `docs/scale.md` shows how.

use super::{Document, DocumentError};
use crate::graph::{Relation, Value};
use crate::{Extractor, KnowledgeGraph};
use arrow_array::builder::{Float32Builder, StringBuilder, UInt64Builder};
use arrow_array::{Array, ArrayRef, LargeStringArray, RecordBatch, StringArray, StringViewArray};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use std::sync::{Arc, LazyLock};

/// The columns of facts: `document`, `subject`, `subject_kind`, `predicate`, `object`, `object_kind` (null for words that
/// are no entity), `polarity`, `modality`, `attribution` (null where the article itself says so), `confidence` (0 to 1),
/// `start` and `end` of the first evidence (bytes of the text).
pub fn facts_schema() -> SchemaRef {
    static SCHEMA: LazyLock<SchemaRef> = LazyLock::new(|| {
        let text = |name, null| Field::new(name, DataType::Utf8, null);
        Arc::new(Schema::new(vec![
            text("document", false),
            text("subject", false),
            text("subject_kind", false),
            text("predicate", false),
            text("object", false),
            text("object_kind", true),
            text("polarity", false),
            text("modality", false),
            text("attribution", true),
            Field::new("confidence", DataType::Float32, false),
            Field::new("start", DataType::UInt64, false),
            Field::new("end", DataType::UInt64, false),
        ]))
    });
    Arc::clone(&SCHEMA)
}

/// The facts of a batch, and why some of its documents have none.
#[derive(Debug)]
#[non_exhaustive]
pub struct Facts {
    /// A row for each fact, of [`facts_schema`], in the order of the documents.
    pub facts: RecordBatch,
    /// The documents that could not be read.
    pub errors: Vec<DocumentError>,
}

/// A row for each fact of the graphs, of [`facts_schema`], in their order.
///
/// ```
/// let batch = relata::scale::arrow::facts([&relata::KnowledgeGraph::default()])?;
/// assert_eq!(batch.num_rows(), 0);
/// # Ok::<(), arrow_schema::ArrowError>(())
/// ```
///
/// # Errors
/// [`ArrowError`] where the columns do not make a batch.
pub fn facts<'g>(graphs: impl IntoIterator<Item = &'g KnowledgeGraph>) -> Result<RecordBatch, ArrowError> {
    let mut columns = Columns::default();
    for graph in graphs {
        graph.relations().for_each(|relation| columns.push(graph, relation));
    }
    columns.finish()
}

impl Extractor {
    /// The facts of the texts in a column; `id` names the column of their ids, which are counted from 0 where there is
    /// none. Both columns are strings (`Utf8`, `LargeUtf8` or `Utf8View`). A text that is null is left out.
    ///
    /// The call runs on the caller's thread, as engines bring threads of their own.
    ///
    /// ```
    /// # #[cfg(feature = "embedded-model")] {
    /// use arrow_array::{ArrayRef, RecordBatch, StringArray};
    /// let texts: ArrayRef = std::sync::Arc::new(StringArray::from(vec!["Greta Lund met Olav Berg."]));
    /// let batch = RecordBatch::try_from_iter([("text", texts)])?;
    /// let found = relata::Extractor::new()?.extract_batch(&batch, "text", None)?;
    /// assert_eq!(found.facts.num_rows(), 1);
    /// # }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`ArrowError::SchemaError`] where a column is missing or not of strings.
    pub fn extract_batch(
        &self,
        batch: &RecordBatch,
        text: &str,
        id: Option<&str>,
    ) -> Result<Facts, ArrowError> {
        let texts = strings(batch, text)?;
        let ids = id.map(|id| strings(batch, id)).transpose()?;
        let mut columns = Columns::default();
        let mut errors = Vec::new();
        for row in 0..batch.num_rows() {
            let Some(text) = texts.get(row) else { continue };
            let id = ids.as_ref().and_then(|ids| ids.get(row)).map_or_else(|| row.to_string(), str::to_owned);
            match super::extract_all::read(self, Document::new(id, text)) {
                Ok(graph) => graph.relations().for_each(|relation| columns.push(&graph, relation)),
                Err(error) => errors.push(error),
            }
        }
        Ok(Facts { facts: columns.finish()?, errors })
    }
}

/// A column of strings, whatever its layout.
enum Strings<'b> {
    Plain(&'b StringArray),
    Large(&'b LargeStringArray),
    View(&'b StringViewArray),
}

impl Strings<'_> {
    fn get(&self, row: usize) -> Option<&str> {
        match self {
            Self::Plain(column) => column.is_valid(row).then(|| column.value(row)),
            Self::Large(column) => column.is_valid(row).then(|| column.value(row)),
            Self::View(column) => column.is_valid(row).then(|| column.value(row)),
        }
    }
}

fn strings<'b>(batch: &'b RecordBatch, name: &str) -> Result<Strings<'b>, ArrowError> {
    let column = batch
        .column_by_name(name)
        .ok_or_else(|| ArrowError::SchemaError(format!("there is no column {name}")))?
        .as_any();
    let plain = column.downcast_ref().map(Strings::Plain);
    plain
        .or_else(|| column.downcast_ref().map(Strings::Large))
        .or_else(|| column.downcast_ref().map(Strings::View))
        .ok_or_else(|| ArrowError::SchemaError(format!("column {name} is not of strings")))
}

#[derive(Default)]
struct Columns {
    texts: [StringBuilder; 9],
    confidence: Float32Builder,
    places: [UInt64Builder; 2],
}

impl Columns {
    fn push(&mut self, graph: &KnowledgeGraph, relation: &Relation) {
        let subject = Value::Entity(relation.subject);
        let kind = |value: &Value| {
            let entity = value.entity().and_then(|id| graph.entity(id));
            entity.map(|entity| entity.kind.as_str())
        };
        let values = [
            Some(graph.document().id.as_str()),
            Some(graph.text_of(&subject)),
            Some(kind(&subject).unwrap_or_default()),
            Some(relation.predicate.as_str()),
            Some(graph.text_of(&relation.object)),
            kind(&relation.object),
            Some(relation.polarity.as_str()),
            Some(relation.modality.as_str()),
            relation.attribution.as_ref().map(|source| graph.text_of(source)),
        ];
        for (column, value) in self.texts.iter_mut().zip(values) {
            column.append_option(value);
        }
        self.confidence.append_value(relation.confidence);
        let (start, end) = relation.evidence.first().map_or((0, 0), |e| (e.start, e.end));
        for (column, place) in self.places.iter_mut().zip([start, end]) {
            column.append_value(place as u64);
        }
    }

    fn finish(mut self) -> Result<RecordBatch, ArrowError> {
        let mut columns: Vec<ArrayRef> = Vec::new();
        columns.extend(self.texts.iter_mut().map(|c| Arc::new(c.finish()) as ArrayRef));
        columns.push(Arc::new(self.confidence.finish()));
        columns.extend(self.places.iter_mut().map(|c| Arc::new(c.finish()) as ArrayRef));
        RecordBatch::try_new(facts_schema(), columns)
    }
}
