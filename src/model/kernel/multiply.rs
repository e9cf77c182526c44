//! The product of two matrices of floats: each sum runs over the depth in its order, so that all versions give the same
//! bytes.
#![expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "numeric kernel: tensors have the shapes that loading has checked"
)]
#![allow(unsafe_code)] // instructions the processor was asked for; loads and stores whose bounds are checked first

use super::lanes::LANES;
#[cfg(any(target_arch = "aarch64", all(target_arch = "wasm32", target_feature = "simd128")))]
use super::vectors::{self, Vector};
#[cfg(target_arch = "x86_64")]
use std::arch::x86_64::*;

/// Rows of floats, `stride` apart.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Grid<'g> {
    pub(crate) values: &'g [f32],
    pub(crate) stride: usize,
}

impl Grid<'_> {
    /// Whether a number of rows of a number of floats lies within the memory.
    fn holds(&self, rows: usize, columns: usize) -> bool {
        rows == 0 || (columns <= self.stride && (rows - 1) * self.stride + columns <= self.values.len())
    }
}

/// `a × b` into `out`, whose rows are `stride` apart; `a` is `[rows][depth]`, `b` is `[depth][columns]`.
///
/// # Panics
/// Where a size does not fit, or `columns` is no multiple of 16.
pub(crate) fn multiply(
    a: Grid<'_>,
    b: Grid<'_>,
    [rows, depth, columns]: [usize; 3],
    out: &mut [f32],
    stride: usize,
) {
    assert!(columns.is_multiple_of(LANES) && a.holds(rows, depth) && b.holds(depth, columns));
    assert!(Grid { values: out, stride }.holds(rows, columns));
    #[cfg(target_arch = "x86_64")]
    {
        let sizes = [rows, depth, columns];
        if super::dispatch::has_avx512() {
            // SAFETY: the processor has AVX-512; the bounds were checked above.
            return unsafe { avx512(a, b, sizes, out, stride) };
        }
        if super::dispatch::has_avx2() {
            // SAFETY: the processor has AVX2; the bounds were checked above.
            return unsafe { avx2(a, b, sizes, out, stride) };
        }
    }
    #[cfg(any(target_arch = "aarch64", all(target_arch = "wasm32", target_feature = "simd128")))]
    if super::dispatch::has_128_bits() {
        // SAFETY: the bounds were checked above.
        return unsafe { narrow(a, b, [rows, depth, columns], out, stride) };
    }
    portable(a, b, [rows, depth, columns], out, stride);
}

fn portable(a: Grid<'_>, b: Grid<'_>, [rows, depth, columns]: [usize; 3], out: &mut [f32], stride: usize) {
    for row in 0..rows {
        let factors = &a.values[row * a.stride..][..depth];
        for column in (0..columns).step_by(LANES) {
            let mut sums = [0.0_f32; LANES];
            for (factor, others) in factors.iter().zip(b.values.chunks(b.stride)) {
                if let Some(others) = others.get(column..).and_then(|o| o.first_chunk::<LANES>()) {
                    for i in 0..LANES {
                        sums[i] += factor * others[i];
                    }
                }
            }
            out[row * stride + column..][..LANES].copy_from_slice(&sums);
        }
    }
}

/// A tile of `$row` rows by vectors of the widths given is summed in registers.
macro_rules! version {
    ([$($attribute:meta),*], $name:ident, $tile:ident, $vector:ident, $lanes:literal, $most:literal or $($count:literal)*,
        $zero:path, $load:path, $set:path, $mul:path, $add:path, $store:path) => {
        /// # Safety
        /// The processor has the instructions, and the sizes fit.
        $(#[$attribute])*
        unsafe fn $name(a: Grid<'_>, b: Grid<'_>, [rows, depth, columns]: [usize; 3], out: &mut [f32], stride: usize) {
            let mut column = 0;
            while column < columns {
                let wide = column + 2 * $lanes <= columns;
                let mut row = 0;
                while row < rows {
                    // SAFETY: the tile lies within the three matrices.
                    unsafe {
                        let from = a.values.as_ptr().add(row * a.stride);
                        let with = b.values.as_ptr().add(column);
                        let to = out.as_mut_ptr().add(row * stride + column);
                        let strides = [a.stride, b.stride, stride];
                        match (rows - row, wide) {
                            $(($count, true) => $tile::<$count, 2>(from, with, to, strides, depth),
                            ($count, false) => $tile::<$count, 1>(from, with, to, strides, depth),)*
                            (_, true) => $tile::<$most, 2>(from, with, to, strides, depth),
                            (_, false) => $tile::<$most, 1>(from, with, to, strides, depth),
                        }
                    }
                    row += $most;
                }
                column += if wide { 2 * $lanes } else { $lanes };
            }
        }

        /// # Safety
        /// The processor has the instructions; `a` has `ROWS` rows of `depth`, `b` `depth` rows of `VECTORS` vectors,
        /// `out` `ROWS` rows of those.
        $(#[$attribute])*
        #[inline]
        unsafe fn $tile<const ROWS: usize, const VECTORS: usize>(
            a: *const f32,
            b: *const f32,
            out: *mut f32,
            [a_stride, b_stride, stride]: [usize; 3],
            depth: usize,
        ) {
            let mut sums = [[$zero(); VECTORS]; ROWS];
            for k in 0..depth {
                // SAFETY: see above.
                let others: [$vector; VECTORS] =
                    std::array::from_fn(|v| unsafe { $load(b.add(k * b_stride + v * $lanes)) });
                for (r, sums) in sums.iter_mut().enumerate() {
                    let factor = $set(unsafe { *a.add(r * a_stride + k) });
                    for (sum, other) in sums.iter_mut().zip(others) {
                        *sum = $add(*sum, $mul(factor, other));
                    }
                }
            }
            for (r, sums) in sums.iter().enumerate() {
                for (v, sum) in sums.iter().enumerate() {
                    // SAFETY: see above.
                    unsafe { $store(out.add(r * stride + v * $lanes), *sum) };
                }
            }
        }
    };
}

version!([cfg(target_arch = "x86_64"), target_feature(enable = "avx512f")], avx512, tile512, __m512, 16, 8 or 1 2 3 4 5 6 7,
    _mm512_setzero_ps, _mm512_loadu_ps, _mm512_set1_ps, _mm512_mul_ps, _mm512_add_ps, _mm512_storeu_ps);
version!([cfg(target_arch = "x86_64"), target_feature(enable = "avx2")], avx2, tile256, __m256, 8, 4 or 1 2 3,
    _mm256_setzero_ps, _mm256_loadu_ps, _mm256_set1_ps, _mm256_mul_ps, _mm256_add_ps, _mm256_storeu_ps);

version!([cfg(all(target_arch = "wasm32", target_feature = "simd128"))], narrow, tile128, Vector, 4, 4 or 1 2 3,
    vectors::zero, vectors::load_at, vectors::splat, vectors::mul, vectors::add, vectors::store_at);
version!([cfg(target_arch = "aarch64")], narrow, tile128, Vector, 4, 8 or 1 2 3 4 5 6 7,
    vectors::zero, vectors::load_at, vectors::splat, vectors::mul, vectors::add, vectors::store_at);

/// The rows of `rows` (`count` of `size` floats), times `factor`, as the columns of `out`, which has `size` rows of
/// `stride` floats. Columns up to the next multiple of 16 are written, with zeros; `stride` is such a multiple at least.
///
/// # Panics
/// Where a size does not fit.
pub(crate) fn turn(rows: Grid<'_>, [count, size]: [usize; 2], factor: f32, out: &mut [f32], stride: usize) {
    assert!(rows.holds(count, size));
    assert!(Grid { values: out, stride }.holds(size, count.next_multiple_of(LANES)));
    #[cfg(target_arch = "x86_64")]
    if super::dispatch::has_avx512() && size.is_multiple_of(LANES) {
        // SAFETY: the processor has AVX-512; the bounds were checked above.
        return unsafe { turn512(rows, [count, size], factor, out, stride) };
    }
    for column in 0..size {
        let out = &mut out[column * stride..][..count.next_multiple_of(LANES)];
        let (out, rest) = out.split_at_mut(count);
        for (row, out) in out.iter_mut().enumerate() {
            *out = rows.values[row * rows.stride + column] * factor;
        }
        rest.fill(0.0);
    }
}

/// # Safety
/// The processor has the instructions, the sizes fit, and `size` is a multiple of 16.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f")]
unsafe fn turn512(rows: Grid<'_>, [count, size]: [usize; 2], factor: f32, out: &mut [f32], stride: usize) {
    let factor = _mm512_set1_ps(factor);
    for row in (0..count).step_by(LANES) {
        for column in (0..size).step_by(LANES) {
            // SAFETY: rows below `count` and 16 columns from `column` lie within `rows`.
            let mut r: [__m512; LANES] = std::array::from_fn(|i| {
                if row + i < count {
                    let from = unsafe { rows.values.as_ptr().add((row + i) * rows.stride + column) };
                    _mm512_mul_ps(unsafe { _mm512_loadu_ps(from) }, factor)
                } else {
                    _mm512_setzero_ps()
                }
            });
            turn_square(&mut r);
            for (i, r) in r.iter().enumerate() {
                // SAFETY: 16 columns from `row` lie within `out`, whose rows have a multiple of 16.
                unsafe { _mm512_storeu_ps(out.as_mut_ptr().add((column + i) * stride + row), *r) };
            }
        }
    }
}

/// Transposes 16 by 16 floats.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f")]
#[inline]
fn turn_square(r: &mut [__m512; LANES]) {
    let doubles = |x| _mm512_castps_pd(x);
    let singles = |x| _mm512_castpd_ps(x);
    let mut t = *r;
    for i in (0..LANES).step_by(2) {
        t[i] = _mm512_unpacklo_ps(r[i], r[i + 1]);
        t[i + 1] = _mm512_unpackhi_ps(r[i], r[i + 1]);
    }
    // each 128 bits of u[4i + c] are column c of those 128 bits, of rows 4i to 4i + 3
    let mut u = t;
    for i in (0..LANES).step_by(4) {
        u[i] = singles(_mm512_unpacklo_pd(doubles(t[i]), doubles(t[i + 2])));
        u[i + 1] = singles(_mm512_unpackhi_pd(doubles(t[i]), doubles(t[i + 2])));
        u[i + 2] = singles(_mm512_unpacklo_pd(doubles(t[i + 1]), doubles(t[i + 3])));
        u[i + 3] = singles(_mm512_unpackhi_pd(doubles(t[i + 1]), doubles(t[i + 3])));
    }
    for c in 0..4 {
        let even =
            [_mm512_shuffle_f32x4::<0x88>(u[c], u[4 + c]), _mm512_shuffle_f32x4::<0x88>(u[8 + c], u[12 + c])];
        let odd =
            [_mm512_shuffle_f32x4::<0xdd>(u[c], u[4 + c]), _mm512_shuffle_f32x4::<0xdd>(u[8 + c], u[12 + c])];
        r[c] = _mm512_shuffle_f32x4::<0x88>(even[0], even[1]);
        r[8 + c] = _mm512_shuffle_f32x4::<0xdd>(even[0], even[1]);
        r[4 + c] = _mm512_shuffle_f32x4::<0x88>(odd[0], odd[1]);
        r[12 + c] = _mm512_shuffle_f32x4::<0xdd>(odd[0], odd[1]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    type Version = unsafe fn(Grid<'_>, Grid<'_>, [usize; 3], &mut [f32], usize);

    proptest! {
        #[test]
        fn all_versions_give_the_same_bytes(
            (rows, depth, blocks) in (1_usize..20, 1_usize..40, 1_usize..6),
            values in prop::collection::vec(-9.0_f32..9.0, 40 * 100),
        ) {
            let columns = blocks * LANES;
            let (a, b) = (Grid { values: &values[7..], stride: depth + 3 }, Grid { values: &values, stride: columns });
            let mut versions: Vec<Version> = vec![portable];
            #[cfg(target_arch = "x86_64")]
            {
                versions.extend(super::super::dispatch::has_avx512().then_some(avx512 as Version));
                versions.extend(super::super::dispatch::has_avx2().then_some(avx2 as Version));
            }
            #[cfg(target_arch = "aarch64")]
            versions.push(narrow);
            let results = versions.into_iter().map(|version| {
                let mut out = vec![0.0; rows * columns];
                // SAFETY: the sizes fit, and only versions that the processor has are called.
                unsafe { version(a, b, [rows, depth, columns], &mut out, columns) };
                out.iter().map(|x| x.to_bits()).collect::<Vec<_>>()
            });
            let results: Vec<_> = results.collect();
            for result in &results[1..] {
                prop_assert_eq!(result, &results[0]);
            }
        }

        #[test]
        fn rows_become_columns(
            (count, blocks) in (1_usize..40, 1_usize..4),
            values in prop::collection::vec(-9.0_f32..9.0, 40 * 50),
        ) {
            let size = blocks * LANES;
            let stride = count.next_multiple_of(LANES);
            let mut out = vec![1.0; size * stride];
            turn(Grid { values: &values, stride: size + 1 }, [count, size], 0.5, &mut out, stride);
            for column in 0..size {
                for row in 0..stride {
                    let expected = if row < count { values[row * (size + 1) + column] * 0.5 } else { 0.0 };
                    prop_assert_eq!(out[column * stride + row].to_bits(), expected.to_bits());
                }
            }
        }
    }
}
