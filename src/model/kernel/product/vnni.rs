//! Products with VNNI, of 512 or 256 bits: a tile of a few rows by a few blocks of 16 outputs is summed in registers. While the
//! rows pass, the weights of the next blocks are called for.
#![allow(unsafe_code)] // instructions the processor was asked for; loads whose bounds are checked first

use super::super::lanes::{Avx2, Avx512};
use super::{Ahead, BLOCK, Finish, Linear, Quantised, Sink};
use std::arch::x86_64::*;
use std::mem::MaybeUninit;

/// Steps of four inputs between two calls for weights.
const STEPS: usize = 8;

/// The tiles of a run of blocks: `$rows` rows at a time, and what is left.
macro_rules! tiles {
    ($tile:ident, $lanes:ty, $blocks:literal, $rows:literal or $($count:literal)*, $layer:expr, $input:expr, $sink:expr, $block:expr) => {{
        let finish = Finish::<$lanes, $blocks>::new($layer, $block);
        let calls = $input.rows.div_ceil($rows) * $layer.inputs.div_ceil(4).div_ceil(STEPS);
        let mut ahead = Ahead::new($layer, $block + $blocks, $blocks, calls);
        for row in (0..$input.rows).step_by($rows) {
            match $input.rows - row {
                $($count => $tile::<$count, $blocks>($layer, $input, $sink, [row, $block], &finish, &mut ahead),)*
                _ => $tile::<$rows, $blocks>($layer, $input, $sink, [row, $block], &finish, &mut ahead),
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
        tiles!(tile512, Avx512, 4, 6 or 1 2 3 4 5, layer, input, sink, block);
    }
    while block + 2 <= blocks {
        tiles!(tile512, Avx512, 2, 8 or 1 2 3 4 5 6 7, layer, input, sink, block);
    }
    if block < blocks {
        tiles!(tile512, Avx512, 1, 8 or 1 2 3 4 5 6 7, layer, input, sink, block);
    }
    let _ = block;
}

#[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,avx512vnni")]
#[inline]
fn tile512<const ROWS: usize, const BLOCKS: usize>(
    layer: &Linear,
    input: &Quantised,
    sink: &mut impl Sink,
    [row, block]: [usize; 2],
    finish: &Finish<Avx512, BLOCKS>,
    ahead: &mut Ahead<'_>,
) {
    let width = layer.stride;
    let values = &input.values[row * width..(row + ROWS) * width];
    let weights = &layer.weights[block * BLOCK * width..(block + BLOCKS) * BLOCK * width];
    let mut sums = [[_mm512_setzero_si512(); BLOCKS]; ROWS];
    let last = layer.inputs.div_ceil(4);
    for first in (0..last).step_by(STEPS) {
        ahead.call();
        for k in first..last.min(first + STEPS) {
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
    }
    // memory of its own, so that the sums stay in registers until here
    let mut plain = [const { MaybeUninit::<[[i32; BLOCK]; BLOCKS]>::uninit() }; ROWS];
    for (plain, sums) in plain.iter_mut().zip(sums) {
        for (b, sum) in sums.into_iter().enumerate() {
            // SAFETY: `plain` has 64 bytes for each of BLOCKS sums.
            unsafe { _mm512_storeu_si512(plain.as_mut_ptr().cast::<__m512i>().add(b).cast(), sum) };
        }
    }
    for (r, plain) in plain.iter().enumerate() {
        // SAFETY: all of it was written.
        finish.put(input, sink, row + r, unsafe { plain.assume_init_ref() });
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
        tiles!(tile256, Avx2, 1, 6 or 1 2 3 4 5, layer, input, sink, block);
    }
}

#[target_feature(enable = "avx2,avxvnni")]
#[inline]
fn tile256<const ROWS: usize, const BLOCKS: usize>(
    layer: &Linear,
    input: &Quantised,
    sink: &mut impl Sink,
    [row, block]: [usize; 2],
    finish: &Finish<Avx2, BLOCKS>,
    ahead: &mut Ahead<'_>,
) {
    let width = layer.stride;
    let values = &input.values[row * width..(row + ROWS) * width];
    let weights = &layer.weights[block * BLOCK * width..(block + BLOCKS) * BLOCK * width];
    let mut sums = [[[_mm256_setzero_si256(); 2]; BLOCKS]; ROWS];
    let last = layer.inputs.div_ceil(4);
    for first in (0..last).step_by(STEPS) {
        ahead.call();
        for k in first..last.min(first + STEPS) {
            // SAFETY: `weights` has BLOCKS times 16 · width bytes, `values` ROWS times width; 4k + 4 <= width.
            let w: [[__m256i; 2]; BLOCKS] = std::array::from_fn(|b| {
                let of_block = weights[b * BLOCK * width..].as_ptr();
                std::array::from_fn(|h| unsafe { _mm256_load_si256(of_block.add(k * 64 + h * 32).cast()) })
            });
            for (r, sums) in sums.iter_mut().enumerate() {
                // SAFETY: as above.
                let x = unsafe { values.as_ptr().add(r * width + k * 4).cast::<i32>().read_unaligned() };
                let x = _mm256_set1_epi32(x);
                for (sums, w) in sums.iter_mut().zip(w) {
                    for (sum, w) in sums.iter_mut().zip(w) {
                        *sum = _mm256_dpbusd_avx_epi32(*sum, x, w);
                    }
                }
            }
        }
    }
    // SAFETY: two registers of 256 bits are 16 numbers of 32 bits, and there is one block.
    let sums: [[[i32; BLOCK]; BLOCKS]; ROWS] = unsafe { std::mem::transmute_copy(&sums) };
    for (r, sums) in sums.iter().enumerate() {
        finish.put(input, sink, row + r, sums);
    }
}
