//! Int8 matrix products. Weights are laid out for the processor when a model is loaded; every layout gives the same sums.
#![expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "numeric kernel: tensors have the shapes that loading has checked"
)]
#![allow(unsafe_code)] // an instruction that every processor of the kind has

#[cfg(all(target_arch = "x86_64", target_os = "linux"))]
mod amx;
#[cfg(target_arch = "x86_64")]
mod avx2;
mod layout;
#[cfg(target_arch = "aarch64")]
mod neon;
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod simd128;
#[cfg(target_arch = "x86_64")]
mod vnni;

use super::instructions::Instructions;
use super::lanes::{LANES, Lanes, Portable};
use super::sink::Sink;
use super::{Aligned, Quantised, STRIDE};
#[cfg(any(target_arch = "x86_64", test))]
use layout::GROUP;

/// Outputs that are computed side by side.
const BLOCK: usize = LANES;

/// Bytes of a line of a cache.
#[cfg(target_arch = "x86_64")]
const LINE: usize = 64;

/// Whether the processor and the system have Intel's matrix extensions.
#[cfg(target_arch = "x86_64")]
pub(super) fn has_amx() -> bool {
    #[cfg(target_os = "linux")]
    return amx::is_available();
    #[cfg(not(target_os = "linux"))]
    return false;
}

/// See [`amx::steps`].
#[cfg(target_arch = "x86_64")]
pub(super) fn amx_steps(count: u32) {
    #[cfg(target_os = "linux")]
    amx::steps(count);
    #[cfg(not(target_os = "linux"))]
    let _ = count;
}

/// A weight matrix `[outputs][inputs]` of int8, row after row.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Weights<'w> {
    pub(crate) values: &'w [i8],
    /// Where each value is such a multiple of a number from -7 to 7, for each 32 columns of a row; empty otherwise.
    pub(crate) multiples: &'w [u8],
    pub(crate) inputs: usize,
}

/// A weight matrix with one scale a row, and a bias a row.
#[derive(Clone, Debug, Default)]
pub(crate) struct Linear {
    instructions: Instructions,
    /// As `layout` says.
    weights: Aligned<i8>,
    /// AVX2: as `layout` says.
    #[cfg_attr(not(target_arch = "x86_64"), expect(dead_code, reason = "only AVX2 reads them"))]
    multiples: Aligned<i16>,
    /// AVX2: see [`layout::Layout`].
    #[cfg_attr(not(target_arch = "x86_64"), expect(dead_code, reason = "only AVX2 reads them"))]
    planes: usize,
    /// What the 128 that each input is more adds to an output's sums, negated, and zeros up to whole blocks.
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
    /// Lays `weights` out for this processor. An empty `bias` is none.
    pub(crate) fn new(weights: Weights<'_>, scales: Vec<f32>, bias: Vec<f32>) -> Self {
        Self::with(Instructions::used(), weights, scales, bias)
    }

    pub(super) fn with(
        instructions: Instructions,
        weights: Weights<'_>,
        mut scales: Vec<f32>,
        mut bias: Vec<f32>,
    ) -> Self {
        let (outputs, inputs) = (scales.len(), weights.inputs);
        let padded = outputs.next_multiple_of(BLOCK);
        scales.resize(padded, 0.0);
        bias.resize(padded, 0.0);
        let rows = weights.values.chunks_exact(inputs.max(1));
        let sum = |row: &[i8]| row.iter().map(|&w| i32::from(w)).sum::<i32>();
        let mut corrections: Vec<i32> = rows.map(|row| -128 * sum(row)).collect();
        corrections.resize(padded, 0);
        let layout = layout::Layout::new(instructions, weights, padded);
        let stride = inputs.next_multiple_of(STRIDE);
        let layout::Layout { weights, multiples, planes } = layout;
        Self { instructions, weights, multiples, planes, corrections, scales, bias, inputs, stride, outputs }
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
        let padded = self.outputs.next_multiple_of(BLOCK);
        assert!(
            input.stride == self.stride
                && input.scales.len() >= input.rows
                && input.values.len() >= input.rows.next_multiple_of(super::ROWS) * input.stride
                && [self.corrections.len(), self.scales.len(), self.bias.len()] == [padded; 3]
        );
        match self.instructions {
            #[cfg(target_arch = "x86_64")]
            Instructions::Avx2 => avx2::product(self, input, sink),
            #[cfg(target_arch = "x86_64")]
            Instructions::AvxVnni => vnni::product256(self, input, sink),
            #[cfg(target_arch = "x86_64")]
            Instructions::Avx512Vnni => vnni::product512(self, input, sink),
            #[cfg(all(target_arch = "x86_64", target_os = "linux"))]
            Instructions::Amx => amx::product(self, input, sink),
            #[cfg(target_arch = "aarch64")]
            Instructions::Neon | Instructions::NeonDot | Instructions::NeonI8mm => {
                neon::product(self, input, sink);
            }
            #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
            Instructions::Simd128 => simd128::product(self, input, sink),
            _ => self.portable(input, sink),
        }
    }

    /// Rows of the input are taken in blocks, so that a block and a row of weights stay in the first-level cache.
    fn portable(&self, input: &Quantised, sink: &mut impl Sink) {
        const ROWS: usize = 32;
        let mut sums = [[0_i32; BLOCK]; ROWS];
        let blocks = input.values.chunks(ROWS * input.stride).take(input.rows.div_ceil(ROWS));
        for (at, rows) in blocks.enumerate() {
            for (block, weights) in self.weights.chunks_exact(BLOCK * self.stride).enumerate() {
                for (o, weights) in weights.chunks_exact(self.stride).enumerate() {
                    for (row, sums) in rows.chunks_exact(input.stride).zip(&mut sums) {
                        sums[o] = plain_sum(row, weights);
                    }
                }
                let finish = Finish::<Portable, 1>::new(self, block);
                for (row, sums) in (at * ROWS..input.rows).zip(&sums) {
                    finish.put(input, sink, row, std::array::from_ref(sums));
                }
            }
        }
    }
}

/// The sum of products. Compilers make vectors of 16 bits of this, in which a product fits.
#[inline]
fn plain_sum(row: &[u8], weights: &[i8]) -> i32 {
    let products = row.iter().zip(weights).map(|(&x, &w)| i32::from(i16::from(x) * i16::from(w)));
    products.sum()
}

/// Calls for the weights of the next blocks, a few lines at a time, so that they are in the second-level cache when their turn
/// comes. Many lines at once would have to wait for each other.
#[cfg(target_arch = "x86_64")]
struct Ahead<'w> {
    rest: &'w [i8],
    share: usize,
}

#[cfg(target_arch = "x86_64")]
impl<'w> Ahead<'w> {
    /// For `count` blocks from `block` on, over so many calls.
    fn new(layer: &'w Linear, block: usize, count: usize, calls: usize) -> Self {
        let size = BLOCK * layer.stride * layer.planes;
        let rest = layer.weights.get(block * size..).unwrap_or_default();
        let rest = &rest[..rest.len().min(count * size)];
        Self { rest, share: rest.len().div_ceil(LINE * calls.max(1)) * LINE }
    }

    #[inline(always)]
    fn call(&mut self) {
        let (now, rest) = self.rest.split_at(self.share.min(self.rest.len()));
        self.rest = rest;
        for line in now.chunks(LINE) {
            use std::arch::x86_64::{_MM_HINT_T1, _mm_prefetch};
            // SAFETY: every processor of this kind has the instruction, and the address is one of the weights'.
            unsafe { _mm_prefetch::<_MM_HINT_T1>(line.as_ptr()) };
        }
    }
}

/// Makes floats of the sums of a few blocks that stand side by side, and gives them to a sink.
struct Finish<V, const BLOCKS: usize> {
    corrections: [[i32; BLOCK]; BLOCKS],
    scales: [V; BLOCKS],
    bias: [V; BLOCKS],
    first: usize,
}

impl<V: Lanes, const BLOCKS: usize> Finish<V, BLOCKS> {
    /// For the blocks from `block` on, which the layer has.
    #[inline(always)]
    fn new(layer: &Linear, block: usize) -> Self {
        let zeros = [V::splat(0.0); BLOCKS];
        let (mut scales, mut bias, mut corrections) = (zeros, zeros, [[0; BLOCK]; BLOCKS]);
        // no closures: they would not be compiled for the processor
        for b in 0..BLOCKS {
            let first = (block + b) * BLOCK;
            scales[b] = V::load_from(&layer.scales, first, 0.0);
            bias[b] = V::load_from(&layer.bias, first, 0.0);
            corrections[b].copy_from_slice(&layer.corrections[first..first + BLOCK]);
        }
        Self { corrections, scales, bias, first: block * BLOCK }
    }

    #[inline(always)]
    fn put(&self, input: &Quantised, sink: &mut impl Sink, row: usize, sums: &[[i32; BLOCK]; BLOCKS]) {
        let Some(&scale) = input.scales.get(row) else { return };
        let mut values = [V::splat(scale); BLOCKS];
        for b in 0..BLOCKS {
            let sums = V::from_integers(&sums[b], &self.corrections[b]);
            values[b] = sums.mul(values[b].mul(self.scales[b])).add(self.bias[b]);
        }
        sink.put(row, self.first, values);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::kernel::linear;
    use proptest::prelude::*;

    /// The bits of what each path makes of the same numbers.
    fn results(input: &Quantised, weights: Weights<'_>, scales: &[f32]) -> Vec<Vec<u32>> {
        let of_path = |instructions| {
            let layer = Linear::with(instructions, weights, scales.to_vec(), scales.to_vec());
            linear(input, &layer).iter().map(|x| x.to_bits()).collect()
        };
        Instructions::available().into_iter().map(of_path).collect()
    }

    fn quantised(values: &[i8], rows: usize, inputs: usize) -> Quantised {
        let mut input = Quantised::default();
        let found = values.chunks_exact(inputs).take(rows).enumerate();
        input.set_rows(found.map(|(r, row)| (row, 0.01 + r as f32)), rows, inputs);
        input
    }

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
            let scales: Vec<f32> = (0..outputs).map(|o| 0.3 / (1 + o) as f32).collect();
            let weights = Weights { values: &weights[..outputs * inputs], multiples: &[], inputs };
            let results = results(&quantised(&values, rows, inputs), weights, &scales);
            prop_assert_eq!(results[0].len(), rows * outputs);
            // and is what a schoolbook says
            for row in 0..rows {
                for (output, weights) in weights.values.chunks_exact(inputs).enumerate() {
                    let products = values[row * inputs..][..inputs].iter().zip(weights);
                    let sum: i32 = products.map(|(&x, &w)| i32::from(x) * i32::from(w)).sum();
                    let expected = sum as f32 * ((0.01 + row as f32) * scales[output]) + scales[output];
                    prop_assert_eq!(results[0][row * outputs + output], expected.to_bits());
                }
            }
            for result in &results[1..] {
                prop_assert_eq!(result, &results[0]);
            }
        }

        #[test]
        fn weights_of_four_bits_give_the_same_bytes(
            (rows, outputs, groups) in (1_usize..20, 1_usize..90, 1_usize..5),
            values in prop::collection::vec(prop_oneof![Just(127_i8), Just(-127), -127_i8..=127], 20 * 128),
            steps in prop::collection::vec(prop_oneof![Just(7_i8), Just(-7), -7_i8..=7], 90 * 128),
            multiples in prop::collection::vec(0_u8..=18, 90 * 4),
        ) {
            let inputs = groups * GROUP;
            let multiples = &multiples[..outputs * groups];
            let weights = steps.chunks_exact(GROUP).zip(multiples);
            let weights = weights.flat_map(|(steps, &m)| steps.iter().map(move |s| s * m.cast_signed()));
            let weights: Vec<i8> = weights.collect();
            let weights = Weights { values: &weights, multiples, inputs };
            let results = results(&quantised(&values, rows, inputs), weights, &vec![0.5; outputs]);
            for result in &results[1..] {
                prop_assert_eq!(result, &results[0]);
            }
        }
    }

    #[test]
    fn the_largest_sums_stay_whole() {
        for (value, weight) in [(127, 127), (-127, 127), (127, -127), (-127, -127), (127, -8), (127, 8)] {
            let inputs = 1024;
            let weights = Weights { values: &vec![weight; 16 * inputs], multiples: &[], inputs };
            let input = quantised(&vec![value; 3 * inputs], 3, inputs);
            for result in results(&input, weights, &[1.0; 16]) {
                let sum = f32::from(value) * f32::from(weight) * inputs as f32;
                assert_eq!(result[0], (sum * 0.01 + 1.0).to_bits());
            }
        }
    }
}
