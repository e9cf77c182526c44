//! The choices the ranker has in a document, for training it anew.

use super::anaphora::anaphora;
use super::resolve::sieves;
use crate::mentions::Mentioned;
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
    anaphora(&mut clusters, |m, none, candidates| {
        let others =
            candidates.iter().map(|c| (Some(mentioned.mention(c.mention).head), c.features.to_vec()));
        let candidates = std::iter::once((None, none.to_vec())).chain(others).collect();
        found.push(Choice { anaphor: m.head, candidates });
    });
    found
}

/// The names of the features, in their order.
pub fn feature_names() -> impl Iterator<Item = &'static str> {
    super::antecedents::feature_names()
}
