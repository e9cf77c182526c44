//! A corpus of any size to shards of facts: what is there is there as a whole, and a run that was stopped goes on.

mod documents;
mod format;
mod manifest;
mod merge;
mod shards;
mod stop;

pub use format::Format;
pub use manifest::Settings;
pub use merge::known;
pub use shards::{Output, State, verify};
pub use stop::Stop;

use relata::scale::{Document, DocumentError};

/// A document, or why there is none.
pub type Read1 = Result<Document, DocumentError>;
