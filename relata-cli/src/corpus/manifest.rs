//! The list of what is finished, and what decides its bytes.

use crate::files::{self, Content, Pending};
use serde::{Deserialize, Serialize};
use std::io::Write;
use std::path::{Path, PathBuf};

/// What decides the bytes of the shards; a run goes on only with the same.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
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
    /// Other options of reading that were given, files by their checksums.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reading: Option<String>,
}

impl Settings {
    /// What is asked for and was not so, in words; `inputs` apart, as they may have a new name only.
    pub fn differences(&self, asked: &Self) -> Vec<String> {
        let none = || "none".to_owned();
        let number = |n: Option<u64>| n.map_or_else(none, |n| n.to_string());
        let text = |text: &Option<String>, usual: &str| text.clone().unwrap_or_else(|| usual.to_owned());
        let pairs = [
            ("--format", self.format.clone(), asked.format.clone()),
            ("--detail", text(&self.detail, "full"), text(&asked.detail, "full")),
            ("--shard", self.shard_documents.to_string(), asked.shard_documents.to_string()),
            ("--base", text(&self.base, "none"), text(&asked.base, "none")),
            ("the model", self.model.clone(), asked.model.clone()),
            ("--seconds", number(self.seconds), number(asked.seconds)),
            ("other options of reading", text(&self.reading, "none"), text(&asked.reading, "none")),
        ];
        let differing = pairs.into_iter().filter(|(_, was, is)| was != is);
        differing.map(|(what, was, is)| format!("{what} was {was} and is {is}")).collect()
    }
}

/// A finished shard.
#[derive(Clone, Serialize, Deserialize)]
pub struct Shard {
    pub file: String,
    /// Documents that were begun.
    pub documents: u64,
    pub failures: u64,
    /// Documents of which something was cut short.
    pub noticed: u64,
    pub entities: u64,
    pub relations: u64,
    pub bytes: u64,
    /// Checksum of the documents.
    pub input: String,
    /// Checksum of the shard; empty in manifests of old.
    #[serde(default)]
    pub sum: String,
    /// What its file of failures holds.
    #[serde(default)]
    pub failures_file: Content,
    /// What its list of documents holds.
    #[serde(default)]
    pub documents_file: Content,
}

impl Shard {
    pub fn new(file: String) -> Self {
        let (input, sum) = (String::new(), String::new());
        let (failures_file, documents_file) = (Content::default(), Content::default());
        let (documents, failures, noticed, entities, relations, bytes) = (0, 0, 0, 0, 0, 0);
        Self {
            file,
            documents,
            failures,
            noticed,
            entities,
            relations,
            bytes,
            input,
            sum,
            failures_file,
            documents_file,
        }
    }

    /// The files of a shard, and what they are to hold.
    fn files(&self) -> [(String, Content); 3] {
        let name = self.file.rsplit_once('.').map_or(self.file.as_str(), |(name, _)| name);
        [
            (self.file.clone(), Content { bytes: self.bytes, sum: self.sum.clone() }),
            (format!("{name}.failures.jsonl"), self.failures_file.clone()),
            (format!("{name}.documents.tsv"), self.documents_file.clone()),
        ]
    }

    /// Where the files of the shard are.
    pub fn paths(&self, folder: &Path) -> [PathBuf; 3] {
        self.files().map(|(file, _)| folder.join(file))
    }

    /// What is wrong with the files of the shard, with the file; nothing where they are as they were written.
    pub fn damage(&self, folder: &Path) -> Option<String> {
        self.files().iter().find_map(|(file, expected)| damage(folder, file, expected))
    }
}

/// What is wrong with a file, with its name; nothing where it is as it was written.
fn damage(folder: &Path, file: &str, expected: &Content) -> Option<String> {
    let problem = match files::content(&folder.join(file)) {
        Err(error) => error.to_string(),
        Ok(found) if found.bytes != expected.bytes && !expected.sum.is_empty() => {
            format!("{} bytes instead of {}", found.bytes, expected.bytes)
        }
        Ok(found) if found.sum != expected.sum && !expected.sum.is_empty() => {
            "other bytes than were written".to_owned()
        }
        Ok(_) => return None,
    };
    Some(format!("{file}: {problem}"))
}

/// What was made of all shards at once.
#[derive(Clone, Serialize, Deserialize)]
pub struct Whole {
    /// Checksum of the shards it was made of.
    pub of: String,
    /// Its files, and what they are to hold.
    pub files: Vec<(String, Content)>,
}

impl Whole {
    fn damages(&self, folder: &Path) -> Vec<String> {
        self.files.iter().filter_map(|(file, expected)| damage(folder, file, expected)).collect()
    }
}

#[derive(Serialize, Deserialize)]
pub struct Manifest {
    pub settings: Settings,
    /// Whether the corpus was read to its end.
    pub complete: bool,
    pub shards: Vec<Shard>,
    /// The failures of all shards, once the corpus was read to its end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failures: Option<Whole>,
    /// The one graph of all shards, where it was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub merged: Option<Whole>,
    /// Checksum of all that, written without it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    sum: String,
}

const FILE: &str = "manifest.json";

impl Manifest {
    pub fn new(settings: Settings) -> Self {
        let (complete, shards, failures, merged, sum) = (false, Vec::new(), None, None, String::new());
        Self { settings, complete, shards, failures, merged, sum }
    }

    /// Files that were made of the shards there are now.
    pub fn whole(&self, files: Vec<(String, Content)>) -> Whole {
        Whole { of: self.shards_sum(), files }
    }

    fn shards_sum(&self) -> String {
        let sums =
            self.shards.iter().flat_map(|shard| [shard.sum.as_str(), shard.failures_file.sum.as_str()]);
        files::sum(sums.collect::<Vec<_>>().join(" ").as_bytes())
    }

    /// What is wrong with the merged graph: its files, or that it was made of other shards than there are now.
    pub fn merged_damages(&self, folder: &Path) -> Vec<String> {
        let Some(merged) = &self.merged else { return Vec::new() };
        let mut damages = merged.damages(folder);
        if merged.of != self.shards_sum() {
            damages.push("the merged graph is of shards of before".to_owned());
        }
        damages
    }

    /// What is wrong with each file that is not as it was written, with its name.
    pub fn damages(&self, folder: &Path) -> Vec<String> {
        let shards = self.shards.iter().filter_map(|shard| shard.damage(folder));
        let failures = self.failures.iter().flat_map(|whole| whole.damages(folder));
        shards.chain(failures).chain(self.merged_damages(folder)).collect()
    }

    /// The manifest of a folder, if it has one.
    pub fn read(folder: &Path) -> Result<Option<Self>, String> {
        let path = folder.join(FILE);
        let Some(bytes) = files::read(&path)? else { return Ok(None) };
        let damaged = |problem: String| {
            format!("{}: damaged: {problem}; move it away, and all shards are made anew", path.display())
        };
        let mut found: Self = serde_json::from_slice(&bytes).map_err(|e| damaged(e.to_string()))?;
        let sum = std::mem::take(&mut found.sum);
        if !sum.is_empty() && sum != found.own_sum()? {
            return Err(damaged("other bytes than were written".to_owned()));
        }
        Ok(Some(found))
    }

    fn own_sum(&self) -> Result<String, String> {
        serde_json::to_vec(self).map(|bytes| files::sum(&bytes)).map_err(|e| e.to_string())
    }

    pub fn write(&mut self, folder: &Path) -> Result<(), String> {
        self.sum.clear();
        self.sum = self.own_sum()?;
        let mut pending = Pending::new(folder, FILE)?;
        let path = pending.path().to_owned();
        let written = serde_json::to_writer_pretty(&mut pending, self).map_err(|e| files::told(&path, &e));
        self.sum.clear();
        written?;
        pending.write_all(b"\n").map_err(|e| files::told(&path, &e))?;
        pending.publish().map(|_| ())
    }
}
