//! Corrections by hand: what they leave, what they say, and what they refuse.

use relata::graph::{Correction, CorrectionError, KnowledgeGraph, Value};
use relata::{EntityId, Extractor, RelationId};

const TEXT: &str = "Greta Lund met Olav Berg in Oslo. Kaja Tamm praised Olav Berg. Mr. Berg said that the ferry had sunk. \
                    Greta Lund visited Lisbon.";

fn graph() -> KnowledgeGraph {
    Extractor::new().expect("the model").extract(TEXT).expect("a graph")
}

fn id(graph: &KnowledgeGraph, name: &str) -> EntityId {
    graph.entity_named(name).unwrap_or_else(|| panic!("no {name}")).id
}

fn facts(graph: &KnowledgeGraph) -> Vec<String> {
    graph.relations().map(|relation| graph.fact(relation).to_string()).collect()
}

#[test]
fn who_is_nothing_goes_with_what_is_told_of_him() {
    let graph = graph();
    let corrected = graph
        .corrected(&[Correction::RemoveEntity { entity: id(&graph, "Olav Berg") }])
        .expect("he is there");
    let left = facts(&corrected.graph);
    assert!(left.contains(&"Greta Lund -visited- Lisbon".to_owned()), "{left:?}");
    assert!(left.iter().all(|fact| !fact.contains("-met-") && !fact.starts_with("Olav Berg")), "{left:?}");
    // what he said is still his word
    assert!(left.iter().any(|fact| fact.contains("sunk") && fact.ends_with("[says Olav Berg]")), "{left:?}");
    assert!(corrected.graph.entity_named("Olav Berg").is_none());
    assert!(corrected.graph.check().is_ok());
    assert!(corrected.record[0].starts_with("Olav Berg was removed, with "));
}

#[test]
fn two_become_one_and_one_becomes_two() {
    let graph = graph();
    let (kept, other) = (id(&graph, "Greta Lund"), id(&graph, "Kaja Tamm"));
    let corrections = [
        Correction::MergeEntities { kept, other },
        Correction::RenameEntity { entity: kept, label: "Greta Tamm Lund".to_owned() },
    ];
    let one = graph.corrected(&corrections).expect("both are there").graph;
    assert!(facts(&one).contains(&"Greta Tamm Lund -praised- Olav Berg".to_owned()), "{:?}", facts(&one));
    let entity = one.entity_named("Greta Tamm Lund").expect("she is there").clone();
    assert!(
        ["Greta Lund", "Kaja Tamm"].iter().all(|alias| entity.aliases.iter().any(|a| a == alias)),
        "{entity:?}"
    );
    assert!(entity.mentions.is_sorted_by_key(|mention| mention.start));
    assert!(one.check().is_ok());
    let praise =
        entity.mentions.iter().position(|mention| mention.sentence == 1).expect("the second sentence");
    let split =
        Correction::SplitEntity { entity: entity.id, mentions: vec![praise], label: "Kaja Tamm".to_owned() };
    let two = one.corrected(&[split]).expect("she has three mentions").graph;
    assert!(facts(&two).contains(&"Kaja Tamm -praised- Olav Berg".to_owned()), "{:?}", facts(&two));
    assert!(facts(&two).contains(&"Greta Tamm Lund -met- Olav Berg".to_owned()), "{:?}", facts(&two));
    assert!(two.check().is_ok());
}

#[test]
fn relations_are_removed_and_edited() {
    let graph = graph();
    let place = |predicate: &str| {
        let found = graph.relations().position(|relation| relation.predicate == predicate);
        RelationId::from_index(found.unwrap_or_else(|| panic!("nobody did {predicate}")))
    };
    let mut visit = graph.relation(place("visit")).expect("the visit").clone();
    visit.object = Value::Entity(id(&graph, "Oslo"));
    let corrections = [
        Correction::RemoveRelation { relation: place("praise") },
        Correction::EditRelation { relation: place("visit"), with: Box::new(visit) },
    ];
    let corrected = graph.corrected(&corrections).expect("both are there");
    let left = facts(&corrected.graph);
    assert!(left.contains(&"Greta Lund -visited- Oslo".to_owned()), "{left:?}");
    assert!(!left.iter().any(|fact| fact.contains("praised")), "{left:?}");
    assert_eq!(
        corrected.record,
        [
            "Kaja Tamm -praised- Olav Berg was removed",
            "Greta Lund -visited- Lisbon is Greta Lund -visited- Oslo"
        ]
    );
    // a list can be kept in a file
    let kept = serde_json::to_string(&corrections).expect("JSON");
    let again: Vec<Correction> = serde_json::from_str(&kept).expect("JSON");
    assert_eq!(graph.corrected(&again).expect("the same").graph, corrected.graph);
}

#[test]
fn what_is_not_there_cannot_be_corrected() {
    let graph = graph();
    let gone = EntityId::from_index(999);
    let lund = id(&graph, "Greta Lund");
    let error = |corrections: &[Correction]| graph.corrected(corrections).expect_err("it is not there");
    assert_eq!(
        error(&[Correction::RemoveEntity { entity: gone }]),
        CorrectionError::Entity { number: 1, entity: gone }
    );
    let twice = [Correction::RemoveEntity { entity: lund }, Correction::RemoveEntity { entity: lund }];
    assert_eq!(error(&twice), CorrectionError::Entity { number: 2, entity: lund });
    assert!(
        error(&[Correction::MergeEntities { kept: lund, other: lund }])
            .to_string()
            .starts_with("correction 1: ")
    );
    let all = (0..graph.entity(lund).map_or(0, |entity| entity.mentions.len())).collect();
    let split = Correction::SplitEntity { entity: lund, mentions: all, label: "Nobody".to_owned() };
    assert!(matches!(error(&[split]), CorrectionError::Mentions { .. }));
    let relation = RelationId::from_index(999);
    assert_eq!(
        error(&[Correction::RemoveRelation { relation }]),
        CorrectionError::Relation { number: 1, relation }
    );
}
