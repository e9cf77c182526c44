#!/usr/bin/env python3
"""Goes on with a student that `make_model.py` has trained, with marked news beside treebanks and text: all of the network learns which
names, kinds and links a reader sees in news, while its trees stay the teacher's.

    python training/finish.py --model trained.relata --news news.conllu --teacher teacher.relata --taught FOLDER \\
        --treebanks DIR --text sentences.txt --student finished.relata

`news.conllu` is what `marked.py treebank` makes of what the teacher's file says (`annotate --model teacher.relata`); `FOLDER` has what the
teachers said of treebanks and text (`make_model.py --taught`). A stopped run goes on.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import fields
from pathlib import Path

import batching
import corpus
import export
import fit
import label
import names
import network
import shares
from evaluate import evaluate
from make_model import SOURCES, read_text
from store import Store

# How often treebanks, news and text are read in an epoch.
TIMES = {"treebanks": 1.0, "news": 1.5, "text": 0.2}


def shape_of(header: dict) -> network.Shape:
    known = {field.name for field in fields(network.Shape)}
    return network.Shape(**{k: v for k, v in header["network"].items() if k in known})


def trust_marks(sentences: list[corpus.Sentence], labels: dict[str, list[str]]) -> None:
    """What is marked is not asked of the teacher: antecedents and marked kinds of mentions. Unmarked times, amounts and peoples are what
    the teacher takes them for."""
    for s in sentences:
        likely, share = s.shares["name"]
        for i, allowed in enumerate(s.name):
            said = labels["name"][likely[i, share[i].argmax()]]
            if allowed == {"O"} and said[2:] in corpus.UNMARKED:
                s.name[i] = {said}
        for task in ("antecedent", "entity_head"):
            marked = [kind != corpus.UNKNOWN for kind in s.entity_head] if task == "entity_head" else slice(None)
            s.shares[task][1][marked] = 0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, required=True, help="the student as it was trained")
    parser.add_argument("--news", type=Path, required=True, help="marked news as a treebank")
    parser.add_argument("--check", type=Path, help="marked news that is not learned from, for figures")
    parser.add_argument("--teacher", type=Path, required=True, help="the teacher's file, which says what the trees of the news are")
    parser.add_argument("--taught", type=Path, required=True, help="folder of soft-gold.npz, soft-unlabelled.npz, labels.json")
    parser.add_argument("--treebanks", type=Path, required=True, help="folder of en_ewt-*.conllu, en_gum-*.conllu, wikigold.conll")
    parser.add_argument("--text", type=Path, required=True, help="text without labels: a sentence a line, words parted by spaces")
    parser.add_argument("--student", type=Path, required=True, help="where the file goes")
    parser.add_argument("--work", type=Path, default=Path(__file__).parent / "work", help="checkpoints, what the teacher says of the news, log")
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--encoder-rate", type=float, default=1e-4)
    parser.add_argument("--head-rate", type=float, default=5e-4)
    parser.add_argument("--batch", type=int, default=2048, help="subwords of a batch")
    parser.add_argument("--mean-of", type=float, default=0.998, help="how slowly the mean of the parameters, which is kept, follows them")
    parser.add_argument("--seed", type=int, default=1)
    a = parser.parse_args()
    a.work.mkdir(parents=True, exist_ok=True)

    header, _ = export.read(a.model)
    labels, shape = header["labels"], shape_of(header)
    vocabulary = export.vocabulary(a.model)
    subwords = corpus.Subwords(vocabulary, shape.max_subwords_per_word)
    bank = {name: corpus.read_conllu(a.treebanks / f"en_{name}.conllu") for name in ("ewt-train", "gum-train", "ewt-dev", "gum-dev")}
    treebanks = bank["ewt-train"] + bank["gum-train"] + corpus.read_iob(a.treebanks / "wikigold.conll")
    news, text = corpus.read_marked(a.news), read_text(a.text)
    for part, sentences in (("gold", treebanks), ("unlabelled", text)):
        shares.read(a.taught / f"soft-{part}.npz", sentences, labels, a.taught / "labels.json")
    print("names of EWT:", names.decide_kinds(bank["ewt-train"], labels, corpus.KINDS), flush=True)
    text = [s for s in text if s.shares is not None]
    said = a.work / "soft-news.npz"
    if not said.exists():
        teacher_header, _ = export.read(a.teacher)
        if teacher_header["labels"] != labels:
            raise ValueError(f"{a.teacher} has other labels than {a.model}")
        teacher_shape = shape_of(teacher_header)
        store = Store(news, corpus.Subwords(export.vocabulary(a.teacher), teacher_shape.max_subwords_per_word), labels)
        label.collect(said, [([export.parameters(a.teacher, teacher_shape)], None)], teacher_shape, store, store.arrays(), batching.ROW)
        (a.work / "labels.json").write_text(json.dumps(labels))
    print("sentences of news:", len(news), "with what the teacher says:", shares.read(said, news, labels, a.work / "labels.json"), flush=True)
    news = [s for s in news if s.shares is not None]
    trust_marks(news, labels)
    for part, sentences in (("treebanks", treebanks), ("news", news), ("text", text)):
        for s in sentences:
            s.times = TIMES[part]
    stores = {name: Store(bank[name], subwords, labels) for name in ("ewt-dev", "gum-dev")}
    stores = {name: (store, store.arrays()) for name, store in stores.items()}
    plan = fit.Plan("finish", a.epochs, a.encoder_rate, a.head_rate, a.seed, quantised=True, gold_weight=0.5, subwords_per_batch=a.batch, mean_of=a.mean_of)

    def figures(parameters, epochs: int) -> dict:
        found = {name: evaluate(parameters, store, arrays, labels, shape, True) for name, (store, arrays) in stores.items()}
        notes = header["training"] | {"sources": SOURCES + ["training/news (invented articles with marks)"], "finished": {"seed": a.seed, "epochs": epochs}, "development": found}
        export.write(a.student, parameters, vocabulary, labels, header["lexicon"], shape, notes)
        return found

    store = Store(treebanks + news + text, subwords, labels)
    fit.fit(plan, export.parameters(a.model, shape), shape, store, store.arrays(), a.work, figures)


if __name__ == "__main__":
    main()
