//! Stage 5, entities: mentions to entities, each merge with its reason.
//!
//! In: [`Mentioned`](crate::mentions::Mentioned). Out: [`Resolved`]. Knows nothing of facts or of the graph.

mod types;

pub use types::{Entity, Link, LinkReason, Resolved};
