//! What becomes of a product's rows: they are put to use piece by piece while they are in registers.

#![expect(
    clippy::needless_range_loop,
    reason = "what iterators do with vectors is not compiled for the processor everywhere"
)]

use super::Groups;
use super::float::gelu;
use super::lanes::{LANES, Lanes};

/// Takes the rows of a product, a few pieces at a time.
pub(super) trait Sink {
    /// Outputs `first` and those after it of `row`, 16 for each of `values`; those beyond the last output mean nothing.
    fn put<V: Lanes, const BLOCKS: usize>(&mut self, row: usize, first: usize, values: [V; BLOCKS]);
}

/// The place of a few pieces in rows of `width` floats, where all of them are whole.
#[inline(always)]
fn pieces<const BLOCKS: usize>(
    out: &mut [f32],
    [width, row, first]: [usize; 3],
) -> Option<&mut [[f32; LANES]; BLOCKS]> {
    let whole = first + BLOCKS * LANES <= width;
    let place = out.get_mut(row * width + first..).filter(|_| whole)?;
    place.as_chunks_mut().0.first_chunk_mut()
}

/// The place of a piece in rows of `width` floats, and less than 16 of them where the row ends.
#[inline(always)]
fn part(out: &mut [f32], [width, row, first]: [usize; 3]) -> &mut [f32] {
    let room = width.saturating_sub(first).min(LANES);
    out.get_mut(row * width + first..).and_then(|place| place.get_mut(..room)).unwrap_or_default()
}

/// Writes the rows, one after the other.
pub(super) struct Store<'o> {
    pub(super) out: &'o mut [f32],
    pub(super) width: usize,
}

impl Sink for Store<'_> {
    #[inline(always)]
    fn put<V: Lanes, const BLOCKS: usize>(&mut self, row: usize, first: usize, values: [V; BLOCKS]) {
        if let Some(out) = pieces::<BLOCKS>(self.out, [self.width, row, first]) {
            for b in 0..BLOCKS {
                values[b].store(&mut out[b]);
            }
            return;
        }
        for b in 0..BLOCKS {
            values[b].store_part(part(self.out, [self.width, row, first + b * LANES]));
        }
    }
}

/// Adds the rows to others.
pub(super) struct Add<'o> {
    pub(super) out: &'o mut [f32],
    pub(super) width: usize,
}

impl Sink for Add<'_> {
    #[inline(always)]
    fn put<V: Lanes, const BLOCKS: usize>(&mut self, row: usize, first: usize, values: [V; BLOCKS]) {
        if let Some(out) = pieces::<BLOCKS>(self.out, [self.width, row, first]) {
            for b in 0..BLOCKS {
                V::load(&out[b]).add(values[b]).store(&mut out[b]);
            }
            return;
        }
        for b in 0..BLOCKS {
            let out = part(self.out, [self.width, row, first + b * LANES]);
            V::load_part(out, 0.0).add(values[b]).store_part(out);
        }
    }
}

/// Writes what GELU makes of the rows.
pub(super) struct Gelu<'o> {
    pub(super) out: &'o mut [f32],
    pub(super) width: usize,
}

impl Sink for Gelu<'_> {
    #[inline(always)]
    fn put<V: Lanes, const BLOCKS: usize>(&mut self, row: usize, first: usize, mut values: [V; BLOCKS]) {
        for b in 0..BLOCKS {
            values[b] = gelu(values[b]);
        }
        Store { out: self.out, width: self.width }.put(row, first, values);
    }
}

/// For each run of `size` outputs (one label) the sum of products with vectors of `size` floats, which is what a bilinear form
/// is; each row has a few of these vectors. `size` is a multiple of 16.
pub(super) struct Bilinear<'o> {
    /// `[vectors][size]`
    pub(super) vectors: &'o [f32],
    pub(super) size: usize,
    /// The vectors of each row.
    pub(super) groups: &'o Groups,
    /// 16 partial sums a vector.
    pub(super) partial: &'o mut [[f32; LANES]],
    /// `[vectors][labels]`
    pub(super) out: &'o mut [f32],
    pub(super) labels: usize,
}

impl Sink for Bilinear<'_> {
    #[inline(always)]
    fn put<V: Lanes, const BLOCKS: usize>(&mut self, row: usize, first: usize, values: [V; BLOCKS]) {
        let (label, column) = (first / self.size, first % self.size);
        for &one in self.groups.of(row) {
            let one = one as usize;
            let (mut label, mut column) = (label, column);
            let vector = self.vectors.get(one * self.size..(one + 1) * self.size);
            let out = self.out.get_mut(one * self.labels..(one + 1) * self.labels);
            let (Some(vector), Some(out), Some(partial)) = (vector, out, self.partial.get_mut(one)) else {
                return;
            };
            let mut sums = V::load(partial);
            for b in 0..BLOCKS {
                let Some(vector) = vector.get(column..).and_then(|v| v.first_chunk::<LANES>()) else {
                    return;
                };
                if column == 0 {
                    sums = V::splat(0.0);
                }
                sums = sums.add(V::load(vector).mul(values[b]));
                column += LANES;
                if column == self.size {
                    if let Some(out) = out.get_mut(label) {
                        *out = sums.total();
                    }
                    (label, column) = (label + 1, 0);
                }
            }
            sums.store(partial);
        }
    }
}
