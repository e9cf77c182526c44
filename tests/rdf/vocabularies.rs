//! What relations, times, offices and acts are in the vocabularies of others.

use super::*;

/// The graph of a text.
fn extracted(text: &str) -> KnowledgeGraph {
    let builder = Extractor::builder().document_id("note").published("2026-05-06");
    builder.build().expect("the embedded model loads").extract(text).expect("a graph")
}

fn turtle(graph: &KnowledgeGraph) -> Dataset {
    read(&written(graph, RdfFormat::Turtle, &RdfOptions::default()), RdfFormat::Turtle)
}

fn has(dataset: &Dataset, subject: &str, predicate: &str, object: &str) -> bool {
    let ends = |term: String, end: &str| term.trim_end_matches('>').ends_with(end);
    dataset.iter().any(|q| {
        ends(q.subject.to_string(), subject)
            && ends(q.predicate.to_string(), predicate)
            && ends(q.object.to_string(), object)
    })
}

#[test]
fn prepositions_and_particles_make_two_predicates_of_one_verb() {
    let graph = extracted(
        "Senator Greta Lund voted for the bridge law. Senator Olav Berg voted against the bridge law. \
         Senator Kaja Tamm met Olav Berg. Senator Kaja Tamm met with Greta Lund.",
    );
    let full: Vec<String> = graph.relations().map(|r| r.full_predicate().into_owned()).collect();
    assert!(full.contains(&"vote for".to_owned()) && full.contains(&"vote against".to_owned()), "{full:?}");
    // whom one meets one meets with
    assert_eq!(full.iter().filter(|p| *p == "meet").count(), 2, "{full:?}");
    let data = turtle(&graph);
    assert!(has(&data, "entity/greta-lund", "predicate/vote-for", "bridge-law"));
    assert!(has(&data, "entity/olav-berg", "predicate/vote-against", "bridge-law"));
    assert!(!has(&data, "entity/olav-berg", "predicate/vote-for", "bridge-law"));
    for predicate in ["predicate/vote-for", "predicate/vote-against"] {
        assert_eq!(object(&data, predicate, "vocabulary#verb").as_deref(), Some("vote"));
    }
    // particles and prepositions of place, too; what is turned away is not turned to
    let moved = turtle(&extracted(
        "The farmers fought against the dam. The miners fought for the dam. Ivar Holm moved to Turin. Marta Solheim moved \
         from Lima. The guards turned away the visitors. Olga Brandt turned to the visitors. The board gave up the plan.",
    ));
    for (predicate, verb) in [
        ("fight-against", "fight"),
        ("fight-for", "fight"),
        ("move-to", "move"),
        ("move-from", "move"),
        ("turn-away", "turn"),
        ("turn-to", "turn"),
    ] {
        let found = object(&moved, &format!("predicate/{predicate}"), "vocabulary#verb");
        assert_eq!(found.as_deref(), Some(verb), "{predicate}");
    }
    assert!(has(&moved, "entity/ivar-holm", "predicate/move-to", "entity/turin"));
    assert!(!has(&moved, "entity/ivar-holm", "predicate/move-from", "entity/turin"));
    // both sides of one vote are two facts
    let both = extracted(
        "Greta Lund voted for the bridge law in May. Later, Greta Lund voted against the bridge law.",
    );
    assert_eq!(both.relations().filter(|r| r.predicate == "vote").count(), 2);
}

#[test]
fn classes_of_schema_org_times_of_owl_time_languages_and_no_event_an_agent() {
    let graph = extracted(
        "Greta Lund, the president of Norland, met Olav Berg of the Coastal Bank in Bergen on May 4, 2026. \
         The festival in Oslo said that Berg had left. The report said that the bridge was unsafe.",
    );
    let data = turtle(&graph);
    let classes = common::graph("Greta Lund", "Olav Berg", "meet", "the plan");
    for (kind, class) in [
        (Kind::Person, "Person"),
        (Kind::Organization, "Organization"),
        (Kind::Place, "Place"),
        (Kind::Event, "Event"),
    ] {
        let mut graph = classes.clone();
        graph.add_entity(entity("Northern Light", kind));
        let data = turtle(&graph);
        assert!(has(&data, "northern-light", "#type", &format!("https://schema.org/{class}")), "{class}");
        assert!(has(&data, "northern-light", "#type", &format!("vocabulary#{class}")), "{class}");
    }
    assert!(has(&data, "entity/greta-lund", "#type", "https://schema.org/Person"));
    assert!(has(&data, "entity/bergen", "#type", "https://schema.org/Place"));
    assert!(has(&data, "interval/2026-05-04_2026-05-05_day", "#type", "time#ProperInterval"));
    assert!(has(&data, "interval/2026-05-04_2026-05-05_day", "time#hasBeginning", "instant/2026-05-04"));
    assert!(object(&data, "instant/2026-05-04", "time#inXSDDateTime").is_some());
    let agents = data.iter().filter(|q| q.object.to_string().ends_with("prov#Agent>"));
    for agent in agents.map(|q| q.subject.to_string()) {
        let class = |name: &str| {
            has(&data, agent.trim_end_matches('>').rsplit('/').next().unwrap_or("?"), "#type", name)
        };
        assert!(
            !class("vocabulary#Event") && !class("vocabulary#Work") && !class("vocabulary#Time"),
            "{agent}"
        );
    }
    let labels: Vec<_> = data
        .iter()
        .filter(|q| q.predicate.as_str().ends_with("#label") || q.predicate.as_str().ends_with("#altLabel"))
        .collect();
    assert!(labels.len() > 10);
    assert!(labels.iter().all(|q| q.object.to_string().ends_with("@en")), "{labels:?}");
    // a source that is an event is one all the same
    let mut graph = common::graph("Greta Lund", "Olav Berg", "meet", "the plan");
    let event = graph.add_entity(entity("Harbour Festival", Kind::Event));
    graph.add_relation(Relation {
        attribution: Some(Value::Entity(event)),
        ..relation("open", Value::Entity(EntityId(1)))
    });
    let data = turtle(&graph);
    assert!(!has(&data, "entity/harbour-festival", "#type", "prov#Agent"));
    assert!(data.iter().any(|q| q.predicate.as_str().ends_with("prov#hadPrimarySource")));
    let bytes = written(&graph, RdfFormat::Turtle, &RdfOptions::default());
    assert_eq!(KnowledgeGraph::read_rdf(RdfFormat::Turtle, &bytes).expect("read back"), graph);
}

#[test]
fn times_belong_to_their_document_and_intervals_to_what_they_mean() {
    let read = |id: &str, published: &str| {
        let builder = Extractor::builder().document_id(id).published(published);
        let text = "Greta Lund met Olav Berg on Friday. Olav Berg left Bergen on May 4, 2026.";
        turtle(&builder.build().expect("the embedded model loads").extract(text).expect("a graph"))
    };
    let (monday, later) = (read("monday", "2026-05-11"), read("later", "2026-06-15"));
    let nodes = |data: &Dataset, part: &str| -> std::collections::BTreeSet<String> {
        data.iter().map(|q| q.subject.to_string()).filter(|iri| iri.contains(part)).collect()
    };
    let shared =
        |part: &str| nodes(&monday, part).intersection(&nodes(&later, part)).cloned().collect::<Vec<_>>();
    let times = |data: &Dataset| -> Vec<String> {
        let time = |q: &oxrdf::QuadRef<'_>| q.object.to_string().ends_with("vocabulary#Time>");
        data.iter().filter(time).map(|q| q.subject.to_string()).collect()
    };
    assert!(!times(&monday).is_empty(), "the articles name times");
    assert!(times(&monday).iter().all(|iri| iri.contains("entity/monday_")), "{:?}", times(&monday));
    assert!(shared("entity/").iter().all(|iri| !iri.contains("friday")));
    assert_eq!(shared("interval/"), ["<https://example.org/interval/2026-05-04_2026-05-05_day>"]);
    assert_eq!((nodes(&monday, "interval/").len(), nodes(&later, "interval/").len()), (2, 2));
}

#[test]
fn offices_are_roles_with_holder_organization_begin_and_end() {
    let graph = extracted(
        "President Greta Lund of Norway met Olav Berg, the chief executive of the Coastal Bank. \
         Kaja Tamm, a former mayor of Bergen, is not the chairwoman of the Northern Company. \
         Sigrid Moen was the minister of Norway from 2010 to 2015.",
    );
    let data = turtle(&graph);
    let role_of = |who: &str| -> Vec<String> {
        let holder = |q: &oxrdf::QuadRef<'_>| {
            q.predicate.as_str() == "https://schema.org/member"
                && q.object.to_string().ends_with(&format!("entity/{who}>"))
        };
        data.iter()
            .filter(holder)
            .map(|q| q.subject.to_string().trim_matches(['<', '>']).to_owned())
            .collect()
    };
    let [president]: [String; 1] = role_of("greta-lund").try_into().expect("one office");
    assert!(has(&data, "entity/norway", "schema.org/member", &president));
    assert!(has(&data, &president, "#type", "OrganizationRole"));
    assert_eq!(object(&data, &president, "/roleName").as_deref(), Some("president"));
    let [executive]: [String; 1] = role_of("olav-berg").try_into().expect("one office");
    assert!(has(&data, "entity/coastal-bank", "schema.org/member", &executive));
    // what has ended is a role that nobody has; what is denied is none
    for role in role_of("kaja-tamm") {
        assert!(
            has(&data, &role, "vocabulary#ended", "\"true\"^^<http://www.w3.org/2001/XMLSchema#boolean"),
            "{role}"
        );
        assert!(!has(&data, "", "schema.org/member", &role));
    }
    let [minister]: [String; 1] = role_of("sigrid-moen").try_into().expect("one office");
    assert_eq!(object(&data, &minister, "/startDate").as_deref(), Some("2010"));
    assert_eq!(object(&data, &minister, "/endDate").as_deref(), Some("2015"));
}

#[test]
fn rdflib_reads_triples_from_json_ld_and_a_dataset_where_that_is_wanted() {
    let Some(python) = common::python("rdflib") else { return };
    let graph = articles().swap_remove(0);
    let ask = |script: &str, bytes: &[u8]| {
        let mut command = std::process::Command::new(python.get_program());
        command.args(["-c", script]);
        common::run(command, bytes).trim().to_owned()
    };
    let graphs = "import sys, rdflib\ng = rdflib.Graph().parse(data=sys.stdin.read(), format=\"json-ld\")\nprint(len(g))";
    let sets = "import sys, rdflib\ng = rdflib.Dataset(default_union=False)\ng.parse(data=sys.stdin.read(), format=\"json-ld\")\n\
                print([str(c.identifier) for c in g.graphs() if len(c)])";
    let triples = turtle(&graph).len().to_string();
    let mut options = RdfOptions::default();
    assert_eq!(ask(graphs, &written(&graph, RdfFormat::JsonLd, &options)), triples);
    options.dataset = true;
    let dataset = written(&graph, RdfFormat::JsonLd, &options);
    assert_eq!(ask(sets, &dataset), "['https://example.org/graph/harbour']");
    assert_eq!(KnowledgeGraph::read_rdf(RdfFormat::JsonLd, &dataset).expect("read back"), graph);
}

#[test]
fn acts_of_schema_org_are_what_is_done_and_never_what_is_denied() {
    let text = "Greta Lund voted for the bridge law. Olav Berg did not vote against the harbour law. Kaja Tamm said that \
                Sigrid Moen had sold the ferry.";
    let builder = Extractor::builder().ontology(relata::propositions::Ontology::schema_org());
    let graph = builder.build().expect("the embedded model loads").extract(text).expect("a graph");
    let votes: Vec<&Relation> = graph.relations().filter(|r| r.predicate == "vote").collect();
    assert!(votes.len() >= 2 && votes.iter().all(|r| r.property.as_ref().is_some_and(|p| p.action)));
    let data = turtle(&graph);
    let done: Vec<String> = data
        .iter()
        .filter(|q| {
            q.object.to_string() == "<https://schema.org/VoteAction>"
                && q.predicate.as_str().ends_with("#type")
        })
        .map(|q| q.subject.to_string().trim_matches(['<', '>']).to_owned())
        .collect();
    assert_eq!(done.len(), 1, "{done:?}");
    assert!(has(&data, &done[0], "schema.org/agent", "entity/greta-lund"));
    assert!(has(&data, &done[0], "schema.org/actionStatus", "CompletedActionStatus"));
    assert!(
        !data.iter().any(|q| q.predicate.as_str() == "https://schema.org/VoteAction"),
        "a class is no property"
    );
    assert!(
        !data
            .iter()
            .any(|q| q.predicate.as_str().ends_with("#type") && q.object.to_string().contains("SellAction"))
    );
    let bytes = written(&graph, RdfFormat::Turtle, &RdfOptions::default());
    assert_eq!(KnowledgeGraph::read_rdf(RdfFormat::Turtle, &bytes).expect("read back"), graph);
}

/// Of 218,000 words of news a third of the relations fit the table (docs/rdf.md); of three short articles never less than a quarter.
#[test]
fn schema_org_maps_a_quarter_of_the_shipped_articles() {
    let builder = Extractor::builder().ontology(relata::propositions::Ontology::schema_org());
    let extractor = builder.build().expect("the embedded model loads");
    let (mut mapped, mut all) = (0, 0);
    for text in [
        include_str!("../../examples/articles/harbour.txt"),
        include_str!("../../examples/articles/court.txt"),
        include_str!("../../examples/articles/storm.txt"),
    ] {
        let graph = extractor.extract(text).expect("a graph");
        mapped += graph.relations().filter(|r| r.property.is_some()).count();
        all += graph.relations().count();
    }
    assert!(mapped * 4 >= all, "{mapped} of {all}");
}

/// A context without its text would promise places in nothing.
#[test]
fn a_context_has_its_text() {
    for detail in [Detail::Facts, Detail::Evidence, Detail::Full] {
        for graph in articles().into_iter().take(2).chain([graph("Greta Lund", "Olav Berg", "meet", "so")]) {
            let mut options = RdfOptions::default();
            options.detail = detail;
            let data = read(&written(&graph, RdfFormat::Turtle, &options), RdfFormat::Turtle);
            let contexts = data.iter().filter(|q| q.object.to_string().ends_with("nif-core#Context>"));
            let contexts: Vec<String> = contexts.map(|q| q.subject.to_string()).collect();
            assert_eq!(contexts.len(), usize::from(detail == Detail::Full));
            for context in contexts {
                let text = object(&data, context.trim_matches(['<', '>']), "#isString").expect("its text");
                assert!(graph.sentences().iter().all(|s| text.contains(&s.text)));
            }
        }
    }
}
