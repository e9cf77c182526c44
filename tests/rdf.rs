//! RDF is read back by parsers that are not the writers', also where names are hostile, and by the crate into the same graph.

mod common;

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
    let quads = graph.to_quads(&options).expect("quads");
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
    for kind in Kind::ALL {
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

/// The graph of a text.
fn extracted(text: &str) -> KnowledgeGraph {
    let builder = Extractor::builder().document_id("note").published("2026-05-06");
    builder.build().expect("the embedded model loads").extract(text).expect("a graph")
}

fn turtle(graph: &KnowledgeGraph) -> Dataset {
    read(&written(graph, RdfFormat::Turtle, &RdfOptions::default()), RdfFormat::Turtle)
}

fn has(dataset: &Dataset, subject: &str, predicate: &str, object: &str) -> bool {
    let ends = |term: String, end: &str| term.trim_end_matches('>').ends_with(end);
    dataset.iter().any(|q| {
        ends(q.subject.to_string(), subject)
            && ends(q.predicate.to_string(), predicate)
            && ends(q.object.to_string(), object)
    })
}

#[test]
fn prepositions_and_particles_make_two_predicates_of_one_verb() {
    let graph = extracted(
        "Senator Greta Lund voted for the bridge law. Senator Olav Berg voted against the bridge law. \
         Senator Kaja Tamm met Olav Berg. Senator Kaja Tamm met with Greta Lund.",
    );
    let full: Vec<String> = graph.relations().map(|r| r.full_predicate().into_owned()).collect();
    assert!(full.contains(&"vote for".to_owned()) && full.contains(&"vote against".to_owned()), "{full:?}");
    // whom one meets one meets with
    assert_eq!(full.iter().filter(|p| *p == "meet").count(), 2, "{full:?}");
    let data = turtle(&graph);
    assert!(has(&data, "entity/greta-lund", "predicate/vote-for", "bridge-law"));
    assert!(has(&data, "entity/olav-berg", "predicate/vote-against", "bridge-law"));
    assert!(!has(&data, "entity/olav-berg", "predicate/vote-for", "bridge-law"));
    for predicate in ["predicate/vote-for", "predicate/vote-against"] {
        assert_eq!(object(&data, predicate, "vocabulary#verb").as_deref(), Some("vote"));
    }
    // both sides of one vote are two facts
    let both = extracted(
        "Greta Lund voted for the bridge law in May. Later, Greta Lund voted against the bridge law.",
    );
    assert_eq!(both.relations().filter(|r| r.predicate == "vote").count(), 2);
}

#[test]
fn classes_of_schema_org_times_of_owl_time_languages_and_no_event_an_agent() {
    let graph = extracted(
        "Greta Lund, the president of Norland, met Olav Berg of the Coastal Bank in Bergen on May 4, 2026. \
         The festival in Oslo said that Berg had left. The report said that the bridge was unsafe.",
    );
    let data = turtle(&graph);
    assert!(has(&data, "entity/greta-lund", "#type", "https://schema.org/Person"));
    assert!(has(&data, "entity/bergen", "#type", "https://schema.org/Place"));
    assert!(has(&data, "interval/2026-05-04_2026-05-05_day", "#type", "time#ProperInterval"));
    assert!(has(&data, "interval/2026-05-04_2026-05-05_day", "time#hasBeginning", "instant/2026-05-04"));
    assert!(object(&data, "instant/2026-05-04", "time#inXSDDateTime").is_some());
    let agents = data.iter().filter(|q| q.object.to_string().ends_with("prov#Agent>"));
    for agent in agents.map(|q| q.subject.to_string()) {
        let class = |name: &str| {
            has(&data, agent.trim_end_matches('>').rsplit('/').next().unwrap_or("?"), "#type", name)
        };
        assert!(
            !class("vocabulary#Event") && !class("vocabulary#Work") && !class("vocabulary#Time"),
            "{agent}"
        );
    }
    let labels: Vec<_> = data
        .iter()
        .filter(|q| q.predicate.as_str().ends_with("#label") || q.predicate.as_str().ends_with("#altLabel"))
        .collect();
    assert!(labels.len() > 10);
    assert!(labels.iter().all(|q| q.object.to_string().ends_with("@en")), "{labels:?}");
    // a source that is an event is one all the same
    let mut graph = common::graph("Greta Lund", "Olav Berg", "meet", "the plan");
    let event = graph.add_entity(entity("Harbour Festival", Kind::Event));
    graph.add_relation(Relation {
        attribution: Some(Value::Entity(event)),
        ..relation("open", Value::Entity(EntityId(1)))
    });
    let data = turtle(&graph);
    assert!(!has(&data, "entity/harbour-festival", "#type", "prov#Agent"));
    assert!(data.iter().any(|q| q.predicate.as_str().ends_with("prov#hadPrimarySource")));
    let bytes = written(&graph, RdfFormat::Turtle, &RdfOptions::default());
    assert_eq!(KnowledgeGraph::read_rdf(RdfFormat::Turtle, &bytes).expect("read back"), graph);
}

#[test]
fn times_belong_to_their_document_and_intervals_to_what_they_mean() {
    let read = |id: &str, published: &str| {
        let builder = Extractor::builder().document_id(id).published(published);
        let text = "Greta Lund met Olav Berg on Friday. Olav Berg left Bergen on May 4, 2026.";
        turtle(&builder.build().expect("the embedded model loads").extract(text).expect("a graph"))
    };
    let (monday, later) = (read("monday", "2026-05-11"), read("later", "2026-06-15"));
    let nodes = |data: &Dataset, part: &str| -> std::collections::BTreeSet<String> {
        data.iter().map(|q| q.subject.to_string()).filter(|iri| iri.contains(part)).collect()
    };
    let shared =
        |part: &str| nodes(&monday, part).intersection(&nodes(&later, part)).cloned().collect::<Vec<_>>();
    let times = |data: &Dataset| -> Vec<String> {
        let time = |q: &oxrdf::QuadRef<'_>| q.object.to_string().ends_with("vocabulary#Time>");
        data.iter().filter(time).map(|q| q.subject.to_string()).collect()
    };
    assert!(!times(&monday).is_empty(), "the articles name times");
    assert!(times(&monday).iter().all(|iri| iri.contains("entity/monday_")), "{:?}", times(&monday));
    assert!(shared("entity/").iter().all(|iri| !iri.contains("friday")));
    assert_eq!(shared("interval/"), ["<https://example.org/interval/2026-05-04_2026-05-05_day>"]);
    assert_eq!((nodes(&monday, "interval/").len(), nodes(&later, "interval/").len()), (2, 2));
}

#[test]
fn offices_are_roles_with_holder_organization_begin_and_end() {
    let graph = extracted(
        "President Greta Lund of Norway met Olav Berg, the chief executive of the Coastal Bank. \
         Kaja Tamm, a former mayor of Bergen, is not the chairwoman of the Northern Company. \
         Sigrid Moen was the minister of Norway from 2010 to 2015.",
    );
    let data = turtle(&graph);
    let role_of = |who: &str| -> Vec<String> {
        let holder = |q: &oxrdf::QuadRef<'_>| {
            q.predicate.as_str() == "https://schema.org/member"
                && q.object.to_string().ends_with(&format!("entity/{who}>"))
        };
        data.iter()
            .filter(holder)
            .map(|q| q.subject.to_string().trim_matches(['<', '>']).to_owned())
            .collect()
    };
    let [president]: [String; 1] = role_of("greta-lund").try_into().expect("one office");
    assert!(has(&data, "entity/norway", "schema.org/member", &president));
    assert!(has(&data, &president, "#type", "OrganizationRole"));
    assert_eq!(object(&data, &president, "/roleName").as_deref(), Some("president"));
    let [executive]: [String; 1] = role_of("olav-berg").try_into().expect("one office");
    assert!(has(&data, "entity/coastal-bank", "schema.org/member", &executive));
    // what has ended is a role that nobody has; what is denied is none
    for role in role_of("kaja-tamm") {
        assert!(
            has(&data, &role, "vocabulary#ended", "\"true\"^^<http://www.w3.org/2001/XMLSchema#boolean"),
            "{role}"
        );
        assert!(!has(&data, "", "schema.org/member", &role));
    }
    let [minister]: [String; 1] = role_of("sigrid-moen").try_into().expect("one office");
    assert_eq!(object(&data, &minister, "/startDate").as_deref(), Some("2010"));
    assert_eq!(object(&data, &minister, "/endDate").as_deref(), Some("2015"));
}

#[test]
fn rdflib_reads_triples_from_json_ld_and_a_dataset_where_that_is_wanted() {
    let Some(python) = common::python("rdflib") else { return };
    let graph = articles().swap_remove(0);
    let ask = |script: &str, bytes: &[u8]| {
        let mut command = std::process::Command::new(python.get_program());
        command.args(["-c", script]);
        common::run(command, bytes).trim().to_owned()
    };
    let graphs = "import sys, rdflib\ng = rdflib.Graph().parse(data=sys.stdin.read(), format=\"json-ld\")\nprint(len(g))";
    let sets = "import sys, rdflib\ng = rdflib.Dataset(default_union=False)\ng.parse(data=sys.stdin.read(), format=\"json-ld\")\n\
                print([str(c.identifier) for c in g.graphs() if len(c)])";
    let triples = turtle(&graph).len().to_string();
    let mut options = RdfOptions::default();
    assert_eq!(ask(graphs, &written(&graph, RdfFormat::JsonLd, &options)), triples);
    options.dataset = true;
    let dataset = written(&graph, RdfFormat::JsonLd, &options);
    assert_eq!(ask(sets, &dataset), "['https://example.org/graph/harbour']");
    assert_eq!(KnowledgeGraph::read_rdf(RdfFormat::JsonLd, &dataset).expect("read back"), graph);
}

#[test]
fn acts_of_schema_org_are_what_is_done_and_never_what_is_denied() {
    let text = "Greta Lund voted for the bridge law. Olav Berg did not vote against the harbour law. Kaja Tamm said that \
                Sigrid Moen had sold the ferry.";
    let builder = Extractor::builder().ontology(relata::propositions::Ontology::schema_org());
    let graph = builder.build().expect("the embedded model loads").extract(text).expect("a graph");
    let votes: Vec<&Relation> = graph.relations().filter(|r| r.predicate == "vote").collect();
    assert!(votes.len() >= 2 && votes.iter().all(|r| r.property.as_ref().is_some_and(|p| p.action)));
    let data = turtle(&graph);
    let done: Vec<String> = data
        .iter()
        .filter(|q| {
            q.object.to_string() == "<https://schema.org/VoteAction>"
                && q.predicate.as_str().ends_with("#type")
        })
        .map(|q| q.subject.to_string().trim_matches(['<', '>']).to_owned())
        .collect();
    assert_eq!(done.len(), 1, "{done:?}");
    assert!(has(&data, &done[0], "schema.org/agent", "entity/greta-lund"));
    assert!(has(&data, &done[0], "schema.org/actionStatus", "CompletedActionStatus"));
    assert!(
        !data.iter().any(|q| q.predicate.as_str() == "https://schema.org/VoteAction"),
        "a class is no property"
    );
    assert!(
        !data
            .iter()
            .any(|q| q.predicate.as_str().ends_with("#type") && q.object.to_string().contains("SellAction"))
    );
    let bytes = written(&graph, RdfFormat::Turtle, &RdfOptions::default());
    assert_eq!(KnowledgeGraph::read_rdf(RdfFormat::Turtle, &bytes).expect("read back"), graph);
}

/// Of 218,000 words of news a third of the relations fit the table (docs/rdf.md); of three short articles never less than a quarter.
#[test]
fn schema_org_maps_a_quarter_of_the_shipped_articles() {
    let builder = Extractor::builder().ontology(relata::propositions::Ontology::schema_org());
    let extractor = builder.build().expect("the embedded model loads");
    let (mut mapped, mut all) = (0, 0);
    for text in [
        include_str!("../examples/articles/harbour.txt"),
        include_str!("../examples/articles/court.txt"),
        include_str!("../examples/articles/storm.txt"),
    ] {
        let graph = extractor.extract(text).expect("a graph");
        mapped += graph.relations().filter(|r| r.property.is_some()).count();
        all += graph.relations().count();
    }
    assert!(mapped * 4 >= all, "{mapped} of {all}");
}

/// A context without its text would promise places in nothing.
#[test]
fn a_context_has_its_text() {
    for detail in [Detail::Facts, Detail::Evidence, Detail::Full] {
        for graph in articles().into_iter().take(2).chain([graph("Greta Lund", "Olav Berg", "meet", "so")]) {
            let mut options = RdfOptions::default();
            options.detail = detail;
            let data = read(&written(&graph, RdfFormat::Turtle, &options), RdfFormat::Turtle);
            let contexts = data.iter().filter(|q| q.object.to_string().ends_with("nif-core#Context>"));
            let contexts: Vec<String> = contexts.map(|q| q.subject.to_string()).collect();
            assert_eq!(contexts.len(), usize::from(detail == Detail::Full));
            for context in contexts {
                let text = object(&data, context.trim_matches(['<', '>']), "#isString").expect("its text");
                assert!(graph.sentences().iter().all(|s| text.contains(&s.text)));
            }
        }
    }
}
