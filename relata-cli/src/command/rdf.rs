//! RDF of others into a store, which has no limits of its own: looked at by the library first.

use crate::files;
use crate::message::{Message, Origin};
use oxigraph::io::{JsonLdProfileSet, RdfFormat as StoreFormat};
use oxigraph::store::Store;
use relata::{RdfFormat, ReadError, ReadOptions};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

/// The stack of the thread that loads, more than the library's limit on depth asks for.
const STACK: usize = 64 << 20;
/// Lines are looked at so many bytes at a time.
const BLOCK: usize = 1 << 20;

/// The syntax that the ending of a name stands for.
pub fn syntax(path: &Path) -> Option<RdfFormat> {
    let ending = path.extension()?.to_string_lossy().to_lowercase();
    match ending.as_str() {
        "json" | "txt" => None,
        "xml" => Some(RdfFormat::RdfXml),
        _ => RdfFormat::from_file_extension(&ending),
    }
}

/// Loads a file as it is.
pub fn load(store: &Store, path: &Path, format: RdfFormat) -> Result<(), Message> {
    let file = files::open(path, true).map_err(|error| Message::io(path, &error))?;
    let load = || match format {
        RdfFormat::NTriples => lines(store, file, format, StoreFormat::NTriples),
        RdfFormat::NQuads => lines(store, file, format, StoreFormat::NQuads),
        RdfFormat::Turtle => whole(store, file, format, StoreFormat::Turtle),
        RdfFormat::TriG => whole(store, file, format, StoreFormat::TriG),
        RdfFormat::RdfXml => whole(store, file, format, StoreFormat::RdfXml),
        _ => whole(store, file, format, StoreFormat::JsonLd { profile: JsonLdProfileSet::empty() }),
    };
    let loaded = std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, load);
        let thread = thread.map_err(|error| format!("no thread to read in: {error}"))?;
        thread.join().unwrap_or_else(|_| Err("the parser gave up".to_owned()))
    });
    loaded.map_err(|problem| Message::error(problem).at(&Origin::file(path)))
}

/// The usual limits, but for the length of the file, which is known to whoever named it.
fn limits() -> ReadOptions {
    let mut options = ReadOptions::default();
    options.bytes = usize::MAX;
    options
}

fn whole(store: &Store, mut file: File, format: RdfFormat, syntax: StoreFormat) -> Result<(), String> {
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).map_err(|error| error.to_string())?;
    limits().check(format, &bytes).map_err(|error| error.to_string())?;
    store.load_from_slice(syntax, &bytes).map_err(|error| error.to_string())
}

fn lines(store: &Store, file: File, format: RdfFormat, syntax: StoreFormat) -> Result<(), String> {
    let (block, options) = (io::Cursor::new(Vec::new()), limits());
    let lines = Lines { inner: BufReader::new(file), block, before: 0, format, options };
    store.load_from_reader(syntax, lines).map_err(|error| error.to_string())
}

/// Syntaxes of a statement a line, handed on when the library has looked at them.
struct Lines<R> {
    inner: R,
    block: io::Cursor<Vec<u8>>,
    /// The lines before the block.
    before: usize,
    format: RdfFormat,
    options: ReadOptions,
}

impl<R: BufRead> Lines<R> {
    fn next(&mut self) -> io::Result<()> {
        self.before =
            self.before.saturating_add(self.block.get_ref().iter().filter(|&&b| b == b'\n').count());
        let mut block = Vec::with_capacity(BLOCK);
        while block.len() < BLOCK && self.inner.read_until(b'\n', &mut block)? > 0 {}
        self.options.check(self.format, &block).map_err(|mut error| {
            if let ReadError::Limit { line: Some(line), .. } = &mut error {
                *line = line.saturating_add(self.before);
            }
            io::Error::other(error.to_string())
        })?;
        self.block = io::Cursor::new(block);
        Ok(())
    }
}

impl<R: BufRead> Read for Lines<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = self.block.read(out)?;
        if read > 0 || out.is_empty() {
            return Ok(read);
        }
        self.next()?;
        self.block.read(out)
    }
}
