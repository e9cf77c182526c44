//! The graph: what it holds, and its JSON.

use crate::entity::Entity;
use crate::relation::Relation;
use crate::{errors, values};
use pyo3::exceptions::{PyIndexError, PyKeyError};
use pyo3::prelude::*;
use pyo3::types::{PyList, PyType};
use relata::graph::KnowledgeGraph;
use relata::{EntityId, RelationId};
use std::sync::OnceLock;

/// What a graph was made of.
pub enum Held {
    One(KnowledgeGraph),
    Merged(relata::MergedGraph),
}

/// A knowledge graph: entities and the relations between them, with their evidence.
///
/// It never changes. Two graphs are equal where they hold the same.
#[pyclass(frozen, subclass, module = "relata")]
pub struct Graph {
    pub held: Held,
    /// Of the entities, made when one is asked for.
    iris: OnceLock<Vec<String>>,
}

impl From<KnowledgeGraph> for Graph {
    fn from(graph: KnowledgeGraph) -> Self {
        Self::of(Held::One(graph))
    }
}

impl Graph {
    pub fn of(held: Held) -> Self {
        Self { held, iris: OnceLock::new() }
    }

    /// The IRI that an entity has in RDF and in tables.
    pub fn iri(&self, id: EntityId) -> PyResult<String> {
        let iris = match self.iris.get() {
            Some(iris) => iris,
            None => {
                let iris = self.inner().entity_iris().map_err(errors::rdf)?;
                self.iris.get_or_init(|| iris)
            }
        };
        Ok(iris.get(id.index()).cloned().unwrap_or_default())
    }

    pub fn inner(&self) -> &KnowledgeGraph {
        match &self.held {
            Held::One(graph) => graph,
            Held::Merged(merged) => merged.graph(),
        }
    }

    /// The graph that has the sentences of a document, by the document's place.
    pub fn article(&self, document: usize) -> Option<&KnowledgeGraph> {
        match &self.held {
            Held::One(graph) => Some(graph),
            Held::Merged(merged) => merged.articles().get(document),
        }
    }
}

/// What names an entity: its id, its label or an alias, or the entity itself.
#[derive(FromPyObject)]
pub enum EntityKey<'py> {
    #[pyo3(transparent, annotation = "int")]
    Id(i64),
    #[pyo3(transparent, annotation = "str")]
    Name(String),
    #[pyo3(transparent, annotation = "Entity")]
    Entity(Bound<'py, Entity>),
}

impl EntityKey<'_> {
    /// The id of an entity of the graph.
    pub fn id(&self, graph: &KnowledgeGraph) -> PyResult<EntityId> {
        let found = match self {
            Self::Id(id) => place(*id, graph.entities().count()).map(EntityId::from_index),
            Self::Name(name) => {
                let named = graph.entity_named(name).map(|entity| entity.id);
                return named.ok_or_else(|| PyKeyError::new_err(name.clone()));
            }
            Self::Entity(entity) => {
                let id = entity.get().id;
                graph.entity(id).map(|entity| entity.id)
            }
        };
        found.ok_or_else(|| PyIndexError::new_err("the graph has no such entity"))
    }
}

/// A place of a list, where a negative one counts from the end.
fn place(number: i64, length: usize) -> Option<usize> {
    let from_end = || length.checked_sub(usize::try_from(number.unsigned_abs()).ok()?);
    let place = usize::try_from(number).ok().or_else(from_end)?;
    (place < length).then_some(place)
}

#[pymethods]
impl Graph {
    /// The entities, in the order of their ids.
    #[getter]
    fn entities<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyList>> {
        let count = slf.get().inner().entities().count();
        let all = (0..count).map(|id| Entity::new(slf, EntityId::from_index(id)));
        PyList::new(slf.py(), all.collect::<Vec<_>>())
    }

    /// The relations, in the order of their ids.
    #[getter]
    fn relations<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyList>> {
        let count = slf.get().inner().relations().count();
        let all = (0..count).map(|id| Relation::new(slf, RelationId::from_index(id)));
        PyList::new(slf.py(), all.collect::<Vec<_>>())
    }

    /// The entity with that id, label or alias; KeyError or IndexError where there is none.
    fn entity(slf: &Bound<'_, Self>, key: EntityKey<'_>) -> PyResult<Entity> {
        Ok(Entity::new(slf, key.id(slf.get().inner())?))
    }

    /// The relation with that id; IndexError where there is none.
    fn relation(slf: &Bound<'_, Self>, id: i64) -> PyResult<Relation> {
        let id = place(id, slf.get().inner().relations().count())
            .ok_or_else(|| PyIndexError::new_err("the graph has no such relation"))?;
        Ok(Relation::new(slf, RelationId::from_index(id)))
    }

    /// The document it was read from.
    #[getter]
    fn document<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        values::document(py, self.inner().document())
    }

    /// The articles it was merged from, in the order that evidence and mentions count them; else its one document.
    #[getter]
    fn documents<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        values::list(py, self.inner().documents(), values::document)
    }

    /// The sentences of the document; of a merged graph they are in its articles.
    #[getter]
    fn sentences<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        values::list(py, self.inner().sentences(), |py, sentence| {
            values::sentence(py, self.inner(), sentence)
        })
    }

    /// What of the text was cut short, and why.
    #[getter]
    fn notices<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        values::list(py, self.inner().notices(), values::notice)
    }

    /// The graph as JSON, indented or on one line.
    #[pyo3(signature = (*, indent = true))]
    fn to_json(&self, indent: bool) -> PyResult<String> {
        let write = if indent { serde_json::to_string_pretty } else { serde_json::to_string };
        write(self.inner()).map_err(|error| errors::writing(&error))
    }

    /// The graph of what `to_json` gave.
    #[classmethod]
    fn from_json(_: &Bound<'_, PyType>, py: Python<'_>, text: String) -> PyResult<Self> {
        let read: Result<KnowledgeGraph, _> = py.detach(|| serde_json::from_str(&text));
        read.map(Self::from).map_err(|error| errors::json(&error))
    }

    /// The graph as dictionaries and lists, as JSON has it: places count bytes.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        py.import("json")?.call_method1("loads", (self.to_json(false)?,))
    }

    /// The graph of what `to_dict` gave.
    #[classmethod]
    fn from_dict(class: &Bound<'_, PyType>, data: &Bound<'_, PyAny>) -> PyResult<Self> {
        let text = data.py().import("json")?.call_method1("dumps", (data,))?.extract()?;
        Self::from_json(class, data.py(), text)
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (String,))> {
        let read = slf.py().get_type::<Self>().getattr("from_json")?;
        Ok((read, (slf.get().to_json(false)?,)))
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.inner() == other.get().inner())
    }

    /// How many relations it has.
    fn __len__(&self) -> usize {
        self.inner().relations().count()
    }

    /// A graph without relations is one, too.
    fn __bool__(&self) -> bool {
        true
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        let inner = slf.get().inner();
        let (entities, relations) = (inner.entities().count(), inner.relations().count());
        let class = slf.get_type().name()?;
        Ok(format!("<{class} {:?}: {entities} entities, {relations} relations>", inner.document().id))
    }
}
