//! Where the output goes, and in which format where nobody says so.

use super::format::Format;
use super::{PARQUET_HELP, names};
use crate::failure::Failure;
use crate::message::{Message, Messages, Origin};
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

/// Where the output goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// Standard output.
    Standard,
    /// A file, which takes its place when all is written.
    File(PathBuf),
    /// A file for each document, in a folder.
    Folder(PathBuf),
}

impl Destination {
    /// By the option `--output`.
    fn of(output: Option<&Path>, format: Option<Format>) -> Self {
        let Some(path) = output.filter(|path| *path != Path::new("-")) else { return Self::Standard };
        let folder = path.is_dir()
            || path.as_os_str().to_string_lossy().ends_with(std::path::is_separator)
            || format.is_some_and(Format::is_tables);
        if folder { Self::Folder(path.to_owned()) } else { Self::File(path.to_owned()) }
    }
}

/// The destination, and the format: the one that was named, or that of the ending of the output's name, also of the file that
/// standard output was redirected to where the system tells its name. Where it does not, a file is a page; all else is lines of text.
///
/// # Errors
/// [`Failure::Usage`] where both do not go together.
pub fn choose(
    format: Option<Format>,
    output: Option<&Path>,
    messages: Messages,
) -> Result<(Format, Destination), Failure> {
    let destination = Destination::of(output, format);
    let format = match (format, &destination) {
        (Some(format), _) => format,
        (None, Destination::Standard) => of_standard_output(messages),
        (None, Destination::File(path)) => Format::of_name(path).ok_or_else(|| {
            let problem = "the ending of this name tells no format";
            Failure::usage(Message::error(problem).at(&Origin::file(path)).help("name one with --format"))
        })?,
        (None, Destination::Folder(path)) => {
            let problem = "a file for each document goes into this folder, but in which format?";
            return Err(Failure::usage(
                Message::error(problem).at(&Origin::file(path)).help("name one with --format"),
            ));
        }
    };
    if format == Format::Parquet && !cfg!(feature = "parquet") {
        return Err(Failure::usage(
            Message::error("this program was built without Parquet").help(PARQUET_HELP),
        ));
    }
    if format.is_tables() && !matches!(destination, Destination::Folder(_)) {
        let problem = format!("{} is two files for each document", format.name());
        return Err(Failure::usage(Message::error(problem).help("name a folder for them with --output")));
    }
    Ok((format, destination))
}

fn of_standard_output(messages: Messages) -> Format {
    let out = std::io::stdout();
    if out.is_terminal() {
        return Format::Text;
    }
    if let Some(path) = redirected_to() {
        return Format::of_name(&path).unwrap_or(Format::Text);
    }
    if !is_regular_file() {
        return Format::Text;
    }
    messages.tell(
        &Message::note(
            "standard output is a file, of which this system tells no name: a page of HTML is written",
        )
        .help("--format NAME writes another"),
    );
    Format::Html
}

/// What standard output was redirected to, where the system tells.
#[cfg(any(target_os = "linux", target_os = "android"))]
fn redirected_to() -> Option<PathBuf> {
    std::fs::read_link("/proc/self/fd/1").ok()
}

#[cfg(not(any(target_os = "linux", target_os = "android")))]
fn redirected_to() -> Option<PathBuf> {
    None
}

#[cfg(unix)]
fn is_regular_file() -> bool {
    use std::os::fd::AsFd;
    let file = std::io::stdout().as_fd().try_clone_to_owned().map(std::fs::File::from);
    file.and_then(|file| file.metadata()).is_ok_and(|found| found.is_file())
}

#[cfg(windows)]
fn is_regular_file() -> bool {
    use std::os::windows::io::AsHandle;
    let file = std::io::stdout().as_handle().try_clone_to_owned().map(std::fs::File::from);
    file.and_then(|file| file.metadata()).is_ok_and(|found| found.is_file())
}

#[cfg(not(any(unix, windows)))]
fn is_regular_file() -> bool {
    false
}

/// One stream of bytes: standard output, or a file that takes its place at the end.
pub enum Stream {
    /// Standard output.
    Standard(std::io::BufWriter<std::io::StdoutLock<'static>>),
    /// A file that is not there until all of it is.
    Pending(Box<crate::files::Pending>),
    /// What is no regular file: a device, a FIFO.
    Other(std::io::BufWriter<std::fs::File>, PathBuf),
}

impl Stream {
    /// Standard output.
    pub fn standard() -> Self {
        Self::Standard(std::io::BufWriter::with_capacity(1 << 16, std::io::stdout().lock()))
    }

    /// A file.
    ///
    /// # Errors
    /// Where none can be made there.
    pub fn file(path: &Path) -> Result<Self, Failure> {
        let failed = |error: std::io::Error| Failure::failed(Message::io(path, &error));
        // a link is followed to what it leads to, as any program does that writes a file
        let target = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        if std::fs::metadata(&target).is_ok_and(|found| !found.is_file()) {
            let file = std::fs::OpenOptions::new().write(true).open(&target).map_err(failed)?;
            return Ok(Self::Other(std::io::BufWriter::new(file), target));
        }
        let (folder, name) = names::parts(&target);
        crate::files::Pending::new(&folder, &name)
            .map(|file| Self::Pending(Box::new(file)))
            .map_err(|problem| Failure::failed(Message::error(problem)))
    }

    /// Writes.
    ///
    /// # Errors
    /// [`Failure::ClosedPipe`] where nobody reads any more, and what the system says.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        let failed = |path: &Path, error: std::io::Error| match error.kind() {
            std::io::ErrorKind::BrokenPipe => Failure::ClosedPipe,
            _ => Failure::failed(Message::io(path, &error)),
        };
        match self {
            Self::Standard(out) => Ok(out.write_all(bytes)?),
            Self::Pending(file) => {
                let path = file.path().to_owned();
                file.write_all(bytes).map_err(|error| failed(&path, error))
            }
            Self::Other(file, path) => file.write_all(bytes).map_err(|error| failed(path, error)),
        }
    }

    /// Ends it: what was written is there.
    ///
    /// # Errors
    /// As [`Stream::write`].
    pub fn finish(self) -> Result<(), Failure> {
        match self {
            Self::Standard(mut out) => Ok(out.flush()?),
            Self::Pending(file) => {
                file.publish().map(drop).map_err(|problem| Failure::failed(Message::error(problem)))
            }
            Self::Other(mut file, _) => Ok(file.flush()?),
        }
    }
}
