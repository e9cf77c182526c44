//! The twelve questions of `examples/sparql.rs`, each with rows that its answer has to have, and rows it must not have.

#[path = "../examples/sparql.rs"]
mod sparql;

use relata::Extractor;

#[test]
fn twelve_questions_are_answered() {
    let builder = Extractor::builder().document_id("harbour").published("2026-05-05");
    let extractor = builder.build().expect("the embedded model loads");
    let graph = extractor.extract(include_str!("../examples/articles/harbour.txt")).expect("a graph");
    let store = sparql::load(&graph).expect("a store");
    let expected: [&[&[&str]]; 12] = [
        &[&["Pieter Vandaele", "Kaja Tamm", "Antwerp"]],
        &[&["Greta Lund", "Tomás Figueira", "Sigrid Moen"]],
        &[
            &["Greta Lund", "foreign minister", "Norway"],
            &["Tomás Figueira", "president", "Portugal"],
            &["Kaja Tamm", "chief executive", "Baltic Investment Bank"],
        ],
        &[&["Sweden", "never signed", "Northern Harbour Treaty"], &["Portugal", "offered", "separate deal"]],
        &[
            &[
                "Kaja Tamm",
                "bank’s board",
                "not approved",
                "loans from the Baltic Investment Bank for smaller ports",
            ],
            &["Marta Quental", "Atlantic Hydrogen", "would build", "two storage tanks"],
            &["Anders Holm", "crews", "might return to", "port of Bergen"],
        ],
        &[&["Greta Lund", "is expected to travel to", "Copenhagen", "2026-05-08"]],
        &[&["Greta Lund", "arrive in", "Lisbon"]],
        &[&["Norway", "2019"], &["Portugal", "2019"]],
        &[&["planned to meet with", "Tomás Figueira", "president of"]],
        &[&["2979", "2988", "On Monday"], &["3007", "3038", "Mr. Vandaele met with Kaja Tamm"]],
        &[&[
            "Ms. Tamm",
            "Ms. Tamm said the bank’s board had not yet approved the new loans and could still refuse them.",
        ]],
        &[&["Sigrid Moen", "5"], &["Anders Holm", "3"]],
    ];
    for ((question, query), expected) in sparql::QUESTIONS.into_iter().zip(expected) {
        let rows = sparql::ask(&store, query).unwrap_or_else(|e| panic!("{question} {e}"));
        for row in expected {
            assert!(rows.iter().any(|r| r == row), "{question}\n{row:?} is not in\n{rows:#?}");
        }
    }
    // whom she only plans to meet is nobody she met
    let (_, met) = sparql::QUESTIONS[0];
    let met = sparql::ask(&store, met).expect("an answer");
    assert!(met.iter().flatten().all(|name| name != "Greta Lund"));
    let (_, denied) = sparql::QUESTIONS[3];
    let denied = sparql::ask(&store, denied).expect("an answer").len();
    assert_eq!(denied, graph.relations().filter(|r| r.polarity.as_str() == "negative").count());
    assert!(sparql::ask(&store, "no question").is_err());
    // nobody travelled to where a journey is only expected; an office that has ended is none
    let (_, went) = sparql::QUESTIONS[6];
    let went = sparql::ask(&store, went).expect("an answer");
    assert!(went.iter().flatten().all(|place| place != "Copenhagen"));
    let (_, offices) = sparql::QUESTIONS[2];
    let offices = sparql::ask(&store, offices).expect("an answer");
    assert!(offices.iter().flatten().all(|of| of != "parliament"), "{offices:?}");
}

/// The page has each question as the example asks it, with an answer that is one.
#[test]
fn the_page_has_every_question_and_a_right_answer() {
    let page = include_str!("../docs/sparql.md");
    let builder = Extractor::builder().document_id("harbour").published("2026-05-05");
    let extractor = builder.build().expect("the embedded model loads");
    let graph = extractor.extract(include_str!("../examples/articles/harbour.txt")).expect("a graph");
    let store = sparql::load(&graph).expect("a store");
    let chapters: Vec<&str> = page.split("\n## ").skip(1).collect();
    assert_eq!(chapters.len(), sparql::QUESTIONS.len());
    for ((question, query), chapter) in sparql::QUESTIONS.into_iter().zip(chapters) {
        assert!(chapter.starts_with(question), "{question}");
        let spaces = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(spaces(chapter).contains(&spaces(query)), "{question}: the page asks something else");
        let rows = sparql::ask(&store, query).expect("an answer");
        let shown: Vec<Vec<String>> = chapter
            .lines()
            .filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |"))
            .filter(|line| !line.starts_with(['?', '-']))
            .map(|line| line.split(" | ").map(str::to_owned).collect())
            .collect();
        assert!(
            !shown.is_empty() && shown.iter().all(|row| rows.contains(row)),
            "{question}\n{shown:#?}\n{rows:#?}"
        );
    }
}
