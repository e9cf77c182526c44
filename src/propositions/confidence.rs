//! How sure a proposition is: logistic regression from a few features, fitted on development data
//! (`training/confidence.py`; the weights are data).

use super::types::{Modality, Polarity, Proposition, PropositionKind};
use crate::elementary::{exp, ln};
use crate::lexicon;
use crate::morphology::Upos;
use crate::syntax::Parsed;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

static WEIGHTS: LazyLock<FxHashMap<&'static str, f32>> = LazyLock::new(|| {
    lexicon::map(include_str!("../../data/confidence.tsv"))
        .into_iter()
        .filter_map(|(feature, weight)| Some((feature, weight.parse().ok()?)))
        .collect()
});

/// What is estimated: a proposition as a whole, or a line of its binary view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Estimate {
    /// The proposition.
    Whole,
    /// The line of its object.
    Object,
    /// The line of an adjunct.
    Adjunct,
    /// The line of a modifier inside an argument.
    Nested,
}

/// The features that are not zero, by name, for fitting; `training/confidence.py` says what they are good for.
#[must_use]
pub fn confidence_features(
    parsed: &Parsed,
    proposition: &Proposition,
    estimate: Estimate,
) -> Vec<(&'static str, f32)> {
    let object = proposition.object.as_ref();
    // the parser has to be right about each word of the fact
    let arguments = std::iter::once(&proposition.subject).chain(object.filter(|o| !o.clausal));
    let words = arguments.flat_map(|a| &a.words).chain(&proposition.predicate.words);
    let sure: f32 =
        words.filter_map(|w| Some(ln(parsed.dependencies.get(w.index())?.confidence.max(0.01)))).sum();
    let sure = exp(sure).clamp(0.02, 0.98);
    let words = parsed.sentence(proposition.sentence).words.len() as f32;
    let distance = object.map_or(0.0, |o| o.head.0.abs_diff(proposition.predicate.head.0) as f32);
    let construction = match proposition.kind {
        PropositionKind::Clause => "clause",
        PropositionKind::Copula => "copula",
        PropositionKind::Relative => "relative",
        PropositionKind::Participle => "participle",
        PropositionKind::Infinitive => "infinitive",
        PropositionKind::Title | PropositionKind::Apposition | PropositionKind::Office => "office",
        PropositionKind::Including => "including",
        PropositionKind::Possessive
        | PropositionKind::EventNoun
        | PropositionKind::Nested
        | PropositionKind::Existential
        | PropositionKind::Demonym
        | PropositionKind::Metonym => "nominal",
    };
    let flag = |yes: bool| f32::from(u8::from(yes));
    let all = [
        ("bias", 1.0),
        ("parser", ln(sure / (1.0 - sure))),
        ("length", ln(words.max(1.0))),
        ("distance", ln(1.0 + distance)),
        (construction, 1.0),
        ("pronoun", flag(parsed.upos(proposition.subject.head) == Upos::Pron)),
        ("no mention", flag(proposition.subject.mention.is_none())),
        ("no object", flag(object.is_none())),
        ("attributed", flag(proposition.attribution.is_some())),
        (
            "unreal",
            flag(proposition.modality != Modality::Actual || proposition.polarity == Polarity::Negative),
        ),
        ("line", flag(estimate != Estimate::Whole)),
        ("adjunct", flag(estimate == Estimate::Adjunct)),
        ("nested", flag(estimate == Estimate::Nested)),
    ];
    all.into_iter().filter(|&(_, value)| value != 0.0).collect()
}

/// The estimated probability, between 0.01 and 0.99, that a reader would take the fact from the text.
pub(super) fn estimate(parsed: &Parsed, proposition: &Proposition, estimate: Estimate) -> f32 {
    let features = confidence_features(parsed, proposition, estimate);
    let sum: f32 =
        features.iter().map(|(name, value)| WEIGHTS.get(name).copied().unwrap_or(0.0) * value).sum();
    (1.0 / (1.0 + exp(-sum))).clamp(0.01, 0.99)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_weight_is_read() {
        let rows = lexicon::rows(include_str!("../../data/confidence.tsv")).count();
        assert_eq!(WEIGHTS.len(), rows);
        assert!(WEIGHTS.contains_key("bias") && WEIGHTS.get("pronoun").is_some_and(|w| *w < 0.0));
    }
}
