//! What the tests of `relata corpus` share.
#![allow(dead_code, reason = "each test that has this module calls a part of it")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The program, built as these tests are.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_relata");

pub fn corpus(input: &Path, out: &Path, more: &[&str]) -> Command {
    let mut command = Command::new(PROGRAM);
    command.arg("corpus").arg(input).arg("--out").arg(out).args(["--quiet", "--threads", "2"]).args(more);
    command
}

pub fn run(input: &Path, out: &Path, more: &[&str]) -> Output {
    corpus(input, out, more).output().expect("it runs")
}

/// All files of an output but the lock, with their bytes.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    entries
        .filter(|path| !path.ends_with("lock"))
        .map(|path| {
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            (name, fs::read(&path).expect("a file"))
        })
        .collect()
}

pub fn manifest(folder: &Path) -> serde_json::Value {
    serde_json::from_slice(&fs::read(folder.join("manifest.json")).expect("a manifest")).expect("JSON")
}

pub fn sum(folder: &Path, field: &str) -> u64 {
    let manifest = manifest(folder);
    let shards = manifest["shards"].as_array().expect("shards");
    shards.iter().map(|shard| shard[field].as_u64().expect("a number")).sum()
}

/// JSON lines of varied documents.
pub fn json_lines(folder: &Path, count: usize) -> PathBuf {
    let people = ["Greta Lund", "Olav Berg", "Inês Caldeira", "Tom Achebe"];
    let places = ["Oslo", "Lisbon", "Antwerp"];
    let lines = (0..count).map(|i| {
        let (one, other, place) = (people[i % 4], people[(i / 4 + 1) % 4], places[i % 3]);
        let text = format!("{one} met {other} in {place} on day {i}. She did not thank the envoy. ");
        serde_json::json!({"id": format!("article-{i}"), "text": text.repeat(1 + i % 7)}).to_string() + "\n"
    });
    let path = folder.join("articles.jsonl");
    fs::write(&path, lines.collect::<String>()).expect("room on the disk");
    path
}

/// Lines of a JSON lines file.
pub fn values(path: &Path) -> Vec<serde_json::Value> {
    let text = fs::read_to_string(path).expect("a file");
    text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

/// What a run said on its standard error.
pub fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}
