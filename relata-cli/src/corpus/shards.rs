//! Where graphs go: shards that are there as a whole or not at all, and the manifest that lists them.

use super::Read1;
use super::documents::Documents;
use super::format::Format;
use super::manifest::{Manifest, Settings, Shard};
use super::merge;
use crate::files::{self, Pending, told};
use crate::message::{Message, Messages};
use relata::KnowledgeGraph;
use relata::graph::KnownEntities;
use relata::scale::DocumentError;
use serde::Serialize;
use std::cell::RefCell;
use std::error::Error;
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::rc::Rc;

#[derive(Serialize)]
struct Failure<'f> {
    document: &'f str,
    reason: String,
}

/// What there is of a shard.
pub enum State {
    /// Nothing.
    Missing,
    /// All of it, as it was written.
    Finished,
    /// Not what was written, with the reason.
    Damaged(String),
}

/// The folder of the output.
pub struct Output {
    folder: PathBuf,
    format: Format,
    manifest: Manifest,
    /// Whether another input than before is taken, and its shards are made anew.
    accept_changes: bool,
    made_anew: usize,
    _lock: File,
}

impl Output {
    /// Opens the folder for one run at a time, and goes on with what is there.
    pub fn open(
        folder: &Path,
        settings: Settings,
        format: Format,
        accept_changes: bool,
    ) -> Result<Self, Box<dyn Error>> {
        files::folder(folder, true)?;
        let lock = files::lock(folder)?;
        let mut manifest = Manifest::read(folder)?.unwrap_or_else(|| Manifest::new(settings.clone()));
        let differences = manifest.settings.differences(&settings);
        if !differences.is_empty() {
            let differences = differences.join(", ");
            return Err(format!("{}: {differences}; take another folder", folder.display()).into());
        }
        if manifest.settings.inputs != settings.inputs {
            if !accept_changes {
                let (was, is) = (manifest.settings.inputs.join(" "), settings.inputs.join(" "));
                return Err(format!(
                    "{}: the input was {was} and is {is}; --accept-changes takes it, and makes the shards anew whose \
                     documents are others",
                    folder.display()
                )
                .into());
            }
            manifest.settings.inputs = settings.inputs;
        }
        let folder = folder.to_owned();
        Ok(Self { folder, format, manifest, accept_changes, made_anew: 0, _lock: lock })
    }

    /// What there is of a shard; its files are read.
    pub fn state(&self, number: usize) -> State {
        let Some(shard) = self.manifest.shards.get(number) else { return State::Missing };
        shard.damage(&self.folder).map_or(State::Finished, State::Damaged)
    }

    fn name(number: usize) -> String {
        format!("shard-{number:06}")
    }

    /// Makes sure that a finished shard was made of these documents; returns their number, or which is another one.
    pub fn check(
        &self,
        number: usize,
        documents: impl Iterator<Item = impl std::borrow::Borrow<Read1>>,
    ) -> Result<u64, String> {
        let mut now = Documents::default();
        documents.for_each(|document| now.add(document.borrow()));
        self.compare(number, &now).map(|()| now.count())
    }

    fn compare(&self, number: usize, now: &Documents) -> Result<(), String> {
        let Some(shard) = self.manifest.shards.get(number) else { return Ok(()) };
        if shard.input == now.sum() {
            return Ok(());
        }
        let before = Documents::read(&self.folder.join(format!("{}.documents.tsv", Self::name(number))));
        let difference = before.unwrap_or_default().difference(now);
        Err(format!("{}: the input is another one than it was made of: {difference}", shard.file))
    }

    /// What to do about another input.
    pub fn refusal(difference: &str) -> String {
        format!("{difference}; --accept-changes makes such shards anew, or take another folder")
    }

    /// Writes a shard and lists it; one that is listed already is made anew.
    pub fn write<'d, D, G>(
        &mut self,
        number: usize,
        documents: D,
        extract: impl FnOnce(Box<dyn Iterator<Item = Read1> + 'd>) -> G,
        progress: &indicatif::ProgressBar,
    ) -> Result<(), Box<dyn Error>>
    where
        D: Iterator<Item = Read1> + 'd,
        G: Iterator<Item = Result<KnowledgeGraph, DocumentError>>,
    {
        let name = Self::name(number);
        let file = format!("{name}.{}", self.format.extension());
        let mut graphs = Pending::new(&self.folder, &file)?;
        let mut failures = Pending::new(&self.folder, &format!("{name}.failures.jsonl"))?;
        let read = Rc::new(RefCell::new(Documents::default()));
        let noted = Rc::clone(&read);
        let documents = documents.inspect(move |document| noted.borrow_mut().add(document));
        let mut shard = Shard::new(file);
        let outcomes = extract(Box::new(documents)).inspect(|_| progress.inc(1));
        self.fill(&mut shard, outcomes, &mut graphs, &mut failures)?;
        let read = read.take();
        if !self.accept_changes {
            self.compare(number, &read).map_err(|difference| Self::refusal(&difference))?;
        }
        shard.input = read.sum();
        let mut list = Pending::new(&self.folder, &format!("{name}.documents.tsv"))?;
        list.write_all(read.to_lines().as_bytes()).map_err(|e| told(list.path(), &e))?;
        // the graphs last: a shard that is there has the others
        shard.documents_file = list.publish()?;
        shard.failures_file = failures.publish()?;
        let content = graphs.publish()?;
        (shard.bytes, shard.sum) = (content.bytes, content.sum);
        match self.manifest.shards.get_mut(number) {
            Some(old) => {
                *old = shard;
                self.made_anew += 1;
            }
            None => self.manifest.shards.push(shard),
        }
        Ok(self.manifest.write(&self.folder)?)
    }

    /// Writes the graphs and failures of a shard, and counts them.
    fn fill(
        &self,
        shard: &mut Shard,
        outcomes: impl Iterator<Item = Result<KnowledgeGraph, DocumentError>>,
        graphs: &mut Pending,
        failures: &mut Pending,
    ) -> Result<(), String> {
        let path = graphs.path().to_owned();
        let failed = |error: Box<dyn Error>| told(&path, error.as_ref());
        let mut rows = self.format.begin(graphs).map_err(failed)?;
        for outcome in outcomes {
            shard.documents += 1;
            match outcome {
                Ok(graph) => {
                    shard.noticed += u64::from(!graph.notices().is_empty());
                    shard.entities += graph.entities().count() as u64;
                    shard.relations += graph.relations().count() as u64;
                    rows.write(&graph).map_err(failed)?;
                }
                Err(error) => {
                    shard.failures += 1;
                    write_failure(failures, error.id(), error.to_string())?;
                }
            }
        }
        rows.finish().map_err(failed)
    }

    /// Resolves entities over the finished shards; says what came of it. Written anew each time, from the shards alone.
    pub fn merge(&mut self, known: Option<KnownEntities>) -> Result<String, Box<dyn Error>> {
        let mut left_out = Pending::new(&self.folder, "merged.failures.jsonl")?;
        let mut missing = 0_u64;
        let shards = self.manifest.shards.iter();
        let shards = shards
            .map(|shard| (self.folder.join(&shard.file), shard.documents.saturating_sub(shard.failures)));
        let builder = merge::builder(shards, self.format, known, |document, reason| {
            missing += 1;
            Ok(write_failure(&mut left_out, document, reason)?)
        })?;
        let merged = builder.into_merged();
        let mut joined = Pending::new(&self.folder, "merged.joined.jsonl")?;
        let path = joined.path().to_owned();
        let count = merge::write_joined(&merged, &mut joined).map_err(|e| told(&path, e.as_ref()))?;
        let mut graph = Pending::new(&self.folder, &format!("merged.{}", self.format.extension()))?;
        let path = graph.path().to_owned();
        merge::write(&merged, self.format, &mut graph).map_err(|e| told(&path, e.as_ref()))?;
        // the graph last: where it is, the others are
        let files = [left_out, joined, graph].map(Pending::published);
        let files = files.into_iter().collect::<Result<_, _>>()?;
        self.manifest.merged = Some(self.manifest.whole(files));
        self.manifest.write(&self.folder)?;
        let (articles, entities) = (merged.articles().len(), merged.graph().entities().count());
        Ok(format!(
            "{articles} articles merged to {entities} entities; {count} entities joined (merged.joined.jsonl), \
             {missing} articles left out (merged.failures.jsonl)"
        ))
    }

    /// What is wrong with a merged graph of before, if there is one.
    pub fn merged_damages(&self) -> Vec<String> {
        self.manifest.merged_damages(&self.folder)
    }

    /// Marks the corpus as read and joins the failures; says what there is.
    pub fn finish(&mut self, shards: usize) -> Result<String, Box<dyn Error>> {
        if shards < self.manifest.shards.len() {
            self.drop_behind(shards)?;
        }
        let mut all = Pending::new(&self.folder, "failures.jsonl")?;
        for number in 0..shards {
            let path = self.folder.join(format!("{}.failures.jsonl", Self::name(number)));
            let mut own = files::open(&path, false).map_err(|e| told(&path, &e))?;
            std::io::copy(&mut own, &mut all).map_err(|e| told(all.path(), &e))?;
        }
        self.manifest.failures = Some(self.manifest.whole(vec![all.published()?]));
        self.manifest.complete = true;
        self.manifest.write(&self.folder)?;
        let sum = |of: fn(&Shard) -> u64| self.manifest.shards.iter().map(of).sum::<u64>();
        let anew = match self.made_anew {
            0 => String::new(),
            count => format!("; {count} shards were made anew"),
        };
        Ok(format!(
            "{} documents in {shards} shards, {} relations, {} bytes; {} cut short, {} without a graph (failures.jsonl){anew}",
            sum(|s| s.documents),
            sum(|s| s.relations),
            sum(|s| s.bytes),
            sum(|s| s.noticed),
            sum(|s| s.failures),
        ))
    }

    /// Takes away the shards of documents that are there no more.
    fn drop_behind(&mut self, shards: usize) -> Result<(), String> {
        let (had, folder) = (self.manifest.shards.len(), &self.folder);
        if !self.accept_changes {
            return Err(Self::refusal(&format!(
                "{}: the input has fewer documents than it had: they fill {shards} shards, there are {had}",
                folder.display()
            )));
        }
        let behind = self.manifest.shards.split_off(shards);
        // the list last: a run that is killed here leaves no shard that nobody lists
        for path in behind.iter().flat_map(|shard| shard.paths(folder)) {
            match std::fs::remove_file(&path) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                    return Err(told(&path, &error));
                }
                _ => {}
            }
        }
        self.manifest.write(folder)?;
        self.made_anew += had - shards;
        Ok(())
    }
}

fn write_failure(failures: &mut Pending, document: &str, reason: String) -> Result<(), String> {
    let line = serde_json::to_string(&Failure { document, reason }).map_err(|e| e.to_string())?;
    writeln!(failures, "{line}").map_err(|e| told(failures.path(), &e))
}

/// Looks whether every finished shard is what was written, and says what is not; whether all are.
pub fn verify(folder: &Path, messages: Messages) -> Result<bool, String> {
    files::folder(folder, false)?;
    let _lock = files::lock(folder)?;
    let manifest = Manifest::read(folder)?;
    let manifest = manifest
        .ok_or_else(|| format!("{}: no manifest.json: nothing was finished here", folder.display()))?;
    let damaged = manifest.damages(folder);
    damaged.iter().for_each(|damage| messages.tell(&Message::error(damage)));
    let (all, damaged) = (manifest.shards.len(), damaged.len());
    let rest = if manifest.complete { "" } else { "; the corpus was not read to its end" };
    messages.tell(&match damaged {
        0 => Message::note(format!("{all} shards are what was written{rest}")),
        1 => Message::error(format!("a file is damaged, of {all} shards and what was made of them{rest}"))
            .help("the command that made it makes it anew"),
        _ => Message::error(format!(
            "{damaged} files are damaged, of {all} shards and what was made of them{rest}"
        ))
        .help("the command that made them makes them anew"),
    });
    Ok(damaged == 0)
}
