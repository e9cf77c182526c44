//! The arithmetic of inference: int8 matrix products, and the float functions around them.
//!
//! The bytes that come out do not depend on the machine: integer sums are exact, and floats are added, multiplied and
//! divided one by one in a fixed order, without fused operations and without the platform's mathematical library.
//! Each float function is written once and compiled for any processor, for vectors of 128 bits (NEON, WebAssembly), for AVX2 and for AVX-512; integer products and
//! the product of floats have implementations of their own for what the processor has.
#![expect(
    clippy::arithmetic_side_effects,
    reason = "numeric kernel: tensors have the shapes that loading has checked"
)]

mod aligned;
mod attention;
mod dispatch;
mod float;
mod instructions;
mod lanes;
#[cfg(any(target_arch = "aarch64", all(target_arch = "wasm32", target_feature = "simd128")))]
mod lanes128;
mod multiply;
mod peak;
mod product;
mod sink;
#[cfg(any(target_arch = "aarch64", all(target_arch = "wasm32", target_feature = "simd128")))]
mod vectors;

pub(crate) use aligned::Aligned;
pub(crate) use attention::{Attention, DistanceBias, attend};
pub(crate) use dispatch::{add, add_scaled, add_two, best, dot, exp, largest_of_each, layer_norm, softmax};
#[cfg(test)]
pub(crate) use instructions::FORCED;
pub use instructions::Instructions;
pub(crate) use lanes::LANES;
pub(crate) use multiply::{Grid, multiply, turn};
pub(crate) use product::{Linear, Weights};

/// The memory of rows is a multiple of this, as the widest products take them.
const ROWS: usize = 32;

/// Rows of int8 begin at multiples of this.
const STRIDE: usize = 64;

/// Rows of activations as int8 with one scale each. They are stored 128 more than they are, as the instructions for products
/// take one factor without sign.
#[derive(Clone, Debug, Default)]
pub(crate) struct Quantised {
    /// The rows, `stride` apart; what lies between and behind them means nothing.
    values: Aligned<u8>,
    /// A scale for each row, and perhaps more.
    scales: Aligned<f32>,
    rows: usize,
    width: usize,
    stride: usize,
}

impl Quantised {
    /// Rows of `width` floats, each scaled so that its largest value is 127.
    pub(crate) fn of(rows: &[f32], width: usize) -> Self {
        let mut quantised = Self::default();
        quantised.set(rows, width);
        quantised
    }

    fn resize(&mut self, rows: usize, width: usize) {
        (self.rows, self.width) = (rows, width.max(1));
        self.stride = self.width.next_multiple_of(STRIDE);
        self.values.grow(rows.next_multiple_of(ROWS) * self.stride);
        self.scales.grow(rows);
    }

    /// `count` rows that are int8 already, each with its scale, in the memory of what was there.
    pub(crate) fn set_rows<'r>(
        &mut self,
        rows: impl Iterator<Item = (&'r [i8], f32)>,
        count: usize,
        width: usize,
    ) {
        self.resize(count, width);
        let places = self.values.chunks_exact_mut(self.stride).zip(self.scales.iter_mut());
        for ((row, scale), (values, to)) in rows.take(count).zip(places) {
            for (to, value) in values.iter_mut().zip(row) {
                *to = value.cast_unsigned() ^ 128;
            }
            *to = scale;
        }
    }

    /// Number of rows.
    pub(crate) fn len(&self) -> usize {
        self.rows
    }

    /// As [`Quantised::of`], in the memory of what was there.
    pub(crate) fn set(&mut self, rows: &[f32], width: usize) {
        self.resize(rows.len() / width.max(1), width);
        dispatch::quantise(rows, self.width, &mut self.values, self.stride, &mut self.scales);
    }
}

/// `input × weightsᵀ + bias`, as `[rows][outputs]`.
pub(crate) fn linear(input: &Quantised, layer: &Linear) -> Aligned<f32> {
    let mut out = Aligned::default();
    linear_into(input, layer, &mut out);
    out
}

/// As [`linear`], in the memory of what was there.
pub(crate) fn linear_into<'o>(input: &Quantised, layer: &Linear, out: &'o mut Aligned<f32>) -> &'o mut [f32] {
    let out = out.room(input.len() * layer.outputs());
    layer.apply(input, &mut sink::Store { out, width: layer.outputs() });
    out
}

/// As [`linear_into`], followed by GELU in its tanh form (Hendrycks and Gimpel 2016).
pub(crate) fn linear_gelu<'o>(input: &Quantised, layer: &Linear, out: &'o mut Aligned<f32>) -> &'o mut [f32] {
    let out = out.room(input.len() * layer.outputs());
    layer.apply(input, &mut sink::Gelu { out, width: layer.outputs() });
    out
}

/// Adds `input × weightsᵀ + bias` to `out`.
pub(crate) fn linear_add(input: &Quantised, layer: &Linear, out: &mut [f32]) {
    layer.apply(input, &mut sink::Add { out, width: layer.outputs() });
}

/// For each row of `input` and each label `l` the bilinear form `vector · Wₗ · row`, as `[rows][labels]`. `layer` has the
/// rows of all `Wₗ`, one label after the other; there is a vector a row, as long as a row, a multiple of 16.
pub(crate) fn bilinear(input: &Quantised, layer: &Linear, vectors: &[f32], out: &mut [f32]) {
    let size = layer.inputs();
    let mut partial = vec![[0.0; LANES]; input.len()];
    let labels = layer.outputs() / size.max(1);
    layer.apply(input, &mut sink::Bilinear { vectors, size, partial: &mut partial, out, labels });
}
