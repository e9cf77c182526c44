//! What facts say beside who did what: times, amounts, offices, the roles of adjuncts, evidence, and a user's own predicates.

mod common;

use common::facts;
use relata::Extractor;
use relata::propositions::{Modality, Ontology, Role, Tenure};
use std::sync::LazyLock;

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(|| Extractor::new().expect("the embedded model loads"));

#[test]
fn times_are_placed_against_the_day_of_publication() {
    let dated = Extractor::builder().published("2026-05-06").build().expect("the options are right");
    let when = |extractor: &Extractor, text: &str, predicate: &str| {
        let graph = extractor.extract(text).expect("a graph");
        let relation = graph.relations().find(|r| r.predicate == predicate);
        let time = relation.unwrap_or_else(|| panic!("{text}: no {predicate}")).time;
        let side = |t: Option<jiff::civil::DateTime>| t.map_or("..".to_owned(), |t| t.to_string());
        time.map_or("-".to_owned(), |t| format!("{} {} {:?}", side(t.start), side(t.end), t.granularity))
    };
    let table = [
        ("Greta Lund met Olav Berg on Friday.", "meet", "2026-05-01T00:00:00 2026-05-02T00:00:00 Day"),
        ("Greta Lund will meet Olav Berg on Friday.", "meet", "2026-05-08T00:00:00 2026-05-09T00:00:00 Day"),
        ("The ship sank two weeks ago.", "sink", "2026-04-20T00:00:00 2026-04-27T00:00:00 Week"),
        ("The council has met twice since March.", "meet", "2026-03-01T00:00:00 .. Month"),
        (
            "Norway’s invasion of Iceland in early 1622 failed.",
            "invade",
            "1622-01-01T00:00:00 1622-05-01T00:00:00 Month",
        ),
        ("Marta Quental left Porto.", "leave", "-"),
    ];
    for (text, predicate, expected) in table {
        assert_eq!(when(&dated, text, predicate), expected, "{text}");
    }
    assert_eq!(when(&EXTRACTOR, "Greta Lund met Olav Berg on Friday.", "meet"), "-");
    let dateline = "OSLO, May 6, 2026 (Agency) — Greta Lund met Olav Berg on Friday.";
    assert_eq!(when(&EXTRACTOR, dateline, "meet"), "2026-05-01T00:00:00 2026-05-02T00:00:00 Day");
}

#[test]
fn amounts_are_numbers_with_unit_currency_and_comparison() {
    let graph =
        EXTRACTOR.extract("Norway pledged more than 21 billion euros ($23.8 billion).").expect("a graph");
    let pledge = graph.relations().find(|r| r.predicate == "pledge").expect("a pledge");
    let shown: Vec<String> = pledge
        .amounts
        .iter()
        .map(|a| format!("{} {} {:?}", a.number, a.currency.as_deref().unwrap_or("-"), a.comparison))
        .collect();
    assert_eq!(shown, ["21000000000 EUR More", "23800000000 USD More"]);
}

#[test]
fn a_users_table_maps_filters_and_turns_relations() {
    let table = r#"
        [prefixes]
        ex = "https://example.org/terms/"

        [[property]]
        iri = "ex:employer"
        patterns = [{ predicates = ["work"], subject = ["person"], object = ["organization"] }]

        [[converse]]
        predicate = "employ"
        becomes = "work"
        label = "works for"
    "#;
    let ontology = Ontology::from_toml(table).expect("the table is right");
    let extractor =
        Extractor::builder().ontology(ontology).mapped_only(true).build().expect("the options are right");
    let text = "The Nordic Council employs Greta Lund. Greta Lund works for the Nordic Council. Greta Lund left Oslo.";
    let graph = extractor.extract(text).expect("a graph");
    assert_eq!(facts(&graph), ["Greta Lund | work | Nordic Council"]);
    let relation = graph.relations().next().expect("one relation");
    assert_eq!(relation.evidence.len(), 2);
    assert_eq!(
        relation.property.as_ref().map(|p| p.iri.as_str()),
        Some("https://example.org/terms/employer")
    );
}

#[test]
fn a_fact_said_twice_is_one_relation_with_two_pieces_of_evidence() {
    let dated = Extractor::builder().published("2026-05-06").build().expect("the options are right");
    let table = [
        ("Greta Lund met Olav Berg in Oslo on Friday. The weather was bad. Greta Lund met Olav Berg.", 1),
        ("Greta Lund met Olav Berg on Friday. Olav Berg met Greta Lund on May 1.", 1),
        ("Greta Lund met Olav Berg on Friday. Greta Lund met Olav Berg on Monday.", 2),
        ("Greta Lund met Olav Berg on Friday. Greta Lund will meet Olav Berg in June.", 2),
        ("Greta Lund met Olav Berg. Greta Lund did not meet Olav Berg.", 2),
        ("Greta Lund met Olav Berg. Kaja Tamm said that Greta Lund had met Olav Berg.", 2),
    ];
    for (text, expected) in table {
        let graph = dated.extract(text).expect("a graph");
        let meetings: Vec<_> = graph.relations().filter(|r| r.predicate == "meet").collect();
        assert_eq!(meetings.len(), expected, "{text}: {:?}", facts(&graph));
        assert_eq!(meetings.iter().map(|r| r.evidence.len()).sum::<usize>(), 2, "{text}");
    }
}

/// The office with its time, whether it has ended, and whether the graph asserts it.
#[test]
fn offices_say_when_they_are_held() {
    let table = [
        ("Pieter Vandaele, a former minister of Belgium, resigned.", "minister", "former", true, false),
        (
            "Ex-president Tomás Figueira of Portugal praised the plan.",
            "president",
            "Ex-president",
            true,
            false,
        ),
        ("Then-president Kaja Tamm of Estonia signed the treaty.", "president", "Then", true, false),
        ("Henning Claes, Norway’s then foreign minister, agreed.", "foreign minister", "then", true, false),
        (
            "Olav Berg, the acting chair of the Nordic Council, spoke on Monday.",
            "chair",
            "acting",
            false,
            true,
        ),
        ("Interim president Luca Ferrandi of Italy stayed at home.", "president", "Interim", false, true),
        ("Incoming director Sigrid Moen declined.", "role", "Incoming", false, false),
        ("Former minister Rui Vasc arrived in Lisbon.", "role", "Former", true, false),
        ("The president-elect, Greta Lund, met Olav Berg.", "role", "elect", false, false),
        ("Greta Lund, the president-elect of Norway, met Olav Berg.", "president", "elect", false, false),
        ("Rui Vasc is no longer minister of Portugal.", "minister", "no longer", true, false),
        ("Rui Vasc was the minister of Portugal until 2019.", "minister", "2019", true, false),
        ("Rui Vasc served as mayor of Porto until 2019.", "mayor", "2019", true, false),
        ("Rui Vasc is the mayor of Porto until 2030.", "mayor", "2030", false, true),
        ("Rui Vasc has been minister of Portugal since 2019.", "minister", "2019", false, true),
    ];
    for (text, office, when, ended, asserted) in table {
        let graph = EXTRACTOR.extract(text).expect("a graph");
        let found = graph.relations().find(|r| r.predicate == office);
        let found = found.unwrap_or_else(|| panic!("{text}: {:?}", facts(&graph)));
        let times: Vec<&str> = found
            .qualifiers
            .iter()
            .filter(|q| q.role == Role::Time)
            .map(|q| graph.text_of(&q.value))
            .collect();
        assert_eq!((times, found.has_ended(), found.is_asserted()), (vec![when], ended, asserted), "{text}");
        let coming = matches!(when, "Incoming" | "elect");
        assert_eq!(found.tenure == Some(Tenure::Former), ended, "{text}");
        assert_eq!(found.tenure == Some(Tenure::Future), coming, "{text}");
        assert_eq!(found.modality == Modality::Planned, coming, "{text}");
    }
    // one who holds it, and one who held it
    let graph =
        EXTRACTOR.extract("Minister Greta Lund of Norway met Olav Berg, a former minister of Norway.");
    let graph = graph.expect("a graph");
    let ended: Vec<bool> =
        graph.relations().filter(|r| r.predicate == "minister").map(|r| r.has_ended()).collect();
    assert_eq!(ended, [false, true]);
}

#[test]
fn adjuncts_with_nouns_that_are_no_places_have_their_roles() {
    let roles = |text: &str| -> Vec<(String, String)> {
        let graph = EXTRACTOR.extract(text).expect("a graph");
        let qualifiers = graph.relations().flat_map(|r| r.qualifiers.clone());
        qualifiers.map(|q| (q.role.as_str().to_owned(), graph.text_of(&q.value).to_owned())).collect()
    };
    let table = [
        ("Halvard built the dam at a cost of two million euros.", "amount", "cost of two million euros"),
        ("Halvard left the alliance in protest.", "cause", "protest"),
        ("Halvard bought the mill on condition that it keep the name.", "condition", "it keep the name"),
        ("The crowd cheered loudly as the queen entered.", "time", "as the queen entered"),
        ("Guards fired water at demonstrators on Sunday.", "destination", "demonstrators"),
        ("Halvard drove the lorry with negligence.", "manner", "negligence"),
        ("Prosecutors charged Halvard with negligence.", "topic", "negligence"),
        ("Halvard stood still as the verdict was read.", "time", "as the verdict was read"),
        ("Halvard denied the charge under oath.", "manner", "oath"),
        ("Halvard left the firm a week before the strike began.", "time", "a week before the strike began"),
        ("Halvard cut the subsidy by a fifth.", "amount", "fifth"),
        ("The drug slowed the loss of memory by 32 percent.", "amount", "32 percent"),
        (
            "The court barred the firm on the ground that the bank had failed.",
            "cause",
            "ground that the bank had failed",
        ),
    ];
    for (text, role, value) in table {
        let found = roles(text);
        assert!(
            found.iter().any(|(r, v)| r == role && v.contains(value)),
            "{text}\n    no {role} {value}\n    found {found:#?}"
        );
    }
}

#[test]
fn adjuncts_have_the_roles_that_a_reader_gives_them() {
    let roles = |text: &str, predicate: &str| -> Vec<Role> {
        let graph = EXTRACTOR.extract(text).expect("a graph");
        let relation = graph.relations().find(|r| r.predicate == predicate);
        relation
            .unwrap_or_else(|| panic!("{text}: no {predicate}"))
            .qualifiers
            .iter()
            .map(|q| q.role)
            .collect()
    };
    let table: [(&str, &str, &[Role]); 5] = [
        ("The firm paid its lawyers with public money.", "pay", &[Role::Instrument]),
        ("Greta Lund opened the bridge with Olav Berg.", "open", &[Role::Accompanier]),
        ("The council approved the plan although the union had sued it.", "approve", &[Role::Other]),
        ("The council will approve the plan if the union sues it.", "approve", &[Role::Condition]),
        // stress says nothing of the fact
        ("Ida Lund signed the contract herself.", "sign", &[]),
    ];
    for (text, predicate, expected) in table {
        assert_eq!(roles(text, predicate), expected, "{text}");
    }
}

#[test]
fn who_was_to_blame_is_told_as_it_stands() {
    let modality = |text: &str, predicate: &str| {
        let graph = EXTRACTOR.extract(text).expect("a graph");
        graph.relations().find(|r| r.predicate == predicate).map(|r| r.modality)
    };
    assert_eq!(modality("The driver was to blame for the crash.", "blame"), Some(Modality::Actual));
    assert_eq!(modality("The driver is to leave the country.", "leave"), Some(Modality::Planned));
}
