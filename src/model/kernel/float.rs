//! The float functions, each written once, over the [`Lanes`] of what the processor has. `dispatch` compiles them.
#![expect(
    clippy::indexing_slicing,
    reason = "numeric kernel: tensors have the shapes that loading has checked"
)]

use super::lanes::{LANES, Lanes};

/// `x + ROUNDER` has the integer nearest to `x`, ties to even, in its low bits, for `|x| < 2²²`.
const ROUNDER: f32 = 12_582_912.0;

/// `eˣ` by range reduction and a polynomial of degree 6; relative error below 2e-6, next to 0 below -87.
#[inline(always)]
pub(super) fn exp<V: Lanes>(x: V) -> V {
    let x = x.larger(V::splat(-87.0)).smaller(V::splat(88.0));
    let rounded = x.mul(V::splat(std::f32::consts::LOG2_E)).add(V::splat(ROUNDER));
    let n = rounded.sub(V::splat(ROUNDER));
    let r = x.sub(n.mul(V::splat(0.693_359_4))).sub(n.mul(V::splat(-2.121_944_4e-4)));
    let mut p = V::splat(0.001_388_889);
    for coefficient in [0.008_333_334, 0.041_666_67, 0.166_666_67, 0.5, 1.0, 1.0] {
        p = V::splat(coefficient).add(r.mul(p));
    }
    p.mul(rounded.power_of_two())
}

/// Rows that are taken side by side where each sum or maximum has to wait for the one before.
const SIDE_BY_SIDE: usize = 4;

/// Each 16 numbers of `x` replaced by what `of` makes of them and of the same 16 of the others.
#[inline(always)]
fn replace<V: Lanes, const N: usize>(x: &mut [f32], others: [&[f32]; N], of: impl Fn(V, [V; N]) -> V) {
    let others = others.map(|other| other[..x.len()].as_chunks::<LANES>());
    let (whole, part) = x.as_chunks_mut::<LANES>();
    for (i, x) in whole.iter_mut().enumerate() {
        of(V::load(x), others.map(|(whole, _)| V::load(&whole[i]))).store(x);
    }
    if !part.is_empty() {
        of(V::load_part(part, 0.0), others.map(|(_, part)| V::load_part(part, 0.0))).store_part(part);
    }
}

#[inline(always)]
fn largest<V: Lanes>(row: &[f32]) -> f32 {
    let (whole, part) = row.as_chunks::<LANES>();
    let mut most = V::splat(f32::NEG_INFINITY);
    // no closure that is given away: it would not be compiled for the processor
    for chunk in whole {
        most = most.larger(V::load(chunk));
    }
    if !part.is_empty() {
        most = most.larger(V::load_part(part, f32::NEG_INFINITY));
    }
    most.most()
}

/// Where the number first stands in the row; 0 where it does not.
#[inline(always)]
fn place_of(row: &[f32], number: f32) -> usize {
    let (whole, _) = row.as_chunks::<LANES>();
    let mut before = 0;
    for chunk in whole {
        let mut here = false;
        for &x in chunk {
            here |= x == number;
        }
        if here {
            break;
        }
        before += LANES;
    }
    let rest = row.get(before..).unwrap_or_default();
    rest.iter().position(|&x| x == number).map_or(0, |at| before + at)
}

/// The sum of products of two rows of one length.
#[inline(always)]
pub(super) fn dot<V: Lanes>(a: &[f32], b: &[f32]) -> f32 {
    let length = a.len().min(b.len());
    let ((a, a_part), (b, b_part)) = (a[..length].as_chunks::<LANES>(), b[..length].as_chunks::<LANES>());
    let mut sum = V::splat(0.0);
    for (a, b) in a.iter().zip(b) {
        sum = sum.add(V::load(a).mul(V::load(b)));
    }
    if !a_part.is_empty() {
        sum = sum.add(V::load_part(a_part, 0.0).mul(V::load_part(b_part, 0.0)));
    }
    sum.total()
}

/// `x += y`.
#[inline(always)]
pub(super) fn add<V: Lanes>(x: &mut [f32], y: &[f32]) {
    replace(x, [y], |x: V, [y]| x.add(y));
}

/// `x += y · factor`.
#[inline(always)]
pub(super) fn add_scaled<V: Lanes>(x: &mut [f32], y: &[f32], factor: f32) {
    replace(x, [y], |x: V, [y]| x.add(y.mul(V::splat(factor))));
}

/// `x += y + z`.
#[inline(always)]
pub(super) fn add_two<V: Lanes>(x: &mut [f32], y: &[f32], z: &[f32]) {
    replace(x, [y, z], |x: V, [y, z]| x.add(y).add(z));
}

/// The first `width` numbers of rows, `stride` apart, times the row's factor.
#[inline(always)]
pub(super) fn scale_rows<V: Lanes>(rows: &mut [f32], stride: usize, width: usize, factors: &[f32]) {
    for (row, &factor) in rows.chunks_mut(stride).zip(factors) {
        replace(&mut row[..width], [], |x: V, []| x.mul(V::splat(factor)));
    }
}

/// Rows of `width` floats as int8, `stride` apart and each 128 more: each row's scale, and its values as multiples of that.
#[inline(always)]
pub(super) fn quantise<V: Lanes>(
    rows: &[f32],
    width: usize,
    values: &mut [u8],
    stride: usize,
    scales: &mut [f32],
) {
    let count = (rows.len() / width.max(1)).min(scales.len());
    let whole = count / SIDE_BY_SIDE * SIDE_BY_SIDE;
    for row in (0..whole).step_by(SIDE_BY_SIDE) {
        let (values, scales) = (&mut values[row * stride..], &mut scales[row..]);
        quantise_rows::<V, SIDE_BY_SIDE>(&rows[row * width..], width, values, stride, scales);
    }
    for row in whole..count {
        let (values, scales) = (&mut values[row * stride..], &mut scales[row..]);
        quantise_rows::<V, 1>(&rows[row * width..], width, values, stride, scales);
    }
}

#[inline(always)]
fn quantise_rows<V: Lanes, const N: usize>(
    rows: &[f32],
    width: usize,
    values: &mut [u8],
    stride: usize,
    scales: &mut [f32],
) {
    let rows: [&[f32]; N] = std::array::from_fn(|r| &rows[r * width..][..width]);
    let mut most = [V::splat(1e-12); N];
    for column in (0..width).step_by(LANES) {
        for r in 0..N {
            most[r] = most[r].larger(V::load_from(rows[r], column, 0.0).abs());
        }
    }
    for r in 0..N {
        scales[r] = most[r].most() / 127.0;
    }
    for ((row, out), scale) in rows.iter().zip(values.chunks_mut(stride)).zip(scales) {
        let inverse = V::splat(1.0 / *scale);
        // the low bits of the rounded number are those of an int8, and 128
        let rounded = |x: V| x.mul(inverse).add(V::splat(ROUNDER + 128.0));
        let ((whole, part), (out, rest)) = (row.as_chunks::<LANES>(), out.as_chunks_mut::<LANES>());
        for (x, out) in whole.iter().zip(out.iter_mut()) {
            rounded(V::load(x)).store_low_bytes(out);
        }
        if !part.is_empty() {
            let mut bytes = [0; LANES];
            rounded(V::load_part(part, 0.0)).store_low_bytes(&mut bytes);
            let out = out.get_mut(whole.len()).map_or(rest, <[u8; LANES]>::as_mut_slice);
            out[..part.len()].copy_from_slice(&bytes[..part.len()]);
        }
    }
}

/// GELU in its tanh form (Hendrycks and Gimpel 2016): `x · (½ + c · P(c²))`, where `c` is `x` held within ±4 and `P` a
/// polynomial of least squares, weighted towards the largest error. Off by at most 5.1e-5 within ±4 and by 3e-5 of
/// `x` beyond, where the int8 that follows has steps of about 3e-2.
#[inline(always)]
pub(super) fn gelu<V: Lanes>(x: V) -> V {
    let held = x.larger(V::splat(-4.0)).smaller(V::splat(4.0));
    let square = held.mul(held);
    let mut p = V::splat(-1.458_671_6e-9);
    for coefficient in
        [1.150_92e-7, -3.966_055e-6, 7.942_564e-5, -1.043_322_7e-3, 9.654_326e-3, -6.609_84e-2, 0.398_616_97]
    {
        p = V::splat(coefficient).add(p.mul(square));
    }
    x.mul(V::splat(0.5).add(held.mul(p)))
}

/// The softmax of rows of scores, `stride` apart, not yet divided by its sum: `eˣ⁻ᵐ` with a row's maximum `m`, and for
/// each row what to multiply with. Only the first `width` numbers of a row count; the others become nearly 0 or 0.
#[inline(always)]
pub(super) fn softmax<V: Lanes>(rows: &mut [f32], stride: usize, width: usize, inverses: &mut [f32]) {
    for (row, inverse) in rows.chunks_exact_mut(stride).zip(inverses) {
        // what lies behind the width is taken for minus infinity in registers: memory just written in pieces is slow to load
        let (wide, beyond) = row.split_at_mut(width.next_multiple_of(LANES).min(stride));
        beyond.fill(0.0);
        let last = width.saturating_sub(1) / LANES;
        let kept = width - last * LANES;
        let read = |i: usize, x: V| if i == last { x.first(kept, V::splat(f32::NEG_INFINITY)) } else { x };
        let mut most = V::splat(f32::NEG_INFINITY);
        let (whole, part) = wide.as_chunks_mut::<LANES>();
        for (i, chunk) in whole.iter().enumerate() {
            most = most.larger(read(i, V::load(chunk)));
        }
        if !part.is_empty() {
            most = most.larger(V::load_part(&part[..kept], f32::NEG_INFINITY));
        }
        let most = V::splat(most.most());
        let mut sum = V::splat(0.0);
        for (i, chunk) in whole.iter_mut().enumerate() {
            let x = exp(read(i, V::load(chunk)).sub(most));
            x.store(chunk);
            sum = sum.add(x);
        }
        if !part.is_empty() {
            let x = exp(V::load_part(&part[..kept], f32::NEG_INFINITY).sub(most));
            x.store_part(part);
            sum = sum.add(x);
        }
        *inverse = 1.0 / sum.total();
    }
}

/// The index of the largest value (the first of equals) and its softmax probability.
#[inline(always)]
pub(super) fn best<V: Lanes>(row: &[f32]) -> (usize, f32) {
    let most = largest::<V>(row);
    let at = place_of(row, most);
    let (whole, part) = row.as_chunks::<LANES>();
    let mut sum = V::splat(0.0);
    for chunk in whole {
        sum = sum.add(exp(V::load(chunk).sub(V::splat(most))));
    }
    if !part.is_empty() {
        sum = sum.add(exp(V::load_part(part, f32::NEG_INFINITY).sub(V::splat(most))));
    }
    (at, 1.0 / sum.total())
}

/// The index of the largest value of each row; the first of equals.
#[inline(always)]
pub(super) fn largest_of_each<V: Lanes>(rows: &[f32], width: usize, out: &mut Vec<usize>) {
    for row in rows.chunks_exact(width.max(1)) {
        out.push(place_of(row, largest::<V>(row)));
    }
}

/// Layer normalisation (Ba et al. 2016) of each row, in place.
#[inline(always)]
pub(super) fn layer_norm<V: Lanes>(rows: &mut [f32], gain: &[f32], bias: &[f32], epsilon: f32) {
    let width = gain.len().max(1);
    let mut fours = rows.chunks_exact_mut(SIDE_BY_SIDE * width);
    for four in &mut fours {
        norm_rows::<V, SIDE_BY_SIDE>(four, gain, bias, epsilon);
    }
    for row in fours.into_remainder().chunks_exact_mut(width) {
        norm_rows::<V, 1>(row, gain, bias, epsilon);
    }
}

#[inline(always)]
fn norm_rows<V: Lanes, const N: usize>(rows: &mut [f32], gain: &[f32], bias: &[f32], epsilon: f32) {
    let width = gain.len().max(1);
    let each: [&[f32]; N] = std::array::from_fn(|r| &rows[r * width..][..width]);
    // loops, as closures within closures are not compiled for the processor
    let mut sums = [V::splat(0.0); N];
    for column in (0..width).step_by(LANES) {
        for r in 0..N {
            sums[r] = sums[r].add(V::load_from(each[r], column, 0.0));
        }
    }
    let mut means = [0.0; N];
    for r in 0..N {
        means[r] = sums[r].total() / width as f32;
    }
    let mut squares = [V::splat(0.0); N];
    for column in (0..width).step_by(LANES) {
        for r in 0..N {
            let off = V::load_from(each[r], column, means[r]).sub(V::splat(means[r]));
            squares[r] = squares[r].add(off.mul(off));
        }
    }
    for (r, row) in rows.chunks_exact_mut(width).enumerate().take(N) {
        let scale = V::splat(1.0 / (squares[r].total() / width as f32 + epsilon).sqrt());
        let mean = V::splat(means[r]);
        replace(row, [gain, bias], |x: V, [gain, bias]| x.sub(mean).mul(scale).mul(gain).add(bias));
    }
}

#[cfg(test)]
mod tests {
    use super::super::lanes::{Lanes, Portable};

    #[test]
    fn gelu_is_close() {
        for i in -1200..1200 {
            let x = i as f32 / 100.0;
            let [found, ..] = super::gelu(Portable::splat(x)).to_array();
            let inner = 0.797_884_6 * (f64::from(x) + 0.044_715 * f64::from(x).powi(3));
            let expected = f64::from(x) / (1.0 + (-2.0 * inner).exp());
            assert!((f64::from(found) - expected).abs() <= 6e-5_f64.max(3e-5 * f64::from(x.abs())), "{x}");
        }
    }

    #[test]
    fn exponential_is_close() {
        for i in -800..800 {
            let x = i as f32 / 10.0;
            let [found, ..] = super::exp(Portable::splat(x)).to_array();
            assert!((found - x.exp()).abs() <= 2e-6 * x.exp(), "{x}");
        }
    }
}
