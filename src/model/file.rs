//! The model file: magic, header, tensors; read with every offset checked. `training/README.md` describes it in words.

use super::kernel::{LANES, Linear, Weights};
use crate::error::UnknownName;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::str::FromStr;

pub(super) const MAGIC: &[u8; 8] = b"RELATA\0\x02";
const FORMAT: u32 = 2;

/// The largest size of a network: as many products of two int8 add up within 32 bits.
const MOST: usize = 1 << 16;

/// Columns of an int4 row that share a step.
const GROUP: usize = 32;

/// Why a model file cannot be used.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum LoadError {
    /// The bytes do not begin as a model file does.
    #[error("not a relata model file")]
    Foreign,
    /// The file is of another version of the format.
    #[error("model file of format {found}, this program reads format {expected}")]
    Version {
        /// The version the file has.
        found: u32,
        /// The version this program reads.
        expected: u32,
    },
    /// The file ends too early.
    #[error("model file is cut short: {what} would end at byte {end} of {length}")]
    Truncated {
        /// What was being read.
        what: String,
        /// Where it would end.
        end: usize,
        /// The file's length.
        length: usize,
    },
    /// The header is not what it has to be.
    #[error("model file's header is damaged: {0}")]
    Header(String),
    /// The tensors are not the ones that were written.
    #[error("model file is damaged: checksum {found}, the header says {expected}")]
    Checksum {
        /// The sum of the bytes found.
        found: String,
        /// The sum in the header.
        expected: String,
    },
    /// A tensor is missing or has another type or shape than the network needs.
    #[error("model file's tensor {name}: {problem}")]
    Tensor {
        /// The tensor's name.
        name: String,
        /// What is wrong with it.
        problem: String,
    },
    /// The file could not be read.
    #[error("cannot read model file {path}: {problem}")]
    Io {
        /// The path.
        path: String,
        /// The system's message.
        problem: String,
    },
}

/// The sizes of the network.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct NetworkShape {
    pub(crate) layers: usize,
    pub(crate) width: usize,
    pub(crate) heads: usize,
    pub(crate) feed_forward: usize,
    pub(crate) positions: usize,
    pub(crate) subword_rank: usize,
    pub(crate) max_subwords_per_word: usize,
    pub(crate) layer_norm_epsilon: f32,
    pub(crate) shapes: usize,
    pub(crate) arc: usize,
    pub(crate) relation: usize,
    pub(crate) hidden: usize,
    pub(crate) mix: Vec<f32>,
    /// Buckets of relative positions; 0 where the model has none.
    #[serde(default)]
    pub(crate) relative_buckets: usize,
    /// The distance from which on all are one bucket.
    #[serde(default = "relative_span")]
    pub(crate) relative_span: usize,
}

fn relative_span() -> usize {
    128
}

#[derive(Clone, Debug, Deserialize)]
struct TensorEntry {
    name: String,
    r#type: String,
    shape: Vec<usize>,
    offset: usize,
    scales: Option<usize>,
    multiples: Option<usize>,
}

/// Rows of int8 with a scale each, as they stand in the file (int4 rows are unpacked).
#[derive(Clone, Debug)]
pub(crate) struct Rows {
    pub(crate) values: Vec<i8>,
    pub(crate) scales: Vec<f32>,
    /// Of int4 rows: what each 32 columns of a row are multiples of.
    multiples: Vec<u8>,
    columns: usize,
}

impl Rows {
    /// As the weights of a layer. An empty `bias` is none.
    fn linear(self, bias: Vec<f32>) -> Linear {
        let Self { values, scales, multiples, columns } = self;
        Linear::new(Weights { values: &values, multiples: &multiples, inputs: columns }, scales, bias)
    }
}

#[derive(Clone, Debug, Deserialize)]
struct Header {
    format: u32,
    language: String,
    name: String,
    network: NetworkShape,
    labels: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    lexicon: BTreeMap<String, Vec<String>>,
    vocabulary: String,
    tensors: Vec<TensorEntry>,
}

/// Which model it is.
#[derive(Clone, Debug)]
pub(crate) struct Identity {
    pub(crate) name: String,
    pub(crate) language: String,
    /// 16 hexadecimal digits.
    pub(crate) checksum: String,
    /// All of it, for people.
    pub(crate) shown: String,
}

/// A model file whose header and checksum hold, and the reading of its tensors.
#[derive(Debug)]
pub(crate) struct ModelFile<'b> {
    bytes: &'b [u8],
    header: Header,
    checksum: u64,
}

fn truncated(what: &str, end: usize, length: usize) -> LoadError {
    LoadError::Truncated { what: what.to_owned(), end, length }
}

pub(super) fn checksum(data: &[u8]) -> u64 {
    let mut sum = 0xcbf2_9ce4_8422_2325_u64;
    for chunk in data.chunks(8) {
        let mut word = [0; 8];
        word.iter_mut().zip(chunk).for_each(|(to, from)| *to = *from);
        sum = (sum ^ u64::from_le_bytes(word)).wrapping_mul(0x0100_0000_01b3);
    }
    sum
}

/// Half of the buckets are for each direction, half of these for single distances; powers of distances stay finite.
fn relative_positions_are_possible(n: &NetworkShape) -> bool {
    n.relative_buckets.is_multiple_of(4)
        && n.relative_buckets <= 256
        && n.relative_span > n.relative_buckets / 4
        && n.relative_span <= MOST
}

impl<'b> ModelFile<'b> {
    pub(crate) fn read(bytes: &'b [u8]) -> Result<Self, LoadError> {
        if bytes.get(..7) != Some(&MAGIC[..7]) {
            return Err(LoadError::Foreign);
        }
        let version = *bytes.get(7).ok_or_else(|| truncated("magic", 8, bytes.len()))?;
        if version != MAGIC[7] {
            return Err(LoadError::Version { found: u32::from(version), expected: FORMAT });
        }
        let length: [u8; 4] = bytes
            .get(8..12)
            .and_then(|b| b.try_into().ok())
            .ok_or_else(|| truncated("header length", 12, bytes.len()))?;
        let sum: [u8; 8] = bytes
            .get(12..20)
            .and_then(|b| b.try_into().ok())
            .ok_or_else(|| truncated("checksum", 20, bytes.len()))?;
        let end = 20_usize.saturating_add(u32::from_le_bytes(length) as usize);
        let text = bytes.get(20..end).ok_or_else(|| truncated("header", end, bytes.len()))?;
        let (found, expected) = (checksum(bytes.get(20..).unwrap_or_default()), u64::from_le_bytes(sum));
        if found != expected {
            let shown = |sum| format!("{sum:016x}");
            return Err(LoadError::Checksum { found: shown(found), expected: shown(expected) });
        }
        let header: Header = serde_json::from_slice(text).map_err(|e| LoadError::Header(e.to_string()))?;
        if header.format != FORMAT {
            return Err(LoadError::Version { found: header.format, expected: FORMAT });
        }
        let n = &header.network;
        let whole =
            [n.layers, n.width, n.heads, n.feed_forward, n.positions, n.subword_rank, n.shapes, n.arc];
        let sizes = whole.iter().chain([&n.relation, &n.hidden, &n.max_subwords_per_word]);
        if sizes.copied().any(|x| x == 0 || x > MOST)
            || !n.width.is_multiple_of(n.heads.saturating_mul(LANES))
            || !n.relation.is_multiple_of(LANES)
            || n.positions < 16
        {
            return Err(LoadError::Header("impossible sizes of the network".to_owned()));
        }
        if n.relative_buckets > 0 && !relative_positions_are_possible(n) {
            return Err(LoadError::Header("impossible relative positions".to_owned()));
        }
        if n.mix.len() != n.layers.saturating_add(1) {
            return Err(LoadError::Header("mix does not fit the layers".to_owned()));
        }
        Ok(Self { bytes, header, checksum: found })
    }

    pub(crate) fn shape(&self) -> &NetworkShape {
        &self.header.network
    }

    pub(crate) fn identity(&self) -> Identity {
        let Header { name, language, .. } = &self.header;
        let checksum = format!("{:016x}", self.checksum);
        let shown = format!("{name} ({language}, checksum {checksum})");
        Identity { name: name.clone(), language: language.clone(), checksum, shown }
    }

    pub(crate) fn labels(&self, task: &str) -> Result<&[String], LoadError> {
        match self.header.labels.get(task) {
            Some(labels) if !labels.is_empty() => Ok(labels),
            _ => Err(LoadError::Header(format!("no labels for task {task}"))),
        }
    }

    /// A task's labels as values; one that stands for none is an error.
    pub(crate) fn values<T: FromStr<Err = UnknownName>>(&self, task: &str) -> Result<Vec<T>, LoadError> {
        let read = |(place, label): (usize, &String)| {
            label.parse().map_err(|e| LoadError::Header(format!("label {place} of task {task}: {e}")))
        };
        self.labels(task)?.iter().enumerate().map(read).collect()
    }

    /// The lemmas known for a universal tag; none where the file has no list.
    pub(crate) fn lexicon(&self, tag: &str) -> impl Iterator<Item = &str> {
        self.header.lexicon.get(tag).into_iter().flatten().map(String::as_str)
    }

    pub(crate) fn vocabulary(&self) -> Result<Vec<&'b str>, LoadError> {
        let entry = self.entry(&self.header.vocabulary, &["u8"], None)?;
        let length = entry.shape.first().copied().unwrap_or(0);
        let raw = self.slice(&entry.name, entry.offset, length)?;
        let text = std::str::from_utf8(raw).map_err(|e| LoadError::Tensor {
            name: entry.name.clone(),
            problem: format!("not UTF-8 at byte {}", e.valid_up_to()),
        })?;
        Ok(text.split('\n').collect())
    }

    fn entry(&self, name: &str, kinds: &[&str], shape: Option<&[usize]>) -> Result<&TensorEntry, LoadError> {
        let problem = |problem: String| LoadError::Tensor { name: name.to_owned(), problem };
        let entry = self.header.tensors.iter().find(|t| t.name == name);
        let entry = entry.ok_or_else(|| problem("missing".to_owned()))?;
        if !kinds.contains(&entry.r#type.as_str()) {
            return Err(problem(format!("type {}, expected {}", entry.r#type, kinds.join(" or "))));
        }
        match shape {
            Some(shape) if shape != entry.shape => {
                Err(problem(format!("shape {:?}, expected {shape:?}", entry.shape)))
            }
            _ => Ok(entry),
        }
    }

    fn slice(&self, name: &str, offset: usize, length: usize) -> Result<&'b [u8], LoadError> {
        let end = offset.saturating_add(length);
        self.bytes.get(offset..end).ok_or_else(|| truncated(name, end, self.bytes.len()))
    }

    fn floats(&self, name: &str, offset: usize, count: usize) -> Result<Vec<f32>, LoadError> {
        let raw = self.slice(name, offset, count.saturating_mul(4))?;
        Ok(raw.as_chunks().0.iter().map(|&bytes| f32::from_le_bytes(bytes)).collect())
    }

    pub(crate) fn f32(&self, name: &str, shape: &[usize]) -> Result<Vec<f32>, LoadError> {
        let entry = self.entry(name, &["f32"], Some(shape))?;
        self.floats(name, entry.offset, shape.iter().product())
    }

    /// A matrix of int8 or int4 rows. An int4 is stored as itself plus 8, the even column in the low half of a byte; it
    /// counts as many times the row's scale as its group of columns has for its multiple.
    pub(crate) fn rows(&self, name: &str, rows: usize, columns: usize) -> Result<Rows, LoadError> {
        let entry = self.entry(name, &["i8", "i4"], Some(&[rows, columns]))?;
        let problem =
            |problem: &str| LoadError::Tensor { name: name.to_owned(), problem: problem.to_owned() };
        let scales = entry.scales.ok_or_else(|| problem("no scales"))?;
        let scales = self.floats(name, scales, rows)?;
        if entry.r#type == "i8" {
            let raw = self.slice(name, entry.offset, rows.saturating_mul(columns))?;
            let values = raw.iter().map(|b| b.cast_signed()).collect();
            return Ok(Rows { values, scales, multiples: Vec::new(), columns });
        }
        if !columns.is_multiple_of(GROUP) {
            return Err(problem("int4 rows whose length is no multiple of 32"));
        }
        let raw = self.slice(name, entry.offset, rows.saturating_mul(columns / 2))?;
        let multiples = entry.multiples.ok_or_else(|| problem("no multiples"))?;
        let multiples = self.slice(name, multiples, rows.saturating_mul(columns / GROUP))?;
        // 7 times 18 is still an int8
        let multiples: Vec<u8> = multiples.iter().map(|&multiple| multiple.min(18)).collect();
        let mut values = Vec::with_capacity(raw.len().saturating_mul(2));
        for (group, &multiple) in raw.chunks_exact(GROUP / 2).zip(&multiples) {
            let multiple = i16::from(multiple);
            for byte in group {
                for half in [byte & 15, byte >> 4] {
                    let value = i16::from(half).saturating_sub(8).max(-7).saturating_mul(multiple);
                    values.push(i8::try_from(value).unwrap_or(i8::MAX));
                }
            }
        }
        Ok(Rows { values, scales, multiples, columns })
    }

    /// Whether there is a tensor of that name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.header.tensors.iter().any(|t| t.name == name)
    }

    /// A linear layer: `name.weight` and `name.bias`.
    pub(crate) fn linear(&self, name: &str, outputs: usize, inputs: usize) -> Result<Linear, LoadError> {
        let bias = self.f32(&format!("{name}.bias"), &[outputs])?;
        let rows = self.rows(&format!("{name}.weight"), outputs, inputs)?;
        Ok(rows.linear(bias))
    }

    /// A matrix without bias.
    pub(crate) fn matrix(&self, name: &str, outputs: usize, inputs: usize) -> Result<Linear, LoadError> {
        let rows = self.rows(name, outputs, inputs)?;
        Ok(rows.linear(Vec::new()))
    }
}
