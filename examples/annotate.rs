//! Text in, CoNLL-U out: tokens, tags, trees, mentions and who is whom.
//!
//! `cargo run --release --example annotate -- article.txt`; `--pretokenized` keeps the tokens of CoNLL-U input,
//! `--model FILE` runs another model.

use lexopt::ValueExt;
use relata::{Extractor, conllu};
use std::error::Error;
use std::io::{Read, Write};
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let (mut files, mut pretokenized, mut model) = (Vec::new(), false, None);
    let mut arguments = lexopt::Parser::from_env();
    while let Some(argument) = arguments.next()? {
        match argument {
            lexopt::Arg::Long("pretokenized") => pretokenized = true,
            lexopt::Arg::Long("model") => model = Some(arguments.value()?),
            lexopt::Arg::Value(file) => files.push(file.string()?),
            other => return Err(other.unexpected().into()),
        }
    }
    let extractor = match model {
        Some(path) => Extractor::from_model(path)?,
        None => Extractor::new()?,
    };
    if files.is_empty() {
        files.push("-".to_owned());
    }
    let mut out = std::io::stdout().lock();
    for file in files {
        let text = read(&file)?;
        if pretokenized {
            for document in conllu::read(&text).map_err(|e| format!("{file}: {e}"))? {
                let resolved = extractor.analyze_segmented(document.segmented);
                out.write_all(conllu::write(&resolved, &document.comments).as_bytes())?;
            }
        } else {
            let name =
                Path::new(&file).file_stem().map_or_else(String::new, |n| n.to_string_lossy().into_owned());
            let resolved = extractor.analyze(&text);
            out.write_all(conllu::write(&resolved, &conllu::Comments::named(name)).as_bytes())?;
        }
    }
    Ok(())
}

/// A file's text, `-` for standard input; bytes that are no UTF-8 are an error with their offset.
fn read(file: &str) -> Result<String, Box<dyn Error>> {
    let mut bytes = Vec::new();
    match file {
        "-" => std::io::stdin().read_to_end(&mut bytes),
        path => std::fs::File::open(path).and_then(|mut f| f.read_to_end(&mut bytes)),
    }
    .map_err(|e| format!("{file}: {e}"))?;
    String::from_utf8(bytes)
        .map_err(|e| format!("{file}: no UTF-8 at byte {}", e.utf8_error().valid_up_to()).into())
}
