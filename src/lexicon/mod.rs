//! The one reader of `data/words`: closed classes of the language and of the world, as sets and maps.
//!
//! Each file is tab-separated, `#` begins a comment; its head says what it holds, its columns and its source.

use rustc_hash::{FxHashMap, FxHashSet};

/// A set of words from a file of one word a line.
#[must_use]
pub fn set(file: &'static str) -> FxHashSet<&'static str> {
    rows(file).filter_map(|row| row.first().copied()).collect()
}

/// A map from a file's first column to its second (the empty string where there is none).
#[must_use]
pub fn map(file: &'static str) -> FxHashMap<&'static str, &'static str> {
    rows(file).filter_map(|row| Some((*row.first()?, row.get(1).copied().unwrap_or("")))).collect()
}

/// The rows of a file, as their columns; empty lines and comments are left out.
pub fn rows(file: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    file.lines()
        .map(str::trim_end)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| line.split('\t').collect())
}
