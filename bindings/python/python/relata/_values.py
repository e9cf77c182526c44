"""Small values, as named tuples.

Places in texts are given twice: `start` and `end` count characters, so that `text[start:end]` is what is meant, and `start_byte` and
`end_byte` count bytes of the text in UTF-8, as JSON and RDF do. Characters are None where a graph does not know its sentences.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, List, NamedTuple, Optional, Union

if TYPE_CHECKING:
    from ._relata import Entity


class Document(NamedTuple):
    """A text to read, with what is known of it; what is None is the extractor's."""

    text: str
    id: Optional[str] = None
    """The last part of its IRI; in `extract_all` the texts are counted from 0 where it is None."""
    iri: Optional[str] = None
    """Its own IRI, such as the address it was published under."""
    title: Optional[str] = None
    publisher: Optional[str] = None
    published: Union[str, date, None] = None
    """The day of publication, `YYYY-MM-DD` or a date, that *on Friday* is placed against."""


class DocumentInfo(NamedTuple):
    """What a graph knows of its document beside the text."""

    id: str
    base_iri: str
    iri: Optional[str]
    title: Optional[str]
    publisher: Optional[str]
    published: Optional[str]


class Sentence(NamedTuple):
    """A sentence of the document."""

    text: str
    start: Optional[int]
    end: Optional[int]
    start_byte: int
    end_byte: int
    paragraph: int


class Notice(NamedTuple):
    """What of the text was cut short."""

    kind: str
    start_byte: int
    end_byte: int


class Span(NamedTuple):
    """A run of the text."""

    start: Optional[int]
    end: Optional[int]
    start_byte: int
    end_byte: int


class Mention(NamedTuple):
    """A place where the text speaks of an entity."""

    text: str
    start: Optional[int]
    end: Optional[int]
    start_byte: int
    end_byte: int
    sentence: int
    document: int
    """The article, by its place in `Graph.documents`."""


class Evidence(NamedTuple):
    """A sentence that states a relation."""

    text: Optional[str]
    start: Optional[int]
    end: Optional[int]
    start_byte: int
    end_byte: int
    sentence: int
    document: int
    """The article, by its place in `Graph.documents`."""
    words: List[Span]
    """The runs that are subject, predicate, object and qualifiers."""


class Time(NamedTuple):
    """A stretch of time, from `start` up to, not including, `end`; an open side, and a year before 1, is None."""

    start: Optional[datetime]
    end: Optional[datetime]
    granularity: str
    """The unit the text speaks in: `day`, `year`, …."""
    approximate: bool


class Amount(NamedTuple):
    """A number with its unit; of a range, both ends."""

    number: float
    upper: Optional[float]
    unit: Optional[str]
    currency: Optional[str]
    """The code of ISO 4217, where it is money."""
    comparison: str
    """`exactly`, `about`, `more`, …."""


class Property(NamedTuple):
    """The property of an ontology that a relation was mapped to."""

    iri: str
    inverse: bool
    """Whether it leads from the relation's object to its subject."""
    action: bool
    """Whether it is a class of acts."""


class Qualifier(NamedTuple):
    """An adjunct of a relation."""

    role: str
    """What it says: `place`, `time`, `instrument`, …."""
    marker: str
    """The preposition, or nothing."""
    value: Union[Entity, str]
    time: Optional[Time]
    amounts: List[Amount]

    @property
    def text(self) -> str:
        """The words."""
        return str(self.value)


class Word(NamedTuple):
    """A word of a parsed text, as Universal Dependencies counts words."""

    form: str
    lemma: str
    upos: str
    xpos: str
    features: str
    head: int
    """The place of its head in the text's list of words; its own, where it is the root of its sentence."""
    relation: str
    sentence: int
    start: int
    end: int
    start_byte: int
    end_byte: int


class ArticleEntity(NamedTuple):
    """An entity of an article."""

    document: str
    """The article's document id."""
    entity: int
    """The entity's id in the article's own graph."""


class Merge(NamedTuple):
    """An entity of an article that was joined to others, and why."""

    into: int
    """The entity of the merged graph."""
    entity: ArticleEntity
    label: str
    joined_to: ArticleEntity
    reason: str
    doubt: Optional[str]
    confidence: float



def merged_again(articles, known, keep_apart):  # type: ignore[no-untyped-def]
    """What pickle makes of a merged graph."""
    from ._relata import merge

    return merge(articles, known=known, keep_apart=keep_apart)
