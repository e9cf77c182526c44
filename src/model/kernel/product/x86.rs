//! Products with AVX2 and VNNI: a tile of a few rows by one or more blocks of 16 outputs is summed in registers.
#![expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "numeric kernel: tensors have the shapes that loading has checked"
)]
#![allow(unsafe_code)] // instructions the processor was asked for; loads whose bounds `apply` has checked

use super::super::lanes::{Avx2, Avx512};
use super::{BLOCK, Linear, Quantised, Sink, finish};
use std::arch::x86_64::*;

/// Four int8 become four uint8, each 128 more, by the exclusive or with this.
const TO_UNSIGNED: i32 = 0x8080_8080_u32.cast_signed();

/// Calls `$tile::<ROWS>` for all rows, `$most` at a time and then the rest.
macro_rules! rows {
    ($rows:expr, $row:ident, $most:literal or $($count:literal)*, $tile:ident $arguments:tt) => {{
        let mut $row = 0;
        while $row + $most <= $rows {
            $tile::<$most> $arguments;
            $row += $most;
        }
        match $rows - $row {
            $($count => $tile::<$count> $arguments,)*
            _ => {}
        }
    }};
}

pub(super) fn avx512_vnni(layer: &Linear, input: &Quantised, sink: &mut impl Sink) {
    // SAFETY: this layout is chosen only where the processor has these instructions.
    unsafe { avx512_vnni_inner(layer, input, sink) }
}

#[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,avx512vnni")]
fn avx512_vnni_inner(layer: &Linear, input: &Quantised, sink: &mut impl Sink) {
    let blocks = layer.outputs().div_ceil(BLOCK);
    let rows = input.rows;
    let mut block = 0;
    while block + 4 <= blocks {
        rows!(rows, row, 6 or 1 2 3 4 5, tile512x4 (layer, input, sink, row, block));
        block += 4;
    }
    while block < blocks {
        rows!(rows, row, 6 or 1 2 3 4 5, tile512x1 (layer, input, sink, row, block));
        block += 1;
    }
}

#[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,avx512vnni")]
#[inline]
fn tile512x4<const ROWS: usize>(l: &Linear, i: &Quantised, sink: &mut impl Sink, row: usize, block: usize) {
    tile512::<ROWS, 4>(l, i, sink, row, block);
}

#[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,avx512vnni")]
#[inline]
fn tile512x1<const ROWS: usize>(l: &Linear, i: &Quantised, sink: &mut impl Sink, row: usize, block: usize) {
    tile512::<ROWS, 1>(l, i, sink, row, block);
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
    let corrections = &layer.corrections[block * BLOCK..(block + BLOCKS) * BLOCK];
    // SAFETY: `corrections` has BLOCKS times 16 numbers.
    let first: [__m512i; BLOCKS] =
        std::array::from_fn(|b| unsafe { _mm512_loadu_si512(corrections.as_ptr().add(b * BLOCK).cast()) });
    let mut sums = [first; ROWS];
    for k in 0..width / 4 {
        // SAFETY: `weights` has BLOCKS times 16 · width bytes, `values` ROWS times width; 4k + 4 <= width.
        let w: [__m512i; BLOCKS] = std::array::from_fn(|b| unsafe {
            _mm512_loadu_si512(weights.as_ptr().add(b * BLOCK * width + k * 64).cast())
        });
        for (r, sums) in sums.iter_mut().enumerate() {
            let x = unsafe { values.as_ptr().add(r * width + k * 4).cast::<i32>().read_unaligned() };
            let x = _mm512_set1_epi32(x ^ TO_UNSIGNED);
            for (sum, w) in sums.iter_mut().zip(w) {
                *sum = _mm512_dpbusd_epi32(*sum, x, w);
            }
        }
    }
    for (r, sums) in sums.iter().enumerate() {
        for (b, sum) in sums.iter().enumerate() {
            let mut plain = [0_i32; BLOCK];
            // SAFETY: `plain` has 64 bytes.
            unsafe { _mm512_storeu_si512(plain.as_mut_ptr().cast(), *sum) };
            finish::<Avx512>(layer, input, sink, row + r, block + b, &plain);
        }
    }
}

pub(super) fn avx_vnni(layer: &Linear, input: &Quantised, sink: &mut impl Sink) {
    // SAFETY: this layout is chosen only where the processor has these instructions.
    unsafe { avx_vnni_inner(layer, input, sink) }
}

#[target_feature(enable = "avx2,avxvnni")]
fn avx_vnni_inner(layer: &Linear, input: &Quantised, sink: &mut impl Sink) {
    for block in 0..layer.outputs().div_ceil(BLOCK) {
        rows!(input.rows, row, 6 or 1 2 3 4 5, tile256 (layer, input, sink, row, block));
    }
}

#[target_feature(enable = "avx2,avxvnni")]
#[inline]
fn tile256<const ROWS: usize>(
    layer: &Linear,
    input: &Quantised,
    sink: &mut impl Sink,
    row: usize,
    block: usize,
) {
    let width = layer.stride;
    let values = &input.values[row * width..(row + ROWS) * width];
    let weights = &layer.weights[block * BLOCK * width..(block + 1) * BLOCK * width];
    let corrections = &layer.corrections[block * BLOCK..(block + 1) * BLOCK];
    // SAFETY: `corrections` has 16 numbers.
    let first: [__m256i; 2] =
        std::array::from_fn(|h| unsafe { _mm256_loadu_si256(corrections.as_ptr().add(h * 8).cast()) });
    let mut sums = [first; ROWS];
    for k in 0..width / 4 {
        // SAFETY: `weights` has 16 · width bytes, `values` ROWS times width; 4k + 4 <= width.
        let w: [__m256i; 2] = std::array::from_fn(|h| unsafe {
            _mm256_loadu_si256(weights.as_ptr().add(k * 64 + h * 32).cast())
        });
        for (r, sums) in sums.iter_mut().enumerate() {
            let x = unsafe { values.as_ptr().add(r * width + k * 4).cast::<i32>().read_unaligned() };
            let x = _mm256_set1_epi32(x ^ TO_UNSIGNED);
            for (sum, w) in sums.iter_mut().zip(w) {
                *sum = _mm256_dpbusd_avx_epi32(*sum, x, w);
            }
        }
    }
    store256(layer, input, sink, row, block, &sums);
}

#[target_feature(enable = "avx2")]
#[inline]
fn store256<const ROWS: usize>(
    layer: &Linear,
    input: &Quantised,
    sink: &mut impl Sink,
    row: usize,
    block: usize,
    sums: &[[__m256i; 2]; ROWS],
) {
    for (r, [low, high]) in sums.iter().enumerate() {
        let mut plain = [0_i32; BLOCK];
        // SAFETY: `plain` has twice 32 bytes.
        unsafe {
            _mm256_storeu_si256(plain.as_mut_ptr().cast(), *low);
            _mm256_storeu_si256(plain.as_mut_ptr().add(8).cast(), *high);
        }
        finish::<Avx2>(layer, input, sink, row + r, block, &plain);
    }
}

pub(super) fn avx2(layer: &Linear, input: &Quantised, sink: &mut impl Sink) {
    let wide: Vec<i16> = input.values[..input.rows * input.stride].iter().map(|&x| i16::from(x)).collect();
    // SAFETY: this layout is chosen only where the processor has these instructions.
    unsafe { avx2_inner(layer, input, sink, &wide) }
}

#[target_feature(enable = "avx2")]
fn avx2_inner(layer: &Linear, input: &Quantised, sink: &mut impl Sink, wide: &[i16]) {
    for block in 0..layer.outputs().div_ceil(BLOCK) {
        rows!(input.rows, row, 4 or 1 2 3, tile_pairs (layer, input, sink, wide, row, block));
    }
}

#[target_feature(enable = "avx2")]
#[inline]
fn tile_pairs<const ROWS: usize>(
    layer: &Linear,
    input: &Quantised,
    sink: &mut impl Sink,
    wide: &[i16],
    row: usize,
    block: usize,
) {
    let width = layer.stride;
    let values = &wide[row * width..(row + ROWS) * width];
    let weights = &layer.pairs[block * BLOCK * width..(block + 1) * BLOCK * width];
    let mut sums = [[_mm256_setzero_si256(); 2]; ROWS];
    for k in 0..width / 2 {
        // SAFETY: `weights` has 16 · width numbers, `values` ROWS times width; 2k + 2 <= width.
        let w: [__m256i; 2] = std::array::from_fn(|h| unsafe {
            _mm256_loadu_si256(weights.as_ptr().add(k * 32 + h * 16).cast())
        });
        for (r, sums) in sums.iter_mut().enumerate() {
            let x = unsafe { values.as_ptr().add(r * width + k * 2).cast::<i32>().read_unaligned() };
            let x = _mm256_set1_epi32(x);
            for (sum, w) in sums.iter_mut().zip(w) {
                *sum = _mm256_add_epi32(*sum, _mm256_madd_epi16(w, x));
            }
        }
    }
    store256(layer, input, sink, row, block, &sums);
}
