//! The whole road and its stretches over the shipped article, with throughput in bytes.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use relata::{DotOptions, Extractor, RdfFormat};
use std::hint::black_box;

const ARTICLE: &str = include_str!("../examples/articles/harbour.txt");

fn road(c: &mut Criterion) {
    let extractor = Extractor::new().expect("the embedded model loads");
    let segmented = extractor.segment(ARTICLE);
    let resolved = extractor.analyze(ARTICLE);
    let propositions = extractor.propositions(&resolved);
    let graph = extractor.assemble(&resolved, &propositions);
    assert!(graph.relations().count() > 50, "a bench of broken code tells nothing");
    let mut group = c.benchmark_group("road");
    group.throughput(Throughput::Bytes(ARTICLE.len() as u64)).sample_size(10);
    group.bench_function("segment", |b| b.iter(|| extractor.segment(black_box(ARTICLE))));
    group.bench_function("parse", |b| b.iter(|| extractor.parse_segmented(black_box(segmented.clone()))));
    group.bench_function("analyze", |b| b.iter(|| extractor.analyze(black_box(ARTICLE))));
    group.bench_function("propositions", |b| b.iter(|| extractor.propositions(black_box(&resolved))));
    group.bench_function("assemble", |b| b.iter(|| extractor.assemble(&resolved, black_box(&propositions))));
    group.bench_function("extract", |b| b.iter(|| extractor.extract(black_box(ARTICLE))));
    group.bench_function("dot", |b| b.iter(|| graph.to_dot(black_box(&DotOptions::default()))));
    group.bench_function("turtle", |b| b.iter(|| graph.write_rdf(RdfFormat::Turtle, Vec::new())));
    group.finish();
    c.bench_function("load", |b| b.iter(|| Extractor::new().expect("the embedded model loads")));
}

criterion_group!(benches, road);
criterion_main!(benches);
