//! Reads a corpus of any size into shards of facts, and goes on where it was stopped, whatever stopped it.
//!
//! ```text
//! corpus [OPTIONS] --out DIR INPUT...
//!
//! INPUT            a folder (its .txt files), a .jsonl file, a .parquet file (feature `parquet`), or - for JSON lines
//!                  from standard input; lines and rows have `text`, and may have `id` and `published`
//! --out DIR        where shards, manifest and failures go; a run that was stopped goes on there
//! --format NAME    nquads (default), jsonl, a graph a line, or parquet (feature `parquet`), a row a fact
//! --detail NAME    of N-Quads: full (default), evidence (sentences in bytes, no mentions or words), facts (no places)
//! --merge          after the last shard, resolves entities over all of them: `merged.nq` or `merged.jsonl` (not for parquet),
//!                  `merged.joined.jsonl` with what was joined and why; holds all graphs in memory, some 120 times the text
//! --known FILE     a table of known entities for --merge (`.csv`, `.json`, or RDF by its ending)
//! --shard N        documents of a shard, 1000 by default
//! --threads N      threads, all by default
//! --seconds N      time for a document, none by default (with it the output may differ between runs)
//! --base IRI       the IRI under which the graphs' IRIs lie
//! --model FILE     another model than the embedded one
//! --quiet          no progress
//! ```
//!
//! Documents are read in the order of the inputs, so that a shard always has the same documents and the same bytes. A shard
//! is written beside its place, flushed, and renamed; then the manifest that lists it is renamed into place. What the
//! manifest does not list is written again. Documents of finished shards are looked at once more on going on, to be sure
//! that the input is the same. Ctrl-C finishes the shard at hand. Exit status: 0 done (failures are listed in
//! `failures.jsonl`), 1 an error, 130 stopped.

mod format;
mod input;
mod merge;
mod shards;

use format::Format;
use relata::scale::ExtractAllOptions;
use relata::text::Limits;
use relata::{Detail, Extractor, RdfFormat};
use shards::{Output, Settings};
use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

struct Arguments {
    inputs: Vec<String>,
    out: PathBuf,
    format: Format,
    detail: Option<String>,
    shard: usize,
    threads: Option<usize>,
    seconds: Option<u64>,
    base: Option<String>,
    model: Option<PathBuf>,
    quiet: bool,
    merge: bool,
    known: Option<PathBuf>,
}

fn arguments() -> Result<Arguments, Box<dyn Error>> {
    use lexopt::prelude::*;
    let (mut inputs, mut out) = (Vec::new(), None);
    let mut found = Arguments {
        inputs: Vec::new(),
        out: PathBuf::new(),
        format: Format::Rdf(RdfFormat::NQuads, Detail::Full),
        detail: None,
        shard: 1000,
        threads: None,
        seconds: None,
        base: None,
        model: None,
        quiet: false,
        merge: false,
        known: None,
    };
    let mut parser = lexopt::Parser::from_env();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("out") => out = Some(PathBuf::from(parser.value()?)),
            Long("format") => found.format = parser.value()?.parse_with(Format::from_name)?,
            Long("shard") => found.shard = parser.value()?.parse::<usize>()?.max(1),
            Long("threads") => found.threads = Some(parser.value()?.parse()?),
            Long("seconds") => found.seconds = Some(parser.value()?.parse()?),
            Long("base") => found.base = Some(parser.value()?.string()?),
            Long("model") => found.model = Some(PathBuf::from(parser.value()?)),
            Long("detail") => found.detail = Some(parser.value()?.string()?).filter(|name| name != "full"),
            Long("merge") => found.merge = true,
            Long("known") => found.known = Some(PathBuf::from(parser.value()?)),
            Long("quiet") => found.quiet = true,
            Value(value) => inputs.push(value.string()?),
            Short('-') => inputs.push("-".to_owned()),
            other => return Err(other.unexpected().into()),
        }
    }
    found.inputs = inputs;
    found.out = out.ok_or("--out DIR is missing")?;
    if found.inputs.is_empty() {
        return Err("no input is named".into());
    }
    if let Some(name) = &found.detail {
        let Format::Rdf(_, detail) = &mut found.format else {
            return Err("--detail NAME is for N-Quads".into());
        };
        *detail = format::detail(name)?;
    }
    if found.known.is_some() && !found.merge {
        return Err("--known FILE is for --merge".into());
    }
    #[cfg(feature = "parquet")]
    if found.merge && found.format == Format::Parquet {
        return Err(
            "rows of facts have no mentions to resolve: --merge takes shards of jsonl or nquads".into()
        );
    }
    Ok(found)
}

fn main() -> ExitCode {
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(130),
        Err(error) => {
            eprintln!("corpus: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Whether the corpus was read to its end.
fn run() -> Result<bool, Box<dyn Error>> {
    let arguments = arguments()?;
    let mut limits = Limits::default();
    limits.time = arguments.seconds.map(Duration::from_secs);
    let mut builder = Extractor::builder().limits(limits);
    if let Some(base) = &arguments.base {
        builder = builder.base_iri(base);
    }
    let extractor = match &arguments.model {
        Some(model) => builder.build_with_model(model)?,
        None => builder.build()?,
    };
    let stopped = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&stopped);
    ctrlc::set_handler(move || {
        if flag.swap(true, Ordering::SeqCst) {
            std::process::exit(130); // asked twice: leave the shard at hand, which the next run writes again
        }
        eprintln!("corpus: finishing the shard at hand; once more to stop at once");
    })?;
    let mut options = ExtractAllOptions::default();
    if let Some(threads) = arguments.threads {
        options.pool = Some(Arc::new(rayon::ThreadPoolBuilder::new().num_threads(threads).build()?));
        options.in_flight = 8 * threads.max(1);
    }
    let settings = Settings {
        inputs: arguments.inputs.clone(),
        format: arguments.format.name().to_owned(),
        shard_documents: arguments.shard,
        base: arguments.base.clone(),
        model: extractor.model_name().to_owned(),
        seconds: arguments.seconds,
        detail: arguments.detail.clone(),
    };
    // a table that cannot be read is known before the work of hours, not after
    let known = arguments.known.as_deref().map(merge::known).transpose()?;
    let (documents, total) = input::documents(&arguments.inputs)?;
    let mut documents = documents.peekable();
    let mut output = Output::open(&arguments.out, settings, arguments.format)?;
    let progress = progress(total, arguments.quiet);
    let mut number = 0;
    while documents.peek().is_some() {
        let shard = documents.by_ref().take(arguments.shard);
        if output.has(number) {
            let count = output.check(number, shard)?;
            progress.inc(count);
            progress.reset_eta();
        } else if stopped.load(Ordering::SeqCst) {
            progress.abandon();
            eprintln!("corpus: stopped after {number} shards; the same command goes on");
            return Ok(false);
        } else {
            output.write(
                number,
                shard,
                |shard| extractor.extract_all_with(shard, options.clone()),
                &progress,
            )?;
        }
        number += 1;
    }
    let summary = output.finish(number)?;
    progress.finish_and_clear();
    if !arguments.quiet {
        eprintln!("corpus: {summary}");
    }
    if arguments.merge {
        let summary = output.merge(known)?;
        if !arguments.quiet {
            eprintln!("corpus: {summary}");
        }
    }
    Ok(true)
}

fn progress(total: Option<u64>, quiet: bool) -> indicatif::ProgressBar {
    use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
    let bar = match total {
        Some(total) => ProgressBar::new(total),
        None => ProgressBar::new_spinner(),
    };
    if quiet {
        bar.set_draw_target(ProgressDrawTarget::hidden());
    }
    let template = match total {
        Some(_) => "{bar:30} {pos}/{len} documents, {per_sec}, {eta} left {msg}",
        None => "{spinner} {pos} documents, {per_sec} {msg}",
    };
    bar.set_style(ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar
}
