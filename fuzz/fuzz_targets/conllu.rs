#![no_main]
//! Any text is CoNLL-U or an error with its line; what was read is analysed.

use relata::Extractor;
use std::sync::LazyLock;

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(|| Extractor::new().expect("the embedded model loads"));

libfuzzer_sys::fuzz_target!(|text: &str| {
    let Ok(documents) = relata::conllu::read(text) else { return };
    for document in documents {
        let _ = document.gold();
        let resolved = EXTRACTOR.analyze_segmented(document.segmented);
        let propositions = EXTRACTOR.propositions(&resolved);
        let _ = EXTRACTOR.assemble(&resolved, &propositions);
    }
});
