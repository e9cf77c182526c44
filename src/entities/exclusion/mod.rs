//! What cannot be: an antecedent that grammar or words exclude, whatever else speaks for it.

pub(in crate::entities) mod binding;
pub(in crate::entities) mod bodies;
pub(in crate::entities) mod descriptions;
pub(in crate::entities) mod owners;
pub(in crate::entities) mod pronouns;
