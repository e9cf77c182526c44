//! `relata`: English news articles in, a knowledge graph out, at a shell.
//!
//! `arguments` is the command line, `command` has a file for each command; `input` makes documents of files, `output` bytes of graphs,
//! `corpus` shards; `message` is what is said beside, `failure` how it ends. `docs/program.md` is the manual.
#![cfg_attr(
    not(test),
    deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::todo, clippy::unreachable)
)]
#![warn(clippy::indexing_slicing, clippy::string_slice)]

mod arguments;
mod command;
mod corpus;
mod failure;
mod files;
mod input;
mod message;
mod output;

use arguments::Arguments;
use clap::Parser;
use message::{Message, MessageFormat, Messages};
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return refused(&error),
    };
    let messages = Messages::new(arguments.message_format, arguments.quiet);
    files::limits_are_errors();
    match command::run(arguments.command, messages) {
        Ok(code) => code,
        Err(failure) => failure.exit(messages),
    }
}

/// Help, version, or what is wrong with the command line; to a program that asked for JSON as such.
fn refused(error: &clap::Error) -> ExitCode {
    let given: Vec<_> = std::env::args_os().collect();
    let as_json = given.iter().any(|a| a == "--message-format=json")
        || given.windows(2).any(|pair| matches!(pair, [a, b] if a == "--message-format" && b == "json"));
    if as_json && error.use_stderr() {
        let text = error.to_string();
        let text = text.strip_prefix("error: ").unwrap_or(&text);
        let problem = text.split("\n\nUsage").next().unwrap_or(text).trim_end();
        Messages::new(MessageFormat::Json, false)
            .tell(&Message::error(problem).help("relata --help, or relata help COMMAND"));
    } else {
        // where nobody listens, nothing is to be done
        let _ = error.print();
    }
    ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(failure::USAGE))
}
