#![no_main]
//! Any bytes in any of the six syntaxes (the first byte chooses) are a graph or an error; a graph that was read is written
//! in every syntax, and reads as itself.

use relata::{KnowledgeGraph, RdfFormat};

libfuzzer_sys::fuzz_target!(
    // a panic of the parser below becomes an error, which the fuzzer's hook would not let happen; one that is not caught ends the
    // process still
    init: std::panic::set_hook(Box::new(|_| {})),
    |data: &[u8]| {
    let Some((&choice, bytes)) = data.split_first() else { return };
    let format = RdfFormat::ALL[usize::from(choice) % RdfFormat::ALL.len()];
    let Ok(graph) = KnowledgeGraph::read_rdf(format, bytes) else { return };
    for format in RdfFormat::ALL {
        let mut written = Vec::new();
        if graph.write_rdf(format, &mut written).is_ok() {
            KnowledgeGraph::read_rdf(format, &written).expect("what was written is read");
        }
    }
    }
);
