//! Vectors of four floats, for processors whose vectors have 128 bits: the same functions for each kind.

#[cfg(target_arch = "aarch64")]
mod neon;
#[cfg(target_arch = "wasm32")]
mod simd128;

#[cfg(target_arch = "aarch64")]
pub(super) use neon::*;
#[cfg(target_arch = "wasm32")]
pub(super) use simd128::*;
