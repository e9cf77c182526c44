//! What the network says of whether one word can take up another.

use crate::model::kernel::{self, Linear};
use crate::model::{LoadError, ModelFile};
use serde::{Deserialize, Serialize};

/// Numbers of one side of a [`Likeness`].
const SIZE: usize = 32;
/// Keeps a vector of nothing but zeros what it is.
const LEAST: f32 = 1e-3;

/// What a word, as the head of a mention, means as an anaphor and as an antecedent, in two short vectors whose cosine says how well
/// the one takes up the other. All zeros where the model has no such layer or no network read the word.
///
/// `training/fit_ranker.py` learns the layer from GUM's clusters, as Lee et al. (2017) learn scores of mention pairs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Likeness {
    anaphor: [i8; SIZE],
    antecedent: [i8; SIZE],
}

impl Likeness {
    /// The layer that gives the numbers [`Likeness::new`] takes; a model may lack it.
    pub(crate) fn layer(file: &ModelFile<'_>) -> Result<Option<Linear>, LoadError> {
        let layer = || file.linear("antecedent", 2 * SIZE, file.shape().width);
        file.has("antecedent.weight").then(layer).transpose()
    }

    /// From the layer's outputs: those of the anaphor, then those of the antecedent.
    pub(crate) fn new(outputs: &[f32]) -> Self {
        let (anaphor, antecedent) = outputs.split_at(SIZE.min(outputs.len()));
        Self { anaphor: unit(anaphor), antecedent: unit(antecedent) }
    }

    /// How well this word, as an anaphor, takes up `antecedent`: from -1 to 1.
    #[must_use]
    pub fn to(&self, antecedent: &Self) -> f32 {
        let products = self.anaphor.iter().zip(&antecedent.antecedent);
        let sum: i32 = products.map(|(&a, &b)| i32::from(a).saturating_mul(i32::from(b))).sum();
        sum as f32 / (127.0 * 127.0)
    }
}

/// The vector at length one, in steps of 1/127.
fn unit(values: &[f32]) -> [i8; SIZE] {
    let length = (kernel::dot(values, values) + LEAST).sqrt();
    let mut out = [0; SIZE];
    for (slot, value) in out.iter_mut().zip(values) {
        *slot = nearest((value / length * 127.0).clamp(-127.0, 127.0));
    }
    out
}

/// The nearest whole number, of two that are as near the one farther from zero; written so that several are found at once.
fn nearest(value: f32) -> i8 {
    let whole = value as i32;
    let rest = value - whole as f32;
    let up = i32::from(rest >= 0.5).saturating_sub(i32::from(rest <= -0.5));
    whole.saturating_add(up) as i8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_rounded_away_from_zero() {
        for value in [0.0, 0.5, -0.5, 0.499_999_97, 1.5, -2.5, 126.5, -126.5, 127.0, -127.0, f32::NAN] {
            assert_eq!(nearest(value), value.round() as i8, "{value}");
        }
    }

    #[test]
    fn a_vector_is_most_like_itself() {
        let mut outputs = [0.0; 2 * SIZE];
        (outputs[0], outputs[1], outputs[SIZE], outputs[SIZE + 1]) = (3.0, 4.0, 30.0, 40.0);
        let word = Likeness::new(&outputs);
        assert!((word.to(&word) - 1.0).abs() < 0.02);
        outputs[SIZE] = -40.0;
        outputs[SIZE + 1] = 30.0;
        assert!(word.to(&Likeness::new(&outputs)).abs() < 0.02);
        assert_eq!(word.to(&Likeness::default()).to_bits(), 0.0_f32.to_bits());
    }
}
