#![no_main]
//! Any table of known entities (CSV, JSON, SKOS or other RDF; the first byte chooses) is read or refused with its place, and
//! what was read resolves an article.

use relata::graph::{GraphBuilder, KnownEntities};
use relata::{Extractor, KnowledgeGraph, RdfFormat};
use std::sync::LazyLock;

static ARTICLE: LazyLock<KnowledgeGraph> = LazyLock::new(|| {
    let extractor = Extractor::new().expect("the embedded model loads");
    extractor.extract("Greta Lund, who leads the Harbour Office, met Olav Berg in Oslo.").expect("a graph")
});

libfuzzer_sys::fuzz_target!(
    // a panic of the parser below becomes an error, which the fuzzer's hook would not let happen; one that is not caught ends the
    // process still
    init: std::panic::set_hook(Box::new(|_| {})),
    |data: &[u8]| {
    let Some((&choice, bytes)) = data.split_first() else { return };
    let text = std::str::from_utf8(bytes);
    let known = match (choice % 8, text) {
        (0, Ok(text)) => KnownEntities::from_csv(text).ok(),
        (1, Ok(text)) => KnownEntities::from_json(text).ok(),
        (0 | 1, Err(_)) => None,
        (n, _) => KnownEntities::from_rdf(RdfFormat::ALL[usize::from(n) - 2], bytes).ok(),
    };
    let Some(known) = known else { return };
    assert!(known.entities().iter().all(|entity| !entity.iri.is_empty() && !entity.name.is_empty()));
    let mut builder = GraphBuilder::new();
    builder.add(ARTICLE.clone()).expect("the first article");
    builder.known(known);
    let merged = builder.finish();
    merged.write_rdf(RdfFormat::NQuads, std::io::sink()).expect("a sink takes all");
    }
);
