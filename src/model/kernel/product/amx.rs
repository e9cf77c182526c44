//! Products with Intel's matrix extensions, where Linux lets the process use them: 16 × 16 sums at once over 64 inputs.
//! Measured over VNNI with 512 bits: the whole of reading takes two thirds of the time.
#![allow(unsafe_code)] // instructions that Rust has no functions for yet; pointers stay within slices checked before

use super::super::lanes::Avx512;
use super::{Ahead, BLOCK, Finish, Linear, Quantised, STRIDE, Sink};
use std::arch::asm;
use std::sync::LazyLock;

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
        // SAFETY: every processor of this kind has the instruction.
        #[allow(unused_unsafe, reason = "newer compilers take it for safe")]
        let has = unsafe {
            std::arch::x86_64::__cpuid(0).eax >= 7
                && std::arch::x86_64::__cpuid_count(7, 0).edx & TILE_AND_INT8 == TILE_AND_INT8
        };
        if !has {
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

pub(super) fn product(layer: &Linear, input: &Quantised, sink: &mut impl Sink) {
    let configuration = Configuration::new();
    // SAFETY: this is called only where `is_available`; the 64 bytes are read.
    unsafe { asm!("ldtilecfg [{}]", in(reg) &raw const configuration, options(nostack, readonly)) };
    // SAFETY: the processor has AVX-512, or this layout would not have been chosen.
    unsafe { blocks(layer, input, sink) };
    // SAFETY: gives the tiles' state back.
    unsafe { asm!("tilerelease", options(nostack, nomem)) };
}

/// While the matrix unit sums a tile, the other units put the last one's sums to use.
#[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl")]
fn blocks(layer: &Linear, input: &Quantised, sink: &mut impl Sink) {
    let width = layer.stride;
    let count = layer.outputs().div_ceil(BLOCK);
    let mut sums = Sums([[[0; BLOCK]; ROWS]; 4]);
    let mut last: Option<Place> = None;
    for block in (0..count).step_by(2) {
        let second = (block + 1).min(count - 1);
        let weights = |b: usize| &layer.weights[b * BLOCK * width..(b + 1) * BLOCK * width];
        let weights = [weights(block), weights(second)];
        // the rows' memory is a multiple of 32
        let both = input.values.chunks_exact(2 * ROWS * width).take(input.rows.div_ceil(2 * ROWS));
        let mut ahead = Ahead::new(layer, block + 2, 2, input.rows.div_ceil(2 * ROWS));
        for (at, rows) in both.enumerate() {
            ahead.call();
            let (upper, lower) = rows.split_at(ROWS * width);
            let place = Place { block, right: second > block, first: 2 * at * ROWS };
            if place.first + ROWS < input.rows {
                sum_tiles([upper, lower], weights, width);
            } else {
                sum_upper_tiles(upper, weights, width);
            }
            if let Some(last) = last.replace(place) {
                put(layer, input, sink, &sums, last);
            }
            store_tiles(&mut sums);
        }
    }
    if let Some(last) = last {
        put(layer, input, sink, &sums, last);
    }
}

/// Where tiles belong: the first of two blocks of outputs, whether there is a second, and the first row.
#[derive(Clone, Copy)]
struct Place {
    block: usize,
    right: bool,
    first: usize,
}

/// The tiles' sums, one cache line a row: upper left, upper right, lower left, lower right.
#[repr(C, align(64))]
struct Sums([[[i32; BLOCK]; ROWS]; 4]);

#[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl")]
#[inline]
fn put(layer: &Linear, input: &Quantised, sink: &mut impl Sink, sums: &Sums, place: Place) {
    for (half, sums) in sums.0.chunks_exact(2).enumerate() {
        let first = place.first + half * ROWS;
        for (right, sums) in sums.iter().enumerate().take(1 + usize::from(place.right)) {
            let finish = Finish::<Avx512, 1>::new(layer, place.block + right);
            for (row, sums) in (first..input.rows).zip(sums) {
                finish.put(input, sink, row, std::array::from_ref(sums));
            }
        }
    }
}

/// The tiles to memory. No other code uses the tiles between the sums and this.
fn store_tiles(sums: &mut Sums) {
    // SAFETY: four tiles of 16 rows of 64 bytes are what `sums` has. The tiles are configured by the caller.
    unsafe {
        asm!(
            "tilestored [{sums} + {line}*1], tmm0",
            "tilestored [{sums} + {line}*1 + 1024], tmm1",
            "tilestored [{sums} + {line}*1 + 2048], tmm2",
            "tilestored [{sums} + {line}*1 + 3072], tmm3",
            line = in(reg) 64_usize,
            sums = in(reg) sums.0.as_mut_ptr(),
            options(nostack),
        );
    }
}

/// As [`sum_tiles`], of one tile of rows: the upper two.
fn sum_upper_tiles(rows: &[u8], weights: [&[i8]; 2], width: usize) {
    assert!(rows.len() == ROWS * width && weights.iter().all(|w| w.len() == BLOCK * width));
    assert!(width.is_multiple_of(STRIDE) && width > 0);
    // SAFETY: as in `sum_tiles`.
    unsafe {
        asm!(
            "tilezero tmm0", "tilezero tmm1",
            "2:",
            "tileloadd tmm4, [{upper} + {width}*1]",
            "tileloadd tmm6, [{left} + {line}*1]",
            "tdpbusd tmm0, tmm4, tmm6",
            "tileloadd tmm7, [{right} + {line}*1]",
            "tdpbusd tmm1, tmm4, tmm7",
            "add {upper}, 64", "add {left}, 1024", "add {right}, 1024",
            "dec {steps}",
            "jnz 2b",
            upper = inout(reg) rows.as_ptr() => _,
            left = inout(reg) weights[0].as_ptr() => _,
            right = inout(reg) weights[1].as_ptr() => _,
            steps = inout(reg) width / STRIDE => _,
            width = in(reg) width,
            line = in(reg) 64_usize,
            out("tmm0") _, out("tmm1") _, out("tmm4") _, out("tmm6") _, out("tmm7") _,
            options(nostack, readonly),
        );
    }
}

/// Into the first four tiles the sums of two tiles of rows by two blocks of outputs: upper left, upper right, lower
/// left, lower right.
fn sum_tiles(rows: [&[u8]; 2], weights: [&[i8]; 2], width: usize) {
    assert!(rows.iter().all(|r| r.len() == ROWS * width));
    assert!(weights.iter().all(|w| w.len() == BLOCK * width) && width.is_multiple_of(STRIDE) && width > 0);
    // SAFETY: a step reads 16 rows of 64 bytes, `width` apart, and 1024 bytes of weights; there are width / 64 steps. The
    // tiles are configured by the caller.
    unsafe {
        asm!(
            "tilezero tmm0", "tilezero tmm1", "tilezero tmm2", "tilezero tmm3",
            "2:",
            "tileloadd tmm4, [{upper} + {width}*1]",
            "tileloadd tmm6, [{left} + {line}*1]",
            "tdpbusd tmm0, tmm4, tmm6",
            "tileloadd tmm7, [{right} + {line}*1]",
            "tdpbusd tmm1, tmm4, tmm7",
            "tileloadd tmm5, [{lower} + {width}*1]",
            "tdpbusd tmm2, tmm5, tmm6",
            "tdpbusd tmm3, tmm5, tmm7",
            "add {upper}, 64", "add {lower}, 64", "add {left}, 1024", "add {right}, 1024",
            "dec {steps}",
            "jnz 2b",
            upper = inout(reg) rows[0].as_ptr() => _,
            lower = inout(reg) rows[1].as_ptr() => _,
            left = inout(reg) weights[0].as_ptr() => _,
            right = inout(reg) weights[1].as_ptr() => _,
            steps = inout(reg) width / STRIDE => _,
            width = in(reg) width,
            line = in(reg) 64_usize,
            out("tmm0") _, out("tmm1") _, out("tmm2") _, out("tmm3") _,
            out("tmm4") _, out("tmm5") _, out("tmm6") _, out("tmm7") _,
            options(nostack, readonly),
        );
    }
}

/// Four products of tiles without their loads, `count` times, to measure what the processor can do.
pub(super) fn steps(count: u32) {
    let configuration = Configuration::new();
    // SAFETY: this is called only where `is_available`; the 64 bytes are read, and the tiles' state is given back.
    unsafe {
        asm!(
            "ldtilecfg [{configuration}]",
            "2:",
            "tdpbusd tmm0, tmm4, tmm6", "tdpbusd tmm1, tmm4, tmm7", "tdpbusd tmm2, tmm5, tmm6",
            "tdpbusd tmm3, tmm5, tmm7",
            "dec {count:e}",
            "jnz 2b",
            "tilerelease",
            configuration = in(reg) &raw const configuration,
            count = inout(reg) count => _,
            out("tmm0") _, out("tmm1") _, out("tmm2") _, out("tmm3") _,
            options(nostack, readonly),
        );
    }
}
