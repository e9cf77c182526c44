//! The options of an extractor, checked before it reads anything.

use super::Extractor;
use crate::error::Error;
use crate::graph::{DocumentInfo, GraphOptions};
use crate::iri::is_iri;
use crate::mentions::Kind;
use crate::model::LoadError;
use crate::network::Model;
use crate::propositions::Ontology;
use crate::rules::Rules;
use crate::text::{Limits, Lines};
use std::path::Path;
use std::sync::Arc;

/// Builds an [`Extractor`].
///
/// ```
/// # #[cfg(feature = "embedded-model")] {
/// use relata::{Extractor, Kind};
/// let extractor = Extractor::builder()
///     .document_id("2026-05-04-harbour")
///     .base_iri("https://news.example/")
///     .published("2026-05-04")
///     .kinds([Kind::Person, Kind::Organization, Kind::Place])
///     .without_attributed(true)
///     .build()?;
/// assert_eq!(extractor.extract("")?.entities().count(), 0);
/// assert!(Extractor::builder().base_iri("no iri").build().is_err());
/// # }
/// # Ok::<(), relata::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct ExtractorBuilder {
    limits: Limits,
    lines: Lines,
    merge_metonyms: bool,
    options: GraphOptions,
    rules: Vec<String>,
    without_rules: Vec<String>,
}

impl ExtractorBuilder {
    /// How much of a text is read; see [`Limits`] for units and defaults.
    ///
    /// ```
    /// # #[cfg(feature = "embedded-model")] {
    /// use relata::{Extractor, text::Limits};
    /// let mut limits = Limits::default();
    /// limits.text_bytes = 9;
    /// assert_eq!(Extractor::builder().limits(limits).build()?.segment("It rained. Nobody came.").sentences().len(), 1);
    /// # }
    /// # Ok::<(), relata::Error>(())
    /// ```
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// What the lines of a text are; by default it is found out whether they were wrapped to a width ([`Lines`]).
    ///
    /// ```
    /// # #[cfg(feature = "embedded-model")] {
    /// use relata::{Extractor, text::Lines};
    /// let text = "Greta Lund met\nOlav Berg in Oslo.";
    /// let paragraphs = |lines| -> Result<usize, relata::Error> {
    ///     Ok(Extractor::builder().lines(lines).build()?.segment(text).paragraphs().len())
    /// };
    /// assert_eq!((paragraphs(Lines::Wrapped)?, paragraphs(Lines::Paragraphs)?), (1, 2));
    /// # }
    /// # Ok::<(), relata::Error>(())
    /// ```
    pub fn lines(mut self, lines: Lines) -> Self {
        self.lines = lines;
        self
    }

    /// Make a capital that stands for its country's government (*Washington rejected …*) one entity with the country, where
    /// nothing in the text means the city; by default it is an entity of its own that `stands for` the country.
    ///
    /// ```
    /// # #[cfg(feature = "embedded-model")] {
    /// let text = "Washington rejected the treaty. The United States has no ferry.";
    /// let graph = relata::Extractor::builder().merge_metonyms(true).build()?.extract(text)?;
    /// assert!(!graph.relations().any(|relation| relation.predicate == "stand for"));
    /// # }
    /// # Ok::<(), relata::Error>(())
    /// ```
    pub fn merge_metonyms(mut self, yes: bool) -> Self {
        self.merge_metonyms = yes;
        self
    }

    /// Relate named persons and organizations to the countries whose adjectives they have: *the German minister Anna Berg* gives
    /// the relation `nationality` of Anna Berg to Germany, which is an entity also where the text does not name it. Off by
    /// default, as it is the reader's inference and no statement of the text.
    ///
    /// ```
    /// # #[cfg(feature = "embedded-model")] {
    /// let extractor = relata::Extractor::builder().nationalities(true).build()?;
    /// let graph = extractor.extract("The German minister Anna Berg left.")?;
    /// assert!(graph.facts().any(|fact| fact.to_string() == "Anna Berg -nationality- Germany"));
    /// # }
    /// # Ok::<(), relata::Error>(())
    /// ```
    pub fn nationalities(mut self, yes: bool) -> Self {
        self.options.nationalities = yes;
        self
    }

    /// Rules of one's own, which are tried behind those of the crate; each call adds a text. See [`rules`](crate::rules) for how
    /// they are written.
    ///
    /// ```
    /// # #[cfg(feature = "embedded-model")] {
    /// let rules = "
    ///     rule football/scored-against
    ///       about   *Lund scored against Harwick*
    ///       word    scored  VERB, lemma score
    ///       word    player  nsubj of scored
    ///       word    club    obl of scored, with case form against
    ///       fact    subject player, predicate scored as \"score against\", object club
    ///       fires   Ingrid Lund scored twice against Harwick Town.
    ///       silent  Ingrid Lund scored twice.
    /// ";
    /// let extractor = relata::Extractor::builder().rules(rules).build()?;
    /// let graph = extractor.extract("Olav Berg scored against Tarnby.")?;
    /// assert!(graph.relations().any(|r| r.rule == "football/scored-against"));
    /// # }
    /// # Ok::<(), relata::Error>(())
    /// ```
    pub fn rules(mut self, text: impl Into<String>) -> Self {
        self.rules.push(text.into());
        self
    }

    /// Reads without these rules, named as [`Relation::rule`](crate::graph::Relation::rule) names them; `nominal/*` is a whole group. An
    /// unknown name is an error of [`ExtractorBuilder::build`].
    ///
    /// ```
    /// # #[cfg(feature = "embedded-model")] {
    /// let extractor = relata::Extractor::builder().without_rules(["nominal/*", "clause/copula"]).build()?;
    /// assert_eq!(extractor.extract("Minister Greta Lund is a lawyer.")?.relations().count(), 0);
    /// assert!(relata::Extractor::builder().without_rules(["no/rule"]).build().is_err());
    /// # }
    /// # Ok::<(), relata::Error>(())
    /// ```
    pub fn without_rules<N: Into<String>>(mut self, names: impl IntoIterator<Item = N>) -> Self {
        self.without_rules.extend(names.into_iter().map(Into::into));
        self
    }

    /// The document's id, the last part of its IRI; `document` by default.
    ///
    /// ```
    /// # #[cfg(feature = "embedded-model")] {
    /// let graph = relata::Extractor::builder().document_id("harbour").build()?.extract("It rained.")?;
    /// assert_eq!(graph.document().id, "harbour");
    /// # }
    /// # Ok::<(), relata::Error>(())
    /// ```
    pub fn document_id(mut self, id: impl Into<String>) -> Self {
        self.options.document.id = id.into();
        self
    }

    /// The IRI under which the graph's IRIs lie, ending in `/` or `#`; `https://example.org/` by default.
    ///
    /// ```
    /// # #[cfg(feature = "embedded-model")] {
    /// let extractor = relata::Extractor::builder().base_iri("https://news.example/").build()?;
    /// let iris = extractor.extract("Greta Lund left.")?.entity_iris().expect("they are IRIs");
    /// assert_eq!(iris, ["https://news.example/entity/greta-lund"]);
    /// # }
    /// # Ok::<(), relata::Error>(())
    /// ```
    pub fn base_iri(mut self, iri: impl Into<String>) -> Self {
        self.options.document.base_iri = iri.into();
        self
    }

    /// The date of publication, `YYYY-MM-DD`, that *on Friday* is placed against; by default the one of the text's
    /// dateline, if it has one with its year.
    ///
    /// ```
    /// # #[cfg(feature = "embedded-model")] {
    /// let extractor = relata::Extractor::builder().published("2026-05-04").build()?;
    /// let graph = extractor.extract("Greta Lund left in April.")?;
    /// let time = graph.relations().find_map(|relation| relation.time).expect("it is placed");
    /// assert_eq!(time.start.map(|start| start.date().to_string()).as_deref(), Some("2026-04-01"));
    /// assert!(relata::Extractor::builder().published("May 4").build().is_err());
    /// # }
    /// # Ok::<(), relata::Error>(())
    /// ```
    pub fn published(mut self, date: impl Into<String>) -> Self {
        self.options.document.published = Some(date.into());
        self
    }

    /// The document's own IRI, such as the address it was published under; made of base IRI and id by default. For
    /// [`Extractor::extract`] alone: of several documents each has its own ([`Document::iri`](crate::Document::iri)).
    ///
    /// ```
    /// # #[cfg(feature = "embedded-model")] {
    /// let extractor = relata::Extractor::builder().document_iri("https://news.example/harbour").build()?;
    /// assert_eq!(extractor.extract("It rained.")?.document().iri.as_deref(), Some("https://news.example/harbour"));
    /// # }
    /// # Ok::<(), relata::Error>(())
    /// ```
    pub fn document_iri(mut self, iri: impl Into<String>) -> Self {
        self.options.document.iri = Some(iri.into());
        self
    }

    /// The document's headline; none by default.
    ///
    /// ```
    /// # #[cfg(feature = "embedded-model")] {
    /// let extractor = relata::Extractor::builder().title("Rain").build()?;
    /// assert_eq!(extractor.extract("It rained.")?.document().title.as_deref(), Some("Rain"));
    /// # }
    /// # Ok::<(), relata::Error>(())
    /// ```
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.options.document.title = Some(title.into());
        self
    }

    /// Who published the document; none by default.
    ///
    /// ```
    /// # #[cfg(feature = "embedded-model")] {
    /// let extractor = relata::Extractor::builder().publisher("Harbour Courier").build()?;
    /// assert_eq!(extractor.extract("It rained.")?.document().publisher.as_deref(), Some("Harbour Courier"));
    /// # }
    /// # Ok::<(), relata::Error>(())
    /// ```
    pub fn publisher(mut self, name: impl Into<String>) -> Self {
        self.options.document.publisher = Some(name.into());
        self
    }

    /// Schema filter: only relations between entities of these kinds (and words); all by default.
    ///
    /// ```
    /// # #[cfg(feature = "embedded-model")] {
    /// let extractor = relata::Extractor::builder().kinds([relata::Kind::Person]).build()?;
    /// let graph = extractor.extract("Greta Lund met Olav Berg. Olav Berg visited Lisbon.")?;
    /// assert_eq!(graph.facts().map(|fact| fact.object()).collect::<Vec<_>>(), ["Olav Berg"]);
    /// # }
    /// # Ok::<(), relata::Error>(())
    /// ```
    pub fn kinds(mut self, kinds: impl IntoIterator<Item = Kind>) -> Self {
        self.options.kinds = kinds.into_iter().collect();
        self
    }

    /// Schema filter: only relations with these predicates, as lemmas; all by default.
    ///
    /// ```
    /// # #[cfg(feature = "embedded-model")] {
    /// let extractor = relata::Extractor::builder().predicates(["visit"]).build()?;
    /// let graph = extractor.extract("Greta Lund met Olav Berg. Olav Berg visited Lisbon.")?;
    /// assert_eq!(graph.facts().map(|fact| fact.object()).collect::<Vec<_>>(), ["Lisbon"]);
    /// # }
    /// # Ok::<(), relata::Error>(())
    /// ```
    pub fn predicates<P: Into<String>>(mut self, predicates: impl IntoIterator<Item = P>) -> Self {
        self.options.predicates = predicates.into_iter().map(Into::into).collect();
        self
    }

    /// A table that maps predicates to properties of a vocabulary ([`Ontology`]); none by default.
    ///
    /// ```
    /// # #[cfg(feature = "embedded-model")] {
    /// use relata::{Extractor, Ontology};
    /// let extractor = Extractor::builder().ontology(Ontology::schema_org()).build()?;
    /// let graph = extractor.extract("Greta Lund was born in Lisbon.")?;
    /// let property = graph.relations().find_map(|relation| relation.property.as_ref()).expect("it is mapped");
    /// assert_eq!(property.iri, "https://schema.org/birthPlace");
    /// # }
    /// # Ok::<(), relata::Error>(())
    /// ```
    pub fn ontology(mut self, ontology: Ontology) -> Self {
        self.options.ontology = Some(ontology);
        self
    }

    /// Schema filter: only relations that the ontology maps to a property; off by default.
    ///
    /// ```
    /// # #[cfg(feature = "embedded-model")] {
    /// use relata::{Extractor, Ontology};
    /// let extractor = Extractor::builder().ontology(Ontology::schema_org()).mapped_only(true).build()?;
    /// let graph = extractor.extract("Greta Lund was born in Lisbon. She praised Olav Berg.")?;
    /// assert!(graph.relations().all(|relation| relation.property.is_some()));
    /// # }
    /// # Ok::<(), relata::Error>(())
    /// ```
    pub fn mapped_only(mut self, yes: bool) -> Self {
        self.options.mapped_only = yes;
        self
    }

    /// Leave out what is only somebody's word; off by default.
    ///
    /// ```
    /// # #[cfg(feature = "embedded-model")] {
    /// let extractor = relata::Extractor::builder().without_attributed(true).build()?;
    /// let graph = extractor.extract("Kaja Tamm said that Olav Berg sold the ferry.")?;
    /// assert!(graph.relations().all(|relation| relation.attribution.is_none()));
    /// # }
    /// # Ok::<(), relata::Error>(())
    /// ```
    pub fn without_attributed(mut self, yes: bool) -> Self {
        self.options.without_attributed = yes;
        self
    }

    /// Leave out what is planned, possible, demanded or conditional; off by default.
    ///
    /// ```
    /// # #[cfg(feature = "embedded-model")] {
    /// let extractor = relata::Extractor::builder().without_unrealised(true).build()?;
    /// assert_eq!(extractor.extract("Olav Berg may sell the ferry.")?.relations().len(), 0);
    /// # }
    /// # Ok::<(), relata::Error>(())
    /// ```
    pub fn without_unrealised(mut self, yes: bool) -> Self {
        self.options.without_unrealised = yes;
        self
    }

    /// The extractor, with the embedded English model.
    ///
    /// # Errors
    /// [`Error::Model`] where the embedded model is damaged, [`Error::Option`] where an option has an impossible value.
    ///
    /// ```
    /// assert!(relata::Extractor::builder().build().is_ok());
    /// let error = relata::Extractor::builder().base_iri("no IRI").build().unwrap_err();
    /// assert!(error.to_string().starts_with("option base_iri"));
    /// ```
    #[cfg(feature = "embedded-model")]
    pub fn build(self) -> Result<Extractor, Error> {
        self.build_with_bytes(relata_model_en::BYTES)
    }

    /// The extractor, with the model of a file.
    ///
    /// # Errors
    /// As [`ExtractorBuilder::build_with_bytes`], and where the file cannot be read.
    ///
    /// ```
    /// assert!(relata::Extractor::builder().build_with_model("no/such.relata").is_err());
    /// ```
    pub fn build_with_model(self, path: impl AsRef<Path>) -> Result<Extractor, Error> {
        let path = path.as_ref();
        let bytes = std::fs::read(path)
            .map_err(|e| LoadError::Io { path: path.display().to_string(), problem: e.to_string() })?;
        self.build_with_bytes(&bytes)
    }

    /// The extractor, with a model's bytes.
    ///
    /// # Errors
    /// [`Error::Model`] where the bytes are not a model this version can use, [`Error::Option`] where an option has an
    /// impossible value, [`Error::Rule`] where a rule cannot be used.
    ///
    /// ```
    /// let error = relata::Extractor::builder().build_with_bytes(b"no model").unwrap_err();
    /// assert_eq!(error.to_string(), "not a relata model file");
    /// ```
    pub fn build_with_bytes(self, bytes: &[u8]) -> Result<Extractor, Error> {
        let wrong = |option, problem: String| Error::Option { option, problem };
        let document = &self.options.document;
        if !is_iri(&document.base_iri) || !document.base_iri.ends_with(['/', '#']) {
            let problem = format!("{:?} is no absolute IRI that ends in / or #", document.base_iri);
            return Err(wrong("base_iri", problem));
        }
        check_document(document)?;
        let mut rules = Rules::checked()?.clone();
        for (number, text) in self.rules.iter().enumerate() {
            rules.add(Rules::parse(&format!("of text {}", number.saturating_add(1)), text)?)?;
        }
        for name in &self.without_rules {
            if !rules.leave_out(name) {
                return Err(wrong("without_rules", format!("no rule is called {name:?}")));
            }
        }
        Ok(Extractor {
            rules: Arc::new(rules),
            model: Arc::new(Model::load(bytes)?),
            limits: self.limits,
            lines: self.lines,
            merge_metonyms: self.merge_metonyms,
            options: self.options,
        })
    }
}

/// IRI and date of a document, where it has them.
pub(super) fn check_document(document: &DocumentInfo) -> Result<(), Error> {
    if let Some(iri) = document.iri.as_deref().filter(|i| !is_iri(i)) {
        return Err(Error::Option { option: "document_iri", problem: format!("{iri:?} is no absolute IRI") });
    }
    document.published.as_deref().map_or(Ok(()), check_date)
}

fn check_date(date: &str) -> Result<(), Error> {
    if is_date(date) {
        return Ok(());
    }
    Err(Error::Option { option: "published", problem: format!("{date:?} is no date YYYY-MM-DD") })
}

/// Whether the text is a date of the calendar, `YYYY-MM-DD`.
fn is_date(text: &str) -> bool {
    let mut parts = text.split('-').map(|p| (p.len(), p.parse::<u32>().ok()));
    let (Some((4, Some(year))), Some((2, Some(month))), Some((2, Some(day))), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        1..=12 => 31,
        _ => 0,
    };
    (1..=days).contains(&day)
}
