//! What the finished entities are: label, aliases, kind, members (`describe`, `labels`, `kinds`), and the countries behind adjectives and capitals
//! (`countries`, `metonyms`).

pub(in crate::entities) mod countries;
pub(in crate::entities) mod describe;
mod kinds;
mod labels;
pub(in crate::entities) mod metonyms;
