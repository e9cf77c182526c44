//! Short versions of the fuzz targets in `fuzz/`, on random input near to what is valid.

use proptest::prelude::*;
use relata::model::LoadError;
use relata::{Error, Extractor, KnowledgeGraph, RdfFormat};
use std::sync::LazyLock;

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(|| Extractor::new().expect("the embedded model loads"));

/// The checksum of the format: FNV-1a over words of 64 bits.
fn checksum(data: &[u8]) -> u64 {
    data.chunks(8).fold(0xcbf2_9ce4_8422_2325, |sum: u64, chunk| {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        (sum ^ u64::from_le_bytes(word)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// The embedded model's header as JSON, and the rest of its bytes.
fn model() -> (serde_json::Value, &'static [u8]) {
    let bytes = relata_model_en::BYTES;
    let length = u32::from_le_bytes(bytes[8..12].try_into().expect("four bytes")) as usize;
    (serde_json::from_slice(&bytes[20..20 + length]).expect("a header"), &bytes[20 + length..])
}

/// A model file of another header, with a checksum that holds; tensors keep their places where its length does.
fn with_header(header: &str, length: usize, rest: &[u8]) -> Vec<u8> {
    let header = header.to_owned() + &" ".repeat(length.saturating_sub(header.len()));
    let mut bytes = b"RELATA\0\x02".to_vec();
    bytes.extend(u32::try_from(header.len()).expect("a short header").to_le_bytes());
    bytes.extend([0; 8]);
    bytes.extend(header.as_bytes());
    bytes.extend(rest);
    let sum = checksum(&bytes[20..]).to_le_bytes();
    bytes[12..20].copy_from_slice(&sum);
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// A header with one number changed, whatever it means, and a checksum that holds.
    #[test]
    fn a_model_with_another_number_loads_or_is_a_typed_error(
        pick in any::<prop::sample::Index>(),
        value in prop_oneof![Just(0_u64), Just(1), Just(7), 8_u64..2000, Just(1 << 20), Just(u64::MAX)],
    ) {
        fn numbers(value: &mut serde_json::Value) -> Vec<&mut serde_json::Value> {
            match value {
                serde_json::Value::Number(_) => vec![value],
                serde_json::Value::Array(all) => all.iter_mut().flat_map(numbers).collect(),
                serde_json::Value::Object(all) => all.values_mut().flat_map(numbers).collect(),
                _ => Vec::new(),
            }
        }
        let (mut header, rest) = model();
        let length = relata_model_en::BYTES.len() - rest.len() - 20;
        let mut all = numbers(&mut header);
        let at = pick.index(all.len());
        *all[at] = value.into();
        let bytes = with_header(&header.to_string(), length, rest);
        match Extractor::builder().build_with_bytes(&bytes) {
            Ok(extractor) => {
                extractor.extract("Greta Lund met Olav Berg in Oslo.").expect("a graph");
            }
            Err(Error::Model(error)) => prop_assert!(!matches!(error, LoadError::Checksum { .. }), "{}", error),
            Err(error) => prop_assert!(false, "{}", error),
        }
    }

    /// Bytes of a graph's JSON changed.
    #[test]
    fn a_damaged_graph_is_a_graph_or_an_error(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..4),
    ) {
        let mut json = EXTRACTOR.extract("Greta Lund met Olav Berg in Oslo, she said.").expect("a graph").to_json().expect("JSON").into_bytes();
        for (at, byte) in changes {
            let at = at.index(json.len());
            json[at] = byte;
        }
        if let Ok(graph) = serde_json::from_slice::<KnowledgeGraph>(&json) {
            let again = graph.to_json().expect("JSON");
            prop_assert_eq!(&serde_json::from_str::<KnowledgeGraph>(&again).expect("just written"), &graph);
            let _ = graph.write_rdf(RdfFormat::NQuads, std::io::sink());
            let _ = graph.to_dot(&relata::DotOptions::default());
        }
    }

    /// Columns and lines of CoNLL-U put together anyhow.
    #[test]
    fn any_conllu_is_read_or_refused_with_its_line(
        lines in prop::collection::vec("(# text = [a-z ]{0,9}|(1|2|3|2-3|0|1\\.1|x)\t[a-z.]{0,5}\t_\t(VERB|NOUN|_)\t_\t(_|Number=Sing)\t(0|1|2|9|_)\t(root|nsubj|_)\t_\t(_|SpaceAfter=No)|)", 0..12),
    ) {
        if let Ok(documents) = relata::conllu::read(&lines.join("\n")) {
            for document in documents {
                let _ = document.gold();
                let resolved = EXTRACTOR.analyze_segmented(document.segmented);
                let _ = EXTRACTOR.assemble(&resolved, &EXTRACTOR.propositions(&resolved));
            }
        }
    }
}
