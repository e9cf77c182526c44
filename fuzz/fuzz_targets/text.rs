#![no_main]
//! Any text gives a graph whose places lie in it, and every syntax writes it.

use relata::{Extractor, RdfFormat};
use std::sync::LazyLock;

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(|| Extractor::new().expect("the embedded model loads"));

libfuzzer_sys::fuzz_target!(|text: &str| {
    let graph = EXTRACTOR.extract(text).expect("a short text is never refused");
    for mention in graph.entities().flat_map(|e| &e.mentions) {
        assert_eq!(text.get(mention.start..mention.end), Some(mention.text.as_str()));
    }
    for evidence in graph.relations().flat_map(|r| &r.evidence) {
        assert!(text.get(evidence.start..evidence.end).is_some());
    }
    graph.write_rdf(RdfFormat::NQuads, std::io::sink()).expect("a sink takes all");
    graph.write_rdf(RdfFormat::Turtle, std::io::sink()).expect("a sink takes all");
    let _ = graph.to_dot(&relata::DotOptions::default());
});
