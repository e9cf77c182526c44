//! Stage 5, entities: mentions to entities, each merge with its reason.
//!
//! In: [`Mentioned`]. Out: [`Resolved`]. Knows nothing of facts or of the graph.
//!
//! The modules stand in the order of their layers, and none imports a later one: what is known of names, quotations and mentions by
//! themselves; the state of a resolution; what joins surely (`sieves`); what is excluded, settled, ranked, or a clause; the anaphors from left to right; what
//! the finished entities are called.

mod types;

mod names;
mod naming_nouns;
mod profiles;
mod quotation;

mod clusters;
mod compatible;
mod topics;

mod sieves;

mod exclusion;

mod discourse;
mod ranking;
mod settled;
mod speakers;

mod anaphora;

mod check;
mod choices;
mod description;

pub use choices::{Choice, ClauseChoice, PossibleAntecedent, choices, clause_choices, feature_names};
pub use description::countries::{CountryLink, CountryTie, country_links};
pub(crate) use description::metonyms::merge_metonyms;
pub(crate) use names::Name;
pub(crate) use quotation::{Quotations, inverted_speaker, speaker};
pub use types::{ClauseLink, ClauseReason, Entity, Link, LinkReason, Resolved};

use crate::mentions::Mentioned;
use crate::rules::Rules;

/// Decides which mentions are one entity, and describes each entity.
///
/// Multi-pass sieves, precise ones first, then pronouns and descriptions by a trained ranker; `ARCHITECTURE.md` names the files. Every mention is in exactly
/// one entity; entities come in the order of their first mentions. Two different full names are never joined.
#[must_use]
pub fn resolve(mentioned: Mentioned) -> Resolved {
    resolve_with(mentioned, Rules::english())
}

/// As [`resolve`], with rules of one's own.
#[must_use]
pub fn resolve_with(mentioned: Mentioned, rules: &Rules) -> Resolved {
    let mut clusters = sieves::sieves(&mentioned, rules);
    anaphora::anaphora(&mut clusters, &mut ());
    let described = description::describe::describe(clusters);
    described.with(mentioned)
}
