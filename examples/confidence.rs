//! The features of every fact, one JSON object a line, for `training/confidence.py`.
//!
//! `confidence --lines sentences.txt` reads one sentence a line, words parted by spaces, and writes the lines of the binary
//! view; `confidence article.txt` writes the relations of the graph, each as a graph of its own.

use relata::propositions::{self, Confidence, Estimate, Propositions};
use relata::rules::RuleName;
use relata::{Extractor, conllu};
use serde_json::{Map, Value, json};
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let extractor = Extractor::new()?;
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["--lines", file] => lines(&extractor, &std::fs::read_to_string(file)?),
        [file] => relations(&extractor, &std::fs::read_to_string(file)?),
        _ => Err("usage: confidence [--lines] FILE".into()),
    }
}

fn map(features: Vec<(RuleName, f32)>) -> Map<String, Value> {
    features.into_iter().map(|(name, value)| (name.into_owned(), json!(value))).collect()
}

fn lines(extractor: &Extractor, input: &str) -> Result<(), Box<dyn Error>> {
    for (number, line) in (1..).zip(input.lines()) {
        let rows: Vec<String> =
            (1..).zip(line.split_whitespace()).map(|(i, w)| format!("{i}\t{w}")).collect();
        let Some(document) = conllu::read(&(rows.join("\n") + "\n\n"))?.into_iter().next() else { continue };
        let resolved = extractor.analyze_segmented(document.segmented);
        let parsed = resolved.parsed();
        for proposition in propositions::extract(&resolved) {
            for extraction in propositions::binary(&resolved, &proposition) {
                let features = map(Confidence::of_lines(&resolved).features(&proposition, extraction.kind));
                println!(
                    "{}",
                    json!({"line": number, "texts": extraction.texts(parsed), "features": features})
                );
            }
        }
    }
    Ok(())
}

fn relations(extractor: &Extractor, text: &str) -> Result<(), Box<dyn Error>> {
    let resolved = extractor.analyze(text);
    let confidence = Confidence::of(&resolved);
    for proposition in propositions::extract(&resolved) {
        let features = map(confidence.features(&proposition, Estimate::Whole));
        let graph = extractor.assemble(&resolved, &Propositions::from(vec![proposition]));
        if graph.relations().next().is_some() {
            println!("{}", json!({"graph": graph, "features": features}));
        }
    }
    Ok(())
}
