//! Files that are there as a whole or not at all, and that are what they seem: no link is followed, nothing but a regular file is
//! read or written.

use std::error::Error;
use std::fs::{self, File, OpenOptions};
use std::hash::Hasher;
use std::io::{self, BufWriter, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use twox_hash::XxHash3_64;

/// What a file holds: its length, and its checksum (XXH3 of 64 bits).
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Content {
    pub bytes: u64,
    pub sum: String,
}

/// What is wrong with a file, and what to do about it; nothing where that is not known.
pub struct Problem {
    /// The error.
    pub problem: String,
    /// What to do.
    pub remedy: &'static str,
}

/// An error with what to do about it, as far as one of the system is behind it.
pub fn problem(error: &(dyn Error + 'static)) -> Problem {
    let mut cause = Some(error);
    let (mut kind, mut number) = (None, None);
    while let (Some(error), None) = (cause, kind) {
        let io = error.downcast_ref::<io::Error>();
        number = io.and_then(io::Error::raw_os_error);
        kind = io
            .map(io::Error::kind)
            .or_else(|| error.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind));
        cause = error.source();
    }
    let remedy = match kind {
        Some(
            ErrorKind::StorageFull
            | ErrorKind::QuotaExceeded
            | ErrorKind::FileTooLarge
            | ErrorKind::WriteZero,
        ) => "make room, and the same command goes on",
        Some(ErrorKind::PermissionDenied) => "see who may read and write there",
        Some(ErrorKind::ReadOnlyFilesystem) => "nothing can be written there; take another place",
        Some(ErrorKind::IsADirectory | ErrorKind::AlreadyExists | ErrorKind::NotADirectory) => {
            "something else lies there; move it away, or take another place"
        }
        Some(ErrorKind::NotFound) => "see whether the name is right",
        _ if is_loop(number) => "a link lies there; move it away",
        _ => "",
    };
    Problem { problem: error.to_string(), remedy }
}

/// An error with the file it is about, and what to do.
pub fn told(path: &Path, error: &(dyn Error + 'static)) -> String {
    let Problem { problem, remedy } = problem(error);
    let between = if remedy.is_empty() { "" } else { ": " };
    format!("{}: {problem}{between}{remedy}", path.display())
}

/// Whether an error of the system says that there is a link where none may be.
#[cfg(unix)]
fn is_loop(number: Option<i32>) -> bool {
    number == Some(libc::ELOOP)
}

#[cfg(not(unix))]
fn is_loop(_: Option<i32>) -> bool {
    false
}

/// A file beyond the limit on sizes (`ulimit -f`) is an error where it is written, with its name and what to do, and not the end of the
/// process by a signal.
#[cfg(unix)]
pub fn limits_are_errors() {
    // where that cannot be arranged the signal does what it always did
    let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, std::sync::Arc::default());
}

#[cfg(not(unix))]
pub fn limits_are_errors() {}

/// Opens a file for reading: none of these waits for anybody, and what is no regular file is an error.
pub fn open(path: &Path, follow: bool) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true);
    let file = careful(&mut options, follow).open(path)?;
    let kind = file.metadata()?.file_type();
    match irregular(kind) {
        None => Ok(file),
        Some(what) => Err(io::Error::new(ErrorKind::InvalidInput, format!("{what}, not a regular file"))),
    }
}

#[cfg(unix)]
fn careful(options: &mut OpenOptions, follow: bool) -> &mut OpenOptions {
    use std::os::unix::fs::OpenOptionsExt;
    options.custom_flags(libc::O_NONBLOCK | if follow { 0 } else { libc::O_NOFOLLOW })
}

#[cfg(not(unix))]
fn careful(options: &mut OpenOptions, _: bool) -> &mut OpenOptions {
    options
}

/// What a thing in a folder is, where it is no regular file.
fn irregular(kind: fs::FileType) -> Option<&'static str> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        for (is, what) in [
            (kind.is_fifo(), "a FIFO"),
            (kind.is_socket(), "a socket"),
            (kind.is_char_device() || kind.is_block_device(), "a device"),
        ] {
            if is {
                return Some(what);
            }
        }
    }
    match () {
        () if kind.is_file() => None,
        () if kind.is_dir() => Some("a folder"),
        () if kind.is_symlink() => Some("a link"),
        () => Some("something else"),
    }
}

/// The bytes of an own file; `None` where there is none.
pub fn read(path: &Path) -> Result<Option<Vec<u8>>, String> {
    let mut bytes = Vec::new();
    match open(path, false).and_then(|mut file| file.read_to_end(&mut bytes)) {
        Ok(_) => Ok(Some(bytes)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(told(path, &error)),
    }
}

/// What an own file holds.
pub fn content(path: &Path) -> io::Result<Content> {
    let mut file = open(path, false)?;
    let mut sink = Summed::new(io::sink());
    io::copy(&mut file, &mut sink)?;
    Ok(sink.content())
}

/// Opens the folder of the output, which is made where it is not there; a link in its place is not followed.
pub fn folder(folder: &Path, make: bool) -> Result<(), String> {
    // with a stroke at its end a link would be followed
    let plain: PathBuf = folder.components().collect();
    match fs::symlink_metadata(&plain).map(|found| irregular(found.file_type())) {
        Ok(Some("a folder")) => Ok(()),
        Ok(what) => {
            let what = what.unwrap_or("a file");
            Err(format!(
                "{}: {what}, not a folder; name a folder that is there or can be made",
                plain.display()
            ))
        }
        Err(_) if make => fs::create_dir_all(&plain).map_err(|error| told(&plain, &error)),
        Err(error) => Err(told(&plain, &error)),
    }
}

/// The file that one run at a time holds.
pub fn lock(folder: &Path) -> Result<File, String> {
    let path = folder.join("lock");
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    let file = careful(&mut options, false).open(&path).map_err(|error| told(&path, &error))?;
    match file.metadata().map(|found| irregular(found.file_type())) {
        Ok(None) => {}
        Ok(Some(what)) => return Err(format!("{}: {what}: move it away", path.display())),
        Err(error) => return Err(told(&path, &error)),
    }
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(_) => Err(format!("{}: another run writes here: let it end", folder.display())),
    }
}

/// Counts and sums what is written.
pub struct Summed<W> {
    inner: W,
    bytes: u64,
    sum: XxHash3_64,
}

impl<W: Write> Summed<W> {
    pub fn new(inner: W) -> Self {
        Self { inner, bytes: 0, sum: XxHash3_64::with_seed(0) }
    }

    fn content(&self) -> Content {
        Content { bytes: self.bytes, sum: format!("{:016x}", self.sum.finish()) }
    }
}

impl<W: Write> Write for Summed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.sum.write(bytes.get(..written).unwrap_or(bytes));
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

/// The checksum of some bytes.
pub fn sum(bytes: &[u8]) -> String {
    format!("{:016x}", XxHash3_64::oneshot(bytes))
}

/// A file that takes its place as a whole; where it never does, nothing is left of it.
pub struct Pending {
    writer: Option<BufWriter<Summed<File>>>,
    folder: PathBuf,
    path: PathBuf,
}

impl Pending {
    /// A new file beside its place; what lay there from a run that was killed goes, a link with it and not what it leads to.
    pub fn new(folder: &Path, name: &str) -> Result<Self, String> {
        let path = folder.join(name);
        let beside = Self::beside(&path);
        match fs::remove_file(&beside) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(told(&beside, &error)),
            _ => {}
        }
        let file = OpenOptions::new().write(true).create_new(true).open(&beside);
        let file = Summed::new(file.map_err(|error| told(&beside, &error))?);
        let writer = Some(BufWriter::with_capacity(1 << 18, file));
        Ok(Self { writer, folder: folder.to_owned(), path })
    }

    fn beside(path: &Path) -> PathBuf {
        let mut name = path.as_os_str().to_owned();
        name.push(".part");
        PathBuf::from(name)
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Puts the file into its place; returns its name, and what it holds.
    pub fn published(self) -> Result<(String, Content), String> {
        let name = self.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        self.publish().map(|content| (name, content))
    }

    /// Puts the file into its place; returns what it holds. A link in that place is replaced, not followed.
    pub fn publish(mut self) -> Result<Content, String> {
        let beside = Self::beside(&self.path);
        let failed = |error: io::Error| told(&beside, &error);
        let Some(writer) = self.writer.take() else { return Err(format!("{}: was left", beside.display())) };
        let unwritten = |error: io::IntoInnerError<BufWriter<Summed<File>>>| {
            let failure = failed(error.error().kind().into());
            // what could not be written is not tried once more
            drop(error.into_parts().1.into_parts());
            let _ = fs::remove_file(&beside);
            failure
        };
        let summed = writer.into_inner().map_err(unwritten)?;
        let content = summed.content();
        let done = summed.inner.sync_all().and_then(|()| fs::rename(&beside, &self.path));
        if let Err(error) = done {
            let _ = fs::remove_file(&beside);
            return Err(told(&self.path, &error));
        }
        // the name itself outlives a loss of power only when the folder is flushed; not every system can
        let _ = File::open(&self.folder).and_then(|folder| folder.sync_all());
        Ok(content)
    }
}

impl Write for Pending {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writer.as_mut().map_or(Err(ErrorKind::BrokenPipe.into()), |writer| writer.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.as_mut().map_or(Ok(()), Write::flush)
    }
}

impl Drop for Pending {
    fn drop(&mut self) {
        if let Some(writer) = self.writer.take() {
            drop(writer.into_parts());
            let _ = fs::remove_file(Self::beside(&self.path));
        }
    }
}
