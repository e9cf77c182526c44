//! The extractor.

use crate::documents::{self, About, day};
use crate::graph::Graph;
use crate::iterator::{Graphs, Reading};
use crate::{errors, options, parse};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList, PyString};

/// Reads texts. Made once, it is shared between threads; pickled, it is made anew from its options, in 20 ms.
///
/// All options are keywords, and none is needed. Where a text is wanted, a `pathlib.Path` is read.
///
/// The document: `document_id`, `document_iri`, `base_iri`, `title`, `publisher`, `published` (`YYYY-MM-DD` or a date).
/// What goes into the graph: `kinds` and `predicates` (lists), `ontology` (`"schema.org"`, or a table in TOML) with `mapped_only`,
/// `without_attributed`, `without_unrealised`, `nationalities`.
/// How it reads: `rules` (a text or several), `without_rules` (names; `"nominal/*"` is a group), `lines` (`detected`, `paragraphs`,
/// `wrapped`), `merge_metonyms`, `model` (a path or bytes; the embedded English one by default).
/// Limits: `text_bytes`, `sentence_words`, `token_bytes`, `mentions`, `seconds`.
#[pyclass(frozen, module = "relata")]
pub struct Extractor {
    inner: relata::Extractor,
    options: Py<PyDict>,
    /// The id and IRI of a text of which nothing is said.
    document_id: String,
    document_iri: Option<String>,
}

impl Extractor {
    fn text_option(&self, py: Python<'_>, name: &str) -> PyResult<Option<String>> {
        self.options.bind(py).get_item(name)?.map(|value| value.extract()).transpose()
    }
}

#[pymethods]
impl Extractor {
    #[new]
    #[pyo3(signature = (**options))]
    fn new(py: Python<'_>, options: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let options = options.map_or_else(|| Ok(PyDict::new(py)), |options| options.copy())?;
        let inner = options::extractor(py, &options)?;
        let made = Self { inner, options: options.unbind(), document_id: String::new(), document_iri: None };
        let document_id = made.text_option(py, "document_id")?.unwrap_or_else(|| "document".to_owned());
        let document_iri = made.text_option(py, "document_iri")?;
        Ok(Self { document_id, document_iri, ..made })
    }

    /// The options it was made with.
    #[getter]
    fn options<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        self.options.bind(py).copy()
    }

    /// The model's name, language and checksum.
    #[getter]
    fn model_name(&self) -> &str {
        self.inner.model_name()
    }

    /// The names of the rules it reads with.
    #[getter]
    fn rule_names(&self) -> Vec<String> {
        self.inner.rules().iter().map(|rule| rule.name().to_string()).collect()
    }

    /// The graph of a text (str, bytes in UTF-8, or a `Document`). Other threads run meanwhile.
    ///
    /// `id`, `iri`, `title`, `publisher` and `published` are the document's own; where they are not given, the extractor's.
    #[pyo3(signature = (text, *, id = None, iri = None, title = None, publisher = None, published = None))]
    #[allow(clippy::too_many_arguments)] // they are keywords
    fn extract(
        &self,
        py: Python<'_>,
        text: &Bound<'_, PyAny>,
        id: Option<String>,
        iri: Option<String>,
        title: Option<String>,
        publisher: Option<String>,
        published: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Graph> {
        let published = published.map(day).transpose()?;
        let about = About { id, iri, title, publisher, published };
        let default_id = || self.document_id.clone();
        let is_one = !about.is_empty();
        let read = if is_one {
            documents::of_text(text, about, default_id)?
        } else {
            documents::document(text, default_id)?
        };
        let mut document = read.map_err(|error| errors::document(&error))?;
        if document.iri.is_none() && document.id == self.document_id {
            document.iri.clone_from(&self.document_iri);
        }
        let graph = py.detach(|| self.inner.extract_document(&document));
        graph.map(Graph::from).map_err(errors::extraction)
    }

    /// The graphs of many documents (each as `extract` takes them), in their order, as an iterator that reads ahead on threads.
    ///
    /// Documents are taken from the iterable only as graphs are taken: at most `in_flight` of them, 8 a thread by default, are held.
    /// `threads` is the number of processors by default. With `ordered=False` graphs come as they are done. A document that cannot
    /// be read raises `DocumentError`, after which the iterator goes on; with `errors="return"` the error comes in the graph's place.
    #[pyo3(signature = (documents, *, threads = None, ordered = true, in_flight = None, errors = "raise"))]
    fn extract_all(
        &self,
        documents: &Bound<'_, PyAny>,
        threads: Option<usize>,
        ordered: bool,
        in_flight: Option<usize>,
        errors: &str,
    ) -> PyResult<Graphs> {
        Graphs::new(self.inner.clone(), documents, Reading { threads, ordered, in_flight, errors })
    }

    /// The words of a text with tags, lemmas and trees.
    fn parse<'py>(&self, py: Python<'py>, text: &Bound<'py, PyString>) -> PyResult<Bound<'py, PyList>> {
        let text: String = text.extract()?;
        let parsed = py.detach(|| self.inner.parse(&text));
        parse::words(py, &parsed)
    }

    /// The graph of a text together with its words, read once.
    fn extract_parsed<'py>(
        &self,
        py: Python<'py>,
        text: &Bound<'py, PyString>,
    ) -> PyResult<(Graph, Bound<'py, PyList>)> {
        let text: String = text.extract()?;
        let (graph, resolved) = py.detach(|| {
            let resolved = self.inner.analyze(&text);
            let propositions = self.inner.propositions(&resolved);
            (self.inner.assemble(&resolved, &propositions), resolved)
        });
        Ok((graph.into(), parse::words(py, resolved.parsed())?))
    }

    /// What the rules get wrong of the sentences they come with, a line each.
    fn check_rules(&self, py: Python<'_>) -> Vec<String> {
        py.detach(|| self.inner.check_rules()).iter().map(ToString::to_string).collect()
    }

    fn __getnewargs_ex__<'py>(&self, py: Python<'py>) -> ((), Bound<'py, PyDict>) {
        ((), self.options.bind(py).clone())
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let options = self.options.bind(py);
        let options: PyResult<Vec<String>> =
            options.iter().map(|(name, value)| Ok(format!("{name}={}", value.repr()?))).collect();
        Ok(format!("Extractor({})", options?.join(", ")))
    }
}
