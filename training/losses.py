"""What training minimises: cross entropy on gold labels, and for a student the distance from its teacher."""

from __future__ import annotations

import jax
import jax.numpy as jnp

import network

TASKS = {"upos": 0.4, "xpos": 0.4, "feats": 0.4, "lemma": 0.5, "entity_head": 0.8}


def mean_loss(scores, gold, mask, weights=1.0):
    """Cross entropy over the words of `mask` whose label is known."""
    known = jnp.where(mask & (gold >= 0), weights, 0.0)
    losses = -jnp.take_along_axis(jax.nn.log_softmax(scores), jnp.maximum(gold, 0)[..., None], -1)[..., 0]
    return (known * losses).sum() / jnp.maximum(known.sum(), 1)


def forward(parameters, batch, shape, quantised, key=None):
    """Scores of all tasks: arcs over words and root, relations for the pairs of `batch["heads"]`."""
    encoder_key, decoder_key = jax.random.split(key) if key is not None else (None, None)
    words, _ = network.encode(parameters, batch, shape, quantised, encoder_key)
    out = network.decode(parameters, words, shape, quantised, decoder_key)
    rooted = jnp.concatenate([jnp.ones_like(batch["words"][:, :1]), batch["words"]], 1)
    out["arc"] = jnp.where(rooted[:, None, :], out["arc"], -1e9)
    return words, out


def relations(parameters, out, heads, quantised):
    chosen = jnp.take_along_axis(out["relation_head"], heads[..., None], 1)
    return network.relation_scores(parameters, out["relation_dependent"], chosen, quantised)


def gold_loss(parameters, batch, out, quantised):
    mask, tree = batch["words"], batch["words"] & batch["tree"][:, None]
    total = mean_loss(out["arc"], jnp.where(tree, batch["heads"], -1), tree)
    total += mean_loss(relations(parameters, out, batch["heads"], quantised), batch["deprel"], tree)
    for task, weight in TASKS.items():
        weights = batch["features_weight"][:, None] if task == "feats" else 1.0
        total += weight * mean_loss(out[task], batch[task], mask, weights)
    # names: of the labels a word may have, any is right
    allowed = batch["name"]
    known = mask & allowed.any(-1)
    marginal = -jax.nn.logsumexp(jnp.where(allowed, jax.nn.log_softmax(out["name"]), -1e9), -1)
    return total + jnp.where(known, marginal, 0).sum() / jnp.maximum(known.sum(), 1)


def teacher_loss(parameters, batch, words, out, taught, quantised):
    """Kullback-Leibler divergence from the teacher's distributions, and the distance of the words' vectors."""
    mask = batch["words"]
    count = jnp.maximum(mask.sum(), 1)

    def divergence(teacher, student, mask=mask):
        p = jax.nn.softmax(teacher)
        each = (p * (jax.nn.log_softmax(teacher) - jax.nn.log_softmax(student))).sum(-1)
        return jnp.where(mask, each, 0).sum() / count

    total = divergence(taught["arc"], out["arc"])
    total += divergence(taught["relations"], relations(parameters, out, taught["heads"], quantised))
    for task, weight in TASKS.items():
        total += weight * divergence(taught[task], out[task])
    # where the teacher decided kinds over whole documents, its opinion of the single sentence is worth less
    total += divergence(taught["name"], out["name"], mask & ~batch["kinds_decided"][:, None])
    distance = jnp.square(words - taught["words"]).mean(-1) / jnp.maximum(jnp.square(taught["words"]).mean(-1), 1e-6)
    return total + 0.5 * jnp.where(mask, distance, 0).sum() / count


def teach(teacher, batch, shape):
    """What the teacher says of a batch; its heads stand for gold where there is none."""
    words, out = forward(teacher, batch, shape, False)
    heads = jnp.where(batch["tree"][:, None], batch["heads"], out["arc"].argmax(-1))
    taught = {task: out[task] for task in ("arc", "name", *TASKS)}
    return taught | {"words": words, "heads": heads, "relations": relations(teacher, out, heads, False)}
