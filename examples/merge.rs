//! Articles in, one dataset out, in which the same person has one IRI.
//!
//! `cargo run --release --example merge` merges the articles this repository ships; files (`.txt`, or `.jsonl` with a graph a line,
//! as the example `corpus --format jsonl` writes) merge others. `--format` names nquads (default), trig, ntriples, turtle, json, dot, svg, mermaid
//! or html (a page with the articles on a shelf);
//! `--known FILE` a table of known entities (`.csv`, `.json`, or RDF by its ending), `--explain` writes to standard
//! error what was joined and why.

use lexopt::ValueExt;
use relata::graph::{GraphBuilder, KnownEntities};
use relata::{DotOptions, Extractor, KnowledgeGraph, RdfFormat};
use std::error::Error;
use std::fs;
use std::io::Write;
use std::path::Path;

const SHIPPED: [(&str, &str); 3] = [
    ("harbour", include_str!("articles/harbour.txt")),
    ("court", include_str!("articles/court.txt")),
    ("storm", include_str!("articles/storm.txt")),
];

fn main() -> Result<(), Box<dyn Error>> {
    let (mut files, mut format, mut explain) = (Vec::new(), "nquads".to_owned(), false);
    let mut builder = GraphBuilder::new();
    let mut arguments = lexopt::Parser::from_env();
    while let Some(argument) = arguments.next()? {
        match argument {
            lexopt::Arg::Long("format") => format = arguments.value()?.string()?,
            lexopt::Arg::Long("known") => {
                builder.known(known(&arguments.value()?.string()?)?);
            }
            lexopt::Arg::Long("explain") => explain = true,
            lexopt::Arg::Value(name) => files.push(name.string()?),
            other => return Err(other.unexpected().into()),
        }
    }
    let extract = |id: &str, text: &str| -> Result<KnowledgeGraph, Box<dyn Error>> {
        Ok(Extractor::builder().document_id(id).build()?.extract(text)?)
    };
    if files.is_empty() {
        for (id, text) in SHIPPED {
            builder.add(extract(id, text)?)?;
        }
    }
    for file in &files {
        let text = fs::read_to_string(file).map_err(|e| format!("{file}: {e}"))?;
        if file.ends_with(".jsonl") {
            for (number, line) in text.lines().enumerate() {
                let graph =
                    serde_json::from_str(line).map_err(|e| format!("{file}, line {}: {e}", number + 1))?;
                builder.add(graph)?;
            }
        } else {
            builder.add(extract(file, &text)?)?;
        }
    }
    let merged = builder.finish();
    if explain {
        for merge in merged.merges() {
            let into = merged.graph().entity(merge.into).map_or("", |e| e.label.as_str());
            let article = &merge.entity.document;
            eprintln!("{} of {article} is {into}: {:?}, {:.2}", merge.label, merge.reason, merge.confidence);
        }
    }
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    match format.as_str() {
        "json" => writeln!(out, "{}", merged.graph().to_json()?)?,
        "dot" => out.write_all(merged.graph().to_dot(&DotOptions::default()).as_bytes())?,
        "svg" => out.write_all(merged.graph().to_svg(&DotOptions::default()).as_bytes())?,
        "mermaid" => out.write_all(merged.graph().to_mermaid(&DotOptions::default()).as_bytes())?,
        "html" => out.write_all(merged.to_html()?.as_bytes())?,
        name => {
            let format = RdfFormat::from_name(name).ok_or_else(|| format!("no format {name}"))?;
            merged.write_rdf(format, &mut out)?;
        }
    }
    Ok(out.flush()?)
}

fn known(file: &str) -> Result<KnownEntities, Box<dyn Error>> {
    let bytes = fs::read(file).map_err(|e| format!("{file}: {e}"))?;
    let ending = Path::new(file).extension().unwrap_or_default().to_string_lossy().into_owned();
    let known = match ending.as_str() {
        "csv" => KnownEntities::from_csv(&String::from_utf8(bytes)?).map_err(|e| format!("{file}: {e}"))?,
        "json" => KnownEntities::from_json(&String::from_utf8(bytes)?).map_err(|e| format!("{file}: {e}"))?,
        _ => {
            let format = RdfFormat::from_file_extension(&ending)
                .ok_or_else(|| format!("{file}: no table of that kind"))?;
            KnownEntities::from_rdf(format, &bytes).map_err(|e| format!("{file}: {e}"))?
        }
    };
    Ok(known)
}
