//! The JSON form of a graph, and when two graphs are equal.

use super::check::{self, Counts, GraphError};
use super::knowledge_graph::KnowledgeGraph;
use super::types::GraphDocument;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Graphs are equal that say the same of the same document, whatever version and model read it
/// ([`generator`](KnowledgeGraph::generator)).
impl PartialEq for KnowledgeGraph {
    fn eq(&self, other: &Self) -> bool {
        self.document() == other.document()
            && self.own_documents() == other.own_documents()
            && self.entities().eq(other.entities())
            && self.relations().eq(other.relations())
            && self.sentences() == other.sentences()
            && self.notices() == other.notices()
    }
}

impl Serialize for KnowledgeGraph {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let document = GraphDocument {
            document: self.document().clone(),
            generator: self.generator().cloned(),
            documents: self.own_documents().to_vec(),
            entities: self.entities().cloned().collect(),
            relations: self.relations().cloned().collect(),
            sentences: self.sentences().to_vec(),
            notices: self.notices().to_vec(),
        };
        document.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for KnowledgeGraph {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let document = GraphDocument::deserialize(deserializer)?;
        graph(document).map_err(serde::de::Error::custom)
    }
}

fn graph(document: GraphDocument) -> Result<KnowledgeGraph, GraphError> {
    let counts = Counts {
        documents: document.documents.len().max(1),
        entities: document.entities.len(),
        relations: document.relations.len(),
        sentences: &document.sentences,
    };
    check::sentences(&document.sentences)?;
    check::notices(&document.notices)?;
    let mut graph = KnowledgeGraph::new(document.document);
    for (place, entity) in document.entities.into_iter().enumerate() {
        counts.entity(place, &entity)?;
        graph.add_entity(entity);
    }
    for (place, relation) in document.relations.into_iter().enumerate() {
        counts.relation(place, &relation)?;
        graph.add_relation(relation);
    }
    graph.set_documents(document.documents);
    graph.set_generator(document.generator);
    graph.set_notices(document.notices);
    graph.set_sentences(document.sentences);
    Ok(graph)
}
