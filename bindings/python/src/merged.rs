//! One graph of many articles.

use crate::entity::Entity;
use crate::errors;
use crate::graph::{EntityKey, Graph, Held};
use crate::values;
use pyo3::prelude::*;
use pyo3::types::{PyList, PyString};
use relata::graph::{ArticleEntity, GraphBuilder, Merge};
use relata::{EntityId, KnownEntities};

/// The graph of many articles, in which the same person is one entity.
#[pyclass(frozen, extends = Graph, module = "relata")]
pub struct MergedGraph {
    /// What Python gave as known entities, for pickling.
    known: Option<Py<PyAny>>,
    apart: Vec<Pair>,
}

/// Two entities that are kept apart, each by the id of its article and its own.
type Pair = ((String, usize), (String, usize));

/// A table of known entities: CSV or JSON as text, or a list of dictionaries.
fn known_entities(given: &Bound<'_, PyAny>) -> PyResult<KnownEntities> {
    let json: String = match given.cast::<PyString>() {
        Ok(text) => {
            let text = text.to_string();
            if !text.trim_start().starts_with('[') {
                return KnownEntities::from_csv(&text).map_err(|error| errors::known(&error));
            }
            text
        }
        Err(_) => given.py().import("json")?.call_method1("dumps", (given,))?.extract()?,
    };
    KnownEntities::from_json(&json).map_err(|error| errors::known(&error))
}

/// One graph of the graphs of many articles, whose document ids differ. The order does not matter.
///
/// `known` is a table of known entities, whose IRIs they get: CSV or JSON as text, or a list of dictionaries with `iri`, `name`, and
/// where wanted `aliases` and `kind`. `keep_apart` is a list of pairs of entities, each `(document id, entity id)`, that are not one.
#[pyfunction]
#[pyo3(signature = (graphs, *, known = None, keep_apart = None))]
pub fn merge(
    graphs: &Bound<'_, PyAny>,
    known: Option<&Bound<'_, PyAny>>,
    keep_apart: Option<Vec<Pair>>,
) -> PyResult<Py<MergedGraph>> {
    let py = graphs.py();
    let mut builder = GraphBuilder::new();
    for graph in graphs.try_iter()? {
        let graph = graph?.cast_into::<Graph>()?;
        builder.add(graph.get().inner().clone()).map_err(|error| errors::merging(&error))?;
    }
    if let Some(known) = known {
        builder.known(known_entities(known)?);
    }
    let entity = |(document, id): &(String, usize)| ArticleEntity {
        document: document.clone(),
        entity: EntityId::from_index(*id),
    };
    let apart = keep_apart.unwrap_or_default();
    for (kept, other) in &apart {
        builder.keep_apart(entity(kept), entity(other)).map_err(|error| errors::merging(&error))?;
    }
    let merged = py.detach(|| builder.into_merged());
    let known = known.map(|known| known.clone().unbind());
    let graph = PyClassInitializer::from(Graph::of(Held::Merged(merged)));
    Py::new(py, graph.add_subclass(MergedGraph { known, apart }))
}

fn article_entity<'py>(py: Python<'py>, entity: &ArticleEntity) -> PyResult<Bound<'py, PyAny>> {
    values::tuple(py, "ArticleEntity", (&entity.document, entity.entity.index()))
}

fn merge_made<'py>(py: Python<'py>, merge: &Merge) -> PyResult<Bound<'py, PyAny>> {
    let (entity, with) = (article_entity(py, &merge.entity)?, article_entity(py, &merge.with)?);
    let doubt = merge.doubt.map(|doubt| values::name(&doubt));
    let reason = values::name(&merge.reason);
    let fields = (merge.into.index(), entity, &merge.label, with, reason, doubt, merge.confidence);
    values::tuple(py, "Merge", fields)
}

fn merged<'a>(slf: &'a Bound<'_, MergedGraph>) -> PyResult<&'a relata::MergedGraph> {
    match &slf.as_super().get().held {
        Held::Merged(merged) => Ok(merged),
        Held::One(_) => Err(pyo3::exceptions::PyTypeError::new_err("no merged graph")),
    }
}

#[pymethods]
impl MergedGraph {
    /// The graph of each article, in the order of `documents`, its entities under the IRIs they share.
    #[getter]
    fn articles<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyList>> {
        let graphs: PyResult<Vec<_>> = merged(slf)?
            .articles()
            .iter()
            .map(|article| Bound::new(slf.py(), Graph::from(article.clone())))
            .collect();
        PyList::new(slf.py(), graphs?)
    }

    /// What was joined, and why.
    #[getter]
    fn merges<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyList>> {
        values::list(slf.py(), merged(slf)?.merges(), merge_made)
    }

    /// Which entities of which articles an entity was made of.
    fn origins<'py>(slf: &Bound<'py, Self>, entity: EntityKey<'_>) -> PyResult<Bound<'py, PyList>> {
        let merged = merged(slf)?;
        let id = entity.id(merged.graph())?;
        values::list(slf.py(), merged.origins(id), article_entity)
    }

    /// The merged graph's entity that an entity of an article became; None where there is none.
    fn entity_of(slf: &Bound<'_, Self>, document: String, entity: usize) -> PyResult<Option<Entity>> {
        let merged = merged(slf)?;
        let origin = ArticleEntity { document, entity: EntityId::from_index(entity) };
        let found = merged.graph().entities().find(|e| merged.origins(e.id).contains(&origin));
        Ok(found.map(|entity| Entity::new(slf.as_super(), entity.id)))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        let py = slf.py();
        let own = slf.get();
        let known = own.known.as_ref().map(|known| known.clone_ref(py));
        let again = py.import("relata._values")?.getattr("merged_again")?;
        let fields = (Self::articles(slf)?, known, own.apart.clone());
        Ok((again, fields).into_pyobject(py)?.into_any())
    }
}
