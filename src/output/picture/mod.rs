//! What a picture of a graph shows, for DOT, SVG and Mermaid alike: nodes, edges, and what their looks mean.

mod build;
mod facts;
mod look;
mod summary;
mod text;

pub(super) use build::picture;
pub(super) use facts::is_mutual;
pub(super) use look::{Sample, fill, legend};
use text::{shortened, without_article, wrapped};

use crate::error::named_values;
use crate::mentions::Kind;

/// Where the nodes go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, strum::IntoStaticStr, strum::VariantArray)]
#[strum(serialize_all = "kebab-case")]
#[non_exhaustive]
pub enum PictureLayout {
    /// In ranks from left to right.
    #[default]
    LeftToRight,
    /// In ranks from top to bottom.
    TopToBottom,
    /// By forces, overlaps removed (Graphviz only: `sfdp` or `neato`): wide graphs come out square.
    Force,
}

named_values!(PictureLayout, "layout");

/// What a picture shows of a graph, and how: of DOT, SVG and Mermaid.
///
/// ```
/// let mut options = relata::PictureOptions::default();
/// assert_eq!(options.most_nodes, Some(18)); // a summary
/// options.most_nodes = None; // the whole graph
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct PictureOptions {
    /// Where the nodes go.
    pub layout: PictureLayout,
    /// So many nodes at most: a graph that has more is drawn as a summary, which grows from the entity that matters most along
    /// its facts. `None` draws everything; 18 by default.
    pub most_nodes: Option<usize>,
    /// Draw words that are no entity as nodes, too, small and cut short; on by default.
    pub texts: bool,
    /// Draw entities of a kind inside a frame (DOT only); off by default.
    pub clusters: bool,
    /// Say below the title what colours and lines mean, as far as they occur; on by default.
    pub legend: bool,
    /// Characters of a label after which it is broken into lines; 24 by default.
    pub label_width: usize,
    /// Characters of the words of an edge or text after which they are cut; 48 by default. Tooltips have them whole.
    pub most_characters: usize,
}

impl Default for PictureOptions {
    fn default() -> Self {
        Self {
            layout: PictureLayout::default(),
            most_nodes: Some(18),
            texts: true,
            clusters: false,
            legend: true,
            label_width: 24,
            most_characters: 48,
        }
    }
}

/// How sure it is that something is so, as lines show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Stroke {
    Actual,
    Planned,
    /// Possible, demanded or conditional.
    Open,
    /// No relation: what an entity stands for.
    Reference,
    /// No relation: what the article tells of.
    Told,
}

/// Whether it is so and who says it, as colours show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Tone {
    Stated,
    Said,
    Denied,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Style {
    pub(super) stroke: Stroke,
    pub(super) tone: Tone,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Arrow {
    None,
    Forward,
    Both,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// An entity; whether it is named.
    Entity(Kind, bool),
    /// Words that are no entity.
    Words,
    /// An act that several take part in.
    Act(Style),
    /// The article, where nothing else joins what it tells of.
    Article,
}

#[derive(Clone, Debug)]
pub(super) struct Node {
    /// Letters and digits, different for each node.
    pub(super) key: String,
    pub(super) shape: Shape,
    /// Lines; the first may be empty.
    pub(super) lines: Vec<String>,
    /// What the node's role is, in lines of smaller letters.
    pub(super) notes: Vec<String>,
    /// How many relations it takes part in, in the whole graph.
    pub(super) degree: usize,
    pub(super) tooltip: String,
}

#[derive(Clone, Debug)]
pub(super) struct Edge {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) lines: Vec<String>,
    pub(super) style: Style,
    pub(super) arrow: Arrow,
    pub(super) tooltip: String,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Picture {
    pub(super) title: String,
    pub(super) nodes: Vec<Node>,
    pub(super) edges: Vec<Edge>,
}
