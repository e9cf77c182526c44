//! Iterators over a graph that know how many are left, and go from either end.

use super::knowledge_graph::Node;
use super::types::{EntityNode, Relation};
use petgraph::graph::{DiGraph, NodeIndex};

/// The entities of a graph.
#[derive(Clone)]
pub(super) struct Entities<'g> {
    pub(super) nodes: std::slice::Iter<'g, NodeIndex>,
    pub(super) graph: &'g DiGraph<Node, Relation>,
}

impl<'g> Entities<'g> {
    /// Each node in the graph's list of entities is one.
    fn entity(&self, node: NodeIndex) -> Option<&'g EntityNode> {
        match self.graph.node_weight(node) {
            Some(Node::Entity(entity)) => Some(entity),
            _ => None,
        }
    }
}

impl<'g> Iterator for Entities<'g> {
    type Item = &'g EntityNode;

    fn next(&mut self) -> Option<&'g EntityNode> {
        let node = *self.nodes.next()?;
        self.entity(node)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.nodes.size_hint()
    }
}

impl DoubleEndedIterator for Entities<'_> {
    fn next_back(&mut self) -> Option<Self::Item> {
        let node = *self.nodes.next_back()?;
        self.entity(node)
    }
}

impl ExactSizeIterator for Entities<'_> {}
