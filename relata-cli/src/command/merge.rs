//! `relata merge` and `relata page`: one graph of many documents.

use super::extractor::{extractor, threads};
use super::graph::{look, part};
use super::graphs::{graphs, tell_notices};
use crate::arguments::{Inputs, Merge, Page, Reading};
use crate::corpus;
use crate::failure::{Failed, Failure};
use crate::message::{Message, Messages};
use crate::output::{Destination, Format, Look, Stream, choose, one};
use relata::graph::{GraphBuilder, MergedGraph};
use std::fmt::Write;
use std::path::Path;
use std::process::ExitCode;

/// Runs `relata merge`.
///
/// # Errors
/// [`Failure`] where the options cannot be used or the output not be written.
pub fn run(arguments: &Merge, messages: Messages) -> Result<ExitCode, Failure> {
    let output = arguments.output.output.as_deref();
    let format = if arguments.explain { Some(Format::Text) } else { arguments.output.format };
    let (format, destination) = choose(format, output, messages)?;
    let mut out = stream(&destination)?;
    let (merged, failed) =
        merged(&arguments.inputs, &arguments.reading, arguments.known.as_deref(), messages)?;
    let bytes = if arguments.explain {
        Ok(joined(&merged).into_bytes())
    } else {
        let look = look(&arguments.looks, &arguments.part);
        written(&merged, arguments, format, &look)
    };
    out.write(&bytes.map_err(Failure::failed)?)?;
    out.finish()?;
    Ok(failed.into())
}

/// Runs `relata page`.
///
/// # Errors
/// As [`run`].
pub fn page(arguments: &Page, messages: Messages) -> Result<ExitCode, Failure> {
    let (_, destination) = choose(Some(Format::Html), arguments.output.as_deref(), messages)?;
    let mut out = stream(&destination)?;
    let (merged, failed) =
        merged(&arguments.inputs, &arguments.reading, arguments.known.as_deref(), messages)?;
    let page = merged.to_html();
    let page =
        page.map_err(|e| Failure::failed(Message::error(format!("the page cannot be written: {e}"))))?;
    out.write(page.as_bytes())?;
    out.finish()?;
    Ok(failed.into())
}

/// The one stream that one graph needs.
fn stream(destination: &Destination) -> Result<Stream, Failure> {
    match destination {
        Destination::Standard => Ok(Stream::standard()),
        Destination::File(path) => Stream::file(path),
        Destination::Folder(path) => {
            let message = Message::error("this is a folder, and one graph is one file");
            let origin = crate::message::Origin::file(path);
            Err(Failure::usage(message.at(&origin).help("name a file with --output")))
        }
    }
}

/// One graph of all documents that can be read.
fn merged(
    inputs: &Inputs,
    reading: &Reading,
    known: Option<&Path>,
    messages: Messages,
) -> Result<(MergedGraph, Failed), Failure> {
    let extractor = extractor(reading, None)?;
    let mut builder = GraphBuilder::new();
    if let Some(path) = known {
        let known = corpus::known(path).map_err(|error| Failure::usage(Message::error(error)))?;
        builder.known(known);
    }
    let (mut read, mut failed) = (0_u64, Failed::default());
    for outcome in graphs(&extractor, inputs.items(messages)?, threads(reading)?) {
        let added = outcome.graph.and_then(|graph| {
            tell_notices(&graph, &outcome.origin, messages);
            builder.add(graph).map(drop).map_err(Message::error)
        });
        match added {
            Ok(()) => read = read.saturating_add(1),
            Err(problem) => {
                failed.0 = failed.0.saturating_add(1);
                messages.tell(&problem.at(&outcome.origin));
            }
        }
    }
    if read == 0 {
        let told = if failed.0 == 0 { "there is no document to merge" } else { "no document could be read" };
        return Err(Failure::failed(Message::error(told)));
    }
    Ok((builder.into_merged(), failed))
}

/// The merged graph in a format; RDF and the page know of its articles, the others of the graph alone.
fn written(merged: &MergedGraph, arguments: &Merge, format: Format, look: &Look) -> Result<Vec<u8>, Message> {
    let failed = |error: &dyn std::fmt::Display| {
        Message::error(format!("the graph cannot be written as {}: {error}", format.name()))
    };
    let graph = part(merged.graph().clone(), &arguments.part, format)?;
    let whole = graph == *merged.graph();
    match (format.rdf(), format) {
        (Some(syntax), _) if whole => {
            let mut bytes = Vec::new();
            merged.write_rdf_with(syntax, &look.rdf, &mut bytes).map_err(|e| failed(&e))?;
            Ok(bytes)
        }
        (None, Format::Html) if whole => Ok(merged.to_html().map_err(|e| failed(&e))?.into_bytes()),
        _ => one(&graph, format, look),
    }
}

/// A line for each entity of an article that was joined to another: label, document, to what, why, how surely.
fn joined(merged: &MergedGraph) -> String {
    let mut out = String::new();
    for merge in merged.merges() {
        let into = merged.graph().entity(merge.into).map_or("", |entity| entity.label.as_str());
        let fields =
            [merge.label.as_str(), &merge.entity.document, into].map(|f| f.replace(char::is_control, " "));
        let doubt = merge.doubt.map(|doubt| format!("\t{doubt:?}")).unwrap_or_default();
        let _ = writeln!(out, "{}\t{:?}\t{:.2}{doubt}", fields.join("\t"), merge.reason, merge.confidence);
    }
    out
}
