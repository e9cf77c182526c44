#![doc = include_str!("../README.md")]
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::todo,
        clippy::unimplemented,
        clippy::unreachable,
        clippy::exit,
        clippy::mem_forget
    )
)]

pub mod span;

pub mod text;

pub mod encoding;

pub mod morphology;

pub mod syntax;

pub mod mentions;

pub mod entities;

pub mod propositions;

pub mod graph;

pub mod output;

mod error;
mod extractor;
mod pipeline;

pub mod conllu;
pub mod lexicon;
pub mod model;
pub mod scale;

pub use error::Error;
pub use extractor::{Extractor, ExtractorBuilder};
pub use graph::{GraphOptions, KnowledgeGraph};
pub use mentions::{Form, Kind};
pub use output::{CsvOptions, Detail, DotOptions, RdfFormat, RdfOptions, ReadError, WriteError};
pub use span::{ByteSpan, EntityId, MentionId, PropositionId, RelationId, SentenceId, WordId, WordSpan};
