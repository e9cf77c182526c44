//! With the feature `tracing` each document and each stage of reading it is a span.

use relata::{Document, Extractor, GraphBuilder, RdfFormat};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// Notes spans as they are entered, with their fields, each behind the names of those around it.
#[derive(Default)]
struct Notes {
    names: Mutex<BTreeMap<u64, String>>,
    open: Mutex<Vec<u64>>,
    entered: Mutex<Vec<String>>,
}

struct Noted(Arc<Notes>);

#[derive(Default)]
struct Fields(String);

impl tracing::field::Visit for Fields {
    fn record_debug(&mut self, field: &tracing::field::Field, value: &dyn std::fmt::Debug) {
        self.0 += &format!(" {field}={value:?}");
    }
}

impl Subscriber for Noted {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "relata"
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let mut names = self.0.names.lock().expect("nobody panicked");
        let mut fields = Fields::default();
        span.record(&mut fields);
        let id = names.len() as u64 + 1;
        names.insert(id, format!("{}{}", span.metadata().name(), fields.0));
        Id::from_u64(id)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, _: &Event<'_>) {}

    fn enter(&self, span: &Id) {
        let mut open = self.0.open.lock().expect("nobody panicked");
        let name = self.0.names.lock().expect("nobody panicked")[&span.into_u64()].clone();
        self.0.entered.lock().expect("nobody panicked").push(format!("{}{name}", "> ".repeat(open.len())));
        open.push(span.into_u64());
    }

    fn exit(&self, span: &Id) {
        let closed = self.0.open.lock().expect("nobody panicked").pop();
        assert_eq!(closed, Some(span.into_u64()), "spans lie in one another");
    }
}

#[test]
fn each_stage_of_a_document_is_a_span_inside_the_documents() {
    let extractor = Extractor::new().expect("the embedded model loads");
    let notes = Arc::new(Notes::default());
    tracing::subscriber::with_default(Noted(Arc::clone(&notes)), || {
        let document = Document::new("harbour", "Greta Lund met Olav Berg. She left.");
        let graph = extractor.extract_document(&document).expect("a graph");
        graph.write_rdf(RdfFormat::NQuads, std::io::sink()).expect("written");
        let mut builder = GraphBuilder::new();
        builder.add(graph).expect("the first");
        let _ = builder.into_merged();
    });
    assert!(notes.open.lock().expect("nobody panicked").is_empty());
    let entered = notes.entered.lock().expect("nobody panicked");
    let expected = [
        "extract document=\"harbour\" bytes=35",
        "> segment bytes=35",
        "> parse words=9",
        "> > batch words=9",
        "> mentions words=9",
        "> entities mentions=3",
        "> propositions entities=2",
        "> graph propositions=2",
        "write_rdf format=\"nquads\"",
        "merge articles=1",
    ];
    assert_eq!(*entered, expected);
}
