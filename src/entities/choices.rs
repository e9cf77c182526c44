//! The choices the ranker has in a document, for training it anew.

use super::anaphora::{Watch, anaphora};
use super::clusters::Clusters;
use super::discourse::deixis::ClauseCandidate;
use super::ranking::candidates::Candidate;
use super::ranking::features::{self, Features};
use super::ranking::wording::{called, own_meaning};
use super::sieves::sieves;
use crate::lexicon::noun;
use crate::mentions::{Mention, Mentioned};
use crate::rules::Rules;
use crate::span::WordId;

/// An anaphor with what it may mean.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// The head of the anaphor.
    pub anaphor: WordId,
    /// The noun of a description, or beside a name, as `data/noun_meanings.tsv` has it.
    pub noun: Option<&'static str>,
    /// What it may mean; the first stands for having no antecedent.
    pub candidates: Vec<PossibleAntecedent>,
}

/// An entity that an anaphor may mean.
#[derive(Clone, Debug, PartialEq)]
pub struct PossibleAntecedent {
    /// The head of its latest mention; nothing for having no antecedent.
    pub head: Option<WordId>,
    /// The nouns, and kinds of what has a name, that it was last called by.
    pub nouns: Vec<&'static str>,
    /// Their order is that of [`feature_names`].
    pub features: Vec<f32>,
}

/// The choices of the ranker that were seen.
struct Choices<'m> {
    mentioned: &'m Mentioned,
    found: Vec<Choice>,
}

impl Watch for Choices<'_> {
    fn choice(&mut self, clusters: &Clusters<'_>, m: &Mention, none: &Features, candidates: &[Candidate]) {
        let possible = |c: &Candidate| {
            let latest = self.mentioned.mention(c.mention);
            let nouns = called(clusters, latest).filter_map(noun).collect();
            PossibleAntecedent { head: Some(latest.head), nouns, features: c.features.to_vec() }
        };
        let nothing = PossibleAntecedent { head: None, nouns: Vec::new(), features: none.to_vec() };
        let own = own_meaning(clusters, m);
        let candidates = std::iter::once(nothing).chain(candidates.iter().map(possible)).collect();
        self.found.push(Choice { anaphor: m.head, noun: own.and_then(noun), candidates });
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
