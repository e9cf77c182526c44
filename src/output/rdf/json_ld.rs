//! Compact JSON-LD: our own context, one object a node, in the order of the triples.
//!
//! The properties have short names in the context, which says whether their values are IRIs, numbers or dates; kinds,
//! roles and predicates are prefixed names.

use super::dataset::{Dataset, Datatype, LANGUAGE, Object, Term, TermId, Triple};
use super::vocabulary::Name;
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value as Json;
use std::collections::BTreeSet;
use std::io::Write;

/// An object whose members keep their order.
struct Members(Vec<(String, Member)>);

enum Member {
    Value(Json),
    Many(Vec<Json>),
    Nested(Members),
    Nodes(Vec<Members>),
}

impl Serialize for Members {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, member) in &self.0 {
            match member {
                Member::Value(value) => map.serialize_entry(name, value)?,
                Member::Many(values) => match values.as_slice() {
                    [one] => map.serialize_entry(name, one)?,
                    many => map.serialize_entry(name, many)?,
                },
                Member::Nested(members) => map.serialize_entry(name, members)?,
                Member::Nodes(nodes) => map.serialize_entry(name, nodes)?,
            }
        }
        map.end()
    }
}

/// How the context says a property's values are to be read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Coercion {
    Iri,
    Typed(Datatype),
    Native,
}

fn coercion(name: Name) -> Coercion {
    match name {
        Name::Confidence | Name::AmountNumber | Name::UpperNumber => Coercion::Typed(Datatype::Decimal),
        Name::Starts | Name::Ends | Name::InDateTime => Coercion::Typed(Datatype::DateTime),
        Name::Label | Name::AltLabel | Name::RoleName | Name::Title => Coercion::Typed(Datatype::English),
        Name::Issued => Coercion::Typed(Datatype::Date),
        Name::Subject
        | Name::Predicate
        | Name::SameAs
        | Name::WasDerivedFrom
        | Name::WasAttributedTo
        | Name::Publisher
        | Name::ReferenceContext
        | Name::TaIdentRef
        | Name::Member
        | Name::Polarity
        | Name::Modality
        | Name::HasQualifier
        | Name::Role
        | Name::Evidence
        | Name::Words
        | Name::When
        | Name::MappedTo
        | Name::ActionType
        | Name::PrimarySource
        | Name::RefersTo
        | Name::RoleMember
        | Name::ActionAgent
        | Name::ActionStatus
        | Name::HasBeginning
        | Name::HasEnd
        | Name::HasAmount
        | Name::HasNotice => Coercion::Iri,
        _ => Coercion::Native,
    }
}

/// Writes the dataset; `namespaces` become the prefixes of the context.
pub(super) fn write(
    data: &Dataset<'_>,
    namespaces: &[(String, String)],
    out: &mut Vec<u8>,
) -> Result<(), serde_json::Error> {
    // *entity:oslo*, where that is an IRI of its own, must not read as a prefixed name
    let terms = data.terms.iter().filter_map(|term| match term {
        Term::Iri(iri) => Some(iri.as_ref()),
        Term::Literal(..) => None,
    });
    let iris = terms.chain(namespaces.iter().map(|(_, namespace)| namespace.as_str()));
    let schemes: BTreeSet<&str> = iris.filter_map(|iri| Some(iri.split_once(':')?.0)).collect();
    let free = |(prefix, _): &&(String, String)| !schemes.contains(prefix.as_str());
    let namespaces = namespaces.iter().filter(free).collect();
    let mut writer = Compact { data, namespaces, used: vec![false; Name::ALL.len()] };
    let nodes = writer.nodes();
    let mut document = vec![("@context".to_owned(), Member::Nested(writer.context()))];
    if let Some(graph) = data.graph {
        document.push(("@id".to_owned(), Member::Value(writer.iri(graph).into())));
    }
    document.push(("@graph".to_owned(), Member::Nodes(nodes)));
    serde_json::to_writer_pretty(&mut *out, &Members(document))?;
    out.write_all(b"\n").map_err(serde_json::Error::io)
}

struct Compact<'d> {
    data: &'d Dataset<'d>,
    namespaces: Vec<&'d (String, String)>,
    /// The properties that need an entry in the context.
    used: Vec<bool>,
}

impl Compact<'_> {
    fn nodes(&mut self) -> Vec<Members> {
        let mut nodes: Vec<Members> = Vec::new();
        let mut last: Option<(TermId, TermId)> = None;
        for &Triple(subject, predicate, object) in &self.data.triples {
            // triple terms have no place in JSON-LD 1.1, and are not made for it
            let Object::Term(object) = object else { continue };
            let key = self.key(predicate);
            let value = self.value(predicate, object);
            let node = match nodes.last_mut().filter(|_| last.is_some_and(|(s, _)| s == subject)) {
                Some(node) => node,
                None => {
                    let id = self.iri(subject);
                    nodes.push(Members(vec![("@id".to_owned(), Member::Value(id.into()))]));
                    last = None;
                    let Some(node) = nodes.last_mut() else { continue };
                    node
                }
            };
            // a predicate comes back where facts are in the order of the text
            match node.0.iter_mut().find(|(name, _)| *name == key) {
                Some((_, Member::Many(values))) => values.push(value),
                _ => node.0.push((key, Member::Many(vec![value]))),
            }
            last = Some((subject, predicate));
        }
        nodes
    }

    fn property(&self, predicate: TermId) -> Option<Name> {
        Name::ALL.get(predicate.0 as usize).copied()
    }

    fn key(&mut self, predicate: TermId) -> String {
        match self.property(predicate) {
            Some(Name::Type) => "@type".to_owned(),
            Some(name) => {
                if let Some(used) = self.used.get_mut(name as usize) {
                    *used = true;
                }
                local(name)
            }
            None => self.iri(predicate),
        }
    }

    fn value(&self, predicate: TermId, object: TermId) -> Json {
        let property = self.property(predicate);
        match self.data.term(object) {
            Term::Iri(_) => {
                let iri = self.iri(object);
                if property.is_some_and(|p| p == Name::Type || coercion(p) == Coercion::Iri) {
                    iri.into()
                } else {
                    serde_json::json!({ "@id": iri })
                }
            }
            Term::Literal(value, Datatype::String) => value.as_ref().into(),
            Term::Literal(value, Datatype::Boolean) => (value == "true").into(),
            // readers of JSON may take a number for a float of 64 bits
            Term::Literal(value, Datatype::Integer) => match value.parse::<u64>() {
                Ok(number) if number < 1 << 53 => number.into(),
                _ => {
                    serde_json::json!({ "@value": value, "@type": self.compact(Datatype::Integer.iri()) })
                }
            },
            Term::Literal(value, datatype) => {
                if property.is_some_and(|p| coercion(p) == Coercion::Typed(*datatype)) {
                    value.as_ref().into()
                } else if let Some(tag) = datatype.language() {
                    serde_json::json!({ "@value": value, "@language": tag })
                } else {
                    serde_json::json!({ "@value": value, "@type": self.compact(datatype.iri()) })
                }
            }
        }
    }

    /// A prefixed name where there is a prefix for it, else the IRI.
    fn iri(&self, id: TermId) -> String {
        self.compact(self.data.iri(id))
    }

    fn compact(&self, iri: &str) -> String {
        let fits = |(_, namespace): &&&(String, String)| iri.starts_with(namespace.as_str());
        let Some((prefix, namespace)) = self.namespaces.iter().filter(fits).max_by_key(|(_, n)| n.len())
        else {
            return iri.to_owned();
        };
        let rest = iri.get(namespace.len()..).unwrap_or_default();
        if rest.starts_with("//") { iri.to_owned() } else { format!("{prefix}:{rest}") }
    }

    fn context(&self) -> Members {
        let text = |text: &str| Member::Value(text.into());
        let mut members: Vec<(String, Member)> =
            self.namespaces.iter().map(|&(p, n)| (p.clone(), prefix(n))).collect();
        for (&name, _) in Name::ALL.iter().zip(&self.used).filter(|(_, used)| **used) {
            let id = self.iri(TermId(name as u32));
            let member = match coercion(name) {
                Coercion::Native => text(&id),
                Coercion::Iri => Member::Value(serde_json::json!({ "@id": id, "@type": "@id" })),
                Coercion::Typed(Datatype::English) => {
                    Member::Value(serde_json::json!({ "@id": id, "@language": LANGUAGE }))
                }
                Coercion::Typed(datatype) => {
                    Member::Value(serde_json::json!({ "@id": id, "@type": self.compact(datatype.iri()) }))
                }
            };
            members.push((local(name), member));
        }
        Members(members)
    }
}

/// A prefix has to be called one where its namespace does not end as JSON-LD expects.
fn prefix(namespace: &str) -> Member {
    if namespace.ends_with([':', '/', '?', '#', '[', ']', '@']) {
        Member::Value(namespace.into())
    } else {
        Member::Value(serde_json::json!({ "@id": namespace, "@prefix": true }))
    }
}

/// The name in the context: the local one, unless two vocabularies share it or a prefix has it.
fn local(name: Name) -> String {
    match name {
        Name::Subject => "rdfSubject".to_owned(),
        Name::Predicate => "rdfPredicate".to_owned(),
        Name::Object => "rdfObject".to_owned(),
        Name::Publisher => "publishedBy".to_owned(),
        Name::RoleMember => "roleMember".to_owned(),
        other => other.parts().1.to_owned(),
    }
}
