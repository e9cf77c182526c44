//! `relata graph --explain`: which rule read what, from which words, how surely.

use crate::arguments::Graph;
use crate::failure::{Failed, Failure};
use crate::input::{Content, Item};
use crate::message::{Message, Messages};
use crate::output::Stream;
use relata::graph::Relation;
use relata::{Document, Extractor, KnowledgeGraph};
use std::fmt::Write;
use std::process::ExitCode;

/// Writes for each document the rules that repaired its trees, and its facts.
pub fn run(
    extractor: &Extractor,
    items: impl Iterator<Item = Item>,
    several: bool,
    arguments: &Graph,
    messages: Messages,
) -> Result<ExitCode, Failure> {
    let mut out = match &arguments.output.output {
        Some(path) => Stream::file(path)?,
        None => Stream::standard(),
    };
    let least = arguments.part.min_confidence.unwrap_or_default();
    let mut failed = Failed::default();
    for Item { origin, content, id } in items {
        let explained = content.map(|content| match content {
            Content::Article(document) => article(extractor, &document, least),
            Content::Graph(graph) => facts(&graph, None, least),
        });
        match explained {
            Ok(text) if several => out.write(format!("document\t{}\n{text}", line(&id)).as_bytes())?,
            Ok(text) => out.write(text.as_bytes())?,
            Err(problem) => {
                failed.0 = failed.0.saturating_add(1);
                messages.tell(&Message::at(problem, &origin));
            }
        }
    }
    out.finish()?;
    Ok(failed.into())
}

fn article(extractor: &Extractor, document: &Document, least: f32) -> String {
    let resolved = extractor.analyze(&document.text);
    let propositions = extractor.propositions(&resolved);
    let parsed = resolved.parsed();
    let mut out = String::new();
    for applied in parsed.applied().iter().chain(propositions.applied()) {
        let words: Vec<&str> = applied.words.iter().map(|&word| parsed.form(word)).collect();
        let _ = writeln!(out, "rule\t{}\t{}", applied.rule, line(&words.join(" ")));
    }
    let graph = extractor.assemble(&resolved, &propositions);
    out + &facts(&graph, Some(&document.text), least)
}

/// A line for each fact: the fact, its rule, its confidence, its words.
fn facts(graph: &KnowledgeGraph, text: Option<&str>, least: f32) -> String {
    let mut out = String::new();
    for relation in graph.relations().filter(|relation| relation.confidence >= least) {
        let (fact, words) = (graph.fact(relation).to_string(), words(graph, relation, text));
        let (rule, confidence) = (&relation.rule, relation.confidence);
        let _ = writeln!(out, "fact\t{}\t{rule}\t{confidence:.2}\t{}", line(&fact), line(&words));
    }
    out
}

/// The words that say a fact; of a graph without its text its sentences.
fn words(graph: &KnowledgeGraph, relation: &Relation, text: Option<&str>) -> String {
    let parts: Vec<&str> = match text {
        Some(text) => relation.evidence.iter().flat_map(|e| &e.words).map(|run| run.of(text)).collect(),
        None => graph.sentences_of(relation).map(|sentence| sentence.text.as_str()).collect(),
    };
    parts.join(" … ")
}

/// On one line, in one column.
fn line(text: &str) -> String {
    text.replace(char::is_control, " ")
}
