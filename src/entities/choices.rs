//! The choices the ranker has in a document, for training it anew.

use super::anaphora::{Watch, anaphora};
use super::discourse::deixis::ClauseCandidate;
use super::ranking::candidates::Candidate;
use super::ranking::features::{self, Features};
use super::sieves::sieves;
use crate::mentions::{Mention, Mentioned};
use crate::rules::Rules;
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

/// The choices of the ranker that were seen.
struct Choices<'m> {
    mentioned: &'m Mentioned,
    found: Vec<Choice>,
}

impl Watch for Choices<'_> {
    fn choice(&mut self, m: &Mention, none: &Features, candidates: &[Candidate]) {
        let head = |c: &Candidate| self.mentioned.mention(c.mention).head;
        let others = candidates.iter().map(|c| (Some(head(c)), c.features.to_vec()));
        let candidates = std::iter::once((None, none.to_vec())).chain(others).collect();
        self.found.push(Choice { anaphor: m.head, candidates });
    }
}

/// All choices that the ranker has in this document, as it goes through it with what it chose before.
#[must_use]
pub fn choices(mentioned: &Mentioned) -> Vec<Choice> {
    let mut seen = Choices { mentioned, found: Vec::new() };
    anaphora(&mut sieves(mentioned, Rules::english()), &mut seen);
    seen.found
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

/// The clauses that were seen.
struct ClauseChoices(Vec<ClauseChoice>);

impl Watch for ClauseChoices {
    fn clause(&mut self, m: &Mention, candidate: &ClauseCandidate) {
        let evidence = &candidate.evidence;
        let named = evidence
            .features
            .iter()
            .map(|(name, value)| (format!("{} {name}", evidence.sort.name()), *value));
        self.0.push(ClauseChoice {
            anaphor: m.head,
            clause: candidate.clause,
            probability: candidate.probability(),
            features: named.collect(),
        });
    }
}

/// All anaphors in this document that may take up a clause, for training the choice anew.
#[must_use]
pub fn clause_choices(mentioned: &Mentioned) -> Vec<ClauseChoice> {
    let mut seen = ClauseChoices(Vec::new());
    anaphora(&mut sieves(mentioned, Rules::english()), &mut seen);
    seen.0
}

/// The names of the features, in their order.
pub fn feature_names() -> impl Iterator<Item = &'static str> {
    features::feature_names()
}
