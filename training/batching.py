"""Sentences to batches of one shape: windows of sentences that follow one another in a document, several windows in a row."""

from __future__ import annotations

import queue
import threading

import numpy as np

# Subwords of a row, and the most that a window has.
ROW = 128
# The two special subwords that a window begins and ends with.
SPECIAL = 2
# Rows that wait for a window that still fits.
OPEN_ROWS = 24


def windows(store, most: int = 0, alone: float = 0.0, rng=None) -> list[list[int]]:
    """Sentences in windows: lists of numbers of sentences that follow one another in a document, of up to `most` subwords.
    With `most` 0 each stands alone; else a share of `alone` does, and windows end at random places, chosen by `rng`. Sentences that
    are longer than a row are left out. With `rng` a window comes as often as its first sentence's `times` says."""
    found: list[list[int]] = []
    size = limit = 0
    sentences = store.sentences
    for number, s in enumerate(sentences):
        length = store.size(number)
        if length + SPECIAL > ROW:
            size = limit + 1
            continue
        follows = found and number == found[-1][-1] + 1 and s.document and s.document == sentences[number - 1].document
        if most and follows and size + length + SPECIAL <= limit:
            found[-1].append(number)
            size += length
        else:
            found.append([number])
            size = length
            limit = 0 if rng is not None and rng.random() < alone else most if rng is None else rng.integers(most // 2, most + 1)
    if rng is None:
        return found
    often = [sentences[w[0]].times for w in found]
    found = [w for w, times in zip(found, often) for _ in range(int(times + rng.random()))]
    rng.shuffle(found)
    return found


def rows(store, found: list[list[int]]) -> list[list[list[int]]]:
    """Windows in rows: each goes into the fullest of the open rows that still takes it."""
    full, opened = [], []
    for window in found:
        length = sum(store.size(n) for n in window) + SPECIAL
        fitting = [row for row in opened if row[0] + length <= ROW]
        if fitting:
            row = max(fitting, key=lambda row: row[0])
            row[0] += length
            row[1].append(window)
        else:
            opened.append([length, [window]])
            if len(opened) > OPEN_ROWS:
                fullest = max(opened, key=lambda row: row[0])
                opened.remove(fullest)
                full.append(fullest[1])
    return full + [row[1] for row in opened]


def batches(store, per_batch: int, rng=None, most: int = 0, alone: float = 0.0):
    """Batches of `per_batch` subwords, in random order where `rng` is given: places in the store's arrays, all of one shape; with
    each, the sentences of each row and where their words begin in it."""
    size = max(1, per_batch // ROW)
    every = rows(store, windows(store, most, alone, rng))
    if rng is not None:
        rng.shuffle(every)
    for i in range(0, len(every), size):
        yield places(store, size, every[i:i + size])


def places(store, size: int, every: list[list[list[int]]]):
    t, w = ROW, ROW - SPECIAL
    full = lambda width, value: np.full((size, width), value, np.int32)
    b = {"pieces": full(t, store.no_piece), "segment": full(t, 0), "place": full(t, 0), "words": full(w, store.no_word), "firsts": full(w, 0),
         "sentence": full(w, -1), "offset": full(w, 0), "window": full(w, -1), "begin": full(w, 0)}
    numbers = []
    for row, own_windows in enumerate(every):
        piece = word = 0
        numbers.append([])
        for k, window in enumerate(own_windows):
            first, begin = piece, word
            b["pieces"][row, piece] = store.begin
            piece += 1
            for number in window:
                start, count, length = store.starts[number], store.lengths[number], store.size(number)
                own = slice(word, word + count)
                numbers[-1].append((number, word))
                b["pieces"][row, piece:piece + length] = np.arange(store.piece_starts[number], store.piece_starts[number] + length)
                b["words"][row, own] = np.arange(start, start + count)
                b["firsts"][row, own] = store.firsts[start:start + count] + piece
                b["sentence"][row, own], b["offset"][row, own], b["window"][row, own], b["begin"][row, own] = number, word, k, begin
                piece += length
                word += count
            b["pieces"][row, piece] = store.end
            piece += 1
            b["segment"][row, first:piece], b["place"][row, first:piece] = k + 1, np.arange(piece - first)
    return b, numbers


def ahead(items, most: int = 8):
    """The same items, made by a thread while others are used."""
    waiting: queue.Queue = queue.Queue(most)

    def make() -> None:
        try:
            for item in items:
                waiting.put((item, None))
            waiting.put((None, StopIteration()))
        except Exception as error:  # told where the items are wanted
            waiting.put((None, error))

    threading.Thread(target=make, daemon=True).start()
    while True:
        item, error = waiting.get()
        if isinstance(error, StopIteration):
            return
        if error is not None:
            raise error
        yield item
