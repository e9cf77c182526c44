"""Sentences to batches of fixed shapes, alone or in windows of several sentences of a document."""

from __future__ import annotations

import numpy as np

import corpus
import shares

# For windows, and for sentences alone, which are shorter.
WINDOW_BUCKETS = (32, 64, 128)
SENTENCE_BUCKETS = (16, 24, 32, 48, 80, 128)
LONGEST = 128
# The two special subwords that a window begins and ends with.
SPECIAL = 2


def windows(sentences, subwords, most: int = 0, alone: float = 0.0, rng=None) -> list[list[int]]:
    """Sentences in windows: lists of numbers of sentences that follow one another in a document, of up to `most` subwords.
    With `most` 0 each stands alone; else a share of `alone` does, and windows end at random places, chosen by `rng`. Sentences that
    are longer than the largest bucket are left out."""
    found: list[list[int]] = []
    size = limit = 0
    for number, s in enumerate(sentences):
        length = sum(len(subwords.word(w)) for w in s.words)
        if length + SPECIAL > LONGEST:
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
    return found


def batches(sentences, subwords, labels, per_batch: int, rng=None, most: int = 0, alone: float = 0.0):
    """Batches of windows of like length with fixed shapes, in random order where `rng` is given; with each, for its rows, the
    numbers of the sentences and where their words begin."""
    sizes = WINDOW_BUCKETS if most else SENTENCE_BUCKETS
    buckets: dict[int, list] = {b: [] for b in sizes}
    for window in windows(sentences, subwords, most, alone, rng):
        length = sum(len(subwords.word(w)) for number in window for w in sentences[number].words) + SPECIAL
        buckets[next(b for b in sizes if b >= length)].append((length, window))
    groups = []
    for bucket, items in buckets.items():
        if rng is not None:
            rng.shuffle(items)
        size = max(1, per_batch // bucket)
        groups += [(bucket, size, [w for _, w in items[i:i + size]]) for i in range(0, len(items), size)]
    if rng is not None:
        rng.shuffle(groups)
    for bucket, size, items in groups:
        yield batch_of(sentences, subwords, labels, bucket, size, items)


def batch_of(sentences, subwords, labels, bucket: int, size: int, items: list[list[int]]):
    """One batch of `size` rows of `bucket` subwords. Heads count from 1 within the row; 0 is the root."""
    index = {task: {l: i for i, l in enumerate(ls)} for task, ls in labels.items()}
    t, w = bucket, bucket - SPECIAL
    zeros = lambda *dims, kind=np.int32: np.zeros(dims, kind)
    b = {"ids": zeros(size, t), "mask": zeros(size, t, kind=bool), "shapes": zeros(size, t), "firsts": zeros(size, w),
         "words": zeros(size, w, kind=bool), "sentence": zeros(size, w) - 1, "tree": zeros(size, w, kind=bool), "heads": zeros(size, w),
         "deprel": zeros(size, w) - 1, "upos": zeros(size, w) - 1, "xpos": zeros(size, w) - 1, "feats": zeros(size, w) - 1,
         "lemma": zeros(size, w) - 1, "name": zeros(size, w, len(labels["name"]), kind=bool), "entity_head": zeros(size, w) - 1,
         "features_weight": np.ones((size, w), np.float32), "kinds_decided": zeros(size, w, kind=bool)}
    for task, (most, _) in shares.TASKS.items():
        b[f"{task}_likely"], b[f"{task}_share"] = zeros(size, w, most), zeros(size, w, most, kind=np.float32)
    places = []
    for row, window in enumerate(items):
        ids, at = [subwords.first], 0
        places.append([])
        for number in window:
            s = sentences[number]
            n = len(s.words)
            places[-1].append((number, at))
            for i, (word, shape) in enumerate(zip(s.words, corpus.shapes(s.words))):
                pieces = subwords.word(word)
                b["firsts"][row, at + i] = len(ids)
                b["shapes"][row, len(ids):len(ids) + len(pieces)] = shape
                ids += pieces
            own = slice(at, at + n)
            b["words"][row, own] = True
            b["sentence"][row, own] = number
            b["features_weight"][row, own], b["kinds_decided"][row, own] = s.features_weight, s.kinds_decided
            if s.heads is not None:
                b["tree"][row, own] = True
                b["heads"][row, own] = [h + at if h else 0 for h in s.heads]
                for task in ("deprel", "upos", "xpos", "feats", "lemma"):
                    b[task][row, own] = [index[task].get(l, -1) for l in getattr(s, task)]
            if s.name is not None:
                for i, allowed in enumerate(s.name):
                    b["name"][row, at + i, [index["name"][l] for l in allowed]] = True
            if s.entity_head is not None:
                b["entity_head"][row, own] = [index["entity_head"][l] for l in s.entity_head]
            for task, (index_of, share) in (s.shares or {}).items():
                # places of words are counted within the row; 0 stays the root
                moved = np.where(index_of > 0, index_of + at, 0) if task == "arc" else index_of
                b[f"{task}_likely"][row, own], b[f"{task}_share"][row, own] = moved, share
                if task == "arc" and s.heads is None:
                    b["heads"][row, own] = moved[:, 0]
            at += n
        ids.append(subwords.last)
        b["ids"][row, :len(ids)] = ids
        b["mask"][row, :len(ids)] = True
    return b, places
