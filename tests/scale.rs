//! Many documents: order, errors that are not the end, the same bytes on any number of threads, and limits that speak.

use relata::scale::{Document, DocumentError, ExtractAllOptions};
use relata::text::{Limits, NoticeKind};
use relata::{Extractor, KnowledgeGraph};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock};
use std::time::Duration;

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(|| Extractor::new().expect("the embedded model loads"));

const ARTICLES: [&str; 3] = [
    include_str!("../examples/articles/harbour.txt"),
    include_str!("../examples/articles/court.txt"),
    "Greta Lund met Olav Berg in Oslo. He did not thank her.",
];

fn documents(count: usize) -> impl Iterator<Item = Document> {
    (0..count).map(|i| {
        let text = ARTICLES[i % 3];
        // documents of many lengths are not done in the order they were begun
        let cut = text.char_indices().map(|(at, _)| at).nth(40 + 97 * i % 900).unwrap_or(text.len());
        Document::new(format!("article-{i}"), &text[..cut])
    })
}

fn json(graph: &KnowledgeGraph) -> String {
    graph.to_json().expect("JSON")
}

fn pool(threads: usize) -> Option<Arc<rayon::ThreadPool>> {
    Some(Arc::new(rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool")))
}

#[test]
fn one_two_and_eight_threads_give_the_same_bytes_in_order() {
    let expected: Vec<String> =
        documents(40).map(|d| json(&EXTRACTOR.extract_document(&d).expect("a graph"))).collect();
    for threads in [1, 2, 8] {
        let mut options = ExtractAllOptions::default();
        options.pool = pool(threads);
        let graphs = EXTRACTOR.extract_all_with(documents(40), options);
        let found: Vec<String> = graphs.map(|graph| json(&graph.expect("a graph"))).collect();
        assert_eq!(found, expected, "{threads} threads");
    }
}

#[test]
fn out_of_order_every_document_comes_once() {
    let mut options = ExtractAllOptions::default();
    (options.ordered, options.pool) = (false, pool(4));
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for graph in EXTRACTOR.extract_all_with(documents(50), options) {
        *seen.entry(graph.expect("a graph").document().id.clone()).or_default() += 1;
    }
    assert_eq!(seen.len(), 50);
    assert!(seen.values().all(|&n| n == 1));
}

#[test]
fn a_bad_document_is_one_error_and_not_the_end() {
    let mixed = (0..9).map(|i| match i {
        2 => Document::from_bytes("bytes", vec![b'a', 0xff]),
        5 => Ok(Document::new("dated", "Greta Lund left.").published("2026-02-30")),
        _ => Ok(Document::new(format!("article-{i}"), ARTICLES[2])),
    });
    let outcomes: Vec<_> = EXTRACTOR.extract_all(mixed).collect();
    assert_eq!(outcomes.len(), 9);
    for (i, outcome) in outcomes.iter().enumerate() {
        match (i, outcome) {
            (2, Err(DocumentError::NotText { id, valid_up_to: 1 })) => assert_eq!(id, "bytes"),
            (5, Err(error @ DocumentError::Extraction { .. })) => {
                assert_eq!(error.id(), "dated");
                assert!(error.to_string().contains("2026-02-30"), "{error}");
            }
            (_, Ok(graph)) => assert_eq!(graph.document().id, format!("article-{i}")),
            (_, outcome) => panic!("{i}: {outcome:?}"),
        }
    }
}

#[test]
fn documents_are_taken_no_faster_than_graphs() {
    let taken = AtomicUsize::new(0);
    let source = documents(100).inspect(|_| {
        taken.fetch_add(1, Ordering::Relaxed);
    });
    let mut options = ExtractAllOptions::default();
    options.in_flight = 5;
    let mut graphs = EXTRACTOR.extract_all_with(source, options);
    for given in 0..20 {
        assert!(graphs.next().expect("there are more").is_ok());
        assert!(taken.load(Ordering::Relaxed) <= given + 5);
    }
}

#[test]
fn on_the_only_thread_of_a_pool_it_does_not_wait_for_itself() {
    let own = pool(1).expect("a pool");
    let mut options = ExtractAllOptions::default();
    options.pool = Some(Arc::clone(&own));
    let count =
        own.install(|| EXTRACTOR.extract_all_with(documents(6), options).filter(Result::is_ok).count());
    assert_eq!(count, 6);
}

fn limited(change: impl FnOnce(&mut Limits)) -> KnowledgeGraph {
    let mut limits = Limits::default();
    change(&mut limits);
    let extractor = Extractor::builder().limits(limits).build().expect("the embedded model loads");
    extractor.extract(ARTICLES[0]).expect("a graph")
}

#[test]
fn passing_a_limit_is_noticed_and_what_was_read_stays() {
    let whole = EXTRACTOR.extract(ARTICLES[0]).expect("a graph");
    assert_eq!(whole.notices(), []);
    let mentions = |graph: &KnowledgeGraph| graph.entities().map(|e| e.mentions.len()).sum::<usize>();
    let few = limited(|limits| limits.mentions = 20);
    assert_eq!(few.notices().iter().map(|n| n.kind).collect::<Vec<_>>(), [NoticeKind::MentionsLimited]);
    assert!((1..=20).contains(&mentions(&few)));
    let after = few.notices()[0].span.start;
    assert!(few.entities().flat_map(|e| &e.mentions).all(|m| m.end <= after));
    let late = limited(|limits| limits.time = Some(Duration::ZERO));
    assert_eq!(late.notices().iter().map(|n| n.kind).collect::<Vec<_>>(), [NoticeKind::TimeLimited]);
    assert_eq!((mentions(&late), late.notices()[0].span.end), (0, ARTICLES[0].len()));
    let short = limited(|limits| limits.text_bytes = 300);
    assert_eq!(short.notices().iter().map(|n| n.kind).collect::<Vec<_>>(), [NoticeKind::TextTruncated]);
    let patient = limited(|limits| limits.time = Some(Duration::from_secs(600)));
    assert_eq!(json(&patient), json(&whole));
}
