//! A user's vocabulary: which predicates are which property, which are symmetric, which are another's converse.

use super::PropositionKind;
use crate::iri::is_iri;
use crate::mentions::Kind;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};
use std::collections::BTreeMap;

/// What is wrong with a table.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OntologyError {
    /// The table is no TOML, or has fields that are not known; the message names the line.
    #[error("the table of an ontology: {0}")]
    Syntax(#[from] toml::de::Error),
    /// An IRI is not one, after its prefix was resolved.
    #[error("the table of an ontology, line {line}: {iri:?} is no absolute IRI and has no known prefix")]
    Iri {
        /// The IRI as the table has it.
        iri: String,
        /// Its line, counted from 1.
        line: usize,
    },
    /// The table does not say what a prefix stands for.
    #[error(
        "the table of an ontology, line {line}: the prefix of {iri:?} is not in [prefixes], which {}",
        among(known)
    )]
    Prefix {
        /// The IRI as the table has it.
        iri: String,
        /// Its line, counted from 1.
        line: usize,
        /// The prefixes that the table has.
        known: Vec<String>,
    },
}

/// What a table has, in words.
fn among(known: &[String]) -> String {
    if known.is_empty() { "has none".to_owned() } else { format!("has {}", known.join(", ")) }
}

/// A table from predicates and kinds of arguments to properties, read from TOML.
///
/// ```toml
/// symmetric = ["ally"]
///
/// [prefixes]
/// ex = "https://example.org/terms/"
///
/// [[property]]
/// iri = "ex:employer"
/// patterns = [
///     { predicates = ["work"], prepositions = ["for"], subject = ["person"], object = ["organization"] },
///     { predicates = ["employ"], object = ["person"], inverse = true },
/// ]
///
/// [[converse]]          # *A employs B* is read as *B work for A*
/// predicate = "employ"
/// becomes = "work"
/// label = "works for"
/// ```
///
/// A field that is left out of a pattern fits anything. A relation takes the first pattern it fits.
///
/// ```
/// # #[cfg(feature = "embedded-model")] {
/// use relata::{Extractor, propositions::Ontology};
/// let extractor = Extractor::builder().ontology(Ontology::schema_org()).mapped_only(true).build()?;
/// let graph = extractor.extract("Greta Lund married Olav Berg in Oslo. She forgot the weather.")?;
/// let facts: Vec<_> = graph.relations().collect();
/// assert_eq!(facts.len(), 1);
/// assert_eq!(facts[0].property.as_ref().map(|p| p.iri.as_str()), Some("https://schema.org/spouse"));
/// # }
/// # Ok::<(), relata::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ontology {
    /// Prefixes of IRIs.
    #[serde(default)]
    prefixes: BTreeMap<String, String>,
    /// Predicates whose subject and object can change places, beside those the crate knows.
    #[serde(default)]
    symmetric: Vec<String>,
    #[serde(default)]
    converse: Vec<Converse>,
    #[serde(default, rename = "property")]
    properties: Vec<Entry>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    iri: String,
    /// Whether the IRI is a class of acts.
    #[serde(default)]
    action: bool,
    #[serde(default)]
    patterns: Vec<Pattern>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Pattern {
    predicates: Vec<String>,
    prepositions: Vec<String>,
    subject: Vec<ArgumentKind>,
    object: Vec<ArgumentKind>,
    constructions: Vec<PropositionKind>,
    inverse: bool,
}

/// The kind of an argument: of an entity, or a text that is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
enum ArgumentKind {
    Entity(Kind),
    Text(TextKind),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum TextKind {
    Text,
}

impl<'de> Deserialize<'de> for ArgumentKind {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        if name == "text" {
            return Ok(Self::Text(TextKind::Text));
        }
        name.parse().map(Self::Entity).map_err(|error| D::Error::custom(format!("{error}, text")))
    }
}

/// A predicate that says with its arguments exchanged what another says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Converse {
    /// The predicate that is not wanted, as a lemma.
    pub predicate: String,
    /// The predicate it becomes, with subject and object exchanged.
    pub becomes: String,
    /// What a person reads on the edge then.
    pub label: String,
}

/// A property a relation was mapped to.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Property {
    /// Its IRI, absolute.
    pub iri: String,
    /// Whether it leads from the relation's object to its subject (*A founded B*: B `schema:founder` A).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub inverse: bool,
    /// Whether it is no property but a class of acts (`schema:VoteAction`): what the relation is, with its subject as agent.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub action: bool,
}

/// What patterns are compared with.
#[derive(Clone, Copy, Debug)]
pub struct RelationShape<'r> {
    /// The predicate's lemma.
    pub predicate: &'r str,
    /// The preposition before the object, in lower case; empty where there is none.
    pub preposition: &'r str,
    /// The subject's kind.
    pub subject: Kind,
    /// The object's kind; `None` for a text.
    pub object: Option<Kind>,
    /// The construction the relation was read from.
    pub construction: PropositionKind,
}

impl Ontology {
    /// The table that is shipped: schema.org, where it fits. `data/ontologies/schema.toml` in the repository.
    #[must_use]
    pub fn schema_org() -> Self {
        // a test reads the file and finds no fault
        Self::from_toml(include_str!("../../data/ontologies/schema.toml")).unwrap_or_default()
    }

    /// Reads a table.
    ///
    /// # Errors
    /// [`OntologyError`] where it is no TOML of this form or an IRI is not absolute.
    pub fn from_toml(text: &str) -> Result<Self, OntologyError> {
        let mut table: Self = toml::from_str(text)?;
        for property in &mut table.properties {
            let iri = &property.iri;
            let line =
                || text.lines().take_while(|line| !line.contains(iri.as_str())).count().saturating_add(1);
            let resolved = match iri.split_once(':').map(|(prefix, rest)| (table.prefixes.get(prefix), rest))
            {
                Some((Some(start), rest)) => format!("{start}{rest}"),
                // a scheme without an authority is more likely a prefix that was forgotten
                Some((None, rest)) if !rest.starts_with("//") && !iri.starts_with("urn:") => {
                    let known = table.prefixes.keys().cloned().collect();
                    return Err(OntologyError::Prefix { iri: iri.clone(), line: line(), known });
                }
                _ => iri.clone(),
            };
            if !is_iri(&resolved) {
                return Err(OntologyError::Iri { iri: iri.clone(), line: line() });
            }
            property.iri = resolved;
        }
        table.prefixes.clear();
        Ok(table)
    }

    /// This table with the entries of another behind its own: what both fit, this one decides.
    #[must_use]
    pub fn extended(mut self, other: Self) -> Self {
        self.symmetric.extend(other.symmetric);
        self.converse.extend(other.converse);
        self.properties.extend(other.properties);
        self
    }

    /// The property of a relation, if a pattern fits it.
    #[must_use]
    pub fn property(&self, relation: RelationShape<'_>) -> Option<Property> {
        self.properties.iter().find_map(|entry| {
            let pattern = entry.patterns.iter().find(|p| p.fits(relation))?;
            Some(Property { iri: entry.iri.clone(), inverse: pattern.inverse, action: entry.action })
        })
    }

    /// Whether the table says that subject and object of the predicate can change places.
    #[must_use]
    pub fn is_symmetric(&self, predicate: &str) -> bool {
        self.symmetric.iter().any(|p| p == predicate)
    }

    /// What the predicate becomes with its arguments exchanged, if the table wants that.
    #[must_use]
    pub fn converse(&self, predicate: &str) -> Option<&Converse> {
        self.converse.iter().find(|c| c.predicate == predicate)
    }
}

impl Pattern {
    fn fits(&self, relation: RelationShape<'_>) -> bool {
        let word = |words: &[String], word: &str| words.is_empty() || words.iter().any(|w| w == word);
        // *deputy finance minister* is a *minister*, too
        let head = relation.predicate.rsplit(' ').next().unwrap_or_default();
        let kind = |kinds: &[ArgumentKind], kind: Option<Kind>| {
            let found = kind.map_or(ArgumentKind::Text(TextKind::Text), ArgumentKind::Entity);
            kinds.is_empty() || kinds.contains(&found)
        };
        (word(&self.predicates, relation.predicate) || word(&self.predicates, head))
            && word(&self.prepositions, relation.preposition)
            && kind(&self.subject, Some(relation.subject))
            && kind(&self.object, relation.object)
            && (self.constructions.is_empty() || self.constructions.contains(&relation.construction))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(
        predicate: &'static str,
        preposition: &'static str,
        subject: Kind,
        object: Option<Kind>,
    ) -> RelationShape<'static> {
        RelationShape { predicate, preposition, subject, object, construction: PropositionKind::Clause }
    }

    #[test]
    fn relations_take_the_first_pattern_that_fits() {
        let table = Ontology::from_toml(include_str!("../../data/ontologies/schema.toml"))
            .expect("the shipped table is right");
        assert_eq!(table, Ontology::schema_org());
        let (person, organization, place) = (Kind::Person, Some(Kind::Organization), Some(Kind::Place));
        let cases = [
            (shape("marry", "", person, Some(person)), Some(("spouse", false))),
            (shape("marry", "in", person, place), None),
            (shape("found", "", person, organization), Some(("founder", true))),
            (shape("work", "for", person, organization), Some(("worksFor", false))),
            (shape("work", "with", person, organization), None),
            (shape("bear", "in", person, place), Some(("birthPlace", false))),
            (shape("bear", "in", person, Some(Kind::Time)), Some(("birthDate", false))),
            (shape("role", "", person, None), Some(("jobTitle", false))),
            (shape("young brother", "of", person, Some(person)), Some(("sibling", false))),
            (shape("resemble", "", person, Some(person)), None),
        ];
        for (relation, expected) in cases {
            let expected = expected.map(|(name, inverse)| Property {
                iri: format!("https://schema.org/{name}"),
                inverse,
                action: false,
            });
            assert_eq!(table.property(relation), expected, "{relation:?}");
        }
        let office = RelationShape {
            construction: PropositionKind::Office,
            ..shape("spokesman", "of", person, organization)
        };
        assert_eq!(table.property(office).map(|p| p.iri).as_deref(), Some("https://schema.org/worksFor"));
    }

    #[test]
    fn a_wrong_table_says_what_is_wrong() {
        let problem = |text: &str| Ontology::from_toml(text).expect_err("it is wrong").to_string();
        assert!(
            problem("[[property]]\niri = \"x:spouse\"\npatterns = [{ predicate = [\"marry\"] }]")
                .contains("predicate")
        );
        assert!(problem("[[property]]\niri = \"no iri\"").contains("line 2: \"no iri\""));
        let kind =
            problem("[[property]]\niri = \"https://a.example/b\"\npatterns = [{ subject = [\"hero\"] }]");
        assert!(
            kind.contains("line 3") && kind.contains("\"hero\"") && kind.contains("organization"),
            "{kind}"
        );
        let prefix =
            problem("[prefixes]\nschema = \"https://schema.org/\"\n[[property]]\niri = \"scheme:spouse\"");
        assert!(prefix.contains("line 4") && prefix.contains("has schema"), "{prefix}");
        assert!(Ontology::from_toml("[[property]]\niri = \"urn:example:spouse\"").is_ok());
    }
}
