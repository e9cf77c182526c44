//! Any text gives a graph, never a panic; offsets lie on character boundaries and cover their text.

use proptest::prelude::*;
use relata::graph::KnownEntities;
use relata::text::{Limits, NoticeKind, segment};
use relata::{Extractor, KnowledgeGraph, RdfFormat};
use std::sync::LazyLock;

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(|| Extractor::new().expect("the embedded model loads"));

fn check(text: &str) -> KnowledgeGraph {
    let graph = EXTRACTOR.extract(text).expect("no limit is passed");
    for mention in graph.entities().flat_map(|e| &e.mentions) {
        assert_eq!(text.get(mention.start..mention.end), Some(mention.text.as_str()));
    }
    for evidence in graph.relations().flat_map(|r| &r.evidence) {
        assert!(text.get(evidence.start..evidence.end).is_some_and(|t| !t.is_empty()));
    }
    graph
}

#[test]
fn odd_texts_are_read() {
    for text in [
        "",
        "   \n\t ",
        "Oslo",
        "Greta Lund met Olav Berg",
        "\u{feff}Greta Lund met Olav Berg.",
        "nul\0byte met \u{1} control \u{7f}.",
        "\u{202e}השר נפגש עם השגריר בירושלים.\u{202c}",
        "😀 🚢🚢 met 🦀!",
        "Der Minister traf am Freitag den Botschafter in Lissabon.",
        "<p>Greta Lund <b>met</b> Olav&nbsp;Berg.</p><script>alert(1)</script>",
        "Greta Lund left.\r\nOlav Berg stayed.\r\n",
        "((((((((((((((((((((((((((((((((((((((((",
        "....... ,,,, \"\"\"\" ’’’’ ‘‘‘ ''' --- ——",
        "a.b.c.d.e@f.g http://x.y/z?q=1&r=2.",
    ] {
        check(text);
    }
}

#[test]
fn a_confidence_that_is_none_is_refused() {
    let json = check("Greta Lund met Olav Berg.").to_json().expect("JSON");
    let at = json.find("\"confidence\": ").expect("a relation") + "\"confidence\": ".len();
    let end = at + json[at..].find([',', '\n']).expect("more follows");
    for (number, fine) in [("0.5", true), ("1e99", false), ("-0.1", false), ("2", false)] {
        let changed = format!("{}{number}{}", &json[..at], &json[end..]);
        assert_eq!(serde_json::from_str::<KnowledgeGraph>(&changed).is_ok(), fine, "{number}");
    }
}

#[test]
fn a_byte_order_mark_is_no_word() {
    let graph = check("\u{feff}Greta Lund met Olav Berg.");
    assert_eq!(graph.entity_named("Greta Lund").map(|e| e.mentions[0].start), Some(3));
}

#[test]
fn a_long_token_and_a_long_paragraph_are_noticed() {
    let graph = check(&format!("{} arrived.", "x".repeat(20_000)));
    assert!(graph.notices().iter().any(|n| n.kind == NoticeKind::TokenTruncated));
    let endless = "the minister and ".repeat(400);
    let graph = check(&endless);
    assert!(graph.notices().iter().any(|n| n.kind == NoticeKind::SentenceSplit));
}

#[test]
fn two_hundred_thousand_words_are_segmented_within_the_limit() {
    let text = "word ".repeat(200_000);
    let segmented = segment(&text, &Limits::default());
    assert_eq!(segmented.words().len(), 200_000);
    assert!(segmented.sentences().iter().all(|s| s.words.len() <= 200));
    let mut limits = Limits::default();
    limits.text_bytes = 1001;
    let cut = segment(&text, &limits);
    assert!(cut.notices().iter().any(|n| n.kind == NoticeKind::TextTruncated));
}

/// Found by fuzzing: the parser below panics where an escape is the last thing in a text or has no digits, and where a
/// character of several bytes stands beside an error.
#[test]
fn broken_escapes_in_rdf_are_errors() {
    let formats = [RdfFormat::Turtle, RdfFormat::NTriples, RdfFormat::NQuads, RdfFormat::TriG];
    for text in [
        "\\",
        "<http://example.org/\\",
        "<a:b> <a:b> \"x\\",
        "<a:b> <a:b> \"\\u00é0\" .",
        "<a:\\U000\u{1f600}> <a:b> \"\" .",
    ] {
        for format in formats {
            let error = KnowledgeGraph::read_rdf(format, text.as_bytes()).expect_err("no RDF");
            assert!(!error.to_string().is_empty());
        }
        for format in formats {
            assert!(KnownEntities::from_rdf(format, text.as_bytes()).is_err());
        }
    }
}

/// A sentence whose bytes and text differ in length is written so that it can be read again.
#[test]
fn sentences_that_do_not_fit_their_text_are_read_again() {
    let graph = check("Greta Lund met Olav Berg in Oslo. He left.");
    for change in ["/sentences/0/text", "/sentences/1/text"] {
        let mut json: serde_json::Value =
            serde_json::from_str(&graph.to_json().expect("json")).expect("json");
        *json.pointer_mut(change).expect("a sentence") = "Lund".into();
        let damaged: KnowledgeGraph = serde_json::from_value(json).expect("a graph");
        for format in RdfFormat::ALL {
            let mut written = Vec::new();
            damaged.write_rdf(format, &mut written).expect("written");
            let again = KnowledgeGraph::read_rdf(format, &written).expect("read again");
            assert_eq!(again.sentences(), damaged.sentences());
        }
    }
}

/// IRIs whose scheme is a prefix of ours (*entity:*) are no prefixed names.
#[test]
fn schemes_that_are_prefixes_are_read_again() {
    for base in ["entity:oslo/", "document:/", "xsd:/", "rdfs:x#"] {
        let extractor = Extractor::builder().base_iri(base).build().expect("the embedded model loads");
        let graph = extractor.extract("Greta Lund met Olav Berg in Oslo on Monday.").expect("a graph");
        for format in RdfFormat::ALL {
            let mut written = Vec::new();
            graph.write_rdf(format, &mut written).expect("written");
            let again = KnowledgeGraph::read_rdf(format, &written).expect("read again");
            assert_eq!(again, graph, "{base} {format:?}");
        }
    }
}

/// Texts that are one thing over and over, as generators and broken pages make them; the largest that a debug build reads soon.
/// Larger ones (250 KB to 10 MB) take time in proportion, see `docs/performance.md`.
#[test]
fn one_thing_over_and_over_is_read() {
    let many = |unit: &str, times: usize| unit.repeat(times);
    let names = |i: u32| {
        let letter = |i: u32| char::from_u32(97 + i % 26).unwrap_or('a');
        format!("Greta{}{} Lund{}", letter(i), letter(i / 26), letter(i / 7))
    };
    let five_hundred = (0..500).map(names).collect::<Vec<_>>().join(" and ");
    for text in [
        many("a", 1_000_000),
        many("(", 3_000),
        many("\"", 3_000),
        many("“", 1_500) + &many("”", 1_500),
        many("“he said ‘she said ", 150) + &many("’ ”", 150),
        many("\n", 500_000),
        five_hundred + " met.",
        many("Greta Lund ", 600),
        many("Greta Lund met Olav Berg. ", 200),
        many("a, ", 1_500),
        many("Lund & ", 600) + "Berg left.",
        many("Lund said that ", 300) + "it rained.",
        "the leader ".to_owned() + &many("of the council ", 400) + "left.",
        "e".to_owned() + &many("\u{301}", 100_000),
        many("😀", 20_000),
        many("שלום עולם ", 600),
        many("\0", 100_000),
        many("word\n", 1_000),
        many("1", 50_000) + " people met 2" + &many("0", 50_000) + " euros.",
        "http://example.com/".to_owned() + &many("a/b?c=d&", 30_000),
        many("a-", 1_500) + "b",
        many("OSLO ", 1_000) + "—",
        "Greta Lund left. ".to_owned() + &many("He said she said it was his. ", 100),
    ] {
        check(&text);
    }
}

#[test]
fn closing_marks_in_a_row_end_one_sentence() {
    let text = format!("Greta Lund left{} Olav Berg stayed.", "”)".repeat(50_000));
    let mut limits = Limits::default();
    limits.sentence_words = usize::MAX;
    let segmented = segment(&text, &limits);
    assert_eq!(segmented.sentences().len(), 1, "no full stop stands before the marks");
}

#[test]
fn threads_give_the_same_bytes() {
    let text = include_str!("../examples/articles/harbour.txt");
    let expected = EXTRACTOR.extract(text).expect("a graph").to_json().expect("JSON");
    let threads: Vec<_> = (0..8)
        .map(|_| {
            std::thread::spawn(move || {
                EXTRACTOR.clone().extract(text).expect("a graph").to_json().expect("JSON")
            })
        })
        .collect();
    for thread in threads {
        assert_eq!(thread.join().expect("no panic"), expected);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn every_character_is_in_one_token(text in "[a-zA-Z0-9 .,;:!?'’“”\"()$%/\n\r@-]{0,200}|\\PC{0,60}|.{0,60}") {
        let segmented = segment(&text, &Limits::default());
        let mut covered = vec![0_u8; text.len()];
        for token in segmented.tokens() {
            prop_assert!(text.get(token.span.start..token.span.end).is_some());
            covered[token.span.start..token.span.end].iter_mut().for_each(|c| *c += 1);
        }
        for (i, c) in text.char_indices() {
            let blank = c.is_whitespace() || c == '\u{feff}' || c == '\0';
            prop_assert_eq!(covered[i], u8::from(!blank), "{:?} at {}", c, i);
        }
        for word in segmented.words() {
            prop_assert_eq!(segmented.read(word.span), word.form.as_str());
        }
    }

    #[test]
    fn any_text_gives_a_graph(text in "(Greta |Lund |met |said |“|”|, |\\. |the |of |envoy |that |who |it |and |not |to |\n){0,40}|\\PC{0,80}") {
        check(&text);
    }
}
