//! Stage 6, propositions: trees and entities to n-ary facts.
//!
//! In: [`Resolved`](crate::entities::Resolved). Out: [`Propositions`]. Knows nothing of graphs or formats.

mod arguments;
mod attribution;
mod binary;
mod clause;
mod confidence;
mod extract;
mod modality;
mod nominal;
mod predicate;
mod qualifiers;
mod types;

pub use binary::{Extraction, binary};
pub use extract::extract;
pub use types::{
    Argument, Modality, Polarity, Predicate, Proposition, PropositionKind, Propositions, Qualifier, Role,
};
