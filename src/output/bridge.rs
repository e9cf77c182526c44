//! Terms of `rdf-syntax` seen as terms of sophia, without copying.

use rdf_syntax::{GroundTerm, Id, IriBuf, LiteralType, RdfQuad, Term};
use sophia::api::MownStr;
use sophia::api::ns::rdf;
use sophia::api::term::{BaseDirection, BnodeId, IriRef, LanguageTag, Term as SophiaTerm, TermKind};

/// A borrowed term.
#[derive(Clone, Copy, Debug)]
pub(super) enum Borrowed<'a> {
    Iri(&'a str),
    Blank(&'a str),
    Literal(&'a str, &'a LiteralType),
}

impl<'a> From<&'a Id> for Borrowed<'a> {
    fn from(id: &'a Id) -> Self {
        match id {
            Id::Iri(iri) => Self::Iri(iri.as_str()),
            Id::BlankId(blank) => Self::Blank(blank.suffix()),
        }
    }
}

impl<'a> From<&'a IriBuf> for Borrowed<'a> {
    fn from(iri: &'a IriBuf) -> Self {
        Self::Iri(iri.as_str())
    }
}

impl<'a> From<&'a Term> for Borrowed<'a> {
    fn from(term: &'a Term) -> Self {
        match term {
            Term::BlankId(blank) => Self::Blank(blank.suffix()),
            Term::Ground(GroundTerm::Iri(iri)) => Self::Iri(iri.as_str()),
            Term::Ground(GroundTerm::Literal(literal)) => Self::Literal(&literal.value, &literal.r#type),
        }
    }
}

impl SophiaTerm for Borrowed<'_> {
    type BorrowTerm<'x>
        = Self
    where
        Self: 'x;

    fn borrow_term(&self) -> Self {
        *self
    }

    fn kind(&self) -> TermKind {
        match self {
            Self::Iri(_) => TermKind::Iri,
            Self::Blank(_) => TermKind::BlankNode,
            Self::Literal(..) => TermKind::Literal,
        }
    }

    fn iri(&self) -> Option<IriRef<MownStr<'_>>> {
        match self {
            Self::Iri(iri) => Some(IriRef::new_unchecked((*iri).into())),
            _ => None,
        }
    }

    fn bnode_id(&self) -> Option<BnodeId<MownStr<'_>>> {
        match self {
            Self::Blank(blank) => Some(BnodeId::new_unchecked((*blank).into())),
            _ => None,
        }
    }

    fn lexical_form(&self) -> Option<MownStr<'_>> {
        match self {
            Self::Literal(value, _) => Some((*value).into()),
            _ => None,
        }
    }

    fn datatype(&self) -> Option<IriRef<MownStr<'_>>> {
        match self {
            Self::Literal(_, LiteralType::Any(datatype)) => {
                Some(IriRef::new_unchecked(datatype.as_str().into()))
            }
            Self::Literal(..) => rdf::langString.iri(),
            _ => None,
        }
    }

    fn language_tag(&self) -> Option<LanguageTag<MownStr<'_>>> {
        match self {
            Self::Literal(_, LiteralType::LangString(tag)) => {
                Some(LanguageTag::new_unchecked(tag.as_str().into()))
            }
            _ => None,
        }
    }

    // the trait's default panics for a literal
    fn base_direction(&self) -> Option<BaseDirection> {
        None
    }
}

/// A quad as sophia's serializers take it.
pub(super) fn quad(quad: &RdfQuad) -> ([Borrowed<'_>; 3], Option<Borrowed<'_>>) {
    ([(&quad.0).into(), (&quad.1).into(), (&quad.2).into()], quad.3.as_ref().map(Into::into))
}
