//! What the program can do, a file for each.

mod completions;
mod corpus;
mod explain;
mod extractor;
mod graph;
mod graphs;
mod manual;
mod merge;
mod parse;
#[cfg(feature = "query")]
mod query;
#[cfg(feature = "query")]
mod rdf;

use crate::arguments::{Command, Inputs};
use crate::failure::Failure;
use crate::input;
use crate::message::{Message, Messages};
use std::io::IsTerminal;
use std::path::PathBuf;
use std::process::ExitCode;

/// Runs a command.
///
/// # Errors
/// [`Failure`] where it ends before its work is done.
pub fn run(command: Command, messages: Messages) -> Result<ExitCode, Failure> {
    match command {
        Command::Graph(arguments) => graph::run(&arguments, messages),
        Command::Merge(arguments) => merge::run(&arguments, messages),
        Command::Page(arguments) => merge::page(&arguments, messages),
        Command::Corpus(arguments) => corpus::run(&arguments, messages),
        #[cfg(feature = "query")]
        Command::Query(arguments) => query::run(&arguments, messages),
        #[cfg(not(feature = "query"))]
        Command::Query(_) => Err(Failure::usage(
            Message::error("this program was built without SPARQL")
                .help("cargo install relata-cli --features query"),
        )),
        Command::Parse(arguments) => parse::run(&arguments, messages),
        Command::Completions(arguments) => completions::run(&arguments),
        Command::Man(arguments) => manual::run(&arguments),
    }
}

/// What is to be read: what was named, or standard input where something comes from there.
fn named(inputs: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    if !inputs.is_empty() {
        return Ok(inputs.to_vec());
    }
    if std::io::stdin().is_terminal() {
        let help = "name files or folders, or pipe a text into the program; --help has examples";
        return Err(Failure::usage(Message::error("nothing to read was named").help(help)));
    }
    Ok(vec![PathBuf::from("-")])
}

impl Inputs {
    /// The documents, one after the other.
    fn items(&self, messages: Messages) -> Result<impl Iterator<Item = input::Item> + use<>, Failure> {
        items(&self.inputs, self.input_format, messages)
    }
}

/// The documents of inputs, one after the other.
fn items(
    inputs: &[PathBuf],
    kind: Option<input::Kind>,
    messages: Messages,
) -> Result<impl Iterator<Item = input::Item> + use<>, Failure> {
    let reading = input::Reading { kind, ..input::Reading::default() };
    let (items, _) = input::items(&named(inputs)?, reading, messages).map_err(Failure::failed)?;
    Ok(items)
}
