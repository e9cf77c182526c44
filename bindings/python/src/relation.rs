//! A relation of a graph.

use crate::entity::Entity;
use crate::graph::Graph;
use crate::values;
use pyo3::prelude::*;
use pyo3::types::PyList;
use relata::RelationId;
use relata::graph::Value;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

/// A relation: who does what to whom, how that stands, and where the text says so.
#[pyclass(frozen, module = "relata")]
pub struct Relation {
    graph: Py<Graph>,
    id: RelationId,
}

impl Relation {
    pub fn new(graph: &Bound<'_, Graph>, id: RelationId) -> Self {
        Self { graph: graph.clone().unbind(), id }
    }

    fn edge(&self) -> PyResult<&relata::Relation> {
        let edge = self.graph.get().inner().relation(self.id);
        edge.ok_or_else(|| pyo3::exceptions::PyIndexError::new_err("the graph has no such relation"))
    }

    pub fn all<'py>(
        graph: &Bound<'py, Graph>,
        ids: impl IntoIterator<Item = RelationId>,
    ) -> PyResult<Bound<'py, PyList>> {
        PyList::new(graph.py(), ids.into_iter().map(|id| Self::new(graph, id)).collect::<Vec<_>>())
    }

    fn value<'py>(&self, py: Python<'py>, value: &Value) -> PyResult<Bound<'py, PyAny>> {
        values::value(self.graph.bind(py), value)
    }
}

#[pymethods]
impl Relation {
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

    /// Who or what.
    #[getter]
    fn subject(&self, py: Python<'_>) -> PyResult<Entity> {
        Ok(Entity::new(self.graph.bind(py), self.edge()?.subject))
    }

    /// Lemma of the content words (`meet`, `special envoy`).
    #[getter]
    fn predicate(&self) -> PyResult<&str> {
        Ok(&self.edge()?.predicate)
    }

    /// The verb's particles and preposition, where they tell its sense (`for`, `away from`); empty otherwise.
    #[getter]
    fn marker(&self) -> PyResult<&str> {
        Ok(&self.edge()?.marker)
    }

    /// The predicate with its particles and preposition: to *vote for* is not to *vote against*.
    #[getter]
    fn full_predicate(&self) -> PyResult<String> {
        Ok(self.edge()?.full_predicate().into_owned())
    }

    /// What a person reads on the edge (`met with`).
    #[getter]
    fn label(&self) -> PyResult<&str> {
        Ok(&self.edge()?.label)
    }

    /// The property of the ontology it was mapped to.
    #[getter]
    fn property<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        self.edge()?.property.as_ref().map(|property| values::property(py, property)).transpose()
    }

    /// To whom or what: an entity, or words that are none.
    #[getter]
    fn object<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.value(py, &self.edge()?.object)
    }

    /// When, where it can be placed.
    #[getter]
    fn time<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        self.edge()?.time.map(|time| values::time(py, &time)).transpose()
    }

    /// The amounts the object gives.
    #[getter]
    fn amounts<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        values::list(py, &self.edge()?.amounts, values::amount)
    }

    /// Adjuncts: where, with whom, why, ….
    #[getter]
    fn qualifiers<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        let graph = self.graph.bind(py);
        values::list(py, &self.edge()?.qualifiers, |_, qualifier| values::qualifier(graph, qualifier))
    }

    /// `affirmative` or `negative`.
    #[getter]
    fn polarity(&self) -> PyResult<&'static str> {
        Ok(self.edge()?.polarity.as_str())
    }

    /// `actual`, `planned`, `possible`, `demanded` or `conditional`.
    #[getter]
    fn modality(&self) -> PyResult<&'static str> {
        Ok(self.edge()?.modality.as_str())
    }

    /// Who says so; None where the article itself does.
    #[getter]
    fn attribution<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        self.edge()?.attribution.as_ref().map(|source| self.value(py, source)).transpose()
    }

    /// Whether the article takes as true what the source says (*revealed that*).
    #[getter]
    fn presupposed(&self) -> PyResult<bool> {
        Ok(self.edge()?.presupposed)
    }

    /// Whether subject and object can change places.
    #[getter]
    fn symmetric(&self) -> PyResult<bool> {
        Ok(self.edge()?.symmetric)
    }

    /// Of an office: `held`, `former` or `future`, where the text says so.
    #[getter]
    fn tenure(&self) -> PyResult<Option<&'static str>> {
        Ok(self.edge()?.tenure.map(|tenure| tenure.as_str()))
    }

    /// The construction it was read from.
    #[getter]
    fn construction(&self) -> PyResult<&'static str> {
        Ok(self.edge()?.construction.as_str())
    }

    /// The rule that read it.
    #[getter]
    fn rule(&self) -> PyResult<&str> {
        Ok(&self.edge()?.rule)
    }

    /// How sure the reading is, 0 to 1.
    #[getter]
    fn confidence(&self) -> PyResult<f64> {
        // three digits, as the crate gives it
        Ok((f64::from(self.edge()?.confidence) * 1000.0).round() / 1000.0)
    }

    /// Where the text states it.
    #[getter]
    fn evidence<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        let graph = self.graph.get();
        values::list(py, &self.edge()?.evidence, |py, evidence| values::evidence(py, graph, evidence))
    }

    /// Whether the article itself states it as actual and affirmative, or takes it as true.
    #[getter]
    fn is_asserted(&self) -> PyResult<bool> {
        Ok(self.edge()?.is_asserted())
    }

    /// Whether it is an office that its holder has no more.
    #[getter]
    fn has_ended(&self) -> PyResult<bool> {
        Ok(self.edge()?.has_ended())
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
        ("relation", self.id, &self.edge()?.label).hash(&mut hasher);
        Ok(hasher.finish())
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (usize,))> {
        Ok((self.graph.bind(py).getattr("relation")?, (self.id.index(),)))
    }

    /// Subject, label and object, and in brackets what keeps it from being a plain fact.
    fn __str__(&self) -> PyResult<String> {
        Ok(self.graph.get().inner().fact(self.edge()?).to_string())
    }

    fn __repr__(&self) -> PyResult<String> {
        Ok(format!("<Relation {}: {}>", self.id.index(), self.__str__()?))
    }
}
