//! Word vectors to a dependency tree: biaffine scores (Dozat and Manning 2017), then the maximum spanning tree.

use super::spanning_tree::spanning_tree;
use super::{BaseRelation, Relation};
use crate::model::kernel::{self, Linear, Quantised, linear};
use crate::model::{LoadError, ModelFile};

/// Longer sentences are parsed in pieces of so many words, which keeps time and memory linear in the text.
const MOST_WORDS: usize = 400;

/// The parser's weights and labels.
#[derive(Clone, Debug)]
pub(crate) struct Parser {
    arc_dependent: Linear,
    arc_head: Linear,
    relation_dependent: Linear,
    relation_head: Linear,
    root: Vec<f32>,
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
        Ok(Self {
            arc_dependent: file.linear("arc_dependent", n.arc, n.width)?,
            arc_head: file.linear("arc_head", n.arc, n.width)?,
            relation_dependent: file.linear("relation_dependent", size, n.width)?,
            relation_head: file.linear("relation_head", size, n.width)?,
            root: file.f32("root", &[n.width])?,
            arc: file.matrix("arc.weight", n.arc, n.arc)?,
            arc_bias: file.f32("arc.bias", &[n.arc])?,
            label: file.matrix("label.weight", count * size, size)?,
            label_dependent: file.f32("label.dependent", &[count, size])?,
            label_head: file.f32("label.head", &[count, size])?,
            label_bias: file.f32("label.bias", &[count])?,
            relations: labels.iter().map(|l| Relation::parse(l)).collect(),
        })
    }

    /// The tree of a sentence from its words' vectors.
    pub(crate) fn parse(&self, vectors: &[f32]) -> Vec<LocalArc> {
        let width = self.root.len();
        let mut out: Vec<LocalArc> = Vec::with_capacity(vectors.len() / width);
        let mut first_root = None;
        for piece in vectors.chunks(MOST_WORDS * width) {
            let begin = out.len();
            for mut arc in self.parse_piece(piece) {
                arc.head = match arc.head {
                    Some(head) => Some(head + begin),
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
    }

    fn parse_piece(&self, vectors: &[f32]) -> Vec<LocalArc> {
        let width = self.root.len();
        let count = vectors.len() / width;
        let words = Quantised::of(vectors, width);
        let rooted: Vec<f32> = self.root.iter().chain(vectors).copied().collect();
        let rooted = Quantised::of(&rooted, width);
        let project = |input: &Quantised, layer: &Linear| {
            let mut out = linear(input, layer);
            kernel::gelu(&mut out);
            out
        };
        let dependents = project(&words, &self.arc_dependent);
        let heads = project(&rooted, &self.arc_head);
        let size = self.arc_bias.len();
        let moved = linear(&Quantised::of(&heads, size), &self.arc);
        let mut scores = vec![0.0; count * (count + 1)];
        let biases: Vec<f32> = heads.chunks_exact(size).map(|h| kernel::dot(h, &self.arc_bias)).collect();
        for (row, dependent) in scores.chunks_exact_mut(count + 1).zip(dependents.chunks_exact(size)) {
            for ((cell, head), bias) in row.iter_mut().zip(moved.chunks_exact(size)).zip(&biases) {
                *cell = kernel::dot(dependent, head) + bias;
            }
        }
        for (i, row) in scores.chunks_exact_mut(count + 1).enumerate() {
            row[i + 1] = f32::NEG_INFINITY; // no word heads itself
            kernel::softmax(row);
        }
        // log-probabilities, so that the tree is the likeliest one
        let log =
            |dependent: usize, head: usize| scores[(dependent - 1) * (count + 1) + head].max(1e-30).ln();
        let chosen = spanning_tree(count, log);
        let relation_dependents = project(&words, &self.relation_dependent);
        let relation_heads = project(&rooted, &self.relation_head);
        let size = self.label.inputs();
        let chosen_heads: Vec<f32> =
            chosen.iter().flat_map(|&h| relation_heads[h * size..(h + 1) * size].iter().copied()).collect();
        let moved = linear(&Quantised::of(&chosen_heads, size), &self.label);
        (0..count)
            .map(|i| {
                let dependent = &relation_dependents[i * size..(i + 1) * size];
                let head = &chosen_heads[i * size..(i + 1) * size];
                let moved = &moved[i * self.label.outputs()..(i + 1) * self.label.outputs()];
                let (label, sure) = self.relation(dependent, head, moved, chosen[i] == 0);
                LocalArc {
                    head: chosen[i].checked_sub(1),
                    relation: label,
                    confidence: (scores[i * (count + 1) + chosen[i]] * sure).clamp(0.0, 1.0),
                }
            })
            .collect()
    }

    /// The best relation between a dependent and a head; `root` on the root only.
    fn relation(&self, dependent: &[f32], head: &[f32], moved: &[f32], root: bool) -> (Relation, f32) {
        let size = dependent.len();
        let scores: Vec<f32> = (0..self.relations.len())
            .map(|l| {
                let rows = l * size..(l + 1) * size;
                if self.relations[l].is(BaseRelation::Root) != root {
                    return -1e4;
                }
                kernel::dot(&moved[rows.clone()], dependent)
                    + kernel::dot(&self.label_dependent[rows.clone()], dependent)
                    + kernel::dot(&self.label_head[rows], head)
                    + self.label_bias[l]
            })
            .collect();
        let (label, sure) = kernel::best(&scores);
        (if root { Relation::of(BaseRelation::Root) } else { self.relations[label] }, sure)
    }
}
