//! Word vectors to a dependency tree: biaffine scores (Dozat and Manning 2017), then the maximum spanning tree.

use super::spanning_tree::spanning_tree;
use super::{BaseRelation, Relation};
use crate::model::kernel::{self, Linear, Quantised, linear};
use crate::model::{LoadError, ModelFile};
use std::ops::Range;

/// Longer sentences are parsed in pieces of so many words, which keeps time and memory linear in the text.
const MOST_WORDS: usize = 400;

/// The parser's weights and labels.
#[derive(Clone, Debug)]
pub(crate) struct Parser {
    arc_dependent: Linear,
    arc_head: Linear,
    relation_dependent: Linear,
    relation_head: Linear,
    root: Root,
    arc: Linear,
    arc_bias: Vec<f32>,
    label: Linear,
    label_dependent: Vec<f32>,
    label_head: Vec<f32>,
    label_bias: Vec<f32>,
    relations: Vec<Relation>,
}

/// A word's head within its sentence (`None` for the root), relation and confidence.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LocalArc {
    pub(crate) head: Option<usize>,
    pub(crate) relation: Relation,
    pub(crate) confidence: f32,
}

impl Parser {
    pub(crate) fn load(file: &ModelFile<'_>) -> Result<Self, LoadError> {
        let n = file.shape();
        let labels = file.labels("deprel")?;
        let (count, size) = (labels.len(), n.relation);
        let arc_head = file.linear("arc_head", n.arc, n.width)?;
        let relation_head = file.linear("relation_head", size, n.width)?;
        let arc = file.matrix("arc.weight", n.arc, n.arc)?;
        let arc_bias = file.f32("arc.bias", &[n.arc])?;
        let root = Quantised::of(&file.f32("root", &[n.width])?, n.width);
        let head = project(&root, &arc_head);
        let root = Root {
            moved: linear(&Quantised::of(&head, n.arc), &arc),
            bias: kernel::dot(&head, &arc_bias),
            relation_head: project(&root, &relation_head),
        };
        Ok(Self {
            arc_dependent: file.linear("arc_dependent", n.arc, n.width)?,
            arc_head,
            relation_dependent: file.linear("relation_dependent", size, n.width)?,
            relation_head,
            root,
            arc,
            arc_bias,
            label: file.matrix("label.weight", count * size, size)?,
            label_dependent: file.f32("label.dependent", &[count, size])?,
            label_head: file.f32("label.head", &[count, size])?,
            label_bias: file.f32("label.bias", &[count])?,
            relations: labels.iter().map(|l| Relation::parse(l)).collect(),
        })
    }

    /// The trees of sentences of these lengths from their words' vectors.
    pub(crate) fn parse(&self, words: &Quantised, lengths: &[usize]) -> Vec<Vec<LocalArc>> {
        let heads = project(words, &self.arc_head);
        let projected = Projected {
            dependents: project(words, &self.arc_dependent),
            moved: linear(&Quantised::of(&heads, self.arc.inputs()), &self.arc),
            biases: heads.chunks_exact(self.arc.inputs()).map(|h| kernel::dot(h, &self.arc_bias)).collect(),
            relation_dependents: project(words, &self.relation_dependent),
            relation_heads: project(words, &self.relation_head),
        };
        let mut begin = 0;
        let sentence = |&length: &usize| {
            let end = begin + length;
            let mut out: Vec<LocalArc> = Vec::with_capacity(length);
            let mut first_root = None;
            while begin < end {
                let piece = begin..end.min(begin + MOST_WORDS);
                begin = piece.end;
                let before = out.len();
                for mut arc in self.piece(&projected, piece) {
                    arc.head = match arc.head {
                        Some(head) => Some(head + before),
                        None => first_root,
                    };
                    if arc.head.is_none() {
                        first_root = Some(out.len());
                    } else if arc.relation.is(BaseRelation::Root) {
                        arc.relation = Relation::of(BaseRelation::Parataxis);
                    }
                    out.push(arc);
                }
            }
            out
        };
        lengths.iter().map(sentence).collect()
    }

    /// The tree of the words of `piece`.
    fn piece(&self, projected: &Projected, piece: Range<usize>) -> Vec<LocalArc> {
        let count = piece.len();
        let size = self.arc_bias.len();
        let dependents = rows(&projected.dependents, size, &piece);
        let mut scores = vec![0.0; count * (count + 1)];
        let mut between = vec![0.0; count * count];
        kernel::dots(dependents, rows(&projected.moved, size, &piece), size, &mut between);
        for (i, (row, between)) in
            scores.chunks_exact_mut(count + 1).zip(between.chunks_exact(count)).enumerate()
        {
            row[0] = kernel::dot(&dependents[i * size..(i + 1) * size], &self.root.moved) + self.root.bias;
            for ((cell, score), bias) in
                row[1..].iter_mut().zip(between).zip(&projected.biases[piece.clone()])
            {
                *cell = score + bias;
            }
            row[i + 1] = f32::NEG_INFINITY; // no word heads itself
        }
        // a constant for each dependent, as a logarithm of probabilities would have, does not change the best tree
        let chosen =
            spanning_tree(count, |dependent, head| scores[(dependent - 1) * (count + 1) + head].max(-1e9));
        scores.chunks_exact_mut(count + 1).for_each(kernel::softmax);
        let size = self.label.inputs();
        let dependents = rows(&projected.relation_dependents, size, &piece);
        let heads = rows(&projected.relation_heads, size, &piece);
        let chosen_heads: Vec<f32> = chosen
            .iter()
            .flat_map(|&h| match h.checked_sub(1) {
                Some(h) => &heads[h * size..(h + 1) * size],
                None => &self.root.relation_head,
            })
            .copied()
            .collect();
        let moved = linear(&Quantised::of(&chosen_heads, size), &self.label);
        (0..count)
            .map(|i| {
                let row = i * size..(i + 1) * size;
                let moved = &moved[i * self.label.outputs()..(i + 1) * self.label.outputs()];
                let (relation, sure) =
                    self.relation(&dependents[row.clone()], &chosen_heads[row], moved, chosen[i] == 0);
                LocalArc {
                    head: chosen[i].checked_sub(1),
                    relation,
                    confidence: (scores[i * (count + 1) + chosen[i]] * sure).clamp(0.0, 1.0),
                }
            })
            .collect()
    }

    /// The best relation between a dependent and a head; `root` on the root only.
    fn relation(&self, dependent: &[f32], head: &[f32], moved: &[f32], root: bool) -> (Relation, f32) {
        let count = self.relations.len();
        let mut parts = [vec![0.0; count], vec![0.0; count], vec![0.0; count]];
        for (part, (vector, rows)) in parts.iter_mut().zip([
            (dependent, moved),
            (dependent, &self.label_dependent),
            (head, &self.label_head),
        ]) {
            kernel::dots(vector, rows, vector.len(), part);
        }
        let [mut scores, of_dependent, of_head] = parts;
        for (l, score) in scores.iter_mut().enumerate() {
            *score = if self.relations[l].is(BaseRelation::Root) == root {
                *score + of_dependent[l] + of_head[l] + self.label_bias[l]
            } else {
                -1e4
            };
        }
        let (label, sure) = kernel::best(&scores);
        (if root { Relation::of(BaseRelation::Root) } else { self.relations[label] }, sure)
    }
}

/// A layer, with GELU.
fn project(input: &Quantised, layer: &Linear) -> Vec<f32> {
    let mut out = linear(input, layer);
    kernel::gelu(&mut out);
    out
}

/// What the layers make of the words of a batch, row after row.
struct Projected {
    dependents: Vec<f32>,
    moved: Vec<f32>,
    biases: Vec<f32>,
    relation_dependents: Vec<f32>,
    relation_heads: Vec<f32>,
}

/// The rows of `piece` out of rows of `size` floats.
fn rows<'r>(all: &'r [f32], size: usize, piece: &Range<usize>) -> &'r [f32] {
    &all[piece.start * size..piece.end * size]
}

/// What the layers make of the root, which is the same for each sentence.
#[derive(Clone, Debug, Default)]
struct Root {
    moved: Vec<f32>,
    bias: f32,
    relation_head: Vec<f32>,
}
