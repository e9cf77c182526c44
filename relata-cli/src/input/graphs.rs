//! Graphs as this program writes them in RDF: N-Quads of many documents, other syntaxes of one.

use relata::{KnowledgeGraph, RdfFormat};
use std::io::{self, BufRead};

/// The graph of each document of N-Quads, with the line it begins at.
pub fn of_quads(reader: impl BufRead) -> impl Iterator<Item = (u64, Result<KnowledgeGraph, String>)> {
    let mut lines = reader.lines();
    let mut number = 0_u64;
    // the lines of the document at hand, and where it begins
    let (mut quads, mut start) = (String::new(), 1_u64);
    let mut next = move || -> io::Result<Option<(u64, String)>> {
        for line in lines.by_ref() {
            let line = line?;
            number = number.saturating_add(1);
            let ended = begins_document(&line) && !quads.is_empty();
            let done = ended.then(|| (start, std::mem::take(&mut quads)));
            if ended {
                start = number;
            }
            quads.push_str(&line);
            quads.push('\n');
            if done.is_some() {
                return Ok(done);
            }
        }
        Ok(Some((start, std::mem::take(&mut quads))).filter(|(_, quads)| !quads.is_empty()))
    };
    std::iter::from_fn(move || match next() {
        Ok(None) => None,
        Ok(Some((line, quads))) => Some((line, of_bytes(RdfFormat::NQuads, quads.as_bytes()))),
        Err(error) => Some((1, Err(error.to_string()))),
    })
}

/// One graph.
pub fn of_bytes(format: RdfFormat, bytes: &[u8]) -> Result<KnowledgeGraph, String> {
    KnowledgeGraph::read_rdf(format, bytes).map_err(|error| error.to_string())
}

/// Whether the quad is the first of a document: the type of its graph.
fn begins_document(line: &str) -> bool {
    let mut terms = line.split(['\t', ' ']).skip(1);
    terms.next() == Some("<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>")
        && terms.next().is_some_and(|class| class.ends_with("/vocabulary#Graph>"))
}
