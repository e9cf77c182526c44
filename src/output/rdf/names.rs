//! Readable IRIs: the same for the same graph, told apart by a number where names are alike.

use super::error::WriteError;
use crate::graph::KnowledgeGraph;
use rdf_syntax::IriBuf;
use rustc_hash::FxHashMap;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// The IRIs of a graph.
pub(in crate::output) struct Names {
    /// The IRI under which all others lie.
    pub(in crate::output) base: String,
    /// The document's id, as part of IRIs.
    pub(in crate::output) slug: String,
    /// The document.
    pub(in crate::output) document: String,
    /// The graph read from it.
    pub(super) graph: String,
    /// The entities, by their ids.
    pub(in crate::output) entities: Vec<String>,
}

impl Names {
    pub(in crate::output) fn new(graph: &KnowledgeGraph) -> Result<Self, WriteError> {
        let info = graph.document();
        let base = checked(&info.base_iri)?;
        let slug = slug(&info.id, "document");
        let document = match &info.iri {
            Some(iri) => checked(iri)?,
            None => format!("{base}document/{slug}"),
        };
        let entities = entities(graph, &base, &slug);
        Ok(Self { graph: format!("{base}graph/{slug}"), base, slug, document, entities })
    }

    /// A place in the document as RFC 5147 and NIF name it, by characters; by bytes where those are not known.
    pub(super) fn position(&self, characters: Option<(usize, usize)>, bytes: (usize, usize)) -> String {
        let (scheme, (start, end)) = match characters {
            Some(places) => ("char", places),
            None => ("byte", bytes),
        };
        // an IRI has one fragment
        let mark = if self.document.contains('#') { ';' } else { '#' };
        format!("{}{mark}{scheme}={start},{end}", self.document)
    }
}

/// The IRI, if it is one.
pub(super) fn checked(iri: &str) -> Result<String, WriteError> {
    match IriBuf::new(iri.to_owned()) {
        Ok(_) => Ok(iri.to_owned()),
        Err(_) => Err(WriteError::Iri { iri: iri.to_owned() }),
    }
}

/// Names are the same in all documents; what is only described belongs to one.
fn entities(graph: &KnowledgeGraph, base: &str, document: &str) -> Vec<String> {
    let mut distinct = Distinct::default();
    let name = |entity: &crate::graph::EntityNode| {
        let plain = slug(&entity.label, "entity");
        let plain = if entity.named { plain } else { format!("{document}_{plain}") };
        format!("{base}entity/{}", distinct.take(plain))
    };
    graph.entities().map(name).collect()
}

/// Gives each name once: the second *x* is *x-2*.
#[derive(Default)]
pub(super) struct Distinct {
    taken: FxHashMap<String, usize>,
}

impl Distinct {
    pub(super) fn take(&mut self, plain: String) -> String {
        let mut name = plain.clone();
        while self.taken.contains_key(&name) {
            let count = self.taken.entry(plain.clone()).or_insert(1);
            *count += 1;
            name = format!("{plain}-{count}");
        }
        self.taken.insert(name.clone(), 1);
        name
    }
}

/// Lower-case letters and digits of any script, accents dropped, the rest a hyphen; at most 80 characters.
pub(super) fn slug(text: &str, otherwise: &str) -> String {
    let mut out = String::new();
    let mut length = 0;
    for c in text.nfd().filter(|&c| !is_combining_mark(c)).flat_map(char::to_lowercase).take(400) {
        if c.is_alphanumeric() && !is_private(c) {
            out.push(c);
            length += 1;
        } else if !out.ends_with('-') && !out.is_empty() && !matches!(c, '.' | '’' | '\'') {
            out.push('-');
            length += 1;
        }
        if length >= 80 {
            break;
        }
    }
    let end = out.trim_end_matches('-').len();
    out.truncate(end);
    let sure = out.is_ascii() || IriBuf::new(format!("https://example.org/{out}")).is_ok();
    if out.is_empty() || !sure { otherwise.to_owned() } else { out }
}

fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..)
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
