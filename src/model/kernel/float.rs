//! The float functions, each written once. All are inlined into the versions that `dispatch` compiles.

/// `x + ROUNDER` has the integer nearest to `x`, ties to even, in its low bits, for `|x| < 2²²`.
const ROUNDER: f32 = 12_582_912.0;

/// `eˣ` by range reduction and a polynomial of degree 6; relative error below 2e-6, next to 0 below -87.
#[inline(always)]
pub(crate) fn exp(x: f32) -> f32 {
    let x = x.clamp(-87.0, 88.0);
    let rounded = x * std::f32::consts::LOG2_E + ROUNDER;
    let n = rounded - ROUNDER;
    let r = x - n * 0.693_359_4 - n * -2.121_944_4e-4;
    let p = 1.0
        + r * (1.0
            + r * (0.5 + r * (0.166_666_67 + r * (0.041_666_67 + r * (0.008_333_334 + r * 0.001_388_889)))));
    p * f32::from_bits((rounded.to_bits() << 23).wrapping_add(127 << 23))
}

/// Numbers side by side in sums and maxima.
const LANES: usize = 16;

/// A sum in lanes that are added in a fixed order.
#[inline(always)]
fn lanes<const N: usize>(rows: [&[f32]; N], of: impl Fn([f32; N]) -> f32) -> f32 {
    let mut sums = [0.0_f32; LANES];
    let length = rows[0].len();
    let whole = length - length % LANES;
    let mut at = 0;
    while at < whole {
        let parts = rows.map(|row| &row[at..at + LANES]);
        for i in 0..LANES {
            sums[i] += of(parts.map(|part| part[i]));
        }
        at += LANES;
    }
    let mut tail = 0.0;
    for i in whole..length {
        tail += of(rows.map(|row| row[i]));
    }
    sums.iter().sum::<f32>() + tail
}

#[inline(always)]
fn largest(row: &[f32], of: impl Fn(f32) -> f32) -> f32 {
    let larger = |a: f32, b: f32| if b > a { b } else { a }; // one instruction, unlike `f32::max`
    let mut most = [f32::NEG_INFINITY; LANES];
    let chunks = row.chunks_exact(LANES);
    let tail = chunks.remainder().iter().fold(f32::NEG_INFINITY, |most, &x| larger(most, of(x)));
    for chunk in chunks {
        for i in 0..LANES {
            most[i] = larger(most[i], of(chunk[i]));
        }
    }
    most.iter().fold(tail, |a, &b| larger(a, b))
}

/// The sum of products of two rows of one length.
#[inline(always)]
pub(super) fn dot(a: &[f32], b: &[f32]) -> f32 {
    let length = a.len().min(b.len());
    lanes([&a[..length], &b[..length]], |[x, y]| x * y)
}

/// The products of each row of `a` with each row of `b`, rows of `size` floats, as `[rows of a][rows of b]`.
#[inline(always)]
pub(super) fn dots(a: &[f32], b: &[f32], size: usize, out: &mut [f32]) {
    let count = b.len() / size.max(1);
    for (row, out) in a.chunks_exact(size.max(1)).zip(out.chunks_exact_mut(count.max(1))) {
        for (other, out) in b.chunks_exact(size.max(1)).zip(out) {
            *out = dot(row, other);
        }
    }
}

/// `x += y`.
#[inline(always)]
pub(super) fn add(x: &mut [f32], y: &[f32]) {
    for (x, y) in x.iter_mut().zip(y) {
        *x += y;
    }
}

/// Rows as int8: each row's scale, and its values as multiples of that.
#[inline(always)]
pub(super) fn quantise(rows: &[f32], width: usize, values: &mut [i8], scales: &mut [f32]) {
    for ((row, out), scale) in rows.chunks_exact(width).zip(values.chunks_exact_mut(width)).zip(scales) {
        let most = largest(row, f32::abs).max(1e-12);
        *scale = most / 127.0;
        let inverse = 1.0 / *scale;
        for (x, q) in row.iter().zip(out) {
            // the low bits of the rounded number are those of an int8
            *q = (x * inverse + ROUNDER).to_bits() as i8;
        }
    }
}

/// GELU in its tanh form (Hendrycks and Gimpel 2016), in place.
#[inline(always)]
pub(super) fn gelu(values: &mut [f32]) {
    for x in values {
        let inner = 0.797_884_6 * (*x + 0.044_715 * *x * *x * *x);
        // x · (1 + tanh(inner)) / 2 = x · sigmoid(2 · inner)
        *x /= 1.0 + exp(-2.0 * inner);
    }
}

/// `eˣ⁻ᵐ` for each `x` of a row with the maximum `m`, in place; returns the sum.
#[inline(always)]
fn exponentials(row: &mut [f32]) -> f32 {
    let most = largest(row, |x| x);
    for x in row.iter_mut() {
        *x = exp(*x - most);
    }
    lanes([row], |[x]| x)
}

/// Softmax of a row, in place.
#[inline(always)]
pub(super) fn softmax(row: &mut [f32]) {
    let inverse = 1.0 / exponentials(row);
    for x in row {
        *x *= inverse;
    }
}

/// Layer normalisation (Ba et al. 2016) of each row, in place.
#[inline(always)]
pub(super) fn layer_norm(rows: &mut [f32], gain: &[f32], bias: &[f32], epsilon: f32) {
    let width = gain.len();
    for row in rows.chunks_exact_mut(width.max(1)) {
        let mean = lanes([row], |[x]| x) / width as f32;
        let variance = lanes([row], |[x]| (x - mean) * (x - mean)) / width as f32;
        let scale = 1.0 / (variance + epsilon).sqrt();
        for ((x, g), b) in row.iter_mut().zip(gain).zip(bias) {
            *x = (*x - mean) * scale * g + b;
        }
    }
}

/// Scaled dot-product attention (Vaswani et al. 2017) over one sequence: rows of `width` floats, `heads` heads. There
/// may be fewer queries than keys.
#[inline(always)]
pub(super) fn attend(query: &[f32], key: &[f32], value: &[f32], width: usize, heads: usize, out: &mut [f32]) {
    let (size, length) = (width / heads, key.len() / width);
    let scale = 1.0 / (size as f32).sqrt();
    let padded = length.next_multiple_of(LANES);
    let mut turned = vec![0.0; size * padded];
    let mut scores = vec![0.0; padded];
    for head in (0..width).step_by(size) {
        for (k, row) in key.chunks_exact(width).enumerate() {
            for (d, x) in row[head..head + size].iter().enumerate() {
                turned[d * padded + k] = x * scale;
            }
        }
        for (query, out) in query.chunks_exact(width).zip(out.chunks_exact_mut(width)) {
            let query = &query[head..head + size];
            for (at, scores) in scores.chunks_exact_mut(LANES).enumerate() {
                let mut sums = [0.0_f32; LANES];
                for (q, keys) in query.iter().zip(turned.chunks_exact(padded)) {
                    let keys = &keys[at * LANES..(at + 1) * LANES];
                    for i in 0..LANES {
                        sums[i] += q * keys[i];
                    }
                }
                scores.copy_from_slice(&sums);
            }
            scores[length..].fill(f32::NEG_INFINITY);
            let inverse = 1.0 / exponentials(&mut scores);
            let mut lanes = out[head..head + size].chunks_exact_mut(LANES);
            for (at, out) in lanes.by_ref().enumerate() {
                let first = head + at * LANES;
                let mut sums = [0.0_f32; LANES];
                for (weight, row) in scores.iter().zip(value.chunks_exact(width)) {
                    let row = &row[first..first + LANES];
                    for i in 0..LANES {
                        sums[i] += weight * row[i];
                    }
                }
                out.copy_from_slice(&sums.map(|sum| sum * inverse));
            }
            let rest = lanes.into_remainder();
            let first = head + size - rest.len();
            for (i, out) in rest.iter_mut().enumerate() {
                *out = scores
                    .iter()
                    .zip(value.chunks_exact(width))
                    .map(|(w, row)| w * row[first + i] * inverse)
                    .sum();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::exp;

    #[test]
    fn exponential_is_close() {
        for i in -800..800 {
            let x = i as f32 / 10.0;
            assert!((exp(x) - x.exp()).abs() <= 2e-6 * x.exp(), "{x}");
        }
    }
}
