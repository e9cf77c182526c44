//! Articles merged: a hundred about the same twenty people, in any order, and what keeps people apart.

use relata::graph::{
    ArticleEntity, DocumentInfo, EntityNode, Evidence, GraphBuilder, KnowledgeGraph, KnownEntities,
    KnownError, MergeError, MergeReason, MergedGraph, Relation, Value,
};
use relata::propositions::{Modality, Polarity, PropositionKind};
use relata::{EntityId, Extractor, Kind, RdfFormat, ReadError, RelationId};
use std::collections::{BTreeMap, BTreeSet};

/// Given name, middle initial, surname, suffix, honorific, title.
type Person = (&'static str, &'static str, &'static str, &'static str, &'static str, &'static str);

/// Two of one surname (Lund, Ferreira), father and son (Holm), two of one given name (Marta).
const PEOPLE: [Person; 20] = [
    ("Greta", "A.", "Lund", "", "Ms.", "Minister"),
    ("Olav", "P.", "Lund", "", "Mr.", "General"),
    ("Anders", "K.", "Holm", "", "Mr.", "President"),
    ("Anders", "K.", "Holm", " Jr.", "Mr.", "Senator"),
    ("Hugo", "F.", "Brandt", "", "Mr.", "Professor"),
    ("Marta", "L.", "Ferreira", "", "Ms.", "Senator"),
    ("Paulo", "M.", "Ferreira", "", "Mr.", "Judge"),
    ("Marta", "S.", "Okafor", "", "Ms.", "Minister"),
    ("Daniel", "R.", "Whitcombe", "", "Mr.", "Governor"),
    ("Ingrid", "E.", "Solberg", "", "Ms.", "Mayor"),
    ("Tomas", "V.", "Novotny", "", "Mr.", "Minister"),
    ("Laura", "B.", "Castellan", "", "Ms.", "Judge"),
    ("Peter", "J.", "Ashdown", "", "Mr.", "Senator"),
    ("Elena", "D.", "Markovic", "", "Ms.", "Professor"),
    ("Robert", "W.", "Kessler", "", "Mr.", "General"),
    ("Susan", "H.", "Pemberton", "", "Ms.", "Governor"),
    ("Viktor", "N.", "Dragan", "", "Mr.", "President"),
    ("Alice", "C.", "Thornbury", "", "Ms.", "Mayor"),
    ("Samuel", "G.", "Adeyemi", "", "Mr.", "Minister"),
    ("Nina", "T.", "Rask", "", "Ms.", "Senator"),
];

fn full((given, _, surname, suffix, ..): Person) -> String {
    format!("{given} {surname}{suffix}")
}

/// The name at first mention, in one of four forms.
fn first((given, middle, surname, suffix, _, title): Person, form: usize) -> String {
    match form % 4 {
        0 => format!("{given} {surname}{suffix}"),
        1 => format!("{given} {middle} {surname}{suffix}"),
        2 => format!("{title} {given} {surname}{suffix}"),
        _ => format!("{title} {given} {middle} {surname}{suffix}"),
    }
}

fn again((_, _, surname, _, honorific, _): Person, form: usize) -> String {
    if form.is_multiple_of(2) { surname.to_owned() } else { format!("{honorific} {surname}") }
}

/// A hundred articles: each of the twenty leads five of them, in four forms of the name, and meets three others elsewhere.
fn hundred() -> Vec<KnowledgeGraph> {
    let mut graphs = Vec::new();
    for number in 0..100 {
        let one = PEOPLE[number % 20];
        let mut step = 1 + number / 20 * 3;
        // no article has two of one surname
        while PEOPLE[(number + step) % 20].2 == one.2 {
            step += 1;
        }
        let two = PEOPLE[(number + step) % 20];
        let form = number / 20 + number % 20;
        let (a, b) = (first(one, form), first(two, form / 2 + number));
        let (later, other) = (again(one, form), again(two, form + 1));
        let text = match number % 3 {
            0 => format!(
                "{a} met {b} in Lisbon on Friday. {later} praised the harbour plan. {other} rejected it."
            ),
            1 => {
                format!("{a} criticized {b} on Monday. {other} did not answer. {later} will travel to Oslo.")
            }
            _ => format!(
                "On Tuesday, {a} invited {b} to a conference. {later} opened it, and {other} thanked the guests."
            ),
        };
        let extractor = Extractor::builder().document_id(format!("article-{number:03}")).build();
        graphs.push(extractor.expect("the model loads").extract(&text).expect("a graph"));
    }
    graphs
}

fn merged(graphs: impl IntoIterator<Item = KnowledgeGraph>) -> MergedGraph {
    let mut builder = GraphBuilder::new();
    for graph in graphs {
        builder.add(graph).expect("ids differ");
    }
    let merged = builder.finish();
    assert_eq!(bytes(&builder.into_merged()), bytes(&merged), "moved or copied, the articles are the same");
    merged
}

fn bytes(merged: &MergedGraph) -> (String, String, Vec<u8>) {
    let mut quads = Vec::new();
    merged.write_rdf(RdfFormat::NQuads, &mut quads).expect("written");
    let merges = serde_json::to_string(merged.merges()).expect("json");
    (merged.graph().to_json().expect("json"), merges, quads)
}

/// A shuffle by a linear congruential generator.
fn shuffled<T: Clone>(items: &[T], mut seed: u64) -> Vec<T> {
    let mut items = items.to_vec();
    for i in (1..items.len()).rev() {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        items.swap(i, (seed >> 33) as usize % (i + 1));
    }
    items
}

#[test]
fn a_hundred_articles_about_twenty_people_merge_into_twenty_in_any_order() {
    let graphs = hundred();
    let once = merged(graphs.clone());
    let persons: BTreeSet<&str> = once
        .graph()
        .entities()
        .filter(|e| e.kind == Kind::Person && e.named)
        .map(|e| e.label.as_str())
        .collect();
    let mut found: BTreeMap<EntityId, BTreeSet<usize>> = BTreeMap::new();
    let mut wrong = Vec::new();
    for (number, graph) in graphs.iter().enumerate() {
        // who each named person of the article is, by the suffix and surname its text has
        for entity in graph.entities().filter(|e| e.kind == Kind::Person && e.named) {
            let texts = || entity.mentions.iter().map(|m| m.text.as_str()).chain([entity.label.as_str()]);
            let is = |p: &Person| {
                texts().any(|t| t.contains(p.0) && t.contains(p.2) && t.contains("Jr") != p.3.is_empty())
            };
            let Some(who) = PEOPLE.iter().position(is) else {
                wrong.push(format!("{number}: {}", entity.label));
                continue;
            };
            let origin = ArticleEntity { document: format!("article-{number:03}"), entity: entity.id };
            let node = once.graph().entities().find(|e| once.origins(e.id).contains(&origin)).expect("kept");
            found.entry(node.id).or_default().insert(who);
        }
    }
    assert_eq!(wrong, Vec::<String>::new(), "persons the articles do not have");
    assert_eq!(persons.len(), 20, "{persons:?}");
    assert!(found.values().all(|who| who.len() == 1), "two people in one: {found:?}");
    let forms = |id: &EntityId| once.graph().entity(*id).map(|e| (e.label.clone(), e.aliases.clone()));
    let forms: Vec<_> = found.keys().filter_map(forms).collect();
    assert_eq!(found.len(), 20, "one person in two: {forms:?}");
    let names: BTreeSet<String> = PEOPLE.iter().map(|&p| full(p)).collect();
    assert_eq!(names.len(), 20);
    let expected = bytes(&once);
    for seed in 1..6 {
        assert_eq!(bytes(&merged(shuffled(&graphs, seed))), expected, "order {seed}");
    }
}

fn article(id: &str, entities: &[(&str, Kind, &[&str])]) -> KnowledgeGraph {
    let mut graph = KnowledgeGraph::new(DocumentInfo { id: id.to_owned(), ..DocumentInfo::default() });
    for (label, kind, aliases) in entities {
        let aliases = aliases.iter().map(|&a| a.to_owned()).collect();
        graph.add_entity(EntityNode { aliases, ..EntityNode::new(*label, *kind) });
    }
    graph
}

fn persons(names: &[&str]) -> Vec<KnowledgeGraph> {
    let one = |(i, name): (usize, &&str)| article(&format!("{i}"), &[(name, Kind::Person, &[])]);
    names.iter().enumerate().map(one).collect()
}

/// The sets of labels that were made one.
fn sets(merged: &MergedGraph, graphs: &[KnowledgeGraph]) -> Vec<Vec<String>> {
    let label = |origin: &ArticleEntity| {
        let graph = graphs.iter().find(|g| g.document().id == origin.document).expect("there");
        graph.entity(origin.entity).expect("there").label.clone()
    };
    merged.graph().entities().map(|e| merged.origins(e.id).iter().map(label).collect()).collect()
}

#[track_caller]
fn makes(graphs: Vec<KnowledgeGraph>, expected: &[&[&str]]) {
    assert_eq!(sets(&merged(graphs.clone()), &graphs), expected);
}

#[test]
fn forms_of_one_name_join_and_what_stands_between_two_stays_alone() {
    makes(persons(&["Lund", "Greta Lund", "Greta A. Lund"]), &[&["Lund", "Greta Lund", "Greta A. Lund"]]);
    makes(persons(&["Greta Lund", "Lund", "Olav Lund"]), &[&["Greta Lund"], &["Lund"], &["Olav Lund"]]);
    makes(
        persons(&["Greta Lund", "G. Lund", "Gunnar Lund"]),
        &[&["Greta Lund"], &["G. Lund"], &["Gunnar Lund"]],
    );
    makes(persons(&["Greta Lund", "Ms. Lund", "Olav Lund"]), &[&["Greta Lund", "Ms. Lund"], &["Olav Lund"]]);
    makes(persons(&["Greta", "Greta Lund"]), &[&["Greta"], &["Greta Lund"]]);
    makes(persons(&["Lund", "Lund"]), &[&["Lund"], &["Lund"]]);
    let three = ["Olav P. Lund", "Olav Lund", "Olav T. Lund"];
    makes(persons(&three), &[&["Olav P. Lund"], &["Olav Lund"], &["Olav T. Lund"]]);
}

#[test]
fn father_and_son_stay_two() {
    let names = ["Anders Holm", "Anders Holm Jr.", "President Anders Holm", "Anders K. Holm Jr.", "Holm"];
    let expected: [&[&str]; 3] =
        [&["Anders Holm", "President Anders Holm"], &["Anders Holm Jr.", "Anders K. Holm Jr."], &["Holm"]];
    makes(persons(&names), &expected);
}

#[test]
fn a_company_is_not_its_founder() {
    let graphs = vec![
        article("1", &[("Hugo Brandt", Kind::Person, &[]), ("Hugo Brandt", Kind::Organization, &[])]),
        article("2", &[("Hugo Brandt", Kind::Organization, &[]), ("Hugo Brandt", Kind::Person, &[])]),
    ];
    let merged = merged(graphs);
    let found: Vec<(Kind, usize, &str)> = merged
        .graph()
        .entities()
        .map(|e| (e.kind, merged.origins(e.id).len(), e.iri.as_deref().unwrap_or_default()))
        .collect();
    let expected = [
        (Kind::Person, 2, "https://example.org/entity/hugo-brandt"),
        (Kind::Organization, 2, "https://example.org/entity/hugo-brandt-organization"),
    ];
    assert_eq!(found, expected);
}

#[test]
fn legal_forms_tell_firms_apart_however_they_are_written() {
    let firm = |(i, name): (usize, &&str)| article(&format!("{i}"), &[(name, Kind::Organization, &[])]);
    let names = ["Brandel Inc.", "Brandel GmbH", "Brandel Incorporated"];
    makes(
        names.iter().enumerate().map(firm).collect(),
        &[&["Brandel Inc.", "Brandel Incorporated"], &["Brandel GmbH"]],
    );
}

#[test]
fn pet_names_join_and_other_given_names_do_not() {
    makes(persons(&["Robert Kessler", "Bob Kessler"]), &[&["Robert Kessler", "Bob Kessler"]]);
    makes(persons(&["Richard Kessler", "Bob Kessler"]), &[&["Richard Kessler"], &["Bob Kessler"]]);
}

#[test]
fn acronyms_join_through_an_article_that_explains_them() {
    let organization = Kind::Organization;
    let long = "World Harbour Organization";
    let graphs = vec![
        article("1", &[("WHO", organization, &[])]),
        article("2", &[(long, organization, &["WHO", "the organization"])]),
        article("3", &[(long, Kind::Place, &[])]),
        article("4", &[("Ministry", organization, &[])]),
        article("5", &[("Ministry of Harbours", organization, &["Ministry"])]),
    ];
    let expected: [&[&str]; 3] = [&["WHO", long, long], &["Ministry"], &["Ministry of Harbours"]];
    makes(graphs.clone(), &expected);
    let merged = merged(graphs);
    assert_eq!(merged.graph().entity(EntityId(0)).expect("there").label, long);
    assert_eq!(merged.merges()[0].reason, MergeReason::Alias);
}

fn fact(subject: u32, object: u32) -> Relation {
    Relation {
        id: RelationId(0),
        subject: EntityId(subject),
        predicate: "praise".to_owned(),
        marker: String::new(),
        label: "praised".to_owned(),
        property: None,
        object: Value::Entity(EntityId(object)),
        time: None,
        amounts: Vec::new(),
        qualifiers: Vec::new(),
        polarity: Polarity::Affirmative,
        modality: Modality::Actual,
        attribution: None,
        presupposed: false,
        symmetric: false,
        tenure: None,
        construction: PropositionKind::Clause,
        rule: "clause/transitive".into(),
        confidence: 0.5,
        evidence: vec![Evidence { document: 0, start: 3, end: 9, sentence: 0, words: Vec::new() }],
    }
}

#[test]
fn one_edge_has_the_evidence_of_both_articles_and_knows_which_is_whose() {
    let two: [(&str, Kind, &[&str]); 2] =
        [("Greta Lund", Kind::Person, &[]), ("Olav Berg", Kind::Person, &[])];
    let mut graphs = vec![article("a", &two), article("b", &two), article("c", &two)];
    graphs[0].add_relation(fact(0, 1)).expect("added");
    graphs[2].add_relation(fact(0, 1)).expect("added");
    graphs[2].add_relation(Relation { polarity: Polarity::Negative, ..fact(0, 1) }).expect("added");
    let merged = merged(graphs);
    let evidence: Vec<Vec<&str>> = merged
        .graph()
        .relations()
        .map(|r| r.evidence.iter().map(|e| merged.graph().documents()[e.document].id.as_str()).collect())
        .collect();
    assert_eq!(evidence, [vec!["a", "c"], vec!["c"]]);
    let json = merged.graph().to_json().expect("json");
    assert_eq!(&serde_json::from_str::<KnowledgeGraph>(&json).expect("read"), merged.graph());
    // as RDF it is written article by article, each in its graph, and read back
    assert!(merged.graph().write_rdf(RdfFormat::NQuads, std::io::sink()).is_err());
    let mut quads = Vec::new();
    merged.write_rdf(RdfFormat::NQuads, &mut quads).expect("written");
    let quads = String::from_utf8(quads).expect("text");
    let subjects: BTreeSet<&str> = quads
        .lines()
        .filter(|l| l.contains("/predicate/praise>") && l.starts_with("<https://example.org/entity/"))
        .collect();
    assert_eq!(subjects.len(), 2, "{subjects:?}");
    assert!(subjects.iter().all(|l| l.starts_with("<https://example.org/entity/greta-lund>")));
    let own = &merged.articles()[0];
    let mut turtle = Vec::new();
    own.write_rdf(RdfFormat::Turtle, &mut turtle).expect("written");
    assert_eq!(KnowledgeGraph::read_rdf(RdfFormat::Turtle, &turtle).expect("read").entities().count(), 2);
}

#[test]
fn a_table_of_known_entities_gives_iris_and_tells_apart() {
    let csv = "iri,name,aliases,kind\n\
        https://example.org/known/lund,Greta Lund,Gretchen Lund|G. A. Lund,person\n\
        https://example.org/known/lund-shipping,Greta Lund,,organization\n\
        https://example.org/known/berg-1,Olav Berg,,person\n\
        https://example.org/known/berg-2,Olav Berg,,person\n";
    let json = r#"[
        {"iri": "https://example.org/known/lund", "name": "Greta Lund", "aliases": ["Gretchen Lund", "G. A. Lund"], "kind": "person"},
        {"iri": "https://example.org/known/lund-shipping", "name": "Greta Lund", "kind": "organization"},
        {"iri": "https://example.org/known/berg-1", "name": "Olav Berg", "kind": "person"},
        {"iri": "https://example.org/known/berg-2", "name": "Olav Berg", "kind": "person"}]"#;
    let known = KnownEntities::from_csv(csv).expect("a table");
    assert_eq!(KnownEntities::from_json(json).expect("a table"), known);
    let mut builder = GraphBuilder::new();
    for graph in persons(&["Gretchen Lund", "Minister Greta Lund", "Olav Berg", "Lund"]) {
        builder.add(graph).expect("added");
    }
    let merged = builder.known(known).finish();
    let found: Vec<(usize, &str)> = merged
        .graph()
        .entities()
        .map(|e| (merged.origins(e.id).len(), e.iri.as_deref().unwrap_or_default()))
        .collect();
    let lund = "https://example.org/known/lund";
    let expected =
        [(2, lund), (1, "https://example.org/entity/olav-berg"), (1, "https://example.org/entity/3_lund")];
    assert_eq!(found, expected);
    assert_eq!(merged.merges()[0].reason, MergeReason::Known);
    assert_eq!(merged.articles()[0].entities().next().and_then(|e| e.iri.as_deref()), Some(lund));

    let turtle = br#"@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix schema: <https://schema.org/> .
        <https://example.org/known/lund> a schema:Person ; skos:prefLabel "Greta Lund" ; skos:altLabel "Gretchen Lund" ."#;
    let known = KnownEntities::from_rdf(RdfFormat::Turtle, turtle).expect("a vocabulary");
    assert_eq!(known.entities()[0].kind, Some(Kind::Person));
    assert_eq!(
        builder.known(known).finish().graph().entities().next().and_then(|e| e.iri.as_deref()),
        Some(lund)
    );
    assert!(KnownEntities::from_rdf(RdfFormat::Turtle, b"<a> <b>").is_err());
}

#[test]
fn errors_name_their_line() {
    let broken =
        "iri,name,kind\nhttps://example.org/a,Greta Lund,person\nhttps://example.org/b,Olav Berg,persn\n";
    let error = KnownEntities::from_csv(broken).expect_err("no kind");
    assert!(matches!(error, KnownError::Csv { line: 3, .. }), "{error}");
    let short = KnownEntities::from_csv("iri,name\nhttps://example.org/a\n").expect_err("a cell is missing");
    assert!(matches!(short, KnownError::Csv { line: 2, .. }), "{short}");
    assert!(
        KnownEntities::from_csv("name\nGreta Lund\n").expect_err("no IRI").to_string().contains("column iri")
    );
    let json = "[\n{\"iri\": \"nothing\", \"name\": \"Greta Lund\"}]";
    assert!(KnownEntities::from_json(json).expect_err("no IRI").to_string().contains("line 2"));
}

#[test]
fn a_merge_can_be_undone_and_the_undoing_too() {
    let mut builder = GraphBuilder::new();
    for graph in persons(&["Greta Lund", "Greta Lund", "Greta Lund"]) {
        builder.add(graph).expect("added");
    }
    let all = builder.finish();
    assert_eq!(all.graph().entities().count(), 1);
    let of = |document: &str| ArticleEntity { document: document.to_owned(), entity: EntityId(0) };
    builder.keep_apart(of("0"), of("2")).expect("both are there");
    let apart = builder.finish();
    let sizes: Vec<usize> = apart.graph().entities().map(|e| apart.origins(e.id).len()).collect();
    assert_eq!(sizes, [2, 1]);
    let iris: BTreeSet<&str> = apart.graph().entities().filter_map(|e| e.iri.as_deref()).collect();
    assert_eq!(iris.len(), 2);
    builder.allow_together(&of("2"), &of("0"));
    assert_eq!(bytes(&builder.finish()), bytes(&all));
    let error = builder.keep_apart(of("0"), of("9")).expect_err("no such article");
    assert!(matches!(error, MergeError::Entity { .. }));
    let again = builder.add(persons(&["Olav Berg"]).remove(0)).expect_err("the id is taken");
    assert_eq!(again, MergeError::Document { id: "0".to_owned() });
}

#[test]
fn a_merged_graph_is_kept_as_json_and_as_rdf() {
    let two: [(&str, Kind, &[&str]); 2] =
        [("Greta Lund", Kind::Person, &[]), ("Olav Berg", Kind::Person, &[])];
    let mut graphs = vec![
        article("a", &two),
        article("b", &two),
        article("c", &[("Greta A. Lund", Kind::Person, &[]), two[1], ("Lund", Kind::Person, &[])]),
    ];
    graphs[0].add_relation(fact(0, 1)).expect("added");
    graphs[2].add_relation(fact(0, 1)).expect("added");
    let texts = [
        "Greta Lund met Olav Berg in Oslo. The council praised her.",
        "The council did not invite Ms. Lund. Greta Lund left.",
    ];
    let extractor = Extractor::new().expect("the embedded model loads");
    let read = |(place, text): (usize, &&str)| {
        extractor.extract_document(&relata::Document::new(format!("text {place}"), *text)).expect("a graph")
    };
    let read: Vec<KnowledgeGraph> = texts.iter().enumerate().map(read).collect();
    for articles in
        [Vec::new(), vec![graphs[0].clone()], graphs.clone(), read.clone(), [graphs, read].concat()]
    {
        let merged = merged(articles);
        let json = serde_json::to_string(&merged).expect("JSON");
        let back: MergedGraph = serde_json::from_str(&json).expect("a merged graph");
        assert_eq!(back, merged);
        assert_eq!(bytes(&back), bytes(&merged));
        for format in [RdfFormat::NQuads, RdfFormat::TriG] {
            let mut written = Vec::new();
            merged.write_rdf(format, &mut written).expect("written");
            let back = MergedGraph::read_rdf(format, &written).expect("a dataset");
            assert_eq!(back.graph(), merged.graph());
            let origins = |merged: &MergedGraph| {
                merged.graph().entities().map(|e| merged.origins(e.id).to_vec()).collect::<Vec<_>>()
            };
            assert_eq!(origins(&back), origins(&merged));
            let joined = |merged: &MergedGraph| {
                merged.merges().iter().map(|m| (m.into, m.entity.clone(), m.with.clone())).collect::<Vec<_>>()
            };
            assert_eq!(joined(&back), joined(&merged));
            assert!(back.merges().iter().all(|merge| merge.reason == MergeReason::SharedIri));
            let mut again = Vec::new();
            back.write_rdf(format, &mut again).expect("written");
            assert_eq!(String::from_utf8(again), String::from_utf8(written));
        }
    }
}

#[test]
fn a_merged_graph_whose_parts_do_not_fit_is_refused() {
    let two: [(&str, Kind, &[&str]); 2] =
        [("Greta Lund", Kind::Person, &[]), ("Olav Berg", Kind::Person, &[])];
    let merged = merged([article("a", &two), article("b", &two)]);
    let json = serde_json::to_value(&merged).expect("JSON");
    let refused = |change: &dyn Fn(&mut serde_json::Value)| {
        let mut json = json.clone();
        change(&mut json);
        serde_json::from_value::<MergedGraph>(json).expect_err("it cannot be").to_string()
    };
    let articles = refused(&|json| _ = json["articles"].as_array_mut().map(Vec::pop));
    assert!(articles.contains("the documents of the graph are not its articles"), "{articles}");
    let origins = refused(&|json| json["origins"][0][0]["entity"] = 9.into());
    assert!(origins.contains("the origins are not those of the entities"), "{origins}");
    let merges = refused(&|json| json["merges"][0]["with"]["document"] = "c".into());
    assert!(merges.contains("a merge names what is not there"), "{merges}");
    assert!(refused(&|json| json["merges"][0]["confidence"] = 7.into()).contains("a merge names"));
    let mut turtle = Vec::new();
    merged.write_rdf(RdfFormat::Turtle, &mut turtle).expect("written");
    assert!(matches!(MergedGraph::read_rdf(RdfFormat::Turtle, &turtle), Err(ReadError::Dataset { .. })));
    let mut quads = Vec::new();
    merged.write_rdf(RdfFormat::NQuads, &mut quads).expect("written");
    // another article that says it is *a*
    let quads = String::from_utf8(quads).expect("UTF-8").replace("identifier>\t\"b\"", "identifier>\t\"a\"");
    let twice = MergedGraph::read_rdf(RdfFormat::NQuads, quads.as_bytes());
    assert!(matches!(&twice, Err(ReadError::SameId { id }) if id == "a"), "{twice:?}");
}
