//! Pictures of graphs as nobody wrote them: they are drawn soon, and are not much larger than what they show.

use super::{all, common, people};
use relata::graph::{KnowledgeGraph, Value};
use relata::{EntityId, Kind};

/// Of an attribute of the drawing as a whole.
fn number(svg: &str, name: &str) -> f64 {
    let (_, after) = svg.split_once(&format!(" {name}=\"")).expect("an attribute");
    after.split_once('"').and_then(|(number, _)| number.parse().ok()).expect("a number")
}

#[test]
fn a_thousand_in_a_row_are_folded_into_some_columns() {
    let row: Vec<(usize, &str, usize)> = (0..999).map(|i| (i, "met", i + 1)).collect();
    let few: Vec<(usize, &str, usize)> = row[..99].to_vec();
    let (few, many) = (people(&few).to_svg(&all()), people(&row).to_svg(&all()));
    // a hundred are turned over where they hang together, a thousand only pressed into two hundred columns
    assert!(number(&many, "width") < 300.0 * 200.0, "{}", number(&many, "width"));
    assert!(number(&few, "width") < number(&many, "width"));
    assert!((0..1000).all(|i| many.contains(&format!("Person {i}<"))), "all are there");
}

#[test]
fn what_one_does_to_a_thousand_is_told_once_in_part() {
    let mut graph = KnowledgeGraph::default();
    (0..1000).for_each(|i| _ = graph.add_entity(common::entity(&format!("Person {i}"), Kind::Person)));
    for object in 1..1000 {
        let mut fact = common::relation("met", Value::Entity(EntityId(object)));
        fact.subject = EntityId(0);
        graph.add_relation(fact).expect("both are there");
    }
    let (svg, json) = (graph.to_svg(&all()), graph.to_json().expect("JSON"));
    assert!(svg.contains("+ 959 more"));
    assert!(svg.len() < 20 * json.len(), "{} bytes of {}", svg.len(), json.len());
}
