//! What a new user meets: names that are read and written, documents with their own data, things that print short.

use relata::{
    Document, DocumentError, EntityNode, Error, Extractor, GraphBuilder, Kind, KnowledgeGraph, KnownEntities,
    Modality, Polarity, RdfFormat, Relation, Role, Tenure, UnknownName,
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
    names_hold(&RdfFormat::ALL, RdfFormat::name);
    names_hold(relata::propositions::PropositionKind::ALL, relata::propositions::PropositionKind::as_str);
    // as the interchange formats have them
    for &kind in relata::propositions::PropositionKind::ALL {
        assert_eq!(serde_json::to_value(kind).expect("a name"), kind.as_str());
    }
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
