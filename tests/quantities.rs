//! Quantities that deny (*not a single*, *none of*), qualities with what completes them (*guilty of*), and phrases of what has yet
//! to come about: what invented sentences must say, and what they must not.

use relata::propositions::{Modality, Polarity};
use relata::{Extractor, KnowledgeGraph};
use std::sync::LazyLock;

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(|| Extractor::new().expect("the embedded model loads"));

/// `subject | label | object`, with `not` and the modality behind it where they hold.
fn facts(graph: &KnowledgeGraph) -> Vec<String> {
    let name = |id| graph.entity(id).map_or("", |e| e.label.as_str());
    let line = |r: &relata::graph::Relation| {
        let denied = if r.polarity == Polarity::Negative { " not" } else { "" };
        let open = if r.modality == Modality::Actual { "" } else { r.modality.as_str() };
        format!("{} | {} | {}{denied} {open}", name(r.subject), r.label, graph.text_of(&r.object))
    };
    graph.relations().map(|r| line(r).trim_end().to_owned()).collect()
}

/// Fails where a fact is missing, or one with a `-` in front is there.
fn check(table: &[(&str, &[&str])]) {
    let mut wrong = Vec::new();
    for (text, expected) in table {
        let graph = EXTRACTOR.extract(text).expect("a graph");
        let found = facts(&graph);
        for fact in *expected {
            let (fact, wanted) = fact.strip_prefix("- ").map_or((*fact, true), |f| (f, false));
            if found.iter().any(|f| f == fact) != wanted {
                wrong.push(format!("{text}\n    {fact}: wanted {wanted}\n    found {found:#?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_smallest_quantity_denied_denies_the_fact() {
    check(&[
        (
            "Not a single window was broken, the caretaker said.",
            &["window | was broken | broken not", "- Not a single window | was broken | broken"],
        ),
        ("Not one of the trawlers reached Tromsdal.", &["trawlers | reached | Tromsdal not"]),
        ("Not one trawler reached Tromsdal.", &["trawler | reached | Tromsdal not"]),
        ("Hardly any of the tenants backed Kvist.", &["tenants | backed | Kvist not"]),
        ("The bank lent Kvist not a single krone.", &["bank | lent | krone not"]),
        (
            "Not even a single member of the choir thanked Kvist.",
            &["member of the choir | thanked | Kvist not"],
        ),
    ]);
}

#[test]
fn none_of_them_is_about_them() {
    check(&[
        ("None of the five banks sued Kvist.", &["five banks | sued | Kvist not"]),
        ("Kvist paid none of the tenants.", &["Kvist | paid | tenants not"]),
        ("Neither of the trawlers reached Tromsdal.", &["trawlers | reached | Tromsdal not"]),
        ("Kvist told no one.", &["Kvist | told | no one not"]),
    ]);
}

#[test]
fn a_part_denied_is_no_denial_of_the_fact() {
    check(&[
        ("Not all trawlers reached Tromsdal.", &["Not all trawlers | reached | Tromsdal"]),
        ("Not one but two trawlers reached Tromsdal.", &["- two trawlers | reached | Tromsdal not"]),
        (
            "No fewer than nine trawlers reached Tromsdal.",
            &["No fewer than nine trawlers | reached | Tromsdal"],
        ),
        ("Kvist, not a lawyer, met Ruud.", &["Kvist | met | Ruud", "- Kvist | role | not a lawyer"]),
    ]);
}

#[test]
fn a_quality_goes_with_what_completes_it() {
    check(&[
        ("Ruud was found guilty of arson.", &["Ruud | was found guilty of | arson"]),
        ("Ruud pleaded guilty to arson.", &["Ruud | pleaded guilty to | arson"]),
        ("Kvist remained loyal to Ruud.", &["Kvist | remained loyal to | Ruud"]),
        ("Kvist became aware of the leak.", &["Kvist | became aware of | leak"]),
        ("The mill was declared unsafe for children in May.", &["mill | was declared unsafe for | children"]),
        ("Ruud was found dead in Tromsdal.", &["Ruud | was found | dead"]),
        ("Ruud pleaded guilty.", &["Ruud | pleaded | guilty"]),
    ]);
}

#[test]
fn what_is_yet_to_come_about_is_not_told_as_there() {
    check(&[
        (
            "Kvist promised to form an alliance with the Farmers' Party.",
            &["- alliance with the Farmers' Party | with | Farmers' Party"],
        ),
        ("There was no treaty with Denmark.", &["- treaty with Denmark | with | Denmark"]),
        ("Kvist wants to sign a treaty with Denmark.", &["treaty with Denmark | with | Denmark planned"]),
        ("Kvist signed a treaty with Denmark.", &["treaty with Denmark | with | Denmark"]),
    ]);
}
