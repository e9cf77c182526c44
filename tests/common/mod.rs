//! Graphs that the tests of the output formats share.
#![allow(dead_code, reason = "each test that has this module calls a part of it")]

use relata::graph::{
    DocumentInfo, EntityNode, Evidence, KnowledgeGraph, MentionText, Relation, RelationQualifier,
    SentenceText, Value,
};
use relata::propositions::{
    Amount, Modality, Outlook, Polarity, Property, PropositionKind, Role, TimeInterval,
};
use relata::text::{Notice, NoticeKind};
use relata::{ByteSpan, EntityId, Extractor, Kind, RelationId};
use std::io::Write;
use std::process::{Command, Stdio};

/// Names that have broken writers of some format.
pub const HOSTILE: [&str; 20] = [
    "\"quotes\" \\ and <angles> 'apostrophes' `ticks`",
    "line\nbreak\ttab",
    "carriage\r\nreturn\r",
    "\u{1b} and \u{7f} and \u{85} and \u{2028}",
    "\u{202e}right to left\u{202c} שלום",
    "e\u{301} \u{301} lone",
    "\u{301}",
    "</script><script>alert(1)</script><b>&amp; ]]> <!-- --> {{x}}",
    "<img src=x onerror=alert(1)>",
    "https://evil.example/#a b",
    "🦀🚢",
    "",
    " ",
    "123",
    "_:blank {|x|} <<s>> ~ @prefix",
    "');MATCH (n) DETACH DELETE n //",
    "\\u0027}) RETURN 1 //",
    "=cmd|' /C calc'!A0",
    "+1;\"a\",b\u{feff}",
    "@SUM(1+1)*cmd",
];

pub fn entity(label: &str, kind: Kind) -> EntityNode {
    EntityNode {
        aliases: vec![format!("Ms. {label}"), format!("{label} II")],
        ..EntityNode::new(label, kind)
    }
}

pub fn relation(predicate: &str, object: Value) -> Relation {
    Relation {
        id: RelationId(0),
        subject: EntityId(0),
        predicate: predicate.to_owned(),
        marker: String::new(),
        label: predicate.to_owned(),
        property: None,
        object,
        time: None,
        amounts: Vec::new(),
        qualifiers: vec![RelationQualifier {
            role: Role::Time,
            marker: "on".to_owned(),
            value: Value::Text("Friday".to_owned()),
            time: None,
            amounts: Vec::new(),
        }],
        polarity: Polarity::Affirmative,
        modality: Modality::Actual,
        attribution: None,
        presupposed: false,
        symmetric: false,
        tenure: None,
        construction: PropositionKind::Clause,
        rule: "clause/transitive".into(),
        confidence: 0.5,
        evidence: vec![Evidence { document: 0, start: 0, end: 0, sentence: 0, words: Vec::new() }],
    }
}

fn interval(text: &str) -> Option<TimeInterval> {
    TimeInterval::read(text, None, Outlook::Back)
}

/// A graph with these names in every place a name can be, and something of everything a graph can hold.
pub fn graph(first: &str, second: &str, predicate: &str, text: &str) -> KnowledgeGraph {
    let sentence = format!("{first} ({predicate}) {second}: {text}");
    let whole = ByteSpan::new(0, sentence.len());
    let evidence = Evidence {
        document: 0,
        start: 0,
        end: sentence.len(),
        sentence: 0,
        words: vec![ByteSpan::new(0, first.len() + 1), ByteSpan::new(first.len() + 2, sentence.len())],
    };
    let mut graph = KnowledgeGraph::new(DocumentInfo {
        id: format!("id {text}"),
        iri: Some("https://news.example/2026/05/04/harbour".to_owned()),
        title: Some(text.to_owned()),
        publisher: Some(second.to_owned()),
        published: Some("2026-05-04".to_owned()),
        ..DocumentInfo::default()
    });
    let mention = |from: usize, text: &str| MentionText {
        document: 0,
        start: from,
        end: from + text.len(),
        text: text.to_owned(),
        sentence: 0,
    };
    let mut one = entity(first, Kind::Person);
    one.mentions = vec![mention(0, first)];
    let mut two = entity(second, Kind::Organization);
    two.mentions = vec![mention(first.len() + predicate.len() + 4, second)];
    two.same_as = vec!["http://www.wikidata.org/entity/Q597".to_owned()];
    let three =
        EntityNode { named: false, members: vec![EntityId(0), EntityId(1)], ..entity(text, Kind::Group) };
    for entity in [one, two, three] {
        graph.add_entity(entity);
    }
    let fact = |object| Relation { evidence: vec![evidence.clone()], ..relation(predicate, object) };
    let by = |source| Some(source);
    for relation in [
        Relation {
            symmetric: true,
            tenure: None,
            time: interval("since early 2019"),
            amounts: vec![Amount {
                unit: Some(text.to_owned()),
                ..Amount::read("about $3.5 billion").remove(0)
            }],
            ..fact(Value::Entity(EntityId(1)))
        },
        fact(Value::Text(text.to_owned())),
        Relation { polarity: Polarity::Negative, label: text.to_owned(), ..fact(Value::Entity(EntityId(2))) },
        Relation {
            attribution: by(Value::Entity(EntityId(1))),
            presupposed: true,
            property: Some(Property {
                iri: "https://schema.org/founder".to_owned(),
                inverse: true,
                action: false,
            }),
            ..fact(Value::Entity(EntityId(2)))
        },
        Relation {
            property: Some(Property {
                iri: "https://schema.org/about".to_owned(),
                inverse: false,
                action: false,
            }),
            attribution: by(Value::Text(text.to_owned())),
            modality: Modality::Planned,
            qualifiers: vec![
                RelationQualifier {
                    role: Role::Place,
                    marker: String::new(),
                    value: Value::Entity(EntityId(2)),
                    time: None,
                    amounts: Vec::new(),
                },
                RelationQualifier {
                    role: Role::Time,
                    marker: text.to_owned(),
                    value: Value::Text(first.to_owned()),
                    time: interval("2021"),
                    amounts: Amount::read("10 to 15 percent"),
                },
            ],
            confidence: 0.123_456_79,
            subject: EntityId(2),
            ..fact(Value::Text(second.to_owned()))
        },
    ] {
        graph.add_relation(relation).expect("both are there");
    }
    assert!(graph.refer_entity(EntityId(2), [RelationId(1), RelationId(0)]));
    graph.set_sentences(vec![SentenceText {
        start: 0,
        end: sentence.len(),
        first_character: 0,
        paragraph: 0,
        text: sentence,
    }]);
    graph.set_notices(vec![Notice { span: whole, kind: NoticeKind::TokenTruncated }]);
    graph
}

/// The graphs of five texts: the shipped articles and two files of sentences.
pub fn articles() -> Vec<KnowledgeGraph> {
    let texts = [
        ("harbour", include_str!("../../examples/articles/harbour.txt")),
        ("court", include_str!("../../examples/articles/court.txt")),
        ("storm", include_str!("../../examples/articles/storm.txt")),
        ("attribution", include_str!("../cases/attribution.txt")),
        ("typography", include_str!("../cases/typography.txt")),
    ];
    let read = |(id, text): (&str, &str)| {
        let builder = Extractor::builder().document_id(id).published("2026-05-04").title("A title");
        builder.build().expect("the embedded model loads").extract(text).expect("a graph")
    };
    texts.into_iter().map(read).collect()
}

/// A Python that has these modules, or `None` and a word about what is left out.
pub fn python(modules: &str) -> Option<Command> {
    let named = std::env::var("RELATA_TEST_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let has = Command::new(&named)
        .args(["-c", &format!("import {modules}")])
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success());
    if !has {
        eprintln!("{named} has not {modules}: that part of the test is left out");
    }
    has.then(|| Command::new(named))
}

/// What a program prints that is given this on its standard input; it has to succeed.
pub fn run(mut command: Command, input: &[u8]) -> String {
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("the program starts");
    let mut pipe = child.stdin.take().expect("a pipe");
    let input = input.to_vec();
    let writer = std::thread::spawn(move || pipe.write_all(&input));
    let output = child.wait_with_output().expect("the program ends");
    writer.join().expect("no panic").expect("written");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{text}");
    text
}

/// The facts of a graph as `subject | predicate | object`, then `not`, a modality and `by SOURCE` where they hold.
pub fn facts(graph: &KnowledgeGraph) -> Vec<String> {
    let name = |id| graph.entity(id).map_or("", |e| e.label.as_str());
    let line = |r: &Relation| {
        let mut line = format!("{} | {} | {}", name(r.subject), r.predicate, graph.text_of(&r.object));
        if r.polarity == Polarity::Negative {
            line += " not";
        }
        if r.modality != Modality::Actual {
            line += &format!(" {}", r.modality.as_str());
        }
        if let Some(source) = &r.attribution {
            line += &format!(" by {}", graph.text_of(source));
        }
        line
    };
    graph.relations().map(line).collect()
}
