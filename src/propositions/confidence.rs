//! How sure a proposition is: logistic regression from a few features, fitted on development data
//! (`training/confidence.py`; the weights are data).

use super::types::{Argument, Modality, Polarity, Proposition, PropositionKind};
use crate::elementary::{exp, ln};
use crate::entities::Resolved;
use crate::lexicon::{self, WordMap};
use crate::mentions::Form;
use crate::rules::RuleName;
use crate::span::WordId;

/// The weights of facts and of lines, by feature.
static WEIGHTS: WordMap<[f32; 2]> = WordMap::new(|| {
    let rows = lexicon::rows(include_str!("../../data/confidence.tsv"));
    rows.filter_map(|row| match row.as_slice() {
        [feature, fact, line] => Some((*feature, [fact.parse().ok()?, line.parse().ok()?])),
        _ => None,
    })
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

/// What the confidence in the propositions of a document is estimated from.
///
/// ```
/// # #[cfg(feature = "embedded-model")] {
/// use relata::propositions::{self, Confidence, Estimate};
/// let resolved = relata::Extractor::new()?.analyze("Olav Berg met Greta Lund. He thanked her.");
/// let propositions = propositions::extract(&resolved);
/// let confidence = Confidence::of(&resolved);
/// let features = confidence.features(&propositions.all()[1], Estimate::Whole);
/// assert!(features.iter().any(|(name, _)| name == "subject pronoun"));
/// # }
/// # Ok::<(), relata::Error>(())
/// ```
#[derive(Debug)]
pub struct Confidence<'r> {
    resolved: &'r Resolved,
    /// For each mention, how sure its link to an earlier one is; 1 where there is none.
    links: Vec<f32>,
}

impl<'r> Confidence<'r> {
    /// With what is known of the document's mentions.
    #[must_use]
    pub fn of(resolved: &'r Resolved) -> Self {
        let mut links = vec![1.0; resolved.mentioned.mentions.len()];
        for link in &resolved.links {
            if let Some(own) = links.get_mut(link.mention.index()) {
                *own = link.confidence;
            }
        }
        Self { resolved, links }
    }

    /// Without how sure the mentions are linked, which lines of open extraction do not speak of.
    #[must_use]
    pub fn of_lines(resolved: &'r Resolved) -> Self {
        Self { resolved, links: Vec::new() }
    }

    /// The features that are not zero, by name; a rule's name is one of them. `training/confidence.py` says what they are good for.
    #[must_use]
    pub fn features(&self, proposition: &Proposition, estimate: Estimate) -> Vec<(RuleName, f32)> {
        let parsed = self.resolved.parsed();
        let object = proposition.object.as_ref();
        // the parser has to be right about each word of the fact
        let arguments = std::iter::once(&proposition.subject).chain(object.filter(|o| !o.clausal));
        let words = || arguments.clone().flat_map(|a| &a.words).chain(&proposition.predicate.words);
        let each = words().map(|w| ln(self.parser(*w)));
        let sure = exp(each.sum());
        let heads = arguments.clone().map(|a| a.head).chain([proposition.predicate.head]);
        let weakest = heads.map(|w| self.parser(w)).fold(1.0, f32::min);
        let distance = object.map_or(0.0, |o| o.head.0.abs_diff(proposition.predicate.head.0) as f32);
        let unreal = proposition.modality != Modality::Actual || proposition.polarity == Polarity::Negative;
        let mut all: Vec<(RuleName, f32)> = Vec::with_capacity(24);
        let mut add = |name: &'static str, value: f32| {
            if value != 0.0 {
                all.push((RuleName::Borrowed(name), value));
            }
        };
        let flag = |yes: bool| f32::from(u8::from(yes));
        add("bias", 1.0);
        add("parser", odds(sure));
        add("weakest arc", odds(weakest));
        add("length", ln((parsed.sentence(proposition.sentence).words.len() as f32).max(1.0)));
        add("distance", ln(1.0 + distance));
        add(construction(proposition.kind), 1.0);
        for (argument, names) in [(Some(&proposition.subject), &SUBJECT), (object, &OBJECT)] {
            let Some(argument) = argument else { continue };
            let (form, link) = self.standing(argument);
            add(
                match form {
                    Some(Form::Pronoun) => names.pronoun,
                    Some(Form::Named) => names.named,
                    Some(_) => names.described,
                    None => names.words,
                },
                1.0,
            );
            add(names.linked, flag(link < 1.0));
            add(names.link, if link < 1.0 { odds(link) } else { 0.0 });
            add(names.length, ln((argument.words.len() as f32).max(1.0)));
        }
        add("no object", flag(object.is_none()));
        add("clause as object", flag(object.is_some_and(|o| o.clausal)));
        add("attributed", flag(proposition.attribution.is_some()));
        add("unreal", flag(unreal));
        add("qualifiers", ln(1.0 + proposition.qualifiers.len() as f32));
        add("adjunct", flag(estimate == Estimate::Adjunct));
        add("nested", flag(estimate == Estimate::Nested));
        if !proposition.rule.is_empty() {
            all.push((proposition.rule.clone(), 1.0));
        }
        all
    }

    /// The estimated probability, between 0.01 and 0.99, that a reader would take the fact from the text.
    pub(super) fn estimate(&self, proposition: &Proposition, estimate: Estimate) -> f32 {
        let weight = |name: &str| {
            let [fact, line] = WEIGHTS.get(name).copied().unwrap_or_default();
            if estimate == Estimate::Whole { fact } else { line }
        };
        let sum: f32 =
            self.features(proposition, estimate).iter().map(|(name, value)| weight(name) * value).sum();
        (1.0 / (1.0 + exp(-sum))).clamp(0.01, 0.99)
    }

    fn parser(&self, word: WordId) -> f32 {
        let dependency = self.resolved.parsed().dependencies.get(word.index());
        dependency.map_or(1.0, |d| d.confidence.max(0.01))
    }

    /// The form of the argument's mention, if it has one, and how sure the link to what it stands for is.
    fn standing(&self, argument: &Argument) -> (Option<Form>, f32) {
        let Some(mention) = argument.mention else { return (None, 1.0) };
        let form = self.resolved.mentioned.mention(mention).form;
        (Some(form), self.links.get(mention.index()).copied().unwrap_or(1.0))
    }
}

/// The features of an argument.
struct Names {
    pronoun: &'static str,
    named: &'static str,
    described: &'static str,
    words: &'static str,
    linked: &'static str,
    link: &'static str,
    length: &'static str,
}

const SUBJECT: Names = Names {
    pronoun: "subject pronoun",
    named: "subject named",
    described: "subject described",
    words: "subject words",
    linked: "subject linked",
    link: "subject link",
    length: "subject length",
};

const OBJECT: Names = Names {
    pronoun: "object pronoun",
    named: "object named",
    described: "object described",
    words: "object words",
    linked: "object linked",
    link: "object link",
    length: "object length",
};

fn odds(probability: f32) -> f32 {
    let inner = probability.clamp(0.02, 0.98);
    ln(inner / (1.0 - inner))
}

fn construction(kind: PropositionKind) -> &'static str {
    match kind {
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
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_weight_is_read() {
        let rows = lexicon::rows(include_str!("../../data/confidence.tsv")).count();
        assert_eq!(WEIGHTS.iter().count(), rows);
        assert!(WEIGHTS.contains_key("bias") && WEIGHTS.get("attributed").is_some_and(|[w, _]| *w < 0.0));
    }
}
