//! What becomes of a product's rows: they are put to use piece by piece while they are in registers.

use super::float::gelu;
use super::lanes::{LANES, Lanes};

/// Takes the rows of a product, piece by piece.
pub(super) trait Sink {
    /// Outputs `first` and the 15 after it of `row`; those beyond the last output mean nothing.
    fn put<V: Lanes>(&mut self, row: usize, first: usize, values: V);
}

/// Gives the place of a piece in rows of `width` floats to `whole`, or to `part` where it has less than 16.
#[inline(always)]
fn piece(
    out: &mut [f32],
    [width, row, first]: [usize; 3],
    whole: impl FnOnce(&mut [f32; LANES]),
    part: impl FnOnce(&mut [f32]),
) {
    let place = out.get_mut(row * width + first..).unwrap_or_default();
    if first + LANES <= width {
        if let Some(place) = place.first_chunk_mut() {
            whole(place);
        }
    } else if let Some(place) = place.get_mut(..width.saturating_sub(first)) {
        part(place);
    }
}

/// Writes the rows, one after the other.
pub(super) struct Store<'o> {
    pub(super) out: &'o mut [f32],
    pub(super) width: usize,
}

impl Sink for Store<'_> {
    #[inline(always)]
    fn put<V: Lanes>(&mut self, row: usize, first: usize, values: V) {
        let place = [self.width, row, first];
        piece(self.out, place, |out| values.store(out), |out| values.store_part(out));
    }
}

/// Adds the rows to others.
pub(super) struct Add<'o> {
    pub(super) out: &'o mut [f32],
    pub(super) width: usize,
}

impl Sink for Add<'_> {
    #[inline(always)]
    fn put<V: Lanes>(&mut self, row: usize, first: usize, values: V) {
        let place = [self.width, row, first];
        let part = |out: &mut [f32]| V::load_part(out, 0.0).add(values).store_part(out);
        piece(self.out, place, |out| V::load(out).add(values).store(out), part);
    }
}

/// Writes what GELU makes of the rows.
pub(super) struct Gelu<'o> {
    pub(super) out: &'o mut [f32],
    pub(super) width: usize,
}

impl Sink for Gelu<'_> {
    #[inline(always)]
    fn put<V: Lanes>(&mut self, row: usize, first: usize, values: V) {
        Store { out: self.out, width: self.width }.put(row, first, gelu(values));
    }
}

/// For each run of `size` outputs (one label) the sum of products with the row's own vector of `size` floats, which is
/// what a bilinear form is. `size` is a multiple of 16.
pub(super) struct Bilinear<'o> {
    /// `[rows][size]`
    pub(super) vectors: &'o [f32],
    pub(super) size: usize,
    /// 16 partial sums a row.
    pub(super) partial: &'o mut [[f32; LANES]],
    /// `[rows][labels]`
    pub(super) out: &'o mut [f32],
    pub(super) labels: usize,
}

impl Sink for Bilinear<'_> {
    #[inline(always)]
    fn put<V: Lanes>(&mut self, row: usize, first: usize, values: V) {
        let (label, column) = (first / self.size, first % self.size);
        let vector = self.vectors.get(row * self.size + column..).and_then(|v| v.first_chunk::<LANES>());
        let (Some(vector), Some(partial)) = (vector, self.partial.get_mut(row)) else { return };
        let before = if column == 0 { V::splat(0.0) } else { V::load(partial) };
        let sums = before.add(V::load(vector).mul(values));
        sums.store(partial);
        if column + LANES == self.size
            && let Some(out) = self.out.get_mut(row * self.labels + label)
        {
            *out = sums.total();
        }
    }
}
