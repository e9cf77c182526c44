//! The ranker's decision of an anaphor: what it may mean (`candidates`), what speaks for each in numbers (`features`), what a small network makes
//! of them (`ranker`), whose gender is known, of two names (`preferences`), and what is chosen (`choice`).

pub(in crate::entities) mod candidates;
pub(in crate::entities) mod cataphors;
pub(in crate::entities) mod choice;
mod favourites;
pub(in crate::entities) mod features;
pub(in crate::entities) mod preferences;
pub(in crate::entities) mod ranker;
mod salience;
mod setting;
pub(in crate::entities) mod wording;
