//! Rows of Parquet with the fields of an article as columns.

use super::{Content, Item};
use crate::files;
use crate::message::{Message, Origin};
use arrow_array::{
    Array, Int32Array, Int64Array, LargeStringArray, RecordBatch, StringArray, StringViewArray,
};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use relata::Document;
use std::path::Path;

const COLUMNS: [&str; 6] = ["id", "text", "title", "url", "published", "publisher"];
/// Rows that are read at once.
const ROWS: usize = 256;

/// The articles of a file, and how many there are.
pub fn items(
    path: &Path,
    name: String,
    origin: Origin,
) -> Result<(impl Iterator<Item = Item> + use<>, Option<u64>), Message> {
    let wrong = |error: &dyn std::fmt::Display| Message::error(error).at(&Origin::file(path));
    let file = files::open(path, true).map_err(|e| Message::io(path, &e))?;
    let builder = ParquetRecordBatchReaderBuilder::try_new(file).map_err(|e| wrong(&e))?;
    let count = u64::try_from(builder.metadata().file_metadata().num_rows()).ok();
    let batches = builder.with_batch_size(ROWS).build().map_err(|e| wrong(&e))?;
    let mut number = 0_u64;
    let items = batches.flat_map(move |batch| match batch {
        Ok(batch) => rows(&batch)
            .map(|fields| {
                number = number.saturating_add(1);
                row(fields, format!("{name}-{number}"), origin.clone().line(number))
            })
            .collect::<Vec<_>>(),
        Err(error) => {
            vec![Item::failed(format!("{name}-after-{number}"), origin.clone(), Message::error(error))]
        }
    });
    Ok((items, count))
}

fn rows(batch: &RecordBatch) -> impl Iterator<Item = [Option<String>; 6]> {
    let mut columns = COLUMNS.map(|name| column(batch, name).into_iter());
    (0..batch.num_rows()).map(move |_| columns.each_mut().map(|column| column.next().flatten()))
}

fn row(fields: [Option<String>; 6], id: String, origin: Origin) -> Item {
    let [own, text, title, url, published, publisher] = fields;
    let id = own.unwrap_or(id);
    let Some(text) = text else {
        return Item::failed(id, origin, Message::error("no text in this row"));
    };
    let mut document = Document::new(id.clone(), text);
    document.title = title;
    document.iri = url;
    document.published = published.as_deref().map(super::date);
    document.publisher = publisher;
    Item::new(id, origin, Ok(Content::Article(document)))
}

/// The values of a column of texts or whole numbers; none where there is no such column.
fn column(batch: &RecordBatch, name: &str) -> Vec<Option<String>> {
    let Some(column) = batch.column_by_name(name) else { return vec![None; batch.num_rows()] };
    let any = column.as_any();
    let owned = |value: Option<&str>| value.map(str::to_owned);
    if let Some(column) = any.downcast_ref::<StringArray>() {
        column.iter().map(owned).collect()
    } else if let Some(column) = any.downcast_ref::<LargeStringArray>() {
        column.iter().map(owned).collect()
    } else if let Some(column) = any.downcast_ref::<StringViewArray>() {
        column.iter().map(owned).collect()
    } else if let Some(column) = any.downcast_ref::<Int64Array>() {
        column.iter().map(|value| value.map(|n| n.to_string())).collect()
    } else if let Some(column) = any.downcast_ref::<Int32Array>() {
        column.iter().map(|value| value.map(|n| n.to_string())).collect()
    } else {
        vec![None; batch.num_rows()]
    }
}
