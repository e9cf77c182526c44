//! Int8 matrix products. Weights are laid out for the processor when a model is loaded; every layout gives the same sums.

#[cfg(all(target_arch = "x86_64", target_os = "linux"))]
mod amx;
#[cfg(target_arch = "x86_64")]
mod x86;

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
    #[cfg(all(target_arch = "x86_64", target_os = "linux"))]
    Amx,
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
            let vnni = has!("avx512f") && has!("avx512vnni");
            found.extend(vnni.then_some(Self::Avx512Vnni));
            #[cfg(target_os = "linux")]
            found.extend((vnni && amx::is_available()).then_some(Self::Amx));
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
        let instructions = if inputs.is_multiple_of(4) { instructions } else { Instructions::Portable };
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
            _ => {
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
            && input.values.len() >= input.scales.len() * self.inputs
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
            #[cfg(all(target_arch = "x86_64", target_os = "linux"))]
            Instructions::Amx if self.inputs.is_multiple_of(amx::STEP) => amx::product(self, input, out),
            #[cfg(all(target_arch = "x86_64", target_os = "linux"))]
            Instructions::Amx => x86::avx512_vnni(self, input, out),
        }
    }

    /// Rows of the input are taken in blocks, so that a block and a row of weights stay in the first-level cache.
    fn portable(&self, input: &Quantised, out: &mut [f32]) {
        const ROWS: usize = 32;
        let (width, outputs) = (self.inputs, self.outputs());
        let blocks = input.values.chunks(ROWS * width).zip(input.scales.chunks(ROWS));
        for ((rows, scales), out) in blocks.zip(out.chunks_mut(ROWS * outputs)) {
            for (o, weights) in self.bytes.chunks_exact(width).enumerate() {
                for (r, row) in rows.chunks_exact(width).take(scales.len()).enumerate() {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::kernel::linear;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_layout_gives_the_same_bytes(
            (rows, outputs, inputs) in (1_usize..70, 1_usize..90, 1_usize..33),
            values in prop::collection::vec(-127_i8..=127, 70 * 128),
            weights in prop::collection::vec(-127_i8..=127, 90 * 128),
        ) {
            let inputs = match rows % 5 {
                0 => inputs,
                1 => inputs.next_multiple_of(16) * 4,
                _ => inputs * 4,
            };
            let found = values.chunks_exact(inputs).take(rows).enumerate();
            let found: Vec<_> = found.map(|(r, row)| (row, 0.01 + r as f32)).collect();
            let input = Quantised::from_rows(found.into_iter(), inputs);
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
