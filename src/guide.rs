//! The documents of the repository's folder `docs`, as pages.
#![allow(
    rustdoc::bare_urls,
    rustdoc::broken_intra_doc_links,
    rustdoc::invalid_codeblock_attributes,
    rustdoc::invalid_html_tags,
    rustdoc::invalid_rust_codeblocks
)]

#[doc = include_str!("../docs/accuracy.md")]
pub mod accuracy {}
#[doc = include_str!("../docs/entities.md")]
pub mod entities {}
#[doc = include_str!("../docs/glossary.md")]
pub mod glossary {}
#[doc = include_str!("../docs/models.md")]
pub mod models {}
#[doc = include_str!("../docs/output.md")]
pub mod output {}
#[doc = include_str!("../docs/performance.md")]
pub mod performance {}
#[doc = include_str!("../docs/program.md")]
pub mod program {}
#[doc = include_str!("../docs/python.md")]
pub mod python {}
#[doc = include_str!("../docs/rdf.md")]
pub mod rdf {}
#[doc = include_str!("../docs/rules.md")]
pub mod rules {}
#[doc = include_str!("../docs/scale.md")]
pub mod scale {}
#[doc = include_str!("../docs/sparql.md")]
pub mod sparql {}
#[doc = include_str!("../docs/tried.md")]
pub mod tried {}
#[doc = include_str!("../docs/wasm.md")]
pub mod wasm {}
