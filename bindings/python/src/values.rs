//! Small values as the named tuples of `relata._values`.

use crate::entity::Entity;
use crate::graph::Graph;
use pyo3::call::PyCallArgs;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDateTime, PyList, PyString};
use relata::ByteSpan;
use relata::graph::{
    DocumentInfo, Evidence, KnowledgeGraph, MentionText, RelationQualifier, SentenceText, Value,
};
use relata::jiff::civil::DateTime;
use relata::propositions::{Amount, Property, TimeInterval};
use relata::text::Notice;

type Object<'py> = PyResult<Bound<'py, PyAny>>;

/// A named tuple of that class.
pub fn tuple<'py>(py: Python<'py>, class: &str, fields: impl PyCallArgs<'py>) -> Object<'py> {
    static MODULE: PyOnceLock<Py<PyModule>> = PyOnceLock::new();
    let module = MODULE.get_or_try_init(py, || Ok::<_, PyErr>(py.import("relata._values")?.unbind()))?;
    module.bind(py).getattr(class)?.call1(fields)
}

/// A Python list of what a function makes of each item.
pub fn list<'py, T>(
    py: Python<'py>,
    items: &[T],
    make: impl Fn(Python<'py>, &T) -> Object<'py>,
) -> PyResult<Bound<'py, PyList>> {
    let made: PyResult<Vec<_>> = items.iter().map(|item| make(py, item)).collect();
    PyList::new(py, made?)
}

/// The name that a value has in JSON.
pub fn name(value: &impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

/// An entity, or words.
pub fn value<'py>(graph: &Bound<'py, Graph>, value: &Value) -> Object<'py> {
    match value {
        Value::Entity(id) => Ok(Bound::new(graph.py(), Entity::new(graph, *id))?.into_any()),
        Value::Text(text) => Ok(PyString::new(graph.py(), text).into_any()),
    }
}

/// Start and end in characters, where the sentences are known.
fn characters(graph: Option<&KnowledgeGraph>, start: usize, end: usize) -> (Option<usize>, Option<usize>) {
    let found = graph.and_then(|graph| Some((graph.character_at(start)?, graph.character_at(end)?)));
    found.unzip()
}

pub fn document<'py>(py: Python<'py>, about: &DocumentInfo) -> Object<'py> {
    let fields = (&about.id, &about.base_iri, &about.iri, &about.title, &about.publisher, &about.published);
    tuple(py, "DocumentInfo", fields)
}

pub fn sentence<'py>(py: Python<'py>, graph: &KnowledgeGraph, sentence: &SentenceText) -> Object<'py> {
    let (start, end) = characters(Some(graph), sentence.start, sentence.end);
    let fields = (&sentence.text, start, end, sentence.start, sentence.end, sentence.paragraph);
    tuple(py, "Sentence", fields)
}

pub fn notice<'py>(py: Python<'py>, notice: &Notice) -> Object<'py> {
    tuple(py, "Notice", (name(&notice.kind), notice.span.start, notice.span.end))
}

pub fn mention<'py>(py: Python<'py>, graph: &Graph, mention: &MentionText) -> Object<'py> {
    let (start, end) = characters(graph.article(mention.document), mention.start, mention.end);
    let place = (mention.start, mention.end, mention.sentence, mention.document);
    tuple(py, "Mention", (&mention.text, start, end, place.0, place.1, place.2, place.3))
}

pub fn evidence<'py>(py: Python<'py>, graph: &Graph, evidence: &Evidence) -> Object<'py> {
    let article = graph.article(evidence.document);
    let sentence = article.and_then(|article| article.sentences().get(evidence.sentence));
    let text = sentence.map(|sentence| sentence.text.as_str());
    let (start, end) = characters(article, evidence.start, evidence.end);
    let words = list(py, &evidence.words, |py, words: &ByteSpan| {
        let (start, end) = characters(article, words.start, words.end);
        tuple(py, "Span", (start, end, words.start, words.end))
    })?;
    let place = (evidence.start, evidence.end, evidence.sentence, evidence.document);
    tuple(py, "Evidence", (text, start, end, place.0, place.1, place.2, place.3, words))
}

pub fn qualifier<'py>(graph: &Bound<'py, Graph>, qualifier: &RelationQualifier) -> Object<'py> {
    let py = graph.py();
    let held = value(graph, &qualifier.value)?;
    let when = qualifier.time.map(|when| time(py, &when)).transpose()?;
    let amounts = list(py, &qualifier.amounts, amount)?;
    tuple(py, "Qualifier", (qualifier.role.as_str(), &qualifier.marker, held, when, amounts))
}

pub fn amount<'py>(py: Python<'py>, amount: &Amount) -> Object<'py> {
    let comparison = name(&amount.comparison);
    tuple(py, "Amount", (amount.number, amount.upper, &amount.unit, &amount.currency, comparison))
}

pub fn property<'py>(py: Python<'py>, property: &Property) -> Object<'py> {
    tuple(py, "Property", (&property.iri, property.inverse, property.action))
}

pub fn time<'py>(py: Python<'py>, time: &TimeInterval) -> Object<'py> {
    let (start, end) = (date_time(py, time.start)?, date_time(py, time.end)?);
    tuple(py, "Time", (start, end, name(&time.granularity), time.approximate))
}

/// Python has no years before 1.
fn date_time(py: Python<'_>, time: Option<DateTime>) -> PyResult<Option<Bound<'_, PyDateTime>>> {
    let Some(time) = time.filter(|time| time.year() > 0) else { return Ok(None) };
    let part = |part: i8| part.unsigned_abs();
    let made = PyDateTime::new(
        py,
        time.year().into(),
        part(time.month()),
        part(time.day()),
        part(time.hour()),
        part(time.minute()),
        part(time.second()),
        0,
        None,
    );
    made.map(Some)
}
