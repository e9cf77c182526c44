//! How many multiply-adds of int8 a second the processor could do at most, for measuring against.
#![allow(unsafe_code)] // instructions on registers, which the processor has been asked for

use super::instructions::Instructions;
use std::time::Instant;

/// Steps of one measurement, each of twelve instructions for x86 (of four for its matrix extensions).
const STEPS: u32 = 20_000;

impl Instructions {
    /// The multiply-adds of int8 that one core does a second if it does nothing else, measured in about `rounds` times 50
    /// microseconds; the best round counts. `None` for [`Instructions::Portable`],
    /// [`Instructions::Simd128`] and [`Instructions::Neon`], where no single instruction multiplies and adds int8.
    #[must_use]
    pub fn peak(self, rounds: u32) -> Option<f64> {
        let of_step = self.multiply_adds_a_step()?;
        let rate = |_| {
            let begun = Instant::now();
            self.run();
            of_step * f64::from(STEPS) / begun.elapsed().as_secs_f64()
        };
        Some((0..rounds).map(rate).fold(0.0, f64::max))
    }

    /// What the loops of [`Instructions::run`] do; `None` where there is none or the processor lacks the instructions.
    fn multiply_adds_a_step(self) -> Option<f64> {
        if !Self::available().contains(&self) {
            return None;
        }
        match self {
            Self::Portable | Self::Simd128 | Self::Neon => None,
            Self::NeonDot => Some(12.0 * 16.0),
            Self::NeonI8mm => Some(12.0 * 32.0),
            Self::Avx2 | Self::AvxVnni => Some(12.0 * 32.0),
            Self::Avx512Vnni => Some(12.0 * 64.0),
            Self::Amx => Some(4.0 * 16.0 * 16.0 * 64.0),
        }
    }

    #[cfg(target_arch = "x86_64")]
    fn run(self) {
        macro_rules! run {
            ($($step:literal)*) => {
                // SAFETY: `multiply_adds_a_step` has asked for the instructions, which use no memory.
                unsafe {
                    std::arch::asm!("2:", $($step,)* "dec {steps:e}", "jnz 2b", steps = inout(reg) STEPS => _,
                        out("xmm0") _, out("xmm1") _, out("xmm2") _, out("xmm3") _, out("xmm4") _, out("xmm5") _,
                        out("xmm6") _, out("xmm7") _, out("xmm8") _, out("xmm9") _, out("xmm10") _, out("xmm11") _,
                        options(nomem, nostack));
                }
            };
        }
        match self {
            Self::Portable | Self::Simd128 | Self::Neon | Self::NeonDot | Self::NeonI8mm => {}
            Self::Avx2 => run!("vpmaddubsw ymm0, ymm12, ymm13" "vpmaddubsw ymm1, ymm12, ymm13"
                "vpmaddubsw ymm2, ymm12, ymm13" "vpmaddubsw ymm3, ymm12, ymm13" "vpmaddubsw ymm4, ymm12, ymm13"
                "vpmaddubsw ymm5, ymm12, ymm13" "vpmaddubsw ymm6, ymm12, ymm13" "vpmaddubsw ymm7, ymm12, ymm13"
                "vpmaddubsw ymm8, ymm12, ymm13" "vpmaddubsw ymm9, ymm12, ymm13" "vpmaddubsw ymm10, ymm12, ymm13"
                "vpmaddubsw ymm11, ymm12, ymm13"),
            Self::AvxVnni => run!("{{vex}} vpdpbusd ymm0, ymm12, ymm13" "{{vex}} vpdpbusd ymm1, ymm12, ymm13"
                "{{vex}} vpdpbusd ymm2, ymm12, ymm13" "{{vex}} vpdpbusd ymm3, ymm12, ymm13"
                "{{vex}} vpdpbusd ymm4, ymm12, ymm13" "{{vex}} vpdpbusd ymm5, ymm12, ymm13"
                "{{vex}} vpdpbusd ymm6, ymm12, ymm13" "{{vex}} vpdpbusd ymm7, ymm12, ymm13"
                "{{vex}} vpdpbusd ymm8, ymm12, ymm13" "{{vex}} vpdpbusd ymm9, ymm12, ymm13"
                "{{vex}} vpdpbusd ymm10, ymm12, ymm13" "{{vex}} vpdpbusd ymm11, ymm12, ymm13"),
            Self::Avx512Vnni => run!("vpdpbusd zmm0, zmm12, zmm13" "vpdpbusd zmm1, zmm12, zmm13"
                "vpdpbusd zmm2, zmm12, zmm13" "vpdpbusd zmm3, zmm12, zmm13" "vpdpbusd zmm4, zmm12, zmm13"
                "vpdpbusd zmm5, zmm12, zmm13" "vpdpbusd zmm6, zmm12, zmm13" "vpdpbusd zmm7, zmm12, zmm13"
                "vpdpbusd zmm8, zmm12, zmm13" "vpdpbusd zmm9, zmm12, zmm13" "vpdpbusd zmm10, zmm12, zmm13"
                "vpdpbusd zmm11, zmm12, zmm13"),
            Self::Amx => super::product::amx_steps(STEPS),
        }
    }

    #[cfg(target_arch = "aarch64")]
    fn run(self) {
        macro_rules! run {
            ($extension:literal, $operation:literal) => {
                run!($extension, $operation, "0" "1" "2" "3" "4" "5" "6" "7" "16" "17" "18" "19")
            };
            ($extension:literal, $operation:literal, $($register:literal)*) => {{
                #[target_feature(enable = $extension)]
                fn steps() {
                    // SAFETY: the instructions use registers alone.
                    unsafe {
                        std::arch::asm!("2:", $(concat!($operation, " v", $register, ".4s, v20.16b, v21.16b"),)*
                            "subs {steps:w}, {steps:w}, #1", "b.ne 2b", steps = inout(reg) STEPS => _,
                            out("v0") _, out("v1") _, out("v2") _, out("v3") _, out("v4") _, out("v5") _, out("v6") _,
                            out("v7") _, out("v16") _, out("v17") _, out("v18") _, out("v19") _, options(nomem, nostack));
                    }
                }
                // SAFETY: `multiply_adds_a_step` has asked for the instructions.
                unsafe { steps() }
            }};
        }
        match self {
            Self::NeonDot => run!("dotprod", "sdot"),
            Self::NeonI8mm => run!("i8mm", "usmmla"),
            _ => {}
        }
    }

    #[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
    fn run(self) {}
}
