//! Word vectors to labels for mentions: flat names by Viterbi over BIOES labels, and the heads of mentions.

use super::Kind;
use crate::model::kernel::{self, Aligned, Linear, Quantised};
use crate::model::{LoadError, ModelFile};
use crate::syntax::{Likeness, MentionLabel, NamePosition};
use crate::table::Table;

#[derive(Clone, Copy, Debug, PartialEq)]
enum NameTag {
    Outside,
    Begin(Kind),
    Inside(Kind),
    End(Kind),
    Single(Kind),
}

impl NameTag {
    fn parse(label: &str) -> Option<Self> {
        if label == "O" {
            return Some(Self::Outside);
        }
        let (position, kind) = label.split_once('-')?;
        let kind = Kind::from_name(kind)?;
        match position {
            "B" => Some(Self::Begin(kind)),
            "I" => Some(Self::Inside(kind)),
            "E" => Some(Self::End(kind)),
            "S" => Some(Self::Single(kind)),
            _ => None,
        }
    }

    /// The kind of the name that goes on after this tag.
    fn open(self) -> Option<Kind> {
        match self {
            Self::Begin(kind) | Self::Inside(kind) => Some(kind),
            _ => None,
        }
    }

    /// The kind of the name that has to be open before this tag.
    fn needs(self) -> Option<Kind> {
        match self {
            Self::Inside(kind) | Self::End(kind) => Some(kind),
            _ => None,
        }
    }

    fn position(self) -> NamePosition {
        match self {
            Self::Outside => NamePosition::Outside,
            Self::Begin(kind) | Self::Single(kind) => NamePosition::Begin(kind),
            Self::Inside(kind) | Self::End(kind) => NamePosition::Inside(kind),
        }
    }
}

/// The labeler's weights and labels.
#[derive(Clone, Debug)]
pub(crate) struct Labeler {
    name_hidden: Linear,
    name: Linear,
    tags: Vec<NameTag>,
    head_hidden: Linear,
    head: Linear,
    kinds: Vec<Option<Kind>>,
    likeness: Option<Linear>,
}

impl Labeler {
    pub(crate) fn load(file: &ModelFile<'_>) -> Result<Self, LoadError> {
        let n = file.shape();
        let (names, heads) = (file.labels("name")?, file.labels("entity_head")?);
        let tags = names
            .iter()
            .map(|l| NameTag::parse(l).ok_or_else(|| LoadError::Header(format!("no name label: {l:?}"))));
        let tags: Vec<NameTag> = tags.collect::<Result<_, _>>()?;
        if !tags.contains(&NameTag::Outside) {
            return Err(LoadError::Header("no name label O".to_owned()));
        }
        Ok(Self {
            name_hidden: file.linear("name_hidden", n.hidden, n.width)?,
            name: file.linear("name", names.len(), n.hidden)?,
            tags,
            head_hidden: file.linear("entity_head_hidden", n.hidden, n.width)?,
            head: file.linear("entity_head", heads.len(), n.hidden)?,
            kinds: heads.iter().map(|l| Kind::from_name(l)).collect(),
            likeness: Likeness::layer(file)?,
        })
    }

    /// One [`MentionLabel`] for each word; `vectors` are the words' vectors, of sentences of these lengths.
    pub(crate) fn label(
        &self,
        vectors: &Quantised,
        lengths: &[usize],
        memory: &mut LabelerMemory,
    ) -> Vec<MentionLabel> {
        let LabelerMemory { quantised, inner, names, heads, .. } = memory;
        quantised.set(kernel::linear_gelu(vectors, &self.name_hidden, inner), self.name.inputs());
        let names = kernel::linear_into(quantised, &self.name, names);
        quantised.set(kernel::linear_gelu(vectors, &self.head_hidden, inner), self.head.inputs());
        let heads = kernel::linear_into(quantised, &self.head, heads);
        let mut path = Vec::with_capacity(vectors.len());
        for length in lengths {
            let start = path.len().saturating_mul(self.tags.len());
            let end = start.saturating_add(length.saturating_mul(self.tags.len()));
            path.extend(self.best_path(names.get(start..end).unwrap_or_default()));
        }
        let kind = |label: usize| self.kinds.get(label).copied().flatten();
        path.iter()
            .zip(names.chunks_exact(self.tags.len()))
            .zip(heads.chunks_exact(self.kinds.len()))
            .map(|((&tag, names), heads)| {
                let (best, sure) = kernel::best(heads);
                let (likeliest, probability) = kernel::best(names);
                let score = |tag: usize| names.get(tag).copied().unwrap_or_default();
                MentionLabel {
                    name: self.tags.get(tag).map_or(NamePosition::Outside, |tag| tag.position()),
                    name_confidence: probability * kernel::exp(score(tag) - score(likeliest)),
                    head_of: kind(best),
                    head_confidence: sure,
                    likely_kind: kind(most(heads, |i| kind(i).is_some())),
                }
            })
            .collect()
    }

    /// What each word takes up and what takes it up; nothing where the model has no such layer.
    pub(crate) fn likenesses(
        &self,
        vectors: &Quantised,
        memory: &mut LabelerMemory,
    ) -> impl Iterator<Item = Likeness> {
        let numbers = self.likeness.as_ref().map(|layer| {
            kernel::linear_into(vectors, layer, &mut memory.likeness).chunks_exact(layer.outputs())
        });
        numbers.into_iter().flatten().map(Likeness::new)
    }

    /// The likeliest sequence of tags in which every name is begun and ended (Viterbi 1967).
    fn best_path(&self, tag_scores: &[f32]) -> Vec<usize> {
        let count = self.tags.len();
        let mut rows = tag_scores.chunks_exact(count);
        let Some(first) = rows.next() else { return Vec::new() };
        let mut scores: Table<f32> = first
            .iter()
            .zip(&self.tags)
            .map(|(&p, tag)| if tag.needs().is_none() { p } else { f32::NEG_INFINITY })
            .collect();
        let mut next = Table::new(f32::NEG_INFINITY, count);
        // for each later word the best predecessor of a tag, which depends only on what name, if any, it leaves open
        let mut back: Vec<Before> = Vec::with_capacity(rows.len());
        for row in rows {
            let mut best = Before::default();
            for (i, tag) in self.tags.iter().enumerate() {
                let best = best.of_mut(tag.open());
                if best.is_none_or(|b| scores[i] > scores[b]) {
                    *best = Some(i);
                }
            }
            for ((tag, score), next) in self.tags.iter().zip(row).zip(next.iter_mut()) {
                *next = best.of(tag.needs()).map_or(f32::NEG_INFINITY, |before| scores[before] + score);
            }
            std::mem::swap(&mut scores, &mut next);
            back.push(best);
        }
        let mut at = 0;
        let mut most = f32::NEG_INFINITY;
        for (i, tag) in self.tags.iter().enumerate() {
            if tag.open().is_none() && scores[i] > most {
                (at, most) = (i, scores[i]);
            }
        }
        let mut path = vec![at];
        for best in back.iter().rev() {
            let needed = self.tags.get(at).and_then(|tag| tag.needs());
            at = best.of(needed).or(best.none).unwrap_or(0);
            path.push(at);
        }
        path.reverse();
        path
    }
}

/// The best tags that leave no name open, or one of a kind.
#[derive(Clone, Copy, Debug, Default)]
struct Before {
    none: Option<usize>,
    of_kind: [Option<usize>; Kind::ALL.len()],
}

impl Before {
    fn of(&self, open: Option<Kind>) -> Option<usize> {
        match open {
            Some(kind) => self.of_kind.get(kind as usize).copied().flatten(),
            None => self.none,
        }
    }

    fn of_mut(&mut self, open: Option<Kind>) -> &mut Option<usize> {
        open.and_then(|kind| self.of_kind.get_mut(kind as usize)).unwrap_or(&mut self.none)
    }
}

/// The labeler's memory, which one batch leaves to the next.
#[derive(Debug, Default)]
pub(crate) struct LabelerMemory {
    quantised: Quantised,
    inner: Aligned<f32>,
    names: Aligned<f32>,
    heads: Aligned<f32>,
    likeness: Aligned<f32>,
}

/// The index of the largest value among those admitted.
fn most(row: &[f32], admit: impl Fn(usize) -> bool) -> usize {
    let mut best = (0, f32::NEG_INFINITY);
    for (i, &p) in row.iter().enumerate() {
        if admit(i) && p > best.1 {
            best = (i, p);
        }
    }
    best.0
}
