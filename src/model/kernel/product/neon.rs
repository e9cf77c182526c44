//! Products with ARM's vectors of 128 bits: sums of four products of int8 a lane (`sdot`), matrices of two rows by two outputs over
//! eight inputs (`usmmla`), or, where the processor has neither, products as int16 whose pairs are added. A tile is four rows by a
//! block of 16 outputs, summed in registers; rows that the input lacks are summed with what lies there and not used.
#![allow(unsafe_code)] // instructions the processor was asked for; loads whose bounds are checked first

use super::super::lanes128::Lanes128;
use super::{BLOCK, Finish, Instructions, Linear, Quantised, STRIDE, Sink};
use std::arch::aarch64::*;
use std::arch::asm;

/// Rows of a tile. The rows' memory is a multiple of it.
const ROWS: usize = 4;

pub(super) fn product(layer: &Linear, input: &Quantised, sink: &mut impl Sink) {
    // SAFETY: these layouts are chosen only where the processor has the instructions.
    unsafe {
        match layer.instructions {
            Instructions::NeonI8mm => blocks_i8mm(layer, input, sink),
            Instructions::NeonDot => blocks_dot(layer, input, sink),
            _ => blocks(layer, input, sink),
        }
    }
}

/// The sums of a tile, given to a sink.
#[inline(always)]
fn put(
    layer: &Linear,
    input: &Quantised,
    sink: &mut impl Sink,
    [row, block]: [usize; 2],
    sums: &[[i32; BLOCK]; ROWS],
) {
    let finish = Finish::<Lanes128, 1>::new(layer, block);
    for (row, sums) in (row..input.rows).zip(sums) {
        finish.put(input, sink, row, std::array::from_ref(sums));
    }
}

/// A function over all tiles that takes inputs with their sign, four of a row by 16 outputs a step, and one of a tile.
macro_rules! signed {
    ($blocks:ident, $tile:ident, $feature:literal, $dot:ident) => {
        #[target_feature(enable = $feature)]
        fn $blocks(layer: &Linear, input: &Quantised, sink: &mut impl Sink) {
            for block in 0..layer.outputs().div_ceil(BLOCK) {
                for row in (0..input.rows).step_by(ROWS) {
                    let sums = $tile(layer, input, row, block);
                    put(layer, input, sink, [row, block], &sums);
                }
            }
        }

        #[target_feature(enable = $feature)]
        #[inline]
        fn $tile(layer: &Linear, input: &Quantised, row: usize, block: usize) -> [[i32; BLOCK]; ROWS] {
            let width = layer.stride;
            let values = &input.values[row * width..(row + ROWS) * width];
            let weights = &layer.weights[block * BLOCK * width..(block + 1) * BLOCK * width];
            // the inputs lose the 128 that they are stored more, so that what is corrected later is added here
            let corrections = &layer.corrections[block * BLOCK..][..BLOCK];
            // SAFETY: a block has 16 corrections.
            let start: [int32x4_t; 4] =
                std::array::from_fn(|v| unsafe { vnegq_s32(vld1q_s32(corrections.as_ptr().add(4 * v))) });
            let mut sums = [start; ROWS];
            for column in (0..width).step_by(16) {
                // SAFETY: `values` has ROWS times width bytes, and column + 16 <= width, a multiple of 64.
                let x: [int8x16_t; ROWS] = std::array::from_fn(|r| unsafe {
                    let x = vld1q_u8(values.as_ptr().add(r * width + column));
                    vreinterpretq_s8_u8(veorq_u8(x, vdupq_n_u8(128)))
                });
                // SAFETY: 16 columns have 256 bytes of `weights`.
                let w = |step: usize, v: usize| unsafe {
                    vld1q_s8(weights.as_ptr().add(column * BLOCK + step * 4 * BLOCK + v * 16))
                };
                macro_rules! step {
                    ($step:literal) => {
                        for v in 0..4 {
                            let w = w($step, v);
                            for (sums, x) in sums.iter_mut().zip(x) {
                                sums[v] = $dot::<$step>(sums[v], w, x);
                            }
                        }
                    };
                }
                step!(0);
                step!(1);
                step!(2);
                step!(3);
            }
            sums.map(plain)
        }
    };
}

signed!(blocks, tile, "neon", dot_in_pairs);
signed!(blocks_dot, tile_dot, "neon,dotprod", dot);

/// Adds the products of four times four weights with the four inputs that are lane `LANE` of `x`.
#[target_feature(enable = "neon,dotprod")]
#[inline]
fn dot<const LANE: usize>(mut sum: int32x4_t, w: int8x16_t, x: int8x16_t) -> int32x4_t {
    // SAFETY: an instruction on registers.
    unsafe {
        asm!("sdot {sum:v}.4s, {w:v}.16b, {x:v}.4b[{lane}]", sum = inout(vreg) sum, w = in(vreg) w, x = in(vreg) x,
            lane = const LANE, options(pure, nomem, nostack, preserves_flags));
    }
    sum
}

/// The same without that instruction: two products of numbers up to 127 fit an int16.
#[target_feature(enable = "neon")]
#[inline]
fn dot_in_pairs<const LANE: usize>(sum: int32x4_t, w: int8x16_t, x: int8x16_t) -> int32x4_t {
    let lanes = vreinterpretq_s32_s8(x);
    let lane = match LANE {
        0 => vdupq_laneq_s32::<0>(lanes),
        1 => vdupq_laneq_s32::<1>(lanes),
        2 => vdupq_laneq_s32::<2>(lanes),
        _ => vdupq_laneq_s32::<3>(lanes),
    };
    let x = vreinterpretq_s8_s32(lane);
    let low = vmull_s8(vget_low_s8(w), vget_low_s8(x));
    vpadalq_s16(sum, vpaddq_s16(low, vmull_high_s8(w, x)))
}

/// Sixteen sums in four registers as an array.
#[inline(always)]
fn plain(sums: [int32x4_t; 4]) -> [i32; BLOCK] {
    let mut plain = [0_i32; BLOCK];
    for (v, sum) in sums.into_iter().enumerate() {
        // SAFETY: 4 numbers from a place of 0, 4, 8 or 12 of 16.
        unsafe { vst1q_s32(plain.as_mut_ptr().add(4 * v), sum) };
    }
    plain
}

#[target_feature(enable = "neon,dotprod,i8mm")]
fn blocks_i8mm(layer: &Linear, input: &Quantised, sink: &mut impl Sink) {
    for block in 0..layer.outputs().div_ceil(BLOCK) {
        for row in (0..input.rows).step_by(ROWS) {
            let sums = tile_i8mm(layer, input, row, block);
            put(layer, input, sink, [row, block], &sums);
        }
    }
}

/// Pairs of rows by pairs of outputs.
#[target_feature(enable = "neon,dotprod,i8mm")]
#[inline]
fn tile_i8mm(layer: &Linear, input: &Quantised, row: usize, block: usize) -> [[i32; BLOCK]; ROWS] {
    const { assert!(STRIDE.is_multiple_of(16)) };
    let width = layer.stride;
    let values = &input.values[row * width..(row + ROWS) * width];
    let weights = &layer.weights[block * BLOCK * width..(block + 1) * BLOCK * width];
    let mut sums = [[vdupq_n_s32(0); BLOCK / 2]; ROWS / 2];
    for column in (0..width).step_by(16) {
        // SAFETY: `values` has ROWS times width bytes, and column + 16 <= width, a multiple of 64.
        let x: [uint64x2_t; ROWS] = std::array::from_fn(|r| unsafe {
            vreinterpretq_u64_u8(vld1q_u8(values.as_ptr().add(r * width + column)))
        });
        // eight inputs of two rows, and the eight after them
        let low = [vtrn1q_u64(x[0], x[1]), vtrn1q_u64(x[2], x[3])];
        let high = [vtrn2q_u64(x[0], x[1]), vtrn2q_u64(x[2], x[3])];
        for (step, pairs) in [low, high].into_iter().enumerate() {
            for output in 0..BLOCK / 2 {
                // SAFETY: 16 columns have 256 bytes of `weights`, of which a step takes 128.
                let w = unsafe {
                    vld1q_s8(weights.as_ptr().add(column * BLOCK + step * 8 * BLOCK + output * 16))
                };
                for (sums, x) in sums.iter_mut().zip(pairs) {
                    sums[output] = matrix(sums[output], vreinterpretq_u8_u64(x), w);
                }
            }
        }
    }
    let mut rows = [[0; BLOCK]; ROWS];
    for (rows, sums) in rows.as_chunks_mut::<2>().0.iter_mut().zip(sums) {
        for (v, pair) in sums.as_chunks::<2>().0.iter().enumerate() {
            let [left, right] = pair.map(|sums| vreinterpretq_s64_s32(sums));
            for (row, sums) in rows.iter_mut().zip([vtrn1q_s64(left, right), vtrn2q_s64(left, right)]) {
                // SAFETY: 4 numbers from a place of 0, 4, 8 or 12 of 16.
                unsafe { vst1q_s32(row.as_mut_ptr().add(4 * v), vreinterpretq_s32_s64(sums)) };
            }
        }
    }
    rows
}

/// Adds two rows of eight inputs without sign times two rows of eight weights: for the first row both outputs, then for the second.
#[target_feature(enable = "neon,dotprod,i8mm")]
#[inline]
fn matrix(mut sum: int32x4_t, x: uint8x16_t, w: int8x16_t) -> int32x4_t {
    // SAFETY: an instruction on registers.
    unsafe {
        asm!("usmmla {sum:v}.4s, {x:v}.16b, {w:v}.16b", sum = inout(vreg) sum, x = in(vreg) x, w = in(vreg) w,
            options(pure, nomem, nostack, preserves_flags));
    }
    sum
}
