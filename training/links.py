#!/usr/bin/env python3
"""Counts the links of each sieve and of the ranker, and how many are right by a treebank's clusters.

    cargo run --release --example antecedents -- --links DIR/en_gum-dev.conllu | python training/links.py DIR/en_gum-dev.conllu

A link is right where both mentions are of one cluster in gold; a link of a word that heads no mention in gold is not counted, and
neither is one of a mention that gold leaves alone, in the second figure.
"""

import sys
from collections import defaultdict
from pathlib import Path

from fit_ranker import gold_clusters


def main() -> None:
    documents = gold_clusters(Path(sys.argv[1]))
    sizes = [defaultdict(int) for _ in documents]
    for d, found in enumerate(documents):
        for cluster in found.values():
            sizes[d][cluster] += 1
    counts = defaultdict(lambda: [0, 0, 0, 0])
    bins = defaultdict(lambda: [0, 0])
    document = -1
    for line in sys.stdin:
        if line.startswith("#"):
            document += 1
            continue
        reason, confidence, mention, antecedent = line.split()
        gold = documents[document]
        one, other = gold.get(int(mention)), gold.get(int(antecedent))
        count = counts[reason]
        count[0] += 1
        if one is None or other is None:
            continue
        count[1] += 1
        count[2] += one == other
        count[3] += sizes[document][one] > 1
        bins[min(int(float(confidence) * 10), 9)][0] += 1
        bins[min(int(float(confidence) * 10), 9)][1] += one == other
    total = sum(c[0] for c in counts.values())
    print(f"{'reason':22} {'links':>6} {'share':>6} {'right':>6} {'of clusters':>12}")
    for reason, (links, known, right, clustered) in sorted(counts.items(), key=lambda x: -x[1][0]):
        print(f"{reason:22} {links:6} {links / total:6.3f} {right / max(known, 1):6.3f} {right / max(clustered, 1):12.3f}")
    known, right = sum(c[1] for c in counts.values()), sum(c[2] for c in counts.values())
    print(f"{'all':22} {total:6} {1:6.3f} {right / max(known, 1):6.3f} {right / max(sum(c[3] for c in counts.values()), 1):12.3f}")
    print("confidence, links, right:", "; ".join(f"{b / 10:.1f} {n} {r / n:.2f}" for b, (n, r) in sorted(bins.items())))


if __name__ == "__main__":
    main()
