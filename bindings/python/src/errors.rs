//! Errors of the crate as exceptions of `relata._errors`, with the place in attributes.

use pyo3::prelude::*;
use pyo3::types::PyDict;
use relata::graph::{CorrectionError, KnownError, MergeError};
use relata::output::{ReadError, WriteError};
use relata::propositions::OntologyError;
use relata::scale::DocumentError;
use relata::{Error, UnknownName};

/// An exception of the package: its class, its message, and where the error is.
pub struct Raised<'p> {
    class: &'static str,
    message: String,
    places: Vec<(&'static str, Place<'p>)>,
}

/// A value of an exception's attribute.
pub enum Place<'p> {
    Number(usize),
    Text(&'p str),
}

impl Raised<'_> {
    fn new(class: &'static str, error: &impl ToString) -> Self {
        Self { class, message: error.to_string(), places: Vec::new() }
    }
}

impl<'p> Raised<'p> {
    fn at(mut self, name: &'static str, place: Place<'p>) -> Self {
        self.places.push((name, place));
        self
    }

    fn line(self, line: Option<usize>) -> Self {
        match line {
            Some(line) => self.at("line", Place::Number(line)),
            None => self,
        }
    }

    fn error(self) -> PyErr {
        Python::attach(|py| self.exception(py).map_or_else(|error| error, PyErr::from_value))
    }

    fn exception<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let places = PyDict::new(py);
        for (name, place) in &self.places {
            match place {
                Place::Number(number) => places.set_item(name, number)?,
                Place::Text(text) => places.set_item(name, text)?,
            }
        }
        let class = py.import("relata._errors")?.getattr(self.class)?;
        let exception = class.call1((&self.message,))?;
        exception.getattr("__dict__")?.call_method1("update", (places,))?;
        Ok(exception)
    }
}

/// An option that has a value it cannot have.
pub fn option(name: &str, problem: &impl ToString) -> PyErr {
    let message = format!("option {name}: {}", problem.to_string());
    Raised::new("OptionError", &message).at("option", Place::Text(name)).error()
}

/// A name that stands for nothing, given for an argument.
pub fn unknown(argument: &str, error: &UnknownName) -> PyErr {
    option(argument, error)
}

pub fn extraction(error: Error) -> PyErr {
    match &error {
        Error::Rule(rule) => Raised::new("RuleError", &error)
            .at("file", Place::Text(&rule.file))
            .at("line", Place::Number(rule.line))
            .error(),
        Error::Option { option, .. } => {
            Raised::new("OptionError", &error).at("option", Place::Text(option)).error()
        }
        Error::Model(_) => Raised::new("ModelError", &error).error(),
        _ => Raised::new("Error", &error).error(),
    }
}

pub fn ontology(error: &OntologyError) -> PyErr {
    let line = match error {
        OntologyError::Iri { line, .. } | OntologyError::Prefix { line, .. } => Some(*line),
        _ => None,
    };
    Raised::new("OntologyError", error).line(line).error()
}

/// The exception is not raised here: it may be what `extract_all` gives in place of a graph.
pub fn document(error: &DocumentError) -> PyErr {
    let raised = Raised::new("DocumentError", error).at("document", Place::Text(error.id()));
    match error {
        DocumentError::NotText { valid_up_to, .. } => raised.at("byte", Place::Number(*valid_up_to)).error(),
        _ => raised.error(),
    }
}

pub fn json(error: &serde_json::Error) -> PyErr {
    let raised = Raised::new("ReadError", error);
    match error.line() {
        // of the data, but at no place of the text
        0 => raised.error(),
        line => raised.line(Some(line)).at("column", Place::Number(error.column())).error(),
    }
}

pub fn reading(error: &ReadError) -> PyErr {
    let line = match error {
        ReadError::Limit { line, .. } => *line,
        ReadError::DocumentType { line, .. } => Some(*line),
        _ => None,
    };
    Raised::new("ReadError", error).line(line).error()
}

/// Whatever a writer says.
pub fn writing(error: &impl ToString) -> PyErr {
    Raised::new("WriteError", error).error()
}

pub fn rdf(error: WriteError) -> PyErr {
    writing(&error)
}

pub fn merging(error: &MergeError) -> PyErr {
    let raised = Raised::new("MergeError", error);
    match error {
        MergeError::Document { id } | MergeError::Entity { document: id, .. } => {
            raised.at("document", Place::Text(id)).error()
        }
        _ => raised.error(),
    }
}

pub fn known(error: &KnownError) -> PyErr {
    let line = match error {
        KnownError::Csv { line, .. } => usize::try_from(*line).ok(),
        KnownError::Json(error) => Some(error.line()).filter(|line| *line > 0),
        _ => None,
    };
    Raised::new("KnownEntityError", error).line(line).error()
}

pub fn correction(error: &CorrectionError) -> PyErr {
    let raised = Raised::new("CorrectionError", error);
    match error {
        CorrectionError::Entity { number, .. }
        | CorrectionError::Relation { number, .. }
        | CorrectionError::Mentions { number, .. } => raised.at("number", Place::Number(*number)).error(),
        _ => raised.error(),
    }
}
