//! Between text and morphology: words to one vector each, the only pass of the network. The decoders of morphology,
//! syntax and mentions share it.

mod encoder;
mod relative;
mod subwords;

pub(crate) use encoder::{Encoder, EncoderMemory};
