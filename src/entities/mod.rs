//! Stage 5, entities: mentions to entities, each merge with its reason.
//!
//! In: [`Mentioned`]. Out: [`Resolved`]. Knows nothing of facts or of the graph.

mod abbreviations;
mod anaphora;
mod antecedents;
mod categories;
mod check;
mod choices;
mod clauses;
mod clusters;
mod countries;
mod describe;
mod discourse;
mod features;
mod headline;
mod identities;
mod names;
mod owners;
mod persons;
mod preferences;
mod profiles;
mod pronouns;
mod quotation;
mod ranker;
mod resolve;
mod topics;
mod types;

pub use choices::{Choice, ClauseChoice, choices, clause_choices, feature_names};
pub(crate) use countries::merge_metonyms;
pub use countries::{CountryLink, CountryTie, country_links};
pub(crate) use names::Name;
pub(crate) use quotation::{inverted_speaker, quotation, speaker};
pub use types::{ClauseLink, ClauseReason, Entity, Link, LinkReason, Resolved};

use crate::mentions::Mentioned;

/// Decides which mentions are one entity, and describes each entity.
///
/// Multi-pass sieves, precise ones first, then pronouns and descriptions by a trained ranker; `ARCHITECTURE.md` names the files. Every mention is in exactly
/// one entity; entities come in the order of their first mentions. Two different full names are never joined.
#[must_use]
pub fn resolve(mentioned: Mentioned) -> Resolved {
    let parts = describe::describe(resolve::resolve_mentions(&mentioned));
    describe::finish(mentioned, parts)
}
