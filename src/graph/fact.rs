//! A relation as a line of text.

use super::{KnowledgeGraph, Relation, SentenceText};
use crate::propositions::{Modality, Polarity};
use std::fmt;

/// A relation with the names of its ends; made by [`KnowledgeGraph::fact`].
#[derive(Clone, Copy, Debug)]
pub struct Fact<'g> {
    graph: &'g KnowledgeGraph,
    relation: &'g Relation,
}

impl fmt::Display for Fact<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let relation = self.relation;
        let subject = self.graph.entity(relation.subject).map_or("", |entity| entity.label.as_str());
        write!(f, "{subject} -{}- {}", relation.label, self.graph.text_of(&relation.object))?;
        if relation.polarity != Polarity::Affirmative {
            write!(f, " [{}]", relation.polarity)?;
        }
        if relation.modality != Modality::Actual {
            write!(f, " [{}]", relation.modality)?;
        }
        if relation.has_ended() {
            f.write_str(" [ended]")?;
        }
        match &relation.attribution {
            Some(source) => write!(f, " [says {}]", self.graph.text_of(source)),
            None => Ok(()),
        }
    }
}

impl KnowledgeGraph {
    /// A relation as a line: subject, label, object, and in brackets what keeps it from being a plain fact.
    ///
    /// ```
    /// # #[cfg(feature = "embedded-model")] {
    /// let graph = relata::Extractor::new()?.extract("Greta Lund met Olav Berg. Kaja Tamm did not sell the ferry.")?;
    /// let lines: Vec<String> = graph.relations().map(|relation| graph.fact(relation).to_string()).collect();
    /// assert_eq!(lines, ["Greta Lund -met- Olav Berg", "Kaja Tamm -not sell- ferry [negative]"]);
    /// # }
    /// # Ok::<(), relata::Error>(())
    /// ```
    #[must_use]
    pub fn fact<'g>(&'g self, relation: &'g Relation) -> Fact<'g> {
        Fact { graph: self, relation }
    }

    /// The sentences that state a relation, in the order of its evidence; of a merged graph, none.
    ///
    /// ```
    /// # #[cfg(feature = "embedded-model")] {
    /// let graph = relata::Extractor::new()?.extract("It rained. Greta Lund met Olav Berg.")?;
    /// let met = graph.relations().find(|r| r.predicate == "meet").expect("they met");
    /// assert!(graph.sentences_of(met).all(|sentence| sentence.text == "Greta Lund met Olav Berg."));
    /// # }
    /// # Ok::<(), relata::Error>(())
    /// ```
    pub fn sentences_of<'g>(&'g self, relation: &'g Relation) -> impl Iterator<Item = &'g SentenceText> {
        relation.evidence.iter().filter_map(|evidence| self.sentences().get(evidence.sentence))
    }
}
