//! Sixteen floats as four vectors of 128 bits.

use super::lanes::{LANES, Lanes};
use super::vectors::{self, Vector};

/// With vectors of 128 bits.
#[derive(Clone, Copy)]
pub(super) struct Lanes128([Vector; 4]);

impl Lanes128 {
    #[inline(always)]
    fn with(self, other: Self, of: impl Fn(Vector, Vector) -> Vector) -> Self {
        let ([a, b, c, d], [e, f, g, h]) = (self.0, other.0);
        Self([of(a, e), of(b, f), of(c, g), of(d, h)])
    }

    /// Halves of 16 floats joined to halves, in vectors and then one by one.
    #[inline(always)]
    fn fold(self, of: impl Fn(Vector, Vector) -> Vector, one: impl Fn(f32, f32) -> f32) -> f32 {
        let [a, b, c, d] = self.0;
        let mut last = [0.0; 4];
        vectors::store(of(of(a, c), of(b, d)), &mut last);
        let [a, b, c, d] = last;
        one(one(a, c), one(b, d))
    }
}

/// Sixteen numbers by fours.
#[inline(always)]
fn fours<T: Copy>(of: &[T; LANES]) -> [[T; 4]; 4] {
    let [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p] = *of;
    [[a, b, c, d], [e, f, g, h], [i, j, k, l], [m, n, o, p]]
}

impl Lanes for Lanes128 {
    #[inline(always)]
    fn splat(x: f32) -> Self {
        Self([vectors::splat(x); 4])
    }
    #[inline(always)]
    fn load(from: &[f32; LANES]) -> Self {
        Self(fours(from).map(|four| vectors::load(&four)))
    }
    #[inline(always)]
    fn store(self, to: &mut [f32; LANES]) {
        for (four, x) in to.as_chunks_mut().0.iter_mut().zip(self.0) {
            vectors::store(x, four);
        }
    }
    #[inline(always)]
    fn from_integers(one: &[i32; LANES], other: &[i32; LANES]) -> Self {
        let ([a, b, c, d], [e, f, g, h]) = (fours(one), fours(other));
        Self([(a, e), (b, f), (c, g), (d, h)].map(|(one, other)| vectors::from_integers(&one, &other)))
    }
    #[inline(always)]
    fn store_low_bytes(self, to: &mut [u8; LANES]) {
        vectors::store_low_bytes(self.0, to);
    }
    #[inline(always)]
    fn add(self, other: Self) -> Self {
        self.with(other, |a, b| vectors::add(a, b))
    }
    #[inline(always)]
    fn sub(self, other: Self) -> Self {
        self.with(other, |a, b| vectors::sub(a, b))
    }
    #[inline(always)]
    fn mul(self, other: Self) -> Self {
        self.with(other, |a, b| vectors::mul(a, b))
    }
    #[inline(always)]
    fn larger(self, other: Self) -> Self {
        self.with(other, vectors::larger)
    }
    #[inline(always)]
    fn smaller(self, other: Self) -> Self {
        self.with(other, vectors::smaller)
    }
    #[inline(always)]
    fn abs(self) -> Self {
        Self(self.0.map(|x| vectors::abs(x)))
    }
    #[inline(always)]
    fn first(self, count: usize, rest: Self) -> Self {
        let count = i32::try_from(count).unwrap_or(i32::MAX);
        let ([a, b, c, d], [e, f, g, h]) = (self.0, rest.0);
        Self(
            [(0, a, e), (4, b, f), (8, c, g), (12, d, h)]
                .map(|(from, x, y)| vectors::first(count, from, x, y)),
        )
    }
    #[inline(always)]
    fn power_of_two(self) -> Self {
        Self(self.0.map(vectors::power_of_two))
    }
    #[inline(always)]
    fn total(self) -> f32 {
        self.fold(|a, b| vectors::add(a, b), |a, b| a + b)
    }
    #[inline(always)]
    fn most(self) -> f32 {
        self.fold(vectors::larger, |a, b| if a > b { a } else { b })
    }
}
