//! A damaged, truncated or foreign model file is a typed error, never a panic.

use relata::model::LoadError;
use relata::{Error, Extractor};

fn load(bytes: &[u8]) -> Result<Extractor, LoadError> {
    match Extractor::builder().build_with_bytes(bytes) {
        Ok(extractor) => Ok(extractor),
        Err(Error::Model(error)) => Err(error),
        Err(other) => panic!("{other}"),
    }
}

#[test]
fn foreign_and_truncated_files_are_told_apart() {
    let model = relata_model_en::BYTES;
    assert_eq!(load(b"").err(), Some(LoadError::Foreign));
    assert_eq!(load(b"PK\x03\x04 something else").err(), Some(LoadError::Foreign));
    assert!(matches!(load(&model[..10]), Err(LoadError::Truncated { .. })));
    assert!(matches!(load(&model[..3000]), Err(LoadError::Truncated { .. })));
    assert!(matches!(load(&model[..model.len() - 64]), Err(LoadError::Checksum { .. })));
    let mut version = model.to_vec();
    version[7] = 9;
    assert_eq!(load(&version).err(), Some(LoadError::Version { found: 9, expected: 2 }));
}

#[test]
fn a_flipped_bit_anywhere_is_found() {
    let model = relata_model_en::BYTES;
    for at in [12, 400, 5_000, 100_000, model.len() / 2, model.len() - 1] {
        let mut damaged = model.to_vec();
        damaged[at] ^= 1;
        assert!(
            matches!(load(&damaged), Err(LoadError::Checksum { .. } | LoadError::Truncated { .. })),
            "{at}"
        );
    }
}

#[test]
fn a_missing_file_is_named() {
    let error = Extractor::from_model("/no/such/model.relata").expect_err("there is none");
    assert!(error.to_string().contains("/no/such/model.relata"));
}
