"""The exceptions of the package. What can be said of the place stands in attributes, and in the message."""

from __future__ import annotations

from typing import Optional


class Error(Exception):
    """Whatever this package raises of its own."""


class OptionError(Error, ValueError):
    """An option has a value it cannot have."""

    option: str
    """The option's name."""


class RuleError(Error, ValueError):
    """A rule cannot be used."""

    file: str
    """Which text of rules."""
    line: int
    """The line, counted from 1."""


class OntologyError(Error, ValueError):
    """A table of properties cannot be used."""

    line: Optional[int] = None
    """The line, counted from 1, where the message does not show it itself."""


class ModelError(Error):
    """A model's bytes cannot be used."""


class DocumentError(Error):
    """There is no graph of a document."""

    document: str
    """The document's id."""
    byte: Optional[int] = None
    """The first byte that is not UTF-8, where that is the reason."""


class ReadError(Error, ValueError):
    """Data that are read as a graph are none."""

    line: Optional[int] = None
    """The line, counted from 1."""
    column: Optional[int] = None
    """The column, counted from 1."""


class WriteError(Error, ValueError):
    """A graph cannot be written so."""


class MergeError(Error, ValueError):
    """Graphs cannot be merged."""

    document: str
    """The document's id."""


class KnownEntityError(Error, ValueError):
    """A table of known entities cannot be used."""

    line: Optional[int] = None
    """The line, counted from 1."""


class CorrectionError(Error, ValueError):
    """A list of corrections does not fit the graph."""

    number: int
    """Which correction, counted from 1."""


for _class in (Error, *Error.__subclasses__()):
    _class.__module__ = "relata"
