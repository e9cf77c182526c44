//! WebAssembly's vectors of four floats (SIMD128).
#![allow(unsafe_code)] // loads and stores of arrays of the size that is read or written

use std::arch::wasm32::*;

pub(in crate::model::kernel) use std::arch::wasm32::{
    f32x4_abs as abs, f32x4_add as add, f32x4_mul as mul, f32x4_splat as splat, f32x4_sub as sub,
    v128 as Vector,
};

#[inline(always)]
pub(in crate::model::kernel) fn load(from: &[f32; 4]) -> Vector {
    // SAFETY: an array of 16 bytes.
    unsafe { v128_load(from.as_ptr().cast()) }
}

#[inline(always)]
pub(in crate::model::kernel) fn store(x: Vector, to: &mut [f32; 4]) {
    // SAFETY: an array of 16 bytes.
    unsafe { v128_store(to.as_mut_ptr().cast(), x) }
}

/// The larger of each two, `b` where that is no number or they are equal.
#[inline(always)]
pub(in crate::model::kernel) fn larger(a: Vector, b: Vector) -> Vector {
    f32x4_pmax(b, a)
}

/// The smaller of each two, `b` where that is no number or they are equal.
#[inline(always)]
pub(in crate::model::kernel) fn smaller(a: Vector, b: Vector) -> Vector {
    f32x4_pmin(b, a)
}

/// `a` where the place, counted from `from`, is below `count`, `b` otherwise.
#[inline(always)]
pub(in crate::model::kernel) fn first(count: i32, from: i32, a: Vector, b: Vector) -> Vector {
    let places = i32x4_add(i32x4(0, 1, 2, 3), i32x4_splat(from));
    v128_bitselect(a, b, i32x4_lt(places, i32x4_splat(count)))
}

/// With the low bits of a float as an integer `n`: 2ⁿ.
#[inline(always)]
pub(in crate::model::kernel) fn power_of_two(x: Vector) -> Vector {
    i32x4_add(i32x4_shl(x, 23), i32x4_splat(127 << 23))
}

/// The sums of integers as floats, rounded to the nearest, ties to even.
#[inline(always)]
pub(in crate::model::kernel) fn from_integers(a: &[i32; 4], b: &[i32; 4]) -> Vector {
    // SAFETY: arrays of 16 bytes.
    let (a, b) = unsafe { (v128_load(a.as_ptr().cast()), v128_load(b.as_ptr().cast())) };
    f32x4_convert_i32x4(i32x4_add(a, b))
}

/// The low eight bits of each.
#[inline(always)]
pub(in crate::model::kernel) fn store_low_bytes(x: [Vector; 4], to: &mut [u8; 16]) {
    let [a, b, c, d] = x.map(|x| v128_and(x, i32x4_splat(255)));
    let bytes = u8x16_narrow_i16x8(i16x8_narrow_i32x4(a, b), i16x8_narrow_i32x4(c, d));
    // SAFETY: an array of 16 bytes.
    unsafe { v128_store(to.as_mut_ptr().cast(), bytes) }
}

/// Four floats from a place on.
///
/// # Safety
/// They are there.
#[inline(always)]
pub(in crate::model::kernel) unsafe fn load_at(from: *const f32) -> Vector {
    unsafe { v128_load(from.cast()) }
}

/// Four floats to a place.
///
/// # Safety
/// There is room.
#[inline(always)]
pub(in crate::model::kernel) unsafe fn store_at(to: *mut f32, x: Vector) {
    unsafe { v128_store(to.cast(), x) }
}

#[inline(always)]
pub(in crate::model::kernel) fn zero() -> Vector {
    splat(0.0)
}
