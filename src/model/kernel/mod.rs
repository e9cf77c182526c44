//! The arithmetic of inference: int8 matrix products, and the float functions around them.
//!
//! The bytes that come out do not depend on the machine: integer sums are exact, and floats are added, multiplied and
//! divided one by one in a fixed order, without fused operations and without the platform's mathematical library.
//! Each float function is written once and compiled for any processor, for AVX2 and for AVX-512; integer products have
//! implementations of their own for what the processor has.

mod dispatch;
mod float;
mod product;

pub(crate) use dispatch::{add, attend, dot, dots, gelu, layer_norm, quantise, softmax};
pub(crate) use float::exp;
pub(crate) use product::Linear;

/// The memory of rows is a multiple of so many, as the widest products take them.
const ROWS: usize = 32;

/// Rows of activations as int8 with one scale each.
#[derive(Clone, Debug, Default)]
pub(crate) struct Quantised {
    /// The rows, and up to a multiple of [`ROWS`] more whose content means nothing.
    values: Vec<i8>,
    /// A scale for each row.
    scales: Vec<f32>,
    width: usize,
}

impl Quantised {
    /// Rows of `width` floats, each scaled so that its largest value is 127.
    pub(crate) fn of(rows: &[f32], width: usize) -> Self {
        let mut quantised = Self::default();
        quantised.set(rows, width);
        quantised
    }

    fn resize(&mut self, rows: usize, width: usize) {
        self.width = width.max(1);
        self.values.resize(rows.next_multiple_of(ROWS) * self.width, 0);
        self.scales.resize(rows, 0.0);
    }

    /// Rows that are int8 already, each with its scale.
    pub(crate) fn from_rows<'r>(rows: impl ExactSizeIterator<Item = (&'r [i8], f32)>, width: usize) -> Self {
        let mut quantised = Self::default();
        quantised.resize(rows.len(), width);
        let places = quantised.values.chunks_exact_mut(quantised.width).zip(&mut quantised.scales);
        for ((row, scale), (values, to)) in rows.zip(places) {
            values.copy_from_slice(row);
            *to = scale;
        }
        quantised
    }

    /// Number of rows.
    pub(crate) fn len(&self) -> usize {
        self.scales.len()
    }

    /// As [`Quantised::of`], in the memory of what was there.
    pub(crate) fn set(&mut self, rows: &[f32], width: usize) {
        self.resize(rows.len() / width.max(1), width);
        quantise(rows, self.width, &mut self.values, &mut self.scales);
    }
}

/// `input × weightsᵀ + bias`, as `[rows][outputs]`.
pub(crate) fn linear(input: &Quantised, layer: &Linear) -> Vec<f32> {
    let mut out = Vec::new();
    linear_into(input, layer, &mut out);
    out
}

/// As [`linear`], in the memory of what was there.
pub(crate) fn linear_into(input: &Quantised, layer: &Linear, out: &mut Vec<f32>) {
    out.resize(input.len() * layer.outputs(), 0.0);
    layer.apply(input, out);
}

/// The index of the largest value; the first of equals.
pub(crate) fn largest(row: &[f32]) -> usize {
    let mut at = 0;
    for (i, x) in row.iter().enumerate() {
        if *x > row[at] {
            at = i;
        }
    }
    at
}

/// The index of the largest value and its softmax probability; the first of equals.
pub(crate) fn best(row: &[f32]) -> (usize, f32) {
    let at = largest(row);
    let Some(&most) = row.get(at) else { return (0, 0.0) };
    (at, 1.0 / row.iter().map(|x| exp(x - most)).sum::<f32>())
}
