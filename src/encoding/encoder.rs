//! Subwords to one vector a word: a BERT encoder (Devlin et al. 2019) with post-layer normalisation.

use super::subwords::{Subwords, shapes};
use crate::model::kernel::{self, Linear, Quantised, linear, linear_into};
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
    pub(crate) fn encode<'w>(&self, sentences: impl Iterator<Item = &'w [&'w str]>) -> Vec<f32> {
        let sequences: Vec<Sequence> = sentences.flat_map(|words| self.sequences(words)).collect();
        self.read(&sequences)
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
    fn read(&self, sequences: &[Sequence]) -> Vec<f32> {
        let width = self.width;
        let mut x = self.embed(sequences);
        let starts =
            sequences.iter().scan(0, |begin, s| Some(std::mem::replace(begin, *begin + s.ids.len())));
        let firsts: Vec<usize> =
            starts.zip(sequences).flat_map(|(begin, s)| s.firsts.iter().map(move |f| begin + f)).collect();
        let mut mixed = vec![0.0; firsts.len() * width];
        let mix = |mixed: &mut [f32], x: &[f32], rows: &[usize], weight: f32| {
            for (mixed, &row) in mixed.chunks_exact_mut(width).zip(rows) {
                for (m, v) in mixed.iter_mut().zip(&x[row * width..(row + 1) * width]) {
                    *m += v * weight;
                }
            }
        };
        mix(&mut mixed, &x, &firsts, self.mix[0]);
        let mut scratch = Scratch::default();
        let own: Vec<usize> = (0..firsts.len()).collect();
        for (i, (layer, weight)) in self.layers.iter().zip(&self.mix[1..]).enumerate() {
            let last = i + 1 == self.layers.len();
            self.apply(layer, sequences, last.then_some(&firsts), &mut x, &mut scratch);
            mix(&mut mixed, &x, if last { &own } else { &firsts }, *weight);
        }
        mixed
    }

    fn embed(&self, sequences: &[Sequence]) -> Vec<f32> {
        let ids: Vec<usize> = sequences.iter().flat_map(|s| &s.ids).map(|&id| id as usize).collect();
        let row =
            |&id: &usize| (&self.table.values[id * self.rank..(id + 1) * self.rank], self.table.scales[id]);
        let mut x = linear(&Quantised::from_rows(ids.iter().map(row), self.rank), &self.projection);
        let places = sequences.iter().flat_map(|s| s.shapes.iter().copied().enumerate());
        for (row, (position, shape)) in x.chunks_exact_mut(self.width).zip(places) {
            let position = &self.positions[position * self.width..(position + 1) * self.width];
            let shape = &self.shapes[shape * self.width..(shape + 1) * self.width];
            for ((x, p), s) in row.iter_mut().zip(position).zip(shape) {
                *x = *x + p + s;
            }
        }
        kernel::layer_norm(&mut x, &self.norm.gain, &self.norm.bias, self.epsilon);
        x
    }

    /// Takes `x` through a layer: all rows, or those of `wanted` only, which are then all that `x` has.
    fn apply(
        &self,
        layer: &Layer,
        sequences: &[Sequence],
        wanted: Option<&Vec<usize>>,
        x: &mut Vec<f32>,
        scratch: &mut Scratch,
    ) {
        let width = self.width;
        let Scratch { quantised, query, key, value, context, inner } = scratch;
        quantised.set(x, width);
        linear_into(quantised, &layer.key, key);
        linear_into(quantised, &layer.value, value);
        if let Some(rows) = wanted {
            *x = rows.iter().flat_map(|row| &x[row * width..(row + 1) * width]).copied().collect();
            quantised.set(x, width);
        }
        linear_into(quantised, &layer.query, query);
        context.resize(query.len(), 0.0);
        let (mut begin, mut from) = (0, 0);
        for sequence in sequences {
            let end = begin + sequence.ids.len() * width;
            let count = if wanted.is_some() { sequence.firsts.len() } else { sequence.ids.len() };
            let to = from + count * width;
            let (key, value) = (&key[begin..end], &value[begin..end]);
            kernel::attend(&query[from..to], key, value, width, self.heads, &mut context[from..to]);
            (begin, from) = (end, to);
        }
        quantised.set(context, width);
        linear_into(quantised, &layer.output, inner);
        kernel::add(x, inner);
        kernel::layer_norm(x, &layer.attention_norm.gain, &layer.attention_norm.bias, self.epsilon);
        quantised.set(x, width);
        linear_into(quantised, &layer.up, inner);
        kernel::gelu(inner);
        quantised.set(inner, layer.down.inputs());
        linear_into(quantised, &layer.down, inner);
        kernel::add(x, inner);
        kernel::layer_norm(x, &layer.output_norm.gain, &layer.output_norm.bias, self.epsilon);
    }
}

/// Memory that the layers of a batch share.
#[derive(Default)]
struct Scratch {
    quantised: Quantised,
    query: Vec<f32>,
    key: Vec<f32>,
    value: Vec<f32>,
    context: Vec<f32>,
    inner: Vec<f32>,
}
