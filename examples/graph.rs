//! An article in, its graph out.
//!
//! `cargo run --release --example graph` reads an article this repository ships and writes DOT; a file argument reads
//! another, `--format` names json, dot, turtle, ntriples, nquads, trig, rdfxml or jsonld.

use lexopt::ValueExt;
use relata::{DotOptions, Extractor, RdfFormat};
use std::error::Error;
use std::io::{Read, Write};
use std::path::Path;

const SHIPPED: &str = include_str!("articles/harbour.txt");

fn main() -> Result<(), Box<dyn Error>> {
    let (mut file, mut format, mut model) = (None, "dot".to_owned(), None);
    let mut arguments = lexopt::Parser::from_env();
    while let Some(argument) = arguments.next()? {
        match argument {
            lexopt::Arg::Long("format") => format = arguments.value()?.string()?,
            lexopt::Arg::Long("model") => model = Some(arguments.value()?),
            lexopt::Arg::Value(name) => file = Some(name.string()?),
            other => return Err(other.unexpected().into()),
        }
    }
    let (id, text) = match &file {
        None => ("harbour".to_owned(), SHIPPED.to_owned()),
        Some(file) => {
            let stem = Path::new(file).file_stem().map(|s| s.to_string_lossy().into_owned());
            (stem.filter(|s| s != "-").unwrap_or_else(|| "document".to_owned()), read(file)?)
        }
    };
    let builder = Extractor::builder().document_id(id);
    let extractor = match model {
        Some(path) => builder.build_with_model(path)?,
        None => builder.build()?,
    };
    let graph = extractor.extract(&text)?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    match format.as_str() {
        "dot" => out.write_all(graph.to_dot(&DotOptions::default()).as_bytes())?,
        "json" => writeln!(out, "{}", graph.to_json()?)?,
        name => {
            let format = RdfFormat::from_name(name).ok_or_else(|| format!("no format {name}"))?;
            graph.write_rdf(format, &mut out)?;
        }
    }
    Ok(out.flush()?)
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
