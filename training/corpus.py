"""Reads the treebanks and the names into sentences with labels."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import lemma_rules

KINDS = ["person", "organization", "place", "event", "time", "money", "quantity", "group", "work", "object", "abstract"]
NAME_LABELS = ["O"] + [f"{p}-{k}" for k in KINDS for p in "BIES"]
HEAD_LABELS = ["none"] + KINDS
UNKNOWN = ""  # a label that is not known
UNMARKED = ("time", "money", "quantity", "group")  # kinds of names that the marks of news leave out
QUOTES = {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "..."}
# More than a document's clusters.
CLUSTERS = 1 << 20
HONORIFICS = {"mr.", "mr", "mrs.", "mrs", "ms.", "ms", "dr.", "dr", "sir", "prof.", "rev."}


@dataclass
class Sentence:
    """Words with what is known of them; a list that is None is unknown for the sentence."""

    words: list[str]
    upos: list[str] | None = None
    xpos: list[str] | None = None
    feats: list[str] | None = None
    lemma: list[str] | None = None  # rules
    heads: list[int] | None = None
    deprel: list[str] | None = None
    name: list[set[str]] | None = None  # for each word the labels it may have
    entity_head: list[str] | None = None
    clusters: list[int] | None = None  # of the words that head a mention; -1 for others
    lemmas: list[str] = field(default_factory=list)
    document: str = ""
    kinds_decided: bool = False  # its names' kinds were open and are the teacher's
    features_weight: float = 1.0
    times: float = 1.0  # how often it is read in an epoch of training
    shares: dict | None = None  # what a teacher says: task to (likeliest labels, their shares), each [words, how many]


def _entities(tokens: list[list[str]]) -> list[tuple[int, int, str, int]]:
    """GUM's `Entity=` brackets of a sentence as (first, last, type, cluster), words counted from 0."""
    opened: list[tuple[str, str, int]] = []
    found = []
    for i, columns in enumerate(tokens):
        entity = next((m[7:] for m in columns[9].split("|") if m.startswith("Entity=")), "")
        for part in re.findall(r"\([^()]+\)?|[^()]+\)", entity):
            if part.startswith("("):
                fields = part.strip("()").split("-")
                number, kind = re.sub(r"\[.*", "", fields[0]), fields[1]
                if part.endswith(")"):
                    found.append((i, i, kind, int(number)))
                else:
                    opened.append((number, kind, i))
            else:
                number = re.sub(r"\[.*", "", part.rstrip(")"))
                for k in range(len(opened) - 1, -1, -1):
                    if opened[k][0] == number:
                        _, kind, start = opened.pop(k)
                        found.append((start, i, kind, int(number)))
                        break
    return [f for f in found if f[2] in KINDS]


def _name_span(first: int, last: int, head: int, s: Sentence) -> tuple[int, int]:
    """The words of the name alone: grows from the head over name-like neighbours inside the mention."""
    inside = ("flat", "compound", "nmod", "amod", "nummod", "case", "punct", "conj", "cc", "det", "appos")
    a = b = head - 0
    links = {head}
    grew = True
    while grew:
        grew = False
        for i in range(first, last + 1):
            if i in links or s.upos[i] not in ("PROPN", "NUM", "ADJ", "ADP", "CCONJ", "DET", "PUNCT", "NOUN", "SYM"):
                continue
            relation = s.deprel[i].split(":")[0]
            if s.heads[i] - 1 in links and relation in inside and relation not in ("appos", "det"):
                if s.upos[i] == "PROPN" and not (relation in ("nmod", "conj") and s.deprel[i] != "nmod"):
                    if s.deprel[i] == "nmod:poss":
                        continue
                    links.add(i)
                    grew = True
    # the contiguous run of linked PROPNs around the head, bridging one small word between capitals
    a = b = head
    small = lambda i: s.upos[i] in ("ADP", "CCONJ", "DET") and i not in (first, last) or s.words[i] in "-.&'’"
    while a - 1 >= first:
        if a - 1 in links or (s.words[a - 1][:1].isupper() and s.upos[a - 1] in ("PROPN", "ADJ", "NOUN") and s.heads[a - 1] - 1 in links and s.words[0] != s.words[a - 1]):
            a -= 1
        elif a - 2 >= first and a - 2 in links and small(a - 1):
            a -= 2
        elif a - 3 >= first and a - 3 in links and small(a - 1) and small(a - 2):
            a -= 3
        else:
            break
    while b + 1 <= last:
        if b + 1 in links or (s.upos[b + 1] == "NUM" and s.heads[b + 1] - 1 in links and s.deprel[b + 1].split(":")[0] in ("nummod", "compound", "flat", "dep")):
            b += 1
        elif b + 2 <= last and b + 2 in links and small(b + 1):
            b += 2
        elif b + 3 <= last and b + 3 in links and small(b + 1) and small(b + 2):
            b += 3
        else:
            break
    while a < b and s.words[a].lower() in HONORIFICS:
        a += 1
    return a, b


def _label_entities(s: Sentence, spans: list[tuple[int, int, str, int]], document: int) -> None:
    n = len(s.words)
    head_of: list[tuple[int, str] | None] = [None] * n
    named = []
    s.clusters, shortest = [-1] * n, [n] * n
    for first, last, kind, cluster in spans:
        outside = [i for i in range(first, last + 1) if not first <= s.heads[i] - 1 <= last]
        head = outside[0] if outside else first
        size = last - first
        if size < shortest[head]:
            shortest[head], s.clusters[head] = size, document * CLUSTERS + cluster
        joint = any(s.heads[i] - 1 == head and s.deprel[i] == "conj" for i in range(first, last + 1))
        known = head_of[head]
        if known is None or (not joint and (known[0] < 0 or size > known[0])):
            head_of[head] = (-1 if joint else size, kind)
        if s.upos[head] == "PROPN" and not joint:
            a, b = _name_span(first, last, head, s)
            named.append((a, b, kind))
    s.entity_head = [h[1] if h else "none" for h in head_of]
    labels = ["O"] * n
    for a, b, kind in sorted(named, key=lambda x: x[0] - x[1]):
        if all(l == "O" for l in labels[a:b + 1]):
            if a == b:
                labels[a] = f"S-{kind}"
            else:
                labels[a], labels[b] = f"B-{kind}", f"E-{kind}"
                for i in range(a + 1, b):
                    labels[i] = f"I-{kind}"
    s.name = [{l} for l in labels]


def _label_proper_nouns(s: Sentence) -> None:
    """Names in a treebank without entities: its proper nouns tell where they are, the kind stays open."""
    n = len(s.words)
    anything = {"O"} | {l for l in NAME_LABELS if l[2:] in ("time", "money", "quantity")}
    s.name = [anything] * n
    children: list[list[int]] = [[] for _ in range(n)]
    for i, h in enumerate(s.heads):
        if h:
            children[h - 1].append(i)
    spans = []
    for head in range(n):
        if s.upos[head] != "PROPN":
            continue
        first = last = head
        open_words = [head]
        while open_words:
            i = open_words.pop()
            first, last = min(first, i), max(last, i)
            open_words += children[i]
        spans.append(_name_span(first, last, head, s))
    taken = [False] * n
    for a, b in sorted(spans, key=lambda x: x[0] - x[1]):
        if not any(taken[a:b + 1]) and (a < b or s.words[a].lower() not in HONORIFICS):
            for i in range(a, b + 1):
                taken[i] = True
                position = "S" if a == b else "B" if i == a else "E" if i == b else "I"
                s.name[i] = {f"{position}-{k}" for k in KINDS}


def read_conllu(path: Path) -> list[Sentence]:
    """The sentences of a treebank; with `Entity=` in its last column its names have kinds, and mention heads are known."""
    text = path.read_text(encoding="utf-8")
    with_entities = "Entity=(" in text
    out = []
    document, number = "", 0
    for block in text.split("\n\n"):
        new = next((l.partition("=")[2].strip() for l in block.split("\n") if l.startswith("# newdoc id")), None)
        if new is not None:
            document, number = new, number + 1
        tokens = [l.split("\t") for l in block.split("\n") if l and not l.startswith("#")]
        tokens = [t for t in tokens if t[0].isdigit()]
        if not tokens:
            continue
        column = lambda i: [t[i] for t in tokens]
        s = Sentence(column(1), column(3), column(4), column(5))
        s.document = document
        s.lemmas = column(2)
        s.lemma = [lemma_rules.rule_of(f, l) for f, l in zip(s.words, s.lemmas)]
        s.heads = [int(h) for h in column(6)]
        s.deprel = column(7)
        if with_entities:
            # where the two treebanks' features differ, the one with entities is followed rather
            s.features_weight = 2.0
            _label_entities(s, _entities(tokens), number)
        else:
            _label_proper_nouns(s)
        out.append(s)
    return out


def read_marked(path: Path) -> list[Sentence]:
    """Marked news as `marked.py` writes it: names, and of the marked mentions alone kinds and clusters. Where nothing is marked a mention's
    kind is not known; tags and trees, which stand there as a program made them, only say what heads a mention."""
    sentences = read_conllu(path)
    columns = [line.split("\t")[9] for line in path.read_text(encoding="utf-8").split("\n") if line.split("\t")[0].isdigit()]
    names = [next((m[5:] for m in column.split("|") if m.startswith("Name=")), "O") for column in columns]
    at = 0
    for s in sentences:
        own, at = names[at:at + len(s.words)], at + len(s.words)
        s.name = []
        for name, following in zip(own, [*own[1:], "O"]):
            goes_on = following.startswith("I-")
            position = ("B" if goes_on else "S") if name[0] == "B" else ("I" if goes_on else "E")
            s.name.append({"O"} if name == "O" else {f"{position}-{name[2:]}"})
        s.entity_head = [UNKNOWN if kind == "none" else kind for kind in s.entity_head]
        s.upos = s.xpos = s.feats = s.lemma = s.heads = s.deprel = None
        s.kinds_decided = True
    return sentences


def read_iob(path: Path) -> list[Sentence]:
    """WikiGold: `form TAG` lines; what its types leave open stays open in the labels."""
    sure = {"PER": ["person"], "ORG": ["organization"], "LOC": ["place"], "MISC": ["event", "work", "object", "abstract", "group"]}
    outside = {"O"} | {l for l in NAME_LABELS if l[2:] in ("time", "money", "quantity")}
    out = []
    document = 0
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        document += "-DOCSTART-" in block
        rows = [l.rsplit(" ", 1) for l in block.split("\n") if l.strip() and not l.startswith("-DOCSTART-")]
        if not rows:
            continue
        s = Sentence([r[0] for r in rows], document=f"{path.stem}-{document}")
        tags = [r[1] for r in rows]
        s.name = []
        for i, tag in enumerate(tags):
            if tag == "O":
                s.name.append(outside)
                continue
            kind = tag[2:]
            begins = i == 0 or tags[i - 1] == "O" or tags[i - 1][2:] != kind or tag[0] == "B"
            ends = i + 1 == len(tags) or tags[i + 1] == "O" or tags[i + 1][2:] != kind or tags[i + 1][0] == "B"
            position = "S" if begins and ends else "B" if begins else "E" if ends else "I"
            s.name.append({f"{position}-{k}" for k in sure[kind]})
        out.append(s)
    return out


def label_sets(train: list[Sentence]) -> dict[str, list[str]]:
    """The labels of each task, by frequency; rare ones (a feature string or lemma rule seen once) are left out."""
    def frequent(task: str, least: int) -> list[str]:
        counts = Counter(l for s in train if getattr(s, task) for l in getattr(s, task))
        return [l for l, n in sorted(counts.items(), key=lambda x: (-x[1], x[0])) if n >= least]
    return {"upos": frequent("upos", 1), "xpos": frequent("xpos", 2), "feats": frequent("feats", 2),
            "lemma": frequent("lemma", 2), "deprel": frequent("deprel", 5), "name": NAME_LABELS, "entity_head": HEAD_LABELS}


def lexicon(train: list[Sentence]) -> dict[str, list[str]]:
    """The lemmas of verbs and nouns that the treebanks have, against which the engine checks what a lemma rule made."""
    found: dict[str, Counter] = {"VERB": Counter(), "NOUN": Counter()}
    for s in train:
        for form, tag, lemma in zip(s.words, s.upos or [], s.lemmas):
            if tag in found and lemma.isascii() and lemma.isalpha() and lemma.islower():
                found[tag][lemma] += 2 if form.lower() == lemma else 1
    return {tag: sorted(l for l, n in counts.items() if n >= 2) for tag, counts in found.items()}


# --- subwords --------------------------------------------------------------------------------------------------------

def kept_subword(piece: str) -> bool:
    """Whether an entry of the vocabulary can occur in English text."""
    if piece in ("[PAD]", "[UNK]", "[CLS]", "[SEP]"):
        return True
    if re.fullmatch(r"\[.*\]", piece) and len(piece) > 1:
        return False
    body = piece[2:] if piece.startswith("##") else piece
    return bool(body) and all(ord(c) < 0x250 or 0x2010 <= ord(c) <= 0x206F or 0x20A0 <= ord(c) <= 0x20CF or c in "™°′″" for c in body)


def is_punctuation(c: str) -> bool:
    """BERT's notion: all ASCII that is neither letter, digit nor space, and Unicode's P categories."""
    o = ord(c)
    return 33 <= o <= 47 or 58 <= o <= 64 or 91 <= o <= 96 or 123 <= o <= 126 or unicodedata.category(c).startswith("P")


class Subwords:
    """Words to subword ids, as BERT's uncased tokenizer does."""

    def __init__(self, vocabulary: list[str], most: int = 8):
        self.ids = {p: i for i, p in enumerate(vocabulary)}
        self.most = most
        self.unknown, self.first, self.last = self.ids["[UNK]"], self.ids["[CLS]"], self.ids["[SEP]"]
        self.cache: dict[str, list[int]] = {}

    def word(self, word: str) -> list[int]:
        if word not in self.cache:
            self.cache[word] = self._word(word)
        return self.cache[word]

    def _word(self, word: str) -> list[int]:
        text = "".join(QUOTES.get(c, c) for c in word)
        text = "".join(c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c) != "Mn").lower()
        chunks, current = [], ""
        for c in text:
            cjk = 0x4E00 <= ord(c) <= 0x9FFF or 0x3400 <= ord(c) <= 0x4DBF or 0xF900 <= ord(c) <= 0xFAFF
            if is_punctuation(c) or cjk or c.isspace():
                if current:
                    chunks.append(current)
                if not c.isspace():
                    chunks.append(c)
                current = ""
            else:
                current += c
        if current:
            chunks.append(current)
        ids = []
        for chunk in chunks:
            ids += self._piece(chunk)
            if len(ids) >= self.most:
                break
        return ids[:self.most] or [self.unknown]

    def _piece(self, chunk: str) -> list[int]:
        if len(chunk) > 100:
            return [self.unknown]
        ids, start = [], 0
        while start < len(chunk):
            for end in range(len(chunk), start, -1):
                i = self.ids.get(("##" if start else "") + chunk[start:end])
                if i is not None:
                    ids.append(i)
                    break
            else:
                return [self.unknown]
            start = end
        return ids


def shapes(words: list[str]) -> list[int]:
    """The case shape of each word, 1 to 9, and 9 more where it begins the sentence (see README)."""
    out, started = [], False
    for w in words:
        letters = [c for c in w if c.isalpha()]
        digit = any(c.isdigit() for c in w)
        upper = [c.isupper() for c in letters]
        if not letters:
            k = 2 if digit else 1
        elif digit:
            k = 3
        elif len(letters) == 1 and upper[0] and w in (letters[0], letters[0] + "."):
            k = 4
        elif all(upper) and len(letters) > 1:
            k = 5
        elif upper[0] and not any(upper[1:]):
            k = 6
        elif not upper[0] and any(upper):
            k = 7
        elif upper[0]:
            k = 8
        else:
            k = 9
        out.append(k if started else k + 9)
        started = started or k != 1
    return out
