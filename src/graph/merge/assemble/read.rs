//! A merged graph as it is read: nothing that does not fit becomes one.

use super::{ArticleEntity, Merge, MergedGraph};
use crate::graph::knowledge_graph::KnowledgeGraph;
use crate::graph::types::DocumentInfo;
use serde::{Deserialize, Deserializer};
use std::collections::BTreeMap;

/// A merged graph as it is read.
#[derive(Deserialize)]
struct Parts {
    graph: KnowledgeGraph,
    articles: Vec<KnowledgeGraph>,
    origins: Vec<Vec<ArticleEntity>>,
    merges: Vec<Merge>,
}

impl<'de> Deserialize<'de> for MergedGraph {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Parts { graph, articles, origins, merges } = Parts::deserialize(deserializer)?;
        let merged = Self { graph, articles, origins, merges };
        merged.check().map(|()| merged).map_err(serde::de::Error::custom)
    }
}

impl MergedGraph {
    /// Whether its parts fit one another: the documents are the articles', and every entity they name is there.
    fn check(&self) -> Result<(), &'static str> {
        let ids = |documents: &[DocumentInfo]| documents.iter().map(|d| d.id.clone()).collect::<Vec<_>>();
        let own: Vec<DocumentInfo> = self.articles.iter().map(|a| a.document().clone()).collect();
        if ids(self.graph.own_documents()) != ids(&own) {
            return Err("the documents of the graph are not its articles");
        }
        let articles: BTreeMap<&str, &KnowledgeGraph> =
            self.articles.iter().map(|a| (a.document().id.as_str(), a)).collect();
        let there = |of: &ArticleEntity| {
            articles.get(of.document.as_str()).is_some_and(|article| article.entity(of.entity).is_some())
        };
        if self.origins.len() != self.graph.entities().len() || !self.origins.iter().flatten().all(there) {
            return Err("the origins are not those of the entities");
        }
        let holds = |merge: &Merge| {
            self.graph.entity(merge.into).is_some()
                && there(&merge.entity)
                && there(&merge.with)
                && (0.0..=1.0).contains(&merge.confidence)
        };
        if self.merges.iter().all(holds) { Ok(()) } else { Err("a merge names what is not there") }
    }
}
