//! RDF is read back by parsers that are not the writers', also where names are hostile, and by the crate into the same graph.

mod common;
#[path = "rdf/vocabularies.rs"]
mod vocabularies;

use common::{HOSTILE, articles, entity, graph, relation};
use oxrdf::dataset::CanonicalizationAlgorithm;
use oxrdf::{Dataset, GraphName, Quad, Term};
use oxrdfio::{RdfFormat as Oxford, RdfParser};
use proptest::prelude::*;
use relata::graph::{KnowledgeGraph, Relation, Value};
use relata::propositions::{Modality, Polarity, PropositionKind};
use relata::{Detail, EntityId, Extractor, Kind, RdfFormat, RdfOptions, ReadError, ReadOptions, WriteError};

fn written(graph: &KnowledgeGraph, format: RdfFormat, options: &RdfOptions) -> Vec<u8> {
    let mut bytes = Vec::new();
    graph.write_rdf_with(format, options, &mut bytes).expect("written");
    bytes
}

/// The dataset of a file, its graph names dropped, so that all six syntaxes can be compared.
fn read(bytes: &[u8], format: RdfFormat) -> Dataset {
    let format = Oxford::from_media_type(format.media_type()).expect("a format oxrdfio knows");
    let mut dataset = Dataset::new();
    for quad in RdfParser::from_format(format).for_slice(bytes) {
        let quad = quad.unwrap_or_else(|e| panic!("{format:?}: {e}\n{}", String::from_utf8_lossy(bytes)));
        dataset.insert(&Quad::new(quad.subject, quad.predicate, quad.object, GraphName::DefaultGraph));
    }
    dataset.canonicalize(CanonicalizationAlgorithm::Unstable);
    dataset
}

/// Whether XML can carry all text in these data, and its readers leave it as it is.
fn fits_xml(data: &serde_json::Value) -> bool {
    let lost = |c| matches!(c, '\0'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    match data {
        serde_json::Value::String(text) => !text.contains(lost),
        serde_json::Value::Array(items) => items.iter().all(fits_xml),
        serde_json::Value::Object(fields) => fields.values().all(fits_xml),
        _ => true,
    }
}

/// How many triples say something else than where it stands in the text, or in what order: without some characters, the text no
/// longer tells that, and it is written out.
fn but_places(data: &Dataset) -> usize {
    let told = [
        "#startByte",
        "#endByte",
        "#sentence",
        "#anchorOf",
        "#isString",
        "#beginIndex",
        "#endIndex",
        "#aliasOrder",
    ];
    let place = |q: &oxrdf::QuadRef<'_>| {
        told.iter().any(|end| q.predicate.as_str().ends_with(end))
            || q.object.to_string().ends_with("nif-core#Context>")
    };
    data.iter().filter(|q| !place(q)).count()
}

/// Where everything stands in the text.
fn places(graph: &KnowledgeGraph) -> Vec<(usize, usize, usize)> {
    let sentences = graph.sentences().iter().map(|s| (s.start, s.end, s.paragraph));
    let mentions = graph.entities().flat_map(|e| &e.mentions).map(|m| (m.start, m.end, m.sentence));
    let evidence = || graph.relations().flat_map(|r| &r.evidence);
    let words = evidence().flat_map(|e| e.words.iter().map(|w| (w.start, w.end, e.sentence)));
    sentences.chain(mentions).chain(evidence().map(|e| (e.start, e.end, e.sentence))).chain(words).collect()
}

fn all_agree(graph: &KnowledgeGraph) {
    let options = RdfOptions::default();
    let expected = read(&written(graph, RdfFormat::NTriples, &options), RdfFormat::NTriples);
    assert!(expected.len() > 20);
    let xml = fits_xml(&serde_json::to_value(graph).expect("JSON"));
    for format in RdfFormat::ALL {
        let bytes = written(graph, format, &options);
        assert_eq!(bytes, written(graph, format, &options), "{format:?} is not the same twice");
        let dataset = read(&bytes, format);
        if format != RdfFormat::RdfXml || xml {
            assert!(dataset == expected, "{format:?} differs:\n{}", String::from_utf8_lossy(&bytes));
            let again = KnowledgeGraph::read_rdf(format, &bytes).expect("read back");
            assert_eq!(&again, graph, "{format:?}");
        } else {
            assert_eq!(but_places(&dataset), but_places(&expected), "{format:?}");
            let again = KnowledgeGraph::read_rdf(format, &bytes).expect("read back");
            assert_eq!(places(&again), places(graph), "{format:?}");
        }
    }
    let mut options = RdfOptions::default();
    options.triple_terms = true;
    for format in RdfFormat::ALL.into_iter().filter(|f| f.has_triple_terms()) {
        let bytes = written(graph, format, &options);
        let dataset = read(&bytes, format);
        let terms = dataset.iter().filter(|q| matches!(q.object, oxrdf::TermRef::Triple(_))).count();
        assert_eq!(terms, graph.relations().count(), "{format:?}");
        assert_eq!(&KnowledgeGraph::read_rdf(format, &bytes).expect("read back"), graph, "{format:?} 1.2");
    }
}

#[test]
fn five_articles_survive_every_syntax() {
    for graph in articles() {
        all_agree(&graph);
    }
}

#[test]
fn hostile_names_survive() {
    for name in HOSTILE {
        all_agree(&graph(name, "Olav Berg", name, name));
        all_agree(&graph("Olav Berg", name, "meet", name));
    }
    let nul = graph("nul\0", "Olav \u{fffe} Berg", "me\0et", "\u{1}");
    all_agree(&nul);
}

#[test]
fn sixty_thousand_quotes_are_no_end_of_the_stack() {
    let graph = graph(&"\"\\".repeat(30_000), "Olav Berg", "meet", &"\u{7f}\"".repeat(30_000));
    for format in RdfFormat::ALL {
        let bytes = written(&graph, format, &RdfOptions::default());
        assert!(read(&bytes, format).len() > 40);
        assert!(KnowledgeGraph::read_rdf(format, &bytes).is_ok());
    }
}

#[test]
fn a_long_text_is_whole() {
    all_agree(&graph("Greta Lund", "Olav Berg", "say", &"many words ".repeat(5_000)));
}

#[test]
fn only_what_is_asserted_is_a_plain_triple() {
    let plain = |relation: Relation| {
        let mut graph = KnowledgeGraph::default();
        graph.add_entity(entity("Greta Lund", Kind::Person));
        graph.add_entity(entity("Olav Berg", Kind::Person));
        graph.add_relation(relation).expect("both are there");
        let bytes = written(&graph, RdfFormat::NTriples, &RdfOptions::default());
        read(&bytes, RdfFormat::NTriples).iter().any(|quad| {
            quad.predicate.as_str().starts_with("https://example.org/predicate/")
                && quad.subject.to_string() == "<https://example.org/entity/greta-lund>"
        })
    };
    let fact = || relation("meet", Value::Entity(EntityId(1)));
    assert!(plain(fact()));
    assert!(!plain(Relation { polarity: Polarity::Negative, ..fact() }));
    assert!(!plain(Relation { attribution: Some(Value::Entity(EntityId(1))), ..fact() }));
    for modality in [Modality::Planned, Modality::Possible, Modality::Demanded, Modality::Conditional] {
        assert!(!plain(Relation { modality, ..fact() }));
    }
}

/// The object of a triple of that file, by the ends of its subject's and predicate's IRIs.
fn object(dataset: &Dataset, subject: &str, predicate: &str) -> Option<String> {
    let found = dataset.iter().find(|q| {
        q.subject.to_string().trim_end_matches('>').ends_with(subject)
            && q.predicate.as_str().ends_with(predicate)
    })?;
    Some(match found.object.into_owned() {
        Term::NamedNode(node) => node.into_string(),
        Term::Literal(literal) => literal.value().to_owned(),
        other => other.to_string(),
    })
}

#[test]
fn places_are_counted_in_characters_and_bytes() {
    // é is one character of two bytes, the crab one of four
    let graph = graph("Zoé 🦀 Lund", "Olav Berg", "meet", "so");
    let dataset = read(&written(&graph, RdfFormat::TriG, &RdfOptions::default()), RdfFormat::TriG);
    let berg = "harbour#offset_18_27";
    assert_eq!(object(&dataset, berg, "#beginIndex").as_deref(), Some("18"));
    assert_eq!(
        object(&dataset, berg, "#taIdentRef").as_deref(),
        Some("https://example.org/entity/olav-berg")
    );
    // the sentence tells the bytes and the words
    let whole = "harbour#offset_0_31";
    assert_eq!(object(&dataset, whole, "#startByte").as_deref(), Some("0"));
    assert_eq!(object(&dataset, whole, "#endByte").as_deref(), Some("35"));
    let text = object(&dataset, "2026/05/04/harbour", "#isString").expect("the text");
    assert_eq!(text.chars().skip(18).take(9).collect::<String>(), "Olav Berg");
    let again =
        KnowledgeGraph::read_rdf(RdfFormat::TriG, &written(&graph, RdfFormat::TriG, &RdfOptions::default()));
    let mentions: Vec<_> = again.expect("read back").entities().flat_map(|e| e.mentions.clone()).collect();
    assert_eq!((mentions[1].start, mentions[1].text.as_str()), (22, "Olav Berg"));
    let names = |option: &str| object(&dataset, "document/harbour", option);
    assert_eq!(names("title"), None, "the document has an IRI of its own");
    assert_eq!(object(&dataset, "2026/05/04/harbour", "/title").as_deref(), Some("so"));
}

#[test]
fn a_graph_is_named_after_its_document_and_terms_may_lie_elsewhere() {
    let graph = graph("Greta Lund", "Olav Berg", "meet", "the plan");
    let mut options = RdfOptions::default();
    options.vocabulary = "https://terms.example/v/".to_owned();
    let mut reading = ReadOptions::default();
    reading.vocabulary.clone_from(&options.vocabulary);
    for format in RdfFormat::ALL {
        let bytes = written(&graph, format, &options);
        assert_eq!(KnowledgeGraph::read_rdf_with(format, &reading, &bytes).expect("read"), graph);
        assert!(matches!(KnowledgeGraph::read_rdf(format, &bytes), Err(ReadError::Documents(0))));
    }
    options.vocabulary = "no IRI".to_owned();
    for format in RdfFormat::ALL {
        let refused = graph.write_rdf_with(format, &options, std::io::sink());
        assert!(matches!(refused, Err(WriteError::Iri { .. })), "{format}");
    }
}

#[cfg(feature = "quads")]
#[test]
fn quads_lie_in_the_graph_of_their_document() {
    let graph = graph("Greta Lund", "Olav Berg", "meet", "the plan");
    let mut options = RdfOptions::default();
    let quads = graph.to_quads(&options).expect("quads");
    assert!(!quads.is_empty());
    assert!(quads.iter().all(|q| q.3.as_ref().is_some_and(|g| g.to_string().ends_with("graph/id-the-plan"))));
    options.vocabulary = "no IRI".to_owned();
    assert!(matches!(graph.to_quads(&options), Err(WriteError::Iri { .. })));
}

#[test]
fn damaged_data_are_errors_that_name_the_place() {
    let graph = graph("Greta Lund", "Olav Berg", "meet", "the plan");
    let text =
        String::from_utf8(written(&graph, RdfFormat::NTriples, &RdfOptions::default())).expect("UTF-8");
    let lines: Vec<&str> = text.lines().collect();
    let mut refused = 0;
    for left_out in 0..lines.len() {
        let kept: Vec<&str> =
            lines.iter().enumerate().filter(|(i, _)| *i != left_out).map(|(_, l)| *l).collect();
        if let Err(error) = KnowledgeGraph::read_rdf(RdfFormat::NTriples, kept.join("\n").as_bytes()) {
            assert!(
                matches!(error, ReadError::Documents(0)) || error.to_string().contains("https://"),
                "{error}"
            );
            refused += 1;
        }
    }
    assert!(refused > lines.len() / 4);
    assert!(matches!(
        KnowledgeGraph::read_rdf(RdfFormat::Turtle, b"<a> <b> \xff ."),
        Err(ReadError::Syntax { .. })
    ));
}

#[test]
fn every_term_is_described() {
    let vocabulary = read(include_bytes!("../data/vocabulary/vocabulary.ttl"), RdfFormat::Turtle);
    let described = |term: &str| {
        for property in ["#label", "#comment", "#isDefinedBy", "#type"] {
            assert!(
                object(&vocabulary, &format!("vocabulary#{term}"), property).is_some(),
                "{term} {property}"
            );
        }
    };
    relata::output::vocabulary::TERMS.iter().for_each(|term| described(term));
    let mut values: Vec<String> = Vec::new();
    for &kind in Kind::ALL {
        let mut class = kind.as_str().to_owned();
        class[..1].make_ascii_uppercase();
        values.push(class);
    }
    // roles, polarities and modalities of all articles
    for graph in articles() {
        for relation in graph.relations() {
            values.extend([relation.polarity.as_str().to_owned(), relation.modality.as_str().to_owned()]);
            values.extend(relation.qualifiers.iter().map(|q| q.role.as_str().to_owned()));
        }
    }
    values.iter().for_each(|value| described(value));
}

#[test]
fn the_shapes_hold_at_each_detail() {
    let Some(mut python) = common::python("pyshacl") else { return };
    let script = "import sys, pyshacl\nok, _, text = pyshacl.validate(sys.stdin.read(), data_graph_format='turtle', \
                  shacl_graph=sys.argv[1], inference='none')\nprint(text)\nsys.exit(not ok)";
    python.args(["-c", script, concat!(env!("CARGO_MANIFEST_DIR"), "/data/vocabulary/shapes.ttl")]);
    let check = |graph: &KnowledgeGraph, detail| {
        let mut options = RdfOptions::default();
        options.detail = detail;
        let mut command = std::process::Command::new(python.get_program());
        command.args(python.get_args());
        let report = common::run(command, &written(graph, RdfFormat::Turtle, &options));
        assert!(report.contains("Conforms: True"), "{detail:?}");
    };
    for graph in articles().into_iter().chain([graph("</a>", "\"", "\\", "'")]) {
        check(&graph, Detail::Full);
    }
    for detail in [Detail::Facts, Detail::Evidence] {
        check(&articles().swap_remove(0), detail);
        check(&graph("</a>", "\"", "\\", "'"), detail);
    }
}

#[test]
fn json_is_read_back() {
    for graph in articles().into_iter().chain(HOSTILE.map(|name| graph(name, name, name, name))) {
        let again: KnowledgeGraph = serde_json::from_str(&graph.to_json().expect("JSON")).expect("read");
        assert_eq!(graph, again);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn any_names_make_one_dataset(first in any::<String>(), second in ".+", predicate in ".*", text in any::<String>()) {
        all_agree(&graph(&first, &second, &predicate, &text));
    }
}

/// Of articles of news the default takes less than half of what it once took (docs/rdf.md); the short ones here are denser.
#[test]
fn what_is_said_twice_is_written_once() {
    for (format, most) in [(RdfFormat::NQuads, 185), (RdfFormat::Turtle, 36)] {
        let (mut bytes, mut text) = (0, 0);
        for graph in articles().into_iter().take(3) {
            bytes += written(&graph, format, &RdfOptions::default()).len();
            text += graph.sentences().iter().map(|s| s.text.len() + 1).sum::<usize>();
        }
        assert!(bytes <= most * text, "{format:?}: {bytes} bytes of {text}");
    }
}

#[test]
fn less_detail_is_part_of_more_and_is_read_back_without_places() {
    for graph in articles() {
        let quads = |detail| {
            let mut options = RdfOptions::default();
            options.detail = detail;
            let bytes = written(&graph, RdfFormat::NQuads, &options);
            let lines: std::collections::BTreeSet<String> =
                String::from_utf8(bytes.clone()).expect("UTF-8").lines().map(str::to_owned).collect();
            (KnowledgeGraph::read_rdf(RdfFormat::NQuads, &bytes).expect("read back"), lines)
        };
        let (full, evidence, facts) = (quads(Detail::Full), quads(Detail::Evidence), quads(Detail::Facts));
        assert_eq!(full.0, graph);
        // in full the mentions tell the order of the entities
        let numbers = |line: &&String| !line.contains("/vocabulary#number>") || !line.contains("/entity/");
        assert!(facts.1.is_subset(&evidence.1));
        assert!(evidence.1.iter().filter(numbers).all(|line| full.1.contains(line)));
        assert!(facts.1.len() < evidence.1.len() && evidence.1.len() * 4 < full.1.len() * 3);
        let said = |graph: &KnowledgeGraph, places: bool| -> Vec<Relation> {
            let mut relations: Vec<Relation> = graph.relations().cloned().collect();
            for relation in &mut relations {
                relation.evidence.iter_mut().for_each(|evidence| evidence.words.clear());
                if !places {
                    relation.evidence.clear();
                }
            }
            relations
        };
        assert_eq!(said(&evidence.0, true), said(&graph, true));
        assert_eq!(said(&facts.0, false), said(&graph, false));
        assert!(facts.0.entities().all(|entity| entity.mentions.is_empty()));
        assert!(facts.0.relations().all(|relation| relation.evidence.is_empty()));
    }
}

/// What the shipped articles took before what is said twice was said once: relations, bytes of N-Quads and of Turtle.
const BEFORE: [(usize, usize, usize); 3] =
    [(87, 1_281_336, 245_166), (52, 667_316, 127_868), (47, 654_663, 125_396)];

#[test]
fn an_article_takes_at_most_half_of_what_it_took() {
    for (graph, (relations, quads, turtle)) in articles().into_iter().zip(BEFORE) {
        let size = |format| written(&graph, format, &RdfOptions::default()).len();
        // who reads more relations may write more
        let half = |before: usize| before / 2 * graph.relations().count().max(relations) / relations;
        assert!(size(RdfFormat::NQuads) <= half(quads), "N-Quads {}", size(RdfFormat::NQuads));
        assert!(size(RdfFormat::Turtle) <= half(turtle), "Turtle {}", size(RdfFormat::Turtle));
    }
}

/// A file of before predicates had lemmas, rules had names, and a sentence told the places in it.
#[test]
fn a_file_of_an_earlier_version_is_read() {
    let earlier = include_bytes!("cases/earlier.ttl");
    let graph = KnowledgeGraph::read_rdf(RdfFormat::Turtle, earlier).expect("read");
    let said = |r: &Relation| {
        let who = graph.entity(r.subject).expect("it is there").label.clone();
        (who, r.full_predicate().into_owned(), graph.text_of(&r.object).to_owned(), r.is_asserted())
    };
    let fact = |who: &str, what: &str, whom: &str, asserted| {
        (who.to_owned(), what.to_owned(), whom.to_owned(), asserted)
    };
    let all: Vec<_> = graph.relations().map(said).collect();
    assert!(all.contains(&fact("Greta Lund", "meet", "Olav Berg", true)), "{all:?}");
    assert!(all.contains(&fact("Olav Berg", "sign", "ferry contract", false)), "{all:?}");
    let met = graph.relations().find(|r| r.predicate == "meet").expect("they met");
    assert_eq!((met.rule.as_ref(), met.marker.as_str()), ("", ""));
    assert_eq!(met.construction, PropositionKind::Clause);
    assert_eq!(met.evidence.len(), 1);
    assert!(graph.sentences().len() == 2 && graph.entities().any(|e| e.mentions.len() > 1));
    let again = written(&graph, RdfFormat::Turtle, &RdfOptions::default());
    assert_eq!(KnowledgeGraph::read_rdf(RdfFormat::Turtle, &again).expect("read back"), graph);
    // its terms lay under an address of others; what is written lies under one that the project can own
    let holds = |bytes: &[u8], text: &str| String::from_utf8_lossy(bytes).contains(text);
    assert!(holds(earlier, "relata.github.io/vocabulary#") && !holds(&again, "relata.github.io"));
    assert!(holds(&again, "<https://w3id.org/relata/vocabulary#>"));
}

#[test]
fn a_predicate_that_says_no_more_is_called_as_its_name_ends() {
    let graph = graph("Greta Lund", "Olav Berg", "argue out", "the plan");
    let text =
        String::from_utf8(written(&graph, RdfFormat::NTriples, &RdfOptions::default())).expect("UTF-8");
    let bare: String = text
        .lines()
        .filter(|l| !l.starts_with("<https://example.org/predicate/"))
        .map(|l| format!("{l}\n"))
        .collect();
    assert!(bare.len() < text.len());
    let read = KnowledgeGraph::read_rdf(RdfFormat::NTriples, bare.as_bytes()).expect("read");
    assert!(read.relations().all(|r| r.predicate == "argue out"));
}

#[test]
fn the_construction_is_told_where_the_rule_does_not_tell_it() {
    let mut told = Vec::new();
    for (rule, construction) in [
        ("clause/relative", PropositionKind::Relative),
        ("clause/passive", PropositionKind::Clause),
        ("mine/heir", PropositionKind::Clause),
        ("", PropositionKind::Clause),
        ("clause/relative", PropositionKind::Copula),
        ("mine/heir", PropositionKind::Office),
        ("", PropositionKind::Title),
    ] {
        let mut graph = KnowledgeGraph::default();
        graph.add_entity(entity("Greta Lund", Kind::Person));
        let rule = rule.to_owned().into();
        let fact = Relation { rule, construction, ..relation("own", Value::Text("a ferry".to_owned())) };
        graph.add_relation(fact).expect("she is there");
        let bytes = written(&graph, RdfFormat::Turtle, &RdfOptions::default());
        assert_eq!(
            KnowledgeGraph::read_rdf(RdfFormat::Turtle, &bytes).expect("read back").relations().next(),
            graph.relations().next()
        );
        told.push(String::from_utf8_lossy(&bytes).contains("relata:construction"));
    }
    assert_eq!(told, [false, false, false, false, true, true, true]);
}
