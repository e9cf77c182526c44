//! Clauses that anaphors take up (discourse deixis: Webber 1991): which clause (`clauses`), what speaks for it (`evidence`), and whether it is taken
//! up (`deixis`).

mod clauses;
pub(in crate::entities) mod deixis;
mod evidence;
