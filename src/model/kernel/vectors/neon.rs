//! ARM's vectors of four floats (NEON), which every 64-bit ARM has.
#![allow(unsafe_code)] // instructions that every processor of the kind has; loads and stores of arrays of the size that is read or written

use std::arch::aarch64::*;

pub(in crate::model::kernel) use std::arch::aarch64::float32x4_t as Vector;

#[inline(always)]
pub(in crate::model::kernel) fn splat(x: f32) -> Vector {
    // SAFETY: every processor of this kind has the instructions; this holds for all of this file.
    unsafe { vdupq_n_f32(x) }
}

#[inline(always)]
pub(in crate::model::kernel) fn add(a: Vector, b: Vector) -> Vector {
    unsafe { vaddq_f32(a, b) }
}

#[inline(always)]
pub(in crate::model::kernel) fn sub(a: Vector, b: Vector) -> Vector {
    unsafe { vsubq_f32(a, b) }
}

#[inline(always)]
pub(in crate::model::kernel) fn mul(a: Vector, b: Vector) -> Vector {
    unsafe { vmulq_f32(a, b) }
}

#[inline(always)]
pub(in crate::model::kernel) fn abs(a: Vector) -> Vector {
    unsafe { vabsq_f32(a) }
}

#[inline(always)]
pub(in crate::model::kernel) fn load(from: &[f32; 4]) -> Vector {
    // SAFETY: an array of 16 bytes.
    unsafe { vld1q_f32(from.as_ptr()) }
}

#[inline(always)]
pub(in crate::model::kernel) fn store(x: Vector, to: &mut [f32; 4]) {
    // SAFETY: an array of 16 bytes.
    unsafe { vst1q_f32(to.as_mut_ptr(), x) }
}

/// The larger of each two, `b` where that is no number or they are equal.
#[inline(always)]
pub(in crate::model::kernel) fn larger(a: Vector, b: Vector) -> Vector {
    unsafe { vbslq_f32(vcgtq_f32(a, b), a, b) }
}

/// The smaller of each two, `b` where that is no number or they are equal.
#[inline(always)]
pub(in crate::model::kernel) fn smaller(a: Vector, b: Vector) -> Vector {
    unsafe { vbslq_f32(vcltq_f32(a, b), a, b) }
}

/// `a` where the place, counted from `from`, is below `count`, `b` otherwise.
#[inline(always)]
pub(in crate::model::kernel) fn first(count: i32, from: i32, a: Vector, b: Vector) -> Vector {
    // SAFETY: an array of 16 bytes.
    unsafe {
        let places = vaddq_s32(vld1q_s32([0, 1, 2, 3].as_ptr()), vdupq_n_s32(from));
        vbslq_f32(vcltq_s32(places, vdupq_n_s32(count)), a, b)
    }
}

/// With the low bits of a float as an integer `n`: 2ⁿ.
#[inline(always)]
pub(in crate::model::kernel) fn power_of_two(x: Vector) -> Vector {
    unsafe {
        let n = vshlq_n_s32::<23>(vreinterpretq_s32_f32(x));
        vreinterpretq_f32_s32(vaddq_s32(n, vdupq_n_s32(127 << 23)))
    }
}

/// The sums of integers as floats, rounded to the nearest, ties to even.
#[inline(always)]
pub(in crate::model::kernel) fn from_integers(a: &[i32; 4], b: &[i32; 4]) -> Vector {
    // SAFETY: arrays of 16 bytes.
    unsafe { vcvtq_f32_s32(vaddq_s32(vld1q_s32(a.as_ptr()), vld1q_s32(b.as_ptr()))) }
}

/// The low eight bits of each.
#[inline(always)]
pub(in crate::model::kernel) fn store_low_bytes(x: [Vector; 4], to: &mut [u8; 16]) {
    // SAFETY: an array of 16 bytes.
    unsafe {
        let [a, b, c, d] = x.map(|x| vmovn_u32(vreinterpretq_u32_f32(x)));
        let (low, high) = (vmovn_u16(vcombine_u16(a, b)), vmovn_u16(vcombine_u16(c, d)));
        vst1q_u8(to.as_mut_ptr(), vcombine_u8(low, high));
    }
}

/// Four floats from a place on.
///
/// # Safety
/// They are there.
#[inline(always)]
pub(in crate::model::kernel) unsafe fn load_at(from: *const f32) -> Vector {
    unsafe { vld1q_f32(from) }
}

/// Four floats to a place.
///
/// # Safety
/// There is room.
#[inline(always)]
pub(in crate::model::kernel) unsafe fn store_at(to: *mut f32, x: Vector) {
    unsafe { vst1q_f32(to, x) }
}

#[inline(always)]
pub(in crate::model::kernel) fn zero() -> Vector {
    splat(0.0)
}
