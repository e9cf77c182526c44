#![no_main]
//! A graph's statements with parts of their structure changed, as the bytes say, in N-Quads and, made by a writer that is not ours, in
//! the other syntaxes: each is a graph or an error, and what is read is written and read again.

#[path = "../../tests/common/changes.rs"]
mod changes;

use relata::graph::KnownEntities;
use relata::{Extractor, KnowledgeGraph, RdfFormat};
use std::sync::LazyLock;

const TEXT: &str = "Greta Lund and Olav Berg met the envoy in Oslo on 3 May. “It paid 30 million euros,” she said. The move angered him.";
static STATEMENTS: LazyLock<String> = LazyLock::new(|| {
    let extractor = Extractor::new().expect("the embedded model loads");
    let mut bytes = Vec::new();
    let graph = extractor.extract(TEXT).expect("a graph");
    graph.write_rdf(RdfFormat::NQuads, &mut bytes).expect("a vector takes all");
    String::from_utf8(bytes).expect("text")
});

fn use_bytes(format: RdfFormat, bytes: &[u8]) {
    let _ = KnownEntities::from_rdf(format, bytes);
    let Ok(graph) = KnowledgeGraph::read_rdf(format, bytes) else { return };
    graph.check().expect("what was read holds together");
    for format in RdfFormat::ALL {
        let mut written = Vec::new();
        if graph.write_rdf(format, &mut written).is_ok() {
            KnowledgeGraph::read_rdf(format, &written).expect("what was written is read");
        }
    }
}

libfuzzer_sys::fuzz_target!(
    // as in `rdf.rs`
    init: std::panic::set_hook(Box::new(|_| {})),
    |data: &[u8]| {
    let Some((&choice, bytes)) = data.split_first() else { return };
    let format = RdfFormat::ALL[usize::from(choice) % RdfFormat::ALL.len()];
    let changed = changes::change_rdf(&STATEMENTS, bytes);
    if let Some(bytes) = changes::in_syntax(format, &changed) {
        use_bytes(format, &bytes);
    }
    }
);
