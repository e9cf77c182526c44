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
//! --accept-changes documents that changed, came or went since their shards were made: makes those shards anew
//! --verify         only looks whether the finished shards in DIR are what was written; needs no INPUT
//! --base IRI       the IRI under which the graphs' IRIs lie
//! --model FILE     another model than the embedded one
//! --quiet          no progress
//! ```
//!
//! Documents are read in the order of the inputs, so that a shard always has the same documents and the same bytes. A shard
//! is written beside its place, flushed, and renamed; then the manifest that lists it is renamed into place. What the
//! manifest does not list is written again. Finished shards and their documents are looked at once more on going on: a shard that
//! is not what was written is made anew, an input that is another one stops the run. Ctrl-C, SIGTERM and SIGHUP finish the shard
//! at hand. Exit status: 0 done (failures are listed in `failures.jsonl`), 1 an error or damage, 130, 143 or 129 stopped.
//!
//! Only regular files are read, what else lies among them is a failure with a reason; nothing is written through a link.

mod documents;
mod files;
mod format;
mod input;
mod manifest;
mod merge;
mod shards;
mod stop;

use format::Format;
use input::Read1;
use manifest::Settings;
use relata::scale::ExtractAllOptions;
use relata::text::Limits;
use relata::{Detail, Extractor, RdfFormat};
use shards::{Output, State};
use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;
use stop::Stop;

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
    accept_changes: bool,
    verify: bool,
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
        accept_changes: false,
        verify: false,
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
            Long("accept-changes") => found.accept_changes = true,
            Long("verify") => found.verify = true,
            Long("known") => found.known = Some(PathBuf::from(parser.value()?)),
            Long("quiet") => found.quiet = true,
            Value(value) => inputs.push(value.string()?),
            Short('-') => inputs.push("-".to_owned()),
            other => return Err(other.unexpected().into()),
        }
    }
    found.inputs = inputs;
    found.out = out.ok_or("--out DIR is missing")?;
    if found.inputs.is_empty() && !found.verify {
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
    let outcome = arguments().and_then(|arguments| {
        if arguments.verify {
            let whole = shards::verify(&arguments.out)?;
            return Ok(if whole { ExitCode::SUCCESS } else { ExitCode::FAILURE });
        }
        run(&arguments)
    });
    outcome.unwrap_or_else(|error| {
        eprintln!("corpus: {error}");
        ExitCode::FAILURE
    })
}

fn extractor(arguments: &Arguments) -> Result<Extractor, Box<dyn Error>> {
    let mut limits = Limits::default();
    limits.time = arguments.seconds.map(Duration::from_secs);
    let mut builder = Extractor::builder().limits(limits);
    if let Some(base) = &arguments.base {
        builder = builder.base_iri(base);
    }
    match &arguments.model {
        Some(model) => {
            builder.build_with_model(model).map_err(|e| format!("{}: {e}", model.display()).into())
        }
        None => Ok(builder.build()?),
    }
}

fn run(arguments: &Arguments) -> Result<ExitCode, Box<dyn Error>> {
    let extractor = extractor(arguments)?;
    let stop = Stop::default();
    stop.listen()?;
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
    let mut output = Output::open(&arguments.out, settings, arguments.format, arguments.accept_changes)?;
    let progress = progress(total, arguments.quiet);
    let mut number = 0;
    while documents.peek().is_some() {
        if let Some(code) = stop.code() {
            progress.abandon();
            eprintln!("corpus: stopped after {number} shards; the same command goes on");
            return Ok(ExitCode::from(code));
        }
        let mut shard: Box<dyn Iterator<Item = Read1>> = Box::new(documents.by_ref().take(arguments.shard));
        match output.state(number) {
            State::Missing => {}
            State::Damaged(damage) => progress.suspend(|| eprintln!("corpus: {damage}: made anew")),
            State::Finished => match go_on(&output, number, shard, arguments.accept_changes)? {
                Checked::Same(count) => {
                    progress.inc(count);
                    progress.reset_eta();
                    number += 1;
                    continue;
                }
                Checked::Other(documents, difference) => {
                    progress.suspend(|| eprintln!("corpus: {difference}: made anew"));
                    shard = Box::new(documents.into_iter());
                }
            },
        }
        output.write(number, shard, |shard| extractor.extract_all_with(shard, options.clone()), &progress)?;
        number += 1;
    }
    let summary = output.finish(number)?;
    progress.finish_and_clear();
    if !arguments.quiet {
        eprintln!("corpus: {summary}");
    }
    if arguments.merge {
        if let Some(code) = stop.code() {
            eprintln!("corpus: stopped before merging; the same command goes on");
            return Ok(ExitCode::from(code));
        }
        let summary = output.merge(known)?;
        if !arguments.quiet {
            eprintln!("corpus: {summary}");
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// What comes of looking at the documents of a finished shard.
enum Checked {
    /// They are the same, so many.
    Same(u64),
    /// They are others, and these are to be taken.
    Other(Vec<Read1>, String),
}

fn go_on(
    output: &Output,
    number: usize,
    shard: impl Iterator<Item = Read1>,
    accept_changes: bool,
) -> Result<Checked, String> {
    if !accept_changes {
        // one after the other: none is needed again
        return output.check(number, shard).map(Checked::Same).map_err(|d| Output::refusal(&d));
    }
    let documents: Vec<Read1> = shard.collect();
    match output.check(number, documents.iter()) {
        Ok(count) => Ok(Checked::Same(count)),
        Err(difference) => Ok(Checked::Other(documents, difference)),
    }
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
