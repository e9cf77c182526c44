//! What ends the program before its work is done, and its exit codes.

use crate::message::{Message, Messages};
use std::io;
use std::process::ExitCode;

/// Everything was done.
pub const DONE: u8 = 0;
/// Some input could not be read, or the output could not be written.
pub const FAILED: u8 = 1;
/// The command line, or a file that an option names, cannot be used: nothing was read.
pub const USAGE: u8 = 2;

/// Why the program ends early.
#[derive(Debug)]
pub enum Failure {
    /// The command line, or a file that an option names, cannot be used.
    Usage(Box<Message>),
    /// The work could not be done.
    Failed(Box<Message>),
    /// Whoever read the output has gone, which is no error: they had enough.
    ClosedPipe,
    /// A signal asked for the end; the exit code says which.
    Stopped(u8),
}

impl Failure {
    /// The command line, or a file that an option names, cannot be used.
    pub fn usage(message: Message) -> Self {
        Self::Usage(Box::new(message))
    }

    /// The work could not be done.
    pub fn failed(message: Message) -> Self {
        Self::Failed(Box::new(message))
    }

    /// Says what is to be said, and gives the exit code.
    pub fn exit(self, messages: Messages) -> ExitCode {
        let code = match self {
            Self::Usage(message) => {
                messages.tell(&message);
                USAGE
            }
            Self::Failed(message) => {
                messages.tell(&message);
                FAILED
            }
            Self::ClosedPipe => DONE,
            Self::Stopped(code) => code,
        };
        ExitCode::from(code)
    }
}

/// Writing to the output failed.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::ClosedPipe,
            _ => Self::failed(Message::error(format!("the output cannot be written: {error}"))),
        }
    }
}

/// What came of a command that ran to its end: how many inputs failed, each of which was told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Failed(pub u64);

impl From<Failed> for ExitCode {
    fn from(failed: Failed) -> Self {
        Self::from(if failed.0 == 0 { DONE } else { FAILED })
    }
}
