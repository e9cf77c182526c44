#!/usr/bin/env python3
"""Fits the model's heads for names and for the kinds of mentions to marked news, too; the encoder below them stays.

    for bank in ewt gum news: cargo run --release --example antecedents -- --vectors bank.conllu > bank.f32
    python training/fit_heads.py --treebanks ewt.conllu gum.conllu news.conllu --vectors ewt.f32 gum.f32 news.f32 \\
        --model model-en/model/english.relata [--check news-check.conllu news-check.f32]

`news.conllu` is what `marked.py` makes. The heads start as the model has them and keep to their word on names where a treebank leaves
the kind open. The model's other tensors stay byte for byte. What is fitted stands in the model, so it is given the model as it was trained.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np
import optax

import corpus
import export

BATCH = 2048
KEEP = 0.9  # share of a vector's columns that a step sees
LAYERS = [f"{task}{part}.{what}" for task in ("name", "entity_head") for part in ("_hidden", "") for what in ("weight", "bias")]


def read(path: Path) -> tuple[list[corpus.Sentence], bool]:
    """The sentences of a treebank or of marked news, and whether they are marked news."""
    marked = "Name=B-" in path.read_text(encoding="utf-8")
    return (corpus.read_marked if marked else corpus.read_conllu)(path), marked


class Words:
    """The words of treebanks: vectors [words, width], which labels a name may have [words, labels], the kind of the mention it heads
    (-1: not known), and whether it is of marked news."""

    def __init__(self, treebanks: list[Path], vectors: list[Path], names: list[str], kinds: list[str], width: int):
        place, kind_place = {n: i for i, n in enumerate(names)}, {k: i for i, k in enumerate(kinds)}
        self.vectors = np.concatenate([np.fromfile(file, "<f4").reshape(-1, width) for file in vectors])
        self.allowed = np.zeros((len(self.vectors), len(names)), bool)
        self.kind = np.full(len(self.vectors), -1, np.int32)
        self.news = np.zeros(len(self.vectors), bool)
        at = 0
        for treebank in treebanks:
            sentences, marked = read(treebank)
            for sentence in sentences:
                for i in range(len(sentence.words)):
                    self.allowed[at, [place[label] for label in sentence.name[i]]] = True
                    if sentence.entity_head:
                        self.kind[at] = kind_place.get(sentence.entity_head[i], -1)
                    self.news[at] = marked
                    at += 1
        assert at == len(self.vectors), (at, len(self.vectors))


def head(p, x, task: str):
    hidden = jax.nn.gelu(x @ p[f"{task}_hidden.weight"].T + p[f"{task}_hidden.bias"], approximate=True)
    return hidden @ p[f"{task}.weight"].T + p[f"{task}.bias"]


def said(p, words: Words, task: str) -> np.ndarray:
    return np.concatenate([np.asarray(head(p, words.vectors[i:i + 16384], task)).argmax(-1) for i in range(0, len(words.vectors), 16384)])


def leave_open(p, words: Words, names: list[str]) -> None:
    """Where news has no mark, times, amounts and peoples are what the heads took them for."""
    label = said(p, words, "name")
    unmarked = words.news & words.allowed[:, names.index("O")] & np.array([names[l][2:] in corpus.UNMARKED for l in label])
    words.allowed[unmarked] = False
    words.allowed[unmarked, label[unmarked]] = True


def report(p, words: Words, outside: int) -> str:
    right = words.allowed[np.arange(len(words.vectors)), said(p, words, "name")]
    named, known = ~words.allowed[:, outside], words.kind > 0
    kinds = (said(p, words, "entity_head") == words.kind)[known].mean()
    return f"words of names {right[named].mean():.4f}, others {right[~named].mean():.4f}, kinds of mentions {kinds:.4f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--treebanks", type=Path, nargs="+", required=True)
    parser.add_argument("--vectors", type=Path, nargs="+", required=True)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--check", type=Path, nargs=2, action="append", default=[], help="a treebank and its vectors")
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--anchor", type=float, default=0.3, help="weight of what the heads said of names before")
    a = parser.parse_args()
    header, tensors = export.read(a.model)
    names, kinds = header["labels"]["name"], header["labels"]["entity_head"]
    old = p = {name: jnp.asarray(tensors[name]) for name in LAYERS}
    width = old["name_hidden.weight"].shape[1]
    words = Words(a.treebanks, a.vectors, names, kinds, width)
    checks = [Words([t], [v], names, kinds, width) for t, v in a.check]
    for each in (words, *checks):
        leave_open(p, each, names)
    steps = len(words.vectors) // BATCH * a.epochs
    optimiser = optax.adamw(optax.cosine_decay_schedule(a.rate, steps), weight_decay=1e-3)
    state = optimiser.init(p)

    def loss_of(p, x, allowed, kind, key):
        before = jax.nn.softmax(head(old, x, "name"))
        x = x * (jax.random.bernoulli(key, KEEP, x.shape) / KEEP)
        name, mention = jax.nn.log_softmax(head(p, x, "name")), jax.nn.log_softmax(head(p, x, "entity_head"))
        loss = -jax.nn.logsumexp(jnp.where(allowed, name, -1e9), -1).mean() - a.anchor * (before * name).sum(-1).mean()
        known = kind >= 0
        of_kind = jnp.take_along_axis(mention, jnp.maximum(kind, 0)[:, None], 1)[:, 0]
        return loss - (of_kind * known).sum() / jnp.maximum(known.sum(), 1)

    @jax.jit
    def step(p, state, x, allowed, kind, key):
        loss, gradient = jax.value_and_grad(loss_of)(p, x, allowed, kind, key)
        updates, state = optimiser.update(gradient, state, p)
        return optax.apply_updates(p, updates), state, loss

    rng, key = np.random.default_rng(1), jax.random.key(1)
    for check in checks:
        print("before:", report(p, check, names.index("O")), flush=True)
    for epoch in range(a.epochs):
        order = rng.permutation(len(words.vectors))
        for i in range(0, len(order) // BATCH * BATCH, BATCH):
            key, own = jax.random.split(key)
            at = order[i:i + BATCH]
            p, state, loss = step(p, state, words.vectors[at], words.allowed[at], words.kind[at], own)
        print(epoch + 1, f"loss {float(loss):.4f}", *(report(p, check, names.index("O")) for check in checks), sep="; ", flush=True)
    export.replace(a.model, {name: np.asarray(value) for name, value in p.items()})


if __name__ == "__main__":
    main()
