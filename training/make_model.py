#!/usr/bin/env python3
"""From treebanks to the model file, in one command; a stopped run goes on from its last epoch.

    python training/make_model.py --treebanks DIR --out model-en/model/english.relata
"""

from __future__ import annotations

import argparse
import json
import pickle
import time
from functools import partial
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np
import optax

import corpus
import export
import network

BUCKETS = (12, 20, 28, 36, 48, 64, 96, 160)


def batches(sentences, subwords, labels, per_batch: int, rng=None):
    """Batches of like length with fixed shapes, in random order where `rng` is given."""
    index = {task: {l: i for i, l in enumerate(ls)} for task, ls in labels.items()}
    buckets: dict[int, list] = {b: [] for b in BUCKETS}
    for number, s in enumerate(sentences):
        pieces = [subwords.word(w) for w in s.words]
        length = sum(map(len, pieces)) + 2
        bucket = next((b for b in BUCKETS if b >= length), None)
        if bucket is not None:
            buckets[bucket].append((number, pieces))
    groups = []
    for bucket, items in buckets.items():
        if rng is not None:
            rng.shuffle(items)
        size = max(1, per_batch // bucket)
        groups += [(bucket, size, items[i:i + size]) for i in range(0, len(items), size)]
    if rng is not None:
        rng.shuffle(groups)
    for bucket, size, items in groups:
        t, w = bucket, bucket - 2
        zeros = lambda *dims, kind=np.int32: np.zeros(dims, kind)
        b = {"ids": zeros(size, t), "mask": zeros(size, t, kind=bool), "shapes": zeros(size, t), "firsts": zeros(size, w),
             "words": zeros(size, w, kind=bool), "tree": zeros(size, kind=bool), "heads": zeros(size, w), "deprel": zeros(size, w) - 1,
             "upos": zeros(size, w) - 1, "xpos": zeros(size, w) - 1, "feats": zeros(size, w) - 1, "lemma": zeros(size, w) - 1,
             "name": zeros(size, w, len(labels["name"]), kind=bool), "entity_head": zeros(size, w) - 1}
        for row, (number, pieces) in enumerate(items):
            s = sentences[number]
            ids, at = [subwords.first], 1
            for i, (p, shape) in enumerate(zip(pieces, corpus.shapes(s.words))):
                b["firsts"][row, i] = at
                b["shapes"][row, at:at + len(p)] = shape
                ids += p
                at += len(p)
            ids.append(subwords.last)
            b["ids"][row, :len(ids)] = ids
            b["mask"][row, :len(ids)] = True
            n = len(s.words)
            b["words"][row, :n] = True
            if s.heads is not None:
                b["tree"][row] = True
                b["heads"][row, :n] = s.heads
                for task in ("deprel", "upos", "xpos", "feats", "lemma"):
                    b[task][row, :n] = [index[task].get(l, -1) for l in getattr(s, task)]
            if s.name is not None:
                for i, allowed in enumerate(s.name):
                    b["name"][row, i, [index["name"][l] for l in allowed]] = True
            if s.entity_head is not None:
                b["entity_head"][row, :n] = [index["entity_head"][l] for l in s.entity_head]
        yield b, [number for number, _ in items]


def mean_loss(scores, gold, mask):
    """Cross entropy over the words of `mask` whose label is known."""
    known = mask & (gold >= 0)
    losses = -jnp.take_along_axis(jax.nn.log_softmax(scores), jnp.maximum(gold, 0)[..., None], -1)[..., 0]
    return jnp.where(known, losses, 0).sum() / jnp.maximum(known.sum(), 1)


def loss_of(parameters, batch, key, shape, quantised):
    encoder_key, decoder_key = jax.random.split(key)
    words, _ = network.encode(parameters, batch, shape, quantised, encoder_key)
    out = network.decode(parameters, words, shape, quantised, decoder_key)
    mask, tree = batch["words"], batch["words"] & batch["tree"][:, None]
    rooted = jnp.concatenate([jnp.ones_like(mask[:, :1]), mask], 1)
    arcs = jnp.where(rooted[:, None, :], out["arc"], -1e9)
    total = mean_loss(arcs, jnp.where(tree, batch["heads"], -1), tree)
    gold_heads = jnp.take_along_axis(out["relation_head"], batch["heads"][..., None], 1)
    total += mean_loss(network.relation_scores(parameters, out["relation_dependent"], gold_heads, quantised), batch["deprel"], tree)
    for task, weight in (("upos", 0.4), ("xpos", 0.4), ("feats", 0.4), ("lemma", 0.5), ("entity_head", 0.8)):
        total += weight * mean_loss(out[task], batch[task], mask)
    log = jax.nn.log_softmax(out["name"])
    allowed = batch["name"]
    known = mask & allowed.any(-1)
    marginal = -jax.nn.logsumexp(jnp.where(allowed, log, -1e9), -1)
    total += 1.0 * jnp.where(known, marginal, 0).sum() / jnp.maximum(known.sum(), 1)
    return total


@partial(jax.jit, static_argnames=("shape", "quantised"))
def predict(parameters, batch, shape, quantised):
    """The best label of each task for each word, heads greedily."""
    words, embedded = network.encode(parameters, batch, shape, quantised)
    out = network.decode(parameters, words, shape, quantised)
    rooted = jnp.concatenate([jnp.ones_like(batch["words"][:, :1]), batch["words"]], 1)
    arcs = jnp.where(rooted[:, None, :], out["arc"], -1e9)
    heads = arcs.argmax(-1)
    chosen = jnp.take_along_axis(out["relation_head"], heads[..., None], 1)
    best = {task: out[task].argmax(-1) for task in ("upos", "xpos", "feats", "lemma", "name", "entity_head")}
    best |= {"heads": heads, "deprel": network.relation_scores(parameters, out["relation_dependent"], chosen, quantised).argmax(-1)}
    return best, {"words": words, "embedded": embedded, "arc": arcs}


def spans(tags: list[str]) -> set[tuple[int, int, str]]:
    """Names out of BIOES labels, read leniently."""
    found, start = set(), None
    for i, tag in enumerate(tags + ["O"]):
        if start is not None and (tag[0] in "OBS" or tag[2:] != tags[start][2:]):
            found.add((start, i, tags[start][2:]))
            start = None
        if tag != "O" and start is None:
            start = i
    return found


def evaluate(parameters, sentences, subwords, labels, shape, quantised) -> dict[str, float]:
    """Shares of right labels, and F1 of names and mention heads, in percent."""
    right, count = {}, 0
    names, heads = np.zeros(3), np.zeros(3)
    for batch, numbers in batches(sentences, subwords, labels, 4096):
        best, _ = predict(parameters, batch, shape, quantised)
        best = {k: np.asarray(v) for k, v in best.items()}
        for row, number in enumerate(numbers):
            s, n = sentences[number], len(sentences[number].words)
            count += n
            get = lambda task: [labels[task][i] for i in best[task][row, :n]]
            same = {t: np.array([a == b for a, b in zip(get(t), getattr(s, t))]) for t in ("upos", "xpos", "feats")}
            same["lemma"] = np.array([corpus.lemma_rules.apply(r, w).lower() == l.lower() for r, w, l in zip(get("lemma"), s.words, s.lemmas)])
            same["uas"] = best["heads"][row, :n] == np.array(s.heads)
            same["las"] = same["uas"] & np.array([a == b for a, b in zip(get("deprel"), s.deprel)])
            for k, v in same.items():
                right[k] = right.get(k, 0) + v.sum()
            if s.name is not None:
                gold, found = spans([next(iter(l)) for l in s.name]), spans(get("name"))
                names += [len(gold & found), len(gold), len(found)]
                gold = {(i, l) for i, l in enumerate(s.entity_head) if l != "none"}
                found = {(i, l) for i, l in enumerate(get("entity_head")) if l != "none"}
                heads += [len(gold & found), len(gold), len(found)]
    figures = {k: round(100 * float(v) / count, 2) for k, v in right.items()}
    for name, (a, g, f) in (("names", names), ("mention_heads", heads)):
        if g:
            figures[name] = round(200 * float(a) / max(g + f, 1), 2)
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--treebanks", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--work", type=Path, default=Path(__file__).parent / "work")
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--layers", type=int, default=3)
    parser.add_argument("--subwords-per-batch", type=int, default=1536)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--untrained", action="store_true", help="write the file before any training, and stop")
    a = parser.parse_args()
    a.work.mkdir(parents=True, exist_ok=True)

    bank = {name: corpus.read_conllu(a.treebanks / f"en_{name}.conllu") for name in ("ewt-train", "gum-train", "ewt-dev", "gum-dev")}
    wiki = corpus.read_iob(a.treebanks / "wikigold.conll")
    treebanks = bank["ewt-train"] + bank["gum-train"]
    labels = corpus.label_sets(treebanks)
    train = treebanks + wiki
    shape = network.Shape(layers=a.layers)
    parameters, vocabulary, _ = network.initial(shape, labels, a.seed)
    parameters = jax.tree.map(jnp.asarray, parameters)
    subwords = corpus.Subwords(vocabulary, shape.max_subwords_per_word)
    notes = {"seed": a.seed, "epochs": a.epochs, "sources": ["all-MiniLM-L6-v2 (Apache-2.0)", "UD_English-EWT train (CC BY-SA 4.0)",
             "UD_English-GUM train, freely licensed part (CC BY 4.0)", "WikiGold (CC BY 4.0)"]}
    if a.untrained:
        export.write(a.out, parameters, vocabulary, labels, shape, notes)
        return

    steps_per_epoch = sum(1 for _ in batches(train, subwords, labels, a.subwords_per_batch))
    total = steps_per_epoch * a.epochs
    print(f"{len(train)} sentences, {steps_per_epoch} steps an epoch, {len(vocabulary)} subwords", flush=True)

    def schedule(peak):
        return optax.warmup_cosine_decay_schedule(0, peak, total // 20, total, peak * 0.01)
    def group(path, _):
        names = [getattr(k, "key", None) for k in path]
        return "subwords" if names[1] in ("subwords", "projection", "shapes") else names[0]
    groups = jax.tree_util.tree_map_with_path(group, parameters)
    optimiser = optax.chain(optax.clip_by_global_norm(5.0), optax.multi_transform({
        "encoder": optax.adamw(schedule(2.5e-4), b2=0.98, weight_decay=0.01),
        "subwords": optax.adamw(schedule(5e-4), b2=0.98, weight_decay=0.0),
        "heads": optax.adamw(schedule(2e-3), b2=0.98, weight_decay=0.01)}, groups))
    state = optimiser.init(parameters)

    @partial(jax.jit, donate_argnums=(0, 1))
    def step(parameters, state, batch, key):
        loss, gradient = jax.value_and_grad(loss_of)(parameters, batch, key, shape, False)
        updates, state = optimiser.update(gradient, state, parameters)
        return optax.apply_updates(parameters, updates), state, loss

    begin, checkpoint = 0, a.work / f"checkpoint-{a.layers}-{a.seed}.pickle"
    if checkpoint.exists():
        begin, saved, saved_state = pickle.loads(checkpoint.read_bytes())
        parameters, state = jax.tree.map(jnp.asarray, saved), jax.tree.map(jnp.asarray, saved_state)
    log = (a.work / "log.txt").open("a")
    for epoch in range(begin, a.epochs):
        rng = np.random.default_rng(a.seed * 1000 + epoch)
        started, losses = time.time(), []
        for i, (batch, _) in enumerate(batches(train, subwords, labels, a.subwords_per_batch, rng)):
            key = jax.random.fold_in(jax.random.key(a.seed), epoch * steps_per_epoch + i)
            parameters, state, loss = step(parameters, state, batch, key)
            losses.append(loss)
            if (i + 1) % 25 == 0:
                rate = (i + 1) / (time.time() - started)
                left = ((a.epochs - epoch) * steps_per_epoch - i) / rate / 60
                recent = float(jnp.mean(jnp.stack(losses[-25:])))
                print(f"epoch {epoch + 1} step {i + 1}/{steps_per_epoch} loss {recent:.3f} {rate:.2f} steps/s {left:.0f} min left", flush=True)
        temporary = checkpoint.with_suffix(".new")
        temporary.write_bytes(pickle.dumps((epoch + 1, jax.tree.map(np.asarray, parameters), jax.tree.map(np.asarray, state))))
        temporary.replace(checkpoint)
        figures = {name: evaluate(parameters, bank[name], subwords, labels, shape, True) for name in ("ewt-dev", "gum-dev")}
        row = json.dumps({"epoch": epoch + 1, "minutes": round((time.time() - started) / 60, 1), **figures})
        print(row, flush=True)
        print(row, file=log, flush=True)
        export.write(a.out, parameters, vocabulary, labels, shape, notes | {"development": figures, "epochs_done": epoch + 1})


if __name__ == "__main__":
    main()
