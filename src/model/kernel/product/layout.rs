//! Where the weights of a product stand in memory.
//!
//! Portable: row after row, each with zeros up to a multiple of [`STRIDE`]. VNNI, AMX and NEON: for each block of 16 outputs
//! and each 4 inputs, 16 times 4 numbers. WebAssembly: the same with each 2 inputs, NEON with products of matrices with each 8.
//! AVX2: with each 4, in numbers of four bits that are multiplied after they have been summed.

use super::{BLOCK, Instructions, STRIDE, Weights};
use crate::model::kernel::Aligned;

/// Columns of a row whose products with numbers of four bits are summed as int16: in each of two halves 16 products of at most
/// 255 · 8, which is below 2¹⁵.
pub(super) const GROUP: usize = 32;

/// Weights in their places.
#[derive(Debug)]
pub(super) struct Layout {
    pub(super) weights: Aligned<i8>,
    /// AVX2: for each block, each 32 inputs and each plane, 16 times the multiple of an output, twice.
    pub(super) multiples: Aligned<i16>,
    /// AVX2: how many times a group of 32 inputs stands there: once if its weights are multiples of four bits each, twice if
    /// they are eight bits, of which the upper ones count 16 times.
    pub(super) planes: usize,
}

impl Layout {
    /// The outputs are `padded` with zeros.
    pub(super) fn new(instructions: Instructions, weights: Weights<'_>, padded: usize) -> Self {
        let stride = weights.inputs.next_multiple_of(STRIDE);
        match instructions {
            Instructions::Portable => Self::rows(weights, padded, stride),
            Instructions::Avx2 => Self::planes(weights, padded, stride),
            Instructions::Simd128 => Self::runs(weights, padded, stride, 2),
            Instructions::NeonI8mm => Self::runs(weights, padded, stride, 8),
            _ => Self::runs(weights, padded, stride, 4),
        }
    }

    fn rows(weights: Weights<'_>, padded: usize, stride: usize) -> Self {
        let mut laid = Aligned::zeros(padded * stride);
        let rows = weights.values.chunks_exact(weights.inputs.max(1));
        for (row, to) in rows.zip(laid.chunks_exact_mut(stride.max(1))) {
            to[..row.len()].copy_from_slice(row);
        }
        Self { weights: laid, multiples: Aligned::default(), planes: 1 }
    }

    /// For each block and each run of `count` inputs, those of one output after the other.
    fn runs(weights: Weights<'_>, padded: usize, stride: usize, count: usize) -> Self {
        let mut laid = Aligned::zeros(padded * stride);
        for (output, row) in weights.values.chunks_exact(weights.inputs.max(1)).enumerate() {
            let block = &mut laid[output / BLOCK * BLOCK * stride..][..BLOCK * stride];
            for (run, to) in row.chunks(count).zip(block.chunks_exact_mut(count * BLOCK)) {
                to[output % BLOCK * count..][..run.len()].copy_from_slice(run);
            }
        }
        Self { weights: laid, multiples: Aligned::default(), planes: 1 }
    }

    fn planes(weights: Weights<'_>, padded: usize, stride: usize) -> Self {
        let (groups, of_row) = (stride / GROUP, weights.inputs.div_ceil(GROUP));
        let planes = if weights.multiples.is_empty() { 2 } else { 1 };
        let mut laid = Aligned::zeros(padded * stride * planes);
        let mut multiples = Aligned::zeros(padded * groups * planes * 2);
        for (output, row) in weights.values.chunks_exact(weights.inputs.max(1)).enumerate() {
            for (group, columns) in row.chunks(GROUP).enumerate() {
                let multiple = weights.multiples.get(output * of_row + group);
                for plane in 0..planes {
                    let place = (output / BLOCK * groups + group) * planes + plane;
                    let multiple = match multiple {
                        Some(&multiple) => i16::from(multiple),
                        None if plane == 0 => 16,
                        None => 1,
                    };
                    multiples[place * 2 * BLOCK + output % BLOCK * 2..][..2].fill(multiple);
                    let block = &mut laid[place * BLOCK * GROUP..][..BLOCK * GROUP];
                    for (i, &weight) in columns.iter().enumerate() {
                        let lower = ((i16::from(weight) + 8) & 15) - 8;
                        let step = match (planes, plane) {
                            (1, _) => i16::from(weight).checked_div(multiple).unwrap_or(0),
                            (_, 0) => (i16::from(weight) - lower) / 16,
                            _ => lower,
                        };
                        block[i / 4 * 4 * BLOCK + output % BLOCK * 4 + i % 4] = step as i8;
                    }
                }
            }
        }
        Self { weights: laid, multiples, planes }
    }
}
