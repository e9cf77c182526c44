//! One sentence a line in, binary facts as tab-separated lines out.
//!
//! `cargo run --release --example openie -- sentences.txt`; with `--pretokenized` words are what spaces separate.

use lexopt::ValueExt;
use relata::{Extractor, conllu, propositions, text};
use std::error::Error;
use std::io::{Read, Write};

fn main() -> Result<(), Box<dyn Error>> {
    let (mut file, mut pretokenized, mut model) = ("-".to_owned(), false, None);
    let mut arguments = lexopt::Parser::from_env();
    while let Some(argument) = arguments.next()? {
        match argument {
            lexopt::Arg::Long("pretokenized") => pretokenized = true,
            lexopt::Arg::Long("model") => model = Some(arguments.value()?),
            lexopt::Arg::Value(name) => file = name.string()?,
            other => return Err(other.unexpected().into()),
        }
    }
    let extractor = match model {
        Some(path) => Extractor::from_model(path)?,
        None => Extractor::new()?,
    };
    let mut bytes = Vec::new();
    match file.as_str() {
        "-" => std::io::stdin().read_to_end(&mut bytes),
        path => std::fs::File::open(path).and_then(|mut f| f.read_to_end(&mut bytes)),
    }
    .map_err(|e| format!("{file}: {e}"))?;
    let input = String::from_utf8(bytes)
        .map_err(|e| format!("{file}: no UTF-8 at byte {}", e.utf8_error().valid_up_to()))?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for (number, line) in (1..).zip(input.lines()) {
        let segmented = if pretokenized {
            let rows: Vec<String> =
                (1..).zip(line.split_whitespace()).map(|(i, w)| format!("{i}\t{w}")).collect();
            let mut documents = conllu::read(&(rows.join("\n") + "\n\n"))?;
            if documents.is_empty() { continue } else { documents.remove(0).segmented }
        } else {
            text::segment(line, &text::Limits::default())
        };
        let resolved = extractor.analyze_segmented(segmented);
        for proposition in propositions::extract(&resolved).all() {
            for extraction in propositions::binary(&resolved, proposition) {
                let [subject, relation, object] = extraction.texts(resolved.parsed());
                writeln!(out, "{number}\t{subject}\t{relation}\t{object}\t{:.3}", extraction.confidence)?;
            }
        }
    }
    Ok(())
}
