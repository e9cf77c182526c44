//! What stands in nodes and beside lines.

use super::*;
use relata::graph::Relation;
use relata::propositions::{Modality, PropositionKind, Tenure};

/// A graph of Ivar Holm, of a ferry and of what is told of them.
fn told(subject: &str, named: bool, facts: Vec<Relation>) -> KnowledgeGraph {
    let mut graph = KnowledgeGraph::default();
    let mut first = EntityNode::new(subject, Kind::Person);
    first.named = named;
    graph.add_entity(first);
    graph.add_entity(EntityNode::new("Lima", Kind::Place));
    graph.add_entity(EntityNode::new("Olga Brandt", Kind::Person));
    for fact in facts {
        graph.add_relation(fact).expect("both are there");
    }
    graph
}

fn fact(label: &str, predicate: &str, object: Value) -> Relation {
    Relation { label: label.to_owned(), ..common::relation(predicate, object) }
}

fn lima() -> Value {
    Value::Entity(EntityId(1))
}

#[test]
fn what_somebody_is_is_told_whole_and_without_an_article() {
    let role = |words: &str| Relation {
        construction: PropositionKind::Title,
        ..fact("role", "role", Value::Text(words.to_owned()))
    };
    for (words, shown) in [
        ("the Norwegian shipping magnate", "Ivar Holm\\nNorwegian shipping\\nmagnate"),
        ("a brewer", "Ivar Holm\\nbrewer"),
        ("President", "Ivar Holm\\nPresident"),
        ("anthropologist", "Ivar Holm\\nanthropologist"),
    ] {
        let graph = told("Ivar Holm", true, vec![fact("visited", "visit", lima()), role(words)]);
        for options in [PictureOptions::default(), all()] {
            let seen = drawn(&graph, &options);
            assert!(seen.nodes.values().any(|label| label == shown), "{shown}: {}", seen.dot);
        }
    }
}

#[test]
fn a_line_whose_description_says_it_all_has_no_words() {
    let pilgrimage = |change: &dyn Fn(&mut Relation)| {
        let mut to = fact("to", "to", lima());
        change(&mut to);
        let seen = drawn(&told("journey to Lima", false, vec![to]), &PictureOptions::default());
        label(seen.between("journey to Lima", "Lima")[0])
    };
    assert_eq!(pilgrimage(&|_| {}), "");
    assert_eq!(pilgrimage(&|r| r.modality = Modality::Demanded), "");
    assert_eq!(pilgrimage(&|r| r.attribution = Some(Value::Entity(EntityId(2)))), "");
    // where it does not, both are told
    let said = pilgrimage(&|r| {
        (r.label, r.modality) = ("reached".to_owned(), Modality::Demanded);
        r.attribution = Some(Value::Entity(EntityId(2)));
    });
    assert_eq!(said, "reached\\n(demanded)\\nsays Olga Brandt");
}

#[test]
fn one_predicate_is_told_once_whatever_its_tense() {
    let labels = |words: [&str; 3]| {
        let facts = words.map(|words| fact(words, if words == "left" { "leave" } else { "visit" }, lima()));
        let seen = drawn(&told("Ivar Holm", true, facts.into()), &all());
        label(seen.between("Ivar Holm", "Lima")[0])
    };
    assert_eq!(labels(["visits", "left", "visited"]), "visited\\nleft");
    // the fuller words stay
    assert_eq!(labels(["came to visit", "left", "visited"]), "came to visit\\nleft");
}

#[test]
fn what_the_article_states_is_not_drawn_as_a_word_of_others_too() {
    let said =
        || Relation { attribution: Some(Value::Entity(EntityId(2))), ..fact("had visited", "visit", lima()) };
    let mut left = said();
    (left.label, left.predicate) = ("had left".to_owned(), "leave".to_owned());
    let graph = told("Ivar Holm", true, vec![fact("visited", "visit", lima()), said(), left]);
    let few = drawn(&graph, &PictureOptions::default());
    let lines: Vec<String> = few.between("Ivar Holm", "Lima").into_iter().map(label).collect();
    assert_eq!(lines, ["visited", "had left\\nsays Olga Brandt"]);
    assert_eq!(drawn(&graph, &all()).between("Ivar Holm", "Lima").len(), 2, "of one look and source");
    assert!(drawn(&graph, &all()).dot.contains("had visited"));
    // what is only said stays
    let seen = drawn(&told("Ivar Holm", true, vec![said()]), &PictureOptions::default());
    assert_eq!(seen.between("Ivar Holm", "Lima").len(), 1);
}

#[test]
fn a_preposition_does_not_stand_alone_in_its_line() {
    for words in ["ports commissioner of", "ports commissioner since"] {
        let seen = drawn(&told("Ivar Holm", true, vec![fact(words, "work", lima())]), &{
            let mut options = PictureOptions::default();
            options.label_width = 20;
            options
        });
        assert_eq!(label(seen.between("Ivar Holm", "Lima")[0]), words);
    }
}

#[test]
fn a_preposition_beside_fuller_words_is_not_told() {
    let labels = |words: &[&str]| {
        let facts = words.iter().map(|words| fact(words, words, lima())).collect();
        let seen = drawn(&told("Ivar Holm", true, facts), &all());
        label(seen.between("Ivar Holm", "Lima")[0])
    };
    assert_eq!(labels(&["of", "ports minister of"]), "ports minister of");
    assert_eq!(labels(&["ports minister of", "in"]), "ports minister of\\nin");
    // to refuse is not to do
    assert_eq!(labels(&["refused to visit", "visit"]), "refused to visit\\nvisit");
}

#[test]
fn a_source_of_many_words_is_cut() {
    let mut graph = told("Ivar Holm", true, Vec::new());
    let source =
        graph.add_entity(EntityNode::new("report of the northern ports and ferries commission", Kind::Work));
    let said = Relation { attribution: Some(Value::Entity(source)), ..fact("left", "leave", lima()) };
    graph.add_relation(said).expect("both are there");
    let seen = drawn(&graph, &PictureOptions::default());
    assert_eq!(label(seen.between("Ivar Holm", "Lima")[0]), "left\\nsays report of the\\nnorthern…");
}

/// What is written with a hyphen is told with it, without spaces, and never begins with one.
#[test]
fn hyphens_join_words() {
    let graph =
        read("Ivar Holm is Peru's most-wanted smuggler. The iodine-containing salt replaced sulphur.");
    let labels: Vec<&str> = graph.relations().map(|r| r.label.as_str()).collect();
    assert!(labels.contains(&"most-wanted smuggler of"), "{labels:?}");
    assert!(labels.iter().all(|label| !label.contains(" -") && !label.starts_with('-')), "{labels:?}");
}

/// *role* is no verb that a person reads.
#[test]
fn a_title_has_a_verb_in_the_list() {
    for (tenure, verb) in [
        (None, "is"),
        (Some(Tenure::Held), "is"),
        (Some(Tenure::Former), "was"),
        (Some(Tenure::Future), "will be"),
    ] {
        let role = Relation {
            construction: PropositionKind::Title,
            tenure,
            ..fact("role", "role", Value::Text("mayor".to_owned()))
        };
        let html = told("Ivar Holm", true, vec![role]).to_html().expect("HTML");
        assert!(html.contains(&format!("\"label\":\"{verb}\"")), "{verb}");
        assert!(!html.contains("\"label\":\"role\""));
    }
}
