//! Data made to bring a reader down: deep, wide, swelling, with places that are not there. Each is a graph or a typed error, soon.

use proptest::prelude::*;
use relata::entities::Resolved;
use relata::graph::{GraphBuilder, GraphError, KnownEntities};
use relata::mentions::Mentioned;
use relata::propositions::Propositions;
use relata::syntax::Parsed;
use relata::text::Segmented;
use relata::{Extractor, KnowledgeGraph, RdfFormat, ReadError, ReadLimit, ReadOptions};
use serde_json::Value as Json;
use std::fmt::Write;
use std::sync::LazyLock;

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(|| Extractor::new().expect("the embedded model loads"));

const TEXT: &str = "Greta Lund and Olav Berg met the envoy in Oslo on 3 May. “It paid 30 million euros,” she said. \
                    The payment angered the Harbour Office, which closed the pier.";

static GRAPH: LazyLock<KnowledgeGraph> = LazyLock::new(|| EXTRACTOR.extract(TEXT).expect("a graph"));

const S: &str = "<http://e.org/s> <http://e.org/p> ";
const ALT: &str = "http://www.w3.org/2004/02/skos/core#altLabel";
const XML: &str =
    "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns:e=\"http://e.org/\">";

fn nested(open: &str, inside: &str, close: &str, times: usize) -> String {
    open.repeat(times) + inside + &close.repeat(times)
}

/// Reads as a table and as a graph; both fail or succeed alike. A reader that takes quadratic time does not come back from what these
/// tests give it.
fn read(format: RdfFormat, text: &str, options: &ReadOptions) -> Result<KnownEntities, ReadError> {
    let known = KnownEntities::from_rdf_with(format, options, text.as_bytes());
    let graph = KnowledgeGraph::read_rdf_with(format, options, text.as_bytes());
    if known.is_err() {
        assert!(graph.is_err());
    }
    known
}

fn limit(format: RdfFormat, text: &str) -> Option<ReadLimit> {
    match read(format, text, &ReadOptions::default()) {
        Err(ReadError::Limit { limit, .. }) => Some(limit),
        _ => None,
    }
}

#[test]
fn rdf_as_deep_as_it_pleases_is_an_error_with_its_line() {
    const DEEP: usize = 10_000;
    let context = |open: &str, inside: &str, close: &str| {
        format!("{{\"@context\":{},\"e\":1}}", nested(open, inside, close, DEEP))
    };
    let json = [
        nested("[", "", "]", DEEP),
        nested("{\"http://e.org/p\":", "1", "}", DEEP),
        format!("{{\"http://e.org/p\":{}}}", nested("{\"@list\":[", "1", "]}", DEEP)),
        context("[", "", "]"),
        context("{\"a\":{\"@id\":\"http://e.org/a\",\"@context\":", "{}", "}}"),
        format!(
            "{{\"@context\":{{{}\"t{DEEP}\":\"http://e.org/\"}},\"t0\":1}}",
            (0..DEEP).map(|i| format!("\"t{i}\":\"t{}:x\",", i + 1)).collect::<String>()
        ),
        nested("{\"@graph\":[", "", "]}", DEEP),
        nested("{\"@included\":[", "", "]}", DEEP),
        "[".repeat(DEEP),
    ];
    for text in json {
        assert_eq!(limit(RdfFormat::JsonLd, &text), Some(ReadLimit::Depth), "{:.60}", text);
    }
    let terms = [
        S.to_owned() + &nested("<<( <http://e.org/s> <http://e.org/p> ", "1", " )>>", DEEP) + " .",
        S.to_owned() + &nested("<< <http://e.org/s> <http://e.org/p> ", "1", " >>", DEEP) + " .",
        nested("<<", "<http://e.org/s>", " <http://e.org/p> 1 >>", DEEP) + " <http://e.org/p> 1 .",
        "<< ".repeat(DEEP),
    ];
    let formats = [RdfFormat::Turtle, RdfFormat::TriG, RdfFormat::NTriples, RdfFormat::NQuads];
    for (text, format) in terms.iter().flat_map(|text| formats.map(|format| (text, format))) {
        assert_eq!(limit(format, text), Some(ReadLimit::Depth), "{format:?} {text:.40}");
    }
    for text in [nested("[ <http://e.org/p> ", "1", " ]", DEEP), nested("(", "", ")", DEEP)] {
        for format in [RdfFormat::Turtle, RdfFormat::TriG] {
            assert_eq!(limit(format, &format!("{S}{text} .")), Some(ReadLimit::Depth), "{text:.40}");
        }
    }
    for (open, close) in [
        ("<rdf:Description><e:a>", "</e:a></rdf:Description>"),
        ("<rdf:Description><e:a rdf:parseType=\"Literal\"><b>", "</b></e:a></rdf:Description>"),
    ] {
        let text = XML.to_owned() + "\n\n" + &nested(open, "", close, 200_000) + "</rdf:RDF>";
        let error = read(RdfFormat::RdfXml, &text, &ReadOptions::default()).expect_err("too deep");
        assert!(matches!(error, ReadError::Limit { limit: ReadLimit::Depth, line: Some(3), .. }), "{error}");
        assert!(error.to_string().contains("line 3"), "{error}");
    }
}

#[test]
fn entities_that_expand_one_another_are_refused() {
    let entities = (1..9).map(|i| format!("<!ENTITY l{i} \"{}\">", format!("&l{};", i - 1).repeat(10)));
    let text = format!(
        "<?xml version=\"1.0\"?>\n<!DOCTYPE rdf:RDF [<!ENTITY l0 \"lol\">{}]>{XML}<rdf:Description><e:a>&l8;</e:a>\
         </rdf:Description></rdf:RDF>",
        entities.collect::<String>()
    );
    let error = read(RdfFormat::RdfXml, &text, &ReadOptions::default()).expect_err("a document type");
    assert!(matches!(error, ReadError::DocumentType { line: 2, .. }), "{error}");
}

#[test]
fn much_made_of_little_is_refused() {
    let long = "x".repeat(200_000);
    let turtle = format!("@prefix p: <http://e.org/{long}/> .\n{}", "p:a p:b p:c .\n".repeat(2_000));
    assert_eq!(limit(RdfFormat::Turtle, &turtle), Some(ReadLimit::Expansion));
    let base = format!("@base <http://e.org/{long}/> .\n{}", "<a> <b> <c> .\n".repeat(2_000));
    assert_eq!(limit(RdfFormat::TriG, &base), Some(ReadLimit::Expansion));
    let namespace = XML.replace('>', &format!(" xmlns:p=\"http://e.org/{long}/\">"));
    let xml = format!("{namespace}{}</rdf:RDF>", "<p:a><p:b>1</p:b></p:a>".repeat(2_000));
    assert_eq!(limit(RdfFormat::RdfXml, &xml), Some(ReadLimit::Expansion));
    let node = "{\"@id\":\"p:a\",\"p:b\":{\"@id\":\"p:c\"}},".repeat(2_000);
    let json = format!("{{\"@context\":{{\"p\":\"http://e.org/{long}/\"}},\"@graph\":[{node}1]}}");
    assert_eq!(limit(RdfFormat::JsonLd, &json), Some(ReadLimit::Expansion));
    // names that are looked through for each name
    let names = |n: usize| (0..n).map(|i| format!(" e:a{i}=\"1\"")).collect::<String>();
    assert_eq!(
        limit(RdfFormat::RdfXml, &format!("{XML}<rdf:Description{}/></rdf:RDF>", names(40_000))),
        Some(ReadLimit::Expansion)
    );
    let terms = (0..20_000).map(|i| format!("\"t{i}\":\"http://e.org/{i}\",")).collect::<String>();
    let contexts = "{\"@context\":{\"u\":\"http://e.org/u\"},\"u\":1},".repeat(20_000);
    let json = format!("{{\"@context\":{{{terms}\"v\":\"http://e.org/v\"}},\"@graph\":[{contexts}1]}}");
    assert_eq!(limit(RdfFormat::JsonLd, &json), Some(ReadLimit::Expansion));
    let wide = |options: &mut ReadOptions| options.expansion = usize::MAX;
    let mut options = ReadOptions::default();
    wide(&mut options);
    let short = turtle.replace(&long, "x");
    assert!(read(RdfFormat::Turtle, &short, &options).is_ok());
}

#[test]
fn forty_thousand_names_are_read() {
    const MANY: usize = 40_000;
    let prefixes = (0..MANY).map(|i| {
        format!("@prefix p{i}: <http://e.org/{i}/> .\np{i}:a <http://www.w3.org/2000/01/rdf-schema#label> \"name {i}\" .\n")
    });
    let known = read(RdfFormat::Turtle, &prefixes.collect::<String>(), &ReadOptions::default());
    assert_eq!(known.expect("a table").entities().len(), MANY);
    let label = "<http://e.org/s> <http://www.w3.org/2000/01/rdf-schema#label> \"Greta Lund\" .\n";
    let labels = (0..MANY).map(|i| format!("<http://e.org/s> <{ALT}> \"name {i}\" .\n")).collect::<String>();
    for format in [RdfFormat::Turtle, RdfFormat::TriG, RdfFormat::NTriples, RdfFormat::NQuads] {
        // each twice, and each once in the table
        let known = read(format, &format!("{label}{labels}{labels}"), &ReadOptions::default());
        assert_eq!(known.expect("a table").entities()[0].aliases.len(), MANY);
    }
    let values = (0..MANY).map(|i| format!("\"name {i}\",")).collect::<String>();
    let json = format!(
        "{{\"@id\":\"http://e.org/s\",\"http://www.w3.org/2000/01/rdf-schema#label\":\"Greta Lund\",\"{ALT}\":[{values}\"x\"]}}"
    );
    let known = read(RdfFormat::JsonLd, &json, &ReadOptions::default());
    assert_eq!(known.expect("a table").entities()[0].aliases.len(), MANY + 1);
}

#[test]
fn limits_are_options() {
    let deep = |depth: usize| format!("{S}{} .", nested("( ", "1", " )", depth));
    let mut options = ReadOptions::default();
    assert!(read(RdfFormat::Turtle, &deep(128), &options).is_ok());
    assert!(read(RdfFormat::Turtle, &deep(129), &options).is_err());
    options.depth = 5000;
    assert!(read(RdfFormat::Turtle, &deep(1000), &options).is_ok());
    assert!(
        read(RdfFormat::Turtle, &deep(1001), &options).is_err(),
        "no stack is beyond what it is made for"
    );
    let objects = |depth| nested("{\"http://e.org/p\":", "1", "}", depth);
    assert!(read(RdfFormat::JsonLd, &objects(1000), &options).is_ok());
    let terms =
        |depth| format!("{S}{} .", nested("<<( <http://e.org/s> <http://e.org/p> ", "1", " )>>", depth));
    assert!(read(RdfFormat::NTriples, &terms(1000).replace('1', "<http://e.org/o>"), &options).is_ok());
    options.depth = 2;
    assert!(read(RdfFormat::Turtle, &deep(3), &options).is_err());
    options.bytes = 10;
    assert!(matches!(
        read(RdfFormat::Turtle, &deep(1), &options),
        Err(ReadError::Limit { limit: ReadLimit::Bytes, most: 10, .. })
    ));
    // brackets in words are words
    let label = format!("{S}\"{}\" . # {}", "(".repeat(500), "[".repeat(500));
    assert!(read(RdfFormat::Turtle, &label, &ReadOptions::default()).is_ok());
}

#[test]
fn what_was_written_is_read_within_the_limits() {
    let mut json: Json = serde_json::to_value(&*GRAPH).expect("JSON");
    json["entities"][0]["label"] = "a\rcarriage\r\nreturn\r".into();
    json["entities"][1]["aliases"] = serde_json::json!(["b\rc"]);
    let place = (1_u64 << 63) + 12_345;
    let last = json["entities"][0]["mentions"].as_array().expect("mentions").len() - 1;
    json["entities"][0]["mentions"][last]["start"] = place.into();
    json["entities"][0]["mentions"][last]["end"] = u64::MAX.into();
    let graph: KnowledgeGraph = serde_json::from_value(json).expect("a graph");
    for format in RdfFormat::ALL {
        let mut bytes = Vec::new();
        graph.write_rdf(format, &mut bytes).expect("written");
        let again = KnowledgeGraph::read_rdf(format, &bytes).expect("read");
        let first = |graph: &KnowledgeGraph| graph.entities().next().cloned().expect("an entity");
        assert_eq!(first(&again).label, "a\rcarriage\r\nreturn\r", "{format:?}");
        assert!(first(&again).mentions.iter().any(|m| m.start as u64 == place), "{format:?}");
        assert_eq!(again, graph, "{format:?}");
    }
}

/// All numbers, strings and lists of a value, by their pointers.
fn pointers(value: &Json, at: &str, found: &mut Vec<String>) {
    match value {
        Json::Array(all) => {
            found.push(at.to_owned());
            all.iter().enumerate().for_each(|(i, value)| pointers(value, &format!("{at}/{i}"), found));
        }
        Json::Object(all) => {
            all.iter().for_each(|(key, value)| pointers(value, &format!("{at}/{key}"), found))
        }
        _ => found.push(at.to_owned()),
    }
}

/// What a number, word or list can be changed to.
fn changed(value: &Json, how: usize) -> Json {
    const NUMBERS: [u64; 7] = [0, 1, 7, 1 << 16, u32::MAX as u64, (1 << 53) + 1, u64::MAX];
    match value {
        Json::Array(all) => match how % 4 {
            0 => Json::Array(Vec::new()),
            1 => all.iter().chain(all).cloned().collect(),
            2 => all.iter().rev().cloned().collect(),
            _ => all.iter().skip(1).cloned().collect(),
        },
        Json::String(text) => match how % 4 {
            0 => "".into(),
            1 => text.repeat(3).into(),
            2 => "\u{0}\r\n\u{fffe}\"\\<&".into(),
            _ => text.chars().rev().collect::<String>().into(),
        },
        _ => NUMBERS[how % NUMBERS.len()].into(),
    }
}

/// Does everything with a graph that may trip over what is not there.
fn use_graph(graph: KnowledgeGraph) {
    graph.check().expect("what was read holds together");
    for format in RdfFormat::ALL {
        let mut bytes = Vec::new();
        if graph.write_rdf(format, &mut bytes).is_ok() {
            KnowledgeGraph::read_rdf(format, &bytes).expect("what was written is read");
        }
    }
    let json = graph.to_json().expect("JSON");
    assert_eq!(serde_json::from_str::<KnowledgeGraph>(&json).expect("just written"), graph);
    let _ =
        (graph.to_dot(&relata::DotOptions::default()), graph.to_mermaid(&relata::PictureOptions::default()));
    let mut builder = GraphBuilder::new();
    builder.add(graph.clone()).expect("the first");
    let mut other = GRAPH.clone();
    other.set_notices(Vec::new());
    if graph.document().id != other.document().id {
        builder.add(other).expect("another id");
    }
    let merged = builder.finish();
    merged.graph().check().expect("a merged graph holds together");
    let json = merged.graph().to_json().expect("JSON");
    serde_json::from_str::<KnowledgeGraph>(&json).expect("just written");
}

#[test]
fn a_graph_of_json_with_anything_changed_is_a_graph_or_an_error() {
    let json = serde_json::to_value(&*GRAPH).expect("JSON");
    let mut all = Vec::new();
    pointers(&json, "", &mut all);
    let (mut graphs, mut errors) = (0, 0);
    for (i, pointer) in all.iter().enumerate() {
        for how in [i, i + 4] {
            let mut json = json.clone();
            let value = json.pointer_mut(pointer).expect("it is there");
            *value = changed(value, how);
            match serde_json::from_value::<KnowledgeGraph>(json) {
                Ok(graph) => {
                    graphs += 1;
                    use_graph(graph);
                }
                Err(_) => errors += 1,
            }
        }
    }
    assert!(graphs > 100 && errors > 100, "{graphs} graphs, {errors} errors");
}

#[test]
fn what_a_graph_names_is_there() {
    let json = serde_json::to_value(&*GRAPH).expect("JSON");
    let qualified = GRAPH.relations().position(|r| !r.qualifiers.is_empty()).expect("a day");
    let later = GRAPH.relations().position(|r| r.evidence[0].sentence == 1).expect("of the second sentence");
    for (pointer, value, problem) in [
        ("/relations/0/subject".to_owned(), serde_json::json!(99), "names entity 99"),
        ("/relations/0/object".to_owned(), serde_json::json!({"entity": 99}), "names entity 99"),
        ("/relations/0/attribution".to_owned(), serde_json::json!({"entity": 99}), "names entity 99"),
        (
            format!("/relations/{qualified}/qualifiers/0/value"),
            serde_json::json!({"entity": 99}),
            "names entity 99",
        ),
        ("/entities/0/members".to_owned(), serde_json::json!([99]), "entity 0 names entity 99"),
        ("/entities/0/refers_to".to_owned(), serde_json::json!([99]), "entity 0 names relation 99"),
        ("/entities/0/id".to_owned(), serde_json::json!(1), "entity 0 has the id 1"),
        ("/entities/0/mentions/0/document".to_owned(), serde_json::json!(1), "document 1, but there are 1"),
        ("/entities/0/mentions/0/sentence".to_owned(), serde_json::json!(3), "sentence 3, but there are 3"),
        ("/entities/1/mentions/0/end".to_owned(), serde_json::json!(0), "cannot go"),
        ("/relations/0/evidence/0/sentence".to_owned(), serde_json::json!(50), "sentence 50"),
        (format!("/relations/{later}/evidence/0/sentence"), serde_json::json!(0), "but is sentence 1"),
        ("/relations/0/evidence/0/start".to_owned(), serde_json::json!(5000), "cannot go from byte 5000"),
        ("/relations/0/evidence/0/words/0/start".to_owned(), serde_json::json!(5000), "cannot go"),
        ("/sentences/1/start".to_owned(), serde_json::json!(0), "sentence 1 cannot go"),
        ("/relations/0/confidence".to_owned(), serde_json::json!(1.5), "has the confidence 1.5"),
    ] {
        let mut json = json.clone();
        match json.pointer_mut(&pointer) {
            Some(there) => *there = value,
            // a list that is left out where it is empty, a number where it is 0
            None => {
                let (object, key) = pointer.rsplit_once('/').expect("a pointer");
                json.pointer_mut(object).expect("an object")[key] = value;
            }
        }
        let error = serde_json::from_value::<KnowledgeGraph>(json).expect_err(&pointer);
        assert!(error.to_string().contains(problem), "{pointer}: {error}");
    }
}

#[test]
fn a_graph_made_by_hand_of_what_is_not_there_merges() {
    let mut graph = GRAPH.clone();
    let mut group = graph.entities().next().cloned().expect("an entity");
    group.members = vec![relata::EntityId(4_000_000)];
    group.refers_to = vec![relata::RelationId(4_000_000)];
    graph.add_entity(group);
    assert!(matches!(graph.check(), Err(GraphError::Entity { .. })));
    let mut relation = graph.relations().next().cloned().expect("a relation");
    relation.attribution = Some(relata::graph::Value::Entity(relata::EntityId(4_000_000)));
    assert_eq!(graph.add_relation(relation), None);
    let mut builder = GraphBuilder::new();
    builder.add(graph).expect("the first");
    assert!(builder.finish().graph().check().is_ok());
}

/// Changes a stage's JSON in one place after the other; what is still read goes down the rest of the road.
fn stage<T: serde::Serialize + serde::de::DeserializeOwned>(value: &T, step: usize, rest: impl Fn(T)) {
    let json = serde_json::to_value(value).expect("JSON");
    serde_json::from_value::<T>(json.clone()).expect("what was written is read");
    let mut all = Vec::new();
    pointers(&json, "", &mut all);
    let (mut read, mut refused) = (0, 0);
    for (i, pointer) in all.iter().enumerate().step_by(step) {
        let mut json = json.clone();
        let value = json.pointer_mut(pointer).expect("it is there");
        *value = changed(value, i);
        match serde_json::from_value::<T>(json) {
            Ok(changed) => {
                read += 1;
                rest(changed);
            }
            Err(_) => refused += 1,
        }
    }
    assert!(read > 0 && refused > 0, "{read} read, {refused} refused");
}

#[test]
fn a_stage_of_json_with_anything_changed_is_read_or_refused() {
    let resolved = EXTRACTOR.analyze(TEXT);
    let propositions = EXTRACTOR.propositions(&resolved);
    let on = |resolved: &Resolved| {
        let propositions = EXTRACTOR.propositions(resolved);
        let _ = EXTRACTOR.assemble(resolved, &propositions);
    };
    stage::<Segmented>(resolved.parsed().segmented(), 1, |segmented| {
        on(&EXTRACTOR.analyze_segmented(segmented))
    });
    stage::<Parsed>(resolved.parsed(), 3, |parsed| on(&EXTRACTOR.analyze_parsed(parsed)));
    stage::<Mentioned>(resolved.mentioned(), 3, |mentioned| on(&relata::entities::resolve(mentioned)));
    stage::<Resolved>(&resolved, 3, |resolved| on(&resolved));
    stage::<Propositions>(&propositions, 1, |propositions| {
        let _ = EXTRACTOR.assemble(&resolved, &propositions);
    });
}

#[test]
fn a_confidence_of_a_stage_is_from_nought_to_one() {
    let propositions = EXTRACTOR.propositions(&EXTRACTOR.analyze(TEXT));
    for (confidence, fine) in
        [("1.0", true), ("0", true), ("65536", false), ("-0.01", false), ("1e99", false)]
    {
        let mut json = serde_json::to_value(&propositions).expect("JSON");
        json["all"][0]["confidence"] = serde_json::from_str(confidence).expect("a number");
        assert_eq!(serde_json::from_value::<Propositions>(json).is_ok(), fine, "{confidence}");
    }
}

/// What goes from one word to another would end before it begins.
#[test]
fn words_of_a_stage_lie_in_their_tokens_one_after_the_other() {
    let segmented = EXTRACTOR.analyze("Olav Berg cannot pay.").parsed().segmented().clone();
    let json = serde_json::to_value(&segmented).expect("JSON");
    for (word, start, end, fine) in [(1, 5, 9, true), (1, 0, 4, false), (1, 5, 10, false), (3, 10, 12, false)]
    {
        let mut json = json.clone();
        json["words"][word]["span"] = serde_json::json!({"start": start, "end": end});
        assert_eq!(serde_json::from_value::<Segmented>(json).is_ok(), fine, "{word}: {start} to {end}");
    }
}

#[test]
fn sentences_of_a_stage_lie_around_their_tokens_one_after_the_other() {
    let segmented = EXTRACTOR.analyze("Olav Berg paid. He left.").parsed().segmented().clone();
    let json = serde_json::to_value(&segmented).expect("JSON");
    for (sentence, start, end, fine) in [
        (1, 16, 24, true),
        (1, 0, 24, false),
        (1, 16, 20, false),
        (0, 0, 15, true),
        (0, 5, 15, false),
        (0, 0, 24, false),
    ] {
        let mut json = json.clone();
        json["sentences"][sentence]["span"] = serde_json::json!({"start": start, "end": end});
        assert_eq!(serde_json::from_value::<Segmented>(json).is_ok(), fine, "{sentence}: {start} to {end}");
    }
}

#[test]
fn every_stage_of_a_text_is_read_back() {
    for text in ["", "\u{feff}Oslo.", TEXT, "Hahn &amp; Lund didn`t\npay.\n\n“No,” he\r\nsaid — 3,000 kr."]
    {
        let resolved = EXTRACTOR.analyze(text);
        let json = serde_json::to_string(&resolved).expect("JSON");
        assert_eq!(serde_json::from_str::<Resolved>(&json).expect("just written"), resolved);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Pieces of RDF of all kinds, deep and wide, put together anyhow and cut anywhere.
    #[test]
    fn pieces_of_rdf_are_read_or_refused(
        pieces in prop::collection::vec((0_usize..24, prop_oneof![Just(1_usize), 1_usize..9, Just(300), Just(3000)]), 1..7),
        cut in any::<prop::sample::Index>(),
        whole in any::<bool>(),
    ) {
        const PIECES: [&str; 24] = [
            "<http://e.org/a> ", "<< ", " >>", "<<( ", " )>>", "[ ", " ] ", "( ", ") ", "\"x\" ", "'''", "\"\"\"", ". ", "; ",
            "@prefix e: <http://e.org/> .\n", "e:a ", "{", "}", "[", "{\"@context\":", "\"a\":", "1e400", "<rdf:Description>", "99999999999999999999",
        ];
        let mut text = String::new();
        for (piece, times) in pieces {
            write!(text, "{}", PIECES[piece].repeat(times)).expect("a string");
        }
        if !whole {
            text.truncate(cut.index(text.len() + 1));
        }
        for format in RdfFormat::ALL {
            let _ = read(format, &text, &ReadOptions::default());
            let _ = read(format, &format!("{XML}{text}"), &ReadOptions::default());
        }
    }

    /// Several places of a graph's JSON changed at once.
    #[test]
    fn a_graph_with_much_changed_is_a_graph_or_an_error(
        changes in prop::collection::vec((any::<prop::sample::Index>(), 0_usize..28), 1..6),
    ) {
        let mut json = serde_json::to_value(&*GRAPH).expect("JSON");
        for (pick, how) in changes {
            let mut all = Vec::new();
            pointers(&json, "", &mut all);
            let value = json.pointer_mut(&all[pick.index(all.len())]).expect("it is there");
            *value = changed(value, how);
        }
        if let Ok(graph) = serde_json::from_value::<KnowledgeGraph>(json) {
            use_graph(graph);
        }
    }
}
