//! A vocabulary of SKOS or RDFS to a table of known entities.

use super::error::ReadError;
use super::format::RdfFormat;
use super::limits::ReadOptions;
use super::parse::{Found, parse};
use super::vocabulary::RELATA;
use crate::graph::{KnownEntities, KnownEntity};
use crate::mentions::Kind;

const TYPE: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
const LABELS: [&str; 3] = [
    "http://www.w3.org/2004/02/skos/core#prefLabel",
    "http://www.w3.org/2000/01/rdf-schema#label",
    "https://schema.org/name",
];
const OTHER_LABELS: [&str; 3] = [
    "http://www.w3.org/2004/02/skos/core#altLabel",
    "http://www.w3.org/2004/02/skos/core#hiddenLabel",
    "https://schema.org/alternateName",
];

impl KnownEntities {
    /// Reads a SKOS vocabulary or other RDF: every IRI with a `skos:prefLabel`, `rdfs:label` or `schema:name`; further labels,
    /// `skos:altLabel`, `skos:hiddenLabel` and `schema:alternateName` are aliases. The kind is that of a class whose local
    /// name tells it (`schema:Person`, `foaf:Person`, `org:Organization`, `schema:Place`, `schema:Event`, this crate's own).
    /// Languages are not told apart.
    ///
    /// # Errors
    /// [`ReadError`] where the bytes are not of that syntax, with the parser's message, or go beyond the limits of [`ReadOptions`].
    ///
    /// ```
    /// use relata::RdfFormat;
    /// use relata::graph::KnownEntities;
    /// let turtle = b"@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n\
    ///     <https://example.org/who> skos:prefLabel \"World Health Organization\"@en ; skos:altLabel \"WHO\"@en .";
    /// let known = KnownEntities::from_rdf(RdfFormat::Turtle, turtle)?;
    /// assert_eq!(known.entities()[0].aliases, ["WHO"]);
    /// # Ok::<(), relata::ReadError>(())
    /// ```
    pub fn from_rdf(format: RdfFormat, bytes: &[u8]) -> Result<Self, ReadError> {
        Self::from_rdf_with(format, &ReadOptions::default(), bytes)
    }

    /// Reads a vocabulary within other limits.
    ///
    /// # Errors
    /// As [`from_rdf`](Self::from_rdf).
    pub fn from_rdf_with(format: RdfFormat, options: &ReadOptions, bytes: &[u8]) -> Result<Self, ReadError> {
        let nodes = parse(bytes, format, options)?;
        let mut known = Self::default();
        for iri in nodes.subjects() {
            let texts = |properties: &[&str]| -> Vec<String> {
                let found = properties.iter().flat_map(|property| nodes.all(iri, property));
                let literal = |value: &Found| match value {
                    Found::Literal(text) => Some(text.clone()),
                    _ => None,
                };
                found.filter_map(literal).collect()
            };
            let mut names = texts(&LABELS).into_iter();
            let Some(name) = names.next() else { continue };
            let kind = nodes.all(iri, TYPE).iter().find_map(|class| match class {
                Found::Node(class) => kind_of(class),
                _ => None,
            });
            let mut aliases: Vec<String> = names.chain(texts(&OTHER_LABELS)).filter(|a| *a != name).collect();
            aliases.sort();
            aliases.dedup();
            let entity = KnownEntity { iri: iri.to_owned(), name, aliases, kind };
            // a blank node, or a label without letters, is nothing to link to
            if known.add(entity).is_err() {
                continue;
            }
        }
        Ok(known)
    }
}

/// The kind a class tells by its local name.
fn kind_of(class: &str) -> Option<Kind> {
    let local =
        class.strip_prefix(RELATA).unwrap_or_else(|| class.rsplit(['/', '#']).next().unwrap_or_default());
    Some(match local {
        "Person" => Kind::Person,
        "Organization" | "Organisation" | "Corporation" | "Company" | "GovernmentOrganization" => {
            Kind::Organization
        }
        "Place" | "Country" | "City" | "AdministrativeArea" | "Location" => Kind::Place,
        "Event" => Kind::Event,
        "CreativeWork" | "Work" => Kind::Work,
        "Group" => Kind::Group,
        _ => return None,
    })
}
