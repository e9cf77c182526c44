//! Each float function for what the processor has: the same code, compiled again for AVX2 and AVX-512.
#![allow(unsafe_code)] // calling a function that was compiled for features the processor was asked for

use super::float;

macro_rules! compiled {
    ($($(#[$doc:meta])* fn $name:ident($($argument:ident: $type:ty),*) $(-> $result:ty)?;)*) => {$(
        $(#[$doc])*
        pub(crate) fn $name($($argument: $type),*) $(-> $result)? {
            #[cfg(target_arch = "x86_64")]
            {
                #[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl")]
                fn widest($($argument: $type),*) $(-> $result)? {
                    float::$name($($argument),*)
                }
                #[target_feature(enable = "avx2")]
                fn wide($($argument: $type),*) $(-> $result)? {
                    float::$name($($argument),*)
                }
                // SAFETY: the processor has what it was just asked for; the functions' bodies are safe code.
                if has_avx512() {
                    return unsafe { widest($($argument),*) };
                }
                if std::arch::is_x86_feature_detected!("avx2") {
                    return unsafe { wide($($argument),*) };
                }
            }
            float::$name($($argument),*)
        }
    )*};
}

#[cfg(target_arch = "x86_64")]
fn has_avx512() -> bool {
    use std::arch::is_x86_feature_detected as has;
    static FOUND: std::sync::LazyLock<bool> = std::sync::LazyLock::new(|| {
        has!("avx512f") && has!("avx512bw") && has!("avx512dq") && has!("avx512vl")
    });
    *FOUND
}

compiled! {
    /// The sum of products of two rows of one length.
    fn dot(a: &[f32], b: &[f32]) -> f32;
    /// The products of each row of `a` with each row of `b`, rows of `size` floats, as `[rows of a][rows of b]`.
    fn dots(a: &[f32], b: &[f32], size: usize, out: &mut [f32]);
    /// `x += y`.
    fn add(x: &mut [f32], y: &[f32]);
    /// Rows as int8: each row's scale, and its values as multiples of that.
    fn quantise(rows: &[f32], width: usize, values: &mut [i8], scales: &mut [f32]);
    /// GELU in its tanh form (Hendrycks and Gimpel 2016), in place.
    fn gelu(values: &mut [f32]);
    /// Softmax of a row, in place.
    fn softmax(row: &mut [f32]);
    /// Layer normalisation (Ba et al. 2016) of each row, in place.
    fn layer_norm(rows: &mut [f32], gain: &[f32], bias: &[f32], epsilon: f32);
    /// Scaled dot-product attention (Vaswani et al. 2017) over one sequence.
    fn attend(query: &[f32], key: &[f32], value: &[f32], width: usize, heads: usize, out: &mut [f32]);
}

#[cfg(test)]
mod tests {
    use super::super::float;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn all_versions_give_the_same_bytes(rows in prop::collection::vec(-9.0_f32..9.0, 24 * 7)) {
            let bits = |row: &[f32]| row.iter().map(|x| x.to_bits()).collect::<Vec<_>>();
            prop_assert_eq!(super::dot(&rows[..50], &rows[60..110]).to_bits(), float::dot(&rows[..50], &rows[60..110]).to_bits());
            let (mut a, mut b) = (rows.clone(), rows.clone());
            super::gelu(&mut a);
            float::gelu(&mut b);
            prop_assert_eq!(bits(&a), bits(&b));
            super::layer_norm(&mut a, &rows[..24], &rows[24..48], 1e-12);
            float::layer_norm(&mut b, &rows[..24], &rows[24..48], 1e-12);
            prop_assert_eq!(bits(&a), bits(&b));
            let (mut x, mut y) = (vec![0.0; a.len()], vec![0.0; a.len()]);
            super::attend(&a, &rows, &a, 24, 3, &mut x);
            float::attend(&b, &rows, &b, 24, 3, &mut y);
            prop_assert_eq!(bits(&x), bits(&y));
            let (mut q, mut s) = (vec![0; a.len()], vec![0.0; 7]);
            let (mut r, mut t) = (vec![0; a.len()], vec![0.0; 7]);
            super::quantise(&x, 24, &mut q, &mut s);
            float::quantise(&y, 24, &mut r, &mut t);
            prop_assert_eq!((q, bits(&s)), (r, bits(&t)));
            super::softmax(&mut x);
            float::softmax(&mut y);
            prop_assert_eq!(bits(&x), bits(&y));
        }
    }
}
