//! JSON lines: one object a line, for tools that read a stream.

use crate::graph::{DocumentInfo, EntityNode, KnowledgeGraph, Relation, SentenceText};
use crate::span::RelationId;
use crate::text::Notice;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A line; `type` says which.
#[derive(Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum Line<'g> {
    Document(Cow<'g, DocumentInfo>),
    Sentence(Cow<'g, SentenceText>),
    Entity(Cow<'g, EntityNode>),
    Relation(Cow<'g, Relation>),
    Notice(Cow<'g, Notice>),
}

/// Why JSON lines could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum JsonLinesError {
    /// A line is no JSON, or no object of the graph.
    #[error("line {line}: {source}")]
    Json {
        /// The line, counted from 1.
        line: usize,
        /// The cause.
        source: serde_json::Error,
    },
    /// An entity has an id that is not its place, a relation names an entity that has not come yet, or an entity stands for a
    /// relation that never comes.
    #[error("line {line}: {problem}")]
    Order {
        /// The line, counted from 1.
        line: usize,
        /// What is wrong.
        problem: String,
    },
}

pub(super) fn write(graph: &KnowledgeGraph) -> Result<String, serde_json::Error> {
    let document = std::iter::once(Line::Document(Cow::Borrowed(graph.document())));
    let lines = document
        .chain(graph.sentences().iter().map(|s| Line::Sentence(Cow::Borrowed(s))))
        .chain(graph.entities().map(|e| Line::Entity(Cow::Borrowed(e))))
        .chain(graph.relations().map(|r| Line::Relation(Cow::Borrowed(r))))
        .chain(graph.notices().iter().map(|n| Line::Notice(Cow::Borrowed(n))));
    let mut out = String::new();
    for line in lines {
        out.push_str(&serde_json::to_string(&line)?);
        out.push('\n');
    }
    Ok(out)
}

pub(super) fn read(text: &str) -> Result<KnowledgeGraph, JsonLinesError> {
    let mut graph = KnowledgeGraph::default();
    let (mut sentences, mut notices) = (Vec::new(), Vec::new());
    // the line of the entity that stands for the last of the relations
    let mut farthest: Option<(RelationId, usize)> = None;
    for (i, text) in text.lines().enumerate().filter(|(_, text)| !text.trim().is_empty()) {
        let line = i.saturating_add(1);
        let order = |problem: String| JsonLinesError::Order { line, problem };
        match serde_json::from_str(text).map_err(|source| JsonLinesError::Json { line, source })? {
            Line::Document(document) => {
                if graph.entities().next().is_some() {
                    return Err(order("the document comes after an entity".to_owned()));
                }
                graph = KnowledgeGraph::new(document.into_owned());
            }
            Line::Sentence(sentence) => sentences.push(sentence.into_owned()),
            Line::Notice(notice) => notices.push(notice.into_owned()),
            Line::Entity(entity) => {
                farthest = farthest.max(entity.refers_to.iter().max().map(|&relation| (relation, line)));
                let (wanted, id) = (entity.id, graph.add_entity(entity.into_owned()));
                if wanted != id {
                    return Err(order(format!("entity {wanted} stands in place {id}")));
                }
            }
            Line::Relation(relation) => {
                let problem = || order("the relation's subject or object has not come yet".to_owned());
                graph.add_relation(relation.into_owned()).ok_or_else(problem)?;
            }
        }
    }
    if let Some((relation, line)) = farthest.filter(|(id, _)| graph.relation(*id).is_none()) {
        let problem = format!("the entity stands for relation {relation}, which is not there");
        return Err(JsonLinesError::Order { line, problem });
    }
    graph.set_sentences(sentences);
    graph.set_notices(notices);
    Ok(graph)
}
