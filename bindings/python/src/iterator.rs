//! The iterator over the graphs of many documents: it pulls from Python, reads on threads of its own, and keeps the order.

use crate::documents::document;
use crate::errors;
use crate::graph::Graph;
use pyo3::exceptions::{PyOSError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyIterator;
use relata::scale::{DocumentError, ExtractAll, ExtractAllOptions};
use relata::{Document, KnowledgeGraph};
use std::sync::{Arc, Mutex, PoisonError, TryLockError};

/// How `extract_all` is to read.
pub struct Reading<'a> {
    pub threads: Option<usize>,
    pub ordered: bool,
    pub in_flight: Option<usize>,
    pub errors: &'a str,
}

/// What an iterable of Python raised; it ends the documents, and comes behind their graphs.
type Failure = Arc<Mutex<Option<PyErr>>>;

/// The documents of an iterable of Python, pulled by the thread that asks for graphs.
struct Documents {
    iterator: Py<PyIterator>,
    given: usize,
    failure: Failure,
}

impl Documents {
    fn pull(&self, py: Python<'_>) -> PyResult<Option<Result<Document, DocumentError>>> {
        let Some(next) = self.iterator.bind(py).clone().next() else { return Ok(None) };
        document(&next?, || self.given.to_string()).map(Some)
    }
}

impl Iterator for Documents {
    type Item = Result<Document, DocumentError>;

    fn next(&mut self) -> Option<Self::Item> {
        match Python::attach(|py| self.pull(py)) {
            Ok(next) => {
                self.given = self.given.saturating_add(1);
                next
            }
            Err(error) => {
                *self.failure.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
                None
            }
        }
    }
}

/// The graphs of many documents; made by `Extractor.extract_all`.
#[pyclass(frozen, module = "relata")]
pub struct Graphs {
    all: Mutex<ExtractAll<Documents>>,
    failure: Failure,
    returns_errors: bool,
}

impl Graphs {
    pub fn new(
        extractor: relata::Extractor,
        documents: &Bound<'_, PyAny>,
        reading: Reading<'_>,
    ) -> PyResult<Self> {
        let returns_errors = match reading.errors {
            "raise" => false,
            "return" => true,
            other => {
                return Err(errors::option("errors", &format!("{other:?} is neither raise nor return")));
            }
        };
        if reading.threads == Some(0) {
            return Err(errors::option("threads", &"there has to be one"));
        }
        // threads of its own, as those of a global pool would be missing in a process that was forked
        let threads = reading.threads.unwrap_or(0);
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        let pool = pool.map_err(|error| PyOSError::new_err(error.to_string()))?;
        let mut options = ExtractAllOptions::default();
        options.ordered = reading.ordered;
        options.in_flight = reading.in_flight.unwrap_or(pool.current_num_threads().saturating_mul(8));
        options.pool = Some(Arc::new(pool));
        let failure = Failure::default();
        let iterator = documents.try_iter()?.unbind();
        let documents = Documents { iterator, given: 0, failure: Arc::clone(&failure) };
        Ok(Self { all: Mutex::new(extractor.extract_all_with(documents, options)), failure, returns_errors })
    }

    /// The next outcome, without the lock of Python.
    fn advance(&self) -> PyResult<Option<Result<KnowledgeGraph, DocumentError>>> {
        let mut all = match self.all.try_lock() {
            Ok(all) => all,
            Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
            // as generators say it
            Err(TryLockError::WouldBlock) => {
                return Err(PyValueError::new_err("graphs are being read already"));
            }
        };
        Ok(all.next())
    }
}

#[pymethods]
impl Graphs {
    fn __iter__(slf: PyRef<'_, Self>) -> PyRef<'_, Self> {
        slf
    }

    fn __next__<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        match py.detach(|| self.advance())? {
            Some(Ok(graph)) => Ok(Some(Bound::new(py, Graph::from(graph))?.into_any())),
            Some(Err(error)) => {
                let error = errors::document(&error);
                if self.returns_errors {
                    Ok(Some(error.into_value(py).into_bound(py).into_any()))
                } else {
                    Err(error)
                }
            }
            None => match self.failure.lock().unwrap_or_else(PoisonError::into_inner).take() {
                Some(error) => Err(error),
                None => Ok(None),
            },
        }
    }
}
