//! An entity of a graph.

use crate::graph::Graph;
use crate::relation::Relation;
use crate::values;
use pyo3::prelude::*;
use pyo3::types::PyList;
use relata::{EntityId, EntityNode};
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

/// An entity: somebody or something the text speaks of.
#[pyclass(frozen, module = "relata")]
pub struct Entity {
    graph: Py<Graph>,
    pub id: EntityId,
}

impl Entity {
    pub fn new(graph: &Bound<'_, Graph>, id: EntityId) -> Self {
        Self { graph: graph.clone().unbind(), id }
    }

    fn node(&self) -> PyResult<&EntityNode> {
        let node = self.graph.get().inner().entity(self.id);
        node.ok_or_else(|| pyo3::exceptions::PyIndexError::new_err("the graph has no such entity"))
    }

    pub fn all<'py>(
        graph: &Bound<'py, Graph>,
        ids: impl IntoIterator<Item = EntityId>,
    ) -> PyResult<Bound<'py, PyList>> {
        PyList::new(graph.py(), ids.into_iter().map(|id| Self::new(graph, id)).collect::<Vec<_>>())
    }
}

#[pymethods]
impl Entity {
    /// Its id: its place in the graph's list.
    #[getter]
    fn id(&self) -> usize {
        self.id.index()
    }

    /// The graph it is of.
    #[getter]
    fn graph(&self, py: Python<'_>) -> Py<Graph> {
        self.graph.clone_ref(py)
    }

    /// Its name, or best description.
    #[getter]
    fn label(&self) -> PyResult<&str> {
        Ok(&self.node()?.label)
    }

    /// What it is: `person`, `organization`, `place`, ….
    #[getter]
    fn kind(&self) -> PyResult<&'static str> {
        Ok(self.node()?.kind.as_str())
    }

    /// Whether it has a proper name.
    #[getter]
    fn named(&self) -> PyResult<bool> {
        Ok(self.node()?.named)
    }

    /// Other names and descriptions, without the label.
    #[getter]
    fn aliases(&self) -> PyResult<Vec<String>> {
        Ok(self.node()?.aliases.clone())
    }

    /// Its members, where it is a group.
    #[getter]
    fn members<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        Self::all(self.graph.bind(py), self.node()?.members.iter().copied())
    }

    /// The relations it stands for, where it is what a clause said (*the move*) or a noun of an act (*the visit*).
    #[getter]
    fn refers_to<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        Relation::all(self.graph.bind(py), self.node()?.refers_to.iter().copied())
    }

    /// IRIs under which others know it.
    #[getter]
    fn same_as(&self) -> PyResult<Vec<String>> {
        Ok(self.node()?.same_as.clone())
    }

    /// The IRI it has in RDF and in tables.
    #[getter]
    fn iri(&self) -> PyResult<String> {
        self.graph.get().iri(self.id)
    }

    /// Where the text speaks of it.
    #[getter]
    fn mentions<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        let graph = self.graph.get();
        values::list(py, &self.node()?.mentions, |py, mention| values::mention(py, graph, mention))
    }

    /// The relations it is subject or object of.
    #[getter]
    fn relations<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        let numbered = self.graph.get().inner().numbered_relations_of(self.id);
        Relation::all(self.graph.bind(py), numbered.into_iter().map(|(id, _)| id))
    }

    /// The entities a relation joins to it, each once.
    #[getter]
    fn neighbours<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        Self::all(self.graph.bind(py), self.graph.get().inner().neighbours(self.id))
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| {
            let other = other.get();
            let same = || self.graph.get().inner() == other.graph.get().inner();
            self.id == other.id && (self.graph.is(&other.graph) || same())
        })
    }

    fn __hash__(&self) -> PyResult<u64> {
        let mut hasher = DefaultHasher::new();
        ("entity", self.id, &self.node()?.label).hash(&mut hasher);
        Ok(hasher.finish())
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (usize,))> {
        Ok((self.graph.bind(py).getattr("entity")?, (self.id.index(),)))
    }

    fn __str__(&self) -> PyResult<&str> {
        self.label()
    }

    fn __repr__(&self) -> PyResult<String> {
        let node = self.node()?;
        Ok(format!("<Entity {}: {:?}, {}>", self.id.index(), node.label, node.kind))
    }
}
