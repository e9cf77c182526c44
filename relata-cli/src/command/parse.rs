//! `relata parse`: tokens, tags, trees and mentions as CoNLL-U.

use super::extractor::extractor;
use super::named;
use crate::arguments::Parse;
use crate::failure::{Failed, Failure};
use crate::input::Content;
use crate::message::{Message, Messages, Origin};
use crate::output::Stream;
use relata::{Extractor, conllu};
use std::io::Read;
use std::path::Path;
use std::process::ExitCode;

/// Runs it.
///
/// # Errors
/// [`Failure`] where the options cannot be used or the output not be written.
pub fn run(arguments: &Parse, messages: Messages) -> Result<ExitCode, Failure> {
    let extractor = extractor(&arguments.reading, None)?;
    let mut out = Stream::standard();
    let mut failed = Failed::default();
    let mut tell = |problem: Message| {
        failed.0 = failed.0.saturating_add(1);
        messages.tell(&problem);
    };
    if arguments.pretokenized {
        for path in named(&arguments.inputs.inputs)? {
            match pretokenized(&extractor, &path) {
                Ok(text) => out.write(text.as_bytes())?,
                Err(problem) => tell(problem),
            }
        }
    } else {
        for item in arguments.inputs.items(messages)? {
            match item.content {
                Ok(Content::Article(document)) => {
                    let resolved = extractor.analyze(&document.text);
                    let comments = conllu::Comments::named(document.id);
                    out.write(conllu::write(&resolved, &comments).as_bytes())?;
                }
                Ok(Content::Graph(_)) => {
                    tell(Message::error("a graph has no sentences to parse").at(&item.origin))
                }
                Err(problem) => tell(problem),
            }
        }
    }
    out.finish()?;
    Ok(failed.into())
}

/// The documents of a file of CoNLL-U, with its tokens and sentences.
fn pretokenized(extractor: &Extractor, path: &Path) -> Result<String, Message> {
    let mut bytes = Vec::new();
    let read = match path.to_str() {
        Some("-") => std::io::stdin().read_to_end(&mut bytes),
        _ => std::fs::File::open(path).and_then(|mut file| file.read_to_end(&mut bytes)),
    };
    read.map_err(|error| Message::io(path, &error))?;
    let origin = Origin::file(path);
    let text = String::from_utf8(bytes).map_err(|error| {
        Message::error(format!("not UTF-8 from byte {} on", error.utf8_error().valid_up_to())).at(&origin)
    })?;
    let documents = conllu::read(&text).map_err(|error| Message::error(error).at(&origin))?;
    let write = |document: conllu::AnnotatedDocument| {
        conllu::write(&extractor.analyze_segmented(document.segmented), &document.comments)
    };
    Ok(documents.into_iter().map(write).collect())
}
