//! The arithmetic of inference: int8 matrix products, and the float functions around them.
//!
//! The bytes that come out do not depend on the machine: integer sums are exact, and floats are added, multiplied and
//! divided one by one in a fixed order, without fused operations and without the platform's mathematical library.
//! Each float function is written once and compiled for any processor, for vectors of 128 bits (NEON, WebAssembly), for AVX2 and for AVX-512; integer products and
//! the product of floats have implementations of their own for what the processor has.
#![expect(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "numeric kernel: tensors have the shapes that loading has checked"
)]

mod aligned;
mod attention;
mod dispatch;
mod float;
mod instructions;
mod lanes;
#[cfg(any(target_arch = "aarch64", all(target_arch = "wasm32", target_feature = "simd128")))]
mod lanes128;
mod multiply;
mod peak;
mod product;
mod sink;
#[cfg(any(target_arch = "aarch64", all(target_arch = "wasm32", target_feature = "simd128")))]
mod vectors;

pub(crate) use aligned::Aligned;
pub(crate) use attention::{Attention, DistanceBias, attend};
pub(crate) use dispatch::{add, add_scaled, add_two, best, dot, exp, largest_of_each, layer_norm, softmax};
#[cfg(test)]
pub(crate) use instructions::FORCED;
pub use instructions::Instructions;
pub(crate) use lanes::LANES;
pub(crate) use multiply::{Grid, multiply, turn};
pub(crate) use product::{Linear, Weights};

/// The memory of rows is a multiple of this, as the widest products take them.
const ROWS: usize = 32;

/// Rows of int8 begin at multiples of this.
const STRIDE: usize = 64;

/// Rows of activations as int8 with one scale each. They are stored 128 more than they are, as the instructions for products
/// take one factor without sign.
#[derive(Clone, Debug, Default)]
pub(crate) struct Quantised {
    /// The rows, `stride` apart; what lies between and behind them means nothing.
    values: Aligned<u8>,
    /// A scale for each row, and perhaps more.
    scales: Aligned<f32>,
    rows: usize,
    width: usize,
    stride: usize,
}

impl Quantised {
    /// Rows of `width` floats, each scaled so that its largest value is 127.
    pub(crate) fn of(rows: &[f32], width: usize) -> Self {
        let mut quantised = Self::default();
        quantised.set(rows, width);
        quantised
    }

    fn resize(&mut self, rows: usize, width: usize) {
        (self.rows, self.width) = (rows, width.max(1));
        self.stride = self.width.next_multiple_of(STRIDE);
        self.values.grow(rows.next_multiple_of(ROWS) * self.stride);
        self.scales.grow(rows);
    }

    /// `count` rows that are int8 already, each with its scale, in the memory of what was there.
    pub(crate) fn set_rows<'r>(
        &mut self,
        rows: impl Iterator<Item = (&'r [i8], f32)>,
        count: usize,
        width: usize,
    ) {
        self.resize(count, width);
        let places = self.values.chunks_exact_mut(self.stride).zip(self.scales.iter_mut());
        for ((row, scale), (values, to)) in rows.take(count).zip(places) {
            for (to, value) in values.iter_mut().zip(row) {
                *to = value.cast_unsigned() ^ 128;
            }
            *to = scale;
        }
    }

    /// Number of rows.
    pub(crate) fn len(&self) -> usize {
        self.rows
    }

    /// As [`Quantised::of`], in the memory of what was there.
    pub(crate) fn set(&mut self, rows: &[f32], width: usize) {
        self.resize(rows.len() / width.max(1), width);
        dispatch::quantise(rows, self.width, &mut self.values, self.stride, &mut self.scales);
    }
}

/// `input × weightsᵀ + bias`, as `[rows][outputs]`.
pub(crate) fn linear(input: &Quantised, layer: &Linear) -> Aligned<f32> {
    let mut out = Aligned::default();
    linear_into(input, layer, &mut out);
    out
}

/// As [`linear`], in the memory of what was there.
pub(crate) fn linear_into<'o>(input: &Quantised, layer: &Linear, out: &'o mut Aligned<f32>) -> &'o mut [f32] {
    let out = out.room(input.len() * layer.outputs());
    layer.apply(input, &mut sink::Store { out, width: layer.outputs() });
    out
}

/// As [`linear_into`], followed by GELU in its tanh form (Hendrycks and Gimpel 2016).
pub(crate) fn linear_gelu<'o>(input: &Quantised, layer: &Linear, out: &'o mut Aligned<f32>) -> &'o mut [f32] {
    let out = out.room(input.len() * layer.outputs());
    layer.apply(input, &mut sink::Gelu { out, width: layer.outputs() });
    out
}

/// Adds `input × weightsᵀ + bias` to `out`.
pub(crate) fn linear_add(input: &Quantised, layer: &Linear, out: &mut [f32]) {
    layer.apply(input, &mut sink::Add { out, width: layer.outputs() });
}

/// Things in groups, a run of numbers for each.
#[derive(Debug, Default)]
pub(crate) struct Groups {
    starts: Vec<u32>,
    members: Vec<u32>,
}

impl Groups {
    /// From the group of each thing; there are `count` groups.
    pub(crate) fn set(&mut self, group_of: &[u32], count: usize) {
        self.starts.clear();
        self.starts.resize(count + 1, 0);
        for &group in group_of {
            self.starts[group as usize] += 1;
        }
        let mut end = 0;
        for start in &mut self.starts {
            end += *start;
            *start = end;
        }
        self.members.clear();
        self.members.resize(group_of.len(), 0);
        for (member, &group) in (0..group_of.len()).zip(group_of).rev() {
            let start = &mut self.starts[group as usize];
            *start -= 1;
            self.members[*start as usize] = member as u32;
        }
    }

    /// The members of a group, in their order.
    fn of(&self, group: usize) -> &[u32] {
        let bounds = self.starts.get(group).zip(self.starts.get(group + 1));
        bounds.and_then(|(&start, &end)| self.members.get(start as usize..end as usize)).unwrap_or_default()
    }
}

/// For each vector and each label `l` the bilinear form `vector · Wₗ · row` with the row of `input` in whose group the vector is, as
/// `[vectors][labels]`. `layer` has the rows of all `Wₗ`, one label after the other; a vector is as long as a row, a multiple of 16.
pub(crate) fn bilinear(input: &Quantised, layer: &Linear, vectors: &[f32], groups: &Groups, out: &mut [f32]) {
    let size = layer.inputs();
    let mut partial = vec![[0.0; LANES]; groups.members.len()];
    let labels = layer.outputs() / size.max(1);
    layer.apply(input, &mut sink::Bilinear { vectors, size, groups, partial: &mut partial, out, labels });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_have_their_members() {
        let mut groups = Groups::default();
        for _ in 0..2 {
            groups.set(&[2, 0, 2, 3, 2], 4);
            let found: Vec<&[u32]> = (0..5).map(|group| groups.of(group)).collect();
            assert_eq!(found, [&[1][..], &[], &[0, 2, 4], &[3], &[]]);
        }
    }

    #[test]
    fn a_bilinear_form_is_the_same_for_a_row_of_its_own_and_a_shared_one() {
        let (size, labels) = (16, 3);
        let number = |i: usize| (i * 7919 % 201) as f32 / 100.0 - 1.0;
        let rows: Vec<f32> = (0..2 * size).map(number).collect();
        let vectors: Vec<f32> = (9..9 + 3 * size).map(number).collect();
        let values: Vec<i8> = (0..labels * size * size).map(|i| (i * 31 % 255) as u8 as i8).collect();
        let weights = Weights { values: &values, multiples: &[], inputs: size };
        let layer = Linear::new(weights, vec![0.01; labels * size], Vec::new());
        let forms = |rows: &[f32], group_of: &[u32]| {
            let input = Quantised::of(rows, size);
            let mut groups = Groups::default();
            groups.set(group_of, input.len());
            let mut out = vec![0.0; group_of.len() * labels];
            bilinear(&input, &layer, &vectors, &groups, &mut out);
            out
        };
        let shared = forms(&rows, &[1, 0, 1]);
        let own: Vec<f32> = [&rows[size..], &rows[..size], &rows[size..]].concat();
        assert_eq!(shared, forms(&own, &[0, 1, 2]));
        // and is what a schoolbook says, but for the rounding of the rows
        let sum = |i: usize, j: usize| f64::from(values[(size + i) * size + j]) * 0.01 * f64::from(rows[j]);
        let form: f64 =
            (0..size * size).map(|at| f64::from(vectors[size + at / size]) * sum(at / size, at % size)).sum();
        assert!((f64::from(shared[labels + 1]) - form).abs() < 0.1, "{} {form}", shared[labels + 1]);
    }
}
