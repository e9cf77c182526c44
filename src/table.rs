//! Lists that are asked by places of their reader's own making.

use std::ops::{Index, IndexMut};

/// A list of one length for all its life. A place outside of it is empty: what is written there is lost.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Table<T> {
    cells: Vec<T>,
    outside: T,
    lost: T,
}

impl<T: Clone> Table<T> {
    /// So many cells with that value.
    pub(crate) fn new(value: T, length: usize) -> Self {
        Self { cells: vec![value.clone(); length], outside: value.clone(), lost: value }
    }
}

impl<T> Table<T> {
    pub(crate) fn len(&self) -> usize {
        self.cells.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    pub(crate) fn iter(&self) -> std::slice::Iter<'_, T> {
        self.cells.iter()
    }

    pub(crate) fn iter_mut(&mut self) -> std::slice::IterMut<'_, T> {
        self.cells.iter_mut()
    }

    /// Exchanges two cells.
    pub(crate) fn swap(&mut self, one: usize, other: usize) {
        if one.max(other) < self.cells.len() {
            self.cells.swap(one, other);
        }
    }

    pub(crate) fn into_vec(self) -> Vec<T> {
        self.cells
    }
}

impl<T: Clone + Default> FromIterator<T> for Table<T> {
    fn from_iter<I: IntoIterator<Item = T>>(cells: I) -> Self {
        Self { cells: cells.into_iter().collect(), outside: T::default(), lost: T::default() }
    }
}

impl<T> Index<usize> for Table<T> {
    type Output = T;

    fn index(&self, place: usize) -> &T {
        self.cells.get(place).unwrap_or(&self.outside)
    }
}

impl<T> IndexMut<usize> for Table<T> {
    fn index_mut(&mut self, place: usize) -> &mut T {
        self.cells.get_mut(place).unwrap_or(&mut self.lost)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_outside_is_empty_and_stays_so() {
        let mut table = Table::new(7, 2);
        table[1] = 8;
        table[2] = 9;
        assert_eq!((table[0], table[1], table[2]), (7, 8, 7));
        assert_eq!(table.len(), 2);
    }
}
