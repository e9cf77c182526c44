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
// What may panic by a wrong place or number is a warning, which `.ci/run` denies; a file that counts on places of its own making says so.
#![warn(clippy::indexing_slicing, clippy::string_slice, clippy::arithmetic_side_effects)]
#![warn(clippy::too_many_lines)]

mod checked;
pub mod conllu;
mod elementary;
pub mod encoding;
pub mod entities;
mod error;
mod extractor;
mod grammar;
pub mod graph;
mod iri;
mod lexicon;
pub mod mentions;
pub mod model;
pub mod morphology;
mod network;
pub mod output;
pub mod propositions;
pub mod rules;
pub mod scale;
mod sets;
pub mod span;
pub mod syntax;
mod table;
pub mod text;

#[doc(no_inline)]
pub use jiff;
#[doc(no_inline)]
pub use petgraph;
#[cfg(feature = "rdf")]
#[doc(no_inline)]
pub use rdf_syntax;

pub use error::{Error, UnknownName};
pub use extractor::{Extractor, ExtractorBuilder};
pub use graph::{
    EntityNode, GraphBuilder, GraphOptions, KnowledgeGraph, KnownEntities, MergedGraph, Relation,
};
pub use mentions::{Form, Kind};
pub use output::{
    CsvOptions, Detail, DotOptions, PictureOptions, RdfFormat, RdfOptions, ReadError, ReadLimit, ReadOptions,
    WriteError,
};
pub use propositions::{Modality, Ontology, Polarity, Role, Tenure};
pub use scale::{Document, DocumentError};
pub use span::{ByteSpan, EntityId, MentionId, PropositionId, RelationId, SentenceId, WordId, WordSpan};
