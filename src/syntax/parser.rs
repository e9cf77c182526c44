//! Word vectors to a dependency tree: biaffine scores (Dozat and Manning 2017), then the maximum spanning tree.
#![expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "square matrices over the words of a sentence"
)]

use super::spanning_tree::spanning_tree;
use super::{BaseRelation, DependencyRelation};
use crate::model::kernel::{self, Aligned, Grid, Groups, LANES, Linear, Quantised};
use crate::model::{LoadError, ModelFile};
use std::ops::Range;

/// Sentences of more words are parsed in pieces of this length, which keeps time and memory linear in the text.
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
    /// `[size of a relation vector][labels, padded]`
    label_dependent: Aligned<f32>,
    label_head: Aligned<f32>,
    label_bias: Vec<f32>,
    relations: Vec<DependencyRelation>,
}

/// A word's head within its sentence (`None` for the root), relation and confidence.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LocalArc {
    pub(crate) head: Option<usize>,
    pub(crate) relation: DependencyRelation,
    pub(crate) confidence: f32,
}

impl Parser {
    pub(crate) fn load(file: &ModelFile<'_>) -> Result<Self, LoadError> {
        let n = file.shape();
        let relations: Vec<DependencyRelation> = file.values("deprel")?;
        let (count, size) = (relations.len(), n.relation);
        let arc_head = file.linear("arc_head", n.arc, n.width)?;
        let relation_head = file.linear("relation_head", size, n.width)?;
        let arc = file.matrix("arc.weight", n.arc, n.arc)?;
        let arc_bias = file.f32("arc.bias", &[n.arc])?;
        let root = Quantised::of(&file.f32("root", &[n.width])?, n.width);
        let head = project(&root, &arc_head);
        let root = Root {
            moved: kernel::linear(&Quantised::of(&head, n.arc), &arc),
            bias: kernel::dot(&head, &arc_bias),
            relation_head: project(&root, &relation_head),
        };
        let part = |name: &str| -> Result<_, LoadError> {
            let rows = file.f32(name, &[count, size])?;
            let padded = count.next_multiple_of(LANES);
            let mut columns = Aligned::zeros(size.saturating_mul(padded));
            kernel::turn(Grid { values: &rows, stride: size }, [count, size], 1.0, &mut columns, padded);
            Ok(columns)
        };
        Ok(Self {
            arc_dependent: file.linear("arc_dependent", n.arc, n.width)?,
            arc_head,
            relation_dependent: file.linear("relation_dependent", size, n.width)?,
            relation_head,
            root,
            arc,
            arc_bias,
            label: file.matrix("label.weight", count.saturating_mul(size), size)?,
            label_dependent: part("label.dependent")?,
            label_head: part("label.head")?,
            label_bias: file.f32("label.bias", &[count])?,
            relations,
        })
    }

    /// The trees of sentences of these lengths from their words' vectors: an arc for each word.
    pub(crate) fn parse(
        &self,
        words: &Quantised,
        lengths: &[usize],
        memory: &mut ParserMemory,
    ) -> Vec<LocalArc> {
        let ParserMemory { quantised, heads: head_memory, dependents, piece: piece_memory, relations } =
            memory;
        let heads = kernel::linear_gelu(words, &self.arc_head, head_memory);
        let size = self.arc.inputs();
        let biases: Vec<f32> = heads.chunks_exact(size).map(|h| kernel::dot(h, &self.arc_bias)).collect();
        quantised.set(heads, size);
        let dependents = kernel::linear_gelu(words, &self.arc_dependent, dependents);
        let moved = kernel::linear_into(quantised, &self.arc, head_memory);
        let arcs = Arcs { dependents, moved, biases: &biases };
        let mut chosen = Vec::with_capacity(words.len());
        for piece in pieces(lengths) {
            self.tree(&arcs, piece, piece_memory, &mut chosen);
        }
        let relations = self.relations(words, &chosen, quantised, relations);
        let mut out: Vec<LocalArc> = Vec::with_capacity(words.len());
        let mut begin = 0_usize;
        let of_word = |(choice, (relation, sure)): (&Choice, (DependencyRelation, f32))| LocalArc {
            head: choice.head,
            relation,
            confidence: (choice.probability * sure).clamp(0.0, 1.0),
        };
        out.extend(chosen.iter().zip(relations).map(of_word));
        // heads count from their sentence's first word; a sentence of several pieces has the first one's root
        for &length in lengths {
            let sentence = &mut out[begin..begin.saturating_add(length)];
            let root = sentence.iter().position(|arc| arc.head.is_none());
            for (i, arc) in sentence.iter_mut().enumerate() {
                match arc.head {
                    Some(head) => arc.head = Some(head.saturating_sub(begin)),
                    None if Some(i) != root => {
                        arc.head = root;
                        arc.relation = DependencyRelation::of(BaseRelation::Parataxis);
                    }
                    None => {}
                }
            }
            begin = begin.saturating_add(length);
        }
        out
    }

    /// Appends the heads of the words of `piece` to `chosen`.
    fn tree(&self, arcs: &Arcs<'_>, piece: Range<usize>, memory: &mut PieceMemory, chosen: &mut Vec<Choice>) {
        let (count, size) = (piece.len(), self.arc_bias.len());
        let padded = (count + 1).next_multiple_of(LANES);
        // the root is column 0, the words follow
        let columns = memory.columns.room(size.saturating_mul(padded));
        let rows = memory.rows.room((count + 1).saturating_mul(size));
        rows[..size].copy_from_slice(&self.root.moved);
        rows[size..]
            .copy_from_slice(&arcs.moved[piece.start.saturating_mul(size)..piece.end.saturating_mul(size)]);
        kernel::turn(
            Grid { values: rows, stride: size },
            [count.saturating_add(1), size],
            1.0,
            columns,
            padded,
        );
        let dependents = Grid { values: &arcs.dependents[piece.start.saturating_mul(size)..], stride: size };
        let scores = memory.scores.room(count.saturating_mul(padded));
        kernel::multiply(
            dependents,
            Grid { values: columns, stride: padded },
            [count, size, padded],
            scores,
            padded,
        );
        for (i, row) in scores.chunks_exact_mut(padded).enumerate() {
            row[0] += self.root.bias;
            for (cell, bias) in row[1..].iter_mut().zip(&arcs.biases[piece.clone()]) {
                *cell += bias;
            }
            row[i.saturating_add(1)] = f32::NEG_INFINITY; // no word heads itself
        }
        // a constant for each dependent, as a logarithm of probabilities would have, does not change the best tree
        let heads = spanning_tree(count, |dependent, head| {
            scores[(dependent - 1).saturating_mul(padded).saturating_add(head)].max(-1e9)
        });
        let inverses = memory.inverses.room(count);
        kernel::softmax(scores, padded, count.saturating_add(1), inverses);
        chosen.extend(heads.iter().enumerate().map(|(i, &head)| Choice {
            head: head.checked_sub(1).map(|head| piece.start.saturating_add(head)),
            probability: scores[i.saturating_mul(padded).saturating_add(head)] * inverses[i],
        }));
    }

    /// The best relation of each word to its head, with its probability; `root` on the root only.
    fn relations(
        &self,
        words: &Quantised,
        chosen: &[Choice],
        quantised: &mut Quantised,
        memory: &mut RelationMemory,
    ) -> Vec<(DependencyRelation, f32)> {
        let (size, count) = (self.label.inputs(), self.relations.len());
        let padded = count.next_multiple_of(LANES);
        let RelationMemory { row_of_head, row_of, groups, floats } = memory;
        let [all_heads, dependents, heads, scores, of_dependent, of_head] = floats;
        let all_heads = kernel::linear_gelu(words, &self.relation_head, all_heads);
        let dependents = kernel::linear_gelu(words, &self.relation_dependent, dependents);
        // words of one head share its row; behind the words stands the root
        row_of_head.clear();
        row_of_head.resize(words.len().saturating_add(1), None);
        row_of.clear();
        let heads = heads.room(chosen.len().saturating_mul(size));
        let mut rows = 0_u32;
        for choice in chosen {
            let row = *row_of_head[choice.head.unwrap_or(words.len())].get_or_insert_with(|| {
                let to = &mut heads[(rows as usize).saturating_mul(size)..][..size];
                to.copy_from_slice(match choice.head {
                    Some(head) => &all_heads[head.saturating_mul(size)..][..size],
                    None => &self.root.relation_head,
                });
                rows += 1;
                rows - 1
            });
            row_of.push(row);
        }
        let heads = &heads[..(rows as usize).saturating_mul(size)];
        groups.set(row_of, rows as usize);
        quantised.set(heads, size);
        let scores = scores.room(chosen.len().saturating_mul(count));
        kernel::bilinear(quantised, &self.label, dependents, groups, scores);
        let linear = |vectors: &[f32], columns: &[f32], out: &mut [f32]| {
            let (vectors, columns) =
                (Grid { values: vectors, stride: size }, Grid { values: columns, stride: padded });
            kernel::multiply(vectors, columns, [vectors.values.len() / size, size, padded], out, padded);
        };
        let of_dependent = of_dependent.room(chosen.len().saturating_mul(padded));
        linear(dependents, &self.label_dependent, of_dependent);
        let of_head = of_head.room((rows as usize).saturating_mul(padded));
        linear(heads, &self.label_head, of_head);
        let parts = of_dependent.chunks_exact(padded).zip(row_of);
        chosen
            .iter()
            .zip(scores.chunks_exact_mut(count).zip(parts))
            .map(|(choice, (scores, (of_dependent, row)))| {
                let of_head = &of_head[(*row as usize).saturating_mul(padded)..][..padded];
                kernel::add_two(scores, of_dependent, of_head);
                kernel::add(scores, &self.label_bias);
                let root = choice.head.is_none();
                for (score, relation) in scores.iter_mut().zip(&self.relations) {
                    if relation.is(BaseRelation::Root) != root {
                        *score = -1e4;
                    }
                }
                let (label, sure) = kernel::best(scores);
                (if root { DependencyRelation::of(BaseRelation::Root) } else { self.relations[label] }, sure)
            })
            .collect()
    }
}

/// Runs of words that get a tree each: the sentences, long ones in pieces.
fn pieces(lengths: &[usize]) -> impl Iterator<Item = Range<usize>> {
    let ends = lengths.iter().scan(0_usize, |end, &length| {
        let start = *end;
        *end = start.saturating_add(length);
        Some(start..*end)
    });
    ends.flat_map(|sentence| {
        let starts = sentence.clone().step_by(MOST_WORDS);
        starts.map(move |start| start..sentence.end.min(start.saturating_add(MOST_WORDS)))
    })
}

/// A layer, with GELU.
fn project(input: &Quantised, layer: &Linear) -> Aligned<f32> {
    let mut out = Aligned::default();
    kernel::linear_gelu(input, layer, &mut out);
    out
}

/// What the layers make of the words of a batch for the scores of arcs, row after row.
struct Arcs<'a> {
    dependents: &'a [f32],
    moved: &'a [f32],
    biases: &'a [f32],
}

/// The head of a word in its batch, with its probability; `None` is the root.
struct Choice {
    head: Option<usize>,
    probability: f32,
}

/// The parser's memory, which one batch leaves to the next.
#[derive(Debug, Default)]
pub(crate) struct ParserMemory {
    quantised: Quantised,
    heads: Aligned<f32>,
    dependents: Aligned<f32>,
    piece: PieceMemory,
    relations: RelationMemory,
}

/// The memory of relations.
#[derive(Debug, Default)]
struct RelationMemory {
    /// The row of each word that is a head.
    row_of_head: Vec<Option<u32>>,
    /// The row of each word's head.
    row_of: Vec<u32>,
    groups: Groups,
    floats: [Aligned<f32>; 6],
}

/// The memory of one piece.
#[derive(Debug, Default)]
struct PieceMemory {
    rows: Aligned<f32>,
    columns: Aligned<f32>,
    scores: Aligned<f32>,
    inverses: Aligned<f32>,
}

/// What the layers make of the root, which is the same for each sentence.
#[derive(Clone, Debug, Default)]
struct Root {
    moved: Aligned<f32>,
    bias: f32,
    relation_head: Aligned<f32>,
}
