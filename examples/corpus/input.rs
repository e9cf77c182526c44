//! Where documents come from. What cannot be read is a document with a reason, never the end.

use relata::scale::{Document, DocumentError};
use serde::Deserialize;
use std::error::Error;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

/// A document, or why there is none.
pub type Read1 = Result<Document, DocumentError>;
type Documents = Box<dyn Iterator<Item = Read1>>;

/// The longest line of JSON lines.
const MOST_LINE: u64 = 256 << 20;

/// The documents of the inputs, one after the other, and how many there are where that is known.
pub fn documents(inputs: &[String]) -> Result<(Documents, Option<u64>), Box<dyn Error>> {
    let mut all: Documents = Box::new(std::iter::empty());
    let mut total = Some(0_u64);
    for input in inputs {
        let path = Path::new(input);
        let (documents, count): (Documents, Option<u64>) = if input == "-" {
            (Box::new(lines(BufReader::new(std::io::stdin()), "stdin".to_owned())), None)
        } else if path.is_dir() {
            let files = files(path)?;
            let (root, count) = (path.to_owned(), files.len() as u64);
            (Box::new(files.into_iter().map(move |file| read_file(&root, &file))), Some(count))
        } else if path.extension().is_some_and(|e| e == "parquet") {
            parquet(path)?
        } else if path.extension().is_some_and(|e| e == "txt") {
            let (root, file) = (path.parent().unwrap_or(path).to_owned(), path.to_owned());
            (Box::new(std::iter::once_with(move || read_file(&root, &file))), Some(1))
        } else {
            let open = || File::open(path).map_err(|e| format!("{input}: {e}"));
            let count =
                BufReader::new(open()?).split(b'\n').filter(|l| l.as_ref().is_ok_and(|l| !blank(l))).count();
            let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            (Box::new(lines(BufReader::new(open()?), name)), Some(count as u64))
        };
        all = Box::new(all.chain(documents));
        total = total.zip(count).map(|(a, b)| a + b);
    }
    Ok((all, total))
}

/// The .txt files of a folder and those below, in order.
fn files(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).map_err(|e| format!("{}: {e}", folder.display()))? {
            let entry = entry?;
            let path = entry.path();
            if entry.file_type()?.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "txt") {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

fn read_file(root: &Path, file: &Path) -> Read1 {
    let name = file.strip_prefix(root).unwrap_or(file).with_extension("");
    let id = name.to_string_lossy().into_owned();
    match std::fs::read(file) {
        Ok(bytes) => Document::from_bytes(id, bytes),
        Err(error) => Err(DocumentError::Unreadable { id, problem: error.to_string() }),
    }
}

#[derive(Deserialize)]
struct Line {
    #[serde(default)]
    id: Option<String>,
    text: String,
    #[serde(default)]
    published: Option<String>,
}

fn blank(line: &[u8]) -> bool {
    line.iter().all(u8::is_ascii_whitespace)
}

/// JSON lines; a line without an id is called by its number.
fn lines(mut reader: impl BufRead + 'static, name: String) -> impl Iterator<Item = Read1> {
    let mut number = 0_u64;
    let mut ended = false;
    std::iter::from_fn(move || {
        loop {
            if ended {
                return None;
            }
            number += 1;
            let id = format!("{name}-{number}");
            let unreadable =
                |problem: String| Some(Err(DocumentError::Unreadable { id: id.clone(), problem }));
            let mut line = Vec::new();
            match reader.by_ref().take(MOST_LINE).read_until(b'\n', &mut line) {
                Ok(0) => return None,
                Ok(_) if blank(&line) => {}
                Ok(_) => {
                    return match serde_json::from_slice::<Line>(&line) {
                        Ok(line) => {
                            let mut document = Document::new(line.id.unwrap_or(id), line.text);
                            document.published = line.published;
                            Some(Ok(document))
                        }
                        Err(error) => unreadable(format!("no line with a text: {error}")),
                    };
                }
                Err(error) => {
                    ended = true;
                    return unreadable(error.to_string());
                }
            }
        }
    })
}

#[cfg(not(feature = "parquet"))]
fn parquet(path: &Path) -> Result<(Documents, Option<u64>), Box<dyn Error>> {
    Err(format!("{}: built without the feature parquet", path.display()).into())
}

#[cfg(feature = "parquet")]
fn parquet(path: &Path) -> Result<(Documents, Option<u64>), Box<dyn Error>> {
    use arrow_array::{Array, LargeStringArray, RecordBatch, StringArray, StringViewArray};
    use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

    fn column(batch: &RecordBatch, name: &str) -> Vec<Option<String>> {
        let Some(column) = batch.column_by_name(name) else { return vec![None; batch.num_rows()] };
        let any = column.as_any();
        let owned = |value: Option<&str>| value.map(str::to_owned);
        if let Some(column) = any.downcast_ref::<StringArray>() {
            column.iter().map(owned).collect()
        } else if let Some(column) = any.downcast_ref::<LargeStringArray>() {
            column.iter().map(owned).collect()
        } else if let Some(column) = any.downcast_ref::<StringViewArray>() {
            column.iter().map(owned).collect()
        } else {
            vec![None; batch.num_rows()]
        }
    }

    let shown = path.display().to_string();
    let file = File::open(path).map_err(|e| format!("{shown}: {e}"))?;
    let builder = ParquetRecordBatchReaderBuilder::try_new(file).map_err(|e| format!("{shown}: {e}"))?;
    let count = u64::try_from(builder.metadata().file_metadata().num_rows()).ok();
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let mut number = 0_u64;
    let rows = builder.with_batch_size(256).build()?.flat_map(move |batch| {
        let batch = match batch {
            Ok(batch) => batch,
            Err(error) => {
                let id = format!("{name}-after-{number}");
                return vec![Err(DocumentError::Unreadable { id, problem: error.to_string() })];
            }
        };
        let columns = ["id", "text", "published"].map(|name| column(&batch, name));
        let [ids, texts, dates] = columns;
        let rows = ids.into_iter().zip(texts).zip(dates).map(|((id, text), date)| {
            number += 1;
            let id = id.unwrap_or_else(|| format!("{name}-{number}"));
            let Some(text) = text else {
                return Err(DocumentError::Unreadable { id, problem: "no text in this row".to_owned() });
            };
            let mut document = Document::new(id, text);
            document.published = date;
            Ok(document)
        });
        rows.collect()
    });
    Ok((Box::new(rows), count))
}
