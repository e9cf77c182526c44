#!/usr/bin/env python3
"""From treebanks to the model files, in one command: the teacher, then the student that is embedded. A stopped run goes on.

    python training/make_model.py --treebanks DIR --work DIR --student model-en/model/english.relata --teacher teacher.relata
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np

import batching
import corpus
import export
import fit
import names
import network
from evaluate import evaluate

SOURCES = ["all-MiniLM-L6-v2 (Apache-2.0)", "UD_English-EWT train (CC BY-SA 4.0)",
           "UD_English-GUM train, freely licensed part (annotations CC BY 4.0, texts CC BY 2.5 to 4.0 or CC BY-SA 3.0)", "WikiGold (CC BY 4.0)"]


def importance(teacher, shape, train, subwords, labels) -> list[np.ndarray]:
    """For each layer, how much each feed-forward unit adds to the layer's output, over a part of the training text."""
    @jax.jit
    def sizes(teacher, batch):
        _, units = network.encode(teacher, batch, shape)
        return [jnp.where(batch["mask"][..., None], jnp.abs(u), 0).sum((0, 1)) for u in units]
    totals = [np.zeros(shape.feed_forward) for _ in range(shape.layers)]
    for i, (batch, _) in enumerate(batching.batches(train, subwords, labels, 1536)):
        if i % 8 == 0:
            totals = [t + np.asarray(s) for t, s in zip(totals, sizes(teacher, batch))]
    return [t * np.linalg.norm(np.asarray(layer["down"]["w"]), axis=0) for t, layer in zip(totals, teacher["encoder"]["layers"])]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--treebanks", type=Path, required=True, help="folder of en_ewt-*.conllu, en_gum-*.conllu, wikigold.conll")
    parser.add_argument("--student", type=Path, required=True, help="where the embedded model's file goes")
    parser.add_argument("--teacher", type=Path, required=True, help="where the teacher's file goes")
    parser.add_argument("--work", type=Path, default=Path(__file__).parent / "work", help="checkpoints and log")
    parser.add_argument("--teacher-epochs", type=int, default=6)
    parser.add_argument("--student-epochs", type=int, default=6)
    parser.add_argument("--layers", type=int, default=3, help="layers of the student")
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
    whole = network.vocabulary(set(), 1 << 20)
    pieces = corpus.Subwords(whole)
    seen = {whole[i] for s in train for w in s.words for i in pieces.word(w)}
    vocabulary = network.vocabulary(seen, a.frequent)
    teacher_shape = network.Shape()
    student_shape = replace(teacher_shape, layers=a.layers, feed_forward=a.feed_forward, bits=4)
    subwords = corpus.Subwords(vocabulary, teacher_shape.max_subwords_per_word)
    print(f"{len(train)} sentences, {len(vocabulary)} subwords,", {task: len(l) for task, l in labels.items()}, flush=True)

    def after_epoch(path: Path, shape, plan):
        def measure(parameters, epochs: int) -> dict:
            figures = {name: evaluate(parameters, bank[name], subwords, labels, shape, True) for name in ("ewt-dev", "gum-dev")}
            notes = {"seed": a.seed, "epochs": plan.epochs, "epochs_done": epochs, "sources": SOURCES, "development": figures}
            export.write(path, parameters, vocabulary, labels, lexicon, shape, notes)
            return figures
        return measure

    teacher = network.initial(teacher_shape, labels, vocabulary, a.seed)
    if a.untrained:
        first = [np.arange(teacher_shape.feed_forward)] * a.layers
        export.write(a.teacher, teacher, vocabulary, labels, lexicon, teacher_shape, {"seed": a.seed, "epochs_done": 0})
        export.write(a.student, network.narrowed(teacher, student_shape, first), vocabulary, labels, lexicon, student_shape, {"seed": a.seed, "epochs_done": 0})
        return
    plan = fit.Plan("teacher", a.teacher_epochs, 2e-4, 2e-3, a.seed)
    teacher = fit.fit(plan, teacher, teacher_shape, train, subwords, labels, a.work, after_epoch(a.teacher, teacher_shape, plan))

    teacher = jax.tree.map(jnp.asarray, teacher)
    open_kinds = [s for s in bank["ewt-train"] if s.name is not None]
    print("names of EWT:", names.decide_kinds(teacher, teacher_shape, open_kinds, subwords, labels, corpus.KINDS), flush=True)
    student = network.narrowed(jax.tree.map(np.asarray, teacher), student_shape, importance(teacher, teacher_shape, train, subwords, labels))
    plan = fit.Plan("student", a.student_epochs, 2e-4, 5e-4, a.seed, quantised=True, gold_weight=0.5)
    fit.fit(plan, student, student_shape, train, subwords, labels, a.work, after_epoch(a.student, student_shape, plan), teacher, teacher_shape)


if __name__ == "__main__":
    main()
