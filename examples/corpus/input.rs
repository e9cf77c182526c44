//! Where documents come from. What cannot be read is a document with a reason, never the end.

use crate::files::{self, told};
use relata::scale::{Document, DocumentError};
use serde::Deserialize;
use std::error::Error;
#[cfg(feature = "parquet")]
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
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
            let open = || files::open(path, true).map_err(|e| refused(path, &e));
            let count = count_lines(BufReader::new(open()?)).map_err(|e| told(path, &e))?;
            let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            (Box::new(lines(BufReader::new(open()?), name)), Some(count))
        };
        all = Box::new(all.chain(documents));
        total = total.zip(count).map(|(a, b)| a + b);
    }
    Ok((all, total))
}

/// Why an input cannot be read at all, and what to do.
fn refused(path: &Path, error: &io::Error) -> String {
    let is_pipe = error.kind() == io::ErrorKind::InvalidInput;
    let remedy = if is_pipe { ": give - to read JSON lines from standard input" } else { "" };
    format!("{}{remedy}", told(path, error))
}

/// How many lines are not blank.
fn count_lines(mut reader: impl BufRead) -> io::Result<u64> {
    let (mut count, mut is_blank) = (0, true);
    loop {
        let bytes = reader.fill_buf()?;
        if bytes.is_empty() {
            return Ok(count + u64::from(!is_blank));
        }
        for byte in bytes {
            if *byte == b'\n' {
                count += u64::from(!is_blank);
                is_blank = true;
            } else {
                is_blank &= byte.is_ascii_whitespace();
            }
        }
        let length = bytes.len();
        reader.consume(length);
    }
}

/// The .txt files of a folder and those below, in order; a folder that cannot be listed stands for what is in it.
fn files(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut found = Vec::new();
    let mut is_first = true;
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = match std::fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) if is_first => return Err(told(&folder, &error).into()),
            Err(_) => {
                found.push(folder);
                continue;
            }
        };
        is_first = false;
        for entry in entries {
            let entry = entry.map_err(|e| told(&folder, &e))?;
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
    let mut bytes = Vec::new();
    match files::open(file, true).and_then(|mut opened| opened.read_to_end(&mut bytes)) {
        Ok(_) => Document::from_bytes(id, bytes),
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

/// Reads on to the end of a line.
fn skip_line(reader: &mut impl BufRead) -> io::Result<()> {
    loop {
        let bytes = reader.fill_buf()?;
        let end = bytes.iter().position(|&byte| byte == b'\n');
        let length = end.map_or(bytes.len(), |end| end + 1);
        let ended = end.is_some() || length == 0;
        reader.consume(length);
        if ended {
            return Ok(());
        }
    }
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
                Ok(_) if line.len() as u64 == MOST_LINE && !line.ends_with(b"\n") => {
                    ended = skip_line(&mut reader).is_err();
                    return unreadable(format!("a line of more than {MOST_LINE} bytes"));
                }
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
    let file: File = files::open(path, true).map_err(|e| refused(path, &e))?;
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
