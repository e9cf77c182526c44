//! Facts of record batches: a row a fact, whatever the layout of the strings; nulls and bad documents are no end.
#![cfg(feature = "arrow")]

use arrow_array::cast::AsArray;
use arrow_array::types::UInt64Type;
use arrow_array::{ArrayRef, Int32Array, LargeStringArray, RecordBatch, StringArray, StringViewArray};
use relata::Extractor;
use relata::scale::arrow::facts_schema;
use std::sync::Arc;

fn batch(texts: ArrayRef) -> RecordBatch {
    let ids: ArrayRef = Arc::new(StringArray::from(vec!["a", "b", "c"]));
    RecordBatch::try_from_iter_with_nullable([("id", ids, false), ("text", texts, true)]).expect("a batch")
}

#[test]
fn facts_of_a_column_of_texts() {
    let extractor = Extractor::new().expect("the embedded model loads");
    let texts =
        [Some("Greta Lund met Olav Berg in Oslo."), None, Some("The envoy said that Lund had left Antwerp.")];
    let layouts: [ArrayRef; 3] = [
        Arc::new(StringArray::from(texts.to_vec())),
        Arc::new(LargeStringArray::from(texts.to_vec())),
        Arc::new(StringViewArray::from(texts.to_vec())),
    ];
    let found = layouts.map(|texts| {
        let found = extractor.extract_batch(&batch(texts), "text", Some("id")).expect("strings");
        assert!(found.errors.is_empty());
        found.facts
    });
    assert!(found[1..].iter().all(|facts| *facts == found[0]));
    let facts = &found[0];
    assert_eq!(facts.schema(), facts_schema());
    let column = |name: &str| -> Vec<Option<String>> {
        let column = facts.column_by_name(name).expect("a column").as_string::<i32>();
        column.iter().map(|value| value.map(str::to_owned)).collect()
    };
    let met = column("predicate").iter().position(|p| p.as_deref() == Some("meet")).expect("they met");
    assert_eq!(column("document")[met].as_deref(), Some("a"));
    assert_eq!(column("subject")[met].as_deref(), Some("Greta Lund"));
    assert_eq!(column("object")[met].as_deref(), Some("Olav Berg"));
    assert_eq!(column("object_kind")[met].as_deref(), Some("person"));
    assert_eq!(column("attribution")[met], None);
    let left = column("predicate").iter().position(|p| p.as_deref() == Some("leave")).expect("she left");
    assert_eq!(column("document")[left].as_deref(), Some("c"));
    assert!(column("attribution")[left].as_deref().is_some_and(|source| source.contains("envoy")));
    let ends = facts.column_by_name("end").expect("a column").as_primitive::<UInt64Type>();
    assert!(ends.iter().flatten().all(|end| end > 0));
    assert!(!column("document").iter().any(|id| id.as_deref() == Some("b")));
}

#[test]
fn a_column_that_is_missing_or_of_numbers_is_an_error() {
    let extractor = Extractor::new().expect("the embedded model loads");
    let numbers = batch(Arc::new(Int32Array::from(vec![1, 2, 3])));
    for (text, id) in [("text", None), ("words", None), ("id", Some("text"))] {
        let error = extractor.extract_batch(&numbers, text, id).expect_err("no strings");
        assert!(error.to_string().contains(if text == "words" { "words" } else { "text" }), "{error}");
    }
    let empty = RecordBatch::new_empty(batch(Arc::new(StringArray::from(vec!["", "", ""]))).schema());
    assert_eq!(extractor.extract_batch(&empty, "text", None).expect("strings").facts.num_rows(), 0);
}
