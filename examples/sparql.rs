//! Twelve questions to the graph of a shipped article, in SPARQL, answered by an RDF store in memory.
//!
//! `cargo run --release --example sparql` asks them of the harbour article; a file argument reads another.

use oxigraph::io::RdfFormat as StoreFormat;
use oxigraph::model::Term;
use oxigraph::sparql::{QueryResults, SparqlEvaluator};
use oxigraph::store::Store;
use relata::{Extractor, KnowledgeGraph, RdfFormat};
use std::error::Error;

/// The prefixes of all questions. The graph lies in the article's named graph: the store is asked for the union of all.
pub const PREFIXES: &str = "
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#>
PREFIX itsrdf: <http://www.w3.org/2005/11/its/rdf#>
PREFIX schema: <https://schema.org/>
PREFIX relata: <https://w3id.org/relata/vocabulary#>
PREFIX predicate: <https://example.org/predicate/>
PREFIX entity: <https://example.org/entity/>
";

/// What is asked, and how. `docs/rdf.md` has the answers.
pub const QUESTIONS: [(&str, &str); 12] = [
    (
        "Who met whom, and where?",
        "SELECT ?who ?whom ?where {
           ?one predicate:meet ?other .                             # a plain triple: the article states it as fact
           ?s rdf:subject ?one ; rdf:predicate predicate:meet ; rdf:object ?other ; relata:qualifier ?q .
           ?q relata:role relata:place ; relata:value/rdfs:label ?where .
           ?one rdfs:label ?who . ?other rdfs:label ?whom } ORDER BY ?who",
    ),
    (
        "Who is to meet whom, and who says so?",
        "SELECT ?who ?whom ?source {
           ?s rdf:predicate predicate:meet ; relata:modality relata:planned ;
              rdf:subject/rdfs:label ?who ; rdf:object/rdfs:label ?whom ; prov:wasAttributedTo/rdfs:label ?source }",
    ),
    (
        "Who leads what?",
        "SELECT ?who ?office ?what {
           ?at schema:member ?role ; rdfs:label ?what .             # an office that is held; one that has ended is not there
           ?role a schema:OrganizationRole ; schema:roleName ?office ; schema:member/rdfs:label ?who } ORDER BY ?who",
    ),
    (
        "What is denied?",
        "SELECT ?who ?label ?what {
           ?s relata:polarity relata:negative ; rdf:subject/rdfs:label ?who ; rdfs:label ?label ; rdf:object ?object ;
              relata:evidence/relata:startByte ?at .
           OPTIONAL { ?object rdfs:label ?name } BIND(COALESCE(?name, ?object) AS ?what) } ORDER BY ?at",
    ),
    (
        "Who says what about whom?",
        "SELECT ?source ?whom ?label ?what {
           ?s (prov:wasAttributedTo|prov:hadPrimarySource)/rdfs:label ?source ; rdf:subject/rdfs:label ?whom ;
              rdfs:label ?label ; rdf:object ?object ; relata:evidence/relata:startByte ?at .
           OPTIONAL { ?object rdfs:label ?name } BIND(COALESCE(?name, ?object) AS ?what) } ORDER BY ?at",
    ),
    (
        "What is planned, and for when?",
        "SELECT ?who ?label ?whom ?day {
           ?s relata:modality relata:planned ; relata:polarity relata:affirmative ; rdf:subject/rdfs:label ?who ;
              rdfs:label ?label ; rdf:object/rdfs:label ?whom ; relata:when/relata:starts ?start .
           BIND(SUBSTR(STR(?start), 1, 10) AS ?day) } ORDER BY ?start",
    ),
    (
        "Who went where?",
        "SELECT ?who ?how ?where {
           VALUES ?verb { \"arrive\" \"travel\" \"go\" \"come\" \"visit\" }
           ?p relata:verb ?verb ; rdfs:label ?how .                 # with whatever preposition: arrive in, travel to
           ?one a schema:Person ; ?p ?place ; rdfs:label ?who . ?place rdfs:label ?where } ORDER BY ?who ?where",
    ),
    (
        "Who signed the Northern Harbour Treaty, and in which year?",
        "SELECT ?who ?year {
           ?one predicate:sign entity:northern-harbour-treaty ; a schema:Place ; rdfs:label ?who ; relata:named true .
           ?s rdf:subject ?one ; rdf:predicate predicate:sign ; relata:when/relata:starts ?start .
           BIND(SUBSTR(STR(?start), 1, 4) AS ?year) } ORDER BY ?who",
    ),
    (
        "How are Greta Lund and Portugal connected?",
        "SELECT ?first ?middle ?second {
           ?s1 rdf:subject entity:greta-lund ; rdf:object ?between ; rdfs:label ?first .
           ?s2 rdf:subject ?between ; rdf:object entity:portugal ; rdfs:label ?second .
           ?between rdfs:label ?middle }",
    ),
    (
        "Which words say that Mr. Vandaele met Ms. Tamm, and where do they stand?",
        "SELECT ?begin ?end ?words {
           ?s rdf:subject entity:pieter-vandaele ; rdf:predicate predicate:meet ; rdf:object entity:kaja-tamm ;
              relata:words ?place .
           ?place nif:beginIndex ?begin ; nif:endIndex ?end . ?article nif:isString ?text .
           BIND(SUBSTR(?text, ?begin + 1, ?end - ?begin) AS ?words) } ORDER BY ?begin",
    ),
    (
        "Which sentences speak of Kaja Tamm, by whatever name?",
        "SELECT ?name ?sentence {
           ?mention itsrdf:taIdentRef entity:kaja-tamm ; nif:beginIndex ?at ; nif:endIndex ?until .
           ?s a nif:Sentence ; nif:beginIndex ?begin ; nif:endIndex ?end ; nif:anchorOf ?sentence .
           FILTER(?begin <= ?at && ?at < ?end)
           BIND(SUBSTR(?sentence, ?at - ?begin + 1, ?until - ?at) AS ?name) } ORDER BY ?at",
    ),
    (
        "For how many facts does each source have to stand?",
        "SELECT ?source (COUNT(?s) AS ?facts) {
           ?s a rdf:Statement ; prov:wasAttributedTo/rdfs:label ?source } GROUP BY ?source ORDER BY DESC(?facts) ?source",
    ),
];

/// A store in memory with the graph in it.
///
/// # Errors
/// Where the graph cannot be written or the store not be filled.
pub fn load(graph: &KnowledgeGraph) -> Result<Store, Box<dyn Error>> {
    let mut trig = Vec::new();
    graph.write_rdf(RdfFormat::TriG, &mut trig)?;
    let store = Store::new()?;
    store.load_from_slice(StoreFormat::TriG, &trig)?;
    Ok(store)
}

/// The rows of an answer; IRIs and literals as their text.
///
/// # Errors
/// Where the question is no `SELECT`, or cannot be answered.
pub fn ask(store: &Store, question: &str) -> Result<Vec<Vec<String>>, Box<dyn Error>> {
    let mut query = SparqlEvaluator::new().parse_query(&format!("{PREFIXES}{question}"))?;
    query.dataset_mut().set_default_graph_as_union();
    let QueryResults::Solutions(rows) = query.on_store(store).execute()? else {
        return Err("not a SELECT".into());
    };
    let text = |term: &Term| match term {
        Term::Literal(literal) => literal.value().to_owned(),
        Term::NamedNode(node) => node.as_str().to_owned(),
        other => other.to_string(),
    };
    rows.map(|row| Ok(row?.iter().map(|(_, term)| text(term)).collect())).collect()
}

#[allow(dead_code, reason = "the test reads this file as a module and calls the rest")]
fn main() -> Result<(), Box<dyn Error>> {
    let article = match std::env::args().nth(1) {
        Some(file) => std::fs::read_to_string(file)?,
        None => include_str!("articles/harbour.txt").to_owned(),
    };
    let extractor = Extractor::builder().document_id("harbour").published("2026-05-05").build()?;
    let store = load(&extractor.extract(&article)?)?;
    for (question, query) in QUESTIONS {
        println!("{question}");
        for row in ask(&store, query)? {
            println!("    {}", row.join(" | "));
        }
    }
    Ok(())
}
