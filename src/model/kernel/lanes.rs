//! Sixteen floats side by side, for what the processor has. All float functions are written over [`Lanes`] once; each
//! operation gives the same bits in every implementation.
#![expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "numeric kernel: tensors have the shapes that loading has checked"
)]
#![allow(unsafe_code)] // instructions that the callers in `dispatch` and `product` have asked the processor for

#[cfg(target_arch = "x86_64")]
use std::arch::x86_64::*;

/// How many there are.
pub(crate) const LANES: usize = 16;

/// Sixteen floats. The methods of the implementations for a processor may be called only where it has the
/// instructions, so that these types stay within functions that are compiled for them.
pub(super) trait Lanes: Copy {
    fn splat(x: f32) -> Self;
    fn load(from: &[f32; LANES]) -> Self;
    fn store(self, to: &mut [f32; LANES]);
    /// The sums of integers as floats, rounded to the nearest, ties to even.
    fn from_integers(one: &[i32; LANES], other: &[i32; LANES]) -> Self;
    /// The low eight bits of each.
    fn store_low_bytes(self, to: &mut [u8; LANES]);
    fn add(self, other: Self) -> Self;
    fn sub(self, other: Self) -> Self;
    fn mul(self, other: Self) -> Self;
    /// The larger of each two, `other` where that is no number or they are equal.
    fn larger(self, other: Self) -> Self;
    /// The smaller of each two, `other` where that is no number or they are equal.
    fn smaller(self, other: Self) -> Self;
    fn abs(self) -> Self;
    /// With the low bits of a float as an integer `n`: 2ⁿ.
    fn power_of_two(self) -> Self;

    /// The first `count` of them, and the others of `rest`.
    fn first(self, count: usize, rest: Self) -> Self;

    #[inline(always)]
    fn to_array(self) -> [f32; LANES] {
        let mut all = [0.0; LANES];
        self.store(&mut all);
        all
    }

    /// The sum, halves added to halves.
    #[inline(always)]
    fn total(self) -> f32 {
        fold(self.to_array(), |a, b| a + b)
    }

    /// The largest.
    #[inline(always)]
    fn most(self) -> f32 {
        fold(self.to_array(), |a, b| if a > b { a } else { b })
    }

    /// Up to 16 floats, and `rest` in place of those that are missing.
    #[inline(always)]
    fn load_part(from: &[f32], rest: f32) -> Self {
        let mut all = [rest; LANES];
        all[..from.len()].copy_from_slice(from);
        Self::load(&all)
    }

    /// Those of a row from a place on, and `rest` in place of those that are missing.
    #[inline(always)]
    fn load_from(row: &[f32], place: usize, rest: f32) -> Self {
        let from = row.get(place..).unwrap_or_default();
        match from.first_chunk() {
            Some(from) => Self::load(from),
            None => Self::load_part(from, rest),
        }
    }

    /// The first of them, as many as there is room for.
    #[inline(always)]
    fn store_part(self, to: &mut [f32]) {
        to.copy_from_slice(&self.to_array()[..to.len()]);
    }
}

#[inline(always)]
fn fold(mut all: [f32; LANES], of: impl Fn(f32, f32) -> f32) -> f32 {
    for half in [8, 4, 2, 1] {
        for i in 0..half {
            all[i] = of(all[i], all[i + half]);
        }
    }
    all[0]
}

/// For any processor.
#[derive(Clone, Copy)]
pub(super) struct Portable([f32; LANES]);

impl Portable {
    #[inline(always)]
    fn map(self, other: Self, of: impl Fn(f32, f32) -> f32) -> Self {
        Self(std::array::from_fn(|i| of(self.0[i], other.0[i])))
    }
}

impl Lanes for Portable {
    #[inline(always)]
    fn splat(x: f32) -> Self {
        Self([x; LANES])
    }
    #[inline(always)]
    fn load(from: &[f32; LANES]) -> Self {
        Self(*from)
    }
    #[inline(always)]
    fn store(self, to: &mut [f32; LANES]) {
        *to = self.0;
    }
    #[inline(always)]
    fn from_integers(one: &[i32; LANES], other: &[i32; LANES]) -> Self {
        Self(std::array::from_fn(|i| one[i].wrapping_add(other[i]) as f32))
    }
    #[inline(always)]
    fn store_low_bytes(self, to: &mut [u8; LANES]) {
        *to = self.0.map(|x| x.to_bits() as u8);
    }
    #[inline(always)]
    fn add(self, other: Self) -> Self {
        self.map(other, |a, b| a + b)
    }
    #[inline(always)]
    fn sub(self, other: Self) -> Self {
        self.map(other, |a, b| a - b)
    }
    #[inline(always)]
    fn mul(self, other: Self) -> Self {
        self.map(other, |a, b| a * b)
    }
    #[inline(always)]
    fn larger(self, other: Self) -> Self {
        self.map(other, |a, b| if a > b { a } else { b })
    }
    #[inline(always)]
    fn smaller(self, other: Self) -> Self {
        self.map(other, |a, b| if a < b { a } else { b })
    }
    #[inline(always)]
    fn abs(self) -> Self {
        Self(self.0.map(f32::abs))
    }
    #[inline(always)]
    fn first(self, count: usize, rest: Self) -> Self {
        Self(std::array::from_fn(|i| if i < count { self.0[i] } else { rest.0[i] }))
    }
    #[inline(always)]
    fn power_of_two(self) -> Self {
        Self(self.0.map(|x| f32::from_bits((x.to_bits() << 23).wrapping_add(127 << 23))))
    }
}

/// With AVX2.
#[cfg(target_arch = "x86_64")]
#[derive(Clone, Copy)]
pub(super) struct Avx2([__m256; 2]);

/// With AVX-512.
#[cfg(target_arch = "x86_64")]
#[derive(Clone, Copy)]
pub(super) struct Avx512(__m512);

/// The first `count` of 16 bits.
#[cfg(target_arch = "x86_64")]
#[inline(always)]
fn first_mask(count: usize) -> __mmask16 {
    if count < LANES { (1 << count) - 1 } else { __mmask16::MAX }
}

/// All ones in the first `count` of 16 numbers.
#[cfg(target_arch = "x86_64")]
#[inline(always)]
fn first_masks(count: usize) -> [__m256i; 2] {
    let count = i32::try_from(count).unwrap_or(i32::MAX);
    unsafe {
        let count = _mm256_set1_epi32(count);
        let (low, high) =
            (_mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7), _mm256_setr_epi32(8, 9, 10, 11, 12, 13, 14, 15));
        [_mm256_cmpgt_epi32(count, low), _mm256_cmpgt_epi32(count, high)]
    }
}

/// Halves of 16 floats joined to halves, in two vectors.
#[cfg(target_arch = "x86_64")]
macro_rules! fold256 {
    ($x:expr, $of256:ident, $of:ident) => {{
        let [low, high] = $x;
        unsafe {
            let x = $of256(low, high);
            let x = $of(_mm256_castps256_ps128(x), _mm256_extractf128_ps::<1>(x));
            let x = $of(x, _mm_movehl_ps(x, x));
            let x = $of(x, _mm_shuffle_ps::<0b_00_00_00_01>(x, x));
            _mm_cvtss_f32(x)
        }
    }};
}

// SAFETY of both: the callers are compiled for the instructions; arrays have the size that is read or written.
#[cfg(target_arch = "x86_64")]
impl Lanes for Avx2 {
    #[inline(always)]
    fn splat(x: f32) -> Self {
        Self([unsafe { _mm256_set1_ps(x) }; 2])
    }
    #[inline(always)]
    fn load(from: &[f32; LANES]) -> Self {
        let from = from.as_ptr();
        unsafe { Self([_mm256_loadu_ps(from), _mm256_loadu_ps(from.add(8))]) }
    }
    #[inline(always)]
    fn store(self, to: &mut [f32; LANES]) {
        let to = to.as_mut_ptr();
        unsafe {
            _mm256_storeu_ps(to, self.0[0]);
            _mm256_storeu_ps(to.add(8), self.0[1]);
        }
    }
    #[inline(always)]
    fn from_integers(one: &[i32; LANES], other: &[i32; LANES]) -> Self {
        let (one, other) = (one.as_ptr(), other.as_ptr());
        unsafe {
            let low = _mm256_loadu_si256(one.cast());
            let low = _mm256_add_epi32(low, _mm256_loadu_si256(other.cast()));
            let high = _mm256_loadu_si256(one.add(8).cast());
            let high = _mm256_add_epi32(high, _mm256_loadu_si256(other.add(8).cast()));
            Self([_mm256_cvtepi32_ps(low), _mm256_cvtepi32_ps(high)])
        }
    }
    #[inline(always)]
    fn store_low_bytes(self, to: &mut [u8; LANES]) {
        unsafe {
            let byte = _mm256_set1_epi32(255);
            let low = _mm256_and_si256(_mm256_castps_si256(self.0[0]), byte);
            let high = _mm256_and_si256(_mm256_castps_si256(self.0[1]), byte);
            // in each half four of the first eight, then four of the last eight
            let words = _mm256_packus_epi32(low, high);
            let words = _mm256_permute4x64_epi64::<0b_11_01_10_00>(words);
            let bytes = _mm_packus_epi16(_mm256_castsi256_si128(words), _mm256_extracti128_si256::<1>(words));
            _mm_storeu_si128(to.as_mut_ptr().cast(), bytes);
        }
    }
    #[inline(always)]
    fn add(self, other: Self) -> Self {
        unsafe { Self([_mm256_add_ps(self.0[0], other.0[0]), _mm256_add_ps(self.0[1], other.0[1])]) }
    }
    #[inline(always)]
    fn sub(self, other: Self) -> Self {
        unsafe { Self([_mm256_sub_ps(self.0[0], other.0[0]), _mm256_sub_ps(self.0[1], other.0[1])]) }
    }
    #[inline(always)]
    fn mul(self, other: Self) -> Self {
        unsafe { Self([_mm256_mul_ps(self.0[0], other.0[0]), _mm256_mul_ps(self.0[1], other.0[1])]) }
    }
    #[inline(always)]
    fn larger(self, other: Self) -> Self {
        unsafe { Self([_mm256_max_ps(self.0[0], other.0[0]), _mm256_max_ps(self.0[1], other.0[1])]) }
    }
    #[inline(always)]
    fn smaller(self, other: Self) -> Self {
        unsafe { Self([_mm256_min_ps(self.0[0], other.0[0]), _mm256_min_ps(self.0[1], other.0[1])]) }
    }
    #[inline(always)]
    fn abs(self) -> Self {
        let mask = unsafe { _mm256_castsi256_ps(_mm256_set1_epi32(i32::MAX)) };
        Self(self.0.map(|x| unsafe { _mm256_and_ps(x, mask) }))
    }
    #[inline(always)]
    fn first(self, count: usize, rest: Self) -> Self {
        let [low, high] = first_masks(count);
        unsafe {
            Self([
                _mm256_blendv_ps(rest.0[0], self.0[0], _mm256_castsi256_ps(low)),
                _mm256_blendv_ps(rest.0[1], self.0[1], _mm256_castsi256_ps(high)),
            ])
        }
    }
    #[inline(always)]
    fn load_part(from: &[f32], rest: f32) -> Self {
        let count = from.len().min(LANES);
        let [low, high] = first_masks(count);
        let from = from.as_ptr();
        // a place that the mask leaves out is not read
        let read =
            unsafe { Self([_mm256_maskload_ps(from, low), _mm256_maskload_ps(from.wrapping_add(8), high)]) };
        read.first(count, Self::splat(rest))
    }
    #[inline(always)]
    fn store_part(self, to: &mut [f32]) {
        let masks = first_masks(to.len().min(LANES));
        for (h, (mask, half)) in masks.into_iter().zip(self.0).enumerate() {
            // a place that the mask leaves out is not written
            unsafe { _mm256_maskstore_ps(to.as_mut_ptr().wrapping_add(8 * h), mask, half) };
        }
    }
    #[inline(always)]
    fn power_of_two(self) -> Self {
        Self(self.0.map(|x| unsafe {
            let n = _mm256_slli_epi32::<23>(_mm256_castps_si256(x));
            _mm256_castsi256_ps(_mm256_add_epi32(n, _mm256_set1_epi32(127 << 23)))
        }))
    }
    #[inline(always)]
    fn total(self) -> f32 {
        fold256!(self.0, _mm256_add_ps, _mm_add_ps)
    }
    #[inline(always)]
    fn most(self) -> f32 {
        fold256!(self.0, _mm256_max_ps, _mm_max_ps)
    }
}

/// Halves of 16 floats joined to halves. A closure in place of the instruction's name would be called, not inlined.
#[cfg(target_arch = "x86_64")]
macro_rules! fold512 {
    ($x:expr, $of:ident) => {{
        let x = $x;
        unsafe {
            let x = $of(x, _mm512_shuffle_f32x4::<0b_00_00_11_10>(x, x));
            let x = $of(x, _mm512_shuffle_f32x4::<0b_00_00_00_01>(x, x));
            let x = $of(x, _mm512_permute_ps::<0b_00_00_11_10>(x));
            let x = $of(x, _mm512_permute_ps::<0b_00_00_00_01>(x));
            _mm512_cvtss_f32(x)
        }
    }};
}

#[cfg(target_arch = "x86_64")]
impl Lanes for Avx512 {
    #[inline(always)]
    fn splat(x: f32) -> Self {
        Self(unsafe { _mm512_set1_ps(x) })
    }
    #[inline(always)]
    fn load(from: &[f32; LANES]) -> Self {
        Self(unsafe { _mm512_loadu_ps(from.as_ptr()) })
    }
    #[inline(always)]
    fn store(self, to: &mut [f32; LANES]) {
        unsafe { _mm512_storeu_ps(to.as_mut_ptr(), self.0) };
    }
    #[inline(always)]
    fn from_integers(one: &[i32; LANES], other: &[i32; LANES]) -> Self {
        unsafe {
            let one = _mm512_loadu_si512(one.as_ptr().cast());
            let other = _mm512_loadu_si512(other.as_ptr().cast());
            Self(_mm512_cvtepi32_ps(_mm512_add_epi32(one, other)))
        }
    }
    #[inline(always)]
    fn store_low_bytes(self, to: &mut [u8; LANES]) {
        unsafe {
            let bytes = _mm512_cvtepi32_epi8(_mm512_castps_si512(self.0));
            _mm_storeu_si128(to.as_mut_ptr().cast(), bytes);
        }
    }
    #[inline(always)]
    fn add(self, other: Self) -> Self {
        Self(unsafe { _mm512_add_ps(self.0, other.0) })
    }
    #[inline(always)]
    fn sub(self, other: Self) -> Self {
        Self(unsafe { _mm512_sub_ps(self.0, other.0) })
    }
    #[inline(always)]
    fn mul(self, other: Self) -> Self {
        Self(unsafe { _mm512_mul_ps(self.0, other.0) })
    }
    #[inline(always)]
    fn larger(self, other: Self) -> Self {
        Self(unsafe { _mm512_max_ps(self.0, other.0) })
    }
    #[inline(always)]
    fn smaller(self, other: Self) -> Self {
        Self(unsafe { _mm512_min_ps(self.0, other.0) })
    }
    #[inline(always)]
    fn abs(self) -> Self {
        Self(unsafe { _mm512_abs_ps(self.0) })
    }
    #[inline(always)]
    fn first(self, count: usize, rest: Self) -> Self {
        Self(unsafe { _mm512_mask_mov_ps(rest.0, first_mask(count), self.0) })
    }
    #[inline(always)]
    fn load_part(from: &[f32], rest: f32) -> Self {
        // a place that the mask leaves out is not read
        let rest = Self::splat(rest).0;
        Self(unsafe { _mm512_mask_loadu_ps(rest, first_mask(from.len()), from.as_ptr()) })
    }
    #[inline(always)]
    fn store_part(self, to: &mut [f32]) {
        // a place that the mask leaves out is not written
        unsafe { _mm512_mask_storeu_ps(to.as_mut_ptr(), first_mask(to.len()), self.0) };
    }
    #[inline(always)]
    fn power_of_two(self) -> Self {
        unsafe {
            let n = _mm512_slli_epi32::<23>(_mm512_castps_si512(self.0));
            Self(_mm512_castsi512_ps(_mm512_add_epi32(n, _mm512_set1_epi32(127 << 23))))
        }
    }
    #[inline(always)]
    fn total(self) -> f32 {
        fold512!(self.0, _mm512_add_ps)
    }
    #[inline(always)]
    fn most(self) -> f32 {
        fold512!(self.0, _mm512_max_ps)
    }
}
