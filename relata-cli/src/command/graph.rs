//! `relata graph`: the graph of each document.

use super::extractor::{extractor, threads};
use super::graphs::{graphs, tell_notices};
use crate::arguments::{Graph, Looks, Part};
use crate::failure::{Failed, Failure};
use crate::input::{Content, Item};
use crate::message::{Message, Messages, Origin};
use crate::output::{Format, Look, Writer, choose};
use relata::KnowledgeGraph;
use relata::graph::{Correction, Selection};
use std::collections::BTreeSet;
use std::path::Path;
use std::process::ExitCode;

/// Runs it.
///
/// # Errors
/// [`Failure`] where the options cannot be used or the output not be written.
pub fn run(arguments: &Graph, messages: Messages) -> Result<ExitCode, Failure> {
    let extractor = extractor(&arguments.reading, Some(&arguments.about))?;
    let (items, several) = counted(arguments.inputs.items(messages)?);
    let items = addressed(items, several, arguments.about.url.as_deref())?;
    if arguments.explain {
        return super::explain::run(&extractor, items, several, arguments, messages);
    }
    let (format, destination) =
        choose(arguments.output.format, arguments.output.output.as_deref(), messages)?;
    let look = look(&arguments.looks, &arguments.part);
    let corrections = corrections(arguments.corrections.as_deref(), several)?;
    let mut writer = Writer::open(format, &destination, look, several)?;
    let mut failed = Failed::default();
    let mut ids = BTreeSet::new();
    for outcome in graphs(&extractor, items, threads(&arguments.reading)?) {
        let origin = outcome.origin;
        let part = outcome.graph.and_then(|graph| {
            tell_notices(&graph, &origin, messages);
            if !ids.insert(graph.document().id.clone()) {
                messages.tell(&twice(&graph.document().id).at(&origin));
            }
            let graph = corrected(graph, &corrections, messages)?;
            part(graph, &arguments.part, format)
        });
        let written = match part {
            Ok(graph) => writer.write(graph)?,
            Err(problem) => Err(problem),
        };
        if let Err(problem) = written {
            failed.0 = failed.0.saturating_add(1);
            messages.tell(&problem.at(&origin));
        }
    }
    writer.finish()?;
    Ok(failed.into())
}

/// An id that an earlier document has.
fn twice(id: &str) -> Message {
    Message::warning(format!("the id {id:?} came before: in RDF both documents have one IRI"))
        .help("give each document an id of its own")
}

/// The corrections of a file, which are of one document.
fn corrections(path: Option<&Path>, several: bool) -> Result<Vec<Correction>, Failure> {
    let Some(path) = path else { return Ok(Vec::new()) };
    let place = Origin::file(path);
    if several {
        let problem = Message::error("these are corrections of one article, and there are more");
        return Err(Failure::usage(problem.at(&place)));
    }
    let bytes = std::fs::read(path).map_err(|error| Failure::usage(Message::io(path, &error)))?;
    serde_json::from_slice(&bytes).map_err(|error| {
        let problem = Message::error(format!("no corrections: {error}")).at(&place.line(error.line() as u64));
        Failure::usage(problem.help("docs/program.md shows how they are written"))
    })
}

/// The graph with corrections, each of which is told.
fn corrected(
    graph: KnowledgeGraph,
    corrections: &[Correction],
    messages: Messages,
) -> Result<KnowledgeGraph, Message> {
    if corrections.is_empty() {
        return Ok(graph);
    }
    let corrected = graph.corrected(corrections).map_err(Message::error)?;
    corrected.record.iter().for_each(|line| messages.tell(&Message::note(line)));
    Ok(corrected.graph)
}

/// The items, and whether there is more than one.
fn counted(mut items: impl Iterator<Item = Item>) -> (impl Iterator<Item = Item>, bool) {
    let first: Vec<Item> = items.by_ref().take(2).collect();
    let several = first.len() > 1;
    (first.into_iter().chain(items), several)
}

/// The one article with its address.
fn addressed(
    items: impl Iterator<Item = Item>,
    several: bool,
    url: Option<&str>,
) -> Result<impl Iterator<Item = Item>, Failure> {
    if several && url.is_some() {
        let problem = "--url is the address of one article, and there are more";
        let help = "JSON lines give each its own, in the field url";
        return Err(Failure::usage(Message::error(problem).help(help)));
    }
    let url = url.map(str::to_owned);
    Ok(items.map(move |mut item| {
        if let (Ok(Content::Article(document)), Some(url)) = (&mut item.content, &url) {
            document.iri = Some(url.clone());
        }
        item
    }))
}

/// How pictures and RDF look.
pub fn look(looks: &Looks, part: &Part) -> Look {
    let mut look = Look::default();
    look.picture.layout = looks.layout.into();
    look.picture.clusters = looks.clusters;
    look.picture.most_nodes = if part.all { None } else { part.top.or(look.picture.most_nodes) };
    look.rdf.detail = looks.detail.into();
    look.rdf.triple_terms = looks.rdf12;
    look
}

/// The part of a graph that was asked for.
///
/// # Errors
/// Where nobody in it has the name that was asked for.
pub fn part(graph: KnowledgeGraph, part: &Part, format: Format) -> Result<KnowledgeGraph, Message> {
    let mut selection = Selection::default();
    selection.asserted_only = part.asserted;
    selection.entities_only = part.no_texts;
    selection.least_confidence = part.min_confidence.unwrap_or_default();
    if let Some(name) = &part.focus {
        let entity = graph.entity_named(name).ok_or_else(|| unknown(&graph, name))?;
        selection.around = Some((entity.id, part.hops));
    }
    // a picture chooses itself what matters most
    if !format.is_picture() {
        selection.top = part.top;
    }
    Ok(if selection == Selection::default() { graph } else { graph.subgraph(&selection) })
}

/// Nobody is called so; who is, as far as a word of the name is the same, or who matters most.
fn unknown(graph: &KnowledgeGraph, name: &str) -> Message {
    let words: Vec<String> = name.to_lowercase().split_whitespace().map(str::to_owned).collect();
    let alike =
        |label: &str| label.to_lowercase().split_whitespace().any(|word| words.iter().any(|w| w == word));
    let named = || graph.entities().filter(|entity| entity.named);
    let mut found: Vec<&str> =
        named().map(|e| e.label.as_str()).filter(|label| alike(label)).take(5).collect();
    if found.is_empty() {
        let mut all: Vec<_> = named().collect();
        all.sort_by_key(|entity| std::cmp::Reverse(entity.mentions.len()));
        found = all.iter().map(|entity| entity.label.as_str()).take(5).collect();
    }
    let message = Message::error(format!("no entity is called {name:?}"));
    if found.is_empty() { message } else { message.help(format!("there are {}", found.join(", "))) }
}
