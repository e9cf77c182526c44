#![no_main]
//! A graph's JSON, or a stage's (the first byte chooses), with some of its values changed, as the other bytes say: what is still read
//! goes down the rest of the road, is written, read and merged.

use relata::entities::Resolved;
use relata::graph::GraphBuilder;
use relata::propositions::Propositions;
use relata::{Extractor, KnowledgeGraph, RdfFormat};
use serde_json::Value as Json;
use std::sync::LazyLock;

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(|| Extractor::new().expect("the embedded model loads"));
const TEXT: &str = "Greta Lund and Olav Berg met the envoy in Oslo on 3 May. “It paid 30 million euros,” she said. The move angered him.";
static RESOLVED: LazyLock<Resolved> = LazyLock::new(|| EXTRACTOR.analyze(TEXT));
static SEEDS: LazyLock<[Json; 3]> = LazyLock::new(|| {
    let propositions = EXTRACTOR.propositions(&RESOLVED);
    let graph = EXTRACTOR.assemble(&RESOLVED, &propositions);
    [
        serde_json::to_value(graph).expect("JSON"),
        serde_json::to_value(&*RESOLVED).expect("JSON"),
        serde_json::to_value(propositions).expect("JSON"),
    ]
});

fn leaves<'j>(value: &'j mut Json, found: &mut Vec<&'j mut Json>) {
    let is_leaf = match &*value {
        Json::Object(_) => false,
        Json::Array(all) => all.is_empty(),
        _ => true,
    };
    if is_leaf {
        return found.push(value);
    }
    match value {
        Json::Object(all) => all.values_mut().for_each(|value| leaves(value, found)),
        Json::Array(all) => all.iter_mut().for_each(|value| leaves(value, found)),
        _ => {}
    }
}

fn change(value: &mut Json, how: u8) {
    const NUMBERS: [u64; 8] = [0, 1, 7, 200, 1 << 16, u32::MAX as u64, (1 << 53) + 1, u64::MAX];
    *value = match value {
        Json::String(text) if how.is_multiple_of(2) => text.repeat(usize::from(how / 2 % 4)).into(),
        Json::String(_) => "\r\u{0}\"\\<".into(),
        Json::Array(_) => serde_json::json!([NUMBERS[usize::from(how) % 8]]),
        _ => NUMBERS[usize::from(how) % 8].into(),
    };
}

fn use_graph(graph: KnowledgeGraph) {
    graph.check().expect("what was read holds together");
    for format in RdfFormat::ALL {
        let mut bytes = Vec::new();
        if graph.write_rdf(format, &mut bytes).is_ok() {
            KnowledgeGraph::read_rdf(format, &bytes).expect("what was written is read");
        }
    }
    let mut builder = GraphBuilder::new();
    builder.add(graph).expect("the first");
    builder.finish().graph().check().expect("a merged graph holds together");
}

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let Some((&choice, changes)) = data.split_first() else { return };
    let mut json = SEEDS[usize::from(choice) % 3].clone();
    for change_of in changes.chunks_exact(3).take(8) {
        let mut all = Vec::new();
        leaves(&mut json, &mut all);
        let place = usize::from(u16::from_le_bytes([change_of[0], change_of[1]])) % all.len();
        change(all[place], change_of[2]);
    }
    match choice % 3 {
        0 => _ = serde_json::from_value(json).map(use_graph),
        1 => {
            let Ok(resolved) = serde_json::from_value::<Resolved>(json) else { return };
            use_graph(EXTRACTOR.assemble(&resolved, &EXTRACTOR.propositions(&resolved)));
        }
        _ => {
            let Ok(propositions) = serde_json::from_value::<Propositions>(json) else { return };
            use_graph(EXTRACTOR.assemble(&RESOLVED, &propositions));
        }
    }
});
