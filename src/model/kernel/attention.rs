//! Scaled dot-product attention (Vaswani et al. 2017).
#![expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "numeric kernel: tensors have the shapes that loading has checked"
)]

use super::Aligned;
use super::dispatch::{add, scale_rows, softmax};
use super::lanes::LANES;
use super::multiply::{Grid, multiply, turn};

/// The memory of attention, for use again.
#[derive(Debug, Default)]
pub(crate) struct Attention {
    keys: Aligned<f32>,
    scores: Aligned<f32>,
    inverses: Aligned<f32>,
}

/// What is added to the scores for the distances of queries and keys.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DistanceBias<'b> {
    /// For each head the numbers of all distances, key's place minus query's, from `1 - most` to `most - 1`.
    pub(crate) table: &'b [f32],
    /// Places are below this.
    pub(crate) most: usize,
    /// The place of each query; that of its row where this is none.
    pub(crate) places: Option<&'b [usize]>,
}

impl DistanceBias<'_> {
    /// Adds them to a head's scores, whose rows are `stride` apart, of keys at the places below `length`.
    fn add(&self, head: usize, scores: &mut [f32], stride: usize, length: usize) {
        let distances = 2 * self.most - 1;
        let own = &self.table[head * distances..][..distances];
        for (query, row) in scores.chunks_exact_mut(stride).enumerate() {
            let place = self.places.map_or(query, |places| places[query]);
            add(&mut row[..length], &own[self.most - 1 - place..][..length]);
        }
    }
}

/// Attention over one sequence: rows of `width` floats, `heads` heads. There may be fewer queries than keys.
pub(crate) fn attend(
    [query, key, value]: [&[f32]; 3],
    [width, heads]: [usize; 2],
    bias: Option<DistanceBias<'_>>,
    memory: &mut Attention,
    out: &mut [f32],
) {
    let (size, length, queries) = (width / heads, key.len() / width, query.len() / width);
    if length == 0 || queries == 0 {
        return;
    }
    let padded = length.next_multiple_of(LANES);
    let factor = 1.0 / (size as f32).sqrt();
    let keys = memory.keys.room(size * padded);
    let scores = memory.scores.room(queries * padded);
    let inverses = memory.inverses.room(queries);
    let of_head = |all, head| Grid { values: &<[f32]>::as_ref(all)[head..], stride: width };
    for (number, head) in (0..width).step_by(size).enumerate() {
        turn(of_head(key, head), [length, size], factor, keys, padded);
        let turned = Grid { values: keys, stride: padded };
        multiply(of_head(query, head), turned, [queries, size, padded], scores, padded);
        if let Some(bias) = &bias {
            bias.add(number, scores, padded, length);
        }
        softmax(scores, padded, length, inverses);
        let weights = Grid { values: scores, stride: padded };
        multiply(weights, of_head(value, head), [queries, length, size], &mut out[head..], width);
        scale_rows(&mut out[head..], width, size, inverses);
    }
}
