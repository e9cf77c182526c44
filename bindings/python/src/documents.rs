//! What Python gives as a document: text, bytes, or a `relata.Document`.

use pyo3::exceptions::{PyTypeError, PyUnicodeEncodeError};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyString};
use relata::Document;
use relata::scale::DocumentError;

/// A day as `YYYY-MM-DD`, from text or a date.
pub fn day(value: &Bound<'_, PyAny>) -> PyResult<String> {
    if value.is_instance_of::<PyString>() {
        return value.extract();
    }
    let time: String = value.call_method0("isoformat")?.extract()?;
    // of a datetime, the day
    Ok(time.chars().take_while(|c| *c != 'T').collect())
}

/// The fields of a `relata.Document` beside its text.
#[derive(Default)]
pub struct About {
    pub id: Option<String>,
    pub iri: Option<String>,
    pub title: Option<String>,
    pub publisher: Option<String>,
    pub published: Option<String>,
}

impl About {
    fn of(document: &Bound<'_, PyAny>) -> PyResult<Self> {
        let field =
            |name| -> PyResult<_> { Ok(Some(document.getattr(name)?).filter(|value| !value.is_none())) };
        let text = |name| field(name)?.map(|value| value.extract::<String>()).transpose();
        Ok(Self {
            id: text("id")?,
            iri: text("iri")?,
            title: text("title")?,
            publisher: text("publisher")?,
            published: field("published")?.map(|value| day(&value)).transpose()?,
        })
    }

    pub fn is_empty(&self) -> bool {
        let Self { id, iri, title, publisher, published } = self;
        [id, iri, title, publisher, published].into_iter().all(Option::is_none)
    }

    fn put(self, document: &mut Document) {
        let Self { id: _, iri, title, publisher, published } = self;
        (document.iri, document.title) = (iri, title);
        (document.publisher, document.published) = (publisher, published);
    }
}

/// A document; where it has no id of its own, with that one. The outer error is one of the caller's program.
pub fn document(
    value: &Bound<'_, PyAny>,
    id: impl FnOnce() -> String,
) -> PyResult<Result<Document, DocumentError>> {
    if value.is_instance_of::<PyString>() || value.is_instance_of::<PyBytes>() {
        return of_text(value, About::default(), id);
    }
    if !value.hasattr("text")? {
        let kind = value.get_type().name()?;
        return Err(PyTypeError::new_err(format!("a document is str, bytes or relata.Document, not {kind}")));
    }
    of_text(&value.getattr("text")?, About::of(value)?, id)
}

/// A document of text or bytes and what is known of it.
pub fn of_text(
    text: &Bound<'_, PyAny>,
    mut about: About,
    id: impl FnOnce() -> String,
) -> PyResult<Result<Document, DocumentError>> {
    let id = about.id.take().unwrap_or_else(id);
    let read = match text.cast::<PyBytes>() {
        Ok(bytes) => Document::from_bytes(id, bytes.as_bytes().to_vec()),
        Err(_) => match text.extract::<String>() {
            Ok(text) => Ok(Document::new(id, text)),
            // lone surrogates are no text
            Err(error) if error.is_instance_of::<PyUnicodeEncodeError>(text.py()) => {
                Err(DocumentError::Unreadable { id, problem: error.value(text.py()).to_string() })
            }
            Err(error) => return Err(error),
        },
    };
    Ok(read.map(|mut document| {
        about.put(&mut document);
        document
    }))
}
