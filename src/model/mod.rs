//! A model's file format, its checked loading, and the arithmetic of inference. No linguistics.

mod file;
pub(crate) mod kernel;

pub use file::LoadError;
pub(crate) use file::{ModelFile, Rows};
