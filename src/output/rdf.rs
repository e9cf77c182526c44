//! A graph to RDF quads, in the data model of `rdf-types`: plain triples for what the article states as actual and
//! affirmative, a statement node for every relation.

use super::vocabulary::{DCTERMS, PROV, RDF, RDFS, RELATA, SKOS, XSD};
use crate::graph::{EntityNode, KnowledgeGraph, Relation, Value};
use crate::span::EntityId;
use rdf_syntax::{GroundTerm, Id, IriBuf, Literal, LiteralType, RdfQuad, Term};
use rustc_hash::FxHashMap;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Literals are cut to so many characters: longer ones are no names, and some writers cannot bear them.
const MOST_CHARACTERS: usize = 2000;

/// The quads of a graph, sorted and each once. `named` puts them into the named graph of the document.
pub(super) fn quads(graph: &KnowledgeGraph, named: bool) -> Vec<RdfQuad> {
    let mut builder = Builder::new(graph, named);
    builder.document();
    for entity in graph.entities() {
        builder.entity(entity);
    }
    for (number, relation) in graph.relations().enumerate() {
        builder.relation(number, relation);
    }
    let mut quads = builder.quads;
    let key = |q: &RdfQuad| (q.0.to_string(), q.1.as_str().to_owned(), q.2.to_string());
    quads.sort_by_cached_key(key);
    quads.dedup();
    quads
}

struct Builder<'g> {
    graph: &'g KnowledgeGraph,
    base: &'g str,
    name: Option<Id>,
    entities: Vec<String>,
    quads: Vec<RdfQuad>,
}

impl<'g> Builder<'g> {
    fn new(graph: &'g KnowledgeGraph, named: bool) -> Self {
        let base = graph.document().base_iri.as_str();
        let entities = entity_iris(graph, base);
        let mut builder = Self { graph, base, name: None, entities, quads: Vec::new() };
        if named {
            builder.name = iri(&builder.document_iri()).map(Id::Iri);
        }
        builder
    }

    fn document_iri(&self) -> String {
        format!("{}document/{}", self.base, slug(&self.graph.document().id, "document"))
    }

    fn add(&mut self, subject: &str, predicate: &str, object: Option<Term>) {
        if let (Some(subject), Some(predicate), Some(object)) = (iri(subject), iri(predicate), object) {
            self.quads.push(rdf_syntax::Quad(Id::Iri(subject), predicate, object, self.name.clone()));
        }
    }

    fn own(&mut self, subject: &str, term: &str, object: Option<Term>) {
        self.add(subject, &format!("{RELATA}{term}"), object);
    }

    fn document(&mut self) {
        let document = self.document_iri();
        self.add(&document, &format!("{RDF}type"), resource(&format!("{RELATA}Document")));
        let published = self.graph.document().published.clone();
        if let Some(date) = published {
            self.add(&document, &format!("{DCTERMS}issued"), literal(&date, "date"));
        }
    }

    fn entity(&mut self, entity: &EntityNode) {
        let subject = self.entities[entity.id.index()].clone();
        let mut class = entity.kind.as_str().to_owned();
        class[..1].make_ascii_uppercase();
        self.add(&subject, &format!("{RDF}type"), resource(&format!("{RELATA}{class}")));
        self.add(&subject, &format!("{RDFS}label"), literal(&entity.label, "string"));
        self.own(&subject, "named", literal(if entity.named { "true" } else { "false" }, "boolean"));
        for alias in &entity.aliases {
            self.add(&subject, &format!("{SKOS}altLabel"), literal(alias, "string"));
        }
        for &member in &entity.members {
            let member = self.entity_term(member);
            self.own(&subject, "member", member);
        }
    }

    fn entity_term(&self, id: EntityId) -> Option<Term> {
        resource(self.entities.get(id.index())?)
    }

    fn value(&self, value: &Value) -> Option<Term> {
        match value {
            Value::Entity(id) => self.entity_term(*id),
            Value::Text(text) => literal(text, "string"),
        }
    }

    fn relation(&mut self, number: usize, relation: &Relation) {
        let Some(subject) = self.entities.get(relation.subject.index()).cloned() else { return };
        let predicate = format!("{}predicate/{}", self.base, predicate_slug(&relation.predicate));
        let object = self.value(&relation.object);
        // what is denied, planned, possible, demanded, conditional or only said is never a plain triple
        if relation.is_asserted() {
            self.add(&subject, &predicate, object.clone());
        }
        self.add(&predicate, &format!("{RDFS}label"), literal(&relation.predicate, "string"));
        let document = self.document_iri();
        let statement =
            format!("{}statement/{}-{number}", self.base, slug(&self.graph.document().id, "document"));
        self.add(&statement, &format!("{RDF}type"), resource(&format!("{RDF}Statement")));
        self.add(&statement, &format!("{RDF}subject"), resource(&subject));
        self.add(&statement, &format!("{RDF}predicate"), resource(&predicate));
        self.add(&statement, &format!("{RDF}object"), object);
        self.add(&statement, &format!("{RDFS}label"), literal(&relation.label, "string"));
        self.add(&statement, &format!("{PROV}wasDerivedFrom"), resource(&document));
        self.own(&statement, "polarity", resource(&format!("{RELATA}{}", relation.polarity.as_str())));
        self.own(&statement, "modality", resource(&format!("{RELATA}{}", relation.modality.as_str())));
        self.own(&statement, "confidence", literal(&format!("{:.3}", relation.confidence), "decimal"));
        if let Some(source) = &relation.attribution {
            let source = self.value(source);
            self.add(&statement, &format!("{PROV}wasAttributedTo"), source);
        }
        for (i, qualifier) in relation.qualifiers.iter().enumerate() {
            let node = format!("{statement}-qualifier-{i}");
            self.own(&statement, "qualifier", resource(&node));
            self.add(&node, &format!("{RDF}type"), resource(&format!("{RELATA}Qualifier")));
            self.own(&node, "role", resource(&format!("{RELATA}{}", qualifier.role.as_str())));
            let value = self.value(&qualifier.value);
            self.own(&node, "value", value);
            if !qualifier.marker.is_empty() {
                self.own(&node, "marker", literal(&qualifier.marker, "string"));
            }
        }
        for (i, evidence) in relation.evidence.iter().enumerate() {
            let node = format!("{statement}-evidence-{i}");
            self.own(&statement, "evidence", resource(&node));
            self.add(&node, &format!("{RDF}type"), resource(&format!("{RELATA}Evidence")));
            self.own(&node, "startByte", literal(&evidence.start.to_string(), "integer"));
            self.own(&node, "endByte", literal(&evidence.end.to_string(), "integer"));
            self.own(&node, "sentence", literal(&evidence.sentence.to_string(), "integer"));
        }
    }
}

/// Readable IRIs of the entities, told apart by a number where labels are alike.
fn entity_iris(graph: &KnowledgeGraph, base: &str) -> Vec<String> {
    let mut taken: FxHashMap<String, usize> = FxHashMap::default();
    let mut found = Vec::new();
    for entity in graph.entities() {
        let plain = slug(&entity.label, "entity");
        let mut name = plain.clone();
        while taken.contains_key(&name) {
            let count = taken.entry(plain.clone()).or_insert(1);
            *count += 1;
            name = format!("{plain}-{count}");
        }
        taken.insert(name.clone(), 1);
        found.push(format!("{base}entity/{name}"));
    }
    found
}

/// Lower-case letters and digits of any script, accents dropped, the rest a hyphen; at most 80 characters.
fn slug(text: &str, otherwise: &str) -> String {
    let mut out = String::new();
    for c in text.nfd().filter(|&c| !is_combining_mark(c)).flat_map(char::to_lowercase).take(400) {
        if c.is_alphanumeric() && !is_private(c) {
            out.push(c);
        } else if !out.ends_with('-') && !out.is_empty() && !matches!(c, '.' | '’' | '\'') {
            out.push('-');
        }
        if out.chars().count() >= 80 {
            break;
        }
    }
    let out = out.trim_end_matches('-');
    if out.is_empty() || iri(&format!("https://example.org/{out}")).is_none() {
        otherwise.to_owned()
    } else {
        out.to_owned()
    }
}

fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..)
}

/// ASCII letters, digits and hyphens, a letter first: a name that RDF/XML can write as an element.
fn predicate_slug(lemma: &str) -> String {
    let mut out: String =
        slug(lemma, "relates-to").chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    if !out.starts_with(|c: char| c.is_ascii_alphabetic()) {
        out.insert_str(0, "p-");
    }
    out
}

fn iri(text: &str) -> Option<IriBuf> {
    IriBuf::new(text.to_owned()).ok()
}

fn resource(text: &str) -> Option<Term> {
    Some(Term::Ground(GroundTerm::Iri(iri(text)?)))
}

/// A literal that every syntax can carry: without control characters, of bounded length.
fn literal(text: &str, datatype: &str) -> Option<Term> {
    let clean =
        |c: &char| (!c.is_control() || matches!(c, '\t' | '\n')) && !matches!(c, '\u{fffe}' | '\u{ffff}');
    let mut value: String = text.chars().filter(clean).take(MOST_CHARACTERS).collect();
    if text.chars().filter(clean).nth(MOST_CHARACTERS).is_some() {
        value.push('…');
    }
    let datatype = LiteralType::Any(iri(&format!("{XSD}{datatype}"))?);
    Some(Term::Ground(GroundTerm::Literal(Literal { value, r#type: datatype })))
}
