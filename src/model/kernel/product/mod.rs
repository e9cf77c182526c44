//! Int8 matrix products. Weights are laid out for the processor when a model is loaded; every layout gives the same sums.
#![expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "numeric kernel: tensors have the shapes that loading has checked"
)]

#[cfg(all(target_arch = "x86_64", target_os = "linux"))]
mod amx;
#[cfg(target_arch = "x86_64")]
mod x86;

use super::lanes::{LANES, Lanes, Portable};
use super::sink::Sink;
use super::{Aligned, Quantised, STRIDE};

/// The instructions a product uses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Instructions {
    #[default]
    Portable,
    #[cfg(target_arch = "x86_64")]
    Avx2,
    #[cfg(target_arch = "x86_64")]
    AvxVnni,
    #[cfg(target_arch = "x86_64")]
    Avx512Vnni,
    #[cfg(all(target_arch = "x86_64", target_os = "linux"))]
    Amx,
}

impl Instructions {
    /// All this processor has, the best last.
    pub(super) fn available() -> Vec<Self> {
        let mut found = vec![Self::Portable];
        if super::dispatch::portable_only() {
            return found;
        }
        #[cfg(target_arch = "x86_64")]
        {
            use std::arch::is_x86_feature_detected as has;
            found.extend(has!("avx2").then_some(Self::Avx2));
            found.extend((has!("avx2") && has!("avxvnni")).then_some(Self::AvxVnni));
            let vnni = super::dispatch::has_avx512() && has!("avx512vnni");
            found.extend(vnni.then_some(Self::Avx512Vnni));
            #[cfg(target_os = "linux")]
            found.extend((vnni && amx::is_available()).then_some(Self::Amx));
        }
        found
    }
}

/// Outputs that are computed side by side.
const BLOCK: usize = LANES;

/// A weight matrix `[outputs][inputs]` of int8 with one scale a row, and a bias a row.
#[derive(Clone, Debug, Default)]
pub(crate) struct Linear {
    instructions: Instructions,
    /// Portable: row after row. VNNI, AMX: for each block of 16 outputs and each 4 inputs, 16 times 4 numbers.
    weights: Aligned<i8>,
    /// AVX2: for each block of 16 outputs and each 2 inputs, 16 times 2 numbers.
    pairs: Aligned<i16>,
    /// VNNI: what the 128 added to each input adds to an output's sums, negated.
    corrections: Vec<i32>,
    /// A scale for each output, and zeros up to whole blocks.
    scales: Vec<f32>,
    /// A bias for each output, and zeros up to whole blocks.
    bias: Vec<f32>,
    inputs: usize,
    /// The inputs, and zeros up to a multiple of [`STRIDE`].
    stride: usize,
    outputs: usize,
}

impl Linear {
    /// Lays `weights`, row after row, out for this processor. An empty `bias` is none.
    pub(crate) fn new(weights: &[i8], scales: Vec<f32>, bias: Vec<f32>, inputs: usize) -> Self {
        let best = Instructions::available().last().copied().unwrap_or_default();
        Self::with(best, weights, scales, bias, inputs)
    }

    pub(super) fn with(
        instructions: Instructions,
        weights: &[i8],
        mut scales: Vec<f32>,
        mut bias: Vec<f32>,
        inputs: usize,
    ) -> Self {
        let outputs = scales.len();
        let (padded, stride) = (outputs.next_multiple_of(BLOCK), inputs.next_multiple_of(STRIDE));
        scales.resize(padded, 0.0);
        bias.resize(padded, 0.0);
        let mut layer = Self { instructions, scales, bias, inputs, stride, outputs, ..Self::default() };
        // the numbers of a row, `step` at a time, to their places in blocks of 16 outputs
        let spread = |step: usize, put: &mut dyn FnMut(usize, &[i8])| {
            for (output, row) in weights.chunks_exact(inputs.max(1)).enumerate() {
                let (block, lane) = (output / BLOCK * BLOCK * stride, output % BLOCK * step);
                for (k, group) in row.chunks(step).enumerate() {
                    put(block + k * step * BLOCK + lane, group);
                }
            }
        };
        match instructions {
            Instructions::Portable => layer.weights = Aligned::from(weights),
            #[cfg(target_arch = "x86_64")]
            Instructions::Avx2 => {
                let mut pairs = Aligned::zeros(padded * stride);
                spread(2, &mut |at, group| {
                    for (to, &w) in pairs[at..].iter_mut().zip(group) {
                        *to = i16::from(w);
                    }
                });
                layer.pairs = pairs;
            }
            #[cfg(target_arch = "x86_64")]
            _ => {
                let mut laid = Aligned::zeros(padded * stride);
                spread(4, &mut |at, group| laid[at..at + group.len()].copy_from_slice(group));
                layer.weights = laid;
                let sum = |row: &[i8]| row.iter().map(|&w| i32::from(w)).sum::<i32>();
                layer.corrections = weights.chunks_exact(inputs.max(1)).map(|row| -128 * sum(row)).collect();
                layer.corrections.resize(padded, 0);
            }
        }
        layer
    }

    pub(crate) fn outputs(&self) -> usize {
        self.outputs
    }

    pub(crate) fn inputs(&self) -> usize {
        self.inputs
    }

    /// The rows of `input × weightsᵀ + bias`, piece by piece, into `sink`. Does nothing where the sizes do not fit.
    ///
    /// For each row the pieces come in the order of the outputs.
    pub(super) fn apply(&self, input: &Quantised, sink: &mut impl Sink) {
        if input.width != self.inputs || input.rows == 0 || self.outputs == 0 || self.inputs == 0 {
            return;
        }
        // what the loops below rely on
        assert!(
            input.stride == self.stride
                && input.scales.len() >= input.rows
                && input.values.len() >= input.rows.next_multiple_of(super::ROWS) * input.stride
        );
        match self.instructions {
            Instructions::Portable => self.portable(input, sink),
            #[cfg(target_arch = "x86_64")]
            Instructions::Avx2 => x86::avx2(self, input, sink),
            #[cfg(target_arch = "x86_64")]
            Instructions::AvxVnni => x86::avx_vnni(self, input, sink),
            #[cfg(target_arch = "x86_64")]
            Instructions::Avx512Vnni => x86::avx512_vnni(self, input, sink),
            #[cfg(all(target_arch = "x86_64", target_os = "linux"))]
            Instructions::Amx => amx::product(self, input, sink),
        }
    }

    /// Rows of the input are taken in blocks, so that a block and a row of weights stay in the first-level cache.
    fn portable(&self, input: &Quantised, sink: &mut impl Sink) {
        const ROWS: usize = 32;
        let mut sums = [[0_i32; BLOCK]; ROWS];
        let blocks = input.values.chunks(ROWS * input.stride).take(input.rows.div_ceil(ROWS));
        for (at, rows) in blocks.enumerate() {
            for (block, weights) in self.weights.chunks(BLOCK * self.inputs).enumerate() {
                for (o, weights) in weights.chunks_exact(self.inputs).enumerate() {
                    for (row, sums) in rows.chunks_exact(input.stride).zip(&mut sums) {
                        let mut sum = 0_i32;
                        for (x, w) in row.iter().zip(weights) {
                            sum += i32::from(i16::from(*x) * i16::from(*w));
                        }
                        sums[o] = sum;
                    }
                }
                for (row, sums) in (at * ROWS..input.rows).zip(&sums) {
                    finish::<Portable>(self, input, sink, row, block, sums);
                }
            }
        }
    }
}

/// Gives the sums of one row and block to `sink` as floats; the last block may be narrower.
#[inline(always)]
fn finish<V: Lanes>(
    layer: &Linear,
    input: &Quantised,
    sink: &mut impl Sink,
    row: usize,
    block: usize,
    sums: &[i32; BLOCK],
) {
    let first = block * BLOCK;
    let (Some(scales), Some(bias), Some(&scale)) = (
        layer.scales.get(first..).and_then(|s| s.first_chunk::<BLOCK>()),
        layer.bias.get(first..).and_then(|s| s.first_chunk::<BLOCK>()),
        input.scales.get(row),
    ) else {
        return;
    };
    let scales = V::splat(scale).mul(V::load(scales));
    sink.put(row, first, V::from_integers(sums).mul(scales).add(V::load(bias)));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::kernel::linear;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_layout_gives_the_same_bytes(
            (rows, outputs, inputs) in (1_usize..70, 1_usize..90, 1_usize..33),
            values in prop::collection::vec(-127_i8..=127, 70 * 128),
            weights in prop::collection::vec(-127_i8..=127, 90 * 128),
        ) {
            let inputs = match rows % 5 {
                0 => inputs,
                1 => inputs.next_multiple_of(16) * 4,
                _ => inputs * 4,
            };
            let found = values.chunks_exact(inputs).take(rows).enumerate();
            let mut input = Quantised::default();
            input.set_rows(found.map(|(r, row)| (row, 0.01 + r as f32)), rows, inputs);
            let scales: Vec<f32> = (0..outputs).map(|o| 0.3 / (1 + o) as f32).collect();
            let results = Instructions::available().into_iter().map(|instructions| {
                let weights = &weights[..outputs * inputs];
                let layer = Linear::with(instructions, weights, scales.clone(), scales.clone(), inputs);
                linear(&input, &layer).iter().map(|x| x.to_bits()).collect::<Vec<_>>()
            });
            let results: Vec<_> = results.collect();
            prop_assert_eq!(results[0].len(), rows * outputs);
            for result in &results[1..] {
                prop_assert_eq!(result, &results[0]);
            }
        }
    }
}
