"""What training minimises: cross entropy on gold labels, and for a student the distance from its teacher."""

from __future__ import annotations

from functools import partial

import jax
import jax.numpy as jnp

import network
import shares
import store

TASKS = {"upos": 0.4, "xpos": 0.4, "feats": 0.4, "lemma": 0.5, "entity_head": 0.8}
ANTECEDENT = 0.5
LEAST = -20.0


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
    own = (batch["sentence"][:, :, None] == batch["sentence"][:, None, :]) & batch["there"][:, None, :]
    own = jnp.concatenate([jnp.ones_like(own[..., :1]), own], -1)
    out["arc"] = jnp.where(own, out["arc"], -1e9)
    return words, out


def relations(parameters, out, heads, quantised):
    chosen = jnp.take_along_axis(out["relation_head"], heads[..., None], 1)
    return network.relation_scores(parameters, out["relation_dependent"], chosen, quantised)


def antecedent_scores(parameters, batch, out, candidates):
    """Of each word, none and all words of the row as its antecedent: the candidates in front of it in its window."""
    h = parameters["heads"]
    count = batch["window"].shape[1]
    front = jnp.arange(count)[None, :] < jnp.arange(count)[:, None]
    possible = front & (batch["window"][:, :, None] == batch["window"][:, None, :]) & candidates[:, None, :]
    scores = jnp.where(possible, out["likeness"] * h["likeness_scale"], -1e9)
    return jnp.concatenate([jnp.broadcast_to(h["no_antecedent"], scores[..., :1].shape), scores], -1)


def antecedent_loss(scores, cluster):
    """Any mention of its cluster in front of it is right for a word; where there is none, none (Lee et al. 2017)."""
    known = cluster >= 0
    right = (cluster[:, :, None] == cluster[:, None, :]) & known[:, :, None] & (scores[..., 1:] > -1e8)
    right = jnp.concatenate([~right.any(-1, keepdims=True), right], -1)
    each = jax.nn.logsumexp(scores, -1) - jax.nn.logsumexp(jnp.where(right, scores, -1e9), -1)
    return jnp.where(known, each, 0).sum() / jnp.maximum(known.sum(), 1)


def gold_loss(parameters, batch, out, quantised):
    mask, tree = batch["there"], batch["there"] & batch["tree"]
    total = mean_loss(out["arc"], jnp.where(tree, batch["heads"], -1), tree)
    total += mean_loss(relations(parameters, out, batch["heads"], quantised), batch["deprel"], tree)
    for task, weight in TASKS.items():
        weights = batch["features_weight"] if task == "feats" else 1.0
        total += weight * mean_loss(out[task], batch[task], mask, weights)
    # names: of the labels a word may have, any is right
    allowed = batch["name"]
    known = mask & allowed.any(-1)
    marginal = -jax.nn.logsumexp(jnp.where(allowed, jax.nn.log_softmax(out["name"]), -1e9), -1)
    total += jnp.where(known, marginal, 0).sum() / jnp.maximum(known.sum(), 1)
    return total + ANTECEDENT * antecedent_loss(antecedent_scores(parameters, batch, out, batch["cluster"] >= 0), batch["cluster"])


def shares_loss(parameters, batch, out, quantised):
    """Cross entropy of the teacher's shares, over the words that have some."""
    scores = {task: out[task] for task in shares.TASKS if task not in ("deprel", "antecedent")}
    scores["deprel"] = relations(parameters, out, batch["heads"], quantised)
    scores["antecedent"] = antecedent_scores(parameters, batch, out, batch["entity_head_likely"][..., 0] > 0)
    total = 0.0
    for task, (_, weight) in shares.TASKS.items():
        share = batch[f"{task}_share"]
        # where kinds were decided over whole documents, the opinion of the single sentence is worth less
        known = batch["there"] & (share.sum(-1) > 0) & (~batch["kinds_decided"] if task == "name" else True)
        likely = jnp.take_along_axis(jax.nn.log_softmax(scores[task]), batch[f"{task}_likely"], -1)
        # where teachers disagree about what a mention is, an antecedent may be none here
        each = -(share * jnp.maximum(likely, LEAST)).sum(-1)
        total += weight * jnp.where(known, each, 0).sum() / jnp.maximum(known.sum(), 1)
    return total


@partial(jax.jit, static_argnames=("shape",))
def opinions(teachers, arrays, places, shape):
    """What teachers say of a batch together: for each task the likeliest labels and their mean shares, as `shares.py` keeps them. The
    relations are to the gold head where there is one, else to the likeliest; antecedents are told as so many words back, 0 for none, for
    the words that head a mention."""
    batch = store.gathered(arrays, places)
    outs = [forward(teacher, batch, shape, False)[1] for teacher in teachers]
    mean = lambda each: sum(jax.nn.softmax(e) for e in each) / len(outs)
    share = {task: mean([out[task] for out in outs]) for task in shares.TASKS if task not in ("deprel", "antecedent")}
    heads = jnp.where(batch["tree"], batch["heads"], share["arc"].argmax(-1))
    share["deprel"] = mean([relations(t, out, heads, False) for t, out in zip(teachers, outs)])
    mentions = batch["there"] & (share["entity_head"].argmax(-1) > 0)
    share["antecedent"] = mean([antecedent_scores(t, batch, out, mentions) for t, out in zip(teachers, outs)])
    found = {}
    for task, (most, _) in shares.TASKS.items():
        value, index = jax.lax.top_k(share[task], most)
        if task == "antecedent":
            index = jnp.where(index > 0, jnp.arange(index.shape[1])[None, :, None] + 1 - index, 0)
            value = jnp.where(mentions[..., None], value, 0)
        found[task] = index.astype(jnp.int16), value.astype(jnp.float16)
    return found
