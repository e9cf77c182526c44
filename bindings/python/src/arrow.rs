//! Tables by Arrow's C interface (<https://arrow.apache.org/docs/format/CDataInterface/PyCapsuleInterface.html>).

use crate::errors;
use crate::graph::Graph;
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{RecordBatch, RecordBatchIterator};
use arrow_schema::ffi::FFI_ArrowSchema;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;
use relata::KnowledgeGraph;

/// A table in Arrow's memory: `pyarrow.table(t)`, `polars.DataFrame(t)`, `pandas.DataFrame.from_arrow(t)` take it as it is.
#[pyclass(frozen, module = "relata")]
pub struct ArrowTable {
    batch: RecordBatch,
}

impl ArrowTable {
    pub fn of_graph(graph: &KnowledgeGraph, name: &str) -> PyResult<Self> {
        let batches = || graph.to_record_batches().map_err(|error| errors::writing(&error));
        let batch = match name {
            "facts" => return Self::of_facts([graph]),
            "nodes" => batches()?.0,
            "edges" => batches()?.1,
            _ => {
                let problem = format!("no table is called {name:?}, but facts, nodes, edges");
                return Err(errors::option("table", &problem));
            }
        };
        Ok(Self { batch })
    }

    fn of_facts<'g>(graphs: impl IntoIterator<Item = &'g KnowledgeGraph>) -> PyResult<Self> {
        let batch = relata::scale::arrow::facts(graphs).map_err(|error| errors::writing(&error))?;
        Ok(Self { batch })
    }
}

/// The facts of many graphs as one table.
#[pyfunction]
pub fn facts(graphs: &Bound<'_, PyAny>) -> PyResult<ArrowTable> {
    let graphs: PyResult<Vec<Bound<'_, Graph>>> =
        graphs.try_iter()?.map(|graph| Ok(graph?.cast_into::<Graph>()?)).collect();
    ArrowTable::of_facts(graphs?.iter().map(|graph| graph.get().inner()))
}

#[pymethods]
impl ArrowTable {
    /// The names of the columns.
    #[getter]
    fn column_names(&self) -> Vec<String> {
        self.batch.schema_ref().fields().iter().map(|field| field.name().clone()).collect()
    }

    fn __len__(&self) -> usize {
        self.batch.num_rows()
    }

    fn __bool__(&self) -> bool {
        true
    }

    fn __repr__(&self) -> String {
        format!("<ArrowTable: {} rows, {} columns>", self.batch.num_rows(), self.batch.num_columns())
    }

    /// The schema as a capsule.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        let schema = FFI_ArrowSchema::try_from(self.batch.schema_ref().as_ref())
            .map_err(|error| errors::writing(&error))?;
        PyCapsule::new_with_value(py, schema, c"arrow_schema")
    }

    /// The rows as a capsule. Another schema than that of the table is not made: the protocol leaves that to its taker.
    #[pyo3(signature = (requested_schema = None))]
    pub fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let _ = requested_schema;
        let batches = RecordBatchIterator::new([Ok(self.batch.clone())], self.batch.schema());
        PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(Box::new(batches)), c"arrow_array_stream")
    }
}
