//! The graph as quads of another library's data model: `rdf-types`, with the terms of `rdf-syntax`.

use super::build::dataset;
use super::builder::Shape;
use super::dataset::{Dataset, Object, Term, TermId, Triple};
use super::text::Characters;
use super::{RdfOptions, WriteError};
use crate::graph::KnowledgeGraph;
use rdf_syntax::{
    GroundTerm, Id, IriBuf, LangTagBuf, Literal, LiteralType, Quad, RdfQuad, Term as SyntaxTerm,
};

impl KnowledgeGraph {
    /// The graph as quads of `rdf-types`, in the document's named graph, in the order they are written. Statements are
    /// nodes: those quads have no triple terms.
    ///
    /// # Errors
    /// [`WriteError::Iri`] where an IRI of the document or the vocabulary is none.
    ///
    /// ```
    /// let graph = relata::graph::KnowledgeGraph::default();
    /// let quads = graph.to_quads(&relata::RdfOptions::default())?;
    /// assert!(quads.iter().all(|quad| quad.3.is_some()));
    /// # Ok::<(), relata::WriteError>(())
    /// ```
    pub fn to_quads(&self, options: &RdfOptions) -> Result<Vec<RdfQuad>, WriteError> {
        let shape = Shape { named_graph: true, triple_terms: false, characters: Characters::All };
        dataset(self, options, shape)?.quads().map_err(|iri| WriteError::Iri { iri })
    }
}

impl Dataset<'_> {
    /// `Err` names an IRI that is none.
    fn quads(&self) -> Result<Vec<RdfQuad>, String> {
        let iri = |text: &str| IriBuf::new(text.to_owned()).map_err(|_| text.to_owned());
        let terms: Vec<SyntaxTerm> = self
            .terms
            .iter()
            .map(|term| match term {
                Term::Iri(text) => Ok(SyntaxTerm::Ground(GroundTerm::Iri(iri(text)?))),
                Term::Literal(value, datatype) => {
                    let language = datatype.language().map(|tag| LangTagBuf::new(tag.to_owned()));
                    let r#type = match language {
                        Some(Ok(tag)) => LiteralType::LangString(tag),
                        _ => LiteralType::Any(iri(datatype.iri())?),
                    };
                    let value = value.clone().into_owned();
                    Ok(SyntaxTerm::Ground(GroundTerm::Literal(Literal { value, r#type })))
                }
            })
            .collect::<Result<_, String>>()?;
        let as_iri = |id: TermId| iri(self.iri(id));
        let graph = self.graph.map(as_iri).transpose()?.map(Id::Iri);
        let mut quads = Vec::with_capacity(self.triples.len());
        for Triple(subject, predicate, object) in &self.triples {
            // a triple term has no counterpart in that model
            let Object::Term(object) = object else { continue };
            let Some(object) = terms.get(object.0 as usize).cloned() else { continue };
            let subject = Id::Iri(as_iri(*subject)?);
            quads.push(Quad(subject, as_iri(*predicate)?, object, graph.clone()));
        }
        Ok(quads)
    }
}
