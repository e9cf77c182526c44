//! Arrow record batches, and Parquet files of them.
#![expect(clippy::indexing_slicing, reason = "ids of the entities and terms of the same graph")]

use super::rows::Rows;
use arrow_array::builder::{ListBuilder, StringBuilder};
use arrow_array::{ArrayRef, BooleanArray, Float32Array, RecordBatch, StringArray, UInt64Array};
use arrow_schema::ArrowError;
use std::sync::Arc;

fn texts<'a>(items: impl Iterator<Item = &'a str>) -> ArrayRef {
    Arc::new(StringArray::from_iter_values(items))
}

fn optional(items: impl Iterator<Item = Option<String>>) -> ArrayRef {
    Arc::new(items.collect::<StringArray>())
}

fn lists<'a, S: AsRef<str> + 'a>(items: impl Iterator<Item = &'a [S]>) -> ArrayRef {
    let mut builder = ListBuilder::new(StringBuilder::new());
    for list in items {
        for item in list {
            builder.values().append_value(item.as_ref());
        }
        builder.append(true);
    }
    Arc::new(builder.finish())
}

fn flags(items: impl Iterator<Item = bool>) -> ArrayRef {
    Arc::new(items.map(Some).collect::<BooleanArray>())
}

fn numbers(items: impl Iterator<Item = usize>) -> ArrayRef {
    Arc::new(UInt64Array::from_iter_values(items.map(|n| n as u64)))
}

pub(super) fn nodes(rows: &Rows<'_>) -> Result<RecordBatch, ArrowError> {
    let nodes = || rows.nodes.iter();
    RecordBatch::try_from_iter([
        ("id", texts(nodes().map(|n| n.id.as_str()))),
        ("name", texts(nodes().map(|n| n.name))),
        ("kind", texts(nodes().map(|n| n.kind))),
        ("named", flags(nodes().map(|n| n.named))),
        ("aliases", lists(nodes().map(|n| n.aliases))),
        ("same_as", lists(nodes().map(|n| n.same_as))),
        ("mentions", numbers(nodes().map(|n| n.mentions))),
        ("members", lists(nodes().map(|n| n.members.as_slice()))),
        ("refers_to", lists(nodes().map(|n| n.refers_to.as_slice()))),
    ])
}

pub(super) fn edges(rows: &Rows<'_>) -> Result<RecordBatch, ArrowError> {
    let edges = || rows.edges.iter();
    let confidence = Float32Array::from_iter_values(edges().map(|e| e.relation.confidence));
    RecordBatch::try_from_iter([
        ("id", texts(edges().map(|e| e.id.as_str()))),
        ("subject", texts(edges().map(|e| rows.nodes[e.source].id.as_str()))),
        ("predicate", texts(edges().map(|e| e.relation.predicate.as_str()))),
        ("object", texts(edges().map(|e| rows.nodes[e.target].id.as_str()))),
        ("label", texts(edges().map(|e| e.relation.label.as_str()))),
        ("polarity", texts(edges().map(|e| e.relation.polarity.as_str()))),
        ("modality", texts(edges().map(|e| e.relation.modality.as_str()))),
        ("attribution", optional(edges().map(|e| e.attribution.map(str::to_owned)))),
        ("asserted", flags(edges().map(|e| e.relation.is_asserted()))),
        ("confidence", Arc::new(confidence) as ArrayRef),
        ("symmetric", flags(edges().map(|e| e.relation.symmetric))),
        ("qualifiers", lists(edges().map(|e| e.qualifiers.as_slice()))),
        ("time_start", optional(edges().map(|e| e.times().0))),
        ("time_end", optional(edges().map(|e| e.times().1))),
        ("evidence", lists(edges().map(|e| e.evidence.as_slice()))),
        ("start_byte", numbers(edges().map(|e| e.bytes().0))),
        ("end_byte", numbers(edges().map(|e| e.bytes().1))),
        ("document", texts(edges().map(|_| rows.document.as_str()))),
    ])
}
