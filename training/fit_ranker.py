#!/usr/bin/env python3
"""Fits the ranker of antecedents to GUM's clusters.

    cargo run --release --example antecedents -- DIR/en_gum-train.conllu > choices.txt
    python training/fit_ranker.py --choices choices.txt --treebank DIR/en_gum-train.conllu --out data/ranker.tsv

The ranker's earlier choices are among its features, so this is done twice, the second time with the weights of the first.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np
import optax

UNITS = 32
MOST = 96  # candidates of an anaphor that are learned from


def gold_clusters(path: Path) -> list[dict[int, str]]:
    """For each document, the clusters of the words that head a mention; of nested mentions of one head the shortest."""
    documents: list[dict[int, str]] = []
    opened: list[tuple[str, int]] = []
    mentions: list[tuple[int, int, str]] = []
    heads: list[int] = []

    def close() -> None:
        found: dict[int, tuple[int, str]] = {}
        for first, last, cluster in mentions:
            outside = [i for i in range(first, last + 1) if not first <= heads[i] <= last]
            head = outside[0] if outside else first
            if head not in found or last - first < found[head][0]:
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


def read_choices(path: Path, documents: list[dict[int, str]]):
    """Features [choices, candidates, features], which candidates there are, and which are right."""
    lines = path.read_text().split("\n")
    names = lines[0].split("\t")
    rows, right, document = [], [], -1
    for line in lines[1:]:
        if line.startswith("#"):
            document += 1
        elif line.startswith(">"):
            rows.append([])
            right.append([])
            own = documents[document].get(int(line[2:]))
        elif line:
            head, *features = line.split(" ")
            if len(rows[-1]) == MOST:
                continue
            rows[-1].append([(int(p), float(v)) for p, v in (f.split(":") for f in features)])
            right[-1].append(head != "-" and own is not None and documents[document].get(int(head)) == own)
    x = np.zeros((len(rows), MOST, len(names)), np.float16)
    there, good = np.zeros((len(rows), MOST), bool), np.zeros((len(rows), MOST), bool)
    for i, (candidates, marks) in enumerate(zip(rows, right)):
        there[i, :len(candidates)] = True
        good[i, :len(marks)] = marks
        good[i, 0] = not any(marks)
        for k, features in enumerate(candidates):
            for place, value in features:
                x[i, k, place] = value
    return names, x, there, good


def scores(p, x):
    return jax.nn.relu(x.astype(jnp.float32) @ p["inner"] + p["bias"]) @ p["output"]


def loss_of(p, x, there, good, cost):
    s = jnp.where(there, scores(p, x), -1e9)
    # Durrett and Klein 2013: what is wrong is raised by its cost, so that the margin to it grows
    wrong = there & ~good
    first = jnp.arange(s.shape[1]) == 0
    s = s + jnp.where(wrong, jnp.where(first, cost, 0.0), 0.0)
    return -(jax.nn.logsumexp(jnp.where(good, s, -1e9), 1) - jax.nn.logsumexp(s, 1)).mean()


def report(p, x, there, good, names) -> str:
    s = np.concatenate([np.asarray(jnp.where(there[i:i + 2000], scores(p, x[i:i + 2000]), -1e9)) for i in range(0, len(x), 2000)])
    chosen = s.argmax(1)
    hit = good[np.arange(len(s)), chosen]
    linked, has = chosen > 0, ~good[:, 0]
    pronoun = x[:, 0, [names.index(n) for n in ("masculine or feminine", "neuter", "they")]].any(-1)
    out = []
    for what, m in (("pronouns", pronoun), ("others", ~pronoun)):
        r, p_ = (hit & linked & m).sum() / max((has & m).sum(), 1), (hit & linked & m).sum() / max((linked & m).sum(), 1)
        out.append(f"{what} {m.sum()}: precision {p_:.3f} recall {r:.3f} right {hit[m].mean():.3f}")
    return "; ".join(out)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--choices", type=Path, required=True)
    parser.add_argument("--treebank", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--check", type=Path, nargs=2, help="choices and treebank that the fit is measured on")
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--cost", type=float, default=0.0, help="of having no antecedent where there is one")
    parser.add_argument("--decay", type=float, default=3e-2)
    parser.add_argument("--seed", type=int, default=1)
    a = parser.parse_args()
    names, x, there, good = read_choices(a.choices, gold_clusters(a.treebank))
    check = read_choices(a.check[0], gold_clusters(a.check[1])) if a.check else None
    print(len(x), "choices,", int((~good[:, 0]).sum()), "with an antecedent", flush=True)
    rng = np.random.default_rng(a.seed)
    p = {"inner": rng.normal(0, 0.15, (len(names), UNITS)).astype(np.float32), "bias": np.zeros(UNITS, np.float32),
         "output": rng.normal(0, 0.3, UNITS).astype(np.float32)}
    batch = 64
    steps = len(x) // batch * a.epochs
    optimiser = optax.adamw(optax.cosine_decay_schedule(3e-3, steps), weight_decay=a.decay)
    state = optimiser.init(p)

    @jax.jit
    def step(p, state, x, there, good):
        loss, gradient = jax.value_and_grad(loss_of)(p, x, there, good, a.cost)
        updates, state = optimiser.update(gradient, state, p)
        return optax.apply_updates(p, updates), state, loss

    for epoch in range(a.epochs):
        order, losses = rng.permutation(len(x)), []
        for i in range(0, len(x) // batch * batch, batch):
            at = order[i:i + batch]
            p, state, loss = step(p, state, x[at], there[at], good[at])
            losses.append(float(loss))
        if epoch % 3 == 2:
            print(epoch + 1, f"loss {np.mean(losses):.4f}", report(p, x, there, good, names), flush=True)
            if check:
                print("   check:", report(p, check[1], check[2], check[3], names), flush=True)
    # the order of units means nothing; by weight they stay comparable from fit to fit
    order = np.argsort(-np.asarray(p["output"]), kind="stable")
    row = lambda name, values: name + "\t" + "\t".join(f"{v:.4g}" for v in np.asarray(values)[order]) + "\n"
    head = ("# The ranker of antecedents: what each feature adds to each hidden unit, the units' bias and weight.\n"
            "# columns: feature, then one number for each unit\n# source: training/fit_ranker.py, from UD_English-GUM train\n")
    a.out.write_text(head + "".join(row(n, w) for n, w in zip(names, p["inner"])) + row("bias", p["bias"]) + row("output", p["output"]))


if __name__ == "__main__":
    main()
