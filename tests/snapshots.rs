//! What the crate reads from invented sentences and articles, for people to look at. Every change of a model or rule shows
//! here; `INSTA_UPDATE=always cargo test --test snapshots` writes the snapshots anew, and they are read before they are kept.

use relata::graph::{Relation, Value};
use relata::propositions::{Modality, Polarity};
use relata::{Extractor, KnowledgeGraph};
use std::fmt::Write;
use std::sync::LazyLock;

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(|| Extractor::new().expect("the embedded model loads"));

fn show(graph: &KnowledgeGraph, relation: &Relation) -> String {
    let value = |value: &Value| match value {
        Value::Entity(_) => graph.text_of(value).to_owned(),
        Value::Text(text) => format!("“{text}”"),
    };
    let subject = graph.entity(relation.subject).map_or("", |e| e.label.as_str());
    let mut line = format!("{subject} | {} | {}", relation.label, value(&relation.object));
    let mut notes: Vec<String> = Vec::new();
    if relation.polarity == Polarity::Negative {
        notes.push("negative".to_owned());
    }
    if relation.modality != Modality::Actual {
        notes.push(relation.modality.as_str().to_owned());
    }
    if let Some(source) = &relation.attribution {
        let verb = if relation.presupposed { "reveals" } else { "says" };
        notes.push(format!("{verb} {}", value(source)));
    }
    for qualifier in &relation.qualifiers {
        notes.push(format!("{}: {} {}", qualifier.role.as_str(), qualifier.marker, value(&qualifier.value)));
    }
    if !notes.is_empty() {
        let _ = write!(line, "  ({})", notes.join("; ").replace(":  ", ": "));
    }
    line
}

fn facts(text: &str) -> String {
    let graph = EXTRACTOR.extract(text).expect("a graph");
    graph.relations().fold(String::new(), |mut out, r| {
        let _ = writeln!(out, "    {}", show(&graph, r));
        out
    })
}

fn cases(name: &str, file: &str) {
    let sentences = file.lines().filter(|l| !l.is_empty() && !l.starts_with('#'));
    let shown = sentences.fold(String::new(), |mut out, sentence| {
        let _ = writeln!(out, "{sentence}\n{}", facts(sentence));
        out
    });
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(name, shown);
    });
}

macro_rules! cases {
    ($($name:ident)*) => {$(
        #[test]
        fn $name() {
            cases(stringify!($name), include_str!(concat!("cases/", stringify!($name), ".txt")));
        }
    )*};
}

cases! {
    clauses passives copulas coordination relatives participles infinitives nominals negation modality attribution
    qualifiers numbers typography
}

fn article(name: &str, text: &str) {
    let graph = EXTRACTOR.extract(text).expect("a graph");
    let mut shown = String::new();
    for entity in graph.entities().filter(|e| e.named) {
        let _ = writeln!(shown, "{} {} {:?}", entity.kind, entity.label, entity.aliases);
    }
    shown.push('\n');
    let mut sentence = usize::MAX;
    for relation in graph.relations() {
        let evidence = &relation.evidence[0];
        if evidence.sentence != sentence {
            sentence = evidence.sentence;
            let _ = writeln!(shown, "{}", &text[evidence.start..evidence.end]);
        }
        let _ = writeln!(shown, "    {}", show(&graph, relation));
    }
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(name, shown);
    });
}

#[test]
fn article_harbour() {
    article("article_harbour", include_str!("../examples/articles/harbour.txt"));
}

#[test]
fn article_court() {
    article("article_court", include_str!("../examples/articles/court.txt"));
}

#[test]
fn article_storm() {
    article("article_storm", include_str!("../examples/articles/storm.txt"));
}
