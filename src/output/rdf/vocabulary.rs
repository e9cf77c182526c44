//! The terms written, each once. `data/vocabulary/vocabulary.ttl` describes our own, `shapes.ttl` what they must look like.

/// Namespace of the crate's own terms, unless [`RdfOptions::vocabulary`](super::RdfOptions::vocabulary) sets another.
///
/// It lies under w3id.org, which leads to wherever the project lives; the address it had before belongs to others.
pub const RELATA: &str = "https://w3id.org/relata/vocabulary#";
/// The namespace of files of before; they are read, not written.
#[cfg(feature = "rdf")]
pub(super) const FORMER: &str = "https://relata.github.io/vocabulary#";
/// RDF.
pub const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
/// RDF Schema.
pub const RDFS: &str = "http://www.w3.org/2000/01/rdf-schema#";
/// OWL, for the same thing known elsewhere.
pub const OWL: &str = "http://www.w3.org/2002/07/owl#";
/// SKOS, for other names.
pub const SKOS: &str = "http://www.w3.org/2004/02/skos/core#";
/// PROV-O, for who says so and where it was read.
pub const PROV: &str = "http://www.w3.org/ns/prov#";
/// Dublin Core terms, for documents.
pub const DCTERMS: &str = "http://purl.org/dc/terms/";
/// NIF 2, for places in a text.
pub const NIF: &str = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#";
/// ITS 2, for what words denote.
pub const ITSRDF: &str = "http://www.w3.org/2005/11/its/rdf#";
/// schema.org, for classes and offices.
pub const SCHEMA: &str = "https://schema.org/";
/// OWL-Time, for times.
pub const TIME: &str = "http://www.w3.org/2006/time#";
/// VoID, for where IRIs lie.
pub const VOID: &str = "http://rdfs.org/ns/void#";
/// XML Schema datatypes.
pub const XSD: &str = "http://www.w3.org/2001/XMLSchema#";

/// The prefixes under which the fixed namespaces are written.
pub const PREFIXES: [(&str, &str); 12] = [
    ("dcterms", DCTERMS),
    ("itsrdf", ITSRDF),
    ("nif", NIF),
    ("owl", OWL),
    ("prov", PROV),
    ("rdf", RDF),
    ("rdfs", RDFS),
    ("schema", SCHEMA),
    ("skos", SKOS),
    ("time", TIME),
    ("void", VOID),
    ("xsd", XSD),
];

macro_rules! names {
    ($($id:ident $namespace:ident $local:literal)*) => {
        /// A term of a vocabulary.
        #[cfg(feature = "rdf")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[expect(clippy::enum_variant_names, reason = "the vocabularies' own terms, such as `roleName`")]
        pub(super) enum Name { $($id,)* }

        #[cfg(feature = "rdf")]
        impl Name {
            /// All of them, in the order of the enum.
            pub(super) const ALL: &[Self] = &[$(Self::$id,)*];

            /// The namespace, [`RELATA`] for our own, and the local name.
            pub(super) fn parts(self) -> (&'static str, &'static str) {
                match self { $(Self::$id => ($namespace, $local),)* }
            }
        }

        /// Local names of the crate's own classes and properties.
        pub const TERMS: &[&str] = {
            const ALL: &[(&str, &str)] = &[$(($namespace, $local),)*];
            const OWN: [&str; own(ALL)] = only_own(ALL);
            &OWN
        };
    };
}

/// How many of the terms are our own: those come last.
const fn own(mut all: &[(&str, &str)]) -> usize {
    let mut count = 0_usize;
    while let [(namespace, _), rest @ ..] = all {
        if same(namespace.as_bytes(), RELATA.as_bytes()) {
            count = count.saturating_add(1);
        }
        all = rest;
    }
    count
}

const fn same(mut one: &[u8], mut other: &[u8]) -> bool {
    while let ([a, one_rest @ ..], [b, other_rest @ ..]) = (one, other) {
        if *a != *b {
            return false;
        }
        (one, other) = (one_rest, other_rest);
    }
    one.is_empty() && other.is_empty()
}

const fn only_own<const N: usize>(all: &'static [(&'static str, &'static str)]) -> [&'static str; N] {
    let mut out = [""; N];
    let (_, mut own) = all.split_at(all.len().saturating_sub(N));
    let mut places: &mut [&'static str] = &mut out;
    while let ([place, more @ ..], [(_, name), rest @ ..]) = (places, own) {
        *place = name;
        (places, own) = (more, rest);
    }
    out
}

names! {
    Type RDF "type"
    Statement RDF "Statement"
    Subject RDF "subject"
    Predicate RDF "predicate"
    Object RDF "object"
    Reifies RDF "reifies"
    Label RDFS "label"
    SameAs OWL "sameAs"
    AltLabel SKOS "altLabel"
    Agent PROV "Agent"
    SoftwareAgent PROV "SoftwareAgent"
    WasDerivedFrom PROV "wasDerivedFrom"
    WasAttributedTo PROV "wasAttributedTo"
    PrimarySource PROV "hadPrimarySource"
    Identifier DCTERMS "identifier"
    Title DCTERMS "title"
    Issued DCTERMS "issued"
    Publisher DCTERMS "publisher"
    Language DCTERMS "language"
    UriSpace VOID "uriSpace"
    Context NIF "Context"
    NifSentence NIF "Sentence"
    BeginIndex NIF "beginIndex"
    EndIndex NIF "endIndex"
    AnchorOf NIF "anchorOf"
    ReferenceContext NIF "referenceContext"
    IsString NIF "isString"
    TaIdentRef ITSRDF "taIdentRef"
    SchemaArticle SCHEMA "Article"
    SchemaPerson SCHEMA "Person"
    SchemaOrganization SCHEMA "Organization"
    SchemaPlace SCHEMA "Place"
    SchemaEvent SCHEMA "Event"
    SchemaWork SCHEMA "CreativeWork"
    OrganizationRole SCHEMA "OrganizationRole"
    RoleName SCHEMA "roleName"
    RoleMember SCHEMA "member"
    StartDate SCHEMA "startDate"
    EndDate SCHEMA "endDate"
    ActionAgent SCHEMA "agent"
    ActionObject SCHEMA "object"
    ActionStatus SCHEMA "actionStatus"
    Completed SCHEMA "CompletedActionStatus"
    Potential SCHEMA "PotentialActionStatus"
    ProperInterval TIME "ProperInterval"
    Instant TIME "Instant"
    HasBeginning TIME "hasBeginning"
    HasEnd TIME "hasEnd"
    InDateTime TIME "inXSDDateTime"
    Document RELATA "Document"
    Graph RELATA "Graph"
    Qualifier RELATA "Qualifier"
    Notice RELATA "Notice"
    Interval RELATA "Interval"
    Amount RELATA "Amount"
    Named RELATA "named"
    Member RELATA "member"
    RefersTo RELATA "refersTo"
    AliasOrder RELATA "aliasOrder"
    Number RELATA "number"
    Verb RELATA "verb"
    Ended RELATA "ended"
    ActionType RELATA "actionType"
    Polarity RELATA "polarity"
    Modality RELATA "modality"
    Confidence RELATA "confidence"
    Symmetric RELATA "symmetric"
    Tenure RELATA "tenure"
    Construction RELATA "construction"
    Rule RELATA "rule"
    MappedTo RELATA "property"
    Inverse RELATA "inverse"
    Presupposed RELATA "presupposed"
    HasQualifier RELATA "qualifier"
    Role RELATA "role"
    Value RELATA "value"
    Marker RELATA "marker"
    Evidence RELATA "evidence"
    Words RELATA "words"
    SentenceNumber RELATA "sentence"
    Paragraph RELATA "paragraph"
    StartByte RELATA "startByte"
    EndByte RELATA "endByte"
    When RELATA "when"
    Starts RELATA "starts"
    Ends RELATA "ends"
    Granularity RELATA "granularity"
    Approximate RELATA "approximate"
    HasAmount RELATA "quantity"
    AmountNumber RELATA "amountNumber"
    UpperNumber RELATA "upperNumber"
    Unit RELATA "unit"
    Currency RELATA "currency"
    Comparison RELATA "comparison"
    HasNotice RELATA "notice"
    NoticeKind RELATA "noticeKind"
}
