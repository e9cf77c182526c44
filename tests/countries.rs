//! Countries behind adjectives and capitals: as relations, and capitals merged where the extractor is told so.

use relata::entities::LinkReason;
use relata::output::RdfFormat;
use relata::propositions::PropositionKind;
use relata::{EntityId, Extractor, Kind, KnowledgeGraph};
use std::sync::LazyLock;

static PLAIN: LazyLock<Extractor> = LazyLock::new(|| Extractor::new().expect("the embedded model loads"));
static NATIONAL: LazyLock<Extractor> =
    LazyLock::new(|| Extractor::builder().nationalities(true).build().expect("the embedded model loads"));

fn ties(graph: &KnowledgeGraph) -> Vec<String> {
    let name = |id: EntityId| graph.entity(id).map_or("", |e| e.label.as_str());
    let tie = |c| matches!(c, PropositionKind::Demonym | PropositionKind::Metonym);
    let ties = graph.relations().filter(|r| tie(r.construction));
    ties.map(|r| format!("{} | {} | {}", name(r.subject), r.label, graph.text_of(&r.object))).collect()
}

fn assert_ties(text: &str, expected: &[&str]) {
    let graph = NATIONAL.extract(text).expect("a graph");
    assert_eq!(ties(&graph), expected, "{text}");
    for relation in graph.relations().filter(|r| r.construction == PropositionKind::Metonym) {
        assert!(relation.confidence < 0.96 && !relation.evidence[0].words.is_empty(), "{text}");
    }
}

#[test]
fn capitals_that_decide_stand_for_their_countries() {
    assert_ties("Washington rejected the proposal on Tuesday.", &["Washington | stands for | United States"]);
    assert_ties(
        "Moscow and Beijing agreed to share the costs of the pipeline.",
        &["Moscow | stands for | Russia", "Beijing | stands for | China"],
    );
    assert_ties(
        "Talks between Tokyo and Ottawa broke down over timber.",
        &["Tokyo | stands for | Japan", "Ottawa | stands for | Canada"],
    );
    assert_ties("The Kremlin denied the report.", &["Kremlin | stands for | Russia"]);
    assert_ties("The ships waited for Lisbon’s decision.", &["Lisbon | stands for | Portugal"]);
}

#[test]
fn capitals_that_are_places_stand_for_nothing() {
    for text in [
        "Greta Lund met Olav Berg in Oslo on Friday.",
        "Paris was flooded in the spring.",
        "The train from Warsaw arrived in Vilnius an hour late.",
        // whose government it is, the text does not say
        "Brussels proposed new rules for ports.",
    ] {
        assert_ties(text, &[]);
    }
}

#[test]
fn the_text_says_whom_brussels_stands_for() {
    assert_ties(
        "Brussels proposed new rules. The European Union has argued about ports for years.",
        &["Brussels | stands for | European Union"],
    );
}

#[test]
fn adjectives_of_countries_are_nationalities_where_wanted() {
    let text = "The Danish judge Ilse Brandt met South Korean novelist Kim Jun. Germany sent a letter to German \
                Chancellor Petra Vogt.";
    let expected = [
        "Ilse Brandt | nationality | Denmark",
        "Kim Jun | nationality | South Korea",
        "Petra Vogt | nationality | Germany",
    ];
    assert_ties(text, &expected);
    assert!(ties(&PLAIN.extract(text).expect("a graph")).is_empty());
    let graph = NATIONAL.extract(text).expect("a graph");
    let named = |label: &str| graph.entities().filter(|e| e.label == label).collect::<Vec<_>>();
    // the one that the text names is no second entity, the others speak through their adjectives
    assert_eq!(named("Germany").len(), 1);
    assert_eq!(
        (named("Denmark")[0].kind, named("Denmark")[0].mentions[0].text.as_str()),
        (Kind::Place, "Danish")
    );
    assert_eq!(named("South Korea")[0].mentions[0].text, "South Korean");
}

#[test]
fn adjectives_that_say_nothing_of_their_bearer_are_none() {
    for text in [
        "No Danish minister has met Ilse Brandt.",
        "The Greek Orthodox Church bought a house in Tartu.",
        "Ilse Brandt sells German cars.",
        "Ilse Brandt is not Norwegian.",
        "The German-born judge Ilse Brandt retired.",
    ] {
        assert_ties(text, &[]);
    }
    assert_ties("Ilse Brandt is Norwegian.", &["Ilse Brandt | nationality | Norway"]);
}

#[test]
fn metonyms_are_merged_only_where_it_is_asked_and_nothing_means_the_city() {
    let merging = Extractor::builder().merge_metonyms(true).build().expect("the embedded model loads");
    let count = |e: &Extractor, text: &str, name: &str| {
        let graph = e.extract(text).expect("a graph");
        graph.entities().filter(|n| n.label == name || n.aliases.iter().any(|a| a == name)).count()
    };
    let text =
        "Washington rejected the proposal on Tuesday. Exports from the United States to Norway have fallen.";
    let merged = merging.extract(text).expect("a graph");
    let country = merged.entity_named("United States").expect("the country");
    assert!(country.aliases.iter().any(|a| a == "Washington") && ties(&merged).is_empty());
    assert_eq!(country.mentions.len(), 2);
    for (i, entity) in merged.entities().enumerate() {
        assert_eq!(entity.id.index(), i);
    }
    let links = merging.analyze(text);
    let links = links.links();
    assert_eq!(links.iter().filter(|l| l.reason == LinkReason::Metonym).count(), 1);
    let plain = PLAIN.extract(text).expect("a graph");
    assert_ne!(
        plain.entity_named("Washington").map(|e| e.id),
        plain.entity_named("United States").map(|e| e.id)
    );
    // where the country is not named, its name is the label
    assert_eq!(count(&merging, "Moscow rejected the plan.", "Russia"), 1);
    // the city is meant, too
    let city = "Oslo rejected the plan. The envoys of Norway met in Oslo.";
    let graph = merging.extract(city).expect("a graph");
    assert_ne!(graph.entity_named("Oslo").map(|e| e.id), graph.entity_named("Norway").map(|e| e.id));
    assert_eq!(ties(&graph), ["Oslo | stands for | Norway"]);
}

#[test]
fn ties_to_countries_are_written_as_other_relations_are() {
    let graph = PLAIN.extract("Washington rejected the proposal on Tuesday.").expect("a graph");
    let mut turtle = Vec::new();
    graph.write_rdf(RdfFormat::Turtle, &mut turtle).expect("Turtle");
    assert_eq!(KnowledgeGraph::read_rdf(RdfFormat::Turtle, &turtle).expect("a graph"), graph);
    let back: KnowledgeGraph = serde_json::from_str(&graph.to_json().expect("JSON")).expect("a graph");
    assert_eq!(back, graph);
}

#[test]
fn seats_are_organizations_and_banks_of_rivers_are_places() {
    let text = "The Kremlin denied the report. Soldiers returned to the West Bank on Monday.";
    let graph = PLAIN.extract(text).expect("a graph");
    let kind = |name: &str| graph.entity_named(name).map(|e| e.kind);
    assert_eq!(kind("Kremlin"), Some(Kind::Organization));
    assert_ne!(kind("West Bank"), Some(Kind::Organization));
}
