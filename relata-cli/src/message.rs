//! What the program says beside its output: on standard error, for people or for programs.

use anstyle::{AnsiColor, Style};
use clap::ValueEnum;
use serde::Serialize;
use std::error::Error;
use std::fmt;
use std::io::Write;
use std::path::Path;

/// How messages are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum MessageFormat {
    /// Lines for people, in colour on a terminal
    #[default]
    Human,
    /// A JSON object a line: level, message, and where known file, line and help
    Json,
}

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Something was not done.
    Error,
    /// Something was done in part.
    Warning,
    /// All is well, but somebody may want to know.
    Note,
}

impl Level {
    fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }

    fn style(self) -> Style {
        let colour = match self {
            Self::Error => AnsiColor::Red,
            Self::Warning => AnsiColor::Yellow,
            Self::Note => AnsiColor::Cyan,
        };
        Style::new().bold().fg_color(Some(colour.into()))
    }
}

/// A file, and a line of it where one is meant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// The file as it was named; `standard input` where it is that.
    pub file: String,
    /// Counted from 1.
    pub line: Option<u64>,
}

impl Origin {
    /// A file as a whole.
    pub fn file(path: &Path) -> Self {
        let file =
            if path == Path::new("-") { "standard input".to_owned() } else { path.display().to_string() };
        Self { file, line: None }
    }

    /// A line of it.
    pub fn line(mut self, line: u64) -> Self {
        self.line = Some(line);
        self
    }
}

/// Something to be said: what, where, and what to do.
#[derive(Clone, Debug, Serialize)]
pub struct Message {
    level: Level,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u64>,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<String>,
}

impl Message {
    fn new(level: Level, message: impl fmt::Display) -> Self {
        Self { level, file: None, line: None, message: message.to_string(), help: None }
    }

    /// Something was not done.
    pub fn error(message: impl fmt::Display) -> Self {
        Self::new(Level::Error, message)
    }

    /// Something was done in part.
    pub fn warning(message: impl fmt::Display) -> Self {
        Self::new(Level::Warning, message)
    }

    /// All is well.
    pub fn note(message: impl fmt::Display) -> Self {
        Self::new(Level::Note, message)
    }

    /// With the place; what has one already keeps it.
    pub fn at(mut self, origin: &Origin) -> Self {
        if self.file.is_none() {
            self.file = Some(origin.file.clone());
            self.line = origin.line;
        }
        self
    }

    /// With what to do.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Of files: what the system's error says, and what to do about it.
    pub fn io(path: &Path, error: &(dyn Error + 'static)) -> Self {
        let told = crate::files::problem(error);
        let message = Self::error(told.problem).at(&Origin::file(path));
        if told.remedy.is_empty() { message } else { message.help(told.remedy) }
    }
}

/// In a line, with the place before it and the help behind.
impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.file, self.line) {
            (Some(file), Some(line)) => write!(f, "{file}, line {line}: ")?,
            (Some(file), None) => write!(f, "{file}: ")?,
            (None, _) => {}
        }
        f.write_str(&self.message)
    }
}

/// Where messages go.
#[derive(Clone, Copy, Debug, Default)]
pub struct Messages {
    format: MessageFormat,
    quiet: bool,
}

impl Messages {
    /// Notes are left out where it is to be quiet.
    pub fn new(format: MessageFormat, quiet: bool) -> Self {
        Self { format, quiet }
    }

    /// Whether progress is shown: to people, who did not ask for quiet.
    pub fn shows_progress(self) -> bool {
        !self.quiet && self.format == MessageFormat::Human
    }

    /// Says it, once. Where nobody listens any more, nothing is to be done.
    pub fn tell(self, message: &Message) {
        if self.quiet && message.level == Level::Note {
            return;
        }
        let mut out = anstream::stderr().lock();
        let _ = match self.format {
            MessageFormat::Json => {
                let line = serde_json::to_string(message).unwrap_or_default();
                writeln!(out, "{line}")
            }
            MessageFormat::Human => {
                let style = message.level.style();
                let name = message.level.name();
                writeln!(out, "{style}{name}{style:#}: {}", visible(&message.to_string())).and_then(|()| {
                    match &message.help {
                        Some(help) => writeln!(out, "  help: {}", visible(help)),
                        None => Ok(()),
                    }
                })
            }
        };
    }
}

/// A text without what would steer a terminal: names of files come from strangers.
fn visible(text: &str) -> String {
    let shown = |c: char| if c.is_control() && c != '\n' && c != '\t' { '\u{fffd}' } else { c };
    text.chars().map(shown).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_names_its_place_once() {
        let place = Origin { file: "a.jsonl".to_owned(), line: Some(3) };
        let message = Message::error("no text").at(&place).at(&Origin::default());
        assert_eq!(message.to_string(), "a.jsonl, line 3: no text");
        assert_eq!(visible("a\u{1b}[2Jb"), "a\u{fffd}[2Jb");
    }
}
