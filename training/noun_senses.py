#!/usr/bin/env python3
"""Makes `data/noun_senses.tsv`, the senses of English nouns from the broadest to the narrowest, from WordNet 3.0 and text.

    python training/noun_senses.py --wordnet /usr/share/wordnet --text sentences.txt --treebanks DIR --out data/noun_senses.tsv

Kept are single words that the text has, in their commonest senses, each under its first hypernym. Beside each sense stands its
information content (Resnik 1995): the negative logarithm of the share of the text's nouns that have it or a narrower one.
"""

from __future__ import annotations

import argparse
import math
import re
from collections import Counter, defaultdict
from pathlib import Path

MOST = 3  # senses of a noun
WORD = re.compile(r"[a-z]+(-[a-z]+)*$")
HEAD = """# Senses of nouns, each under the broader one above it that stands less far in, as WordNet 3.0 has them.
# columns: depth, information content times ten (of the nouns of a text, Resnik 1995), the nouns that have the sense
# source: WordNet 3.0, Copyright 2006 by Princeton University (LICENSE-WordNet); made by training/noun_senses.py
"""


def bases(word: str):
    """What a form may be the plural of, and itself."""
    yield word
    if word.endswith("s"):
        yield word[:-1]
    if word.endswith("es"):
        yield word[:-2]
    if word.endswith("ies"):
        yield word[:-3] + "y"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wordnet", type=Path, required=True, help="folder with data.noun, index.noun and noun.exc")
    parser.add_argument("--text", type=Path, required=True, help="a sentence a line, words parted by spaces")
    parser.add_argument("--treebanks", type=Path, required=True, help="folder of en_*-train.conllu")
    parser.add_argument("--out", type=Path, required=True)
    a = parser.parse_args()

    above: dict[str, str] = {}
    for line in (a.wordnet / "data.noun").open(encoding="ascii"):
        if not line.startswith(" "):
            pointers = re.search(r"@ (\d{8}) n", line)
            if pointers:
                above[line[:8]] = pointers[1]
    senses: dict[str, list[str]] = {}
    tagged = set()
    for line in (a.wordnet / "index.noun").open(encoding="ascii"):
        fields = line.split()
        if not line.startswith(" ") and WORD.match(fields[0]):
            count = int(fields[2])
            # how many of them, the commonest first, somebody met in text
            met = int(fields[-count - 1])
            # senses of a name, such as a city or a person, are under no hypernym
            if met:
                tagged.add(fields[0])
            senses[fields[0]] = [s for s in fields[-count:][:min(MOST, max(met, 2))] if s in above or s == fields[-1]]
    irregular = {}
    for line in (a.wordnet / "noun.exc").open(encoding="ascii"):
        form, base = line.split()[:2]
        irregular.setdefault(form, base)

    seen: Counter[str] = Counter()
    for line in a.text.open(encoding="utf-8"):
        seen.update(w for w in line.split() if WORD.match(w))
    for bank in sorted(a.treebanks.glob("en_*-train.conllu")):
        seen.update(c[1] for c in (row.split("\t") for row in bank.open(encoding="utf-8")) if len(c) > 3 and WORD.match(c[1]))
    counts: Counter[str] = Counter()
    for word, n in seen.items():
        base = irregular.get(word) or next((b for b in bases(word) if senses.get(b)), None)
        if base in senses:
            counts[base] += n

    words, weight = defaultdict(list), Counter()
    for word in tagged:
        counts[word] += 1
    for word in sorted(counts):
        for place, sense in enumerate(senses[word]):
            words[sense].append(word)
            at = sense
            while at:
                weight[at] += counts[word] / (place + 1)
                at = above.get(at)
    below = defaultdict(list)
    for sense in weight:
        below[above.get(sense)].append(sense)
    whole = sum(weight[root] for root in below[None])

    rows: list[str] = []

    def write(sense: str, depth: int) -> None:
        narrower = sorted(below[sense], key=lambda s: (words[s] or [""], s))
        # a sense without a word that has one narrower sense says nothing
        if words[sense] or len(narrower) > 1:
            content = round(-math.log(weight[sense] / whole) * 10)
            rows.append(f"{depth}\t{max(content, 0)}\t{' '.join(words[sense])}\n")
            depth += 1
        for s in narrower:
            write(s, depth)

    for root in sorted(below[None]):
        write(root, 0)
    a.out.write_text(HEAD + "".join(rows))
    print(len(counts), "nouns,", len(rows), "senses,", a.out.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
