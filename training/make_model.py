#!/usr/bin/env python3
"""From treebanks and text to the model files, in one command: the teachers, what they say of all text, then the student that is
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
from store import Store, gathered

SOURCES = ["all-mpnet-base-v2 (Apache-2.0), the teacher's encoder", "all-MiniLM-L6-v2 (Apache-2.0), the student's",
           "UD_English-EWT train (CC BY-SA 4.0)",
           "UD_English-GUM train, freely licensed part (annotations CC BY 4.0, texts CC BY 2.5 to 4.0 or CC BY-SA 3.0)", "WikiGold (CC BY 4.0)",
           "Causal News Corpus (CC0), CIA World Factbook (public domain), Wikipedia's Current Events portal of September 2015 (CC BY-SA 3.0), "
           "State of the Union addresses (public domain): text alone"]
# How often the student reads the treebanks in an epoch, beside once the text.
TREEBANKS_TIMES = 2.0


def importance(wide, shape, store, arrays) -> np.ndarray:
    """How much each feed-forward unit adds to its layer's output, over a part of the training text: [layers, units]."""
    @jax.jit
    def sizes(wide, arrays, places):
        batch = gathered(arrays, places)
        _, units = network.encode(wide, batch, shape)
        return jnp.where((batch["segment"] > 0)[None, ..., None], jnp.abs(units), 0).sum((1, 2))
    total = np.zeros((shape.layers, shape.feed_forward))
    for i, (places, _) in enumerate(batching.batches(store, 2048)):
        if i % 16 == 0:
            total += np.asarray(sizes(wide, arrays, places))
    return total * np.linalg.norm(np.asarray(wide["encoder"]["layers"]["down"]["w"]), axis=1)


def read_text(path: Path) -> list[corpus.Sentence]:
    """Sentences without labels: a sentence a line, words parted by spaces. A line `# document NAME TIMES` begins a document whose
    sentences follow one another, read so often in an epoch; without a name they stand alone."""
    found, document, times = [], "", 1.0
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# document"):
            document, times = (line.split(" ")[2:] + ["", "1"])[:2]
            times = float(times)
        elif line:
            found.append(corpus.Sentence(line.split(" "), document=document, times=times))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--treebanks", type=Path, required=True, help="folder of en_ewt-*.conllu, en_gum-*.conllu, wikigold.conll")
    parser.add_argument("--text", type=Path, required=True, help="text without labels: a sentence a line, words parted by spaces")
    parser.add_argument("--student", type=Path, required=True, help="where the embedded model's file goes")
    parser.add_argument("--teacher", type=Path, required=True, help="where the teacher's file goes")
    parser.add_argument("--taught", type=Path, help="folder of what a teacher said (soft-gold.npz, soft-unlabelled.npz, labels.json); none is trained then")
    parser.add_argument("--work", type=Path, default=Path(__file__).parent / "work", help="checkpoints, what the teachers say, log")
    parser.add_argument("--teacher-epochs", type=int, default=10)
    parser.add_argument("--folds", type=int, default=4, help="teachers that each leave out a part of the treebanks, and label it")
    parser.add_argument("--student-epochs", type=int, default=30)
    parser.add_argument("--layers", type=int, default=4, help="layers of the student")
    parser.add_argument("--feed-forward", type=int, default=1024, help="feed-forward units of the student")
    parser.add_argument("--frequent", type=int, default=21000, help="entries of the pretrained vocabulary that are kept")
    parser.add_argument("--batch", type=int, default=2048, help="subwords of a batch")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=["untrained", "teachers"], help="write the files before any training, or train the teachers, and stop")
    a = parser.parse_args()
    a.work.mkdir(parents=True, exist_ok=True)

    bank = {name: corpus.read_conllu(a.treebanks / f"en_{name}.conllu") for name in ("ewt-train", "gum-train", "ewt-dev", "gum-dev")}
    treebanks = bank["ewt-train"] + bank["gum-train"]
    labels = corpus.label_sets(treebanks)
    lexicon = corpus.lexicon(treebanks)
    train = treebanks + corpus.read_iob(a.treebanks / "wikigold.conll")
    text = read_text(a.text)
    whole = network.vocabulary(set(), 1 << 20)
    pieces = corpus.Subwords(whole)
    seen = {whole[i] for s in train for w in s.words for i in pieces.word(w)}
    vocabulary = network.vocabulary(seen, a.frequent)
    student_shape = replace(network.MINILM, layers=a.layers, feed_forward=a.feed_forward, bits=4)
    subwords = corpus.Subwords(vocabulary, student_shape.max_subwords_per_word)
    print(f"{len(train)} sentences, {len(text)} without labels, {len(vocabulary)} subwords,", {task: len(l) for task, l in labels.items()}, flush=True)
    development = {}
    for name in ("ewt-dev", "gum-dev"):
        store = Store(bank[name], subwords, labels)
        development[name] = store, store.arrays()

    def figures_of(path: Path | None, shape, plan):
        def measure(parameters, epochs: int) -> dict:
            figures = {}
            for name, (store, arrays) in development.items():
                for windows in (0, plan.window):
                    figures[name + (", windows" if windows else "")] = evaluate(parameters, store, arrays, labels, shape, plan.quantised, windows)
            if path:
                notes = {"seed": a.seed, "epochs": plan.epochs, "epochs_done": epochs, "sources": SOURCES, "development": figures}
                export.write(path, parameters, vocabulary, labels, lexicon, shape, notes)
            return figures
        return measure

    store = Store(train, subwords, labels)
    arrays = store.arrays()

    def beginner():
        wide = network.initial(network.MINILM, labels, vocabulary, a.seed)
        return network.narrowed(wide, student_shape, importance(wide, network.MINILM, store, arrays))

    if a.only == "untrained":
        teacher = network.initial(network.TEACHER, labels, vocabulary, a.seed)
        export.write(a.teacher, teacher, vocabulary, labels, lexicon, network.TEACHER, {"seed": a.seed, "epochs_done": 0})
        export.write(a.student, beginner(), vocabulary, labels, lexicon, student_shape, {"seed": a.seed, "epochs_done": 0})
        return

    taught = a.taught or a.work
    if not a.taught and not (taught / "soft-unlabelled.npz").exists():
        documents = {d: i for i, d in enumerate(dict.fromkeys(s.document for s in train))}
        fold_of = np.array([documents[s.document] % max(a.folds, 1) for s in train])

        def teach(name: str, seed: int, left_out: int | None, path: Path | None):
            for s, fold in zip(train, fold_of):
                s.times = 0.0 if fold == left_out else 1.0
            plan = fit.Plan(name, a.teacher_epochs, 7e-5, 1.5e-3, seed, subwords_per_batch=2 * a.batch)
            initial = network.initial(network.TEACHER, labels, vocabulary, seed)
            return fit.fit(plan, initial, network.TEACHER, store, arrays, a.work, figures_of(path, network.TEACHER, plan))

        teachers = [teach("teacher", a.seed, None, a.teacher)]
        folds = [teach(f"teacher-without-{k}", a.seed + 1 + k, k, None) for k in range(a.folds)]
        (taught / "labels.json").write_text(json.dumps(labels))
        asked = [([teacher], set(np.flatnonzero(fold_of == k).tolist())) for k, teacher in enumerate(folds)] or [(teachers, None)]
        label.collect(taught / "soft-gold.npz", asked, network.TEACHER, store, arrays, batching.ROW)
        unlabelled = Store(text, subwords, labels)
        label.collect(taught / "soft-unlabelled.npz", [(teachers + folds, None)], network.TEACHER, unlabelled, unlabelled.arrays(), batching.ROW)
        del teachers, folds, unlabelled
    if a.only == "teachers":
        return
    known = [shares.read(taught / f"soft-{name}.npz", sentences, labels, taught / "labels.json") for name, sentences in (("gold", train), ("unlabelled", text))]
    print("sentences with what the teachers say:", known, flush=True)
    print("names of EWT:", names.decide_kinds(bank["ewt-train"], labels, corpus.KINDS), flush=True)
    for s in train:
        s.times = TREEBANKS_TIMES
    student = beginner()
    del arrays
    store = Store(train + text, subwords, labels)
    plan = fit.Plan("student", a.student_epochs, 4e-4, 2e-3, a.seed, quantised=True, gold_weight=0.5, subwords_per_batch=a.batch)
    fit.fit(plan, student, student_shape, store, store.arrays(), a.work, figures_of(a.student, student_shape, plan))


if __name__ == "__main__":
    main()
