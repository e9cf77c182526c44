//! What the processor has, and which of it is used.

use std::sync::LazyLock;

/// The instructions that the network's arithmetic is done with; every choice gives the same bytes. The best that the processor
/// has are used, unless the environment variable `RELATA_INSTRUCTIONS` names others of these when the program first asks.
///
/// ```
/// use relata::model::Instructions;
///
/// assert!(Instructions::available().contains(&Instructions::used()));
/// assert_eq!(Instructions::Portable.to_string(), "portable");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Instructions {
    /// None but what every processor of the kind that the program was compiled for has.
    #[default]
    Portable,
    /// Vectors of 128 bits of WebAssembly (SIMD128), of all browsers since 2023.
    Simd128,
    /// NEON, of every 64-bit ARM.
    Neon,
    /// NEON with sums of products of int8 (`sdot`), of ARM since 2018.
    NeonDot,
    /// NEON with products of matrices of int8 (`usmmla`), of ARM since 2021.
    NeonI8mm,
    /// AVX2, of x86-64 since 2013.
    Avx2,
    /// AVX2 with products of int8 (AVX-VNNI), of laptops since 2021.
    AvxVnni,
    /// 512 bits with products of int8 (AVX-512 VNNI), of servers since 2019.
    Avx512Vnni,
    /// Intel's matrix extensions (AMX) on Linux, of servers since 2023.
    Amx,
}

impl Instructions {
    const ALL: [Self; 9] = [
        Self::Portable,
        Self::Simd128,
        Self::Neon,
        Self::NeonDot,
        Self::NeonI8mm,
        Self::Avx2,
        Self::AvxVnni,
        Self::Avx512Vnni,
        Self::Amx,
    ];

    /// All that this processor has, the best last.
    #[must_use]
    pub fn available() -> Vec<Self> {
        Self::ALL.into_iter().filter(|instructions| instructions.found()).collect()
    }

    /// Those that are used.
    #[must_use]
    pub fn used() -> Self {
        static USED: LazyLock<Instructions> = LazyLock::new(|| {
            let found = Instructions::available();
            let named = std::env::var("RELATA_INSTRUCTIONS").ok();
            let named = named.and_then(|name| found.iter().find(|i| i.name() == name));
            named.or(found.last()).copied().unwrap_or_default()
        });
        #[cfg(test)]
        if let Some(forced) = FORCED.get() {
            return forced;
        }
        *USED
    }

    /// The name that `RELATA_INSTRUCTIONS` has for them: `portable`, `simd128`, `neon`, `neon-dot`, `neon-i8mm`, `avx2`,
    /// `avx-vnni`, `avx512-vnni` or `amx`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Portable => "portable",
            Self::Simd128 => "simd128",
            Self::Neon => "neon",
            Self::NeonDot => "neon-dot",
            Self::NeonI8mm => "neon-i8mm",
            Self::Avx2 => "avx2",
            Self::AvxVnni => "avx-vnni",
            Self::Avx512Vnni => "avx512-vnni",
            Self::Amx => "amx",
        }
    }

    #[cfg(target_arch = "x86_64")]
    fn found(self) -> bool {
        use std::arch::is_x86_feature_detected as has;
        let avx512 = has!("avx512f") && has!("avx512bw") && has!("avx512dq") && has!("avx512vl");
        let vnni = avx512 && has!("avx2") && has!("avx512vnni");
        match self {
            Self::Portable => true,
            Self::Simd128 | Self::Neon | Self::NeonDot | Self::NeonI8mm => false,
            Self::Avx2 => has!("avx2"),
            Self::AvxVnni => has!("avx2") && has!("avxvnni"),
            Self::Avx512Vnni => vnni,
            Self::Amx => vnni && super::product::has_amx(),
        }
    }

    #[cfg(target_arch = "aarch64")]
    fn found(self) -> bool {
        use std::arch::is_aarch64_feature_detected as has;
        match self {
            Self::Portable => true,
            Self::Neon => has!("neon"),
            Self::NeonDot => has!("neon") && has!("dotprod"),
            Self::NeonI8mm => has!("neon") && has!("dotprod") && has!("i8mm"),
            _ => false,
        }
    }

    #[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
    fn found(self) -> bool {
        match self {
            Self::Portable => true,
            // a module of WebAssembly does not load where its instructions are missing
            Self::Simd128 => cfg!(all(target_arch = "wasm32", target_feature = "simd128")),
            _ => false,
        }
    }
}

impl std::fmt::Display for Instructions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
thread_local! {
    /// What this thread uses, for tests that compare all.
    pub(crate) static FORCED: std::cell::Cell<Option<Instructions>> = const { std::cell::Cell::new(None) };
}
