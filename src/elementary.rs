//! `ln` and `exp` of numbers of 32 bits, the same bits on every processor: sums, products and quotients of 64 bits, which IEEE 754
//! rounds in one way, where the platform's functions may differ in the last bit. What is left of their error goes in rounding to 32.

use std::f64::consts::{LN_2, LOG2_E, SQRT_2};

/// The natural logarithm; for 0 and less, and what is no number, what the platform says.
pub(crate) fn ln(x: f32) -> f32 {
    if !(x > 0.0 && x.is_finite()) {
        return x.ln();
    }
    // numbers of 32 bits are normal ones of 64
    let bits = f64::from(x).to_bits();
    let (mut exponent, mut mantissa) =
        (((bits >> 52) as i64).saturating_sub(1023), f64::from_bits(bits & (u64::MAX >> 12) | 1023 << 52));
    if mantissa > SQRT_2 {
        (exponent, mantissa) = (exponent.saturating_add(1), mantissa / 2.0);
    }
    // ln m = 2 artanh((m - 1) / (m + 1)), by its series; |s| is at most 0.172
    let s = (mantissa - 1.0) / (mantissa + 1.0);
    let series = [21.0, 19.0, 17.0, 15.0, 13.0, 11.0, 9.0, 7.0, 5.0, 3.0, 1.0];
    let sum = series.into_iter().fold(0.0, |sum, n| sum * s * s + 1.0 / n);
    (exponent as f64 * LN_2 + 2.0 * s * sum) as f32
}

/// The exponential function.
pub(crate) fn exp(x: f32) -> f32 {
    if x.is_nan() {
        return x;
    }
    // beyond that it is 0 or infinite in 32 bits
    let x = f64::from(x.clamp(-110.0, 90.0));
    let n = (x * LOG2_E).round();
    let rest = x - n * LN_2;
    let sum = (1..=14).rev().fold(1.0, |sum, k| 1.0 + sum * rest / f64::from(k));
    let power = f64::from_bits(((n as i64).saturating_add(1023) as u64) << 52);
    (sum * power) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same sums as the functions' own in a precision that is beyond doubt would need a library; the platform's function of
    /// 64 bits is right to its last bits, and rounds to the same 32 but where it lies between two of them.
    #[test]
    fn they_are_what_more_precise_ones_round_to() {
        let mut state = 1_u32;
        let mut off = 0;
        for _ in 0..200_000 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let x = f32::from_bits(state >> 1);
            if x.is_finite() && x > 0.0 {
                let (found, expected) = (ln(x), f64::from(x).ln() as f32);
                off += u32::from(found != expected);
                assert!((found - expected).abs() <= expected.abs() * f32::EPSILON, "ln {x}");
            }
            let y = (state >> 8) as f32 / 65_536.0 - 128.0;
            let (found, expected) = (exp(y), f64::from(y).exp() as f32);
            off += u32::from(found != expected);
            let near = found == expected || (found - expected).abs() <= expected * f32::EPSILON;
            assert!(near || expected < 1e-38, "exp {y}");
        }
        assert!(off < 5, "{off}");
    }

    #[test]
    fn their_bits_are_these_everywhere() {
        let mut sum = 0_u64;
        for i in 1..20_000_u32 {
            let (x, y) = (i as f32 / 7.0, i as f32 / 150.0 - 60.0);
            sum = sum.rotate_left(7) ^ u64::from(ln(x).to_bits()) ^ u64::from(exp(y).to_bits()) << 32;
        }
        assert_eq!(sum, 0x80f4_52e8_8058_488a, "{sum:#x}");
    }

    #[test]
    fn their_ends_are_those_of_the_platform() {
        for x in [0.0, -0.0, 1.0, f32::MIN_POSITIVE, 1e-45, f32::MAX, f32::INFINITY] {
            assert_eq!(ln(x), x.ln(), "{x}");
        }
        assert!(ln(-1.0).is_nan() && ln(f32::NAN).is_nan() && exp(f32::NAN).is_nan());
        for x in [0.0, 1.0, -104.0, -1000.0, 89.0, f32::INFINITY, f32::NEG_INFINITY] {
            assert_eq!(exp(x), x.exp(), "{x}");
        }
    }
}
