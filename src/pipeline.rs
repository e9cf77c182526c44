//! The road in one place: which stage follows which. The network reads each sentence once, in batches; what it read is
//! decoded at once and its vectors are dropped, so that memory does not grow with the text's vectors.

use crate::encoding::Encoder;
use crate::mentions::Labeler;
use crate::model::kernel::Quantised;
use crate::model::{LoadError, ModelFile};
use crate::morphology::Tagger;
use crate::span::WordId;
use crate::syntax::{Dependency, Parsed, Parser};
use crate::text::Segmented;

/// Sentences are read together until they have so many words.
const BATCH_WORDS: usize = 128;

/// A loaded model: the encoder and the decoders that share its vectors.
#[derive(Clone, Debug)]
pub(crate) struct Model {
    encoder: Encoder,
    tagger: Tagger,
    parser: Parser,
    labeler: Labeler,
    pub(crate) name: String,
}

impl Model {
    pub(crate) fn load(bytes: &[u8]) -> Result<Self, LoadError> {
        let file = ModelFile::read(bytes)?;
        Ok(Self {
            encoder: Encoder::load(&file)?,
            tagger: Tagger::load(&file)?,
            parser: Parser::load(&file)?,
            labeler: Labeler::load(&file)?,
            name: file.name(),
        })
    }

    /// Stages 2 and 3, and what the network says for stage 4.
    pub(crate) fn parse(&self, segmented: Segmented) -> Parsed {
        let total = segmented.words.len();
        let mut morphology = Vec::with_capacity(total);
        let mut dependencies = Vec::with_capacity(total);
        let mut labels = Vec::with_capacity(total);
        let mut sentences = segmented.sentences.as_slice();
        while !sentences.is_empty() {
            let mut words = 0;
            let full = |s: &crate::text::Sentence| {
                words += s.words.len();
                words > BATCH_WORDS
            };
            let count = sentences.iter().position(full).unwrap_or(sentences.len()).max(1);
            let (batch, rest) = sentences.split_at(count);
            sentences = rest;
            let forms: Vec<Vec<&str>> = batch
                .iter()
                .map(|s| segmented.words[s.words.range()].iter().map(|w| w.form.as_str()).collect())
                .collect();
            let encoded = self.encoder.encode(&forms);
            for ((sentence, forms), vectors) in batch.iter().zip(&forms).zip(&encoded) {
                let quantised = Quantised::of(vectors, self.encoder.width);
                morphology.extend(self.tagger.tag(forms, &quantised));
                labels.extend(self.labeler.label(&quantised));
                let begin = sentence.words.start.index();
                dependencies.extend(self.parser.parse(vectors).into_iter().map(|arc| Dependency {
                    head: arc.head.map(|h| WordId::from_index(begin + h)),
                    relation: arc.relation,
                    confidence: arc.confidence,
                }));
            }
        }
        Parsed::new(segmented, morphology, dependencies, labels)
    }
}
