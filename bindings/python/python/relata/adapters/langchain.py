"""Graphs as `GraphDocument` of LangChain, and a transformer in place of `LLMGraphTransformer`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Optional

from langchain_community.graphs.graph_document import GraphDocument, Node, Relationship
from langchain_core.documents import Document

from .. import Document as Text
from .. import Extractor, Graph
from ._property_graph import PropertyGraph


def to_graph_document(graph: Graph, source: Optional[Document] = None, *, asserted_only: bool = False) -> GraphDocument:
    """The graph as LangChain has it. What the text does not state as fact has the type `NOT_ASSERTED`, or is left out."""
    found = PropertyGraph(graph, asserted_only=asserted_only)
    nodes = {node.name: Node(id=node.name, type=node.label, properties=node.properties) for node in found.nodes}
    if source is None:
        source = Document(page_content="\n".join(sentence.text for sentence in graph.sentences))
    relationships = [
        Relationship(
            source=nodes[edge.source.name], target=nodes[edge.target.name], type=edge.type, properties=edge.properties
        )
        for edge in found.edges
    ]
    return GraphDocument(nodes=list(nodes.values()), relationships=relationships, source=source)


class GraphTransformer:
    """Reads documents as `LLMGraphTransformer` does, offline. `metadata` gives `id`, `title`, `publisher`, `published`."""

    def __init__(self, extractor: Optional[Extractor] = None, *, asserted_only: bool = False) -> None:
        self.extractor = extractor or Extractor()
        self.asserted_only = asserted_only

    def convert_to_graph_documents(
        self, documents: Sequence[Document], *, threads: Optional[int] = None
    ) -> list[GraphDocument]:
        """A graph for each document, in their order."""
        graphs = self.extractor.extract_all(_texts(documents), threads=threads)
        pairs = zip(graphs, documents)
        return [to_graph_document(graph, source, asserted_only=self.asserted_only) for graph, source in pairs]


def _texts(documents: Iterable[Document]) -> Iterable[Text]:
    for number, document in enumerate(documents):
        known: dict[str, Any] = {name: document.metadata.get(name) for name in ("title", "publisher", "published")}
        yield Text(document.page_content, id=str(document.metadata.get("id") or document.id or number), **known)
