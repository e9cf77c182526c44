// where a link is defined twice, the first holds: on docs.rs those of the README lead to the guide, and its picture is in the page
#![cfg_attr(any(doc, doctest), doc = include_str!("../docs/links.md"))]
#![cfg_attr(any(doc, doctest), doc = include_str!("../README.md"))]
#![cfg_attr(
    not(any(doc, doctest)),
    doc = "English news in, a knowledge graph out; `README.md` has the rest."
)]
#![cfg_attr(docsrs, feature(doc_cfg))]
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
mod encoding;
pub mod entities;
mod error;
mod extractor;
mod grammar;
pub mod graph;
#[cfg(all(doc, not(doctest)))]
pub mod guide;
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
mod trace;

#[doc(no_inline)]
pub use jiff;
#[cfg(feature = "parquet")]
#[doc(no_inline)]
pub use parquet;
#[doc(no_inline)]
pub use petgraph;
#[doc(no_inline)]
pub use rayon;
#[cfg(feature = "quads")]
#[doc(no_inline)]
pub use rdf_syntax;
#[doc(no_inline)]
pub use serde_json;
#[cfg(feature = "arrow")]
#[doc(no_inline)]
pub use {arrow_array, arrow_schema};

pub use error::{Error, UnknownName};
pub use extractor::{Extractor, ExtractorBuilder, Progress, ProgressStage};
pub use graph::{
    EntityNode, Fact, GraphBuilder, GraphOptions, KnowledgeGraph, KnownEntities, MergedGraph, Relation, Value,
};
pub use mentions::{Form, Kind};
pub use output::{
    CsvOptions, Detail, DotOptions, PictureOptions, RdfFormat, RdfOptions, ReadError, ReadLimit, ReadOptions,
    WriteError,
};
pub use propositions::{Modality, Ontology, Polarity, Role, Tenure};
pub use scale::{Document, DocumentError};
pub use span::{ByteSpan, EntityId, MentionId, PropositionId, RelationId, SentenceId, WordId, WordSpan};
