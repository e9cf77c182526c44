"""The loop of training: a schedule, a checkpoint every few minutes, figures now and then; a stopped run goes on."""

from __future__ import annotations

import functools
import json
import pickle
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

import jax
import jax.numpy as jnp
import numpy as np
import optax
from tqdm import tqdm

import batching
import losses
import store as stores

SECONDS = 300  # between checkpoints, and at least between figures
WARM_UP = 20  # the part of the steps, one in so many
LOWEST = 0.01  # what is left of the rates at the end


@dataclass(frozen=True)
class Plan:
    """How long and how fast to learn; rates are peaks of a warm-up and cosine. `alone` is the share of the sentences that do not share a
    window with their neighbours."""

    name: str
    epochs: int
    encoder_rate: float
    head_rate: float
    seed: int
    quantised: bool = False
    subwords_per_batch: int = 2048
    gold_weight: float = 1.0
    window: int = batching.ROW
    alone: float = 0.4
    figures_every: int = SECONDS
    # how slowly the mean of the parameters follows them, which is what is kept; with 0 the last ones are (Izmailov et al. 2018)
    mean_of: float = 0.0


OPTIMISER = optax.chain(optax.clip_by_global_norm(5.0), optax.scale_by_adam(b2=0.98), optax.add_decayed_weights(0.01))


@functools.cache
def stepper(shape, quantised: bool, gold_weight: float, taught: bool):
    """One step of training, compiled once for all who learn alike."""
    def loss_of(parameters, batch, key):
        _, out = losses.forward(parameters, batch, shape, quantised, key)
        loss = gold_weight * losses.gold_loss(parameters, batch, out, quantised)
        return loss + losses.shares_loss(parameters, batch, out, quantised) if taught else loss

    @functools.partial(jax.jit, donate_argnums=(0, 1))
    def step(parameters, state, arrays, places, key, rates):
        batch = stores.gathered(arrays, places)
        loss, gradient = jax.value_and_grad(loss_of)(parameters, batch, key)
        updates, state = OPTIMISER.update(gradient, state, parameters)
        moved = {group: jax.tree.map(lambda p, u: p - rates[group] * u, parameters[group], updates[group]) for group in parameters}
        return moved, state, loss

    return step


def fit(plan: Plan, parameters, shape, store, arrays, work: Path, figures: Callable):
    """The trained parameters. What sentences have of a teacher's shares is learned, too. `figures(parameters, epochs)` returns some, and
    may write files."""
    draw = lambda epoch: np.random.default_rng(plan.seed * 1000 + epoch)
    batches = lambda epoch: batching.batches(store, plan.subwords_per_batch, draw(epoch), plan.window, plan.alone)
    # how many steps an epoch has differs a little from one to the next
    steps = sum(1 for _ in batches(0))
    total = steps * plan.epochs
    warm = max(total // WARM_UP, 1)
    factor = lambda at: at / warm if at < warm else LOWEST + (1 - LOWEST) * 0.5 * (1 + np.cos(np.pi * min((at - warm) / max(total - warm, 1), 1)))
    step = stepper(shape, plan.quantised, plan.gold_weight, any(s.shares is not None for s in store.sentences))
    parameters = jax.tree.map(jnp.array, parameters)
    state = OPTIMISER.init(parameters)
    follow = jax.jit(lambda mean, now, share: jax.tree.map(lambda m, p: m + (1 - share) * (p - m), mean, now), donate_argnums=0)
    mean = jax.tree.map(jnp.copy, parameters) if plan.mean_of else None

    checkpoint = work / f"{plan.name}-{plan.seed}.checkpoint"
    begin = at = 0
    if checkpoint.exists():
        begin, at, *saved = pickle.loads(checkpoint.read_bytes())
        parameters, state, mean = jax.tree.map(jnp.asarray, saved)

    def save(epoch: int, done: int) -> None:
        temporary = checkpoint.with_suffix(".new")
        temporary.write_bytes(pickle.dumps((epoch, done, *jax.tree.map(np.asarray, (parameters, state, mean)))))
        temporary.replace(checkpoint)

    saved_at = told_at = started = time.time()
    with (work / "log.jsonl").open("a") as log:

        def tell(epoch: int, loss) -> None:
            row = {"stage": plan.name, "epoch": epoch, "minutes": round((time.time() - started) / 60, 1), "loss": loss, **figures(mean or parameters, epoch)}
            print(json.dumps(row), flush=True)
            print(json.dumps(row), file=log, flush=True)

        if begin == plan.epochs:  # trained before: its file is written anew
            tell(begin, None)
        for epoch in range(begin, plan.epochs):
            bar = tqdm(total=steps, desc=f"{plan.name} {epoch + 1}/{plan.epochs}", mininterval=20, maxinterval=60, initial=at)
            recent = []
            for i, (places, _) in enumerate(batching.ahead(batches(epoch))):
                if i < at:
                    continue
                key = jax.random.fold_in(jax.random.key(plan.seed, impl="rbg"), epoch * steps + i)
                rates = {"encoder": plan.encoder_rate * factor(epoch * steps + i), "heads": plan.head_rate * factor(epoch * steps + i)}
                parameters, state, loss = step(parameters, state, arrays, places, key, rates)
                if mean:
                    taken = epoch * steps + i
                    mean = follow(mean, parameters, min(plan.mean_of, taken / (taken + 10)))
                recent = [*recent[-24:], loss]
                bar.update()
                if time.time() - saved_at > SECONDS:
                    save(epoch, i + 1)
                    saved_at = time.time()
            bar.close()
            at = 0
            if epoch + 1 == plan.epochs or time.time() - told_at > plan.figures_every:
                tell(epoch + 1, round(float(jnp.mean(jnp.stack(recent))), 3))
                told_at = time.time()
        save(plan.epochs, 0)
    return mean or parameters
