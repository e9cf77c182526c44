//! Disjoint sets of numbers, joined one by one.

use crate::table::Table;

pub(crate) struct Sets(Table<usize>);

impl Sets {
    /// So many numbers, each alone.
    pub(crate) fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    /// The smallest number of a set, whatever the order in which it was joined.
    pub(crate) fn root(&self, mut number: usize) -> usize {
        while number < self.0.len() && self.0[number] != number {
            number = self.0[number];
        }
        number
    }

    /// Whether the two were in two sets, which are one now.
    pub(crate) fn join(&mut self, a: usize, b: usize) -> bool {
        let (a, b) = (self.root(a), self.root(b));
        self.0[a.max(b)] = a.min(b);
        a != b
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_joined_has_the_smallest_as_its_root() {
        let mut sets = Sets::new(5);
        assert!(sets.join(4, 3) && sets.join(3, 1) && !sets.join(1, 4));
        assert_eq!((0..5).map(|n| sets.root(n)).collect::<Vec<_>>(), [0, 1, 2, 1, 1]);
    }
}
