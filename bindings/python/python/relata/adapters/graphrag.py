"""Tables for GraphRAG's *bring your own graph*: entities, relationships, text units and documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from os import PathLike
from pathlib import Path
from typing import Any, Union

import pandas

from .. import Entity, Evidence, Graph, Mention, MergedGraph, merge
from ._property_graph import PropertyGraph


def to_tables(graphs: Union[Graph, Iterable[Graph]], *, asserted_only: bool = False) -> dict[str, pandas.DataFrame]:
    """The tables by their names. The graphs of several articles are merged first.

    A paragraph is a text unit. A relationship joins two entities, with the sentences that tell of both as its description, and weighs as
    much as there are facts.
    """
    graph = graphs if isinstance(graphs, Graph) else merge(graphs)
    articles = graph.articles if isinstance(graph, MergedGraph) else [graph]
    units = _Units(articles)
    found = PropertyGraph(graph, asserted_only=asserted_only)
    pairs: dict[tuple[int, int], list[Any]] = defaultdict(list)
    for edge in found.edges:
        value = edge.relation.object
        if isinstance(value, Entity):
            pairs[edge.relation.subject.id, value.id].append(edge.relation)
    degree: dict[int, set[int]] = defaultdict(set)
    for one, other in pairs:
        degree[one].add(other)
        degree[other].add(one)

    entities = [
        {
            "id": entity.iri,
            "human_readable_id": entity.id,
            "title": found.entities[entity.id].name,
            "type": entity.kind,
            "description": "; ".join([entity.label, *entity.aliases]),
            "text_unit_ids": units.of(entity.mentions),
            "frequency": len(units.of(entity.mentions)),
            "degree": len(degree[entity.id]),
        }
        for entity in graph.entities
    ]
    relationships = []
    for number, ((one, other), facts) in enumerate(pairs.items()):
        evidence = [evidence for fact in facts for evidence in fact.evidence]
        relationships.append(
            {
                "id": f"{graph.document.id}-{number}",
                "human_readable_id": number,
                "source": found.entities[one].name,
                "target": found.entities[other].name,
                "description": " ".join(dict.fromkeys(e.text or "" for e in evidence)) or "; ".join(map(str, facts)),
                "weight": float(len(facts)),
                "combined_degree": len(degree[one]) + len(degree[other]),
                "text_unit_ids": units.of(evidence),
            }
        )
    return {
        "entities": pandas.DataFrame(entities),
        "relationships": pandas.DataFrame(relationships),
        "text_units": pandas.DataFrame(units.rows(entities, relationships)),
        "documents": pandas.DataFrame(units.documents()),
    }


def write_tables(
    graphs: Union[Graph, Iterable[Graph]], folder: Union[str, PathLike[str]], *, asserted_only: bool = False
) -> None:
    """Writes the tables into a folder, as Parquet files that GraphRAG finds by their names."""
    Path(folder).mkdir(parents=True, exist_ok=True)
    for name, table in to_tables(graphs, asserted_only=asserted_only).items():
        table.to_parquet(Path(folder) / f"{name}.parquet")


class _Units:
    """The paragraphs of the articles."""

    def __init__(self, articles: list[Graph]) -> None:
        self.articles = articles
        self.sentences = [article.sentences for article in articles]

    def id(self, article: int, paragraph: int) -> str:
        return f"{self.articles[article].document.id}-{paragraph}"

    def of(self, places: Iterable[Union[Mention, Evidence]]) -> list[str]:
        """The paragraphs of mentions or evidence, each once."""
        ids = []
        for place in places:
            sentences = self.sentences[place.document]
            if place.sentence < len(sentences):
                ids.append(self.id(place.document, sentences[place.sentence].paragraph))
        return list(dict.fromkeys(ids))

    def paragraphs(self, article: int) -> dict[str, str]:
        texts: dict[str, list[str]] = defaultdict(list)
        for sentence in self.sentences[article]:
            texts[self.id(article, sentence.paragraph)].append(sentence.text)
        return {unit: " ".join(sentences) for unit, sentences in texts.items()}

    def rows(self, entities: list[dict[str, Any]], relationships: list[dict[str, Any]]) -> list[dict[str, Any]]:
        def within(rows: list[dict[str, Any]]) -> dict[str, list[str]]:
            ids: dict[str, list[str]] = defaultdict(list)
            for row in rows:
                for unit in row["text_unit_ids"]:
                    ids[unit].append(row["id"])
            return ids

        of_entities, of_relationships = within(entities), within(relationships)
        units = [
            (article, unit, text)
            for article in range(len(self.articles))
            for unit, text in self.paragraphs(article).items()
        ]
        return [
            {
                "id": unit,
                "human_readable_id": number,
                "text": text,
                "n_tokens": len(text.split()),
                "document_id": self.articles[article].document.id,
                "entity_ids": of_entities[unit],
                "relationship_ids": of_relationships[unit],
                "covariate_ids": [],
            }
            for number, (article, unit, text) in enumerate(units)
        ]

    def documents(self) -> list[dict[str, Any]]:
        rows = []
        for number, article in enumerate(self.articles):
            paragraphs = self.paragraphs(number)
            rows.append(
                {
                    "id": article.document.id,
                    "human_readable_id": number,
                    "title": article.document.title or article.document.id,
                    "text": "\n\n".join(paragraphs.values()),
                    "text_unit_ids": list(paragraphs),
                    "creation_date": article.document.published,
                    "raw_data": None,
                }
            )
        return rows
