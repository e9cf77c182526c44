#!/usr/bin/env python3
"""Makes what `fit_ranker.py` learns the vectors of nouns from: all-mpnet-base-v2's vectors of *the NOUN*, and a first table of them.

    python training/noun_meanings.py --senses data/noun_senses.tsv --treebank A.conllu B.conllu --vectors nouns.npz --out data/noun_meanings.tsv

Nouns are those that WordNet's table has and those that the treebanks have at least twice; kinds of things that have a name, in
capitals, have the vector of the kind's word. The first table has the vectors' largest 32 components, equally weighed; `fit_ranker.py` writes it
anew with components that say who is whom.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from pathlib import Path

import jax
import numpy as np

import corpus
import network

NOUN = re.compile(r"[a-z]{2,}(-[a-z]+)*$")
KINDS = ["person", "organization", "place", "event", "time", "money", "quantity", "group", "work", "object", "abstract"]
SIZE = 32  # as in src/lexicon/meanings.rs
STEPS = 31
ZERO = ord("O")
HEAD = """# What nouns mean, as short vectors: how well one noun takes up another is the cosine of theirs. In capitals kinds of what has a name.
# columns: noun, 32 numbers from -31 to 31, each the character so far from `O`
# source: training/noun_meanings.py and fit_ranker.py, from all-mpnet-base-v2 (Apache 2.0), UD_English-GUM train and marked news (training/news)
"""


def write(out: Path, nouns: list[str], vectors: np.ndarray) -> None:
    """The table of `data/noun_meanings.tsv`."""
    largest = np.abs(vectors).max(1, keepdims=True)
    steps = np.rint(vectors / np.maximum(largest, 1e-9) * STEPS).astype(int) + ZERO
    rows = (f"{noun}\t{''.join(map(chr, row))}\n" for noun, row in zip(nouns, steps))
    out.write_text(HEAD + "".join(rows), encoding="ascii")


def whitened(vectors: np.ndarray, size: int = SIZE) -> np.ndarray:
    """The columns [width, size] by which vectors are turned into their largest components, equally weighed."""
    _, deviations, directions = np.linalg.svd(vectors, full_matrices=False)
    return (directions[:size] / deviations[:size, None]).T


def encoded(words: list[str], rows: int = 64) -> np.ndarray:
    """Of *the WORD* the mean of the last layer over all subwords, at length one, as all-mpnet-base-v2 is meant to be used."""
    labels = {task: ["_"] for task in ("upos", "xpos", "feats", "lemma", "deprel", "name", "entity_head")}
    _, ids = network.mpnet()
    vocabulary = list(ids)
    parameters = network.initial(network.TEACHER, labels, vocabulary, seed=0)
    # of the layers' mixture only the last
    parameters["heads"]["mix"][:-1] = -1e9
    subwords = corpus.Subwords(vocabulary)
    encode = jax.jit(lambda batch: network.encode(parameters, batch, network.TEACHER)[0])
    out = np.zeros((len(words), network.TEACHER.width), np.float32)
    for begin in range(0, len(words), rows):
        part = [[subwords.first, *subwords.word("the"), *subwords.word(w), subwords.last] for w in words[begin:begin + rows]]
        shape = (rows, subwords.most + 3)
        tokens, segment = np.zeros(shape, np.int32), np.zeros(shape, np.int32)
        for i, row in enumerate(part):
            tokens[i, :len(row)], segment[i, :len(row)] = row, 1
        place = np.broadcast_to(np.arange(shape[1]), shape)
        states = np.asarray(encode({"ids": tokens, "segment": segment, "place": place, "shapes": np.zeros(shape, np.int32), "firsts": place}))
        mean = (states * segment[..., None]).sum(1)[:len(part)]
        out[begin:begin + rows] = mean / np.linalg.norm(mean, axis=1, keepdims=True)
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--senses", type=Path, required=True)
    parser.add_argument("--treebank", type=Path, nargs="+", required=True)
    parser.add_argument("--vectors", type=Path, required=True, help="what is written for fit_ranker.py")
    parser.add_argument("--out", type=Path, required=True)
    a = parser.parse_args()
    counts: Counter[str] = Counter()
    for line in (line for treebank in a.treebank for line in treebank.open(encoding="utf-8")):
        columns = line.split("\t")
        if columns[0].isdigit() and columns[3] == "NOUN" and NOUN.match(columns[2].lower()):
            counts[columns[2].lower()] += 1
    rows = [line.rstrip("\n").split("\t") for line in a.senses.open(encoding="ascii") if not line.startswith("#")]
    known = {noun for row in rows for noun in (row[2].split(" ") if len(row) > 2 else [])} - {""}
    nouns = sorted(known | {noun for noun, count in counts.items() if count > 1})
    words = nouns + KINDS
    vectors = encoded(words)
    vectors -= vectors.mean(0)
    names = nouns + [kind.upper() for kind in KINDS]
    np.savez(a.vectors, nouns=np.array(names), vectors=vectors)
    write(a.out, names, vectors @ whitened(vectors))
    print(len(names), "nouns,", a.out.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
