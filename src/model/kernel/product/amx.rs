//! Products with Intel's matrix extensions, where Linux lets the process use them: 16 × 16 sums at once over 64 inputs.
//! Measured over VNNI with 512 bits: the whole of reading takes two thirds of the time.
#![allow(unsafe_code)] // instructions that Rust has no functions for yet; pointers stay within slices checked before

use super::x86::{finish, offsets};
use super::{BLOCK, Linear, Quantised};
use std::arch::asm;
use std::sync::LazyLock;

/// Inputs that a step sums over: a layer's inputs have to be a multiple.
pub(super) const STEP: usize = 64;
/// Rows of a tile.
const ROWS: usize = 16;

/// Whether the processor has AMX for int8 and the system grants its state to this process (Linux documentation,
/// "Using XSTATE features in user space applications").
pub(super) fn is_available() -> bool {
    static GRANTED: LazyLock<bool> = LazyLock::new(|| {
        const ARCH_PRCTL: u64 = 158;
        const ARCH_REQ_XCOMP_PERM: u64 = 0x1023;
        const XFEATURE_XTILEDATA: u64 = 18;
        const TILE_AND_INT8: u32 = 1 << 24 | 1 << 25;
        if std::arch::x86_64::__cpuid(0).eax < 7
            || std::arch::x86_64::__cpuid_count(7, 0).edx & TILE_AND_INT8 != TILE_AND_INT8
        {
            return false;
        }
        let mut result = ARCH_PRCTL;
        // SAFETY: this system call reads and writes no memory of the process; kernels that do not know it refuse.
        unsafe {
            asm!("syscall", inout("rax") result, in("rdi") ARCH_REQ_XCOMP_PERM, in("rsi") XFEATURE_XTILEDATA,
                out("rcx") _, out("r11") _, options(nostack));
        }
        result == 0
    });
    *GRANTED
}

/// The configuration of the tiles: eight of 16 rows of 64 bytes.
#[repr(C, align(64))]
struct Configuration([u8; 64]);

impl Configuration {
    fn new() -> Self {
        let mut bytes = [0; 64];
        bytes[0] = 1; // palette
        for tile in 0..8 {
            bytes[16 + 2 * tile] = 64; // bytes of a row
            bytes[48 + tile] = 16; // rows
        }
        Self(bytes)
    }
}

/// `layer.inputs` is a multiple of [`STEP`], and the layer is laid out as for VNNI.
pub(super) fn product(layer: &Linear, input: &Quantised, out: &mut [f32]) {
    let configuration = Configuration::new();
    // SAFETY: this is called only where `is_available`; the 64 bytes are read.
    unsafe { asm!("ldtilecfg [{}]", in(reg) &raw const configuration, options(nostack, readonly)) };
    // SAFETY: the processor has AVX-512, or this layout would not have been chosen.
    unsafe { blocks(layer, input, &offsets(input), out) };
    // SAFETY: gives the tiles' state back.
    unsafe { asm!("tilerelease", options(nostack, nomem)) };
}

#[target_feature(enable = "avx512f,avx512vnni")]
fn blocks(layer: &Linear, input: &Quantised, offsets: &[i32], out: &mut [f32]) {
    let width = layer.inputs;
    let count = layer.outputs().div_ceil(BLOCK);
    let mut sums = [[[0_i32; BLOCK]; ROWS]; 4];
    for block in (0..count).step_by(2) {
        let second = (block + 1).min(count - 1);
        let weights = |b: usize| &layer.bytes[b * BLOCK * width..(b + 1) * BLOCK * width];
        // the rows' memory is a multiple of 32
        for (at, rows) in input.values.chunks_exact(2 * ROWS * width).enumerate() {
            let (upper, lower) = rows.split_at(ROWS * width);
            tiles([upper, lower], [weights(block), weights(second)], width, &mut sums);
            for (tile, sums) in sums.iter_mut().enumerate().take(if second > block { 4 } else { 3 }) {
                let (below, right) = (tile / 2, tile % 2);
                if right == 1 && second == block {
                    continue;
                }
                let first = (2 * at + below) * ROWS;
                for (row, sums) in (first..input.scales.len()).zip(sums) {
                    for sum in sums.iter_mut() {
                        *sum += offsets[row];
                    }
                    finish(layer, input, out, row, block + right, sums);
                }
            }
        }
    }
}

/// The sums of two tiles of rows by two blocks of outputs: upper left, upper right, lower left, lower right.
fn tiles(rows: [&[i8]; 2], weights: [&[u8]; 2], width: usize, sums: &mut [[[i32; BLOCK]; ROWS]; 4]) {
    debug_assert!(rows.iter().all(|r| r.len() == ROWS * width));
    debug_assert!(
        weights.iter().all(|w| w.len() == BLOCK * width) && width.is_multiple_of(STEP) && width > 0
    );
    // SAFETY: a step reads 16 rows of 64 bytes, `width` apart, and 1024 bytes of weights; there are width / 64 steps. The
    // stores fill the four tiles of `sums`. The tiles are configured by the caller.
    unsafe {
        asm!(
            "tilezero tmm0", "tilezero tmm1", "tilezero tmm2", "tilezero tmm3",
            "2:",
            "tileloadd tmm4, [{upper} + {width}*1]",
            "tileloadd tmm6, [{left} + {line}*1]",
            "tdpbsud tmm0, tmm4, tmm6",
            "tileloadd tmm7, [{right} + {line}*1]",
            "tdpbsud tmm1, tmm4, tmm7",
            "tileloadd tmm5, [{lower} + {width}*1]",
            "tdpbsud tmm2, tmm5, tmm6",
            "tdpbsud tmm3, tmm5, tmm7",
            "add {upper}, 64", "add {lower}, 64", "add {left}, 1024", "add {right}, 1024",
            "dec {steps}",
            "jnz 2b",
            "tilestored [{sums} + {line}*1], tmm0",
            "tilestored [{sums} + {line}*1 + 1024], tmm1",
            "tilestored [{sums} + {line}*1 + 2048], tmm2",
            "tilestored [{sums} + {line}*1 + 3072], tmm3",
            upper = inout(reg) rows[0].as_ptr() => _,
            lower = inout(reg) rows[1].as_ptr() => _,
            left = inout(reg) weights[0].as_ptr() => _,
            right = inout(reg) weights[1].as_ptr() => _,
            steps = inout(reg) width / STEP => _,
            width = in(reg) width,
            line = in(reg) 64_usize,
            sums = in(reg) sums.as_mut_ptr(),
            out("tmm0") _, out("tmm1") _, out("tmm2") _, out("tmm3") _,
            out("tmm4") _, out("tmm5") _, out("tmm6") _, out("tmm7") _,
            options(nostack),
        );
    }
}
