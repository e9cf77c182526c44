//! Writing: triples a second of each syntax, from a graph to bytes, and the other formats in bytes of output.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use relata::graph::{EntityNode, Evidence, KnowledgeGraph, Relation, RelationQualifier, SentenceText, Value};
use relata::propositions::{Modality, Polarity, PropositionKind, Role};
use relata::{ByteSpan, CsvOptions, DotOptions, EntityId, Kind, RdfFormat, RelationId};
use std::hint::black_box;

/// A graph of that many relations over a tenth as many entities, as an article's: a sentence each, one qualifier, one run.
fn graph(relations: usize) -> KnowledgeGraph {
    let mut graph = KnowledgeGraph::default();
    let entities = relations / 10;
    for i in 0..entities {
        graph.add_entity(EntityNode::new(format!("Person Number {i}"), Kind::Person));
    }
    let (mut sentences, mut start) = (Vec::new(), 0);
    for i in 0..relations {
        let text = format!("Ms. Number {i} met somebody who said that \"nothing\" was decided in Lisbon.");
        let end = start + text.len();
        graph.add_relation(Relation {
            id: RelationId(0),
            subject: EntityId::from_index(i % entities),
            predicate: format!("act {}", i % 500),
            marker: String::new(),
            label: "met with".to_owned(),
            property: None,
            object: Value::Entity(EntityId::from_index((i * 7 + 1) % entities)),
            time: None,
            amounts: Vec::new(),
            qualifiers: vec![RelationQualifier {
                role: Role::Place,
                marker: "in".to_owned(),
                value: Value::Text("Lisbon".to_owned()),
                time: None,
                amounts: Vec::new(),
            }],
            polarity: Polarity::Affirmative,
            modality: if i % 3 == 0 { Modality::Planned } else { Modality::Actual },
            attribution: None,
            presupposed: false,
            symmetric: false,
            tenure: None,
            construction: PropositionKind::Clause,
            rule: "clause/transitive".into(),
            confidence: 0.875,
            evidence: vec![Evidence {
                document: 0,
                start,
                end,
                sentence: i,
                words: vec![ByteSpan::new(start, start + 11)],
            }],
        });
        let first_character = start;
        sentences.push(SentenceText { start, end, first_character, paragraph: i / 4, text });
        start = end + 1;
    }
    graph.set_sentences(sentences);
    graph
}

fn writing(c: &mut Criterion) {
    let graph = graph(10_000);
    let mut lines = Vec::new();
    graph.write_rdf(RdfFormat::NTriples, &mut lines).expect("written");
    let triples = lines.iter().filter(|&&byte| byte == b'\n').count();
    assert!(triples > 200_000, "a bench of broken code tells nothing");
    let mut group = c.benchmark_group("rdf");
    group.throughput(Throughput::Elements(triples as u64)).sample_size(10);
    for format in RdfFormat::ALL {
        group.bench_function(format.name(), |b| {
            b.iter(|| {
                let mut out = Vec::new();
                black_box(&graph).write_rdf(format, &mut out).expect("written");
                out
            });
        });
    }
    group.finish();
    let mut group = c.benchmark_group("reading");
    group.throughput(Throughput::Elements(triples as u64)).sample_size(10);
    for format in [RdfFormat::NQuads, RdfFormat::Turtle] {
        let mut bytes = Vec::new();
        graph.write_rdf(format, &mut bytes).expect("written");
        group.bench_function(format.name(), |b| {
            b.iter(|| KnowledgeGraph::read_rdf(format, black_box(&bytes)))
        });
    }
    group.finish();
    let mut group = c.benchmark_group("tables");
    group.throughput(Throughput::Elements(graph.relations().count() as u64)).sample_size(10);
    group.bench_function("json", |b| b.iter(|| graph.to_json()));
    group.bench_function("json lines", |b| b.iter(|| graph.to_json_lines()));
    group.bench_function("graphml", |b| b.iter(|| graph.to_graphml()));
    group.bench_function("neo4j csv", |b| b.iter(|| graph.to_neo4j_csv(&CsvOptions::default())));
    group.bench_function("cypher", |b| b.iter(|| graph.to_cypher()));
    group.bench_function("html", |b| b.iter(|| graph.to_html()));
    group.bench_function("centrality", |b| b.iter(|| graph.centrality()));
    group.finish();
    let small = self::graph(300);
    c.bench_function("dot", |b| b.iter(|| small.to_dot(&DotOptions::default())));
}

criterion_group!(benches, writing);
criterion_main!(benches);
