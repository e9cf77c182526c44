#!/usr/bin/env python3
"""Fits the ranker of antecedents to the clusters of one treebank or several (`news.sh`: GUM and marked news).

    cargo run --release --example antecedents -- DIR/en_gum-train.conllu > choices.txt
    cargo run --release --example antecedents -- --vectors DIR/en_gum-train.conllu > vectors.f32
    python training/fit_ranker.py --choices choices.txt --vectors vectors.f32 --treebank DIR/en_gum-train.conllu \\
        --nouns nouns.npz --out data/ranker.tsv --model model-en/model/english.relata --out-nouns data/noun_meanings.tsv

The ranker's weights go into the table, and the layer that makes a `likeness` of word vectors (src/syntax/likeness.rs) into the model,
and what nouns mean (src/lexicon/meanings.rs; `noun_meanings.py` makes what it begins with) into a table.
The ranker's earlier choices are among its features, so the first and third command are done twice, the second time with the weights
of the first.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np
import optax

import export
import noun_meanings

UNITS = 32
MOST = 96  # candidates of an anaphor that are learned from
SIZE = 32  # of each side of a likeness
LIKENESS = "likeness"
LEAST = 1e-3  # as in src/syntax/likeness.rs
FACTOR = 4.0  # of the cosine, as in src/entities/ranking/features.rs
TAKEN_UP = "noun takes up"
NOUN_DROP = 0.2  # share of the columns of nouns left out in a step
CALLED = 8  # nouns that an entity was called by, as in src/entities/ranking/wording.rs


def gold_clusters(path: Path, longest: bool = False) -> list[dict[int, str]]:
    """For each document, the clusters of the words that head a mention; of nested mentions of one head the shortest, or the longest, which
    is the whole of a coordination."""
    documents: list[dict[int, str]] = []
    opened: list[tuple[str, int]] = []
    mentions: list[tuple[int, int, str]] = []
    heads: list[int] = []

    def close() -> None:
        found: dict[int, tuple[int, str]] = {}
        for first, last, cluster in mentions:
            outside = [i for i in range(first, last + 1) if not first <= heads[i] <= last]
            head = outside[0] if outside else first
            if head not in found or (last - first < found[head][0]) != longest:
                found[head] = (last - first, cluster)
        documents.append({h: c for h, (_, c) in found.items()})
        opened.clear(), mentions.clear(), heads.clear()

    begin = 0
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("# newdoc") and heads:
            close()
        if not line:
            begin = len(heads)
            continue
        columns = line.split("\t")
        if not columns[0].isdigit():
            continue
        if columns[0] == "1":
            begin = len(heads)
        i = len(heads)
        heads.append(begin + int(columns[6]) - 1 if columns[6] != "0" else -1)
        entity = next((m[7:] for m in columns[9].split("|") if m.startswith("Entity=")), "")
        for part in re.findall(r"\([^()]+\)?|[^()]+\)", entity):
            number = re.sub(r"\[.*", "", part.strip("()").split("-")[0])
            if part.startswith("(") and part.endswith(")"):
                mentions.append((i, i, number))
            elif part.startswith("("):
                opened.append((number, i))
            else:
                for k in range(len(opened) - 1, -1, -1):
                    if opened[k][0] == number:
                        mentions.append((opened.pop(k)[1], i, number))
                        break
    close()
    return documents


class Choices:
    """What the ranker chooses from: features [choices, candidates, features] as float16; which candidates there are; which are right;
    the word vectors; and which of them belong to each candidate and each anaphor."""

    def __init__(self, choices: list[Path], treebanks: list[Path], vectors: list[Path], nouns: dict[str, int]):
        documents = [clusters for treebank in treebanks for clusters in gold_clusters(treebank)]
        joint = [clusters for treebank in treebanks for clusters in gold_clusters(treebank, longest=True)]
        begins, words = [], 0
        for line in (line for treebank in treebanks for line in treebank.open(encoding="utf-8")):
            if line.startswith("# newdoc"):
                begins.append(words)
            words += line.split("\t")[0].isdigit()
        tables = [file.read_text().split("\n") for file in choices]
        self.names = tables[0][0].split("\t")
        coordination = self.names.index("coordination")
        rows, right, heads, anaphors, document = [], [], [], [], -1
        called, own_nouns, no_noun = [], [], len(nouns)
        for line in (line for table in tables for line in table[1:]):
            if line.startswith("#"):
                document += 1
            elif line.startswith(">"):
                head, noun = line[2:].split(" ")
                own = documents[document].get(int(head))
                anaphors.append(begins[document] + int(head))
                own_nouns.append(nouns.get(noun, no_noun))
                called.append([])
                rows.append([])
                right.append([])
                heads.append([])
            elif line and len(rows[-1]) < MOST:
                head, by, *features = line.split(" ")
                called[-1].append([nouns.get(word, no_noun) for word in by[1:].split(",")])
                rows[-1].append([(int(p), float(v)) for p, v in (f.split(":") for f in features)])
                # *Lund and Berg* has the head of *Lund*
                of = joint if any(place == coordination for place, _ in rows[-1][-1]) else documents
                right[-1].append(head != "-" and own is not None and of[document].get(int(head)) == own)
                heads[-1].append(anaphors[-1] if head == "-" else begins[document] + int(head))
        shape = (len(rows), MOST)
        self.features = np.zeros((*shape, len(self.names)), np.float16)
        self.there, self.good, self.heads = np.zeros(shape, bool), np.zeros(shape, bool), np.zeros(shape, np.int32)
        self.anaphors = np.array(anaphors, np.int32)
        for i, (candidates, marks) in enumerate(zip(rows, right)):
            self.there[i, :len(candidates)] = True
            self.good[i, :len(marks)] = marks
            self.good[i, 0] = not any(marks)
            self.heads[i, :len(candidates)] = heads[i]
            for k, features in enumerate(candidates):
                for place, value in features:
                    self.features[i, k, place] = value
        self.nouns = np.array(own_nouns, np.int32)
        self.called = np.full((*shape, CALLED), no_noun, np.int32)
        for i, candidates in enumerate(called):
            for k, by in enumerate(candidates[:MOST]):
                self.called[i, k, :len(by)] = by
        # both are learned here, not taken from the model and the table that were asked
        self.features[..., [self.names.index(LIKENESS), self.names.index(TAKEN_UP)]] = 0
        self.vectors = np.concatenate([np.fromfile(file, "<f4") for file in vectors]).reshape(words, -1)

    def batch(self, at):
        most = int(-(-self.there[at].sum(1).max() // 32) * 32)
        of = lambda i: jnp.asarray(self.vectors[i])
        return (self.features[at, :most], of(self.anaphors[at]), of(self.heads[at, :most]), self.nouns[at], self.called[at, :most],
                self.there[at, :most], self.good[at, :most])


def batches(choices: Choices, rng: np.random.Generator, size: int):
    """All choices once, in random order; those of about as many candidates together, since the most make a batch's width."""
    order, many = rng.permutation(len(choices.there)), choices.there.sum(1)
    chunks = [chunk[np.argsort(many[chunk], kind="stable")] for chunk in np.array_split(order, max(len(order) // (size * 32), 1))]
    found = [chunk[i:i + size] for chunk in chunks for i in range(0, len(chunk) // size * size, size)]
    return (found[i] for i in rng.permutation(len(found)))


def unit(v):
    return v / jnp.sqrt((v * v).sum(-1, keepdims=True) + LEAST)


def taken_up(p, noun, called, nouns, kept=None):
    """Of each candidate the best cosine of the anaphor's noun and one that it was called by; `nouns` are the vectors learned from."""
    vectors = unit((nouns if kept is None else nouns * kept) @ p["nouns"])
    vectors = jnp.concatenate([vectors, jnp.zeros((1, SIZE))])
    cosines = (vectors[noun][:, None, None] * vectors[called]).sum(-1)
    none = len(nouns)
    found = (called != none) & (noun != none)[:, None, None]
    best = jnp.where(found, cosines, -2.0).max(-1)
    return jnp.where(best > -2.0, best, 0.0) * FACTOR


def scores(p, x, anaphor, heads, noun, called, spread, nouns, key=None, drop=0.0):
    """Of each candidate; `spread` has mean and deviation of the vectors, and `key` leaves out a share of their columns."""
    mean, deviation = spread
    anaphor, heads = (anaphor - mean) / deviation, (heads - mean) / deviation
    kept_nouns = None
    if key is not None:
        kept = jax.random.bernoulli(key, 1 - drop, mean.shape) / (1 - drop)
        kept_nouns = jax.random.bernoulli(jax.random.fold_in(key, 1), 1 - NOUN_DROP, nouns.shape[1:])
        anaphor, heads = anaphor * kept, heads * kept
    likeness = (unit(anaphor @ p["anaphor"])[:, None] * unit(heads @ p["antecedent"])).sum(-1) * FACTOR
    likeness = likeness.at[:, 0].set(0.0)
    taken = taken_up(p, noun, called, nouns, kept_nouns)
    learned = likeness[..., None] * p["likeness"] + taken[..., None] * p["taken"]
    return jax.nn.relu(x.astype(jnp.float32) @ p["inner"] + learned + p["bias"]) @ p["output"]


def loss_of(p, batch, spread, nouns, cost, key, drop):
    *given, there, good = batch
    s = jnp.where(there, scores(p, *given, spread, nouns, key, drop), -1e9)
    # Durrett and Klein 2013: what is wrong is raised by its cost, so that the margin to it grows
    first = jnp.arange(s.shape[1]) == 0
    s = s + jnp.where(there & ~good & first, cost, 0.0)
    return -(jax.nn.logsumexp(jnp.where(good, s, -1e9), 1) - jax.nn.logsumexp(s, 1)).mean()


def report(p, choices: Choices, spread, nouns) -> str:
    hit, linked = [], []
    for i in range(0, len(choices.features), 500):
        *given, there, good = choices.batch(np.arange(i, min(i + 500, len(choices.features))))
        chosen = np.asarray(jnp.where(there, scores(p, *given, spread, nouns), -1e9)).argmax(1)
        hit.append(good[np.arange(len(chosen)), chosen])
        linked.append(chosen > 0)
    hit, linked, has = np.concatenate(hit), np.concatenate(linked), ~choices.good[:, 0]
    is_one = lambda *names: choices.features[:, 0, [choices.names.index(n) for n in names]].any(-1)
    pronoun, named = is_one("masculine or feminine", "neuter", "they"), is_one("named")
    out = []
    for what, m in (("pronouns", pronoun), ("names", named), ("others", ~pronoun & ~named)):
        r, p_ = (hit & linked & m).sum() / max((has & m).sum(), 1), (hit & linked & m).sum() / max((linked & m).sum(), 1)
        out.append(f"{what} {m.sum()}: precision {p_:.3f} recall {r:.3f} right {hit[m].mean():.3f}")
    return "; ".join(out)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--choices", type=Path, nargs="+", required=True)
    parser.add_argument("--vectors", type=Path, nargs="+", required=True)
    parser.add_argument("--treebank", type=Path, nargs="+", required=True)
    parser.add_argument("--nouns", type=Path, required=True, help="the vectors of nouns that noun_meanings.py wrote")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--out-nouns", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True, help="the model file that gets the layer")
    parser.add_argument("--check", type=Path, nargs=3, action="append", default=[],
                        help="choices, treebank and vectors that the fit is measured on")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--cost", type=float, default=1.3, help="of having no antecedent where there is one")
    parser.add_argument("--decay", type=float, default=3e-2)
    parser.add_argument("--drop", type=float, default=0.5, help="share of a vector's columns left out in a step")
    parser.add_argument("--seed", type=int, default=1)
    a = parser.parse_args()
    given = np.load(a.nouns)
    known = given["nouns"].tolist()
    places = {noun: i for i, noun in enumerate(known)}
    choices = Choices(a.choices, a.treebank, a.vectors, places)
    checks = [Choices([c], [t], [v], places) for c, t, v in a.check]
    names, count = choices.names, len(choices.features)
    print(count, "choices,", int((~choices.good[:, 0]).sum()), "with an antecedent", flush=True)
    rng = np.random.default_rng(a.seed)
    width = choices.vectors.shape[1]
    layer = rng.normal(0, width ** -0.5, (width, SIZE)).astype(np.float32)
    p = {"inner": rng.normal(0, 0.15, (len(names), UNITS)).astype(np.float32), "bias": np.zeros(UNITS, np.float32),
         "output": rng.normal(0, 0.3, UNITS).astype(np.float32), "likeness": rng.normal(0, 0.1, UNITS).astype(np.float32),
         "anaphor": layer, "antecedent": layer.copy(), "taken": rng.normal(0, 0.1, UNITS).astype(np.float32)}
    spread = choices.vectors.mean(0), choices.vectors.std(0) + 1e-6
    # the first components, equally weighed, are what the columns begin with
    first = noun_meanings.whitened(given["vectors"])
    p["nouns"] = (first / np.linalg.norm(first) * SIZE ** 0.5).astype(np.float32)
    nouns = jnp.asarray(given["vectors"])
    batch = 64
    steps = count // batch * a.epochs
    optimiser = optax.adamw(optax.cosine_decay_schedule(3e-3, steps), weight_decay=a.decay)
    state = optimiser.init(p)

    @jax.jit
    def step(p, state, data, key):
        loss, gradient = jax.value_and_grad(loss_of)(p, data, spread, nouns, a.cost, key, a.drop)
        updates, state = optimiser.update(gradient, state, p)
        return optax.apply_updates(p, updates), state, loss

    key = jax.random.key(a.seed)
    for epoch in range(a.epochs):
        losses = []
        for at in batches(choices, rng, batch):
            key, own = jax.random.split(key)
            p, state, loss = step(p, state, choices.batch(at), own)
            losses.append(float(loss))
        if epoch % 3 == 2 or epoch + 1 == a.epochs:
            print(epoch + 1, f"loss {np.mean(losses):.4f}", report(p, choices, spread, nouns), flush=True)
            for check in checks:
                print("   check:", report(p, check, spread, nouns), flush=True)
    p = {k: np.asarray(v) for k, v in p.items()}
    # the order of units means nothing; by weight they stay comparable from fit to fit
    order = np.argsort(-p["output"], kind="stable")
    row = lambda name, values: name + "\t" + "\t".join(f"{v:.4g}" for v in values[order]) + "\n"
    head = ("# The ranker of antecedents: what each feature adds to each hidden unit, the units' bias and weight.\n"
            "# columns: feature, then one number for each unit\n# source: training/fit_ranker.py, from UD_English-GUM train and marked news (training/news)\n")
    inner = p["inner"].copy()
    inner[names.index(LIKENESS)], inner[names.index(TAKEN_UP)] = p["likeness"], p["taken"]
    a.out.write_text(head + "".join(row(n, w) for n, w in zip(names, inner)) + row("bias", p["bias"]) + row("output", p["output"]))
    noun_meanings.write(a.out_nouns, known, given["vectors"] @ p["nouns"])
    # mean and deviation become part of the layer
    weights = np.concatenate([p["anaphor"], p["antecedent"]], 1).T / spread[1]
    export.add_layer(a.model, "antecedent", weights, -weights @ spread[0])


if __name__ == "__main__":
    main()
