//! Where articles come from: files, folders and standard input, of several kinds. What cannot be read is a message with its place, never
//! the end.

mod articles;
mod compression;
pub mod graphs;
mod html;
mod json_lines;
mod kind;
mod markdown;
#[cfg(feature = "parquet")]
mod parquet;
mod sources;

pub use kind::Kind;

use crate::files;
use crate::message::{Message, Messages, Origin};
use relata::{Document, KnowledgeGraph};
use sources::{Source, Sources};
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::{Path, PathBuf};

/// Bytes of one document at most, out of what it is compressed with.
const MOST_BYTES: u64 = 256 << 20;
/// Bytes that tell what a file without a telling name holds.
const HEAD: usize = 512;

/// What there was to read.
#[derive(Debug)]
pub enum Content {
    /// An article.
    Article(Document),
    /// A graph that was made before.
    Graph(Box<KnowledgeGraph>),
}

/// A document, or why there is none.
#[derive(Debug)]
pub struct Item {
    /// Its id, as far as it is known.
    pub id: String,
    /// Where it stands.
    pub origin: Origin,
    /// What it is.
    pub content: Result<Content, Message>,
}

impl Item {
    fn new(id: String, origin: Origin, content: Result<Content, Message>) -> Self {
        let content = content.map_err(|message| message.at(&origin)).map(|content| match content {
            Content::Article(mut document) => {
                document.id.clone_from(&id);
                Content::Article(document)
            }
            graph => graph,
        });
        Self { id, origin, content }
    }

    fn failed(id: String, origin: Origin, problem: Message) -> Self {
        Self::new(id, origin, Err(problem))
    }
}

/// The documents of the inputs.
type Items = Box<dyn Iterator<Item = Item>>;

/// How inputs are read.
#[derive(Clone, Copy, Debug, Default)]
pub struct Reading {
    /// What all files hold; by default their names or beginnings tell.
    pub kind: Option<Kind>,
    /// What standard input holds, where nothing else is said.
    pub standard_input: Option<Kind>,
    /// Only regular files, whose documents are counted before: what is read for hours is read twice.
    pub for_hours: bool,
}

/// The documents of the inputs, one after the other, and how many there are where that is known.
///
/// # Errors
/// Where a folder cannot be listed, or, of what is read for hours, a file is not there.
pub fn items(
    inputs: &[PathBuf],
    reading: Reading,
    messages: Messages,
) -> Result<(Items, Option<u64>), Message> {
    let sources = Sources::of(inputs)?;
    if let Some(note) = sources.note() {
        messages.tell(&note);
    }
    let mut total = Some(0_u64);
    for source in &sources.all {
        let count = if reading.for_hours { reading.count(source)? } else { reading.guess(source) };
        total = total.zip(count).map(|(all, count)| all.saturating_add(count));
    }
    let mut taken = BTreeSet::new();
    let several = sources.all.len() > 1;
    let all = sources.all.into_iter().flat_map(move |source| {
        let id = own_id(&source, several, &mut taken);
        reading.open(&source, id)
    });
    Ok((Box::new(all), total))
}

/// The id of a file's document: its name without ending, of a folder's file with the folders between. Where two files have one name, the
/// second has its whole path.
fn own_id(source: &Source, several: bool, taken: &mut BTreeSet<String>) -> String {
    let name = kind::stem(&source.path);
    let id = match &source.folder {
        Some(folder) => {
            let below = source.path.strip_prefix(folder).unwrap_or(&source.path);
            below.with_file_name(name).to_string_lossy().into_owned()
        }
        None => name,
    };
    if !several || taken.insert(id.clone()) {
        return id;
    }
    let path = source.path.to_string_lossy().into_owned();
    let again = |n: usize| if n < 2 { path.clone() } else { format!("{path}-{n}") };
    (1..).map(again).find(|id| taken.insert(id.clone())).unwrap_or(path)
}

impl Reading {
    fn kind(self, source: &Source) -> Option<Kind> {
        let standard_input = self.standard_input.filter(|_| source.path == Path::new("-"));
        self.kind.or_else(|| Kind::of_name(&source.path)).or(standard_input)
    }

    /// How many documents a file has, where its kind says so.
    fn guess(self, source: &Source) -> Option<u64> {
        self.kind(source).filter(|kind| kind.is_single()).map(|_| 1)
    }

    /// How many documents a file has, where that can be counted; that it is there.
    fn count(self, source: &Source) -> Result<Option<u64>, Message> {
        let (path, kind) = (&source.path, self.kind(source));
        // a file that a folder has and nobody can read is a failure of its own
        if path == Path::new("-") || source.folder.is_some() {
            return Ok(self.guess(source));
        }
        let file = match (files::open(path, true), kind) {
            (Ok(file), _) => file,
            // what is one document fails as one
            (Err(_), Some(kind)) if kind.is_single() => return Ok(Some(1)),
            (Err(error), _) if error.kind() == io::ErrorKind::InvalidInput => {
                return Err(Message::io(path, &error).help("give - to read JSON lines from standard input"));
            }
            (Err(error), _) => return Err(Message::io(path, &error)),
        };
        let plain = path.extension().is_some_and(|e| e == "jsonl" || e == "ndjson");
        match kind {
            Some(Kind::Jsonl) if plain => {
                json_lines::count(BufReader::new(file)).map(Some).map_err(|e| Message::io(path, &e))
            }
            #[cfg(feature = "parquet")]
            Some(Kind::Parquet) => {
                parquet::items(path, String::new(), Origin::default()).map(|(_, count)| count)
            }
            _ => Ok(self.guess(source)),
        }
    }

    /// The documents of a file.
    fn open(self, source: &Source, id: String) -> Items {
        let origin = Origin::file(&source.path);
        match self.read(source, id.clone(), origin.clone()) {
            Ok(items) => items,
            Err(problem) => Box::new(std::iter::once(Item::failed(id, origin, problem))),
        }
    }

    fn read(self, source: &Source, id: String, origin: Origin) -> Result<Items, Message> {
        let path = &source.path;
        let failed = |error: io::Error| Message::io(path, &error);
        if self.kind(source) == Some(Kind::Parquet) {
            return parquet(path, id, origin);
        }
        let reader = compression::open(self.reader(source).map_err(failed)?).map_err(failed)?;
        let (kind, reader) = self.known(source, reader).map_err(failed)?;
        match kind {
            Kind::Jsonl => Ok(Box::new(json_lines::items(reader, id, origin))),
            Kind::Json => json(reader, id, origin, path),
            Kind::Rdf(relata::RdfFormat::NQuads) => Ok(quads(reader, id, origin)),
            Kind::Parquet => {
                Err(Message::error("rows of Parquet are read from a file that is named, uncompressed"))
            }
            Kind::Text | Kind::Markdown | Kind::Html | Kind::Rdf(_) => {
                let content =
                    whole(reader).map_err(failed)?.and_then(|bytes| single(kind, id.clone(), bytes));
                Ok(Box::new(std::iter::once(Item::new(id, origin, content))))
            }
        }
    }

    /// The kind, and the reader from its beginning.
    fn known(self, source: &Source, mut reader: Box<dyn BufRead>) -> io::Result<(Kind, Box<dyn BufRead>)> {
        if let Some(kind) = self.kind(source) {
            return Ok((kind, reader));
        }
        let head = compression::head(&mut reader, HEAD)?;
        Ok((Kind::of_content(&head), Box::new(Cursor::new(head).chain(reader))))
    }

    fn reader(self, source: &Source) -> io::Result<Box<dyn BufRead>> {
        if source.path == Path::new("-") {
            return Ok(Box::new(BufReader::new(io::stdin())));
        }
        // what was named may be a pipe, as `<(command)` is; in a folder nothing is waited for
        let careful = self.for_hours || source.folder.is_some();
        let file = if careful { files::open(&source.path, true)? } else { File::open(&source.path)? };
        Ok(Box::new(BufReader::with_capacity(1 << 16, file)))
    }
}

#[cfg(feature = "parquet")]
fn parquet(path: &Path, id: String, origin: Origin) -> Result<Items, Message> {
    parquet::items(path, id, origin).map(|(items, _)| Box::new(items) as Items)
}

#[cfg(not(feature = "parquet"))]
fn parquet(_: &Path, _: String, _: Origin) -> Result<Items, Message> {
    Err(Message::error("this program was built without Parquet").help(crate::output::PARQUET_HELP))
}

/// All bytes of a document, if they are not too many.
fn whole(reader: impl Read) -> io::Result<Result<Vec<u8>, Message>> {
    let mut bytes = Vec::new();
    reader.take(MOST_BYTES.saturating_add(1)).read_to_end(&mut bytes)?;
    let too_many = bytes.len() as u64 > MOST_BYTES;
    Ok(if too_many { Err(Message::error(format!("more than {MOST_BYTES} bytes"))) } else { Ok(bytes) })
}

/// The one document of a file.
fn single(kind: Kind, id: String, bytes: Vec<u8>) -> Result<Content, Message> {
    if let Kind::Rdf(format) = kind {
        let graph = graphs::of_bytes(format, &bytes).map_err(Message::error)?;
        return Ok(Content::Graph(Box::new(graph)));
    }
    let text = String::from_utf8(bytes).map_err(|error| not_text(&error))?;
    Ok(Content::Article(match kind {
        Kind::Markdown => markdown::document(id, &text),
        Kind::Html => html::document(id, &text).map_err(Message::error)?,
        _ => Document::new(id, text),
    }))
}

/// Where a text is none, and what to do.
fn not_text(error: &std::string::FromUtf8Error) -> Message {
    let (bytes, valid) = (error.as_bytes(), error.utf8_error().valid_up_to());
    if let Some((packed, unpack)) = compression::unknown(bytes) {
        return Message::error(format!("packed by {packed}, and not read so"))
            .help(format!("{unpack} | relata … -"));
    }
    let line = bytes.iter().take(valid).filter(|&&byte| byte == b'\n').count().saturating_add(1);
    let of = if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        "UTF-16"
    } else {
        "WINDOWS-1252"
    };
    Message::error(format!("not UTF-8 from byte {valid} on, in line {line}"))
        .help(format!("if it is {of}: iconv -f {of} -t UTF-8 FILE"))
}

/// An object, or an array of them.
fn json(reader: impl BufRead, id: String, origin: Origin, path: &Path) -> Result<Items, Message> {
    let bytes = whole(reader).map_err(|e| Message::io(path, &e))??;
    let value: serde_json::Value = serde_json::from_slice(&bytes).map_err(|e| {
        let at = origin.clone().line(e.line() as u64);
        Message::error(format!("no JSON: {e}")).at(&at)
    })?;
    let values = match value {
        serde_json::Value::Array(values) => values,
        value => {
            let (own, content) = articles::content(value);
            let item = Item::new(own.unwrap_or(id), origin, content.map_err(Message::error));
            return Ok(Box::new(std::iter::once(item)));
        }
    };
    Ok(Box::new((1_u64..).zip(values).map(move |(number, value)| {
        let (own, content) = articles::content(value);
        let problem = |problem| Message::error(format!("value {number}: {problem}"));
        Item::new(own.unwrap_or_else(|| format!("{id}-{number}")), origin.clone(), content.map_err(problem))
    })))
}

/// The graphs of N-Quads.
fn quads(reader: impl BufRead + 'static, id: String, origin: Origin) -> Items {
    Box::new(graphs::of_quads(reader).map(move |(line, graph)| {
        let origin = origin.clone().line(line);
        let own = graph.as_ref().ok().map(|graph| graph.document().id.clone());
        let content = graph.map(|graph| Content::Graph(Box::new(graph))).map_err(Message::error);
        Item::new(own.unwrap_or_else(|| id.clone()), origin, content)
    }))
}

/// The day of a time as feeds write it (`2026-05-04T08:00:00Z`); anything else as it is.
fn date(time: &str) -> String {
    let time = time.trim();
    match (time.get(..10), time.as_bytes().get(10)) {
        (Some(day), Some(b'T' | b't' | b' ')) if day.bytes().filter(|&b| b == b'-').count() == 2 => {
            day.to_owned()
        }
        _ => time.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_taken_out_of_times() {
        for (time, day) in [
            ("2026-05-04T08:00:00Z", "2026-05-04"),
            (" 2026-05-04 08:00", "2026-05-04"),
            ("2026-05-04", "2026-05-04"),
            ("4 May 2026, early", "4 May 2026, early"),
            ("", ""),
        ] {
            assert_eq!(date(time), day);
        }
    }

    #[test]
    fn two_files_of_one_name_have_two_ids() {
        let mut taken = BTreeSet::new();
        let mut id = |path: &str| own_id(&Source { path: path.into(), folder: None }, true, &mut taken);
        assert_eq!(
            (id("a/x.txt"), id("b/x.txt"), id("b/x.txt")),
            ("x".into(), "b/x.txt".into(), "b/x.txt-2".into())
        );
    }
}
