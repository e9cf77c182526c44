//! Products with VNNI, of 512 or 256 bits: a tile of a few rows by a few blocks of 16 outputs is summed in registers. While the
//! rows pass, the weights of the next blocks are called for.
#![allow(unsafe_code)] // instructions the processor was asked for; loads whose bounds are checked first

use super::super::lanes::{Avx2, Avx512};
use super::{BLOCK, Finish, Linear, Quantised, Sink};
use std::arch::x86_64::*;

/// The tiles of a run of blocks: `$rows` rows at a time, and what is left.
macro_rules! tiles {
    ($tile:ident, $blocks:literal, $rows:literal or $($count:literal)*, $layer:expr, $input:expr, $sink:expr, $block:expr) => {{
        let mut ahead = super::Ahead::new($layer, $block + $blocks, $blocks, $input.rows.div_ceil($rows));
        for row in (0..$input.rows).step_by($rows) {
            ahead.call();
            match $input.rows - row {
                $($count => $tile::<$count, $blocks>($layer, $input, $sink, row, $block),)*
                _ => $tile::<$rows, $blocks>($layer, $input, $sink, row, $block),
            }
        }
        $block += $blocks;
    }};
}

pub(super) fn product512(layer: &Linear, input: &Quantised, sink: &mut impl Sink) {
    // SAFETY: this layout is chosen only where the processor has these instructions.
    unsafe { blocks512(layer, input, sink) }
}

#[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,avx512vnni")]
fn blocks512(layer: &Linear, input: &Quantised, sink: &mut impl Sink) {
    let blocks = layer.outputs().div_ceil(BLOCK);
    let mut block = 0;
    while block + 4 <= blocks {
        tiles!(tile512, 4, 6 or 1 2 3 4 5, layer, input, sink, block);
    }
    while block + 2 <= blocks {
        tiles!(tile512, 2, 8 or 1 2 3 4 5 6 7, layer, input, sink, block);
    }
    if block < blocks {
        tiles!(tile512, 1, 8 or 1 2 3 4 5 6 7, layer, input, sink, block);
    }
    let _ = block;
}

#[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,avx512vnni")]
#[inline]
fn tile512<const ROWS: usize, const BLOCKS: usize>(
    layer: &Linear,
    input: &Quantised,
    sink: &mut impl Sink,
    row: usize,
    block: usize,
) {
    let width = layer.stride;
    let values = &input.values[row * width..(row + ROWS) * width];
    let weights = &layer.weights[block * BLOCK * width..(block + BLOCKS) * BLOCK * width];
    let mut sums = [[_mm512_setzero_si512(); BLOCKS]; ROWS];
    for k in 0..width / 4 {
        // SAFETY: `weights` has BLOCKS times 16 · width bytes, `values` ROWS times width; 4k + 4 <= width.
        let w: [__m512i; BLOCKS] = std::array::from_fn(|b| unsafe {
            _mm512_load_si512(weights.as_ptr().add(b * BLOCK * width + k * 64).cast())
        });
        for (r, sums) in sums.iter_mut().enumerate() {
            // SAFETY: as above.
            let x = unsafe { values.as_ptr().add(r * width + k * 4).cast::<i32>().read_unaligned() };
            let x = _mm512_set1_epi32(x);
            for (sum, w) in sums.iter_mut().zip(w) {
                *sum = _mm512_dpbusd_epi32(*sum, x, w);
            }
        }
    }
    for b in 0..BLOCKS {
        let finish = Finish::<Avx512>::new(layer, block + b);
        for (r, sums) in sums.iter().enumerate() {
            let mut plain = [0_i32; BLOCK];
            // SAFETY: `plain` has 64 bytes.
            unsafe { _mm512_storeu_si512(plain.as_mut_ptr().cast(), sums[b]) };
            finish.put(input, sink, row + r, &plain);
        }
    }
}

pub(super) fn product256(layer: &Linear, input: &Quantised, sink: &mut impl Sink) {
    // SAFETY: this layout is chosen only where the processor has these instructions.
    unsafe { blocks256(layer, input, sink) }
}

#[target_feature(enable = "avx2,avxvnni")]
fn blocks256(layer: &Linear, input: &Quantised, sink: &mut impl Sink) {
    let mut block = 0;
    while block < layer.outputs().div_ceil(BLOCK) {
        tiles!(tile256, 1, 6 or 1 2 3 4 5, layer, input, sink, block);
    }
}

#[target_feature(enable = "avx2,avxvnni")]
#[inline]
fn tile256<const ROWS: usize, const BLOCKS: usize>(
    layer: &Linear,
    input: &Quantised,
    sink: &mut impl Sink,
    row: usize,
    block: usize,
) {
    let width = layer.stride;
    let values = &input.values[row * width..(row + ROWS) * width];
    let weights = &layer.weights[block * BLOCK * width..(block + 1) * BLOCK * width];
    let mut sums = [[_mm256_setzero_si256(); 2]; ROWS];
    for k in 0..width / 4 {
        // SAFETY: `weights` has 16 · width bytes, `values` ROWS times width; 4k + 4 <= width.
        let w: [__m256i; 2] = std::array::from_fn(|h| unsafe {
            _mm256_load_si256(weights.as_ptr().add(k * 64 + h * 32).cast())
        });
        for (r, sums) in sums.iter_mut().enumerate() {
            // SAFETY: as above.
            let x = unsafe { values.as_ptr().add(r * width + k * 4).cast::<i32>().read_unaligned() };
            let x = _mm256_set1_epi32(x);
            for (sum, w) in sums.iter_mut().zip(w) {
                *sum = _mm256_dpbusd_avx_epi32(*sum, x, w);
            }
        }
    }
    let finish = Finish::<Avx2>::new(layer, block);
    for (r, sums) in sums.iter().enumerate() {
        finish.put(input, sink, row + r, &super::avx2::plain(*sums));
    }
}
