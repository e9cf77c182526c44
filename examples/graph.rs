//! An article in, its graph out.
//!
//! `cargo run --release --example graph` reads an article this repository ships and writes DOT; a file argument reads
//! another, `--format` names one of `OutputFormat::ALL` (json, svg, html, turtle, …; a wrong name lists them). A picture (dot, svg,
//! mermaid) is a summary of what matters most; `--top N` gives it so many nodes, `--all` all.
//! A part of the graph: `--top N` (the most central entities that hang together), `--focus NAME` with `--hops N` around it,
//! `--min-confidence X`, `--asserted`, `--no-texts`. Of pictures: `--layout lr|tb|force`, `--clusters`. Of RDF: `--rdf12`.
//! Of predicates: `--ontology schema.org` or a table (`--ontology FILE`) names properties, `--mapped-only` leaves out the rest.
//! Of countries: `--nationalities` relates *the German minister* to Germany, `--merge-metonyms` makes *Washington* and the United
//! States one where nothing means the city.
//! `--explain` writes no graph but each relation with the rule that read it, its words and its confidence, and the rules that
//! repaired the trees; `--rules FILE` adds rules of one's own, `--without-rules NAME` leaves one out.
//! Of the document: `--title`, `--published YYYY-MM-DD`, `--publisher`, `--iri`, `--base`.

use lexopt::ValueExt;
use relata::Extractor;
use relata::graph::Selection;
use relata::output::{DotLayout, OutputFormat, OutputOptions};
use relata::propositions::Ontology;
use std::error::Error;
use std::io::{Read, Write};
use std::path::Path;
use std::process::ExitCode;

const SHIPPED: &str = include_str!("articles/harbour.txt");

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let (mut file, mut format, mut model) = (None, "dot".parse::<OutputFormat>()?, None);
    let (mut focus, mut hops, mut top, mut explain) = (None, 1, None, false);
    let (mut selection, mut options) = (Selection::default(), OutputOptions::default());
    let mut builder = Extractor::builder();
    let mut arguments = lexopt::Parser::from_env();
    while let Some(argument) = arguments.next()? {
        match argument {
            lexopt::Arg::Long("format") => format = arguments.value()?.string()?.parse()?,
            lexopt::Arg::Long("model") => model = Some(arguments.value()?),
            lexopt::Arg::Long("top") => top = Some(arguments.value()?.parse()?),
            lexopt::Arg::Long("all") => options.picture.most_nodes = None,
            lexopt::Arg::Long("focus") => focus = Some(arguments.value()?.string()?),
            lexopt::Arg::Long("hops") => hops = arguments.value()?.parse()?,
            lexopt::Arg::Long("min-confidence") => selection.least_confidence = arguments.value()?.parse()?,
            lexopt::Arg::Long("asserted") => selection.asserted_only = true,
            lexopt::Arg::Long("no-texts") => selection.entities_only = true,
            lexopt::Arg::Long("clusters") => options.picture.clusters = true,
            lexopt::Arg::Long("layout") => {
                options.picture.layout = match arguments.value()?.string()?.as_str() {
                    "lr" => DotLayout::LeftToRight,
                    "tb" => DotLayout::TopToBottom,
                    "force" => DotLayout::Force,
                    other => return Err(format!("no layout {other}").into()),
                }
            }
            lexopt::Arg::Long("rdf12") => options.rdf.triple_terms = true,
            lexopt::Arg::Long("ontology") => {
                let table = match arguments.value()?.string()?.as_str() {
                    "schema.org" => Ontology::schema_org(),
                    file => Ontology::from_toml(&read(file)?).map_err(|e| format!("{file}: {e}"))?,
                };
                builder = builder.ontology(table);
            }
            lexopt::Arg::Long("mapped-only") => builder = builder.mapped_only(true),
            lexopt::Arg::Long("merge-metonyms") => builder = builder.merge_metonyms(true),
            lexopt::Arg::Long("nationalities") => builder = builder.nationalities(true),
            lexopt::Arg::Long("explain") => explain = true,
            lexopt::Arg::Long("rules") => builder = builder.rules(read(&arguments.value()?.string()?)?),
            lexopt::Arg::Long("without-rules") => {
                builder = builder.without_rules([arguments.value()?.string()?]);
            }
            lexopt::Arg::Long("title") => builder = builder.title(arguments.value()?.string()?),
            lexopt::Arg::Long("published") => builder = builder.published(arguments.value()?.string()?),
            lexopt::Arg::Long("publisher") => builder = builder.publisher(arguments.value()?.string()?),
            lexopt::Arg::Long("iri") => builder = builder.document_iri(arguments.value()?.string()?),
            lexopt::Arg::Long("base") => builder = builder.base_iri(arguments.value()?.string()?),
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
    let builder = builder.document_id(id);
    let extractor = match model {
        Some(path) => builder.build_with_model(path)?,
        None => builder.build()?,
    };
    if explain {
        return explained(&extractor, &text);
    }
    let mut graph = extractor.extract(&text)?;
    if let Some(name) = focus {
        let entity = graph.entity_named(&name).ok_or_else(|| format!("no entity is called {name:?}"))?;
        selection.around = Some((entity.id, hops));
    }
    // a picture chooses itself what matters most
    if format.is_picture() {
        options.picture.most_nodes = top.or(options.picture.most_nodes);
    } else {
        selection.top = top;
    }
    if selection != Selection::default() {
        graph = graph.subgraph(&selection);
    }
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    format.write(&graph, &options, &mut out)?;
    Ok(out.flush()?)
}

/// Writes each relation with the rule that read it, and the rules that repaired the trees.
fn explained(extractor: &Extractor, text: &str) -> Result<(), Box<dyn Error>> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let resolved = extractor.analyze(text);
    let propositions = extractor.propositions(&resolved);
    let parsed = resolved.parsed();
    for applied in parsed.applied().iter().chain(resolved.applied()).chain(propositions.applied()) {
        let words: Vec<&str> = applied.words.iter().map(|&w| parsed.form(w)).collect();
        writeln!(out, "rule\t{}\t{}", applied.rule, words.join(" "))?;
    }
    let graph = extractor.assemble(&resolved, &propositions);
    for relation in graph.relations() {
        let subject = graph.entity(relation.subject).map_or("", |e| e.label.as_str());
        let runs = relation.evidence.iter().flat_map(|e| &e.words).map(|run| run.of(text));
        let words = runs.collect::<Vec<_>>().join(" … ");
        let (label, object) = (&relation.label, graph.text_of(&relation.object));
        writeln!(
            out,
            "fact\t{subject} | {label} | {object}\t{}\t{:.2}\t{words}",
            relation.rule, relation.confidence
        )?;
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
