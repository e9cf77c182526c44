"""Figures on a development treebank, from the recipe's own simulation of the engine, heads chosen greedily."""

from __future__ import annotations

from functools import partial

import jax
import jax.numpy as jnp
import numpy as np

import batching
import lemma_rules
import losses
import store as stores


@partial(jax.jit, static_argnames=("shape", "quantised"))
def predict(parameters, arrays, places, shape, quantised):
    """The best label of each task for each word; of the words that head a mention in gold whether the antecedent is right."""
    batch = stores.gathered(arrays, places)
    _, out = losses.forward(parameters, batch, shape, quantised)
    heads = out["arc"].argmax(-1)
    best = {task: out[task].argmax(-1) for task in ("upos", "xpos", "feats", "lemma", "name", "entity_head")}
    chosen = losses.antecedent_scores(parameters, batch, out, batch["cluster"] >= 0).argmax(-1)
    cluster = batch["cluster"]
    same = jnp.concatenate([jnp.zeros_like(cluster[:, :1]) - 1, cluster], 1)
    same = jnp.take_along_axis(same, chosen, 1) == cluster
    earlier = (cluster[:, :, None] == cluster[:, None, :]) & (batch["window"][:, :, None] == batch["window"][:, None, :])
    earlier &= jnp.arange(cluster.shape[1])[None, :] < jnp.arange(cluster.shape[1])[:, None]
    linked = {"linked": (cluster >= 0) & (chosen > 0), "anaphoric": (cluster >= 0) & earlier.any(-1)}
    linked["linked_right"] = linked["linked"] & same
    return best | linked | {"heads": heads, "deprel": losses.relations(parameters, out, heads, quantised).argmax(-1)}


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


def evaluate(parameters, store, arrays, labels, shape, quantised, most: int = 0) -> dict[str, float]:
    """Shares of right labels, and F1 of names, of mention heads and of links to antecedents in the same window, in percent; in windows
    of up to `most` subwords."""
    right, count = {}, 0
    names, heads, links = np.zeros(3), np.zeros(3), np.zeros(3)
    sentences = store.sentences
    for places, numbers in batching.ahead(batching.batches(store, 4096, most=most)):
        best = {k: np.asarray(v) for k, v in predict(parameters, arrays, places, shape, quantised).items()}
        links += [best["linked_right"].sum(), best["anaphoric"].sum(), best["linked"].sum()]
        for row, number, at in ((row, number, at) for row, every in enumerate(numbers) for number, at in every):
            s, n = sentences[number], len(sentences[number].words)
            count += n
            get = lambda task: [labels[task][i] for i in best[task][row, at:at + n]]
            same = {t: np.array([a == b for a, b in zip(get(t), getattr(s, t))]) for t in ("upos", "xpos", "feats")}
            same["lemma"] = np.array([lemma_rules.apply(r, w).lower() == l.lower() for r, w, l in zip(get("lemma"), s.words, s.lemmas)])
            same["uas"] = best["heads"][row, at:at + n] == np.array([h + at if h else 0 for h in s.heads])
            same["las"] = same["uas"] & np.array([a == b for a, b in zip(get("deprel"), s.deprel)])
            for k, v in same.items():
                right[k] = right.get(k, 0) + v.sum()
            if s.entity_head is not None:
                gold, found = spans([next(iter(l)) for l in s.name]), spans(get("name"))
                names += [len(gold & found), len(gold), len(found)]
                gold = {(i, l) for i, l in enumerate(s.entity_head) if l != "none"}
                found = {(i, l) for i, l in enumerate(get("entity_head")) if l != "none"}
                heads += [len(gold & found), len(gold), len(found)]
    figures = {k: round(100 * float(v) / count, 2) for k, v in right.items()}
    for name, (a, g, f) in (("names", names), ("mention_heads", heads), ("links", links)):
        if g:
            figures[name] = round(200 * float(a) / max(g + f, 1), 2)
    return figures
