//! Short versions of the fuzz targets in `fuzz/`, on random input near to what is valid.

#[path = "common/changes.rs"]
mod changes;

use proptest::prelude::*;
use relata::entities::Resolved;
use relata::graph::{GraphBuilder, KnownEntities, KnownError};
use relata::mentions::Mentioned;
use relata::model::LoadError;
use relata::propositions::Propositions;
use relata::syntax::Parsed;
use relata::text::Segmented;
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

    /// Tables of known entities with cells put together anyhow, as CSV and as JSON; what is read resolves an article.
    #[test]
    fn any_table_of_known_entities_is_read_or_refused(
        rows in prop::collection::vec(
            prop::array::uniform4("(https://example\\.org/[a-z]{1,3}|Greta Lund|Oslo|person|place|\"|[|, \n\u{0}é-]{0,3})"), 0..5),
        header in prop_oneof![Just("iri,name,aliases,kind"), Just("name,iri"), Just("iri,kind"), Just("\u{feff}iri,name")],
    ) {
        let table = std::iter::once(header.to_owned()).chain(rows.iter().map(|cells| cells.join(","))).collect::<Vec<_>>().join("\n");
        let json = rows.iter().map(|[iri, name, alias, kind]| serde_json::json!({"iri": iri, "name": name, "aliases": [alias], "kind": kind}));
        let json = serde_json::Value::from_iter(json).to_string();
        for known in [KnownEntities::from_csv(&table), KnownEntities::from_json(&json)] {
            match known {
                Ok(known) => {
                    let mut builder = GraphBuilder::new();
                    builder.add(EXTRACTOR.extract("Greta Lund met Olav Berg in Oslo.").expect("a graph")).expect("the first");
                    builder.known(known);
                    prop_assert!(builder.finish().write_rdf(RdfFormat::NQuads, std::io::sink()).is_ok());
                }
                Err(KnownError::Csv { line, .. }) => prop_assert!(line >= 1),
                Err(_) => {}
            }
        }
    }

    /// Bytes of a graph in each of the six syntaxes changed, cut out and doubled.
    #[test]
    fn damaged_rdf_is_a_graph_or_an_error(
        changes in prop::collection::vec((any::<prop::sample::Index>(), 0_usize..40, any::<u8>(), 0_u8..3), 0..4),
    ) {
        for format in RdfFormat::ALL {
            let mut bytes = RDF[RdfFormat::ALL.iter().position(|f| *f == format).expect("one of all")].clone();
            for (at, length, byte, how) in &changes {
                let at = at.index(bytes.len());
                let end = (at + length).min(bytes.len());
                match how {
                    0 => bytes[at] = *byte,
                    1 => drop(bytes.drain(at..end.max(at + 1).min(bytes.len()))),
                    _ => { let part = bytes[at..end].to_vec(); bytes.splice(end..end, part); }
                }
                if bytes.is_empty() { break; }
            }
            let _ = KnownEntities::from_rdf(format, &bytes);
            if let Ok(graph) = KnowledgeGraph::read_rdf(format, &bytes) {
                let mut again = Vec::new();
                if graph.write_rdf(RdfFormat::NQuads, &mut again).is_ok() {
                    prop_assert!(KnowledgeGraph::read_rdf(RdfFormat::NQuads, &again).is_ok());
                }
            }
        }
    }

    /// Parts of the structure of a graph's JSON, and of each stage's, changed; what is still read goes down the rest of the road.
    #[test]
    fn a_changed_structure_is_read_or_refused(
        bytes in prop::collection::vec(prop_oneof![any::<u8>(), 0_u8..12], 3..25),
    ) {
        let changed = |value: serde_json::Value| {
            let mut value = value;
            changes::change_json(&mut value, &bytes);
            value
        };
        let resolved = &*RESOLVED;
        let (propositions, whole) = (EXTRACTOR.propositions(resolved), serde_json::to_value(resolved).expect("JSON"));
        let graph = EXTRACTOR.assemble(resolved, &propositions);
        if let Ok(graph) = serde_json::from_value::<KnowledgeGraph>(changed(serde_json::to_value(&graph).expect("JSON"))) {
            use_graph(graph);
        }
        if let Ok(resolved) = serde_json::from_value::<Resolved>(changed(whole)) {
            use_resolved(&resolved);
        }
        if let Ok(propositions) = serde_json::from_value::<Propositions>(changed(serde_json::to_value(&propositions).expect("JSON"))) {
            use_graph(EXTRACTOR.assemble(resolved, &propositions));
        }
        let mentioned = serde_json::to_value(resolved.mentioned()).expect("JSON");
        if let Ok(mentioned) = serde_json::from_value::<Mentioned>(changed(mentioned)) {
            use_resolved(&relata::entities::resolve(mentioned));
        }
        if let Ok(parsed) = serde_json::from_value::<Parsed>(changed(serde_json::to_value(resolved.parsed()).expect("JSON"))) {
            use_resolved(&EXTRACTOR.analyze_parsed(parsed));
        }
        let segmented = serde_json::to_value(resolved.parsed().segmented()).expect("JSON");
        if let Ok(segmented) = serde_json::from_value::<Segmented>(changed(segmented)) {
            use_resolved(&EXTRACTOR.analyze_segmented(segmented));
        }
    }

    /// Statements lost, doubled, exchanged and nested, in every syntax.
    #[test]
    fn changed_statements_are_a_graph_or_an_error(bytes in prop::collection::vec(any::<u8>(), 4..33)) {
        let nquads = RdfFormat::ALL.iter().position(|f| *f == RdfFormat::NQuads).expect("one of all");
        let statements = changes::change_rdf(std::str::from_utf8(&RDF[nquads]).expect("text"), &bytes);
        for format in RdfFormat::ALL {
            let Some(bytes) = changes::in_syntax(format, &statements) else { continue };
            let _ = KnownEntities::from_rdf(format, &bytes);
            if let Ok(graph) = KnowledgeGraph::read_rdf(format, &bytes) {
                use_graph(graph);
            }
        }
    }
}

static RESOLVED: LazyLock<Resolved> = LazyLock::new(|| {
    EXTRACTOR.analyze("Greta Lund met Olav Berg in Oslo on 3 May. “It paid 30 million euros,” she said. The move angered him.")
});

/// Does with a graph what may trip over what is not there.
fn use_graph(graph: KnowledgeGraph) {
    graph.check().expect("what was read holds together");
    for format in RdfFormat::ALL {
        let mut bytes = Vec::new();
        if graph.write_rdf(format, &mut bytes).is_ok() {
            KnowledgeGraph::read_rdf(format, &bytes).expect("what was written is read");
        }
    }
    let _ = graph.to_dot(&relata::DotOptions::default());
    let mut builder = GraphBuilder::new();
    builder.add(graph).expect("the first");
    builder.finish().graph().check().expect("a merged graph holds together");
}

fn use_resolved(resolved: &Resolved) {
    use_graph(EXTRACTOR.assemble(resolved, &EXTRACTOR.propositions(resolved)));
}

/// A graph in each of the six syntaxes.
static RDF: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let graph = EXTRACTOR.extract("Greta Lund met Olav Berg in Oslo, she said.").expect("a graph");
    let written = |format| {
        let mut bytes = Vec::new();
        graph.write_rdf(format, &mut bytes).expect("a vector takes all");
        bytes
    };
    RdfFormat::ALL.into_iter().map(written).collect()
});
