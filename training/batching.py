"""Sentences to batches of fixed shapes."""

from __future__ import annotations

import numpy as np

import corpus

BUCKETS = (12, 20, 28, 36, 48, 64, 96, 160)


def batches(sentences, subwords, labels, per_batch: int, rng=None):
    """Batches of like length with fixed shapes, in random order where `rng` is given."""
    index = {task: {l: i for i, l in enumerate(ls)} for task, ls in labels.items()}
    buckets: dict[int, list] = {b: [] for b in BUCKETS}
    for number, s in enumerate(sentences):
        pieces = [subwords.word(w) for w in s.words]
        length = sum(map(len, pieces)) + 2
        bucket = next((b for b in BUCKETS if b >= length), None)
        if bucket is not None:
            buckets[bucket].append((number, pieces))
    groups = []
    for bucket, items in buckets.items():
        if rng is not None:
            rng.shuffle(items)
        size = max(1, per_batch // bucket)
        groups += [(bucket, size, items[i:i + size]) for i in range(0, len(items), size)]
    if rng is not None:
        rng.shuffle(groups)
    for bucket, size, items in groups:
        t, w = bucket, bucket - 2
        zeros = lambda *dims, kind=np.int32: np.zeros(dims, kind)
        b = {"ids": zeros(size, t), "mask": zeros(size, t, kind=bool), "shapes": zeros(size, t), "firsts": zeros(size, w),
             "words": zeros(size, w, kind=bool), "tree": zeros(size, kind=bool), "heads": zeros(size, w), "deprel": zeros(size, w) - 1,
             "upos": zeros(size, w) - 1, "xpos": zeros(size, w) - 1, "feats": zeros(size, w) - 1, "lemma": zeros(size, w) - 1,
             "name": zeros(size, w, len(labels["name"]), kind=bool), "entity_head": zeros(size, w) - 1,
             "features_weight": np.ones(size, np.float32), "kinds_decided": zeros(size, kind=bool)}
        for row, (number, pieces) in enumerate(items):
            s = sentences[number]
            ids, at = [subwords.first], 1
            for i, (p, shape) in enumerate(zip(pieces, corpus.shapes(s.words))):
                b["firsts"][row, i] = at
                b["shapes"][row, at:at + len(p)] = shape
                ids += p
                at += len(p)
            ids.append(subwords.last)
            b["ids"][row, :len(ids)] = ids
            b["mask"][row, :len(ids)] = True
            n = len(s.words)
            b["words"][row, :n] = True
            b["features_weight"][row], b["kinds_decided"][row] = s.features_weight, s.kinds_decided
            if s.heads is not None:
                b["tree"][row] = True
                b["heads"][row, :n] = s.heads
                for task in ("deprel", "upos", "xpos", "feats", "lemma"):
                    b[task][row, :n] = [index[task].get(l, -1) for l in getattr(s, task)]
            if s.name is not None:
                for i, allowed in enumerate(s.name):
                    b["name"][row, i, [index["name"][l] for l in allowed]] = True
            if s.entity_head is not None:
                b["entity_head"][row, :n] = [index["entity_head"][l] for l in s.entity_head]
        yield b, [number for number, _ in items]
