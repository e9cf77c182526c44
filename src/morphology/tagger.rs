//! Word vectors to tags, features and lemmas: one linear layer a task, lemmas as edit rules (Straka 2018).

use super::inflection::is_irregular_past;
use super::lemma::{LemmaRule, Lexicon};
use super::{Features, Morphology, Upos, Xpos};
use crate::model::kernel::{Aligned, Linear, Quantised, largest_of_each, linear_into};
use crate::model::{LoadError, ModelFile};

/// The tagger's weights and labels.
#[derive(Clone, Debug)]
pub(crate) struct Tagger {
    upos: (Linear, Vec<Upos>),
    xpos: (Linear, Vec<Xpos>),
    features: (Linear, Vec<Features>),
    lemma: (Linear, Vec<LemmaRule>),
    lexicon: Lexicon,
}

impl Tagger {
    pub(crate) fn load(file: &ModelFile<'_>) -> Result<Self, LoadError> {
        let width = file.shape().width;
        let layer = |task: &str| -> Result<_, LoadError> {
            let labels = file.labels(task)?;
            Ok((file.linear(task, labels.len(), width)?, labels))
        };
        let (upos, _) = layer("upos")?;
        let (xpos, _) = layer("xpos")?;
        let (features, features_labels) = layer("feats")?;
        let (lemma, lemma_labels) = layer("lemma")?;
        let rules = lemma_labels.iter().map(|label| {
            LemmaRule::parse(label).ok_or_else(|| LoadError::Header(format!("no lemma rule: {label:?}")))
        });
        Ok(Self {
            upos: (upos, file.values("upos")?),
            xpos: (xpos, file.values("xpos")?),
            features: (features, features_labels.iter().map(|l| Features::parse(l)).collect()),
            lemma: (lemma, rules.collect::<Result<_, _>>()?),
            lexicon: Lexicon::new(file.lexicon("VERB"), file.lexicon("NOUN")),
        })
    }

    /// One [`Morphology`] for each word; `vectors` are the words' vectors, quantised.
    pub(crate) fn tag(
        &self,
        words: &[&str],
        vectors: &Quantised,
        scores: &mut Aligned<f32>,
    ) -> Vec<Morphology> {
        let mut choose = |layer: &Linear| {
            let mut chosen = Vec::with_capacity(words.len());
            largest_of_each(linear_into(vectors, layer, scores), layer.outputs(), &mut chosen);
            chosen
        };
        let (upos, xpos) = (choose(&self.upos.0), choose(&self.xpos.0));
        let (features, lemma) = (choose(&self.features.0), choose(&self.lemma.0));
        let chosen = upos.into_iter().zip(xpos).zip(features.into_iter().zip(lemma));
        words
            .iter()
            .zip(chosen)
            .filter_map(|(word, ((upos, xpos), (features, lemma)))| {
                let mut upos = *self.upos.1.get(upos)?;
                let features = self.features.1.get(features)?.clone();
                let mut tag = *self.xpos.1.get(xpos)?;
                // no proper noun is a finite verb in small letters: *Berg met Lund*
                if matches!(upos, Upos::Propn | Upos::X) && word.starts_with(char::is_lowercase) {
                    if is_irregular_past(word) {
                        tag = Xpos::Vbd;
                    }
                    if tag.is_finite_verb() {
                        upos = Upos::Verb;
                    }
                }
                // an English noun in the singular is its own lemma
                let lemma = match upos {
                    Upos::Noun if features.has("Number", "Sing") => word.to_lowercase(),
                    _ => self.lexicon.check(word, upos, tag, self.lemma.1.get(lemma)?.apply(word)),
                };
                Some(Morphology { upos, xpos: tag, features, lemma })
            })
            .collect()
    }
}
