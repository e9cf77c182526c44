//! Our terms seen as terms of sophia, without copying.

use super::dataset::{Dataset, Datatype, Object, Term, TermId, Triple};
use sophia_api::MownStr;
use sophia_api::term::{BaseDirection, BnodeId, IriRef, LanguageTag, Term as SophiaTerm, TermKind};

/// A borrowed term.
#[derive(Clone, Copy, Debug)]
pub(super) enum Borrowed<'a> {
    Iri(&'a str),
    Literal(&'a str, Datatype),
    Triple(&'a Dataset<'a>, [TermId; 3]),
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
            Self::Literal(..) => TermKind::Literal,
            Self::Triple(..) => TermKind::Triple,
        }
    }

    fn iri(&self) -> Option<IriRef<MownStr<'_>>> {
        match self {
            Self::Iri(iri) => Some(IriRef::new_unchecked((*iri).into())),
            _ => None,
        }
    }

    fn bnode_id(&self) -> Option<BnodeId<MownStr<'_>>> {
        None
    }

    fn lexical_form(&self) -> Option<MownStr<'_>> {
        match self {
            Self::Literal(value, _) => Some((*value).into()),
            _ => None,
        }
    }

    fn datatype(&self) -> Option<IriRef<MownStr<'_>>> {
        match self {
            Self::Literal(_, datatype) => Some(IriRef::new_unchecked(datatype.iri().into())),
            _ => None,
        }
    }

    fn language_tag(&self) -> Option<LanguageTag<MownStr<'_>>> {
        match self {
            Self::Literal(_, datatype) => {
                datatype.language().map(|tag| LanguageTag::new_unchecked(tag.into()))
            }
            _ => None,
        }
    }

    // the trait's default panics for a literal
    fn base_direction(&self) -> Option<BaseDirection> {
        None
    }

    fn triple(&self) -> Option<[Self; 3]> {
        self.to_triple()
    }

    fn to_triple(self) -> Option<[Self; 3]> {
        match self {
            Self::Triple(dataset, terms) => Some(terms.map(|id| borrowed(dataset, id))),
            _ => None,
        }
    }
}

fn borrowed<'a>(dataset: &'a Dataset<'a>, id: TermId) -> Borrowed<'a> {
    match dataset.term(id) {
        Term::Iri(iri) => Borrowed::Iri(iri),
        Term::Literal(value, datatype) => Borrowed::Literal(value, *datatype),
    }
}

/// The triples of a dataset as sophia's serializers take them.
pub(super) fn triples<'a>(dataset: &'a Dataset<'a>) -> impl Iterator<Item = [Borrowed<'a>; 3]> {
    dataset.triples.iter().map(move |Triple(subject, predicate, object)| {
        let object = match *object {
            Object::Term(id) => borrowed(dataset, id),
            Object::Triple(terms) => Borrowed::Triple(dataset, terms),
        };
        [borrowed(dataset, *subject), borrowed(dataset, *predicate), object]
    })
}

/// The quads of a dataset as sophia's serializers take them.
pub(super) fn quads<'a>(
    dataset: &'a Dataset<'a>,
) -> impl Iterator<Item = ([Borrowed<'a>; 3], Option<Borrowed<'a>>)> {
    let graph = dataset.graph.map(|id| borrowed(dataset, id));
    triples(dataset).map(move |triple| (triple, graph))
}
