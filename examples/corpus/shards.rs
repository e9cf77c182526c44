//! Where graphs go: shards that are there as a whole or not at all, and the manifest that lists them.

use crate::format::Format;
use crate::input::Read1;
use crate::merge;
use relata::KnowledgeGraph;
use relata::graph::KnownEntities;
use relata::scale::DocumentError;
use serde::{Deserialize, Serialize};
use std::cell::Cell;
use std::error::Error;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// What decides the bytes of the shards; a run goes on only with the same.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Settings {
    pub inputs: Vec<String>,
    pub format: String,
    pub shard_documents: usize,
    pub base: Option<String>,
    pub model: String,
    pub seconds: Option<u64>,
    /// Less than everything, where N-Quads are to be so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
}

/// A finished shard.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Shard {
    file: String,
    /// Documents that were begun.
    documents: u64,
    failures: u64,
    /// Documents of which something was cut short.
    noticed: u64,
    entities: u64,
    relations: u64,
    bytes: u64,
    /// Checksum of the documents, FNV-1a of 64 bits.
    input: String,
}

#[derive(Debug, Serialize, Deserialize)]
struct Manifest {
    settings: Settings,
    /// Whether the corpus was read to its end.
    complete: bool,
    shards: Vec<Shard>,
}

#[derive(Serialize)]
struct Failure<'f> {
    document: &'f str,
    reason: String,
}

/// The folder of the output.
pub struct Output {
    folder: PathBuf,
    format: Format,
    manifest: Manifest,
    _lock: File,
}

impl Output {
    /// Opens the folder for one run at a time, and goes on with what is there.
    pub fn open(folder: &Path, settings: Settings, format: Format) -> Result<Self, Box<dyn Error>> {
        fs::create_dir_all(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
        let lock = File::create(folder.join("lock"))?;
        if lock.try_lock().is_err() {
            return Err(format!("{}: another run writes here", folder.display()).into());
        }
        let path = folder.join("manifest.json");
        let manifest = match fs::read(&path) {
            Ok(bytes) => {
                let found: Manifest =
                    serde_json::from_slice(&bytes).map_err(|e| format!("{}: {e}", path.display()))?;
                if found.settings != settings {
                    let (found, settings) = (found.settings, settings);
                    return Err(format!(
                        "{}: made with {found:?}, asked for {settings:?}; take another folder",
                        path.display()
                    )
                    .into());
                }
                found
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                Manifest { settings, complete: false, shards: Vec::new() }
            }
            Err(error) => return Err(format!("{}: {error}", path.display()).into()),
        };
        Ok(Self { folder: folder.to_owned(), format, manifest, _lock: lock })
    }

    /// Whether the shard is finished.
    pub fn has(&self, number: usize) -> bool {
        number < self.manifest.shards.len()
    }

    /// Makes sure that a finished shard was made of these documents; returns their number.
    pub fn check(
        &self,
        number: usize,
        documents: impl Iterator<Item = Read1>,
    ) -> Result<u64, Box<dyn Error>> {
        let shard = &self.manifest.shards[number];
        let (mut count, mut sum) = (0, Checksum::default());
        for document in documents {
            count += 1;
            sum.add(&document);
        }
        if count != shard.documents || sum.shown() != shard.input {
            return Err(format!("{}: the input is another one than it was made of", shard.file).into());
        }
        Ok(count)
    }

    /// Writes a shard and lists it.
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
        let name = format!("shard-{number:06}");
        let file = format!("{name}.{}", self.format.extension());
        let mut graphs = Pending::new(&self.folder, &file)?;
        let mut rows = self.format.begin(&mut graphs.writer)?;
        let mut failures = Pending::new(&self.folder, &format!("{name}.failures.jsonl"))?;
        let sum = std::rc::Rc::new(Cell::new(Checksum::default()));
        let summed = std::rc::Rc::clone(&sum);
        let documents = documents.inspect(move |document| {
            let mut sum = summed.get();
            sum.add(document);
            summed.set(sum);
        });
        let mut shard = Shard {
            file,
            documents: 0,
            failures: 0,
            noticed: 0,
            entities: 0,
            relations: 0,
            bytes: 0,
            input: String::new(),
        };
        for outcome in extract(Box::new(documents)) {
            shard.documents += 1;
            match outcome {
                Ok(graph) => {
                    shard.noticed += u64::from(!graph.notices().is_empty());
                    shard.entities += graph.entities().count() as u64;
                    shard.relations += graph.relations().count() as u64;
                    rows.write(&graph)?;
                }
                Err(error) => {
                    shard.failures += 1;
                    let failure = Failure { document: error.id(), reason: error.to_string() };
                    serde_json::to_writer(&mut failures.writer, &failure)?;
                    failures.writer.write_all(b"\n")?;
                }
            }
            progress.inc(1);
        }
        rows.finish()?;
        shard.input = sum.get().shown();
        // the failures first: a shard that is listed has them
        failures.publish()?;
        shard.bytes = graphs.publish()?;
        self.manifest.shards.push(shard);
        self.list()
    }

    fn list(&self) -> Result<(), Box<dyn Error>> {
        let mut pending = Pending::new(&self.folder, "manifest.json")?;
        serde_json::to_writer_pretty(&mut pending.writer, &self.manifest)?;
        pending.publish()?;
        Ok(())
    }

    /// Resolves entities over the finished shards; says what came of it. Written anew each time, from the shards alone.
    pub fn merge(&self, known: Option<KnownEntities>) -> Result<String, Box<dyn Error>> {
        let mut left_out = Pending::new(&self.folder, "merged.failures.jsonl")?;
        let mut missing = 0_u64;
        let shards = self.manifest.shards.iter().map(|shard| self.folder.join(&shard.file));
        let builder = merge::builder(shards, self.format, known, |document, reason| {
            missing += 1;
            serde_json::to_writer(&mut left_out.writer, &Failure { document, reason })?;
            Ok(left_out.writer.write_all(b"\n")?)
        })?;
        let merged = builder.into_merged();
        let mut joined = Pending::new(&self.folder, "merged.joined.jsonl")?;
        let count = merge::write_joined(&merged, &mut joined.writer)?;
        let mut graph = Pending::new(&self.folder, &format!("merged.{}", self.format.extension()))?;
        merge::write(&merged, self.format, &mut graph.writer)?;
        left_out.publish()?;
        joined.publish()?;
        // the graph last: where it is, the others are
        graph.publish()?;
        let (articles, entities) = (merged.articles().len(), merged.graph().entities().count());
        Ok(format!(
            "{articles} articles merged to {entities} entities; {count} entities joined (merged.joined.jsonl), \
             {missing} articles left out (merged.failures.jsonl)"
        ))
    }

    /// Marks the corpus as read and joins the failures; says what there is.
    pub fn finish(&mut self, shards: usize) -> Result<String, Box<dyn Error>> {
        if shards < self.manifest.shards.len() {
            return Err("the input has fewer documents than it had".into());
        }
        let mut all = Pending::new(&self.folder, "failures.jsonl")?;
        for number in 0..shards {
            let path = self.folder.join(format!("shard-{number:06}.failures.jsonl"));
            std::io::copy(&mut File::open(path)?, &mut all.writer)?;
        }
        all.publish()?;
        self.manifest.complete = true;
        self.list()?;
        let sum = |of: fn(&Shard) -> u64| self.manifest.shards.iter().map(of).sum::<u64>();
        Ok(format!(
            "{} documents in {shards} shards, {} relations, {} bytes; {} cut short, {} without a graph (failures.jsonl)",
            sum(|s| s.documents),
            sum(|s| s.relations),
            sum(|s| s.bytes),
            sum(|s| s.noticed),
            sum(|s| s.failures),
        ))
    }
}

/// A file that takes its place as a whole.
struct Pending {
    writer: BufWriter<File>,
    folder: PathBuf,
    path: PathBuf,
}

impl Pending {
    fn new(folder: &Path, name: &str) -> Result<Self, Box<dyn Error>> {
        let path = folder.join(name);
        let beside = Self::beside(&path);
        let file = File::create(&beside).map_err(|e| format!("{}: {e}", beside.display()))?;
        Ok(Self { writer: BufWriter::with_capacity(1 << 18, file), folder: folder.to_owned(), path })
    }

    fn beside(path: &Path) -> PathBuf {
        let mut name = path.as_os_str().to_owned();
        name.push(".part");
        PathBuf::from(name)
    }

    /// Puts the file into its place; returns its length.
    fn publish(self) -> Result<u64, Box<dyn Error>> {
        let shown = self.path.display().to_string();
        let file = self.writer.into_inner().map_err(|e| format!("{shown}: {}", e.error()))?;
        file.sync_all().map_err(|e| format!("{shown}: {e}"))?;
        let length = file.metadata()?.len();
        fs::rename(Self::beside(&self.path), &self.path).map_err(|e| format!("{shown}: {e}"))?;
        // the name itself outlives a loss of power only when the folder is flushed; not every system can
        let _ = File::open(&self.folder).and_then(|folder| folder.sync_all());
        Ok(length)
    }
}

/// FNV-1a over documents.
#[derive(Clone, Copy)]
struct Checksum(u64);

impl Default for Checksum {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Checksum {
    fn add(&mut self, document: &Read1) {
        match document {
            Ok(document) => {
                self.bytes(document.id.as_bytes());
                self.bytes(document.published.as_deref().unwrap_or_default().as_bytes());
                self.bytes(document.text.as_bytes());
            }
            Err(error) => self.bytes(error.to_string().as_bytes()),
        }
    }

    fn bytes(&mut self, bytes: &[u8]) {
        for &byte in bytes.iter().chain(&[0xff]) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn shown(self) -> String {
        format!("{:016x}", self.0)
    }
}
