//! Groups of entities to one graph, and their IRIs back to the articles.

mod read;

use super::identity::{Group, MergeReason, groups, groups_by_iri};
use super::known::KnownEntities;
use super::people::{MergeDoubt, Portrait, told_apart};
use crate::entities::Name;
use crate::graph::iri::{Distinct, is_measure, slug};
use crate::graph::knowledge_graph::KnowledgeGraph;
use crate::graph::repetition::{Said, same_occasion, same_occasion_across};
use crate::graph::types::{DocumentInfo, EntityNode, Relation, Value};
use crate::mentions::Kind;
use crate::span::{EntityId, RelationId};
use crate::table::Table;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// An entity of an article.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ArticleEntity {
    /// The article's document id.
    pub document: String,
    /// The entity's id in the article's own graph.
    pub entity: EntityId,
}

/// An entity of an article that was joined to others, and why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Merge {
    /// The entity of the merged graph.
    pub into: EntityId,
    /// What was joined.
    pub entity: ArticleEntity,
    /// Its label in its article.
    pub label: String,
    /// The first entity of those it was joined to, in the order of document ids.
    pub with: ArticleEntity,
    /// Why.
    pub reason: MergeReason,
    /// What of their articles speaks against it.
    pub doubt: Option<MergeDoubt>,
    /// How sure, 0 to 1: [`MergeReason::confidence`], less where there is a doubt ([`MergeDoubt::confidence`]).
    pub confidence: f32,
}

/// The graph of many articles. It is kept as JSON (`serde`), articles and merges with it, and in RDF as the dataset of its articles
/// ([`MergedGraph::write_rdf`], [`MergedGraph::read_rdf`]).
///
/// ```
/// use relata::graph::{GraphBuilder, MergedGraph};
/// use relata::{EntityNode, Kind, KnowledgeGraph};
/// let mut article = KnowledgeGraph::default();
/// article.add_entity(EntityNode::new("Greta Lund", Kind::Person));
/// let mut builder = GraphBuilder::new();
/// builder.add(article)?;
/// let merged = builder.into_merged();
/// let read: MergedGraph = serde_json::from_str(&serde_json::to_string(&merged)?)?;
/// assert_eq!(read, merged);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MergedGraph {
    graph: KnowledgeGraph,
    articles: Vec<KnowledgeGraph>,
    origins: Vec<Vec<ArticleEntity>>,
    merges: Vec<Merge>,
}

impl MergedGraph {
    /// One graph of all articles. Its documents are in the order of their ids; evidence and mentions say which one they are
    /// of. It has no sentences: those are in the articles.
    ///
    /// ```
    /// use relata::graph::{GraphBuilder, KnowledgeGraph};
    /// let mut builder = GraphBuilder::new();
    /// builder.add(KnowledgeGraph::default())?;
    /// assert_eq!(builder.finish().graph().documents()[0].id, "document");
    /// # Ok::<(), relata::graph::MergeError>(())
    /// ```
    #[must_use]
    pub fn graph(&self) -> &KnowledgeGraph {
        &self.graph
    }

    /// The one graph of all articles, without them.
    ///
    /// ```
    /// use relata::graph::{GraphBuilder, KnowledgeGraph};
    /// let mut builder = GraphBuilder::new();
    /// builder.add(KnowledgeGraph::default())?;
    /// assert_eq!(builder.into_merged().into_graph().documents().len(), 1);
    /// # Ok::<(), relata::graph::MergeError>(())
    /// ```
    #[must_use]
    pub fn into_graph(self) -> KnowledgeGraph {
        self.graph
    }

    /// The graph of each article, in the order of [`KnowledgeGraph::documents`], its entities under the IRIs they share.
    ///
    /// ```
    /// use relata::{EntityNode, GraphBuilder, Kind, KnowledgeGraph};
    /// let mut article = KnowledgeGraph::default();
    /// let lund = article.add_entity(EntityNode::new("Greta Lund", Kind::Person));
    /// let mut builder = GraphBuilder::new();
    /// builder.add(article)?;
    /// let merged = builder.into_merged();
    /// let iri = merged.articles()[0].entity(lund).and_then(|entity| entity.iri.as_deref());
    /// assert_eq!(iri, Some("https://example.org/entity/greta-lund"));
    /// # Ok::<(), relata::graph::MergeError>(())
    /// ```
    #[must_use]
    pub fn articles(&self) -> &[KnowledgeGraph] {
        &self.articles
    }

    /// Which entities of which articles an entity was made of; empty where there is no such entity.
    ///
    /// ```
    /// use relata::{EntityNode, GraphBuilder, Kind, KnowledgeGraph};
    /// let mut article = KnowledgeGraph::default();
    /// let lund = article.add_entity(EntityNode::new("Greta Lund", Kind::Person));
    /// let mut builder = GraphBuilder::new();
    /// builder.add(article)?;
    /// let merged = builder.into_merged();
    /// assert_eq!((merged.origins(lund)[0].document.as_str(), merged.origins(lund)[0].entity), ("document", lund));
    /// # Ok::<(), relata::graph::MergeError>(())
    /// ```
    #[must_use]
    pub fn origins(&self, id: EntityId) -> &[ArticleEntity] {
        self.origins.get(id.index()).map_or(&[], Vec::as_slice)
    }

    /// What was joined and why, in the order of the merged entities.
    ///
    /// ```
    /// let merged = relata::GraphBuilder::new().finish();
    /// for merge in merged.merges() {
    ///     println!("{} of {}: {}", merge.label, merge.entity.document, merge.reason);
    /// }
    /// ```
    #[must_use]
    pub fn merges(&self) -> &[Merge] {
        &self.merges
    }
}

/// What merging makes of articles, before these have the IRIs of it.
pub(super) struct Merged {
    graph: KnowledgeGraph,
    origins: Vec<Vec<ArticleEntity>>,
    merges: Vec<Merge>,
    named: Vec<Naming>,
}

/// An entity of an article, by the article's place, and its IRI in the merged graph.
struct Naming {
    document: usize,
    entity: EntityId,
    iri: String,
    /// Whether another node of the article has the IRI, so that this one only links to it.
    taken: bool,
}

impl Merged {
    /// With the same articles, whose entities get the IRIs they share.
    pub(super) fn with_articles(self, mut articles: Vec<KnowledgeGraph>) -> MergedGraph {
        for Naming { document, entity, iri, taken } in self.named {
            match articles.get_mut(document) {
                Some(article) if taken => _ = article.link_entity(entity, iri),
                Some(article) => _ = article.name_entity(entity, iri),
                None => {}
            }
        }
        MergedGraph { graph: self.graph, articles, origins: self.origins, merges: self.merges }
    }
}

/// The entities of all articles in one list.
struct Listed<'a> {
    articles: &'a [&'a KnowledgeGraph],
    entities: Vec<&'a EntityNode>,
    /// For each its article and its id there.
    places: Table<(usize, EntityId)>,
    /// For each article the place of its first.
    first_places: Table<usize>,
}

impl<'a> Listed<'a> {
    fn new(articles: &'a [&'a KnowledgeGraph]) -> Self {
        let (mut entities, mut places, mut first_places) = (Vec::new(), Vec::new(), Vec::new());
        for (document, article) in articles.iter().enumerate() {
            first_places.push(entities.len());
            for entity in article.entities() {
                entities.push(entity);
                places.push((document, entity.id));
            }
        }
        let (places, first_places) = (places.into_iter().collect(), first_places.into_iter().collect());
        Self { articles, entities, places, first_places }
    }

    /// The article that an entity is of.
    fn document(&self, place: usize) -> usize {
        self.places[place].0
    }

    fn document_id(&self, place: usize) -> &'a str {
        self.articles.get(self.document(place)).map_or("", |article| &article.document().id)
    }

    fn origin(&self, place: usize) -> ArticleEntity {
        ArticleEntity { document: self.document_id(place).to_owned(), entity: self.places[place].1 }
    }

    /// The places of pairs that are known to be apart.
    fn apart(&self, pairs: &BTreeSet<(ArticleEntity, ArticleEntity)>) -> BTreeSet<(usize, usize)> {
        let ids = self.articles.iter().enumerate().map(|(d, a)| (a.document().id.as_str(), d));
        let documents: BTreeMap<&str, usize> = ids.collect();
        let place = |of: &ArticleEntity| {
            let first = self.first_places[*documents.get(of.document.as_str())?];
            Some(first.saturating_add(of.entity.index()))
        };
        pairs.iter().filter_map(|(a, b)| Some((place(a)?, place(b)?))).collect()
    }

    fn portrait(&self, place: usize) -> Option<Portrait> {
        let entity = self.entities.get(place).filter(|entity| entity.kind == Kind::Person)?;
        Some(Portrait::of(self.articles.get(self.document(place))?, entity))
    }
}

/// Articles come in the order of their ids.
pub(super) fn merge(
    articles: &[&KnowledgeGraph],
    known: &KnownEntities,
    apart: &BTreeSet<(ArticleEntity, ArticleEntity)>,
) -> Merged {
    let listed = Listed::new(articles);
    let found = groups(&listed.entities, known, &listed.apart(apart));
    let found = told_apart(found, |place| listed.portrait(place));
    assemble(&listed, found, |nodes, groups, base| {
        name(nodes, groups, known, base, |place| listed.document_id(place));
    })
}

impl MergedGraph {
    /// The merged graph of articles whose entities have IRIs already, `iris` of each article by their ids: what has one IRI is one.
    pub(crate) fn of_one_iri(mut articles: Vec<KnowledgeGraph>, iris: &[Vec<String>]) -> Self {
        let mut order: Vec<usize> = (0..articles.len()).collect();
        order.sort_by(|&a, &b| {
            let id = |place: usize| articles.get(place).map(|article| article.document().id.clone());
            id(a).cmp(&id(b))
        });
        let iris: Vec<String> = order.iter().filter_map(|&a| iris.get(a)).flatten().cloned().collect();
        articles.sort_by(|a, b| a.document().id.cmp(&b.document().id));
        let all: Vec<&KnowledgeGraph> = articles.iter().collect();
        let listed = Listed::new(&all);
        let groups = groups_by_iri(&listed.entities, &iris, |place| listed.document(place));
        let found = groups.into_iter().map(|group| (vec![None; group.members.len()], group));
        let found = found.map(|(doubts, group)| (group, doubts)).collect();
        let merged = assemble(&listed, found, |nodes, groups, _| {
            for (node, group) in nodes.iter_mut().zip(groups).filter(|(node, _)| node.named) {
                node.iri = iris.get(group.first()).cloned();
                let own = node.iri.clone();
                node.same_as.retain(|iri| Some(iri) != own.as_ref());
            }
        });
        merged.with_articles(articles)
    }
}

/// The graph of groups, whose named nodes are given IRIs by a function of them, their groups and the base IRI.
fn assemble(
    listed: &Listed<'_>,
    found: Vec<(Group, Vec<Option<MergeDoubt>>)>,
    name: impl FnOnce(&mut [EntityNode], &[Group], &str),
) -> Merged {
    let articles = listed.articles;
    let (groups, doubts): (Vec<Group>, Vec<Vec<Option<MergeDoubt>>>) = found.into_iter().unzip();
    let mut merged_of = Table::new(EntityId(0), listed.entities.len());
    for (g, group) in groups.iter().enumerate() {
        group.members.iter().for_each(|&(m, _)| merged_of[m] = EntityId::from_index(g));
    }
    // a graph that was made by hand may name what is not there
    let id_of = |document: usize, id: EntityId| {
        articles.get(document)?.node_of(id)?;
        Some(merged_of[listed.first_places[document].saturating_add(id.index())])
    };
    let base = articles.first().map(|a| a.document().base_iri.clone());
    let base = base.unwrap_or_else(|| DocumentInfo::default().base_iri);
    let mut graph = KnowledgeGraph::new(DocumentInfo {
        id: "articles".to_owned(),
        base_iri: base.clone(),
        ..DocumentInfo::default()
    });
    graph.set_documents(articles.iter().map(|a| a.document().clone()).collect());
    // of several versions or models there is none to name
    let mut generators = articles.iter().map(|article| article.generator());
    let generator = generators.next().flatten();
    graph.set_generator(generator.filter(|_| generators.all(|other| other == generator)).cloned());
    let mut nodes: Vec<EntityNode> = groups.iter().map(|g| node(g, listed, &id_of)).collect();
    name(&mut nodes, &groups, &base);
    let (mut origins, mut merges, mut named) = (Vec::new(), Vec::new(), Vec::new());
    for ((group, doubts), node) in groups.iter().zip(&doubts).zip(nodes) {
        named.extend(namings(listed, group, node.iri.as_deref()));
        let into = graph.add_entity(node);
        merges.extend(joined(listed, group, doubts, into));
        origins.push(group.members.iter().map(|&(m, _)| listed.origin(m)).collect());
    }
    let (relations, relation_of) = relations(articles, &id_of);
    for relation in relations {
        graph.add_relation(relation);
    }
    for (g, group) in groups.iter().enumerate() {
        let of = |&(member, _): &(usize, MergeReason)| {
            let own = relation_of.get(listed.document(member));
            let stated = listed.entities.get(member).into_iter().flat_map(|e| &e.refers_to);
            stated.filter_map(move |r| own?.get(r.index()).copied())
        };
        graph.refer_entity(EntityId::from_index(g), group.members.iter().flat_map(of));
    }
    Merged { graph, origins, merges, named }
}

/// The IRI of a merged entity for those it was made of.
fn namings(listed: &Listed<'_>, group: &Group, iri: Option<&str>) -> Vec<Naming> {
    let mut before = None;
    let of = |&(member, _): &(usize, MergeReason)| {
        let (document, entity) = listed.places[member];
        // two nodes of one article cannot have one IRI
        let taken = before.replace(document) == Some(document);
        Some(Naming { document, entity, iri: iri?.to_owned(), taken })
    };
    group.members.iter().filter_map(of).collect()
}

/// What was joined to the first of the group, and why.
fn joined(listed: &Listed<'_>, group: &Group, doubts: &[Option<MergeDoubt>], into: EntityId) -> Vec<Merge> {
    let first = group.first();
    let others = group.members.iter().zip(doubts).filter(|((member, _), _)| *member != first);
    others
        .map(|(&(member, reason), &doubt)| Merge {
            into,
            entity: listed.origin(member),
            label: listed.entities.get(member).map_or_else(String::new, |e| e.label.clone()),
            with: listed.origin(first),
            reason,
            doubt,
            confidence: doubt.map_or(1.0, MergeDoubt::confidence).min(reason.confidence()),
        })
        .collect()
}

/// The commonest of these; of those the longest, and of those the first by the alphabet.
fn commonest<'t>(texts: impl Iterator<Item = &'t str>) -> Option<&'t str> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    texts.for_each(|text| {
        *counts.entry(text).or_default() = (*counts.entry(text).or_default()).saturating_add(1)
    });
    let best = counts.into_iter().rev().max_by_key(|(text, count)| (*count, text.chars().count()));
    best.map(|(text, _)| text)
}

fn node(
    group: &Group,
    listed: &Listed<'_>,
    id_of: &impl Fn(usize, EntityId) -> Option<EntityId>,
) -> EntityNode {
    let members =
        || group.members.iter().filter_map(|&(m, _)| Some((*listed.entities.get(m)?, listed.document(m))));
    let mut kinds: BTreeMap<Kind, usize> = BTreeMap::new();
    members().for_each(|(entity, _)| {
        *kinds.entry(entity.kind).or_default() = (*kinds.entry(entity.kind).or_default()).saturating_add(1)
    });
    let kind =
        kinds.into_iter().rev().max_by_key(|(_, count)| *count).map_or(Kind::Abstract, |(kind, _)| kind);
    let full = |label: &&str| kind != Kind::Person || Name::new(label).personal().len() > 1;
    let long = |label: &&str| kind == Kind::Person || !Name::new(label).is_acronym();
    let labels = || members().map(|(entity, _)| entity.label.as_str());
    let label = commonest(labels().filter(full).filter(long)).or_else(|| commonest(labels()));
    let mut merged = EntityNode::new(label.unwrap_or_default(), kind);
    merged.named = members().any(|(entity, _)| entity.named);
    let others = members().flat_map(|(entity, _)| entity.aliases.iter().chain([&entity.label]));
    merged.aliases = match group.members.as_slice() {
        &[_] => members().flat_map(|(entity, _)| entity.aliases.clone()).collect(),
        _ => others.filter(|a| **a != merged.label).cloned().collect::<BTreeSet<_>>().into_iter().collect(),
    };
    let within = members().flat_map(|(entity, d)| entity.members.iter().filter_map(move |&m| id_of(d, m)));
    merged.members = within.collect::<BTreeSet<_>>().into_iter().collect();
    let same = members().flat_map(|(entity, _)| entity.same_as.iter().cloned());
    merged.same_as = same.collect::<BTreeSet<_>>().into_iter().collect();
    for (entity, document) in members() {
        merged.mentions.extend(entity.mentions.iter().cloned().map(|mut mention| {
            mention.document = document;
            mention
        }));
    }
    merged
}

/// Gives named entities their IRIs: the known one, or one made of the name; where two have one name, of its kind too.
fn name<'a>(
    nodes: &mut [EntityNode],
    groups: &[Group],
    known: &KnownEntities,
    base: &str,
    document: impl Fn(usize) -> &'a str,
) {
    let mut distinct = Distinct::default();
    for entity in known.entities() {
        if let Some(taken) = entity.iri.strip_prefix(base).and_then(|rest| rest.strip_prefix("entity/")) {
            distinct.reserve(taken);
        }
    }
    let mut order: Vec<(&mut EntityNode, &Group)> =
        nodes.iter_mut().zip(groups).filter(|(node, _)| node.named).collect();
    order.sort_by_key(|(node, group)| (node.kind, group.first()));
    for (node, group) in order {
        if let Some(entity) = group.known.and_then(|place| known.entities().get(place)) {
            node.iri = Some(entity.iri.clone());
            continue;
        }
        let mut plain = slug(&node.label, "entity");
        if group.partial || is_measure(node.kind) {
            plain = format!("{}_{plain}", slug(document(group.first()), "document"));
        } else if distinct.is_taken(&plain) {
            plain = format!("{plain}-{}", node.kind);
        }
        node.iri = Some(format!("{base}entity/{}", distinct.take(plain)));
    }
}

/// The relations of all articles; those that say the same are one. With them, for each article, which of them its own became.
fn relations(
    articles: &[&KnowledgeGraph],
    id_of: &impl Fn(usize, EntityId) -> Option<EntityId>,
) -> (Vec<Relation>, Vec<Vec<RelationId>>) {
    let mut all = Said::default();
    let mut became: Vec<Vec<RelationId>> = Vec::new();
    for (document, article) in articles.iter().enumerate() {
        let renew = |value: &mut Value| {
            if let Value::Entity(id) = value
                && let Some(merged) = id_of(document, *id)
            {
                *id = merged;
            }
        };
        let mut own = Vec::new();
        for relation in article.relations() {
            let mut relation = relation.clone();
            relation.subject = id_of(document, relation.subject).unwrap_or(relation.subject);
            renew(&mut relation.object);
            relation.qualifiers.iter_mut().for_each(|q| renew(&mut q.value));
            relation.attribution.iter_mut().for_each(renew);
            relation.evidence.iter_mut().for_each(|e| e.document = document);
            let same = |kept: &Relation, relation: &Relation| {
                let here = kept.evidence.iter().all(|e| e.document == document);
                if here { same_occasion(kept, relation) } else { same_occasion_across(kept, relation) }
            };
            own.push(all.add(relation, same));
        }
        became.push(own);
    }
    (all.into_relations(), became)
}
