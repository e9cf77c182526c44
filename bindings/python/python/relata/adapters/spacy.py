"""Texts as `Doc` of spaCy, with the crate's tokens, tags, trees and names, and the graph beside them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, Optional, Union

from spacy.tokens import Doc
from spacy.util import filter_spans
from spacy.vocab import Vocab

from .. import Extractor, Graph, Word

GRAPH = "relata"
"""Where `Doc.user_data` has the graph, and `Doc.spans` all mentions."""


class _Token(NamedTuple):
    text: str
    space: bool
    word: Optional[int]
    """The place of its first word; None for white space."""


def to_doc(extractor: Extractor, text: str, vocab: Optional[Vocab] = None) -> Doc:
    """The text as spaCy has it: `doc.text` is the text, `doc.ents` are the names, with `kb_id_` the IRI, and the graph is in
    `doc.user_data["relata"]`. `doc.spans["relata"]` has all mentions, pronouns and descriptions too, with the entity's id as `id`.
    """
    graph, words = extractor.extract_parsed(text)
    tokens = list(_tokens(text, words))
    place: dict[int, int] = {}
    owner: list[int] = []
    for number, token in enumerate(tokens):
        if token.word is not None:
            place[token.word] = number
    # a word that shares its letters with the one before is that one's
    for number, word in enumerate(words):
        owner.append(place.get(number, owner[-1] if owner else 0))

    def of(token: _Token) -> Optional[Word]:
        return None if token.word is None else words[token.word]

    found = [of(token) for token in tokens]
    doc = Doc(
        vocab if vocab is not None else Vocab(),
        words=[token.text for token in tokens],
        spaces=[token.space for token in tokens],
        tags=[word.xpos if word else "_SP" for word in found],
        pos=[word.upos if word else "SPACE" for word in found],
        morphs=[word.features if word else "" for word in found],
        lemmas=[word.lemma if word else token.text for word, token in zip(found, tokens)],
        heads=[owner[word.head] if word else max(number - 1, 0) for number, word in enumerate(found)],
        deps=[_dependency(word.relation) if word else "dep" for word in found],
        sent_starts=_starts(found),
    )
    _add_graph(doc, graph)
    return doc


def _tokens(text: str, words: list[Word]) -> Iterator[_Token]:
    """The words and the white space between them, which spaCy keeps but for one blank behind a token."""
    end = words[0].start if words else len(text)
    if end:
        yield _Token(text[:end], False, None)
    # the places where a word begins that shares no letters with the one before
    starts = [number for number, word in enumerate(words) if number == 0 or word.start >= words[number - 1].end]
    for this, following in zip(starts, [*starts[1:], len(words)]):
        word, last = words[this], words[following - 1]
        end = max(word.end, last.end)
        gap = text[end : words[following].start if following < len(words) else len(text)]
        yield _Token(text[word.start : end], gap.startswith(" "), this)
        rest = gap[1:] if gap.startswith(" ") else gap
        if rest:
            yield _Token(rest, False, None)


def _dependency(relation: str) -> str:
    return "ROOT" if relation == "root" else relation


def _starts(words: list[Optional[Word]]) -> list[Union[bool, int, None]]:
    sentences: list[Union[bool, int, None]] = []
    before = 0
    for number, word in enumerate(words):
        sentences.append(number == 0 or (word is not None and word.sentence != before))
        before = word.sentence if word else before
    return sentences


def _add_graph(doc: Doc, graph: Graph) -> None:
    names, mentions = [], []
    for entity in graph.entities:
        for mention in entity.mentions:
            if mention.start is None or mention.end is None:
                continue
            bounds = mention.start, mention.end, entity.kind.upper()
            span = doc.char_span(*bounds, kb_id=entity.iri, span_id=entity.id, alignment_mode="expand")
            if span is not None:
                mentions.append(span)
                if entity.named and any(token.pos_ == "PROPN" for token in span):
                    names.append(span)
    doc.set_ents(filter_spans(names))
    doc.spans[GRAPH] = sorted(mentions, key=lambda span: (span.start, -span.end))
    doc.user_data[GRAPH] = graph
