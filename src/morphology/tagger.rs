//! Word vectors to tags, features and lemmas: one linear layer a task, lemmas as edit rules (Straka 2018).

use super::{Features, Morphology, Upos};
use crate::model::kernel::{Linear, Quantised, best, linear};
use crate::model::{LoadError, ModelFile};
use std::sync::Arc;

/// The tagger's weights and labels.
#[derive(Clone, Debug)]
pub(crate) struct Tagger {
    upos: (Linear, Vec<Upos>),
    xpos: (Linear, Vec<Arc<str>>),
    features: (Linear, Vec<Features>),
    lemma: (Linear, Vec<LemmaRule>),
}

impl Tagger {
    pub(crate) fn load(file: &ModelFile<'_>) -> Result<Self, LoadError> {
        let width = file.shape().width;
        let layer = |task: &str| -> Result<_, LoadError> {
            let labels = file.labels(task)?;
            Ok((file.linear(task, labels.len(), width)?, labels))
        };
        let (upos, upos_labels) = layer("upos")?;
        let (xpos, xpos_labels) = layer("xpos")?;
        let (features, features_labels) = layer("feats")?;
        let (lemma, lemma_labels) = layer("lemma")?;
        let rules = lemma_labels.iter().map(|label| {
            LemmaRule::parse(label).ok_or_else(|| LoadError::Header(format!("no lemma rule: {label:?}")))
        });
        Ok(Self {
            upos: (upos, upos_labels.iter().map(|l| Upos::from_name(l)).collect()),
            xpos: (xpos, xpos_labels.iter().map(|l| Arc::from(l.as_str())).collect()),
            features: (features, features_labels.iter().map(|l| Features::parse(l)).collect()),
            lemma: (lemma, rules.collect::<Result<_, _>>()?),
        })
    }

    /// One [`Morphology`] for each word; `vectors` are the words' vectors, quantised.
    pub(crate) fn tag(&self, words: &[&str], vectors: &Quantised) -> Vec<Morphology> {
        let choose = |layer: &Linear| -> Vec<usize> {
            linear(vectors, layer).chunks_exact(layer.outputs()).map(|row| best(row).0).collect()
        };
        let (upos, xpos) = (choose(&self.upos.0), choose(&self.xpos.0));
        let (features, lemma) = (choose(&self.features.0), choose(&self.lemma.0));
        words
            .iter()
            .enumerate()
            .map(|(i, word)| {
                let (upos, features) = (self.upos.1[upos[i]], self.features.1[features[i]].clone());
                // an English noun in the singular is its own lemma
                let lemma = match upos {
                    Upos::Noun if features.has("Number", "Sing") => word.to_lowercase(),
                    _ => self.lemma.1[lemma[i]].apply(word),
                };
                Morphology { upos, xpos: Arc::clone(&self.xpos.1[xpos[i]]), features, lemma }
            })
            .collect()
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Casing {
    Keep,
    Lower,
    FirstUpper,
}

#[derive(Clone, Debug, PartialEq)]
enum Edit {
    Whole(String),
    Affixes { prefix_cut: usize, prefix: String, suffix_cut: usize, suffix: String },
}

/// The edit that makes a lemma of a form; lengths count Unicode scalar values.
#[derive(Clone, Debug, PartialEq)]
struct LemmaRule {
    casing: Casing,
    edit: Edit,
}

impl LemmaRule {
    fn parse(label: &str) -> Option<Self> {
        let (casing, rest) = label.split_once('|')?;
        let casing = match casing {
            "k" => Casing::Keep,
            "l" => Casing::Lower,
            "u" => Casing::FirstUpper,
            _ => return None,
        };
        let edit = match rest.strip_prefix("=|") {
            Some(lemma) => Edit::Whole(lemma.to_owned()),
            None => {
                let mut fields = rest.splitn(4, '|');
                Edit::Affixes {
                    prefix_cut: fields.next()?.parse().ok()?,
                    prefix: fields.next()?.to_owned(),
                    suffix_cut: fields.next()?.parse().ok()?,
                    suffix: fields.next()?.to_owned(),
                }
            }
        };
        Some(Self { casing, edit })
    }

    fn apply(&self, form: &str) -> String {
        let text = match &self.edit {
            Edit::Whole(lemma) if self.casing == Casing::Lower => return lemma.clone(),
            Edit::Whole(lemma) => lemma.clone(),
            Edit::Affixes { prefix_cut, prefix, suffix_cut, suffix } => {
                let lower: Vec<char> = form.to_lowercase().chars().collect();
                if prefix_cut + suffix_cut > lower.len() {
                    return form.to_owned();
                }
                let kept = &lower[*prefix_cut..lower.len() - suffix_cut];
                prefix.chars().chain(kept.iter().copied()).chain(suffix.chars()).collect()
            }
        };
        let lemma = match self.casing {
            Casing::Lower => text,
            Casing::FirstUpper => {
                let mut chars = text.chars();
                chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
            }
            Casing::Keep => {
                let mut pattern = form.chars();
                let mut out = String::with_capacity(text.len());
                for c in text.chars() {
                    if pattern.next().is_some_and(char::is_uppercase) {
                        out.extend(c.to_uppercase());
                    } else {
                        out.push(c);
                    }
                }
                out
            }
        };
        if lemma.is_empty() { form.to_owned() } else { lemma }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_edit_and_keep_case() {
        let apply = |rule, form| LemmaRule::parse(rule).unwrap().apply(form);
        assert_eq!(apply("l|0||3|", "Walking"), "walk");
        assert_eq!(apply("l|0||1|y", "ladi"), "lady");
        assert_eq!(apply("k|0||1|", "NATOs"), "NATO");
        assert_eq!(apply("u|0||0|", "oslo"), "Oslo");
        assert_eq!(apply("l|=|be", "Was"), "be");
        assert_eq!(apply("l|3||4|", "it"), "it");
        assert_eq!(LemmaRule::parse("x|0||0|"), None);
    }
}
