//! The road in one place: which stage follows which. The network reads each sentence once, in batches; what it read is
//! decoded at once and its vectors are dropped, so that memory does not grow with the text's vectors.
#![expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "sentences cut the words of their own text"
)]

use crate::encoding::{Encoder, EncoderMemory};
use crate::mentions::{Labeler, LabelerMemory};
use crate::model::kernel::{Aligned, Quantised};
use crate::model::{LoadError, ModelFile};
use crate::morphology::Tagger;
use crate::rules::Rules;
use crate::span::{ByteSpan, WordId};
use crate::syntax::{Dependency, Draft, Parsed, Parser, ParserMemory, agree, repair};
use crate::text::{Notice, NoticeKind, Segmented};
use std::time::Instant;

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

    /// The encoder's vector of each word, one after the other.
    pub(crate) fn vectors(&self, segmented: &Segmented) -> Vec<f32> {
        let mut memory = EncoderMemory::default();
        let mut out = Vec::with_capacity(segmented.words.len() * self.encoder.width);
        for sentence in &segmented.sentences {
            let words = &segmented.words[sentence.words.start.index()..sentence.words.end.index()];
            let forms: Vec<&str> = words.iter().map(|w| w.form.as_str()).collect();
            out.extend_from_slice(self.encoder.encode(std::iter::once(forms.as_slice()), &mut memory));
        }
        out
    }

    /// Stages 2 and 3, and what the network says for stage 4.
    ///
    /// Past `deadline` no more batches are read.
    pub(crate) fn parse(&self, mut segmented: Segmented, deadline: Option<Instant>, rules: &Rules) -> Parsed {
        let total = segmented.words.len();
        let mut morphology = Vec::with_capacity(total);
        let mut dependencies = Vec::with_capacity(total);
        let mut labels = Vec::with_capacity(total);
        let mut likenesses = Vec::new();
        let mut sentences = segmented.sentences.as_slice();
        let mut unread = None;
        let (mut memory, mut quantised) = (EncoderMemory::default(), Quantised::default());
        let (mut parser_memory, mut labeler_memory) = (ParserMemory::default(), LabelerMemory::default());
        let mut scores = Aligned::default();
        while !sentences.is_empty() {
            if deadline.is_some_and(|deadline| Instant::now() >= deadline) {
                unread = sentences.first().map(|s| s.span.start);
                break;
            }
            let mut words = 0;
            let full = |s: &crate::text::Sentence| {
                words += s.words.len();
                words > BATCH_WORDS
            };
            let count = sentences.iter().position(full).unwrap_or(sentences.len()).max(1);
            let (batch, rest) = sentences.split_at(count);
            sentences = rest;
            let lengths: Vec<usize> = batch.iter().map(|s| s.words.len()).collect();
            let begin = batch.first().map_or(0, |s| s.words.start.index());
            let forms: Vec<&str> = segmented.words[begin..begin + lengths.iter().sum::<usize>()]
                .iter()
                .map(|w| w.form.as_str())
                .collect();
            quantised.set(self.encoder.encode(split(&forms, &lengths), &mut memory), self.encoder.width);
            morphology.extend(self.tagger.tag(&forms, &quantised, &mut scores));
            labels.extend(self.labeler.label(&quantised, &lengths, &mut labeler_memory));
            likenesses.extend(self.labeler.likenesses(&quantised, &mut labeler_memory));
            let mut arcs = self.parser.parse(&quantised, &lengths, &mut parser_memory).into_iter();
            for sentence in batch {
                let start = sentence.words.start.index();
                dependencies.extend(arcs.by_ref().take(sentence.words.len()).map(|arc| Dependency {
                    head: arc.head.map(|h| WordId::from_index(start + h)),
                    relation: arc.relation,
                    confidence: arc.confidence,
                }));
            }
        }
        if let Some(start) = unread {
            let span = ByteSpan::new(start, segmented.text.len());
            segmented.notices.push(Notice { span, kind: NoticeKind::TimeLimited });
        }
        let mut draft = Draft {
            words: &segmented.words,
            morphology: &mut morphology,
            labels: &mut labels,
            dependencies: &mut dependencies,
        };
        let applied = repair(&mut draft, rules);
        let mut parsed = Parsed::new(segmented, morphology, dependencies, labels);
        parsed.likenesses = likenesses;
        parsed.applied = applied;
        agree(&mut parsed);
        parsed
    }
}

/// The items of `all`, cut into runs of the given lengths.
fn split<'a, T>(mut all: &'a [T], lengths: &'a [usize]) -> impl Iterator<Item = &'a [T]> {
    lengths.iter().map(move |&length| {
        let (run, rest) = all.split_at(length.min(all.len()));
        all = rest;
        run
    })
}

#[cfg(all(test, feature = "embedded-model"))]
mod tests {
    use super::*;
    use crate::model::kernel::PORTABLE_ONLY;
    use crate::model::small::small_model;
    use crate::text::{Limits, segment};

    #[test]
    fn the_portable_path_gives_the_same_bytes() {
        // one of these models has other sizes, and relative positions
        for file in [relata_model_en::BYTES, &small_model(true)] {
            let texts = [include_str!("../examples/articles/storm.txt"), "Lund"];
            let read = || {
                let model = Model::load(file).unwrap();
                texts.map(|text| model.parse(segment(text, &Limits::default()), None, Rules::english()))
            };
            let expected = read();
            PORTABLE_ONLY.set(true);
            let found = read();
            PORTABLE_ONLY.set(false);
            // the numbers of confidence are compared, too
            assert_eq!(found, expected);
            assert!(found[0].dependencies.iter().any(|d| d.confidence < 1.0));
        }
    }
}
