//! The terms written, one constant each; `data/vocabulary/relata.ttl` describes our own.

/// Namespace of the crate's own terms.
pub const RELATA: &str = "https://relata.example/vocabulary#";
/// RDF.
pub const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
/// RDF Schema.
pub const RDFS: &str = "http://www.w3.org/2000/01/rdf-schema#";
/// SKOS, for other names.
pub const SKOS: &str = "http://www.w3.org/2004/02/skos/core#";
/// PROV-O, for who says so and where it was read.
pub const PROV: &str = "http://www.w3.org/ns/prov#";
/// Dublin Core terms, for dates.
pub const DCTERMS: &str = "http://purl.org/dc/terms/";
/// XML Schema datatypes.
pub const XSD: &str = "http://www.w3.org/2001/XMLSchema#";

/// The prefixes under which the namespaces are written.
pub const PREFIXES: [(&str, &str); 7] = [
    ("dcterms", DCTERMS),
    ("prov", PROV),
    ("rdf", RDF),
    ("rdfs", RDFS),
    ("relata", RELATA),
    ("skos", SKOS),
    ("xsd", XSD),
];

/// Local names of the crate's own terms, classes first; kinds, roles, polarities and modalities are terms, too, under
/// their names in lower case (kinds capitalised).
pub const TERMS: [&str; 14] = [
    "Document",
    "Evidence",
    "Qualifier",
    "named",
    "member",
    "polarity",
    "modality",
    "confidence",
    "qualifier",
    "role",
    "value",
    "marker",
    "evidence",
    "sentence",
];

/// More of the crate's own terms: the offsets of evidence.
pub const OFFSET_TERMS: [&str; 2] = ["startByte", "endByte"];
