//! Products with WebAssembly's vectors of 128 bits, which multiply int16 and sum pairs: weights stand in pairs of inputs and are made
//! int16 as they are loaded, once for a tile of four rows.
#![allow(unsafe_code)] // loads whose bounds are checked first

use super::super::lanes128::Lanes128;
use super::{BLOCK, Finish, Linear, Quantised, Sink};
use std::arch::wasm32::*;

/// Rows of a tile; with eight outputs their sums take half of the registers of most processors.
const ROWS: usize = 4;

/// Rows that pass all weights together: they stay in the first-level cache.
const TOGETHER: usize = 8 * ROWS;

pub(super) fn product(layer: &Linear, input: &Quantised, sink: &mut impl Sink) {
    let width = layer.stride;
    let values: Vec<i16> = input.values.iter().take(input.rows * width).map(|&x| i16::from(x)).collect();
    for first in (0..input.rows).step_by(TOGETHER) {
        let last = (first + TOGETHER).min(input.rows);
        for block in 0..layer.outputs().div_ceil(BLOCK) {
            let finish = Finish::<Lanes128, 1>::new(layer, block);
            let weights = &layer.weights[block * BLOCK * width..][..BLOCK * width];
            for row in (first..last).step_by(ROWS) {
                let values = &values[row * width..];
                let mut put = |sums: &[[i32; BLOCK]]| {
                    for (r, sums) in sums.iter().enumerate() {
                        finish.put(input, sink, row + r, std::array::from_ref(sums));
                    }
                };
                match last - row {
                    1 => put(&tile::<1>(weights, values, width)),
                    2 => put(&tile::<2>(weights, values, width)),
                    3 => put(&tile::<3>(weights, values, width)),
                    _ => put(&tile::<ROWS>(weights, values, width)),
                }
            }
        }
    }
}

/// The sums of so many rows of `values` with a block of weights, eight outputs after eight.
#[inline]
fn tile<const ROWS: usize>(weights: &[i8], values: &[i16], width: usize) -> [[i32; BLOCK]; ROWS] {
    let (weights, values) = (&weights[..BLOCK * width], &values[..ROWS * width]);
    let mut plain = [[0; BLOCK]; ROWS];
    for half in 0..2 {
        let mut sums = [[i32x4_splat(0); 2]; ROWS];
        for k in 0..width / 2 {
            // SAFETY: a pair of inputs has 32 bytes of `weights`, a half of them 16; `values` has ROWS times width numbers.
            let w: [v128; 2] = std::array::from_fn(|v| unsafe {
                i16x8_load_extend_i8x8(weights.as_ptr().add(k * 2 * BLOCK + half * BLOCK + v * 8))
            });
            for (r, sums) in sums.iter_mut().enumerate() {
                // SAFETY: as above; the instruction takes any address.
                let x = unsafe { v128_load32_splat(values.as_ptr().add(r * width + 2 * k).cast()) };
                for (sum, w) in sums.iter_mut().zip(w) {
                    *sum = i32x4_add(*sum, i32x4_dot_i16x8(x, w));
                }
            }
        }
        for (plain, sums) in plain.iter_mut().zip(sums) {
            for (v, sum) in sums.into_iter().enumerate() {
                // SAFETY: 4 numbers from a place of 0, 4, 8 or 12 of 16.
                unsafe { v128_store(plain.as_mut_ptr().add(half * 8 + v * 4).cast(), sum) };
            }
        }
    }
    plain
}
