//! Stage 6, propositions: trees and entities to n-ary facts.
//!
//! In: [`Resolved`](crate::entities::Resolved). Out: [`Propositions`]. Knows nothing of graphs or formats.

mod acts;
mod amounts;
mod appointing;
mod arguments;
mod attribution;
mod auxiliaries;
mod binary;
mod check;
mod clause;
mod cleft;
mod complements;
mod conditions;
mod confidence;
mod control;
mod coordination;
mod denial;
mod ellipsis;
mod extract;
mod gapping;
mod lists;
mod modality;
mod modified;
mod negation;
mod nominal;
mod nominal_fact;
mod numerals;
mod objects;
mod ontology;
mod predicate;
mod qualifiers;
mod ruled;
mod standing;
mod subject;
mod tenure;
pub(crate) mod time;
mod types;
mod verb_forms;

pub(crate) use arguments::clausal;

pub use amounts::{Amount, Comparison};
pub use binary::{Extraction, binary};
pub use confidence::{Confidence, Estimate};
pub use extract::{extract, extract_with};
pub use ontology::{Converse, Ontology, OntologyError, Property, RelationShape};
pub use time::{Outlook, TimeInterval, TimeUnit};
pub use types::{
    Argument, Modality, Polarity, Predicate, Proposition, PropositionKind, Propositions, Qualifier, Role,
    Tenure,
};
