"""Graphs for networkx and data frames, each imported where it is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ._relata import Graph


def _needed(module: str, extra: str) -> Any:
    try:
        return import_module(module)
    except ImportError as error:
        raise ImportError(f"this needs {module}: pip install 'relata[{extra}]'") from error


def to_networkx(graph: Graph) -> Any:
    network = _needed("networkx", "networkx").MultiDiGraph(document=graph.document.id)
    for entity in graph.entities:
        network.add_node(entity.id, label=entity.label, kind=entity.kind, named=entity.named, aliases=entity.aliases)
    for relation in graph.relations:
        value = relation.object
        if isinstance(value, str):
            network.add_node(value, label=value, kind="text", named=False, aliases=[])
        network.add_edge(
            relation.subject.id,
            value if isinstance(value, str) else value.id,
            key=relation.id,
            label=relation.label,
            predicate=relation.full_predicate,
            asserted=relation.is_asserted,
            polarity=relation.polarity,
            modality=relation.modality,
            attribution=None if relation.attribution is None else str(relation.attribution),
            confidence=relation.confidence,
            rule=relation.rule,
            evidence=[evidence.text for evidence in relation.evidence],
        )
    return network


def to_arrow(graph: Graph, table: Any) -> Any:
    return _needed("pyarrow", "arrow").table(graph.table(table))


def to_pandas(graph: Graph, table: Any) -> Any:
    _needed("pandas", "pandas")
    return _needed("pyarrow", "pandas").table(graph.table(table)).to_pandas()


def to_polars(graph: Graph, table: Any) -> Any:
    return _needed("polars", "polars").DataFrame(graph.table(table))
