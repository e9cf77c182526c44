"""A knowledge-graph extractor for `PropertyGraphIndex` of LlamaIndex."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from llama_index.core.bridge.pydantic import Field
from llama_index.core.graph_stores.types import KG_NODES_KEY, KG_RELATIONS_KEY, EntityNode, Relation
from llama_index.core.schema import BaseNode, MetadataMode, TransformComponent

from .. import Document, Extractor
from ._property_graph import PropertyGraph


class RelataExtractor(TransformComponent):
    """For `PropertyGraphIndex(kg_extractors=[RelataExtractor()])`: finds entities and relations of each node, offline.

    What the text does not state as fact has the label `NOT_ASSERTED`, or is left out with `asserted_only`.
    """

    extractor: Any = Field(default_factory=Extractor)
    asserted_only: bool = False

    @classmethod
    def class_name(cls) -> str:
        return "RelataExtractor"

    def __call__(self, nodes: Sequence[BaseNode], **kwargs: Any) -> Sequence[BaseNode]:
        texts = (Document(node.get_content(metadata_mode=MetadataMode.NONE), id=node.node_id) for node in nodes)
        for node, graph in zip(nodes, self.extractor.extract_all(texts)):
            found = PropertyGraph(graph, asserted_only=self.asserted_only)
            entities = [
                EntityNode(name=entity.name, label=entity.label, properties=entity.properties) for entity in found.nodes
            ]
            ids = {entity.name: entity.id for entity in entities}
            relations = [
                Relation(
                    label=edge.type,
                    source_id=ids[edge.source.name],
                    target_id=ids[edge.target.name],
                    properties=edge.properties,
                )
                for edge in found.edges
            ]
            node.metadata[KG_NODES_KEY] = [*node.metadata.pop(KG_NODES_KEY, []), *entities]
            node.metadata[KG_RELATIONS_KEY] = [*node.metadata.pop(KG_RELATIONS_KEY, []), *relations]
        return nodes
