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
// What may panic by a wrong place or number is a warning, which `.ci/run` denies; the stages that count on the places of their own making say so.
#![warn(clippy::indexing_slicing, clippy::string_slice, clippy::arithmetic_side_effects)]

pub mod span;

#[expect(
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::arithmetic_side_effects,
    reason = "places come from the characters of the same text"
)]
pub mod text;

#[expect(
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::arithmetic_side_effects,
    reason = "numeric kernel: the shapes are checked when a model is loaded"
)]
pub mod encoding;

#[expect(
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::arithmetic_side_effects,
    reason = "shapes of the model and ids of the segmented text"
)]
pub mod morphology;

#[expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "square matrices over the words of a sentence"
)]
pub mod syntax;

#[expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "ids of the words of the same document"
)]
pub mod mentions;

#[expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "ids of the mentions of the same document"
)]
pub mod entities;

#[expect(
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::arithmetic_side_effects,
    reason = "ids of the words of the same document; dates within checked years"
)]
pub mod propositions;

#[expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "ids of the entities of the same graph"
)]
pub mod graph;

#[expect(
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::arithmetic_side_effects,
    reason = "ids of the entities and terms of the same graph"
)]
pub mod output;

mod error;
#[expect(clippy::indexing_slicing, reason = "a word's sentence is of its own text")]
mod extractor;
#[expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "sentences cut the words of their own text"
)]
mod pipeline;

#[expect(
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::arithmetic_side_effects,
    reason = "columns were counted, and ids are of the segmented text"
)]
pub mod conllu;
pub mod lexicon;
#[expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "numeric kernel: tensors have the shapes that loading has checked"
)]
pub mod model;
pub mod scale;

pub use error::Error;
pub use extractor::{Extractor, ExtractorBuilder};
pub use graph::{GraphOptions, KnowledgeGraph};
pub use mentions::{Form, Kind};
pub use output::{CsvOptions, Detail, DotOptions, RdfFormat, RdfOptions, ReadError, WriteError};
pub use span::{ByteSpan, EntityId, MentionId, PropositionId, RelationId, SentenceId, WordId, WordSpan};
