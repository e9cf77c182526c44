//! The npm package `relata`: English news articles to knowledge graphs, in a browser or a worker. `docs/wasm.md` of the repository is its manual.

mod errors;
mod extractor;
mod graph;
mod options;

pub use extractor::Extractor;
pub use graph::Graph;

use wasm_bindgen::prelude::wasm_bindgen;

/// The types of what goes in and comes out as plain objects.
#[wasm_bindgen(typescript_custom_section)]
const TYPES: &'static str = include_str!("types.ts");
