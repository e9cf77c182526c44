//! The network in one place: encoder and decoders. It reads each sentence once, in batches; what it read is
//! decoded at once and its vectors are dropped, so that memory does not grow with the text's vectors.

use crate::encoding::{Encoder, EncoderMemory};
use crate::mentions::{Labeler, LabelerMemory};
use crate::model::kernel::{Aligned, Quantised};
use crate::model::{Identity, LoadError, ModelFile};
use crate::morphology::Tagger;
use crate::rules::Rules;
use crate::span::{ByteSpan, WordId};
use crate::syntax::{Dependency, Origin, Parsed, Parser, ParserMemory, Unrepaired, repair};
use crate::text::{Notice, NoticeKind, Segmented, Sentence};
use crate::trace::{inner_span, span};
use std::time::Instant;

/// Sentences are read together up to this number of words.
const BATCH_WORDS: usize = 128;

/// A loaded model: the encoder and the decoders that share its vectors.
#[derive(Clone, Debug)]
pub(crate) struct Model {
    encoder: Encoder,
    tagger: Tagger,
    parser: Parser,
    labeler: Labeler,
    pub(crate) identity: Identity,
}

impl Model {
    pub(crate) fn load(bytes: &[u8]) -> Result<Self, LoadError> {
        let file = ModelFile::read(bytes)?;
        Ok(Self {
            encoder: Encoder::load(&file)?,
            tagger: Tagger::load(&file)?,
            parser: Parser::load(&file)?,
            labeler: Labeler::load(&file)?,
            identity: file.identity(),
        })
    }

    /// The encoder's vector of each word, one after the other.
    pub(crate) fn vectors(&self, segmented: &Segmented) -> Vec<f32> {
        let mut memory = EncoderMemory::default();
        let mut out = Vec::with_capacity(segmented.words.len().saturating_mul(self.encoder.width));
        for batch in batches(&segmented.sentences) {
            let (forms, lengths) = forms(segmented, batch);
            out.extend_from_slice(self.encoder.encode(split(&forms, &lengths), &mut memory));
        }
        out
    }

    /// The multiply-adds that the encoder takes for the words.
    pub(crate) fn multiply_adds(&self, segmented: &Segmented) -> u64 {
        let of_batch = |batch| {
            let (forms, lengths) = forms(segmented, batch);
            self.encoder.multiply_adds(split(&forms, &lengths))
        };
        batches(&segmented.sentences).map(of_batch).sum()
    }

    /// Stages 2 and 3, and what the network says for stage 4.
    ///
    /// Past `deadline` no more batches are read. After each batch `tell` is told how many words have been.
    pub(crate) fn parse(
        &self,
        mut segmented: Segmented,
        deadline: Option<Instant>,
        rules: &Rules,
        tell: &mut dyn FnMut(usize),
    ) -> Parsed {
        let total = segmented.words.len();
        span!("parse", words = total);
        let mut morphology = Vec::with_capacity(total);
        let mut dependencies = Vec::with_capacity(total);
        let mut mention_labels = Vec::with_capacity(total);
        let mut likenesses = Vec::new();
        let mut unread = None;
        let (mut memory, mut quantised) = (EncoderMemory::default(), Quantised::default());
        let (mut parser_memory, mut labeler_memory) = (ParserMemory::default(), LabelerMemory::default());
        let mut scores = Aligned::default();
        for batch in batches(&segmented.sentences) {
            if deadline.is_some_and(|deadline| Instant::now() >= deadline) {
                unread = batch.first().map(|s| s.span.start);
                break;
            }
            let (forms, lengths) = forms(&segmented, batch);
            inner_span!("batch", words = forms.len());
            quantised.set(self.encoder.encode(split(&forms, &lengths), &mut memory), self.encoder.width);
            morphology.extend(self.tagger.tag(&forms, &quantised, &mut scores));
            mention_labels.extend(self.labeler.label(&quantised, &lengths, &mut labeler_memory));
            likenesses.extend(self.labeler.likenesses(&quantised, &mut labeler_memory));
            let mut arcs = self.parser.parse(&quantised, &lengths, &mut parser_memory).into_iter();
            for sentence in batch {
                let start = sentence.words.start.index();
                dependencies.extend(arcs.by_ref().take(sentence.words.len()).map(|arc| Dependency {
                    head: arc.head.map(|h| WordId::from_index(start.saturating_add(h))),
                    relation: arc.relation,
                    confidence: arc.confidence,
                }));
            }
            tell(dependencies.len());
        }
        if let Some(start) = unread {
            let span = ByteSpan::new(start, segmented.text.len());
            segmented.notices.push(Notice { span, kind: NoticeKind::TimeLimited });
        }
        let read = Unrepaired { segmented, morphology, dependencies, mention_labels, likenesses };
        repair(read, Origin::Network, rules)
    }
}

/// Runs of sentences that are read together.
fn batches(mut sentences: &[Sentence]) -> impl Iterator<Item = &[Sentence]> {
    std::iter::from_fn(move || {
        let mut words = 0_usize;
        let full = |s: &Sentence| {
            words = words.saturating_add(s.words.len());
            words > BATCH_WORDS
        };
        let count = sentences.iter().position(full).unwrap_or(sentences.len()).max(1);
        let (batch, rest) = sentences.split_at_checked(count)?;
        sentences = rest;
        Some(batch)
    })
}

/// The words of a run of sentences, and how many each has.
fn forms<'s>(segmented: &'s Segmented, batch: &[Sentence]) -> (Vec<&'s str>, Vec<usize>) {
    let lengths: Vec<usize> = batch.iter().map(|s| s.words.len()).collect();
    let begin = batch.first().map_or(0, |s| s.words.start.index());
    let words = segmented.words.iter().skip(begin).take(lengths.iter().sum());
    (words.map(|w| w.form.as_str()).collect(), lengths)
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
    use crate::model::Instructions;
    use crate::model::kernel::FORCED;
    use crate::model::small::small_model;
    use crate::text::{Limits, segment};

    #[test]
    fn all_instructions_give_the_same_bytes() {
        // one of these models has other sizes, and relative positions
        for file in [relata_model_en::BYTES, &small_model(true)] {
            let texts = [include_str!("../examples/articles/storm.txt"), "Lund"];
            let read = || {
                let model = Model::load(file).unwrap();
                texts.map(|text| {
                    model.parse(segment(text, &Limits::default()), None, Rules::english(), &mut |_| {})
                })
            };
            let expected = read();
            for instructions in Instructions::available() {
                FORCED.set(Some(instructions));
                let found = read();
                FORCED.set(None);
                // the numbers of confidence are compared, too
                assert_eq!(found, expected, "{instructions}");
            }
            assert!(expected[0].dependencies.iter().any(|d| d.confidence < 1.0));
        }
    }
}
