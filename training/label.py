"""Asks teachers what they say of sentences, and writes it down."""

from __future__ import annotations

from pathlib import Path

import numpy as np

import batching
import losses
import shares


def collect(path: Path, asked: list[tuple[list, set | None]], shape, store, arrays, window: int) -> None:
    """Writes what teachers say of the sentences, read in windows of up to `window` subwords of their documents: `asked` has teachers
    and the numbers of the sentences they are asked about together, None for all."""
    found: dict[int, dict] = {}
    for teachers, wanted in asked:
        for places, numbers in batching.ahead(batching.batches(store, 8192, most=window)):
            said = losses.opinions(teachers, arrays, places, shape)
            said = {task: (np.asarray(index), np.asarray(share)) for task, (index, share) in said.items()}
            for row, number, at in ((row, number, at) for row, every in enumerate(numbers) for number, at in every):
                if wanted is not None and number not in wanted:
                    continue
                own = slice(at, at + int(store.lengths[number]))
                found[number] = {task: (index[row, own], share[row, own]) for task, (index, share) in said.items()}
                index, share = found[number]["arc"]
                inside = (index > at) & (index <= own.stop) | (index == 0)
                found[number]["arc"] = np.where(inside & (index > 0), index - at, 0), np.where(inside, share, 0)
    kept = sorted(found)
    collected = {task: ([found[n][task][0] for n in kept], [found[n][task][1] for n in kept]) for task in shares.TASKS}
    shares.write(path, kept, [int(store.lengths[n]) for n in kept], collected)
