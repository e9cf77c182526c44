#![no_main]
//! A graph's JSON, or a stage's (the first byte chooses), with parts of its structure changed, as the other bytes say: what is still
//! read goes down the rest of the road, is written, read and merged.

#[path = "../../tests/common/changes.rs"]
mod changes;

use relata::entities::Resolved;
use relata::graph::GraphBuilder;
use relata::mentions::Mentioned;
use relata::propositions::Propositions;
use relata::syntax::Parsed;
use relata::text::Segmented;
use relata::{Extractor, KnowledgeGraph, RdfFormat};
use serde_json::Value as Json;
use std::sync::LazyLock;

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(|| Extractor::new().expect("the embedded model loads"));
const TEXT: &str = "Greta Lund and Olav Berg met the envoy in Oslo on 3 May. “It paid 30 million euros,” she said. The move angered him.";
static RESOLVED: LazyLock<Resolved> = LazyLock::new(|| EXTRACTOR.analyze(TEXT));
static SEEDS: LazyLock<[Json; 6]> = LazyLock::new(|| {
    let propositions = EXTRACTOR.propositions(&RESOLVED);
    let graph = EXTRACTOR.assemble(&RESOLVED, &propositions);
    [
        serde_json::to_value(graph).expect("JSON"),
        serde_json::to_value(&*RESOLVED).expect("JSON"),
        serde_json::to_value(propositions).expect("JSON"),
        serde_json::to_value(RESOLVED.mentioned()).expect("JSON"),
        serde_json::to_value(RESOLVED.parsed()).expect("JSON"),
        serde_json::to_value(RESOLVED.parsed().segmented()).expect("JSON"),
    ]
});

fn use_graph(graph: KnowledgeGraph) {
    graph.check().expect("what was read holds together");
    for format in RdfFormat::ALL {
        let mut bytes = Vec::new();
        if graph.write_rdf(format, &mut bytes).is_ok() {
            KnowledgeGraph::read_rdf(format, &bytes).expect("what was written is read");
        }
    }
    let _ = graph.to_dot(&relata::DotOptions::default());
    let mut builder = GraphBuilder::new();
    builder.add(graph).expect("the first");
    builder.finish().graph().check().expect("a merged graph holds together");
}

fn use_resolved(resolved: &Resolved) {
    use_graph(EXTRACTOR.assemble(resolved, &EXTRACTOR.propositions(resolved)));
}

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let Some((&choice, bytes)) = data.split_first() else { return };
    let mut json = SEEDS[usize::from(choice) % 6].clone();
    changes::change_json(&mut json, bytes);
    match choice % 6 {
        0 => _ = serde_json::from_value(json).map(use_graph),
        1 => _ = serde_json::from_value::<Resolved>(json).map(|resolved| use_resolved(&resolved)),
        2 => {
            let Ok(propositions) = serde_json::from_value::<Propositions>(json) else { return };
            use_graph(EXTRACTOR.assemble(&RESOLVED, &propositions));
        }
        3 => {
            _ = serde_json::from_value::<Mentioned>(json).map(|m| use_resolved(&relata::entities::resolve(m)))
        }
        4 => _ = serde_json::from_value::<Parsed>(json).map(|p| use_resolved(&EXTRACTOR.analyze_parsed(p))),
        _ => {
            let Ok(segmented) = serde_json::from_value::<Segmented>(json) else { return };
            use_resolved(&EXTRACTOR.analyze_segmented(segmented));
        }
    }
});
