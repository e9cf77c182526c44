//! Word vectors to labels for mentions: flat names by Viterbi over BIOES labels, and the heads of mentions.

use super::Kind;
use crate::model::kernel::{self, Linear, Quantised, linear};
use crate::model::{LoadError, ModelFile};
use crate::syntax::{MentionLabel, NamePosition};

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
        })
    }

    /// One [`MentionLabel`] for each word; `vectors` are the words' vectors, of sentences of these lengths.
    pub(crate) fn label(&self, vectors: &Quantised, lengths: &[usize]) -> Vec<MentionLabel> {
        let through = |hidden: &Linear, layer: &Linear| {
            let mut inner = linear(vectors, hidden);
            kernel::gelu(&mut inner);
            linear(&Quantised::of(&inner, layer.inputs()), layer)
        };
        let mut names = through(&self.name_hidden, &self.name);
        let mut heads = through(&self.head_hidden, &self.head);
        let mut path = Vec::with_capacity(vectors.len());
        for length in lengths {
            let scores = &names[path.len() * self.tags.len()..(path.len() + length) * self.tags.len()];
            path.extend(self.best_path(scores));
        }
        names.chunks_exact_mut(self.name.outputs()).for_each(kernel::softmax);
        heads.chunks_exact_mut(self.head.outputs()).for_each(kernel::softmax);
        path.iter()
            .zip(names.chunks_exact(self.tags.len()))
            .zip(heads.chunks_exact(self.kinds.len()))
            .map(|((&tag, names), heads)| {
                let (best, sure) = most(heads, |_| true);
                let (likely, _) = most(heads, |i| self.kinds[i].is_some());
                let position = self.tags[tag].position();
                MentionLabel {
                    name: position,
                    name_confidence: names[tag],
                    head_of: self.kinds[best],
                    head_confidence: sure,
                    likely_kind: self.kinds[likely],
                }
            })
            .collect()
    }

    /// The likeliest sequence of tags in which every name is begun and ended (Viterbi 1967).
    fn best_path(&self, tag_scores: &[f32]) -> Vec<usize> {
        let count = self.tags.len();
        let mut rows = tag_scores.chunks_exact(count);
        let Some(first) = rows.next() else { return Vec::new() };
        let mut scores: Vec<f32> = first
            .iter()
            .zip(&self.tags)
            .map(|(&p, tag)| if tag.needs().is_none() { p } else { f32::NEG_INFINITY })
            .collect();
        let mut back: Vec<Vec<usize>> = Vec::new();
        for row in rows {
            // the best predecessor depends only on what name, if any, it leaves open
            let best_open = |open: Option<Kind>| {
                let mut found: Option<usize> = None;
                for (i, tag) in self.tags.iter().enumerate() {
                    if tag.open() == open && found.is_none_or(|f| scores[i] > scores[f]) {
                        found = Some(i);
                    }
                }
                found
            };
            let closed = best_open(None).unwrap_or(0);
            let open = Kind::ALL.map(|kind| best_open(Some(kind)));
            let mut next = vec![f32::NEG_INFINITY; count];
            let mut from = vec![closed; count];
            for (i, tag) in self.tags.iter().enumerate() {
                let before = match tag.needs() {
                    None => Some(closed),
                    Some(kind) => open[kind as usize],
                };
                if let Some(before) = before {
                    next[i] = scores[before] + row[i];
                    from[i] = before;
                }
            }
            scores = next;
            back.push(from);
        }
        let mut at = 0;
        let mut most = f32::NEG_INFINITY;
        for (i, tag) in self.tags.iter().enumerate() {
            if tag.open().is_none() && scores[i] > most {
                (at, most) = (i, scores[i]);
            }
        }
        let mut path = vec![at];
        for from in back.iter().rev() {
            at = from[at];
            path.push(at);
        }
        path.reverse();
        path
    }
}

fn most(row: &[f32], admit: impl Fn(usize) -> bool) -> (usize, f32) {
    let mut best = (0, f32::NEG_INFINITY);
    for (i, &p) in row.iter().enumerate() {
        if admit(i) && p > best.1 {
            best = (i, p);
        }
    }
    best
}
