//! The arithmetic of inference: int8 matrix products, and the float functions around them.
//!
//! The bytes that come out do not depend on the machine: integer sums are exact, and floats are added, multiplied and
//! divided one by one in a fixed order, without fused operations and without the platform's mathematical library.
//! The vectorised path is the same code, compiled a second time for AVX2.

/// A weight matrix `[out][in]` of int8 with one scale a row, and a bias a row.
#[derive(Clone, Debug, Default)]
pub(crate) struct Linear {
    pub(crate) weights: Vec<i8>,
    pub(crate) scales: Vec<f32>,
    pub(crate) bias: Vec<f32>,
    pub(crate) inputs: usize,
}

impl Linear {
    pub(crate) fn outputs(&self) -> usize {
        self.scales.len()
    }
}

/// Rows of activations as int8 with one scale each.
#[derive(Clone, Debug, Default)]
pub(crate) struct Quantised {
    pub(crate) values: Vec<i8>,
    pub(crate) scales: Vec<f32>,
    pub(crate) width: usize,
}

impl Quantised {
    pub(crate) fn of(rows: &[f32], width: usize) -> Self {
        let mut values = vec![0_i8; rows.len()];
        let mut scales = Vec::with_capacity(rows.len() / width.max(1));
        for (row, out) in rows.chunks_exact(width).zip(values.chunks_exact_mut(width)) {
            let most = row.iter().fold(1e-12_f32, |most, x| most.max(x.abs()));
            let scale = most / 127.0;
            let inverse = 1.0 / scale;
            for (x, q) in row.iter().zip(out) {
                *q = (x * inverse).round_ties_even().clamp(-127.0, 127.0) as i8;
            }
            scales.push(scale);
        }
        Self { values, scales, width }
    }
}

/// `input × weightsᵀ + bias`, into `[rows][outputs]`.
pub(crate) fn linear(input: &Quantised, layer: &Linear) -> Vec<f32> {
    let mut out = vec![0.0; input.scales.len() * layer.outputs()];
    dispatch::matmul(input, layer, &mut out);
    out
}

#[inline(always)]
fn dot(a: &[i8], b: &[i8]) -> i32 {
    let mut sum = 0_i32;
    for (x, y) in a.iter().zip(b) {
        sum += i32::from(i16::from(*x) * i16::from(*y));
    }
    sum
}

/// Rows of the input are taken in blocks, so that a block and a row of weights stay in the first-level cache.
#[inline(always)]
fn matmul_generic(input: &Quantised, layer: &Linear, out: &mut [f32]) {
    const BLOCK: usize = 32;
    let (width, outputs) = (input.width, layer.outputs());
    if width == 0 || outputs == 0 {
        return;
    }
    let blocks = input.values.chunks(BLOCK * width).zip(input.scales.chunks(BLOCK));
    for ((rows, scales), out) in blocks.zip(out.chunks_mut(BLOCK * outputs)) {
        for (o, weights) in layer.weights.chunks_exact(width).enumerate() {
            let (scale, bias) = (layer.scales[o], layer.bias.get(o).copied().unwrap_or(0.0));
            for (r, row) in rows.chunks_exact(width).enumerate() {
                out[r * outputs + o] = dot(row, weights) as f32 * (scales[r] * scale) + bias;
            }
        }
    }
}

mod dispatch {
    //! The only `unsafe`: calling a function compiled for AVX2 where the processor has it.
    #![allow(unsafe_code)]
    use super::{Linear, Quantised, matmul_generic};

    pub(super) fn matmul(input: &Quantised, layer: &Linear, out: &mut [f32]) {
        #[cfg(target_arch = "x86_64")]
        if std::arch::is_x86_feature_detected!("avx2") {
            // SAFETY: the processor has AVX2, as just asked; the function's body is safe code.
            unsafe { matmul_avx2(input, layer, out) };
            return;
        }
        matmul_generic(input, layer, out);
    }

    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx2")]
    fn matmul_avx2(input: &Quantised, layer: &Linear, out: &mut [f32]) {
        matmul_generic(input, layer, out);
    }
}

/// `eˣ` by range reduction and a polynomial of degree 6; relative error below 1e-6, 0 below -87.
#[inline(always)]
pub(crate) fn exp(x: f32) -> f32 {
    let x = x.clamp(-87.0, 88.0);
    let n = (x * std::f32::consts::LOG2_E).round_ties_even();
    let r = x - n * 0.693_359_4 - n * -2.121_944_4e-4;
    let p = 1.0
        + r * (1.0
            + r * (0.5 + r * (0.166_666_67 + r * (0.041_666_67 + r * (0.008_333_334 + r * 0.001_388_889)))));
    p * f32::from_bits((((n as i32) + 127) as u32) << 23)
}

/// GELU in its tanh form (Hendrycks and Gimpel 2016), in place.
pub(crate) fn gelu(values: &mut [f32]) {
    for x in values {
        let inner = 0.797_884_6 * (*x + 0.044_715 * *x * *x * *x);
        // x · (1 + tanh(inner)) / 2 = x · sigmoid(2 · inner)
        *x /= 1.0 + exp(-2.0 * inner);
    }
}

/// Softmax of a row, in place.
pub(crate) fn softmax(row: &mut [f32]) {
    let most = row.iter().fold(f32::NEG_INFINITY, |most, &x| most.max(x));
    let mut sum = 0.0;
    for x in row.iter_mut() {
        *x = exp(*x - most);
        sum += *x;
    }
    for x in row {
        *x /= sum;
    }
}

/// The index of the largest value and its softmax probability; the first of equals.
pub(crate) fn best(row: &[f32]) -> (usize, f32) {
    let mut at = 0;
    for (i, x) in row.iter().enumerate() {
        if *x > row[at] {
            at = i;
        }
    }
    let Some(&most) = row.get(at) else { return (0, 0.0) };
    (at, 1.0 / row.iter().map(|x| exp(x - most)).sum::<f32>())
}

/// The sum of products, in eight lanes that are added in a fixed order.
#[inline]
pub(crate) fn dot_f32(a: &[f32], b: &[f32]) -> f32 {
    let mut lanes = [0.0_f32; 8];
    let (xs, ys) = (a.chunks_exact(8), b.chunks_exact(8));
    let tail: f32 = xs.remainder().iter().zip(ys.remainder()).map(|(x, y)| x * y).sum();
    for (x, y) in xs.zip(ys) {
        for i in 0..8 {
            lanes[i] += x[i] * y[i];
        }
    }
    lanes.iter().sum::<f32>() + tail
}

/// Layer normalisation (Ba et al. 2016) of each row, in place.
pub(crate) fn layer_norm(rows: &mut [f32], gain: &[f32], bias: &[f32], epsilon: f32) {
    let width = gain.len();
    for row in rows.chunks_exact_mut(width.max(1)) {
        let mean = lanes_sum(row, |x| x) / width as f32;
        let variance = lanes_sum(row, |x| (x - mean) * (x - mean)) / width as f32;
        let scale = 1.0 / (variance + epsilon).sqrt();
        for ((x, g), b) in row.iter_mut().zip(gain).zip(bias) {
            *x = (*x - mean) * scale * g + b;
        }
    }
}

#[inline(always)]
fn lanes_sum(row: &[f32], of: impl Fn(f32) -> f32) -> f32 {
    let mut lanes = [0.0_f32; 8];
    let chunks = row.chunks_exact(8);
    let tail: f32 = chunks.remainder().iter().map(|&x| of(x)).sum();
    for chunk in chunks {
        for i in 0..8 {
            lanes[i] += of(chunk[i]);
        }
    }
    lanes.iter().sum::<f32>() + tail
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exponential_is_close() {
        for i in -800..800 {
            let x = i as f32 / 10.0;
            assert!((exp(x) - x.exp()).abs() <= 2e-6 * x.exp(), "{x}");
        }
    }

    #[test]
    fn vectorised_and_portable_products_are_the_same_bytes() {
        let value = |i: usize| ((i * 7919 + 13) % 255) as i32 - 127;
        let layer = Linear {
            weights: (0..24 * 10).map(|i| value(i) as i8).collect(),
            scales: (0..10).map(|i| 0.01 + i as f32).collect(),
            bias: (0..10).map(|i| i as f32).collect(),
            inputs: 24,
        };
        let rows: Vec<f32> = (0..24 * 70).map(|i| value(i * 3) as f32 / 50.0).collect();
        let input = Quantised::of(&rows, 24);
        let mut portable = vec![0.0; 700];
        matmul_generic(&input, &layer, &mut portable);
        assert_eq!(linear(&input, &layer), portable);
    }
}
