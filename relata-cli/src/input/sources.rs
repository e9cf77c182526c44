//! What the inputs of a command line stand for: files, those of folders, standard input.

use super::kind::Kind;
use crate::message::Message;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A file to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Where it lies; `-` is standard input.
    pub path: PathBuf,
    /// The folder it was found in, if the folder was named and not the file.
    pub folder: Option<PathBuf>,
}

/// The files that the inputs stand for, those of a folder in the order of their names.
#[derive(Debug, Default)]
pub struct Sources {
    /// In order.
    pub all: Vec<Source>,
    /// How many files of folders have no kind that is read, by their ending.
    pub passed_over: BTreeMap<String, usize>,
}

impl Sources {
    /// Looks into folders; of what is named directly nothing is asked yet.
    pub fn of(inputs: &[PathBuf]) -> Result<Self, Message> {
        let mut found = Self::default();
        for input in inputs {
            if input != Path::new("-") && input.is_dir() {
                found.walk(input)?;
            } else {
                found.all.push(Source { path: input.clone(), folder: None });
            }
        }
        Ok(found)
    }

    /// The files of a folder and those below; a folder below that cannot be listed stands for what is in it, and links to folders are
    /// not followed.
    fn walk(&mut self, root: &Path) -> Result<(), Message> {
        let mut files = Vec::new();
        let mut folders = vec![root.to_owned()];
        while let Some(folder) = folders.pop() {
            let entries = match std::fs::read_dir(&folder) {
                Ok(entries) => entries,
                Err(error) if folder == root => return Err(Message::io(&folder, &error)),
                Err(_) => {
                    files.push(folder);
                    continue;
                }
            };
            for entry in entries {
                let entry = entry.map_err(|error| Message::io(&folder, &error))?;
                let path = entry.path();
                if entry.file_name().to_string_lossy().starts_with('.') {
                    continue;
                }
                match entry.file_type() {
                    Ok(kind) if kind.is_dir() => folders.push(path),
                    _ if Kind::of_name(&path).is_some_and(Kind::is_article) => files.push(path),
                    _ => {
                        let ending = path.extension().unwrap_or_default().to_string_lossy().into_owned();
                        let count = self.passed_over.entry(ending).or_default();
                        *count = count.saturating_add(1);
                    }
                }
            }
        }
        files.sort();
        let folder = Some(root.to_owned());
        self.all.extend(files.into_iter().map(|path| Source { path, folder: folder.clone() }));
        Ok(())
    }

    /// What to say of files that were passed over.
    pub fn note(&self) -> Option<Message> {
        let count: usize = self.passed_over.values().sum();
        let endings: Vec<String> = self
            .passed_over
            .iter()
            .map(|(ending, count)| match ending.as_str() {
                "" => format!("{count} without an ending"),
                ending => format!("{count} .{ending}"),
            })
            .collect();
        let note = Message::note(format!(
            "{count} files of folders are of no kind that is read there: {}",
            endings.join(", ")
        ));
        (count > 0).then(|| {
            note.help(
                "a file that is named itself is read, whatever its ending; --input-format says what it holds",
            )
        })
    }
}
