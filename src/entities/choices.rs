//! The choices the ranker has in a document, for training it anew.

use super::anaphora::anaphora;
use super::antecedents::Candidate;
use super::discourse::ClauseCandidate;
use super::features::FEATURES;
use super::resolve::sieves;
use crate::mentions::{Mention, Mentioned};
use crate::span::WordId;

/// An anaphor with what it may mean.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// The head of the anaphor.
    pub anaphor: WordId,
    /// The heads of the latest mentions of the candidates, each with its features; the first, without head, stands for
    /// having no antecedent.
    pub candidates: Vec<(Option<WordId>, Vec<f32>)>,
}

/// All choices that the ranker has in this document, as it goes through it with what it chose before.
#[must_use]
pub fn choices(mentioned: &Mentioned) -> Vec<Choice> {
    let mut found = Vec::new();
    let mut clusters = sieves(mentioned);
    let watch = |m: &Mention, none: &[f32; FEATURES], candidates: &[Candidate]| {
        let others =
            candidates.iter().map(|c| (Some(mentioned.mention(c.mention).head), c.features.to_vec()));
        let candidates = std::iter::once((None, none.to_vec())).chain(others).collect();
        found.push(Choice { anaphor: m.head, candidates });
    };
    anaphora(&mut clusters, watch, |_, _| {});
    found
}

/// An anaphor with the clause it may take up.
#[derive(Clone, Debug, PartialEq)]
pub struct ClauseChoice {
    /// The head of the anaphor.
    pub anaphor: WordId,
    /// The predicate of the clause.
    pub clause: WordId,
    /// How sure it is now that the anaphor takes up a clause, 0 to 1.
    pub probability: f32,
    /// What is known of the pair: names of features and their values.
    pub features: Vec<(String, f32)>,
}

/// All anaphors in this document that may take up a clause, for training the choice anew.
#[must_use]
pub fn clause_choices(mentioned: &Mentioned) -> Vec<ClauseChoice> {
    let mut found = Vec::new();
    let mut clusters = sieves(mentioned);
    let watch = |m: &Mention, candidate: &ClauseCandidate| {
        found.push(ClauseChoice {
            anaphor: m.head,
            clause: candidate.clause,
            probability: candidate.probability(),
            features: candidate.features.clone(),
        });
    };
    anaphora(&mut clusters, |_, _, _| {}, watch);
    found
}

/// The names of the features, in their order.
pub fn feature_names() -> impl Iterator<Item = &'static str> {
    super::features::feature_names()
}
