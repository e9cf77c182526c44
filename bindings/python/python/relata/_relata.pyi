"""The classes that are written in Rust."""

import builtins
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from os import PathLike
from typing import Any, Literal, Optional, Union, final

from ._values import (
    Amount,
    ArticleEntity,
    Document,
    DocumentInfo,
    Evidence,
    Mention,
    Merge,
    Notice,
    Property,
    Qualifier,
    Sentence,
    Time,
    Word,
)

_Text = Union[str, PathLike[str]]
_Day = Union[str, date]
_Kind = Literal[
    "person", "organization", "place", "event", "time", "money", "quantity", "group", "work", "object", "abstract"
]
_Modality = Literal["actual", "planned", "possible", "demanded", "conditional"]
_Polarity = Literal["affirmative", "negative"]
_Table = Literal["facts", "nodes", "edges"]
_Rdf = Literal["turtle", "ntriples", "nquads", "trig", "rdfxml", "jsonld"]
_Layout = Literal["left-to-right", "top-to-bottom", "force"]
_EntityKey = Union[int, str, Entity]

__version__: str

@final
class Extractor:
    """Reads texts. Made once, it is shared between threads; pickled, it is made anew from its options."""

    def __new__(
        cls,
        *,
        # the document
        document_id: Optional[str] = None,
        document_iri: Optional[str] = None,
        base_iri: Optional[str] = None,
        title: Optional[str] = None,
        publisher: Optional[str] = None,
        published: Optional[_Day] = None,
        # what goes into the graph
        kinds: Optional[Sequence[_Kind]] = None,
        predicates: Optional[Sequence[str]] = None,
        ontology: Optional[_Text] = None,
        mapped_only: Optional[bool] = None,
        without_attributed: Optional[bool] = None,
        without_unrealised: Optional[bool] = None,
        nationalities: Optional[bool] = None,
        # how it reads
        rules: Union[_Text, Sequence[_Text], None] = None,
        without_rules: Union[str, Sequence[str], None] = None,
        lines: Optional[Literal["detected", "paragraphs", "wrapped"]] = None,
        merge_metonyms: Optional[bool] = None,
        model: Union[str, PathLike[str], bytes, None] = None,
        # limits
        text_bytes: Optional[int] = None,
        sentence_words: Optional[int] = None,
        token_bytes: Optional[int] = None,
        mentions: Optional[int] = None,
        seconds: Optional[float] = None,
    ) -> Extractor: ...
    @property
    def options(self) -> dict[str, Any]:
        """The options it was made with."""
    @property
    def model_name(self) -> str:
        """The model's name, language and checksum."""
    @property
    def rule_names(self) -> list[str]:
        """The names of the rules it reads with."""
    def extract(
        self,
        text: Union[str, bytes, Document],
        *,
        id: Optional[str] = None,
        iri: Optional[str] = None,
        title: Optional[str] = None,
        publisher: Optional[str] = None,
        published: Optional[_Day] = None,
    ) -> Graph:
        """The graph of a text. Other threads run meanwhile. What is said of the document is the extractor's where it is not given."""
    def extract_all(
        self,
        documents: Iterable[Union[str, bytes, Document]],
        *,
        threads: Optional[int] = None,
        ordered: bool = True,
        in_flight: Optional[int] = None,
        errors: Literal["raise", "return"] = "raise",
    ) -> Graphs:
        """The graphs of many documents, in their order, as an iterator that reads ahead on threads.

        At most `in_flight` documents are held, 8 a thread by default. A document that cannot be read raises `DocumentError`, after which
        the iterator goes on; with `errors="return"` the error comes in the graph's place."""
    def parse(self, text: str) -> list[Word]:
        """The words of a text with tags, lemmas and trees."""
    def extract_parsed(self, text: str) -> tuple[Graph, list[Word]]:
        """The graph of a text together with its words, read once."""
    def check_rules(self) -> list[str]:
        """What the rules get wrong of the sentences they come with, a line each."""
    def __getnewargs_ex__(self) -> tuple[tuple[()], dict[str, Any]]: ...

@final
class Graphs(Iterator[Graph]):
    """The graphs of many documents; made by `Extractor.extract_all`. With `errors="return"` some are a `DocumentError`."""

    def __iter__(self) -> Graphs: ...
    def __next__(self) -> Graph: ...

class Graph:
    """A knowledge graph: entities and the relations between them, with their evidence. It never changes."""

    @property
    def entities(self) -> list[Entity]:
        """The entities, in the order of their ids."""
    @property
    def relations(self) -> list[Relation]:
        """The relations, in the order of their ids."""
    def entity(self, key: _EntityKey) -> Entity:
        """The entity with that id, label or alias; KeyError or IndexError where there is none."""
    def relation(self, id: int) -> Relation:
        """The relation with that id; IndexError where there is none."""
    @property
    def document(self) -> DocumentInfo:
        """The document it was read from."""
    @property
    def documents(self) -> list[DocumentInfo]:
        """The articles it was merged from, in the order that evidence and mentions count them; else its one document."""
    @property
    def sentences(self) -> list[Sentence]:
        """The sentences of the document; of a merged graph they are in its articles."""
    @property
    def notices(self) -> list[Notice]:
        """What of the text was cut short, and why."""
    def subgraph(
        self,
        *,
        kinds: Optional[Sequence[_Kind]] = None,
        predicates: Optional[Sequence[str]] = None,
        modalities: Optional[Sequence[_Modality]] = None,
        polarity: Optional[_Polarity] = None,
        asserted_only: bool = False,
        entities_only: bool = False,
        least_confidence: float = 0.0,
        since: Optional[_Day] = None,
        until: Optional[_Day] = None,
        around: Optional[_EntityKey] = None,
        hops: int = 1,
        top: Optional[int] = None,
    ) -> Graph:
        """The part of the graph that has what is asked for: its relations, and the entities they join, with new ids."""
    def paths(self, start: _EntityKey, end: _EntityKey, *, hops: int = 3, most: int = 10) -> list[list[Relation]]:
        """The ways from one entity to another over relations in either direction, the shortest first."""
    def timeline(self, entity: _EntityKey) -> list[Relation]:
        """The facts about an entity in the order in which they happened, as far as the text says when; then the others."""
    def centrality(self) -> list[float]:
        """How central each entity is (PageRank), by its id; the sum is 1."""
    def most_central(self, top: Optional[int] = None) -> list[Entity]:
        """The entities from the most central one on."""
    def corrected(self, corrections: Sequence[dict[str, Any]]) -> tuple[Graph, list[str]]:
        """The graph with corrections, and a line for what each did."""
    def to_json(self, *, indent: bool = True) -> str:
        """The graph as JSON; places count bytes."""
    @classmethod
    def from_json(cls, text: str) -> Graph:
        """The graph of what `to_json` gave."""
    def to_dict(self) -> dict[str, Any]:
        """The graph as dictionaries and lists, as JSON has it: places count bytes."""
    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Graph:
        """The graph of what `to_dict` gave."""
    def to_json_lines(self) -> str:
        """The graph as JSON lines."""
    def to_rdf(
        self,
        format: _Rdf = "turtle",
        *,
        detail: Literal["full", "evidence", "facts"] = "full",
        triple_terms: bool = False,
        mentions: bool = True,
        dataset: bool = False,
        vocabulary: Optional[str] = None,
    ) -> str:
        """The graph as RDF; a merged one as its articles."""
    @classmethod
    def from_rdf(cls, text: str, format: _Rdf = "turtle") -> Graph:
        """The graph of what `to_rdf` gave for one document."""
    def to_dot(
        self,
        *,
        most_nodes: Optional[int] = 18,
        texts: bool = True,
        legend: bool = True,
        clusters: bool = False,
        layout: _Layout = "left-to-right",
        label_width: int = 24,
        most_characters: int = 48,
    ) -> str:
        """The graph as DOT: a summary of what matters most, or all of it with `most_nodes=None`."""
    def to_svg(
        self,
        *,
        most_nodes: Optional[int] = 18,
        texts: bool = True,
        legend: bool = True,
        layout: _Layout = "left-to-right",
        label_width: int = 24,
        most_characters: int = 48,
    ) -> str:
        """The graph as SVG: the same nodes and edges as `to_dot`."""
    def to_mermaid(
        self,
        *,
        most_nodes: Optional[int] = 18,
        texts: bool = True,
        legend: bool = True,
        layout: _Layout = "left-to-right",
        label_width: int = 24,
        most_characters: int = 48,
    ) -> str:
        """The graph as a flowchart of Mermaid: the same nodes and edges as `to_dot`."""
    def to_html(self) -> str:
        """A page of HTML with the article beside its graph; of a merged graph all articles."""
    def to_graphml(self) -> str:
        """The graph as GraphML."""
    def to_cypher(self) -> str:
        """The graph as statements of Cypher, one a line."""
    def to_networkx(self) -> Any:
        """The graph as a `networkx.MultiDiGraph`: entities by their ids, words by themselves, relations by theirs."""
    def table(self, name: _Table = "facts") -> ArrowTable:
        """A table of the graph that every library of data frames with Arrow takes without a copy."""
    def to_arrow(self, table: _Table = "facts") -> Any:
        """A table of the graph as a `pyarrow.Table`."""
    def to_pandas(self, table: _Table = "facts") -> Any:
        """A table of the graph as a `pandas.DataFrame`."""
    def to_polars(self, table: _Table = "facts") -> Any:
        """A table of the graph as a `polars.DataFrame`."""
    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any: ...
    def _repr_html_(self) -> str: ...
    def _repr_svg_(self) -> str: ...
    def __len__(self) -> int: ...
    def __bool__(self) -> bool: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class MergedGraph(Graph):
    """The graph of many articles, in which the same person is one entity."""

    @property
    def articles(self) -> list[Graph]:
        """The graph of each article, in the order of `documents`, its entities under the IRIs they share."""
    @property
    def merges(self) -> list[Merge]:
        """What was joined, and why."""
    def origins(self, entity: _EntityKey) -> list[ArticleEntity]:
        """Which entities of which articles an entity was made of."""
    def entity_of(self, document: str, entity: int) -> Optional[Entity]:
        """The entity that an entity of an article became."""
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class Entity:
    """An entity: somebody or something the text speaks of."""

    @property
    def id(self) -> int:
        """Its id: its place in the graph's list."""
    @property
    def graph(self) -> Graph:
        """The graph it is of."""
    @property
    def label(self) -> str:
        """Its name, or best description."""
    @property
    def kind(self) -> _Kind:
        """What it is."""
    @property
    def named(self) -> bool:
        """Whether it has a proper name."""
    @property
    def aliases(self) -> list[str]:
        """Other names and descriptions, without the label."""
    @property
    def members(self) -> list[Entity]:
        """Its members, where it is a group."""
    @property
    def refers_to(self) -> list[Relation]:
        """The relations it stands for, where it is what a clause said (*the move*) or a noun of an act (*the visit*)."""
    @property
    def same_as(self) -> list[str]:
        """IRIs under which others know it."""
    @property
    def iri(self) -> str:
        """The IRI it has in RDF and in tables."""
    @property
    def mentions(self) -> list[Mention]:
        """Where the text speaks of it."""
    @property
    def relations(self) -> list[Relation]:
        """The relations it is subject or object of."""
    @property
    def neighbours(self) -> list[Entity]:
        """The entities a relation joins to it, each once."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class Relation:
    """A relation: who does what to whom, how that stands, and where the text says so."""

    @property
    def id(self) -> int:
        """Its id: its place in the graph's list."""
    @property
    def graph(self) -> Graph:
        """The graph it is of."""
    @property
    def subject(self) -> Entity:
        """Who or what."""
    @property
    def predicate(self) -> str:
        """Lemma of the content words (`meet`, `special envoy`)."""
    @property
    def marker(self) -> str:
        """The verb's particles and preposition, where they tell its sense (`for`, `away from`); empty otherwise."""
    @property
    def full_predicate(self) -> str:
        """The predicate with its particles and preposition: to *vote for* is not to *vote against*."""
    @property
    def label(self) -> str:
        """What a person reads on the edge (`met with`)."""
    @property
    def object(self) -> Union[Entity, str]:
        """To whom or what: an entity, or words that are none."""
    @property
    def time(self) -> Optional[Time]:
        """When, where it can be placed."""
    @property
    def amounts(self) -> list[Amount]:
        """The amounts the object gives."""
    @property
    def qualifiers(self) -> list[Qualifier]:
        """Adjuncts: where, with whom, why, …."""
    @property
    def polarity(self) -> _Polarity:
        """Affirmed or denied."""
    @property
    def modality(self) -> _Modality:
        """How it stands to reality, in the view of its source."""
    @property
    def attribution(self) -> Union[Entity, str, None]:
        """Who says so; None where the article itself does."""
    @property
    def presupposed(self) -> bool:
        """Whether the article takes as true what the source says (*revealed that*)."""
    @property
    def symmetric(self) -> bool:
        """Whether subject and object can change places."""
    @property
    def tenure(self) -> Optional[Literal["held", "former", "future"]]:
        """Of an office: whether it is held, where the text says so."""
    @property
    def construction(self) -> str:
        """The construction it was read from."""
    @property
    def rule(self) -> str:
        """The rule that read it."""
    @property
    def confidence(self) -> float:
        """How sure the reading is, 0 to 1."""
    @property
    def evidence(self) -> list[Evidence]:
        """Where the text states it."""
    @property
    def is_asserted(self) -> bool:
        """Whether the article itself states it as actual and affirmative, or takes it as true."""
    @property
    def has_ended(self) -> bool:
        """Whether it is an office that its holder has no more."""
    def __eq__(self, other: builtins.object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    # last, as the name hides the decorator
    @property
    def property(self) -> Optional[Property]:
        """The property of the ontology it was mapped to."""

@final
class ArrowTable:
    """A table in Arrow's memory: `pyarrow.table(t)`, `polars.DataFrame(t)`, `pandas.DataFrame.from_arrow(t)` take it as it is."""

    @property
    def column_names(self) -> list[str]:
        """The names of the columns."""
    def __len__(self) -> int: ...
    def __bool__(self) -> bool: ...
    def __arrow_c_schema__(self) -> Any: ...
    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any: ...

def facts(graphs: Iterable[Graph]) -> ArrowTable:
    """The facts of many graphs as one table."""

def merge(
    graphs: Iterable[Graph],
    *,
    known: Union[str, Sequence[dict[str, Any]], None] = None,
    keep_apart: Optional[Sequence[tuple[tuple[str, int], tuple[str, int]]]] = None,
) -> MergedGraph:
    """One graph of the graphs of many articles, whose document ids differ. The order does not matter.

    `known` is a table of known entities, whose IRIs they get: CSV or JSON as text, or a list of dictionaries with `iri`, `name`, and where
    wanted `aliases` and `kind`. `keep_apart` is a list of pairs of entities, each `(document id, entity id)`, that are not one."""
