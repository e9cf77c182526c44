//! What a new user meets: names that are read and written, documents with their own data, things that print short.

use relata::graph::{Correction, MergeDoubt, MergeReason, Selection};
use relata::output::PictureLayout;
use relata::propositions::{Comparison, TimeUnit};
use relata::text::{Lines, NoticeKind};
use relata::{
    ByteSpan, Detail, Document, DocumentError, EntityNode, Error, Extractor, GraphBuilder, Kind,
    KnowledgeGraph, KnownEntities, Modality, Polarity, Progress, ProgressStage, RdfFormat, Relation,
    RelationId, Role, Tenure, UnknownName,
};
use std::fmt::{Debug, Display};
use std::str::FromStr;

#[test]
fn an_extractor_prints_its_model_and_options_but_no_weights() {
    let extractor = Extractor::builder().document_id("harbour").build().expect("the embedded model loads");
    let printed = format!("{extractor:?}");
    assert!(printed.len() < 2000, "{} characters", printed.len());
    assert!(printed.contains(extractor.model_name()) && printed.contains("harbour"), "{printed}");
}

fn names_hold<T>(values: &[T], name: fn(T) -> &'static str)
where
    T: Copy + Debug + Display + PartialEq + FromStr<Err = UnknownName>,
{
    for &value in values {
        assert_eq!(value.to_string(), name(value));
        assert_eq!(name(value).parse::<T>(), Ok(value));
        assert_eq!(format!("{value:>20}").len(), 20, "a width is kept");
    }
    let error = "no such thing".parse::<T>().expect_err("it is none");
    let told = error.to_string();
    assert!(
        values.iter().all(|&value| told.contains(name(value))) && told.contains("no such thing"),
        "{told}"
    );
}

#[test]
fn names_are_printed_and_read() {
    names_hold(Modality::ALL, Modality::as_str);
    names_hold(Polarity::ALL, Polarity::as_str);
    names_hold(Role::ALL, Role::as_str);
    names_hold(Tenure::ALL, Tenure::as_str);
    names_hold(Kind::ALL, Kind::as_str);
    names_hold(Lines::ALL, Lines::as_str);
    names_hold(Detail::ALL, Detail::as_str);
    names_hold(PictureLayout::ALL, PictureLayout::as_str);
    names_hold(NoticeKind::ALL, NoticeKind::as_str);
    names_hold(MergeReason::ALL, MergeReason::as_str);
    names_hold(MergeDoubt::ALL, MergeDoubt::as_str);
    names_hold(TimeUnit::ALL, TimeUnit::as_str);
    names_hold(Comparison::ALL, Comparison::as_str);
    names_hold(ProgressStage::ALL, ProgressStage::as_str);
    names_hold(&RdfFormat::ALL, RdfFormat::name);
    names_hold(relata::propositions::PropositionKind::ALL, relata::propositions::PropositionKind::as_str);
    // as the interchange formats have them
    for &kind in relata::propositions::PropositionKind::ALL {
        assert_eq!(serde_json::to_value(kind).expect("a name"), kind.as_str());
    }
    for &kind in NoticeKind::ALL {
        assert_eq!(serde_json::to_value(kind).expect("a name"), kind.as_str());
    }
    for &unit in TimeUnit::ALL {
        assert_eq!(serde_json::to_value(unit).expect("a name"), unit.as_str());
    }
}

const TEXT: &str =
    "It rained. On Friday, Greta Lund met Olav Berg. Olav Berg visited Lisbon. Kaja Tamm praised Greta Lund.";

fn read(text: &str) -> KnowledgeGraph {
    Extractor::new().expect("the embedded model loads").extract(text).expect("a graph")
}

fn ids_are_places(graph: &KnowledgeGraph) {
    assert!(graph.relations().len() > 1);
    for (place, relation) in graph.relations().enumerate() {
        assert_eq!(relation.id, RelationId::from_index(place));
        assert_eq!(graph.relation(relation.id), Some(relation));
    }
}

#[test]
fn a_relation_knows_its_id_wherever_it_comes_from() {
    let graph = read(TEXT);
    ids_are_places(&graph);
    let json = graph.to_json().expect("JSON");
    ids_are_places(&serde_json::from_str(&json).expect("a graph"));
    ids_are_places(
        &KnowledgeGraph::from_json_lines(&graph.to_json_lines().expect("lines")).expect("a graph"),
    );
    let mut quads = Vec::new();
    graph.write_rdf(RdfFormat::NQuads, &mut quads).expect("written");
    ids_are_places(&KnowledgeGraph::read_rdf(RdfFormat::NQuads, &quads).expect("a graph"));
    let mut selection = Selection::default();
    selection.predicates = vec!["visit".to_owned(), "praise".to_owned()];
    ids_are_places(&graph.subgraph(&selection));
    let first = Correction::RemoveRelation { relation: RelationId(0) };
    ids_are_places(&graph.corrected(&[first]).expect("it is there").graph);
    let mut builder = GraphBuilder::new();
    builder.add(graph).expect("the first");
    ids_are_places(builder.into_merged().graph());
    // JSON of before relations had ids is read; ids that are not their places are refused
    let mut data: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    for relation in data["relations"].as_array_mut().expect("relations") {
        relation.as_object_mut().expect("a relation").remove("id").expect("its id");
    }
    ids_are_places(&serde_json::from_value(data.clone()).expect("a graph"));
    data["relations"][0]["id"] = 1.into();
    let refused = serde_json::from_value::<KnowledgeGraph>(data).expect_err("another's id");
    assert!(refused.to_string().contains("relation 0 has the id 1"), "{refused}");
}

#[test]
fn both_ends_of_a_fact_are_read_alike_and_its_words_are_at_hand() {
    let graph = read(TEXT);
    let met = graph.facts().find(|fact| fact.relation().predicate == "meet").expect("they met");
    assert_eq!((met.subject(), met.object(), met.source()), ("Greta Lund", "Olav Berg", None));
    let label = |entity: Option<&EntityNode>| entity.map(|entity| entity.label.clone());
    assert_eq!(label(met.subject_entity()).as_deref(), Some("Greta Lund"));
    assert_eq!(label(met.object_entity()).as_deref(), Some("Olav Berg"));
    assert_eq!(met.sentence(), Some("On Friday, Greta Lund met Olav Berg."));
    assert_eq!(met.words().collect::<Vec<_>>(), ["On Friday", "Greta Lund met Olav Berg"]);
    assert_eq!(met.evidence_text(), "On Friday … Greta Lund met Olav Berg");
    assert_eq!(graph.relation(met.id()), Some(met.relation()));
    let words = read("Kaja Tamm said that the council sings in the rain.");
    let sung = words.facts().find(|fact| fact.relation().predicate == "sing").expect("it sings");
    assert_eq!(sung.source(), Some("Kaja Tamm"));
    // without text there is no sentence
    let mut bare = graph.clone();
    bare.set_sentences(Vec::new());
    assert!(bare.facts().all(|fact| fact.sentence().is_none() && fact.evidence_text().is_empty()));
}

#[test]
fn entities_and_relations_are_counted_and_go_backwards() {
    let graph = read(TEXT);
    let mut forwards: Vec<&str> = graph.entities().map(|entity| entity.label.as_str()).collect();
    assert_eq!(
        (graph.entities().len(), graph.relations().len(), graph.facts().len()),
        (forwards.len(), 3, 3)
    );
    forwards.reverse();
    assert_eq!(graph.entities().rev().map(|entity| entity.label.as_str()).collect::<Vec<_>>(), forwards);
    let last = graph.facts().next_back().expect("three facts");
    assert_eq!((last.subject(), last.id()), ("Kaja Tamm", RelationId(2)));
    let (mut both, count) = (graph.entities(), graph.entities().len());
    both.next();
    both.next_back();
    assert_eq!(both.len(), count - 2);
}

#[test]
fn a_way_says_in_which_direction_it_goes() {
    let graph = read(TEXT);
    let id = |name: &str| graph.entity_named(name).expect("named").id;
    let ways = graph.paths(id("Kaja Tamm"), id("Lisbon"), 3, 10);
    assert!(ways[0].iter().all(|step| step.forward));
    let back = &graph.paths(id("Lisbon"), id("Kaja Tamm"), 3, 10)[0];
    let walked: Vec<_> = back.iter().map(|step| (step.from, step.to, step.forward)).collect();
    let (lisbon, berg, lund, tamm) = (id("Lisbon"), id("Olav Berg"), id("Greta Lund"), id("Kaja Tamm"));
    assert_eq!(walked, [(lisbon, berg, false), (berg, lund, false), (lund, tamm, false)]);
    for step in back {
        let relation = graph.relation(step.relation).expect("it is there");
        assert_eq!((relation.subject, relation.object.entity()), (step.to, Some(step.from)));
    }
}

#[test]
fn a_graph_says_which_version_and_model_read_it() {
    let extractor = Extractor::new().expect("the embedded model loads");
    let graph = extractor.extract(TEXT).expect("a graph");
    let generator = graph.generator().expect("it was read").clone();
    assert_eq!((generator.version.as_str(), generator.language.as_str()), (env!("CARGO_PKG_VERSION"), "en"));
    assert!(extractor.model_name().starts_with(&generator.model));
    assert!(generator.checksum.len() == 16 && extractor.model_name().contains(&generator.checksum));
    let json: serde_json::Value = serde_json::from_str(&graph.to_json().expect("JSON")).expect("JSON");
    assert_eq!(json["generator"]["checksum"], generator.checksum.as_str());
    let same = |graph: &KnowledgeGraph| assert_eq!(graph.generator(), Some(&generator));
    same(&serde_json::from_value(json.clone()).expect("a graph"));
    let lines = graph.to_json_lines().expect("lines");
    assert!(lines.lines().next().is_some_and(|line| line.contains(&generator.checksum)));
    same(&KnowledgeGraph::from_json_lines(&lines).expect("a graph"));
    same(&graph.subgraph(&Selection::default()));
    same(&graph.corrected(&[]).expect("nothing to do").graph);
    // what another version read may be equal, and a merge of the two is of neither
    let mut other = json;
    other["generator"]["version"] = "0.0.0".into();
    other["document"]["id"] = "other".into();
    let other: KnowledgeGraph = serde_json::from_value(other).expect("a graph");
    let merged = |graphs: [&KnowledgeGraph; 2]| {
        let mut builder = GraphBuilder::new();
        graphs.iter().for_each(|graph| _ = builder.add((*graph).clone()).expect("another id"));
        builder.into_merged().into_graph()
    };
    assert_eq!(merged([&graph, &other]).generator(), None);
    let again = extractor.extract_document(&Document::new("other", TEXT)).expect("a graph");
    assert_eq!(again, other);
    same(&merged([&graph, &again]));
    assert_eq!(KnowledgeGraph::default().generator(), None);
}

#[test]
fn a_text_that_is_not_english_is_noticed() {
    let foreign = [
        // German, Dutch, French, Spanish, Norwegian, Polish, Russian, Chinese
        "Der Rat hat am Freitag beschlossen, dass der Hafen im Winter geschlossen wird, weil das Geld für die Reparatur fehlt und niemand \
         weiß, wann die Arbeiten wieder aufgenommen werden können. Die Fischer sind damit nicht einverstanden und wollen nun vor Gericht \
         gehen, wie sie am Abend sagten, doch der Rat will davon nichts hören und schweigt weiter.",
        "De raad heeft vrijdag besloten dat de haven in de winter gesloten wordt, omdat het geld voor de reparatie er niet is en niemand \
         weet wanneer het werk weer begint. Het was een besluit dat te laat of te vroeg kwam, en dat is wat de vissers zeggen.",
        "Le conseil a décidé vendredi que le port sera fermé en hiver, parce que l'argent pour la réparation manque et que personne ne sait \
         quand les travaux pourront reprendre. On ne sait pas si les pêcheurs sont d'accord avec cette décision, mais ils se taisent.",
        "El consejo decidió el viernes que el puerto se cerrará en invierno, porque falta el dinero para la reparación y nadie sabe cuándo \
         podrán reanudarse los trabajos. Los pescadores no están de acuerdo con la decisión y quieren hablar con la alcaldesa hoy.",
        "Rådet bestemte fredag at havnen skal stenges om vinteren, fordi pengene til reparasjonen mangler og ingen vet når arbeidet kan \
         begynne igjen. Fiskerne er ikke enige, og de har sagt at de vil gå til retten for å få et annet svar før våren kommer.",
        "Rada zdecydowała w piątek, że port zostanie zamknięty zimą, ponieważ brakuje pieniędzy na naprawę i nikt nie wie, kiedy prace będą \
         mogły zostać wznowione. Rybacy nie zgadzają się z tą decyzją i chcą rozmawiać z burmistrzem, zanim nadejdzie pierwszy mróz, bo inaczej stracą wszystko, co mają.",
        "Совет решил в пятницу, что порт будет закрыт зимой, потому что денег на ремонт нет.",
        "市议会周五决定，由于缺乏维修资金，港口将在冬季关闭，没有人知道工程何时恢复。渔民不同意这一决定。",
    ];
    for text in foreign {
        let graph = read(text);
        let notice = graph.notices().iter().find(|notice| notice.kind == NoticeKind::NotEnglish);
        assert_eq!(notice.map(|notice| notice.span), Some(ByteSpan::new(0, text.len())), "{text}");
    }
    let english = [
        TEXT.to_owned(),
        // says too little
        "Der Rat hat beschlossen, dass der Hafen geschlossen wird.".to_owned(),
        // names and numbers are of no language
        "Greta Lund, Olav Berg, Kaja Tamm, 12, 14, 300.\n".repeat(30),
        // a foreign sentence inside
        format!(
            "{} He read it aloud in the hall, and those who had come were not pleased with what they heard. \
            They said that they would not go home until the mayor had told them why nobody asked them before.",
            foreign[2]
        ),
        // Greek names in an English sentence
        "The mayor met Ελένη Παπαδοπούλου, who had come from the island with her two sons.".to_owned(),
    ];
    for text in english {
        assert!(read(&text).notices().iter().all(|notice| notice.kind != NoticeKind::NotEnglish), "{text}");
    }
}

#[test]
fn a_long_document_tells_how_far_it_is() {
    let text = "Greta Lund met Olav Berg in Oslo. She left on Friday. ".repeat(150);
    let document = Document::new("long", text);
    let extractor = Extractor::new().expect("the embedded model loads");
    let mut told: Vec<Progress> = Vec::new();
    let graph = extractor.extract_with_progress(&document, |progress| told.push(progress)).expect("a graph");
    assert_eq!(graph, extractor.extract_document(&document).expect("a graph"));
    let words = extractor.segment(&document.text).words().len();
    assert!(told.iter().all(|progress| progress.words == words));
    let parsed: Vec<usize> =
        told.iter().filter(|p| p.stage == ProgressStage::Parsing).map(|p| p.words_parsed).collect();
    assert!(parsed.len() > words / 200 && parsed.is_sorted() && parsed.last() == Some(&words), "{parsed:?}");
    let mut stages: Vec<ProgressStage> = told.iter().map(|progress| progress.stage).collect();
    stages.dedup();
    assert_eq!(stages, ProgressStage::ALL);
    assert!(told.iter().filter(|p| p.stage > ProgressStage::Parsing).all(|p| p.words_parsed == words));
    // there is nothing to parse
    let mut stages = Vec::new();
    let empty = extractor.extract_with_progress(&Document::new("empty", ""), |p| stages.push(p.stage));
    assert_eq!(
        (empty.expect("a graph").entities().len(), stages.first()),
        (0, Some(&ProgressStage::Mentions))
    );
}

#[test]
fn a_fact_is_a_line_that_says_how_it_stands() {
    let mut graph = KnowledgeGraph::default();
    let lund = graph.add_entity(EntityNode::new("Greta Lund", Kind::Person));
    let extractor = Extractor::new().expect("the embedded model loads");
    let text = "Greta Lund met Olav Berg. Kaja Tamm said that the council will sell the ferry.";
    let read = extractor.extract(text).expect("a graph");
    let lines: Vec<String> = read.relations().map(|r| read.fact(r).to_string()).collect();
    assert!(lines.contains(&"Greta Lund -met- Olav Berg".to_owned()), "{lines:?}");
    assert!(lines.contains(&"council -will sell- ferry [planned] [says Kaja Tamm]".to_owned()), "{lines:?}");
    let sold: &Relation = read.relations().find(|r| r.predicate == "sell").expect("a sale");
    let sentences: Vec<&str> = read.sentences_of(sold).map(|s| s.text.as_str()).collect();
    assert_eq!(sentences, ["Kaja Tamm said that the council will sell the ferry."]);
    // a relation of another graph names nobody of this one
    let strange = Relation { subject: lund, ..sold.clone() };
    assert!(graph.fact(&strange).to_string().starts_with("Greta Lund -will sell- "));
}

#[test]
fn documents_bring_their_own_data_and_share_no_iri() {
    let builder = Extractor::builder().document_iri("https://news.example/one").publisher("Harbour Courier");
    let extractor = builder.title("No title").build().expect("the embedded model loads");
    let text = "Greta Lund met Olav Berg.";
    let documents = [
        Document::new("a", text).title("First").iri("https://news.example/a").published("2026-05-04"),
        Document::new("b", text).publisher("Evening Post"),
    ];
    let graphs: Vec<KnowledgeGraph> =
        extractor.extract_all(documents).map(|graph| graph.expect("a graph")).collect();
    let [a, b] = [graphs[0].document(), graphs[1].document()];
    let of = |text: &Option<String>| text.clone().unwrap_or_default();
    assert_eq!((of(&a.title), of(&a.publisher)), ("First".to_owned(), "Harbour Courier".to_owned()));
    assert_eq!(
        (of(&a.iri), of(&a.published)),
        ("https://news.example/a".to_owned(), "2026-05-04".to_owned())
    );
    assert_eq!(
        (of(&b.title), of(&b.publisher), b.iri.clone()),
        ("No title".to_owned(), "Evening Post".to_owned(), None)
    );
    let written: Vec<String> = graphs
        .iter()
        .map(|graph| {
            let mut bytes = Vec::new();
            graph.write_rdf(RdfFormat::NTriples, &mut bytes).expect("written");
            String::from_utf8(bytes).expect("UTF-8")
        })
        .collect();
    assert!(written[0].contains("<https://news.example/a>") && !written[1].contains("https://news.example/"));
    let mut builder = GraphBuilder::new();
    for graph in graphs {
        builder.add(graph).expect("each has an IRI of its own");
    }
    assert_eq!(builder.finish().articles().len(), 2);
    // one alone has the extractor's
    assert_eq!(
        extractor.extract(text).expect("a graph").document().iri.as_deref(),
        Some("https://news.example/one")
    );
    for wrong in [Document::new("c", text).iri("no IRI"), Document::new("d", text).published("May 4")] {
        let error = extractor.extract_document(&wrong).expect_err("it is none");
        assert!(matches!(error, Error::Option { .. }), "{error}");
        let all: Vec<Result<KnowledgeGraph, DocumentError>> = extractor.extract_all([wrong]).collect();
        assert!(matches!(all[0], Err(DocumentError::Extraction { .. })));
    }
    assert!(KnownEntities::default().entities().is_empty());
}
