#!/usr/bin/env python3
"""Articles whose mentions are marked (`news/`), as plain text and as a treebank with clusters.

    python training/marked.py text training/news/*.txt --out FOLDER
    cargo run --release --example annotate -- FOLDER/*.txt > parsed.conllu
    python training/marked.py treebank training/news/*.txt --parsed parsed.conllu --part train > news.conllu
    python training/marked.py treebank training/news/*.txt --parsed parsed.conllu --part check > news-check.conllu

The first writes each article as a text file. The last puts the marked mentions into what the engine made of them, in GUM's brackets
(`Entity=(4-person`), and the names among them, with kinds (`Name=B-person`); trees and tags stay the engine's. `news/README.md` has the format of the marks.
"""

from __future__ import annotations

import argparse
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path

KINDS = ("person", "organization", "place", "event", "group", "work", "object", "abstract")


@dataclass
class Article:
    """One article: its text, its entities (kind and name forms) and mentions (first and last character, exclusive; entity)."""

    name: str
    text: str = ""
    kinds: dict[int, str] = field(default_factory=dict)
    forms: dict[int, list[str]] = field(default_factory=dict)
    mentions: list[tuple[int, int, int]] = field(default_factory=list)


def read(path: Path) -> list[Article]:
    """The articles of a file. Raises ValueError with file, article and place for a mark that is not closed or not known."""
    blocks = re.split(r"(?m)^=== ", path.read_text(encoding="utf-8"))[1:]
    return [article(block, path) for block in blocks]


def article(block: str, path: Path) -> Article:
    head, _, body = block.partition("\n---\n")
    name, *lines = head.strip().split("\n")
    found = Article(name.strip())
    for line in lines:
        match = re.fullmatch(r"(\d+) (\w+) (.+)", line.strip())
        if not match or match[2] not in KINDS:
            raise ValueError(f"{path}: {found.name}: {line!r} is no entity")
        number = int(match[1])
        found.kinds[number] = match[2]
        found.forms[number] = [] if match[3].strip() == "-" else [form.strip() for form in match[3].split("|")]
    text, opened, size = [], [], 0
    for part in re.findall(r"\{\d+ |\}|[^{}]+|\{", body.strip("\n")):
        if re.fullmatch(r"\{\d+ ", part):
            opened.append((int(part[1:]), size))
            if opened[-1][0] not in found.kinds:
                raise ValueError(f"{path}: {found.name}: no entity {part[1:]}at {''.join(text)[-40:]!r}")
        elif part in "{}":
            if part == "{" or not opened:
                raise ValueError(f"{path}: {found.name}: a brace too many at {''.join(text)[-40:]!r}")
            number, first = opened.pop()
            found.mentions.append((first, size, number))
        else:
            text.append(part)
            size += len(part)
    if opened:
        raise ValueError(f"{path}: {found.name}: a mention is not closed")
    found.text = "".join(text)
    return found


def names(a: Article) -> list[tuple[int, int, str]]:
    """Where the name forms stand in the mentions of their entities, the longest first, none inside another of the same entity."""
    found: set[tuple[int, int, str]] = set()
    for first, last, number in a.mentions:
        within = [(s, e) for s, e, other in a.mentions if other != number and first <= s and e <= last and (s, e) != (first, last)]
        taken: list[tuple[int, int]] = []
        for form in sorted(a.forms[number], key=len, reverse=True):
            for match in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", a.text[first:last]):
                s, e = first + match.start(), first + match.end()
                if not any(s < t and b < e for b, t in taken) and not any(b <= s and e <= t for b, t in within):
                    taken.append((s, e))
                    found.add((s, e, a.kinds[number]))
    longest = []
    for s, e, kind in sorted(found, key=lambda n: (n[0] - n[1], n[0])):
        if not any(s < t and b < e for b, t, _ in longest):
            longest.append((s, e, kind))
    return sorted(longest)


def sentences(path: Path) -> dict[str, list[list[list[str]]]]:
    """Of each document the sentences, of each the lines of ten columns and comments."""
    documents: dict[str, list[list[list[str]]]] = {}
    current: list[list[str]] = []
    own: list[list[list[str]]] = []
    for line in path.open(encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("# newdoc"):
            own = documents.setdefault(line.split("=")[-1].strip(), [])
        if line:
            current.append(line.split("\t"))
        elif current:
            own.append(current)
            current = []
    return documents


def marked(a: Article, parsed: list[list[list[str]]], out) -> tuple[int, int]:
    """Writes the document with the marks of the article; how many mentions there are and how many could not be placed."""
    rows: list[list[str]] = []
    places: list[tuple[int, int, int]] = []  # first and last character, sentence
    at, until = 0, 0
    for number, sentence in enumerate(parsed):
        for columns in sentence:
            if len(columns) < 10:
                continue
            if "-" in columns[0]:
                # several words of one token: the token's letters stand once in the text
                start = a.text.index(columns[1], at)
                until = int(columns[0].split("-")[1])
                span, at = (start, start + len(columns[1])), start + len(columns[1])
                token = columns[1]
                continue
            if until and int(columns[0]) <= until:
                begin = token.lower().find(columns[1].lower())
                place = (span[0] + begin, span[0] + begin + len(columns[1])) if begin >= 0 else span
                until = 0 if int(columns[0]) == until else until
            else:
                start = a.text.index(columns[1], at)
                place = (start, start + len(columns[1]))
                at = place[1]
            rows.append(columns)
            places.append((*place, number))
    opening: dict[int, list[tuple[int, int, int]]] = {}
    closing: dict[int, list[tuple[int, int, int]]] = {}
    lost = 0
    for first, last, entity in a.mentions:
        inside = [i for i, (s, e, _) in enumerate(places) if s >= first and e <= last]
        if not inside or places[inside[0]][2] != places[inside[-1]][2]:
            lost += 1
            continue
        mention = (inside[0], inside[-1], entity)
        opening.setdefault(inside[0], []).append(mention)
        closing.setdefault(inside[-1], []).append(mention)
    tags = {}
    for first, last, kind in names(a):
        inside = [i for i, (s, e, _) in enumerate(places) if s >= first and e <= last]
        for k, i in enumerate(inside):
            tags[i] = ("B-" if k == 0 else "I-") + kind
    print(f"# newdoc id = {a.name}", file=out)
    i = 0
    for sentence in parsed:
        for columns in sentence:
            if columns[0].startswith("# newdoc"):
                continue
            if len(columns) == 10 and "-" not in columns[0]:
                entity = ""
                for m in sorted(opening.get(i, []), key=lambda m: -m[1]):
                    entity += f"({m[2]}-{a.kinds[m[2]]}" + (")" if m[1] == i else "")
                ends = [m for m in closing.get(i, []) if m[0] != i]
                entity += "".join(f"{m[2]})" for m in sorted(ends, key=lambda m: -m[0]))
                misc = [part for part in columns[9].split("|") if part != "_" and not part.startswith(("Entity=", "NER="))]
                misc += [f"Entity={entity}"] if entity else []
                misc += [f"Name={tags[i]}"] if i in tags else []
                columns = [*columns[:9], "|".join(misc) or "_"]
                i += 1
            print("\t".join(columns), file=out)
        print(file=out)
    return len(a.mentions), lost


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("text", "treebank"))
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, help="folder of the text files")
    parser.add_argument("--parsed", type=Path, help="what the engine made of them")
    parser.add_argument("--part", choices=("train", "check"), help="the articles whose number does not, or does, end in 7")
    a = parser.parse_args()
    wanted = lambda name: a.part is None or (a.part == "check") == name.endswith("7")
    articles = [one for file in a.files for one in read(file) if wanted(one.name)]
    if a.what == "text":
        a.out.mkdir(parents=True, exist_ok=True)
        for one in articles:
            (a.out / f"{one.name}.txt").write_text(one.text + "\n", encoding="utf-8")
        return
    parsed = sentences(a.parsed)
    mentions = lost = 0
    for one in articles:
        m, l = marked(one, parsed[one.name], sys.stdout)
        mentions, lost = mentions + m, lost + l
    print(f"{len(articles)} articles, {mentions} mentions, {lost} not placed", file=sys.stderr)


if __name__ == "__main__":
    main()
