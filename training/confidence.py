#!/usr/bin/env python3
"""Fits the weights of data/confidence.tsv and prints a reliability table.

    cargo build --release --example confidence
    training/confidence.py DATA > data/confidence.tsv

DATA is laid out as docs/accuracy.sh has it. Two logistic regressions are fitted: whether a relation of the graph is right, and whether a
line of the open extraction is (score_openie.py). A relation is right where a reader said so of one of the articles in training/judged,
or where it supports a fact of the gold articles fully (rung `full` of score_facts.py). Gold is one reader's choice and in some articles a
short one, so that each article has an intercept of its own while the weights are fitted. The tables, on standard error, are of
cross-validation: an article, or a tenth of the sentences of the open extraction, is judged by weights fitted on the others.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

RIDGE = {"relations": 5.0, "lines": 60.0}  # of all weights but the bias; of lines little can be told
RIDGE_OF_ARTICLE = 0.5
RARE = 12  # a rule that fired less often has no weight of its own
JUDGED = Path(__file__).parent / "judged"

Example = tuple[dict, bool, str]


def run(*arguments: str) -> list[dict]:
    program = Path(__file__).parent.parent / "target/release/examples/confidence"
    out = subprocess.run([str(program), *arguments], check=True, capture_output=True, text=True).stdout
    return [json.loads(line) for line in out.splitlines()]


def relations(data: Path) -> list[Example]:
    """Features, whether it is right, and the article."""
    import score_facts

    found = []
    for gold_file in sorted((data / "gold").glob("*.json")):
        gold = json.loads(gold_file.read_text())
        for item in run(str(data / "articles" / f"{gold_file.stem}.txt")):
            graph = score_facts.Graph(gold, item["graph"])
            relation = item["graph"]["relations"][0]
            right = any(graph.rung(fact, relation)[0] >= 3 for fact in gold["facts"])
            found.append((item["features"], right, gold_file.stem))
    return found + judged()


def judged() -> list[Example]:
    """The same of the articles that readers judged: a row a relation, with its sentence, subject, predicate, object, and whether it is right."""
    found = []
    for table in sorted(JUDGED.glob("*.tsv")):
        rows = [line.split("\t") for line in table.read_text().splitlines() if line and not line.startswith("#")]
        verdicts = {tuple(row[:4]): row[4] == "1" for row in rows}
        for item in run(str(table.with_suffix(".txt"))):
            key = key_of(item["graph"], item["graph"]["relations"][0])
            if key in verdicts:
                found.append((item["features"], verdicts[key], table.stem))
    return found


def key_of(graph: dict, relation: dict) -> tuple[str, str, str, str]:
    """By what a judgement finds its relation again."""
    labels = {e["id"]: e.get("label") or "" for e in graph["entities"]}
    value = relation.get("object") or {}
    words = labels[value["entity"]] if "entity" in value else value.get("text", "")
    return str(relation["evidence"][0]["sentence"]), labels[relation["subject"]], relation["predicate"], words


def lines(data: Path) -> list[Example]:
    """The same of lines; the group is a tenth of the sentences."""
    import score_openie

    rows = run("--lines", str(data / "openie/dev-facts-sentences.txt"))
    verdicts = lines_right(score_openie, data / "openie/dev-facts.txt", rows)
    return [(r["features"], v, str(r["line"] % 10)) for r, v in zip(rows, verdicts)]


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


def fitted(title: str, rows: list[Example]) -> dict[str, float]:
    """The weights; the reliability table goes to standard error."""
    count: dict[str, int] = {}
    for features, _, _ in rows:
        for name in features:
            count[name] = count.get(name, 0) + 1
    # a clause is what other constructions are compared with
    names = ["bias", *sorted(n for n in count if n not in ("bias", "clause") and ("/" not in n or count[n] >= RARE))]
    x = np.array([[features.get(name, 0.0) for name in names] for features, _, _ in rows])
    y = np.array([float(right) for _, right, _ in rows])
    group = np.array([group for _, _, group in rows])
    p = np.zeros(len(rows))
    for own in sorted(set(group)):
        p[group == own] = 1 / (1 + np.exp(-x[group == own] @ shared(x[group != own], y[group != own], group[group != own], RIDGE[title])))
    report(title, p, y, group)
    return dict(zip(names, shared(x, y, group, RIDGE[title])))


def shared(x: np.ndarray, y: np.ndarray, group: np.ndarray, ridge: float) -> np.ndarray:
    """The weights that hold in all groups; the bias is that of an article of the mean."""
    own = (group[:, None] == np.array(sorted(set(group)))[None, :]).astype(float)
    penalty = np.array([0.0] + [ridge] * (x.shape[1] - 1) + [RIDGE_OF_ARTICLE] * own.shape[1])
    w = fit(np.hstack([x, own]), y, penalty)
    weights = w[: x.shape[1]].copy()
    weights[0] += np.median(w[x.shape[1]:])
    return weights


def report(title: str, p: np.ndarray, y: np.ndarray, group: np.ndarray) -> None:
    """Bins of equal size: how sure, how often right; Brier score beside that of always saying the mean; what thresholds leave."""
    order = np.argsort(p)
    bins = np.array_split(order, 5)
    error = sum(len(b) * abs(p[b].mean() - y[b].mean()) for b in bins) / len(p)
    brier, plain = np.mean((p - y) ** 2), y.mean() * (1 - y.mean())
    # of two of one article, one right and one wrong, how often the right one is surer
    pairs = [(p[(group == g) & (y == 1)][:, None] > p[(group == g) & (y == 0)][None, :]).ravel() for g in sorted(set(group))]
    area = np.concatenate(pairs).mean()
    print(f"{title}: {len(y)}, right {y.mean():.3f}, Brier {brier:.3f} (mean alone {plain:.3f}), error {error:.3f}, area under the curve {area:.3f}", file=sys.stderr)
    for b in bins:
        print(f"    {p[b].min():.2f}-{p[b].max():.2f}  sure {p[b].mean():.3f}  right {y[b].mean():.3f}", file=sys.stderr)
    for least in (0.5, 0.6, 0.7, 0.75, 0.8, 0.85):
        kept = p >= least
        if kept.any():
            print(f"    from {least}: right {y[kept].mean():.3f}, {y[kept].sum() / y.sum():.3f} of the right ones", file=sys.stderr)


def main() -> None:
    data = Path(sys.argv[1])
    sys.path.insert(0, str(data / "eval"))
    facts, own_lines = fitted("relations", relations(data)), fitted("lines", lines(data))
    print("# Weights of the logistic regressions that estimate confidence; a clause has none of its own.")
    print("# columns: feature, weight in facts, weight in lines")
    print("# source: fitted by training/confidence.py")
    for name in ["bias", *sorted((facts.keys() | own_lines.keys()) - {"bias"})]:
        print(f"{name}\t{facts.get(name, 0.0):.4f}\t{own_lines.get(name, 0.0):.4f}")


if __name__ == "__main__":
    main()
