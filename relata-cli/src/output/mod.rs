//! Graphs to bytes in the format that was asked for, and these to where they belong.

mod destination;
mod format;
mod names;
mod writer;

pub use destination::{Destination, Stream, choose};
pub use format::Format;
pub use writer::{Look, Writer, one};

/// What to do where Parquet is asked for and not there.
pub const PARQUET_HELP: &str = "cargo install relata-cli --features parquet";
