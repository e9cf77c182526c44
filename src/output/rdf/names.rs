//! Readable IRIs: the same for the same graph, told apart by a number where names are alike.

use super::error::WriteError;
use crate::graph::iri::is_measure;
pub(super) use crate::graph::iri::{Distinct, slug};
use crate::graph::{DocumentInfo, KnowledgeGraph};
use crate::iri::is_iri;
use serde::Serialize;

/// The IRIs of a graph.
pub(in crate::output) struct Names {
    /// The IRI under which all others lie.
    pub(in crate::output) base: String,
    /// The document's id, as part of IRIs.
    pub(in crate::output) slug: String,
    /// The document.
    pub(in crate::output) document: String,
    /// The graph read from it.
    #[cfg_attr(not(feature = "rdf"), expect(dead_code, reason = "only RDF writes it"))]
    pub(super) graph: String,
    /// The entities, by their ids.
    pub(in crate::output) entities: Vec<String>,
}

impl Names {
    pub(in crate::output) fn new(graph: &KnowledgeGraph) -> Result<Self, WriteError> {
        let info = graph.document();
        let base = checked(&info.base_iri)?;
        let slug = slug(&info.id, "document");
        let document = checked(&document(info))?;
        let entities = entities(graph, &base, &slug)?;
        Ok(Self { graph: format!("{base}graph/{slug}"), base, slug, document, entities })
    }

    /// The statement of the relation with that number.
    pub(in crate::output) fn statement(&self, number: usize) -> String {
        format!("{}statement/{}-{number}", self.base, self.slug)
    }

    /// A place in the document, by characters; by bytes where those are not known.
    pub(in crate::output) fn position(
        &self,
        characters: Option<(usize, usize)>,
        bytes: (usize, usize),
    ) -> String {
        match characters {
            Some((start, end)) => format!("{}{start}_{end}", offsets(&self.document)),
            None => format!("{}{}byte={},{}", self.document, mark(&self.document), bytes.0, bytes.1),
        }
    }
}

/// The IRI of a document: its own, or one made of its id.
pub(super) fn document(info: &DocumentInfo) -> String {
    let made = || format!("{}document/{}", info.base_iri, slug(&info.id, "document"));
    info.iri.clone().unwrap_or_else(made)
}

/// An IRI has one fragment.
fn mark(document: &str) -> char {
    if document.contains('#') { ';' } else { '#' }
}

/// What the IRIs of places in a document begin with; NIF names places by the offsets of their characters.
pub(super) fn offsets(document: &str) -> String {
    format!("{document}{}offset_", mark(document))
}

/// The IRI, if it is one.
pub(super) fn checked(iri: &str) -> Result<String, WriteError> {
    if is_iri(iri) { Ok(iri.to_owned()) } else { Err(WriteError::Iri { iri: iri.to_owned() }) }
}

/// Names are the same in all documents; what is only described belongs to one, and so do times, amounts and numbers: *Friday*
/// of one article is not that of another.
fn entities(graph: &KnowledgeGraph, base: &str, document: &str) -> Result<Vec<String>, WriteError> {
    let mut distinct = Distinct::default();
    let namespace = format!("{base}entity/");
    for given in graph.entities().filter_map(|e| e.iri.as_deref()?.strip_prefix(&namespace)) {
        distinct.reserve(given);
    }
    let name = |entity: &crate::graph::EntityNode| {
        if let Some(iri) = &entity.iri {
            return checked(iri);
        }
        let plain = slug(&entity.label, "entity");
        let shared = entity.named && !is_measure(entity.kind);
        let plain = if shared { plain } else { format!("{document}_{plain}") };
        Ok(format!("{namespace}{}", distinct.take(plain)))
    };
    graph.entities().map(name).collect()
}

/// ASCII letters, digits and hyphens, a letter first: a name that RDF/XML can write as an element.
pub(in crate::output) fn predicate_slug(lemma: &str) -> String {
    let mut out: String =
        slug(lemma, "relates-to").chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    if !out.starts_with(|c: char| c.is_ascii_alphabetic()) {
        out.insert_str(0, "p-");
    }
    out
}

/// The name a unit variant has in the interchange formats.
pub(in crate::output) fn serde_name(variant: &impl Serialize) -> String {
    match serde_json::to_value(variant) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}
