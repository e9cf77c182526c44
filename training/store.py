"""Sentences as flat arrays, one word behind the other, from which batches are gathered where the network is computed."""

from __future__ import annotations

import jax.numpy as jnp
import numpy as np

import corpus
import shares

CLASSES = ("deprel", "upos", "xpos", "feats", "lemma", "entity_head")


class Store:
    """`words` and `pieces` have a row for each word and each subword; the last rows of `words` and the last three of `pieces` are no
    word, and the beginning and the end of a window and no subword. Numbers of labels are -1 where they are not known."""

    def __init__(self, sentences, subwords, labels):
        self.sentences = sentences
        index = {task: {l: i for i, l in enumerate(ls)} for task, ls in labels.items()}
        self.lengths = np.array([len(s.words) for s in sentences], np.int32)
        self.starts = np.concatenate([[0], np.cumsum(self.lengths)]).astype(np.int32)
        count = int(self.starts[-1])
        forms = [subwords.word(w) for s in sentences for w in s.words]
        sizes = np.fromiter(map(len, forms), np.int32, count)
        ends = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int32)
        self.piece_starts = ends[self.starts]
        # of each word the place of its first subword in its sentence
        self.firsts = ends[:-1] - np.repeat(self.piece_starts[:-1], self.lengths)
        ids = np.fromiter((i for f in forms for i in f), np.int32, int(ends[-1]))
        case = np.fromiter((k for s in sentences for k in corpus.shapes(s.words)), np.int32, count)
        self.pieces = {"ids": np.concatenate([ids, [subwords.first, subwords.last, 0]]).astype(np.int32),
                       "shapes": np.concatenate([np.repeat(case, sizes), [0, 0, 0]]).astype(np.int32)}
        self.no_word, self.begin, self.end, self.no_piece = count, len(ids), len(ids) + 1, len(ids) + 2

        self.words = {task: np.full(count + 1, -1, np.int16) for task in CLASSES}
        self.words["heads"] = np.zeros(count + 1, np.int16)
        self.words["cluster"] = np.full(count + 1, -1, np.int32)
        self.words["name"] = np.zeros((count + 1, len(labels["name"])), bool)
        self.words["features_weight"] = np.ones(count + 1, np.float32)
        self.words["tree"], self.words["kinds_decided"] = np.zeros(count + 1, bool), np.zeros(count + 1, bool)
        known = {}
        for s, start, end in zip(sentences, self.starts, self.starts[1:]):
            own = slice(start, end)
            for task in CLASSES:
                if getattr(s, task) is not None:
                    self.words[task][own] = [index[task].get(l, -1) for l in getattr(s, task)]
            if s.heads is not None:
                self.words["heads"][own], self.words["tree"][own] = s.heads, True
            if s.clusters is not None:
                self.words["cluster"][own] = s.clusters
            self.words["features_weight"][own], self.words["kinds_decided"][own] = s.features_weight, s.kinds_decided
            for i, allowed in enumerate(s.name or []):
                key = frozenset(allowed)
                if key not in known:
                    known[key] = np.isin(labels["name"], list(allowed))
                self.words["name"][start + i] = known[key]
        for task, (most, _) in shares.TASKS.items():
            likely, share = np.zeros((count + 1, most), np.int16), np.zeros((count + 1, most), np.float16)
            for s, start, end in zip(sentences, self.starts, self.starts[1:]):
                if s.shares is not None and task in s.shares:
                    likely[start:end], share[start:end] = s.shares[task]
            self.words[f"{task}_likely"], self.words[f"{task}_share"] = likely, share

    def size(self, number: int) -> int:
        """Subwords of a sentence."""
        return int(self.piece_starts[number + 1] - self.piece_starts[number])

    def arrays(self):
        """What `gathered` takes from, where the network is computed."""
        return {"pieces": {k: jnp.asarray(v) for k, v in self.pieces.items()}, "words": {k: jnp.asarray(v) for k, v in self.words.items()}}


def gathered(arrays, places):
    """A batch out of the places that `batching.py` gives. Heads count from 1 within the row; 0 is the root."""
    batch = {k: v[places["pieces"]] for k, v in arrays["pieces"].items()}
    batch |= {k: v[places["words"]] for k, v in arrays["words"].items()}
    batch |= {k: places[k] for k in ("segment", "place", "firsts", "sentence", "window")}
    batch["there"] = places["sentence"] >= 0
    offset = places["offset"]
    for task in CLASSES:
        batch[task] = batch[task].astype(jnp.int32)
    moved = lambda at, by: jnp.where(at > 0, at.astype(jnp.int32) + by, 0)
    batch["arc_likely"] = moved(batch["arc_likely"], offset[..., None])
    heads = moved(batch["heads"], offset)
    batch["heads"] = jnp.where(batch["tree"], heads, batch["arc_likely"][..., 0])
    for task in shares.TASKS:
        batch[f"{task}_likely"] = batch[f"{task}_likely"].astype(jnp.int32)
        batch[f"{task}_share"] = batch[f"{task}_share"].astype(jnp.float32)
    # antecedents are told as so many words back, 0 for none; those in front of the window are none there
    own = jnp.arange(offset.shape[1])[None, :, None]
    back = batch["antecedent_likely"]
    there = own - back
    inside = (back > 0) & (there >= places["begin"][..., None])
    batch["antecedent_likely"] = jnp.where(inside, there + 1, 0)
    return batch
