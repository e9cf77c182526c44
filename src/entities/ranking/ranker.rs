//! A small network that ranks the antecedents of an anaphor (mention ranking: Denis and Baldridge 2008; Wiseman et al. 2015).
//!
//! `training/fit_ranker.py` makes its weights from the clusters of GUM and of marked news.

use super::candidates::Candidate;
use super::features::{Features, OF_ANAPHOR, feature_names};
use crate::lexicon;
use crate::model::kernel;
use std::sync::LazyLock;

/// Units of the hidden layer.
const UNITS: usize = 32;

/// One hidden layer of rectified units over the features.
pub(in crate::entities) struct Ranker {
    /// For each feature what it adds to each unit.
    inner: Vec<[f32; UNITS]>,
    bias: [f32; UNITS],
    outer: [f32; UNITS],
}

/// The ranker of the crate.
pub(in crate::entities) static RANKER: LazyLock<Ranker> =
    LazyLock::new(|| Ranker::read(include_str!("../../../data/ranker.tsv")));

impl Ranker {
    /// Rows of a name and one number for each unit; a row that lacks is a row of zeros.
    fn read(table: &'static str) -> Self {
        let row = |name: &str| -> [f32; UNITS] {
            let mut out = [0.0; UNITS];
            let found = lexicon::rows(table).find(|row| row.first() == Some(&name)).unwrap_or_default();
            for (slot, number) in out.iter_mut().zip(found.iter().skip(1)) {
                *slot = number.parse().unwrap_or(0.0);
            }
            out
        };
        Self { inner: feature_names().map(row).collect(), bias: row("bias"), outer: row("output") }
    }

    /// The units with what features from a place on add to them.
    fn with(&self, mut units: [f32; UNITS], features: &[f32], first: usize) -> [f32; UNITS] {
        for (&value, weights) in features.iter().zip(self.inner.iter().skip(first)) {
            if value != 0.0 {
                for (unit, weight) in units.iter_mut().zip(weights) {
                    *unit += value * weight;
                }
            }
        }
        units
    }

    /// The probabilities of the candidates, and of there being no antecedent. The features of the anaphor, which come first, are the same
    /// for all and counted once.
    pub(in crate::entities) fn rank(&self, none: &Features, candidates: &[Candidate]) -> Ranking {
        let (anaphor, _) = none.split_at(OF_ANAPHOR);
        let units = self.with(self.bias, anaphor, 0);
        let score = |features: &Features| {
            let units = self.with(units, features.split_at(OF_ANAPHOR).1, OF_ANAPHOR);
            units.iter().zip(&self.outer).map(|(unit, weight)| unit.max(0.0) * weight).sum()
        };
        let mut scores: Vec<f32> = candidates.iter().map(|c| score(&c.features)).collect();
        scores.push(score(none));
        let highest = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        scores.iter_mut().for_each(|score| *score = kernel::exp(*score - highest));
        let sum: f32 = scores.iter().sum();
        scores.iter_mut().for_each(|share| *share /= sum);
        let none = scores.pop().unwrap_or(1.0);
        Ranking { shares: scores, none }
    }
}

/// What a [`Ranker`] makes of the candidates of an anaphor.
pub(in crate::entities) struct Ranking {
    /// The candidates' probabilities.
    pub(in crate::entities) shares: Vec<f32>,
    /// The probability that there is no antecedent.
    pub(in crate::entities) none: f32,
}

impl Ranking {
    /// Makes a candidate `times` as likely.
    pub(in crate::entities) fn prefer(&mut self, candidate: usize, times: f32) {
        if let Some(share) = self.shares.get_mut(candidate) {
            *share *= times;
        }
        let sum: f32 = self.shares.iter().sum::<f32>() + self.none;
        self.shares.iter_mut().for_each(|share| *share /= sum);
        self.none /= sum;
    }

    /// The likeliest of the candidates, by its place, with its probability; `None` where it is likelier that there is no
    /// antecedent, whose probability counts `weight` times.
    pub(in crate::entities) fn best(&self, weight: f32) -> Option<(usize, f32)> {
        let mut best: Option<(usize, f32)> = None;
        for (i, &p) in self.shares.iter().enumerate() {
            if p > best.map_or(self.none * weight, |b| b.1) {
                best = Some((i, p));
            }
        }
        best
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_feature_has_its_row() {
        let table = include_str!("../../../data/ranker.tsv");
        let names: Vec<&str> = lexicon::rows(table).filter_map(|row| row.first().copied()).collect();
        for name in feature_names().chain(["bias", "output"]) {
            assert_eq!(names.iter().filter(|n| **n == name).count(), 1, "{name}");
        }
        assert!(lexicon::rows(table).all(|row| row.len() == UNITS + 1));
    }
}
