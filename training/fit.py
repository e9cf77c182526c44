"""The loop of training: a schedule, a checkpoint every few minutes, a figure after each epoch; a stopped run goes on."""

from __future__ import annotations

import json
import pickle
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Callable

import jax
import jax.numpy as jnp
import numpy as np
import optax
from tqdm import tqdm

import batching
import losses


@dataclass(frozen=True)
class Plan:
    """How long and how fast to learn; rates are peaks of a warm-up and cosine."""

    name: str
    epochs: int
    encoder_rate: float
    head_rate: float
    seed: int
    quantised: bool = False
    subwords_per_batch: int = 1536
    gold_weight: float = 1.0
    window: int = 0
    alone: float = 0.0


def fit(plan: Plan, parameters, shape, train, subwords, labels, work: Path, after_epoch: Callable):
    """The trained parameters. What sentences have of a teacher's shares is learned, too. `after_epoch(parameters, epochs)` returns figures."""
    steps = sum(1 for _ in batching.batches(train, subwords, labels, plan.subwords_per_batch, np.random.default_rng(0), plan.window, plan.alone))
    total = steps * plan.epochs
    schedule = lambda peak: optax.warmup_cosine_decay_schedule(0, peak, max(total // 20, 1), total, peak * 0.01)
    groups = jax.tree_util.tree_map_with_path(lambda path, _: path[0].key, parameters)
    optimiser = optax.chain(optax.clip_by_global_norm(5.0), optax.multi_transform({
        "encoder": optax.adamw(schedule(plan.encoder_rate), b2=0.98, weight_decay=0.01),
        "heads": optax.adamw(schedule(plan.head_rate), b2=0.98, weight_decay=0.01)}, groups))
    parameters = jax.tree.map(jnp.asarray, parameters)
    state = optimiser.init(parameters)

    taught = any(s.shares is not None for s in train)

    def loss_of(parameters, batch, key):
        _, out = losses.forward(parameters, batch, shape, plan.quantised, key)
        loss = plan.gold_weight * losses.gold_loss(parameters, batch, out, plan.quantised)
        if taught:
            loss += losses.shares_loss(parameters, batch, out, plan.quantised)
        return loss

    @partial(jax.jit, donate_argnums=(0, 1))
    def step(parameters, state, batch, key):
        loss, gradient = jax.value_and_grad(loss_of)(parameters, batch, key)
        updates, state = optimiser.update(gradient, state, parameters)
        return optax.apply_updates(parameters, updates), state, loss

    checkpoint = work / f"{plan.name}-{plan.seed}.checkpoint"
    begin = at = 0
    if checkpoint.exists():
        begin, at, saved, saved_state = pickle.loads(checkpoint.read_bytes())
        parameters, state = jax.tree.map(jnp.asarray, saved), jax.tree.map(jnp.asarray, saved_state)

    def save(epoch: int, done: int) -> None:
        temporary = checkpoint.with_suffix(".new")
        temporary.write_bytes(pickle.dumps((epoch, done, jax.tree.map(np.asarray, parameters), jax.tree.map(np.asarray, state))))
        temporary.replace(checkpoint)

    if begin == plan.epochs:  # trained before: its file is written anew
        after_epoch(parameters, begin)
    with (work / "log.jsonl").open("a") as log:
        for epoch in range(begin, plan.epochs):
            rng = np.random.default_rng(plan.seed * 1000 + epoch)
            started = saved_at = time.time()
            bar = tqdm(total=steps, desc=f"{plan.name} {epoch + 1}/{plan.epochs}", mininterval=20, maxinterval=60, initial=at)
            recent = []
            for i, (batch, _) in enumerate(batching.batches(train, subwords, labels, plan.subwords_per_batch, rng, plan.window, plan.alone)):
                if i < at:
                    continue
                key = jax.random.fold_in(jax.random.key(plan.seed, impl="rbg"), epoch * steps + i)
                parameters, state, loss = step(parameters, state, batch, key)
                recent = [*recent[-24:], loss]
                bar.update()
                if i % 25 == 24:
                    bar.set_postfix(loss=f"{float(jnp.mean(jnp.stack(recent))):.3f}")
                if time.time() - saved_at > 300:
                    save(epoch, i + 1)
                    saved_at = time.time()
            bar.close()
            at = 0
            save(epoch + 1, 0)
            row = {"stage": plan.name, "epoch": epoch + 1, "minutes": round((time.time() - started) / 60, 1), **after_epoch(parameters, epoch + 1)}
            print(json.dumps(row), flush=True)
            print(json.dumps(row), file=log, flush=True)
    return jax.tree.map(np.asarray, parameters)
