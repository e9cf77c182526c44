//! Very many documents through one extractor: memory stays what it was.

#![cfg(target_os = "linux")]

use relata::Extractor;
use relata::scale::{Document, ExtractAllOptions};
use std::sync::Arc;

/// Resident memory of this process, in kB.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").expect("Linux");
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).expect("a line of it");
    line.trim().trim_end_matches(" kB").trim().parse().expect("a number")
}

/// `cargo test --release --test soak -- --ignored --nocapture`; `SOAK=20000` for another number of documents.
#[test]
#[ignore = "minutes to an hour"]
fn two_hundred_thousand_documents_leave_memory_as_it_was() {
    let count: usize = std::env::var("SOAK").ok().and_then(|n| n.parse().ok()).unwrap_or(200_000);
    let extractor = Extractor::new().expect("the embedded model loads");
    let (people, places) =
        (["Greta Lund", "Olav Berg", "Tom Achebe"], ["Oslo", "Lisbon", "Antwerp", "Turku"]);
    let documents = (0..count).map(|i| {
        let (one, other, place) = (people[i % 3], people[(i / 3 + 1) % 3], places[i % 4]);
        let text = format!(
            "{one} of Harbour Board {i} met {other} in {place}, and paid {i} euros. She left on day {}.",
            i % 31
        );
        Document::new(format!("article-{i}"), text.repeat(1 + i % 3))
    });
    let mut options = ExtractAllOptions::default();
    options.pool = Some(Arc::new(rayon::ThreadPoolBuilder::new().num_threads(2).build().expect("a pool")));
    options.in_flight = 16;
    let (mut early, mut relations) = (0, 0);
    for (i, graph) in extractor.extract_all_with(documents, options).enumerate() {
        relations += graph.expect("a graph").relations().count();
        if i == count / 10 {
            early = resident();
        }
        if i % (count / 10).max(1) == 0 {
            println!("{i} documents, {relations} relations, {} kB", resident());
        }
    }
    let late = resident();
    println!("{count} documents, {relations} relations, {late} kB; {early} kB after a tenth");
    assert!(relations > count);
    assert!(late < early + early / 10 + 4096, "{early} kB after a tenth, {late} kB at the end");
}
