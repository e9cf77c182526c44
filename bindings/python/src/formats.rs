//! The graph in the formats of others: RDF, tables, a page of HTML, data frames.

use crate::arrow::ArrowTable;
use crate::errors;
use crate::graph::{Graph, Held};
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyType};
use relata::output::{Detail, RdfFormat, RdfOptions, WriteError};
use relata::{KnowledgeGraph, PictureOptions};

fn detail(name: &str) -> PyResult<Detail> {
    match name {
        "facts" => Ok(Detail::Facts),
        "evidence" => Ok(Detail::Evidence),
        "full" => Ok(Detail::Full),
        _ => {
            Err(errors::option("detail", &format!("no detail is called {name:?}, but facts, evidence, full")))
        }
    }
}

fn syntax(name: &str) -> PyResult<RdfFormat> {
    name.parse().map_err(|error| errors::unknown("format", &error))
}

/// What an extra of the package makes of the graph.
fn extra<'py>(graph: &Bound<'py, Graph>, function: &str, table: Option<&str>) -> PyResult<Bound<'py, PyAny>> {
    let frames = graph.py().import("relata._frames")?.getattr(function)?;
    match table {
        Some(table) => frames.call1((graph, table)),
        None => frames.call1((graph,)),
    }
}

/// A page inside a page; nothing of it can end the attribute.
fn framed(page: &str) -> String {
    let page = page.replace('&', "&amp;").replace('"', "&quot;");
    format!(
        "<iframe sandbox=\"allow-scripts allow-popups allow-downloads\" style=\"width: 100%; height: 640px; border: 0\" srcdoc=\"{page}\"></iframe>"
    )
}

#[pymethods]
impl Graph {
    /// The graph as RDF: `turtle`, `ntriples`, `nquads`, `trig`, `rdfxml` or `jsonld`.
    ///
    /// `detail` is `full`, `evidence` (no words) or `facts` (no places). `triple_terms` writes statements as RDF 1.2 has them,
    /// `dataset` JSON-LD as a dataset, `vocabulary` another namespace for the crate's terms. A merged graph is written as its articles.
    #[pyo3(signature = (format = "turtle", *, detail = "full", triple_terms = false, mentions = true, dataset = false,
        vocabulary = None))]
    #[allow(clippy::too_many_arguments)] // they are keywords
    fn to_rdf(
        &self,
        py: Python<'_>,
        format: &str,
        detail: &str,
        triple_terms: bool,
        mentions: bool,
        dataset: bool,
        vocabulary: Option<String>,
    ) -> PyResult<String> {
        let syntax = syntax(format)?;
        let mut options = RdfOptions::default();
        options.detail = self::detail(detail)?;
        options.triple_terms = triple_terms;
        options.mentions = mentions;
        options.dataset = dataset;
        if let Some(vocabulary) = vocabulary {
            options.vocabulary = vocabulary;
        }
        let written = py.detach(|| {
            let mut out = Vec::new();
            match &self.held {
                Held::One(graph) => graph.write_rdf_with(syntax, &options, &mut out)?,
                Held::Merged(merged) => merged.write_rdf_with(syntax, &options, &mut out)?,
            }
            Ok::<_, WriteError>(out)
        });
        String::from_utf8(written.map_err(errors::rdf)?).map_err(|error| errors::writing(&error))
    }

    /// The graph of what `to_rdf` gave for one document.
    #[classmethod]
    #[pyo3(signature = (text, format = "turtle"))]
    fn from_rdf(_: &Bound<'_, PyType>, py: Python<'_>, text: String, format: &str) -> PyResult<Self> {
        let syntax = syntax(format)?;
        let read = py.detach(|| KnowledgeGraph::read_rdf(syntax, text.as_bytes()));
        read.map(Self::from).map_err(|error| errors::reading(&error))
    }

    /// A page of HTML with the article beside its graph: one file that works offline. Of a merged graph all articles.
    fn to_html(&self, py: Python<'_>) -> PyResult<String> {
        let page = py.detach(|| match &self.held {
            Held::One(graph) => graph.to_html(),
            Held::Merged(merged) => merged.to_html(),
        });
        page.map_err(|error| errors::writing(&error))
    }

    /// The graph as GraphML, for Gephi, yEd or Cytoscape.
    fn to_graphml(&self) -> PyResult<String> {
        self.inner().to_graphml().map_err(errors::rdf)
    }

    /// The graph as statements of Cypher, one a line, that merge it into Neo4j.
    fn to_cypher(&self) -> PyResult<String> {
        self.inner().to_cypher().map_err(errors::rdf)
    }

    /// The graph as JSON lines: document, sentences, entities, relations and notices, an object a line.
    fn to_json_lines(&self) -> PyResult<String> {
        self.inner().to_json_lines().map_err(|error| errors::writing(&error))
    }

    /// The graph as a `networkx.MultiDiGraph`: entities by their ids, words by themselves, relations by theirs.
    fn to_networkx<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        extra(slf, "to_networkx", None)
    }

    /// A table of the graph: `facts`, `nodes` or `edges`. Every library of data frames that knows Arrow takes it without a copy.
    #[pyo3(signature = (name = "facts"))]
    fn table(&self, name: &str) -> PyResult<ArrowTable> {
        ArrowTable::of_graph(self.inner(), name)
    }

    /// A table of the graph (`facts`, `nodes`, `edges`) as a `pyarrow.Table`.
    #[pyo3(signature = (table = "facts"))]
    fn to_arrow<'py>(slf: &Bound<'py, Self>, table: &str) -> PyResult<Bound<'py, PyAny>> {
        extra(slf, "to_arrow", Some(table))
    }

    /// A table of the graph (`facts`, `nodes`, `edges`) as a `pandas.DataFrame`.
    #[pyo3(signature = (table = "facts"))]
    fn to_pandas<'py>(slf: &Bound<'py, Self>, table: &str) -> PyResult<Bound<'py, PyAny>> {
        extra(slf, "to_pandas", Some(table))
    }

    /// A table of the graph (`facts`, `nodes`, `edges`) as a `polars.DataFrame`.
    #[pyo3(signature = (table = "facts"))]
    fn to_polars<'py>(slf: &Bound<'py, Self>, table: &str) -> PyResult<Bound<'py, PyAny>> {
        extra(slf, "to_polars", Some(table))
    }

    /// The table of facts, for libraries of data frames.
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        self.table("facts")?.__arrow_c_stream__(py, requested_schema)
    }

    /// The page of `to_html`, for notebooks.
    fn _repr_html_(&self, py: Python<'_>) -> PyResult<String> {
        Ok(framed(&self.to_html(py)?))
    }

    /// The picture of `to_svg`, for notebooks that take no pages.
    fn _repr_svg_(&self) -> String {
        self.inner().to_svg(&PictureOptions::default())
    }
}
