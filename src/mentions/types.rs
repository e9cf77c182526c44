//! What is known about mentions.

use crate::error::named_values;
use crate::span::{MentionId, SentenceId, WordId, WordSpan};
use serde::{Deserialize, Serialize};

/// The kind of thing a mention or entity is: GUM's eleven entity types.
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
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
#[allow(missing_docs)]
pub enum Kind {
    Person,
    Organization,
    Place,
    Event,
    Time,
    Money,
    Quantity,
    Group,
    Work,
    Object,
    Abstract,
}

named_values!(Kind, "kind");

/// How a mention refers.
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
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum Form {
    /// By a proper name (*Mr. Berg*).
    Named,
    /// By a description (*the envoy*).
    Nominal,
    /// By a pronoun or possessive determiner (*he*, *their*, *who*).
    Pronoun,
}

named_values!(Form, "form of mention");

/// A run of words that refers to something. Two mentions of a sentence nest or are apart; they never cross.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mention {
    /// Its id.
    pub id: MentionId,
    /// Its sentence.
    pub sentence: SentenceId,
    /// All its words, modifiers included.
    pub span: WordSpan,
    /// The head word; of a coordination, the head of its first member.
    pub head: WordId,
    /// What it is.
    pub kind: Kind,
    /// How it refers.
    pub form: Form,
    /// The words of the name alone (no determiner, honorific, title or possessive ending), where it has one.
    pub name: Option<WordSpan>,
    /// The members, where the mention is a coordination (*Berg and Lund*); empty otherwise.
    pub members: Vec<MentionId>,
    /// How sure the network is of the kind, 0 to 1.
    #[serde(deserialize_with = "crate::checked::near_probability")]
    pub confidence: f32,
}
