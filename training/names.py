"""Kinds for the names of a treebank without entities: what a teacher says of them, summed over a document and a spelling."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

# Left to themselves, names whose kind is open drift to the vague kinds; one of those needs this much more of the teacher.
VAGUE = {"object": 1.0, "abstract": 1.5, "group": 1.0, "quantity": 3.0, "money": 3.0}
# The share of its document in what decides a name's kind; the rest is the whole treebank's.
DOCUMENT_SHARE = 0.7
# What is left for a label that is not among the likeliest.
LEAST = 1 / 512
CALENDAR = {m + e for m in ("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec") for e in ("", ".")} | {
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "tues", "wed", "thu", "thurs", "fri", "sat", "sun",
    "mondays", "tuesdays", "wednesdays", "thursdays", "fridays", "saturdays", "sundays",
    "christmas", "easter", "thanksgiving", "halloween", "ramadan", "eve", "day", "am", "pm", "a.m.", "p.m.", "est", "pst", "gmt", "ad", "bc"}


def _spans(labels: list[set[str]]):
    """The names whose kind is open, as (first, last)."""
    first = None
    for i, allowed in enumerate(labels):
        positions = {l[0] for l in allowed}
        if positions == {"S"}:
            yield i, i
        elif positions == {"B"}:
            first = i
        elif positions == {"E"} and first is not None:
            yield first, i


def decide_kinds(sentences, labels, kinds: list[str]) -> dict[str, int]:
    """Sets the names of `sentences` that are of open kind to one kind each, in place, by the shares that they have of a teacher;
    returns how many of each kind."""
    index = {l: i for i, l in enumerate(labels["name"])}
    in_document, anywhere = defaultdict(lambda: np.zeros(len(kinds))), defaultdict(lambda: np.zeros(len(kinds)))
    found = []
    sentences = [s for s in sentences if s.shares is not None]
    for s in sentences:
        likely, share = s.shares["name"]
        scores = np.full((len(s.words), len(index)), LEAST)
        np.put_along_axis(scores, likely, np.maximum(share.astype(np.float64), LEAST), 1)
        scores = np.log(scores)
        for first, last in _spans(s.name):
            position = lambda i: "S" if first == last else "B" if i == first else "E" if i == last else "I"
            size = last - first + 1
            total = np.array([sum(scores[i, index[f"{position(i)}-{k}"]] for i in range(first, last + 1)) for k in kinds])
            total -= [VAGUE.get(k, 0.0) for k in kinds]
            if not any(w.lower() in CALENDAR or w.isdigit() for w in s.words[first:last + 1]):
                total[kinds.index("time")] -= 20
            share = np.exp(total - total.max())
            share /= share.sum()
            spelling = " ".join(s.words[first:last + 1]).lower()
            in_document[s.document, spelling] += share
            anywhere[spelling] += share / size
            found.append((s, first, last, spelling))
    counts: dict[str, int] = defaultdict(int)
    for s in sentences:
        s.kinds_decided = True
    for s, first, last, spelling in found:
        here, all_over = in_document[s.document, spelling], anywhere[spelling]
        vote = DOCUMENT_SHARE * here / here.sum() + (1 - DOCUMENT_SHARE) * all_over / all_over.sum()
        kind = kinds[int(vote.argmax())]
        counts[kind] += 1
        for i in range(first, last + 1):
            s.name[i] = {l for l in s.name[i] if l.endswith("-" + kind)}
    return dict(counts)
