//! Subwords to one vector a word: a BERT encoder (Devlin et al. 2019) with post-layer normalisation.
#![expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "numeric kernel: the shapes are checked when a model is loaded"
)]

use super::relative::RelativePositions;
use super::subwords::{Subwords, shapes};
use crate::model::kernel::{self, Aligned, Attention, Linear, Quantised};
use crate::model::{LoadError, ModelFile, Rows};
use rustc_hash::FxHashMap;

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
    relative: Option<RelativePositions>,
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
            relative: RelativePositions::load(file)?,
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

    /// How many multiply-adds of int8 the layers take for these sentences, for measuring.
    pub(crate) fn multiply_adds<'w>(&self, sentences: impl Iterator<Item = &'w [&'w str]>) -> u64 {
        let sequences: Vec<Sequence> = sentences.flat_map(|words| self.sequences(words)).collect();
        let tokens: usize = sequences.iter().map(|s| s.ids.len()).sum();
        let words: usize = sequences.iter().map(|s| s.firsts.len()).sum();
        let size = |layer: &Linear| layer.inputs() * layer.outputs();
        let of_layers = self.layers.iter().enumerate().map(|(i, layer)| {
            let rows = if i + 1 == self.layers.len() { words } else { tokens };
            let of_words =
                [&layer.query, &layer.output, &layer.up, &layer.down].map(size).iter().sum::<usize>();
            tokens * (size(&layer.key) + size(&layer.value)) + rows * of_words
        });
        (tokens * size(&self.projection) + of_layers.sum::<usize>()) as u64
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
        let width = self.width;
        let EncoderMemory { quantised, x, projected, .. } = memory;
        let ids = sequences.iter().flat_map(|s| &s.ids).copied();
        projected.take_in(ids.clone(), self, quantised);
        let x = x.room(tokens * width);
        let places = sequences.iter().flat_map(|s| s.shapes.iter().copied().enumerate());
        for (row, (id, (position, shape))) in x.chunks_exact_mut(width).zip(ids.zip(places)) {
            row.copy_from_slice(projected.row(id, width));
            let position = &self.positions[position * width..(position + 1) * width];
            let shape = &self.shapes[shape * width..(shape + 1) * width];
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
            let places = wanted.is_some().then_some(sequence.firsts.as_slice());
            let bias = self.relative.as_ref().map(|relative| relative.bias(places));
            kernel::attend(parts, [width, self.heads], bias, attention, &mut context[from..to]);
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

/// What the projection makes of subwords, by themselves: most of a batch's were met before.
#[derive(Debug, Default)]
struct Projected {
    places: FxHashMap<u32, usize>,
    rows: Aligned<f32>,
    new: Vec<u32>,
    out: Aligned<f32>,
}

impl Projected {
    /// So many are kept, those of a batch aside: 1.5 MB.
    const MOST: usize = 1024;

    /// Computes those that are new.
    fn take_in(&mut self, ids: impl Iterator<Item = u32>, encoder: &Encoder, quantised: &mut Quantised) {
        if self.places.len() > Self::MOST {
            self.places.clear();
        }
        let known = self.places.len();
        self.new.clear();
        for id in ids {
            let next = self.places.len();
            self.places.entry(id).or_insert_with(|| {
                self.new.push(id);
                next
            });
        }
        let Encoder { table, rank, width, projection, .. } = encoder;
        let row = |&id: &u32| {
            let id = id as usize;
            (&table.values[id * rank..(id + 1) * rank], table.scales[id])
        };
        quantised.set_rows(self.new.iter().map(row), self.new.len(), *rank);
        let rows = kernel::linear_into(quantised, projection, &mut self.out);
        self.rows.grow(self.places.len() * width);
        self.rows[known * width..self.places.len() * width].copy_from_slice(rows);
    }

    /// That of a subword that was taken in.
    fn row(&self, id: u32, width: usize) -> &[f32] {
        let place = self.places.get(&id).copied().unwrap_or_default();
        &self.rows[place * width..(place + 1) * width]
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
    projected: Projected,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::small::small_model;

    const WORDS: [&str; 12] =
        ["Hadra", "bought", "a", "mill", "in", "Tovik", ",", "said", "the", "former", "owner", "."];

    fn encode(file: &[u8], words: &[&str]) -> Vec<f32> {
        let encoder = Encoder::load(&ModelFile::read(file).unwrap()).unwrap();
        encoder.encode(std::iter::once(words), &mut EncoderMemory::default()).to_vec()
    }

    fn distance(a: &[f32], b: &[f32]) -> f32 {
        assert_eq!(a.len(), b.len());
        let (off, all) =
            a.iter().zip(b).fold((0.0, 0.0), |(off, all), (a, b)| (off + (a - b).powi(2), all + b * b));
        (off / all).sqrt()
    }

    /// The encoder as it stands in the papers, without quantising what goes through it, in floats of 64 bits.
    struct Plain<'f>(&'f ModelFile<'f>);

    type Matrix = Vec<Vec<f64>>;

    impl Plain<'_> {
        fn matrix(&self, name: &str, rows: usize, columns: usize) -> Matrix {
            let rows = self.0.rows(name, rows, columns).unwrap();
            let scaled =
                |(row, scale): (&[i8], &f32)| row.iter().map(|&q| f64::from(q) * f64::from(*scale)).collect();
            rows.values.chunks(columns).zip(&rows.scales).map(scaled).collect()
        }

        fn floats(&self, name: &str, shape: &[usize]) -> Vec<f64> {
            self.0.f32(name, shape).unwrap().into_iter().map(f64::from).collect()
        }

        fn linear(&self, name: &str, x: &Matrix, outputs: usize) -> Matrix {
            let weights = self.matrix(&format!("{name}.weight"), outputs, x[0].len());
            let bias = self.floats(&format!("{name}.bias"), &[outputs]);
            let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
            x.iter().map(|x| weights.iter().zip(&bias).map(|(w, b)| dot(w, x) + b).collect()).collect()
        }

        fn norm(&self, name: &str, x: &mut Matrix) {
            let width = x[0].len();
            let gain = self.floats(&format!("{name}.gain"), &[width]);
            let bias = self.floats(&format!("{name}.bias"), &[width]);
            for row in x {
                let mean = row.iter().sum::<f64>() / width as f64;
                let variance = row.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / width as f64;
                let scale = 1.0 / (variance + f64::from(self.0.shape().layer_norm_epsilon)).sqrt();
                for (i, x) in row.iter_mut().enumerate() {
                    *x = (*x - mean) * scale * gain[i] + bias[i];
                }
            }
        }

        /// As `training/network.py` has it, with logarithms.
        fn bucket(&self, query: usize, key: usize) -> usize {
            let n = self.0.shape();
            let (half, exact) = (n.relative_buckets / 2, n.relative_buckets / 4);
            let size = query.abs_diff(key);
            let steps =
                (size.max(1) as f64 / exact as f64).ln() / (n.relative_span as f64 / exact as f64).ln();
            let steps = exact + (steps * (half - exact) as f64).max(0.0) as usize;
            let own = if size < exact { size } else { steps.min(half.saturating_sub(1)) };
            own + if query < key { half } else { 0 }
        }

        fn attention(&self, i: usize, x: &Matrix) -> Matrix {
            let n = self.0.shape();
            let [q, k, v] =
                ["query", "key", "value"].map(|part| self.linear(&format!("layer.{i}.{part}"), x, n.width));
            let relative = match n.relative_buckets {
                0 => Vec::new(),
                buckets => self.floats("relative", &[buckets, n.heads]),
            };
            let size = n.width / n.heads;
            let mut out = vec![vec![0.0; n.width]; x.len()];
            for head in 0..n.heads {
                let part = |row: &[f64]| row[head * size..(head + 1) * size].to_vec();
                for (place, out) in out.iter_mut().enumerate() {
                    let scores = k.iter().enumerate().map(|(key, row)| {
                        let dot: f64 = part(&q[place]).iter().zip(part(row)).map(|(a, b)| a * b).sum();
                        let bias = relative.get(self.bucket(place, key) * n.heads + head);
                        (dot / (size as f64).sqrt() + bias.copied().unwrap_or(0.0)).exp()
                    });
                    let scores: Vec<f64> = scores.collect();
                    let sum: f64 = scores.iter().sum();
                    for (score, value) in scores.iter().zip(&v) {
                        for (to, x) in out[head * size..].iter_mut().zip(part(value)) {
                            *to += score / sum * x;
                        }
                    }
                }
            }
            out
        }

        fn encode(&self, encoder: &Encoder, words: &[&str]) -> Vec<f32> {
            let n = self.0.shape();
            let [sequence] = &encoder.sequences(words)[..] else { panic!("one sequence") };
            let table = self.matrix("subwords", self.0.vocabulary().unwrap().len(), n.subword_rank);
            let positions = self.matrix("positions", n.positions, n.width);
            let shapes = self.floats("shapes", &[n.shapes, n.width]);
            let rows = sequence.ids.iter().map(|&id| table[id as usize].clone()).collect();
            let mut x = self.linear("projection", &rows, n.width);
            for (place, row) in x.iter_mut().enumerate() {
                for (i, x) in row.iter_mut().enumerate() {
                    *x += positions[place][i] + shapes[sequence.shapes[place] * n.width + i];
                }
            }
            self.norm("embedding_norm", &mut x);
            let mut out = vec![vec![0.0; n.width]; words.len()];
            let mut mix = |x: &Matrix, weight: f32| {
                for (out, &first) in out.iter_mut().zip(&sequence.firsts) {
                    out.iter_mut().zip(&x[first]).for_each(|(o, x)| *o += f64::from(weight) * x);
                }
            };
            mix(&x, n.mix[0]);
            let add = |x: &mut Matrix, y: &Matrix| {
                x.iter_mut().flatten().zip(y.iter().flatten()).for_each(|(x, y)| *x += y);
            };
            for i in 0..n.layers {
                let context = self.attention(i, &x);
                add(&mut x, &self.linear(&format!("layer.{i}.output"), &context, n.width));
                self.norm(&format!("layer.{i}.attention_norm"), &mut x);
                let mut inner = self.linear(&format!("layer.{i}.up"), &x, n.feed_forward);
                for x in inner.iter_mut().flatten() {
                    *x /= 1.0 + (-2.0 * 0.797_884_560_8 * (*x + 0.044_715 * x.powi(3))).exp();
                }
                add(&mut x, &self.linear(&format!("layer.{i}.down"), &inner, n.width));
                self.norm(&format!("layer.{i}.output_norm"), &mut x);
                mix(&x, n.mix[i + 1]);
            }
            out.into_iter().flatten().map(|x| x as f32).collect()
        }
    }

    #[test]
    fn any_sizes_give_what_the_papers_say() {
        for relative in [true, false] {
            let bytes = small_model(relative);
            let file = ModelFile::read(&bytes).unwrap();
            let encoder = Encoder::load(&file).unwrap();
            let expected = Plain(&file).encode(&encoder, &WORDS);
            let off = distance(&encode(&bytes, &WORDS), &expected);
            assert!(off < 0.03, "{off}");
            // the distances make a difference that is far larger
            let other = distance(&encode(&small_model(!relative), &WORDS), &expected);
            assert!(other > 0.1, "{other}");
        }
    }

    #[test]
    fn a_sentence_longer_than_the_positions_is_read_in_parts() {
        let words = WORDS.repeat(9);
        let vectors = encode(&small_model(true), &words);
        assert_eq!(vectors.len(), words.len() * 96);
        assert!(vectors.iter().all(|x| x.is_finite()));
    }
}
