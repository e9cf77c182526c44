"""What training minimises: cross entropy on gold labels, and for a student the distance from its teacher."""

from __future__ import annotations

from functools import partial

import jax
import jax.numpy as jnp

import network
import shares

TASKS = {"upos": 0.4, "xpos": 0.4, "feats": 0.4, "lemma": 0.5, "entity_head": 0.8}


def mean_loss(scores, gold, mask, weights=1.0):
    """Cross entropy over the words of `mask` whose label is known."""
    known = jnp.where(mask & (gold >= 0), weights, 0.0)
    losses = -jnp.take_along_axis(jax.nn.log_softmax(scores), jnp.maximum(gold, 0)[..., None], -1)[..., 0]
    return (known * losses).sum() / jnp.maximum(known.sum(), 1)


def forward(parameters, batch, shape, quantised, key=None):
    """Scores of all tasks; arcs over the words of the own sentence and the root."""
    encoder_key, decoder_key = jax.random.split(key) if key is not None else (None, None)
    words, _ = network.encode(parameters, batch, shape, quantised, encoder_key)
    out = network.decode(parameters, words, shape, quantised, decoder_key)
    own = (batch["sentence"][:, :, None] == batch["sentence"][:, None, :]) & batch["words"][:, None, :]
    own = jnp.concatenate([jnp.ones_like(own[..., :1]), own], -1)
    out["arc"] = jnp.where(own, out["arc"], -1e9)
    return words, out


def relations(parameters, out, heads, quantised):
    chosen = jnp.take_along_axis(out["relation_head"], heads[..., None], 1)
    return network.relation_scores(parameters, out["relation_dependent"], chosen, quantised)


def gold_loss(parameters, batch, out, quantised):
    mask, tree = batch["words"], batch["words"] & batch["tree"]
    total = mean_loss(out["arc"], jnp.where(tree, batch["heads"], -1), tree)
    total += mean_loss(relations(parameters, out, batch["heads"], quantised), batch["deprel"], tree)
    for task, weight in TASKS.items():
        weights = batch["features_weight"] if task == "feats" else 1.0
        total += weight * mean_loss(out[task], batch[task], mask, weights)
    # names: of the labels a word may have, any is right
    allowed = batch["name"]
    known = mask & allowed.any(-1)
    marginal = -jax.nn.logsumexp(jnp.where(allowed, jax.nn.log_softmax(out["name"]), -1e9), -1)
    return total + jnp.where(known, marginal, 0).sum() / jnp.maximum(known.sum(), 1)


def shares_loss(parameters, batch, out, quantised):
    """Cross entropy of the teacher's shares, over the words that have some."""
    scores = {task: out[task] for task in shares.TASKS if task != "deprel"}
    scores["deprel"] = relations(parameters, out, batch["heads"], quantised)
    total = 0.0
    for task, (_, weight) in shares.TASKS.items():
        share = batch[f"{task}_share"]
        # where kinds were decided over whole documents, the opinion of the single sentence is worth less
        known = batch["words"] & (share.sum(-1) > 0) & (~batch["kinds_decided"] if task == "name" else True)
        likely = jnp.take_along_axis(jax.nn.log_softmax(scores[task]), batch[f"{task}_likely"], -1)
        each = -(share * likely).sum(-1)
        total += weight * jnp.where(known, each, 0).sum() / jnp.maximum(known.sum(), 1)
    return total


@partial(jax.jit, static_argnames=("shape",))
def opinions(parameters, batch, shape):
    """What a teacher says of a batch: for each task the likeliest labels and their shares, as `shares.py` keeps them. The relations
    are to the gold head where there is one, else to the likeliest."""
    _, out = forward(parameters, batch, shape, False)
    heads = jnp.where(batch["tree"], batch["heads"], out["arc"].argmax(-1))
    scores = {task: out[task] for task in shares.TASKS if task != "deprel"} | {"deprel": relations(parameters, out, heads, False)}
    found = {}
    for task, (most, _) in shares.TASKS.items():
        share, index = jax.lax.top_k(jax.nn.softmax(scores[task]), most)
        found[task] = index, share
    return found
