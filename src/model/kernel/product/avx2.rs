//! Products with AVX2, which sums products of bytes as int16: weights of four bits are summed over 32 inputs that way, and then
//! multiplied with what their steps are. Half of the instructions that products of int16 would take.
#![allow(unsafe_code)] // instructions the processor was asked for; loads whose bounds are checked first

use super::super::lanes::Avx2;
use super::{BLOCK, Finish, GROUP, Linear, Quantised, Sink};
use std::arch::x86_64::*;

/// Rows of a tile.
const ROWS: usize = 4;

pub(super) fn product(layer: &Linear, input: &Quantised, sink: &mut impl Sink) {
    // SAFETY: this layout is chosen only where the processor has these instructions.
    unsafe { blocks(layer, input, sink) }
}

#[target_feature(enable = "avx2")]
fn blocks(layer: &Linear, input: &Quantised, sink: &mut impl Sink) {
    for block in 0..layer.outputs().div_ceil(BLOCK) {
        let mut ahead = super::Ahead::new(layer, block + 1, 1, input.rows.div_ceil(ROWS));
        let finish = Finish::<Avx2, 1>::new(layer, block);
        for row in (0..input.rows).step_by(ROWS) {
            ahead.call();
            match input.rows - row {
                1 => tile::<1>(layer, input, sink, row, block, &finish),
                2 => tile::<2>(layer, input, sink, row, block, &finish),
                3 => tile::<3>(layer, input, sink, row, block, &finish),
                _ => tile::<ROWS>(layer, input, sink, row, block, &finish),
            }
        }
    }
}

#[target_feature(enable = "avx2")]
#[inline]
fn tile<const ROWS: usize>(
    layer: &Linear,
    input: &Quantised,
    sink: &mut impl Sink,
    row: usize,
    block: usize,
    finish: &Finish<Avx2, 1>,
) {
    let (width, steps) = (layer.stride, layer.stride / GROUP * layer.planes);
    let values = &input.values[row * width..(row + ROWS) * width];
    let weights = &layer.weights[block * steps * GROUP * BLOCK..][..steps * GROUP * BLOCK];
    let multiples = &layer.multiples[block * steps * 2 * BLOCK..][..steps * 2 * BLOCK];
    let mut sums = [[_mm256_setzero_si256(); 2]; ROWS];
    for step in 0..layer.inputs.div_ceil(GROUP) * layer.planes {
        let column = step / layer.planes * GROUP;
        let mut short = [[_mm256_setzero_si256(); 2]; ROWS];
        for k in 0..GROUP / 4 {
            // SAFETY: a step has 512 bytes of `weights`; `values` has ROWS times width bytes, and column + 32 <= width.
            let w: [__m256i; 2] = std::array::from_fn(|h| unsafe {
                _mm256_load_si256(weights.as_ptr().add(step * GROUP * BLOCK + k * 64 + h * 32).cast())
            });
            for (r, short) in short.iter_mut().enumerate() {
                // SAFETY: as above.
                let x =
                    unsafe { values.as_ptr().add(r * width + column + k * 4).cast::<i32>().read_unaligned() };
                let x = _mm256_set1_epi32(x);
                for (short, w) in short.iter_mut().zip(w) {
                    *short = _mm256_add_epi16(*short, _mm256_maddubs_epi16(x, w));
                }
            }
        }
        // SAFETY: a step has 32 numbers of `multiples`.
        let m: [__m256i; 2] = std::array::from_fn(|h| unsafe {
            _mm256_load_si256(multiples.as_ptr().add(step * 2 * BLOCK + h * BLOCK).cast())
        });
        for (sums, short) in sums.iter_mut().zip(short) {
            for (sum, (short, m)) in sums.iter_mut().zip(short.into_iter().zip(m)) {
                *sum = _mm256_add_epi32(*sum, _mm256_madd_epi16(short, m));
            }
        }
    }
    // SAFETY: two registers of 256 bits are 16 numbers of 32 bits.
    let sums: [[[i32; BLOCK]; 1]; ROWS] = unsafe { std::mem::transmute_copy(&sums) };
    for (r, sums) in sums.iter().enumerate() {
        finish.put(input, sink, row + r, sums);
    }
}
