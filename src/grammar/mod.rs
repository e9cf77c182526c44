//! What grammar says of a tree, whatever stage it is at: the ground floor of syntax, mentions, entities and propositions.
//!
//! [`Tree`] is what a tree under repair, a finished one, and one with its mentions have in common. Everything here, and every
//! rule of [`rules`](crate::rules), is written over it once.

mod denial;
mod tree;

pub(crate) use denial::{behind_denied_quantity, is_denial};
pub(crate) use tree::Tree;
