//! The extractor.

use crate::graph::Graph;
use crate::{errors, options};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// A plain object of TypeScript's type `ExtractorOptions`.
    #[wasm_bindgen(typescript_type = "ExtractorOptions")]
    pub type ExtractorOptions;

    /// A plain object of TypeScript's type `DocumentFields`.
    #[wasm_bindgen(typescript_type = "DocumentFields")]
    pub type DocumentFields;
}

/// Reads English news. Making one takes some tens of milliseconds; it can read any number of articles.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Extractor {
    inner: relata::Extractor,
    /// The id of documents that have none.
    id: String,
}

#[wasm_bindgen]
impl Extractor {
    /// An extractor with the English model that is part of the package.
    ///
    /// @throws `OptionError`, `RuleError` or `OntologyError` where an option cannot be used.
    #[wasm_bindgen(constructor)]
    pub fn new(options: Option<ExtractorOptions>) -> Result<Extractor, JsValue> {
        let (builder, id) = options::builder(&plain(options))?;
        let inner = builder.build().map_err(|error| errors::extraction(&error))?;
        Ok(Self { inner, id })
    }

    /// An extractor with the bytes of another model file.
    ///
    /// @throws As the constructor, and `ModelError` where the bytes are not a model.
    #[wasm_bindgen(js_name = fromModel)]
    pub fn from_model(bytes: &[u8], options: Option<ExtractorOptions>) -> Result<Extractor, JsValue> {
        let (builder, id) = options::builder(&plain(options))?;
        let inner = builder.build_with_bytes(bytes).map_err(|error| errors::extraction(&error))?;
        Ok(Self { inner, id })
    }

    /// The graph of an article. No text is wrong: what was cut short is among the graph's notices.
    ///
    /// What `document` says goes before what the extractor was made with.
    ///
    /// @throws `OptionError` where the document's IRI or date is none.
    pub fn extract(&self, text: &str, document: Option<DocumentFields>) -> Result<Graph, JsValue> {
        let graph = match options::document(text, &plain(document), &self.id)? {
            Some(document) => self.inner.extract_document(&document),
            None => self.inner.extract(text),
        };
        graph.map(Graph::from).map_err(|error| errors::extraction(&error))
    }

    /// The name of the model.
    #[wasm_bindgen(getter, js_name = modelName)]
    pub fn model_name(&self) -> String {
        self.inner.model_name().to_owned()
    }
}

/// An object, or nothing.
fn plain(object: Option<impl Into<JsValue>>) -> JsValue {
    object.map_or(JsValue::UNDEFINED, Into::into)
}

/// The version of the package.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

/// The instructions that the network's arithmetic is done with: `simd128`, or `portable` where the package was built without.
#[wasm_bindgen]
pub fn instructions() -> String {
    relata::model::Instructions::used().name().to_owned()
}
