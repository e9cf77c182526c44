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

/// The embedded model with other numbers in its header's `network` and one more tensor: `value` and zeros.
fn with_relative(network: &[(&str, u64)], shape: [usize; 2], value: f32) -> Vec<u8> {
    let model = relata_model_en::BYTES;
    let start = 20 + u32::from_le_bytes(model[8..12].try_into().unwrap()) as usize;
    let mut header: serde_json::Value = serde_json::from_slice(&model[20..start]).unwrap();
    for (name, number) in network {
        header["network"][*name] = (*number).into();
    }
    // the longer header moves what is behind it
    let moved = 512;
    for tensor in header["tensors"].as_array_mut().unwrap() {
        for key in ["offset", "scales", "multiples"] {
            if let Some(at) = tensor[key].as_u64() {
                tensor[key] = (at + moved).into();
            }
        }
    }
    let mut data = model[start..].to_vec();
    let offset = start + moved as usize + data.len();
    let mut numbers = vec![0.0_f32; shape[0] * shape[1]];
    numbers[0] = value;
    data.extend(numbers.iter().flat_map(|x| x.to_le_bytes()));
    let tensor = serde_json::json!({"name": "relative", "type": "f32", "shape": shape, "offset": offset});
    header["tensors"].as_array_mut().unwrap().push(tensor);
    let mut body = header.to_string().into_bytes();
    assert!(body.len() <= start + moved as usize - 20);
    body.resize(start + moved as usize - 20, b' ');
    let mut out = model[..8].to_vec();
    out.extend((body.len() as u32).to_le_bytes());
    body.extend(data);
    out.extend(checksum(&body).to_le_bytes());
    out.extend(body);
    out
}

fn checksum(body: &[u8]) -> u64 {
    let words = body.chunks(8).map(|chunk| {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        u64::from_le_bytes(word)
    });
    words.fold(0xcbf2_9ce4_8422_2325_u64, |sum, word| (sum ^ word).wrapping_mul(0x0100_0000_01b3))
}

/// The embedded model with other bytes in its header, as many as those they take the place of.
fn with_label(old: &str, new: &str) -> Vec<u8> {
    let mut model = relata_model_en::BYTES.to_vec();
    let at = model.windows(old.len()).position(|w| w == old.as_bytes()).expect("it is in the header");
    model[at..at + old.len()].copy_from_slice(new.as_bytes());
    let sum = checksum(&model[20..]);
    model[12..20].copy_from_slice(&sum.to_le_bytes());
    model
}

#[test]
fn a_label_that_stands_for_nothing_is_named() {
    for (old, new, told) in [
        (r#""xpos":["NN""#, r#""xpos":["QN""#, "label 0 of task xpos: no Penn tag is called \"QN\""),
        (r#""NOUN","PUNCT""#, r#""NOUM","PUNCT""#, "no universal tag is called \"NOUM\""),
        (r#""nsubj","#, r#""nsubk","#, "no relation is called \"nsubk\""),
    ] {
        let error = load(&with_label(old, new)).expect_err("it is no label").to_string();
        assert!(error.contains(told), "{error}");
    }
}

#[test]
fn relative_positions_are_optional_and_checked() {
    let mpnet = [("relative_buckets", 32), ("relative_span", 128)];
    let text = "Greta Lund, who had run the mill in Tovik for years, sold it to the council on Monday.";
    let vectors = |extractor: &Extractor| extractor.word_vectors(&extractor.segment(text));
    let expected = vectors(&Extractor::new().unwrap());
    // where all distances add nothing, all is as it was; a number for the distance of a place from itself changes them
    assert_eq!(vectors(&load(&with_relative(&mpnet, [32, 12], 0.0)).unwrap()), expected);
    assert_ne!(vectors(&load(&with_relative(&mpnet[..1], [32, 12], 5.0)).unwrap()), expected);
    assert!(
        matches!(load(&with_relative(&mpnet, [32, 11], 0.0)), Err(LoadError::Tensor { name, .. }) if name == "relative")
    );
    for network in
        [[("relative_buckets", 30), ("relative_span", 128)], [("relative_buckets", 32), ("relative_span", 8)]]
    {
        assert!(
            matches!(load(&with_relative(&network, [32, 12], 0.0)), Err(LoadError::Header(_))),
            "{network:?}"
        );
    }
}
