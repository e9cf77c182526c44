//! The extension module of the Python package `relata`: the crate's extractor and graph as Python classes.
//!
//! Each class has a file; what Python writes more shortly (named tuples, exceptions, data frames) is in `python/relata`.

mod arrow;
mod documents;
mod entity;
mod errors;
mod extractor;
mod formats;
mod graph;
mod iterator;
mod merged;
mod options;
mod parse;
mod pictures;
mod queries;
mod relation;
mod values;

/// The module that Python imports.
#[pyo3::pymodule]
mod _relata {
    #[pymodule_export]
    use crate::arrow::{ArrowTable, facts};
    #[pymodule_export]
    use crate::entity::Entity;
    #[pymodule_export]
    use crate::extractor::Extractor;
    #[pymodule_export]
    use crate::graph::Graph;
    #[pymodule_export]
    use crate::iterator::Graphs;
    #[pymodule_export]
    use crate::merged::{MergedGraph, merge};
    #[pymodule_export]
    use crate::relation::Relation;

    #[pymodule_export]
    #[allow(non_upper_case_globals)]
    const __version__: &str = env!("CARGO_PKG_VERSION");
}
