//! JSON lines: one object a line, for tools that read a stream.

use super::rows::{EdgeRow, Rows};
use crate::graph::{DocumentInfo, EntityNode, Generator, KnowledgeGraph, Relation, SentenceText};
use crate::span::RelationId;
use crate::text::Notice;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A line; `type` says which.
#[derive(Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum Line<'g> {
    Document(DocumentLine<'g>),
    Sentence(Cow<'g, SentenceText>),
    Entity(Cow<'g, EntityNode>),
    Relation(Cow<'g, Relation>),
    Notice(Cow<'g, Notice>),
}

/// The document, and what read it.
#[derive(Serialize, Deserialize)]
struct DocumentLine<'g> {
    #[serde(flatten)]
    document: Cow<'g, DocumentInfo>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    generator: Option<Cow<'g, Generator>>,
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
    /// Something names what is not there.
    #[error(transparent)]
    Graph(#[from] crate::graph::GraphError),
}

/// What a line of a relation says beside its fields, so that it can be read alone: whether it is stated as fact, what stands
/// behind the ids, and the IRIs.
#[derive(Serialize)]
struct RelationLine<'g> {
    r#type: &'static str,
    #[serde(flatten)]
    relation: &'g Relation,
    iri: &'g str,
    full_predicate: &'g str,
    asserted: bool,
    subject_label: &'g str,
    subject_iri: &'g str,
    object_label: &'g str,
    #[serde(skip_serializing_if = "Option::is_none")]
    object_iri: Option<&'g str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'g str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source_iri: Option<&'g str>,
}

fn relation_line<'g>(rows: &'g Rows<'_>, edge: &'g EdgeRow<'_>) -> Option<RelationLine<'g>> {
    let (subject, object) = (rows.nodes.get(edge.source)?, rows.nodes.get(edge.target)?);
    let relation = edge.relation;
    Some(RelationLine {
        r#type: "relation",
        relation,
        iri: &edge.id,
        full_predicate: &edge.predicate,
        asserted: relation.is_asserted(),
        subject_label: subject.name,
        subject_iri: &subject.id,
        object_label: object.name,
        object_iri: relation.object.entity().map(|_| object.id.as_str()),
        source: edge.attribution,
        source_iri: edge.speaker.as_deref(),
    })
}

fn push(line: &impl Serialize, out: &mut Vec<u8>) -> Result<(), serde_json::Error> {
    serde_json::to_writer(&mut *out, line)?;
    out.push(b'\n');
    Ok(())
}

pub(super) fn write(graph: &KnowledgeGraph) -> Result<String, serde_json::Error> {
    // a graph whose base is no IRI has no IRIs, but lines
    let rows = Rows::new(graph).ok();
    let generator = graph.generator().map(Cow::Borrowed);
    let document = DocumentLine { document: Cow::Borrowed(graph.document()), generator };
    let document = std::iter::once(Line::Document(document));
    let lines = document
        .chain(graph.sentences().iter().map(|s| Line::Sentence(Cow::Borrowed(s))))
        .chain(graph.entities().map(|e| Line::Entity(Cow::Borrowed(e))));
    let mut out = Vec::new();
    for line in lines {
        push(&line, &mut out)?;
    }
    match &rows {
        Some(rows) => {
            for line in rows.edges.iter().filter_map(|edge| relation_line(rows, edge)) {
                push(&line, &mut out)?;
            }
        }
        None => {
            for relation in graph.relations() {
                push(&Line::Relation(Cow::Borrowed(relation)), &mut out)?;
            }
        }
    }
    for notice in graph.notices() {
        push(&Line::Notice(Cow::Borrowed(notice)), &mut out)?;
    }
    // JSON is UTF-8
    Ok(String::from_utf8(out).unwrap_or_default())
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
                if graph.entities().len() > 0 {
                    return Err(order("the document comes after an entity".to_owned()));
                }
                graph = KnowledgeGraph::new(document.document.into_owned());
                graph.set_generator(document.generator.map(Cow::into_owned));
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
                let place = graph.relations().len();
                if relation.is_misplaced(place) {
                    return Err(order(format!("relation {} stands in place {place}", relation.id)));
                }
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
    graph.check()?;
    Ok(graph)
}
