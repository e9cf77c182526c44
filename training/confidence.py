#!/usr/bin/env python3
"""Fits the weights of data/confidence.tsv and prints a reliability table.

    cargo build --release --example confidence
    training/confidence.py DATA > data/confidence.tsv

DATA is laid out as docs/accuracy.sh has it. What is learned: whether a relation of the graph supports a gold fact (rung
`fact` of score_facts.py; gold is one reader's choice, so this is a lower bound of being right), and whether a line of the
open extraction is right (score_openie.py). One logistic regression serves both; the feature `line` tells them
apart. The table, on standard error, is of ten-fold cross-validation over whole sentences.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

RIDGE = 5.0  # of all weights but the bias


def run(*arguments: str) -> list[dict]:
    program = Path(__file__).parent.parent / "target/release/examples/confidence"
    out = subprocess.run([str(program), *arguments], check=True, capture_output=True, text=True).stdout
    return [json.loads(line) for line in out.splitlines()]


def examples(data: Path) -> list[tuple[dict, bool, str]]:
    """Features, whether it is right, and the sentence it is from."""
    sys.path.insert(0, str(data / "eval"))
    import score_facts
    import score_openie

    found = []
    for gold_file in sorted((data / "gold").glob("*.json")):
        gold = json.loads(gold_file.read_text())
        for item in run(str(data / "articles" / f"{gold_file.stem}.txt")):
            graph = score_facts.Graph(gold, item["graph"])
            relation = item["graph"]["relations"][0]
            right = any(graph.rung(fact, relation)[0] >= 2 for fact in gold["facts"])
            found.append((item["features"], right, f"{gold_file.stem} {relation['evidence'][0]['sentence']}"))
    rows = run("--lines", str(data / "openie/dev-facts-sentences.txt"))
    verdicts = lines_right(score_openie, data / "openie/dev-facts.txt", rows)
    found += [(r["features"], v, f"line {r['line']}") for r, v in zip(rows, verdicts)]
    return found


def lines_right(scorer, gold_file: Path, rows: list[dict]) -> list[bool]:
    gold = scorer.read_gold(str(gold_file), str.lower)
    with tempfile.NamedTemporaryFile("w", suffix=".tsv") as file:
        file.writelines("\t".join([str(row["line"]), *row["texts"], "1"]) + "\n" for row in rows)
        file.flush()
        extractions = scorer.read_extractions(file.name, str.lower, 0.0)
    rest = {label: iter(own) for label, own in extractions.items()}
    return [scorer.first_fact(next(rest[row["line"]]), gold[row["line"]].facts) is not None for row in rows]


def fit(x: np.ndarray, y: np.ndarray, penalty: np.ndarray) -> np.ndarray:
    """Newton's method for the ridge-penalised likelihood."""
    w = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (p - y) + penalty * w
        hessian = (x.T * (p * (1 - p))) @ x + np.diag(penalty + 1e-9)
        step = np.linalg.solve(hessian, gradient)
        w -= step
        if np.abs(step).max() < 1e-9:
            break
    return w


def main() -> None:
    rows = examples(Path(sys.argv[1]))
    names = sorted({name for features, _, _ in rows for name in features} - {"bias", "clause"})
    names = ["bias", *names]  # a clause is what the others are compared with
    x = np.array([[features.get(name, 0.0) for name in names] for features, _, _ in rows])
    y = np.array([float(right) for _, right, _ in rows])
    penalty = np.array([0.0] + [RIDGE] * (len(names) - 1))
    groups = sorted({group for _, _, group in rows})
    fold = np.array([groups.index(group) % 10 for _, _, group in rows])
    p = np.zeros(len(rows))
    for k in range(10):
        p[fold == k] = 1 / (1 + np.exp(-x[fold == k] @ fit(x[fold != k], y[fold != k], penalty)))
    for title, chosen in (("relations", x[:, names.index("line")] == 0), ("lines", x[:, names.index("line")] == 1)):
        report(title, p[chosen], y[chosen])
    w = fit(x, y, penalty)
    print("# Weights of the logistic regression that estimates confidence; a clause has none of its own.")
    print("# columns: feature, weight")
    print("# source: fitted by training/confidence.py")
    for name, weight in zip(names, w):
        print(f"{name}\t{weight:.4f}")


def report(title: str, p: np.ndarray, y: np.ndarray) -> None:
    """Bins of equal size: how sure, how often right; Brier score beside that of always saying the mean."""
    order = np.argsort(p)
    bins = np.array_split(order, 5)
    error = sum(len(b) * abs(p[b].mean() - y[b].mean()) for b in bins) / len(p)
    brier, plain = np.mean((p - y) ** 2), y.mean() * (1 - y.mean())
    print(f"{title}: {len(y)}, right {y.mean():.3f}, Brier {brier:.3f} (mean alone {plain:.3f}), error {error:.3f}", file=sys.stderr)
    for b in bins:
        print(f"    {p[b].min():.2f}-{p[b].max():.2f}  sure {p[b].mean():.3f}  right {y[b].mean():.3f}", file=sys.stderr)


if __name__ == "__main__":
    main()
