"""An extractor for the pipelines of neo4j-graphrag."""

from __future__ import annotations

import asyncio
from typing import Any, Optional

from neo4j_graphrag.components.entity_relation_extractor import EntityRelationExtractor, OnError
from neo4j_graphrag.components.lexical_graph import LexicalGraphBuilder
from neo4j_graphrag.components.types import (
    DocumentInfo,
    LexicalGraphConfig,
    Neo4jGraph,
    Neo4jNode,
    Neo4jRelationship,
    TextChunks,
)

from .. import Error, Extractor, Graph
from ._property_graph import PropertyGraph


def to_neo4j_graph(graph: Graph, *, asserted_only: bool = False) -> Neo4jGraph:
    """The graph as neo4j-graphrag has it. What the text does not state as fact has the type `NOT_ASSERTED`, or is left out."""
    found = PropertyGraph(graph, asserted_only=asserted_only)
    nodes = [Neo4jNode(id=node.name, label=node.label, properties=node.properties) for node in found.nodes]
    relationships = [
        Neo4jRelationship(
            start_node_id=edge.source.name, end_node_id=edge.target.name, type=edge.type, properties=edge.properties
        )
        for edge in found.edges
    ]
    return Neo4jGraph(nodes=nodes, relationships=relationships)


class RelataExtractor(EntityRelationExtractor):
    """A component in place of `LLMEntityRelationExtractor`: finds entities and relations of each chunk, offline."""

    def __init__(
        self,
        extractor: Optional[Extractor] = None,
        *,
        asserted_only: bool = False,
        on_error: OnError = OnError.RAISE,
        create_lexical_graph: bool = True,
    ) -> None:
        super().__init__(on_error=on_error, create_lexical_graph=create_lexical_graph)
        self.extractor = extractor or Extractor()
        self.asserted_only = asserted_only

    async def run(
        self,
        chunks: TextChunks,
        document_info: Optional[DocumentInfo] = None,
        lexical_graph_config: Optional[LexicalGraphConfig] = None,
        **kwargs: Any,
    ) -> Neo4jGraph:
        """The graph of all chunks, with the chunks themselves where they are wanted."""
        result, builder = Neo4jGraph(), None
        if self.create_lexical_graph or lexical_graph_config:
            builder = LexicalGraphBuilder(config=lexical_graph_config or LexicalGraphConfig())
        if builder and self.create_lexical_graph:
            result = (await builder.run(text_chunks=chunks, document_info=document_info)).graph
        for chunk in chunks.chunks:
            try:
                graph = await asyncio.to_thread(self.extractor.extract, chunk.text, id=chunk.chunk_id)
            except Error:
                if self.on_error == OnError.RAISE:
                    raise
                continue
            found = self.update_ids(to_neo4j_graph(graph, asserted_only=self.asserted_only), chunk)
            if builder:
                await builder.process_chunk_extracted_entities(found, chunk)
            result.nodes.extend(found.nodes)
            result.relationships.extend(found.relationships)
        return result
