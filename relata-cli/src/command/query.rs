//! `relata query`: a question in SPARQL to a store in memory.

use super::extractor::{extractor, threads};
use super::graphs::{graphs, tell_notices};
use super::items;
use super::rdf;
use crate::arguments::{Answers, Query};
use crate::failure::{Failed, Failure};
use crate::message::{Message, Messages};
use crate::output::Stream;
use oxigraph::io::RdfFormat as StoreFormat;
use oxigraph::model::Term;
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsSerializer};
use oxigraph::sparql::{QueryResults, QuerySolutionIter, SparqlEvaluator};
use oxigraph::store::Store;
use relata::RdfFormat;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Prefixes of all questions but those of the graphs' own IRIs.
const PREFIXES: &str = "
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#>
PREFIX itsrdf: <http://www.w3.org/2005/11/its/rdf#>
PREFIX schema: <https://schema.org/>
";

/// Runs it.
///
/// # Errors
/// [`Failure`] where the question cannot be understood or the answers not be written.
pub fn run(arguments: &Query, messages: Messages) -> Result<ExitCode, Failure> {
    let question = question(&arguments.question)?;
    asked_in_bounds(&question)?;
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK);
        let thread = thread.spawn_scoped(scope, || answer(arguments, &question, messages));
        let thread = thread.map_err(|error| failed("no thread can be started", &error))?;
        thread.join().unwrap_or_else(|_| Err(failed("the question cannot be answered", &"the store gave up")))
    })
}

/// Room for a question as long and deep as it may be; only what is used of it is taken.
const STACK: usize = 1 << 30;
const MOST_BYTES: usize = 64 << 10;
const MOST_BRACKETS: usize = 2_000;

/// A question's parser and evaluation call themselves for each bracket and sign.
fn asked_in_bounds(question: &str) -> Result<(), Failure> {
    let refused = |problem: String| Failure::usage(Message::error(format!("the question {problem}")));
    if question.len() > MOST_BYTES {
        return Err(refused(format!("has more than {MOST_BYTES} bytes")));
    }
    if question.matches(['(', '[', '{']).count() > MOST_BRACKETS {
        return Err(refused(format!("has more than {MOST_BRACKETS} brackets")));
    }
    Ok(())
}

fn answer(arguments: &Query, question: &str, messages: Messages) -> Result<ExitCode, Failure> {
    let base = arguments.reading.base.as_deref().unwrap_or("https://example.org/");
    let prefixes = format!(
        "{PREFIXES}PREFIX relata: <{}>\nPREFIX predicate: <{base}predicate/>\nPREFIX entity: <{base}entity/>\n",
        relata::output::vocabulary::RELATA
    );
    // what cannot be asked is known before anything is read
    let mut query =
        SparqlEvaluator::new().parse_query(&format!("{prefixes}{question}")).map_err(|error| {
            let lines = prefixes.lines().count();
            let message = Message::error(format!("the question is no SPARQL: {error}"));
            Failure::usage(
                message.help(format!("its first line is counted as line {}", lines.saturating_add(1))),
            )
        })?;
    query.dataset_mut().set_default_graph_as_union();
    let store = Store::new().map_err(|error| failed("no store can be made", &error))?;
    let failed_inputs = fill(&store, arguments, messages)?;
    let results = query.on_store(&store).execute();
    let bytes = results.map_err(|e| e.to_string()).and_then(|results| written(results, arguments.answers));
    let mut out = Stream::standard();
    out.write(&bytes.map_err(|problem| failed("the question cannot be answered", &problem))?)?;
    out.finish()?;
    Ok(failed_inputs.into())
}

fn failed(what: &str, error: &dyn std::fmt::Display) -> Failure {
    Failure::failed(Message::error(format!("{what}: {error}")))
}

/// The question, or that of a file.
fn question(text: &str) -> Result<String, Failure> {
    match text.strip_prefix('@') {
        None => Ok(text.to_owned()),
        Some(file) => {
            let path = Path::new(file);
            std::fs::read_to_string(path).map_err(|error| Failure::usage(Message::io(path, &error)))
        }
    }
}

/// Loads RDF as it is, and of all else the graphs.
fn fill(store: &Store, arguments: &Query, messages: Messages) -> Result<Failed, Failure> {
    let mut failed_inputs = Failed::default();
    let mut tell = |problem: Message| {
        failed_inputs.0 = failed_inputs.0.saturating_add(1);
        messages.tell(&problem);
    };
    let syntax = |path: &Path| {
        let named = arguments.input_format.is_none() && path.is_file();
        named.then(|| rdf::syntax(path)).flatten()
    };
    let mut others: Vec<PathBuf> = Vec::new();
    for path in &arguments.inputs {
        match syntax(path) {
            None => others.push(path.clone()),
            Some(format) => {
                if let Err(problem) = rdf::load(store, path, format) {
                    tell(problem);
                }
            }
        }
    }
    if others.is_empty() {
        return Ok(failed_inputs);
    }
    let extractor = extractor(&arguments.reading, None)?;
    for outcome in
        graphs(&extractor, items(&others, arguments.input_format, messages)?, threads(&arguments.reading)?)
    {
        let loaded = outcome.graph.and_then(|graph| {
            tell_notices(&graph, &outcome.origin, messages);
            let mut trig = Vec::new();
            graph.write_rdf(RdfFormat::TriG, &mut trig).map_err(Message::error)?;
            store.load_from_slice(StoreFormat::TriG, &trig).map_err(Message::error)
        });
        if let Err(problem) = loaded {
            tell(problem.at(&outcome.origin));
        }
    }
    Ok(failed_inputs)
}

/// Answers as bytes.
fn written(results: QueryResults<'_>, answers: Answers) -> Result<Vec<u8>, String> {
    let format = match answers {
        Answers::Table => None,
        Answers::Tsv => Some(QueryResultsFormat::Tsv),
        Answers::Csv => Some(QueryResultsFormat::Csv),
        Answers::Json => Some(QueryResultsFormat::Json),
    };
    match (results, format) {
        (QueryResults::Graph(triples), _) => {
            let mut out =
                oxigraph::io::RdfSerializer::from_format(StoreFormat::NTriples).for_writer(Vec::new());
            for triple in triples {
                let triple = triple.map_err(|e| e.to_string())?;
                out.serialize_triple(&triple).map_err(|e| e.to_string())?;
            }
            out.finish().map_err(|e| e.to_string())
        }
        (QueryResults::Boolean(answer), None) => {
            Ok(if answer { b"yes\n".to_vec() } else { b"no\n".to_vec() })
        }
        (QueryResults::Boolean(answer), Some(format)) => {
            let out = QueryResultsSerializer::from_format(format);
            out.serialize_boolean_to_writer(Vec::new(), answer).map_err(|e| e.to_string())
        }
        (QueryResults::Solutions(rows), None) => table(rows).map(String::into_bytes),
        (QueryResults::Solutions(rows), Some(format)) => {
            let serializer = QueryResultsSerializer::from_format(format);
            let variables = rows.variables().to_vec();
            let mut out =
                serializer.serialize_solutions_to_writer(Vec::new(), variables).map_err(|e| e.to_string())?;
            for row in rows {
                let row = row.map_err(|e| e.to_string())?;
                out.serialize(&row).map_err(|e| e.to_string())?;
            }
            out.finish().map_err(|e| e.to_string())
        }
    }
}

/// A column is not wider than this; what is longer pushes its own line aside and not those of all answers.
const WIDEST: usize = 100;

/// Columns under their names, as wide as what stands in them, but not wider than [`WIDEST`].
fn table(rows: QuerySolutionIter<'_>) -> Result<String, String> {
    let names: Vec<String> = rows.variables().iter().map(|name| name.as_str().to_owned()).collect();
    let mut lines = vec![names];
    for row in rows {
        let row = row.map_err(|e| e.to_string())?;
        let cell = |term: &Option<Term>| term.as_ref().map_or_else(String::new, text);
        lines.push(row.values().iter().map(cell).collect());
    }
    let columns = lines.first().map_or(0, Vec::len);
    let width = |column: usize| {
        let cells = lines.iter().filter_map(|line| line.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or_default().min(WIDEST)
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let line = |cells: &Vec<String>| {
        let padded = cells.iter().zip(&widths).map(|(cell, &width)| format!("{cell:width$}"));
        padded.collect::<Vec<_>>().join("  ").trim_end().to_owned() + "\n"
    };
    Ok(lines.iter().map(line).collect())
}

/// IRIs and literals as their text, on one line.
fn text(term: &Term) -> String {
    let text = match term {
        Term::Literal(literal) => literal.value().to_owned(),
        Term::NamedNode(node) => node.as_str().to_owned(),
        other => other.to_string(),
    };
    text.replace(char::is_control, " ")
}
