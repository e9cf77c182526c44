"""English news articles in, a knowledge graph out: who did what to whom, who says so, and which words of the text say it.

>>> import relata
>>> graph = relata.Extractor().extract("Greta Lund met Olav Berg in Oslo. The council did not invite Mr. Berg.")
>>> for relation in graph.relations:
...     print(relation)
Greta Lund -met- Olav Berg
council -not invite- Olav Berg [negative]
"""

from ._errors import (
    CorrectionError,
    DocumentError,
    Error,
    KnownEntityError,
    MergeError,
    ModelError,
    OntologyError,
    OptionError,
    ReadError,
    RuleError,
    WriteError,
)
from ._relata import (
    ArrowTable,
    Entity,
    Extractor,
    Graph,
    Graphs,
    MergedGraph,
    Relation,
    __version__,
    facts,
    merge,
)
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
    Span,
    Time,
    Word,
)

__all__ = [
    "Amount",
    "ArrowTable",
    "ArticleEntity",
    "CorrectionError",
    "Document",
    "DocumentError",
    "DocumentInfo",
    "Entity",
    "Error",
    "Evidence",
    "Extractor",
    "Graph",
    "Graphs",
    "KnownEntityError",
    "Mention",
    "Merge",
    "MergeError",
    "MergedGraph",
    "ModelError",
    "Notice",
    "OntologyError",
    "OptionError",
    "Property",
    "Qualifier",
    "ReadError",
    "Relation",
    "RuleError",
    "Sentence",
    "Span",
    "Time",
    "Word",
    "WriteError",
    "__version__",
    "facts",
    "merge",
]
