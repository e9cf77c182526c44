"""A graph as nodes and edges with properties, as graph databases and builders of language-model programs have it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple, Union

from .._relata import Entity, Graph, Relation

NOT_ASSERTED = "NOT_ASSERTED"
"""The type of edges that the text does not state as fact, so that no query for facts finds them."""


class Node(NamedTuple):
    name: str
    """Other than those of all other nodes of its graph."""
    label: str
    properties: dict[str, Any]


class Edge(NamedTuple):
    source: Node
    target: Node
    type: str
    properties: dict[str, Any]
    relation: Relation


class PropertyGraph:
    """The nodes and edges of a graph; with `asserted_only` without what is denied, planned, possible or only somebody's word."""

    def __init__(self, graph: Graph, *, asserted_only: bool = False) -> None:
        names = _names(graph)
        self.entities = {entity.id: _entity_node(entity, names[entity.id]) for entity in graph.entities}
        self.texts: dict[str, Node] = {}
        self.edges: list[Edge] = []
        for relation in graph.relations:
            if relation.is_asserted or not asserted_only:
                source, target = self.entities[relation.subject.id], self._node(relation.object)
                self.edges.append(Edge(source, target, _type(relation), dict(_properties(relation)), relation))

    def _node(self, value: Union[Entity, str]) -> Node:
        if isinstance(value, Entity):
            return self.entities[value.id]
        return self.texts.setdefault(value, Node(value, "Text", {"name": value}))

    @property
    def nodes(self) -> list[Node]:
        return [*self.entities.values(), *self.texts.values()]


def _names(graph: Graph) -> dict[int, str]:
    """What is only described is of its document: *the council* of one article is not that of another. Namesakes are numbered."""
    taken: dict[str, int] = {}
    names = {}
    for entity in graph.entities:
        shared = entity.named and entity.kind not in ("time", "money", "quantity")
        name = entity.label if shared else f"{entity.label} ({graph.document.id})"
        taken[name] = taken.get(name, 0) + 1
        names[entity.id] = name if taken[name] == 1 else f"{name} #{taken[name]}"
    return names


def _entity_node(entity: Entity, name: str) -> Node:
    properties = {"name": entity.label, "kind": entity.kind, "named": entity.named, "iri": entity.iri}
    return Node(name, entity.kind.capitalize(), {**properties, "aliases": entity.aliases})


def _type(relation: Relation) -> str:
    if not relation.is_asserted:
        return NOT_ASSERTED
    return re.sub(r"\W+", "_", relation.full_predicate).strip("_").upper() or "RELATED_TO"


def _properties(relation: Relation) -> Iterator[tuple[str, Any]]:
    """All that is known, each of a type that a database keeps."""
    yield "predicate", relation.full_predicate
    yield "label", relation.label
    yield "polarity", relation.polarity
    yield "modality", relation.modality
    if relation.attribution is not None:
        yield "attribution", str(relation.attribution)
    if relation.time:
        for name, time in (("time_start", relation.time.start), ("time_end", relation.time.end)):
            if time is not None:
                yield name, time.isoformat()
    for qualifier in relation.qualifiers:
        yield qualifier.role, f"{qualifier.marker} {qualifier.text}".strip()
    yield "rule", relation.rule
    yield "confidence", relation.confidence
    yield "evidence", [evidence.text for evidence in relation.evidence if evidence.text]
