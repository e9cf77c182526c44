//! A model's file format, its checked loading, and the arithmetic of inference. No linguistics.
