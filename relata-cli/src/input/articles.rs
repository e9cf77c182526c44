//! JSON to articles and graphs: an object with a text, or a graph as this program writes it.

use super::Content;
use relata::{Document, KnowledgeGraph};
use serde::Deserialize;
use serde_json::Value;

/// The fields of an article.
#[derive(Deserialize)]
struct Article {
    #[serde(default)]
    id: Option<Value>,
    text: String,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    url: Option<String>,
    #[serde(default)]
    published: Option<String>,
    #[serde(default)]
    publisher: Option<String>,
}

/// What a JSON value holds, and its id where it has one; otherwise why it is nothing.
pub fn content(value: Value) -> (Option<String>, Result<Content, String>) {
    let is_graph = value.get("entities").is_some() && value.get("relations").is_some();
    if is_graph {
        let graph = serde_json::from_value::<KnowledgeGraph>(value).map_err(|e| format!("no graph: {e}"));
        let id = graph.as_ref().ok().map(|graph| graph.document().id.clone());
        return (id, graph.map(|graph| Content::Graph(Box::new(graph))));
    }
    match serde_json::from_value::<Article>(value) {
        Ok(article) => {
            let id = article.id.as_ref().and_then(name);
            let mut document = Document::new(id.clone().unwrap_or_default(), article.text);
            document.title = article.title;
            document.iri = article.url;
            document.published = article.published.as_deref().map(super::date);
            document.publisher = article.publisher;
            (id, Ok(Content::Article(document)))
        }
        Err(error) => (None, Err(format!("no article with a text: {error}"))),
    }
}

/// An id is a string, or a number as some databases have.
fn name(id: &Value) -> Option<String> {
    match id {
        Value::String(id) if !id.is_empty() => Some(id.clone()),
        Value::Number(id) => Some(id.to_string()),
        _ => None,
    }
}
