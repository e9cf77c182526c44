//! The English model of the `relata` crate, as bytes. `MODEL.md` says how it was made and how good it is; `LICENSE.md`
//! names its sources and their licences.

/// The model file, as `relata`'s engine reads it.
///
/// ```
/// assert!(relata_model_en::BYTES.starts_with(b"RELATA"));
/// ```
pub static BYTES: &[u8] = include_bytes!("../model/english.relata");
