//! Many articles to one graph: their entities resolved, their relations joined, and where each comes from.

mod assemble;
mod identity;
mod known;
mod people;
mod profile;

pub use assemble::{ArticleEntity, Merge, MergedGraph};
pub use identity::MergeReason;
pub use known::{KnownEntities, KnownEntity, KnownError};
pub use people::MergeDoubt;

use super::knowledge_graph::KnowledgeGraph;
use crate::span::EntityId;
use crate::trace::span;
use std::collections::{BTreeMap, BTreeSet};

/// Why articles could not be merged.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MergeError {
    /// There is an article of that id already.
    #[error("an article with the id {id:?} was added before")]
    Document {
        /// The id.
        id: String,
    },
    /// There is no such entity.
    #[error("article {document:?} has no entity {entity}, or was not added")]
    Entity {
        /// The id of the article.
        document: String,
        /// The entity.
        entity: EntityId,
    },
}

/// Collects the graphs of articles and makes one graph of them. The order in which they are added does not matter.
///
/// Only named entities are joined: persons with persons by their full names, where their roles, places, years and sex do not speak
/// against it ([`MergeDoubt`]), a surname alone only where one person has it, other things by exact names and by acronyms and short forms that some article explains. `docs/entities.md` has the rules.
///
/// ```
/// use relata::Kind;
/// use relata::graph::{DocumentInfo, EntityNode, GraphBuilder, KnowledgeGraph, MergeReason};
/// let article = |id: &str, name: &str| {
///     let mut graph = KnowledgeGraph::new(DocumentInfo { id: id.to_owned(), ..DocumentInfo::default() });
///     graph.add_entity(EntityNode::new(name, Kind::Person));
///     graph
/// };
/// let mut builder = GraphBuilder::new();
/// builder.add(article("monday", "Greta Lund"))?.add(article("tuesday", "Ms. Lund"))?;
/// let merged = builder.finish();
/// assert_eq!(merged.graph().entities().count(), 1);
/// assert_eq!(merged.merges()[0].reason, MergeReason::LoneName);
///
/// // somebody knows better
/// let (kept, other) = (merged.merges()[0].with.clone(), merged.merges()[0].entity.clone());
/// builder.keep_apart(kept, other)?;
/// assert_eq!(builder.finish().graph().entities().count(), 2);
/// # Ok::<(), relata::graph::MergeError>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct GraphBuilder {
    articles: BTreeMap<String, KnowledgeGraph>,
    known: KnownEntities,
    apart: BTreeSet<(ArticleEntity, ArticleEntity)>,
}

impl GraphBuilder {
    /// A builder without articles.
    ///
    /// ```
    /// assert!(relata::GraphBuilder::new().finish().articles().is_empty());
    /// ```
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds the graph of an article.
    ///
    /// # Errors
    /// [`MergeError::Document`] where an article of that document id was added before; the builder is as it was.
    ///
    /// ```
    /// let mut builder = relata::GraphBuilder::new();
    /// builder.add(relata::KnowledgeGraph::default())?;
    /// assert!(builder.add(relata::KnowledgeGraph::default()).is_err()); // both are called *document*
    /// # Ok::<(), relata::graph::MergeError>(())
    /// ```
    pub fn add(&mut self, article: KnowledgeGraph) -> Result<&mut Self, MergeError> {
        let id = article.document().id.clone();
        if self.articles.contains_key(&id) {
            return Err(MergeError::Document { id });
        }
        self.articles.insert(id, article);
        Ok(self)
    }

    /// Sets the table of known entities.
    ///
    /// ```
    /// use relata::{EntityNode, GraphBuilder, Kind, KnowledgeGraph, KnownEntities};
    /// let mut article = KnowledgeGraph::default();
    /// let lund = article.add_entity(EntityNode::new("Greta Lund", Kind::Person));
    /// let mut builder = GraphBuilder::new();
    /// builder.known(KnownEntities::from_csv("iri,name\nhttps://id.example/7,Greta Lund\n")?);
    /// builder.add(article)?;
    /// let merged = builder.into_merged();
    /// assert_eq!(merged.graph().entity(lund).and_then(|e| e.iri.as_deref()), Some("https://id.example/7"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn known(&mut self, known: KnownEntities) -> &mut Self {
        self.known = known;
        self
    }

    /// Keeps two entities apart. Where they would be one, `other` is taken out and stands alone.
    ///
    /// # Errors
    /// [`MergeError::Entity`] where one of them is in no article added so far.
    ///
    /// ```
    /// use relata::{EntityNode, GraphBuilder, Kind, KnowledgeGraph, graph::{ArticleEntity, DocumentInfo}};
    /// let article = |id: &str| {
    ///     let mut graph = KnowledgeGraph::new(DocumentInfo { id: id.to_owned(), ..DocumentInfo::default() });
    ///     graph.add_entity(EntityNode::new("Greta Lund", Kind::Person));
    ///     graph
    /// };
    /// let of = |document: &str| ArticleEntity { document: document.to_owned(), entity: relata::EntityId(0) };
    /// let mut builder = GraphBuilder::new();
    /// builder.add(article("monday"))?.add(article("tuesday"))?.keep_apart(of("monday"), of("tuesday"))?;
    /// assert_eq!(builder.finish().graph().entities().len(), 2);
    /// # Ok::<(), relata::graph::MergeError>(())
    /// ```
    pub fn keep_apart(&mut self, kept: ArticleEntity, other: ArticleEntity) -> Result<&mut Self, MergeError> {
        for ArticleEntity { document, entity } in [&kept, &other] {
            if self.articles.get(document).and_then(|a| a.entity(*entity)).is_none() {
                return Err(MergeError::Entity { document: document.clone(), entity: *entity });
            }
        }
        self.apart.insert((kept, other));
        Ok(self)
    }

    /// Takes [`keep_apart`](Self::keep_apart) back, in either order of the two.
    ///
    /// ```
    /// use relata::{EntityNode, GraphBuilder, Kind, KnowledgeGraph, graph::{ArticleEntity, DocumentInfo}};
    /// let article = |id: &str| {
    ///     let mut graph = KnowledgeGraph::new(DocumentInfo { id: id.to_owned(), ..DocumentInfo::default() });
    ///     graph.add_entity(EntityNode::new("Greta Lund", Kind::Person));
    ///     graph
    /// };
    /// let of = |document: &str| ArticleEntity { document: document.to_owned(), entity: relata::EntityId(0) };
    /// let mut builder = GraphBuilder::new();
    /// builder.add(article("monday"))?.add(article("tuesday"))?.keep_apart(of("monday"), of("tuesday"))?;
    /// builder.allow_together(&of("tuesday"), &of("monday"));
    /// assert_eq!(builder.finish().graph().entities().len(), 1);
    /// # Ok::<(), relata::graph::MergeError>(())
    /// ```
    pub fn allow_together(&mut self, one: &ArticleEntity, other: &ArticleEntity) -> &mut Self {
        self.apart.remove(&(one.clone(), other.clone()));
        self.apart.remove(&(other.clone(), one.clone()));
        self
    }

    /// Resolves the entities of all articles and joins their relations. The builder can be used further.
    ///
    /// ```
    /// use relata::{EntityNode, GraphBuilder, Kind, KnowledgeGraph, graph::DocumentInfo};
    /// let article = |id: &str| {
    ///     let mut graph = KnowledgeGraph::new(DocumentInfo { id: id.to_owned(), ..DocumentInfo::default() });
    ///     graph.add_entity(EntityNode::new("Greta Lund", Kind::Person));
    ///     graph
    /// };
    /// let mut builder = GraphBuilder::new();
    /// builder.add(article("monday"))?;
    /// assert_eq!(builder.finish().merges().len(), 0);
    /// builder.add(article("tuesday"))?;
    /// assert_eq!(builder.finish().merges().len(), 1);
    /// # Ok::<(), relata::graph::MergeError>(())
    /// ```
    #[must_use]
    pub fn finish(&self) -> MergedGraph {
        self.merged().with_articles(self.articles.values().cloned().collect())
    }

    /// The same as [`finish`](Self::finish) where the builder is needed no more: the articles are moved instead of copied.
    ///
    /// ```
    /// let mut builder = relata::GraphBuilder::new();
    /// builder.add(relata::KnowledgeGraph::default())?;
    /// assert_eq!(builder.finish(), builder.into_merged());
    /// # Ok::<(), relata::graph::MergeError>(())
    /// ```
    #[must_use]
    pub fn into_merged(self) -> MergedGraph {
        let merged = self.merged();
        merged.with_articles(self.articles.into_values().collect())
    }

    fn merged(&self) -> assemble::Merged {
        span!("merge", articles = self.articles.len());
        let articles: Vec<&KnowledgeGraph> = self.articles.values().collect();
        assemble::merge(&articles, &self.known, &self.apart)
    }
}
