//! Which documents a shard was made of, so that a later run can say which of them is another one.

use super::Read1;
use crate::files;
use std::path::Path;

/// The documents of a shard in the order of the input, a line for each: checksum, and id.
#[derive(Default, Clone, PartialEq, Eq)]
pub struct Documents {
    lines: Vec<(String, String)>,
}

impl Documents {
    pub fn add(&mut self, document: &Read1) {
        let (id, sum) = match document {
            Ok(document) => {
                let mut bytes = Vec::with_capacity(document.text.len() + 64);
                for part in [&document.id, document.published.as_deref().unwrap_or_default(), &document.text]
                {
                    bytes.extend_from_slice(part.as_bytes());
                    bytes.push(0xff);
                }
                (document.id.as_str(), files::sum(&bytes))
            }
            Err(error) => (error.id(), files::sum(error.to_string().as_bytes())),
        };
        self.lines.push((sum, id.replace(['\n', '\r', '\t'], " ")));
    }

    pub fn count(&self) -> u64 {
        self.lines.len() as u64
    }

    /// Of all of them, in their order.
    pub fn sum(&self) -> String {
        files::sum(self.to_lines().as_bytes())
    }

    pub fn to_lines(&self) -> String {
        self.lines.iter().map(|(sum, id)| format!("{sum}\t{id}\n")).collect()
    }

    /// The list of a shard as an earlier run wrote it.
    pub fn read(path: &Path) -> Option<Self> {
        let text = String::from_utf8(files::read(path).ok()??).ok()?;
        let line = |line: &str| line.split_once('\t').map(|(sum, id)| (sum.to_owned(), id.to_owned()));
        Some(Self { lines: text.lines().map(line).collect::<Option<_>>()? })
    }

    /// The first document that is another one than before, in words.
    pub fn difference(&self, now: &Self) -> String {
        let pairs = self.lines.iter().zip(&now.lines);
        let first = pairs.clone().take_while(|(before, now)| before == now).count();
        match (self.lines.get(first), now.lines.get(first)) {
            (Some((_, before)), Some((_, now))) if before == now => format!("{now} has changed"),
            (Some((_, before)), Some((_, now))) => format!("{now} stands where {before} was"),
            (Some((_, before)), None) => format!("{before} is gone"),
            (None, Some((_, now))) => format!("{now} is new"),
            (None, None) => "it was made of other documents".to_owned(),
        }
    }
}
