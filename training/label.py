"""Asks a teacher what it says of sentences, and writes it down."""

from __future__ import annotations

from pathlib import Path

import numpy as np

import batching
import losses
import shares


def collect(path: Path, teacher, shape, sentences, subwords, labels, window: int) -> None:
    """Writes what the teacher says of the sentences, read in windows of up to `window` subwords of their documents."""
    found: dict[int, dict] = {}
    for batch, places in batching.batches(sentences, subwords, labels, 4096, most=window):
        said = {task: (np.asarray(index), np.asarray(share)) for task, (index, share) in losses.opinions(teacher, batch, shape).items()}
        for row, number, at in ((row, number, at) for row, window_places in enumerate(places) for number, at in window_places):
            own = slice(at, at + len(sentences[number].words))
            found[number] = {task: (index[row, own], share[row, own]) for task, (index, share) in said.items()}
            index, share = found[number]["arc"]
            inside = (index > at) & (index <= own.stop) | (index == 0)
            found[number]["arc"] = np.where(inside & (index > 0), index - at, 0), np.where(inside, share, 0)
    kept = sorted(found)
    rows = {task: ([found[n][task][0] for n in kept], [found[n][task][1] for n in kept]) for task in shares.TASKS}
    shares.write(path, kept, [len(sentences[n].words) for n in kept], rows)
