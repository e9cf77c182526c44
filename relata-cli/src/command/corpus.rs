//! `relata corpus`: shards of facts of many documents.

use super::extractor::{extractor, threads};
use super::named;
use crate::arguments::{Corpus, HowMuch, ShardFormat};
use crate::corpus::{Format, Output, Read1, Settings, State, Stop, known, verify};
use crate::failure::Failure;
use crate::input::{self, Content, Item, Kind};
use crate::message::{Message, Messages};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use relata::graph::KnownEntities;
use relata::scale::{DocumentError, ExtractAllOptions};
use relata::{Extractor, RdfFormat};
use std::error::Error;
use std::process::ExitCode;

/// Runs it.
///
/// # Errors
/// [`Failure`] where the options cannot be used, the input is another one than before, or the output cannot be written.
pub fn run(arguments: &Corpus, messages: Messages) -> Result<ExitCode, Failure> {
    if arguments.verify {
        let whole = verify(&arguments.out, messages).map_err(|problem| failed(&problem))?;
        return Ok(if whole { ExitCode::SUCCESS } else { ExitCode::FAILURE });
    }
    let format = format(arguments)?;
    let extractor = extractor(&arguments.reading, None)?;
    // a table that cannot be read is known before the work of hours, not after
    let known = arguments.known.as_deref().map(known).transpose();
    let known = known.map_err(|error| Failure::usage(Message::error(error)))?;
    let stop = Stop::default();
    stop.listen(messages).map_err(|error| failed(&error))?;
    let settings = settings(arguments, format, &extractor)?;
    let (documents, total) = documents(arguments, messages)?;
    let opened = Output::open(&arguments.out, settings, format, arguments.accept_changes);
    let run = Run {
        arguments,
        extractor,
        options: threads(&arguments.reading)?,
        messages,
        progress: progress(total, messages),
        output: opened.map_err(|error| failed(&error))?,
    };
    run.all(documents, &stop, known)
}

/// An error of what writes shards, which names its file and what to do.
fn failed(problem: &dyn std::fmt::Display) -> Failure {
    Failure::failed(Message::error(problem))
}

/// What is asked for, where it goes together.
fn format(arguments: &Corpus) -> Result<Format, Failure> {
    let usage = |problem: &str, help: &str| Failure::usage(Message::error(problem).help(help));
    if arguments.detail != HowMuch::Full && arguments.format != ShardFormat::Nquads {
        return Err(usage("--detail is for N-Quads", "leave it out, or take --format nquads"));
    }
    match arguments.format {
        ShardFormat::Nquads => Ok(Format::Rdf(RdfFormat::NQuads, arguments.detail.into())),
        ShardFormat::Jsonl => Ok(Format::JsonLines),
        ShardFormat::Parquet if arguments.merge => Err(usage(
            "rows of facts have no mentions to resolve: --merge takes shards of jsonl or nquads",
            "leave --merge out, or take --format jsonl",
        )),
        #[cfg(feature = "parquet")]
        ShardFormat::Parquet => Ok(Format::Parquet),
        #[cfg(not(feature = "parquet"))]
        ShardFormat::Parquet => {
            Err(usage("this program was built without Parquet", crate::output::PARQUET_HELP))
        }
    }
}

fn settings(arguments: &Corpus, format: Format, extractor: &Extractor) -> Result<Settings, Failure> {
    let inputs = named(&arguments.inputs.inputs)?;
    Ok(Settings {
        inputs: inputs.iter().map(|path| path.to_string_lossy().into_owned()).collect(),
        format: format.name().to_owned(),
        shard_documents: arguments.shard.get(),
        base: arguments.reading.base.clone(),
        model: extractor.model_name().to_owned(),
        seconds: arguments.reading.seconds,
        detail: match arguments.detail {
            HowMuch::Full => None,
            HowMuch::Evidence => Some("evidence".to_owned()),
            HowMuch::Facts => Some("facts".to_owned()),
        },
        reading: reading_options(arguments)?,
    })
}

type Documents = Box<dyn Iterator<Item = Read1>>;

/// The documents, and how many there are where that is known.
fn documents(arguments: &Corpus, messages: Messages) -> Result<(Documents, Option<u64>), Failure> {
    let inputs = named(&arguments.inputs.inputs)?;
    let kind = arguments.inputs.input_format;
    let reading = input::Reading { kind, standard_input: Some(Kind::Jsonl), for_hours: true };
    let (items, total) = input::items(&inputs, reading, messages).map_err(Failure::failed)?;
    Ok((Box::new(items.map(document)), total))
}

fn document(item: Item) -> Read1 {
    let Item { id, content, .. } = item;
    match content {
        Ok(Content::Article(document)) => Ok(document),
        Ok(Content::Graph(_)) => {
            Err(DocumentError::Unreadable { id, problem: "a graph, not an article".to_owned() })
        }
        Err(message) => Err(DocumentError::Unreadable { id, problem: message.to_string() }),
    }
}

/// A run over all documents.
struct Run<'a> {
    arguments: &'a Corpus,
    extractor: Extractor,
    options: ExtractAllOptions,
    messages: Messages,
    progress: ProgressBar,
    output: Output,
}

impl Run<'_> {
    /// Writes shard after shard, and merges them at last.
    fn all(
        mut self,
        documents: Documents,
        stop: &Stop,
        known: Option<KnownEntities>,
    ) -> Result<ExitCode, Failure> {
        let mut documents = documents.peekable();
        let size = self.arguments.shard.get();
        let mut number = 0_usize;
        while documents.peek().is_some() {
            if let Some(code) = stop.code() {
                self.progress.abandon();
                let told = format!("stopped after {number} shards; the same command goes on");
                self.messages.tell(&Message::warning(told));
                return Err(Failure::Stopped(code));
            }
            let shard = Box::new(documents.by_ref().take(size));
            self.shard(number, shard).map_err(|error| failed(&error))?;
            number = number.saturating_add(1);
        }
        let summary = self.output.finish(number).map_err(|error| failed(&error))?;
        self.progress.finish_and_clear();
        self.messages.tell(&Message::note(summary));
        if self.arguments.merge {
            if let Some(code) = stop.code() {
                let told = "stopped before merging; the same command goes on";
                self.messages.tell(&Message::warning(told));
                return Err(Failure::Stopped(code));
            }
            let summary = self.output.merge(known).map_err(|error| failed(&error))?;
            self.messages.tell(&Message::note(summary));
        } else {
            let tell = |damage| self.messages.tell(&Message::warning(damage).help("--merge makes it anew"));
            self.output.merged_damages().into_iter().for_each(tell);
        }
        Ok(ExitCode::SUCCESS)
    }

    /// Writes a shard, or sees that it is there already.
    fn shard<'d>(
        &mut self,
        number: usize,
        mut documents: Box<dyn Iterator<Item = Read1> + 'd>,
    ) -> Result<(), Box<dyn Error>> {
        let warn = |told: String| {
            self.progress.suspend(|| self.messages.tell(&Message::warning(format!("{told}: made anew"))));
        };
        match self.output.state(number) {
            State::Missing => {}
            State::Damaged(damage) => warn(damage),
            State::Finished => match self.checked(number, documents)? {
                Checked::Same(count) => {
                    self.progress.inc(count);
                    self.progress.reset_eta();
                    return Ok(());
                }
                Checked::Other(others, difference) => {
                    warn(difference);
                    documents = Box::new(others.into_iter());
                }
            },
        }
        let (extractor, options) = (&self.extractor, self.options.clone());
        self.output.write(
            number,
            documents,
            |shard| extractor.extract_all_with(shard, options),
            &self.progress,
        )
    }

    /// Looks whether a finished shard was made of these documents.
    fn checked(&self, number: usize, documents: impl Iterator<Item = Read1>) -> Result<Checked, String> {
        if !self.arguments.accept_changes {
            // one after the other: none is needed again
            return self.output.check(number, documents).map(Checked::Same).map_err(|d| Output::refusal(&d));
        }
        let documents: Vec<Read1> = documents.collect();
        match self.output.check(number, documents.iter()) {
            Ok(count) => Ok(Checked::Same(count)),
            Err(difference) => Ok(Checked::Other(documents, difference)),
        }
    }
}

/// What comes of looking at the documents of a finished shard.
enum Checked {
    /// They are the same, so many.
    Same(u64),
    /// They are others, and these are to be taken.
    Other(Vec<Read1>, String),
}

fn progress(total: Option<u64>, messages: Messages) -> ProgressBar {
    let bar = match total {
        Some(total) => ProgressBar::new(total),
        None => ProgressBar::new_spinner(),
    };
    if !messages.shows_progress() {
        bar.set_draw_target(ProgressDrawTarget::hidden());
    }
    let template = match total {
        Some(_) => "{bar:30} {pos}/{len} documents, {per_sec}, {eta} left {msg}",
        None => "{spinner} {pos} documents, {per_sec} {msg}",
    };
    bar.set_style(ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar
}

/// The other options that decide the bytes of shards, in words; `None` where all are as usual.
fn reading_options(arguments: &Corpus) -> Result<Option<String>, Failure> {
    let reading = &arguments.reading;
    let mut options = Vec::new();
    let mut summed = |name: &str, path: &std::path::Path| -> Result<(), Failure> {
        let bytes = std::fs::read(path).map_err(|error| Failure::usage(Message::io(path, &error)))?;
        options.push(format!("{name} {}", crate::files::sum(&bytes)));
        Ok(())
    };
    match reading.ontology.as_deref() {
        Some("schema.org") | None => {}
        Some(file) => summed("--ontology", std::path::Path::new(file))?,
    }
    for path in &reading.rules {
        summed("--rules", path)?;
    }
    if reading.ontology.as_deref() == Some("schema.org") {
        options.push("--ontology schema.org".to_owned());
    }
    for (name, given) in [
        ("--mapped-only", reading.mapped_only),
        ("--nationalities", reading.nationalities),
        ("--merge-metonyms", reading.merge_metonyms),
    ] {
        if given {
            options.push(name.to_owned());
        }
    }
    options.extend(reading.without_rule.iter().map(|name| format!("--without-rule {name}")));
    if reading.lines != crate::arguments::LinesAre::default() {
        options.push(format!("--lines {:?}", reading.lines).to_lowercase());
    }
    Ok(Some(options.join(" ")).filter(|options| !options.is_empty()))
}
