//! A model's file format, its checked loading, and the arithmetic of inference. No linguistics.

mod file;
pub(crate) mod kernel;
#[cfg(test)]
pub(crate) mod small;

pub use file::LoadError;
pub(crate) use file::{Identity, ModelFile, Rows};
pub use kernel::Instructions;
