//! Int8 matrix products. Weights are laid out for the processor when a model is loaded; every layout gives the same sums.

use super::Quantised;

/// The instructions a product uses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Instructions {
    #[default]
    Portable,
    #[cfg(target_arch = "x86_64")]
    Avx2,
    #[cfg(target_arch = "x86_64")]
    AvxVnni,
    #[cfg(target_arch = "x86_64")]
    Avx512Vnni,
}

impl Instructions {
    /// All this processor has, the best last.
    pub(super) fn available() -> Vec<Self> {
        let mut found = vec![Self::Portable];
        #[cfg(target_arch = "x86_64")]
        {
            use std::arch::is_x86_feature_detected as has;
            found.extend(has!("avx2").then_some(Self::Avx2));
            found.extend((has!("avx2") && has!("avxvnni")).then_some(Self::AvxVnni));
            found.extend((has!("avx512f") && has!("avx512vnni")).then_some(Self::Avx512Vnni));
        }
        found
    }
}

/// Outputs that are computed side by side.
const BLOCK: usize = 16;

/// A weight matrix `[outputs][inputs]` of int8 with one scale a row, and a bias a row.
#[derive(Clone, Debug, Default)]
pub(crate) struct Linear {
    instructions: Instructions,
    /// Portable: row after row. VNNI: for each block of 16 outputs and each 4 inputs, 16 times 4 bytes, plus 128 each.
    bytes: Vec<u8>,
    /// AVX2: for each block of 16 outputs and each 2 inputs, 16 times 2 numbers.
    pairs: Vec<i16>,
    scales: Vec<f32>,
    bias: Vec<f32>,
    inputs: usize,
}

impl Linear {
    /// Lays `weights`, row after row, out for this processor. An empty `bias` is none.
    pub(crate) fn new(weights: &[i8], scales: Vec<f32>, bias: Vec<f32>, inputs: usize) -> Self {
        let best = Instructions::available().last().copied().unwrap_or_default();
        Self::with(best, weights, scales, bias, inputs)
    }

    pub(super) fn with(
        instructions: Instructions,
        weights: &[i8],
        scales: Vec<f32>,
        mut bias: Vec<f32>,
        inputs: usize,
    ) -> Self {
        bias.resize(scales.len(), 0.0);
        let instructions = if inputs % 4 == 0 { instructions } else { Instructions::Portable };
        let mut layer = Self { instructions, scales, bias, inputs, ..Self::default() };
        // the numbers of a row, `step` at a time, to their places in blocks of 16 outputs
        fn spread(weights: &[i8], inputs: usize, step: usize, mut put: impl FnMut(usize, &[i8])) {
            for (output, row) in weights.chunks_exact(inputs.max(1)).enumerate() {
                let (block, lane) = (output / BLOCK * BLOCK * inputs, output % BLOCK * step);
                for (k, group) in row.chunks_exact(step).enumerate() {
                    put(block + k * step * BLOCK + lane, group);
                }
            }
        }
        let size = layer.scales.len().next_multiple_of(BLOCK) * inputs;
        match instructions {
            Instructions::Portable => layer.bytes = weights.iter().map(|&w| w.cast_unsigned()).collect(),
            #[cfg(target_arch = "x86_64")]
            Instructions::Avx2 => {
                let mut pairs = vec![0_i16; size];
                spread(weights, inputs, 2, |at, group| {
                    pairs[at] = i16::from(group[0]);
                    pairs[at + 1] = i16::from(group[1]);
                });
                layer.pairs = pairs;
            }
            #[cfg(target_arch = "x86_64")]
            Instructions::AvxVnni | Instructions::Avx512Vnni => {
                let mut bytes = vec![0x80_u8; size];
                spread(weights, inputs, 4, |at, group| {
                    for (byte, w) in bytes[at..at + 4].iter_mut().zip(group) {
                        *byte = w.cast_unsigned() ^ 0x80;
                    }
                });
                layer.bytes = bytes;
            }
        }
        layer
    }

    pub(crate) fn outputs(&self) -> usize {
        self.scales.len()
    }

    pub(crate) fn inputs(&self) -> usize {
        self.inputs
    }

    /// `input × weightsᵀ + bias` into `out`, row after row. Does nothing where the sizes do not fit.
    pub(super) fn apply(&self, input: &Quantised, out: &mut [f32]) {
        let fits = input.width == self.inputs
            && input.values.len() == input.scales.len() * self.inputs
            && out.len() == input.scales.len() * self.outputs();
        if !fits || out.is_empty() || self.inputs == 0 {
            return;
        }
        match self.instructions {
            Instructions::Portable => self.portable(input, out),
            #[cfg(target_arch = "x86_64")]
            Instructions::Avx2 => x86::avx2(self, input, out),
            #[cfg(target_arch = "x86_64")]
            Instructions::AvxVnni => x86::avx_vnni(self, input, out),
            #[cfg(target_arch = "x86_64")]
            Instructions::Avx512Vnni => x86::avx512_vnni(self, input, out),
        }
    }

    /// Rows of the input are taken in blocks, so that a block and a row of weights stay in the first-level cache.
    fn portable(&self, input: &Quantised, out: &mut [f32]) {
        const ROWS: usize = 32;
        let (width, outputs) = (self.inputs, self.outputs());
        let blocks = input.values.chunks(ROWS * width).zip(input.scales.chunks(ROWS));
        for ((rows, scales), out) in blocks.zip(out.chunks_mut(ROWS * outputs)) {
            for (o, weights) in self.bytes.chunks_exact(width).enumerate() {
                for (r, row) in rows.chunks_exact(width).enumerate() {
                    let mut sum = 0_i32;
                    for (x, w) in row.iter().zip(weights) {
                        sum += i32::from(i16::from(*x) * i16::from(w.cast_signed()));
                    }
                    out[r * outputs + o] = sum as f32 * (scales[r] * self.scales[o]) + self.bias[o];
                }
            }
        }
    }
}

#[cfg(target_arch = "x86_64")]
mod x86 {
    //! Products in registers: a tile of a few rows by one or more blocks of 16 outputs is summed over all inputs.
    #![allow(unsafe_code)] // instructions the processor was asked for; loads whose bounds `apply` has checked

    use super::{BLOCK, Linear, Quantised};
    use std::arch::x86_64::*;

    /// Calls `$tile::<ROWS>` for all rows, `$most` at a time and then the rest.
    macro_rules! rows {
        ($rows:expr, $row:ident, $most:literal or $($count:literal)*, $tile:ident $arguments:tt) => {{
            let mut $row = 0;
            while $row + $most <= $rows {
                $tile::<$most> $arguments;
                $row += $most;
            }
            match $rows - $row {
                $($count => $tile::<$count> $arguments,)*
                _ => {}
            }
        }};
    }

    /// Writes the sums of one row and block as floats; the last block may be narrower.
    #[inline(always)]
    fn finish(
        layer: &Linear,
        input: &Quantised,
        out: &mut [f32],
        row: usize,
        block: usize,
        sums: &[i32; BLOCK],
    ) {
        let (outputs, first) = (layer.outputs(), block * BLOCK);
        let end = outputs.min(first + BLOCK);
        let out = &mut out[row * outputs + first..row * outputs + end];
        let scale = input.scales[row];
        for (((out, sum), s), bias) in
            out.iter_mut().zip(sums).zip(&layer.scales[first..end]).zip(&layer.bias[first..end])
        {
            *out = *sum as f32 * (scale * s) + bias;
        }
    }

    /// For each row, what the 128 added to each weight adds to its sums.
    fn offsets(input: &Quantised) -> Vec<i32> {
        let sum = |row: &[i8]| row.iter().map(|&x| i32::from(x)).sum::<i32>();
        input.values.chunks_exact(input.width).map(|row| -128 * sum(row)).collect()
    }

    pub(super) fn avx512_vnni(layer: &Linear, input: &Quantised, out: &mut [f32]) {
        // SAFETY: this layout is chosen only where the processor has these instructions.
        unsafe { avx512_vnni_inner(layer, input, out, &offsets(input)) }
    }

    #[target_feature(enable = "avx512f,avx512vnni")]
    fn avx512_vnni_inner(layer: &Linear, input: &Quantised, out: &mut [f32], offsets: &[i32]) {
        let blocks = layer.outputs().div_ceil(BLOCK);
        let rows = input.scales.len();
        let mut block = 0;
        while block + 4 <= blocks {
            rows!(rows, row, 6 or 1 2 3 4 5, tile512x4 (layer, input, out, offsets, row, block));
            block += 4;
        }
        while block < blocks {
            rows!(rows, row, 6 or 1 2 3 4 5, tile512x1 (layer, input, out, offsets, row, block));
            block += 1;
        }
    }

    #[target_feature(enable = "avx512f,avx512vnni")]
    #[inline]
    fn tile512x4<const ROWS: usize>(
        l: &Linear,
        i: &Quantised,
        out: &mut [f32],
        offsets: &[i32],
        row: usize,
        block: usize,
    ) {
        tile512::<ROWS, 4>(l, i, out, offsets, row, block);
    }

    #[target_feature(enable = "avx512f,avx512vnni")]
    #[inline]
    fn tile512x1<const ROWS: usize>(
        l: &Linear,
        i: &Quantised,
        out: &mut [f32],
        offsets: &[i32],
        row: usize,
        block: usize,
    ) {
        tile512::<ROWS, 1>(l, i, out, offsets, row, block);
    }

    #[target_feature(enable = "avx512f,avx512vnni")]
    #[inline]
    fn tile512<const ROWS: usize, const BLOCKS: usize>(
        layer: &Linear,
        input: &Quantised,
        out: &mut [f32],
        offsets: &[i32],
        row: usize,
        block: usize,
    ) {
        let width = layer.inputs;
        let values = &input.values[row * width..(row + ROWS) * width];
        let weights = &layer.bytes[block * BLOCK * width..(block + BLOCKS) * BLOCK * width];
        let mut sums = [[_mm512_setzero_si512(); BLOCKS]; ROWS];
        for (r, sums) in sums.iter_mut().enumerate() {
            *sums = [_mm512_set1_epi32(offsets[row + r]); BLOCKS];
        }
        for k in 0..width / 4 {
            // SAFETY: `weights` has BLOCKS times 16 · width bytes, `values` ROWS times width; 4k + 4 <= width.
            let w: [__m512i; BLOCKS] = std::array::from_fn(|b| unsafe {
                _mm512_loadu_si512(weights.as_ptr().add(b * BLOCK * width + k * 64).cast())
            });
            for (r, sums) in sums.iter_mut().enumerate() {
                let x = unsafe { values.as_ptr().add(r * width + k * 4).cast::<i32>().read_unaligned() };
                let x = _mm512_set1_epi32(x);
                for (sum, w) in sums.iter_mut().zip(w) {
                    *sum = _mm512_dpbusd_epi32(*sum, w, x);
                }
            }
        }
        for (r, sums) in sums.iter().enumerate() {
            for (b, sum) in sums.iter().enumerate() {
                let mut plain = [0_i32; BLOCK];
                // SAFETY: `plain` has 64 bytes.
                unsafe { _mm512_storeu_si512(plain.as_mut_ptr().cast(), *sum) };
                finish(layer, input, out, row + r, block + b, &plain);
            }
        }
    }

    pub(super) fn avx_vnni(layer: &Linear, input: &Quantised, out: &mut [f32]) {
        // SAFETY: this layout is chosen only where the processor has these instructions.
        unsafe { avx_vnni_inner(layer, input, out, &offsets(input)) }
    }

    #[target_feature(enable = "avx2,avxvnni")]
    fn avx_vnni_inner(layer: &Linear, input: &Quantised, out: &mut [f32], offsets: &[i32]) {
        for block in 0..layer.outputs().div_ceil(BLOCK) {
            rows!(input.scales.len(), row, 6 or 1 2 3 4 5, tile256 (layer, input, out, offsets, row, block));
        }
    }

    #[target_feature(enable = "avx2,avxvnni")]
    #[inline]
    fn tile256<const ROWS: usize>(
        layer: &Linear,
        input: &Quantised,
        out: &mut [f32],
        offsets: &[i32],
        row: usize,
        block: usize,
    ) {
        let width = layer.inputs;
        let values = &input.values[row * width..(row + ROWS) * width];
        let weights = &layer.bytes[block * BLOCK * width..(block + 1) * BLOCK * width];
        let mut sums = [[_mm256_setzero_si256(); 2]; ROWS];
        for (r, sums) in sums.iter_mut().enumerate() {
            *sums = [_mm256_set1_epi32(offsets[row + r]); 2];
        }
        for k in 0..width / 4 {
            // SAFETY: `weights` has 16 · width bytes, `values` ROWS times width; 4k + 4 <= width.
            let w: [__m256i; 2] = std::array::from_fn(|h| unsafe {
                _mm256_loadu_si256(weights.as_ptr().add(k * 64 + h * 32).cast())
            });
            for (r, sums) in sums.iter_mut().enumerate() {
                let x = unsafe { values.as_ptr().add(r * width + k * 4).cast::<i32>().read_unaligned() };
                let x = _mm256_set1_epi32(x);
                for (sum, w) in sums.iter_mut().zip(w) {
                    *sum = _mm256_dpbusd_avx_epi32(*sum, w, x);
                }
            }
        }
        store256(layer, input, out, row, block, &sums);
    }

    #[target_feature(enable = "avx2")]
    #[inline]
    fn store256<const ROWS: usize>(
        layer: &Linear,
        input: &Quantised,
        out: &mut [f32],
        row: usize,
        block: usize,
        sums: &[[__m256i; 2]; ROWS],
    ) {
        for (r, [low, high]) in sums.iter().enumerate() {
            let mut plain = [0_i32; BLOCK];
            // SAFETY: `plain` has twice 32 bytes.
            unsafe {
                _mm256_storeu_si256(plain.as_mut_ptr().cast(), *low);
                _mm256_storeu_si256(plain.as_mut_ptr().add(8).cast(), *high);
            }
            finish(layer, input, out, row + r, block, &plain);
        }
    }

    pub(super) fn avx2(layer: &Linear, input: &Quantised, out: &mut [f32]) {
        let wide: Vec<i16> = input.values.iter().map(|&x| i16::from(x)).collect();
        // SAFETY: this layout is chosen only where the processor has these instructions.
        unsafe { avx2_inner(layer, input, out, &wide) }
    }

    #[target_feature(enable = "avx2")]
    fn avx2_inner(layer: &Linear, input: &Quantised, out: &mut [f32], wide: &[i16]) {
        for block in 0..layer.outputs().div_ceil(BLOCK) {
            rows!(input.scales.len(), row, 4 or 1 2 3, tile_pairs (layer, input, out, wide, row, block));
        }
    }

    #[target_feature(enable = "avx2")]
    #[inline]
    fn tile_pairs<const ROWS: usize>(
        layer: &Linear,
        input: &Quantised,
        out: &mut [f32],
        wide: &[i16],
        row: usize,
        block: usize,
    ) {
        let width = layer.inputs;
        let values = &wide[row * width..(row + ROWS) * width];
        let weights = &layer.pairs[block * BLOCK * width..(block + 1) * BLOCK * width];
        let mut sums = [[_mm256_setzero_si256(); 2]; ROWS];
        for k in 0..width / 2 {
            // SAFETY: `weights` has 16 · width numbers, `values` ROWS times width; 2k + 2 <= width.
            let w: [__m256i; 2] = std::array::from_fn(|h| unsafe {
                _mm256_loadu_si256(weights.as_ptr().add(k * 32 + h * 16).cast())
            });
            for (r, sums) in sums.iter_mut().enumerate() {
                let x = unsafe { values.as_ptr().add(r * width + k * 2).cast::<i32>().read_unaligned() };
                let x = _mm256_set1_epi32(x);
                for (sum, w) in sums.iter_mut().zip(w) {
                    *sum = _mm256_add_epi32(*sum, _mm256_madd_epi16(w, x));
                }
            }
        }
        store256(layer, input, out, row, block, &sums);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::kernel::linear;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_layout_gives_the_same_bytes(
            (rows, outputs, inputs) in (1_usize..15, 1_usize..90, 1_usize..18),
            values in prop::collection::vec(-127_i8..=127, 15 * 68),
            weights in prop::collection::vec(-127_i8..=127, 90 * 68),
        ) {
            let inputs = if rows % 5 == 0 { inputs } else { inputs * 4 };
            let input = Quantised {
                values: values[..rows * inputs].to_vec(),
                scales: (0..rows).map(|r| 0.01 + r as f32).collect(),
                width: inputs,
            };
            let scales: Vec<f32> = (0..outputs).map(|o| 0.3 / (1 + o) as f32).collect();
            let results = Instructions::available().into_iter().map(|instructions| {
                let weights = &weights[..outputs * inputs];
                let layer = Linear::with(instructions, weights, scales.clone(), scales.clone(), inputs);
                linear(&input, &layer).iter().map(|x| x.to_bits()).collect::<Vec<_>>()
            });
            let results: Vec<_> = results.collect();
            prop_assert_eq!(results[0].len(), rows * outputs);
            for result in &results[1..] {
                prop_assert_eq!(result, &results[0]);
            }
        }
    }
}
