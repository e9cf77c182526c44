//! What is known about entities.

use crate::mentions::{Kind, Mentioned};
use crate::rules::Applied;
use crate::span::{EntityId, MentionId, WordId};
use serde::{Deserialize, Serialize};

/// Something the document speaks of, over all its mentions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entity {
    /// Its id, in the order of first mentions.
    pub id: EntityId,
    /// Its canonical name: the fullest name, or the best description.
    pub label: String,
    /// What it is.
    pub kind: Kind,
    /// Whether the text gives it a proper name.
    pub named: bool,
    /// Its other names and descriptions, without the label, each once, in text order; no pronouns.
    pub aliases: Vec<String>,
    /// Its mentions, in text order; never empty.
    pub mentions: Vec<MentionId>,
    /// Its members, where it is a group the text tells the members of (*Berg and Lund*).
    pub members: Vec<EntityId>,
    /// The clause that its mentions take up, if they do, by its predicate.
    pub clause: Option<WordId>,
}

/// Why a mention belongs to its entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum LinkReason {
    /// The same name.
    SameName,
    /// A shorter or longer form of the name (*Mr. Berg* for *Anna Berg*).
    PartOfName,
    /// An acronym of the name.
    Acronym,
    /// Name and description side by side (*Anna Berg, the envoy*).
    Apposition,
    /// The predicate of a copula (*Berg is the envoy*).
    PredicateNominative,
    /// A relative pronoun and its antecedent.
    RelativePronoun,
    /// The same description with the same head.
    SameDescription,
    /// A description whose head fits an entity named before.
    HeadMatch,
    /// A description that takes up what was told in other words, or a name told for the first time of what was only described.
    Description,
    /// A description that names the office the entity was given.
    Office,
    /// A personal, possessive, reflexive or demonstrative pronoun.
    Pronoun,
    /// *I* or *we* in a quotation, and its speaker.
    Speaker,
    /// A capital that stands for its country, where the extractor merges them.
    Metonym,
    /// Both take up the same clause.
    SameClause,
}

/// A step of the resolution: this mention was joined to the entity of an earlier decision, for that reason.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Link {
    /// The mention that was joined.
    pub mention: MentionId,
    /// The mention it was joined to.
    pub antecedent: MentionId,
    /// Why.
    pub reason: LinkReason,
    /// How sure, 0 to 1.
    #[serde(deserialize_with = "crate::checked::probability")]
    pub confidence: f32,
}

/// How a mention takes up a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum ClauseReason {
    /// *which* that comments on the clause in front of it (*Lund resigned, which angered Berg*).
    Relative,
    /// A noun behind the clause that sums it up (*Lund resigned, a move that angered Berg*).
    Apposition,
    /// A noun of the clause's verb (*Lund resigned. The resignation …*).
    Derivation,
    /// A demonstrative, *it*, or a noun such as *move* that takes up what was just said.
    Preceding,
}

/// A mention that stands for what a clause says (discourse deixis: Webber 1991).
///
/// ```
/// # #[cfg(feature = "embedded-model")] {
/// let resolved = relata::Extractor::new()?.analyze("Olav Berg sold the ferry. This angered Greta Lund.");
/// let link = resolved.clause_links()[0];
/// assert_eq!(resolved.mentioned().text(link.mention), "This");
/// assert_eq!(resolved.parsed().form(link.clause), "sold");
/// # }
/// # Ok::<(), relata::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClauseLink {
    /// The mention.
    pub mention: MentionId,
    /// The predicate of the clause: a verb, or what a copula predicates.
    pub clause: WordId,
    /// Why.
    pub reason: ClauseReason,
    /// How sure, 0 to 1.
    #[serde(deserialize_with = "crate::checked::probability")]
    pub confidence: f32,
}

/// The entity of no document.
static NOTHING: Entity = Entity {
    id: EntityId(0),
    label: String::new(),
    kind: Kind::Abstract,
    named: false,
    aliases: Vec::new(),
    mentions: Vec::new(),
    members: Vec::new(),
    clause: None,
};

/// A document with its entities: each mention belongs to exactly one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self")]
pub struct Resolved {
    /// The stage before.
    pub(crate) mentioned: Mentioned,
    /// Entities, in the order of their first mentions.
    pub(crate) entities: Vec<Entity>,
    /// For each mention, its entity.
    pub(crate) entity_of: Vec<EntityId>,
    /// The merges, in the order they were made.
    pub(crate) links: Vec<Link>,
    /// The mentions that stand for what a clause says, in the order they were found.
    pub(crate) clause_links: Vec<ClauseLink>,
    /// The rules in data that said what is one, and where.
    #[serde(default)]
    pub(crate) applied: Vec<Applied>,
}

impl Resolved {
    /// The stage before.
    #[must_use]
    pub fn mentioned(&self) -> &Mentioned {
        &self.mentioned
    }

    /// Entities, in the order of their first mentions.
    #[must_use]
    pub fn entities(&self) -> &[Entity] {
        &self.entities
    }

    /// The merges, in the order they were made.
    #[must_use]
    pub fn links(&self) -> &[Link] {
        &self.links
    }

    /// The mentions that stand for what a clause says, in the order they were found.
    #[must_use]
    pub fn clause_links(&self) -> &[ClauseLink] {
        &self.clause_links
    }

    /// The rules in data that said what is one, and where.
    #[must_use]
    pub fn applied(&self) -> &[Applied] {
        &self.applied
    }

    /// The entity with that id; one of nothing, if the id is of another document.
    #[must_use]
    pub fn entity(&self, id: EntityId) -> &Entity {
        self.entities.get(id.index()).unwrap_or(&NOTHING)
    }

    /// The entity a mention belongs to.
    #[must_use]
    pub fn entity_of(&self, mention: MentionId) -> EntityId {
        self.entity_of.get(mention.index()).copied().unwrap_or_default()
    }

    /// The parsed document.
    #[must_use]
    pub fn parsed(&self) -> &crate::syntax::Parsed {
        &self.mentioned.parsed
    }
}
