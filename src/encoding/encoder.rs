//! Subwords to one vector a word: a BERT encoder (Devlin et al. 2019) with post-layer normalisation.
#![expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "numeric kernel: the shapes are checked when a model is loaded"
)]

use super::subwords::{Subwords, shapes};
use crate::model::kernel::{self, Aligned, Attention, Linear, Quantised};
use crate::model::{LoadError, ModelFile, Rows};

#[derive(Clone, Debug)]
struct Norm {
    gain: Vec<f32>,
    bias: Vec<f32>,
}

impl Norm {
    fn load(file: &ModelFile<'_>, name: &str, width: usize) -> Result<Self, LoadError> {
        let gain = file.f32(&format!("{name}.gain"), &[width])?;
        Ok(Self { gain, bias: file.f32(&format!("{name}.bias"), &[width])? })
    }
}

#[derive(Clone, Debug)]
struct Layer {
    query: Linear,
    key: Linear,
    value: Linear,
    output: Linear,
    attention_norm: Norm,
    up: Linear,
    down: Linear,
    output_norm: Norm,
}

/// The encoder's weights.
#[derive(Clone, Debug)]
pub(crate) struct Encoder {
    subwords: Subwords,
    table: Rows,
    projection: Linear,
    positions: Vec<f32>,
    shapes: Vec<f32>,
    norm: Norm,
    layers: Vec<Layer>,
    mix: Vec<f32>,
    rank: usize,
    pub(crate) width: usize,
    heads: usize,
    most_positions: usize,
    epsilon: f32,
}

/// A run of words that is read at once, with its subwords.
struct Sequence {
    ids: Vec<u32>,
    shapes: Vec<usize>,
    firsts: Vec<usize>,
}

impl Encoder {
    pub(crate) fn load(file: &ModelFile<'_>) -> Result<Self, LoadError> {
        let n = file.shape();
        let vocabulary = file.vocabulary()?;
        let subwords = Subwords::new(&vocabulary, n.max_subwords_per_word)
            .ok_or_else(|| LoadError::Header("vocabulary without special entries".to_owned()))?;
        let table = file.rows("subwords", vocabulary.len(), n.subword_rank)?;
        let positions = file.rows("positions", n.positions, n.width)?;
        let positions = positions
            .values
            .chunks_exact(n.width)
            .zip(&positions.scales)
            .flat_map(|(row, scale)| row.iter().map(move |&q| f32::from(q) * scale))
            .collect();
        let layers = (0..n.layers)
            .map(|i| {
                let part = |part: &str, out, inputs| file.linear(&format!("layer.{i}.{part}"), out, inputs);
                Ok(Layer {
                    query: part("query", n.width, n.width)?,
                    key: part("key", n.width, n.width)?,
                    value: part("value", n.width, n.width)?,
                    output: part("output", n.width, n.width)?,
                    attention_norm: Norm::load(file, &format!("layer.{i}.attention_norm"), n.width)?,
                    up: part("up", n.feed_forward, n.width)?,
                    down: part("down", n.width, n.feed_forward)?,
                    output_norm: Norm::load(file, &format!("layer.{i}.output_norm"), n.width)?,
                })
            })
            .collect::<Result<_, LoadError>>()?;
        Ok(Self {
            subwords,
            table,
            projection: file.linear("projection", n.width, n.subword_rank)?,
            positions,
            shapes: file.f32("shapes", &[n.shapes, n.width])?,
            norm: Norm::load(file, "embedding_norm", n.width)?,
            layers,
            mix: n.mix.clone(),
            rank: n.subword_rank,
            width: n.width,
            heads: n.heads,
            most_positions: n.positions,
            epsilon: n.layer_norm_epsilon,
        })
    }

    /// One vector a word, row after row, sentence after sentence; all are read in one batch.
    pub(crate) fn encode<'w, 'm>(
        &self,
        sentences: impl Iterator<Item = &'w [&'w str]>,
        memory: &'m mut EncoderMemory,
    ) -> &'m [f32] {
        let sequences: Vec<Sequence> = sentences.flat_map(|words| self.sequences(words)).collect();
        self.read(&sequences, memory)
    }

    /// Cuts a sentence into sequences that fit the positions, at word borders.
    fn sequences(&self, words: &[&str]) -> Vec<Sequence> {
        let start = || Sequence { ids: vec![self.subwords.first], shapes: vec![0], firsts: Vec::new() };
        let mut done = Vec::new();
        let mut current = start();
        let mut ids = Vec::new();
        for (word, shape) in words.iter().zip(shapes(words.iter().copied())) {
            ids.clear();
            self.subwords.cut(word, &mut ids);
            if current.ids.len() + ids.len() + 1 > self.most_positions {
                done.push(std::mem::replace(&mut current, start()));
            }
            current.firsts.push(current.ids.len());
            current.shapes.extend(std::iter::repeat_n(shape, ids.len()));
            current.ids.extend_from_slice(&ids);
        }
        done.push(current);
        for sequence in &mut done {
            sequence.ids.push(self.subwords.last);
            sequence.shapes.push(0);
        }
        done
    }

    /// The vectors of the sequences' words. The last layer is computed for the words' first subwords only, as nothing
    /// else is looked at.
    fn read<'m>(&self, sequences: &[Sequence], memory: &'m mut EncoderMemory) -> &'m [f32] {
        let width = self.width;
        let starts =
            sequences.iter().scan(0, |begin, s| Some(std::mem::replace(begin, *begin + s.ids.len())));
        let firsts: Vec<usize> =
            starts.zip(sequences).flat_map(|(begin, s)| s.firsts.iter().map(move |f| begin + f)).collect();
        let tokens = sequences.iter().map(|s| s.ids.len()).sum::<usize>();
        self.embed(sequences, tokens, memory);
        let mut mixed = std::mem::take(&mut memory.mixed);
        mixed.room(firsts.len() * width).fill(0.0);
        for (i, weight) in self.mix.iter().enumerate() {
            let last = i == self.layers.len();
            if let Some(layer) = i.checked_sub(1).and_then(|i| self.layers.get(i)) {
                self.apply(layer, sequences, tokens, last.then_some(&firsts), memory);
            }
            for (own, (mixed, &row)) in mixed.chunks_exact_mut(width).zip(&firsts).enumerate() {
                let row = if last && i > 0 { own } else { row };
                kernel::add_scaled(mixed, &memory.x[row * width..(row + 1) * width], *weight);
            }
        }
        memory.mixed = mixed;
        &memory.mixed[..firsts.len() * width]
    }

    /// Fills `memory.x` with what the sequences' subwords begin as.
    fn embed(&self, sequences: &[Sequence], tokens: usize, memory: &mut EncoderMemory) {
        let EncoderMemory { quantised, x, .. } = memory;
        let ids = sequences.iter().flat_map(|s| &s.ids).map(|&id| id as usize);
        let row =
            |id: usize| (&self.table.values[id * self.rank..(id + 1) * self.rank], self.table.scales[id]);
        quantised.set_rows(ids.map(row), tokens, self.rank);
        let x = kernel::linear_into(quantised, &self.projection, x);
        let places = sequences.iter().flat_map(|s| s.shapes.iter().copied().enumerate());
        for (row, (position, shape)) in x.chunks_exact_mut(self.width).zip(places) {
            let position = &self.positions[position * self.width..(position + 1) * self.width];
            let shape = &self.shapes[shape * self.width..(shape + 1) * self.width];
            kernel::add_two(row, position, shape);
        }
        kernel::layer_norm(x, &self.norm.gain, &self.norm.bias, self.epsilon);
    }

    /// Takes `memory.x` through a layer: all rows, or those of `wanted` only, which are then all that it has.
    fn apply(
        &self,
        layer: &Layer,
        sequences: &[Sequence],
        tokens: usize,
        wanted: Option<&Vec<usize>>,
        memory: &mut EncoderMemory,
    ) {
        let width = self.width;
        let EncoderMemory { quantised, x, gathered, query, key, value, context, inner, attention, .. } =
            memory;
        quantised.set(&x[..tokens * width], width);
        let key = kernel::linear_into(quantised, &layer.key, key);
        let value = kernel::linear_into(quantised, &layer.value, value);
        let rows = wanted.map_or(tokens, Vec::len);
        if let Some(wanted) = wanted {
            let places = gathered.room(rows * width).chunks_exact_mut(width);
            for (to, row) in places.zip(wanted) {
                to.copy_from_slice(&x[row * width..(row + 1) * width]);
            }
            std::mem::swap(x, gathered);
            quantised.set(&x[..rows * width], width);
        }
        let x = &mut x[..rows * width];
        let query = kernel::linear_into(quantised, &layer.query, query);
        context.grow(rows * width);
        let (mut begin, mut from) = (0, 0);
        for sequence in sequences {
            let end = begin + sequence.ids.len() * width;
            let count = if wanted.is_some() { sequence.firsts.len() } else { sequence.ids.len() };
            let to = from + count * width;
            let parts = [&query[from..to], &key[begin..end], &value[begin..end]];
            kernel::attend(parts, [width, self.heads], attention, &mut context[from..to]);
            (begin, from) = (end, to);
        }
        quantised.set(&context[..rows * width], width);
        kernel::linear_add(quantised, &layer.output, x);
        kernel::layer_norm(x, &layer.attention_norm.gain, &layer.attention_norm.bias, self.epsilon);
        quantised.set(x, width);
        let inner = kernel::linear_gelu(quantised, &layer.up, inner);
        quantised.set(inner, layer.down.inputs());
        kernel::linear_add(quantised, &layer.down, x);
        kernel::layer_norm(x, &layer.output_norm.gain, &layer.output_norm.bias, self.epsilon);
    }
}

/// The encoder's memory, which one batch leaves to the next.
#[derive(Debug, Default)]
pub(crate) struct EncoderMemory {
    quantised: Quantised,
    x: Aligned<f32>,
    gathered: Aligned<f32>,
    query: Aligned<f32>,
    key: Aligned<f32>,
    value: Aligned<f32>,
    context: Aligned<f32>,
    inner: Aligned<f32>,
    mixed: Aligned<f32>,
    attention: Attention,
}
