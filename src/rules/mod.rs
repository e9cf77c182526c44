//! Rules that a person can read: patterns over the words of a tree, each with what it does and with sentences for which it
//! must and must not fire. They stand in `data/rules`; a user adds his own ([`ExtractorBuilder::rules`](crate::ExtractorBuilder::rules)).
//!
//! ```text
//! rule nominal/team-of-player
//!   about   *the Harwick striker Ingrid Lund*: the club in front of who plays for it
//!   word    player   NOUN, lemma striker|goalkeeper|winger
//!   word    club     compound of player, kind organization
//!   word    name     appos of player, kind person
//!   fact    subject name, predicate "play for", object club, kind office
//!   fires   The Harwick striker Ingrid Lund left. => Ingrid Lund | play for | Harwick
//!   silent  The Harwick council left.
//! ```
//!
//! The first `word` is the anchor: a rule is tried where a word of the text has the tag and relation the anchor wants. Further
//! words hang on words named before or after. `docs/rules.md` lists all conditions, actions and rules.

mod bound;
mod check;
mod collection;
mod condition;
mod error;
mod index;
mod matching;
mod names;
mod read;
mod tokens;
mod types;

pub use check::RuleFailure;
pub use collection::Rules;
pub use error::{RuleError, RuleProblem};
#[cfg(feature = "rdf")]
pub(crate) use names::construction_kind;
pub use names::{CONSTRUCTIONS, Construction};
pub use types::{Applied, Example, Rule, RuleName, Stage};

pub(crate) use bound::Bound;
pub(crate) use check::check;
pub(crate) use matching::{first_match, matches};
pub(crate) use types::{Action, Effect, Identity, Slot, Target};
