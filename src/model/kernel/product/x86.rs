//! Products with AVX2 and VNNI: a tile of a few rows by one or more blocks of 16 outputs is summed in registers.
#![allow(unsafe_code)] // instructions the processor was asked for; loads whose bounds `apply` has checked

use super::{BLOCK, Linear, Quantised};
use std::arch::x86_64::*;

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

/// Writes the sums of one row and block as floats; the last block may be narrower.
#[inline(always)]
pub(super) fn finish(
    layer: &Linear,
    input: &Quantised,
    out: &mut [f32],
    row: usize,
    block: usize,
    sums: &[i32; BLOCK],
) {
    let (outputs, first) = (layer.outputs(), block * BLOCK);
    let end = outputs.min(first + BLOCK);
    let out = &mut out[row * outputs + first..row * outputs + end];
    let scale = input.scales[row];
    for (((out, sum), s), bias) in
        out.iter_mut().zip(sums).zip(&layer.scales[first..end]).zip(&layer.bias[first..end])
    {
        *out = *sum as f32 * (scale * s) + bias;
    }
}

/// For each row, what the 128 added to each weight adds to its sums.
pub(super) fn offsets(input: &Quantised) -> Vec<i32> {
    let sum = |row: &[i8]| row.iter().map(|&x| i32::from(x)).sum::<i32>();
    let rows = input.values.chunks_exact(input.width).take(input.len());
    rows.map(|row| -128 * sum(row)).collect()
}

pub(super) fn avx512_vnni(layer: &Linear, input: &Quantised, out: &mut [f32]) {
    // SAFETY: this layout is chosen only where the processor has these instructions.
    unsafe { avx512_vnni_inner(layer, input, out, &offsets(input)) }
}

#[target_feature(enable = "avx512f,avx512vnni")]
fn avx512_vnni_inner(layer: &Linear, input: &Quantised, out: &mut [f32], offsets: &[i32]) {
    let blocks = layer.outputs().div_ceil(BLOCK);
    let rows = input.scales.len();
    let mut block = 0;
    while block + 4 <= blocks {
        rows!(rows, row, 6 or 1 2 3 4 5, tile512x4 (layer, input, out, offsets, row, block));
        block += 4;
    }
    while block < blocks {
        rows!(rows, row, 6 or 1 2 3 4 5, tile512x1 (layer, input, out, offsets, row, block));
        block += 1;
    }
}

#[target_feature(enable = "avx512f,avx512vnni")]
#[inline]
fn tile512x4<const ROWS: usize>(
    l: &Linear,
    i: &Quantised,
    out: &mut [f32],
    offsets: &[i32],
    row: usize,
    block: usize,
) {
    tile512::<ROWS, 4>(l, i, out, offsets, row, block);
}

#[target_feature(enable = "avx512f,avx512vnni")]
#[inline]
fn tile512x1<const ROWS: usize>(
    l: &Linear,
    i: &Quantised,
    out: &mut [f32],
    offsets: &[i32],
    row: usize,
    block: usize,
) {
    tile512::<ROWS, 1>(l, i, out, offsets, row, block);
}

#[target_feature(enable = "avx512f,avx512vnni")]
#[inline]
fn tile512<const ROWS: usize, const BLOCKS: usize>(
    layer: &Linear,
    input: &Quantised,
    out: &mut [f32],
    offsets: &[i32],
    row: usize,
    block: usize,
) {
    let width = layer.inputs;
    let values = &input.values[row * width..(row + ROWS) * width];
    let weights = &layer.bytes[block * BLOCK * width..(block + BLOCKS) * BLOCK * width];
    let mut sums = [[_mm512_setzero_si512(); BLOCKS]; ROWS];
    for (r, sums) in sums.iter_mut().enumerate() {
        *sums = [_mm512_set1_epi32(offsets[row + r]); BLOCKS];
    }
    for k in 0..width / 4 {
        // SAFETY: `weights` has BLOCKS times 16 · width bytes, `values` ROWS times width; 4k + 4 <= width.
        let w: [__m512i; BLOCKS] = std::array::from_fn(|b| unsafe {
            _mm512_loadu_si512(weights.as_ptr().add(b * BLOCK * width + k * 64).cast())
        });
        for (r, sums) in sums.iter_mut().enumerate() {
            let x = unsafe { values.as_ptr().add(r * width + k * 4).cast::<i32>().read_unaligned() };
            let x = _mm512_set1_epi32(x);
            for (sum, w) in sums.iter_mut().zip(w) {
                *sum = _mm512_dpbusd_epi32(*sum, w, x);
            }
        }
    }
    for (r, sums) in sums.iter().enumerate() {
        for (b, sum) in sums.iter().enumerate() {
            let mut plain = [0_i32; BLOCK];
            // SAFETY: `plain` has 64 bytes.
            unsafe { _mm512_storeu_si512(plain.as_mut_ptr().cast(), *sum) };
            finish(layer, input, out, row + r, block + b, &plain);
        }
    }
}

pub(super) fn avx_vnni(layer: &Linear, input: &Quantised, out: &mut [f32]) {
    // SAFETY: this layout is chosen only where the processor has these instructions.
    unsafe { avx_vnni_inner(layer, input, out, &offsets(input)) }
}

#[target_feature(enable = "avx2,avxvnni")]
fn avx_vnni_inner(layer: &Linear, input: &Quantised, out: &mut [f32], offsets: &[i32]) {
    for block in 0..layer.outputs().div_ceil(BLOCK) {
        rows!(input.scales.len(), row, 6 or 1 2 3 4 5, tile256 (layer, input, out, offsets, row, block));
    }
}

#[target_feature(enable = "avx2,avxvnni")]
#[inline]
fn tile256<const ROWS: usize>(
    layer: &Linear,
    input: &Quantised,
    out: &mut [f32],
    offsets: &[i32],
    row: usize,
    block: usize,
) {
    let width = layer.inputs;
    let values = &input.values[row * width..(row + ROWS) * width];
    let weights = &layer.bytes[block * BLOCK * width..(block + 1) * BLOCK * width];
    let mut sums = [[_mm256_setzero_si256(); 2]; ROWS];
    for (r, sums) in sums.iter_mut().enumerate() {
        *sums = [_mm256_set1_epi32(offsets[row + r]); 2];
    }
    for k in 0..width / 4 {
        // SAFETY: `weights` has 16 · width bytes, `values` ROWS times width; 4k + 4 <= width.
        let w: [__m256i; 2] = std::array::from_fn(|h| unsafe {
            _mm256_loadu_si256(weights.as_ptr().add(k * 64 + h * 32).cast())
        });
        for (r, sums) in sums.iter_mut().enumerate() {
            let x = unsafe { values.as_ptr().add(r * width + k * 4).cast::<i32>().read_unaligned() };
            let x = _mm256_set1_epi32(x);
            for (sum, w) in sums.iter_mut().zip(w) {
                *sum = _mm256_dpbusd_avx_epi32(*sum, w, x);
            }
        }
    }
    store256(layer, input, out, row, block, &sums);
}

#[target_feature(enable = "avx2")]
#[inline]
fn store256<const ROWS: usize>(
    layer: &Linear,
    input: &Quantised,
    out: &mut [f32],
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
        finish(layer, input, out, row + r, block, &plain);
    }
}

pub(super) fn avx2(layer: &Linear, input: &Quantised, out: &mut [f32]) {
    let wide: Vec<i16> = input.values.iter().map(|&x| i16::from(x)).collect();
    // SAFETY: this layout is chosen only where the processor has these instructions.
    unsafe { avx2_inner(layer, input, out, &wide) }
}

#[target_feature(enable = "avx2")]
fn avx2_inner(layer: &Linear, input: &Quantised, out: &mut [f32], wide: &[i16]) {
    for block in 0..layer.outputs().div_ceil(BLOCK) {
        rows!(input.scales.len(), row, 4 or 1 2 3, tile_pairs (layer, input, out, wide, row, block));
    }
}

#[target_feature(enable = "avx2")]
#[inline]
fn tile_pairs<const ROWS: usize>(
    layer: &Linear,
    input: &Quantised,
    out: &mut [f32],
    wide: &[i16],
    row: usize,
    block: usize,
) {
    let width = layer.inputs;
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
    store256(layer, input, out, row, block, &sums);
}
