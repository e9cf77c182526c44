#!/usr/bin/env python3
"""Fits the choice whether an anaphor takes up a clause, and counts what is right.

    cargo run --release --example antecedents -- --clauses DIR/en_gum-train.conllu > train.txt
    cargo run --release --example antecedents -- --clauses DIR/en_gum-dev.conllu > dev.txt
    python training/fit_references.py --train train.txt DIR/en_gum-train.conllu --dev dev.txt DIR/en_gum-dev.conllu --out data/references.tsv

Logistic regression with a penalty on the squares of the weights, one for each sort of anaphor. An anaphor takes up a clause where
GUM's cluster of it has a clause before it. Without `--out` nothing is fitted, and the choices of the present weights are counted.
"""

import argparse
import re
from collections import defaultdict
from pathlib import Path

import numpy as np


def gold(path: Path) -> list[dict]:
    """For each document: clusters of heads, the clauses (predicates) of each cluster, pronouns that the tree calls expletive."""
    documents: list[dict] = []
    words: list[list[str]] = []
    heads: list[int] = []
    mentions: list[tuple[int, int, str]] = []
    opened: list[tuple[str, int]] = []

    def close() -> None:
        found: dict[int, tuple[int, str]] = {}
        clauses: dict[str, list[int]] = defaultdict(list)
        for first, last, cluster in mentions:
            outside = [i for i in range(first, last + 1) if not first <= heads[i] <= last]
            head = outside[0] if outside else first
            copula = any(
                heads[i] == head and words[i][7].startswith("nsubj") and any(heads[k] == head and words[k][7] == "cop" for k in range(first, last + 1))
                for i in range(first, last + 1)
            )
            if words[head][3] in ("VERB", "AUX") or copula:
                clauses[cluster].append(head)
            elif head not in found or last - first < found[head][0]:
                found[head] = (last - first, cluster)
        documents.append(
            {
                "of": {h: c for h, (_, c) in found.items()},
                "clauses": clauses,
                "expl": {i for i, w in enumerate(words) if w[1].lower() == "it" and w[7].startswith("expl")},
                "it": {i for i, w in enumerate(words) if w[1].lower() == "it" and w[3] == "PRON"},
                "relative": {
                    i: heads[k]
                    for i, w in enumerate(words)
                    if w[1].lower() == "which"
                    for k in [next((k for k in chain(heads, i) if words[k][7] == "advcl:relcl" or words[k][7] == "acl:relcl"), None)]
                    if k is not None and words[k][7] == "advcl:relcl"
                },
                "words": [w[1] for w in words],
            }
        )
        words.clear(), heads.clear(), mentions.clear(), opened.clear()

    begin = 0
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("# newdoc") and heads:
            close()
        columns = line.split("\t")
        if not columns[0].isdigit():
            continue
        if columns[0] == "1":
            begin = len(heads)
        i = len(heads)
        words.append(columns)
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


def chain(heads: list[int], i: int):
    while i >= 0:
        yield i
        i = heads[i]


def read(path: Path, treebank: Path) -> dict:
    """The choices with their labels, the links made, the expletives found, and what gold has of them."""
    documents = gold(treebank)
    out = {"choices": [], "links": [], "expletives": [], "gold": documents}
    d = -1
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("#"):
            d += 1
        elif line.startswith("> "):
            place, *features = line[2:].split("\t")
            anaphor, clause, probability = place.split()
            values = {name: float(value) for name, value in (f.rsplit(":", 1) for f in features)}
            out["choices"].append((d, int(anaphor), int(clause), float(probability), values))
        elif line.startswith("< "):
            anaphor, clause, reason, confidence = line[2:].split()
            out["links"].append((d, int(anaphor), int(clause), reason, float(confidence)))
        elif line.startswith("= "):
            word, kind = line[2:].split()
            out["expletives"].append((d, int(word), kind))
    return out


def takes_up(document: dict, anaphor: int) -> list[int]:
    """The clauses before it in gold's cluster."""
    return [c for c in document["clauses"].get(document["of"].get(anaphor, ""), []) if c < anaphor]


def sort_of(values: dict) -> str:
    return next(iter(values), "derived ").split(" ")[0]


def fit(data: dict, penalty: float) -> dict[str, float]:
    weights: dict[str, float] = {}
    for sort in ("demonstrative", "it", "noun"):
        rows = [c for c in data["choices"] if sort_of(c[4]) == sort and c[1] in data["gold"][c[0]]["of"]]
        names = sorted({name for c in rows for name in c[4]})
        x = np.array([[c[4].get(name, 0.0) for name in names] for c in rows])
        y = np.array([float(bool(takes_up(data["gold"][c[0]], c[1]))) for c in rows])
        w = np.zeros(len(names))
        ridge = np.array([0.01 if name.endswith(" bias") else penalty for name in names])
        for _ in range(30):
            p = 1 / (1 + np.exp(-x @ w))
            gradient = x.T @ (p - y) + ridge * w
            hessian = (x * (p * (1 - p))[:, None]).T @ x + np.diag(ridge)
            w -= np.linalg.solve(hessian, gradient)
        weights |= dict(zip(names, w))
        print(f"{sort}: {len(rows)} anaphors, {int(y.sum())} take up a clause")
    return weights


def count(data: dict, weights: dict[str, float] | None, thresholds: dict[str, float]) -> None:
    documents = data["gold"]
    for sort in ("demonstrative", "it", "noun"):
        rows = [c for c in data["choices"] if sort_of(c[4]) == sort]
        wanted = {(d, a) for d, document in enumerate(documents) for a in document["of"] if takes_up(document, a)}
        form = {"demonstrative": ("this", "that"), "it": ("it",)}.get(sort)
        wanted = {
            (d, a)
            for d, a in wanted
            if (documents[d]["words"][a].lower() in form if form else documents[d]["words"][a].lower() not in ("this", "that", "it", "its"))
        }
        for threshold in sorted({thresholds[sort], 0.3, 0.4, 0.5, 0.6, 0.7}):
            taken = right = exact = known = 0
            for d, a, clause, probability, values in rows:
                if weights is not None:
                    z = sum(weights.get(name, 0.0) * value for name, value in values.items())
                    probability = 1 / (1 + np.exp(-z))
                if probability < threshold:
                    continue
                taken += 1
                known += a in documents[d]["of"]
                clauses = takes_up(documents[d], a)
                right += bool(clauses)
                exact += clause in clauses
            print(
                f"  {sort:14} at {threshold:.2f}: {taken:4} taken ({known} mentions in gold), {right} take up a clause "
                f"(P {right / max(known, 1):.2f}, R {right / max(len(wanted), 1):.2f}), {exact} this one"
            )
    found = {(d, w) for d, w, kind in data["expletives"]}
    labelled = {(d, w) for d, document in enumerate(documents) for w in document["expl"]}
    print(f"  expletives: {len(found)} found, {len(labelled)} in gold, {len(found & labelled)} of both")
    relatives = {(d, w): h for d, document in enumerate(documents) for w, h in document["relative"].items()}
    linked = {(d, a): c for d, a, c, reason, _ in data["links"] if reason == "Relative"}
    both = [k for k in linked if k in relatives]
    print(f"  which: {len(linked)} linked, {len(relatives)} in gold, {len(both)} of both, {sum(linked[k] == relatives[k] for k in both)} the same clause")
    for reason in ("Apposition", "Derivation", "Preceding"):
        links = [link for link in data["links"] if link[3] == reason]
        right = sum(bool(takes_up(documents[link[0]], link[1])) for link in links)
        print(f"  {reason}: {len(links)} links, {right} right")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--train", nargs=2, type=Path, required=True)
    parser.add_argument("--dev", nargs=2, type=Path)
    parser.add_argument("--penalty", type=float, default=2.0)
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    train = read(*arguments.train)
    weights = fit(train, arguments.penalty) if arguments.out else None
    thresholds = {"demonstrative": 0.5, "it": 0.6, "noun": 0.45}
    print("train")
    count(train, weights, thresholds)
    if arguments.dev:
        print("dev")
        count(read(*arguments.dev), weights, thresholds)
    if arguments.out:
        lines = [
            "# Weights of the choice whether an anaphor takes up a clause: `training/fit_references.py` makes them from GUM train.",
            "# columns: feature (sort of anaphor, then what is known of it), weight",
        ]
        lines += [f"{name}\t{weight:.3f}" for name, weight in sorted(weights.items())]
        arguments.out.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
