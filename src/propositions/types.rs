//! What is known about propositions.

use crate::error::named_values;
use crate::rules::{Applied, RuleName};
use crate::span::{MentionId, PropositionId, SentenceId, WordId};
use serde::{Deserialize, Serialize};

/// Whether a proposition affirms or denies.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Polarity {
    /// It is so.
    Affirmative,
    /// It is not so.
    Negative,
}

named_values!(Polarity, "polarity");

/// How a proposition stands to reality, in the view of its source.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Modality {
    /// It is or was the case.
    Actual,
    /// It is intended or expected to be.
    Planned,
    /// It may be.
    Possible,
    /// Somebody demands it.
    Demanded,
    /// It holds on a condition.
    Conditional,
}

named_values!(Modality, "modality");

/// Whether an office is held, where the text says so.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
#[non_exhaustive]
pub enum Tenure {
    /// It is held (*the acting mayor*).
    Held,
    /// It is held no more (*the former mayor*, *was mayor until 2019*).
    Former,
    /// It is yet to be held (*the mayor-elect*).
    Future,
}

named_values!(Tenure, "tenure");

/// What an adjunct says about its proposition.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Role {
    /// When.
    Time,
    /// Where.
    Place,
    /// What for.
    Purpose,
    /// How.
    Manner,
    /// Why.
    Cause,
    /// With what.
    Instrument,
    /// For whom.
    Beneficiary,
    /// About what.
    Topic,
    /// From where.
    Source,
    /// To where.
    Destination,
    /// How much.
    Amount,
    /// With whom.
    Accompanier,
    /// On what condition.
    Condition,
    /// Anything else.
    Other,
}

named_values!(Role, "role");

/// What construction a proposition was read from.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
#[non_exhaustive]
pub enum PropositionKind {
    /// A verb with its arguments.
    Clause,
    /// A copula with noun, adjective or preposition.
    Copula,
    /// A relative clause.
    Relative,
    /// A participle that modifies a noun or the clause.
    Participle,
    /// An infinitive that shares its subject.
    Infinitive,
    /// An apposition.
    Apposition,
    /// A title before a name.
    Title,
    /// An office held for somebody (*the Kremlin's spokesman*).
    Office,
    /// A possessive.
    Possessive,
    /// A noun of an event with its arguments (*Lund's visit to Oslo*).
    EventNoun,
    /// A modifier inside an argument (*an army of 30,000 men*).
    Nested,
    /// *including*, *such as*.
    Including,
    /// *There is X*.
    Existential,
    /// An adjective or noun of a country (*the German minister*).
    Demonym,
    /// A capital that acts as its country's government (*Moscow rejected …*).
    Metonym,
}

named_values!(PropositionKind, "construction");

/// An argument: a phrase, and the mention it is, if it is one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Argument {
    /// Its head word.
    pub head: WordId,
    /// The words of the minimal complete phrase, in text order; not always contiguous.
    pub words: Vec<WordId>,
    /// The mention it is, if any.
    pub mention: Option<MentionId>,
    /// Whether it is a clause (*that peace is near*).
    pub clausal: bool,
}

/// The predicate of a proposition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Predicate {
    /// Its head word.
    pub head: WordId,
    /// The words of the verb group, in text order: auxiliaries, negation, particles, the infinitive chain; for a copula
    /// also what it predicates. Without the preposition before the object.
    pub words: Vec<WordId>,
    /// The preposition that leads to the object, if any.
    pub preposition: Vec<WordId>,
    /// Lemma of the content words, without preposition (`meet`, `co-chair`, `special envoy`).
    pub lemma: String,
    /// What a person reads on the edge (`met with`).
    pub label: String,
    /// Whether an `is` is implied that the text does not say.
    pub implied: bool,
    /// Whether the verb is passive, so that the subject suffers the act.
    pub passive: bool,
    /// Whether subject and object can change places (*met*, *married*), so that one edge says both.
    pub symmetric: bool,
    /// Whether it is an office that is held, was, or will be, where the text says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tenure: Option<Tenure>,
}

/// An adjunct of a proposition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Qualifier {
    /// What it says.
    pub role: Role,
    /// The preposition or other marker, in text order; may be empty.
    pub marker: Vec<WordId>,
    /// The phrase, without the marker.
    pub argument: Argument,
}

/// A fact: a predicate with its arguments, qualified.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Proposition {
    /// Its id, in text order.
    pub id: PropositionId,
    /// The sentence it was read from.
    pub sentence: SentenceId,
    /// The construction it was read from.
    pub kind: PropositionKind,
    /// The rule that read it: one of `data/rules`, a user's own, or one of [`CONSTRUCTIONS`](crate::rules::CONSTRUCTIONS).
    #[serde(default)]
    pub rule: RuleName,
    /// Who or what.
    pub subject: Argument,
    /// The relation.
    pub predicate: Predicate,
    /// To whom or what; `None` for an intransitive fact, which has qualifiers only.
    pub object: Option<Argument>,
    /// Adjuncts, in text order.
    pub qualifiers: Vec<Qualifier>,
    /// Affirmed or denied.
    pub polarity: Polarity,
    /// Actual, planned, ….
    pub modality: Modality,
    /// Who says so, where the article does not say it itself.
    pub attribution: Option<Argument>,
    /// Whether the article takes as true what the source says (*revealed that*, not *claimed that*).
    pub presupposed: bool,
    /// Estimated probability that the fact is right, 0 to 1.
    #[serde(deserialize_with = "crate::checked::probability")]
    pub confidence: f32,
}

/// All propositions of a document, in text order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Propositions {
    /// The propositions.
    pub(crate) all: Vec<Proposition>,
    /// The rules in data that fired here, and where.
    #[serde(default)]
    pub(crate) applied: Vec<Applied>,
}

impl Propositions {
    /// The propositions.
    #[must_use]
    pub fn all(&self) -> &[Proposition] {
        &self.all
    }

    /// The rules in data that fired here, and where.
    #[must_use]
    pub fn applied(&self) -> &[Applied] {
        &self.applied
    }
}

impl From<Vec<Proposition>> for Propositions {
    fn from(all: Vec<Proposition>) -> Self {
        Self { all, applied: Vec::new() }
    }
}

impl IntoIterator for Propositions {
    type Item = Proposition;
    type IntoIter = std::vec::IntoIter<Proposition>;

    fn into_iter(self) -> Self::IntoIter {
        self.all.into_iter()
    }
}
