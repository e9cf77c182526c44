//! Stage 6, propositions: trees and entities to n-ary facts.
//!
//! In: [`Resolved`](crate::entities::Resolved). Out: [`Propositions`]. Knows nothing of graphs or formats.

mod types;

pub use types::{
    Argument, Modality, Polarity, Predicate, Proposition, PropositionKind, Propositions, Qualifier, Role,
};
