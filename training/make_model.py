#!/usr/bin/env python3
"""From treebanks and text to the model files, in one command: the teacher, what it says of all text, then the student that is
embedded. A stopped run goes on; a GPU is used where there is one.

    python training/make_model.py --treebanks DIR --text sentences.txt --work DIR --teacher teacher.relata --student model-en/model/english.relata
"""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np

import batching
import corpus
import export
import fit
import label
import names
import network
import shares
from evaluate import evaluate

SOURCES = ["all-mpnet-base-v2 (Apache-2.0), the teacher's encoder", "all-MiniLM-L6-v2 (Apache-2.0), the student's",
           "UD_English-EWT train (CC BY-SA 4.0)",
           "UD_English-GUM train, freely licensed part (annotations CC BY 4.0, texts CC BY 2.5 to 4.0 or CC BY-SA 3.0)", "WikiGold (CC BY 4.0)",
           "Causal News Corpus (CC0), CIA World Factbook (public domain), Wikipedia's Current Events portal of September 2015 (CC BY-SA 3.0): text alone"]
WINDOW = 128


def importance(wide, shape, train, subwords, labels) -> np.ndarray:
    """How much each feed-forward unit adds to its layer's output, over a part of the training text: [layers, units]."""
    @jax.jit
    def sizes(wide, batch):
        _, units = network.encode(wide, batch, shape)
        return jnp.where(batch["mask"][None, ..., None], jnp.abs(units), 0).sum((1, 2))
    total = np.zeros((shape.layers, shape.feed_forward))
    for i, (batch, _) in enumerate(batching.batches(train, subwords, labels, 2048)):
        if i % 16 == 0:
            total += np.asarray(sizes(wide, batch))
    return total * np.linalg.norm(np.asarray(wide["encoder"]["layers"]["down"]["w"]), axis=1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--treebanks", type=Path, required=True, help="folder of en_ewt-*.conllu, en_gum-*.conllu, wikigold.conll")
    parser.add_argument("--text", type=Path, required=True, help="text without labels: a sentence a line, words parted by spaces")
    parser.add_argument("--student", type=Path, required=True, help="where the embedded model's file goes")
    parser.add_argument("--teacher", type=Path, required=True, help="where the teacher's file goes")
    parser.add_argument("--taught", type=Path, help="folder of what a teacher said (soft-gold.npz, soft-unlabelled.npz, labels.json); none is trained then")
    parser.add_argument("--work", type=Path, default=Path(__file__).parent / "work", help="checkpoints, what the teacher says, log")
    parser.add_argument("--teacher-epochs", type=int, default=4)
    parser.add_argument("--student-epochs", type=int, default=8)
    parser.add_argument("--layers", type=int, default=4, help="layers of the student")
    parser.add_argument("--feed-forward", type=int, default=1024, help="feed-forward units of the student")
    parser.add_argument("--frequent", type=int, default=21000, help="entries of the pretrained vocabulary that are kept")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--untrained", action="store_true", help="write the files before any training, and stop")
    a = parser.parse_args()
    a.work.mkdir(parents=True, exist_ok=True)

    bank = {name: corpus.read_conllu(a.treebanks / f"en_{name}.conllu") for name in ("ewt-train", "gum-train", "ewt-dev", "gum-dev")}
    treebanks = bank["ewt-train"] + bank["gum-train"]
    labels = corpus.label_sets(treebanks)
    lexicon = corpus.lexicon(treebanks)
    train = treebanks + corpus.read_iob(a.treebanks / "wikigold.conll")
    text = [corpus.Sentence(line.split(" "), document=a.text.stem) for line in a.text.read_text(encoding="utf-8").rstrip("\n").split("\n")]
    whole = network.vocabulary(set(), 1 << 20)
    pieces = corpus.Subwords(whole)
    seen = {whole[i] for s in train for w in s.words for i in pieces.word(w)}
    vocabulary = network.vocabulary(seen, a.frequent)
    student_shape = replace(network.MINILM, layers=a.layers, feed_forward=a.feed_forward, bits=4)
    subwords = corpus.Subwords(vocabulary, student_shape.max_subwords_per_word)
    print(f"{len(train)} sentences, {len(text)} without labels, {len(vocabulary)} subwords,", {task: len(l) for task, l in labels.items()}, flush=True)

    def after_epoch(path: Path, shape, plan):
        def measure(parameters, epochs: int) -> dict:
            figures = {name: evaluate(parameters, bank[name], subwords, labels, shape, plan.quantised) for name in ("ewt-dev", "gum-dev")}
            if plan.window:
                figures |= {name + ", windows": evaluate(parameters, bank[name], subwords, labels, shape, plan.quantised, plan.window)
                            for name in ("ewt-dev", "gum-dev")}
            notes = {"seed": a.seed, "epochs": plan.epochs, "epochs_done": epochs, "sources": SOURCES, "development": figures}
            export.write(path, parameters, vocabulary, labels, lexicon, shape, notes)
            return figures
        return measure

    wide = network.initial(network.MINILM, labels, vocabulary, a.seed)
    student = network.narrowed(wide, student_shape, importance(wide, network.MINILM, train, subwords, labels))
    if a.untrained:
        teacher = network.initial(network.TEACHER, labels, vocabulary, a.seed)
        export.write(a.teacher, teacher, vocabulary, labels, lexicon, network.TEACHER, {"seed": a.seed, "epochs_done": 0})
        export.write(a.student, student, vocabulary, labels, lexicon, student_shape, {"seed": a.seed, "epochs_done": 0})
        return

    taught = a.taught or a.work
    if not a.taught and not (taught / "soft-unlabelled.npz").exists():
        plan = fit.Plan("teacher", a.teacher_epochs, 7e-5, 1.5e-3, a.seed, subwords_per_batch=2560, window=WINDOW, alone=0.4)
        teacher = fit.fit(plan, network.initial(network.TEACHER, labels, vocabulary, a.seed), network.TEACHER, train, subwords, labels,
                          a.work, after_epoch(a.teacher, network.TEACHER, plan))
        teacher = jax.tree.map(jnp.asarray, teacher)
        (taught / "labels.json").write_text(json.dumps(labels))
        label.collect(taught / "soft-gold.npz", teacher, network.TEACHER, train, subwords, labels, WINDOW)
        label.collect(taught / "soft-unlabelled.npz", teacher, network.TEACHER, text, subwords, labels, 0)
    known = [shares.read(taught / f"soft-{name}.npz", sentences, labels, taught / "labels.json") for name, sentences in (("gold", train), ("unlabelled", text))]
    print("sentences with what the teacher says:", known, flush=True)
    print("names of EWT:", names.decide_kinds(bank["ewt-train"], labels, corpus.KINDS), flush=True)
    plan = fit.Plan("student", a.student_epochs, 4e-4, 2e-3, a.seed, quantised=True, gold_weight=0.5, subwords_per_batch=2048)
    fit.fit(plan, student, student_shape, train + text, subwords, labels, a.work, after_epoch(a.student, student_shape, plan))


if __name__ == "__main__":
    main()
