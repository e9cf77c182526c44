//! What stands in place of writing and reading where the crate was built without the feature `rdf`: each says so.

pub(super) mod write {
    use crate::graph::KnowledgeGraph;
    use crate::output::rdf::{RdfFormat, RdfOptions, WriteError};

    pub(in super::super) fn write(
        _: &KnowledgeGraph,
        format: RdfFormat,
        _: &RdfOptions,
        _: impl std::io::Write,
    ) -> Result<(), WriteError> {
        Err(WriteError::Feature { format, feature: "rdf" })
    }
}

pub(super) mod read {
    use crate::graph::KnowledgeGraph;
    use crate::output::rdf::{RdfFormat, ReadError, ReadOptions};

    pub(in super::super) fn read(
        _: &[u8],
        format: RdfFormat,
        _: &ReadOptions,
    ) -> Result<KnowledgeGraph, ReadError> {
        Err(ReadError::Feature { format, feature: "rdf" })
    }

    pub(in super::super) fn read_articles(
        _: &[u8],
        format: RdfFormat,
        _: &ReadOptions,
    ) -> Result<Vec<KnowledgeGraph>, ReadError> {
        Err(ReadError::Feature { format, feature: "rdf" })
    }
}

pub(super) mod parse {
    use crate::output::rdf::{RdfFormat, ReadError, ReadOptions};

    pub(in super::super) fn check(_: &[u8], format: RdfFormat, _: &ReadOptions) -> Result<(), ReadError> {
        Err(ReadError::Feature { format, feature: "rdf" })
    }
}
