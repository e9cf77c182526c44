#![no_main]
//! Any bytes are a model or a typed error. So that the fuzzer gets past the checksum, it is put right first.

use relata::Extractor;

fn checksum(data: &[u8]) -> u64 {
    let mut sum = 0xcbf2_9ce4_8422_2325_u64;
    for chunk in data.chunks(8) {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        sum = (sum ^ u64::from_le_bytes(word)).wrapping_mul(0x0100_0000_01b3);
    }
    sum
}

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let mut bytes = data.to_vec();
    if bytes.len() > 20 {
        let sum = checksum(&bytes[20..]).to_le_bytes();
        bytes[12..20].copy_from_slice(&sum);
    }
    if let Ok(extractor) = Extractor::builder().build_with_bytes(&bytes) {
        let _ = extractor.extract("Greta Lund met Olav Berg in Oslo.");
    }
});
