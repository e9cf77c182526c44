//! The options of an extractor: keywords of Python to the crate's builder.

use crate::documents::day;
use crate::errors;
use crate::queries::named;
use pyo3::exceptions::{PyOSError, PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyString};
use relata::propositions::Ontology;
use relata::text::{Limits, Lines};
use relata::{Extractor, ExtractorBuilder};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The keywords, in the order of the documentation.
const NAMES: [&str; 23] = [
    "model",
    "document_id",
    "document_iri",
    "base_iri",
    "title",
    "publisher",
    "published",
    "kinds",
    "predicates",
    "ontology",
    "mapped_only",
    "without_attributed",
    "without_unrealised",
    "rules",
    "without_rules",
    "lines",
    "merge_metonyms",
    "nationalities",
    "text_bytes",
    "sentence_words",
    "token_bytes",
    "mentions",
    "seconds",
];

/// The extractor that the keywords ask for.
pub fn extractor(py: Python<'_>, options: &Bound<'_, PyDict>) -> PyResult<Extractor> {
    let mut builder = Extractor::builder();
    let mut limits = Limits::default();
    let mut model = None;
    for (name, value) in options.iter() {
        let name: String = name.extract()?;
        if value.is_none() {
            known(&name)?;
            continue;
        }
        match name.as_str() {
            "model" => model = Some(weights(&value)?),
            "text_bytes" => limits.text_bytes = value.extract()?,
            "sentence_words" => limits.sentence_words = value.extract()?,
            "token_bytes" => limits.token_bytes = value.extract()?,
            "mentions" => limits.mentions = value.extract()?,
            "seconds" => limits.time = Some(seconds(&value)?),
            _ => builder = set(builder, &name, &value)?,
        }
    }
    let built = py.detach(|| {
        let builder = builder.limits(limits);
        match model {
            Some(bytes) => builder.build_with_bytes(&bytes),
            None => builder.build(),
        }
    });
    built.map_err(errors::extraction)
}

/// Sets an option that the builder has.
fn set(builder: ExtractorBuilder, name: &str, value: &Bound<'_, PyAny>) -> PyResult<ExtractorBuilder> {
    Ok(match name {
        "document_id" => builder.document_id(value.extract::<String>()?),
        "document_iri" => builder.document_iri(value.extract::<String>()?),
        "base_iri" => builder.base_iri(value.extract::<String>()?),
        "title" => builder.title(value.extract::<String>()?),
        "publisher" => builder.publisher(value.extract::<String>()?),
        "published" => builder.published(day(value)?),
        "kinds" => builder.kinds(named(name, &texts(value)?)?),
        "predicates" => builder.predicates(texts(value)?),
        "ontology" => builder.ontology(ontology(value)?),
        "mapped_only" => builder.mapped_only(value.extract()?),
        "without_attributed" => builder.without_attributed(value.extract()?),
        "without_unrealised" => builder.without_unrealised(value.extract()?),
        "rules" => texts(value)?.into_iter().fold(builder, ExtractorBuilder::rules),
        "without_rules" => builder.without_rules(texts(value)?),
        "lines" => builder.lines(lines(value)?),
        "merge_metonyms" => builder.merge_metonyms(value.extract()?),
        "nationalities" => builder.nationalities(value.extract()?),
        _ => {
            known(name)?;
            builder
        }
    })
}

/// A keyword that stands for nothing is an error with the choices.
fn known(name: &str) -> PyResult<()> {
    if NAMES.contains(&name) {
        return Ok(());
    }
    let choices = NAMES.join(", ");
    Err(PyTypeError::new_err(format!("Extractor has no option {name:?}, but {choices}")))
}

/// One text or several; a path is read.
fn texts(value: &Bound<'_, PyAny>) -> PyResult<Vec<String>> {
    if value.is_instance_of::<PyString>() || value.hasattr("__fspath__")? {
        return Ok(vec![text(value)?]);
    }
    value.extract::<Vec<Bound<'_, PyAny>>>()?.iter().map(text).collect()
}

/// A text, or that of a file where it is a path.
fn text(value: &Bound<'_, PyAny>) -> PyResult<String> {
    if value.is_instance_of::<PyString>() {
        return value.extract();
    }
    let bytes = file(&value.extract::<PathBuf>()?)?;
    String::from_utf8(bytes).map_err(|error| PyValueError::new_err(error.to_string()))
}

/// The bytes of a file; Python chooses the exception by the system's number.
fn file(path: &Path) -> PyResult<Vec<u8>> {
    std::fs::read(path).map_err(|error| match error.raw_os_error() {
        Some(number) => PyOSError::new_err((number, error.to_string(), path.display().to_string())),
        None => error.into(),
    })
}

fn ontology(value: &Bound<'_, PyAny>) -> PyResult<Ontology> {
    let table = text(value)?;
    if table == "schema.org" {
        return Ok(Ontology::schema_org());
    }
    Ontology::from_toml(&table).map_err(|error| errors::ontology(&error))
}

fn lines(value: &Bound<'_, PyAny>) -> PyResult<Lines> {
    match value.extract::<String>()?.as_str() {
        "detected" => Ok(Lines::Detected),
        "paragraphs" => Ok(Lines::Paragraphs),
        "wrapped" => Ok(Lines::Wrapped),
        other => Err(errors::option("lines", &format!("{other:?} is none of detected, paragraphs, wrapped"))),
    }
}

fn seconds(value: &Bound<'_, PyAny>) -> PyResult<Duration> {
    Duration::try_from_secs_f64(value.extract()?).map_err(|error| errors::option("seconds", &error))
}

/// A model's bytes, or those of a file.
fn weights(value: &Bound<'_, PyAny>) -> PyResult<Vec<u8>> {
    match value.cast::<PyBytes>() {
        Ok(bytes) => Ok(bytes.as_bytes().to_vec()),
        Err(_) => file(&value.extract::<PathBuf>()?),
    }
}
