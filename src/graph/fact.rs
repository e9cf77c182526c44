//! A relation with what its graph knows of it: the names of its ends, its sentence, its words, and all of it as a line.

use super::{EntityNode, Evidence, KnowledgeGraph, MergedGraph, Relation, SentenceText};
use crate::propositions::{Modality, Polarity};
use crate::span::{ByteSpan, RelationId};
use std::fmt;

/// A relation with its graph, made by [`KnowledgeGraph::fact`] and [`KnowledgeGraph::facts`]: both ends are read in one way, and what
/// the text says is at hand.
///
/// ```
/// # #[cfg(feature = "embedded-model")] {
/// let text = "It rained. On Friday, Greta Lund met Olav Berg.";
/// let graph = relata::Extractor::new()?.extract(text)?;
/// let met = graph.facts().find(|fact| fact.relation().predicate == "meet").expect("they met");
/// assert_eq!((met.subject(), met.object()), ("Greta Lund", "Olav Berg"));
/// assert_eq!(met.sentence(), Some("On Friday, Greta Lund met Olav Berg."));
/// assert_eq!(met.evidence_text(), "On Friday … Greta Lund met Olav Berg");
/// assert_eq!(graph.relation(met.id()), Some(met.relation()));
/// # }
/// # Ok::<(), relata::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Fact<'g> {
    graph: &'g KnowledgeGraph,
    /// Where the sentences are: the graph itself, or the articles it was merged from.
    articles: &'g [KnowledgeGraph],
    relation: &'g Relation,
}

impl<'g> Fact<'g> {
    /// The relation itself.
    #[must_use]
    pub fn relation(self) -> &'g Relation {
        self.relation
    }

    /// The relation's id.
    #[must_use]
    pub fn id(self) -> RelationId {
        self.relation.id
    }

    /// Who or what, by its label.
    #[must_use]
    pub fn subject(self) -> &'g str {
        self.subject_entity().map_or("", |entity| entity.label.as_str())
    }

    /// To whom or what: the label of an entity, or words.
    #[must_use]
    pub fn object(self) -> &'g str {
        self.graph.text_of(&self.relation.object)
    }

    /// Who says so, by label or words; `None` where the article itself does.
    #[must_use]
    pub fn source(self) -> Option<&'g str> {
        self.relation.attribution.as_ref().map(|source| self.graph.text_of(source))
    }

    /// The subject's entity; `None` only for a relation of another graph.
    #[must_use]
    pub fn subject_entity(self) -> Option<&'g EntityNode> {
        self.graph.entity(self.relation.subject)
    }

    /// The object's entity, where it is one.
    #[must_use]
    pub fn object_entity(self) -> Option<&'g EntityNode> {
        self.relation.object.entity().and_then(|id| self.graph.entity(id))
    }

    /// The sentence that states it, the first of several; `None` where the graph has no text.
    #[must_use]
    pub fn sentence(self) -> Option<&'g str> {
        self.sentences().next().map(|sentence| sentence.text.as_str())
    }

    /// The sentences that state it, in the order of its evidence.
    pub fn sentences(self) -> impl Iterator<Item = &'g SentenceText> {
        self.relation.evidence.iter().filter_map(move |evidence| self.sentence_of(evidence))
    }

    /// The words it was read from, run by run in the order of its evidence: subject, predicate, object and adjuncts as they stand in
    /// the text.
    pub fn words(self) -> impl Iterator<Item = &'g str> {
        self.relation.evidence.iter().flat_map(move |evidence| {
            let sentence = self.sentence_of(evidence);
            evidence.words.iter().filter_map(move |run| {
                let sentence = sentence?;
                let place = |byte: usize| byte.checked_sub(sentence.start);
                let words = ByteSpan::new(place(run.start)?, place(run.end)?).of(&sentence.text);
                (!words.is_empty()).then_some(words)
            })
        })
    }

    /// [`words`](Self::words) as a line, with `…` for what is left out.
    #[must_use]
    pub fn evidence_text(self) -> String {
        self.words().collect::<Vec<_>>().join(" … ")
    }

    fn sentence_of(self, evidence: &Evidence) -> Option<&'g SentenceText> {
        // a graph of one text is its own article
        self.articles.get(evidence.document)?.sentences().get(evidence.sentence)
    }
}

impl fmt::Display for Fact<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let relation = self.relation;
        write!(f, "{} -{}- {}", self.subject(), relation.label, self.object())?;
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
    /// A relation of this graph as a [`Fact`], which prints as a line: subject, label, object, and in brackets what keeps it from
    /// being a plain fact.
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
        Fact { graph: self, articles: std::slice::from_ref(self), relation }
    }

    /// The relations with the names of their ends, in the order of their ids.
    ///
    /// ```
    /// # #[cfg(feature = "embedded-model")] {
    /// let graph = relata::Extractor::new()?.extract("Greta Lund met Olav Berg. Kaja Tamm visited Lisbon.")?;
    /// let who: Vec<&str> = graph.facts().map(|fact| fact.subject()).collect();
    /// assert_eq!((graph.facts().len(), who), (2, vec!["Greta Lund", "Kaja Tamm"]));
    /// # }
    /// # Ok::<(), relata::Error>(())
    /// ```
    pub fn facts(&self) -> impl DoubleEndedIterator<Item = Fact<'_>> + ExactSizeIterator + Clone {
        self.relations().map(|relation| self.fact(relation))
    }

    /// The sentences that state a relation, in the order of its evidence; of a merged graph, none
    /// ([`MergedGraph::facts`] has them).
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
        self.fact(relation).sentences()
    }
}

impl MergedGraph {
    /// The relations of the merged graph, in the order of their ids, with the sentences of the articles that state them.
    ///
    /// ```
    /// # #[cfg(feature = "embedded-model")] {
    /// use relata::{Document, Extractor, GraphBuilder};
    /// let extractor = Extractor::new()?;
    /// let mut builder = GraphBuilder::new();
    /// for (id, text) in [("monday", "Greta Lund met Olav Berg."), ("tuesday", "Ms. Lund was there. Greta Lund met Olav Berg.")] {
    ///     builder.add(extractor.extract_document(&Document::new(id, text))?).expect("another id");
    /// }
    /// let merged = builder.into_merged();
    /// let met = merged.facts().find(|fact| fact.relation().predicate == "meet").expect("they met");
    /// assert!(met.sentences().all(|sentence| sentence.text == "Greta Lund met Olav Berg."));
    /// assert_eq!(met.sentences().count(), 2);
    /// # }
    /// # Ok::<(), relata::Error>(())
    /// ```
    pub fn facts(&self) -> impl DoubleEndedIterator<Item = Fact<'_>> + ExactSizeIterator + Clone {
        let (graph, articles) = (self.graph(), self.articles());
        graph.relations().map(move |relation| Fact { graph, articles, relation })
    }
}
