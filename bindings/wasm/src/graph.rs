//! The graph.

use crate::{errors, options};
use js_sys::JSON;
use relata::KnowledgeGraph;
use relata::output::{OutputFormat, OutputOptions};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// A plain object of TypeScript's type `PictureOptions`.
    #[wasm_bindgen(typescript_type = "PictureOptions")]
    pub type PictureFields;

    /// A plain object of TypeScript's type `GraphData`.
    #[wasm_bindgen(typescript_type = "GraphData")]
    pub type GraphData;

    /// A name of TypeScript's type `Format`.
    #[wasm_bindgen(typescript_type = "Format")]
    pub type Format;
}

/// The knowledge graph of an article; it never changes.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Graph(KnowledgeGraph);

impl From<KnowledgeGraph> for Graph {
    fn from(graph: KnowledgeGraph) -> Self {
        Self(graph)
    }
}

#[wasm_bindgen]
impl Graph {
    /// The graph of its JSON.
    ///
    /// @throws `ReadError` where the text is not JSON of a graph.
    #[wasm_bindgen(js_name = fromJson)]
    pub fn from_json(json: &str) -> Result<Graph, JsValue> {
        serde_json::from_str(json).map(Self).map_err(|error| errors::reading(&error))
    }

    /// How many entities there are.
    #[wasm_bindgen(getter, js_name = entityCount)]
    pub fn entity_count(&self) -> usize {
        self.0.entities().count()
    }

    /// How many relations there are.
    #[wasm_bindgen(getter, js_name = relationCount)]
    pub fn relation_count(&self) -> usize {
        self.0.relations().count()
    }

    /// The graph in a format by its name. `picture` is for `svg`, `dot` and `mermaid`.
    ///
    /// @throws `OptionError` where there is no such format, `WriteError` where it cannot be written.
    pub fn write(&self, format: &Format, picture: Option<PictureFields>) -> Result<String, JsValue> {
        let name = JsValue::from(format).as_string().unwrap_or_default();
        let format: OutputFormat = name.parse().map_err(|error| errors::option(&error))?;
        let mut options = OutputOptions::default();
        options.picture = options::picture(&picture.map_or(JsValue::UNDEFINED, Into::into))?;
        let mut out = Vec::new();
        format.write(&self.0, &options, &mut out).map_err(|error| errors::writing(&error))?;
        String::from_utf8(out).map_err(|error| errors::writing(&error))
    }

    /// The graph as JSON, the form of interchange of all packages.
    #[wasm_bindgen(js_name = toJson)]
    pub fn to_json(&self) -> Result<String, JsValue> {
        self.0.to_json().map_err(|error| errors::writing(&error))
    }

    /// The graph as plain objects: entities, relations, sentences.
    #[wasm_bindgen(js_name = toObject)]
    pub fn to_object(&self) -> Result<GraphData, JsValue> {
        JSON::parse(&self.to_json()?).map(JsCast::unchecked_into)
    }

    /// A drawing of what matters most, or of all of it.
    ///
    /// @throws `OptionError`
    #[wasm_bindgen(js_name = toSvg)]
    pub fn to_svg(&self, picture: Option<PictureFields>) -> Result<String, JsValue> {
        Ok(self.0.to_svg(&options::picture(&picture.map_or(JsValue::UNDEFINED, Into::into))?))
    }

    /// The same picture for Graphviz.
    ///
    /// @throws `OptionError`
    #[wasm_bindgen(js_name = toDot)]
    pub fn to_dot(&self, picture: Option<PictureFields>) -> Result<String, JsValue> {
        Ok(self.0.to_dot(&options::picture(&picture.map_or(JsValue::UNDEFINED, Into::into))?))
    }

    /// A page: the article beside its graph, in one file that needs nothing else.
    #[wasm_bindgen(js_name = toHtml)]
    pub fn to_html(&self) -> Result<String, JsValue> {
        self.0.to_html().map_err(|error| errors::writing(&error))
    }
}
