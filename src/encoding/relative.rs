//! Relative positions: for the distance of two places a number that is added to their attention score, in buckets (Raffel
//! et al. 2020).

use crate::model::kernel::DistanceBias;
use crate::model::{LoadError, ModelFile};

/// The numbers of a model, for each head and each distance.
#[derive(Clone, Debug)]
pub(super) struct RelativePositions {
    table: Vec<f32>,
    most: usize,
}

impl RelativePositions {
    /// The tensor `relative`; `None` where the model has no relative positions.
    pub(super) fn load(file: &ModelFile<'_>) -> Result<Option<Self>, LoadError> {
        let n = file.shape();
        if n.relative_buckets == 0 {
            return Ok(None);
        }
        let rows = file.f32("relative", &[n.relative_buckets, n.heads])?;
        let buckets: Vec<usize> = (1..n.positions.saturating_mul(2))
            .map(|d| bucket(n.positions.abs_diff(d), d > n.positions, n.relative_buckets, n.relative_span))
            .collect();
        let heads = 0..n.heads;
        let table = heads.flat_map(|head| buckets.iter().map(move |bucket| (head, bucket)));
        let table = table
            .map(|(head, bucket)| {
                rows.get(bucket.saturating_mul(n.heads).saturating_add(head)).copied().unwrap_or_default()
            })
            .collect();
        Ok(Some(Self { table, most: n.positions }))
    }

    /// For attention with queries at these places; at those of their rows where there are none.
    pub(super) fn bias<'b>(&'b self, places: Option<&'b [usize]>) -> DistanceBias<'b> {
        DistanceBias { table: &self.table, most: self.most, places }
    }
}

/// The bucket of a distance: half of them are for keys behind the query, half of each for single distances, the rest for
/// logarithmic steps up to `span`. Whole steps are counted with products, as logarithms differ between machines.
fn bucket(distance: usize, behind: bool, buckets: usize, span: usize) -> usize {
    let (half, exact) = (buckets / 2, buckets / 4);
    let of_direction = if distance < exact {
        distance
    } else {
        let power = |base: usize| {
            let ratio = base as f64 / exact as f64;
            move |times: usize| (0..times).fold(1.0, |product, _| product * ratio)
        };
        let (steps, reached) = (half.saturating_sub(exact), power(distance)(half.saturating_sub(exact)));
        let of_span = power(span);
        exact.saturating_add((1..steps).take_while(|&k| of_span(k) <= reached).count())
    };
    of_direction.saturating_add(if behind { half } else { 0 })
}

#[cfg(test)]
mod tests {
    use super::bucket;

    #[test]
    fn near_places_have_buckets_of_their_own() {
        let found = [0, 1, 7, 8, 11, 12, 15, 16, 22, 23, 31, 32, 45, 46, 63, 64, 90, 91, 127, 128, 255];
        let found = found.map(|distance| bucket(distance, false, 32, 128));
        // as T5 and MPNet count them
        let expected = [0, 1, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13, 14, 14, 15, 15, 15, 15];
        assert_eq!(found, expected);
        assert_eq!(bucket(12, true, 32, 128), 25);
    }
}
