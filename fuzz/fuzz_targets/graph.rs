#![no_main]
//! Any JSON is a graph or an error; a graph that was read is written in every syntax and reads as itself.

use relata::{KnowledgeGraph, RdfFormat};

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let Ok(graph) = serde_json::from_slice::<KnowledgeGraph>(data) else { return };
    let json = graph.to_json().expect("a graph is JSON");
    assert_eq!(serde_json::from_str::<KnowledgeGraph>(&json).expect("it was just written"), graph);
    let _ = graph.write_rdf(RdfFormat::NTriples, std::io::sink());
    let _ = graph.to_dot(&relata::DotOptions::default());
});
