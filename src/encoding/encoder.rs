//! Subwords to one vector a word: a BERT encoder (Devlin et al. 2019) with post-layer normalisation.

use super::subwords::{Subwords, shapes};
use crate::model::kernel::{self, Linear, Quantised, linear};
use crate::model::{LoadError, ModelFile};

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
    table: Vec<u8>,
    table_scales: Vec<f32>,
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
        if n.subword_rank % 2 != 0 {
            return Err(LoadError::Header("odd subword rank".to_owned()));
        }
        let (table, table_scales) = file.table4("subwords", vocabulary.len(), n.subword_rank)?;
        let positions = file.matrix("positions", n.positions, n.width)?;
        let positions = positions
            .weights
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
            table_scales,
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

    /// One vector a word, row after row, for each of the sentences; all are read in one batch.
    pub(crate) fn encode(&self, sentences: &[Vec<&str>]) -> Vec<Vec<f32>> {
        let mut sequences = Vec::new();
        let mut owner = Vec::new();
        for (number, words) in sentences.iter().enumerate() {
            for sequence in self.sequences(words) {
                sequences.push(sequence);
                owner.push(number);
            }
        }
        let vectors = self.read(&sequences);
        let mut out = vec![Vec::new(); sentences.len()];
        for (number, vectors) in owner.into_iter().zip(vectors) {
            out[number].extend(vectors);
        }
        out
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

    fn read(&self, sequences: &[Sequence]) -> Vec<Vec<f32>> {
        let width = self.width;
        let mut x = self.embed(sequences);
        let mut mixed: Vec<f32> = x.iter().map(|v| v * self.mix[0]).collect();
        for (layer, weight) in self.layers.iter().zip(&self.mix[1..]) {
            self.apply(layer, sequences, &mut x);
            for (m, v) in mixed.iter_mut().zip(&x) {
                *m += v * weight;
            }
        }
        let mut begin = 0;
        sequences
            .iter()
            .map(|sequence| {
                let rows = sequence.firsts.iter().map(|first| (begin + first) * width);
                let vectors = rows.flat_map(|at| mixed[at..at + width].iter().copied()).collect();
                begin += sequence.ids.len();
                vectors
            })
            .collect()
    }

    fn embed(&self, sequences: &[Sequence]) -> Vec<f32> {
        let total: usize = sequences.iter().map(|s| s.ids.len()).sum();
        let mut rows = Vec::with_capacity(total * self.rank);
        for &id in sequences.iter().flat_map(|s| &s.ids) {
            let (id, half) = (id as usize, self.rank / 2);
            let scale = self.table_scales[id];
            for &byte in &self.table[id * half..(id + 1) * half] {
                rows.push((f32::from(byte & 15) - 8.0) * scale);
                rows.push((f32::from(byte >> 4) - 8.0) * scale);
            }
        }
        let mut x = linear(&Quantised::of(&rows, self.rank), &self.projection);
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

    fn apply(&self, layer: &Layer, sequences: &[Sequence], x: &mut [f32]) {
        let input = Quantised::of(x, self.width);
        let query = linear(&input, &layer.query);
        let key = linear(&input, &layer.key);
        let value = linear(&input, &layer.value);
        let mut context = vec![0.0; x.len()];
        let mut begin = 0;
        for sequence in sequences {
            let rows = begin * self.width..(begin + sequence.ids.len()) * self.width;
            self.attend(&query[rows.clone()], &key[rows.clone()], &value[rows.clone()], &mut context[rows]);
            begin += sequence.ids.len();
        }
        add(x, &linear(&Quantised::of(&context, self.width), &layer.output));
        kernel::layer_norm(x, &layer.attention_norm.gain, &layer.attention_norm.bias, self.epsilon);
        let mut up = linear(&Quantised::of(x, self.width), &layer.up);
        kernel::gelu(&mut up);
        add(x, &linear(&Quantised::of(&up, layer.down.inputs), &layer.down));
        kernel::layer_norm(x, &layer.output_norm.gain, &layer.output_norm.bias, self.epsilon);
    }

    /// Scaled dot-product attention over one sequence, head by head.
    fn attend(&self, query: &[f32], key: &[f32], value: &[f32], context: &mut [f32]) {
        let (width, size) = (self.width, self.width / self.heads);
        let length = query.len() / width;
        let scale = 1.0 / (size as f32).sqrt();
        let mut scores = vec![0.0; length];
        for head in (0..width).step_by(size) {
            for q in 0..length {
                let row = &query[q * width + head..q * width + head + size];
                for (k, score) in scores.iter_mut().enumerate() {
                    *score = kernel::dot_f32(row, &key[k * width + head..k * width + head + size]) * scale;
                }
                kernel::softmax(&mut scores);
                let out = &mut context[q * width + head..q * width + head + size];
                for (k, weight) in scores.iter().enumerate() {
                    let row = &value[k * width + head..k * width + head + size];
                    for (o, v) in out.iter_mut().zip(row) {
                        *o += weight * v;
                    }
                }
            }
        }
    }
}

fn add(x: &mut [f32], y: &[f32]) {
    for (x, y) in x.iter_mut().zip(y) {
        *x += y;
    }
}
