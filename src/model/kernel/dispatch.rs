//! Each float function for what the processor has: the same code, compiled for any processor, for vectors of 128 bits, for AVX2 and for AVX-512.
#![allow(unsafe_code)] // calling a function that was compiled for features the processor was asked for

use super::float;
#[cfg(any(
    target_arch = "x86_64",
    target_arch = "aarch64",
    all(target_arch = "wasm32", target_feature = "simd128")
))]
use super::instructions::Instructions;
use super::lanes::Portable;
#[cfg(target_arch = "x86_64")]
use super::lanes::{Avx2, Avx512};
#[cfg(any(target_arch = "aarch64", all(target_arch = "wasm32", target_feature = "simd128")))]
use super::lanes128::Lanes128;

macro_rules! compiled {
    ($($(#[$doc:meta])* fn $name:ident($($argument:ident: $type:ty),*) $(-> $result:ty)?;)*) => {$(
        $(#[$doc])*
        pub(crate) fn $name($($argument: $type),*) $(-> $result)? {
            #[cfg(target_arch = "x86_64")]
            {
                #[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl")]
                fn widest($($argument: $type),*) $(-> $result)? {
                    float::$name::<Avx512>($($argument),*)
                }
                #[target_feature(enable = "avx2")]
                fn wide($($argument: $type),*) $(-> $result)? {
                    float::$name::<Avx2>($($argument),*)
                }
                // SAFETY: the processor has what it was just asked for; the functions' bodies are safe code.
                if has_avx512() {
                    return unsafe { widest($($argument),*) };
                }
                if has_avx2() {
                    return unsafe { wide($($argument),*) };
                }
            }
            #[cfg(any(target_arch = "aarch64", all(target_arch = "wasm32", target_feature = "simd128")))]
            if has_128_bits() {
                return float::$name::<Lanes128>($($argument),*);
            }
            float::$name::<Portable>($($argument),*)
        }
    )*};
}

/// Whether floats are computed with AVX-512, which the processor then has.
#[cfg(target_arch = "x86_64")]
pub(super) fn has_avx512() -> bool {
    Instructions::used() >= Instructions::Avx512Vnni
}

/// Whether floats are computed with AVX2 or better, which the processor then has.
#[cfg(target_arch = "x86_64")]
pub(super) fn has_avx2() -> bool {
    Instructions::used() >= Instructions::Avx2
}

/// Whether floats are computed with vectors of 128 bits, which every processor of the kind then has.
#[cfg(any(target_arch = "aarch64", all(target_arch = "wasm32", target_feature = "simd128")))]
pub(super) fn has_128_bits() -> bool {
    Instructions::used() > Instructions::Portable
}

compiled! {
    /// The sum of products of two rows of one length.
    fn dot(a: &[f32], b: &[f32]) -> f32;
    /// The first `width` numbers of rows, `stride` apart, times the row's factor.
    fn scale_rows(rows: &mut [f32], stride: usize, width: usize, factors: &[f32]);
    /// `x += y`.
    fn add(x: &mut [f32], y: &[f32]);
    /// `x += y · factor`.
    fn add_scaled(x: &mut [f32], y: &[f32], factor: f32);
    /// `x += y + z`.
    fn add_two(x: &mut [f32], y: &[f32], z: &[f32]);
    /// Rows as int8, each 128 more: each row's scale, and its values as multiples of that.
    fn quantise(rows: &[f32], width: usize, values: &mut [u8], stride: usize, scales: &mut [f32]);
    /// The softmax of rows of scores, not yet divided by its sum, and for each row what to multiply with.
    fn softmax(rows: &mut [f32], stride: usize, width: usize, inverses: &mut [f32]);
    /// The index of the largest value (the first of equals) and its softmax probability.
    fn best(row: &[f32]) -> (usize, f32);
    /// The index of the largest value of each row; the first of equals.
    fn largest_of_each(rows: &[f32], width: usize, out: &mut Vec<usize>);
    /// Layer normalisation (Ba et al. 2016) of each row, in place.
    fn layer_norm(rows: &mut [f32], gain: &[f32], bias: &[f32], epsilon: f32);
}

/// `eˣ`, as the functions above compute it.
pub(crate) fn exp(x: f32) -> f32 {
    use super::lanes::Lanes;
    let [x, ..] = float::exp(Portable::splat(x)).to_array();
    x
}

#[cfg(test)]
mod tests {
    #![expect(clippy::indexing_slicing, reason = "rows of known length")]

    use super::super::lanes::{LANES, Lanes};
    use super::*;
    use proptest::prelude::*;

    /// The bits of all that the functions make of some numbers.
    #[inline(always)]
    fn all<V: Lanes>(rows: &[f32]) -> Vec<u32> {
        let mut out = vec![float::dot::<V>(&rows[..50], &rows[60..110])];
        let mut a = rows.to_vec();
        float::layer_norm::<V>(&mut a, &rows[..24], &rows[24..48], 1e-12);
        out.extend_from_slice(&a);
        let (mut values, mut scales) = (vec![0; 7 * 30], vec![0.0; 7]);
        float::quantise::<V>(&a, 24, &mut values, 30, &mut scales);
        out.extend(values.iter().map(|&q| f32::from(q)).chain(scales.iter().copied()));
        let (best, sure) = float::best::<V>(&a[3..70]);
        out.extend([best as f32, sure]);
        let mut largest = Vec::new();
        float::largest_of_each::<V>(&a, 21, &mut largest);
        out.extend(largest.into_iter().map(|at| at as f32));
        float::softmax::<V>(&mut a, 24, 19, &mut scales);
        float::scale_rows::<V>(&mut a, 24, 19, &scales);
        float::add::<V>(&mut a, rows);
        float::add_scaled::<V>(&mut a, rows, 0.7);
        let before = a.clone();
        float::add_two::<V>(&mut a, rows, &before);
        out.extend_from_slice(&a);
        for chunk in rows.as_chunks::<LANES>().0 {
            out.extend(float::gelu(V::load(chunk)).to_array());
        }
        out.iter().map(|x| x.to_bits()).collect()
    }

    proptest! {
        #[test]
        fn all_versions_give_the_same_bytes(rows in prop::collection::vec(-9.0_f32..9.0, 24 * 7)) {
            let expected = all::<Portable>(&rows);
            #[cfg(target_arch = "aarch64")]
            prop_assert_eq!(all::<Lanes128>(&rows), &expected[..]);
            #[cfg(target_arch = "x86_64")]
            {
                #[target_feature(enable = "avx2")]
                fn wide(rows: &[f32]) -> Vec<u32> {
                    all::<Avx2>(rows)
                }
                #[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl")]
                fn widest(rows: &[f32]) -> Vec<u32> {
                    all::<Avx512>(rows)
                }
                // SAFETY: the processor has what it is just asked for.
                if has_avx512() {
                    prop_assert_eq!(unsafe { widest(&rows) }, &expected[..]);
                }
                if has_avx2() {
                    prop_assert_eq!(unsafe { wide(&rows) }, &expected[..]);
                }
            }
        }
    }
}
