#![no_main]
//! Any text gives a graph whose places lie in it, and a syntax, another for each length, writes it.

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
    match RdfFormat::ALL.get(text.len() % (RdfFormat::ALL.len() + 1)) {
        Some(&format) => graph.write_rdf(format, std::io::sink()).expect("a sink takes all"),
        None => assert!(graph.to_dot(&relata::DotOptions::default()).ends_with("}\n")),
    }
});
