//! Facts of Arrow record batches: a column of texts in, a row for each fact out. What an engine over Arrow (DataFusion,
//! Ballista, Spark, Ray) calls on its workers; `docs/scale.md` shows how.

use super::{Document, DocumentError};
use crate::output::tables::arrow;
use crate::output::tables::rows::Rows;
use crate::{Extractor, KnowledgeGraph};
use arrow_array::{Array, LargeStringArray, RecordBatch, StringArray, StringViewArray};
use arrow_schema::{ArrowError, SchemaRef};
use std::sync::{Arc, LazyLock};

/// The columns of facts. Which: `document`, `id` (the statement's IRI). Who and what: `subject`, `subject_kind`, `subject_id`,
/// `subject_iri`, and the same of `object`, null but its words where it is no entity. How it is told: `predicate` with its
/// particles and preposition, `verb` without them, `label`. How it stands: `asserted`, `polarity`, `modality`,
/// `attribution` and `attribution_iri` (null where the article itself says so), `construction`, `rule`, `confidence` (0 to
/// 1), `symmetric`. When: `time_start` and `time_end` (timestamps without zone, null where open), `time_unit`,
/// `time_approximate`. `qualifiers`: a list of role, marker, text, entity and time. Where: `evidence` (sentences), `start`
/// and `end` of the first (bytes of the text).
pub fn facts_schema() -> SchemaRef {
    static SCHEMA: LazyLock<SchemaRef> = LazyLock::new(arrow::facts_schema);
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
/// [`ArrowError`] where an IRI of a document is none, or the columns do not make a batch.
pub fn facts<'g>(graphs: impl IntoIterator<Item = &'g KnowledgeGraph>) -> Result<RecordBatch, ArrowError> {
    let rows: Result<Vec<Rows<'g>>, _> = graphs.into_iter().map(Rows::new).collect();
    arrow::facts(&rows.map_err(|error| ArrowError::ExternalError(Box::new(error)))?)
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
        let mut graphs = Vec::new();
        let mut errors = Vec::new();
        for row in 0..batch.num_rows() {
            let Some(text) = texts.get(row) else { continue };
            let id = ids.as_ref().and_then(|ids| ids.get(row)).map_or_else(|| row.to_string(), str::to_owned);
            match super::extract_all::read(self, Document::new(id, text)) {
                Ok(graph) => graphs.push(graph),
                Err(error) => errors.push(error),
            }
        }
        Ok(Facts { facts: facts(&graphs)?, errors })
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
