//! What a graph can be asked, and how it is corrected.

use crate::entity::Entity;
use crate::errors;
use crate::graph::{EntityKey, Graph};
use crate::relation::Relation;
use pyo3::prelude::*;
use pyo3::types::PyList;
use relata::graph::{Correction, Selection};
use relata::jiff::civil::DateTime;
use relata::{Kind, UnknownName};
use std::str::FromStr;

/// Values by their names.
pub fn named<T: FromStr<Err = UnknownName>>(argument: &str, names: &[String]) -> PyResult<Vec<T>> {
    names.iter().map(|name| name.parse().map_err(|error| errors::unknown(argument, &error))).collect()
}

/// A day or a time that Python gives, as text or as a date or datetime.
fn date_time(argument: &str, time: &Bound<'_, PyAny>) -> PyResult<DateTime> {
    let text: String = match time.extract() {
        Ok(text) => text,
        Err(_) => time.call_method0("isoformat")?.extract()?,
    };
    text.parse().map_err(|error: relata::jiff::Error| errors::option(argument, &error))
}

/// Relations as lists of Python, from lists of ids.
fn ways<'py>(graph: &Bound<'py, Graph>, ways: Vec<Vec<relata::RelationId>>) -> PyResult<Bound<'py, PyList>> {
    let lists: PyResult<Vec<_>> = ways.into_iter().map(|way| Relation::all(graph, way)).collect();
    PyList::new(graph.py(), lists?)
}

#[pymethods]
impl Graph {
    /// The part of the graph that has what is asked for: its relations, and the entities they join, with new ids.
    ///
    /// `kinds`, `predicates` (lemmas) and `modalities` are lists, `polarity` a name; `asserted_only` keeps what the article itself
    /// states as actual and affirmative, `entities_only` leaves out relations to mere words. `since` and `until` compare with the
    /// relations' times. `around` keeps what lies `hops` relations around an entity, `top` so many entities, the most central.
    #[pyo3(signature = (*, kinds = None, predicates = None, modalities = None, polarity = None, asserted_only = false,
        entities_only = false, least_confidence = 0.0, since = None, until = None, around = None, hops = 1, top = None))]
    #[allow(clippy::too_many_arguments)] // they are keywords
    fn subgraph(
        &self,
        kinds: Option<Vec<String>>,
        predicates: Option<Vec<String>>,
        modalities: Option<Vec<String>>,
        polarity: Option<&str>,
        asserted_only: bool,
        entities_only: bool,
        least_confidence: f32,
        since: Option<&Bound<'_, PyAny>>,
        until: Option<&Bound<'_, PyAny>>,
        around: Option<EntityKey<'_>>,
        hops: usize,
        top: Option<usize>,
    ) -> PyResult<Self> {
        let mut selection = Selection::default();
        selection.kinds = named::<Kind>("kinds", &kinds.unwrap_or_default())?;
        selection.predicates = predicates.unwrap_or_default();
        selection.modalities = named("modalities", &modalities.unwrap_or_default())?;
        let polarity = polarity.map(str::parse).transpose();
        selection.polarity = polarity.map_err(|error| errors::unknown("polarity", &error))?;
        selection.asserted_only = asserted_only;
        selection.entities_only = entities_only;
        selection.least_confidence = least_confidence;
        selection.from = since.map(|time| date_time("since", time)).transpose()?;
        selection.until = until.map(|time| date_time("until", time)).transpose()?;
        let around = around.map(|key| key.id(self.inner())).transpose()?;
        selection.around = around.map(|id| (id, hops));
        selection.top = top;
        Ok(self.inner().subgraph(&selection).into())
    }

    /// The ways from one entity to another over relations in either direction, each a list of relations, the shortest first.
    #[pyo3(signature = (start, end, *, hops = 3, most = 10))]
    fn paths<'py>(
        slf: &Bound<'py, Self>,
        start: EntityKey<'_>,
        end: EntityKey<'_>,
        hops: usize,
        most: usize,
    ) -> PyResult<Bound<'py, PyList>> {
        let graph = slf.get().inner();
        let found = graph.paths(start.id(graph)?, end.id(graph)?, hops, most).into_iter();
        ways(slf, found.map(|way| way.into_iter().map(|step| step.relation).collect()).collect())
    }

    /// The facts about an entity in the order in which they happened, as far as the text says when; then the others.
    fn timeline<'py>(slf: &Bound<'py, Self>, entity: EntityKey<'_>) -> PyResult<Bound<'py, PyList>> {
        let graph = slf.get().inner();
        let id = entity.id(graph)?;
        let numbered = graph.numbered_relations_of(id);
        let ids = graph.timeline(id).into_iter().filter_map(|relation| {
            numbered.iter().find(|(_, other)| std::ptr::eq(*other, relation)).map(|(id, _)| *id)
        });
        Relation::all(slf, ids)
    }

    /// How central each entity is (PageRank), by its id; the sum is 1.
    fn centrality(&self, py: Python<'_>) -> Vec<f64> {
        py.detach(|| self.inner().centrality())
    }

    /// The entities from the most central one on.
    #[pyo3(signature = (top = None))]
    fn most_central<'py>(slf: &Bound<'py, Self>, top: Option<usize>) -> PyResult<Bound<'py, PyList>> {
        let rank = slf.get().inner().centrality();
        let mut order: Vec<(usize, f64)> = rank.into_iter().enumerate().collect();
        order.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let ids = order.into_iter().take(top.unwrap_or(usize::MAX));
        Entity::all(slf, ids.map(|(id, _)| relata::EntityId::from_index(id)))
    }

    /// The graph with corrections, each a dictionary as `docs/program.md` shows them, and a line for what each did.
    fn corrected(&self, corrections: &Bound<'_, PyAny>) -> PyResult<(Self, Vec<String>)> {
        let json = corrections.py().import("json")?.call_method1("dumps", (corrections,))?;
        let list: Vec<Correction> =
            serde_json::from_str(&json.extract::<String>()?).map_err(|error| errors::json(&error))?;
        let corrected = self.inner().corrected(&list).map_err(|error| errors::correction(&error))?;
        Ok((corrected.graph.into(), corrected.record))
    }
}
