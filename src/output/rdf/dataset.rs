//! Triples over numbered terms: a small data model that is quick to fill and quick to write.

use std::borrow::Cow;

/// The language the crate reads.
pub(super) const LANGUAGE: &str = "en";

/// The datatypes written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Datatype {
    String,
    Boolean,
    Integer,
    Decimal,
    Date,
    DateTime,
    GYear,
    GYearMonth,
    /// A text with the language tag `en`.
    English,
}

impl Datatype {
    pub(super) fn language(self) -> Option<&'static str> {
        (self == Self::English).then_some(LANGUAGE)
    }

    pub(super) fn iri(self) -> &'static str {
        match self {
            Self::String => "http://www.w3.org/2001/XMLSchema#string",
            Self::Boolean => "http://www.w3.org/2001/XMLSchema#boolean",
            Self::Integer => "http://www.w3.org/2001/XMLSchema#integer",
            Self::Decimal => "http://www.w3.org/2001/XMLSchema#decimal",
            Self::Date => "http://www.w3.org/2001/XMLSchema#date",
            Self::DateTime => "http://www.w3.org/2001/XMLSchema#dateTime",
            Self::GYear => "http://www.w3.org/2001/XMLSchema#gYear",
            Self::GYearMonth => "http://www.w3.org/2001/XMLSchema#gYearMonth",
            Self::English => "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString",
        }
    }
}

/// A term: an IRI or a literal. There are no blank nodes: every node has a name that is the same in every run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Term<'g> {
    Iri(Cow<'g, str>),
    Literal(Cow<'g, str>, Datatype),
}

/// A term's place in the table of terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct TermId(pub(super) u32);

/// What stands in the place of the object: a term, or a triple term of RDF 1.2.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Object {
    Term(TermId),
    Triple([TermId; 3]),
}

/// Subject, predicate, object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Triple(pub(super) TermId, pub(super) TermId, pub(super) Object);

/// Triples, all in one named graph or all in the default graph.
#[derive(Debug, Default)]
pub(super) struct Dataset<'g> {
    pub(super) terms: Vec<Term<'g>>,
    pub(super) triples: Vec<Triple>,
    pub(super) graph: Option<TermId>,
}

impl<'g> Dataset<'g> {
    pub(super) fn add(&mut self, term: Term<'g>) -> TermId {
        let id = TermId(u32::try_from(self.terms.len()).unwrap_or(u32::MAX));
        self.terms.push(term);
        id
    }

    pub(super) fn term(&self, id: TermId) -> &Term<'g> {
        const NONE: Term<'static> = Term::Literal(Cow::Borrowed(""), Datatype::String);
        self.terms.get(id.0 as usize).unwrap_or(&NONE)
    }

    /// The text of an IRI; empty for a literal.
    pub(super) fn iri(&self, id: TermId) -> &str {
        match self.term(id) {
            Term::Iri(iri) => iri,
            Term::Literal(..) => "",
        }
    }
}
