//! Plain objects of JavaScript as the crate's options: those of the Python package, with names as JavaScript writes them.

use crate::errors;
use js_sys::JSON;
use relata::output::PictureLayout;
use relata::propositions::Ontology;
use relata::text::{Limits, Lines};
use relata::{Document, Extractor, ExtractorBuilder, Kind, PictureOptions};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsValue;

/// What an object holds; nothing where there is none.
fn parsed<T: DeserializeOwned + Default>(object: &JsValue) -> Result<T, JsValue> {
    if object.is_undefined() || object.is_null() {
        return Ok(T::default());
    }
    let text: String = JSON::stringify(object)?.into();
    serde_json::from_str(&text).map_err(|error| errors::option(&error))
}

/// One text or several.
#[derive(Deserialize)]
#[serde(untagged)]
enum Texts {
    One(String),
    Many(Vec<String>),
}

impl Texts {
    fn all(self) -> Vec<String> {
        match self {
            Self::One(text) => vec![text],
            Self::Many(texts) => texts,
        }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum LinesOption {
    Detected,
    Paragraphs,
    Wrapped,
}

/// `ExtractorOptions` of the types.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
struct ExtractorOptions {
    document_id: Option<String>,
    document_iri: Option<String>,
    base_iri: Option<String>,
    title: Option<String>,
    publisher: Option<String>,
    published: Option<String>,
    kinds: Option<Vec<Kind>>,
    predicates: Option<Vec<String>>,
    ontology: Option<String>,
    mapped_only: bool,
    without_attributed: bool,
    without_unrealised: bool,
    rules: Option<Texts>,
    without_rules: Option<Vec<String>>,
    lines: Option<LinesOption>,
    merge_metonyms: bool,
    nationalities: bool,
    text_bytes: Option<usize>,
    sentence_words: Option<usize>,
    token_bytes: Option<usize>,
    mentions: Option<usize>,
}

/// The day of a date, which JSON writes with its time.
fn day(date: &str) -> &str {
    date.split('T').next().unwrap_or_default()
}

/// The builder that an object asks for, and the id of documents that have none.
pub fn builder(object: &JsValue) -> Result<(ExtractorBuilder, String), JsValue> {
    let options: ExtractorOptions = parsed(object)?;
    let mut limits = Limits::default();
    limits.text_bytes = options.text_bytes.unwrap_or(limits.text_bytes);
    limits.sentence_words = options.sentence_words.unwrap_or(limits.sentence_words);
    limits.token_bytes = options.token_bytes.unwrap_or(limits.token_bytes);
    limits.mentions = options.mentions.unwrap_or(limits.mentions);
    let lines = match options.lines {
        Some(LinesOption::Paragraphs) => Lines::Paragraphs,
        Some(LinesOption::Wrapped) => Lines::Wrapped,
        Some(LinesOption::Detected) | None => Lines::Detected,
    };
    let ontology = options.ontology.map(|table| match table.as_str() {
        "schema.org" => Ok(Ontology::schema_org()),
        table => Ontology::from_toml(table).map_err(|error| errors::ontology(&error)),
    });
    let builder = Extractor::builder()
        .limits(limits)
        .lines(lines)
        .mapped_only(options.mapped_only)
        .without_attributed(options.without_attributed)
        .without_unrealised(options.without_unrealised)
        .merge_metonyms(options.merge_metonyms)
        .nationalities(options.nationalities)
        .kinds(options.kinds.unwrap_or_default())
        .predicates(options.predicates.unwrap_or_default())
        .without_rules(options.without_rules.unwrap_or_default());
    let id = options.document_id.unwrap_or_else(|| "document".to_owned());
    let builder = builder.document_id(&id);
    let builder = given(builder, options.document_iri, ExtractorBuilder::document_iri);
    let builder = given(builder, options.base_iri, ExtractorBuilder::base_iri);
    let builder = given(builder, options.title, ExtractorBuilder::title);
    let builder = given(builder, options.publisher, ExtractorBuilder::publisher);
    let builder = given(builder, options.published.as_deref().map(day), ExtractorBuilder::published);
    let builder = given(builder, ontology.transpose()?, ExtractorBuilder::ontology);
    let rules = options.rules.map(Texts::all).unwrap_or_default();
    Ok((rules.into_iter().fold(builder, ExtractorBuilder::rules), id))
}

/// The builder with an option, where that is given.
fn given<T>(
    builder: ExtractorBuilder,
    value: Option<T>,
    set: impl FnOnce(ExtractorBuilder, T) -> ExtractorBuilder,
) -> ExtractorBuilder {
    match value {
        Some(value) => set(builder, value),
        None => builder,
    }
}

/// `DocumentFields` of the types.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct DocumentFields {
    id: Option<String>,
    iri: Option<String>,
    title: Option<String>,
    publisher: Option<String>,
    published: Option<String>,
}

/// The document that a text and an object are; none where the object says nothing.
pub fn document(text: &str, object: &JsValue, otherwise: &str) -> Result<Option<Document>, JsValue> {
    let DocumentFields { id, iri, title, publisher, published } = parsed(object)?;
    if [&id, &iri, &title, &publisher, &published].into_iter().all(Option::is_none) {
        return Ok(None);
    }
    let mut document = Document::new(id.unwrap_or_else(|| otherwise.to_owned()), text);
    (document.iri, document.title, document.publisher) = (iri, title, publisher);
    document.published = published.as_deref().map(day).map(str::to_owned);
    Ok(Some(document))
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Layout {
    LeftToRight,
    TopToBottom,
    Force,
}

/// `PictureOptions` of the types.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
struct PictureFields {
    layout: Option<Layout>,
    most_nodes: Option<usize>,
    everything: bool,
    texts: Option<bool>,
    legend: Option<bool>,
    clusters: Option<bool>,
    label_width: Option<usize>,
    most_characters: Option<usize>,
}

/// How a picture is drawn.
pub fn picture(object: &JsValue) -> Result<PictureOptions, JsValue> {
    let fields: PictureFields = parsed(object)?;
    let mut options = PictureOptions::default();
    options.layout = match fields.layout {
        Some(Layout::TopToBottom) => PictureLayout::TopToBottom,
        Some(Layout::Force) => PictureLayout::Force,
        Some(Layout::LeftToRight) | None => PictureLayout::LeftToRight,
    };
    options.most_nodes = if fields.everything { None } else { fields.most_nodes.or(options.most_nodes) };
    options.texts = fields.texts.unwrap_or(options.texts);
    options.legend = fields.legend.unwrap_or(options.legend);
    options.clusters = fields.clusters.unwrap_or(options.clusters);
    options.label_width = fields.label_width.unwrap_or(options.label_width);
    options.most_characters = fields.most_characters.unwrap_or(options.most_characters);
    Ok(options)
}
