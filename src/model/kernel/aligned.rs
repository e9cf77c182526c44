//! Memory that begins at a cache line: loads of 64 bytes that cross two lines take twice the time. Measured: products on
//! Intel's matrix extensions take a third of the time.
#![allow(unsafe_code)] // the view of whole lines as numbers

use std::marker::PhantomData;
use std::ops::{Deref, DerefMut};

/// Numbers of which any bytes are one.
///
/// # Safety
/// All bit patterns are values, and 64 is a multiple of the size and the alignment.
pub(crate) unsafe trait Plain: Copy + Default {}
// SAFETY: numbers of one, two and four bytes.
unsafe impl Plain for i8 {}
unsafe impl Plain for u8 {}
unsafe impl Plain for i16 {}
unsafe impl Plain for f32 {}

/// A cache line.
#[derive(Clone, Copy, Debug)]
#[repr(C, align(64))]
struct Line([u8; 64]);

/// A growing row of numbers whose first stands at the beginning of a cache line.
#[derive(Clone, Debug)]
pub(crate) struct Aligned<T> {
    lines: Vec<Line>,
    length: usize,
    of: PhantomData<T>,
}

impl<T> Default for Aligned<T> {
    fn default() -> Self {
        Self { lines: Vec::new(), length: 0, of: PhantomData }
    }
}

impl<T: Plain> Aligned<T> {
    /// So many zeros.
    pub(crate) fn zeros(length: usize) -> Self {
        let mut memory = Self::default();
        memory.grow(length);
        memory
    }

    /// Makes it at least so long, with zeros. It never shrinks, so that its memory is cleared once only.
    pub(crate) fn grow(&mut self, length: usize) {
        if self.length < length {
            self.lines.resize(length.div_ceil(const { 64 / size_of::<T>() }), Line([0; 64]));
            self.length = length;
        }
    }

    /// The beginning, made so long; its content means nothing.
    pub(crate) fn room(&mut self, length: usize) -> &mut [T] {
        self.grow(length);
        self.get_mut(..length).unwrap_or_default()
    }
}

impl<T: Plain> From<&[T]> for Aligned<T> {
    fn from(values: &[T]) -> Self {
        let mut memory = Self::zeros(values.len());
        memory.copy_from_slice(values);
        memory
    }
}

impl<T: Plain> Deref for Aligned<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        // SAFETY: the lines have at least `length` numbers, and any bytes are numbers.
        unsafe { std::slice::from_raw_parts(self.lines.as_ptr().cast(), self.length) }
    }
}

impl<T: Plain> DerefMut for Aligned<T> {
    fn deref_mut(&mut self) -> &mut [T] {
        // SAFETY: as above; the lines are borrowed as a whole.
        unsafe { std::slice::from_raw_parts_mut(self.lines.as_mut_ptr().cast(), self.length) }
    }
}
